//! Who is at a complaint now: one row for each person and complaint, changed in place. It is no record:
//! nothing of it is kept, and what is silent is not shown.

use rules::{
    access::{Staff, Want},
    id::{ComplaintId, ComplaintNumber},
    limits::PRESENT_ROWS_MAX,
    moment::Moment,
    presence::{Doing, Present, is_news, is_stale, silent_since},
};
use sqlx::FromRow;

use crate::{
    Changed, Error, Reader, Scope, Store,
    complaint::{Found, known},
    sql::{args, sql},
    staff::PersonRow,
};

sql! {
    LAST = "SELECT doing, heard_at FROM presence WHERE complaint = $1 AND staff = $2";
    AT = "SELECT p.complaint, p.doing, s.id, s.name, s.department FROM presence p JOIN staff s ON s.id = p.staff
        WHERE p.complaint = $1 AND p.heard_at > $2 AND p.staff <> $3 ORDER BY s.name, s.id LIMIT $4";
    IN by "presence_community" = "SELECT p.complaint, p.doing, s.id, s.name, s.department
        FROM presence p JOIN staff s ON s.id = p.staff
        WHERE p.community = $1 AND p.heard_at > $2 AND p.staff <> $3 ORDER BY p.heard_at DESC LIMIT $4";
    HERE = "INSERT INTO presence (complaint, staff, community, doing, heard_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (complaint, staff) DO UPDATE SET doing = excluded.doing, heard_at = excluded.heard_at";
    GONE = "DELETE FROM presence WHERE complaint = $1 AND staff = $2";
    FORGET by "presence_heard" = "DELETE FROM presence WHERE heard_at <= $1";
}

#[derive(FromRow)]
struct PresentRow {
    complaint: String,
    doing: String,
    id: String,
    name: String,
    department: String,
}

impl PresentRow {
    fn into_present(self) -> Result<(ComplaintId, Present), Error> {
        let Self { complaint, doing, id, name, department } = self;
        let person = PersonRow { id, name, department }.into_person()?;
        let doing = known(Doing::from_code(&doing))?;
        Ok((ComplaintId::new(complaint), Present { person, doing }))
    }
}

impl Store {
    /// Notes that `staff` is at a complaint, and answers who else is.
    ///
    /// # Errors
    /// [`Error::NotFound`] where `staff` may not read the complaint.
    pub async fn be_present(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
        doing: Doing,
        now: Moment,
    ) -> Result<Vec<Present>, Error> {
        let mut read = self.read().await?;
        let found = read.numbered(number, staff).await?;
        let last = read.last_heard(&found.id, staff).await?;
        let present = read.present_at(&found.id, staff, now).await?;
        drop(read);
        if is_stale(last, doing, now) {
            self.note_presence(found, staff, doing, is_news(last, doing, now), now).await?;
        }
        Ok(present)
    }

    async fn note_presence(
        &self,
        found: Found,
        staff: &Staff,
        doing: Doing,
        is_news: bool,
        now: Moment,
    ) -> Result<(), Error> {
        let args = args![&found.id, &staff.id, &found.community, doing.code(), now];
        self.write(Scope::Unordered, async move |tx| {
            tx.execute(HERE, args).await?;
            if is_news {
                tx.changed(Changed::Presence(found.id, found.community));
            }
            Ok(())
        })
        .await
    }

    /// Notes that `staff` has left it.
    ///
    /// # Errors
    /// [`Error::NotFound`] where `staff` may not read the complaint.
    pub async fn be_gone(&self, number: &ComplaintNumber, staff: &Staff) -> Result<(), Error> {
        let found = self.read().await?.numbered(number, staff).await?;
        let args = args![&found.id, &staff.id];
        self.write(Scope::Unordered, async move |tx| {
            if tx.execute(GONE, args).await? > 0 {
                tx.changed(Changed::Presence(found.id, found.community));
            }
            Ok(())
        })
        .await
    }

    /// Who else is at a complaint.
    ///
    /// # Errors
    /// [`Error::NotFound`] where `staff` may not read the complaint.
    pub async fn present(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
        now: Moment,
    ) -> Result<Vec<Present>, Error> {
        let mut read = self.read().await?;
        let found = read.numbered(number, staff).await?;
        read.present_at(&found.id, staff, now).await
    }

    /// Who else is at any complaint that `staff` reads.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn present_anywhere(
        &self,
        staff: &Staff,
        now: Moment,
    ) -> Result<Vec<(ComplaintId, Present)>, Error> {
        let mut read = self.read().await?;
        let mut all = Vec::new();
        for community in staff.communities(Want::Read) {
            let args = args![&community, silent_since(now), &staff.id, PRESENT_ROWS_MAX];
            let rows: Vec<PresentRow> = read.all(IN, args).await?;
            for row in rows {
                all.push(row.into_present()?);
            }
        }
        Ok(all)
    }

    /// Forgets who has been silent; says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn forget_presence(&self, now: Moment) -> Result<u64, Error> {
        let before = silent_since(now);
        self.write(Scope::Unordered, async move |tx| tx.execute(FORGET, args![before]).await).await
    }
}

impl Reader {
    async fn last_heard(
        &mut self,
        complaint: &ComplaintId,
        staff: &Staff,
    ) -> Result<Option<(Doing, Moment)>, Error> {
        let row: Option<(String, i64)> = self.optional(LAST, args![complaint, &staff.id]).await?;
        row.map(|(doing, at)| Ok((known(Doing::from_code(&doing))?, Moment::from_millis(at)))).transpose()
    }

    async fn present_at(
        &mut self,
        complaint: &ComplaintId,
        staff: &Staff,
        now: Moment,
    ) -> Result<Vec<Present>, Error> {
        let args = args![complaint, silent_since(now), &staff.id, PRESENT_ROWS_MAX];
        let rows: Vec<PresentRow> = self.all(AT, args).await?;
        rows.into_iter().map(|row| Ok(row.into_present()?.1)).collect()
    }
}
