//! The words of a lexicon and the counts that stand in one text, and patterns followed through them.

use super::super::number::numbers;
use super::super::pattern::Between;
use super::super::text::Text;
use super::{Compiled, Finder, Found, Symbol, Use, counted};

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
    occurrences: Vec<Occurrence>,
    /// From 1 the symbols that those patterns need; what nobody needs is 0.
    needed: Vec<u32>,
    /// Where the occurrences of a needed symbol begin, and at last where those of the last one end.
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
        Self { start: occurrence.start, end: occurrence.end, count: count.or(occurrence.count) }
    }
}

impl<'a> Standing<'a> {
    pub fn new(finder: &Finder, text: &'a Text, wanted: u64) -> Self {
        let (in_order, words) = occurrences(finder, text);
        let uses = |word: &u32| finder.uses[*word as usize].iter().filter(|(_, sections)| sections & wanted != 0);
        let patterns = possible(finder, words.iter().flat_map(uses), wanted);
        let mut needed = vec![0_u32; finder.asked.len()];
        let mut symbols = 0;
        for (_, symbol) in patterns.iter().flat_map(|pattern| &finder.patterns[*pattern as usize].steps) {
            let number = &mut needed[*symbol as usize];
            if *number == 0 {
                symbols += 1;
                *number = symbols;
            }
        }
        let mut needs: Vec<u32> = Vec::with_capacity(words.len() * 2);
        let mut needs_of: Vec<(u32, u32)> = Vec::with_capacity(words.len());
        for word in &words {
            let begin = counted(needs.len());
            needs.extend(uses(word).map(|(symbol, _)| needed[*symbol as usize]).filter(|number| *number != 0));
            needs_of.push((begin, counted(needs.len())));
        }
        let needs = |occurrence: &Occurrence| {
            let (begin, end) = needs_of[occurrence.word as usize];
            needs[begin as usize..end as usize].iter().map(|number| *number as usize - 1)
        };
        let mut starting = vec![0_u32; symbols as usize + 1];
        in_order.iter().flat_map(needs).for_each(|number| starting[number] += 1);
        let mut end = 0;
        for count in &mut starting {
            end += *count;
            *count = end;
        }
        let mut occurrences = vec![Occurrence::default(); end as usize];
        // From the last to the first, each goes before those that are there: their order stays.
        for occurrence in in_order.iter().rev() {
            for number in needs(occurrence) {
                starting[number] -= 1;
                occurrences[starting[number] as usize] = *occurrence;
            }
        }
        Self { text, patterns, occurrences, needed, starting }
    }

    fn of(&self, symbol: Symbol) -> &[Occurrence] {
        let number = self.needed[symbol as usize] as usize;
        &self.occurrences[self.starting[number - 1] as usize..self.starting[number] as usize]
    }

    /// Follows a pattern from each of its first words; of several ends the nearest is the one found.
    pub fn follow(&self, number: usize, pattern: &Compiled, ends: &mut Ends, found: &mut Vec<(usize, Found)>) {
        for first in self.of(pattern.steps[0].1) {
            if let Some(last) = self.end(pattern, first, ends) {
                let span = first.start as usize..last.end as usize;
                let (first_end, count) = (first.end as usize, last.count);
                let (section, last, sure) = (pattern.section, last.start as usize, pattern.sure);
                found.push((number, Found { section, span, first_end, last, sure, count }));
            }
        }
    }

    fn end(&self, pattern: &Compiled, first: &Occurrence, ends: &mut Ends) -> Option<End> {
        let first = End::at(first, None);
        let Some(((between, symbol), on_the_way)) = pattern.steps[1..].split_last() else { return Some(first) };
        ends.reached.clear();
        ends.reached.push(first);
        for (between, symbol) in on_the_way {
            ends.next.clear();
            for from in &ends.reached {
                ends.next.extend(self.step(from, *between, *symbol));
            }
            if ends.next.is_empty() {
                return None;
            }
            ends.next.sort_unstable_by_key(|end| end.end);
            ends.next.dedup_by_key(|end| end.end);
            ends.next.truncate(ENDS_MAX);
            core::mem::swap(&mut ends.reached, &mut ends.next);
        }
        ends.reached.iter().flat_map(|from| self.step(from, *between, *symbol)).min_by_key(|end| end.end)
    }

    fn step(&self, from: &End, between: Between, symbol: Symbol) -> impl Iterator<Item = End> {
        let farthest = from.end.saturating_add(between.chars_max);
        let (count, before) = (from.count, from.end as usize - 1);
        let all = self.of(symbol);
        let nearest = all.partition_point(|occurrence| occurrence.start < from.end);
        let reached = all[nearest..].iter().take_while(move |occurrence| occurrence.start <= farthest);
        let together = move |occurrence: &&Occurrence| {
            let start = occurrence.start as usize;
            match between {
                Between { wide: true, .. } => self.text.same_sentence(before, start),
                Between { chars_max: 0, .. } => self.text.is_whole(&(before..start + 1)),
                Between { .. } => self.text.same_clause(before, start),
            }
        };
        reached.take_while(together).map(move |occurrence| End::at(occurrence, count))
    }
}

/// The patterns of which every word stands somewhere.
fn possible<'a>(finder: &Finder, uses: impl Iterator<Item = &'a Use>, wanted: u64) -> Vec<u32> {
    let mut stand = vec![0_u64; finder.asked.len() / 64 + 1];
    uses.for_each(|(symbol, _)| stand[*symbol as usize / 64] |= 1 << (symbol % 64));
    let stands = |symbol: Symbol| stand[symbol as usize / 64] >> (symbol % 64) & 1 == 1;
    let mut possible = Vec::new();
    for (block, bits) in stand.iter().enumerate() {
        let mut bits = *bits;
        while bits != 0 {
            let symbol = block * 64 + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            for asked in &finder.asked[symbol] {
                if asked.sections & wanted != 0 && stands(asked.second) {
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
    finder.words.each(text, |start, end, word| {
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
