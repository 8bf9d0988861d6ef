//! Every page and its address.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::path;
use rules::id::{ComplaintNumber, PhotoId};
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

use crate::complaint::file::FileComplaintPage;
use crate::complaint::receipt::ReceiptPage;
use crate::complaint::tracking::TrackingPage;
use crate::error::Failure;
use crate::failure::FailurePage;
use crate::frame::{Footer, Masthead};
use crate::notice::NoticePage;
use crate::session;
use crate::settings::SettingsPage;
use crate::start::StartPage;
use crate::survey::answer::SurveyPage;
use crate::ui::page::provide_reading_on;
use crate::ui::whole::whole;

pub const START: &str = "/";
/// `?community=` chooses the community beforehand.
pub const FILE_COMPLAINT: &str = "/complaints/new";
/// The privacy notice.
pub const NOTICE: &str = "/notice";
/// Takes one photo and answers its id.
pub const PHOTOS: &str = "/photos";
/// Where a complaint's forms and a survey's are posted to.
pub const TRACKING: &str = "/c/{link}";
pub const SURVEY: &str = "/s/{link}";
pub const SETTINGS: &str = "/settings";
/// Changes one preference and comes back; works without scripts.
pub const SET: &str = "/set/{what}/{value}";
/// Everything below is the staff's.
pub const DESK: &str = "/desk";
pub const SIGN_IN: &str = "/desk/sign-in";
pub const SIGN_OUT: &str = "/desk/sign-out";
/// Where the forms of a complaint's desk page are posted to.
pub const DESK_COMPLAINT: &str = "/desk/complaints/{number}";
pub const TO_TELL: &str = "/desk/to-tell";
pub const SCORES: &str = "/desk/scores";
/// Tells desk pages to look again.
pub const LIVE: &str = "/live";

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
    session::keep_in_step();
    provide_reading_on();
    view! { <Router><Pages/></Router> }
}

/// All pages are of one type, so that the browser carries the router's code once, not for each.
const fn page(view: fn() -> AnyView) -> fn() -> AnyView {
    view
}

/// Resident pages are `SsrMode::Async`: whole and readable without any script.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    view! {
        <Masthead path/>
        <FlatRoutes fallback=|| whole(view! { <FailurePage failure=Failure::NotFound/> })>
            <Route path=path!("/") view=page(|| whole(view! { <StartPage/> })) ssr=SsrMode::Async/>
            <Route path=path!("/complaints/new") view=page(|| whole(view! { <FileComplaintPage/> })) ssr=SsrMode::Async/>
            <Route path=path!("/c/:link") view=page(|| whole(view! { <TrackingPage/> })) ssr=SsrMode::Async/>
            <Route path=path!("/c/:link/receipt") view=page(|| whole(view! { <ReceiptPage/> })) ssr=SsrMode::Async/>
            <Route path=path!("/s/:link") view=page(|| whole(view! { <SurveyPage/> })) ssr=SsrMode::Async/>
            <Route path=path!("/notice") view=page(|| whole(view! { <NoticePage/> })) ssr=SsrMode::Async/>
            <Route path=path!("/settings") view=page(|| whole(view! { <SettingsPage/> })) ssr=SsrMode::Async/>
        </FlatRoutes>
        <Footer path/>
    }
}

/// After a client-side navigation a screen reader would stay silent: it goes on from the new page.
pub fn focus_main() {
    if let Some(main) = document().get_element_by_id("main") {
        let _ = main.unchecked_into::<HtmlElement>().focus();
    }
}

/// A complaint by its private link.
#[must_use]
pub fn tracking(link: &str) -> String {
    format!("/c/{link}")
}

#[must_use]
pub fn receipt(link: &str) -> String {
    format!("/c/{link}/receipt")
}

/// A photo of a complaint, for who has its private link.
#[must_use]
pub fn photo(link: &str, photo: &PhotoId) -> String {
    format!("/c/{link}/photos/{}", photo.as_str())
}

#[must_use]
pub fn survey(link: &str) -> String {
    format!("/s/{link}")
}

/// A complaint as staff see it.
#[must_use]
pub fn complaint_at_desk(number: &ComplaintNumber) -> String {
    format!("/desk/complaints/{}", number.as_str())
}

/// A photo of a complaint, for staff who may read it.
#[must_use]
pub fn photo_at_desk(photo: &PhotoId) -> String {
    format!("/desk/photos/{}", photo.as_str())
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
                encoded.push(byte.into());
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
