//! What a complaint's page shows of those that are the same, or may be.

use std::collections::HashSet;

use rules::{
    alike::{Alike, Counted, Group as Shown, Other, Proposed, SHOWN_MAX},
    grading::Grade,
    id::{AlikeId, ComplaintId, ComplaintNumber},
    kind::Kind,
    likeness::{Same, Why},
    moment::Moment,
    stage::Stage,
};
use sqlx::FromRow;

use super::Group;
use crate::{
    Error, Keyring, Reader,
    complaint::{ComplaintRow, Glance, known, open_json},
    sql::{args, sql},
};

sql! {
    // A complaint can be proposed for any number of later ones; the most alike are shown.
    PROPOSED by "proposal_other" = "SELECT c.id, c.number, c.kind, c.glance, c.received, c.stage, c.grade, h.name AS handler,
            c.alike, a.members, p.same, p.why, p.likeness
        FROM proposal p JOIN complaint c ON c.id = p.complaint LEFT JOIN staff h ON h.id = c.handler
            LEFT JOIN alike a ON a.id = c.alike
        WHERE p.other = $1 AND p.answered_at IS NULL ORDER BY p.likeness DESC LIMIT $2";
    PROPOSES by "proposal_pair" = "SELECT c.id, c.number, c.kind, c.glance, c.received, c.stage, c.grade, h.name AS handler,
            c.alike, a.members, p.same, p.why, p.likeness
        FROM proposal p JOIN complaint c ON c.id = p.other LEFT JOIN staff h ON h.id = c.handler
            LEFT JOIN alike a ON a.id = c.alike
        WHERE p.complaint = $1 AND p.answered_at IS NULL";
    OTHERS by "alike_member_open" = "SELECT c.id, c.number, c.kind, c.glance, c.received, c.stage, c.grade, h.name AS handler
        FROM alike_member m JOIN complaint c ON c.id = m.complaint LEFT JOIN staff h ON h.id = c.handler
        WHERE m.alike = $1 AND m.left_at IS NULL AND m.complaint <> $2 ORDER BY m.received DESC LIMIT $3";
    OPEN_IN by "complaint_alike" = "SELECT COUNT(*) FROM complaint WHERE alike = $1 AND open = 1";
}

/// Proposals looked at, and of them shown.
const LOOKED_AT_MAX: u32 = 24;
const PROPOSED_MAX: usize = 6;

#[derive(FromRow)]
struct OtherRow {
    id: String,
    number: String,
    kind: String,
    glance: Vec<u8>,
    received: i64,
    stage: String,
    grade: i64,
    handler: Option<String>,
}

#[derive(FromRow)]
struct ProposedRow {
    #[sqlx(flatten)]
    other: OtherRow,
    alike: Option<String>,
    members: Option<i64>,
    same: String,
    why: String,
    likeness: i64,
}

impl OtherRow {
    fn into_other(self, keys: &Keyring) -> Result<Other, Error> {
        let Glance { place, summary, .. } = open_json(keys, "glance", &self.id, &self.glance)?;
        Ok(Other {
            number: known(ComplaintNumber::read(&self.number))?,
            kind: known(Kind::from_code(&self.kind))?,
            place,
            summary,
            received: Moment::from_millis(self.received),
            stage: known(Stage::from_code(&self.stage))?,
            grade: known(u8::try_from(self.grade).ok().and_then(Grade::from_number))?,
            handler: self.handler,
        })
    }
}

impl ProposedRow {
    fn into_proposed(self, keys: &Keyring) -> Result<Proposed, Error> {
        Ok(Proposed {
            other: self.other.into_other(keys)?,
            same: known(Same::from_code(&self.same))?,
            why: known(Why::from_code(&self.why))?,
            likeness: u16::try_from(self.likeness).unwrap_or(0),
            members: self.members.and_then(|members| u32::try_from(members).ok()).unwrap_or(0),
        })
    }

    /// Whether a person has put both together, by whatever way.
    fn is_settled(&self, row: &ComplaintRow) -> bool {
        self.alike.is_some() && self.alike == row.alike
    }
}

impl Reader {
    pub(crate) async fn alike(&mut self, row: &ComplaintRow, counted: Counted) -> Result<Alike, Error> {
        let id = ComplaintId::new(row.id.as_str());
        let mut groups = Vec::new();
        if row.alike.is_some() || row.problem.is_some() {
            for group in self.groups_of(&id).await? {
                groups.push(self.shown(group, &id).await?);
            }
        }
        Ok(Alike { proposals: self.proposed(row, &id).await?, groups, counted })
    }

    async fn shown(&mut self, group: Group, id: &ComplaintId) -> Result<Shown, Error> {
        let most = u32::try_from(SHOWN_MAX).unwrap_or(u32::MAX);
        let rows: Vec<OtherRow> = self.all(OTHERS, args![&group.id, id, most]).await?;
        let others = rows.into_iter().map(|row| row.into_other(self.keys())).collect::<Result<_, _>>()?;
        let open = match group.same {
            Same::Complaint => self.open_in(&group.id).await?,
            Same::Problem => 0,
        };
        Ok(Shown { same: group.same, members: group.members, open, others })
    }

    async fn open_in(&mut self, group: &AlikeId) -> Result<u32, Error> {
        let (open,): (i64,) = self.one(OPEN_IN, args![group]).await?;
        Ok(u32::try_from(open).unwrap_or(u32::MAX))
    }

    async fn proposed(&mut self, row: &ComplaintRow, id: &ComplaintId) -> Result<Vec<Proposed>, Error> {
        let mut rows: Vec<ProposedRow> = self.all(PROPOSES, args![id]).await?;
        rows.extend(self.all::<ProposedRow>(PROPOSED, args![id, LOOKED_AT_MAX]).await?);
        rows.sort_by_key(|row| std::cmp::Reverse(row.likeness));
        let (mut shown, mut groups) = (Vec::new(), HashSet::new());
        for one in rows {
            let is_gone = one.other.stage == Stage::Withdrawn.code() || one.is_settled(row);
            let is_new = one.alike.as_ref().is_none_or(|group| groups.insert(group.clone()));
            if !is_gone && is_new && shown.len() < PROPOSED_MAX {
                shown.push(one.into_proposed(self.keys())?);
            }
        }
        Ok(shown)
    }
}
