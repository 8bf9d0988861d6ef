//! The back-test (试算): complaints as they are kept, graded and promised by two policies, and what
//! the other would have made of them.
//!
//! Each is taken with the facts known now: what it would have been graded with them on the day it was
//! received, and with the time it took (2d). A clock runs from where it did run from.

use serde::{Deserialize, Serialize};

use super::Terms;
use crate::deadline::{Clock, Deadline};
use crate::grading::{Facts, Grade, Graded, Open, grade};
use crate::id::ComplaintNumber;
use crate::moment::Moment;

/// Complaints named in one cell of a table; all of them are counted.
pub const NAMED_MAX: usize = 50;

/// What is kept of a complaint that its grade and deadlines rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub number: ComplaintNumber,
    pub received: Moment,
    pub facts: Facts,
    /// When its result was given.
    pub resolved: Option<Moment>,
    /// When it was closed or withdrawn.
    pub ended: Option<Moment>,
    pub first_answer: Deadline,
    pub resolution: Deadline,
}

/// How many, and the first of them by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub count: u32,
    pub numbers: Vec<ComplaintNumber>,
}

/// From which grade to which, grade 1 first; those that stay are counted and not named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves(pub [[Counted; 4]; 4]);

/// What becomes of one of the clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shifts {
    /// The resident would have been shown an earlier instant.
    pub earlier: Counted,
    pub later: Counted,
    /// The furthest any moves, in minutes.
    pub earlier_minutes_max: i64,
    pub later_minutes_max: i64,
    /// Kept by the old policy, missed by the new one.
    pub missed_instead: Counted,
    /// The other way round.
    pub met_instead: Counted,
}

/// What a back-test found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Complaints looked at.
    pub complaints: u32,
    /// On the day each was received.
    pub filed: Moves,
    /// With the time each took, until now where it is unresolved.
    pub stands: Moves,
    /// The grade stays and other rules hold.
    pub reasons: Counted,
    pub first_answer: Shifts,
    pub result: Shifts,
}

/// A back-test that was made of one revision of a version, against what was in force then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    pub revision: i64,
    pub by: String,
    pub at: Moment,
    /// Complaints received from then on were looked at.
    pub since: Moment,
    pub report: Report,
}

/// How far back a back-test looks, in days.
pub const DAYS: i64 = 365;

impl Counted {
    fn add(&mut self, number: &ComplaintNumber) {
        self.count += 1;
        if self.numbers.len() < NAMED_MAX {
            self.numbers.push(number.clone());
        }
    }
}

impl Moves {
    fn add(&mut self, from: Grade, to: Grade, number: &ComplaintNumber) {
        let place = |grade: Grade| usize::from(grade.number()) - 1;
        let cell = &mut self.0[place(from)][place(to)];
        if from == to { cell.count += 1 } else { cell.add(number) }
    }

    /// Those from one grade to another.
    #[must_use]
    pub fn cell(&self, from: Grade, to: Grade) -> &Counted {
        let place = |grade: Grade| usize::from(grade.number()) - 1;
        &self.0[place(from)][place(to)]
    }

    /// How many change their grade.
    #[must_use]
    pub fn moved(&self) -> u32 {
        let off = |from: usize| (0..4).filter(move |to| *to != from).map(move |to| (from, to));
        (0..4).flat_map(off).map(|(from, to)| self.0[from][to].count).sum()
    }

    #[must_use]
    pub fn total(&self) -> u32 {
        self.0.iter().flatten().map(|cell| cell.count).sum()
    }
}

impl Shifts {
    fn add(&mut self, old: Moment, new: Moment, done: Moment, number: &ComplaintNumber) {
        let minutes = new.minutes_since(old);
        if new < old {
            self.earlier.add(number);
            self.earlier_minutes_max = self.earlier_minutes_max.max(-minutes);
        }
        if new > old {
            self.later.add(number);
            self.later_minutes_max = self.later_minutes_max.max(minutes);
        }
        match (done > old, done > new) {
            (false, true) => self.missed_instead.add(number),
            (true, false) => self.met_instead.add(number),
            _ => {}
        }
    }

    /// Complaints whose resident would have been shown another instant.
    #[must_use]
    pub const fn differ(&self) -> u32 {
        self.earlier.count + self.later.count
    }
}

impl Report {
    /// Whether the new policy would have changed nothing at all.
    #[must_use]
    pub fn is_still(&self) -> bool {
        let moved = self.filed.moved() + self.stands.moved() + self.reasons.count;
        moved + self.first_answer.differ() + self.result.differ() == 0
    }

    /// Looks at one more complaint of a community, by the terms of both policies there.
    pub fn add(&mut self, filed: &Filed, old: &Terms, new: &Terms, now: Moment) {
        let number = &filed.number;
        self.complaints += 1;
        let (was, would) = (filed.graded(old, filed.received), filed.graded(new, filed.received));
        self.filed.add(was.grade, would.grade, number);
        let until = filed.resolved.or(filed.ended).unwrap_or(now);
        let (was, would) = (filed.graded(old, until), filed.graded(new, until));
        self.stands.add(was.grade, would.grade, number);
        let rules = |graded: &Graded| graded.reasons.iter().map(|of| of.rule()).collect::<Vec<_>>();
        if was.grade == would.grade && rules(&was) != rules(&would) {
            self.reasons.add(number);
        }
        for (deadline, shifts) in
            [(&filed.first_answer, &mut self.first_answer), (&filed.resolution, &mut self.result)]
        {
            let due = |terms| filed.due(deadline, terms);
            let done = deadline.met.or(filed.ended).unwrap_or(now);
            shifts.add(due(old), due(new), done, number);
        }
    }
}

impl Filed {
    fn graded(&self, terms: &Terms, at: Moment) -> Graded {
        grade(&self.facts, Open::at(at, self.received, terms.zone), &terms.thresholds)
    }

    fn due(&self, deadline: &Deadline, terms: &Terms) -> Moment {
        let grade = self.graded(terms, deadline.from).grade;
        let clock = match deadline.clock {
            Clock::Resolution | Clock::Plan => Clock::after_first_answer(grade),
            other => other,
        };
        Deadline::start(clock, grade, deadline.from, terms).due
    }
}
