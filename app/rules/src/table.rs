//! What is counted and listed of complaints: the statistics table, the registration and tracking
//! table (handbook R3), and what of a queue is carried away in a file.
//!
//! The definitions stand here, each once: what of a complaint is counted, what counts as on time, which
//! day a complaint belongs to ([`Period`]). [`Statistics`] adds them up.

mod period;
mod statistics;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::deadline::{Clock, Deadline, Deadlines};
use crate::grading::{Grade, Reason, Rule};
use crate::id::{CommunityId, ComplaintId, ComplaintNumber};
use crate::intake::Channel;
use crate::kind::{Department, Kind};
use crate::moment::{Moment, Zone};
use crate::resolution::{Finding, Outcome};
use crate::stage::Stage;

pub use period::Period;
pub use statistics::{Counting, Ending, Share, Statistics};

/// A complaint as it is counted: nothing in it is by a resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub id: ComplaintId,
    pub number: ComplaintNumber,
    pub community: CommunityId,
    pub channel: Channel,
    pub kind: Kind,
    pub building: Option<String>,
    pub received: Moment,
    pub stage: Stage,
    pub grade: Grade,
    pub reasons: Vec<Reason>,
    pub deadlines: Deadlines,
    pub handler: Option<String>,
    /// Of the handler.
    pub department: Option<Department>,
    /// Once, and once more with each reopening.
    pub round: u32,
    /// Second contacts (I3).
    pub contacts_again: u32,
    /// Households she speaks for.
    pub households: u32,
    /// When this round's result was given.
    pub resolved: Option<Moment>,
    /// When it was closed or withdrawn.
    pub ended: Option<Moment>,
    /// The last result, if there ever was one.
    pub found: Option<(Finding, Vec<Outcome>)>,
    pub follow_up: FollowUp,
}

/// What is known of whether the result held (handbook §6: an answer by link *is* the follow-up).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUp {
    /// Nobody has been asked.
    #[default]
    None,
    Asked,
    Answered {
        solved: bool,
        /// 1 to 5.
        satisfaction: u8,
    },
}

/// A complaint as it is listed: with what stands in it of a resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub line: Line,
    pub place: String,
    /// The home that complains, where the table names it.
    pub home: Option<String>,
    /// The beginning of what happened.
    pub summary: String,
}

/// A page of the registration and tracking table goes on after this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    pub received: Moment,
    pub id: ComplaintId,
}

impl Line {
    /// Whether the first answer was given in time, as far as it can be said at `now`: see [`kept`].
    #[must_use]
    pub fn is_answered_in_time(&self, now: Moment) -> Option<bool> {
        kept(&self.deadlines.first_answer, self.ended.unwrap_or(now))
    }

    /// Whether the result was told in time: see [`kept`]. Of grade 1 what is due is the approved plan,
    /// told (handbook §2, clocks).
    #[must_use]
    pub fn is_resolved_in_time(&self, now: Moment) -> Option<bool> {
        kept(&self.deadlines.resolution, self.ended.unwrap_or(now))
    }

    /// When this round's result was told. What meets the clock of a grade 1 is its plan, so there it is
    /// when the result was given.
    #[must_use]
    pub const fn result_at(&self) -> Option<Moment> {
        match self.deadlines.resolution.clock {
            Clock::Plan => self.resolved,
            _ => self.deadlines.resolution.met,
        }
    }

    /// Whether it was graded by a rule that counts repeats: 2b the same complaint by different people,
    /// 3a the same problem again after it was reported handled.
    #[must_use]
    pub fn is_repeat_by(&self, rule: Rule) -> bool {
        self.reasons.iter().any(|reason| reason.rule() == rule)
    }

    /// Where it stands in the order in which complaints are registered.
    #[must_use]
    pub fn place(&self) -> After {
        After { received: self.received, id: self.id.clone() }
    }
}

/// Whether a deadline was kept. What counts is the deadline as it was last promised, of the present round:
/// moved only by a re-grade, a pause, or a new time that was told before the old one (handbook §2,
/// clocks). `None` where it cannot be said: its time is not over, its clock stands still, or the complaint
/// was withdrawn before it was over.
///
/// ```
/// use rules::{deadline::{Clock, Deadline}, grading::Grade, moment::{Moment, Zone}, policy::Terms, table::kept};
/// let from = Moment::from_millis(1_795_312_800_000);
/// let owed = Deadline::start(Clock::FirstAnswer, Grade::One, from, &Terms::handbook(Zone::CHINA));
/// assert_eq!(kept(&owed, from.plus_minutes(15)), None);
/// assert_eq!(kept(&owed, from.plus_minutes(16)), Some(false));
/// assert_eq!(kept(&owed.met_at(from.plus_minutes(15)), from.plus_days(1)), Some(true));
/// ```
#[must_use]
pub fn kept(deadline: &Deadline, until: Moment) -> Option<bool> {
    match (deadline.met, deadline.paused) {
        (Some(met), _) => Some(met <= deadline.due),
        (None, Some(_)) => None,
        (None, None) => (until > deadline.due).then_some(false),
    }
}

/// An instant as a spreadsheet keeps it: what the community's clock showed, to the minute.
#[must_use]
pub fn on_the_wall(moment: Moment, zone: Zone) -> NaiveDateTime {
    let whole = Moment::from_millis(moment.millis() - moment.millis() % 60_000);
    whole.local(zone)
}
