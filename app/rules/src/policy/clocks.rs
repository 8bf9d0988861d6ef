//! How long each clock runs.

use serde::{Deserialize, Serialize};

use crate::calendar::Limit;
use crate::deadline::Clock;
use crate::grading::Grade;

/// The limits of handbook §2, one a grade, 1 to 4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Clocks {
    pub first_answer: [Limit; 4],
    /// For grade 1 what is due then is the approved plan, told.
    pub result: [Limit; 4],
    /// Days the resident has for her word on the result.
    pub word_days: u16,
}

impl Default for Clocks {
    fn default() -> Self {
        Self::HANDBOOK
    }
}

impl Clocks {
    /// 15 min / 1 h / 4 working hours / 1 working day; 3 / 7 / 10 / 15 days; 7 days.
    pub const HANDBOOK: Self = Self {
        first_answer: [Limit::Elapsed(15), Limit::Elapsed(60), Limit::Working(4 * 60), Limit::WorkingDays(1)],
        result: [Limit::Days(3), Limit::Days(7), Limit::Days(10), Limit::Days(15)],
        word_days: 7,
    };

    /// The limit of `clock` for `grade`.
    #[must_use]
    pub fn limit(&self, clock: Clock, grade: Grade) -> Limit {
        let place = usize::from(grade.number()) - 1;
        match clock {
            Clock::FirstAnswer => self.first_answer[place],
            Clock::Resolution | Clock::Outside => self.result[place],
            Clock::Plan => self.result[0],
            Clock::Confirmation => Limit::Days(u32::from(self.word_days)),
        }
    }
}
