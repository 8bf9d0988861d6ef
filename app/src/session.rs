//! What one request, or one open page, knows: who asks, when, how they want it shown.
//!
//! On the server all of it arrives as extensions of the request, put there by one middleware for
//! pages, server functions and form posts alike. The few things a page needs in the browser too
//! travel with it as [`Session`].

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use web_sys::HtmlDocument;
use web_sys::wasm_bindgen::JsCast;

use crate::preferences::Preferences;
use crate::routes::Side;

/// What is the same on the server and in the page it rendered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Session {
    pub preferences: Preferences,
    pub masthead: Masthead,
}

/// What stands at the top and bottom of every page (I1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masthead {
    /// Of the company or community; empty for the product's own name.
    pub name: String,
    /// The number answered day and night, as people write it; empty when there is none yet.
    pub hotline: String,
}

/// Read once, when a page is rendered or hydrated, and provided to all of it.
pub fn provide_session() {
    let session = SharedValue::new(read).into_inner();
    provide_context(RwSignal::new(session.preferences));
    provide_context(session.masthead);
}

/// How the reader wants pages shown; changing it shows them so at once.
#[must_use]
pub fn preferences() -> RwSignal<Preferences> {
    use_context().unwrap_or_else(|| RwSignal::new(Preferences::default()))
}

#[must_use]
pub fn masthead() -> Masthead {
    use_context().unwrap_or_default()
}

/// Keeps `<html>` and the cookie in step with what the reader chose. Only in the browser.
pub fn remember(preferences: Preferences) {
    let Some(html) = document().document_element() else { return };
    let theme = preferences.theme.code();
    // A refusal by the browser leaves the page as it was, which is all there is to do about it.
    let _ = html.set_attribute("lang", preferences.language.code());
    let _ = html.set_attribute("data-theme", theme);
    let _ = html.set_attribute("data-size", preferences.size.code());
    let _ = html_document().set_cookie(&preferences.cookie());
}

/// Takes over what the server has just put into the cookie. Only in the browser.
pub fn look_again(preferences: RwSignal<Preferences>) {
    let cookies = html_document().cookie().unwrap_or_default();
    if let Some(remembered) = Preferences::remembered(&cookies) {
        preferences.set(remembered);
    }
}

fn html_document() -> HtmlDocument {
    document().unchecked_into()
}

/// Marks which side of the house a page belongs to. Only in the browser.
pub fn mark_side(side: Side) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-side", side.code());
    }
}

#[cfg(feature = "ssr")]
pub use server::{answer_cookie, answer_status, moment, of_request};

#[cfg(feature = "ssr")]
fn read() -> Session {
    of_request().unwrap_or_default()
}

/// In the browser a session arrives with the page.
#[cfg(not(feature = "ssr"))]
fn read() -> Session {
    Session::default()
}

/// In the browser there is no answer to give a status.
#[cfg(not(feature = "ssr"))]
pub fn answer_status(_status: u16) {}

/// What only the server knows of a request.
#[cfg(feature = "ssr")]
mod server {
    use axum::http::request::Parts;
    use axum::http::{HeaderValue, StatusCode, header};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;
    use rules::moment::Moment;

    /// What the middleware attached to this request: `Moment`, `Session`, the store, the viewer.
    #[must_use]
    pub fn of_request<T: Clone + Send + Sync + 'static>() -> Option<T> {
        use_context::<Parts>()?.extensions.get::<T>().cloned()
    }

    /// The moment of this request, the same however often it is asked.
    #[must_use]
    pub fn moment() -> Moment {
        of_request().unwrap_or_default()
    }

    /// Answers the request with this status, whatever else is answered.
    pub fn answer_status(status: u16) {
        if let (Some(answer), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
            answer.set_status(status);
        }
    }

    /// Adds a `Set-Cookie` to the answer.
    pub fn answer_cookie(cookie: &str) {
        if let (Some(answer), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie))
        {
            answer.append_header(header::SET_COOKIE, cookie);
        }
    }
}
