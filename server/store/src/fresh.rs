//! What is drawn at random: ids, codes, salts. The rules never draw; they are handed what was.

use rules::moment::Moment;
use uuid::Builder;

use crate::Error;

/// Bytes of the operating system's randomness.
///
/// # Errors
/// [`Error::Unavailable`] when the operating system gives none.
pub fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A text `UUIDv7`, which sorts by the millisecond it was made in.
///
/// # Errors
/// [`Error::Unavailable`] when the operating system gives no randomness.
pub fn id(at: Moment) -> Result<String, Error> {
    let millis = at.millis().unsigned_abs();
    Ok(Builder::from_unix_timestamp_millis(millis, &bytes()?).into_uuid().to_string())
}

/// The random number of a row from which its links are derived (see [`crate::Links`]).
///
/// # Errors
/// [`Error::Unavailable`] when the operating system gives no randomness.
pub fn code() -> Result<i64, Error> {
    bytes().map(i64::from_be_bytes)
}
