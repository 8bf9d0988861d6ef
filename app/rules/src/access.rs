//! Who may do what. Access to a complaint is in the lookup itself: what a viewer may not see is
//! simply not found; this module says who may see, and who may change.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::id::{CommunityId, ComplaintId, StaffId};
use crate::kind::Department;
use crate::timeline::Person;

coded! {
    /// What a member of staff is there for, in one community.
    pub enum Duty {
        Agent = "agent",
        Butler = "butler",
        Technician = "technician",
        DepartmentHead = "department_head",
        StandIn = "stand_in",
        Supervisor = "supervisor",
        GeneralManager = "general_manager",
        Administrator = "administrator",
        /// Named for legal matters: approves what is told on grade 1, as the general manager does.
        Legal = "legal",
        /// Holds the project's contract: told at once of every serious incident (§8).
        Contract = "contract",
        /// A guard, a cleaner, a gardener: passes on what a resident said (I10), and reads nothing.
        Employee = "employee",
    }
}

/// A member of staff who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    pub id: StaffId,
    /// The name residents and colleagues read.
    pub name: String,
    pub department: Department,
    /// Duties with the community each is held in.
    pub duties: Vec<(CommunityId, Duty)>,
}

/// Who is asking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Viewer {
    /// Nobody we know; may file.
    #[default]
    Visitor,
    /// A resident holding the private link of one complaint.
    Link(ComplaintId),
    Staff(Staff),
}

/// What staff can want to do in a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Read its complaints.
    Read,
    /// Leave an internal note.
    Note,
    /// Take, hand over, answer, establish facts, resolve.
    Handle,
    /// Pass on what a resident said, for customer service to answer (I10).
    PassOn,
    /// Say who is on duty when: heads, who stands in for them, the general manager, administrators.
    WriteRoster,
    /// Read survey results, and the tables that count complaints (R3).
    ReadScores,
    /// Draft a version of the policy (R7): heads, the supervising department, administrators.
    WritePolicy,
    /// Read its versions and review one: those, and the general manager.
    ReviewPolicy,
    /// Approve a version, put it in force, bring back the one before.
    EnactPolicy,
}

/// Why not. Each has its sentence in `app::words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    SignInFirst,
    /// The duty held does not include it.
    NotYours,
    /// Only who is responsible may.
    HandlerOnly,
    /// Only the handler, or a head, makes a grade less serious.
    LowerNotYours,
    /// Only a head may.
    HeadOnly,
    /// Whoever is responsible does not review their own grade.
    ReviewNotYours,
    /// Only to whom it was offered may.
    NotOfferedToYou,
    /// It was declined twice: the office rules, and nobody is asked a third time.
    Disputed,
    /// Only somebody of a department that owes its opinion gives it.
    OpinionNotYours,
    /// Only the office rules.
    OfficeOnly,
    /// Only who was asked to help answers it.
    HelpNotYours,
    /// Who wrote a version of the policy neither reviews nor approves it (R7).
    AuthorMayNot,
    /// Who reviewed a version does not approve it too.
    ReviewerMayNot,
    /// The complaint has moved on; nothing was changed.
    NotNow,
    /// The complaint went on after this survey was sent: its answer would be about something else.
    SurveyOver,
    /// Somebody else changed it since this page was loaded.
    Changed,
    /// Something was said by her or to her since this was written: it is sent once that was seen.
    SaidSince,
    /// Words written before still wait for a second person.
    AwaitsApproval,
    /// Only who holds it may approve it or send it back; who wrote it may not.
    ApprovalNotYours,
    /// Too many tries; with the minutes to wait.
    SlowDown {
        minutes: u32,
    },
    /// Name or password is wrong; which, we do not say.
    WrongSignIn,
    /// Also a link that is altered or replaced.
    NotFound,
    /// Too much at once; nothing was lost, try again.
    Busy,
}

impl Duty {
    /// Handbook R1: the supervising department sees all complaints and changes nothing but its own
    /// remarks; an administrator keeps accounts and reads no complaint. A policy is drafted by either,
    /// and never put in force by who drafts (R7).
    #[must_use]
    pub const fn allows(self, want: Want) -> bool {
        match want {
            Want::WritePolicy => self.writes_policy(),
            Want::ReviewPolicy => self.writes_policy() || matches!(self, Self::GeneralManager),
            Want::EnactPolicy => matches!(self, Self::GeneralManager),
            Want::PassOn => true,
            Want::Read | Want::Note => !matches!(self, Self::Administrator | Self::Employee),
            Want::Handle => !matches!(self, Self::Administrator | Self::Employee | Self::Supervisor),
            Want::WriteRoster => matches!(
                self,
                Self::DepartmentHead | Self::StandIn | Self::GeneralManager | Self::Administrator
            ),
            Want::ReadScores => !matches!(self, Self::Administrator | Self::Technician | Self::Employee),
        }
    }

    const fn writes_policy(self) -> bool {
        matches!(self, Self::DepartmentHead | Self::Supervisor | Self::Administrator)
    }
}

impl Staff {
    /// As timelines name them.
    #[must_use]
    pub fn person(&self) -> Person {
        Person { id: self.id.clone(), name: self.name.clone(), department: self.department }
    }

    /// Whether any duty in `community` allows it.
    #[must_use]
    pub fn may(&self, want: Want, community: &CommunityId) -> bool {
        self.duties.iter().any(|(held_in, duty)| held_in == community && duty.allows(want))
    }

    /// Whether passing on is all they are there for.
    #[must_use]
    pub fn only_passes_on(&self) -> bool {
        !self.duties.is_empty() && self.duties.iter().all(|(_, duty)| *duty == Duty::Employee)
    }

    /// Whether they act in `community` where a handler is away: heads, who stands in for them, the
    /// general manager (I2).
    #[must_use]
    pub fn leads(&self, community: &CommunityId) -> bool {
        let leads = |duty: Duty| matches!(duty, Duty::DepartmentHead | Duty::StandIn | Duty::GeneralManager);
        self.duties.iter().any(|(held_in, duty)| held_in == community && leads(*duty))
    }

    /// Whether they are the general manager of `community`.
    #[must_use]
    pub fn manages(&self, community: &CommunityId) -> bool {
        self.duties.iter().any(|(held_in, duty)| held_in == community && *duty == Duty::GeneralManager)
    }

    /// Communities in which any duty allows it, in the order they are held, each once.
    #[must_use]
    pub fn communities(&self, want: Want) -> Vec<CommunityId> {
        let mut found: Vec<CommunityId> = Vec::new();
        for (community, duty) in &self.duties {
            if duty.allows(want) && !found.contains(community) {
                found.push(community.clone());
            }
        }
        found
    }
}
