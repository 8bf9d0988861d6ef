//! One complaint by keyboard: a key for each thing that is done with it all day, and ? for all keys.

use leptos::prelude::Callable;

use crate::routes;
use crate::ui::go::use_go;
use crate::ui::keys::{self, focus, press};
use crate::ui::node::Node;
use crate::words::Key;

use super::{note, reply, resolve};

const KEYS: [(&str, Key); 7] = [
    ("t", Key::HandlingKeysTake),
    ("r", Key::HandlingKeysReply),
    ("f", Key::HandlingKeysFacts),
    ("h", Key::HandlingKeysOffer),
    ("n", Key::HandlingKeysNote),
    ("e", Key::HandlingKeysResolve),
    ("u", Key::HandlingKeysBack),
];

/// Listens while the complaint is shown; answers with the sheet of keys, closed. What cannot be done now
/// is not there to be found.
pub fn use_sheet_keys() -> Node {
    let go = use_go();
    keys::use_keys(&KEYS, move |key| match key {
        "t" => press("form:has([name='work[act]'][value='take']) button"),
        "r" => focus(&format!("#{}", reply::TEXT_ID)),
        "f" => focus("[name='work[facts][safety]']:checked"),
        "h" => focus("[name='work[to]']"),
        "n" => focus(&format!("#{}", note::TEXT_ID)),
        "e" => focus("[name='work[finding]']") || focus(&format!("#{}", resolve::TEXT_ID)),
        "u" => {
            go.to.run(routes::DESK.to_owned());
            true
        }
        _ => false,
    })
}
