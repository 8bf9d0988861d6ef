//! The back-test: the complaints of a year in slices along an index, nothing of them opened, and
//! no write held up.

use std::sync::Arc;

use rules::{
    access::{Refusal, Staff, Want},
    deadline::Deadlines,
    id::{CommunityId, ComplaintId, ComplaintNumber},
    moment::Moment,
    policy::{
        Terms, Version,
        backtest::{DAYS, Filed, Report},
        edition::holds,
    },
};
use sqlx::FromRow;

use super::edition::refused;
use crate::{
    Error, Scope, Store,
    sql::{args, sql},
    timeline::{read_json, write_json},
    zone::zone_at,
};

sql! {
    SLICE by "complaint_received" = "SELECT id, number, received, facts, resolved, ended, deadlines FROM complaint
        WHERE community = $1 AND (received, id) > ($2, $3) ORDER BY received, id LIMIT $4";
    ZONE = "SELECT zone FROM community WHERE id = $1";
    KEEP = "INSERT INTO trial (version, revision, staff, at, since, report) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (version) DO UPDATE SET revision = excluded.revision, staff = excluded.staff, at = excluded.at,
            since = excluded.since, report = excluded.report";
}

/// Complaints read at a time.
const SLICE_ROWS: u32 = 1_000;

#[derive(FromRow)]
struct Row {
    id: String,
    number: String,
    received: i64,
    facts: String,
    resolved: Option<i64>,
    ended: Option<i64>,
    deadlines: String,
}

impl Row {
    fn filed(&self) -> Result<Filed, Error> {
        let deadlines: Deadlines = read_json(self.deadlines.as_bytes())?;
        Ok(Filed {
            number: crate::complaint::known(ComplaintNumber::read(&self.number))?,
            received: Moment::from_millis(self.received),
            facts: read_json(self.facts.as_bytes())?,
            resolved: self.resolved.map(Moment::from_millis),
            ended: self.ended.map(Moment::from_millis),
            first_answer: deadlines.first_answer,
            resolution: deadlines.resolution,
        })
    }
}

impl Store {
    /// Tries a version on the complaints of the last year, against what is in force in each
    /// community it is for, and keeps what was found beside it.
    ///
    /// # Errors
    /// [`Error::NotFound`] and refused as reading it is.
    pub async fn try_policy(&self, version: Version, staff: &Staff, now: Moment) -> Result<Report, Error> {
        let (edition, shelf, policy) = {
            let mut read = self.read().await?;
            (read.edition(version).await?, read.shelf(now).await?, read.document(version).await?)
        };
        if !holds(staff, Want::ReviewPolicy, edition.community.as_ref(), &shelf.house()) {
            return Err(refused(Refusal::NotYours));
        }
        let since = now.plus_days(-DAYS);
        let mut report = Report::default();
        for held in shelf.governed(edition.community.as_ref()) {
            let Some((community, _)) = &held.community else { continue };
            let (old, zone) = {
                let mut read = self.read().await?;
                let (zone,): (String,) = read.one(ZONE, args![community]).await?;
                let zone = zone_at(&zone, now)?;
                (read.terms(held.version, zone).await?, zone)
            };
            let new = Arc::new(policy.terms(version, zone));
            self.try_in(community, (&old, &new), (since, now), &mut report).await?;
        }
        let written =
            String::from_utf8(write_json(&report)?).map_err(|error| Error::failed(error.to_string()))?;
        let args = args![version.0, edition.revision, &staff.id, now, since, written];
        self.write(Scope::Company, async move |tx| tx.execute(KEEP, args).await.map(drop)).await?;
        Ok(report)
    }

    /// The connection is given back between two slices.
    async fn try_in(
        &self,
        community: &CommunityId,
        (old, new): (&Terms, &Terms),
        (since, now): (Moment, Moment),
        report: &mut Report,
    ) -> Result<(), Error> {
        let (mut after, mut id) = (since, ComplaintId::new(""));
        loop {
            let args = args![community, after, &id, SLICE_ROWS];
            let rows: Vec<Row> = self.read().await?.all(SLICE, args).await?;
            for row in &rows {
                report.add(&row.filed()?, old, new, now);
            }
            match rows.last() {
                Some(last) if rows.len() == SLICE_ROWS as usize => {
                    (after, id) = (Moment::from_millis(last.received), ComplaintId::new(last.id.as_str()));
                }
                _ => return Ok(()),
            }
        }
    }
}
