//! Any past moment again, from the timeline alone: the same entries always lead to the same clocks.

use std::sync::Arc;

use super::follow::heard;
use super::{Course, State};
use crate::approval::Approval;
use crate::calendar::{Extension, Pause};
use crate::commitment::Given;
use crate::grading::{Facts, Graded};
use crate::id::CommunityId;
use crate::moment::Moment;
use crate::policy::Terms;
use crate::stage::{Act, Asking};
use crate::timeline::{Entry, Event, Person, Who};

/// The complaint as it stood once `entries` had happened, oldest first; `None` unless they begin with
/// its filing. Leave out the later ones to see an earlier moment. Of an offer only what became of it
/// is known, and `terms` are those in force at that moment.
#[must_use]
pub fn replay(community: CommunityId, terms: Arc<Terms>, entries: &[Entry]) -> Option<State> {
    let (first, later) = entries.split_first()?;
    let Event::Filed { grade, reasons, deadlines } = &first.event else { return None };
    let mut state = State::filed(community, terms, Facts::default(), first.at).0;
    state.graded = Graded { grade: *grade, reasons: reasons.clone() };
    state.deadlines = *deadlines;
    if let Who::Staff(person) = &first.who {
        state.is_taken_down(person.clone());
    }
    for entry in later {
        state.relive(entry);
    }
    Some(state)
}

impl State {
    fn relive(&mut self, Entry { at, who, event, .. }: &Entry) {
        let at = *at;
        match event {
            Event::Taken => self.moves(Act::Take),
            Event::Verifying => self.moves(Act::Verify),
            Event::Handling => self.moves(Act::Handle),
            Event::Replied { asks: true, .. } => self.moves(Act::Ask),
            Event::Added { again, .. } | Event::Contacted { again, .. } => {
                self.moves(Act::Add);
                self.contacts_again += u32::from(*again);
                self.hears();
            }
            Event::Established { facts } => {
                self.facts = facts.clone();
                self.facts_version += 1;
            }
            Event::Counted { complainants, came_back } => {
                (self.facts.complainants, self.facts.came_back) = (*complainants, *came_back);
            }
            Event::Regraded { to, reasons, deadlines, .. } => {
                self.graded = Graded { grade: *to, reasons: reasons.clone() };
                self.deadlines = *deadlines;
            }
            Event::ReviewAsked { .. } => {
                self.hears();
                self.review = self.review.or(Some(at));
            }
            Event::Reviewed { .. } => self.review = None,
            Event::Told { notice, .. } => self.was_told(*notice, at),
            Event::Tried { notice } => self.was_tried(*notice, at),
            Event::Reminded => self.asking = Asking::Reminding,
            _ => self.relive_clock(event, at),
        }
        if let Who::Staff(person) = who {
            self.relive_commitment(event, person, at);
        }
        if let (Event::Submitted { wording, text, pledge }, Who::Staff(by)) = (event, who) {
            let (wording, text, pledge, by) = (wording.clone(), text.clone(), pledge.clone(), by.clone());
            let contacts = self.contacts;
            self.approval = Some(Approval { wording, text, pledge, by, at, contacts, holders: Vec::new() });
        }
        if let (Event::Taken | Event::OfferAccepted { .. } | Event::Given { .. }, Who::Staff(person)) =
            (event, who)
        {
            self.handler = Some(person.clone());
        }
    }

    fn relive_clock(&mut self, event: &Event, at: Moment) {
        match event {
            Event::Paused { reason, deadlines, .. } => {
                self.course.pauses.push(Pause { from: at, until: None, reason: *reason });
                self.deadlines = *deadlines;
            }
            Event::Resumed { .. } => {
                self.end_pause(at);
            }
            Event::Extended { due, reason } => {
                self.course.promised = Some(Extension { at, due: *due, reason: reason.clone() });
            }
            Event::Resolved { .. } => {
                self.moves(Act::Resolve);
                self.end_pause(at);
                (self.resolved, self.asking) = (Some(at), Asking::Untold);
            }
            Event::Reopened { deadlines, .. } => {
                self.moves(Act::Contest);
                (self.ended, self.resolved, self.asking) = (None, None, Asking::Untold);
                self.round = self.round.saturating_add(1);
                self.hears();
                self.facts.returned = self.facts.returned.saturating_add(1);
                self.course = Course::default();
                self.deadlines = *deadlines;
            }
            Event::Confirmed => {
                self.ends(Act::Confirm, at);
                self.deadlines = heard(self, at);
            }
            Event::Lapsed => {
                self.ends(Act::Lapse, at);
                self.deadlines.confirmation = self.deadlines.confirmation.map(|word| word.met_at(at));
            }
            Event::Withdrawn { .. } => self.ends(Act::Withdraw, at),
            Event::Approved { .. } | Event::Returned { .. } | Event::TakenBack => self.approval = None,
            _ => {}
        }
    }

    /// What was promised, kept, or given anew.
    fn relive_commitment(&mut self, event: &Event, by: &Person, at: Moment) {
        match event {
            Event::Committed { commitment, pledge } => {
                self.commits(*commitment, pledge.clone(), by.clone(), at);
            }
            Event::Recommitted { commitment, promised, reason, compensation, approved_by } => {
                let given = Given {
                    promised: promised.clone(),
                    reason: reason.clone(),
                    compensation: compensation.clone(),
                    by: by.clone(),
                    at,
                    approved_by: approved_by.clone(),
                };
                self.commitment(*commitment).into_iter().for_each(|one| one.versions.push(given.clone()));
            }
            Event::Kept { commitment } => {
                self.commitment(*commitment).into_iter().for_each(|one| one.kept = Some((by.clone(), at)));
            }
            _ => {}
        }
    }

    fn moves(&mut self, act: Act) {
        self.stage = self.stage.after(act).unwrap_or(self.stage);
    }

    fn ends(&mut self, act: Act, at: Moment) {
        self.moves(act);
        self.ended = Some(at);
    }
}
