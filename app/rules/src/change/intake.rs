//! What staff take down: a complaint filed for a resident, and her second contact.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::State;
use super::work::Desk;
use crate::access::{Refusal, Staff, Want};
use crate::deadline::Deadline;
use crate::grading::Facts;
use crate::id::CommunityId;
use crate::intake::Channel;
use crate::moment::Moment;
use crate::policy::Terms;
use crate::stage::{Act, Stage};
use crate::timeline::{Event, Person};

/// The state of a complaint that a member of staff has taken down, and its first event: taking it down was
/// the first touch, so it has its handler at once (I2). `outside_due` is when an outside body wants the
/// result, on the community's clock.
///
/// # Errors
/// [`Refusal::NotYours`] where their duty does not include it.
pub fn taken_down(
    community: CommunityId,
    terms: Arc<Terms>,
    facts: Facts,
    outside_due: Option<NaiveDateTime>,
    by: &Staff,
    now: Moment,
) -> Result<(State, Event), Refusal> {
    if !by.may(Want::Handle, &community) {
        return Err(Refusal::NotYours);
    }
    let zone = terms.zone;
    let (mut state, mut event) = State::filed(community, terms, facts, now);
    state.is_taken_down(by.person());
    state.deadlines.outside = outside_due.map(|due| Deadline::outside(Moment::from_local(due, zone), now));
    if let Event::Filed { deadlines, .. } = &mut event {
        *deadlines = state.deadlines;
    }
    Ok((state, event))
}

impl State {
    pub(super) fn is_taken_down(&mut self, by: Person) {
        self.stage = self.stage.after(Act::Take).unwrap_or(Stage::Accepted);
        self.handler = Some(by);
    }
}

impl Desk<'_> {
    /// By whoever is at the hotline when she calls, who need not be the one responsible. Nothing is answered
    /// by it.
    pub(super) fn contacted(&mut self, channel: Channel, text: String) -> Result<(), Refusal> {
        if !self.change.state.stage.is_open() {
            return Err(Refusal::NotNow);
        }
        self.take_untouched();
        let now = self.now;
        self.change.hears(now, |again| Event::Contacted { channel, text, again })
    }
}
