//! What time alone brings to a complaint: a month is over, a reminder, the end of waiting.

use rules::id::ComplaintId;
use store::{Error, Tick};

use super::{Undone, Worker};

impl Worker {
    /// A complaint that is gone needs nothing; one that has moved on is left as it is by the rules.
    pub(super) async fn pass_time(&self, id: &ComplaintId, tick: Tick) -> Result<(), Undone> {
        match self.store.pass_time(id, tick, self.clock.read()).await {
            Ok(()) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
