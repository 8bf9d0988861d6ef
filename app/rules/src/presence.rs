//! Who looks at a complaint, and who is writing in it: a warning to colleagues, never a lock.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::moment::Moment;
use crate::timeline::Person;
use crate::work::WorkAct;

/// How often a page that is looked at says so.
pub const BEAT_SECONDS: u64 = 20;
/// Who has said nothing for so long is gone.
pub const SILENT_SECONDS: i64 = 45;
/// What is the same as so long ago need not be written down again.
pub const FRESH_SECONDS: i64 = 10;

coded! {
    /// What somebody has in hand.
    pub enum Doing {
        Looks = "looks",
        WritesReply = "reply",
        WritesNote = "note",
        WritesResult = "result",
        ChangesFacts = "facts",
        /// Anything else that is written.
        Writes = "writes",
    }
}

impl Doing {
    /// Of a form that somebody stands in; of none, they look.
    #[must_use]
    pub fn of(form: Option<WorkAct>) -> Self {
        match form.map(WorkAct::form) {
            Some(WorkAct::Reply) => Self::WritesReply,
            Some(WorkAct::Note) => Self::WritesNote,
            Some(WorkAct::Resolve) => Self::WritesResult,
            Some(WorkAct::Establish) => Self::ChangesFacts,
            Some(_) => Self::Writes,
            None => Self::Looks,
        }
    }

    #[must_use]
    pub const fn is_writing(self) -> bool {
        !matches!(self, Self::Looks)
    }
}

/// A colleague who is at a complaint now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    pub person: Person,
    pub doing: Doing,
}

/// Who was heard of at this moment or before it is gone at `now`.
#[must_use]
pub fn silent_since(now: Moment) -> Moment {
    Moment::from_millis(now.millis() - SILENT_SECONDS * 1_000)
}

/// Whether colleagues see anything else than they did: `last` is what was heard before, and when.
#[must_use]
pub fn is_news(last: Option<(Doing, Moment)>, doing: Doing, now: Moment) -> bool {
    last.is_none_or(|(before, at)| before != doing || at <= silent_since(now))
}

/// Whether it has to be written down again, so that nobody seems gone who is not.
#[must_use]
pub fn is_stale(last: Option<(Doing, Moment)>, doing: Doing, now: Moment) -> bool {
    let fresh_since = now.millis() - FRESH_SECONDS * 1_000;
    is_news(last, doing, now) || last.is_none_or(|(_, at)| at.millis() <= fresh_since)
}
