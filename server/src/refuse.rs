//! Answers to requests that are refused before any page has its say.

use app::error::{Failure, Refused};
use app::shell::shell;
use app::wire::Wire;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use leptos::server_fn::ContentType;
use leptos::server_fn::error::FromServerFnError;
use rules::access::Refusal;
use rules::change::Denied;

use crate::guard;
use crate::house::House;

/// Where server functions are called.
pub const CALLS: &str = "/api/";

/// A page in the reader's language that says what happened; a call gets the same as data.
pub async fn refuse(house: &House, parts: Parts, failure: Failure) -> Response {
    if parts.uri.path().starts_with(CALLS) {
        return answer_call(&Refused::Because(failure));
    }
    let context = move || {
        guard::answer_policy();
        provide_context(failure);
    };
    let options = house.options.clone();
    let page = leptos_axum::render_app_async_with_context(context, move || shell(options.clone()));
    page(Request::from_parts(parts, Body::empty())).await
}

/// A call that is refused, as the server function would answer it.
#[must_use]
pub fn answer_call(refused: &Refused<()>) -> Response {
    let status = StatusCode::from_u16(refused.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, Wire::CONTENT_TYPE)], refused.ser()).into_response()
}

/// What a store's error is to the person who asked; the detail is for the operator.
#[must_use]
pub fn failure(error: &store::Error) -> Failure {
    match error {
        store::Error::NotFound => Failure::NotFound,
        store::Error::Conflict => Failure::Changed,
        store::Error::Denied(Denied::Refusal(Refusal::SlowDown { .. })) => Failure::TooOften,
        store::Error::Denied(_) => Failure::NotAllowed,
        store::Error::Malformed => Failure::Malformed,
        error => {
            tracing::error!("the store failed: {error}");
            if error.is_passing() { Failure::Busy } else { Failure::Failed }
        }
    }
}
