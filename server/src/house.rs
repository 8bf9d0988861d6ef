//! What every request can reach, and the one place where it is handed to it.

use std::sync::Arc;

use app::alert::List;
use app::error::Refused;
use app::preferences::Preferences;
use app::routes::{LIVE, Side};
use app::session::{BaseUrl, Masthead, Session};
use axum::extract::{FromRef, Request, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::config::LeptosOptions;
use rules::access::{Staff, Viewer};
use rules::moment::Moment;
use rules::notice::Post;
use store::Store;

use crate::account::Gate;
use crate::acts::Acts;
use crate::address::Address;
use crate::clock::Clock;
use crate::guard;
use crate::live::Live;
use crate::photo::receive::Photos;
use crate::refuse::{CALLS, answer_call, failure, refuse};

/// All that outlives a request. Cloning it is cheap.
#[derive(Clone)]
pub struct House {
    pub store: Store,
    pub clock: Clock,
    pub masthead: Masthead,
    /// How residents reach us, as it stands in links; no slash at the end.
    pub base_url: Arc<str>,
    /// Whether a proxy of ours says where requests come from.
    pub behind_proxy: bool,
    pub gate: Gate,
    pub photos: Photos,
    pub acts: Acts,
    pub live: Live,
    /// What is set up to send with.
    pub post: Post,
    pub options: LeptosOptions,
}

impl FromRef<House> for LeptosOptions {
    fn from_ref(house: &House) -> Self {
        house.options.clone()
    }
}

impl House {
    /// What every desk page shows above it. Should it not be read, the page is still to be had.
    async fn alerts(&self, staff: &Staff, now: Moment) -> Option<List> {
        match List::of(&self.store, staff, now).await {
            Ok(list) => Some(list),
            Err(error) => {
                tracing::warn!("a page is shown without alerts: {error}");
                None
            }
        }
    }
}

/// Reads the moment, the preferences and who is asking once, for pages, server functions, form
/// posts, photos and listeners alike; pages find them by `session::of_request`.
pub async fn attach(State(house): State<House>, mut request: Request, next: Next) -> Response {
    let now = house.clock.read();
    let address = Address::of(&request, house.behind_proxy);
    // A form is slowed down where it can be shown again with all that was typed; what another site's
    // page makes a browser send is refused further on, and must not use up its owner's tries.
    if guard::is_ours(request.headers(), &house.base_url)
        && let Err(refusal) = house.acts.may(request.uri().path(), address)
    {
        return answer_call(&Refused::Refusal(refusal));
    }
    let cookies = all(request.headers(), &header::COOKIE);
    let preferences = Preferences::read(&cookies, &all(request.headers(), &header::ACCEPT_LANGUAGE));
    let session = Session { preferences, masthead: house.masthead.clone() };
    let recognised = house.gate.recognise(&cookies, is_a_persons_own(request.uri().path()), now).await;
    let alerts = match &recognised {
        Ok((Viewer::Staff(staff), _)) if Side::of(request.uri().path()) == Side::Desk => {
            house.alerts(staff, now).await
        }
        _ => None,
    };
    let extensions = request.extensions_mut();
    extensions.insert(now);
    extensions.insert(address);
    extensions.insert(session);
    extensions.insert(house.post);
    extensions.insert(BaseUrl(house.base_url.clone()));
    extensions.insert(house.store.clone());
    let (viewer, visit) = match recognised {
        Ok(recognised) => recognised,
        Err(error) => return refuse(&house, request.into_parts().0, failure(&error)).await,
    };
    extensions.insert(house.gate.accounts(&visit, address, now));
    if let Some(alerts) = alerts {
        extensions.insert(alerts);
    }
    extensions.insert(viewer);
    extensions.insert(visit.clone());
    let mut response = next.run(request).await;
    visit.set_cookie(response.headers_mut());
    response
}

/// Whether somebody sits there who has opened a page or done something. A desk left open listens and
/// reads again by itself, which must not keep it signed in.
fn is_a_persons_own(path: &str) -> bool {
    path != LIVE && !path.strip_prefix(CALLS).is_some_and(|call| call.starts_with("read_"))
}

/// A header's text; what is not text counts as absent. Browsers may send cookies in several headers.
fn all(headers: &HeaderMap, name: &HeaderName) -> String {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    values.join(if name == header::COOKIE { "; " } else { ", " })
}
