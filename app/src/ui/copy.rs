//! A button that copies a text.

use leptos::prelude::*;
use markup::view;

use crate::ui::icon::{Icon, icon};
use crate::ui::node::Node;
use crate::words::{Key, spoken};

/// Needs scripts; without them the text can be marked with one tap.
#[component]
pub fn Copy(what: String) -> Node {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let what = what.clone();
        leptos::task::spawn_local(async move {
            // Where a browser refuses, the text stays marked as not copied.
            let done = write(&what).await.is_some();
            copied.try_set(done);
        });
    };
    let words = spoken(move || if copied.get() { Key::UiCopied } else { Key::UiCopy }.into());
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
