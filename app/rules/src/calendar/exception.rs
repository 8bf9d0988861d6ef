use chrono::NaiveDate;

use super::{CalendarProblem, Hours};

/// Longest name of a dated exception, in characters.
pub const DAY_NAME_CHARS_MAX: usize = 40;

/// What a dated exception makes of its day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// Nobody works, whatever the weekday.
    Off,
    /// Worked like a normal working day of the calendar, whatever the weekday (调休).
    Worked,
    /// Worked at hours of its own: half a day before 春节.
    Hours(Hours),
}

/// One date on which the week's hours do not hold, and what it is called: 春节 for the days off
/// and for the weekends worked in exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    date: NaiveDate,
    name: String,
    day: Day,
}

impl Exception {
    /// The name is trimmed; hours without any interval are a day off.
    ///
    /// # Errors
    /// The name is missing or longer than [`DAY_NAME_CHARS_MAX`].
    pub fn of(date: NaiveDate, name: &str, day: Day) -> Result<Self, CalendarProblem> {
        let name = name.trim();
        let chars = name.chars().count();
        if chars == 0 {
            return Err(CalendarProblem::NoName { date });
        }
        if chars > DAY_NAME_CHARS_MAX {
            return Err(CalendarProblem::NameTooLong { date, chars, max: DAY_NAME_CHARS_MAX });
        }
        let day = match day {
            Day::Hours(hours) if hours.is_off() => Day::Off,
            day => day,
        };
        Ok(Self { date, name: name.to_owned(), day })
    }

    #[must_use]
    pub const fn date(&self) -> NaiveDate {
        self.date
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub const fn day(&self) -> &Day {
        &self.day
    }
}
