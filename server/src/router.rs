//! Every address, and what stands before it.

use std::sync::LazyLock;

use app::account::SignOut;
use app::account::sign_in::SignIn;
use app::alert::AcknowledgeAlert;
use app::call::CallBack;
use app::call::pass_on::PassOn;
use app::complaint::desk::WorkOnComplaint;
use app::complaint::file::FileComplaint;
use app::complaint::link::FollowComplaint;
use app::counter::Counter;
use app::desk::Desk;
use app::error::Failure;
use app::incident::declare::DeclareIncident;
use app::incident::sheet::WorkOnIncident;
use app::intake::TakeDown;
use app::office::Office;
use app::policy::list::SeatPolicy;
use app::policy::sheet::WorkOnPolicy;
use app::queue::keep::KeepView;
use app::roster::ChangeRoster;
use app::routes;
use app::settings::ChangeSettings;
use app::sheet::Sheet;
use app::shell::shell;
use app::survey::answer::AnswerSurvey;
use app::tell::TickTold;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, handle_server_fns};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use crate::house::{self, House};
use crate::post::{FORM_BYTES_MAX, UPLOAD_BYTES_MAX, post_page};
use crate::refuse::{CALLS, refuse};
use crate::{export, files, guard, live, page, photo, preferences, rendering, trace};

/// Brotli's own default is for files compressed once, not for a page each time.
const BROTLI: CompressionLevel = CompressionLevel::Precise(4);

/// Everything the server answers.
pub fn router(house: House) -> Router {
    let mut router = pages(&house)
        .merge(forms())
        .route("/healthz", get(healthz))
        .route(routes::SET, get(preferences::set))
        .route(&format!("{CALLS}{{*call}}"), post(call).layer(DefaultBodyLimit::max(FORM_BYTES_MAX)))
        .route("/photos", post(photo::receive::post).layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX)))
        .route("/c/{link}/photos/{id}", get(photo::show::by_link))
        .route("/desk/photos/{id}", get(photo::show::for_staff))
        .route(routes::EXPORT, get(export::queue))
        .route(routes::TABLES_FILE, get(export::tables))
        .route("/live", get(live::listen))
        .route("/pkg/{*file}", files::pkg(&house.options));
    for name in ["favicon.svg", "manifest.webmanifest", "robots.txt"] {
        router = router.route(&format!("/{name}"), files::public(&house.options, name));
    }
    let guarded = |router: Router<House>| {
        router
            .layer(from_fn(rendering::on_one_thread))
            .layer(from_fn_with_state(house.clone(), guard::in_time))
            .layer(from_fn_with_state(house.clone(), guard::same_origin))
            .layer(from_fn_with_state(house.clone(), house::attach))
            .layer(CatchPanicLayer::new())
            .layer(from_fn(trace::requests))
            .layer(CompressionLayer::new().quality(BROTLI).compress_when(compressible()))
            .layer(from_fn_with_state(house.clone(), guard::headers))
    };
    guarded(router.fallback(page::page)).with_state(house)
}

/// A spreadsheet is compressed in itself.
fn compressible() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new(export::XLSX))
}

/// The `POST` of every page that has a form.
fn forms() -> Router<House> {
    Router::new()
        .route(routes::SETTINGS, post(post_page::<ChangeSettings, _>))
        .route(routes::FILE_COMPLAINT, post(post_page::<FileComplaint, _>))
        .route(routes::TRACKING, post(post_page::<FollowComplaint, _>))
        .route(routes::SURVEY, post(post_page::<AnswerSurvey, _>))
        .route(routes::SIGN_IN, post(post_page::<SignIn, _>))
        .route(routes::SIGN_OUT, post(post_page::<SignOut, _>))
        .route(routes::DESK, post(post_page::<KeepView, _>))
        .route(routes::DESK_COMPLAINT, post(post_page::<WorkOnComplaint, _>))
        .route(routes::ALERTS, post(post_page::<AcknowledgeAlert, _>))
        .route(routes::INCIDENT_NEW, post(post_page::<DeclareIncident, _>))
        .route(routes::INCIDENT, post(post_page::<WorkOnIncident, _>))
        .route(routes::TO_TELL, post(post_page::<TickTold, _>))
        .route(routes::CALLS, post(post_page::<CallBack, _>))
        .route(routes::PASS_ON, post(post_page::<PassOn, _>))
        .route(routes::INTAKE, post(post_page::<TakeDown, _>))
        .route(routes::ROSTER, post(post_page::<ChangeRoster, _>))
        .route(routes::POLICY, post(post_page::<SeatPolicy, _>))
        .route(routes::POLICY_VERSION, post(post_page::<WorkOnPolicy, _>))
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX))
}

/// The `GET` of every page.
fn pages(house: &House) -> Router<House> {
    // While Leptos lists its routes, nothing in the process can be read: so it lists them once.
    static DESK: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| {
        let mut pages = generate_route_list(Desk);
        pages.extend(generate_route_list(Sheet));
        pages.extend(generate_route_list(Counter));
        pages.extend(generate_route_list(Office));
        pages
    });
    let options = house.options.clone();
    let desk = move || shell(options.clone());
    let mut router =
        Router::new().leptos_routes_with_context(house, DESK.clone(), guard::answer_policy, desk);
    for path in routes::RESIDENT {
        router = router.route(path, get(page::page));
    }
    router
}

/// A server function called by scripts.
async fn call(State(house): State<House>, request: Request) -> Response {
    let known =
        leptos::server_fn::axum::get_server_fn_service(request.uri().path(), request.method().clone());
    if known.is_none() {
        return refuse(&house, request.into_parts().0, Failure::NotFound).await;
    }
    handle_server_fns(request).await.into_response()
}

async fn healthz(State(house): State<House>) -> Response {
    match house.store.answers().await {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            tracing::error!("the database does not answer: {error}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
