//! A calendar on the wire and in a table: exceptions in a row that say the same are one entry, so
//! that two years of published days are a few hundred bytes.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Calendar, CalendarProblem, Day, EXCEPTIONS_MAX, Exception, Hours};
use crate::moment::plain_date;

#[derive(Serialize, Deserialize)]
struct Wire {
    week: [Hours; 7],
    days: Vec<Row>,
}

/// So many days from a date on, their name, and what they are.
#[derive(Serialize, Deserialize)]
struct Row(#[serde(with = "plain_date")] NaiveDate, u16, String, Day);

impl Serialize for Calendar {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Wire { week: self.week.clone(), days: rows(&self.days) }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Calendar {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Wire { week, days } = Wire::deserialize(from)?;
        exceptions(days)
            .and_then(|days| Self::of(week, days))
            .map_err(|problem| de::Error::custom(format_args!("no calendar: {problem:?}")))
    }
}

fn rows(days: &[Exception]) -> Vec<Row> {
    let alike = |a: &Exception, b: &Exception| {
        a.date().succ_opt() == Some(b.date()) && a.name() == b.name() && a.day() == b.day()
    };
    let row = |days: &[Exception]| {
        let first = days.first()?;
        let count = u16::try_from(days.len()).ok()?;
        Some(Row(first.date(), count, first.name().to_owned(), first.day().clone()))
    };
    days.chunk_by(alike).filter_map(row).collect()
}

fn exceptions(rows: Vec<Row>) -> Result<Vec<Exception>, CalendarProblem> {
    let mut days = Vec::new();
    for Row(first, count, name, day) in rows {
        if days.len() + usize::from(count) > EXCEPTIONS_MAX {
            return Err(CalendarProblem::TooManyDays { max: EXCEPTIONS_MAX });
        }
        for date in (0..u64::from(count)).filter_map(|nth| first.checked_add_days(Days::new(nth))) {
            days.push(Exception::of(date, &name, day.clone())?);
        }
    }
    Ok(days)
}
