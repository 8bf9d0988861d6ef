//! Once an hour: photos whose form never came, sessions that have ended, drafts that were left, jobs long done.

use rules::moment::Moment;
use store::{Chore, Scope};

use super::{Undone, Worker};

const HOUR_MILLIS: i64 = 60 * 60 * 1_000;
/// How long it can be seen that a job was done.
const DONE_DAYS: i64 = 7;

impl Worker {
    pub(super) async fn tidy(&self) -> Result<(), Undone> {
        let now = self.clock.read();
        let photos = self.store.forget_photos(now).await?;
        let sessions = self.store.expire_sessions(now).await?;
        let drafts = self.store.forget_drafts(now).await?;
        self.store.forget_presence(now).await?;
        let jobs = self.store.forget_jobs(now.plus_days(-DONE_DAYS)).await?;
        tracing::debug!(photos, sessions, drafts, jobs, "tidied up");
        self.plan_tidying(next_hour(now)).await.map_err(Undone::from)
    }

    /// Sees to it that tidying goes on, however often a process has started.
    pub(super) async fn keep_tidy(&self) {
        if let Err(error) = self.plan_tidying(next_hour(self.clock.read())).await {
            tracing::error!("tidying up was not planned: {error}");
        }
    }

    async fn plan_tidying(&self, at: Moment) -> Result<(), store::Error> {
        self.store.write(Scope::Jobs, async move |tx| tx.plan(&Chore::Tidy, at).await).await
    }
}

/// Full hours, so that all processes plan the same one.
fn next_hour(now: Moment) -> Moment {
    Moment::from_millis((now.millis() / HOUR_MILLIS + 1) * HOUR_MILLIS)
}
