//! The words of a lexicon and the counts that stand in one text, and patterns followed through them.

use core::ops::Range;

use super::super::number::numbers;
use super::super::pattern::Between;
use super::super::text::Text;
use super::super::words::counted;
use super::{Compiled, Finder, Found, Symbol};

/// Ends that one pattern is followed to from one place; the nearest are kept.
const ENDS_MAX: usize = 16;

/// A word or a count that stands in the text.
#[derive(Clone, Copy, Default)]
struct Occurrence {
    start: u32,
    end: u32,
    /// Which of the words that stand.
    word: u32,
    /// What the count says.
    count: Option<u32>,
}

/// The words and counts of one text by their symbols, each in the order of the text.
pub(super) struct Standing<'a> {
    text: &'a Text,
    /// Those of which every word stands somewhere.
    pub patterns: Vec<u32>,
    /// Word by word, and behind them those of symbols of which several words stand.
    occurrences: Vec<Occurrence>,
    /// From 1 the symbols that those patterns need; what nobody needs is 0.
    needed: Vec<u32>,
    /// Where the occurrences of a needed symbol are.
    ranges: Vec<Range<u32>>,
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
        Self { start: occurrence.start, end: occurrence.end, count: count.or(occurrence.count) }
    }
}

impl<'a> Standing<'a> {
    pub fn new(finder: &Finder, text: &'a Text) -> Self {
        let (in_order, words) = occurrences(finder, text);
        let patterns = possible(finder, &words);
        let mut needed = vec![0_u32; finder.asked.len()];
        let mut symbols = 0;
        for (_, symbol) in patterns.iter().flat_map(|pattern| &finder.patterns[*pattern as usize].steps) {
            let number = &mut needed[*symbol as usize];
            if *number == 0 {
                symbols += 1;
                *number = symbols;
            }
        }
        let (mut occurrences, of_word) = by_word(&in_order, words.len());
        let mut ranges = vec![0..0; symbols as usize];
        let mut more: Vec<(u32, Range<u32>)> = Vec::new();
        for (word, range) in words.iter().zip(of_word) {
            for symbol in &finder.uses[*word as usize] {
                match needed[*symbol as usize] {
                    0 => {}
                    number if ranges[number as usize - 1].is_empty() => {
                        ranges[number as usize - 1] = range.clone();
                    }
                    number => more.push((number - 1, range.clone())),
                }
            }
        }
        more.sort_unstable_by_key(|(number, _)| *number);
        for several in more.chunk_by(|(one, _), (other, _)| one == other) {
            let all = &mut ranges[several[0].0 as usize];
            let begin = occurrences.len();
            for range in several.iter().map(|(_, range)| range).chain([&*all]) {
                occurrences.extend_from_within(range.start as usize..range.end as usize);
            }
            occurrences[begin..].sort_unstable_by_key(|occurrence| (occurrence.start, occurrence.end));
            *all = counted(begin)..counted(occurrences.len());
        }
        Self { text, patterns, occurrences, needed, ranges }
    }

    fn of(&self, symbol: Symbol) -> &[Occurrence] {
        let range = &self.ranges[self.needed[symbol as usize] as usize - 1];
        &self.occurrences[range.start as usize..range.end as usize]
    }

    /// Follows a pattern from each of its first words; of several ends the nearest is the one found.
    pub fn follow(&self, pattern: &Compiled, ends: &mut Ends, found: &mut Vec<Found>) {
        let Compiled { section, sure, own, .. } = *pattern;
        let firsts = self.of(pattern.steps[0].1);
        let mut take = |first: &Occurrence, last: End| {
            let span = first.start as usize..last.end as usize;
            let (first_end, last, count) = (first.end as usize, last.start as usize, last.count);
            found.push(Found { section, span, first_end, last, sure, own, count });
        };
        let Some((between, second)) = pattern.steps.get(1) else {
            return firsts.iter().for_each(|first| take(first, End::at(first, None)));
        };
        let mut seconds = self.of(*second);
        for first in firsts {
            // What stands before this first word stands before the next one, too.
            while let Some((second, rest)) = seconds.split_first()
                && second.start <= first.start
            {
                seconds = rest;
            }
            match seconds.first() {
                None => break,
                Some(second) if second.start > first.end.saturating_add(between.chars_max) => continue,
                Some(_) => {}
            }
            let from = End::at(first, None);
            if pattern.steps.len() == 2 {
                let nearest = self.step(&from, *between, seconds).min_by_key(|end| end.end);
                nearest.into_iter().for_each(|last| take(first, last));
                continue;
            }
            ends.reached.clear();
            ends.reached.extend(self.step(&from, *between, seconds));
            if let Some(last) = self.end(&pattern.steps[2..], ends) {
                take(first, last);
            }
        }
    }

    /// The nearest end of the steps from what is reached.
    fn end(&self, steps: &[(Between, Symbol)], ends: &mut Ends) -> Option<End> {
        for (between, symbol) in steps {
            if ends.reached.len() > 1 {
                ends.reached.sort_unstable_by_key(|end| end.end);
                ends.reached.dedup_by_key(|end| end.end);
                ends.reached.truncate(ENDS_MAX);
            }
            let all = self.of(*symbol);
            ends.next.clear();
            for from in &ends.reached {
                let nearest = all.partition_point(|occurrence| occurrence.start < from.end);
                ends.next.extend(self.step(from, *between, &all[nearest..]));
            }
            core::mem::swap(&mut ends.reached, &mut ends.next);
        }
        ends.reached.iter().copied().min_by_key(|end| end.end)
    }

    fn step(&self, from: &End, between: Between, all: &[Occurrence]) -> impl Iterator<Item = End> {
        let (start, farthest) = (from.end, from.end.saturating_add(between.chars_max));
        let (count, before) = (from.count, from.end as usize - 1);
        let together = move |start: usize| match between {
            Between { wide: true, .. } => self.text.same_sentence(before, start),
            Between { chars_max: 0, .. } => self.text.is_whole(&(before..start + 1)),
            Between { .. } => self.text.same_clause(before, start),
        };
        let reached = all.iter().take_while(move |occurrence| occurrence.start <= farthest);
        let reached = reached.skip_while(move |occurrence| occurrence.start < start);
        let reached = reached.take_while(move |occurrence| together(occurrence.start as usize));
        reached.map(move |occurrence| End::at(occurrence, count))
    }
}

/// The occurrences of each word together, in the order of the text.
fn by_word(in_order: &[Occurrence], words: usize) -> (Vec<Occurrence>, Vec<Range<u32>>) {
    let mut ranges = vec![0..0_u32; words];
    in_order.iter().for_each(|occurrence| ranges[occurrence.word as usize].end += 1);
    let mut begin = 0;
    for range in &mut ranges {
        let count = range.end;
        *range = begin..begin;
        begin += count;
    }
    let mut occurrences = vec![Occurrence::default(); in_order.len()];
    for occurrence in in_order {
        let end = &mut ranges[occurrence.word as usize].end;
        occurrences[*end as usize] = *occurrence;
        *end += 1;
    }
    (occurrences, ranges)
}

/// The patterns of which every word stands somewhere.
fn possible(finder: &Finder, words: &[u32]) -> Vec<u32> {
    let mut stand = vec![0_u64; finder.asked.len() / 64 + 1];
    for symbol in words.iter().flat_map(|word| &finder.uses[*word as usize]) {
        stand[*symbol as usize / 64] |= 1 << (symbol % 64);
    }
    let stands = |symbol: Symbol| stand[symbol as usize / 64] >> (symbol % 64) & 1 == 1;
    let mut possible = Vec::new();
    for (block, (stand, asking)) in stand.iter().zip(&finder.asking).enumerate() {
        let mut bits = stand & asking;
        while bits != 0 {
            let symbol = block * 64 + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            for asked in &finder.asked[symbol] {
                if stands(asked.second) {
                    let steps = &finder.patterns[asked.pattern as usize].steps;
                    if steps.iter().all(|(_, symbol)| stands(*symbol)) {
                        possible.push(asked.pattern);
                    }
                }
            }
        }
    }
    possible
}

/// Every word and count that stands in the text, by where it begins, and which words they are.
fn occurrences(finder: &Finder, text: &Text) -> (Vec<Occurrence>, Vec<u32>) {
    let [count, place] = [finder.uses.len() - 2, finder.uses.len() - 1].map(counted);
    let mut words: Vec<u32> = Vec::with_capacity(text.len() / 2);
    let mut numbers_of = vec![0_u32; finder.uses.len()];
    let mut number_of = |word: u32| {
        let number = &mut numbers_of[word as usize];
        if *number == 0 {
            words.push(word);
            *number = counted(words.len());
        }
        *number - 1
    };
    let mut occurrences = Vec::with_capacity(text.len() * 2);
    let mut counts = numbers(text).into_iter().peekable();
    let mut take = |start: usize, end: usize, word: u32, count: Option<u32>| {
        let (start, end, word) = (counted(start), counted(end), number_of(word));
        occurrences.push(Occurrence { start, end, word, count });
    };
    each_word(finder, text, |start, end, word| {
        while let Some(number) = counts.next_if(|number| number.start <= start) {
            take(number.start, number.end, if number.is_place { place } else { count }, Some(number.value));
        }
        take(start, end, word, None);
    });
    for number in counts {
        take(number.start, number.end, if number.is_place { place } else { count }, Some(number.value));
    }
    (occurrences, words)
}

/// Every word that stands in the text, by where it begins.
fn each_word(finder: &Finder, text: &Text, mut take: impl FnMut(usize, usize, u32)) {
    let numbers: Vec<u32> = text.glyphs.iter().map(|glyph| finder.words.number(glyph.folded)).collect();
    let mut parts = 0;
    for part in text.glyphs.chunk_by(|one, other| one.part == other.part) {
        let end_of_part = parts + part.len();
        for start in parts..end_of_part {
            finder.words.each(&numbers[start..end_of_part], |chars, word| {
                let span = start..start + chars;
                let is_latin = [span.start, span.end - 1].iter().any(|at| text.glyphs[*at].folded.is_ascii());
                if !(is_latin && text.cuts_a_word(&span)) {
                    take(span.start, span.end, word);
                }
            });
        }
        parts = end_of_part;
    }
}
