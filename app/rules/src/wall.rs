//! The wallboard: what a screen on the wall shows to whoever walks past. Nothing by a resident and
//! nobody's name is on it, so it speaks of numbers, kinds and buildings.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::alert::About;
use crate::deadline::Deadline;
use crate::grading::{Grade, Safety};
use crate::id::{ComplaintNumber, RungId};
use crate::kind::Kind;
use crate::moment::{Moment, Zone};
use crate::queue::Today;

/// A complaint as the wall may show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallRow {
    pub number: ComplaintNumber,
    pub community_name: String,
    /// The building it is about; never the home.
    pub building: Option<String>,
    pub kind: Kind,
    pub grade: Grade,
    pub safety: Safety,
    /// The deadline that runs now.
    pub deadline: Option<Deadline>,
    pub is_claimed: bool,
    pub received: Moment,
}

/// What rings until somebody has acknowledged it: grade 1, danger, a matter of major importance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring {
    /// Of the ladder: one for each sort of person it calls. Any of them may be acknowledged.
    pub rungs: Vec<RungId>,
    pub about: About,
    pub row: WallRow,
    /// When it was said last, and how often to all of them together.
    pub said: Moment,
    pub times: u32,
}

impl Ring {
    /// One bell a complaint, however many people it calls: the pressing first, at most `most`.
    #[must_use]
    pub fn once_each(mut found: Vec<Self>, most: usize) -> Vec<Self> {
        found.sort_by_key(|ring| (ring.row.grade, Reverse(ring.said)));
        let mut rings: Vec<Self> = Vec::new();
        for ring in found {
            match rings.iter_mut().find(|known| known.row.number == ring.row.number) {
                Some(known) if known.about == ring.about => {
                    known.rungs.extend(ring.rungs);
                    known.times += ring.times;
                }
                Some(_) => {}
                None => rings.push(ring),
            }
        }
        rings.truncate(most);
        rings
    }
}

/// Complaints of one sort: how many there are and those that press most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heap {
    /// At most [`WALL_COUNT_MAX`](crate::limits::WALL_COUNT_MAX), which stands for that many and more.
    pub many: u32,
    pub rows: Vec<WallRow>,
}

impl Heap {
    /// Of `found`, the `rows` that are due first; what has no deadline comes last.
    #[must_use]
    pub fn of(many: u32, mut found: Vec<WallRow>, rows: usize) -> Self {
        found.sort_by_key(WallRow::pressing);
        found.truncate(rows);
        Self { many, rows: found }
    }
}

impl WallRow {
    fn pressing(&self) -> (bool, Option<Moment>, Moment) {
        let due = self.deadline.map(|deadline| deadline.due);
        (due.is_none(), due, self.received)
    }
}

/// All of the wall, over the communities the viewer reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wall {
    pub ringing: Vec<Ring>,
    pub late: Heap,
    pub unclaimed: Heap,
    /// What is due next, the first on top.
    pub next: Vec<WallRow>,
    pub today: Today,
    /// Where the wall hangs: its clock goes by the first community's.
    pub zone: Zone,
    pub now: Moment,
}
