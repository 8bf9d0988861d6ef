//! Whose number it is that calls: what she filed before, found by the number alone.

use rules::{
    access::{Staff, Want},
    contact::Phone,
    id::{CommunityId, ComplaintId, ComplaintNumber},
    intake::Caller,
    limits::CALLER_ROWS_MAX,
    moment::Moment,
    queue::QueueRow,
};

use super::{Row, beside, columns};
use crate::{
    Error, Reader, Store,
    sql::{args, sql},
};

sql! {
    OF_CALLER by "complaint_phone" = concat!("SELECT ", columns!(), " FROM complaint c", beside!(),
        "WHERE c.phone_hash = $1 ORDER BY c.received DESC LIMIT $2");
    OPEN_ROW = concat!("SELECT ", columns!(), " FROM complaint c", beside!(), "WHERE c.id = $1 AND c.open = 1");
}

/// Of one number the latest are looked at, wherever they were filed: few file more, but an office's own may
/// stand for many.
const LOOKED_AT_MAX: u32 = 100;

impl Store {
    /// Who calls from a number, in the communities this member of staff handles; `None` when nobody has filed
    /// with it there. That it was asked goes on record with each matter shown.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn caller(&self, phone: &Phone, staff: &Staff, now: Moment) -> Result<Option<Caller>, Error> {
        let mut read = self.read().await?;
        let matters = read.matters_of(phone, staff).await?;
        let Some(latest) = matters.iter().max_by_key(|row| row.received) else { return Ok(None) };
        let row = read.complaint_row(&latest.id).await?;
        let (words, contact) = (row.words(self.keys())?, row.contact(self.keys())?);
        let home = row.home(&words)?;
        let community = latest.community.clone();
        drop(read);
        let numbers: Vec<&ComplaintNumber> = matters.iter().map(|row| &row.number).collect();
        self.record_call(&numbers, staff, now).await?;
        Ok(Some(Caller { community, name: contact.name, home, matters }))
    }
}

impl Reader {
    async fn matters_of(&mut self, phone: &Phone, staff: &Staff) -> Result<Vec<QueueRow>, Error> {
        let hash = self.keys().lookup("phone", &phone.normalised());
        let rows: Vec<Row> = self.all(OF_CALLER, args![hash, LOOKED_AT_MAX]).await?;
        let mine = |row: &Row| staff.may(Want::Handle, &CommunityId::new(row.community.as_str()));
        let mut matters = Vec::new();
        for row in rows.into_iter().filter(mine) {
            matters.push(row.into_row(self.keys(), &[])?);
        }
        let newest = |row: &QueueRow| (!row.stage.is_open(), std::cmp::Reverse(row.received));
        matters.sort_by_key(newest);
        matters.truncate(CALLER_ROWS_MAX);
        Ok(matters)
    }

    /// Complaints by their ids, as the queue shows them; those that are gone or not open are left out.
    pub(crate) async fn open_rows(&mut self, ids: &[ComplaintId]) -> Result<Vec<QueueRow>, Error> {
        let mut rows = Vec::new();
        for id in ids {
            let row: Option<Row> = self.optional(OPEN_ROW, args![id]).await?;
            if let Some(row) = row {
                rows.push(row.into_row(self.keys(), &[])?);
            }
        }
        Ok(rows)
    }
}
