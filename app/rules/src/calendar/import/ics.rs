use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::lines::{Property, property, unescaped, unfolded};
use super::mark::{self, Mark};
use super::{Event, HOLIDAY_DAYS_MAX, ImportProblem, check_size, settled, shown, span};
use crate::calendar::{DAY_MINUTES, Day, EXCEPTIONS_MAX, Exception, Hours, Interval};
use crate::moment::{Moment, Zone};

/// What was read of a file, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// By date.
    pub days: Vec<Exception>,
    /// Events that only name a day (情人节, 立春) in a file that marks its days off.
    pub left_out: Vec<Event>,
}

/// Reads the events of an iCalendar file as days off and days worked.
///
/// Apple's `X-APPLE-SPECIAL-DAY` decides; else the words 休, 放假, 班, 补班, 調休, Holiday, Workday
/// in the summary do, in either script. An event that only has a name is a day off (the files of
/// Hong Kong mark nothing), unless the file marks its days off. A worked event with clock times
/// has those hours. `zone` is where times in UTC are read.
///
/// # Errors
/// Everything that could be misread, naming the event.
pub fn ics(text: &str, zone: &Zone) -> Result<Imported, ImportProblem> {
    check_size(text)?;
    let events = events(text)?;
    let mut marked = Vec::with_capacity(events.len());
    for event in events.into_iter().filter(|event| !event.cancelled) {
        let mark = match event.special {
            Some(mark) => mark,
            None => mark::mark(&event.summary).ok_or_else(|| ImportProblem::OffOrWorked(event.named()))?,
        };
        marked.push((event, mark));
    }
    let marks_off = marked.iter().any(|(_, mark)| *mark == Mark::Off);
    let mut imported = Imported { days: Vec::new(), left_out: Vec::new() };
    for (event, mark) in marked {
        if mark == Mark::None && marks_off {
            imported.left_out.push(event.named());
        } else {
            event.add(mark == Mark::Worked, zone, &mut imported.days)?;
        }
    }
    Ok(Imported { days: settled(imported.days)?, ..imported })
}

/// An event as far as it matters, its values unread.
#[derive(Default)]
struct Raw {
    nth: usize,
    summary: String,
    starts: String,
    ends: Option<String>,
    lasts: Option<String>,
    repeats: bool,
    cancelled: bool,
    special: Option<Mark>,
}

fn events(text: &str) -> Result<Vec<Raw>, ImportProblem> {
    let mut events: Vec<Raw> = Vec::new();
    let mut inside: Vec<String> = Vec::new();
    let mut begun = false;
    for Property { name, value } in unfolded(text).iter().filter_map(|line| property(line)) {
        match name.as_str() {
            "BEGIN" => {
                let component = value.to_ascii_uppercase();
                begun |= component == "VCALENDAR";
                if component == "VEVENT" {
                    events.push(Raw { nth: events.len() + 1, ..Raw::default() });
                }
                inside.push(component);
            }
            "END" => close(&mut inside, &value)?,
            _ if inside.last().is_some_and(|component| component == "VEVENT") => {
                if let Some(event) = events.last_mut() {
                    event.take(&name, value);
                }
            }
            _ => {}
        }
        if events.len() > EXCEPTIONS_MAX {
            return Err(ImportProblem::TooManyDays { max: EXCEPTIONS_MAX });
        }
    }
    if begun && inside.is_empty() { Ok(events) } else { Err(ImportProblem::NotACalendar) }
}

/// Leaves the component last begun, which has to be the one that ends.
fn close(inside: &mut Vec<String>, component: &str) -> Result<(), ImportProblem> {
    let begun = inside.pop().filter(|begun| begun.eq_ignore_ascii_case(component));
    begun.map(drop).ok_or(ImportProblem::NotACalendar)
}

impl Raw {
    fn take(&mut self, name: &str, value: String) {
        match name {
            "SUMMARY" => self.summary = unescaped(&value),
            "DTSTART" => self.starts = value,
            "DTEND" => self.ends = Some(value),
            "DURATION" => self.lasts = Some(value),
            "RRULE" | "RDATE" => self.repeats = true,
            "STATUS" => self.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            "X-APPLE-SPECIAL-DAY" => {
                self.special = match value.to_ascii_uppercase().as_str() {
                    "WORK-HOLIDAY" => Some(Mark::Off),
                    "ALTERNATE-WORKDAY" => Some(Mark::Worked),
                    _ => None,
                }
            }
            _ => {}
        }
    }

    fn named(&self) -> Event {
        Event { nth: self.nth, name: shown(&self.summary) }
    }

    fn add(&self, worked: bool, zone: &Zone, to: &mut Vec<Exception>) -> Result<(), ImportProblem> {
        if self.repeats {
            return Err(ImportProblem::Repeats(self.named()));
        }
        let (starts, ends) = self.times(zone).ok_or_else(|| ImportProblem::NoDate(self.named()))?;
        let name = shown(mark::name(&self.summary));
        let first = starts.date();
        if starts.time() == NaiveTime::MIN && ends.time() == NaiveTime::MIN {
            let last = ends.date().pred_opt().unwrap_or(first).max(first);
            if (last - first).num_days() >= HOLIDAY_DAYS_MAX {
                return Err(ImportProblem::TooLong { event: self.named(), max: HOLIDAY_DAYS_MAX });
            }
            let day = if worked { Day::Worked } else { Day::Off };
            return span((first, last), &name, &day, to);
        }
        let hours = hours(starts, ends).filter(|_| worked);
        let hours = hours.ok_or_else(|| ImportProblem::PartOfADay(self.named()))?;
        span((first, first), &name, &Day::Hours(hours), to)
    }

    /// Begin and end on the wall; midnight to midnight for whole days.
    fn times(&self, zone: &Zone) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let starts = time(&self.starts, zone)?;
        let ends = match (&self.ends, &self.lasts) {
            (Some(ends), _) => time(ends, zone)?,
            (None, Some(lasts)) => starts.checked_add_days(Days::new(days(lasts)?))?,
            (None, None) => starts,
        };
        let whole_day = ends <= starts && starts.time() == NaiveTime::MIN;
        let ends = if whole_day { starts.checked_add_days(Days::new(1))? } else { ends };
        (starts < ends).then_some((starts, ends))
    }
}

/// `20260214`, `20260214T083000` as the wall shows it, or `20260214T003000Z` in UTC.
fn time(value: &str, zone: &Zone) -> Option<NaiveDateTime> {
    let (date, clock) = value.split_once('T').map_or((value, None), |(date, clock)| (date, Some(clock)));
    let date = digits(date, 8)?;
    let day =
        |date: u32| NaiveDate::from_ymd_opt(i32::try_from(date / 10_000).ok()?, date / 100 % 100, date % 100);
    let Some(clock) = clock else { return Some(day(date)?.and_time(NaiveTime::MIN)) };
    let (clock, utc) = clock.strip_suffix('Z').map_or((clock, false), |clock| (clock, true));
    let clock = digits(clock, 6)?;
    let at = day(date)?.and_hms_opt(clock / 10_000, clock / 100 % 100, clock % 100)?;
    Some(if utc { Moment::from_millis(at.and_utc().timestamp_millis()).local(*zone) } else { at })
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// `P3D` or `P1W`; other durations are refused with the date they belong to.
fn days(duration: &str) -> Option<u64> {
    let number = duration.strip_prefix('P')?;
    match (number.strip_suffix('D'), number.strip_suffix('W')) {
        (Some(days), _) => days.parse::<u16>().ok().map(u64::from),
        (_, Some(weeks)) => weeks.parse::<u16>().ok().map(|weeks| u64::from(weeks) * 7),
        _ => None,
    }
}

/// Clock times of one day, to the minute.
fn hours(starts: NaiveDateTime, ends: NaiveDateTime) -> Option<Hours> {
    let minute = |at: NaiveDateTime| u16::try_from(at.hour() * 60 + at.minute()).ok();
    let next = starts.date().succ_opt()?;
    let until = match ends.date() {
        date if date == starts.date() => minute(ends)?,
        date if date == next && ends.time() == NaiveTime::MIN => DAY_MINUTES,
        _ => return None,
    };
    Hours::of([Interval { from: minute(starts)?, until }]).ok()
}
