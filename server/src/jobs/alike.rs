//! Complaints that may be the same are looked for after a filing; the many of a group are re-graded.

use rules::id::{AlikeId, ComplaintId};
use store::Error;

use super::{Undone, Worker};

impl Worker {
    pub(super) async fn compare(&self, id: &ComplaintId) -> Result<(), Undone> {
        needed(self.store.propose(id, self.clock.read()).await)
    }

    pub(super) async fn recount(&self, id: &AlikeId) -> Result<(), Undone> {
        needed(self.store.recount(id, self.clock.read()).await)
    }
}

/// What is gone needs nothing.
fn needed(outcome: Result<(), Error>) -> Result<(), Undone> {
    match outcome {
        Ok(()) | Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
