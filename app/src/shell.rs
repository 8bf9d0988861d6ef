//! The document around the app, as the server sends it. The browser never builds it again.

use std::sync::OnceLock;

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::account::unsent::{Unsent, UnsentPage};
use crate::counter::Counter;
use crate::desk::Desk;
use crate::error::Failure;
use crate::failure::RefusedRequest;
use crate::office::Office;
use crate::pages::{self, Program, Read, Still};
use crate::routes::{self, Room, Side};
use crate::session::{self, Session};
use crate::sheet::Sheet;
use crate::ui::icon::SPRITE;
use crate::wire;

pub fn shell(options: LeptosOptions) -> impl IntoView {
    let preferences = session::of_request::<Session>().unwrap_or_default().preferences;
    let path = use_context::<axum::http::request::Parts>().map(|parts| parts.uri.path().to_owned());
    let path = path.unwrap_or_default();
    let side = Side::of(&path);
    let (program, body) = match (use_context::<Failure>(), side) {
        (None, Side::Resident) => {
            let not_found = || Read::Still(Still::Failed(Failure::NotFound));
            let read = use_context::<Read>().unwrap_or_else(not_found);
            (read.program(), pages::body(read).into_any())
        }
        (None, Side::Desk) => match use_context::<Unsent>() {
            Some(unsent) => (None, view! { <UnsentPage unsent/> }.into_any()),
            None => match Room::of(&path) {
                Room::Desk => (Some(Program::Desk), view! { <Desk/> }.into_any()),
                Room::Sheet => (Some(Program::Sheet), view! { <Sheet/> }.into_any()),
                // A guard passes on in twenty seconds, on any phone.
                Room::Counter if path == routes::PASS_ON => (None, view! { <Counter/> }.into_any()),
                Room::Counter => (Some(Program::Counter), view! { <Counter/> }.into_any()),
                Room::Office => (Some(Program::Office), view! { <Office/> }.into_any()),
            },
        },
        (Some(failure), _) => (None, view! { <RefusedRequest failure/> }.into_any()),
    };
    let scripts = program.map(|program| scripts(&options, program));
    let desk_style = (side == Side::Desk).then(|| {
        let href = format!("/{}/{}", options.site_pkg_dir, file(hashes(&options), "desk", "desk-css", "css"));
        view! { <link rel="stylesheet" href=href/> }
    });
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
                {desk_style}
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

impl Program {
    /// What its files are called, and how the build names them in its list of hashes.
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Filing => ("linli", "js", "wasm"),
            Self::Following => ("follow", "follow-js", "follow-wasm"),
            Self::Desk => ("desk", "desk-js", "desk-wasm"),
            Self::Sheet => ("sheet", "sheet-js", "sheet-wasm"),
            Self::Counter => ("counter", "counter-js", "counter-wasm"),
            Self::Office => ("office", "office-js", "office-wasm"),
        }
    }
}

/// Loads the one program that takes this page over.
fn scripts(options: &LeptosOptions, program: Program) -> impl IntoView + use<> {
    let (js, wasm) = files(hashes(options), program);
    let folder = &options.site_pkg_dir;
    let (js, wasm) = (format!("/{folder}/{js}"), format!("/{folder}/{wasm}"));
    let script = format!(
        "import('{js}').then(program => program.default({{module_or_path: '{wasm}'}}).then(() => program.hydrate()))"
    );
    let nonce = use_nonce();
    view! {
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce inner_html=script></script>
    }
}

/// What the build wrote beside the binary: one `part: hash` a line.
fn hashes(options: &LeptosOptions) -> &'static str {
    static HASHES: OnceLock<String> = OnceLock::new();
    HASHES.get_or_init(|| {
        let beside = std::env::current_exe().ok();
        let beside = beside.and_then(|exe| exe.parent().map(|folder| folder.join(&*options.hash_file)));
        let file = beside.filter(|_| options.hash_files);
        file.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default()
    })
}

/// Names of a program's script and its wasm.
fn files(hashes: &str, program: Program) -> (String, String) {
    let (stem, js, wasm) = program.names();
    (file(hashes, stem, js, "js"), file(hashes, stem, wasm, "wasm"))
}

/// The name of a file, with its hash where the build gave it one.
fn file(hashes: &str, stem: &str, part: &str, ending: &str) -> String {
    let mut lines = hashes.lines().filter_map(|line| line.split_once(':'));
    match lines.find_map(|(name, hash)| (name.trim() == part).then(|| hash.trim())) {
        Some(hash) => format!("{stem}.{hash}.{ending}"),
        None => format!("{stem}.{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programs_files_carry_their_hashes_where_there_are_any() {
        let hashes = "js: a\nwasm: b\ncss: c\ndesk-js: d1\ndesk-wasm: d2\n";
        let rows = [
            (hashes, Program::Filing, "linli.a.js", "linli.b.wasm"),
            (hashes, Program::Desk, "desk.d1.js", "desk.d2.wasm"),
            (hashes, Program::Following, "follow.js", "follow.wasm"),
            ("", Program::Filing, "linli.js", "linli.wasm"),
        ];
        for (hashes, program, js, wasm) in rows {
            assert_eq!(files(hashes, program), (js.to_owned(), wasm.to_owned()), "{hashes:?}");
        }
    }
}
