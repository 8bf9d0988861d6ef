//! Files as they lie on disk: scripts and styles whose names change with their content, and the few
//! whose names do not.

use std::path::Path;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::MethodRouter;
use leptos::config::LeptosOptions;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const EVERY_TIME: HeaderValue = HeaderValue::from_static("no-cache");

/// `/pkg`, kept for ever when names carry a hash.
pub fn pkg<S: Clone + Send + Sync + 'static>(options: &LeptosOptions) -> MethodRouter<S> {
    let kept = if options.hash_files { FOR_EVER } else { EVERY_TIME };
    let folder = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    axum::routing::get_service(
        ServiceBuilder::new().map_response(keep(kept)).service(folder_service(&folder)),
    )
}

/// `public/`, as it was copied to the top of the site.
pub fn public<S: Clone + Send + Sync + 'static>(options: &LeptosOptions, name: &str) -> MethodRouter<S> {
    let file = tower_http::services::ServeFile::new(Path::new(&*options.site_root).join(name))
        .precompressed_br()
        .precompressed_gzip();
    axum::routing::get_service(ServiceBuilder::new().map_response(keep(FOR_AN_HOUR)).service(file))
}

fn folder_service(folder: &Path) -> ServeDir {
    ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip()
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
