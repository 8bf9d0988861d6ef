//! A page: its title, its landmark, its opening lines.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::session;
use crate::words::{Key, say, text};

/// `<main>` and the document's title, which ends with whose page this is.
#[component]
pub fn Page(
    #[prop(into)] title: Signal<String>,
    /// What `<main>` looks like.
    #[prop(default = "page region")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let preferences = session::preferences();
    let name = session::masthead().name;
    let whole = move || {
        let name = if name.is_empty() { say(preferences.get().language, Key::UiName) } else { &name };
        format!("{} · {name}", title.get())
    };
    view! {
        <Title text=whole/>
        <main id="main" class=class tabindex="-1">{children()}</main>
    }
}

/// The heading, a sentence under it, and whatever stands above both: a way back, a summary of problems.
#[component]
pub fn Opening(
    title: Key,
    #[prop(optional)] lead: Option<Key>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="opening">
            {children.map(|children| children())}
            <h1>{text(title)}</h1>
            {lead.map(|lead| view! { <p class="lead">{text(lead)}</p> })}
        </div>
    }
}
