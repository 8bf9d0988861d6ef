//! What each side sees of one complaint. Two sides, two types: nothing staff-only can reach a
//! resident's page by mistake.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::Called;
use crate::alike::Alike;
use crate::approval::Approval;
use crate::calendar::{Extension, Step};
use crate::commitment::Commitment;
use crate::complaint::{Filer, Wish};
use crate::contact::{Email, Phone};
use crate::deadline::{Clock, Deadlines};
use crate::grading::{Facts, Grade, Reason};
use crate::help::Help;
use crate::hint::Suggestion;
use crate::id::{CommunityId, ComplaintId, ComplaintNumber, PhotoId};
use crate::incident::Belongs;
use crate::intake::Arrival;
use crate::kind::{Department, Kind};
use crate::moment::{Moment, Zone};
use crate::place::Area;
use crate::policy::{Answering, Terms, Version};
use crate::question::{Answered, Question};
use crate::resolution::Resolution;
use crate::stage::Stage;
use crate::survey::Answer;
use crate::timeline::{Entry, Person};
use crate::transfer::{Dispute, Offer};

/// How a deadline comes about, step by step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    pub clock: Clock,
    pub steps: Vec<Step>,
}

/// A complaint as its complainant sees it, by her private link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracking {
    pub number: ComplaintNumber,
    pub community: CommunityId,
    pub zone: Zone,
    pub kind: Kind,
    pub area: Area,
    pub place: String,
    pub text: String,
    /// What she answered, and what staff recorded of it since.
    pub answers: Vec<Answered>,
    pub remedy: String,
    pub wishes: Vec<Wish>,
    pub photos: Vec<PhotoId>,
    pub stage: Stage,
    pub grade: Grade,
    /// Only reasons she may read.
    pub reasons: Vec<Reason>,
    /// Whether some reason was assessed by staff and is not named here.
    pub assessed_by_staff: bool,
    pub handler: Option<Person>,
    pub received: Moment,
    pub ended: Option<Moment>,
    pub deadlines: Deadlines,
    pub explained: Vec<Explained>,
    /// Oldest first; none of staff's own.
    pub entries: Vec<Entry>,
    pub resolution: Option<Resolution>,
    /// How she will be told, masked.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// The survey's link token while it can be answered.
    pub survey: Option<String>,
    /// What was promised her, with every version.
    pub commitments: Vec<Commitment>,
    /// Households she speaks for.
    pub households: u32,
}

/// A complaint as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    pub id: ComplaintId,
    pub number: ComplaintNumber,
    pub community: CommunityId,
    pub community_name: String,
    /// In force now: what a re-grade would go by.
    pub terms: Terms,
    /// The version it was graded by.
    pub graded_by: Version,
    /// Raised by every change.
    pub version: i64,
    /// Raised by every change of the facts; the facts form sends it back.
    pub facts_version: i64,
    pub filer: Filer,
    pub kind: Kind,
    /// The department that answers for the kind.
    pub responsible: Department,
    pub area: Area,
    pub place: String,
    pub home: Option<String>,
    pub text: String,
    /// What she answered, and what staff recorded of it since.
    pub answers: Vec<Answered>,
    /// What is asked about its kind now.
    pub asked: Vec<Question>,
    pub since: Option<NaiveDate>,
    pub remedy: String,
    pub wishes: Vec<Wish>,
    pub photos: Vec<PhotoId>,
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub stage: Stage,
    pub grade: Grade,
    pub reasons: Vec<Reason>,
    pub facts: Facts,
    /// Facts that her words suggest beyond these, for a person to confirm.
    pub suggested: Vec<Suggestion>,
    /// What a person has found of them not to be so.
    pub not_so: Vec<Suggestion>,
    pub received: Moment,
    /// How it reached us (I1).
    pub arrival: Arrival,
    pub ended: Option<Moment>,
    /// When it was declared a matter of major importance (I5).
    pub declared: Option<Moment>,
    pub deadlines: Deadlines,
    pub explained: Vec<Explained>,
    /// Whether a new time for the result is still the handler's to promise.
    pub can_extend: bool,
    /// A new time that is not told yet.
    pub promised: Option<Extension>,
    /// When she asked for a person to review the grade, until one has.
    pub review: Option<Moment>,
    pub handler: Option<Person>,
    /// An offer that waits for an answer.
    pub offer: Option<Offer>,
    /// Offers that were declined in this round, while nothing came of it.
    pub declined: usize,
    /// Nobody takes it over, and the office has not ruled yet.
    pub dispute: Option<Dispute>,
    /// Who was asked to help, in the order they were.
    pub helps: Vec<Help>,
    /// What was promised, with every version.
    pub commitments: Vec<Commitment>,
    /// Words that wait for a second person, and who holds them.
    pub approval: Option<Approval>,
    /// Who would approve what its viewer says, where the grade asks for a second person.
    pub approvers: Vec<Person>,
    /// What fills the phrases that are ready for her.
    pub answering: Answering,
    /// Times she contacted us again before being answered (I3).
    pub contacts_again: u32,
    pub entries: Vec<Entry>,
    pub resolution: Option<Resolution>,
    /// Those that are the same, or may be.
    pub alike: Alike,
    /// The serious incident it belongs to.
    pub incident: Option<Belongs>,
    /// Colleagues who can be offered it.
    pub colleagues: Vec<Person>,
    /// Whom the ladder has called, oldest first.
    pub called: Vec<Called>,
    /// Token of the private link, for who may handle it to give to its complainant again.
    pub link: Option<String>,
}

impl Complaint {
    /// Declared one, or of grade 1, which always is (I5).
    #[must_use]
    pub const fn is_of_major_importance(&self) -> bool {
        self.declared.is_some() || matches!(self.grade, Grade::One)
    }
}

/// Everything that is on record of one complaint, to be read from its beginning to its end (R3: a dossier
/// for each).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Without its private link, which opens more than what is read.
    pub complaint: Complaint,
    pub company: String,
    /// Oldest first.
    pub surveys: Vec<Surveyed>,
    pub now: Moment,
}

/// A survey that went out with a result, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surveyed {
    /// When its link had reached her.
    pub sent: Option<Moment>,
    pub answer: Option<(Moment, Answer)>,
}
