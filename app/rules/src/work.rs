//! What staff do with a complaint.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::calendar::PauseReason;
use crate::code::coded;
use crate::commitment::Pledged;
use crate::grading::Facts;
use crate::hint::Hint;
use crate::id::ComplaintNumber;
use crate::intake::Channel;
use crate::likeness::Same;
use crate::moment::Moment;
use crate::question::Answered;
use crate::resolution::{Finding, Outcome};
use crate::transfer::To;

mod draft;
mod facts;
mod meet;

pub use draft::WorkDraft;
pub use facts::FactsDraft;
pub use meet::{Clash, Met, Seen, said_since};

coded! {
    /// Which of the page's forms was sent.
    pub enum WorkAct {
        Take = "take",
        Verify = "verify",
        Handle = "handle",
        Offer = "offer",
        AcceptOffer = "accept_offer",
        DeclineOffer = "decline_offer",
        RecallOffer = "recall_offer",
        /// What a department has to say where nobody takes it over.
        Opinion = "opinion",
        /// The office says who is responsible.
        Rule = "rule",
        /// Somebody is asked to help.
        AskHelp = "ask_help",
        Help = "help",
        EndHelp = "end_help",
        Note = "note",
        /// What she said to the questions of the kind.
        Answer = "answer",
        /// She has contacted us about it.
        Contacted = "contacted",
        Reply = "reply",
        /// A reply that asks the resident for something.
        Ask = "ask",
        /// A reply that is the approved plan.
        Plan = "plan",
        Establish = "establish",
        /// What her words suggest is not so.
        NotSo = "not_so",
        /// Takes that back.
        MaybeSo = "maybe_so",
        Resolve = "resolve",
        /// Stops the result's clock.
        Pause = "pause",
        Resume = "resume",
        /// Promises a new time.
        Extend = "extend",
        /// Answers her request to look at the grade again.
        Review = "review",
        Relink = "relink",
        /// Another is the same.
        Join = "join",
        NotSame = "not_same",
        Leave = "leave",
        Declare = "declare",
        /// The first answer, in the words of the policy.
        Acknowledge = "acknowledge",
        /// Sends what waits for a second person.
        Approve = "approve",
        Return = "return",
        TakeBack = "take_back",
        /// A commitment is kept.
        Keep = "keep",
        /// It is given anew.
        Recommit = "recommit",
    }
}

/// What a member of staff does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Becomes the handler.
    Take,
    /// Begins to verify.
    Verify,
    /// Begins to put it right.
    Handle,
    /// Offers responsibility; it moves when the other accepts.
    Offer {
        to: To,
        reason: String,
    },
    AcceptOffer,
    DeclineOffer {
        reason: String,
    },
    RecallOffer,
    /// Gives the opinion of a department where it was declined twice (§8).
    Opinion {
        text: String,
    },
    /// Rules who is responsible, at once; a department's is whoever is in charge of it now.
    Rule {
        to: To,
        reason: String,
    },
    /// Asks somebody to help without handing it over (3b).
    AskHelp {
        of: To,
        text: String,
    },
    /// Answers that.
    Help {
        help: u32,
        text: String,
    },
    /// Help is needed no more.
    EndHelp {
        help: u32,
    },
    /// Internal; residents never see it.
    Note {
        text: String,
    },
    /// Records what she said to the questions of the kind.
    Answer {
        answers: Vec<Answered>,
    },
    /// Takes down that she has contacted us about it, and what she said if anything.
    Contacted {
        channel: Channel,
        text: String,
    },
    Reply {
        text: String,
        asks: bool,
    },
    /// Tells the approved plan: what grade 1 owes within three days.
    Plan {
        text: String,
    },
    /// Sets facts and re-grades. `reason` is needed where the grade becomes less serious.
    Establish {
        facts: Facts,
        reason: String,
    },
    /// Finds that what her words suggest is not so; it is suggested no more.
    NotSo {
        fact: Hint,
    },
    /// Takes that back.
    MaybeSo {
        fact: Hint,
    },
    Resolve {
        finding: Finding,
        outcomes: Vec<Outcome>,
        text: String,
    },
    /// The result waits for somebody else; the clock stands still. The resident reads `text`.
    Pause {
        reason: PauseReason,
        text: String,
    },
    Resume,
    /// A new time for the result, on the community's clock.
    Extend {
        due: NaiveDateTime,
        reason: String,
    },
    /// Tells what looking at the grade again has come to.
    Review {
        text: String,
    },
    /// Gives a new private link; every link given out before opens nothing any more.
    Relink,
    /// A reply to every open complaint of the group of the same complaint, each as her own.
    ReplyAll {
        text: String,
    },
    /// Confirms that another is the same.
    Join {
        same: Same,
        with: ComplaintNumber,
    },
    /// Another is not the same; what was proposed is answered.
    NotSame {
        with: ComplaintNumber,
    },
    /// Undoes it: takes this one out of its group. Who is not the same complaint is not the same
    /// problem either.
    Leave {
        same: Same,
    },
    /// Declares it a matter of major importance: the general manager is alerted at once (I5).
    Declare {
        reason: String,
    },
    /// The first answer in the standard words of the policy, which the server puts in: they were
    /// approved with it.
    Acknowledge {
        text: String,
    },
    /// Sends what was submitted then, perhaps in other words.
    Approve {
        submitted: Moment,
        text: String,
    },
    /// Sends it back to who wrote it.
    Return {
        submitted: Moment,
        reason: String,
    },
    /// Takes back what waits for approval.
    TakeBack,
    /// Says something that is a commitment (L4).
    Committing {
        saying: Box<Work>,
        pledged: Pledged,
    },
    /// A commitment is kept.
    Keep {
        commitment: u32,
    },
    /// One that cannot be kept is given anew (W7).
    Recommit {
        commitment: u32,
        pledged: Pledged,
        reason: String,
        compensation: String,
    },
}
