//! What was promised, in one line.

use rules::commitment::Promised;
use rules::moment::Zone;

use super::time;
use crate::words::{Phrase, phrase};

#[must_use]
pub fn said(promised: &Promised, zone: Zone) -> Phrase {
    let Promised { what, due, amount } = promised;
    match due.map(|due| time::stamp(due, zone)) {
        Some(when) if amount.is_empty() => phrase::commitment_said_by(what, when),
        Some(when) => phrase::commitment_said_both(what, when, amount),
        None => phrase::commitment_said_amount(what, amount),
    }
}
