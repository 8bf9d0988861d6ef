//! Complaints that may be the same are looked for after a filing; the many of a group are re-graded, and
//! answered together.

use rules::id::{AlikeId, ApprovalId, ComplaintId};
use store::Error;

use super::{Undone, Worker};

impl Worker {
    pub(super) async fn compare(&self, id: &ComplaintId) -> Result<(), Undone> {
        needed(self.store.propose(id, self.clock.read()).await)
    }

    pub(super) async fn recount(&self, id: &AlikeId) -> Result<(), Undone> {
        needed(self.store.recount(id, self.clock.read()).await)
    }

    pub(super) async fn reply_on(&self, id: &ApprovalId) -> Result<(), Undone> {
        needed(self.store.reply_on(id, self.clock.read()).await)
    }
}

/// What is gone needs nothing.
fn needed(outcome: Result<(), Error>) -> Result<(), Undone> {
    match outcome {
        Ok(()) | Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
