//! Files that are carried away: a view of the queue, and the tables of R3, as spreadsheets. Nothing of it touches the disk, where
//! what residents wrote is sealed; that it was taken is on record before it is read.

mod book;
mod queue;
mod tables;

use app::error::Failure;
use app::queue::query::Query;
use app::routes::{SIGN_IN, encode};
use app::session::Session;
use app::tables::asked::Asked;
use app::tables::head;
use app::words::phrase;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use rules::access::{Staff, Viewer};
use rules::language::Language;
use rules::limits::EXPORT_ROWS_MAX;
use rules::moment::{Moment, Zone};
use rust_xlsxwriter::XlsxError;
use store::{Error, Subject};

use crate::house::House;
use crate::refuse::{failure, refuse};

/// What a spreadsheet says it is.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Who carries a file away, when, and how it speaks.
#[derive(Clone)]
struct Taken {
    by: Staff,
    at: Moment,
    zone: Zone,
    language: Language,
}

/// `GET /desk/export.xlsx`: every row the queue's query shows.
pub async fn queue(
    State(house): State<House>,
    Extension(viewer): Extension<Viewer>,
    Extension(now): Extension<Moment>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Response {
    let asked = Query::of(request.uri().query().unwrap_or_default()).whole();
    let Viewer::Staff(staff) = viewer else { return sign_in_first(&asked.href()) };
    match of_queue(&house, &asked, staff, session.preferences.language, now).await {
        Ok(file) => file,
        Err(failure) => refuse(&house, request.into_parts().0, failure).await,
    }
}

async fn of_queue(
    house: &House,
    asked: &Query,
    staff: Staff,
    language: Language,
    now: Moment,
) -> Result<Response, Failure> {
    let (store, asks, failed) = (&house.store, asked.text(), |error: Error| failure(&error));
    let id = store.begin_export(&staff, Subject::Queue, &asks, now).await.map_err(failed)?;
    let export = store.export(&asked.filter(), &staff, EXPORT_ROWS_MAX, now).await.map_err(failed)?;
    store.end_export(&id, export.rows.len(), export.whole).await.map_err(failed)?;
    let zone = export.communities.first().map_or(Zone::CHINA, |(_, _, zone)| *zone);
    let taken = Taken { by: staff, at: now, zone, language };
    let name = phrase::export_file(now.date(zone).to_string()).say(language);
    made(name, move || queue::book(&export, &asks, &taken)).await
}

/// `GET /desk/tables.xlsx`: both tables of the days its query names.
pub async fn tables(
    State(house): State<House>,
    Extension(viewer): Extension<Viewer>,
    Extension(now): Extension<Moment>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Response {
    let asked = Asked::of(request.uri().query().unwrap_or_default()).statistics();
    let Viewer::Staff(staff) = viewer else { return sign_in_first(&asked.href()) };
    match of_tables(&house, &asked, staff, session.preferences.language, now).await {
        Ok(file) => file,
        Err(failure) => refuse(&house, request.into_parts().0, failure).await,
    }
}

async fn of_tables(
    house: &House,
    asked: &Asked,
    staff: Staff,
    language: Language,
    now: Moment,
) -> Result<Response, Failure> {
    let (store, asks, failed) = (&house.store, asked.text(), |error: Error| failure(&error));
    let head = head(store, &staff, asked, now).await.map_err(|refused| refused.failure())?;
    let id = store.begin_export(&staff, Subject::Tables, &asks, now).await.map_err(failed)?;
    let (here, period) = (&head.community, head.period);
    let statistics = store.statistics(&staff, here, period, now).await.map_err(failed)?;
    let register = store.register(&staff, here, period, None, EXPORT_ROWS_MAX, now).await.map_err(failed)?;
    let (rows, whole) = (register.0, !register.1);
    store.end_export(&id, rows.len(), whole).await.map_err(failed)?;
    let taken = Taken { by: staff, at: now, zone: head.zone, language };
    let (first, last) = (period.first.to_string(), period.last.to_string());
    let name = phrase::tables_file_name(head.name(), first, last).say(language);
    made(name, move || tables::book(&head, &statistics, &tables::Rows { rows, whole }, &taken)).await
}

/// Making one keeps a thread busy, which must not be one that answers.
async fn made(
    name: String,
    book: impl FnOnce() -> Result<Vec<u8>, XlsxError> + Send + 'static,
) -> Result<Response, Failure> {
    let defect = |error: String| {
        tracing::error!("a file was not made: {error}");
        Failure::Failed
    };
    let made = tokio::task::spawn_blocking(book).await.map_err(|error| defect(error.to_string()))?;
    made.map(|bytes| download(&name, bytes)).map_err(|error| defect(error.to_string()))
}

fn download(name: &str, bytes: Vec<u8>) -> Response {
    let named = format!("attachment; filename=\"linli.xlsx\"; filename*=UTF-8''{}.xlsx", encode(name));
    let named = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(XLSX)), (header::CONTENT_DISPOSITION, named)];
    (headers, bytes).into_response()
}

/// Afterwards the page is there, from which the file can be asked for again.
fn sign_in_first(page: &str) -> Response {
    Redirect::to(&format!("{SIGN_IN}?next={}", encode(page))).into_response()
}
