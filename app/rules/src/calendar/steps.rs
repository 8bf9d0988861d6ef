use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::walk::{Seen, Used};
use super::{Extension, PauseReason};
use crate::moment::{Moment, plain_date};

/// When a clock is used up, and how it came there: "20 min Friday · Saturday off · Sunday worked
/// from 8:30".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    pub due: Moment,
    /// In order of time.
    pub steps: Vec<Step>,
}

/// One step of an explanation. Minutes are whole, rounded down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Working time used on one date, or on several whole days in a row; `minutes` are the sum,
    /// breaks left out.
    Worked {
        #[serde(with = "plain_date")]
        first: NaiveDate,
        #[serde(with = "plain_date")]
        last: NaiveDate,
        from: Moment,
        until: Moment,
        minutes: i64,
        /// What the day is called, where it is an exception (调休).
        name: Option<String>,
    },
    /// The clock began after that date's working time.
    AfterHours {
        #[serde(with = "plain_date")]
        date: NaiveDate,
    },
    /// One or several dates in a row without working time, for the same reason.
    Off {
        #[serde(with = "plain_date")]
        first: NaiveDate,
        #[serde(with = "plain_date")]
        last: NaiveDate,
        why: Why,
    },
    /// Time that counts day and night.
    Ran { from: Moment, until: Moment, minutes: i64 },
    /// The clock stood still, and what is due moved by `minutes`: of working time where the clock
    /// runs in working time.
    Paused {
        from: Moment,
        /// `None` while it still stands still; then `minutes` are those up to now.
        until: Option<Moment>,
        reason: PauseReason,
        minutes: i64,
    },
    /// A new time was promised, in place of what was due.
    Extended { at: Moment, due: Moment, reason: String },
}

/// Why a date has no working time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its weekday never has: the weekend.
    Week,
    /// A dated exception, by its name (春节).
    Exception(String),
}

/// Steps as they are made; a silent list keeps none, for those who only ask when.
pub(super) struct Steps {
    list: Option<Vec<Step>>,
    /// The last step is of whole days, so that another can join it.
    whole: bool,
}

impl Steps {
    pub const fn silent() -> Self {
        Self { list: None, whole: false }
    }

    pub const fn kept() -> Self {
        Self { list: Some(Vec::new()), whole: false }
    }

    pub fn list(self) -> Vec<Step> {
        self.list.unwrap_or_default()
    }

    pub const fn are_kept(&self) -> bool {
        self.list.is_some()
    }

    pub fn day(&mut self, date: NaiveDate, name: Option<&str>, seen: &Seen) {
        let Some(list) = &mut self.list else { return };
        match seen {
            Seen::Over => list.push(Step::AfterHours { date }),
            Seen::Off => off(list, date, name),
            Seen::Worked(used) => {
                worked(list, date, name, used, self.whole && used.whole);
                self.whole = used.whole;
            }
        }
    }

    pub fn ran(&mut self, from: Moment, until: Moment) {
        if let Some(list) = &mut self.list
            && from < until
        {
            list.push(Step::Ran { from, until, minutes: until.minutes_since(from) });
        }
    }

    pub fn paused(&mut self, from: Moment, until: Option<Moment>, reason: PauseReason, minutes: i64) {
        if let Some(list) = &mut self.list {
            list.push(Step::Paused { from, until, reason, minutes });
        }
    }

    pub fn extended(&mut self, extension: &Extension) {
        if let Some(list) = &mut self.list {
            let Extension { at, due, reason } = extension.clone();
            list.push(Step::Extended { at, due, reason });
        }
    }
}

fn off(list: &mut Vec<Step>, date: NaiveDate, name: Option<&str>) {
    let before = date.pred_opt();
    if let Some(Step::Off { last, why, .. }) = list.last_mut() {
        let same = match why {
            Why::Week => name.is_none(),
            Why::Exception(other) => name == Some(other),
        };
        if same && Some(*last) == before {
            *last = date;
            return;
        }
    }
    let why = name.map_or(Why::Week, |name| Why::Exception(name.to_owned()));
    list.push(Step::Off { first: date, last: date, why });
}

fn worked(list: &mut Vec<Step>, date: NaiveDate, name: Option<&str>, used: &Used, joins: bool) {
    let minutes = used.millis / 60_000;
    let last = list.last_mut().filter(|_| joins);
    if let Some(Step::Worked { last, until, minutes: sum, name: other, .. }) = last
        && Some(*last) == date.pred_opt()
        && other.as_deref() == name
    {
        *last = date;
        *until = used.until;
        *sum += minutes;
        return;
    }
    let name = name.map(ToOwned::to_owned);
    list.push(Step::Worked { first: date, last: date, from: used.from, until: used.until, minutes, name });
}
