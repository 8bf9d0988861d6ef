//! From likeness, place and kind to a proposal.

use crate::code::coded;
use crate::kind::Kind;
use crate::place::{Area, Place, PlaceKey};

use super::{Likeness, Print, likeness};

/// At the same place and of the same kind, a shared thing and a hint of the fault are enough: few
/// things break at one place at a time.
const AT_PLACE: Likeness = Likeness::at(290);
/// At the same place but filed as another kind, the words must carry it.
const AT_PLACE_OTHER_KIND: Likeness = Likeness::at(420);
/// Elsewhere thing and fault must both be shared, or nearly.
const ELSEWHERE: Likeness = Likeness::at(360);
/// Elsewhere and of another kind, nearly all.
const ELSEWHERE_OTHER_KIND: Likeness = Likeness::at(520);

coded! {
    /// The two notions of handbook §2.
    pub enum Same {
        /// Rule 2b: the same matter; place and people may differ.
        Complaint = "complaint",
        /// Rule 3a: the same defect or conduct at the same place, whoever says it. From another
        /// home it is the same complaint as well.
        Problem = "problem",
    }
}

coded! {
    /// What a proposal rests on.
    pub enum Why {
        SamePlaceAndKind = "same_place_and_kind",
        /// The same place, filed as another kind.
        SamePlaceAndWords = "same_place_and_words",
        /// Another place of the community, or one that cannot be told.
        SameWords = "same_words",
    }
}

/// What is compared of a complaint. Both are of one community: the caller sees to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    pub kind: Kind,
    pub area: Area,
    pub place: Option<PlaceKey>,
    pub print: Print,
}

impl Matter {
    /// From what a resident filed; a place given in `area` whatever its words suggest.
    #[must_use]
    pub fn of(kind: Kind, area: Area, place: &Place, text: &str) -> Self {
        Self { kind, area, place: PlaceKey::of(place, area), print: Print::of(text) }
    }
}

/// That two complaints may be the same, for staff to confirm or to undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub same: Same,
    pub why: Why,
    pub likeness: Likeness,
}

/// Proposes that two complaints of one community are the same problem (3a) or else the same
/// complaint (2b); `None` when place, kind and words do not carry it. Symmetric. Who complains and
/// when is for the rules that count.
///
/// Measured on 299 pairs judged by hand (`tests/likeness/pairs.tsv`), on the third that thresholds
/// were not tuned with: same complaint precision 1.00, recall 0.85; same problem 0.93 and 1.00. The
/// words were gathered by the hand that wrote the pairs. On 102 of them, about rarer matters whose
/// words were not yet in the thesaurus, 18 of 21 proposals were right but only 18 of 67 same
/// complaints were found: it is as good as the thesaurus, and says nothing rather than guess.
///
/// ```
/// use rules::kind::Kind;
/// use rules::likeness::{Matter, Same, Why, same};
/// use rules::place::{Area, Place};
/// let of = |place, text| Matter::of(Kind::Works, Area::Public, &Place::read(place, &[]), text);
/// let (here, there) = (of("3栋电梯", "电梯又停了，困住老人"), of("三座升降機", "𨋢又壞，有人被困"));
/// let proposal = same(&here, &there).expect("alike");
/// assert_eq!((proposal.same, proposal.why), (Same::Problem, Why::SamePlaceAndKind));
/// assert!(same(&here, &of("3栋电梯", "电梯轿厢很脏，没人打扫")).is_none());
/// ```
#[must_use]
pub fn same(a: &Matter, b: &Matter) -> Option<Proposal> {
    let likeness = likeness(&a.print, &b.print);
    let same_kind = a.kind == b.kind;
    let propose = |same, why, least| (likeness >= least).then_some(Proposal { same, why, likeness });
    let at_place = match (meet(a, b), same_kind) {
        (true, true) => propose(Same::Problem, Why::SamePlaceAndKind, AT_PLACE),
        (true, false) => propose(Same::Problem, Why::SamePlaceAndWords, AT_PLACE_OTHER_KIND),
        (false, _) => None,
    };
    let least = if same_kind { ELSEWHERE } else { ELSEWHERE_OTHER_KIND };
    let elsewhere = || propose(Same::Complaint, Why::SameWords, least).filter(|_| may_share(a, b));
    at_place.or_else(elsewhere)
}

fn meet(a: &Matter, b: &Matter) -> bool {
    matches!((&a.place, &b.place), (Some(a), Some(b)) if a.meets(b))
}

/// What is inside a home, or between neighbours, has its own cause in each building; what all share
/// is ours wherever it fails.
fn may_share(a: &Matter, b: &Matter) -> bool {
    let within = |m: &Matter| {
        m.area == Area::Home && matches!(m.kind, Kind::Works | Kind::Neighbours | Kind::Cleaning)
    };
    let building = |m: &Matter| m.place.as_ref().and_then(|place| place.building().map(str::to_owned));
    let one_building = building(a).is_some() && building(a) == building(b);
    one_building || !(within(a) && within(b))
}
