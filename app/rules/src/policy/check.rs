//! What is wrong with a policy before anybody reviews it: the same in browser and server.

use serde::{Deserialize, Serialize};

use super::{InWords, KindRules, Occasion, Policy, Step};
use crate::calendar::import::ImportProblem;
use crate::calendar::{CalendarProblem, Limit};
use crate::code::coded;
use crate::hint::Lexicon;
use crate::kind::Kind;
use crate::limits::TEXT_CHARS_MAX;
use crate::question::Question;

/// Rungs of a ladder.
pub const STEPS_MAX: usize = 60;
/// Questions of a kind.
pub const QUESTIONS_MAX: usize = 8;
/// Characters of a question, in one language.
pub const QUESTION_CHARS_MAX: usize = 80;
/// Minutes of a limit.
pub const LIMIT_MINUTES_MAX: i64 = 60 * 24 * 60;
/// Days of a limit.
pub const LIMIT_DAYS_MAX: i64 = 120;
/// Characters of a company's own lines of the lexicon.
pub const OWN_LEXICON_CHARS_MAX: usize = 10_000;
/// Ready phrases of a kind, or of every kind.
pub const READY_MAX: usize = 30;
/// Characters of one, in one language.
pub const READY_CHARS_MAX: usize = 500;
/// Minutes between two calls of one step.
const AGAIN_MINUTES: (i64, i64) = (5, 7 * 24 * 60);
const DAY_MINUTES: u16 = 24 * 60;

coded! {
    /// What of the document something is wrong with, in the order of the page.
    pub enum Item {
        Reason = "reason",
        GroupHouseholds = "group_households",
        CollectivePersons = "collective_persons",
        SameComplainants = "same_complainants",
        ReturnedTimes = "returned_times",
        CauseByDay = "cause_by_day",
        /// A row a grade, 1 to 4.
        FirstAnswer = "first_answer",
        Result = "result",
        WordDays = "word_days",
        /// A row a weekday, Monday first.
        Week = "week",
        Days = "days",
        Import = "import",
        /// A row a kind, in the order of [`Kind::ALL`].
        Kinds = "kinds",
        Questions = "questions",
        Lexicon = "lexicon",
        /// The standard words of the first answer.
        First = "first",
        /// Ready phrases: those of every kind, then a row a kind.
        Ready = "ready",
        /// A row a step.
        Ladder = "ladder",
        Quiet = "quiet",
    }
}

/// What is wrong, or would be a surprise, and where: `row` counts from 0 within the item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub item: Item,
    pub row: usize,
    pub wrong: Wrong,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    Missing,
    TooLong {
        max: usize,
    },
    NotANumber,
    /// Not one of those offered: a form altered by hand.
    NotAChoice,
    OutOfRange {
        min: i64,
        max: i64,
    },
    /// A collective complaint would be no grade 2 before it is grade 1.
    NoRoomFor2c,
    /// A more serious grade would have more time than the next less serious one.
    LaterThanLessSerious,
    /// The first answer would be due after the result.
    AnswerAfterResult,
    /// No weekday has working hours.
    NoWorkingTime,
    /// No clock times, such as `22:00`.
    NotATime,
    Hours(CalendarProblem),
    Days(ImportProblem),
    /// A kind that is missing, or there twice.
    KindNotOnce,
    TooMany {
        max: usize,
    },
    /// A question without its words in some language, or with too many; its line, from 1.
    QuestionWords {
        line: usize,
    },
    /// One of the lines has not all three languages, or is too long.
    PhraseWords {
        line: usize,
    },
    /// A line of the lexicon that cannot be read, from 1.
    Line {
        line: usize,
    },
    /// A clock the grade does not have: only grade 1 owes a plan, and it owes no result in its place.
    StepWithoutClock,
    /// The same person would be called for the same thing twice.
    SameStepTwice,
}

impl Doubt {
    #[must_use]
    pub const fn at(item: Item, row: usize, wrong: Wrong) -> Self {
        Self { item, row, wrong }
    }
}

impl Policy {
    /// All that is wrong, in the order of the page; empty when it may be reviewed.
    #[must_use]
    pub fn doubts(&self) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        self.check_thresholds(&mut doubts);
        self.check_clocks(&mut doubts);
        self.check_kinds(&mut doubts);
        self.check_lexicon(&mut doubts);
        self.check_phrases(&mut doubts);
        self.check_ladder(&mut doubts);
        doubts
    }

    fn check_thresholds(&self, doubts: &mut Vec<Doubt>) {
        let by = &self.thresholds;
        let within = |doubts: &mut _, item, value: u32, min, max| within(doubts, (item, 0), value, min, max);
        within(doubts, Item::GroupHouseholds, by.group_households, 2, 1000);
        within(doubts, Item::CollectivePersons, by.collective_persons, 2, 1000);
        if by.collective_persons >= by.group_households {
            doubts.push(Doubt::at(Item::CollectivePersons, 0, Wrong::NoRoomFor2c));
        }
        within(doubts, Item::SameComplainants, by.same_complainants, 2, 1000);
        within(doubts, Item::ReturnedTimes, by.returned_times, 1, 100);
        within(doubts, Item::CauseByDay, self.counting.cause_by_day.into(), 1, 28);
    }

    fn check_clocks(&self, doubts: &mut Vec<Doubt>) {
        let calendar = &self.calendar;
        let lasts = |limit: Limit| limit.at_least_minutes(calendar);
        // Without working time nothing can be compared.
        let longer = |a: Limit, b: Limit| !calendar.normal().is_off() && lasts(a) > lasts(b);
        for (item, limits) in
            [(Item::FirstAnswer, &self.clocks.first_answer), (Item::Result, &self.clocks.result)]
        {
            for (row, limit) in limits.iter().enumerate() {
                let (long, max) = match *limit {
                    Limit::Elapsed(minutes) | Limit::Working(minutes) => (minutes, LIMIT_MINUTES_MAX),
                    Limit::WorkingDays(days) | Limit::Days(days) => (days, LIMIT_DAYS_MAX),
                };
                within(doubts, (item, row), long, 1, max);
            }
            for (row, pair) in limits.windows(2).enumerate() {
                if longer(pair[0], pair[1]) {
                    doubts.push(Doubt::at(item, row, Wrong::LaterThanLessSerious));
                }
            }
        }
        for (row, (answer, result)) in self.clocks.first_answer.iter().zip(&self.clocks.result).enumerate() {
            if longer(*answer, *result) {
                doubts.push(Doubt::at(Item::FirstAnswer, row, Wrong::AnswerAfterResult));
            }
        }
        within(doubts, (Item::WordDays, 0), self.clocks.word_days.into(), 2, 60);
        if calendar.normal().is_off() {
            doubts.push(Doubt::at(Item::Week, 0, Wrong::NoWorkingTime));
        }
    }

    fn check_kinds(&self, doubts: &mut Vec<Doubt>) {
        for (row, kind) in Kind::ALL.iter().enumerate() {
            if self.kinds.0.iter().filter(|rules| rules.kind == *kind).count() != 1 {
                doubts.push(Doubt::at(Item::Kinds, row, Wrong::KindNotOnce));
            }
        }
        for (row, KindRules { questions, ready, .. }) in self.kinds.0.iter().enumerate() {
            check_ready(row + 1, ready, doubts);
            if questions.len() > QUESTIONS_MAX {
                doubts.push(Doubt::at(Item::Questions, row, Wrong::TooMany { max: QUESTIONS_MAX }));
            }
            if let Some(at) = questions.iter().position(|asked| !asked.is_spoken()) {
                doubts.push(Doubt::at(Item::Questions, row, Wrong::QuestionWords { line: at + 1 }));
            }
        }
    }

    fn check_lexicon(&self, doubts: &mut Vec<Doubt>) {
        let chars = self.lexicon.chars().count();
        if chars > OWN_LEXICON_CHARS_MAX {
            doubts.push(Doubt::at(Item::Lexicon, 0, Wrong::TooLong { max: OWN_LEXICON_CHARS_MAX }));
        } else if let Some(first) =
            Lexicon::with_own(&self.lexicon).err().and_then(|all| all.first().copied())
        {
            doubts.push(Doubt::at(Item::Lexicon, 0, Wrong::Line { line: first.line }));
        }
    }

    fn check_phrases(&self, doubts: &mut Vec<Doubt>) {
        check_ready(0, &self.phrases.ready, doubts);
        if self.phrases.first.lines().chars().count() > TEXT_CHARS_MAX {
            doubts.push(Doubt::at(Item::First, 0, Wrong::TooLong { max: TEXT_CHARS_MAX }));
        }
    }

    fn check_ladder(&self, doubts: &mut Vec<Doubt>) {
        let steps = &self.ladder.steps;
        if steps.len() > STEPS_MAX {
            doubts.push(Doubt::at(Item::Ladder, STEPS_MAX, Wrong::TooMany { max: STEPS_MAX }));
        }
        for (row, step) in steps.iter().enumerate() {
            step.check(row, doubts);
            let alike =
                |other: &Step| (other.grade, other.when, other.whom) == (step.grade, step.when, step.whom);
            if steps[..row].iter().any(alike) {
                doubts.push(Doubt::at(Item::Ladder, row, Wrong::SameStepTwice));
            }
        }
        let quiet = self.ladder.quiet;
        within(doubts, (Item::Quiet, 0), quiet.from.into(), 0, i64::from(DAY_MINUTES) - 1);
        within(doubts, (Item::Quiet, 1), quiet.until.into(), 0, i64::from(DAY_MINUTES) - 1);
    }
}

fn check_ready(row: usize, ready: &[InWords], doubts: &mut Vec<Doubt>) {
    if ready.len() > READY_MAX {
        doubts.push(Doubt::at(Item::Ready, row, Wrong::TooMany { max: READY_MAX }));
    }
    if let Some(at) = ready.iter().position(|phrase| !phrase.is_spoken(READY_CHARS_MAX)) {
        doubts.push(Doubt::at(Item::Ready, row, Wrong::PhraseWords { line: at + 1 }));
    }
}

impl Step {
    fn check(&self, row: usize, doubts: &mut Vec<Doubt>) {
        if self.again > 0 {
            within(doubts, (Item::Ladder, row), self.again, AGAIN_MINUTES.0, AGAIN_MINUTES.1);
        }
        if let Occasion::Before { clock, minutes } | Occasion::After { clock, minutes } = self.when {
            within(doubts, (Item::Ladder, row), minutes, 0, LIMIT_MINUTES_MAX);
            if !clock.is_owed_by(self.grade) {
                doubts.push(Doubt::at(Item::Ladder, row, Wrong::StepWithoutClock));
            }
        }
    }
}

impl Question {
    fn is_spoken(&self) -> bool {
        let spoken = |text: &str| (1..=QUESTION_CHARS_MAX).contains(&text.trim().chars().count());
        spoken(&self.hans) && spoken(&self.hant) && spoken(&self.en)
    }
}

fn within(doubts: &mut Vec<Doubt>, (item, row): (Item, usize), value: u32, min: i64, max: i64) {
    if !(min..=max).contains(&i64::from(value)) {
        doubts.push(Doubt::at(item, row, Wrong::OutOfRange { min, max }));
    }
}
