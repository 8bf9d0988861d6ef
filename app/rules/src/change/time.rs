//! What time and the post do: jobs ask here, and are safe to ask twice.

use super::{Change, State};
use crate::moment::Moment;
use crate::notice::News;
use crate::stage::{Act, REMIND_DAYS, Stage};
use crate::timeline::{Event, Way, Who};

/// A notice has reached the resident: sent, or ticked by whoever told her. Only now does a reply
/// count as an answer and a result as told, and only now does her week begin.
#[must_use]
pub fn told(state: &State, news: News, way: Way, who: Who, now: Moment) -> Change {
    let mut change = Change::of(state, who);
    let deadlines = state.deadlines;
    change.state.deadlines = match news {
        News::Replied | News::Asked => deadlines.answered(now),
        News::Resolved
            if deadlines.resolution.met.is_none() && state.stage == Stage::AwaitingConfirmation =>
        {
            deadlines.resolved(state.graded.grade, now, state.zone)
        }
        _ => deadlines,
    };
    change.event(Event::Told { way });
    change
}

/// The one reminder, after four days without her word. `None` when it is no longer due.
#[must_use]
pub fn remind(state: &State, now: Moment) -> Option<Change> {
    let confirmation = state.deadlines.confirmation.filter(|deadline| deadline.met.is_none())?;
    let waits = state.stage == Stage::AwaitingConfirmation && now >= confirmation.from.plus_days(REMIND_DAYS);
    waits.then(|| {
        let mut change = Change::of(state, Who::Machine);
        change.event(Event::Reminded);
        change.news.push(News::Reminded);
        change
    })
}

/// Seven days without her word: closed (no reply). `None` when it is no longer due.
#[must_use]
pub fn lapse(state: &State, now: Moment) -> Option<Change> {
    let confirmation = state.deadlines.confirmation.filter(|deadline| deadline.met.is_none())?;
    if now < confirmation.due {
        return None;
    }
    let stage = state.stage.after(Act::Lapse)?;
    let mut change = Change::of(state, Who::Machine);
    change.state.stage = stage;
    change.state.ended = Some(now);
    change.state.deadlines.confirmation = Some(confirmation.met_at(now));
    change.event(Event::Lapsed);
    change.news.push(News::ClosedNoReply);
    Some(change)
}

/// 2d: a month is over. `None` when that makes no grade more serious.
#[must_use]
pub fn overdue_month(state: &State, now: Moment) -> Option<Change> {
    if !state.stage.is_unresolved() {
        return None;
    }
    let mut change = Change::of(state, Who::Machine);
    change.regrade_upwards(now);
    (!change.events.is_empty()).then_some(change)
}
