//! The wallboard: read without opening a sealed cell, because nothing by a resident is on it. It rings
//! until one of those called about the same has acknowledged it; the others keep it at their desks.

use rules::{
    access::{Staff, Want},
    alert::About,
    deadline::Deadlines,
    grading::{Facts, Grade},
    id::{CommunityId, ComplaintNumber, RungId},
    kind::Kind,
    limits::{WALL_COUNT_MAX, WALL_NEXT_ROWS_MAX, WALL_RINGS_MAX, WALL_ROWS_MAX},
    moment::{Moment, Zone},
    queue::{Rank, Today},
    wall::{Heap, Ring, Wall, WallRow},
};
use sqlx::FromRow;

use crate::{
    Error, Reader, Store,
    complaint::known,
    sql::{Statement, Value, args, sql},
    timeline::read_json,
};

sql! {
    DUE by "complaint_queue" = "SELECT c.number, c.kind, c.grade, c.facts, c.deadlines, c.handler, c.received, m.name AS community_name,
            b.name AS building
        FROM complaint c JOIN community m ON m.id = c.community LEFT JOIN building b ON b.id = c.building
        WHERE c.community = $1 AND c.open = 1 AND c.band = $2 AND c.due >= $3 AND c.due < $4
        ORDER BY c.due, c.id LIMIT $5";
    LATE by "complaint_queue" = "SELECT id FROM complaint
        WHERE community = $1 AND open = 1 AND band = $2 AND due < $3 ORDER BY due, id LIMIT $4";
    UNCLAIMED = "SELECT c.number, c.kind, c.grade, c.facts, c.deadlines, c.handler, c.received,
            m.name AS community_name, b.name AS building
        FROM complaint c JOIN community m ON m.id = c.community LEFT JOIN building b ON b.id = c.building
        WHERE c.community = $1 AND c.open = 1 AND c.handler IS NULL ORDER BY c.band, c.due, c.id LIMIT $2";
    UNCLAIMED_MANY = "SELECT id FROM complaint
        WHERE community = $1 AND open = 1 AND handler IS NULL ORDER BY band, due, id LIMIT $2";
    RINGING by "rung_pressing" = "SELECT r.id, r.about, r.said_at, r.times, c.number, c.kind, c.grade, c.facts, c.deadlines, c.handler,
            c.received, m.name AS community_name, b.name AS building
        FROM rung r JOIN complaint c ON c.id = r.complaint JOIN community m ON m.id = c.community
            LEFT JOIN building b ON b.id = c.building
        WHERE r.community = $1 AND r.pressing = 1 AND r.settled_at IS NULL AND r.times > 0
            AND NOT EXISTS (SELECT 1 FROM rung k
                WHERE k.complaint = r.complaint AND k.about = r.about AND k.acknowledged_at IS NOT NULL)
        ORDER BY r.made_at DESC LIMIT $2";
}

/// Rungs of one complaint that ring at a time: danger, a declaration, and each whom its grade calls.
const RUNGS_EACH_MAX: usize = 8;
/// The bands of [`Rank::band`].
const BANDS: [u8; 3] = [0, 1, 2];

#[derive(FromRow)]
struct Row {
    number: String,
    kind: String,
    grade: i64,
    facts: String,
    deadlines: String,
    handler: Option<String>,
    received: i64,
    community_name: String,
    building: Option<String>,
}

#[derive(FromRow)]
struct RingRow {
    id: String,
    about: String,
    said_at: i64,
    times: i64,
    #[sqlx(flatten)]
    row: Row,
}

impl Row {
    fn into_row(self) -> Result<WallRow, Error> {
        let facts: Facts = read_json(self.facts.as_bytes())?;
        let deadlines: Deadlines = read_json(self.deadlines.as_bytes())?;
        Ok(WallRow {
            number: known(ComplaintNumber::read(&self.number))?,
            community_name: self.community_name,
            building: self.building,
            kind: known(Kind::from_code(&self.kind))?,
            grade: known(u8::try_from(self.grade).ok().and_then(Grade::from_number))?,
            safety: facts.safety,
            deadline: deadlines.running(),
            is_claimed: self.handler.is_some(),
            received: Moment::from_millis(self.received),
        })
    }
}

impl RingRow {
    fn into_ring(self) -> Result<Ring, Error> {
        let about: About = read_json(self.about.as_bytes())?;
        Ok(Ring {
            rungs: vec![RungId::new(self.id)],
            about,
            row: self.row.into_row()?,
            said: Moment::from_millis(self.said_at),
            times: u32::try_from(self.times).unwrap_or(u32::MAX),
        })
    }
}

/// What was found so far, over all communities.
#[derive(Default)]
struct Found {
    ringing: Vec<Ring>,
    late: (u32, Vec<WallRow>),
    unclaimed: (u32, Vec<WallRow>),
    next: Vec<WallRow>,
    today: Today,
    zone: Option<Zone>,
}

impl Store {
    /// The wallboard of the communities this member of staff may read.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn wall(&self, staff: &Staff, now: Moment) -> Result<Wall, Error> {
        let mut read = self.read().await?;
        let mut found = Found::default();
        for community in &staff.communities(Want::Read) {
            read.wall_of(community, now, &mut found).await?;
        }
        let Found { ringing, late, unclaimed, next, today, zone } = found;
        Ok(Wall {
            ringing: Ring::once_each(ringing, WALL_RINGS_MAX),
            late: Heap::of(late.0.min(WALL_COUNT_MAX), late.1, WALL_ROWS_MAX),
            unclaimed: Heap::of(unclaimed.0.min(WALL_COUNT_MAX), unclaimed.1, WALL_ROWS_MAX),
            next: Heap::of(0, next, WALL_NEXT_ROWS_MAX).rows,
            today,
            zone: zone.unwrap_or(Zone::CHINA),
            now,
        })
    }
}

impl Reader {
    async fn wall_of(
        &mut self,
        community: &CommunityId,
        now: Moment,
        found: &mut Found,
    ) -> Result<(), Error> {
        let first = Moment::default();
        for band in BANDS {
            let late = args![community, band, first, now, rows(WALL_ROWS_MAX)];
            found.late.1.extend(self.wall_rows(late).await?);
            found.late.0 += self.counted_to(LATE, args![community, band, now, WALL_COUNT_MAX]).await?;
            let next = args![community, band, now, Rank::NEVER, rows(WALL_NEXT_ROWS_MAX)];
            found.next.extend(self.wall_rows(next).await?);
        }
        let unclaimed: Vec<Row> = self.all(UNCLAIMED, args![community, rows(WALL_ROWS_MAX)]).await?;
        for row in unclaimed {
            found.unclaimed.1.push(row.into_row()?);
        }
        found.unclaimed.0 += self.counted_to(UNCLAIMED_MANY, args![community, WALL_COUNT_MAX]).await?;
        let rings: Vec<RingRow> =
            self.all(RINGING, args![community, rows(WALL_RINGS_MAX * RUNGS_EACH_MAX)]).await?;
        for ring in rings {
            found.ringing.push(ring.into_ring()?);
        }
        self.add_today(community, now, &mut found.today).await?;
        if found.zone.is_none() {
            found.zone = Some(self.terms_of(community, now).await?.zone);
        }
        Ok(())
    }

    /// As far as the wall counts, by an index alone.
    async fn counted_to(&mut self, statement: Statement, args: Vec<Value>) -> Result<u32, Error> {
        let ids: Vec<(String,)> = self.all(statement, args).await?;
        Ok(u32::try_from(ids.len()).unwrap_or(WALL_COUNT_MAX))
    }

    async fn wall_rows(&mut self, args: Vec<Value>) -> Result<Vec<WallRow>, Error> {
        let rows: Vec<Row> = self.all(DUE, args).await?;
        rows.into_iter().map(Row::into_row).collect()
    }
}

fn rows(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
