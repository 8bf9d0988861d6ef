//! A page by keyboard: its keys, and the sheet that lists them.

use leptos::ev;
use leptos::prelude::*;
use markup::view;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::node::Node;
use crate::words::Key;

const SHEET: &str = "keys";

/// Listens while the page is shown and answers with the sheet of its keys, closed. `press` says whether
/// it has done something. A key typed into a field is typed; Esc leaves the field.
pub fn use_keys(
    keys: &'static [(&'static str, Key)],
    press: impl Fn(&str) -> bool + Copy + Send + Sync + 'static,
) -> Node {
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, move |event| hear(&event, press));
        on_cleanup(move || handle.remove());
    });
    let own = [("?", Key::UiKeysSheet), ("Esc", Key::UiKeysLeave)];
    let entry =
        |(key, words): &(&'static str, Key)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*words}</dd></div> };
    let entries: Vec<Node> = keys.iter().chain(&own).map(entry).collect();
    view! {
        <dialog class="ask" id=SHEET aria-labelledby="keys-title">
            <form class="stack" method="dialog">
                <h2 id="keys-title">{Key::UiKeysTitle}</h2>
                <dl class="facts">{entries}</dl>
                <button class="button plain">{Key::UiKeysClose}</button>
            </form>
        </dialog>
    }
}

fn hear(event: &KeyboardEvent, press: impl Fn(&str) -> bool) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let on = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    // One that was just closed may still have the focus.
    let in_dialog = |on: &HtmlElement| on.closest("dialog[open]").is_ok_and(|dialog| dialog.is_some());
    if let Some(field) = on.as_ref().filter(|on| is_typed_into(on) || in_dialog(on)) {
        // In a search, Esc empties it first, as browsers have it.
        let empties = field
            .dyn_ref::<HtmlInputElement>()
            .is_some_and(|field| field.type_() == "search" && !field.value().is_empty());
        if event.key() == "Escape" && !empties && !in_dialog(field) {
            let _ = field.blur();
        }
        return;
    }
    let key = event.key();
    let done = if key == "?" { open_sheet() } else { press(&key) };
    if done {
        event.prevent_default();
    }
}

fn is_typed_into(on: &HtmlElement) -> bool {
    let a_tick = matches!(on.get_attribute("type").as_deref(), Some("checkbox" | "radio"));
    matches!(on.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !a_tick
}

fn open_sheet() -> bool {
    let sheet = document().get_element_by_id(SHEET).and_then(|found| found.dyn_into().ok());
    sheet.is_some_and(|sheet: HtmlDialogElement| sheet.show_modal().is_ok())
}

/// Puts the focus on what a selector finds first, opening what it is folded away in.
#[must_use]
pub fn focus(selector: &str) -> bool {
    let Some(found) = document().query_selector(selector).ok().flatten() else { return false };
    let mut folded = found.closest("details").ok().flatten();
    while let Some(details) = folded {
        let _ = details.set_attribute("open", "");
        folded = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
    found.dyn_into::<HtmlElement>().is_ok_and(|found| found.focus().is_ok())
}

/// Presses what a selector finds first.
#[must_use]
pub fn press(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.map(|found| found.click()).is_some()
}
