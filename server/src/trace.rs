//! What is written down about requests: never who or what, as private links stand in paths.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::EnvFilter;

/// Lines to the terminal, as `RUST_LOG` asks; by default ours and what is alarming.
pub fn start() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,server=info,linli=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// One line for each request, by the pattern of its path.
pub async fn requests(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let path = pattern.as_ref().map_or("(no page)", MatchedPath::as_str);
    let millis = began.elapsed().as_millis();
    let status = response.status().as_u16();
    if response.status().is_server_error() {
        tracing::error!(%method, path, status, millis, "failed");
    } else {
        tracing::debug!(%method, path, status, millis, "answered");
    }
    response
}
