//! What stands before every page: who may post here, how long it may take, what browsers may do.

use std::time::Duration;

use app::error::Failure;
use app::routes::{Side, is_file};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::house::House;
use crate::refuse::refuse;

/// How long a page of the desk is waited for before it is rendered again. Now and then a rendering
/// waits for a resource that is there already and never ends; the next one answers at once. A look at
/// a complaint may then be on record twice.
pub(crate) const RENDERING_TIME_MAX: Duration = Duration::from_secs(5);
/// A page is there in this time or not at all.
const PAGE_SECONDS_MAX: u64 = 30;
/// Photos from an old phone on a slow network need theirs, and so does a file of thousands of rows.
const POST_SECONDS_MAX: u64 = 600;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Refuses what another site's page makes a browser send. Cookies alone prove nothing.
pub async fn same_origin(State(house): State<House>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_ours(request.headers(), &house.base_url) {
        return next.run(request).await;
    }
    refuse(&house, request.into_parts().0, Failure::Foreign).await
}

/// A browser names the site a request comes from; one that names none is no browser.
pub(crate) fn is_ours(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text(&SEC_FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(&header::ORIGIN) else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    origin == base_url || (host.is_some() && host == text(&header::HOST))
}

/// Ends what takes too long.
pub async fn in_time(State(house): State<House>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let is_page = parts.method == Method::GET && !is_file(parts.uri.path());
    if is_page && Side::of(parts.uri.path()) == Side::Desk {
        let first = next.clone().run(Request::from_parts(parts.clone(), Body::empty()));
        if let Ok(response) = tokio::time::timeout(RENDERING_TIME_MAX, first).await {
            return response;
        }
        tracing::warn!("a page was rendered again");
    }
    let seconds = if is_page { PAGE_SECONDS_MAX } else { POST_SECONDS_MAX };
    let answer = next.run(Request::from_parts(parts.clone(), body));
    match tokio::time::timeout(Duration::from_secs(seconds), answer).await {
        Ok(response) => response,
        Err(_) => refuse(&house, parts, Failure::TooSlow).await,
    }
}

/// What holds for every answer. Private links stand in paths, so no other site is told our
/// addresses, and nothing between us and the reader keeps a page.
pub async fn headers(State(house): State<House>, request: Request, next: Next) -> Response {
    let is_desk = Side::of(request.uri().path()) == Side::Desk;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut unless_set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    unless_set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    unless_set(header::REFERRER_POLICY, "same-origin");
    unless_set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    // A computer at the desk is shared: after signing out, "back" must not show a resident's number.
    unless_set(header::CACHE_CONTROL, if is_desk { "no-store" } else { "private, no-cache" });
    unless_set(PERMISSIONS_POLICY, "geolocation=(), microphone=()");
    unless_set(OPENER_POLICY, "same-origin");
    unless_set(RESOURCE_POLICY, "same-origin");
    if house.base_url.starts_with("https://") {
        unless_set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// Called while a page is rendered: lets the page's own scripts run, and nothing else.
pub fn answer_policy() {
    let (Some(nonce), Some(answer)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_and_programs_without_a_page_may_post() {
        let ours = "https://wuye.example";
        let rows: [(&[(&str, &str)], bool); 12] = [
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://wuye.example")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://wuye.example")], true),
            (&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")], true),
            (&[("origin", "https://evil.example"), ("host", "wuye.example")], false),
            (&[("origin", "https://wuye.example.evil.example")], false),
            (&[("origin", "null"), ("host", "wuye.example")], false),
            (&[("origin", "")], false),
        ];
        for (sent, accepted) in rows {
            let mut headers = HeaderMap::new();
            for (name, value) in sent {
                headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(is_ours(&headers, ours), accepted, "{sent:?}");
        }
    }
}
