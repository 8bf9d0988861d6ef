//! The result's clock: standing still with a reason, and a new time promised before the old one
//! (handbook §2).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Change, State};
use crate::access::Refusal;
use crate::calendar::{Extension, Pause, PauseReason, Reached, Run};
use crate::deadline::{Clock, Deadline};
use crate::moment::Moment;
use crate::notice::News;
use crate::policy::Terms;
use crate::problem::{Field, Problems, What};
use crate::timeline::Event;

/// Days ahead that a new time can be promised.
pub const EXTENSION_DAYS_MAX: u32 = 120;

/// What has happened to the result's clock in this round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// Those that hold: told before what was due.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Promised, and not told yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised: Option<Extension>,
}

impl Course {
    /// The clock behind a deadline: of the result with all that happened to it, of the others alone.
    #[must_use]
    pub fn run(&self, deadline: &Deadline) -> Run {
        let run = Run::of(deadline.from, deadline.limit);
        match deadline.clock {
            Clock::Resolution | Clock::Plan => {
                // What was promised of a clock that a re-grade has replaced is not promised of this one.
                let of_this = |extension: &&Extension| extension.at >= deadline.from;
                let extensions = self.extensions.iter().filter(of_this).cloned().collect();
                Run { pauses: self.pauses.clone(), extensions, ..run }
            }
            Clock::FirstAnswer | Clock::Confirmation | Clock::Outside => run,
        }
    }

    /// How a deadline comes about, step by step, as known at `now`.
    #[must_use]
    pub fn explain(&self, deadline: &Deadline, terms: &Terms, now: Moment) -> Reached {
        // What somebody else has set needs no steps.
        if deadline.clock == Clock::Outside {
            return Reached { due: deadline.due, steps: Vec::new() };
        }
        let now = deadline.met.map_or(now, |met| met.min(now));
        let reached = self.run(deadline).explain(&terms.calendar, &terms.zone, now);
        reached.unwrap_or(Reached { due: deadline.due, steps: Vec::new() })
    }

    fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.until.is_none())
    }
}

impl State {
    /// Whether the result is owed and its clock runs or stands still.
    fn owes_a_result(&self) -> bool {
        let owed = self.deadlines.resolution;
        self.stage.is_unresolved() && owed.clock == Clock::Resolution && owed.met.is_none()
    }

    /// Goes on where it stood still, and says whether it did.
    pub(super) fn end_pause(&mut self, now: Moment) -> bool {
        let open = self.course.pauses.last_mut().filter(|pause| pause.until.is_none());
        let Some(pause) = open else { return false };
        pause.until = Some(now);
        let result = &mut self.deadlines.resolution;
        result.paused = None;
        let run = self.course.run(result);
        result.due = run.due(&self.terms.calendar, &self.terms.zone, now).unwrap_or(result.due);
        true
    }

    /// A new time that was told holds, if she was told before what was due.
    pub(super) fn extended(&mut self, now: Moment) {
        let Some(extension) = self.course.promised.take() else { return };
        let result = &mut self.deadlines.resolution;
        if result.met.is_none() && now <= result.due {
            result.due = extension.due;
            self.course.extensions.push(Extension { at: now, ..extension });
        }
    }
}

impl Change {
    pub(super) fn pause(&mut self, reason: PauseReason, text: String, now: Moment) -> Result<(), Refusal> {
        let state = &mut self.state;
        if !state.owes_a_result() || state.course.is_paused() || now > state.deadlines.resolution.due {
            return Err(Refusal::NotNow);
        }
        state.course.pauses.push(Pause { from: now, until: None, reason });
        state.deadlines.resolution.paused = Some(now);
        let deadlines = state.deadlines;
        self.event(Event::Paused { reason, text, deadlines });
        self.news.push(News::Paused);
        Ok(())
    }

    /// What she says ends a pause that waited for her.
    pub(super) fn heard_while_waiting(&mut self, now: Moment) {
        let waits = |pause: &Pause| matches!(pause.reason, PauseReason::Decision | PauseReason::Access);
        let open = self.state.course.pauses.last().filter(|pause| pause.until.is_none());
        if open.is_some_and(waits) {
            self.state.end_pause(now);
            let deadlines = self.state.deadlines;
            self.event(Event::Resumed { deadlines });
        }
    }

    pub(super) fn resume(&mut self, now: Moment) -> Result<(), Refusal> {
        if !self.state.course.is_paused() {
            return Err(Refusal::NotNow);
        }
        self.state.end_pause(now);
        let deadlines = self.state.deadlines;
        self.event(Event::Resumed { deadlines });
        Ok(())
    }

    /// One new time is the handler's to promise, a second needs the head. It holds once it is told,
    /// which must be before what was due.
    pub(super) fn extend(
        &mut self,
        due: NaiveDateTime,
        reason: String,
        by_head: bool,
        now: Moment,
    ) -> Result<(), super::Denied> {
        let state = &mut self.state;
        let owed = state.deadlines.resolution.due;
        if !state.owes_a_result() || state.course.is_paused() || now > owed {
            return Err(Refusal::NotNow.into());
        }
        if !state.course.extensions.is_empty() && !by_head {
            return Err(Refusal::HeadOnly.into());
        }
        let zone = state.terms.zone;
        let due = Moment::from_local(due, zone);
        if due <= owed {
            return Err(Problems::one(Field::Due, What::NotLater).into());
        }
        if due > now.days_later(EXTENSION_DAYS_MAX, zone) {
            return Err(Problems::one(Field::Due, What::TooFarAhead { days: EXTENSION_DAYS_MAX }).into());
        }
        state.course.promised = Some(Extension { at: now, due, reason: reason.clone() });
        self.event(Event::Extended { due, reason });
        self.news.push(News::Extended);
        Ok(())
    }
}
