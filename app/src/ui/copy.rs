//! A button that copies a text.

use leptos::prelude::*;
use markup::view;

use super::icon::{Icon, icon};
use super::node::Node;
use crate::words::Key;

/// Needs scripts; without them the text can be marked with one tap.
#[component]
pub fn Copy(
    what: String,
    /// What the button says before it was pressed.
    #[prop(default = Key::UiCopy)]
    label: Key,
) -> Node {
    let done = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let what = what.clone();
        leptos::task::spawn_local(async move {
            done.try_set(Some(write(&what).await.is_some()));
        });
    };
    let words = move || match done.get() {
        None => label,
        Some(true) => Key::UiCopied,
        Some(false) => Key::UiNotCopied,
    };
    view! {
        <button type="button" class="button plain scripted" aria-live="polite" on:click=copy>
            {icon(Icon::Copy)}<span>{words}</span>
        </button>
    }
}

/// Only pages served over https have a clipboard.
async fn write(text: &str) -> Option<()> {
    let clipboard = window().navigator().clipboard();
    clipboard.is_object().then_some(())?;
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.ok().map(drop)
}
