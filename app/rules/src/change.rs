//! How a complaint changes: its state before, an act, and its state after with everything the act
//! leaves behind. The store loads the state inside the transaction, asks here, and writes the
//! answer; no other place decides what happens to a complaint.

mod alerts;
mod clock;
mod follow;
mod intake;
mod replay;
mod time;
mod work;

pub use alerts::acknowledged;
pub use clock::{Course, EXTENSION_DAYS_MAX};
pub use follow::follow;
pub use intake::taken_down;
pub use replay::replay;
pub use time::{cause_due, lapse, overdue_month, remind, told, tried};
pub use work::{counted, helped, judged, replied_together, reply_also, work};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::access::Refusal;
use crate::alike::Counted;
use crate::approval::Approval;
use crate::commitment::Commitment;
use crate::deadline::Deadlines;
use crate::grading::{Facts, Grade, Graded, Open, grade};
use crate::help::Help;
use crate::id::CommunityId;
use crate::kind::Department;
use crate::moment::Moment;
use crate::notice::{News, Notice};
use crate::policy::{Terms, Version};
use crate::problem::Problems;
use crate::resolution::Resolution;
use crate::stage::{Act, Asking, Stage};
use crate::timeline::{Event, Person, Who};
use crate::transfer::{Dispute, Offer};

/// What of a complaint can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub community: CommunityId,
    /// In force now, whatever it was graded by.
    pub terms: Arc<Terms>,
    pub received: Moment,
    pub stage: Stage,
    pub graded: Graded,
    /// The version it was graded by.
    pub graded_by: Version,
    pub facts: Facts,
    /// What the records show now, whatever it was graded with.
    pub counted: Counted,
    /// Raised whenever facts are established; a form made from an older one is refused.
    pub facts_version: i64,
    pub deadlines: Deadlines,
    pub course: Course,
    pub handler: Option<Person>,
    pub offer: Option<Offer>,
    /// Departments that have declined it in this round, once for each offer, while nothing came of it.
    pub declined: Vec<Department>,
    /// They have all declined it, and the office has not ruled yet.
    pub dispute: Option<Dispute>,
    /// Who was asked to help, in the order they were.
    pub helps: Vec<Help>,
    /// Once, and once more with each reopening. What was written in an earlier round answers
    /// nothing in this one.
    pub round: u32,
    /// Messages of hers so far.
    pub contacts: u32,
    /// Those of them that wait for an answer; it counts once it is told.
    pub unread: u32,
    /// Second contacts (I3).
    pub contacts_again: u32,
    /// When she asked for a person to review the grade, until one has.
    pub review: Option<Moment>,
    /// When this round's result was given; 2d counts until then.
    pub resolved: Option<Moment>,
    pub asking: Asking,
    /// When it was closed or withdrawn.
    pub ended: Option<Moment>,
    /// When it was declared a matter of major importance (I5).
    pub declared: Option<Moment>,
    /// Words that wait for a second person.
    pub approval: Option<Approval>,
    /// What was promised, in the order it was.
    pub commitments: Vec<Commitment>,
}

/// What an act leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub state: State,
    pub who: Who,
    /// In the order they happened; never empty.
    pub events: Vec<Event>,
    /// What the resident must be told.
    pub news: Vec<News>,
    /// Notices that wait from before and are about something of this are not told any more.
    pub moot: Vec<News>,
    /// Set when the act resolves: the survey goes out with it.
    pub resolution: Option<Resolution>,
    /// Whose words a second person sends: their entry is that of who wrote them.
    pub author: Option<Person>,
    /// Her messages when those words were written, where that was before.
    pub heard: Option<u32>,
}

/// Why an act was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denied {
    /// The person can put it right.
    Problems(Problems),
    /// The person may not, or not now.
    Refusal(Refusal),
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Problems> for Denied {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl State {
    /// The state of a complaint just received, and its first event.
    #[must_use]
    pub fn filed(community: CommunityId, terms: Arc<Terms>, facts: Facts, now: Moment) -> (Self, Event) {
        let graded = grade(&facts, Open::WithinAMonth, &terms.thresholds);
        let deadlines = Deadlines::start(graded.grade, now, &terms);
        let event = Event::Filed { grade: graded.grade, reasons: graded.reasons.clone(), deadlines };
        let state = Self {
            community,
            graded_by: terms.version,
            terms,
            received: now,
            stage: Stage::Received,
            graded,
            facts,
            counted: Counted::default(),
            facts_version: 1,
            deadlines,
            course: Course::default(),
            handler: None,
            offer: None,
            declined: Vec::new(),
            dispute: None,
            helps: Vec::new(),
            round: 1,
            contacts: 0,
            unread: 0,
            contacts_again: 0,
            review: None,
            resolved: None,
            asking: Asking::Untold,
            ended: None,
            declared: None,
            approval: None,
            commitments: Vec::new(),
        };
        (state, event)
    }

    /// The grade by the facts as they stand, now. Whether 2d holds is settled by the result.
    fn graded_at(&self, now: Moment) -> Graded {
        let open = Open::at(self.resolved.unwrap_or(now), self.received, self.terms.zone);
        grade(&self.facts, open, &self.terms.thresholds)
    }

    /// A notice about `news`, made now.
    #[must_use]
    pub const fn notice(&self, news: News) -> Notice {
        Notice { news, round: self.round, contacts: self.contacts }
    }

    fn end_dispute(&mut self) {
        (self.declined, self.dispute) = (Vec::new(), None);
    }

    const fn hears(&mut self) {
        self.contacts = self.contacts.saturating_add(1);
        self.unread = self.unread.saturating_add(1);
    }
}

impl Change {
    fn of(state: &State, who: Who) -> Self {
        Self {
            state: state.clone(),
            who,
            events: Vec::new(),
            news: Vec::new(),
            moot: Vec::new(),
            resolution: None,
            author: None,
            heard: None,
        }
    }

    /// Whose an entry is: what was said is theirs who wrote it, whoever let it go; what is given by a
    /// ruling is in the hands of who has it now.
    #[must_use]
    pub fn who_of(&self, event: &Event) -> Who {
        if let (Event::Given { .. }, Some(handler)) = (event, &self.state.handler) {
            return Who::Staff(handler.clone());
        }
        let is_said = matches!(
            event,
            Event::Replied { .. }
                | Event::Resolved { .. }
                | Event::Committed { .. }
                | Event::Recommitted { .. }
        );
        self.author.clone().filter(|_| is_said).map_or_else(|| self.who.clone(), Who::Staff)
    }

    /// The notices it leaves: words answer what she wrote before they were written.
    pub fn notices(&self) -> impl Iterator<Item = Notice> {
        let contacts = self.heard.unwrap_or(self.state.contacts);
        self.news.iter().map(move |news| Notice { contacts, ..self.state.notice(*news) })
    }

    /// What whoever runs the machine may do: a new private link.
    #[must_use]
    pub fn relinked(state: &State) -> Self {
        let mut change = Self::of(state, Who::Machine);
        change.event(Event::Relinked);
        change
    }

    /// Moves the stage, and with it retires the notices that have lost their object.
    fn step(&mut self, act: Act) -> Result<(), Refusal> {
        self.state.stage = self.state.stage.after(act).ok_or(Refusal::NotNow)?;
        self.moot.extend(News::ALL.iter().filter(|news| news.is_moot_after(act)));
        let ends = matches!(act, Act::Confirm | Act::Contest | Act::Lapse | Act::Withdraw);
        if ends && self.state.approval.take().is_some() {
            self.event(Event::TakenBack);
        }
        Ok(())
    }

    /// Nobody takes over what has a result or has ended, and there is nothing left to rule on.
    fn end_offer(&mut self) {
        if self.state.offer.take().is_some() {
            self.event(Event::OfferRecalled);
        }
        self.state.end_dispute();
    }

    fn event(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Takes over a grade, moves deadlines earlier where it asks for it, and says so; silent when
    /// nothing but the order of reasons is the same as before.
    fn regrade(&mut self, graded: Graded, reason: String, now: Moment) {
        let state = &mut self.state;
        if graded == state.graded {
            return;
        }
        let from = state.graded.grade;
        if graded.grade > from {
            self.news.push(News::Regraded);
        }
        if graded.grade != from && state.stage.is_unresolved() {
            // A plan waits for nobody: its clock stands still for nothing.
            if graded.grade == Grade::One && state.end_pause(now) {
                let deadlines = state.deadlines;
                self.events.push(Event::Resumed { deadlines });
            }
            state.deadlines = state.deadlines.regraded(graded.grade, now, &state.terms);
        }
        let (to, reasons) = (graded.grade, graded.reasons.clone());
        state.graded = graded;
        state.graded_by = state.terms.version;
        let deadlines = state.deadlines;
        self.event(Event::Regraded { from, to, reasons, reason, deadlines });
    }

    /// The machine makes a grade more serious by itself, never less (handbook §2).
    fn regrade_upwards(&mut self, now: Moment) {
        let graded = self.state.graded_at(now);
        if graded.grade > self.state.graded.grade {
            self.regrade(graded, String::new(), now);
        }
    }
}
