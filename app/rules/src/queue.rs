//! The staff queue: what stands in a row, in which order, and which rows.

mod saved;

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::deadline::Deadline;
use crate::grading::{Grade, Safety};
use crate::id::{CommunityId, ComplaintId, ComplaintNumber, StaffId};
use crate::intake::Arrival;
use crate::kind::{Department, Kind};
use crate::moment::Moment;
use crate::stage::Stage;

pub use self::saved::{SavedView, ViewAct, ViewDraft, ViewWork};

/// A complaint in the queue: what one glance needs, no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    pub id: ComplaintId,
    pub number: ComplaintNumber,
    pub community: CommunityId,
    pub kind: Kind,
    pub place: String,
    /// The beginning of what happened.
    pub summary: String,
    pub stage: Stage,
    pub grade: Grade,
    pub safety: Safety,
    pub handler: Option<(StaffId, String)>,
    /// Whether it waits to be accepted, and by whom.
    pub offered: Option<Offered>,
    /// The deadline that runs now.
    pub deadline: Option<Deadline>,
    /// Messages from the resident nobody has answered yet.
    pub unread: u32,
    /// Second contacts (I3).
    pub contacts_again: u32,
    /// Complaints that are the same, this one included; 0 where none is.
    pub same: u32,
    pub received: Moment,
    /// How it reached us (I1).
    pub arrival: Arrival,
    pub version: i64,
}

/// An offer, as one glance shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offered {
    /// The viewer can accept it as the roster stands.
    ToMe,
    ToOthers,
}

/// Where a row stands: safety, then grade 1, then next deadline, then id. What has no deadline, or one
/// whose clock stands still, comes last. Those a search finds among the closed come after all open
/// ones, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank {
    /// 0 safety, 1 grade 1, 2 all else that is open, 3 closed.
    pub band: u8,
    /// Of a closed one, when it was received.
    pub due: Moment,
    pub id: ComplaintId,
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        let within = (self.due, &self.id).cmp(&(other.due, &other.id));
        let within = if self.band == Self::CLOSED { within.reverse() } else { within };
        self.band.cmp(&other.band).then(within)
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Rank {
    /// The instant that stands for "no deadline": after all others.
    pub const NEVER: Moment = Moment::from_millis(i64::MAX);
    /// The last band.
    pub const CLOSED: u8 = 3;

    /// Before all others.
    #[must_use]
    pub fn first() -> Self {
        Self { band: 0, due: Moment::from_millis(0), id: ComplaintId::new("") }
    }

    /// Of a complaint that is closed.
    #[must_use]
    pub const fn closed(received: Moment, id: ComplaintId) -> Self {
        Self { band: Self::CLOSED, due: received, id }
    }

    #[must_use]
    pub const fn band(safety: Safety, grade: Grade) -> u8 {
        match (safety, grade) {
            (Safety::Possible | Safety::Now, _) => 0,
            (Safety::None, Grade::One) => 1,
            _ => 2,
        }
    }
}

impl QueueRow {
    #[must_use]
    pub fn rank(&self) -> Rank {
        if !self.stage.is_open() {
            return Rank::closed(self.received, self.id.clone());
        }
        let running = self.deadline.filter(|deadline| deadline.paused.is_none());
        Rank {
            band: Rank::band(self.safety, self.grade),
            due: running.map_or(Rank::NEVER, |deadline| deadline.due),
            id: self.id.clone(),
        }
    }
}

/// The order of the queue; total, so that paging by key never skips or repeats a row.
#[must_use]
pub fn order(a: &QueueRow, b: &QueueRow) -> Ordering {
    a.rank().cmp(&b.rank())
}

coded! {
    /// Rows by how their deadline stands.
    pub enum StandingFilter {
        Overdue = "overdue",
        DueSoon = "due_soon",
        OnTrack = "on_track",
        /// Its clock stands still.
        Paused = "paused",
    }
}

/// Rows by who is responsible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandlerFilter {
    Me,
    Nobody,
    /// Offered to me, to my department or to whom I stand in for, and waiting for my answer.
    OfferedToMe,
    /// My help is asked for, or my department's, and waits for an answer.
    AsksMyHelp,
    Staff(StaffId),
}

/// Which rows; all that is set must hold. Empty means every open complaint the viewer may read; where
/// something is looked for, the closed ones too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub grade: Option<Grade>,
    pub kind: Option<Kind>,
    pub community: Option<CommunityId>,
    pub handler: Option<HandlerFilter>,
    pub standing: Option<StandingFilter>,
    pub stage: Option<Stage>,
    /// Of the handler.
    pub department: Option<Department>,
    /// Danger, certain or possible.
    pub danger: bool,
    /// She waits for an answer to a message.
    pub unread: bool,
    /// She has asked again (I3).
    pub again: bool,
    /// It is one of several that are the same.
    pub same: bool,
    /// Received on this day of its community's calendar or later.
    pub since: Option<NaiveDate>,
    /// Received on this day or earlier.
    pub until: Option<NaiveDate>,
    /// What is looked for, as typed.
    pub words: String,
    /// No closed ones, whatever is looked for.
    pub open_only: bool,
    /// Rows after this rank: the next page.
    pub after: Option<Rank>,
}

/// One page of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePage {
    pub rows: Vec<QueueRow>,
    pub more: bool,
    /// So far was looked, where few fit and the page is not full: the next page goes on from here.
    pub looked: Option<Rank>,
    /// The search does not know all complaints yet.
    pub incomplete: bool,
    pub now: Moment,
    pub today: Today,
}

/// Today's numbers over the communities the viewer reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    pub received: u32,
    pub resolved: u32,
    pub closed: u32,
    /// Answered at once (I8).
    pub enquiries: u32,
}
