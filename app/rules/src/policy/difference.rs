//! What a version changes of the one it is based on, in the order of the page.

use chrono::NaiveDate;

use super::{InWords, Item, Policy, Quiet, Step};
use crate::calendar::{Calendar, Exception, Hours, Limit};
use crate::grading::Grade;
use crate::kind::{Department, Kind};

/// One thing that would be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Figure {
        item: Item,
        from: u32,
        to: u32,
    },
    /// Which setting, and whether it holds from now on.
    Setting {
        of: Setting,
        to: bool,
    },
    /// Of the first answer or the result.
    Clock {
        item: Item,
        grade: Grade,
        from: Limit,
        to: Limit,
    },
    /// Monday is 0.
    Hours {
        weekday: usize,
        from: Hours,
        to: Hours,
    },
    /// A dated exception that comes, goes or becomes another.
    Day {
        date: NaiveDate,
        from: Option<Exception>,
        to: Option<Exception>,
    },
    Department {
        kind: Kind,
        from: Department,
        to: Department,
    },
    /// Their words or their number.
    Questions {
        kind: Kind,
        from: usize,
        to: usize,
    },
    /// The words of the first answer.
    First,
    /// Ready phrases, of every kind where none is named.
    Ready {
        kind: Option<Kind>,
        from: usize,
        to: usize,
    },
    /// Lines a company has added to the lexicon.
    Lexicon {
        from: usize,
        to: usize,
    },
    StepGone(Step),
    StepNew(Step),
    Quiet {
        from: Quiet,
        to: Quiet,
    },
}

/// What is either so or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    ManyHouseholdsMaySue,
    UndeterminedIsOurs,
    OnePerHome,
}

impl Policy {
    /// What `self` changes of `base`; empty when nothing.
    #[must_use]
    pub fn differences(&self, base: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        figures(base, self, &mut found);
        clocks(base, self, &mut found);
        calendar(&base.calendar, &self.calendar, &mut found);
        kinds(base, self, &mut found);
        if base.phrases.first != self.phrases.first {
            found.push(Difference::First);
        }
        ready(None, &base.phrases.ready, &self.phrases.ready, &mut found);
        if base.lexicon != self.lexicon {
            let lines = |of: &Self| of.lexicon.lines().filter(|line| !line.trim().is_empty()).count();
            found.push(Difference::Lexicon { from: lines(base), to: lines(self) });
        }
        let gone = base.ladder.steps.iter().filter(|step| !self.ladder.steps.contains(step));
        found.extend(gone.cloned().map(Difference::StepGone));
        let new = self.ladder.steps.iter().filter(|step| !base.ladder.steps.contains(step));
        found.extend(new.cloned().map(Difference::StepNew));
        let (from, to) = (base.ladder.quiet, self.ladder.quiet);
        if from != to {
            found.push(Difference::Quiet { from, to });
        }
        found
    }
}

fn figures(base: &Policy, policy: &Policy, found: &mut Vec<Difference>) {
    let figures = |of: &Policy| {
        let by = &of.thresholds;
        [
            (Item::GroupHouseholds, by.group_households),
            (Item::CollectivePersons, by.collective_persons),
            (Item::SameComplainants, by.same_complainants),
            (Item::ReturnedTimes, by.returned_times),
            (Item::CauseByDay, of.counting.cause_by_day.into()),
            (Item::WordDays, of.clocks.word_days.into()),
        ]
    };
    for ((item, from), (_, to)) in figures(base).into_iter().zip(figures(policy)) {
        if from != to {
            found.push(Difference::Figure { item, from, to });
        }
    }
    let settings = |of: &Policy| {
        [
            (Setting::ManyHouseholdsMaySue, of.thresholds.many_households_may_sue),
            (Setting::UndeterminedIsOurs, of.thresholds.undetermined_is_ours),
            (Setting::OnePerHome, of.counting.one_per_home),
        ]
    };
    for ((of, from), (_, to)) in settings(base).into_iter().zip(settings(policy)) {
        if from != to {
            found.push(Difference::Setting { of, to });
        }
    }
}

fn clocks(base: &Policy, policy: &Policy, found: &mut Vec<Difference>) {
    let (base, policy) = (&base.clocks, &policy.clocks);
    for (item, from, to) in [
        (Item::FirstAnswer, &base.first_answer, &policy.first_answer),
        (Item::Result, &base.result, &policy.result),
    ] {
        for ((grade, from), to) in Grade::ALL.iter().zip(from).zip(to) {
            if from != to {
                found.push(Difference::Clock { item, grade: *grade, from: *from, to: *to });
            }
        }
    }
}

fn calendar(base: &Calendar, calendar: &Calendar, found: &mut Vec<Difference>) {
    for (weekday, (from, to)) in base.week().iter().zip(calendar.week()).enumerate() {
        if from != to {
            found.push(Difference::Hours { weekday, from: from.clone(), to: to.clone() });
        }
    }
    let mut dates: Vec<NaiveDate> = base.days().iter().chain(calendar.days()).map(Exception::date).collect();
    dates.sort_unstable();
    dates.dedup();
    for date in dates {
        let (from, to) = (base.exception(date), calendar.exception(date));
        if from != to {
            found.push(Difference::Day { date, from: from.cloned(), to: to.cloned() });
        }
    }
}

fn ready(kind: Option<Kind>, from: &[InWords], to: &[InWords], found: &mut Vec<Difference>) {
    if from != to {
        found.push(Difference::Ready { kind, from: from.len(), to: to.len() });
    }
}

fn kinds(base: &Policy, policy: &Policy, found: &mut Vec<Difference>) {
    for kind in Kind::ALL.iter().copied() {
        let (from, to) = (base.kinds.department(kind), policy.kinds.department(kind));
        if from != to {
            found.push(Difference::Department { kind, from, to });
        }
        let (from, to) = (base.kinds.questions(kind), policy.kinds.questions(kind));
        if from != to {
            found.push(Difference::Questions { kind, from: from.len(), to: to.len() });
        }
        ready(Some(kind), base.kinds.ready(kind), policy.kinds.ready(kind), found);
    }
}
