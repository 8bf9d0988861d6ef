//! By when a grade obliges us (handbook §2, clocks), and how that looks at a given moment.

use serde::{Deserialize, Serialize};

use crate::calendar::Limit;
use crate::code::coded;
use crate::grading::Grade;
use crate::moment::Moment;
use crate::policy::Terms;

coded! {
    /// What a deadline is for.
    pub enum Clock {
        /// The first answer by a person; the acknowledgement by machine does not count.
        FirstAnswer = "first_answer",
        /// The result, told.
        Resolution = "resolution",
        /// What grade 1 owes in its place: the approved plan, told.
        Plan = "plan",
        /// The resident's word on the result.
        Confirmation = "confirmation",
        /// The result, told, as an outside body wants it (I1): it stands beside ours, and nothing moves it.
        Outside = "outside",
    }
}

impl Clock {
    /// What a grade owes after the first answer (handbook §2).
    #[must_use]
    pub const fn after_first_answer(grade: Grade) -> Self {
        if matches!(grade, Grade::One) { Self::Plan } else { Self::Resolution }
    }

    /// Whether every complaint of `grade` has this clock.
    #[must_use]
    pub fn is_owed_by(self, grade: Grade) -> bool {
        match self {
            Self::FirstAnswer | Self::Confirmation => true,
            Self::Outside => false,
            Self::Plan | Self::Resolution => self == Self::after_first_answer(grade),
        }
    }
}

/// An instant by which something is promised; `met` when it was done, late or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub clock: Clock,
    pub limit: Limit,
    pub from: Moment,
    pub due: Moment,
    pub met: Option<Moment>,
    /// Since when it stands still, while it does.
    pub paused: Option<Moment>,
}

/// How a deadline looks at a moment. All figures are whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    OnTrack {
        left: i64,
    },
    /// Less than a quarter of the time is left.
    DueSoon {
        left: i64,
    },
    Overdue {
        by: i64,
    },
    /// It stands still; so much is left once it goes on.
    Paused {
        left: i64,
    },
    /// Done in time, after so many minutes.
    Kept {
        after: i64,
    },
    /// Done, but so many minutes too late.
    KeptLate {
        by: i64,
    },
}

impl Deadline {
    #[must_use]
    pub fn start(clock: Clock, grade: Grade, from: Moment, terms: &Terms) -> Self {
        let limit = terms.clocks.limit(clock, grade);
        Self { clock, limit, from, due: terms.after(limit, from), met: None, paused: None }
    }

    /// When an outside body wants the result of what was taken down at `from`.
    #[must_use]
    pub fn outside(due: Moment, from: Moment) -> Self {
        let from = from.min(due);
        let minutes = u32::try_from(due.minutes_since(from)).unwrap_or(u32::MAX);
        Self { clock: Clock::Outside, limit: Limit::Elapsed(minutes), from, due, met: None, paused: None }
    }

    /// The deadline after a re-grade at `now`: the new grade's clock starts then, and no deadline
    /// ever moves later (handbook §2). What is met stays as it was, but a plan told is no result.
    #[must_use]
    pub fn regraded(self, grade: Grade, now: Moment, terms: &Terms) -> Self {
        let clock = match self.clock {
            Clock::Resolution | Clock::Plan => Clock::after_first_answer(grade),
            other => other,
        };
        let started = Self::start(clock, grade, now, terms);
        match (self.clock, clock, self.met) {
            (Clock::Plan, Clock::Resolution, Some(_)) => started,
            (_, _, Some(_)) => self,
            _ if started.due >= self.due => Self { clock, ..self },
            _ => Self { paused: self.paused, ..started },
        }
    }

    #[must_use]
    pub const fn met_at(self, now: Moment) -> Self {
        Self { met: Some(now), paused: None, ..self }
    }

    #[must_use]
    pub fn standing(&self, now: Moment) -> Standing {
        if let Some(met) = self.met {
            return if met <= self.due {
                Standing::Kept { after: met.minutes_since(self.from).max(0) }
            } else {
                Standing::KeptLate { by: met.minutes_since(self.due) }
            };
        }
        if let Some(since) = self.paused {
            return Standing::Paused { left: self.due.minutes_since(since) };
        }
        if now > self.due {
            return Standing::Overdue { by: now.minutes_since(self.due) };
        }
        let left = self.due.minutes_since(now);
        if now >= self.soon_from() { Standing::DueSoon { left } } else { Standing::OnTrack { left } }
    }

    /// The instant from which a deadline is due soon: three quarters of its time gone.
    #[must_use]
    pub const fn soon_from(&self) -> Moment {
        let whole = self.due.millis() - self.from.millis();
        Moment::from_millis(self.due.millis() - whole / 4)
    }
}

/// The two deadlines every complaint has, a third once its result is told, and that of an outside body where
/// one passed it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    pub first_answer: Deadline,
    pub resolution: Deadline,
    pub confirmation: Option<Deadline>,
    pub outside: Option<Deadline>,
}

impl Deadlines {
    /// The clocks of a complaint received, or opened again, at `from`.
    #[must_use]
    pub fn start(grade: Grade, from: Moment, terms: &Terms) -> Self {
        Self {
            first_answer: Deadline::start(Clock::FirstAnswer, grade, from, terms),
            resolution: Deadline::start(Clock::after_first_answer(grade), grade, from, terms),
            confirmation: None,
            outside: None,
        }
    }

    /// The clocks of one that is opened again. What an outside body waits for still runs, or again; what was
    /// over before stays as it was.
    #[must_use]
    pub fn start_again(self, grade: Grade, from: Moment, terms: &Terms) -> Self {
        let again = |outside: Deadline| {
            if outside.due > from { Deadline { met: None, ..outside } } else { outside }
        };
        Self { outside: self.outside.map(again), ..Self::start(grade, from, terms) }
    }

    #[must_use]
    pub fn regraded(self, grade: Grade, now: Moment, terms: &Terms) -> Self {
        Self {
            first_answer: self.first_answer.regraded(grade, now, terms),
            resolution: self.resolution.regraded(grade, now, terms),
            ..self
        }
    }

    /// A reply by a person meets the first answer, once.
    #[must_use]
    pub fn answered(self, now: Moment) -> Self {
        let first_answer =
            if self.first_answer.met.is_none() { self.first_answer.met_at(now) } else { self.first_answer };
        Self { first_answer, ..self }
    }

    /// The deadline of a plan that is not told yet.
    #[must_use]
    pub fn plan_owed(&self) -> Option<Deadline> {
        Some(self.resolution).filter(|owed| owed.clock == Clock::Plan && owed.met.is_none())
    }

    /// The plan of a grade 1 is told: it answers too.
    #[must_use]
    pub fn planned(self, now: Moment) -> Self {
        let resolution = self.plan_owed().map_or(self.resolution, |plan| plan.met_at(now));
        Self { resolution, ..self.answered(now) }
    }

    /// The result is told: it answers too, and the resident's word is awaited.
    #[must_use]
    pub fn resolved(self, grade: Grade, now: Moment, terms: &Terms) -> Self {
        let told_before = self.resolution.met.is_some();
        let resolution = if told_before { self.resolution } else { self.resolution.met_at(now) };
        Self { resolution, ..self.answered(now).settled_outside(now).awaiting_her_word(grade, now, terms) }
    }

    /// The result an outside body waits for is there.
    #[must_use]
    pub(crate) fn settled_outside(self, now: Moment) -> Self {
        let met = |outside: Deadline| if outside.met.is_none() { outside.met_at(now) } else { outside };
        Self { outside: self.outside.map(met), ..self }
    }

    /// By when a result is owed: as we promise it, or as an outside body wants it where that is earlier.
    #[must_use]
    pub fn owed(&self) -> Deadline {
        let earlier = |outside: &Deadline| outside.due < self.resolution.due;
        self.outside.filter(earlier).unwrap_or(self.resolution)
    }

    /// All there are, in the order in which they are met.
    pub fn all(&self) -> impl Iterator<Item = Deadline> + use<> {
        [Some(self.first_answer), Some(self.resolution), self.outside, self.confirmation]
            .into_iter()
            .flatten()
    }

    /// Her time to say whether it is solved begins.
    #[must_use]
    pub fn awaiting_her_word(self, grade: Grade, now: Moment, terms: &Terms) -> Self {
        Self { confirmation: Some(Deadline::start(Clock::Confirmation, grade, now, terms)), ..self }
    }

    /// The deadline that runs now: the first answer until it is given, then the result, ours or an outside
    /// body's, whichever is earlier and does not stand still; then, once her time has begun, only the
    /// resident's word. `None` when nothing is promised any more.
    #[must_use]
    pub fn running(&self) -> Option<Deadline> {
        let open = |deadline: &Deadline| deadline.met.is_none();
        match self.confirmation {
            Some(confirmation) => Some(confirmation).filter(open),
            None => self.all().filter(open).min_by_key(|one| (one.paused.is_some(), one.due)),
        }
    }
}
