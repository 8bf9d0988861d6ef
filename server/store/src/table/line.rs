//! Complaints as they are counted: by the order of receipt, or those of a list.

use std::collections::HashMap;

use rules::{
    deadline::Deadlines,
    grading::{Facts, Grade},
    id::{CommunityId, ComplaintId, ComplaintNumber},
    intake::Channel,
    kind::{Department, Kind},
    moment::Moment,
    resolution::{Finding, Outcome},
    stage::Stage,
    table::{After, FollowUp, Line},
};
use sqlx::FromRow;

use crate::{
    Error, Reader,
    complaint::{json_text, known},
    fresh,
    sql::{args, sql},
    timeline::read_json,
};

/// What is counted of a complaint, and `$more`.
macro_rules! lines {
    ($more:literal, $which:literal) => {
        concat!(
            "SELECT c.id, c.number, c.community, c.channel, c.kind, b.name AS building, c.received, c.stage, c.grade, ",
            "c.reasons, c.deadlines, c.facts, h.name AS handler_name, c.department, c.round, c.contacts_again, ",
            "c.resolved, c.ended",
            $more,
            " FROM complaint c LEFT JOIN building b ON b.id = c.building LEFT JOIN staff h ON h.id = c.handler ",
            $which
        )
    };
}

sql! {
    RECEIVED by "complaint_received" = lines!("", "WHERE c.community = $1 AND (c.received, c.id) > ($2, $3) AND c.received < $4
        ORDER BY c.received, c.id LIMIT $5");
    REGISTERED by "complaint_received" = lines!(", c.area, c.words, c.glance", "WHERE c.community = $1
        AND (c.received, c.id) > ($2, $3) AND c.received < $4 ORDER BY c.received, c.id LIMIT $5");
    OF_LIST = lines!("", "WHERE c.doc IN (SELECT value FROM json_each($1))"),
        postgres lines!("", "WHERE c.doc IN (SELECT unnest(ARRAY(SELECT json_array_elements_text($1::json)))::bigint)");
    FOUND by "resolution_complaint" = "SELECT complaint, finding, outcomes FROM resolution
        WHERE complaint IN (SELECT value FROM json_each($1)) ORDER BY complaint, at",
        postgres "SELECT complaint, finding, outcomes FROM resolution
        WHERE complaint IN (SELECT unnest(ARRAY(SELECT json_array_elements_text($1::json)))) ORDER BY complaint, at";
    ASKED by "survey_complaint" = "SELECT s.complaint, s.sent_at, a.solved, a.satisfaction
        FROM survey s LEFT JOIN answer a ON a.survey = s.id
        WHERE s.complaint IN (SELECT value FROM json_each($1)) ORDER BY s.complaint, s.made_at, s.id",
        postgres "SELECT s.complaint, s.sent_at, a.solved, a.satisfaction
        FROM survey s LEFT JOIN answer a ON a.survey = s.id
        WHERE s.complaint IN (SELECT unnest(ARRAY(SELECT json_array_elements_text($1::json))))
        ORDER BY s.complaint, s.made_at, s.id";
}

#[derive(FromRow)]
pub(super) struct Row {
    id: String,
    number: String,
    community: String,
    channel: String,
    kind: String,
    building: Option<String>,
    received: i64,
    stage: String,
    grade: i64,
    reasons: String,
    deadlines: String,
    facts: String,
    handler_name: Option<String>,
    department: Option<String>,
    round: i64,
    contacts_again: i64,
    resolved: Option<i64>,
    ended: Option<i64>,
}

#[derive(FromRow)]
struct AskedRow {
    complaint: String,
    sent_at: Option<i64>,
    solved: Option<i64>,
    satisfaction: Option<i64>,
}

/// The last result of each, and whether it held.
#[derive(Default)]
struct Known {
    found: HashMap<String, (Finding, Vec<Outcome>)>,
    follow_up: HashMap<String, FollowUp>,
}

impl Row {
    fn into_line(self, known_of: &mut Known) -> Result<Line, Error> {
        let deadlines: Deadlines = read_json(self.deadlines.as_bytes())?;
        let facts: Facts = read_json(self.facts.as_bytes())?;
        let count = |value: i64| u32::try_from(value).unwrap_or(0);
        Ok(Line {
            number: known(ComplaintNumber::read(&self.number))?,
            community: CommunityId::new(self.community),
            channel: known(Channel::from_code(&self.channel))?,
            kind: known(Kind::from_code(&self.kind))?,
            building: self.building,
            received: Moment::from_millis(self.received),
            stage: known(Stage::from_code(&self.stage))?,
            grade: known(u8::try_from(self.grade).ok().and_then(Grade::from_number))?,
            reasons: read_json(self.reasons.as_bytes())?,
            deadlines,
            handler: self.handler_name,
            department: self.department.as_deref().and_then(Department::from_code),
            round: count(self.round),
            contacts_again: count(self.contacts_again),
            households: facts.households,
            resolved: self.resolved.map(Moment::from_millis),
            ended: self.ended.map(Moment::from_millis),
            found: known_of.found.remove(&self.id),
            follow_up: known_of.follow_up.remove(&self.id).unwrap_or_default(),
            id: ComplaintId::new(self.id),
        })
    }
}

impl AskedRow {
    fn follow_up(&self) -> FollowUp {
        match (self.solved, self.satisfaction, self.sent_at) {
            (Some(solved), Some(satisfaction), _) => FollowUp::Answered {
                solved: solved == 1,
                satisfaction: u8::try_from(satisfaction).unwrap_or(0),
            },
            (_, _, Some(_)) => FollowUp::Asked,
            _ => FollowUp::None,
        }
    }
}

impl Reader {
    /// Those received after one and before an instant, in their order, at most so many.
    pub(super) async fn received(
        &mut self,
        community: &CommunityId,
        after: &After,
        until: Moment,
        most: usize,
    ) -> Result<Vec<Line>, Error> {
        let args = args![community, after.received, &after.id, until, super::rows(most)];
        let rows: Vec<Row> = self.all(RECEIVED, args).await?;
        self.lines(rows).await
    }

    /// Those of a list, in no order.
    pub(crate) async fn lines_of(
        &mut self,
        ids: impl Iterator<Item = &ComplaintId>,
    ) -> Result<Vec<Line>, Error> {
        let docs: Vec<i64> = ids.map(|id| fresh::doc(id.as_str())).collect();
        let rows: Vec<Row> = self.all(OF_LIST, args![json_text(&docs)?]).await?;
        self.lines(rows).await
    }

    pub(super) async fn lines(&mut self, rows: Vec<Row>) -> Result<Vec<Line>, Error> {
        let mut known_of = self.known_of(&rows).await?;
        rows.into_iter().map(|row| row.into_line(&mut known_of)).collect()
    }

    async fn known_of(&mut self, rows: &[Row]) -> Result<Known, Error> {
        if rows.is_empty() {
            return Ok(Known::default());
        }
        let list = json_text(&rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>())?;
        let found: Vec<(String, String, String)> = self.all(FOUND, args![&list]).await?;
        let asked: Vec<AskedRow> = self.all(ASKED, args![&list]).await?;
        let mut known_of = Known::default();
        // The last of each stays.
        for (complaint, finding, outcomes) in found {
            let outcomes = outcomes.split(',').filter_map(Outcome::from_code).collect();
            known_of.found.insert(complaint, (known(Finding::from_code(&finding))?, outcomes));
        }
        for row in asked {
            let follow_up = row.follow_up();
            known_of.follow_up.insert(row.complaint, follow_up);
        }
        Ok(known_of)
    }
}
