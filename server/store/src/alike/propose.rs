//! What the machine proposes, after a filing and outside of its transaction: the words of a few
//! complaints near by are opened and compared. How many are stored does not matter.

use std::cmp::Reverse;

use rules::{
    access::{Staff, Want},
    alike::PROPOSALS_MAX,
    id::{ComplaintId, ProposalId},
    intake::SoFar,
    kind::Kind,
    likeness::{Likeness, Matter, Proposal, same},
    limits::LIKELY_ROWS_MAX,
    moment::Moment,
    place::{Area, Place},
    queue::QueueRow,
    stage::Stage,
};
use sqlx::FromRow;

use super::sort::place_hash;
use crate::{
    Changed, Error, Keyring, Reader, Scope, Store,
    complaint::{ComplaintRow, Words, known, open_json},
    fresh,
    sql::{args, sql},
};

sql! {
    NEAR by "complaint_kind" = "SELECT id, kind, area, words, stage, received, alike FROM complaint
        WHERE community = $1 AND kind = $2 AND received >= $3 AND received <= $4 ORDER BY received DESC LIMIT $5";
    AT_PLACE by "complaint_place" = "SELECT id, kind, area, words, stage, received, alike FROM complaint
        WHERE place_hash = $1 AND received <= $2 ORDER BY received DESC LIMIT $3";
    PROPOSE = "INSERT INTO proposal (id, complaint, other, same, why, likeness, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (complaint, other) DO NOTHING";
}

/// Complaints of the same kind that are compared: the latest of a month.
const NEAR_MAX: u32 = 24;
/// Complaints of the same place that are compared, whatever their kind and however old: the latest.
const AT_PLACE_MAX: u32 = 8;
/// No month is longer.
const MONTH_DAYS: i64 = 31;

/// What is compared of another.
#[derive(FromRow)]
struct Near {
    id: String,
    kind: String,
    area: String,
    words: Vec<u8>,
    stage: String,
    received: i64,
    alike: Option<String>,
}

impl Near {
    fn matter(&self, keys: &Keyring) -> Result<Matter, Error> {
        let words: Words = open_json(keys, "words", &self.id, &self.words)?;
        let (kind, area) = (known(Kind::from_code(&self.kind))?, known(Area::from_code(&self.area))?);
        Ok(Matter::of(kind, area, &words.place, &words.text))
    }
}

impl Store {
    /// Proposes what a complaint may be the same as among those before it; asked again, it proposes
    /// nothing twice.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the complaint is gone.
    pub async fn propose(&self, id: &ComplaintId, now: Moment) -> Result<(), Error> {
        let mut read = self.read().await?;
        let row = read.complaint_row(id).await?;
        let found = read.proposals_for(&row).await?;
        drop(read);
        if found.is_empty() || row.stage()? == Stage::Withdrawn {
            return Ok(());
        }
        let (id, community) = (id.clone(), row.community());
        self.write(Scope::Community(community.clone()), async move |tx| {
            for (other, Proposal { same, why, likeness }) in found {
                let proposal = ProposalId::new(fresh::id(now)?);
                let likeness = likeness.per_mille();
                let args = args![&proposal, &id, &other, same.code(), why.code(), likeness, now];
                if tx.execute(PROPOSE, args).await? > 0 {
                    tx.changed(Changed::Complaint(id.clone(), community.clone()));
                    tx.changed(Changed::Complaint(other, community.clone()));
                }
            }
            Ok(())
        })
        .await
    }
}

impl Store {
    /// Open complaints that one being taken down may be the same as, the most alike first; of each group one.
    /// What is said so far need not be much: at the same place and of the same kind it need not be anything.
    ///
    /// # Errors
    /// [`Error::NotFound`] where this member of staff does not handle complaints of the community.
    pub async fn likely_same(
        &self,
        so_far: &SoFar,
        staff: &Staff,
        now: Moment,
    ) -> Result<Vec<QueueRow>, Error> {
        let SoFar { community, kind, area, place, text } = so_far;
        if !staff.may(Want::Handle, community) {
            return Err(Error::NotFound);
        }
        let mut read = self.read().await?;
        let matter = Matter::of(*kind, *area, place, text);
        let near = read.near(community.as_str(), kind.code(), (place, *area), now).await?;
        let mut found: Vec<(Near, Likeness)> = Vec::new();
        for other in near {
            let is_known = found.iter().any(|(known, _)| known.id == other.id);
            if is_known || !known(Stage::from_code(&other.stage))?.is_open() {
                continue;
            }
            let of = other.matter(self.keys())?;
            let both = of.place.as_ref().zip(matter.place.as_ref());
            let is_here = of.kind == *kind && both.is_some_and(|(theirs, ours)| theirs.meets(ours));
            let here = is_here.then_some(Likeness::NONE);
            let likeness = same(&matter, &of).map(|proposal| proposal.likeness).or(here);
            found.extend(likeness.map(|likeness| (other, likeness)));
        }
        found.sort_by_key(|(other, likeness)| Reverse((*likeness, other.received)));
        let kept = one_of_each_group(found, LIKELY_ROWS_MAX);
        let ids: Vec<ComplaintId> = kept.into_iter().map(|(other, _)| ComplaintId::new(other.id)).collect();
        read.open_rows(&ids).await
    }
}

/// The first of each group, so many.
fn one_of_each_group<T>(found: Vec<(Near, T)>, most: usize) -> Vec<(Near, T)> {
    let mut kept: Vec<(Near, T)> = Vec::new();
    for (other, why) in found {
        let is_of_group = |known: &Near| known.alike.is_some() && known.alike == other.alike;
        if kept.len() < most && !kept.iter().any(|(known, _)| is_of_group(known)) {
            kept.push((other, why));
        }
    }
    kept
}

impl Reader {
    /// What is compared with a matter of this kind and place, received by then.
    async fn near(
        &mut self,
        community: &str,
        kind: &str,
        (place, area): (&Place, Area),
        received: Moment,
    ) -> Result<Vec<Near>, Error> {
        let args = args![community, kind, received.plus_days(-MONTH_DAYS), received, NEAR_MAX];
        let mut near: Vec<Near> = self.all(NEAR, args).await?;
        if let Some(hash) = place_hash(self.keys(), community, place, area) {
            near.extend(self.all::<Near>(AT_PLACE, args![hash, received, AT_PLACE_MAX]).await?);
        }
        Ok(near)
    }

    /// The most alike, one of each group.
    async fn proposals_for(&mut self, row: &ComplaintRow) -> Result<Vec<(ComplaintId, Proposal)>, Error> {
        let words = row.words(self.keys())?;
        let matter = Matter::of(row.kind()?, row.area()?, &words.place, &words.text);
        let at = (&words.place, row.area()?);
        let near = self.near(&row.community, &row.kind, at, Moment::from_millis(row.received)).await?;
        let mut found: Vec<(Near, Proposal)> = Vec::new();
        for other in near {
            let is_before = (other.received, &other.id) < (row.received, &row.id);
            let is_known = found.iter().any(|(known, _)| known.id == other.id);
            let is_with_us = row.alike.is_some() && row.alike == other.alike;
            if !is_before || is_known || is_with_us || other.stage == Stage::Withdrawn.code() {
                continue;
            }
            let proposal = same(&matter, &other.matter(self.keys())?);
            found.extend(proposal.map(|proposal| (other, proposal)));
        }
        found.sort_by_key(|(other, proposal)| Reverse((proposal.likeness, other.received)));
        let kept = one_of_each_group(found, PROPOSALS_MAX);
        Ok(kept.into_iter().map(|(other, proposal)| (ComplaintId::new(other.id), proposal)).collect())
    }
}
