//! Whether two complaints are the same, proposed from community, place, kind and words; staff
//! confirm it or undo it (handbook §2: 2b *same complaint*, 3a *same problem*).

use serde::{Deserialize, Serialize};

mod print;
mod same;
mod thesaurus;

pub use print::{EDITION, PRINT_WORDS_MAX, Print};
pub use same::{Matter, Proposal, Same, Why, same};

use print::class_of;
use thesaurus::Class;

/// What a shared word counts, by class: see `thesaurus`.
const WEIGHTS: [u32; 8] = [0, 1, 2, 6, 8, 0, 0, 0];
/// Texts that weigh less are taken to weigh this much: one shared word of a short text is little.
const WEIGHT_MIN: u64 = 12;
/// How far what only the longer text says counts against it, per mille.
const LONGER_PER_MILLE: u64 = 250;

/// What is left when both name things and share none, per mille.
const THINGS_APART: u64 = 600;
/// What is left when both say what is wrong and share none of it, or share nothing but things.
const FAULTS_APART: u64 = 500;

/// How alike the words of two complaints are, 0 to 1000 per mille.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Likeness(u16);

impl Likeness {
    pub const NONE: Self = Self(0);
    pub const FULL: Self = Self(1000);

    pub(crate) const fn at(per_mille: u16) -> Self {
        Self(per_mille)
    }

    #[must_use]
    pub const fn per_mille(self) -> u16 {
        self.0
    }
}

/// Compares two prints: the weight they share against the weight of the shorter, and a part of
/// what the longer has beyond it. So a line finds the long letter about the same matter, which a
/// share of all words (Jaccard) would not, and a letter that mentions everything does not contain
/// everything. Less when both name things and none is shared, and halved so for faults: what stops
/// is not what leaks. Symmetric; [`Likeness::FULL`] for equal prints, none when either is empty.
///
/// ```
/// use rules::likeness::{Likeness, Print, likeness};
/// let of = |a, b| likeness(&Print::of(a), &Print::of(b));
/// assert_eq!(of("電梯壞咗", "电梯坏了"), Likeness::FULL);
/// assert!(of("楼上拖椅子很吵", "樓上成晚拖櫈，好嘈") > of("楼上拖椅子很吵", "隔壁的狗整天叫，很吵"));
/// ```
#[must_use]
pub fn likeness(a: &Print, b: &Print) -> Likeness {
    if a.is_empty() || b.is_empty() {
        return Likeness::NONE;
    }
    if a == b {
        return Likeness::FULL;
    }
    let (of_a, of_b, shared) = (weigh(a.words()), weigh(b.words()), weigh_shared(a.words(), b.words()));
    let apart = |class: Class| shared[class as usize] == 0;
    let both = |class: Class| of_a[class as usize] > 0 && of_b[class as usize] > 0;
    let things = if apart(Class::Thing) && both(Class::Thing) { THINGS_APART } else { 1000 };
    let only_things = apart(Class::Fault) && (both(Class::Fault) || apart(Class::Plain));
    let faults = if only_things { FAULTS_APART } else { 1000 };
    let total = |weights: &ByClass| weights.iter().map(|weight| u64::from(*weight)).sum::<u64>();
    let (of_a, of_b, shared) = (total(&of_a), total(&of_b), total(&shared));
    let (shorter, longer) = (of_a.min(of_b).max(WEIGHT_MIN), of_a.max(of_b).max(WEIGHT_MIN));
    let whole = shorter * 1000 + (longer - shorter) * LONGER_PER_MILLE;
    let per_mille = shared * things * faults / whole;
    u16::try_from(per_mille).map_or(Likeness::FULL, |per_mille| Likeness(per_mille.min(1000)))
}

type ByClass = [u32; 8];

fn weigh(words: &[u32]) -> ByClass {
    let mut weights = [0; 8];
    for &word in words {
        weights[class_of(word)] += WEIGHTS[class_of(word)];
    }
    weights
}

/// Weight of the words in both, which are sorted.
fn weigh_shared(a: &[u32], b: &[u32]) -> ByClass {
    let (mut weights, mut at, mut with) = ([0; 8], 0, 0);
    while let (Some(&one), Some(&other)) = (a.get(at), b.get(with)) {
        if one == other {
            weights[class_of(one)] += WEIGHTS[class_of(one)];
        }
        at += usize::from(one <= other);
        with += usize::from(other <= one);
    }
    weights
}
