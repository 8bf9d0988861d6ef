//! Versions: drafted, saved, reviewed, approved, dropped; what they say once reviewed stays.

use rules::{
    access::{Refusal, Staff, Want},
    change::Denied,
    id::{CommunityId, StaffId},
    moment::Moment,
    policy::{
        Policy, Version,
        backtest::Trial,
        edition::{Edition, Life, Shelf, Signed, Step, holds},
    },
};
use sqlx::FromRow;

use crate::{
    Error, Reader, Scope, Store, Tx,
    sql::{Statement, Value, args, sql},
    timeline::{read_json, write_json},
};

sql! {
    EDITIONS = "SELECT p.version, p.community, p.based_on, p.reason, p.revision, p.author, a.name AS author_name, p.made_at,
            p.reviewer, r.name AS reviewer_name, p.reviewed_at, p.approver, g.name AS approver_name, p.approved_at,
            p.dropped_at
        FROM policy p JOIN staff a ON a.id = p.author LEFT JOIN staff r ON r.id = p.reviewer
            LEFT JOIN staff g ON g.id = p.approver
        WHERE p.version < $1 ORDER BY p.version DESC LIMIT $2";
    DOCUMENT = "SELECT document FROM policy WHERE version = $1";
    LAST = "SELECT version FROM policy WHERE version < $1 ORDER BY version DESC LIMIT 1";
    BEGIN = "INSERT INTO policy (version, community, based_on, document, reason, revision, author, made_at)
        VALUES ($1, $2, $3, $4, '', 0, $5, $6)";
    SAVE = "UPDATE policy SET document = $2, reason = $3, revision = revision + 1, made_at = $4 WHERE version = $1";
    REVIEW = "UPDATE policy SET reviewer = $2, reviewed_at = $3 WHERE version = $1";
    APPROVE = "UPDATE policy SET approver = $2, approved_at = $3 WHERE version = $1";
    DROP = "UPDATE policy SET dropped_at = $2 WHERE version = $1";
    TRIAL = "SELECT t.revision, s.name, t.at, t.since, t.report FROM trial t JOIN staff s ON s.id = t.staff
        WHERE t.version = $1";
}

/// Versions the list shows; no company has written more.
const EDITIONS_MAX: u32 = 500;

#[derive(FromRow)]
struct EditionRow {
    version: i64,
    community: Option<String>,
    based_on: i64,
    reason: String,
    revision: i64,
    author: String,
    author_name: String,
    made_at: i64,
    reviewer: Option<String>,
    reviewer_name: Option<String>,
    reviewed_at: Option<i64>,
    approver: Option<String>,
    approver_name: Option<String>,
    approved_at: Option<i64>,
    dropped_at: Option<i64>,
}

fn signed(by: Option<String>, name: Option<String>, at: Option<i64>) -> Option<Signed> {
    Some(Signed { by: StaffId::new(by?), name: name?, at: Moment::from_millis(at?) })
}

impl EditionRow {
    fn into_edition(self) -> Edition {
        let at = Moment::from_millis(self.made_at);
        Edition {
            version: Version(self.version),
            community: self.community.map(CommunityId::new),
            based_on: Version(self.based_on),
            reason: self.reason,
            revision: self.revision,
            author: Signed { by: StaffId::new(self.author), name: self.author_name, at },
            reviewer: signed(self.reviewer, self.reviewer_name, self.reviewed_at),
            approver: signed(self.approver, self.approver_name, self.approved_at),
            dropped: self.dropped_at.map(Moment::from_millis),
        }
    }
}

/// A version with its document, the one it changes, and what its back-test found.
#[derive(Clone, Debug)]
pub struct Opened {
    pub edition: Edition,
    pub policy: Policy,
    pub base: Policy,
    /// `None` too when the draft was saved after it was tried.
    pub trial: Option<Trial>,
    pub shelf: Shelf,
}

pub(super) fn refused(refusal: Refusal) -> Error {
    Error::Denied(Denied::Refusal(refusal))
}

/// Whether `staff` reads what is written for a place: who may review there.
fn reads(staff: &Staff, edition: &Edition, shelf: &Shelf) -> bool {
    holds(staff, Want::ReviewPolicy, edition.community.as_ref(), &shelf.house())
}

impl Reader {
    pub(super) async fn editions(&mut self) -> Result<Vec<Edition>, Error> {
        let rows: Vec<EditionRow> = self.all(EDITIONS, args![i64::MAX, EDITIONS_MAX]).await?;
        Ok(rows.into_iter().map(EditionRow::into_edition).collect())
    }

    pub(super) async fn edition(&mut self, version: Version) -> Result<Edition, Error> {
        let row: EditionRow = self.one(EDITIONS, args![version.0.saturating_add(1), 1]).await?;
        if row.version == version.0 { Ok(row.into_edition()) } else { Err(Error::NotFound) }
    }

    /// A document as it stands now, also of a draft.
    pub(super) async fn document(&mut self, version: Version) -> Result<Policy, Error> {
        if version == Version::HANDBOOK {
            return Ok(Policy::default());
        }
        let (document,): (String,) = self.one(DOCUMENT, args![version.0]).await?;
        read_json(document.as_bytes())
    }

    async fn trial(&mut self, edition: &Edition) -> Result<Option<Trial>, Error> {
        let row: Option<(i64, String, i64, i64, String)> =
            self.optional(TRIAL, args![edition.version.0]).await?;
        let Some((revision, by, at, since, report)) = row.filter(|row| row.0 == edition.revision) else {
            return Ok(None);
        };
        let (at, since) = (Moment::from_millis(at), Moment::from_millis(since));
        Ok(Some(Trial { revision, by, at, since, report: read_json(report.as_bytes())? }))
    }
}

impl Store {
    /// The versions this member of staff may read, and what holds where.
    ///
    /// # Errors
    /// Refused to who may review none.
    pub async fn policies(&self, staff: &Staff, now: Moment) -> Result<Shelf, Error> {
        let mut shelf = self.read().await?.shelf(now).await?;
        if staff.communities(Want::ReviewPolicy).is_empty() {
            return Err(refused(Refusal::NotYours));
        }
        let editions = std::mem::take(&mut shelf.editions);
        shelf.editions = editions.into_iter().filter(|edition| reads(staff, edition, &shelf)).collect();
        Ok(shelf)
    }

    /// One version.
    ///
    /// # Errors
    /// [`Error::NotFound`], also to who may not read it.
    pub async fn policy(&self, version: Version, staff: &Staff, now: Moment) -> Result<Opened, Error> {
        let mut read = self.read().await?;
        let edition = read.edition(version).await?;
        let shelf = read.shelf(now).await?;
        if !reads(staff, &edition, &shelf) {
            return Err(Error::NotFound);
        }
        let policy = read.document(version).await?;
        let base = read.document(edition.based_on).await?;
        let trial = read.trial(&edition).await?;
        Ok(Opened { edition, policy, base, trial, shelf })
    }

    /// A draft that says what `based_on` says; `None` is the company's.
    ///
    /// # Errors
    /// Refused to who may not write there, and on a version that can still change.
    pub async fn begin_policy(
        &self,
        community: Option<CommunityId>,
        based_on: Version,
        staff: &Staff,
        now: Moment,
    ) -> Result<Version, Error> {
        let staff = staff.clone();
        self.write(Scope::Company, async move |tx| {
            let shelf = tx.shelf(now).await?;
            if shelf.held(community.as_ref()).is_none() {
                return Err(Error::NotFound);
            }
            if !holds(&staff, Want::WritePolicy, community.as_ref(), &shelf.house()) {
                return Err(refused(Refusal::NotYours));
            }
            if based_on != Version::HANDBOOK {
                let base = tx.edition(based_on).await?;
                if !reads(&staff, &base, &shelf) {
                    return Err(Error::NotFound);
                }
                if base.life() == Life::Draft || base.reviewer.is_none() {
                    return Err(refused(Refusal::NotNow));
                }
            }
            let document = text(&tx.document(based_on).await?)?;
            let last: Option<(i64,)> = tx.optional(LAST, args![i64::MAX]).await?;
            let version = last.map_or(1, |(last,)| last + 1);
            let args = args![
                version,
                community.as_ref().map(|id| id.as_str().to_owned()),
                based_on.0,
                document,
                &staff.id,
                now
            ];
            tx.execute(BEGIN, args).await?;
            Ok(Version(version))
        })
        .await
    }

    /// Saves a draft that was made from `revision`.
    ///
    /// # Errors
    /// Refused to all but its author, once it is reviewed, and when it was saved since.
    pub async fn save_policy(
        &self,
        (version, revision): (Version, i64),
        policy: &Policy,
        reason: String,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let document = text(policy)?;
        self.step(Step::Edit, (version, revision), staff, SAVE, args![version.0, document, reason, now], now)
            .await
    }

    /// # Errors
    /// Refused by [`Edition::may`], and when the draft was saved after `revision`.
    pub async fn review_policy(
        &self,
        (version, revision): (Version, i64),
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let args = args![version.0, &staff.id, now];
        self.step(Step::Review, (version, revision), staff, REVIEW, args, now).await
    }

    /// # Errors
    /// As [`Store::review_policy`].
    pub async fn approve_policy(
        &self,
        (version, revision): (Version, i64),
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let args = args![version.0, &staff.id, now];
        self.step(Step::Approve, (version, revision), staff, APPROVE, args, now).await
    }

    /// # Errors
    /// As [`Store::review_policy`].
    pub async fn drop_policy(
        &self,
        (version, revision): (Version, i64),
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        self.step(Step::Drop, (version, revision), staff, DROP, args![version.0, now], now).await
    }

    async fn step(
        &self,
        step: Step,
        (version, revision): (Version, i64),
        staff: &Staff,
        statement: Statement,
        args: Vec<Value>,
        now: Moment,
    ) -> Result<(), Error> {
        let staff = staff.clone();
        self.write(Scope::Company, async move |tx| {
            tx.may(step, (version, revision), &staff, now).await?;
            tx.execute(statement, args).await.map(drop)
        })
        .await
    }
}

impl Tx {
    /// The version, when this step may be taken with what was read of it.
    pub(super) async fn may(
        &mut self,
        step: Step,
        (version, revision): (Version, i64),
        staff: &Staff,
        now: Moment,
    ) -> Result<(Edition, Shelf), Error> {
        let edition = self.edition(version).await?;
        let shelf = self.shelf(now).await?;
        if !reads(staff, &edition, &shelf) {
            return Err(Error::NotFound);
        }
        edition.may(step, staff, &shelf.house()).map_err(refused)?;
        if edition.revision != revision {
            return Err(refused(Refusal::Changed));
        }
        Ok((edition, shelf))
    }
}

fn text(policy: &Policy) -> Result<String, Error> {
    String::from_utf8(write_json(policy)?).map_err(|error| Error::failed(error.to_string()))
}
