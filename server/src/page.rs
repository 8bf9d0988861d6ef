//! Pages: what one is made of is read first, then it is rendered in one go.

use app::pages::Read;
use app::routes::Side;
use app::shell::shell;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use leptos_axum::ResponseOptions;

use crate::guard;
use crate::house::House;

/// The `GET` of every resident's page, and the answer where there is none.
pub async fn page(State(house): State<House>, request: Request) -> Response {
    render(&house, request.into_parts().0, || {}).await
}

/// The page a request asks for, with what `context` provides besides.
pub async fn render(
    house: &House,
    parts: Parts,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let path = parts.uri.path().to_owned();
    let read = match Side::of(&path) {
        Side::Resident => Some(within(parts.clone(), async move { Read::of(&path).await }).await.0),
        Side::Desk => None,
    };
    let context = move || {
        guard::answer_policy();
        if let Some(read) = read.clone() {
            provide_context(read);
        }
        context();
    };
    let options = house.options.clone();
    let page = leptos_axum::render_app_async_with_context(context, move || shell(options.clone()));
    page(Request::from_parts(parts, Body::empty())).await
}

/// Runs what a server function runs, in the context it has when scripts call it.
pub async fn within<T: Send + 'static>(
    parts: Parts,
    body: impl Future<Output = T> + Send + 'static,
) -> (T, ResponseOptions) {
    let answer = ResponseOptions::default();
    let context = answer.clone();
    let body = async move {
        provide_context(parts);
        provide_context(context);
        body.await
    };
    (Owner::new().with(|| ScopedFuture::new(body)).await, answer)
}
