//! `GET /set/{what}/{value}?back=…`: changes one preference where no script runs.

use app::error::Failure;
use app::routes::{START, is_local};
use app::session::Session;
use axum::Extension;
use axum::extract::{Path, Query, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::house::House;
use crate::refuse::refuse;

#[derive(Default, Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

pub async fn set(
    State(house): State<House>,
    Path((what, value)): Path<(String, String)>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Response {
    let Some(preferences) = session.preferences.with(&what, &value) else {
        return refuse(&house, request.into_parts().0, Failure::NotFound).await;
    };
    let Query(Back { back }) = Query::try_from_uri(request.uri()).unwrap_or_default();
    let to = Redirect::to(if is_local(&back) { &back } else { START });
    ([(header::SET_COOKIE, preferences.cookie())], to).into_response()
}
