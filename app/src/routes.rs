//! Every page and its address.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

use crate::error::Failure;
use crate::failure::FailurePage;
use crate::frame::{Footer, Masthead};
use crate::preferences::Preferences;
use crate::session;
use crate::settings::SettingsPage;
use crate::start::StartPage;

pub const START: &str = "/";
pub const SETTINGS: &str = "/settings";
/// Changes one preference and comes back; works without scripts.
pub const SET: &str = "/set/{what}/{value}";
/// Everything below is the staff's.
pub const DESK: &str = "/desk";

/// Residents read on a phone, staff work at a desk; the look differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Resident,
    Desk,
}

impl Side {
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path.strip_prefix(DESK) {
            Some("") => Self::Desk,
            Some(rest) if rest.starts_with('/') => Self::Desk,
            _ => Self::Resident,
        }
    }

    /// The word in `data-side`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Desk => "desk",
        }
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    session::provide_session();
    Effect::new(|| {
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("data-ready", "");
        }
    });
    let preferences = session::preferences();
    Effect::new(move |before: Option<Preferences>| {
        let now = preferences.get();
        if before.is_some_and(|before| before != now) {
            session::remember(now);
        }
        now
    });
    view! { <Router><Pages/></Router> }
}

/// Resident pages are `SsrMode::Async`: whole and readable without any script.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let side = Memo::new(move |_| path.with(|path| Side::of(path)));
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            session::mark_side(side.get_untracked());
            request_animation_frame(focus_main);
        }
        now
    });
    view! {
        {move || (side.get() == Side::Resident).then(|| view! { <Masthead path/> })}
        <Routes fallback=|| view! { <FailurePage failure=Failure::NotFound/> }>
            <Route path=path!("/") view=|| view! { <StartPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("/settings") view=|| view! { <SettingsPage/> }.into_any() ssr=SsrMode::Async/>
        </Routes>
        {move || (side.get() == Side::Resident).then(|| view! { <Footer path/> })}
    }
}

/// After a client-side navigation a screen reader would stay silent: it goes on from the new page.
fn focus_main() {
    if let Some(main) = document().get_element_by_id("main") {
        let _ = main.unchecked_into::<HtmlElement>().focus();
    }
}

/// Whether a path is safe to send a browser to: on this site, nothing hidden in it.
#[must_use]
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| (0x21..0x7f).contains(&byte))
}

/// A path as the value of a query parameter.
#[must_use]
pub fn encode(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut encoded, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(byte.into())
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_back_to() {
        for path in ["/", "/settings", "/c/abc.1.def", "/desk?grade=1"] {
            assert!(is_local(path), "{path}");
        }
        for path in
            ["", "settings", "//evil.example", "/\\evil.example", "https://evil.example", "/\n/evil", "/投诉"]
        {
            assert!(!is_local(path), "{path}");
        }
    }

    #[test]
    fn the_staffs_side_is_all_below_desk_and_nothing_else() {
        assert_eq!(Side::of("/desk"), Side::Desk);
        assert_eq!(Side::of("/desk/complaints/1"), Side::Desk);
        assert_eq!(Side::of("/desktop"), Side::Resident);
        assert_eq!(Side::of("/"), Side::Resident);
    }
}
