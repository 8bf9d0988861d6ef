//! Times as people say them: today, tomorrow, then the date with its weekday.

use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use rules::moment::{Moment, Zone};

use crate::words::{Key, Phrase, phrase};

/// An instant as seen at `now`, on the wall clock of `zone`.
#[must_use]
pub fn when(moment: Moment, now: Moment, zone: Zone) -> Phrase {
    let local = moment.local(zone);
    let clock = format!("{}:{:02}", local.hour(), local.minute());
    let (date, today) = (local.date(), now.date(zone));
    match (date - today).num_days() {
        0 => phrase::time_today(clock),
        1 => phrase::time_tomorrow(clock),
        -1 => phrase::time_yesterday(clock),
        _ if date.year() == today.year() => {
            let (month, day) = (date.month(), date.day());
            let blanks = (month, day, weekday(date.weekday()), clock);
            phrase::time_dated(blanks.0, blanks.1, blanks.2, blanks.3)
        }
        _ => phrase::time_dated_year(date.year(), two(date.month()), two(date.day()), clock),
    }
}

/// An instant with its date in full, as a stamp has it.
#[must_use]
pub fn stamp(moment: Moment, zone: Zone) -> Phrase {
    let local = moment.local(zone);
    let clock = format!("{}:{:02}", local.hour(), local.minute());
    phrase::time_dated_year(local.year(), two(local.month()), two(local.day()), clock)
}

/// "By" an instant: a promise.
#[must_use]
pub fn by(moment: Moment, now: Moment, zone: Zone) -> Phrase {
    phrase::time_by(when(moment, now, zone))
}

#[must_use]
pub fn date(date: NaiveDate) -> Phrase {
    phrase::time_date(date.year(), two(date.month()), two(date.day()))
}

/// A date with its weekday.
#[must_use]
pub fn day(date: NaiveDate) -> Phrase {
    let (month, day) = (date.month(), date.day());
    phrase::time_day(month, day, weekday(date.weekday()))
}

/// A length in its two largest units; what is shorter than the smaller one is left out.
#[must_use]
pub fn duration(minutes: i64) -> Phrase {
    let (days, hours, rest) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        (0, 0, 0) => Key::TimeLessThanAMinute.into(),
        (0, 0, minutes) => phrase::time_minutes(minutes),
        (0, hours, 0) => phrase::time_hours(hours),
        (0, hours, minutes) => phrase::time_hours_minutes(hours, minutes),
        (days, 0, _) => phrase::time_days(days),
        (days, hours, _) => phrase::time_days_hours(days, hours),
    }
}

fn two(number: u32) -> String {
    format!("{number:02}")
}

/// Its short name.
#[must_use]
pub const fn weekday(day: Weekday) -> Key {
    match day {
        Weekday::Mon => Key::TimeWeekdayMonday,
        Weekday::Tue => Key::TimeWeekdayTuesday,
        Weekday::Wed => Key::TimeWeekdayWednesday,
        Weekday::Thu => Key::TimeWeekdayThursday,
        Weekday::Fri => Key::TimeWeekdayFriday,
        Weekday::Sat => Key::TimeWeekdaySaturday,
        Weekday::Sun => Key::TimeWeekdaySunday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::language::Language;

    fn at(text: &str) -> Moment {
        Moment::from_local(text.parse().expect("a date"), Zone::CHINA)
    }

    #[test]
    fn an_instant_is_said_as_it_is_spoken() {
        let now = at("2026-11-18T16:20:00");
        let rows = [
            ("2026-11-18T15:06:00", "今天 15:06", "today 15:06"),
            ("2026-11-19T09:00:00", "明天 9:00", "tomorrow 9:00"),
            ("2026-11-17T23:59:00", "昨天 23:59", "yesterday 23:59"),
            ("2026-11-25T14:06:00", "11月25日（周三）14:06", "Wed 25/11 14:06"),
            ("2027-01-03T14:06:00", "2027年01月03日 14:06", "2027-01-03 14:06"),
        ];
        for (moment, hans, english) in rows {
            let said = when(at(moment), now, Zone::CHINA);
            assert_eq!(
                (said.say(Language::ZhHans).as_str(), said.say(Language::En).as_str()),
                (hans, english)
            );
        }
    }

    #[test]
    fn a_length_is_said_in_its_two_largest_units() {
        let rows = [
            (0, "不到 1 分钟"),
            (38, "38 分钟"),
            (60, "1 小时"),
            (130, "2 小时 10 分"),
            (3 * 24 * 60, "3 天"),
            (6 * 24 * 60 + 21 * 60 + 59, "6 天 21 小时"),
        ];
        for (minutes, wanted) in rows {
            assert_eq!(duration(minutes).say(Language::ZhHans), wanted);
        }
    }
}
