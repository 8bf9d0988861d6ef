//! The record of a community: every timeline and access entry has a number without gaps and a salted
//! commitment, so that erasure can drop payload and salt and leave the record whole (handbook G).

use rules::id::CommunityId;
use sha2::{Digest, Sha256};

use crate::{Error, Tx, fresh};

/// The records each community keeps, each with its own numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ledger {
    /// What happened to complaints.
    Timeline,
    /// Who looked at what.
    Access,
    /// What happened to serious incidents.
    Incident,
}

impl Ledger {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Access => "access",
            Self::Incident => "incident",
        }
    }
}

/// What an entry is stored with, besides its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Counts from 1 without gaps, per community and ledger.
    pub seq: i64,
    pub salt: [u8; 16],
    pub commitment: [u8; 32],
}

impl Tx {
    /// Draws an entry's number and commits to `payload`, the very bytes that are stored (before they
    /// are sealed).
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the operating system gives no randomness.
    pub async fn record(
        &mut self,
        community: &CommunityId,
        ledger: Ledger,
        payload: &[u8],
    ) -> Result<Recorded, Error> {
        let seq = self.number(community, ledger.word()).await?;
        let Committed { salt, commitment } = commit(payload)?;
        Ok(Recorded { seq, salt, commitment })
    }
}

/// What an entry's payload is sealed for: its place in its community's record.
pub(crate) fn row(community: &str, seq: i64) -> String {
    format!("{community}/{seq}")
}

/// A salt of its own, and what it commits to.
pub(crate) struct Committed {
    pub salt: [u8; 16],
    pub commitment: [u8; 32],
}

pub(crate) fn commit(payload: &[u8]) -> Result<Committed, Error> {
    let salt = fresh::bytes()?;
    Ok(Committed { salt, commitment: commitment(&salt, payload) })
}

/// SHA-256 of `salt` followed by `payload`.
#[must_use]
pub fn commitment(salt: &[u8; 16], payload: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(payload).finalize().into()
}
