//! What is said to the resident: at once, or once a second person has approved it.

use super::Desk;
use crate::access::{Refusal, Staff};
use crate::approval::{Approval, Wording, is_needed};
use crate::change::{Change, Denied, State};
use crate::grading::Grade;
use crate::moment::Moment;
use crate::notice::News;
use crate::resolution::{Finding, Outcome, Resolution};
use crate::stage::{Act, Asking};
use crate::timeline::{Event, Person};
use crate::work::Work;

impl Desk<'_> {
    /// A reply, a question, a plan, a result. The first answer counts once it is told, see
    /// [`crate::change::told`].
    pub(super) fn say(&mut self, wording: Wording, text: String) -> Result<(), Refusal> {
        if self.change.state.approval.is_some() {
            return Err(Refusal::AwaitsApproval);
        }
        let state = &self.change.state;
        let can_begin = match wording {
            Wording::Reply { .. } | Wording::Together => state.stage.is_open(),
            Wording::Plan => state.deadlines.plan_owed().is_some() && state.stage.is_unresolved(),
            Wording::Result { .. } => true,
            Wording::Recommitment { commitment, .. } => state.stage.is_open() && state.owes(commitment),
        };
        if !can_begin {
            return Err(Refusal::NotNow);
        }
        self.touch()?;
        if is_needed(self.change.state.graded.grade) {
            return self.submit(wording, text);
        }
        self.send(wording, text, self.staff.person())
    }

    fn submit(&mut self, wording: Wording, text: String) -> Result<(), Refusal> {
        let stage = self.change.state.stage;
        let could_be_sent = match wording {
            Wording::Reply { asks: true } => stage.after(Act::Ask).is_some(),
            Wording::Result { .. } => stage.after(Act::Resolve).is_some(),
            _ => true,
        };
        if !could_be_sent {
            return Err(Refusal::NotNow);
        }
        let pledge = self.pledge.take();
        let submitted =
            Event::Submitted { wording: wording.clone(), text: text.clone(), pledge: pledge.clone() };
        self.change.event(submitted);
        let (by, at, contacts) = (self.staff.person(), self.now, self.change.state.contacts);
        let holders = Vec::new();
        self.change.state.approval = Some(Approval { wording, text, pledge, by, at, contacts, holders });
        Ok(())
    }

    fn send(&mut self, wording: Wording, text: String, by: Person) -> Result<(), Refusal> {
        let (asks, plan) = match wording {
            Wording::Result { finding, outcomes } => return self.resolve(finding, outcomes, text, by),
            Wording::Recommitment { commitment, promised, compensation } => {
                return self.recommitted(commitment, promised, (text, compensation), by);
            }
            Wording::Reply { asks } => (asks, false),
            Wording::Together => (false, false),
            // A grade that is less serious by now owes no plan: what was one is a reply.
            Wording::Plan => (false, self.change.state.deadlines.plan_owed().is_some()),
        };
        if asks {
            self.change.step(Act::Ask)?;
        }
        self.change.event(Event::Replied { text, asks, plan });
        self.committed(by);
        self.change.news.push(match (asks, plan) {
            (true, _) => News::Asked,
            (false, true) => News::Planned,
            (false, false) => News::Replied,
        });
        Ok(())
    }

    fn resolve(
        &mut self,
        finding: Finding,
        outcomes: Vec<Outcome>,
        text: String,
        by: Person,
    ) -> Result<(), Refusal> {
        self.change.step(Act::Resolve)?;
        self.change.end_offer();
        let (now, state) = (self.now, &mut self.change.state);
        state.end_pause(now);
        (state.resolved, state.asking) = (Some(now), Asking::Untold);
        let resolution = Resolution { finding, outcomes: outcomes.clone(), text: text.clone(), by, at: now };
        self.change.resolution = Some(resolution);
        self.change.event(Event::Resolved { finding, outcomes, text });
        self.change.news.push(News::Resolved);
        Ok(())
    }

    /// The first answer in the policy's own words, which were approved with it: it waits for nobody.
    pub(super) fn acknowledge(&mut self, text: String) -> Result<(), Refusal> {
        let state = &self.change.state;
        if !state.stage.is_open() || state.deadlines.first_answer.met.is_some() || text.is_empty() {
            return Err(Refusal::NotNow);
        }
        self.touch()?;
        self.send(Wording::Reply { asks: false }, text, self.staff.person())
    }

    /// Takes what was submitted then off the table, if whoever asks may decide on it.
    fn decide(&mut self, submitted: Moment) -> Result<Approval, Refusal> {
        let waiting = self.change.state.approval.take().filter(|approval| approval.at == submitted);
        let approval = waiting.ok_or(Refusal::NotNow)?;
        let is_author = approval.by.id == self.staff.id;
        let may = if is_needed(self.change.state.graded.grade) {
            let holds = approval.holders.iter().any(|holder| holder.id == self.staff.id);
            holds || !is_author && self.staff.manages(&self.change.state.community)
        } else {
            // By now it needs no second person; that it goes out still takes somebody's word.
            is_author || self.is_handler() || self.is_head()
        };
        if may { Ok(approval) } else { Err(Refusal::ApprovalNotYours) }
    }

    pub(super) fn approve(&mut self, submitted: Moment, text: String) -> Result<(), Refusal> {
        let approval = self.decide(submitted)?;
        let edited = text != approval.text;
        self.change.heard = (!edited).then_some(approval.contacts);
        self.change.author = Some(approval.by.clone());
        self.change.event(Event::Approved { edited });
        self.pledge = approval.pledge;
        self.send(approval.wording, text, approval.by)
    }

    pub(super) fn return_it(&mut self, submitted: Moment, reason: String) -> Result<(), Refusal> {
        self.decide(submitted)?;
        self.change.event(Event::Returned { reason });
        Ok(())
    }

    /// By who wrote it, or who answers for the complaint where its author is gone.
    pub(super) fn take_back(&mut self) -> Result<(), Refusal> {
        let approval = self.change.state.approval.take().ok_or(Refusal::NotNow)?;
        if approval.by.id != self.staff.id && !self.is_handler() && !self.is_head() {
            return Err(Refusal::HandlerOnly);
        }
        self.change.event(Event::TakenBack);
        Ok(())
    }
}

/// A reply sent at one complaint, as its author's, at another of the same group. One that is more
/// serious than where it was written and approved (`at`) is not reached by it.
///
/// # Errors
/// As [`super::work`].
pub fn reply_also(
    state: &State,
    author: &Staff,
    at: Grade,
    text: String,
    now: Moment,
) -> Result<Change, Denied> {
    let mut desk = Desk::new(state, author, now);
    desk.allow(&Work::ReplyAll { text: String::new() })?;
    if !state.stage.is_open() {
        return Err(Refusal::NotNow.into());
    }
    let grade = state.graded.grade;
    if state.approval.is_some() || is_needed(grade) && grade > at {
        return Err(Refusal::AwaitsApproval.into());
    }
    desk.touch()?;
    desk.send(Wording::Together, text, author.person())?;
    Ok(desk.change)
}
