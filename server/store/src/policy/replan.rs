//! Once another version is in force: what is next of each open complaint is planned by it, in slices
//! along an index, each a job that leaves the next. What residents were told stays.

use std::sync::Arc;

use rules::{
    alert::Succession,
    id::{CommunityId, ComplaintId},
    moment::Moment,
    policy::Policy,
};

use crate::{
    Chore, Error, Reader, Scope, Slice, Store, Tx,
    complaint::Found,
    sql::{args, sql},
};

sql! {
    OPEN by "complaint_open" = "SELECT id FROM complaint WHERE community = $1 AND id > $2 AND open = 1 ORDER BY id LIMIT $3";
}

/// Complaints in one transaction: what files meanwhile waits for a few milliseconds.
const SLICE_ROWS: usize = 50;

/// What is in force in a community, and what was before, oldest first, each with when it gave way.
struct Held {
    policy: Arc<Policy>,
    before: Vec<(Arc<Policy>, Moment)>,
}

impl Held {
    fn succession(&self) -> Succession<'_> {
        let before = self.before.iter().map(|(policy, until)| (&policy.ladder, *until)).collect();
        Succession { ladder: &self.policy.ladder, before }
    }

    /// Whether a rule may hold now for what the records showed before.
    fn counts_less(&self) -> bool {
        let now = &self.policy.thresholds;
        self.before.iter().map(|(policy, _)| &policy.thresholds).any(|before| {
            before.same_complainants > now.same_complainants || before.returned_times > now.returned_times
        })
    }

    /// The most days any of them gave to decide whose cause a delay has.
    fn cause_by_day(&self) -> u16 {
        let days = self.before.iter().map(|(policy, _)| policy.counting.cause_by_day);
        days.max().unwrap_or(0)
    }
}

impl Store {
    /// Plans what is next of some open complaints by the version in force, and has a job go on with
    /// the others. Safe to do twice.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn replan(&self, slice: Slice, now: Moment) -> Result<(), Error> {
        self.write(Scope::Community(slice.community.clone()), async move |tx| {
            let Slice { community, seq, after } = slice;
            let held = tx.held(&community).await?;
            let args = args![&community, &after, i64::try_from(SLICE_ROWS).unwrap_or(i64::MAX)];
            let rows: Vec<(String,)> = tx.all(OPEN, args).await?;
            for (id,) in &rows {
                let id = ComplaintId::new(id.as_str());
                tx.replan_one(Found { id, community: community.clone() }, &held, now).await?;
            }
            match rows.last() {
                Some((last,)) if rows.len() == SLICE_ROWS => {
                    let after = ComplaintId::new(last.as_str());
                    tx.plan(&Chore::Replan(Slice { community, seq, after }), now).await
                }
                _ => Ok(()),
            }
        })
        .await
    }
}

impl Reader {
    async fn held(&mut self, community: &CommunityId) -> Result<Held, Error> {
        let (past, version) = self.reigns(community).await?;
        let mut before = Vec::with_capacity(past.len());
        for (version, until) in past {
            before.push((self.policy(version).await?, until));
        }
        Ok(Held { policy: self.policy(version).await?, before })
    }
}

impl Tx {
    async fn replan_one(&mut self, found: Found, held: &Held, now: Moment) -> Result<(), Error> {
        let row = self.complaint_row(&found.id).await?;
        let state = self.state(&found.id, now).await?;
        if let Some(due) = state.cause_due_sooner(held.cause_by_day(), now) {
            self.plan(&Chore::Cause(found.id.clone()), due.max(now)).await?;
        }
        if held.counts_less() && (row.alike.is_some() || row.problem.is_some()) {
            self.ask_again(&found.id, &state).await?;
        }
        self.succeed(&found, &state, &held.policy, &held.succession(), now).await
    }
}
