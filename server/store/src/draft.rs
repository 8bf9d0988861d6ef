//! What somebody is writing in a form of a complaint's page: kept until it is sent, for its writer only.

use rules::{
    access::Staff,
    draft::{Draft, KEPT_DAYS},
    id::ComplaintId,
    id::ComplaintNumber,
    moment::Moment,
    work::{Work, WorkAct, WorkDraft},
};
use sqlx::FromRow;

use crate::{
    Error, Keyring, Reader, Scope, Store, Tx,
    complaint::json_text,
    sql::{args, sql},
};

sql! {
    OWN = "SELECT act, form, kept_at FROM draft WHERE complaint = $1 AND staff = $2 ORDER BY act";
    KEEP = "INSERT INTO draft (complaint, staff, act, form, kept_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (complaint, staff, act) DO UPDATE SET form = excluded.form, kept_at = excluded.kept_at";
    DROP = "DELETE FROM draft WHERE complaint = $1 AND staff = $2 AND act = $3";
    FORGET by "draft_kept" = "DELETE FROM draft WHERE kept_at < $1";
}

#[derive(FromRow)]
struct DraftRow {
    act: String,
    form: Vec<u8>,
    kept_at: i64,
}

fn row_id(complaint: &ComplaintId, staff: &Staff, act: &str) -> String {
    format!("{}/{}/{act}", complaint.as_str(), staff.id.as_str())
}

impl DraftRow {
    /// Nothing, where it is of a form that is no more.
    fn into_draft(self, keys: &Keyring, row: &str) -> Result<Option<Draft>, Error> {
        let form = keys.open_text("draft", "form", row, &self.form)?;
        let work = serde_json::from_str(&form).ok();
        let kept = Moment::from_millis(self.kept_at);
        let act = WorkAct::from_code(&self.act);
        Ok(act.zip(work).map(|(act, work)| Draft { act, work, kept }))
    }
}

impl Store {
    /// Keeps a form of `staff` as it stands, in place of what was kept of it; one in which nothing is
    /// written any more is forgotten. Whether it is kept: one that has been sent meanwhile is not.
    ///
    /// # Errors
    /// [`Error::NotFound`] where `staff` may not read the complaint.
    pub async fn keep_draft(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
        form: WorkDraft,
        now: Moment,
    ) -> Result<bool, Error> {
        let found = self.read().await?.numbered(number, staff).await?;
        let staff = staff.clone();
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            if tx.is_posted(&found.id, &form.key).await? {
                return Ok(false);
            }
            let Some((act, kept)) = form.kept() else {
                let act = WorkAct::from_code(&form.act).map(WorkAct::form);
                return tx.drop_draft(&found.id, &staff, act).await.map(|()| false);
            };
            let row = row_id(&found.id, &staff, act.code());
            let sealed = tx.keys().seal("draft", "form", &row, json_text(&kept)?.as_bytes())?;
            tx.execute(KEEP, args![&found.id, &staff.id, act.code(), sealed, now]).await?;
            Ok(true)
        })
        .await
    }

    /// What `staff` is writing about a complaint.
    ///
    /// # Errors
    /// [`Error::NotFound`] where `staff` may not read the complaint.
    pub async fn drafts(&self, number: &ComplaintNumber, staff: &Staff) -> Result<Vec<Draft>, Error> {
        let mut read = self.read().await?;
        let found = read.numbered(number, staff).await?;
        read.own_drafts(&found.id, staff).await
    }

    /// Forgets those that were not written on for long; says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn forget_drafts(&self, now: Moment) -> Result<u64, Error> {
        let before = now.plus_days(-KEPT_DAYS);
        self.write(Scope::Unordered, async move |tx| tx.execute(FORGET, args![before]).await).await
    }
}

impl Reader {
    async fn own_drafts(&mut self, complaint: &ComplaintId, staff: &Staff) -> Result<Vec<Draft>, Error> {
        let rows: Vec<DraftRow> = self.all(OWN, args![complaint, &staff.id]).await?;
        let open = |row: DraftRow| {
            let id = row_id(complaint, staff, &row.act);
            row.into_draft(self.keys(), &id).transpose()
        };
        rows.into_iter().filter_map(open).collect()
    }
}

impl Tx {
    /// What was written in a form ends when it is sent.
    pub(crate) async fn draft_sent(
        &mut self,
        complaint: &ComplaintId,
        staff: &Staff,
        work: &Work,
    ) -> Result<(), Error> {
        self.drop_draft(complaint, staff, work.form()).await
    }

    async fn drop_draft(
        &mut self,
        complaint: &ComplaintId,
        staff: &Staff,
        act: Option<WorkAct>,
    ) -> Result<(), Error> {
        let Some(act) = act else { return Ok(()) };
        self.execute(DROP, args![complaint, &staff.id, act.code()]).await.map(drop)
    }
}
