//! What one request, or one open page, knows: who asks, when, how they want it shown.
//!
//! On the server all of it arrives as extensions of the request, put there by one middleware for
//! pages, server functions and form posts alike. The few things a page needs in the browser too
//! travel with it as [`Session`].

use leptos::prelude::*;
use rules::complaint::CommunitySign;
use serde::{Deserialize, Serialize};
use web_sys::HtmlDocument;
use web_sys::wasm_bindgen::JsCast;

use crate::preferences::Preferences;
use crate::ui::effect::effect;
use crate::wire;
use crate::words::{Key, say};

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
    /// `None` while there is no community yet.
    pub hotline: Option<Hotline>,
}

/// A number to call: as people write it, and as a telephone dials it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hotline {
    pub shown: String,
    pub href: String,
}

impl Hotline {
    /// As it was typed; what comes after the number itself, such as an extension, is not dialled.
    #[must_use]
    pub fn typed(number: &str) -> Self {
        let plain = number.chars().take_while(|&c| c.is_ascii_digit() || "+-() ".contains(c));
        let digits: String = plain.filter(|&c| c.is_ascii_digit() || c == '+').collect();
        Self { shown: number.to_owned(), href: format!("tel:{digits}") }
    }

    /// Of a community.
    #[must_use]
    pub fn of(sign: &CommunitySign) -> Self {
        Self { shown: sign.hotline.shown(sign.region), href: sign.hotline.tel_href() }
    }
}

/// What the foot of a page says to call: the company's number, until the page says whose it is.
#[derive(Clone, Copy)]
struct ToCall(RwSignal<Option<Hotline>>);

#[must_use]
pub fn hotline() -> Signal<Option<Hotline>> {
    use_context::<ToCall>().map_or_else(|| Signal::stored(masthead().hotline), |ToCall(number)| number.into())
}

/// What the foot of a page says to call before the page has said whose it is.
pub fn call_the_company() {
    if let Some(ToCall(shown)) = use_context() {
        shown.set(masthead().hotline);
    }
}

/// This page is about the community with this number.
pub fn call_at(number: Hotline) {
    if let Some(ToCall(shown)) = use_context()
        && shown.with_untracked(|shown| shown.as_ref() != Some(&number))
    {
        shown.set(Some(number));
    }
}

/// Read once, when a page is rendered or hydrated, and provided to all of it.
pub fn provide_session() {
    let session = wire::shared(read);
    provide_context(RwSignal::new(session.preferences));
    provide_context(ToCall(RwSignal::new(session.masthead.hotline.clone())));
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

/// Whose pages these are, in the reader's language.
#[must_use]
pub fn name() -> Signal<String> {
    let preferences = preferences();
    let name = masthead().name;
    Signal::derive(move || {
        if name.is_empty() { say(preferences.get().language, Key::UiName).to_owned() } else { name.clone() }
    })
}

/// Marks the page as ready once scripts run, and takes over every change of the preferences.
pub fn keep_in_step() {
    effect(|| {
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("data-ready", "");
        }
    });
    let preferences = preferences();
    let remembered = StoredValue::new(preferences.get_untracked());
    effect(move || {
        let now = preferences.get();
        if remembered.try_get_value().is_some_and(|before| before != now) {
            remembered.set_value(now);
            remember(now);
        }
    });
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

fn html_document() -> HtmlDocument {
    document().unchecked_into()
}

#[cfg(feature = "ssr")]
pub use server::{BaseUrl, address, answer_cookie, answer_status, language, moment, of_request, store};

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
    use std::sync::Arc;

    use axum::http::request::Parts;
    use axum::http::{HeaderValue, StatusCode, header};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;
    use rules::language::Language;
    use rules::moment::Moment;
    use store::Store;

    use super::Session;
    use crate::error::{Failure, Refused};

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

    /// How residents reach us, as it stands in links; no slash at the end.
    #[derive(Clone)]
    pub struct BaseUrl(pub Arc<str>);

    /// A path of ours in full.
    #[must_use]
    pub fn address(path: &str) -> String {
        let base = of_request::<BaseUrl>().map_or_else(String::new, |base| base.0.to_string());
        base + path
    }

    /// All data.
    ///
    /// # Errors
    /// `Failed` outside of a request.
    pub fn store<P>() -> Result<Store, Refused<P>> {
        of_request().ok_or(Refused::Because(Failure::Failed))
    }

    /// The language of whoever asks.
    #[must_use]
    pub fn language() -> Language {
        of_request::<Session>().unwrap_or_default().preferences.language
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dialled_is_the_number_alone() {
        let rows = [
            ("0571-88903399", "tel:057188903399"),
            ("+86 571 8890 3399", "tel:+8657188903399"),
            ("(0571) 88903399#612", "tel:057188903399"),
            ("400-820-8820 转 2", "tel:4008208820"),
            ("", "tel:"),
        ];
        for (typed, href) in rows {
            assert_eq!(Hotline::typed(typed).href, href, "{typed}");
        }
    }
}
