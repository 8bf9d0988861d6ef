//! The life of a version (handbook R7): drafted, reviewed by another, approved by the general
//! manager, put in force. What is once reviewed is not edited: a change is a further draft.

use serde::{Deserialize, Serialize};

use super::{Deed, Seat, Version};
use crate::access::{Refusal, Staff, Want};
use crate::code::coded;
use crate::id::{CommunityId, StaffId};
use crate::moment::{Moment, Zone};

/// Characters of the reason a version is made for.
pub const PURPOSE_CHARS_MAX: usize = 500;

/// Who did it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub by: StaffId,
    pub name: String,
    pub at: Moment,
}

/// A version without its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    pub version: Version,
    /// `None` for the company's own.
    pub community: Option<CommunityId>,
    pub based_on: Version,
    /// What it is made for, in its author's words; empty until it is first saved.
    pub reason: String,
    /// Raised whenever the draft is saved: what is reviewed is what was read.
    pub revision: i64,
    pub author: Signed,
    pub reviewer: Option<Signed>,
    pub approver: Option<Signed>,
    pub dropped: Option<Moment>,
}

coded! {
    /// How far a version has come; in force is a matter of the communities.
    pub enum Life {
        Draft = "draft",
        Reviewed = "reviewed",
        Approved = "approved",
        Dropped = "dropped",
    }
}

coded! {
    /// What can be done with a version.
    pub enum Step {
        Edit = "edit",
        Review = "review",
        Approve = "approve",
        Enact = "enact",
        Drop = "drop",
    }
}

/// What holds in one place, and who last decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// `None` for the company's seat.
    pub community: Option<(CommunityId, String)>,
    /// The community's; the company goes by that of its first.
    pub zone: Zone,
    pub seat: Seat,
    /// What holds there now, be it its own or not.
    pub version: Version,
    pub last: Option<(Deed, Signed)>,
}

/// Every version there is, newest first, and what holds where: the company first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    pub editions: Vec<Edition>,
    pub held: Vec<Held>,
}

impl Shelf {
    /// Every community of the company.
    #[must_use]
    pub fn house(&self) -> Vec<CommunityId> {
        let communities = self.held.iter().filter_map(|held| held.community.as_ref());
        communities.map(|(id, _)| id.clone()).collect()
    }

    /// Where a version holds now.
    #[must_use]
    pub fn places(&self, version: Version) -> Vec<&Held> {
        self.held.iter().filter(|held| held.version == version).collect()
    }

    /// The seat of a community, or the company's.
    #[must_use]
    pub fn held(&self, community: Option<&CommunityId>) -> Option<&Held> {
        self.held.iter().find(|held| held.community.as_ref().map(|(id, _)| id) == community)
    }

    /// Where the clocks of a place stand: what is signed for it is dated by them.
    #[must_use]
    pub fn zone(&self, community: Option<&CommunityId>) -> Zone {
        self.held(community).map_or(Zone::CHINA, |held| held.zone)
    }

    /// The communities for which a version of this place would hold: one, or all without their own.
    #[must_use]
    pub fn governed(&self, community: Option<&CommunityId>) -> Vec<&Held> {
        let concerned = |held: &&Held| match (&held.community, community) {
            (Some((id, _)), Some(community)) => id == community,
            (Some(_), None) => held.seat.holds().is_none(),
            (None, _) => false,
        };
        self.held.iter().filter(concerned).collect()
    }
}

impl Edition {
    #[must_use]
    pub const fn life(&self) -> Life {
        match self {
            Self { dropped: Some(_), .. } => Life::Dropped,
            Self { approver: Some(_), .. } => Life::Approved,
            Self { reviewer: Some(_), .. } => Life::Reviewed,
            _ => Life::Draft,
        }
    }

    /// Whether `staff` may take this step now; `house` is every community of the company.
    ///
    /// # Errors
    /// Their duty does not include it, the version is past it or not there yet, or it takes another
    /// person than its author and, to approve, than its reviewer.
    pub fn may(&self, step: Step, staff: &Staff, house: &[CommunityId]) -> Result<(), Refusal> {
        let is_author = self.author.by == staff.id;
        let want = match step {
            Step::Edit => Want::WritePolicy,
            Step::Review => Want::ReviewPolicy,
            // Who wrote it may give it up; the general manager may refuse it.
            Step::Drop if is_author => Want::WritePolicy,
            Step::Drop | Step::Approve | Step::Enact => Want::EnactPolicy,
        };
        if !holds(staff, want, self.community.as_ref(), house) {
            return Err(Refusal::NotYours);
        }
        let fits = match step {
            Step::Edit => self.life() == Life::Draft,
            Step::Review => self.life() == Life::Draft && !self.reason.is_empty(),
            Step::Approve => self.life() == Life::Reviewed,
            Step::Enact => self.life() == Life::Approved,
            Step::Drop => matches!(self.life(), Life::Draft | Life::Reviewed),
        };
        if !fits {
            return Err(Refusal::NotNow);
        }
        let is_reviewer = self.reviewer.as_ref().is_some_and(|reviewer| reviewer.by == staff.id);
        match step {
            Step::Edit if !is_author => Err(Refusal::NotYours),
            Step::Review | Step::Approve | Step::Enact if is_author => Err(Refusal::AuthorMayNot),
            Step::Approve if is_reviewer => Err(Refusal::ReviewerMayNot),
            _ => Ok(()),
        }
    }
}

/// Whether a duty of `staff` carries what they want with the policy of a community, or of the
/// company. The company's is drafted and reviewed by whoever may in one of its communities; what
/// decides for all of them takes the general manager of every one.
#[must_use]
pub fn holds(staff: &Staff, want: Want, community: Option<&CommunityId>, house: &[CommunityId]) -> bool {
    match (community, want) {
        (Some(community), _) => staff.may(want, community),
        (None, Want::EnactPolicy) => {
            !house.is_empty() && house.iter().all(|community| staff.may(want, community))
        }
        (None, _) => !staff.communities(want).is_empty(),
    }
}
