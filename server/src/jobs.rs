//! Work after a change: claimed, done, or tried again later. Every job is safe to do twice, since a
//! worker may die between doing it and saying so.

mod alert;
mod alike;
mod index;
mod pass_time;
mod replan;
mod send_notice;
mod tidy;

use std::sync::Arc;
use std::time::Duration;

use store::job::Job;
use store::{AlertWay, Changed, Chore, Error, Store, Tick};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::sending::Sending;

/// Jobs under way at once; a mail server that hangs must not hold up the others.
const AT_ONCE: usize = 8;
/// Of those that alert staff, as many more: danger waits for no mail server that hangs.
const ALERTS_AT_ONCE: usize = 16;
/// A job has ended before its lease does.
const JOB_SECONDS_MAX: u64 = 90;
/// How long to sleep when nothing is known to be due; another process may have planned something.
const SLEEP_MILLIS_MAX: i64 = 30_000;
/// How long to wait for a job that another worker holds.
const SLEEP_MILLIS_MIN: i64 = 1_000;
/// What jobs under way may take once the server has been asked to stop.
const STOP_SECONDS_MAX: u64 = 5;

/// Does jobs until it is stopped. Cloning it is cheap.
#[derive(Clone)]
pub struct Worker {
    pub store: Store,
    pub clock: Clock,
    pub sending: Sending,
    pub base_url: Arc<str>,
    /// How its leases are told from those of other processes.
    pub name: Arc<str>,
}

/// Why a job was not done and is to be tried again; for the operator, and names no person.
struct Undone(String);

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl Worker {
    /// Wakes when something is planned and when something is due, until `stopping`.
    pub async fn run(self, mut stopping: watch::Receiver<bool>) {
        let mut changes = self.store.changes();
        let mut under_way = JoinSet::new();
        self.keep_tidy().await;
        while !*stopping.borrow() {
            let pause = self.begin(&mut under_way).await;
            tokio::select! {
                _ = stopping.changed() => break,
                Some(_) = under_way.join_next() => {}
                () = tokio::time::sleep(pause) => {}
                () = woken(&mut changes) => {}
            }
        }
        let rest = async { while under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(Duration::from_secs(STOP_SECONDS_MAX), rest).await.is_err() {
            tracing::warn!("jobs under way were left; they are done after the next start");
        }
    }

    /// Begins what is due as far as there is room, and says how long nothing more will be.
    async fn begin(&self, under_way: &mut JoinSet<()>) -> Duration {
        let room = AT_ONCE.saturating_sub(under_way.len());
        let jobs = if room > 0 { self.claim(room).await } else { self.claim_alerts(under_way.len()).await };
        match jobs {
            Ok(jobs) => {
                for job in jobs {
                    let worker = self.clone();
                    under_way.spawn(async move { worker.work_on(job).await });
                }
                self.pause().await
            }
            Err(error) => {
                tracing::error!("no job could be claimed: {error}");
                Duration::from_millis(SLEEP_MILLIS_MIN.unsigned_abs())
            }
        }
    }

    /// Does everything that is due now, one after another; says how many jobs that were.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn catch_up(&self) -> Result<usize, Error> {
        let mut done = 0;
        loop {
            let jobs = self.claim(AT_ONCE).await?;
            if jobs.is_empty() {
                return Ok(done);
            }
            done += jobs.len();
            for job in jobs {
                self.work_on(job).await;
            }
        }
    }

    async fn claim(&self, room: usize) -> Result<Vec<Job>, Error> {
        let room = u32::try_from(room).unwrap_or(u32::MAX);
        self.store.claim(&self.name, room, self.clock.read()).await
    }

    async fn claim_alerts(&self, under_way: usize) -> Result<Vec<Job>, Error> {
        let room = (AT_ONCE + ALERTS_AT_ONCE).saturating_sub(under_way);
        let room = u32::try_from(room).unwrap_or(u32::MAX);
        if room == 0 {
            return Ok(Vec::new());
        }
        self.store.claim_alerts(&self.name, room, self.clock.read()).await
    }

    async fn pause(&self) -> Duration {
        let next = self.store.next_job_at().await.ok().flatten();
        let until = next.map_or(SLEEP_MILLIS_MAX, |at| at.millis() - self.clock.read().millis());
        Duration::from_millis(until.clamp(SLEEP_MILLIS_MIN, SLEEP_MILLIS_MAX).unsigned_abs())
    }

    async fn work_on(&self, job: Job) {
        let limit = Duration::from_secs(JOB_SECONDS_MAX);
        let outcome = tokio::time::timeout(limit, self.carry_out(&job)).await;
        let outcome = outcome.unwrap_or_else(|_| Err(Undone("it took too long".into())));
        let now = self.clock.read();
        let noted = match outcome {
            Ok(()) => self.store.job_done(&job, now).await,
            Err(Undone(reason)) => {
                tracing::warn!(kind = job.kind, attempts = job.attempts, "to be tried again: {reason}");
                self.store.job_retry(&job, &reason, now).await
            }
        };
        if let Err(error) = noted {
            tracing::warn!(kind = job.kind, "what became of a job was not noted: {error}");
        }
    }

    async fn carry_out(&self, job: &Job) -> Result<(), Undone> {
        match Chore::of(job) {
            Some(Chore::SendNotice(id)) => self.send_notice(&id, job.attempts).await,
            Some(Chore::Month(id)) => self.pass_time(&id, Tick::Month).await,
            Some(Chore::Remind(id)) => self.pass_time(&id, Tick::Remind).await,
            Some(Chore::Lapse(id)) => self.pass_time(&id, Tick::Lapse).await,
            Some(Chore::Index(id)) => self.index(&id).await,
            Some(Chore::Ladder(id)) => self.climb(&id).await,
            Some(Chore::MailAlert(id)) => self.alert(&id, AlertWay::Email, job.attempts).await,
            Some(Chore::TextAlert(id)) => self.alert(&id, AlertWay::Sms, job.attempts).await,
            Some(Chore::Cause(id)) => self.pass_time(&id, Tick::Cause).await,
            Some(Chore::Compare(id)) => self.compare(&id).await,
            Some(Chore::Recount(id)) => self.recount(&id).await,
            Some(Chore::Replan(slice)) => self.replan(slice).await,
            Some(Chore::ReplyOn(id)) => self.reply_on(&id).await,
            Some(Chore::Tidy) => self.tidy().await,
            // A newer process beside this one may have planned it, and will do it.
            None => Err(Undone("this version does not know such a job".into())),
        }
    }
}

/// Returns when there may be something to claim.
async fn woken(changes: &mut broadcast::Receiver<Changed>) {
    loop {
        match changes.recv().await {
            Ok(Changed::Jobs | Changed::Everything) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            // The store is closed; the pause goes on.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
