//! The tables of R3: complaints in the order of receipt, added up or listed. What is counted how is the
//! rules' (`rules::table`).

pub(crate) mod line;

use rules::{
    access::{Staff, Want},
    id::{CommunityId, ComplaintId},
    limits::TABLE_ROWS_MAX,
    moment::Moment,
    place::Area,
    table::{After, Counting, Listed, Period, Statistics},
};
use sqlx::FromRow;

use self::line::{REGISTERED, Row};
use crate::{
    Error, Keyring, Reader, Store,
    complaint::{Glance, Words, known, open_json},
    sql::{args, sql},
};

sql! {
    STILL_OPEN by "complaint_open_received" = "SELECT COUNT(*) FROM complaint
        WHERE community = $1 AND open = 1 AND received < $2";
    ENDED_SINCE by "complaint_ended" = "SELECT COUNT(*) FROM complaint
        WHERE community = $1 AND ended IS NOT NULL AND ended >= $2 AND received < $3";
}

/// Complaints read at once.
const SLICE_ROWS: usize = 500;

/// A row of the registration and tracking table, with the cells by its complainant.
#[derive(FromRow)]
struct Registered {
    #[sqlx(flatten)]
    row: Row,
    id: String,
    area: String,
    words: Vec<u8>,
    glance: Vec<u8>,
}

/// What of a row is by its complainant: where, which home, what.
type Told = (String, Option<String>, String);

impl Registered {
    fn told(&self, keys: &Keyring) -> Result<Told, Error> {
        let Words { place, home, .. } = open_json(keys, "words", &self.id, &self.words)?;
        let Glance { summary, .. } = open_json(keys, "glance", &self.id, &self.glance)?;
        let complains = match known(Area::from_code(&self.area))? {
            Area::Home => Some(home.as_ref().unwrap_or(&place)),
            Area::Public => home.as_ref(),
        };
        let complains = complains.map(|home| home.text.clone());
        Ok((place.text, complains, summary))
    }
}

impl Store {
    /// The complaint statistics table of a community.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn statistics(
        &self,
        staff: &Staff,
        community: &CommunityId,
        period: Period,
        now: Moment,
    ) -> Result<Statistics, Error> {
        let mut read = self.read().await?;
        let (from, until) = read.bounds(staff, community, period, now).await?;
        let (mut counting, mut after, mut many) = (Counting::default(), before(from), 0);
        loop {
            let lines = read.received(community, &after, until, SLICE_ROWS).await?;
            let Some(last) = lines.last() else { break };
            after = last.place();
            many += lines.len();
            lines.iter().for_each(|line| counting.add(line, now));
            if lines.len() < SLICE_ROWS || many >= TABLE_ROWS_MAX {
                break;
            }
        }
        let start = read.open_at(community, from).await?;
        let end = read.open_at(community, until.min(now)).await?;
        Ok(Statistics { cut: many >= TABLE_ROWS_MAX, ..counting.table(start, end) })
    }

    /// So many rows of the registration and tracking table, and whether there are more.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn register(
        &self,
        staff: &Staff,
        community: &CommunityId,
        period: Period,
        after: Option<After>,
        most: usize,
        now: Moment,
    ) -> Result<(Vec<Listed>, bool), Error> {
        let mut read = self.read().await?;
        let (from, until) = read.bounds(staff, community, period, now).await?;
        let first = before(from);
        let mut after = after.filter(|after| after.received >= from).unwrap_or(first);
        let mut listed = Vec::new();
        loop {
            // One more than is asked for tells that there are more.
            let wanted = SLICE_ROWS.min(most + 1 - listed.len());
            let slice = read.registered(community, &after, until, wanted).await?;
            let is_last = slice.len() < wanted;
            listed.extend(slice);
            match listed.last() {
                Some(last) if !is_last && listed.len() <= most => after = last.line.place(),
                _ => break,
            }
        }
        let more = listed.len() > most;
        listed.truncate(most);
        Ok((listed, more))
    }
}

/// The place before all that is received from an instant on.
fn before(from: Moment) -> After {
    After { received: from, id: ComplaintId::new("") }
}

impl Reader {
    /// A period by the community's clock, for who may read its tables.
    async fn bounds(
        &mut self,
        staff: &Staff,
        community: &CommunityId,
        period: Period,
        now: Moment,
    ) -> Result<(Moment, Moment), Error> {
        if !staff.may(Want::ReadScores, community) {
            return Err(Error::NotFound);
        }
        Ok(period.bounds(self.terms_of(community, now).await?.zone))
    }

    /// How many were open at an instant: received before it, and not ended before it.
    async fn open_at(&mut self, community: &CommunityId, at: Moment) -> Result<u32, Error> {
        let (open,): (i64,) = self.one(STILL_OPEN, args![community, at]).await?;
        let (ended,): (i64,) = self.one(ENDED_SINCE, args![community, at, at]).await?;
        Ok(u32::try_from(open + ended).unwrap_or(u32::MAX))
    }

    async fn registered(
        &mut self,
        community: &CommunityId,
        after: &After,
        until: Moment,
        most: usize,
    ) -> Result<Vec<Listed>, Error> {
        let args = args![community, after.received, &after.id, until, rows(most)];
        let registered: Vec<Registered> = self.all(REGISTERED, args).await?;
        let keys = self.shared_keys();
        let told: Result<Vec<Told>, Error> = registered.iter().map(|row| row.told(&keys)).collect();
        let lines = self.lines(registered.into_iter().map(|row| row.row).collect()).await?;
        let listed = lines.into_iter().zip(told?);
        Ok(listed.map(|(line, (place, home, summary))| Listed { line, place, home, summary }).collect())
    }
}

fn rows(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
