//! What can go wrong in the store, in few words. The detail (SQL, a panic's text) stays in the
//! source chain: for the trace, never for a page.

use std::{error::Error as StdError, fmt, sync::Arc};

use rules::change::Denied;

/// Kept behind an `Arc` because one failed commit answers every write that was in it.
type Source = Arc<dyn StdError + Send + Sync>;

/// Why a read or write did not happen. Nothing was written.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no such row, or not for this viewer.
    NotFound,
    /// Another row or a change that came first stands in the way.
    Conflict,
    /// Too much is waiting; the same request may succeed in a moment (503).
    Busy,
    /// A text that no database of ours can hold: one with a NUL in it.
    Malformed,
    /// The rules do not allow it, or a field has to be put right.
    Denied(Denied),
    /// The database was sealed with another key.
    WrongKey,
    /// A sealed value was altered, or moved from another row or column.
    Tampered,
    /// A setting of [`crate::Config`] cannot be used; the sentence says which and why.
    Setting(&'static str),
    /// The database, disk or clock did not do its part in time.
    Unavailable(Source),
    /// A defect: a statement that does not fit its table, or a panic in a write.
    Failed(Source),
}

impl Error {
    pub(crate) fn unavailable(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::Unavailable(Arc::new(source))
    }

    pub(crate) fn failed(detail: impl Into<String>) -> Self {
        Self::Failed(Arc::new(Detail(detail.into())))
    }

    /// Whether the same request may succeed a moment later.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Busy | Self::Unavailable(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "not found",
            Self::Conflict => "something else was changed first",
            Self::Busy => "too much is waiting; try again in a moment",
            Self::Malformed => "a text that cannot be kept",
            Self::Denied(_) => "the rules do not allow it",
            Self::WrongKey => {
                "this database was made with another key; start with the key file or key that belongs to it, \
                 restored from the backup if need be"
            }
            Self::Tampered => "a sealed value was altered outside of Linli",
            Self::Setting(sentence) => sentence,
            Self::Unavailable(_) => "the database did not answer",
            Self::Failed(_) => "the request could not be carried out",
        })
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Unavailable(source) | Self::Failed(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}

#[derive(Debug)]
struct Detail(String);

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for Detail {}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::unavailable(error),
            sqlx::Error::Database(refused) => {
                if refused.is_unique_violation() || refused.is_foreign_key_violation() {
                    return Self::Conflict;
                }
                match weight(refused.code().as_deref().unwrap_or_default()) {
                    Weight::Passing => Self::Busy,
                    Weight::Outage => Self::unavailable(error),
                    Weight::Defect => Self::Failed(Arc::new(error)),
                }
            }
            _ => Self::Failed(Arc::new(error)),
        }
    }
}

enum Weight {
    Passing,
    Outage,
    Defect,
}

/// Reads SQLite's extended result codes (a number) and PostgreSQL's five characters.
fn weight(code: &str) -> Weight {
    if code.len() == 5 {
        return match (code, &code[..2]) {
            // Lock not available, deadlock, serialization failure, cancelled by a time limit.
            ("55P03" | "40P01" | "40001" | "57014", _) => Weight::Passing,
            (_, "08" | "53" | "57" | "58") => Weight::Outage,
            _ => Weight::Defect,
        };
    }
    match code.parse::<u32>().map(|extended| extended & 0xff) {
        // SQLITE_BUSY, SQLITE_LOCKED.
        Ok(5 | 6) => Weight::Passing,
        // NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB.
        Ok(7..=11 | 13 | 14 | 26) => Weight::Outage,
        _ => Weight::Defect,
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Unavailable(Arc::new(error))
    }
}

impl From<getrandom::Error> for Error {
    fn from(error: getrandom::Error) -> Self {
        Self::unavailable(error)
    }
}
