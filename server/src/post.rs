//! One handler for every form: reads what was posted, runs the same server function that scripts
//! call, and answers 303, or shows the page again with all that was typed.

use app::account::unsent::Unsent;
use app::error::{Failure, Refused};
use app::ui::form::{Next, Posted};
use axum::body::{Body, to_bytes};
use axum::extract::multipart::{self, Multipart};
use axum::extract::{FromRequest, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::{expect_context, provide_context};
use leptos::server_fn::ServerFn;
use leptos_axum::ResponseOptions;
use rules::access::Refusal;
use rules::limits::{PHOTO_BYTES_MAX, PHOTOS_MAX};
use rules::moment::Moment;
use rules::problem::Field;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::address::Address;
use crate::guard;
use crate::house::House;
use crate::page::{render, within};
use crate::photo::receive::Unkept;
use crate::refuse::refuse;

/// Bytes of a form without its files, all its texts together: one of 1 MB in Chinese is three times
/// that on the way, and must arrive to be answered with what is wrong with it.
pub const FORM_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Bytes of a form with its files.
pub const UPLOAD_BYTES_MAX: usize = FORM_BYTES_MAX + (PHOTOS_MAX + 1) * PHOTO_BYTES_MAX;
/// Fields and files of one form.
const FIELDS_MAX: usize = 500;
/// How deep `a[b][c]` may go, as in Leptos.
const NESTED_MAX: usize = 5;

/// How often a refused form is rendered before its sender is told that it took too long.
const RENDERINGS_MAX: usize = 3;

/// The fields of a form in the order they came, files replaced by what stands in their place.
type Fields = Vec<(String, String)>;

/// The `POST` of the page whose form calls `F`.
pub async fn post_page<F, P>(State(house): State<House>, request: Request) -> Response
where
    F: ServerFn<Output = Next, Error = Refused<P>> + Clone + Serialize + DeserializeOwned + Sync + 'static,
    P: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let (parts, body) = request.into_parts();
    let read = read(&house, &parts, body).await.and_then(|fields| Ok((arguments(&fields)?, fields)));
    let (call, fields): (F, Fields) = match read {
        Ok(read) => read,
        Err(failure) => return refuse(&house, parts, failure).await,
    };
    let slowed = parts.extensions.get::<Address>().map(|from| house.acts.may(F::PATH, *from));
    let (result, answer) = match slowed {
        Some(Err(refusal)) => (Err(Refused::Refusal(refusal)), ResponseOptions::default()),
        _ => within(parts.clone(), call.clone().run_body()).await,
    };
    match result {
        Ok(Next(path)) => see_other(&path, &answer),
        Err(refused) => {
            let unsent = unsent(&parts, &fields, &refused);
            show_again(&house, parts, Posted { typed: call, refused }, unsent).await
        }
    }
}

async fn read(house: &House, parts: &Parts, body: Body) -> Result<Fields, Failure> {
    let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(|_| Failure::TooLarge)?;
        return fields_of(&bytes);
    }
    if content_type.starts_with("multipart/form-data") {
        let request = Request::from_parts(parts.clone(), body);
        let multipart = Multipart::from_request(request, &()).await.map_err(|_| Failure::Malformed)?;
        return receive(house, parts, multipart).await;
    }
    Err(Failure::Malformed)
}

/// Browsers send UTF-8, percent-encoded. What is not would silently become question marks. No
/// person types a NUL, and PostgreSQL keeps none.
fn fields_of(bytes: &[u8]) -> Result<Fields, Failure> {
    let fields: Fields = form_urlencoded::parse(bytes).into_owned().take(FIELDS_MAX + 1).collect();
    let readable = std::str::from_utf8(bytes).is_ok()
        && !fields.iter().any(|(_, text)| text.contains(['\u{fffd}', '\0']));
    if !readable {
        return Err(Failure::Malformed);
    }
    if fields.len() > FIELDS_MAX { Err(Failure::TooLarge) } else { Ok(fields) }
}

async fn receive(house: &House, parts: &Parts, mut multipart: Multipart) -> Result<Fields, Failure> {
    let mut fields = Fields::new();
    let mut room = FORM_BYTES_MAX;
    while let Some(field) = multipart.next_field().await.map_err(|error| unread(error.status()))? {
        let name = field.name().ok_or(Failure::Malformed)?.to_owned();
        let value = match field.file_name() {
            None => Some(text_of(field, &mut room).await?),
            // What a browser sends for a file input that was left empty.
            Some("") => None,
            Some(_) if is_for_photos(&name) => Some(photo(house, parts, field).await?),
            Some(_) => return Err(Failure::Malformed),
        };
        fields.extend(value.map(|value| (name, value)));
        if fields.len() > FIELDS_MAX {
            return Err(Failure::TooLarge);
        }
    }
    Ok(fields)
}

/// `draft[photos][]` and `draft[photos][2]` hold photos; no other field holds a file.
fn is_for_photos(name: &str) -> bool {
    let mut steps = name.split(['[', ']']).filter(|step| step.parse::<u32>().is_err() && !step.is_empty());
    steps.next_back() == Some(Field::Photos.code())
}

/// Keeps a photo and answers with what stands in the form in its place: its id, or the word for what
/// is wrong with it, which the form's own rules then name, so that nothing else typed is lost.
async fn photo(house: &House, parts: &Parts, field: multipart::Field<'_>) -> Result<String, Failure> {
    let from = parts.extensions.get::<Address>().copied().ok_or(Failure::Failed)?;
    let now = parts.extensions.get::<Moment>().copied().unwrap_or_default();
    let kept = async {
        let seat = house.photos.seat(from)?;
        let bytes = bytes_of(field).await.map_err(Unkept::Failure)?;
        seat.keep(bytes, now).await
    };
    match kept.await {
        Ok(id) => Ok(id.as_str().to_owned()),
        Err(Unkept::Problem(problem)) => Ok(problem.code().to_owned()),
        Err(Unkept::Failure(failure)) => Err(failure),
    }
}

/// Takes what it needs of the `room` there is for all texts of a form.
async fn text_of(mut field: multipart::Field<'_>, room: &mut usize) -> Result<String, Failure> {
    let mut text = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| unread(error.status()))? {
        *room = room.checked_sub(chunk.len()).ok_or(Failure::TooLarge)?;
        text.extend_from_slice(&chunk);
    }
    let text = String::from_utf8(text).map_err(|_| Failure::Malformed)?;
    if text.contains('\0') { Err(Failure::Malformed) } else { Ok(text) }
}

/// `None` when there is more than one photo may have; the rest of it is read and dropped.
pub(crate) async fn bytes_of(mut field: multipart::Field<'_>) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(|error| unread(error.status()))? {
        bytes = bytes.filter(|so_far| so_far.len() + chunk.len() <= PHOTO_BYTES_MAX);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

fn unread(status: StatusCode) -> Failure {
    if status == StatusCode::PAYLOAD_TOO_LARGE { Failure::TooLarge } else { Failure::Malformed }
}

/// Read exactly as Leptos reads the same fields when scripts send them.
fn arguments<F: DeserializeOwned>(fields: &Fields) -> Result<F, Failure> {
    let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    serde_qs::Config::new(NESTED_MAX, false).deserialize_str(&encoded).map_err(|_| Failure::Malformed)
}

/// Carries along what the server function answered besides: its cookies.
fn see_other(path: &str, answer: &ResponseOptions) -> Response {
    let mut response = Redirect::to(path).into_response();
    if let Ok(mut answered) = answer.0.write() {
        response.headers_mut().extend(std::mem::take(&mut answered.headers));
    }
    response
}

/// What would be lost, were its writer sent to sign in.
fn unsent<P>(parts: &Parts, fields: &Fields, refused: &Refused<P>) -> Option<Unsent> {
    let here = parts.uri.path_and_query().map_or("", |here| here.as_str());
    matches!(refused, Refused::Refusal(Refusal::SignInFirst)).then(|| Unsent::of(here, fields)).flatten()
}

async fn show_again<F, P>(
    house: &House,
    parts: Parts,
    posted: Posted<F, P>,
    unsent: Option<Unsent>,
) -> Response
where
    F: Clone + Send + Sync + 'static,
    P: Clone + Send + Sync + 'static,
{
    let status = StatusCode::from_u16(posted.refused.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let context = move || {
        expect_context::<ResponseOptions>().set_status(status);
        provide_context(posted.clone());
        if let Some(unsent) = unsent.clone() {
            provide_context(unsent);
        }
    };
    for _ in 0..RENDERINGS_MAX {
        let rendered = render(house, parts.clone(), context.clone());
        if let Ok(response) = tokio::time::timeout(guard::RENDERING_TIME_MAX, rendered).await {
            return response;
        }
        tracing::warn!("a refused form was rendered again");
    }
    refuse(house, parts, Failure::TooSlow).await
}
