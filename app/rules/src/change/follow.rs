//! What the resident does by her link.

use super::{Change, Course, Denied, State};
use crate::access::Refusal;
use crate::deadline::Deadlines;
use crate::follow::Follow;
use crate::id::PhotoId;
use crate::moment::Moment;
use crate::notice::News;
use crate::stage::{Act, Asking};
use crate::timeline::{Event, Who};

/// Does what the resident asks for.
///
/// # Errors
/// `Refusal::NotNow` when the complaint has moved on, or its thirty days are over.
pub fn follow(state: &State, follow: Follow, now: Moment) -> Result<Change, Denied> {
    let mut change = Change::of(state, Who::Resident);
    match follow {
        Follow::Add { text, photos } => add(&mut change, text, photos, now)?,
        Follow::Withdraw { text } => {
            change.step(Act::Withdraw)?;
            change.state.ended = Some(now);
            change.end_offer();
            change.event(Event::Withdrawn { text });
        }
        Follow::Accept => {
            change.step(Act::Confirm)?;
            change.state.ended = Some(now);
            change.end_offer();
            change.state.deadlines = heard(state, now);
            change.event(Event::Confirmed);
        }
        Follow::NotSolved { text } => reopen(&mut change, text, now)?,
        Follow::Review { text } => {
            if !change.state.stage.is_open() {
                return Err(Refusal::NotNow.into());
            }
            change.state.hears();
            change.state.review = change.state.review.or(Some(now));
            change.event(Event::ReviewAsked { text });
        }
    }
    Ok(change)
}

/// A second contact (I3) is one before she was answered: before the first answer, or on top of a
/// message that still waits. A reply that is written and not yet told answers nothing.
fn add(change: &mut Change, text: String, photos: Vec<PhotoId>, now: Moment) -> Result<(), Refusal> {
    change.hears(now, |again| Event::Added { text, photos, again })
}

impl Change {
    /// She has something to say, by her link or through whoever takes it down; either counts alike.
    pub(super) fn hears(&mut self, now: Moment, event: impl FnOnce(bool) -> Event) -> Result<(), Refusal> {
        self.step(Act::Add)?;
        let state = &mut self.state;
        let again = state.deadlines.first_answer.met.is_none() || state.unread > 0;
        state.contacts_again += u32::from(again);
        state.hears();
        self.event(event(again));
        self.heard_while_waiting(now);
        Ok(())
    }
}

/// She has answered, so she has been told, whatever became of the notice.
pub(super) fn heard(state: &State, now: Moment) -> Deadlines {
    let mut deadlines = state.deadlines.answered(now).settled_outside(now);
    if deadlines.resolution.met.is_none() {
        deadlines = deadlines.resolved(state.graded.grade, now, &state.terms);
    }
    deadlines.confirmation = deadlines.confirmation.map(|deadline| deadline.met_at(now));
    deadlines
}

/// Open again with the same handler and fresh clocks; once more it came back after being reported
/// handled (3a).
fn reopen(change: &mut Change, text: String, now: Moment) -> Result<(), Refusal> {
    if !change.state.stage.can_be_contested(change.state.ended, now) {
        return Err(Refusal::NotNow);
    }
    change.step(Act::Contest)?;
    let state = &mut change.state;
    state.end_dispute();
    state.ended = None;
    (state.resolved, state.asking) = (None, Asking::Untold);
    state.round = state.round.saturating_add(1);
    state.hears();
    state.facts.returned = state.facts.returned.saturating_add(1);
    state.course = Course::default();
    state.deadlines = state.deadlines.start_again(state.graded.grade, now, &state.terms);
    change.event(Event::Reopened { text, deadlines: change.state.deadlines });
    change.news.push(News::Reopened);
    change.regrade_upwards(now);
    Ok(())
}
