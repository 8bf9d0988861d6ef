//! Finds the patterns of a lexicon in a text: all their words in one pass, then each pattern from
//! its first word on. Time grows with the length of the text; a pattern's gaps bound its reach.

use core::ops::Range;
use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::lexicon::{Lexicon, Section};
use super::pattern::{Between, Step};
use super::text::Text;

mod standing;

use standing::{Ends, Occurrence, Standing, What, counted};

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
    symbols_of_word: Vec<Vec<Use>>,
    patterns: Vec<Compiled>,
    /// The patterns that begin with a symbol.
    beginning: Vec<Vec<Beginning>>,
}

/// A symbol and the sections that use it, a bit for each; what is sure has a bit of its own.
type Use = (Symbol, u64);
const SURE: u64 = 1 << 63;
const ANYWHERE: u64 = u64::MAX;
const _: () = assert!(Section::ALL.len() < 63);

/// What is asked of a pattern first, kept together so that most need no further look.
struct Beginning {
    pattern: u32,
    section: Section,
    sure: bool,
    /// Its second word, or the first again.
    second: Symbol,
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
        let mut uses = vec![0_u64; building.symbols.len() + 2];
        for pattern in &patterns {
            let bit = if pattern.sure { SURE } else { 1 << (pattern.section as u32) };
            pattern.steps.iter().for_each(|(_, symbol)| uses[*symbol as usize] |= bit);
        }
        let used = |symbol: Symbol| (symbol, uses[symbol as usize]);
        let used = |symbols: Vec<Symbol>| symbols.into_iter().map(used).collect();
        let mut beginning: Vec<Vec<Beginning>> = Vec::new();
        beginning.resize_with(building.symbols.len() + 2, Vec::new);
        for (number, pattern) in patterns.iter().enumerate() {
            let first = pattern.steps[0].1;
            let (pattern_number, section, sure) = (counted(number), pattern.section, pattern.sure);
            let second = pattern.steps.get(1).map_or(first, |(_, symbol)| *symbol);
            beginning[first as usize].push(Beginning { pattern: pattern_number, section, sure, second });
        }
        Self {
            // A lexicon is limited in size, so that no build fails; one that did would find nothing.
            words: AhoCorasick::new(&building.words).ok(),
            word_chars: building.words.iter().map(|word| counted(word.chars().count())).collect(),
            symbols_of_word: building.symbols_of_word.into_iter().map(used).collect(),
            patterns,
            beginning,
        }
    }

    /// What stands in the text; of the sections that are skipped only what is sure.
    pub fn find(&self, text: &Text, skips: impl Fn(Section) -> bool) -> Findings {
        let mut found = vec![Vec::new(); Section::ALL.len()];
        let skipped: Vec<bool> = Section::ALL.iter().map(|section| skips(*section)).collect();
        let standing = Standing::new(self, text, &skipped);
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

    fn symbols(&self, occurrence: &Occurrence) -> &[Use] {
        match occurrence.what {
            What::Word => &self.symbols_of_word[occurrence.said as usize],
            What::Count => &[(COUNT, ANYWHERE)],
            What::Place => &[(PLACE, ANYWHERE)],
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
