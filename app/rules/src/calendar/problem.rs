use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::hours::Interval;
use crate::moment::plain_date;

/// What is wrong with a calendar a person sets up, with what a sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarProblem {
    /// The `nth` interval of the text, counted from 1, is no pair of clock times.
    Unreadable {
        nth: usize,
    },
    /// A time after 24:00.
    OutsideTheDay(Interval),
    /// It ends before it begins, or has no length. Work across midnight is an interval until 24:00
    /// and one of the next day from 0:00.
    EndsBeforeItBegins(Interval),
    Overlap(Interval, Interval),
    TooManyIntervals {
        max: usize,
    },
    TooLong {
        chars: usize,
        max: usize,
    },
    /// A dated exception without a name cannot explain itself.
    NoName {
        #[serde(with = "plain_date")]
        date: NaiveDate,
    },
    NameTooLong {
        #[serde(with = "plain_date")]
        date: NaiveDate,
        chars: usize,
        max: usize,
    },
    /// One date is named twice, and not the same is said of it.
    Twice {
        #[serde(with = "plain_date")]
        date: NaiveDate,
    },
    TooManyDays {
        max: usize,
    },
}
