//! What the machine proposes, after a filing and outside of its transaction: the words of a few
//! complaints near by are opened and compared. How many are stored does not matter.

use std::cmp::Reverse;

use rules::{
    alike::PROPOSALS_MAX,
    id::{ComplaintId, ProposalId},
    kind::Kind,
    likeness::{Matter, Proposal, same},
    moment::Moment,
    place::Area,
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

impl Reader {
    /// The most alike, one of each group.
    async fn proposals_for(&mut self, row: &ComplaintRow) -> Result<Vec<(ComplaintId, Proposal)>, Error> {
        let words = row.words(self.keys())?;
        let matter = Matter::of(row.kind()?, row.area()?, &words.place, &words.text);
        let received = Moment::from_millis(row.received);
        let args = args![&row.community, &row.kind, received.plus_days(-MONTH_DAYS), received, NEAR_MAX];
        let mut near: Vec<Near> = self.all(NEAR, args).await?;
        if let Some(hash) = place_hash(self.keys(), &row.community, &words.place, row.area()?) {
            near.extend(self.all::<Near>(AT_PLACE, args![hash, received, AT_PLACE_MAX]).await?);
        }
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
        let mut kept: Vec<(Near, Proposal)> = Vec::new();
        for (other, proposal) in found {
            let is_of_group = |known: &Near| known.alike.is_some() && known.alike == other.alike;
            if kept.len() < PROPOSALS_MAX && !kept.iter().any(|(known, _)| is_of_group(known)) {
                kept.push((other, proposal));
            }
        }
        Ok(kept.into_iter().map(|(other, proposal)| (ComplaintId::new(other.id), proposal)).collect())
    }
}
