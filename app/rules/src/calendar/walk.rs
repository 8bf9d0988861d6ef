use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::steps::Steps;
use super::{Calendar, Exception, Hours, Interval, Reached};
use crate::moment::{Moment, Zone};

/// How far ahead working time is looked for, in days: ten years.
pub const SEARCH_DAYS_MAX: i64 = 3_660;

/// Days that [`Calendar::ahead`] looks at.
pub const AHEAD_DAYS_MAX: usize = 60;

/// There is not that much working time in the ten years after the clock began: the calendar has
/// none, or the limit is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutOfReach;

/// What one date gave to a clock.
pub(super) enum Seen {
    /// It has no working time.
    Off,
    /// Its working time was over when the clock began.
    Over,
    Worked(Used),
}

/// Working time used on one date; between `from` and `until` there can be breaks.
pub(super) struct Used {
    pub from: Moment,
    pub until: Moment,
    pub millis: i64,
    /// All there was that day.
    pub whole: bool,
}

impl Calendar {
    /// The instant at which `minutes` of working time, counted from `from`, are used up: at closing
    /// time rather than at the next opening, and at once when there are none to use.
    ///
    /// # Errors
    /// [`OutOfReach`].
    pub fn due(&self, from: Moment, minutes: i64, zone: &Zone) -> Result<Moment, OutOfReach> {
        self.spend(from, minutes.saturating_mul(60_000), zone, &mut Steps::silent())
    }

    /// The same instant, with the steps that lead to it.
    ///
    /// # Errors
    /// [`OutOfReach`].
    pub fn until(&self, from: Moment, minutes: i64, zone: &Zone) -> Result<Reached, OutOfReach> {
        let mut steps = Steps::kept();
        let due = self.spend(from, minutes.saturating_mul(60_000), zone, &mut steps)?;
        Ok(Reached { due, steps: steps.list() })
    }

    /// Whole minutes of working time from `a` to `b`, rounded towards zero; negative when `b` comes
    /// first.
    #[must_use]
    pub fn minutes_between(&self, a: Moment, b: Moment, zone: &Zone) -> i64 {
        let minutes = self.millis_between(a.min(b), a.max(b), zone) / 60_000;
        if b < a { -minutes } else { minutes }
    }

    /// The working time from `from` on, each interval from when until when, until there are `minutes`
    /// of it; at most [`AHEAD_DAYS_MAX`] days are looked at.
    #[must_use]
    pub fn ahead(&self, from: Moment, minutes: i64, zone: &Zone) -> Vec<(Moment, Moment)> {
        let (mut all, mut left) = (Vec::new(), minutes * 60_000);
        for date in from.date(*zone).iter_days().take(AHEAD_DAYS_MAX) {
            for Interval { from: begins, until: ends } in self.hours(date).intervals() {
                let begins = instant(date, *begins, zone).max(from);
                let ends = instant(date, *ends, zone);
                if begins < ends && left > 0 {
                    left -= ends.millis() - begins.millis();
                    all.push((begins, ends));
                }
            }
        }
        all
    }

    pub(super) fn millis_between(&self, from: Moment, until: Moment, zone: &Zone) -> i64 {
        let weeks = self.whole_weeks(from, until, zone);
        let (first, last, inside) = weeks.unwrap_or((until, until, 0));
        self.walked(from, first, zone) + inside + self.walked(last, until, zone)
    }

    fn walked(&self, from: Moment, until: Moment, zone: &Zone) -> i64 {
        match self.walk(from, until, i64::MAX, zone, &mut Steps::silent()) {
            Ok(_) => 0,
            Err(left) => i64::MAX - left,
        }
    }

    /// The whole weeks between two instants, from midnight to midnight, and the milliseconds worked
    /// in them, without looking at each day: the week's own, put right by the exceptions. `None`
    /// where there are none, or the clock changes in between.
    fn whole_weeks(&self, from: Moment, until: Moment, zone: &Zone) -> Option<(Moment, Moment, i64)> {
        if zone.changes().any(|(at, _)| from < at && at <= until) {
            return None;
        }
        let first = from.date(*zone).succ_opt()?;
        let weeks = (until.date(*zone) - first).num_days() / 7;
        if weeks < 1 {
            return None;
        }
        let last = first.checked_add_days(Days::new(u64::try_from(weeks * 7).ok()?))?;
        let of = |hours: &Hours| i64::from(hours.minutes());
        let week: i64 = self.week.iter().map(of).sum();
        let within = self.days.iter().filter(|day| (first..last).contains(&day.date()));
        let changed: i64 = within
            .map(|day| of(self.hours_by(day.date(), Some(day))) - of(self.hours_by(day.date(), None)))
            .sum();
        Some((instant(first, 0, zone), instant(last, 0, zone), (weeks * week + changed) * 60_000))
    }

    pub(super) fn spend(
        &self,
        from: Moment,
        millis: i64,
        zone: &Zone,
        steps: &mut Steps,
    ) -> Result<Moment, OutOfReach> {
        self.walk(from, from.plus_days(SEARCH_DAYS_MAX), millis, zone, steps).map_err(|_| OutOfReach)
    }

    /// Uses up `millis` of working time from `from`, at `stop` at the latest; if they do not
    /// suffice, how many are left. Every date passed is told to `steps`.
    pub(super) fn walk(
        &self,
        from: Moment,
        stop: Moment,
        millis: i64,
        zone: &Zone,
        steps: &mut Steps,
    ) -> Result<Moment, i64> {
        let mut left = millis;
        if left <= 0 {
            return Ok(from);
        }
        let mut next = Some(from.date(*zone));
        while let Some(date) = next.filter(|date| from.max(instant(*date, 0, zone)) < stop) {
            let exception = self.exception(date);
            let hours = self.hours_by(date, exception);
            if let Some(seen) = see(date, hours, (from, stop), left, zone) {
                steps.day(date, exception.map(Exception::name), &seen);
                if let Seen::Worked(used) = seen {
                    left -= used.millis;
                    if left <= 0 {
                        return Ok(used.until);
                    }
                }
            }
            next = date.succ_opt();
        }
        Err(left)
    }
}

/// What a date gives to a clock that runs from one instant to another at most; `None` if that ends
/// before the day's work begins.
fn see(
    date: NaiveDate,
    hours: &Hours,
    (from, stop): (Moment, Moment),
    millis: i64,
    zone: &Zone,
) -> Option<Seen> {
    let (Some(first), Some(last)) = (hours.intervals().first(), hours.intervals().last()) else {
        return Some(Seen::Off);
    };
    let (opens, closes) = (instant(date, first.from, zone), instant(date, last.until, zone));
    if closes <= from {
        return Some(Seen::Over);
    }
    let mut used: Option<Used> = None;
    let mut left = millis;
    for Interval { from: begins, until: ends } in hours.intervals() {
        let begins = instant(date, *begins, zone).max(from);
        let ends = instant(date, *ends, zone).min(stop);
        if begins >= ends || left <= 0 {
            continue;
        }
        let taken = left.min(ends.millis() - begins.millis());
        left -= taken;
        let used = used.get_or_insert(Used { from: begins, until: begins, millis: 0, whole: false });
        used.until = Moment::from_millis(begins.millis() + taken);
        used.millis += taken;
    }
    used.map(|used| Seen::Worked(Used { whole: used.from == opens && used.until == closes, ..used }))
}

/// The instant of a minute of a date; the 1440th is the next midnight.
fn instant(date: NaiveDate, minute: u16, zone: &Zone) -> Moment {
    Moment::from_local(date.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute)), *zone)
}
