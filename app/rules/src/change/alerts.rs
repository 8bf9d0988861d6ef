//! What answers an alert, and what raises one by a person's word.

use super::work::Desk;
use super::{Change, State};
use crate::access::Refusal;
use crate::alert::About;
use crate::timeline::{Event, Person, Who};

/// Somebody who was alerted has seen it. Nothing else changes.
#[must_use]
pub fn acknowledged(state: &State, about: About, by: Person) -> Change {
    let mut change = Change::of(state, Who::Staff(by));
    change.event(Event::Acknowledged { about });
    change
}

impl Desk<'_> {
    /// Any handler, in one step, whatever the grade (I5); it is a first touch like any other. What
    /// it sets off is in [`crate::alert::at_once`].
    pub(super) fn declare(&mut self, reason: String) -> Result<(), Refusal> {
        if !self.change.state.stage.is_unresolved() || self.change.state.declared.is_some() {
            return Err(Refusal::NotNow);
        }
        if self.change.state.handler.is_none() {
            self.take()?;
        }
        self.change.state.declared = Some(self.now);
        self.change.event(Event::Declared { reason });
        Ok(())
    }
}
