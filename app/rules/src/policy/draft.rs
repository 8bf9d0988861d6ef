//! The form a version is written on: everything as text, read all at once.

mod read;
mod show;

use serde::{Deserialize, Serialize};

pub use show::minute_of_day;

use crate::calendar::Limit;
use crate::code::coded;

coded! {
    /// Which button of the pages of the policy was pressed.
    pub enum Act {
        Save = "save",
        /// Saves, then tries what was saved.
        SaveAndTry = "save_and_try",
        /// Adds the days that were pasted, and saves.
        Import = "import",
        /// The mainland's published days, likewise.
        Published = "published",
        Try = "try",
        Review = "review",
        Approve = "approve",
        Enact = "enact",
        Drop = "drop",
        Begin = "begin",
        RollBack = "roll_back",
        GiveUp = "give_up",
    }
}

impl Act {
    /// Whether the form of the document itself was sent.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(self, Self::Save | Self::SaveAndTry | Self::Import | Self::Published)
    }

    /// Whether whoever does it says that they are sure: it changes what holds, or cannot be undone.
    #[must_use]
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::Enact | Self::Drop | Self::RollBack | Self::GiveUp)
    }
}

coded! {
    /// The unit beside a limit's number.
    pub enum Unit {
        Minutes = "minutes",
        Hours = "hours",
        WorkingMinutes = "working_minutes",
        WorkingHours = "working_hours",
        WorkingDays = "working_days",
        Days = "days",
    }
}

coded! {
    /// What a step of the ladder waits for.
    pub enum When {
        Graded = "graded",
        BeforeFirstAnswer = "before_first_answer",
        AfterFirstAnswer = "after_first_answer",
        BeforeResult = "before_result",
        AfterResult = "after_result",
    }
}

/// The form as sent. Lists have a text a row; a box that is not ticked sends nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDraft {
    pub reason: String,
    pub group_households: String,
    pub collective_persons: String,
    pub same_complainants: String,
    pub returned_times: String,
    pub many_households_may_sue: String,
    pub undetermined_is_ours: String,
    pub one_per_home: String,
    pub cause_by_day: String,
    /// Grade 1 to 4.
    pub first_answer: Vec<String>,
    pub first_answer_unit: Vec<String>,
    pub result: Vec<String>,
    pub result_unit: Vec<String>,
    pub word_days: String,
    /// Monday first, as `8:30–12:00 13:30–17:30`.
    pub week: Vec<String>,
    /// A line per span, as [`crate::calendar::import::text`] reads them.
    pub days: String,
    /// A file of days to add: `.ics`, the JSON of `holiday-cn`, or our lines.
    pub import: String,
    /// In the order of the kinds.
    pub department: Vec<String>,
    /// A line per question, its words in three languages with `|` between.
    pub questions: Vec<String>,
    /// Own lines of the lexicon.
    pub lexicon: String,
    /// The words of the first answer, a line each language.
    pub first: String,
    /// Ready phrases of every kind, a line each: its three languages with `|` between.
    pub ready: String,
    /// Those of one kind, in the order of the kinds.
    pub kind_ready: Vec<String>,
    pub quiet_from: String,
    pub quiet_until: String,
    pub step_grade: Vec<String>,
    pub step_when: Vec<String>,
    /// Empty for a step that waits for the grade alone.
    pub step_minutes: Vec<String>,
    /// Empty takes the step away.
    pub step_whom: Vec<String>,
    pub step_again: Vec<String>,
}

impl Unit {
    /// So many of this unit.
    #[must_use]
    pub const fn limit(self, many: u32) -> Limit {
        match self {
            Self::Minutes => Limit::Elapsed(many),
            Self::Hours => Limit::Elapsed(many.saturating_mul(60)),
            Self::WorkingMinutes => Limit::Working(many),
            Self::WorkingHours => Limit::Working(many.saturating_mul(60)),
            Self::WorkingDays => Limit::WorkingDays(many),
            Self::Days => Limit::Days(many),
        }
    }

    /// How a limit is written: in the largest unit that fits.
    #[must_use]
    pub const fn of(limit: Limit) -> (u32, Self) {
        match limit {
            Limit::Elapsed(minutes) if minutes % 60 == 0 => (minutes / 60, Self::Hours),
            Limit::Elapsed(minutes) => (minutes, Self::Minutes),
            Limit::Working(minutes) if minutes % 60 == 0 => (minutes / 60, Self::WorkingHours),
            Limit::Working(minutes) => (minutes, Self::WorkingMinutes),
            Limit::WorkingDays(days) => (days, Self::WorkingDays),
            Limit::Days(days) => (days, Self::Days),
        }
    }
}
