//! Files as they lie on disk: scripts and styles whose names change with their content, and the few
//! whose names do not.

use std::path::Path;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get_service};
use leptos::config::LeptosOptions;
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const EVERY_TIME: HeaderValue = HeaderValue::from_static("no-cache");

/// `/pkg`, kept for ever when names carry a hash.
pub fn pkg<S: Clone + Send + Sync + 'static>(options: &LeptosOptions) -> MethodRouter<S> {
    let kept = if options.hash_files { FOR_EVER } else { EVERY_TIME };
    let site = ServeDir::new(&*options.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    get_service(ServiceBuilder::new().map_response(keep(kept)).service(site))
}

/// `public/`, as it was copied to the top of the site.
pub fn public<S: Clone + Send + Sync + 'static>(options: &LeptosOptions, name: &str) -> MethodRouter<S> {
    let path = Path::new(&*options.site_root).join(name);
    let file = ServeFile::new(path).precompressed_br().precompressed_gzip();
    get_service(ServiceBuilder::new().map_response(keep(FOR_AN_HOUR)).service(file))
}

/// Nobody should remember for a year that something is missing.
fn keep<B>(value: HeaderValue) -> impl Fn(Response<B>) -> Response<B> + Clone {
    move |mut response| {
        if response.status().is_success() {
            response.headers_mut().insert(header::CACHE_CONTROL, value.clone());
        }
        response
    }
}
