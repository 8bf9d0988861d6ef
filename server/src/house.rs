//! What every request can reach, and the one place where it is handed to it.

use std::sync::Arc;

use app::preferences::Preferences;
use app::session::{Masthead, Session};
use axum::extract::{FromRef, Request, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::config::LeptosOptions;
use store::Store;

use crate::clock::Clock;
use crate::uploads::Uploads;

/// All that outlives a request. Cloning it is cheap.
#[derive(Clone)]
pub struct House {
    pub store: Store,
    pub clock: Clock,
    pub masthead: Masthead,
    /// How residents reach us, as it stands in links; no slash at the end.
    pub base_url: Arc<str>,
    pub uploads: Arc<dyn Uploads>,
    pub options: LeptosOptions,
}

impl FromRef<House> for LeptosOptions {
    fn from_ref(house: &House) -> Self {
        house.options.clone()
    }
}

/// Reads the moment, the preferences and who is asking once, for pages, server functions and form
/// posts alike, which find them by `session::of_request`.
pub async fn attach(State(house): State<House>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let preferences =
        Preferences::read(&all(headers, &header::COOKIE), &all(headers, &header::ACCEPT_LANGUAGE));
    let session = Session { preferences, masthead: house.masthead.clone() };
    let extensions = request.extensions_mut();
    extensions.insert(house.clock.read());
    extensions.insert(session);
    extensions.insert(house.store);
    next.run(request).await
}

/// A header's text; what is not text counts as absent. Browsers may send cookies in several headers.
fn all(headers: &HeaderMap, name: &HeaderName) -> String {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    values.join(if name == header::COOKIE { "; " } else { ", " })
}
