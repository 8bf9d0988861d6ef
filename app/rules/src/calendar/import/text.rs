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

/// Reads our own format: a line per date or span, `#` before a comment. 休 and 班 are `off` and
/// `worked`.
///
/// ```
/// use rules::calendar::import;
/// let days = import::text("2026-02-14 worked 春节 # in exchange\n2026-02-15..2026-02-23 off 春节").unwrap();
/// assert_eq!(days.len(), 10);
/// assert_eq!(import::text(&import::written(&days, ["休", "班"])), Ok(days));
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

/// Writes what [`text`] reads: a line per span of equal days, with these words for off and worked.
/// A space within hours becomes a comma, since a space ends them.
#[must_use]
pub fn written(days: &[Exception], [off, worked]: [&str; 2]) -> String {
    let alike = |a: &Exception, b: &Exception| {
        a.date().succ_opt() == Some(b.date()) && a.name() == b.name() && a.day() == b.day()
    };
    let line = |span: &[Exception]| {
        let (first, last) = (span.first()?, span.last()?);
        let dates = match (first.date(), last.date()) {
            (from, until) if from == until => from.to_string(),
            (from, until) => format!("{from}..{until}"),
        };
        let day = match first.day() {
            Day::Off => off.to_owned(),
            Day::Worked => worked.to_owned(),
            Day::Hours(hours) => hours.to_string().replace(' ', ","),
        };
        Some(format!("{dates} {day} {}\n", first.name()))
    };
    days.chunk_by(alike).filter_map(line).collect()
}

/// The words of the format in English; 休 and 班 are read too.
pub const OFF: &str = "off";
pub const WORKED: &str = "worked";

fn read(line: &str) -> Option<((NaiveDate, NaiveDate), &str, Day)> {
    let (dates, rest) = line.split_once(' ')?;
    let (day, name) = rest.trim_start().split_once(' ')?;
    let (first, last) = dates.split_once("..").unwrap_or((dates, dates));
    let (first, last) = (date(first)?, date(last)?);
    let day = match day {
        OFF | "休" => Day::Off,
        WORKED | "班" => Day::Worked,
        hours => Day::Hours(hours.parse::<Hours>().ok()?),
    };
    (first <= last).then_some(((first, last), name.trim(), day))
}
