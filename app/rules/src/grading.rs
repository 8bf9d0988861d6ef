//! Complaint grades, handbook §2: facts in, grade and every rule that holds out.
//!
//! The most serious rule decides; all that hold are named, with the facts they rest on. Nothing is
//! read out of the resident's text: a fact is stated by her, established by staff, or counted from
//! the records.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::moment::{Moment, Zone};

/// Households from which a collective complaint or lawsuit is grade 1 (1b).
pub const GROUP_HOUSEHOLDS: u16 = 10;
/// Persons from which a complaint is collective (2c).
pub const COLLECTIVE_PERSONS: u16 = 3;
/// Different complainants of the same complaint within a month (2b).
pub const SAME_COMPLAINANTS: u16 = 3;
/// Times a problem came back after it was reported handled (3a).
pub const RETURNED_TIMES: u16 = 3;

/// How serious a complaint is. Ordered by seriousness: `One` is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Grade {
    Four,
    Three,
    Two,
    One,
}

impl Grade {
    /// Most serious first, as the handbook lists them.
    pub const ALL: &'static [Self] = &[Self::One, Self::Two, Self::Three, Self::Four];

    /// The figure people say: 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }

    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            3 => Some(Self::Three),
            4 => Some(Self::Four),
            _ => None,
        }
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade.number()
    }
}

impl TryFrom<u8> for Grade {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::from_number(number).ok_or("a grade is 1 to 4")
    }
}

coded! {
    /// Media exposure, set by staff: press, television and publicly readable platforms; neither
    /// private chats nor 12345 (handbook §2).
    #[derive(Default)]
    pub enum Media {
        #[default]
        None = "none",
        Possible = "possible",
        Happened = "happened",
        /// Happened or possible, and seriously harming reputation or image (1a).
        Serious = "serious",
    }
}

coded! {
    /// A lawsuit, set by staff.
    #[derive(Default)]
    pub enum Lawsuit {
        #[default]
        None = "none",
        Possible = "possible",
        Happened = "happened",
    }
}

coded! {
    /// Whose cause a *delay* has (2d), set by staff; the resident's decision or access, owners'
    /// votes, utilities and authorities are not ours.
    #[derive(Default)]
    pub enum Cause {
        #[default]
        Undetermined = "undetermined",
        Ours = "ours",
        NotOurs = "not_ours",
    }
}

/// What a grade rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    pub media: Media,
    pub lawsuit: Lawsuit,
    /// An integrity matter (corruption, misused funds): with any exposure it is 1a.
    pub integrity: bool,
    /// Danger to people. Stands above everything in the queue; leaves the grade as it is.
    pub safety: bool,
    /// Households the complainant speaks for, hers included; at least 1.
    pub households: u16,
    /// Persons in a collective complaint, where known; counted as at least the households.
    pub persons: u16,
    /// Different complainants of the same complaint within a month, one per home, this one included.
    pub complainants: u16,
    /// Times the problem came back after it was reported handled.
    pub returned: u16,
    /// Help is needed from a department other than the one responsible for this kind.
    pub help: bool,
    pub cause: Cause,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            media: Media::None,
            lawsuit: Lawsuit::None,
            integrity: false,
            safety: false,
            households: 1,
            persons: 1,
            complainants: 1,
            returned: 0,
            help: false,
            cause: Cause::Undetermined,
        }
    }
}

impl Facts {
    /// Persons complaining together: at least one per household.
    #[must_use]
    pub const fn persons_counted(&self) -> u16 {
        if self.persons > self.households { self.persons } else { self.households }
    }
}

/// How long a complaint has been unresolved, as far as 2d asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Less than a month, or resolved.
    WithinAMonth,
    OverAMonth,
}

impl Open {
    /// A rolling calendar month from first receipt, not paused (handbook §2).
    #[must_use]
    pub fn at(now: Moment, received: Moment, zone: Zone) -> Self {
        if now > received.month_later(zone) { Self::OverAMonth } else { Self::WithinAMonth }
    }
}

coded! {
    /// The handbook's rules, most serious first.
    #[derive(PartialOrd, Ord)]
    pub enum Rule {
        R1a = "1a",
        R1b = "1b",
        R2a = "2a",
        R2b = "2b",
        R2c = "2c",
        R2d = "2d",
        R3a = "3a",
        R3b = "3b",
        R4 = "4",
    }
}

impl Rule {
    #[must_use]
    pub const fn grade(self) -> Grade {
        match self {
            Self::R1a | Self::R1b => Grade::One,
            Self::R2a | Self::R2b | Self::R2c | Self::R2d => Grade::Two,
            Self::R3a | Self::R3b => Grade::Three,
            Self::R4 => Grade::Four,
        }
    }
}

/// Why a rule holds, with the figures it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 1a: media exposure, happened or possible, that seriously harms.
    SeriousMedia,
    /// 1a: an integrity matter with exposure.
    IntegrityExposed,
    /// 1b: a lawsuit, happened or possible, with 10 households or more behind it.
    GroupLawsuit {
        households: u16,
    },
    /// 1b: a collective complaint of 10 households or more counts as a possible group lawsuit.
    ManyHouseholds {
        households: u16,
    },
    /// 2a: a lawsuit that 1b does not take.
    LawsuitPossible,
    LawsuitHappened,
    /// 2a: exposure that 1a does not take.
    MediaPossible,
    MediaHappened,
    /// 2b: the same complaint from 3 or more different complainants within one month.
    SameComplaint {
        complainants: u16,
    },
    /// 2c: 3 persons or more and fewer than 10 households.
    Collective {
        persons: u16,
        households: u16,
    },
    /// 2d: unresolved for more than one month, the delay being our cause.
    OverAMonth,
    /// 2d: the same, nobody having determined the cause by then.
    OverAMonthUndetermined,
    /// 3a: complained of three times or more after it was reported handled.
    CameBack {
        times: u16,
    },
    /// 3b: help from another department is needed.
    OtherDepartment,
    /// 4: everything else.
    EverythingElse,
}

impl Reason {
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::SeriousMedia | Self::IntegrityExposed => Rule::R1a,
            Self::GroupLawsuit { .. } | Self::ManyHouseholds { .. } => Rule::R1b,
            Self::LawsuitPossible | Self::LawsuitHappened | Self::MediaPossible | Self::MediaHappened => {
                Rule::R2a
            }
            Self::SameComplaint { .. } => Rule::R2b,
            Self::Collective { .. } => Rule::R2c,
            Self::OverAMonth | Self::OverAMonthUndetermined => Rule::R2d,
            Self::CameBack { .. } => Rule::R3a,
            Self::OtherDepartment => Rule::R3b,
            Self::EverythingElse => Rule::R4,
        }
    }

    /// Whether a resident reads the reason itself. What staff set about media, lawsuits or
    /// integrity she reads as "assessed by our staff" (handbook §2).
    #[must_use]
    pub const fn is_told_to_resident(&self) -> bool {
        !matches!(
            self,
            Self::SeriousMedia
                | Self::IntegrityExposed
                | Self::GroupLawsuit { .. }
                | Self::LawsuitPossible
                | Self::LawsuitHappened
                | Self::MediaPossible
                | Self::MediaHappened
        )
    }
}

/// A grade with everything that led to it, most serious reason first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graded {
    pub grade: Grade,
    pub reasons: Vec<Reason>,
}

/// Grades a complaint by handbook §2.
///
/// ```
/// use rules::grading::{grade, Facts, Grade, Open, Reason};
/// let five_homes = Facts { households: 5, ..Facts::default() };
/// let graded = grade(&five_homes, Open::WithinAMonth);
/// assert_eq!(graded.grade, Grade::Two);
/// assert_eq!(graded.reasons, [Reason::Collective { persons: 5, households: 5 }]);
/// ```
#[must_use]
pub fn grade(facts: &Facts, open: Open) -> Graded {
    let mut reasons = Vec::new();
    crisis(facts, &mut reasons);
    exposure(facts, &mut reasons);
    together(facts, &mut reasons);
    delay(facts, open, &mut reasons);
    if facts.returned >= RETURNED_TIMES {
        reasons.push(Reason::CameBack { times: facts.returned });
    }
    if facts.help {
        reasons.push(Reason::OtherDepartment);
    }
    if reasons.is_empty() {
        reasons.push(Reason::EverythingElse);
    }
    debug_assert!(reasons.is_sorted_by_key(Reason::rule), "reasons come most serious first");
    Graded { grade: reasons[0].rule().grade(), reasons }
}

/// 1a and 1b.
fn crisis(facts: &Facts, reasons: &mut Vec<Reason>) {
    if facts.media == Media::Serious {
        reasons.push(Reason::SeriousMedia);
    }
    if facts.integrity && facts.media != Media::None {
        reasons.push(Reason::IntegrityExposed);
    }
    let households = facts.households;
    if households >= GROUP_HOUSEHOLDS {
        reasons.push(if facts.lawsuit == Lawsuit::None {
            Reason::ManyHouseholds { households }
        } else {
            Reason::GroupLawsuit { households }
        });
    }
}

/// 2a, for what 1a and 1b have not taken.
fn exposure(facts: &Facts, reasons: &mut Vec<Reason>) {
    if facts.households < GROUP_HOUSEHOLDS {
        match facts.lawsuit {
            Lawsuit::Possible => reasons.push(Reason::LawsuitPossible),
            Lawsuit::Happened => reasons.push(Reason::LawsuitHappened),
            Lawsuit::None => {}
        }
    }
    if !facts.integrity {
        match facts.media {
            Media::Possible => reasons.push(Reason::MediaPossible),
            Media::Happened => reasons.push(Reason::MediaHappened),
            Media::None | Media::Serious => {}
        }
    }
}

/// 2b and 2c.
fn together(facts: &Facts, reasons: &mut Vec<Reason>) {
    if facts.complainants >= SAME_COMPLAINANTS {
        reasons.push(Reason::SameComplaint { complainants: facts.complainants });
    }
    let persons = facts.persons_counted();
    if persons >= COLLECTIVE_PERSONS && facts.households < GROUP_HOUSEHOLDS {
        reasons.push(Reason::Collective { persons, households: facts.households });
    }
}

/// 2d; undetermined at one month counts as ours.
fn delay(facts: &Facts, open: Open, reasons: &mut Vec<Reason>) {
    match (open, facts.cause) {
        (Open::OverAMonth, Cause::Ours) => reasons.push(Reason::OverAMonth),
        (Open::OverAMonth, Cause::Undetermined) => reasons.push(Reason::OverAMonthUndetermined),
        _ => {}
    }
}
