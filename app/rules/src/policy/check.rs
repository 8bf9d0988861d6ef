//! What is wrong with a policy before anybody reviews it: the same in browser and server.

use serde::{Deserialize, Serialize};

use super::{KindRules, Occasion, Policy};
use crate::calendar::Limit;
use crate::code::coded;
use crate::grading::Grade;
use crate::kind::Kind;

/// Rungs of a ladder.
pub const STEPS_MAX: usize = 60;
/// Questions of a kind.
pub const QUESTIONS_MAX: usize = 8;
/// Characters of a question, in one language.
const QUESTION_CHARS_MAX: usize = 80;
/// Minutes of a limit.
pub const LIMIT_MINUTES_MAX: i64 = 60 * 24 * 60;
/// Days of a limit.
pub const LIMIT_DAYS_MAX: i64 = 120;
const DAY_MINUTES: u16 = 24 * 60;

coded! {
    /// Where in the document something is wrong.
    pub enum Item {
        GroupHouseholds = "group_households",
        CollectivePersons = "collective_persons",
        SameComplainants = "same_complainants",
        ReturnedTimes = "returned_times",
        CauseByDay = "cause_by_day",
        FirstAnswer = "first_answer",
        Result = "result",
        WordDays = "word_days",
        Kinds = "kinds",
        Questions = "questions",
        Ladder = "ladder",
        Quiet = "quiet",
    }
}

/// What is wrong, or would be a surprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    OutOfRange {
        item: Item,
        min: i64,
        max: i64,
    },
    /// A collective complaint would be no grade 2 before it is grade 1.
    NoRoomFor2c,
    /// A more serious grade would have more time than a less serious one.
    LaterThanLessSerious {
        item: Item,
        grade: Grade,
    },
    /// No weekday has working hours.
    NoWorkingTime,
    /// A kind that is missing, or there twice.
    KindNotOnce {
        kind: Kind,
    },
    TooMany {
        item: Item,
        max: usize,
    },
    /// A question without its words in some language, or with too many.
    QuestionWords {
        kind: Kind,
    },
    /// A clock the grade does not have: only grade 1 owes a plan, and it owes no result in its place.
    StepWithoutClock {
        grade: Grade,
    },
}

impl Policy {
    /// All that is wrong, in the order of the page; empty when it may be reviewed.
    #[must_use]
    pub fn doubts(&self) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        self.check_thresholds(&mut doubts);
        self.check_clocks(&mut doubts);
        self.check_kinds(&mut doubts);
        self.check_ladder(&mut doubts);
        doubts
    }

    fn check_thresholds(&self, doubts: &mut Vec<Doubt>) {
        let by = &self.thresholds;
        within(doubts, Item::GroupHouseholds, by.group_households.into(), 2, 1000);
        within(doubts, Item::CollectivePersons, by.collective_persons.into(), 2, 1000);
        within(doubts, Item::SameComplainants, by.same_complainants.into(), 2, 1000);
        within(doubts, Item::ReturnedTimes, by.returned_times.into(), 1, 100);
        within(doubts, Item::CauseByDay, self.counting.cause_by_day.into(), 1, 28);
        if by.collective_persons >= by.group_households {
            doubts.push(Doubt::NoRoomFor2c);
        }
    }

    fn check_clocks(&self, doubts: &mut Vec<Doubt>) {
        let calendar = &self.calendar;
        if calendar.normal().is_off() {
            doubts.push(Doubt::NoWorkingTime);
        }
        for (item, limits) in
            [(Item::FirstAnswer, &self.clocks.first_answer), (Item::Result, &self.clocks.result)]
        {
            for limit in limits {
                let (long, max) = match *limit {
                    Limit::Elapsed(minutes) | Limit::Working(minutes) => (minutes, LIMIT_MINUTES_MAX),
                    Limit::WorkingDays(days) | Limit::Days(days) => (days, LIMIT_DAYS_MAX),
                };
                within(doubts, item, long.into(), 1, max);
            }
            for (pair, grade) in limits.windows(2).zip([Grade::One, Grade::Two, Grade::Three]) {
                if pair[0].at_least_minutes(calendar) > pair[1].at_least_minutes(calendar) {
                    doubts.push(Doubt::LaterThanLessSerious { item, grade });
                }
            }
        }
        within(doubts, Item::WordDays, self.clocks.word_days.into(), 2, 60);
    }

    fn check_kinds(&self, doubts: &mut Vec<Doubt>) {
        for kind in Kind::ALL {
            if self.kinds.0.iter().filter(|rules| rules.kind == *kind).count() != 1 {
                doubts.push(Doubt::KindNotOnce { kind: *kind });
            }
        }
        for KindRules { kind, questions, .. } in &self.kinds.0 {
            if questions.len() > QUESTIONS_MAX {
                doubts.push(Doubt::TooMany { item: Item::Questions, max: QUESTIONS_MAX });
            }
            let spoken = |text: &str| (1..=QUESTION_CHARS_MAX).contains(&text.trim().chars().count());
            if !questions.iter().all(|asked| spoken(&asked.hans) && spoken(&asked.hant) && spoken(&asked.en))
            {
                doubts.push(Doubt::QuestionWords { kind: *kind });
            }
        }
    }

    fn check_ladder(&self, doubts: &mut Vec<Doubt>) {
        if self.ladder.steps.len() > STEPS_MAX {
            doubts.push(Doubt::TooMany { item: Item::Ladder, max: STEPS_MAX });
        }
        for step in &self.ladder.steps {
            let (Occasion::Before { clock, minutes } | Occasion::After { clock, minutes }) = step.when else {
                continue;
            };
            within(doubts, Item::Ladder, minutes.into(), 0, LIMIT_MINUTES_MAX);
            if !clock.is_owed_by(step.grade) {
                doubts.push(Doubt::StepWithoutClock { grade: step.grade });
            }
        }
        let quiet = self.ladder.quiet;
        within(doubts, Item::Quiet, quiet.from.max(quiet.until).into(), 0, i64::from(DAY_MINUTES) - 1);
    }
}

fn within(doubts: &mut Vec<Doubt>, item: Item, value: i64, min: i64, max: i64) {
    if !(min..=max).contains(&value) {
        doubts.push(Doubt::OutOfRange { item, min, max });
    }
}
