//! The document around the app, as the server sends it. The browser never builds it again.

use std::sync::OnceLock;

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::desk::Desk;
use crate::error::Failure;
use crate::failure::RefusedRequest;
use crate::routes::{App, Side};
use crate::session::{self, Session};
use crate::ui::icon::SPRITE;
use crate::wire;

pub fn shell(options: LeptosOptions) -> impl IntoView {
    let preferences = session::of_request::<Session>().unwrap_or_default().preferences;
    let path = use_context::<axum::http::request::Parts>().map(|parts| parts.uri.path().to_owned());
    let side = Side::of(&path.unwrap_or_default());
    let (scripts, body) = match (use_context::<Failure>(), side) {
        (None, Side::Resident) => {
            (view! { <HydrationScripts options=options.clone()/> }.into_any(), view! { <App/> }.into_any())
        }
        (None, Side::Desk) => {
            (view! { <DeskScripts options=options.clone()/> }.into_any(), view! { <Desk/> }.into_any())
        }
        (Some(failure), _) => (().into_any(), view! { <RefusedRequest failure/> }.into_any()),
    };
    view! {
        <!DOCTYPE html>
        <html
            lang=preferences.language.code()
            data-theme=preferences.theme.code()
            data-size=preferences.size.code()
            data-side=side.code()
            data-build=wire::build()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="format-detection" content="telephone=no"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <HashedStylesheet options/>
                {scripts}
                <MetaTags/>
            </head>
            <body>
                {body}
                <svg class="sprite" aria-hidden="true" inner_html=SPRITE></svg>
            </body>
        </html>
    }
}

/// Loads the desk's own program, which residents never need.
#[component]
fn DeskScripts(options: LeptosOptions) -> impl IntoView {
    static NAMES: OnceLock<(String, String)> = OnceLock::new();
    let (js, wasm) = NAMES.get_or_init(|| desk_names(&hashes(&options)));
    let folder = options.site_pkg_dir;
    let (js, wasm) = (format!("/{folder}/{js}"), format!("/{folder}/{wasm}"));
    let script = format!(
        "import('{js}').then(desk => desk.default({{module_or_path: '{wasm}'}}).then(() => desk.hydrate()))"
    );
    let nonce = use_nonce();
    view! {
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce inner_html=script></script>
    }
}

/// What the build wrote beside the binary: one `part: hash` a line.
fn hashes(options: &LeptosOptions) -> String {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|folder| folder.to_path_buf()));
    let file = beside.filter(|_| options.hash_files).map(|folder| folder.join(&*options.hash_file));
    file.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default()
}

/// Names of the desk's script and its wasm, with their hashes where the build gave them some.
fn desk_names(hashes: &str) -> (String, String) {
    let name = |part: &str, ending: &str| {
        let mut lines = hashes.lines().filter_map(|line| line.split_once(':'));
        match lines.find_map(|(name, hash)| (name.trim() == part).then(|| hash.trim().to_owned())) {
            Some(hash) => format!("desk.{hash}.{ending}"),
            None => format!("desk.{ending}"),
        }
    };
    (name("desk-js", "js"), name("desk-wasm", "wasm"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desks_files_carry_their_hashes_where_there_are_any() {
        let named = |hashes: &str| desk_names(hashes);
        assert_eq!(
            named("js: a\nwasm: b\ncss: c\ndesk-js: d1\ndesk-wasm: d2\n"),
            ("desk.d1.js".into(), "desk.d2.wasm".into())
        );
        assert_eq!(named("js: a\n"), ("desk.js".into(), "desk.wasm".into()));
    }
}
