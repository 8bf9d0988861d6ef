//! Working time: Monday to Friday, 8:30 to 17:30 (handbook P2's day). One built-in calendar for
//! now; communities get their own with the policy.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

use crate::moment::{Moment, Zone};

/// Minutes from midnight at which work begins and ends.
const OPENS_MINUTE: u32 = 8 * 60 + 30;
const CLOSES_MINUTE: u32 = 17 * 60 + 30;

/// Minutes of working time in one working day.
pub const WORKING_DAY_MINUTES: i64 = (CLOSES_MINUTE - OPENS_MINUTE) as i64;

/// The instant at which `minutes` of working time, counted from `from`, are used up.
///
/// Ends at closing time rather than at the next opening, so that "by 17:30" is what people read.
///
/// ```
/// use rules::{calendar, moment::{Moment, Zone}};
/// let at = |text: &str| Moment::from_local(text.parse().unwrap(), Zone::CHINA);
/// // Friday 17:10: twenty minutes today, the rest on Monday.
/// assert_eq!(calendar::after_working(at("2026-11-20T17:10:00"), 240, Zone::CHINA), at("2026-11-23T12:10:00"));
/// ```
#[must_use]
pub fn after_working(from: Moment, minutes: i64, zone: Zone) -> Moment {
    let mut left = TimeDelta::minutes(minutes.max(0));
    let mut at = from.local(zone);
    loop {
        let (opens, closes) = hours(at.date());
        let begins = at.max(opens);
        if is_working_day(at.date()) && begins < closes {
            let today = closes - begins;
            if left <= today {
                return Moment::from_local(begins + left, zone);
            }
            left -= today;
        }
        let Some(tomorrow) = at.date().checked_add_days(Days::new(1)) else { return from };
        at = tomorrow.and_time(NaiveTime::MIN);
    }
}

fn is_working_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn hours(date: NaiveDate) -> (chrono::NaiveDateTime, chrono::NaiveDateTime) {
    let midnight = date.and_time(NaiveTime::MIN);
    (
        midnight + TimeDelta::minutes(i64::from(OPENS_MINUTE)),
        midnight + TimeDelta::minutes(i64::from(CLOSES_MINUTE)),
    )
}
