use serde::{Deserialize, Serialize};

use super::{Event, ImportProblem, check_size, settled, shown, span};
use crate::calendar::{Day, EXCEPTIONS_MAX, Exception};
use crate::moment::date;

/// One year's file of `NateScarlet/holiday-cn`, as its JSON is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayFile {
    pub year: i32,
    /// Addresses of the notices; none yet for a year that is not published.
    #[serde(default)]
    pub papers: Vec<String>,
    pub days: Vec<HolidayDay>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HolidayDay {
    pub name: String,
    /// `2026-02-14`.
    pub date: String,
    /// Otherwise a weekend that is worked like a normal day.
    pub is_off_day: bool,
}

impl HolidayFile {
    /// # Errors
    /// It is too large, or no such file.
    pub fn read(text: &str) -> Result<Self, ImportProblem> {
        check_size(text)?;
        serde_json::from_str(text).map_err(|_| ImportProblem::NotACalendar)
    }

    /// The days by date. Some may be of the year before: the first days of January are published
    /// with what December gives for them.
    ///
    /// # Errors
    /// The first day that cannot be, or that there is none.
    pub fn exceptions(&self) -> Result<Vec<Exception>, ImportProblem> {
        if self.days.len() > EXCEPTIONS_MAX {
            return Err(ImportProblem::TooManyDays { max: EXCEPTIONS_MAX });
        }
        let mut days = Vec::with_capacity(self.days.len());
        for (at, day) in self.days.iter().enumerate() {
            let name = shown(&day.name);
            let Some(date) = date(&day.date) else {
                return Err(ImportProblem::NoDate(Event { nth: at + 1, name }));
            };
            let worked = if day.is_off_day { Day::Off } else { Day::Worked };
            span((date, date), &name, &worked, &mut days)?;
        }
        settled(days)
    }
}
