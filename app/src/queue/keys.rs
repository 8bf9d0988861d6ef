//! The queue by keyboard: j and k, Enter, n for a call, and ? for all keys.

use crate::ui::node::Node;
use leptos::ev;
use leptos::prelude::*;
use markup::view;
use rules::id::ComplaintId;
use rules::queue::QueuePage as Rows;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::filter::SEARCH_ID;
use super::row::title_id;
use crate::routes;
use crate::words::Key;

const SHEET: &str = "keys";

/// Listens while the queue is shown; answers with the sheet of keys, closed.
pub fn use_keys(rows: RwSignal<Rows>, selected: RwSignal<Option<ComplaintId>>) -> Node {
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, move |event| press(&event, rows, selected));
        on_cleanup(move || handle.remove());
    });
    let keys = [
        ("j / ↓", Key::QueueKeysDown),
        ("k / ↑", Key::QueueKeysUp),
        ("Enter", Key::QueueKeysOpen),
        ("n", Key::QueueKeysTake),
        ("/", Key::QueueKeysSearch),
        ("?", Key::QueueKeysSheet),
        ("Esc", Key::QueueKeysClose),
    ];
    let entries = keys.map(|(key, words)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div> });
    view! {
        <dialog class="ask" id=SHEET aria-labelledby="keys-title">
            <form class="stack" method="dialog">
                <h2 id="keys-title">{Key::QueueKeysTitle}</h2>
                <dl class="facts">{entries}</dl>
                <button class="button plain">{Key::QueueKeysClose}</button>
            </form>
        </dialog>
    }
}

fn press(event: &KeyboardEvent, rows: RwSignal<Rows>, selected: RwSignal<Option<ComplaintId>>) {
    let typing = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()).is_some_and(|on| {
        matches!(on.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT" | "DIALOG")
            || on.closest("dialog").is_ok_and(|dialog| dialog.is_some())
    });
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "j" | "ArrowDown" => step(rows, selected, 1),
        "k" | "ArrowUp" => step(rows, selected, -1),
        "n" => take(),
        "/" => search(),
        "?" => open_sheet(),
        _ => return,
    }
    event.prevent_default();
}

/// Moves to the next row or the one before, and puts the focus there, so that Enter opens it.
fn step(rows: RwSignal<Rows>, selected: RwSignal<Option<ComplaintId>>, by: isize) {
    let to = rows.with_untracked(|page| {
        let here = selected
            .with_untracked(|id| id.as_ref().and_then(|id| page.rows.iter().position(|row| &row.id == id)));
        let last = page.rows.len().checked_sub(1)?;
        let to = here.map_or(0, |here| here.saturating_add_signed(by).min(last));
        page.rows.get(to).map(|row| row.id.clone())
    });
    let Some(id) = to else { return };
    if let Some(link) = document().get_element_by_id(&title_id(&id)) {
        let _ = link.unchecked_into::<HtmlElement>().focus();
    }
    selected.set(Some(id));
}

/// To the form for a call, which is a document of its own.
fn take() {
    let _ = window().location().set_href(routes::INTAKE);
}

/// Into the search, with what stands there marked, so that typing begins anew.
fn search() {
    let field = document().get_element_by_id(SEARCH_ID);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

fn open_sheet() {
    if let Some(sheet) = document().get_element_by_id(SHEET) {
        let _ = sheet.unchecked_into::<HtmlDialogElement>().show_modal();
    }
}
