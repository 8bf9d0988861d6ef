//! What each change leaves behind. Entries are appended, never edited.

use serde::{Deserialize, Serialize};

use crate::alert::About;
use crate::approval::Wording;
use crate::calendar::PauseReason;
use crate::commitment::{Pledge, Promised};
use crate::deadline::Deadlines;
use crate::grading::{Facts, Grade, Reason};
use crate::hint::Suggestion;
use crate::id::{ComplaintNumber, IncidentNumber, PhotoId, StaffId};
use crate::incident::Report;
use crate::intake::Channel;
use crate::kind::Department;
use crate::likeness::Same;
use crate::moment::Moment;
use crate::notice::Notice;
use crate::question::Answered;
use crate::resolution::{Finding, Outcome};
use crate::transfer::Receiver;

/// A colleague, by the name people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: StaffId,
    pub name: String,
    pub department: Department,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Resident,
    Staff(Person),
    /// Time alone, or a job.
    Machine,
}

/// How somebody was told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Email,
    Sms,
    /// A person said or wrote it, and ticked the to-tell list.
    InPerson,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Filed {
        grade: Grade,
        reasons: Vec<Reason>,
        deadlines: Deadlines,
    },
    /// The first touch: responsible from now on.
    Taken,
    Verifying,
    Handling,
    Offered {
        to: Receiver,
        reason: String,
    },
    OfferAccepted {
        from: Person,
    },
    OfferDeclined {
        reason: String,
    },
    OfferRecalled,
    /// Declined once too often: the departments concerned give their opinions, and the office rules.
    Disputed {
        departments: Vec<Department>,
    },
    /// What one of them has to say.
    Opinion {
        department: Department,
        text: String,
    },
    /// The office has ruled who is responsible.
    Ruled {
        to: Person,
        reason: String,
    },
    /// Responsible by that ruling.
    Given {
        from: Option<Person>,
    },
    /// Somebody is asked to help; responsibility stays where it is.
    HelpAsked {
        help: u32,
        of: Receiver,
        text: String,
    },
    Helped {
        help: u32,
        text: String,
    },
    /// Needed no more.
    HelpEnded {
        help: u32,
    },
    /// Internal.
    Noted {
        text: String,
    },
    Replied {
        text: String,
        asks: bool,
        /// It is the approved plan.
        plan: bool,
    },
    /// The resident added something; `again` when she had to ask before being answered (I3).
    Added {
        text: String,
        photos: Vec<PhotoId>,
        again: bool,
    },
    /// She called, came or wrote, and staff took down what she said; `again` as when she writes herself.
    Contacted {
        channel: Channel,
        text: String,
        again: bool,
    },
    /// What she said when staff asked the questions of the kind.
    Answered {
        answers: Vec<Answered>,
    },
    /// Facts as they now stand.
    Established {
        facts: Facts,
    },
    /// What her words suggest is not so.
    NotSo {
        hint: Suggestion,
    },
    /// That it is not so is taken back.
    MaybeSo {
        hint: Suggestion,
    },
    Regraded {
        from: Grade,
        to: Grade,
        reasons: Vec<Reason>,
        reason: String,
        deadlines: Deadlines,
    },
    Resolved {
        finding: Finding,
        outcomes: Vec<Outcome>,
        text: String,
    },
    Confirmed,
    /// "Not solved": open again, with fresh clocks.
    Reopened {
        text: String,
        deadlines: Deadlines,
    },
    Withdrawn {
        text: String,
    },
    ReviewAsked {
        text: String,
    },
    Told {
        way: Way,
        notice: Notice,
    },
    /// The result's clock stands still: we wait for somebody else.
    Paused {
        reason: PauseReason,
        text: String,
        deadlines: Deadlines,
    },
    /// It goes on.
    Resumed {
        deadlines: Deadlines,
    },
    /// A new time for the result, which holds once it is told.
    Extended {
        due: Moment,
        reason: String,
    },
    /// A person has looked at the grade again, as she asked.
    Reviewed {
        text: String,
        grade: Grade,
    },
    /// Called to tell her, and nobody answered.
    Tried {
        notice: Notice,
    },
    Reminded,
    Lapsed,
    SurveyAnswered {
        solved: bool,
        satisfaction: u8,
    },
    /// A person found it to be the same as another.
    Grouped {
        same: Same,
        with: ComplaintNumber,
    },
    /// Taken out of its group.
    Ungrouped {
        same: Same,
    },
    /// A person found that another is not the same.
    NotSame {
        with: ComplaintNumber,
    },
    /// What the records show has made a rule hold.
    Counted {
        complainants: u32,
        came_back: u32,
    },
    /// The reply before it went to so many complaints of the group; those it could not go to.
    RepliedTogether {
        many: u32,
        refused: Vec<ComplaintNumber>,
    },
    /// Whose cause the delay has is to be decided; after `until` it counts as the policy says.
    CauseDue {
        until: Moment,
    },
    /// A new private link; those given out before open nothing any more.
    Relinked,
    /// A matter of major importance (I5).
    Declared {
        reason: String,
    },
    /// Somebody who was alerted has said so.
    Acknowledged {
        about: About,
    },
    /// Words for the resident wait for a second person.
    Submitted {
        wording: Wording,
        text: String,
        pledge: Option<Pledge>,
    },
    /// A second person sends them; the entry after it is theirs who wrote them.
    Approved {
        /// In other words than were submitted, which stay on record.
        edited: bool,
    },
    /// Sent back to who wrote them.
    Returned {
        reason: String,
    },
    /// They wait no more: taken back, or ended with what they were about.
    TakenBack,
    /// The words before it are a commitment.
    Committed {
        commitment: u32,
        pledge: Pledge,
    },
    /// A commitment that cannot be kept is given anew, with the reason (W7).
    Recommitted {
        commitment: u32,
        promised: Promised,
        reason: String,
        compensation: String,
        approved_by: Option<Person>,
    },
    Kept {
        commitment: u32,
    },
    /// It belongs to a serious incident.
    Involved {
        incident: IncidentNumber,
    },
    /// A message to all households concerned, in her language.
    Informed {
        incident: IncidentNumber,
        text: String,
    },
    /// The analysis report of the incident.
    Reported {
        incident: IncidentNumber,
        report: Report,
    },
}

impl Event {
    /// What somebody wrote with it.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Noted { text }
            | Self::Opinion { text, .. }
            | Self::HelpAsked { text, .. }
            | Self::Helped { text, .. }
            | Self::Replied { text, .. }
            | Self::Added { text, .. }
            | Self::Contacted { text, .. }
            | Self::Resolved { text, .. }
            | Self::Reopened { text, .. }
            | Self::Withdrawn { text }
            | Self::ReviewAsked { text }
            | Self::Paused { text, .. }
            | Self::Reviewed { text, .. } => Some(text),
            Self::Offered { reason, .. }
            | Self::OfferDeclined { reason }
            | Self::Ruled { reason, .. }
            | Self::Regraded { reason, .. }
            | Self::Extended { reason, .. }
            | Self::Declared { reason } => Some(reason),
            _ => None,
        }
        .map(String::as_str)
        .filter(|text| !text.is_empty())
    }

    /// Whether the resident sees it. Notes and facts are for staff; so is the handing about of
    /// responsibility until somebody has it, and that its departments did not agree.
    #[must_use]
    pub const fn is_for_resident(&self) -> bool {
        !matches!(
            self,
            Self::Noted { .. }
                | Self::Established { .. }
                | Self::NotSo { .. }
                | Self::MaybeSo { .. }
                | Self::Offered { .. }
                | Self::OfferDeclined { .. }
                | Self::OfferRecalled
                | Self::Disputed { .. }
                | Self::Opinion { .. }
                | Self::Ruled { .. }
                | Self::HelpAsked { .. }
                | Self::Helped { .. }
                | Self::HelpEnded { .. }
                | Self::Told { .. }
                | Self::Tried { .. }
                | Self::Grouped { .. }
                | Self::Ungrouped { .. }
                | Self::NotSame { .. }
                | Self::Counted { .. }
                | Self::RepliedTogether { .. }
                | Self::CauseDue { .. }
                | Self::Declared { .. }
                | Self::Acknowledged { .. }
                | Self::Submitted { .. }
                | Self::Approved { .. }
                | Self::Returned { .. }
                | Self::TakenBack
                | Self::Involved { .. }
        )
    }
}

/// One entry of a complaint's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Gapless within the community.
    pub seq: i64,
    pub at: Moment,
    pub who: Who,
    pub event: Event,
}
