//! Which writes wait for one another.

use rules::id::CommunityId;
use sha2::{Digest, Sha256};

/// Writes of one scope run one after another on both engines. On SQLite all writes do; on
/// PostgreSQL each first takes its scope's lock, held until it commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One community's complaints and all that belongs to them.
    Community(CommunityId),
    /// What communities share: staff, settings.
    Company,
    /// Claiming and finishing jobs.
    Jobs,
    /// A write of one statement that needs no order, such as keeping a session.
    Unordered,
}

impl Scope {
    /// The number of PostgreSQL's advisory lock; `None` takes no lock.
    pub(crate) fn lock(&self) -> Option<i64> {
        let name = match self {
            Self::Community(id) => format!("linli community {}", id.as_str()),
            Self::Company => "linli company".to_owned(),
            Self::Jobs => "linli jobs".to_owned(),
            Self::Unordered => return None,
        };
        let digest: [u8; 32] = Sha256::digest(name.as_bytes()).into();
        digest.first_chunk().map(|head| i64::from_be_bytes(*head))
    }
}
