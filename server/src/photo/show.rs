//! Photos as they are shown: to whoever holds the complaint's link, and to staff who may read it.

use app::error::Failure;
use axum::extract::{Extension, Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rules::access::Viewer;
use rules::id::PhotoId;
use rules::moment::Moment;

use crate::house::House;
use crate::refuse::{failure, refuse};

/// A photo never changes; it stays in the resident's own browser for an hour. Nothing of the desk is
/// kept by a browser, which others may sit at.
const KEPT: HeaderValue = HeaderValue::from_static("private, max-age=3600");
const JPEG: HeaderValue = HeaderValue::from_static("image/jpeg");

/// `GET /c/{link}/photos/{id}`
pub async fn by_link(
    State(house): State<House>,
    Path((link, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    let photo = house.store.photo_by_link(&link, &PhotoId::new(id)).await;
    answer(&house, request, photo, Some(KEPT)).await
}

/// `GET /desk/photos/{id}`
pub async fn for_staff(
    State(house): State<House>,
    Extension(viewer): Extension<Viewer>,
    Extension(now): Extension<Moment>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Viewer::Staff(staff) = viewer else {
        return refuse(&house, request.into_parts().0, Failure::NotFound).await;
    };
    let photo = house.store.photo_for_staff(&PhotoId::new(id), &staff, now).await;
    answer(&house, request, photo, None).await
}

async fn answer(
    house: &House,
    request: Request,
    photo: Result<Vec<u8>, store::Error>,
    kept: Option<HeaderValue>,
) -> Response {
    match photo {
        Ok(jpeg) => {
            let mut response = ([(header::CONTENT_TYPE, JPEG)], jpeg).into_response();
            response.headers_mut().extend(kept.map(|kept| (header::CACHE_CONTROL, kept)));
            response
        }
        Err(error) => refuse(house, request.into_parts().0, failure(&error)).await,
    }
}
