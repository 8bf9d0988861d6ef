//! The staff queue: read by index and keyset, community by community, merged in the order of the
//! rules. Never an OFFSET, never a COUNT.

use rules::{
    access::{Staff, Want},
    grading::Grade,
    id::{CommunityId, ComplaintId, ComplaintNumber, StaffId},
    kind::Kind,
    limits::QUEUE_PAGE_ROWS_MAX,
    moment::Moment,
    queue::{Filter, HandlerFilter, QueuePage, QueueRow, Rank, StandingFilter, Today, order},
    stage::Stage,
};
use sqlx::FromRow;

use super::row::{Glance, known, open_json};
use crate::{
    Error, Keyring, Reader, Store,
    sql::{args, sql},
    timeline::read_json,
};

sql! {
    PAGE by "complaint_queue" = "SELECT c.id, c.number, c.community, c.kind, c.glance, c.stage, c.grade, c.facts, c.deadlines,
            c.handler, h.name AS handler_name, c.offered_to, c.unread, c.contacts_again, c.received, c.version, a.members
        FROM complaint c LEFT JOIN staff h ON h.id = c.handler LEFT JOIN alike a ON a.id = c.alike
        WHERE c.community = $1 AND c.open = 1 AND (c.band, c.due, c.id) > ($2, $3, $4)
            AND (CAST($5 AS BIGINT) IS NULL OR c.grade = $5)
            AND (CAST($6 AS TEXT) IS NULL OR c.kind = $6)
            AND (CAST($7 AS TEXT) IS NULL OR c.handler = $7)
            AND ($8 = 0 OR c.handler IS NULL)
            AND (CAST($9 AS TEXT) IS NULL OR c.offered_to = $9)
            AND c.due >= $10 AND c.due < $11 AND c.soon >= $12 AND c.soon < $13
        ORDER BY c.band, c.due, c.id LIMIT $14";
}

#[derive(FromRow)]
struct Row {
    id: String,
    number: String,
    community: String,
    kind: String,
    glance: Vec<u8>,
    stage: String,
    grade: i64,
    facts: String,
    deadlines: String,
    handler: Option<String>,
    handler_name: Option<String>,
    offered_to: Option<String>,
    unread: i64,
    contacts_again: i64,
    received: i64,
    version: i64,
    members: Option<i64>,
}

impl Row {
    fn into_row(self, keys: &Keyring) -> Result<QueueRow, Error> {
        let Glance { place, summary } = open_json(keys, "glance", &self.id, &self.glance)?;
        let facts: rules::grading::Facts = read_json(self.facts.as_bytes())?;
        let deadlines: rules::deadline::Deadlines = read_json(self.deadlines.as_bytes())?;
        Ok(QueueRow {
            number: known(ComplaintNumber::read(&self.number))?,
            community: CommunityId::new(self.community),
            kind: known(Kind::from_code(&self.kind))?,
            place,
            summary,
            stage: known(Stage::from_code(&self.stage))?,
            grade: known(u8::try_from(self.grade).ok().and_then(Grade::from_number))?,
            safety: facts.safety,
            handler: self.handler.map(StaffId::new).zip(self.handler_name),
            offered_to: self.offered_to.map(StaffId::new),
            deadline: deadlines.running(),
            unread: u32::try_from(self.unread).unwrap_or(0),
            contacts_again: u32::try_from(self.contacts_again).unwrap_or(0),
            same: self.members.and_then(|members| u32::try_from(members).ok()).unwrap_or(0),
            received: Moment::from_millis(self.received),
            version: self.version,
            id: ComplaintId::new(self.id),
        })
    }
}

/// Half-open bounds of the running deadline and of the instant it becomes due soon.
struct Bounds {
    due: (Moment, Moment),
    soon: (Moment, Moment),
}

impl Bounds {
    fn of(standing: Option<StandingFilter>, now: Moment) -> Self {
        let first = Moment::default();
        let last = Moment::from_millis(i64::MAX);
        // No half-open bound reaches the last moment itself, which stands for "never".
        let (due, soon) = match standing {
            None => ((first, last), (first, last)),
            Some(StandingFilter::Overdue) => ((first, now), (first, last)),
            Some(StandingFilter::DueSoon) => ((now, last), (first, now)),
            Some(StandingFilter::OnTrack) => ((now, last), (now, last)),
        };
        Self { due, soon }
    }
}

impl Store {
    /// One page of the queue, of the communities this member of staff may read.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn queue(&self, filter: &Filter, staff: &Staff, now: Moment) -> Result<QueuePage, Error> {
        let mut read = self.read().await?;
        let mut communities = staff.communities(Want::Read);
        communities.retain(|community| filter.community.as_ref().is_none_or(|wanted| wanted == community));
        let (mut rows, mut today) = (Vec::new(), Today::default());
        for community in &communities {
            rows.extend(read.queue_of(community, filter, staff, now).await?);
            read.add_today(community, now, &mut today).await?;
        }
        rows.sort_by(order);
        let more = rows.len() > QUEUE_PAGE_ROWS_MAX;
        rows.truncate(QUEUE_PAGE_ROWS_MAX);
        Ok(QueuePage { rows, more, now, today })
    }
}

impl Reader {
    async fn queue_of(
        &mut self,
        community: &CommunityId,
        filter: &Filter,
        staff: &Staff,
        now: Moment,
    ) -> Result<Vec<QueueRow>, Error> {
        let after = filter.after.clone().unwrap_or(Rank {
            band: 0,
            due: Moment::default(),
            id: ComplaintId::new(""),
        });
        let handler = match &filter.handler {
            Some(HandlerFilter::Me) => Some(staff.id.as_str().to_owned()),
            Some(HandlerFilter::Staff(id)) => Some(id.as_str().to_owned()),
            _ => None,
        };
        let offered =
            (filter.handler == Some(HandlerFilter::OfferedToMe)).then(|| staff.id.as_str().to_owned());
        let bounds = Bounds::of(filter.standing, now);
        let beyond = |moment: Moment| moment.millis().saturating_add(1);
        let args = args![
            community,
            after.band,
            after.due,
            &after.id,
            filter.grade.map(Grade::number),
            filter.kind.map(|kind| kind.code().to_owned()),
            handler,
            filter.handler == Some(HandlerFilter::Nobody),
            offered,
            bounds.due.0,
            beyond(bounds.due.1),
            bounds.soon.0,
            beyond(bounds.soon.1),
            i64::try_from(QUEUE_PAGE_ROWS_MAX + 1).unwrap_or(i64::MAX)
        ];
        let rows: Vec<Row> = self.all(PAGE, args).await?;
        rows.into_iter().map(|row| row.into_row(self.keys())).collect()
    }

    async fn add_today(
        &mut self,
        community: &CommunityId,
        now: Moment,
        today: &mut Today,
    ) -> Result<(), Error> {
        let zone = self.terms_of(community, now).await?.zone;
        for (name, value) in self.counted(community, now.date(zone)).await? {
            let value = u32::try_from(value).unwrap_or(0);
            match name.as_str() {
                "received" => today.received += value,
                "resolved" => today.resolved += value,
                "closed" => today.closed += value,
                _ => {}
            }
        }
        Ok(())
    }
}
