//! One reply to all of a group: each complaint gets it as its own.

use rules::{
    access::Staff,
    alike::MEMBERS_MAX,
    change,
    id::{ComplaintId, ComplaintNumber},
    likeness::Same,
    moment::Moment,
    work::Work,
};

use crate::{
    Error, Scope, Store, Tx,
    complaint::Found,
    sql::{args, sql},
};

sql! {
    OPEN by "complaint_alike" = "SELECT id FROM complaint WHERE alike = $1 AND open = 1 LIMIT $2";
}

/// Complaints answered in one transaction, well below the two seconds it may take.
const ANSWERED_AT_ONCE: usize = 25;
/// Complaints named that it could not go to.
const REFUSED_NAMED_MAX: usize = 50;

/// Whom a reply reached.
#[derive(Default)]
struct Reached {
    many: u32,
    refused: Vec<ComplaintNumber>,
}

impl Store {
    /// Replies at one complaint and at every other open one of its group that this member of staff
    /// may answer. Where it stops half-way, the same form posted again goes on with the rest.
    ///
    /// # Errors
    /// [`Error::Denied`] where the one it is written at cannot be answered; then none is.
    pub(crate) async fn reply_all(
        &self,
        found: &Found,
        staff: &Staff,
        key: &str,
        work: Work,
        now: Moment,
    ) -> Result<(), Error> {
        let mut read = self.read().await?;
        let group = read.group_of(&found.id, Same::Complaint).await?;
        let mut others = Vec::new();
        if let Some(group) = group {
            let most = u32::try_from(MEMBERS_MAX).unwrap_or(u32::MAX);
            let open: Vec<(String,)> = read.all(OPEN, args![&group.id, most]).await?;
            others = open.into_iter().map(|(id,)| ComplaintId::new(id)).collect();
            others.retain(|id| *id != found.id);
            others.sort();
        }
        drop(read);
        let mut reached = Reached::default();
        let mut batches: Vec<Vec<ComplaintId>> = vec![vec![found.id.clone()]];
        batches.extend(others.chunks(ANSWERED_AT_ONCE).map(<[ComplaintId]>::to_vec));
        for (place, batch) in batches.into_iter().enumerate() {
            let (found, staff, key, work) = (found.clone(), staff.clone(), key.to_owned(), work.clone());
            let scope = Scope::Community(found.community.clone());
            let is_first = place == 0;
            let batch = self.write(scope, async move |tx| {
                let mut reached = Reached::default();
                for id in batch {
                    let one = Found { id, community: found.community.clone() };
                    match tx.reply_one(&one, &staff, &key, &work, now).await {
                        Ok(()) => reached.many += 1,
                        Err(Error::Denied(_)) if !is_first => {
                            reached.refused.push(tx.complaint_row(&one.id).await?.number()?);
                        }
                        Err(error) => return Err(error),
                    }
                }
                Ok(reached)
            });
            let Reached { many, refused } = batch.await?;
            reached.many += many;
            reached.refused.extend(refused);
        }
        self.note_reached(found, staff, key, reached, now).await
    }

    async fn note_reached(
        &self,
        found: &Found,
        staff: &Staff,
        key: &str,
        reached: Reached,
        now: Moment,
    ) -> Result<(), Error> {
        let Reached { many, mut refused } = reached;
        if many <= 1 && refused.is_empty() {
            return Ok(());
        }
        refused.truncate(REFUSED_NAMED_MAX);
        let (found, staff, key) = (found.clone(), staff.clone(), key.to_owned());
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            if !tx.first_post(&found.id, &key, &(&staff.id, "together"), 0).await? {
                return Ok(());
            }
            let state = tx.state(&found.id, now).await?;
            let change = change::replied_together(&state, &staff, many, refused);
            tx.save(&found, &state, change, now).await.map(drop)
        })
        .await
    }
}

impl Tx {
    async fn reply_one(
        &mut self,
        one: &Found,
        staff: &Staff,
        key: &str,
        work: &Work,
        now: Moment,
    ) -> Result<(), Error> {
        let state = self.state(&one.id, now).await?;
        let change = change::work(&state, staff, &[], 0, work.clone(), now).map_err(Error::Denied);
        if !self.first_post(&one.id, key, &(&staff.id, work), 0).await? {
            return Ok(());
        }
        self.save(one, &state, change?, now).await.map(drop)
    }
}
