//! The staff queue: read by index and keyset, community by community, merged in the order of the
//! rules. Never an OFFSET that grows, never a COUNT of all.
//!
//! - [`asked`]: what is asked of one community
//! - [`lead`]: the indexes, and the statements that walk them
//! - [`walk`]: open complaints, by whichever index leaves the fewest to look at
//! - [`closed`]: what a search finds among the closed ones
//! - [`caller`]: the matters of one number

mod asked;
mod caller;
mod closed;
mod lead;
mod walk;

use rules::{
    access::{Staff, Want},
    grading::Grade,
    id::{CommunityId, ComplaintId, ComplaintNumber, StaffId},
    kind::Kind,
    limits::QUEUE_PAGE_ROWS_MAX,
    moment::Moment,
    place::BuildingName,
    queue::{Filter, HandlerFilter, Offered, QueuePage, QueueRow, Rank, Today, order},
    stage::Stage,
    transfer::To,
};
use sqlx::FromRow;

use self::asked::Asked;
use super::row::{Glance, arrival, known, open_json};
use crate::{Error, Keyring, Reader, Store, call::ENQUIRY, sql::Statement, timeline::read_json};

/// The statements of all files of the queue.
pub(crate) fn statements() -> impl Iterator<Item = &'static Statement> {
    [caller::STATEMENTS, closed::STATEMENTS, lead::STATEMENTS].into_iter().flatten()
}

/// The columns of a row of the queue.
macro_rules! columns {
    () => {
        "c.id, c.number, c.community, c.kind, c.glance, c.stage, c.grade, c.facts, c.deadlines, c.handler, \
         h.name AS handler_name, c.offered_to, c.unread, c.contacts_again, c.received, c.channel, \
         r.name AS recipient, c.referrer, c.version, a.members"
    };
}

/// What stands beside a complaint in them.
macro_rules! beside {
    () => {
        " LEFT JOIN staff h ON h.id = c.handler LEFT JOIN staff r ON r.id = c.recipient \
         LEFT JOIN alike a ON a.id = c.alike "
    };
}

/// What a row must fit whichever index it is found by; the search is asked only where something is looked for.
macro_rules! fits {
    (sqlite) => {
        $crate::complaint::queue::fits!("SELECT rowid FROM search WHERE search MATCH $21")
    };
    (postgres) => {
        $crate::complaint::queue::fits!(
            "SELECT w.doc FROM search w WHERE w.terms @> string_to_array($21, ' ')::bigint[]"
        )
    };
    ($found:literal) => {
        concat!(
            "(CAST($7 AS BIGINT) IS NULL OR c.grade = $7) AND (CAST($8 AS TEXT) IS NULL OR c.kind = $8) ",
            "AND (CAST($9 AS TEXT) IS NULL OR c.stage = $9) ",
            "AND (CAST($10 AS TEXT) IS NULL OR c.handler = $10) ",
            "AND (CAST($11 AS TEXT) IS NULL OR c.department = $11) ",
            "AND (CAST($12 AS TEXT) IS NULL OR c.offered_to = $12) AND ($13 = 0 OR c.handler IS NULL) ",
            "AND ($14 = 0 OR c.unread > 0) AND ($15 = 0 OR c.contacts_again > 0) ",
            "AND ($16 = 0 OR c.alike IS NOT NULL) ",
            "AND (CAST($17 AS BIGINT) IS NULL OR c.soon <= $17) AND (CAST($18 AS BIGINT) IS NULL OR c.soon > $18) ",
            "AND (CAST($19 AS BIGINT) IS NULL OR c.received >= $19) AND (CAST($20 AS BIGINT) IS NULL OR c.received < $20) ",
            "AND ($21 = '' OR c.doc IN (",
            $found,
            ")) AND ($22 = 0 OR c.band = 0) ",
            "AND (CAST($24 AS TEXT) IS NULL OR c.id IN ",
            "(SELECT complaint FROM help WHERE community = $1 AND asked_of = $24 AND open = 1))"
        )
    };
}

use {beside, columns, fits};

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
    channel: String,
    recipient: Option<String>,
    referrer: Option<String>,
    version: i64,
    members: Option<i64>,
}

impl Row {
    /// `receives` is whose offers the viewer can accept.
    fn into_row(self, keys: &Keyring, receives: &[To]) -> Result<QueueRow, Error> {
        let Glance { place, summary, outside_number } = open_json(keys, "glance", &self.id, &self.glance)?;
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
            offered: self.offered_to.map(|to| match receives.contains(&To::read(&to)) {
                true => Offered::ToMe,
                false => Offered::ToOthers,
            }),
            deadline: deadlines.running(),
            unread: u32::try_from(self.unread).unwrap_or(0),
            contacts_again: u32::try_from(self.contacts_again).unwrap_or(0),
            same: self.members.and_then(|members| u32::try_from(members).ok()).unwrap_or(0),
            received: Moment::from_millis(self.received),
            arrival: arrival(&self.channel, self.recipient, self.referrer.as_deref(), outside_number)?,
            version: self.version,
            id: ComplaintId::new(self.id),
        })
    }
}

/// What one community has for a page: rows in order, and how far was looked if not to the end.
#[derive(Default)]
struct Found {
    rows: Vec<QueueRow>,
    looked: Option<Rank>,
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
        let searches = !filter.words.trim().is_empty();
        let (mut found, mut today, mut incomplete) = (Found::default(), Today::default(), false);
        for community in &communities {
            let of_community = read.queue_of(community, filter, staff, now).await?;
            found.rows.extend(of_community.rows);
            found.looked = found.looked.into_iter().chain(of_community.looked).min();
            incomplete |= searches && read.has_gap(community).await?;
            read.add_today(community, now, &mut today).await?;
        }
        let (rows, more, looked) = found.page();
        Ok(QueuePage { rows, more, looked, incomplete, now, today })
    }
}

impl Found {
    /// What fits one page. Where somebody has not been looked through yet, nothing beyond is shown: what
    /// comes there may stand before it.
    fn page(self) -> (Vec<QueueRow>, bool, Option<Rank>) {
        let Self { mut rows, looked } = self;
        rows.sort_by(order);
        if let Some(looked) = &looked {
            rows.retain(|row| row.rank() <= *looked);
        }
        let more = rows.len() > QUEUE_PAGE_ROWS_MAX;
        rows.truncate(QUEUE_PAGE_ROWS_MAX);
        let looked = looked.filter(|_| !more);
        (rows, more || looked.is_some(), looked)
    }
}

impl Reader {
    async fn queue_of(
        &mut self,
        community: &CommunityId,
        filter: &Filter,
        staff: &Staff,
        now: Moment,
    ) -> Result<Found, Error> {
        let zone = self.terms_of(community, now).await?.zone;
        let mut found = Found::default();
        for address in self.addresses(community, filter, staff, now).await? {
            let asked = Asked::of(community, (filter, address), staff, zone, now);
            let of_address = self.found_by(asked).await?;
            found.rows.extend(of_address.rows);
            found.looked = found.looked.into_iter().chain(of_address.looked).min();
        }
        found.rows.sort_by(order);
        found.rows.dedup_by(|a, b| a.id == b.id);
        Ok(found)
    }

    /// To whom what is asked for is offered, or of whom help is asked: each is walked by itself.
    async fn addresses(
        &mut self,
        community: &CommunityId,
        filter: &Filter,
        staff: &Staff,
        now: Moment,
    ) -> Result<Vec<Option<To>>, Error> {
        Ok(match filter.handler {
            Some(HandlerFilter::OfferedToMe) => {
                self.receives(community, staff.id.as_str(), now).await?.into_iter().map(Some).collect()
            }
            Some(HandlerFilter::AsksMyHelp) => {
                vec![Some(To::Staff(staff.id.clone())), Some(To::Department(staff.department))]
            }
            _ => vec![None],
        })
    }

    /// Whose offers somebody can accept in a community now.
    async fn receives(
        &mut self,
        community: &CommunityId,
        staff: &str,
        now: Moment,
    ) -> Result<Vec<To>, Error> {
        let (team, on_duty) = (self.team(community, now).await?, self.on_duty(community, now).await?);
        Ok(rules::alert::receives(&StaffId::new(staff), &team, &on_duty))
    }

    /// Rows as the viewer sees them.
    async fn seen(&mut self, asked: &Asked<'_>, rows: Vec<Row>) -> Result<Vec<QueueRow>, Error> {
        let receives = match rows.iter().any(|row| row.offered_to.is_some()) {
            true => self.receives(asked.community, asked.me, asked.now).await?,
            false => Vec::new(),
        };
        let keys = self.keys();
        rows.into_iter().map(|row| row.into_row(keys, &receives)).collect()
    }

    async fn found_by(&mut self, mut asked: Asked<'_>) -> Result<Found, Error> {
        let (community, filter) = (asked.community, asked.filter);
        if filter.words.trim().is_empty() {
            return self.walk(&asked).await;
        }
        let buildings: Vec<BuildingName> = self.community(community).await?.buildings;
        let words = |open| crate::search::asked(self.keys(), community, open, &filter.words, &buildings);
        let (Some(open), Some(closed)) = (words(true), words(false)) else { return Ok(Found::default()) };
        asked.words = open;
        let is_past_open = asked.after.band == Rank::CLOSED;
        let mut found = if is_past_open { Found::default() } else { self.walk(&asked).await? };
        let is_full = found.looked.is_some() || found.rows.len() > QUEUE_PAGE_ROWS_MAX;
        if !is_full && !filter.open_only && filter.standing.is_none() {
            asked.words = closed;
            let closed = self.among_closed(&asked).await?;
            found.rows.extend(closed.rows);
            found.looked = closed.looked;
        }
        Ok(found)
    }

    pub(crate) async fn add_today(
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
                name if name.starts_with(ENQUIRY) => today.enquiries += value,
                _ => {}
            }
        }
        Ok(())
    }
}
