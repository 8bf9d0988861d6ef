//! What labelled texts have taught (`hint_learn`): how much each few characters speak for a fact.
//! The words of a lexicon say what is meant; this tells whether a text as a whole is about it.

use core::ops::Range;

use super::lexicon::Section;
use super::text::Text;

/// The matters that are learned, each with where its words stand.
pub const MATTERS: usize = 8;
/// Characters that a feature holds at the most.
pub const FEATURE_CHARS: usize = 3;
/// A shorter text says too little to be judged as a whole.
const TEXT_CHARS_MIN: usize = 30;
/// A score this low means one text in seven.
const DENIED: f32 = -1.7;
/// As low for what is plainly said, and for what few texts have taught.
const FAR_DENIED: f32 = -3.2;
/// A score this high means four texts in five.
const AFFIRMED: f32 = 1.5;
/// One unit of the weights as they are written.
pub const UNITS: f32 = 50.0;

const WEIGHTS: &str = include_str!("learned.txt");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    Media,
    Lawsuit,
    Integrity,
    Safety,
    /// Danger that is there now.
    Now,
    Households,
    Persons,
    Department,
}

type Weights = [i16; MATTERS];

/// Weights by feature: an open table, three characters packed into each key.
pub(super) struct Learned {
    keys: Vec<u64>,
    weights: Vec<Weights>,
    bias: Weights,
}

/// What one text scores.
pub(super) struct Verdict {
    scores: [i32; MATTERS],
    is_long: bool,
}

impl Verdict {
    /// Whether the text is surely not about what this section says, whatever words it holds.
    pub fn denies(&self, section: Section) -> bool {
        let (matter, least) = match section {
            Section::MediaPossible => (Matter::Media, DENIED),
            Section::MediaHappened | Section::MediaSerious | Section::MediaNot => (Matter::Media, FAR_DENIED),
            Section::LawsuitPossible => (Matter::Lawsuit, DENIED),
            Section::LawsuitHappened | Section::LawsuitNot => (Matter::Lawsuit, FAR_DENIED),
            Section::Integrity | Section::IntegrityNot => (Matter::Integrity, DENIED),
            Section::SafetyPossible => (Matter::Safety, DENIED),
            Section::SafetyNow => (Matter::Safety, DENIED),
            Section::SafetyNot => (Matter::Safety, FAR_DENIED),
            Section::Households | Section::HouseholdsNot => (Matter::Households, FAR_DENIED),
            Section::Persons | Section::PersonsNot => (Matter::Persons, FAR_DENIED),
            Section::Department | Section::DepartmentNot => (Matter::Department, FAR_DENIED),
            _ => return false,
        };
        self.is_long && self.score(matter) < least
    }

    /// About it, whatever its words. Threats are made in a few words, which a text as a whole hides.
    pub fn affirms(&self, matter: Matter) -> bool {
        !matches!(matter, Matter::Media | Matter::Lawsuit) && self.is_long && self.score(matter) > AFFIRMED
    }

    #[expect(clippy::cast_precision_loss, reason = "sums of small weights")]
    fn score(&self, matter: Matter) -> f32 {
        self.scores[matter as usize] as f32 / UNITS
    }
}

impl Learned {
    pub fn new() -> Self {
        let lines: Vec<(&str, Weights)> = WEIGHTS.lines().filter_map(line).collect();
        let size = (lines.len() * 2).next_power_of_two();
        let mut learned =
            Self { keys: vec![0; size], weights: vec![Weights::default(); size], bias: Weights::default() };
        for (feature, weights) in lines {
            if feature == "-" {
                learned.bias = weights;
                continue;
            }
            let key = feature.chars().fold(0, pushed);
            let at = learned.place(key);
            learned.keys[at] = key;
            learned.weights[at] = weights;
        }
        learned
    }

    /// Where the key stands, or the free place where it would.
    fn place(&self, key: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
        while self.keys[at] != 0 && self.keys[at] != key {
            at = (at + 1) & mask;
        }
        at
    }

    pub fn judge(&self, text: &Text) -> Verdict {
        let mut scores = self.bias.map(i32::from);
        let mut seen = vec![false; self.keys.len()];
        each_feature(text, |_, key| {
            let at = self.place(key);
            if self.keys[at] == key && !core::mem::replace(&mut seen[at], true) {
                for (score, weight) in scores.iter_mut().zip(self.weights[at]) {
                    *score += i32::from(weight);
                }
            }
        });
        Verdict { scores, is_long: text.len() >= TEXT_CHARS_MIN }
    }

    /// The words that speak for it the most, of one clause.
    pub fn evidence(&self, text: &Text, matter: Matter) -> Option<Range<usize>> {
        let mut for_it = vec![0_i32; text.len()];
        each_feature(text, |span, key| {
            let at = self.place(key);
            if self.keys[at] == key {
                for_it[span].iter_mut().for_each(|sum| *sum += i32::from(self.weights[at][matter as usize]));
            }
        });
        let mut best: Option<(i32, Range<usize>)> = None;
        let (mut sum, mut start) = (0, 0);
        for (at, one) in for_it.iter().enumerate() {
            if sum <= 0 || !text.same_clause(start, at) {
                (sum, start) = (0, at);
            }
            sum += one;
            if best.as_ref().is_none_or(|(most, _)| sum > *most) {
                best = Some((sum, start..at + 1));
            }
        }
        best.map(|(_, span)| span)
    }
}

fn pushed(key: u64, c: char) -> u64 {
    key << 21 | u64::from(u32::from(c))
}

/// Every one to three characters in a row of one clause.
fn each_feature(text: &Text, mut take: impl FnMut(Range<usize>, u64)) {
    for start in 0..text.len() {
        let mut key = 0;
        for at in start..(start + FEATURE_CHARS).min(text.len()) {
            if !text.same_clause(start, at) {
                break;
            }
            key = pushed(key, text.glyphs[at].folded);
            take(start..at + 1, key);
        }
    }
}

/// A feature and its weight for each [`Matter`].
fn line(written: &str) -> Option<(&str, Weights)> {
    let mut parts = written.split(' ');
    let feature = parts.next()?;
    let mut weights = Weights::default();
    for weight in &mut weights {
        *weight = parts.next()?.parse().ok()?;
    }
    Some((feature, weights))
}

/// The features of a text as `hint_learn` counts them.
#[must_use]
pub fn features(text: &str) -> Vec<String> {
    let text = Text::read(text);
    let mut features = Vec::new();
    each_feature(&text, |span, _| {
        features.push(text.glyphs[span].iter().map(|glyph| glyph.folded).collect());
    });
    features.sort_unstable();
    features.dedup();
    features
}
