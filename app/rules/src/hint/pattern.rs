//! The notation of one line of the lexicon, and what it is read into.
//!
//! | written | means |
//! |---|---|
//! | `找记者` | these characters, in either script, width and case |
//! | `(找\|联系)记者` | one of these |
//! | `{press}` | one of the words listed under `[set press]` |
//! | `N` | a count: 12, 十几, 三十多; after `第` its place: `第N次` |
//! | `找…记者` | up to 4 characters in between, of the same clause; each further `…` is 4 more |
//! | `!一层N户都` | counts even where a word that does not count covers it |
//! | `联名,N户` | up to 20 characters in between, of the same sentence; each further comma is 20 more |

use std::collections::BTreeMap;

use super::lexicon::LineFault;
use super::text::is_kept;
use crate::search::folded;

/// Characters that one `…` can stand for.
pub const GAP_CHARS: u32 = 4;
/// Characters that one comma can stand for.
pub const WIDE_GAP_CHARS: u32 = 20;
/// Words, counts and choices in a row in one pattern.
pub const STEPS_MAX: usize = 8;
/// Words that one choice can be.
pub const CHOICES_MAX: usize = 400;

/// Words by the name of their set.
pub(super) type Sets = BTreeMap<String, Vec<String>>;

/// What may stand between a step and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Between {
    pub chars_max: u32,
    /// Whether clauses may end there.
    pub wide: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// One of these words, folded, sorted and each once.
    Words(Vec<String>),
    Count,
    /// A place: 第三.
    Place,
}

/// A line read: steps in a row, each with what may stand before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub steps: Vec<(Between, Step)>,
    /// Whether it counts even where a word that does not count covers it.
    pub sure: bool,
    /// Whether the company wrote it: then it counts whatever labelled texts have taught.
    pub own: bool,
}

impl Pattern {
    /// How many words its choices hold.
    pub fn words(&self) -> usize {
        let words = |step: &Step| if let Step::Words(words) = step { words.len() } else { 0 };
        self.steps.iter().map(|(_, step)| words(step)).sum()
    }

    pub fn has_count(&self) -> bool {
        self.steps.iter().any(|(_, step)| matches!(step, Step::Count | Step::Place))
    }

    /// Reads one line, with the sets it may name.
    pub fn read(line: &str, sets: &Sets, own: bool) -> Result<Self, LineFault> {
        let mut reader = Reader { sets, steps: Vec::new(), between: Between::default(), word: String::new() };
        let marked = line.starts_with(['!', '\u{FF01}']);
        let mut rest = line.chars();
        if marked {
            rest.next();
        }
        while let Some(c) = rest.next() {
            reader.take(c, &mut rest)?;
        }
        reader.end_word();
        let at_edge = reader.between != Between::default();
        match reader.steps.len() {
            _ if at_edge => Err(LineFault::GapAtTheEdge),
            0 => Err(LineFault::NoWord),
            steps if steps > STEPS_MAX => Err(LineFault::TooManySteps),
            _ => Ok(Self { steps: reader.steps, sure: marked || own, own }),
        }
    }
}

struct Reader<'a> {
    sets: &'a Sets,
    steps: Vec<(Between, Step)>,
    between: Between,
    word: String,
}

impl Reader<'_> {
    fn take(&mut self, c: char, rest: &mut core::str::Chars) -> Result<(), LineFault> {
        match folded(c) {
            '(' => {
                let inside = until(')', rest).ok_or(LineFault::NotClosed)?;
                self.choice(&inside)
            }
            '{' => {
                let name = until('}', rest).ok_or(LineFault::NotClosed)?;
                self.choice(&format!("{{{name}}}"))
            }
            '…' => self.gap(GAP_CHARS, false),
            ',' => self.gap(WIDE_GAP_CHARS, true),
            _ if c == 'N' => {
                self.step(if self.word.ends_with('第') { Step::Place } else { Step::Count });
                Ok(())
            }
            word if is_kept(word) => {
                self.word.push(word);
                Ok(())
            }
            _ => Err(LineFault::NotInTheNotation { character: c }),
        }
    }

    fn gap(&mut self, chars: u32, wide: bool) -> Result<(), LineFault> {
        self.end_word();
        if self.steps.is_empty() {
            return Err(LineFault::GapAtTheEdge);
        }
        self.between.chars_max += chars;
        self.between.wide |= wide;
        Ok(())
    }

    fn choice(&mut self, inside: &str) -> Result<(), LineFault> {
        let mut words = Vec::new();
        for written in inside.split(['|', '\u{FF5C}']) {
            match written.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) => {
                    let listed = self.sets.get(name).ok_or(LineFault::UnknownSet)?;
                    words.extend(listed.iter().cloned());
                }
                None => words.push(word(written)?),
            }
        }
        words.sort_unstable();
        words.dedup();
        if words.len() > CHOICES_MAX {
            return Err(LineFault::TooManyChoices);
        }
        self.step(Step::Words(words));
        Ok(())
    }

    fn step(&mut self, step: Step) {
        self.end_word();
        self.steps.push((core::mem::take(&mut self.between), step));
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            let word = core::mem::take(&mut self.word);
            self.steps.push((core::mem::take(&mut self.between), Step::Words(vec![word])));
        }
    }
}

/// A word without any notation, folded.
pub(super) fn word(written: &str) -> Result<String, LineFault> {
    let folded: String = written.chars().map(folded).collect();
    match folded.chars().find(|c| !is_kept(*c)) {
        Some(character) => Err(LineFault::NotInTheNotation { character }),
        None if folded.is_empty() => Err(LineFault::NoWord),
        None => Ok(folded),
    }
}

/// What stands before the closing sign; the sign is taken too.
fn until(close: char, rest: &mut core::str::Chars) -> Option<String> {
    let mut inside = String::new();
    for c in rest.by_ref() {
        if folded(c) == close {
            return Some(inside);
        }
        inside.push(c);
    }
    None
}
