//! A page: its title, its landmark, its opening lines.

use leptos::html::Main;
use leptos::prelude::*;
use leptos_meta::Title;
use markup::view;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::effect::effect;
use super::node::{Inside, Node, other};
use crate::session;
use crate::words::Key;

/// `<main>` and the document's title, which ends with whose page this is.
#[component]
pub fn Page(
    #[prop(into)] title: Signal<String>,
    /// What `<main>` looks like.
    #[prop(default = "page region")]
    class: &'static str,
    children: Inside,
) -> Node {
    let whose = session::name();
    let whole = Signal::derive(move || format!("{} · {}", title.get(), whose.get()));
    // The server writes the title last, when the page it belongs to may be gone already.
    let first = whole.get_untracked();
    let whole = move || whole.try_get().unwrap_or_else(|| first.clone());
    let main = NodeRef::<Main>::new();
    let turned = use_context::<Turned>();
    effect(move || {
        if let Some(Turned(turned)) = turned
            && turned.try_update_value(|turned| std::mem::replace(turned, true)) == Some(true)
        {
            request_animation_frame(move || read_on(main));
        }
    });
    view! {
        {other(leptos::view! { <Title text=whole/> })}
        <main id="main" class=class tabindex="-1" node_ref=main>{children.view()}</main>
    }
}

/// Whether a page has been shown before this one.
#[derive(Clone, Copy)]
struct Turned(StoredValue<bool>);

/// After a page has taken the place of another without a document being loaded, a screen reader
/// would stay silent: from now on it goes on from the page that has come.
pub fn provide_reading_on() {
    provide_context(Turned(StoredValue::new(false)));
}

/// Leaves the focus alone where it is inside the page already.
fn read_on(main: NodeRef<Main>) {
    let Some(main) = main.try_get_untracked().flatten() else { return };
    let focused = document().active_element();
    if !main.contains(focused.as_ref().map(AsRef::as_ref)) {
        let stay = FocusOptions::new();
        stay.set_prevent_scroll(true);
        let _ = main.unchecked_ref::<HtmlElement>().focus_with_options(&stay);
    }
}

/// The heading, a sentence under it, and whatever stands above both: a way back, a summary of problems.
#[component]
pub fn Opening(
    title: Key,
    #[prop(optional)] lead: Option<Key>,
    #[prop(optional)] children: Option<Inside>,
) -> Node {
    view! {
        <div class="opening">
            {children.map(Inside::view)}
            <h1>{title}</h1>
            {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
        </div>
    }
}
