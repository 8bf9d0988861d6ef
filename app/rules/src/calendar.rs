//! Working time: the hours of a week, dated exceptions both off and on (春节, 调休), and the clocks
//! that run in it (handbook §2).
//!
//! - [`Hours`], [`Exception`], [`Calendar`]: what a community sets up, or takes from [`import`]
//! - [`Calendar::until`]: when an amount of working time is used up, with every [`Step`] towards it
//! - [`Run`]: a clock with its pauses and extensions, computed again for any past moment

use chrono::{Datelike, NaiveDate};

mod exception;
mod hours;
pub mod import;
mod limit;
mod problem;
mod run;
mod steps;
mod walk;
mod wire;

pub use exception::{DAY_NAME_CHARS_MAX, Day, Exception};
pub use hours::{DAY_MINUTES, HOURS_CHARS_MAX, Hours, INTERVALS_MAX, Interval};
pub use limit::Limit;
pub use problem::CalendarProblem;
pub use run::{Extension, Pause, PauseReason, Run, Times};
pub use steps::{Reached, Step, Why};
pub use walk::{AHEAD_DAYS_MAX, OutOfReach, SEARCH_DAYS_MAX};

/// Dated exceptions one calendar holds: some twenty years of published days.
pub const EXCEPTIONS_MAX: usize = 800;

/// Minutes from midnight at which work begins and ends where nothing else is set (handbook P2).
const STANDARD: Interval = Interval { from: 8 * 60 + 30, until: 17 * 60 + 30 };

static OFF: Hours = Hours::NONE;

/// When a community works.
///
/// ```
/// use rules::calendar::Calendar;
/// use rules::moment::{Moment, Zone};
/// let at = |text: &str| Moment::from_local(text.parse().unwrap(), Zone::CHINA);
/// // Twenty minutes on Friday; Saturday off; the Sunday is worked (国庆节).
/// let due = Calendar::mainland().due(at("2026-09-18T17:10:00"), 240, &Zone::CHINA);
/// assert_eq!(due, Ok(at("2026-09-20T12:10:00")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Monday first.
    week: [Hours; 7],
    /// By date, one per date.
    days: Vec<Exception>,
}

impl Calendar {
    /// Monday to Friday 8:30 to 17:30, no exceptions.
    #[must_use]
    pub fn standard() -> Self {
        let worked = Hours::of([STANDARD]).unwrap_or_default();
        let week = core::array::from_fn(|weekday| if weekday < 5 { worked.clone() } else { Hours::NONE });
        Self { week, days: Vec::new() }
    }

    /// The standard week with the mainland's published days of 2025 and 2026. They are read each
    /// time, so it is made once and kept.
    #[must_use]
    pub fn mainland() -> Self {
        Self { days: import::published(), ..Self::standard() }
    }

    /// A week, Monday first, and its exceptions in any order.
    ///
    /// # Errors
    /// Too many exceptions, or two that contradict each other.
    pub fn of(week: [Hours; 7], days: Vec<Exception>) -> Result<Self, CalendarProblem> {
        Ok(Self { week, days: sorted(days)? })
    }

    /// With further exceptions, which replace what was said of the same dates.
    ///
    /// # Errors
    /// Too many exceptions, or two of the new ones that contradict each other.
    pub fn with(mut self, days: Vec<Exception>) -> Result<Self, CalendarProblem> {
        let days = sorted(days)?;
        self.days.retain(|old| days.binary_search_by_key(&old.date(), Exception::date).is_err());
        self.days.extend(days);
        Self::of(self.week, self.days)
    }

    /// Without the exception of a date, if it has one.
    #[must_use]
    pub fn without(mut self, date: NaiveDate) -> Self {
        self.days.retain(|day| day.date() != date);
        self
    }

    /// The hours of the week, Monday first.
    #[must_use]
    pub const fn week(&self) -> &[Hours; 7] {
        &self.week
    }

    /// The exceptions by date.
    #[must_use]
    pub fn days(&self) -> &[Exception] {
        &self.days
    }

    #[must_use]
    pub fn exception(&self, date: NaiveDate) -> Option<&Exception> {
        let found = self.days.binary_search_by_key(&date, Exception::date);
        found.ok().map(|at| &self.days[at])
    }

    /// The working time of a date.
    #[must_use]
    pub fn hours(&self, date: NaiveDate) -> &Hours {
        self.hours_by(date, self.exception(date))
    }

    fn hours_by<'a>(&'a self, date: NaiveDate, exception: Option<&'a Exception>) -> &'a Hours {
        match exception.map(Exception::day) {
            None => &self.week[date.weekday().num_days_from_monday() as usize],
            Some(Day::Off) => &OFF,
            Some(Day::Worked) => self.normal(),
            Some(Day::Hours(hours)) => hours,
        }
    }

    /// The hours of a normal working day: the longest of the week, the first of equals.
    #[must_use]
    pub fn normal(&self) -> &Hours {
        self.week.iter().rev().max_by_key(|hours| hours.minutes()).unwrap_or(&OFF)
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::standard()
    }
}

/// By date; where a date is named twice, the first name stays.
fn sorted(mut days: Vec<Exception>) -> Result<Vec<Exception>, CalendarProblem> {
    days.sort_by_key(Exception::date);
    let differing = |pair: &&[Exception]| pair[0].date() == pair[1].date() && pair[0].day() != pair[1].day();
    if let Some(pair) = days.windows(2).find(differing) {
        return Err(CalendarProblem::Twice { date: pair[0].date() });
    }
    days.dedup_by_key(|day| day.date());
    if days.len() > EXCEPTIONS_MAX {
        return Err(CalendarProblem::TooManyDays { max: EXCEPTIONS_MAX });
    }
    Ok(days)
}
