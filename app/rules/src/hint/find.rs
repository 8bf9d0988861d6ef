//! Finds the patterns of a lexicon in a text: all their words in one pass, then each pattern from
//! its first word on. Time grows with the length of the text; a pattern's gaps bound its reach.

use core::ops::Range;
use std::collections::BTreeMap;

use super::lexicon::{Lexicon, Section};
use super::pattern::{Between, Step};
use super::text::Text;
use super::words::{Words, counted};

mod standing;

use standing::{Ends, Standing};

/// A choice of words, by its number; the count and the place are the first.
type Symbol = u32;
const COUNT: Symbol = 0;
const PLACE: Symbol = 1;

struct Compiled {
    section: Section,
    sure: bool,
    own: bool,
    steps: Vec<(Between, Symbol)>,
}

/// A lexicon made ready for finding.
pub(super) struct Finder {
    words: Words,
    /// The symbols that a word stands for; behind the words, those of the count and of the place.
    uses: Vec<Vec<Symbol>>,
    patterns: Vec<Compiled>,
    /// The patterns of which a symbol is the rarest.
    asked: Vec<Vec<Asked>>,
    /// A bit for each symbol that is the rarest of some pattern.
    asking: Vec<u64>,
}

/// What is asked of a pattern first, kept together so that most need no further look.
struct Asked {
    pattern: u32,
    /// Its next rarest symbol, or the rarest again.
    second: Symbol,
}

/// A pattern found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub section: Section,
    pub span: Range<usize>,
    /// Where its first word ends.
    pub first_end: usize,
    /// Where its last word begins.
    pub last: usize,
    /// Whether it counts even where a word that does not count covers it.
    pub sure: bool,
    /// Whether a line of the company's own says so.
    pub own: bool,
    /// What its count says.
    pub count: Option<u32>,
}

/// Everything found in one text, section by section, in the order of the text.
pub(super) struct Findings {
    found: Vec<Found>,
    /// Where those of a section begin, and at last where those of the last one end.
    starting: [usize; Section::ALL.len() + 1],
}

impl Findings {
    fn new(found: Vec<Found>) -> Self {
        let mut findings = Self { found, starting: [0; Section::ALL.len() + 1] };
        findings.count();
        findings
    }

    fn count(&mut self) {
        self.starting = [0; Section::ALL.len() + 1];
        for found in &self.found {
            self.starting[found.section as usize + 1] += 1;
        }
        for section in 0..Section::ALL.len() {
            self.starting[section + 1] += self.starting[section];
        }
    }

    pub fn of(&self, section: Section) -> &[Found] {
        &self.found[self.starting[section as usize]..self.starting[section as usize + 1]]
    }

    pub fn keep(&mut self, kept: impl FnMut(&Found) -> bool) {
        self.found.retain(kept);
        self.count();
    }

    /// What begins at these positions.
    pub fn within(&self, section: Section, positions: Range<usize>) -> &[Found] {
        let found = self.of(section);
        let is_beyond = |first: &Found| first.span.start >= positions.end;
        if found.first().is_none_or(is_beyond) {
            return &[];
        }
        let first = found.partition_point(|found| found.span.start < positions.start);
        let last = found.partition_point(|found| found.span.start < positions.end);
        &found[first..last.max(first)]
    }
}

impl Finder {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut building = Building::default();
        let mut patterns: Vec<Compiled> = lexicon
            .lines
            .iter()
            .map(|(section, pattern)| {
                let steps = pattern.steps.iter().map(|(between, step)| (*between, building.symbol(step)));
                Compiled { section: *section, sure: pattern.sure, own: pattern.own, steps: steps.collect() }
            })
            .collect();
        patterns.sort_by_key(|pattern| pattern.steps[0].1);
        let mut asked: Vec<Vec<Asked>> = Vec::new();
        asked.resize_with(building.commonness.len(), Vec::new);
        for (number, pattern) in patterns.iter().enumerate() {
            let mut steps: Vec<Symbol> = pattern.steps.iter().map(|(_, symbol)| *symbol).collect();
            steps.sort_by_key(|symbol| building.commonness[*symbol as usize]);
            let second = steps.get(1).copied().unwrap_or(steps[0]);
            asked[steps[0] as usize].push(Asked { pattern: counted(number), second });
        }
        let mut asking = vec![0_u64; asked.len() / 64 + 1];
        for symbol in (0..asked.len()).filter(|symbol| !asked[*symbol].is_empty()) {
            asking[symbol / 64] |= 1 << (symbol % 64);
        }
        let words = Words::new(&building.words);
        let mut uses = building.symbols_of_word;
        uses.extend([vec![COUNT], vec![PLACE]]);
        Self { words, uses, patterns, asked, asking }
    }

    /// What stands in the text.
    pub fn find(&self, text: &Text) -> Findings {
        let standing = Standing::new(self, text);
        let (mut found, mut ends) = (Vec::with_capacity(text.len()), Ends::default());
        // Small keys are sorted instead of what is found; at the same place the earlier pattern is first.
        let mut keys: Vec<u128> = Vec::with_capacity(text.len());
        for pattern in &standing.patterns {
            let before = found.len();
            standing.follow(&self.patterns[*pattern as usize], &mut ends, &mut found);
            let key = |(at, found): (usize, &Found)| {
                let numbers = [found.span.start, found.span.end, *pattern as usize, at];
                numbers.iter().fold(found.section as u128, |key, number| key << 30 | *number as u128)
            };
            keys.extend(found.iter().enumerate().skip(before).map(key));
        }
        keys.sort_unstable();
        let at = |key: u128| (key & 0x3FFF_FFFF) as usize;
        let mut in_order: Vec<Found> = keys.into_iter().map(|key| found[at(key)].clone()).collect();
        // Several patterns say the same of the same words.
        in_order.dedup();
        Findings::new(in_order)
    }
}

struct Building {
    words: Vec<String>,
    numbers: BTreeMap<String, usize>,
    symbols_of_word: Vec<Vec<Symbol>>,
    symbols: BTreeMap<Vec<String>, Symbol>,
    /// How often a symbol may stand in a text, roughly.
    commonness: Vec<u32>,
}

impl Default for Building {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            numbers: BTreeMap::new(),
            symbols_of_word: Vec::new(),
            symbols: BTreeMap::new(),
            commonness: vec![COUNTS_COMMONNESS; 2],
        }
    }
}

/// Counts are in every other text; a word of one character is as common, and of each more a tenth.
const COUNTS_COMMONNESS: u32 = 1_000;

impl Building {
    fn symbol(&mut self, step: &Step) -> Symbol {
        let words = match step {
            Step::Words(words) => words,
            Step::Count => return COUNT,
            Step::Place => return PLACE,
        };
        if let Some(symbol) = self.symbols.get(words) {
            return *symbol;
        }
        let next = counted(self.commonness.len());
        self.symbols.insert(words.clone(), next);
        let mut commonness = 0;
        for word in words {
            let number = *self.numbers.entry(word.clone()).or_insert_with(|| {
                self.words.push(word.clone());
                self.symbols_of_word.push(Vec::new());
                self.words.len() - 1
            });
            self.symbols_of_word[number].push(next);
            let more = counted(word.chars().count() - 1).min(3);
            commonness += COUNTS_COMMONNESS / 10_u32.pow(more);
        }
        self.commonness.push(commonness);
        next
    }
}
