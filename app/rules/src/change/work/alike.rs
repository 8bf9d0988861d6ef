//! Complaints found to be the same, or not, and what that makes of a grade.

use super::Desk;
use crate::access::{Refusal, Staff};
use crate::alike::Counted;
use crate::change::{Change, State};
use crate::id::ComplaintNumber;
use crate::likeness::Same;
use crate::moment::Moment;
use crate::stage::Stage;
use crate::timeline::{Event, Who};

impl Desk<'_> {
    /// Sorting complaints is no first touch: whoever finds sixty alike would be responsible for all.
    pub(super) fn join(&mut self, same: Same, with: ComplaintNumber) -> Result<(), Refusal> {
        if self.change.state.stage == Stage::Withdrawn {
            return Err(Refusal::NotNow);
        }
        self.change.event(Event::Grouped { same, with });
        Ok(())
    }

    /// What it takes part in may be why it is as serious as it is, so whoever answers for it decides.
    pub(super) fn leave(&mut self, same: Same) -> Result<(), Refusal> {
        let is_free = self.change.state.handler.is_none();
        if !is_free && !self.is_handler() && !self.is_head() {
            return Err(Refusal::HandlerOnly);
        }
        self.change.event(Event::Ungrouped { same });
        Ok(())
    }
}

/// What the records show now has made a rule hold: the figures become facts, and the grade follows.
/// `None` where it changes nothing, would make the grade less serious, or the complaint has ended.
#[must_use]
pub fn counted(state: &State, who: Who, now: Moment) -> Option<Change> {
    if !state.stage.is_open() {
        return None;
    }
    let mut change = Change::of(state, who);
    let figures = state.counted.raising(&state.facts);
    change.state.facts = figures.put_into(state.facts.clone());
    let graded = change.state.graded_at(now);
    let held = |rule| state.graded.reasons.iter().any(|reason| reason.rule() == rule);
    let holds_more = graded.reasons.iter().any(|reason| !held(reason.rule()));
    if figures == Counted::of(&state.facts) || !holds_more || graded.grade < state.graded.grade {
        return None;
    }
    let Counted { complainants, came_back } = figures;
    change.event(Event::Counted { complainants, came_back });
    change.regrade(graded, String::new(), now);
    Some(change)
}

/// That a reply went to the other open complaints of a group: how many it reached, and those it could
/// not, on record with the one it was written at.
#[must_use]
pub fn replied_together(state: &State, staff: &Staff, many: u32, refused: Vec<ComplaintNumber>) -> Change {
    let mut change = Change::of(state, Who::Staff(staff.person()));
    change.event(Event::RepliedTogether { many, refused });
    change
}
