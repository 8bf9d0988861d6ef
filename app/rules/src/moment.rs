//! Instants and the zone they are read in.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

mod zone;

pub use zone::{ZONE_CHANGES_MAX, ZONE_OFFSET_MINUTES_MAX, Zone, ZoneProblem};

/// An instant: milliseconds since 1970-01-01 UTC. Read once per request, then passed along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// Year 9999, so that every `Moment` has a date.
const MILLIS_MAX: i64 = 253_402_300_799_999;

impl Moment {
    /// Clamped to the years 1970 to 9999.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(if millis < 0 {
            0
        } else if millis > MILLIS_MAX {
            MILLIS_MAX
        } else {
            millis
        })
    }

    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self::from_millis(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_minutes(days.saturating_mul(24 * 60))
    }

    /// Whole minutes from `earlier` to `self`, rounded towards zero; negative when `self` comes first.
    #[must_use]
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 60_000
    }

    /// Date and time on the wall of a place in `zone`.
    #[must_use]
    pub fn local(self, zone: Zone) -> NaiveDateTime {
        let shifted = self.0 + i64::from(zone.offset_at(self)) * 60_000;
        DateTime::from_timestamp_millis(shifted).unwrap_or(DateTime::UNIX_EPOCH).naive_utc()
    }

    /// The instant at which the wall clock of `zone` shows `local`.
    ///
    /// A time that a clock put back shows twice is the earlier of the two; one that a clock put
    /// forward skips is the instant of the change, the first after the gap. So a later `local` is
    /// never an earlier instant, and hours of work never overlap.
    #[must_use]
    pub fn from_local(local: NaiveDateTime, zone: Zone) -> Self {
        let utc = |offset: i16| (local - TimeDelta::minutes(i64::from(offset))).and_utc().timestamp_millis();
        let mut before = zone.offset_minutes;
        for (at, after) in zone.changes() {
            if utc(before) < at.0 {
                break;
            }
            if utc(after) < at.0 {
                return at;
            }
            before = after;
        }
        Self::from_millis(utc(before))
    }

    #[must_use]
    pub fn date(self, zone: Zone) -> NaiveDate {
        self.local(zone).date()
    }

    /// Year and month in `zone`, as complaint numbers count them.
    #[must_use]
    pub fn year_month(self, zone: Zone) -> (i32, u32) {
        let date = self.date(zone);
        (date.year(), date.month())
    }

    /// One rolling calendar month later, same clock time; from the 31st to the end of a shorter
    /// month (handbook §2).
    #[must_use]
    pub fn month_later(self, zone: Zone) -> Self {
        let local = self.local(zone);
        Self::from_local(local.checked_add_months(Months::new(1)).unwrap_or(local), zone)
    }

    /// So many calendar days later, at the same clock time in `zone`.
    #[must_use]
    pub fn days_later(self, days: u32, zone: Zone) -> Self {
        let later = self.local(zone).checked_add_days(Days::new(u64::from(days)));
        later.map_or(Self(MILLIS_MAX), |later| Self::from_local(later, zone))
    }
}

/// A date as `<input type=date>` sends it: `2026-03-05`.
///
/// ```
/// use rules::moment::date;
/// assert_eq!(date("2026-03-05").map(|date| date.to_string()).as_deref(), Some("2026-03-05"));
/// assert_eq!([date("2026-02-30"), date("2026-3-5"), date("05.03.2026"), date("+026-03-05")], [None; 4]);
/// ```
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let number = |digits: &str, length: usize| {
        let plain = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.bytes().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(year, 4)?).ok()?, number(month, 2)?, number(day, 2)?)
}

/// A date and time as `<input type=datetime-local>` sends it: `2026-03-05T18:00`, with seconds or
/// without.
///
/// ```
/// use rules::moment::date_and_time;
/// assert_eq!(date_and_time("2026-03-05T18:00").map(|at| at.to_string()).as_deref(), Some("2026-03-05 18:00:00"));
/// assert_eq!([date_and_time("2026-03-05"), date_and_time("2026-03-05T24:00")], [None; 2]);
/// ```
#[must_use]
pub fn date_and_time(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    let (hour, minute) = time.get(..5)?.split_once(':')?;
    date(day)?.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// A date on the wire as days since the first of the first year, for which a browser needs no parser
/// of dates.
pub(crate) mod plain_date {
    use chrono::{Datelike, NaiveDate};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(date: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i32(date.num_days_from_ce())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        let days = i32::deserialize(from)?;
        NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| D::Error::custom("no date"))
    }
}
