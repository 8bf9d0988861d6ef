//! What a resident's page says of a policy: small, since every first visit carries it.

use serde::{Deserialize, Serialize};

use super::{Clocks, Terms, Version};
use crate::calendar::Limit;
use crate::deadline::Clock;
use crate::grading::{Grade, Thresholds};
use crate::moment::{Moment, Zone};

/// How far ahead working time is told, in minutes of it.
const AHEAD_MINUTES_MAX: i64 = 5 * 24 * 60;

/// What a community promises those who file now. Its calendar is told as the working time that lies
/// ahead: a browser then needs no calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub version: Version,
    pub zone: Zone,
    pub thresholds: Thresholds,
    pub clocks: Clocks,
    /// Minutes of one working day.
    pub day: u32,
    /// Each from when until when, in order; enough for every clock.
    pub working: Vec<(Moment, Moment)>,
}

impl Terms {
    /// What stands on a page made at `now`.
    #[must_use]
    pub fn promise(&self, now: Moment) -> Promise {
        let day = u32::from(self.calendar.normal().minutes());
        let longest = self.clocks.first_answer.iter().chain(&self.clocks.result);
        let longest = longest.map(|limit| working_minutes(*limit, day)).max().unwrap_or(0);
        // A page stays open for a while: a day more than is asked for now.
        let wanted = (longest + i64::from(day)).min(AHEAD_MINUTES_MAX);
        Promise {
            version: self.version,
            zone: self.zone,
            thresholds: self.thresholds.clone(),
            clocks: self.clocks.clone(),
            day,
            working: self.calendar.ahead(now, wanted, &self.zone),
        }
    }
}

impl Promise {
    /// When `clock` of `grade` is used up, if it begins at `now`.
    ///
    /// ```
    /// use rules::{deadline::{Clock, Deadlines}, grading::Grade, moment::{Moment, Zone}, policy::Terms};
    /// let terms = Terms::handbook(Zone::CHINA);
    /// let now = Moment::from_local("2026-02-13T17:10:00".parse().unwrap(), Zone::CHINA);
    /// let due = terms.promise(now).due(Clock::FirstAnswer, Grade::Three, now);
    /// assert_eq!(due, Deadlines::start(Grade::Three, now, &terms).first_answer.due);
    /// ```
    #[must_use]
    pub fn due(&self, clock: Clock, grade: Grade, now: Moment) -> Moment {
        match self.clocks.limit(clock, grade) {
            Limit::Elapsed(minutes) => now.plus_minutes(minutes.into()),
            Limit::Days(days) => now.days_later(days, self.zone),
            limit => self.after_working(working_minutes(limit, self.day), now),
        }
    }

    /// Where the list ends before the time is used up, the rest counts day and night.
    fn after_working(&self, minutes: i64, now: Moment) -> Moment {
        let (mut left, mut at) = (minutes * 60_000, now);
        for (from, until) in &self.working {
            let begins = at.max(*from);
            if begins >= *until {
                continue;
            }
            let long = until.millis() - begins.millis();
            if left <= long {
                return Moment::from_millis(begins.millis() + left);
            }
            (left, at) = (left - long, *until);
        }
        Moment::from_millis(at.millis() + left)
    }
}

fn working_minutes(limit: Limit, day: u32) -> i64 {
    match limit {
        Limit::Working(minutes) => minutes.into(),
        Limit::WorkingDays(days) => i64::from(days) * i64::from(day),
        Limit::Elapsed(_) | Limit::Days(_) => 0,
    }
}
