use serde::{Deserialize, Serialize};

use super::walk::OutOfReach;
use super::{Calendar, Run};
use crate::moment::{Moment, Zone};

/// How long a clock runs, by the calendar of its community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Minutes day and night.
    Elapsed(u32),
    /// Minutes of working time.
    Working(u32),
    /// One working day is the working time of one normal day, used up (handbook §2): whoever calls
    /// at 14:06 is answered by 14:06 of the next.
    WorkingDays(u32),
    /// Calendar days, same clock time.
    Days(u32),
}

/// In which time a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    Elapsed,
    Working,
}

impl Limit {
    /// Minutes that pass at least until it is used up, for comparing limits of different kinds.
    #[must_use]
    pub fn at_least_minutes(self, calendar: &Calendar) -> i64 {
        match self {
            Self::Elapsed(minutes) | Self::Working(minutes) => i64::from(minutes),
            Self::WorkingDays(days) => i64::from(days) * i64::from(calendar.normal().minutes()),
            Self::Days(days) => i64::from(days) * 24 * 60,
        }
    }

    /// The instant at which the limit, counted from `from`, is used up.
    ///
    /// # Errors
    /// [`OutOfReach`], for limits in working time.
    pub fn after(self, from: Moment, calendar: &Calendar, zone: &Zone) -> Result<Moment, OutOfReach> {
        Run::of(from, self).due(calendar, zone, from)
    }

    /// The pace of the limit, and how many milliseconds of it.
    pub(super) fn budget(
        self,
        from: Moment,
        calendar: &Calendar,
        zone: &Zone,
    ) -> Result<(Pace, i64), OutOfReach> {
        match self {
            Self::Elapsed(minutes) => Ok((Pace::Elapsed, i64::from(minutes) * 60_000)),
            Self::Working(minutes) => Ok((Pace::Working, i64::from(minutes) * 60_000)),
            Self::WorkingDays(days) => match i64::from(calendar.normal().minutes()) {
                0 if days > 0 => Err(OutOfReach),
                minutes => Ok((Pace::Working, i64::from(days) * minutes * 60_000)),
            },
            Self::Days(days) => Ok((Pace::Elapsed, from.days_later(days, *zone).millis() - from.millis())),
        }
    }
}
