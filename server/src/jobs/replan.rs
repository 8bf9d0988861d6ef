//! Another version of the policy is in force: what is next of the open complaints.

use store::Slice;

use super::{Undone, Worker};

impl Worker {
    pub(super) async fn replan(&self, slice: Slice) -> Result<(), Undone> {
        Ok(self.store.replan(slice, self.clock.read()).await?)
    }
}
