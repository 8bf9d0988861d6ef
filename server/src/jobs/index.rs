//! Complaints of a sample are taken into the search, so many at a time that others may write between.

use rules::id::CommunityId;
use store::{Chore, Scope};

use super::{Undone, Worker};

/// Transactions of one job, which is over long before its lease; then the next goes on.
const ROUNDS: usize = 50;

impl Worker {
    pub(super) async fn index(&self, community: &CommunityId) -> Result<(), Undone> {
        for _ in 0..ROUNDS {
            if !self.store.index_more(community).await? {
                return Ok(());
            }
        }
        let (next, now) = (Chore::Index(community.clone()), self.clock.read());
        Ok(self.store.write(Scope::Jobs, async move |tx| tx.plan(&next, now).await).await?)
    }
}
