//! A ladder that takes the place of others while complaints are open. It calls about what comes, and
//! not at once about everything that it would have called about before.

use super::{Call, Reached, Rung, first_calls, said_again, steps};
use crate::change::State;
use crate::moment::Moment;
use crate::policy::{Ladder, Step};

/// The ladder in force, and those that held before it.
#[derive(Clone, Debug)]
pub struct Succession<'a> {
    pub ladder: &'a Ladder,
    /// Oldest first, each with when it gave way to the next.
    pub before: Vec<(&'a Ladder, Moment)>,
}

impl Succession<'_> {
    /// The steps whose time had come before they were part of what is in force; they are passed over.
    /// What an earlier ladder had as well, without a break, still calls.
    #[must_use]
    pub fn passed_over(&self, state: &State) -> Vec<Rung> {
        let came_too_late =
            |call: &Call| self.since(&call.rung, state, false).is_some_and(|since| call.at <= since);
        steps(self.ladder, state).filter(came_too_late).map(|call| call.rung).collect()
    }

    /// As [`super::next`], planned anew: what this ladder says again and the one before did not is said
    /// again from now on.
    #[must_use]
    pub fn next(&self, state: &State, reached: &[Reached], now: Moment) -> Option<Call> {
        let again = reached.iter().filter_map(|one| said_again(one, self.ladder, state)).map(|call| {
            let late = self.since(&call.rung, state, true).filter(|since| call.at <= *since);
            let minutes = i64::from(call.rung.again(self.ladder, state));
            Call { at: late.map_or(call.at, |since| since.plus_minutes(minutes)), ..call }
        });
        first_calls(self.ladder, state, reached, now).chain(again).min_by_key(|call| call.at)
    }

    /// Since when its step is in force without a break, `None` from the first ladder on; with
    /// `as_often`, since when it is said again as often as now.
    fn since(&self, rung: &Rung, state: &State, as_often: bool) -> Option<Moment> {
        let again = |ladder: &Ladder| {
            let is_it = |step: &&Step| step.whom == rung.whom && rung.about.is_step(step, state.graded.grade);
            ladder.steps.iter().find(is_it).map(|step| step.again)
        };
        let now = again(self.ladder)?;
        let same = |ladder: &Ladder| again(ladder).is_some_and(|before| !as_often || before == now);
        self.before.iter().rev().find(|(ladder, _)| !same(ladder)).map(|(_, until)| *until)
    }
}
