//! What labelled texts have taught (`hint_learn`): how much each few characters, and each sign of what
//! the words of the lexicon say there, speak for a fact. The words tell what is meant and how many;
//! this decides whether a text as a whole means it.

use core::ops::Range;
use std::collections::BTreeMap;

use super::feature::{Kinds, each};
use super::lexicon::Lexicon;
use super::sign::{SIGNS, Signs};
use super::text::Text;
use super::words::Words;
use super::{Hints, find, suggest};

/// The matters that are learned.
pub const MATTERS: usize = 13;
/// One unit of the weights as they are written.
pub const UNITS: f32 = 50.0;

const WEIGHTS: &str = include_str!("learned.txt");

/// A question that labelled texts answer with yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    Media,
    /// Of what is about media: it is out.
    MediaOut,
    /// Of what is out: it spreads.
    MediaWide,
    Lawsuit,
    /// Of what is about lawsuits: it is filed.
    LawsuitFiled,
    /// Of what is about lawsuits: several households sue.
    LawsuitGroup,
    Households,
    Persons,
    Integrity,
    Safety,
    /// Of what is dangerous: it is now.
    SafetyNow,
    Department,
    Repeats,
}

/// What is plainly said stands unless the whole text speaks against it this much, in units.
const DENIED: i32 = -30;

type Weights = [i16; MATTERS];

/// The weights of few characters, of signs, and of any text.
pub(super) struct Learned {
    kinds: Kinds,
    features: Words,
    weights: Vec<Weights>,
    signs: [Weights; SIGNS],
    bias: Weights,
}

/// What one text scores.
pub(super) struct Verdict([i32; MATTERS]);

impl Verdict {
    pub fn affirms(&self, matter: Matter) -> bool {
        self.0[matter as usize] > 0
    }

    /// So little for it that not even its own words stand.
    pub fn denies(&self, matter: Matter) -> bool {
        self.0[matter as usize] < DENIED
    }
}

impl Learned {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self::read(lexicon, WEIGHTS)
    }

    fn read(lexicon: &Lexicon, weights: &str) -> Self {
        let kinds = Kinds::new(&lexicon.sets);
        let names: BTreeMap<String, usize> = (0..SIGNS).map(|sign| (Signs::name(sign), sign)).collect();
        let (mut features, mut weighed) = (Vec::new(), Vec::new());
        let (mut signs, mut bias) = ([Weights::default(); SIGNS], Weights::default());
        for (name, weights) in weights.lines().filter_map(line) {
            if name == BIAS {
                bias = weights;
            } else if let Some(sign) = names.get(name) {
                signs[*sign] = weights;
            } else if let Some(feature) = kinds.read(name) {
                features.push(feature);
                weighed.push(weights);
            }
        }
        Self { kinds, features: Words::new(&features), weights: weighed, signs, bias }
    }

    pub fn judge(&self, text: &Text, signs: &Signs) -> Verdict {
        let mut scores = self.bias.map(i32::from);
        let mut add = |weights: &Weights| {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i32::from(*weight);
            }
        };
        let mut seen = vec![0_u64; self.weights.len() / 64 + 1];
        each(&self.features, &self.kinds.rows(text), |_, feature| {
            let (block, bit) = (feature as usize / 64, 1 << (feature % 64));
            if seen[block] & bit == 0 {
                seen[block] |= bit;
                add(&self.weights[feature as usize]);
            }
        });
        signs.each(|sign| add(&self.signs[sign]));
        Verdict(scores)
    }

    /// The words that speak for it the most, of one clause.
    pub fn evidence(&self, text: &Text, matter: Matter) -> Option<Range<usize>> {
        let mut for_it = vec![0_i32; text.len()];
        each(&self.features, &self.kinds.rows(text), |span, feature| {
            let weight = i32::from(self.weights[feature as usize][matter as usize]);
            for_it[span].iter_mut().for_each(|sum| *sum += weight);
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

const BIAS: &str = "-";

/// A feature and its weights, those that are not nothing: `漏电 j120 k-8`, `a` being the first matter.
fn line(written: &str) -> Option<(&str, Weights)> {
    let mut parts = written.split(' ');
    let feature = parts.next()?;
    let mut weights = Weights::default();
    for part in parts {
        let matter = usize::from(part.bytes().next()?.checked_sub(b'a')?);
        *weights.get_mut(matter)? = part[1..].parse().ok()?;
    }
    Some((feature, weights))
}

/// The features of texts, as `hint_learn` counts them.
#[must_use]
pub fn features(lexicon: &Lexicon, texts: &[&str]) -> Vec<Vec<String>> {
    let kinds = Kinds::new(&lexicon.sets);
    let written = |feature: &String| kinds.written(feature);
    let features = |text: &&str| kinds.features(&Text::read(text)).iter().map(written).collect();
    texts.iter().map(features).collect()
}

/// The signs that the words of a lexicon give of a text, as `hint_learn` counts them.
#[must_use]
pub fn signs(lexicon: &Lexicon, texts: &[&str]) -> Vec<Vec<String>> {
    let finder = find::Finder::new(lexicon);
    let signs = |text: &&str| {
        let mut names = Vec::new();
        suggest::signs(&finder, text).each(|sign| names.push(Signs::name(sign)));
        names
    };
    texts.iter().map(signs).collect()
}

/// A lexicon with other weights than those that come with Linli.
#[must_use]
pub fn taught(lexicon: &Lexicon, weights: &str) -> Hints {
    Hints { finder: find::Finder::new(lexicon), learned: Some(Learned::read(lexicon, weights)) }
}
