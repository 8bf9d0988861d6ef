//! One reply to all of a group: each complaint gets it as its own.

use rules::{
    access::Staff,
    alike::MEMBERS_MAX,
    change,
    grading::Grade,
    id::{ApprovalId, ComplaintId, ComplaintNumber},
    likeness::Same,
    moment::Moment,
    timeline::{Entry, Event},
    work::{Seen, Work},
};

use crate::{
    Error, Reader, Scope, Store, Tx,
    approval::Approved,
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
    /// may answer; where it waits for a second person, the others do with it. Where it stops half-way,
    /// the same form posted again goes on with the rest.
    ///
    /// # Errors
    /// [`Error::Denied`] where the one it is written at cannot be answered; then none is.
    pub(crate) async fn reply_all(
        &self,
        found: &Found,
        staff: &Staff,
        key: &str,
        (seen, work): (Seen, Work),
        now: Moment,
    ) -> Result<(), Error> {
        let (one, by, posted) = (found.clone(), staff.clone(), key.to_owned());
        let Work::ReplyAll { text } = work.clone() else { return Ok(()) };
        let said = text.clone();
        let scope = Scope::Community(found.community.clone());
        let first = self.write(scope, async move |tx| {
            let state = tx.state(&one.id, now).await?;
            if tx.first_post(&one.id, &posted, &(&by.id, &work), 0).await? {
                tx.hold_back(&one.id, &seen, &work).await?;
                tx.draft_sent(&one.id, &by, &work).await?;
                let change = change::work(&state, &by, &[], 0, work, now).map_err(Error::Denied)?;
                let waits = change.state.approval.is_some();
                tx.save(&one, &state, change, now).await?;
                return Ok((!waits).then_some(state.graded.grade));
            }
            // Posted again: unless it was only submitted then, it goes on with the rest.
            let is_it = |entry: &Entry| matches!(&entry.event, Event::Replied { text, .. } if *text == said);
            let was_sent = tx.timeline(&one.id).await?.iter().any(is_it);
            Ok(was_sent.then_some(state.graded.grade))
        });
        match first.await? {
            Some(grade) => self.reply_others(found, staff, key, (grade, text), now).await,
            None => Ok(()),
        }
    }

    /// What was approved at one complaint goes on to the others of its group, as its author's.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nothing was approved, or its author has left.
    pub async fn reply_on(&self, id: &ApprovalId, now: Moment) -> Result<(), Error> {
        let Approved { found, author, grade, text } = self.read().await?.approved(id).await?;
        let author = self.staff(&author, now).await?;
        self.reply_others(&found, &author, id.as_str(), (grade, text), now).await
    }

    async fn reply_others(
        &self,
        found: &Found,
        staff: &Staff,
        key: &str,
        (grade, text): (Grade, String),
        now: Moment,
    ) -> Result<(), Error> {
        let others = self.read().await?.others_open(found).await?;
        let mut reached = Reached { many: 1, refused: Vec::new() };
        for batch in others.chunks(ANSWERED_AT_ONCE).map(<[ComplaintId]>::to_vec) {
            let (community, staff, key) = (found.community.clone(), staff.clone(), key.to_owned());
            let text = text.clone();
            let batch = self.write(Scope::Community(community.clone()), async move |tx| {
                let mut reached = Reached::default();
                for id in batch {
                    let one = Found { id, community: community.clone() };
                    match tx.reply_one(&one, &staff, &key, (grade, &text), now).await {
                        Ok(()) => reached.many += 1,
                        Err(Error::Denied(_)) => {
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

impl Reader {
    /// The other open complaints of its group of the same complaint, always in the same order.
    async fn others_open(&mut self, found: &Found) -> Result<Vec<ComplaintId>, Error> {
        let Some(group) = self.group_of(&found.id, Same::Complaint).await? else { return Ok(Vec::new()) };
        let most = u32::try_from(MEMBERS_MAX).unwrap_or(u32::MAX);
        let open: Vec<(String,)> = self.all(OPEN, args![&group.id, most]).await?;
        let mut others: Vec<ComplaintId> = open.into_iter().map(|(id,)| ComplaintId::new(id)).collect();
        others.retain(|id| *id != found.id);
        others.sort();
        Ok(others)
    }
}

impl Tx {
    async fn reply_one(
        &mut self,
        one: &Found,
        staff: &Staff,
        key: &str,
        (grade, text): (Grade, &str),
        now: Moment,
    ) -> Result<(), Error> {
        let state = self.state(&one.id, now).await?;
        let change = change::reply_also(&state, staff, grade, text.to_owned(), now).map_err(Error::Denied);
        if !self.first_post(&one.id, key, &(&staff.id, text), 0).await? {
            return Ok(());
        }
        self.save(one, &state, change?, now).await.map(drop)
    }
}
