//! What happened to a complaint: appended with every change, sealed, numbered and committed to.

use rules::{
    id::{CommunityId, ComplaintId},
    moment::Moment,
    timeline::{Entry, Event, Who},
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{
    Error, Keyring, Reader, Tx,
    record::{Committed, Ledger, commit, row},
    sql::{Value, args, sql},
};

sql! {
    APPEND = "INSERT INTO timeline (complaint, community, seq, at, payload, salt, commitment)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_COMPLAINT by "timeline_complaint" = "SELECT community, seq, at, payload FROM timeline WHERE complaint = $1 ORDER BY seq";
    NUMBERED = "SELECT community, seq, at, payload FROM timeline WHERE community = $1 AND seq = $2";
}

/// The payload of an entry as it is sealed.
#[derive(Serialize, Deserialize)]
struct Payload {
    who: Who,
    event: Event,
}

#[derive(FromRow)]
struct EntryRow {
    community: String,
    seq: i64,
    at: i64,
    payload: Option<Vec<u8>>,
}

/// What happened, of one entry's payload.
pub(crate) fn event_of(keys: &Keyring, community: &str, seq: i64, sealed: &[u8]) -> Result<Event, Error> {
    opened(keys, community, seq, sealed).map(|payload| payload.event)
}

fn opened(keys: &Keyring, community: &str, seq: i64, sealed: &[u8]) -> Result<Payload, Error> {
    read_json(&keys.open("timeline", "payload", &row(community, seq), sealed)?)
}

impl EntryRow {
    /// `None` once its payload has been erased.
    fn into_entry(self, keys: &Keyring) -> Result<Option<Entry>, Error> {
        let Some(sealed) = self.payload else { return Ok(None) };
        let Payload { who, event } = opened(keys, &self.community, self.seq, &sealed)?;
        Ok(Some(Entry { seq: self.seq, at: Moment::from_millis(self.at), who, event }))
    }
}

/// JSON we wrote ourselves; that it cannot be read is a defect.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(plain: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(plain).map_err(|error| Error::failed(error.to_string()))
}

pub(crate) fn write_json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|error| Error::failed(error.to_string()))
}

impl Reader {
    /// Every entry of a complaint, oldest first; erased ones are left out.
    pub(crate) async fn timeline(&mut self, complaint: &ComplaintId) -> Result<Vec<Entry>, Error> {
        let rows: Vec<EntryRow> = self.all(OF_COMPLAINT, args![complaint]).await?;
        rows.into_iter().filter_map(|row| row.into_entry(self.keys()).transpose()).collect()
    }

    pub(crate) async fn entry(&mut self, community: &CommunityId, seq: i64) -> Result<Option<Entry>, Error> {
        let row: Option<EntryRow> = self.optional(NUMBERED, args![community, seq]).await?;
        row.map_or(Ok(None), |row| row.into_entry(self.keys()))
    }
}

impl Tx {
    /// Answers the number of the entry in its community.
    pub(crate) async fn append(
        &mut self,
        community: &CommunityId,
        complaint: &ComplaintId,
        who: &Who,
        event: &Event,
        now: Moment,
    ) -> Result<i64, Error> {
        let seq = self.number(community, Ledger::Timeline.word()).await?;
        let new = NewEntry { complaint, community, seq, at: now, who, event };
        let args = append_args(self.keys(), &new)?;
        self.execute(APPEND, args).await?;
        Ok(seq)
    }
}

/// An entry to be written.
pub(crate) struct NewEntry<'a> {
    pub complaint: &'a ComplaintId,
    pub community: &'a CommunityId,
    pub seq: i64,
    pub at: Moment,
    pub who: &'a Who,
    pub event: &'a Event,
}

/// The arguments of [`APPEND`].
pub(crate) fn append_args(keys: &Keyring, new: &NewEntry<'_>) -> Result<Vec<Value>, Error> {
    let NewEntry { complaint, community, seq, at, who, event } = *new;
    let payload = write_json(&Payload { who: who.clone(), event: event.clone() })?;
    let sealed = keys.seal("timeline", "payload", &row(community.as_str(), seq), &payload)?;
    let Committed { salt, commitment } = commit(&payload)?;
    Ok(args![complaint, community, seq, at, sealed, salt, commitment])
}
