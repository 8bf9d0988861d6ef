//! What is drawn at random: ids, codes, salts. The rules never draw; they are handed what was.

use std::cell::RefCell;

use rules::moment::Moment;
use uuid::Builder;
use zeroize::Zeroize;

use crate::Error;

/// Bytes asked of the operating system at once: a row needs some forty in many small pieces, and
/// asking costs more than they do.
const DRAWN_AT_ONCE: usize = 1024;

thread_local! {
    static DRAWN: RefCell<Drawn> = const { RefCell::new(Drawn { bytes: [0; DRAWN_AT_ONCE], left: 0 }) };
}

/// What was drawn and not yet handed out: the first `left` bytes.
struct Drawn {
    bytes: [u8; DRAWN_AT_ONCE],
    left: usize,
}

impl Drawn {
    /// What is handed out is wiped here.
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        const { assert!(N <= DRAWN_AT_ONCE) }
        if self.left < N {
            getrandom::fill(&mut self.bytes)?;
            self.left = DRAWN_AT_ONCE;
        }
        let taken = &mut self.bytes[self.left - N..self.left];
        let mut bytes = [0; N];
        bytes.copy_from_slice(taken);
        taken.zeroize();
        self.left -= N;
        Ok(bytes)
    }
}

/// Bytes of the operating system's randomness, each handed out once.
///
/// # Errors
/// [`Error::Unavailable`] when the operating system gives none.
pub fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    DRAWN.with_borrow_mut(Drawn::take)
}

/// A text `UUIDv7`, which sorts by the millisecond it was made in.
///
/// # Errors
/// [`Error::Unavailable`] when the operating system gives no randomness.
pub fn id(at: Moment) -> Result<String, Error> {
    let millis = at.millis().unsigned_abs();
    Ok(Builder::from_unix_timestamp_millis(millis, &bytes()?).into_uuid().to_string())
}

/// The number a complaint's search entry is kept under: 42 bits of its id's moment, 21 of what was
/// drawn, so that numbers sort as ids do. What is no id of ours is 0.
pub(crate) fn doc(id: &str) -> i64 {
    let Ok(id) = uuid::Uuid::try_parse(id) else { return 0 };
    let bits = id.as_u128();
    let millis = (bits >> 80) & ((1 << 42) - 1);
    let drawn = (((bits >> 64) & 0xFFF) << 9) | ((bits >> 53) & 0x1FF);
    i64::try_from((millis << 21) | drawn).unwrap_or(0)
}

/// The random number of a row from which its links are derived (see [`crate::Links`]).
///
/// # Errors
/// [`Error::Unavailable`] when the operating system gives no randomness.
pub fn code() -> Result<i64, Error> {
    bytes().map(i64::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nothing_is_drawn_twice_and_nothing_is_left_where_it_was_drawn() {
        let mut drawn = Drawn { bytes: [0; DRAWN_AT_ONCE], left: 0 };
        let taken: BTreeSet<[u8; 24]> = (0..1_000).map(|_| drawn.take().expect("there is some")).collect();
        assert_eq!(taken.len(), 1_000);
        assert!(drawn.bytes[drawn.left..].iter().all(|&byte| byte == 0));
    }
}
