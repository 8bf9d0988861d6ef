//! Finds the patterns of a lexicon in a text: all their words in one pass, then each pattern from
//! its first word on. Time grows with the length of the text; a pattern's gaps bound its reach.

use core::ops::Range;
use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::lexicon::{Lexicon, Section};
use super::number::{Number, numbers};
use super::pattern::{Between, Step};
use super::text::Text;

/// Ends that one pattern is followed to from one place; the nearest are kept.
const ENDS_MAX: usize = 16;

/// A choice of words, by its number; the count and the place are the first.
type Symbol = u32;
const COUNT: Symbol = 0;
const PLACE: Symbol = 1;

struct Compiled {
    section: Section,
    sure: bool,
    steps: Vec<(Between, Symbol)>,
}

/// A lexicon made ready for finding.
pub(super) struct Finder {
    words: Option<AhoCorasick>,
    word_chars: Vec<u32>,
    /// The symbols that a word stands for.
    symbols_of_word: Vec<Vec<Symbol>>,
    patterns: Vec<Compiled>,
    /// The patterns that begin with a symbol.
    beginning: Vec<Vec<usize>>,
}

/// A pattern found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub span: Range<usize>,
    /// Where its first word ends.
    pub first_end: usize,
    /// Where its last word begins.
    pub last: usize,
    /// Whether it counts even where a word that does not count covers it.
    pub sure: bool,
    /// What its count says.
    pub count: Option<u32>,
}

/// Everything found in one text, section by section, in the order of the text.
pub(super) struct Findings(Vec<Vec<Found>>);

impl Findings {
    pub fn of(&self, section: Section) -> &[Found] {
        &self.0[section as usize]
    }

    pub fn keep(&mut self, section: Section, kept: impl FnMut(&Found) -> bool) {
        self.0[section as usize].retain(kept);
    }

    /// What begins at these positions.
    pub fn within(&self, section: Section, positions: Range<usize>) -> &[Found] {
        let found = self.of(section);
        let first = found.partition_point(|found| found.span.start < positions.start);
        let last = found.partition_point(|found| found.span.start < positions.end);
        &found[first..last.max(first)]
    }
}

/// A word or a count that stands in the text. Small, since each stands for many symbols.
#[derive(Clone, Copy, Default)]
struct Occurrence {
    start: u32,
    end: u32,
    /// The number of the word, or what the count says.
    said: u32,
    what: What,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum What {
    #[default]
    Word,
    Count,
    /// 第三.
    Place,
}

impl Finder {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut building = Building::default();
        let patterns: Vec<Compiled> = lexicon
            .lines
            .iter()
            .map(|(section, pattern)| {
                let steps = pattern.steps.iter().map(|(between, step)| (*between, building.symbol(step)));
                Compiled { section: *section, sure: pattern.sure, steps: steps.collect() }
            })
            .collect();
        let mut beginning = vec![Vec::new(); building.symbols.len() + 2];
        for (number, pattern) in patterns.iter().enumerate() {
            beginning[pattern.steps[0].1 as usize].push(number);
        }
        Self {
            // A lexicon is limited in size, so that no build fails; one that did would find nothing.
            words: AhoCorasick::new(&building.words).ok(),
            word_chars: building.words.iter().map(|word| counted(word.chars().count())).collect(),
            symbols_of_word: building.symbols_of_word,
            patterns,
            beginning,
        }
    }

    pub fn find(&self, text: &Text) -> Findings {
        let mut found = vec![Vec::new(); Section::ALL.len()];
        let standing = Standing::new(self, text);
        let mut ends = Ends::default();
        for pattern in &standing.patterns {
            let firsts = standing.of(pattern.steps[0].1 as usize).iter();
            let followed = firsts.filter_map(|first| standing.follow(pattern, first, &mut ends));
            found[pattern.section as usize].extend(followed);
        }
        for found in &mut found {
            found.sort_unstable_by_key(|found: &Found| (found.span.start, found.span.end));
        }
        Findings(found)
    }

    fn symbols(&self, occurrence: &Occurrence) -> &[Symbol] {
        match occurrence.what {
            What::Word => &self.symbols_of_word[occurrence.said as usize],
            What::Count => &[COUNT],
            What::Place => &[PLACE],
        }
    }
}

#[derive(Default)]
struct Building {
    words: Vec<String>,
    numbers: BTreeMap<String, usize>,
    symbols_of_word: Vec<Vec<Symbol>>,
    symbols: BTreeMap<Vec<String>, Symbol>,
}

impl Building {
    fn symbol(&mut self, step: &Step) -> Symbol {
        let words = match step {
            Step::Words(words) => words,
            Step::Count => return COUNT,
            Step::Place => return PLACE,
        };
        let next = counted(self.symbols.len() + 2);
        if let Some(symbol) = self.symbols.get(words) {
            return *symbol;
        }
        self.symbols.insert(words.clone(), next);
        for word in words {
            let number = *self.numbers.entry(word.clone()).or_insert_with(|| {
                self.words.push(word.clone());
                self.symbols_of_word.push(Vec::new());
                self.words.len() - 1
            });
            self.symbols_of_word[number].push(next);
        }
        next
    }
}

/// The words and counts of one text by their symbols, each in the order of the text.
struct Standing<'a> {
    text: &'a Text,
    /// Those of which every word stands somewhere.
    patterns: Vec<&'a Compiled>,
    occurrences: Vec<Occurrence>,
    /// Where the occurrences of a symbol begin, and at last where those of the last one end.
    starting: Vec<u32>,
}

/// Room for the ends that a pattern is followed to.
#[derive(Default)]
struct Ends {
    reached: Vec<End>,
    next: Vec<End>,
}

/// How far a pattern has been followed: its last word, and what its count says on the way there.
#[derive(Clone, Copy)]
struct End {
    start: u32,
    end: u32,
    count: Option<u32>,
}

impl End {
    fn at(occurrence: &Occurrence, count: Option<u32>) -> Self {
        let count = count.or((occurrence.what != What::Word).then_some(occurrence.said));
        Self { start: occurrence.start, end: occurrence.end, count }
    }
}

impl<'a> Standing<'a> {
    fn new(finder: &'a Finder, text: &'a Text) -> Self {
        let in_order = occurrences(finder, text);
        let mut starting = vec![0_u32; finder.beginning.len() + 1];
        let symbols = |occurrence| finder.symbols(occurrence).iter().map(|symbol| *symbol as usize);
        for symbol in in_order.iter().flat_map(symbols) {
            starting[symbol] += 1;
        }
        let (patterns, needed) = possible(finder, &starting);
        let mut end = 0;
        for (count, needed) in starting.iter_mut().zip(&needed) {
            end += if *needed { *count } else { 0 };
            *count = end;
        }
        let mut occurrences = vec![Occurrence::default(); end as usize];
        // From the last to the first, each goes before those that are there: their order stays.
        for occurrence in in_order.iter().rev() {
            for symbol in symbols(occurrence).filter(|symbol| needed[*symbol]) {
                starting[symbol] -= 1;
                occurrences[starting[symbol] as usize] = *occurrence;
            }
        }
        Self { text, patterns, occurrences, starting }
    }

    fn of(&self, symbol: usize) -> &[Occurrence] {
        &self.occurrences[self.starting[symbol] as usize..self.starting[symbol + 1] as usize]
    }

    /// Follows a pattern from its first word; of several ends the nearest is the one found.
    fn follow(&self, pattern: &Compiled, first: &Occurrence, ends: &mut Ends) -> Option<Found> {
        ends.reached.clear();
        ends.reached.push(End::at(first, None));
        for (between, symbol) in &pattern.steps[1..] {
            ends.next.clear();
            for from in &ends.reached {
                self.step(from, *between, *symbol as usize, &mut ends.next);
            }
            if ends.next.is_empty() {
                return None;
            }
            ends.next.sort_unstable_by_key(|end| end.end);
            ends.next.dedup_by_key(|end| end.end);
            ends.next.truncate(ENDS_MAX);
            core::mem::swap(&mut ends.reached, &mut ends.next);
        }
        let last = ends.reached.first()?;
        let span = first.start as usize..last.end as usize;
        let (first_end, count) = (first.end as usize, last.count);
        Some(Found { span, first_end, last: last.start as usize, sure: pattern.sure, count })
    }

    fn step(&self, from: &End, between: Between, symbol: usize, next: &mut Vec<End>) {
        let farthest = from.end.saturating_add(between.chars_max);
        let before = from.end as usize - 1;
        let all = self.of(symbol);
        let nearest = all.partition_point(|occurrence| occurrence.start < from.end);
        let reached = all[nearest..].iter().take_while(|occurrence| occurrence.start <= farthest);
        let together = |occurrence: &&Occurrence| {
            let start = occurrence.start as usize;
            match between {
                Between { wide: true, .. } => self.text.same_sentence(before, start),
                Between { chars_max: 0, .. } => self.text.is_whole(&(before..start + 1)),
                Between { .. } => self.text.same_clause(before, start),
            }
        };
        next.extend(reached.take_while(together).map(|occurrence| End::at(occurrence, from.count)));
    }
}

/// The patterns of which every word stands somewhere, and which symbols they need.
fn possible<'a>(finder: &'a Finder, counts: &[u32]) -> (Vec<&'a Compiled>, Vec<bool>) {
    let mut needed = vec![false; counts.len()];
    let stands = |symbol: Symbol| counts[symbol as usize] > 0;
    let begun = finder.beginning.iter().zip(counts).filter(|(_, count)| **count > 0);
    let patterns = begun.flat_map(|(numbers, _)| numbers).map(|number| &finder.patterns[*number]);
    let possible = patterns.filter(|pattern| pattern.steps[1..].iter().all(|(_, symbol)| stands(*symbol)));
    let possible: Vec<&Compiled> = possible.collect();
    for (_, symbol) in possible.iter().flat_map(|pattern| &pattern.steps) {
        needed[*symbol as usize] = true;
    }
    (possible, needed)
}

/// Every word and count that stands in the text, by where it begins.
fn occurrences(finder: &Finder, text: &Text) -> Vec<Occurrence> {
    let mut plain = String::with_capacity(text.len() * 3);
    let mut position_of = Vec::with_capacity(text.len() * 3);
    for (position, glyph) in text.glyphs.iter().enumerate() {
        plain.push(glyph.folded);
        position_of.resize(plain.len(), counted(position));
    }
    let count = |number: Number| Occurrence {
        start: counted(number.start),
        end: counted(number.end),
        said: number.value,
        what: if number.is_place { What::Place } else { What::Count },
    };
    let mut occurrences: Vec<Occurrence> = numbers(text).into_iter().map(count).collect();
    let words = finder.words.iter().flat_map(|words| words.find_overlapping_iter(&plain));
    for word in words {
        let said = word.pattern().as_u32();
        let start = position_of[word.start()];
        let end = start + finder.word_chars[said as usize];
        if text.is_whole(&(start as usize..end as usize)) {
            occurrences.push(Occurrence { start, end, said, what: What::Word });
        }
    }
    occurrences.sort_by_key(|occurrence| occurrence.start);
    occurrences
}

/// A text of more characters has reached nobody's form.
fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
