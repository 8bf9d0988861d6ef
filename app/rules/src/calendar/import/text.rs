use chrono::NaiveDate;

use super::{ImportProblem, check_size, settled, span};
use crate::calendar::{Day, Exception, Hours};
use crate::moment::date;

const MAINLAND: &str = include_str!("../../../data/days-cn.txt");

/// The mainland's published days of 2025 and 2026, as shipped.
#[must_use]
pub fn published() -> Vec<Exception> {
    text(MAINLAND).unwrap_or_default()
}

/// Reads our own format: a line per date or span, `#` before a comment.
///
/// ```
/// use rules::calendar::import;
/// let days = import::text("2026-02-14 worked 春节 # in exchange\n2026-02-15..2026-02-23 off 春节").unwrap();
/// assert_eq!(days.len(), 10);
/// assert!(import::text("2026-02-16 8:30-12:00 除夕").is_ok());
/// assert_eq!(import::text("2026-02-30 off 春节"), Err(import::ImportProblem::Line { line: 1 }));
/// ```
///
/// # Errors
/// The first line that is none.
pub fn text(text: &str) -> Result<Vec<Exception>, ImportProblem> {
    check_size(text)?;
    let mut days = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.split_once('#').map_or(line, |(before, _)| before).trim();
        if line.is_empty() {
            continue;
        }
        let unreadable = ImportProblem::Line { line: at + 1 };
        let Some((dates, name, day)) = read(line) else { return Err(unreadable) };
        span(dates, name, &day, &mut days).map_err(|problem| match problem {
            ImportProblem::Day(_) => unreadable,
            other => other,
        })?;
    }
    settled(days)
}

fn read(line: &str) -> Option<((NaiveDate, NaiveDate), &str, Day)> {
    let (dates, rest) = line.split_once(' ')?;
    let (day, name) = rest.trim_start().split_once(' ')?;
    let (first, last) = dates.split_once("..").unwrap_or((dates, dates));
    let (first, last) = (date(first)?, date(last)?);
    let day = match day {
        "off" => Day::Off,
        "worked" => Day::Worked,
        hours => Day::Hours(hours.parse::<Hours>().ok()?),
    };
    (first <= last).then_some(((first, last), name.trim(), day))
}
