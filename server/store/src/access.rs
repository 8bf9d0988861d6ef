//! Who looked at a complaint, and when.

use rules::{
    id::{CommunityId, ComplaintId, EntryId, StaffId},
    moment::Moment,
};
use serde::Serialize;

use crate::{
    Error, Tx, fresh,
    record::Ledger,
    sql::{args, sql},
    timeline::write_json,
};

sql! {
    LOOKED = "INSERT INTO access (id, complaint, community, seq, at, payload, salt, commitment)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

#[derive(Serialize)]
struct Look<'a> {
    staff: &'a StaffId,
    complaint: &'a ComplaintId,
    at: Moment,
}

impl Tx {
    /// Records that a member of staff opened a complaint.
    pub(crate) async fn looked(
        &mut self,
        community: &CommunityId,
        complaint: &ComplaintId,
        staff: &StaffId,
        now: Moment,
    ) -> Result<(), Error> {
        let id = EntryId::new(fresh::id(now)?);
        let payload = write_json(&Look { staff, complaint, at: now })?;
        let recorded = self.record(community, Ledger::Access, &payload).await?;
        let sealed = self.keys().seal("access", "payload", id.as_str(), &payload)?;
        let args =
            args![&id, complaint, community, recorded.seq, now, sealed, recorded.salt, recorded.commitment];
        self.execute(LOOKED, args).await.map(drop)
    }
}
