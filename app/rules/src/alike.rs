//! What the records show of complaints that a person has found to be the same (handbook §2): how
//! many different complainants within a month (2b), and how often a problem came back (3a).
//!
//! A group holds one notion of *same*, see [`Same`]. It only lends its figures: each complaint keeps
//! its own handler, deadlines and grade.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::grading::Facts;
use crate::likeness::{Same, Why};
use crate::moment::{Moment, Zone};
use crate::policy::Counting;

/// Complaints in one group. More of one matter within its months have long been grade 1.
pub const MEMBERS_MAX: usize = 1_000;
/// Proposals kept for one complaint: the most alike, one a group.
pub const PROPOSALS_MAX: usize = 3;
/// Members shown on a complaint's page.
pub const SHOWN_MAX: usize = 20;

/// Whom a complaint comes from, as keyed hashes: equal ones are the same, and say no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complainant {
    /// The home that complains, where she gave one.
    pub home: Option<[u8; 16]>,
    /// Her phone, else her e-mail address.
    pub person: [u8; 16],
}

impl Complainant {
    /// What different complainants differ by: one per home, or one per person, as the policy has it.
    /// Without a home it is the person.
    #[must_use]
    pub fn key(&self, counting: &Counting) -> [u8; 16] {
        self.home.filter(|_| counting.one_per_home).unwrap_or(self.person)
    }
}

/// One complaint of a group, as it counts. One that has left or was withdrawn is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub complainant: Complainant,
    /// Households she speaks for, hers included.
    pub households: u32,
    pub received: Moment,
}

/// Complaints within one rolling calendar month from the first of them, its last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    pub from: Moment,
    /// When the last of them was received.
    pub until: Moment,
    /// Different complainants; a spokesperson counts for those spoken for.
    pub complainants: u32,
}

/// The months of a group in which there is more than one complaint, earliest first; none lies within
/// another. The order of `members` does not matter.
///
/// ```
/// use rules::alike::{Complainant, Member, complainants_at, months};
/// use rules::moment::{Moment, Zone};
/// use rules::policy::Counting;
/// let home = |n: u8, day: i64| Member {
///     complainant: Complainant { home: Some([n; 16]), person: [n; 16] },
///     households: 1,
///     received: Moment::default().plus_days(day),
/// };
/// let months = months(&[home(1, 0), home(2, 9), home(3, 20), home(3, 21)], Zone::CHINA, &Counting::default());
/// assert_eq!(complainants_at(&months, Moment::default()), 3);
/// ```
#[must_use]
pub fn months(members: &[Member], zone: Zone, counting: &Counting) -> Vec<Month> {
    let mut members = members.to_vec();
    members.sort_by_key(|member| member.received);
    let mut months: Vec<Month> = Vec::new();
    for (first, member) in members.iter().enumerate() {
        let end = member.received.month_later(zone);
        let within = members[first..].iter().take_while(|other| other.received <= end);
        let Some(last) = within.clone().last() else { continue };
        let is_within_another = months.last().is_some_and(|month| last.received <= month.until);
        if within.clone().count() < 2 || is_within_another {
            continue;
        }
        let complainants = different(within, counting);
        months.push(Month { from: member.received, until: last.received, complainants });
    }
    months
}

/// One complainant who speaks twice speaks for the greater number.
fn different<'a>(members: impl Iterator<Item = &'a Member>, counting: &Counting) -> u32 {
    let mut spoken_for: HashMap<[u8; 16], u32> = HashMap::new();
    for member in members {
        let households = spoken_for.entry(member.complainant.key(counting)).or_default();
        *households = member.households.max(1).max(*households);
    }
    spoken_for.values().fold(0, |sum, households| sum.saturating_add(*households))
}

/// Rule 2b for the complaint received then: the most complainants of a month it lies in, itself
/// included; 1 where it stands alone.
#[must_use]
pub fn complainants_at(months: &[Month], received: Moment) -> u32 {
    let holds = |month: &&Month| month.from <= received && received <= month.until;
    months.iter().filter(holds).map(|month| month.complainants).max().unwrap_or(1)
}

/// What happened to a problem. At one instant it was handled before it was complained of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Reported handled: a result was given.
    Handled,
    /// A complaint, or a "not solved".
    Complained,
}

/// Rule 3a: times it was complained of after it was reported handled, once after each. What comes in
/// between is a second contact (I3). The order of `turns` does not matter.
#[must_use]
pub fn came_back(mut turns: Vec<(Moment, Turn)>) -> u32 {
    turns.sort_unstable();
    let (mut times, mut is_handled) = (0, false);
    for (_, turn) in turns {
        if turn == Turn::Complained && is_handled {
            times += 1;
        }
        is_handled = turn == Turn::Handled;
    }
    times
}

/// What the records show for one complaint at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Different complainants within a month (2b), this one included.
    pub complainants: u32,
    /// Times the problem came back (3a).
    pub came_back: u32,
}

impl Default for Counted {
    fn default() -> Self {
        Self { complainants: 1, came_back: 0 }
    }
}

impl Counted {
    /// The facts with these figures in place of those they were graded with.
    #[must_use]
    pub const fn put_into(self, facts: Facts) -> Facts {
        Facts { complainants: self.complainants, came_back: self.came_back, ..facts }
    }

    /// The greater figures of both: the machine never makes less of a grade.
    #[must_use]
    pub fn raising(self, facts: &Facts) -> Self {
        Self {
            complainants: self.complainants.max(facts.complainants),
            came_back: self.came_back.max(facts.came_back),
        }
    }

    #[must_use]
    pub const fn of(facts: &Facts) -> Self {
        Self { complainants: facts.complainants, came_back: facts.came_back }
    }
}

/// What a complaint's page shows of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// What the machine proposes and nobody has answered, the most alike first.
    pub proposals: Vec<Proposed>,
    /// At most one of each notion.
    pub groups: Vec<Group>,
    pub counted: Counted,
}

/// Another complaint, as far as a glance goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    pub number: crate::id::ComplaintNumber,
    pub kind: crate::kind::Kind,
    pub place: String,
    pub summary: String,
    pub received: Moment,
    pub stage: crate::stage::Stage,
    pub grade: crate::grading::Grade,
    pub handler: Option<String>,
}

/// That another may be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub other: Other,
    pub same: Same,
    pub why: Why,
    /// Per mille.
    pub likeness: u16,
    /// Complaints of the group the other is in; 0 without one.
    pub members: u32,
}

/// A confirmed group, from one of its complaints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub same: Same,
    /// This one included.
    pub members: u32,
    /// Of them still open, this one included if it is.
    pub open: u32,
    /// The others, latest first, no more than [`SHOWN_MAX`].
    pub others: Vec<Other>,
}

impl Alike {
    #[must_use]
    pub fn group(&self, same: Same) -> Option<&Group> {
        self.groups.iter().find(|group| group.same == same)
    }
}
