//! The words of a lexicon and the counts that stand in one text, and patterns followed through them.

use super::super::number::{Number, numbers};
use super::super::pattern::Between;
use super::super::text::Text;
use super::{Compiled, Finder, Found, SURE, Symbol};

/// Ends that one pattern is followed to from one place; the nearest are kept.
const ENDS_MAX: usize = 16;

/// A word or a count that stands in the text. Small, since each stands for many symbols.
#[derive(Clone, Copy, Default)]
pub(super) struct Occurrence {
    start: u32,
    end: u32,
    /// The number of the word, or what the count says.
    pub said: u32,
    pub what: What,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum What {
    #[default]
    Word,
    Count,
    /// 第三.
    Place,
}

/// The words and counts of one text by their symbols, each in the order of the text.
pub(super) struct Standing<'a> {
    text: &'a Text,
    /// Those of which every word stands somewhere.
    pub patterns: Vec<&'a Compiled>,
    occurrences: Vec<Occurrence>,
    /// Where the occurrences of a symbol begin, and at last where those of the last one end.
    starting: Vec<u32>,
}

/// Room for the ends that a pattern is followed to.
#[derive(Default)]
pub(super) struct Ends {
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
    pub fn new(finder: &'a Finder, text: &'a Text, skipped: &[bool]) -> Self {
        let in_order = occurrences(finder, text);
        let mut starting = vec![0_u32; finder.beginning.len() + 1];
        let bits = skipped.iter().enumerate().filter(|(_, skipped)| !**skipped);
        let wanted = bits.fold(SURE, |bits, (section, _)| bits | 1 << section);
        let symbols = |occurrence| {
            let uses = finder.symbols(occurrence).iter().filter(|(_, sections)| sections & wanted != 0);
            uses.map(|(symbol, _)| *symbol as usize)
        };
        for symbol in in_order.iter().flat_map(symbols) {
            starting[symbol] += 1;
        }
        let (patterns, needed) = possible(finder, &starting, skipped);
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

    pub fn of(&self, symbol: usize) -> &[Occurrence] {
        &self.occurrences[self.starting[symbol] as usize..self.starting[symbol + 1] as usize]
    }

    /// Follows a pattern from its first word; of several ends the nearest is the one found.
    pub fn follow(&self, pattern: &Compiled, first: &Occurrence, ends: &mut Ends) -> Option<Found> {
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
fn possible<'a>(finder: &'a Finder, counts: &[u32], skipped: &[bool]) -> (Vec<&'a Compiled>, Vec<bool>) {
    let mut needed = vec![false; counts.len()];
    let stands = |symbol: Symbol| counts[symbol as usize] > 0;
    let begun = finder.beginning.iter().zip(counts).filter(|(_, count)| **count > 0);
    let begun = begun.flat_map(|(beginnings, _)| beginnings);
    let asked =
        begun.filter(|begun| stands(begun.second) && (begun.sure || !skipped[begun.section as usize]));
    let patterns = asked.map(|begun| &finder.patterns[begun.pattern as usize]);
    let rest = |pattern: &&Compiled| pattern.steps.iter().skip(2).all(|(_, symbol)| stands(*symbol));
    let possible: Vec<&Compiled> = patterns.filter(rest).collect();
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
        let span = start as usize..end as usize;
        if text.is_whole(&span) && !text.cuts_a_word(&span) {
            occurrences.push(Occurrence { start, end, said, what: What::Word });
        }
    }
    occurrences.sort_by_key(|occurrence| occurrence.start);
    occurrences
}

/// A text of more characters has reached nobody's form.
pub(super) fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
