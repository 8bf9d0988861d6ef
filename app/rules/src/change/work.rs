//! What staff do (handbook I2: the first to touch is responsible; responsibility moves only when
//! the receiver accepts).

mod alike;
mod approval;
mod commitment;
mod help;
mod hint;
mod transfer;

pub use alike::{counted, replied_together};
pub use approval::reply_also;
pub use help::helped;
pub use hint::judged;

use super::{Change, Denied, State};
use chrono::NaiveDateTime;

use crate::access::{Refusal, Staff, Want};
use crate::approval::Wording;
use crate::commitment::Pledge;
use crate::grading::Facts;
use crate::moment::Moment;
use crate::notice::News;
use crate::problem::{Field, Problems, What};
use crate::question::Answered;
use crate::stage::{Act, Stage};
use crate::timeline::{Event, Person, Who};
use crate::work::Work;

/// Does `work` for `staff`. `facts_version` is the one the facts form was made from; `colleagues`
/// are those who can be offered the complaint.
///
/// # Errors
/// `Refusal` when the duty, the responsibility or the stage does not allow it; `Problems` when a
/// field has to be put right. The state is then unchanged.
pub fn work(
    state: &State,
    staff: &Staff,
    colleagues: &[Person],
    facts_version: i64,
    work: Work,
    now: Moment,
) -> Result<Change, Denied> {
    let mut desk = Desk::new(state, staff, now);
    desk.allow(&work)?;
    let work = desk.pledge(work, colleagues)?;
    match work {
        Work::Take => desk.take()?,
        Work::Verify => desk.go_on(Act::Verify, Event::Verifying)?,
        Work::Handle => desk.go_on(Act::Handle, Event::Handling)?,
        Work::Offer { to, reason } => desk.offer(&to, reason, colleagues)?,
        Work::AcceptOffer => desk.accept_offer()?,
        Work::DeclineOffer { reason } => desk.decline_offer(reason)?,
        Work::RecallOffer => desk.recall_offer()?,
        Work::Opinion { text } => desk.opinion(text)?,
        Work::Rule { to, reason } => desk.rule(&to, reason, colleagues)?,
        // What 3b needs to know is read beside the state, see [`helped`].
        Work::AskHelp { .. } => return Err(Refusal::NotNow.into()),
        Work::Help { help, text } => desk.help(help, text)?,
        Work::EndHelp { help } => desk.end_help(help)?,
        Work::Note { text } => desk.note(text),
        Work::Answer { answers } => desk.answer(answers)?,
        Work::Contacted { channel, text } => desk.contacted(channel, text)?,
        // Each of the others is answered as this one is.
        Work::ReplyAll { text } => desk.say(Wording::Together, text)?,
        Work::Join { same, with } => desk.join(same, with)?,
        Work::NotSame { with } => desk.change.event(Event::NotSame { with }),
        Work::Leave { same } => desk.leave(same)?,
        Work::Reply { text, asks } => desk.say(Wording::Reply { asks }, text)?,
        Work::Plan { text } => desk.say(Wording::Plan, text)?,
        Work::Establish { facts, reason } => desk.establish(facts, facts_version, reason)?,
        // What is suggested is read beside the state, see [`judged`].
        Work::NotSo { .. } | Work::MaybeSo { .. } => return Err(Refusal::NotNow.into()),
        Work::Resolve { finding, outcomes, text } => {
            desk.say(Wording::Result { finding, outcomes }, text)?;
        }
        Work::Pause { reason, text } => desk.clock(|change, now| change.pause(reason, text, now))?,
        Work::Resume => desk.clock(Change::resume)?,
        Work::Extend { due, reason } => desk.extend(due, reason)?,
        Work::Review { text } => desk.review(text)?,
        Work::Declare { reason } => desk.declare(reason)?,
        Work::Acknowledge { text } => desk.acknowledge(text)?,
        Work::Approve { submitted, text } => desk.approve(submitted, text)?,
        Work::Return { submitted, reason } => desk.return_it(submitted, reason)?,
        Work::TakeBack => desk.take_back()?,
        Work::Keep { commitment } => desk.keep(commitment)?,
        Work::Recommit { commitment, pledged, reason, compensation } => {
            desk.recommit(commitment, &pledged, reason, compensation)?;
        }
        // What it says is unpacked above, once.
        Work::Committing { .. } => return Err(Refusal::NotNow.into()),
        // Whoever is at the hotline when she calls, whenever that is; it handles nothing, so it is no touch.
        Work::Relink => desk.change.event(Event::Relinked),
    }
    Ok(desk.change)
}

/// One member of staff at one complaint at one moment.
pub(super) struct Desk<'a> {
    staff: &'a Staff,
    pub(super) now: Moment,
    pub(super) change: Change,
    /// What goes out with what is said.
    pledge: Option<Pledge>,
}

impl<'a> Desk<'a> {
    fn new(state: &State, staff: &'a Staff, now: Moment) -> Self {
        let change = Change::of(state, Who::Staff(staff.person()));
        Self { staff, now, change, pledge: None }
    }
}

impl Desk<'_> {
    fn allow(&self, work: &Work) -> Result<(), Refusal> {
        let community = &self.change.state.community;
        let notes = matches!(work, Work::Note { .. } | Work::Help { .. });
        let want = if notes { Want::Note } else { Want::Handle };
        if !self.staff.may(Want::Read, community) {
            return Err(Refusal::NotFound);
        }
        if self.staff.may(want, community) { Ok(()) } else { Err(Refusal::NotYours) }
    }

    fn is_handler(&self) -> bool {
        self.change.state.handler.as_ref().is_some_and(|handler| handler.id == self.staff.id)
    }

    /// A head acts where the handler is away.
    fn is_head(&self) -> bool {
        self.staff.leads(&self.change.state.community)
    }

    /// First touch makes responsible; after that only the handler, or a head, goes on.
    fn touch(&mut self) -> Result<(), Refusal> {
        if self.change.state.handler.is_none() {
            return self.take();
        }
        if !self.is_handler() && !self.is_head() {
            return Err(Refusal::HandlerOnly);
        }
        if self.change.state.stage == Stage::Reopened { self.take_up() } else { Ok(()) }
    }

    pub(super) fn take(&mut self) -> Result<(), Refusal> {
        let state = &mut self.change.state;
        match &state.handler {
            None => state.handler = Some(self.staff.person()),
            Some(handler) if handler.id == self.staff.id => {}
            Some(_) => return Err(Refusal::NotNow),
        }
        self.take_up()
    }

    /// Moves a waiting complaint to accepted.
    fn take_up(&mut self) -> Result<(), Refusal> {
        self.change.step(Act::Take)?;
        self.change.event(Event::Taken);
        self.change.news.push(News::Accepted);
        Ok(())
    }

    fn go_on(&mut self, act: Act, event: Event) -> Result<(), Refusal> {
        self.touch()?;
        self.change.step(act)?;
        self.change.event(event);
        Ok(())
    }

    /// Anyone who reads may leave a note; by those who handle it is a first touch.
    fn note(&mut self, text: String) {
        self.take_untouched();
        self.change.event(Event::Noted { text });
    }

    /// By whoever is at the hotline when she calls, who need not be the one responsible.
    fn answer(&mut self, answers: Vec<Answered>) -> Result<(), Refusal> {
        if !self.change.state.stage.is_open() {
            return Err(Refusal::NotNow);
        }
        self.take_untouched();
        self.change.event(Event::Answered { answers });
        Ok(())
    }

    pub(super) fn take_untouched(&mut self) {
        let may_handle = self.staff.may(Want::Handle, &self.change.state.community);
        let untouched = self.change.state.handler.is_none() && self.change.state.stage.awaits_a_handler();
        if may_handle && untouched && self.take().is_err() {
            debug_assert!(false, "an untouched complaint can be taken");
        }
    }

    fn clock(&mut self, act: impl FnOnce(&mut Change, Moment) -> Result<(), Refusal>) -> Result<(), Refusal> {
        self.touch()?;
        act(&mut self.change, self.now)
    }

    fn extend(&mut self, due: NaiveDateTime, reason: String) -> Result<(), Denied> {
        self.touch()?;
        let by_head = self.is_head();
        self.change.extend(due, reason, by_head, self.now)
    }

    /// Somebody else than who is responsible looks at the grade again, or a head; what they find wrong
    /// they put right with the facts.
    fn review(&mut self, text: String) -> Result<(), Refusal> {
        if self.change.state.review.is_none() {
            return Err(Refusal::NotNow);
        }
        if self.is_handler() && !self.is_head() {
            return Err(Refusal::ReviewNotYours);
        }
        self.change.state.review = None;
        let grade = self.change.state.graded.grade;
        self.change.event(Event::Reviewed { text, grade });
        self.change.news.push(News::Reviewed);
        Ok(())
    }

    /// Sets facts and re-grades in one step. To make a grade less serious takes whoever answers for
    /// it, and a reason.
    fn establish(&mut self, facts: Facts, facts_version: i64, reason: String) -> Result<(), Denied> {
        if !self.change.state.stage.is_open() {
            return Err(Refusal::NotNow.into());
        }
        if facts_version != self.change.state.facts_version {
            return Err(Refusal::Changed.into());
        }
        if self.change.state.handler.is_none() {
            self.take()?;
        }
        let before = self.change.state.graded.grade;
        // What the records show is counted, whatever a form says.
        let facts = self.change.state.counted.put_into(facts);
        self.change.state.facts = facts.clone();
        self.change.state.facts_version += 1;
        let graded = self.change.state.graded_at(self.now);
        if graded.grade < before && !self.is_handler() && !self.is_head() {
            return Err(Refusal::LowerNotYours.into());
        }
        if graded.grade < before && reason.is_empty() {
            return Err(Problems::one(Field::Reason, What::LowerNeedsReason).into());
        }
        self.change.event(Event::Established { facts });
        self.change.regrade(graded, reason, self.now);
        Ok(())
    }
}
