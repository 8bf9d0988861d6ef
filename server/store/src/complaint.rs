//! Complaints: filed once, read by whoever may, changed only by what the rules decide.
//!
//! - [`file`]: a filing becomes a row, its first entry and its first notice
//! - [`row`]: what stands in a row and how it is opened
//! - [`change`]: the state before, the rules' answer, the state after, all in one transaction
//! - [`posted`]: the same form posted twice is one
//! - [`read`]: what a resident and what staff see
//! - [`relink`]: a new private link
//! - [`queue`]: the staff queue, by index and keyset

mod change;
mod file;
mod posted;
mod queue;
mod read;
mod relink;
mod row;

pub use change::Tick;
pub(crate) use change::{Found, INVITE, RESOLVE, invite_args, resolve_args};
pub use file::Filed;
pub(crate) use file::{Arrived, INSERT, NewRow, insert_args, json_text};
pub(crate) use posted::was_posted;
pub(crate) use row::{ComplaintRow, Contact, Glance, Words, known, open_json};

use crate::sql::Statement;

/// The statements of all files of this noun.
pub(crate) fn statements() -> impl Iterator<Item = &'static Statement> {
    [change::STATEMENTS, file::STATEMENTS, posted::STATEMENTS, read::STATEMENTS, relink::STATEMENTS]
        .into_iter()
        .flatten()
        .chain(queue::statements())
}
