//! Serious incidents (handbook §8): who tells what at once, who tracks it to its end, what is told to the
//! households concerned, and the report afterwards. Decided here, as [`crate::change`] decides for complaints.

mod draft;
mod told;

pub use draft::{DeclareDraft, Declaring, IncidentDraft};
pub use told::{Households, Recipient, one_of_each_household};

use serde::{Deserialize, Serialize};

use crate::access::{Duty, Refusal, Staff};
use crate::alert::Colleague;
use crate::code::coded;
use crate::complaint::CommunitySign;
use crate::id::{CommunityId, ComplaintNumber, IncidentNumber, StaffId};
use crate::kind::Kind;
use crate::language::Language;
use crate::moment::{Moment, Zone};
use crate::stage::Stage as ComplaintStage;
use crate::timeline::Person;

coded! {
    /// How far an incident has come.
    pub enum Stage {
        Declared = "declared",
        /// The head in charge has taken it on.
        Registered = "registered",
        /// The households concerned have been written to.
        Told = "told",
        /// What was broken works again.
        Over = "over",
        /// The analysis report is drawn up.
        Analysed = "analysed",
        Closed = "closed",
    }
}

coded! {
    /// What a form of an incident's page does.
    pub enum Act {
        Register = "register",
        Note = "note",
        /// Takes in another complaint.
        Add = "add",
        Message = "message",
        Over = "over",
        Analyse = "analyse",
        /// Sends the report to the residents concerned and the supervising department.
        Send = "send",
        Close = "close",
    }
}

/// What whoever knows first tells at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstNotice {
    pub seen: Moment,
    pub place: String,
    pub text: String,
    /// What is done about it so far.
    pub plan: String,
}

/// A message in the languages it was written in; at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub zh_hans: String,
    pub zh_hant: String,
    pub en: String,
}

impl Words {
    /// For a reader of `language`: in it, else in the Chinese she can read as well, else as it was written.
    #[must_use]
    pub fn for_reader(&self, language: Language) -> &str {
        let in_order = match language {
            Language::ZhHans => [&self.zh_hans, &self.zh_hant, &self.en],
            Language::ZhHant => [&self.zh_hant, &self.zh_hans, &self.en],
            Language::En => [&self.en, &self.zh_hans, &self.zh_hant],
        };
        in_order.into_iter().find(|text| !text.is_empty()).map_or("", String::as_str)
    }
}

/// The analysis report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub effect: String,
    pub handling: String,
    pub cause: String,
    pub corrective: String,
    pub preventive: String,
}

/// What happened to an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Declared {
        notice: FirstNotice,
    },
    /// Complaints belong to it from now on.
    Added {
        complaints: Vec<ComplaintNumber>,
    },
    Acknowledged,
    Registered {
        text: String,
    },
    Noted {
        text: String,
    },
    Told {
        words: Words,
        households: u32,
    },
    Over {
        text: String,
    },
    Analysed {
        report: Report,
    },
    Sent {
        households: u32,
    },
    Closed {
        text: String,
    },
}

/// One entry of an incident's own timeline; entries are appended, never edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Gapless within the community.
    pub seq: i64,
    pub at: Moment,
    pub who: Person,
    pub event: Event,
}

/// What is asked of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    Register { text: String },
    Note { text: String },
    Add { complaint: ComplaintNumber },
    Message { words: Words },
    Over { text: String },
    Analyse { report: Report },
    Send,
    Close { text: String },
}

impl Work {
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Register { .. } => Act::Register,
            Self::Note { .. } => Act::Note,
            Self::Add { .. } => Act::Add,
            Self::Message { .. } => Act::Message,
            Self::Over { .. } => Act::Over,
            Self::Analyse { .. } => Act::Analyse,
            Self::Send => Act::Send,
            Self::Close { .. } => Act::Close,
        }
    }
}

/// What of an incident decides what may be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub community: CommunityId,
    pub stage: Stage,
    /// The head in charge (分管).
    pub in_charge: StaffId,
    /// Raised by every entry; a form made from an older one is refused, so nothing is sent twice.
    pub version: i64,
}

impl State {
    /// The stage after `act`, done by `staff`. The head in charge tracks it to its end; the general manager
    /// can do the same, and whoever leads writes to residents and draws up the report. Anybody who reads it
    /// notes what they know.
    ///
    /// # Errors
    /// Why not.
    pub fn after(&self, act: Act, staff: &Staff) -> Result<Stage, Refusal> {
        let tracks = staff.id == self.in_charge || staff.manages(&self.community);
        let leads = tracks || staff.leads(&self.community);
        let may = match act {
            Act::Note | Act::Add => true,
            Act::Message | Act::Analyse | Act::Send => leads,
            Act::Register | Act::Over | Act::Close => tracks,
        };
        if !may {
            return Err(if leads { Refusal::NotYours } else { Refusal::HeadOnly });
        }
        self.next(act).ok_or(Refusal::NotNow)
    }

    const fn next(&self, act: Act) -> Option<Stage> {
        match (act, self.stage) {
            (_, Stage::Closed) => None,
            (Act::Register, Stage::Declared) => Some(Stage::Registered),
            (Act::Note | Act::Add, stage) => Some(stage),
            (Act::Message, Stage::Registered | Stage::Told) => Some(Stage::Told),
            (Act::Message, stage @ (Stage::Over | Stage::Analysed)) => Some(stage),
            (Act::Over, Stage::Registered | Stage::Told) => Some(Stage::Over),
            (Act::Analyse, Stage::Over | Stage::Analysed) => Some(Stage::Analysed),
            (Act::Send, Stage::Analysed) => Some(Stage::Analysed),
            (Act::Close, Stage::Analysed) => Some(Stage::Closed),
            _ => None,
        }
    }
}

/// Whom a declaration calls at once: who holds the project's contract, and the head in charge. Where nobody
/// holds the contract, the general manager is called in their place.
#[must_use]
pub fn called_at_once(in_charge: &StaffId, team: &[Colleague]) -> Vec<StaffId> {
    let holding = |duty: Duty| team.iter().filter(move |one| one.duties.contains(&duty));
    let contract: Vec<&Colleague> = holding(Duty::Contract).collect();
    let first = if contract.is_empty() { holding(Duty::GeneralManager).collect() } else { contract };
    let mut called = vec![in_charge.clone()];
    for one in first {
        if !called.contains(&one.id) {
            called.push(one.id.clone());
        }
    }
    called
}

/// Who can be named the head in charge: heads, and the general manager.
#[must_use]
pub fn can_be_in_charge(duties: &[Duty]) -> bool {
    duties.iter().any(|duty| matches!(duty, Duty::DepartmentHead | Duty::GeneralManager))
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub number: IncidentNumber,
    pub community_name: String,
    pub zone: Zone,
    pub kind: Kind,
    pub stage: Stage,
    pub notice: FirstNotice,
    pub in_charge: Person,
    pub declared: Moment,
    /// Complaints that belong to it.
    pub complaints: u32,
}

/// A complaint that belongs to it, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub number: ComplaintNumber,
    pub stage: ComplaintStage,
    pub place: String,
}

/// What became of one message to the households.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Of the entry that tells of it.
    pub seq: i64,
    pub sent: u32,
    /// On its way, or to be tried again.
    pub waiting: u32,
    /// On the to-tell list: a person has to say it.
    pub to_tell: u32,
    /// A person has said it.
    pub told: u32,
    /// Shown behind the private link only.
    pub link_only: u32,
}

/// An incident as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    pub number: IncidentNumber,
    pub state: State,
    pub community_name: String,
    pub company: String,
    pub zone: Zone,
    pub kind: Kind,
    /// Names of the buildings concerned.
    pub buildings: Vec<String>,
    pub notice: FirstNotice,
    pub by: Person,
    pub in_charge: Person,
    /// Who holds the project's contract.
    pub contract: Vec<Person>,
    pub declared: Moment,
    pub members: Vec<Member>,
    /// Oldest first.
    pub entries: Vec<Entry>,
    pub reached: Vec<Reached>,
    /// Whom a message would reach now.
    pub households: Households,
}

impl Incident {
    /// The report as it was drawn up last.
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        self.entries.iter().rev().find_map(|entry| match &entry.event {
            Event::Analysed { report } => Some(report),
            _ => None,
        })
    }
}

/// What the form that declares one is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    pub communities: Vec<CommunityGround>,
    /// The complaint it is declared from.
    pub from: Option<Origin>,
}

/// One community an incident can be declared in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunityGround {
    pub sign: CommunitySign,
    pub zone: Zone,
    /// Who can be in charge.
    pub heads: Vec<Person>,
}

/// A complaint an incident is declared from; all of its group belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub number: ComplaintNumber,
    pub community: CommunityId,
    pub kind: Kind,
    pub building: Option<String>,
    pub place: String,
    pub received: Moment,
    pub members: u32,
}

/// The incident a complaint belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belongs {
    pub number: IncidentNumber,
    pub stage: Stage,
}
