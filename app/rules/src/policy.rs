//! What a company decides for itself (handbook R7): the figures and settings of §2, how long its
//! clocks run, who answers for which kind, who is called when a deadline nears. The handbook's by
//! default; a change makes a new version and is never code.

pub mod backtest;
mod check;
mod clocks;
mod difference;
pub mod draft;
pub mod edition;
mod force;
mod kinds;
mod ladder;
mod phrases;
mod promise;

pub use check::{
    Doubt, Item, LIMIT_DAYS_MAX, LIMIT_MINUTES_MAX, QUESTION_CHARS_MAX, QUESTIONS_MAX, READY_CHARS_MAX,
    READY_MAX, STEPS_MAX, Wrong,
};
pub use clocks::Clocks;
pub use difference::{Difference, Setting};
pub use force::{Decided, Deed, Seat, in_force, reigns};
pub use kinds::{KindRules, Kinds};
pub use ladder::{Ladder, Occasion, Quiet, Step, Whom};
pub use phrases::{Answering, InWords, Phrases, filled};
pub use promise::Promise;

use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Limit};
use crate::grading::Thresholds;
use crate::moment::{Moment, Zone};

/// Names a version for good: numbers are never used again, whatever becomes of the version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub i64);

impl Version {
    /// The handbook's own defaults, which no company wrote.
    pub const HANDBOOK: Self = Self(0);
}

/// The document that is written, reviewed, approved and put in force. What it does not say is as in
/// the handbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    pub thresholds: Thresholds,
    pub clocks: Clocks,
    pub calendar: Calendar,
    pub counting: Counting,
    pub kinds: Kinds,
    pub ladder: Ladder,
    /// Own lines of the lexicon, below those that come with Linli ([`crate::hint`]).
    pub lexicon: String,
    pub phrases: Phrases,
}

impl Default for Policy {
    /// The handbook's, with the mainland's published days.
    fn default() -> Self {
        Self {
            thresholds: Thresholds::HANDBOOK,
            clocks: Clocks::HANDBOOK,
            calendar: Calendar::mainland(),
            counting: Counting::default(),
            kinds: Kinds::default(),
            ladder: Ladder::default(),
            lexicon: String::new(),
            phrases: Phrases::default(),
        }
    }
}

/// How the records are counted (handbook §2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counting {
    /// Different complainants of the same complaint are counted one per home; else one per person.
    pub one_per_home: bool,
    /// Days after receipt by which a person decides whose cause a delay has.
    pub cause_by_day: u16,
}

impl Default for Counting {
    fn default() -> Self {
        Self { one_per_home: true, cause_by_day: 21 }
    }
}

/// What a complaint is graded and promised by: of the policy in force, all that browser and server
/// both need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub version: Version,
    /// Of the community, not of the policy.
    pub zone: Zone,
    pub thresholds: Thresholds,
    pub clocks: Clocks,
    pub calendar: Calendar,
    pub counting: Counting,
}

impl Terms {
    /// The handbook's own, in `zone`.
    #[must_use]
    pub fn handbook(zone: Zone) -> Self {
        Policy::default().terms(Version::HANDBOOK, zone)
    }

    /// When `limit`, counted from `from`, is used up. A calendar without working time would never get
    /// there, which no policy passes; then day and night count.
    #[must_use]
    pub fn after(&self, limit: Limit, from: Moment) -> Moment {
        let due = limit.after(from, &self.calendar, &self.zone);
        due.unwrap_or_else(|_| from.plus_minutes(limit.at_least_minutes(&self.calendar)))
    }
}

impl Policy {
    /// The terms of a community in `zone` while this is in force as `version`.
    #[must_use]
    pub fn terms(&self, version: Version, zone: Zone) -> Terms {
        let Self { thresholds, clocks, calendar, counting, .. } = self;
        let (thresholds, clocks, calendar) = (thresholds.clone(), clocks.clone(), calendar.clone());
        Terms { version, zone, thresholds, clocks, calendar, counting: counting.clone() }
    }
}
