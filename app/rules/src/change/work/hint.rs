//! What a person makes of what the words suggest, where it is not so.

use super::{Desk, work};
use crate::access::{Refusal, Staff};
use crate::change::{Change, Denied, State};
use crate::hint::{Hint, Offered, Suggestion};
use crate::moment::Moment;
use crate::timeline::Event;
use crate::work::Work;

/// Finds that what is `offered` is not so, or takes that back; any other work is done by [`work`].
///
/// # Errors
/// As [`work`]; not now for what is not offered, or no longer with this value.
pub fn judged(
    state: &State,
    staff: &Staff,
    offered: &Offered,
    act: Work,
    now: Moment,
) -> Result<Change, Denied> {
    let mut desk = Desk::new(state, staff, now);
    desk.allow(&act)?;
    let event = match act {
        Work::NotSo { fact } => Event::NotSo { hint: the_one(&offered.suggested, fact)? },
        Work::MaybeSo { fact } => Event::MaybeSo { hint: the_one(&offered.not_so, fact)? },
        other => return work(state, staff, &[], state.facts_version, other, now),
    };
    desk.judge(event)?;
    Ok(desk.change)
}

fn the_one(all: &[Suggestion], fact: Hint) -> Result<Suggestion, Refusal> {
    all.iter().find(|one| one.fact == fact).cloned().ok_or(Refusal::NotNow)
}

impl Desk<'_> {
    /// As to establish a fact: whoever handles may, and it is a first touch.
    fn judge(&mut self, event: Event) -> Result<(), Refusal> {
        if !self.change.state.stage.is_open() {
            return Err(Refusal::NotNow);
        }
        if self.change.state.handler.is_none() {
            self.take()?;
        }
        self.change.event(event);
        Ok(())
    }
}
