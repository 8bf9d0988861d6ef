//! Work to be done after a change. A job is enqueued in the change's own transaction, holds ids and
//! no text, and is safe to run twice: a worker that dies loses its lease and another one takes over.

use rules::moment::Moment;
use serde_json::Value as Payload;
use sqlx::FromRow;

use crate::{
    Changed, Error, Scope, Store, Tx, fresh,
    sql::{Statement, Value, args, sql},
};

sql! {
    ENQUEUE = "INSERT INTO job (id, kind, payload, key, run_at, attempts) VALUES ($1, $2, $3, $4, $5, 0)
        ON CONFLICT (key) DO NOTHING";
    // The scope's lock keeps two processes from claiming the same job.
    CLAIM by "job_waiting" = "UPDATE job SET attempts = attempts + 1, lease_owner = $1, lease_until = $2 WHERE id IN (
            SELECT id FROM job WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= $3
                AND (lease_until IS NULL OR lease_until <= $3) ORDER BY run_at, id LIMIT $4)
        RETURNING id, kind, payload, run_at, attempts";
    CLAIM_ALERTS by "job_alerts" = "UPDATE job SET attempts = attempts + 1, lease_owner = $1, lease_until = $2 WHERE id IN (
            SELECT id FROM job WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= $3
                AND kind IN ('ladder', 'mail_alert', 'text_alert')
                AND (lease_until IS NULL OR lease_until <= $3) ORDER BY run_at, id LIMIT $4)
        RETURNING id, kind, payload, run_at, attempts";
    DONE = "UPDATE job SET done_at = $3, lease_owner = NULL, lease_until = NULL, last_error = NULL
        WHERE id = $1 AND lease_owner = $2";
    RETRY = "UPDATE job SET run_at = $3, last_error = $4, lease_owner = NULL, lease_until = NULL
        WHERE id = $1 AND lease_owner = $2";
    FAIL = "UPDATE job SET failed_at = $3, last_error = $4, lease_owner = NULL, lease_until = NULL
        WHERE id = $1 AND lease_owner = $2";
    FORGET by "job_done" = "DELETE FROM job WHERE done_at IS NOT NULL AND done_at < $1";
    NEXT by "job_waiting" = "SELECT run_at FROM job WHERE done_at IS NULL AND failed_at IS NULL
        ORDER BY run_at, id LIMIT 1";
}

/// Minutes a worker has for a job before another may take it.
pub const LEASE_MINUTES: i64 = 2;

/// A job that has been claimed, for this worker until its lease ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    pub id: String,
    pub kind: String,
    /// Ids only: what they stand for is read when the job runs.
    pub payload: Payload,
    pub run_at: Moment,
    /// How often it was claimed, this time included.
    pub attempts: u32,
    worker: String,
}

#[derive(FromRow)]
struct JobRow {
    id: String,
    kind: String,
    payload: String,
    run_at: i64,
    attempts: i64,
}

impl JobRow {
    fn into_job(self, worker: &str) -> Result<Job, Error> {
        Ok(Job {
            id: self.id,
            kind: self.kind,
            payload: serde_json::from_str(&self.payload).map_err(|error| Error::failed(error.to_string()))?,
            run_at: Moment::from_millis(self.run_at),
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            worker: worker.to_owned(),
        })
    }
}

impl Tx {
    /// Leaves work to be done from `run_at` on. A second job of the same `key` is not enqueued, ever;
    /// the answer says whether this one was.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn enqueue(
        &mut self,
        kind: &str,
        payload: &Payload,
        run_at: Moment,
        key: Option<&str>,
    ) -> Result<bool, Error> {
        let args = enqueue_args(kind, payload, run_at, key)?;
        let enqueued = self.execute(ENQUEUE, args).await? > 0;
        if enqueued {
            self.changed(Changed::Jobs);
        }
        Ok(enqueued)
    }
}

/// The arguments of [`ENQUEUE`].
pub(crate) fn enqueue_args(
    kind: &str,
    payload: &Payload,
    run_at: Moment,
    key: Option<&str>,
) -> Result<Vec<Value>, Error> {
    Ok(args![fresh::id(run_at)?, kind, payload.to_string(), key, run_at])
}

impl Store {
    /// Takes up to `limit` jobs that are due, oldest first, each leased to `worker`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn claim(&self, worker: &str, limit: u32, now: Moment) -> Result<Vec<Job>, Error> {
        self.claim_by(CLAIM, worker, limit, now).await
    }

    /// As [`Store::claim`], of those that alert staff: they need not wait until others have room.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn claim_alerts(&self, worker: &str, limit: u32, now: Moment) -> Result<Vec<Job>, Error> {
        self.claim_by(CLAIM_ALERTS, worker, limit, now).await
    }

    async fn claim_by(
        &self,
        statement: Statement,
        worker: &str,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<Job>, Error> {
        let worker = worker.to_owned();
        self.write(Scope::Jobs, async move |tx| {
            let until = now.plus_minutes(LEASE_MINUTES);
            let rows: Vec<JobRow> = tx.all(statement, args![&worker, until, now, limit]).await?;
            let mut jobs =
                rows.into_iter().map(|row| row.into_job(&worker)).collect::<Result<Vec<_>, _>>()?;
            jobs.sort_by(|a, b| (a.run_at, &a.id).cmp(&(b.run_at, &b.id)));
            Ok(jobs)
        })
        .await
    }

    /// # Errors
    /// [`Error::Conflict`] when the lease has ended and another worker has it.
    pub async fn job_done(&self, job: &Job, now: Moment) -> Result<(), Error> {
        let args = args![&job.id, &job.worker, now];
        self.write(Scope::Jobs, async move |tx| held(tx.execute(DONE, args).await?)).await
    }

    /// Tries again later: after 5 seconds, then twice as long each time, up to an hour. `reason` is
    /// for the operator and names no person.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the lease has ended and another worker has it.
    pub async fn job_retry(&self, job: &Job, reason: &str, now: Moment) -> Result<(), Error> {
        let again = Moment::from_millis(now.millis() + pause_millis(job.attempts));
        let args = args![&job.id, &job.worker, again, brief(reason)];
        self.write(Scope::Jobs, async move |tx| held(tx.execute(RETRY, args).await?)).await
    }

    /// Gives up for good.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the lease has ended and another worker has it.
    pub async fn job_fail(&self, job: &Job, reason: &str, now: Moment) -> Result<(), Error> {
        let args = args![&job.id, &job.worker, now, brief(reason)];
        self.write(Scope::Jobs, async move |tx| held(tx.execute(FAIL, args).await?)).await
    }

    /// Forgets jobs done before `before`, and with them their keys; says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn forget_jobs(&self, before: Moment) -> Result<u64, Error> {
        self.write(Scope::Jobs, async move |tx| tx.execute(FORGET, args![before]).await).await
    }

    /// When the next job is due, so that a worker knows how long to sleep.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn next_job_at(&self) -> Result<Option<Moment>, Error> {
        let next: Option<(i64,)> = self.read().await?.optional(NEXT, args![]).await?;
        Ok(next.map(|(at,)| Moment::from_millis(at)))
    }
}

const fn held(rows: u64) -> Result<(), Error> {
    if rows == 0 { Err(Error::Conflict) } else { Ok(()) }
}

fn pause_millis(attempts: u32) -> i64 {
    let doublings = attempts.saturating_sub(1).min(10);
    (5_000_i64 << doublings).min(60 * 60 * 1000)
}

fn brief(reason: &str) -> String {
    reason.chars().take(200).collect()
}
