use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::CalendarProblem;
use crate::fold::narrow;

/// Intervals one day can have.
pub const INTERVALS_MAX: usize = 6;
/// Longest text read as the hours of a day, in characters.
pub const HOURS_CHARS_MAX: usize = 200;
/// Minutes of a day; an interval may end here, at 24:00.
pub const DAY_MINUTES: u16 = 24 * 60;

/// From one clock time to another of the same day, in minutes since midnight; `until` is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u16, u16)", into = "(u16, u16)")]
pub struct Interval {
    pub from: u16,
    pub until: u16,
}

impl From<(u16, u16)> for Interval {
    fn from((from, until): (u16, u16)) -> Self {
        Self { from, until }
    }
}

impl From<Interval> for (u16, u16) {
    fn from(Interval { from, until }: Interval) -> Self {
        (from, until)
    }
}

/// As people write it: `8:30–12:00`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.from, self.until);
        write!(f, "{}:{:02}–{}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

/// The working time of one day: intervals in order, none touching the next. None at all is a day
/// off.
///
/// ```
/// use rules::calendar::{CalendarProblem, Hours};
/// let hours: Hours = "８：３０～12:00、13:30 至 17:30".parse().unwrap();
/// assert_eq!(hours.to_string(), "8:30–12:00 13:30–17:30");
/// assert_eq!(hours.minutes(), 450);
/// assert_eq!("8:30–12:00 half past one".parse::<Hours>(), Err(CalendarProblem::Unreadable { nth: 2 }));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hours(Vec<Interval>);

impl Hours {
    /// A day off.
    pub const NONE: Self = Self(Vec::new());

    /// The hours of the intervals, in any order; those that meet become one.
    ///
    /// # Errors
    /// The first interval that cannot be.
    pub fn of(intervals: impl IntoIterator<Item = Interval>) -> Result<Self, CalendarProblem> {
        let mut sorted: Vec<Interval> = intervals.into_iter().take(INTERVALS_MAX + 1).collect();
        if sorted.len() > INTERVALS_MAX {
            return Err(CalendarProblem::TooManyIntervals { max: INTERVALS_MAX });
        }
        sorted.sort_unstable();
        let mut hours: Vec<Interval> = Vec::with_capacity(sorted.len());
        for next in sorted {
            check(next)?;
            match hours.last_mut() {
                Some(last) if next.from < last.until => return Err(CalendarProblem::Overlap(*last, next)),
                Some(last) if next.from == last.until => last.until = next.until,
                _ => hours.push(next),
            }
        }
        Ok(Self(hours))
    }

    #[must_use]
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    #[must_use]
    pub fn is_off(&self) -> bool {
        self.0.is_empty()
    }

    /// Minutes of working time in all.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.0.iter().map(|interval| interval.until - interval.from).sum()
    }
}

const fn check(interval: Interval) -> Result<(), CalendarProblem> {
    if interval.from > DAY_MINUTES || interval.until > DAY_MINUTES {
        return Err(CalendarProblem::OutsideTheDay(interval));
    }
    if interval.until <= interval.from {
        return Err(CalendarProblem::EndsBeforeItBegins(interval));
    }
    Ok(())
}

/// Intervals with a space between them; nothing for a day off.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, interval) in self.0.iter().enumerate() {
            if nth > 0 {
                f.write_str(" ")?;
            }
            interval.fmt(f)?;
        }
        Ok(())
    }
}

/// Reads what people type: `-`, `–`, `~`, 至 or 到 within an interval, spaces, commas, `;`, `/` or 、
/// between them, full width or not. An empty text is a day off.
impl FromStr for Hours {
    type Err = CalendarProblem;

    fn from_str(text: &str) -> Result<Self, CalendarProblem> {
        let chars = text.chars().count();
        if chars > HOURS_CHARS_MAX {
            return Err(CalendarProblem::TooLong { chars, max: HOURS_CHARS_MAX });
        }
        let plain: Vec<char> = text.chars().map(narrow).collect();
        let mut rest = skip(&plain, is_between);
        let mut intervals = Vec::new();
        while !rest.is_empty() {
            let nth = intervals.len() + 1;
            let (interval, left) = interval(rest).ok_or(CalendarProblem::Unreadable { nth })?;
            if !left.is_empty() && !is_between(left[0]) {
                return Err(CalendarProblem::Unreadable { nth });
            }
            intervals.push(interval);
            rest = skip(left, is_between);
        }
        Self::of(intervals)
    }
}

fn interval(chars: &[char]) -> Option<(Interval, &[char])> {
    let (from, rest) = clock_time(chars)?;
    let rest = skip(rest, char::is_whitespace);
    let (dash, rest) = rest.split_first()?;
    if !matches!(dash, '-' | '~' | '至' | '到' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{301C}') {
        return None;
    }
    let (until, rest) = clock_time(skip(rest, char::is_whitespace))?;
    Some((Interval { from, until }, rest))
}

/// `8:30`, `08:30`, `24:00`; hours beyond the day are read, to be named as such.
fn clock_time(chars: &[char]) -> Option<(u16, &[char])> {
    let (hour, rest) = number(chars, 1)?;
    let (':', rest) = rest.split_first().map(|(c, rest)| (*c, rest))? else { return None };
    let (minute, rest) = number(rest, 2)?;
    (minute < 60).then_some((hour * 60 + minute, rest))
}

/// At most two digits, at least so many.
fn number(chars: &[char], digits_min: usize) -> Option<(u16, &[char])> {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits < digits_min || digits > 2 {
        return None;
    }
    let number = chars[..digits].iter().filter_map(|c| c.to_digit(10)).fold(0, |sum, digit| sum * 10 + digit);
    Some((u16::try_from(number).ok()?, &chars[digits..]))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '/' | '、')
}

fn skip(chars: &[char], is_skipped: impl Fn(char) -> bool) -> &[char] {
    let count = chars.iter().take_while(|c| is_skipped(**c)).count();
    &chars[count..]
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let intervals = Vec::<Interval>::deserialize(from)?;
        Self::of(intervals).map_err(|problem| de::Error::custom(format_args!("no hours: {problem:?}")))
    }
}
