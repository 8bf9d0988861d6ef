//! Dated exceptions from files: `.ics`, the JSON of `NateScarlet/holiday-cn`, and our own text
//! format, in which the mainland's published days are shipped. A file that could be misread is
//! refused, naming the event; whoever imports sees the days before they hold.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{CalendarProblem, DAY_NAME_CHARS_MAX, Day, EXCEPTIONS_MAX, Exception};
use crate::fold::is_invisible;

mod file;
mod ics;
mod lines;
mod mark;
mod text;

pub use file::{HolidayDay, HolidayFile};
pub use ics::{Imported, ics};
pub use text::{OFF, WORKED, published, text, written};

/// Largest file of days, in bytes.
pub const FILE_BYTES_MAX: usize = 512 * 1024;
/// Longest single holiday, in days.
pub const HOLIDAY_DAYS_MAX: i64 = 60;

/// An event of a file, so that a person finds it there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Counted from 1, in the order of the file.
    pub nth: usize,
    /// Its name, cut to [`DAY_NAME_CHARS_MAX`] characters.
    pub name: String,
}

/// Why a file of days is not imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportProblem {
    TooLarge {
        bytes: usize,
        max: usize,
    },
    /// It does not begin a calendar, or breaks off inside one.
    NotACalendar,
    /// There is no day in it.
    Empty,
    TooManyDays {
        max: usize,
    },
    /// A line of our own format, counted from 1.
    Line {
        line: usize,
    },
    /// No date, or one that cannot be read.
    NoDate(Event),
    /// It comes again by a rule. Holidays are published year by year, and a rule is easily wrong.
    Repeats(Event),
    /// Its words say both that people work and that they do not.
    OffOrWorked(Event),
    /// A day off of some hours only.
    PartOfADay(Event),
    TooLong {
        event: Event,
        max: i64,
    },
    Day(CalendarProblem),
}

/// The days of a span alike, both ends in it.
fn span(
    (first, last): (NaiveDate, NaiveDate),
    name: &str,
    day: &Day,
    to: &mut Vec<Exception>,
) -> Result<(), ImportProblem> {
    let count = u64::try_from((last - first).num_days() + 1).unwrap_or(0);
    for date in (0..count).filter_map(|nth| first.checked_add_days(Days::new(nth))) {
        if to.len() >= EXCEPTIONS_MAX {
            return Err(ImportProblem::TooManyDays { max: EXCEPTIONS_MAX });
        }
        to.push(Exception::of(date, name, day.clone()).map_err(ImportProblem::Day)?);
    }
    Ok(())
}

/// By date, one per date, at least one.
fn settled(days: Vec<Exception>) -> Result<Vec<Exception>, ImportProblem> {
    if days.is_empty() {
        return Err(ImportProblem::Empty);
    }
    super::sorted(days).map_err(ImportProblem::Day)
}

fn check_size(text: &str) -> Result<(), ImportProblem> {
    if text.len() > FILE_BYTES_MAX {
        return Err(ImportProblem::TooLarge { bytes: text.len(), max: FILE_BYTES_MAX });
    }
    Ok(())
}

/// A name as a page shows it: one line, nothing invisible, not too long.
fn shown(name: &str) -> String {
    let plain = name.chars().filter(|c| !is_invisible(*c));
    let plain: String = plain.map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().chars().take(DAY_NAME_CHARS_MAX).collect::<String>().trim_end().to_owned()
}
