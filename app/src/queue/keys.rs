//! The queue by keyboard: j and k, Enter, n for a call, and ? for all keys.

use crate::ui::keys;
use crate::ui::node::Node;
use leptos::prelude::*;
use rules::id::ComplaintId;
use rules::queue::QueuePage as Rows;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, HtmlInputElement};

use super::filter::SEARCH_ID;
use super::row::{Shown, title_id};
use crate::routes;
use crate::words::Key;

const KEYS: [(&str, Key); 5] = [
    ("j / ↓", Key::QueueKeysDown),
    ("k / ↑", Key::QueueKeysUp),
    ("Enter", Key::QueueKeysOpen),
    ("n", Key::QueueKeysTake),
    ("/", Key::QueueKeysSearch),
];

/// Listens while the queue is shown; answers with the sheet of keys, closed.
pub fn use_keys(rows: RwSignal<Rows>, selected: RwSignal<Option<ComplaintId>>) -> Node {
    keys::use_keys(&KEYS, move |key| match key {
        "j" | "ArrowDown" => step(rows, selected, 1),
        "k" | "ArrowUp" => step(rows, selected, -1),
        "n" => take(),
        "/" => search(),
        _ => false,
    })
}

/// A row that is drawn anew takes the focus with it: it is given back to the one that is selected, and to
/// nobody who has gone on elsewhere.
pub fn keep_focus(shown: Memo<Vec<Shown>>, selected: RwSignal<Option<ComplaintId>>) {
    Effect::new(move || {
        shown.track();
        let Some(id) = selected.get_untracked() else { return };
        request_animation_frame(move || {
            let nowhere = document().active_element().is_none_or(|on| on.tag_name() == "BODY");
            if nowhere && let Some(link) = document().get_element_by_id(&title_id(&id)) {
                let without_scrolling = FocusOptions::new();
                without_scrolling.set_prevent_scroll(true);
                let _ = link.unchecked_into::<HtmlElement>().focus_with_options(&without_scrolling);
            }
        });
    });
}

/// Moves to the next row or the one before, and puts the focus there, so that Enter opens it.
fn step(rows: RwSignal<Rows>, selected: RwSignal<Option<ComplaintId>>, by: isize) -> bool {
    let to = rows.with_untracked(|page| {
        let here = selected
            .with_untracked(|id| id.as_ref().and_then(|id| page.rows.iter().position(|row| &row.id == id)));
        let last = page.rows.len().checked_sub(1)?;
        let to = here.map_or(0, |here| here.saturating_add_signed(by).min(last));
        page.rows.get(to).map(|row| row.id.clone())
    });
    let Some(id) = to else { return false };
    if let Some(link) = document().get_element_by_id(&title_id(&id)) {
        let _ = link.unchecked_into::<HtmlElement>().focus();
    }
    selected.set(Some(id));
    true
}

/// To the form for a call, which is a document of its own.
fn take() -> bool {
    window().location().set_href(routes::INTAKE).is_ok()
}

/// Into the search, with what stands there marked, so that typing begins anew.
fn search() -> bool {
    let field = document().get_element_by_id(SEARCH_ID);
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| {
        field.select();
        field.focus().is_ok()
    })
}
