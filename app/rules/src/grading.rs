//! Complaint grades, handbook §2: facts in, grade and every rule that holds out.
//!
//! The most serious rule decides; all that hold are named, with the facts they rest on. Nothing is
//! read out of the resident's text: a fact is stated by her, established by staff, or counted from
//! the records.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::moment::{Moment, Zone};

mod facts;

pub use facts::{Cause, Facts, Lawsuit, Media, Safety};

/// The figures and settings of handbook §2, which a company may change; the book's by default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Households from which a group lawsuit or a collective complaint is grade 1 (1b).
    pub group_households: u32,
    /// Persons from which a complaint is collective (2c).
    pub collective_persons: u32,
    /// Different complainants of the same complaint within a month (2b).
    pub same_complainants: u32,
    /// Times a problem came back after it was reported handled (3a).
    pub returned_times: u32,
    /// Whether a collective complaint of so many households counts as a possible group lawsuit (1b).
    pub many_households_may_sue: bool,
    /// Whether a cause nobody determined within a month counts as ours (2d).
    pub undetermined_is_ours: bool,
}

impl Thresholds {
    pub const HANDBOOK: Self = Self {
        group_households: 10,
        collective_persons: 3,
        same_complainants: 3,
        returned_times: 3,
        many_households_may_sue: true,
        undetermined_is_ours: true,
    };
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::HANDBOOK
    }
}

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

/// Why a rule holds, with the figures it rests on and those it is measured against (`limit`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 1a: media exposure, happened or possible, that seriously harms.
    SeriousMedia,
    /// 1a: an integrity matter with exposure.
    IntegrityExposed,
    /// 1b: a lawsuit, happened or possible, with 10 households or more behind it.
    GroupLawsuit {
        households: u32,
        limit: u32,
    },
    /// 2a: a group lawsuit of fewer.
    SmallGroupLawsuit {
        households: u32,
    },
    /// 1b: a collective complaint of 10 households or more counts as a possible group lawsuit.
    ManyHouseholds {
        households: u32,
        limit: u32,
    },
    /// 2a: a lawsuit that 1b does not take.
    LawsuitPossible,
    LawsuitHappened,
    /// 2a: exposure that 1a does not take.
    MediaPossible,
    MediaHappened,
    /// 2b: the same complaint from 3 or more different complainants within one month.
    SameComplaint {
        complainants: u32,
        limit: u32,
    },
    /// 2c: 3 persons or more (`limit`) and fewer than 10 households (`below`).
    Collective {
        persons: u32,
        households: u32,
        limit: u32,
        below: u32,
    },
    /// 2d: unresolved for more than one month, the delay being our cause.
    OverAMonth,
    /// 2d: the same, nobody having determined the cause by then.
    OverAMonthUndetermined,
    /// 3a: complained of three times or more after it was reported handled.
    CameBack {
        times: u32,
        limit: u32,
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
            Self::SmallGroupLawsuit { .. }
            | Self::LawsuitPossible
            | Self::LawsuitHappened
            | Self::MediaPossible
            | Self::MediaHappened => Rule::R2a,
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
                | Self::SmallGroupLawsuit { .. }
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
/// use rules::grading::{grade, Facts, Grade, Open, Reason, Thresholds};
/// let five_homes = Facts { households: 5, ..Facts::default() };
/// let graded = grade(&five_homes, Open::WithinAMonth, &Thresholds::HANDBOOK);
/// assert_eq!(graded.grade, Grade::Two);
/// assert_eq!(graded.reasons, [Reason::Collective { persons: 5, households: 5, limit: 3, below: 10 }]);
/// ```
#[must_use]
pub fn grade(facts: &Facts, open: Open, by: &Thresholds) -> Graded {
    let mut reasons = Vec::new();
    crisis(facts, by, &mut reasons);
    exposure(facts, by, &mut reasons);
    together(facts, by, &mut reasons);
    delay(facts, open, by, &mut reasons);
    let times = facts.returned_counted();
    if times >= by.returned_times {
        reasons.push(Reason::CameBack { times, limit: by.returned_times });
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
fn crisis(facts: &Facts, by: &Thresholds, reasons: &mut Vec<Reason>) {
    if facts.media == Media::Serious {
        reasons.push(Reason::SeriousMedia);
    }
    if facts.integrity && facts.media != Media::None {
        reasons.push(Reason::IntegrityExposed);
    }
    if facts.lawsuit == Lawsuit::Group && facts.suing >= by.group_households {
        reasons.push(Reason::GroupLawsuit { households: facts.suing, limit: by.group_households });
    }
    if is_taken_for_a_lawsuit(facts, by) {
        reasons.push(Reason::ManyHouseholds { households: facts.households, limit: by.group_households });
    }
}

const fn is_taken_for_a_lawsuit(facts: &Facts, by: &Thresholds) -> bool {
    by.many_households_may_sue && facts.households >= by.group_households
}

/// 2a, for the very fact that neither 1a nor 1b has taken.
fn exposure(facts: &Facts, by: &Thresholds, reasons: &mut Vec<Reason>) {
    match facts.lawsuit {
        Lawsuit::Group if facts.suing < by.group_households => {
            reasons.push(Reason::SmallGroupLawsuit { households: facts.suing });
        }
        Lawsuit::Possible => reasons.push(Reason::LawsuitPossible),
        Lawsuit::Happened => reasons.push(Reason::LawsuitHappened),
        Lawsuit::Group | Lawsuit::None => {}
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
fn together(facts: &Facts, by: &Thresholds, reasons: &mut Vec<Reason>) {
    if facts.complainants >= by.same_complainants {
        reasons.push(Reason::SameComplaint { complainants: facts.complainants, limit: by.same_complainants });
    }
    let persons = facts.persons_counted();
    if persons >= by.collective_persons && !is_taken_for_a_lawsuit(facts, by) {
        let (limit, below) = (by.collective_persons, by.group_households);
        reasons.push(Reason::Collective { persons, households: facts.households, limit, below });
    }
}

/// 2d.
fn delay(facts: &Facts, open: Open, by: &Thresholds, reasons: &mut Vec<Reason>) {
    match (open, facts.cause) {
        (Open::OverAMonth, Cause::Ours) => reasons.push(Reason::OverAMonth),
        (Open::OverAMonth, Cause::Undetermined) if by.undetermined_is_ours => {
            reasons.push(Reason::OverAMonthUndetermined);
        }
        _ => {}
    }
}
