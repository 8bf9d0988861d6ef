//! What is carried away in a file: read as the page beside it reads, and on record before it is read.

use std::collections::HashMap;

use rules::{
    access::{Refusal, Staff, Want},
    id::{CommunityId, ComplaintId, ExportId},
    limits::EXPORTS_PER_HOUR_MAX,
    moment::{Moment, Zone},
    queue::{Filter, QueueRow},
    table::{Line, Listed},
};

use crate::{
    Error, Scope, Store, Tx, fresh,
    sql::{args, sql},
};

sql! {
    LATELY by "export_staff" = "SELECT made_at FROM export WHERE staff = $1 AND made_at > $2 ORDER BY made_at DESC LIMIT 1 OFFSET $3";
    BEGIN = "INSERT INTO export (id, staff, made_at, subject, asks) VALUES ($1, $2, $3, $4, $5)";
    END = "UPDATE export SET rows = $2, whole = $3 WHERE id = $1";
}

const AN_HOUR_MINUTES: i64 = 60;

/// What a file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A view of the queue.
    Queue,
    /// The statistics table, and the registration and tracking table.
    Tables,
}

impl Subject {
    const fn code(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Tables => "tables",
        }
    }
}

/// A view of the queue, as far as one file takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// In the order of the queue.
    pub rows: Vec<Listed>,
    /// Whether that is all of it.
    pub whole: bool,
    /// Name and zone of each community in it.
    pub communities: Vec<(CommunityId, String, Zone)>,
}

impl Store {
    /// Puts on record that somebody carries a file away, before anything is read for it. What is asked
    /// for is kept as it stands in the address.
    ///
    /// # Errors
    /// [`Error::Denied`] with `SlowDown` when there were too many within an hour.
    pub async fn begin_export(
        &self,
        staff: &Staff,
        subject: Subject,
        asks: &str,
        now: Moment,
    ) -> Result<ExportId, Error> {
        let (staff, asks) = (staff.clone(), asks.to_owned());
        self.write(Scope::Company, async move |tx| tx.begin_export(&staff, subject, &asks, now).await).await
    }

    /// How many rows it has, and whether that was all.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn end_export(&self, id: &ExportId, rows: usize, whole: bool) -> Result<(), Error> {
        let (id, rows) = (id.clone(), u32::try_from(rows).unwrap_or(u32::MAX));
        self.write(Scope::Unordered, async move |tx| tx.execute(END, args![&id, rows, whole]).await.map(drop))
            .await
    }

    /// The rows a filter asks for, at most so many, from the first on, whatever page it names: page by
    /// page as the queue itself is read.
    ///
    /// # Errors
    /// Those of the database; [`Error::Denied`] for who reads no complaint.
    pub async fn export(
        &self,
        filter: &Filter,
        staff: &Staff,
        most: usize,
        now: Moment,
    ) -> Result<Export, Error> {
        let communities = staff.communities(Want::Read);
        if communities.is_empty() {
            return Err(Error::Denied(Refusal::NotYours.into()));
        }
        let mut export = Export { whole: true, ..Export::default() };
        let mut filter = Filter { after: None, ..filter.clone() };
        loop {
            let page = self.queue(&filter, staff, now).await?;
            filter.after = page.looked.or_else(|| page.rows.last().map(QueueRow::rank));
            export.rows.extend(self.with_lines(page.rows).await?);
            if !page.more {
                break;
            }
            if export.rows.len() >= most {
                export.whole = false;
                break;
            }
        }
        export.whole &= export.rows.len() <= most;
        export.rows.truncate(most);
        let mut read = self.read().await?;
        for community in communities {
            let zone = read.terms_of(&community, now).await?.zone;
            let name = read.community(&community).await?.name;
            export.communities.push((community, name, zone));
        }
        Ok(export)
    }

    /// Rows of the queue with all that is counted of them.
    async fn with_lines(&self, rows: Vec<QueueRow>) -> Result<Vec<Listed>, Error> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let lines = self.read().await?.lines_of(rows.iter().map(|row| &row.id)).await?;
        let mut lines: HashMap<ComplaintId, Line> =
            lines.into_iter().map(|line| (line.id.clone(), line)).collect();
        let listed = |row: QueueRow| {
            let line = lines.remove(&row.id)?;
            Some(Listed { line, place: row.place, home: None, summary: row.summary })
        };
        Ok(rows.into_iter().filter_map(listed).collect())
    }
}

impl Tx {
    async fn begin_export(
        &mut self,
        staff: &Staff,
        subject: Subject,
        asks: &str,
        now: Moment,
    ) -> Result<ExportId, Error> {
        let since = now.plus_minutes(-AN_HOUR_MINUTES);
        let oldest: Option<(i64,)> =
            self.optional(LATELY, args![&staff.id, since, EXPORTS_PER_HOUR_MAX - 1]).await?;
        if let Some((oldest,)) = oldest {
            let waited = now.minutes_since(Moment::from_millis(oldest));
            let minutes = u32::try_from(AN_HOUR_MINUTES - waited).unwrap_or(1).max(1);
            return Err(Error::Denied(Refusal::SlowDown { minutes }.into()));
        }
        let id = ExportId::new(fresh::id(now)?);
        let asks = self.keys().seal("export", "asks", id.as_str(), asks.as_bytes())?;
        self.execute(BEGIN, args![&id, &staff.id, now, subject.code(), asks]).await?;
        Ok(id)
    }
}
