//! What has changed: "look again", with ids and no data.

use rules::id::{CommunityId, ComplaintId, StaffId};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// Announced after the commit that made it true. Whoever hears it reads again, with its own rights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Changed {
    /// A complaint or anything on its page.
    Complaint(ComplaintId, CommunityId),
    /// Who is at a complaint, or what they do there.
    Presence(ComplaintId, CommunityId),
    /// The list of what a person has to say.
    ToTell(CommunityId),
    /// The call log, and who is to be called back.
    Calls(CommunityId),
    /// Somebody is called, or was until now.
    Alerts(CommunityId),
    /// A serious incident, or anything on its page.
    Incident(CommunityId),
    /// A survey was answered.
    Survey(CommunityId),
    /// A community's own settings, places or numbers.
    Community(CommunityId),
    /// A person of the staff, their duties or sign-in.
    Staff(StaffId),
    /// There is a job to claim.
    Jobs,
    /// Announcements may have been missed (a connection was lost): read everything again.
    Everything,
}

/// Announcements a slow listener may fall behind by before it has to read everything again.
const BACKLOG: usize = 1024;

/// The listeners of one process.
#[derive(Clone)]
pub(crate) struct Announcer(broadcast::Sender<Changed>);

impl Announcer {
    pub(crate) fn new() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }

    pub(crate) fn announce(&self, changes: impl IntoIterator<Item = Changed>) {
        for change in changes {
            // It is no error that nobody listens.
            let _ = self.0.send(change);
        }
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Changed> {
        self.0.subscribe()
    }
}
