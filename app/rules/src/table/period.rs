//! Which complaints a table is about: those received on certain days of a community's calendar.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::limits::TABLE_DAYS_MAX;
use crate::moment::{self, Moment, Zone};

/// Days of a community's calendar, both included. A complaint belongs to the day its community's clock
/// showed when it was received: the same day as in its number, and the one "one month" is counted from
/// (handbook §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    #[serde(with = "crate::moment::plain_date")]
    pub first: NaiveDate,
    #[serde(with = "crate::moment::plain_date")]
    pub last: NaiveDate,
}

impl Period {
    /// The calendar month of a day.
    #[must_use]
    pub fn month_of(day: NaiveDate) -> Self {
        let first = day.with_day(1).unwrap_or(day);
        let next = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
        Self { first, last: next.unwrap_or(day) }
    }

    /// As it stands in an address: days from and to, else a month such as `2026-11`, else the month of
    /// `today`. Of two days the earlier comes first; where one is missing it is that month's end. Never
    /// more than a year.
    ///
    /// ```
    /// use rules::{moment::date, table::Period};
    /// let today = date("2026-11-28").unwrap();
    /// let read = |month, from, to| {
    ///     let Period { first, last } = Period::read(month, from, to, today);
    ///     format!("{first} {last}")
    /// };
    /// assert_eq!(read("", "", ""), "2026-11-01 2026-11-30");
    /// assert_eq!(read("2026-02", "", ""), "2026-02-01 2026-02-28");
    /// assert_eq!(read("2026-02", "2026-03-05", "2026-03-09"), "2026-03-05 2026-03-09");
    /// ```
    #[must_use]
    pub fn read(month: &str, from: &str, to: &str, today: NaiveDate) -> Self {
        let days = match (moment::date(from), moment::date(to)) {
            (Some(from), Some(to)) => Self { first: from.min(to), last: from.max(to) },
            (Some(from), None) => Self { first: from, last: Self::month_of(from).last },
            (None, Some(to)) => Self { first: Self::month_of(to).first, last: to },
            (None, None) => Self::month_of(moment::date(&format!("{month}-01")).unwrap_or(today)),
        };
        let most = days.first.checked_add_days(Days::new(TABLE_DAYS_MAX - 1)).unwrap_or(days.last);
        Self { last: days.last.min(most), ..days }
    }

    /// The month it is, such as `2026-11`, where it is one from its first day to its last.
    #[must_use]
    pub fn month(&self) -> Option<String> {
        let is_one = *self == Self::month_of(self.first);
        is_one.then(|| format!("{:04}-{:02}", self.first.year(), self.first.month()))
    }

    /// From the first instant of its first day until before the first of the day after its last, by the
    /// clock of `zone`.
    #[must_use]
    pub fn bounds(&self, zone: Zone) -> (Moment, Moment) {
        let begins = |day: NaiveDate| Moment::from_local(day.and_time(chrono::NaiveTime::MIN), zone);
        let after = self.last.succ_opt().unwrap_or(self.last);
        (begins(self.first), begins(after))
    }
}
