//! What every resident page stands on: the communities with their numbers, and the moment.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use rules::complaint::Ground;
use rules::moment::Moment;
use rules::problem::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Refused;
use crate::failure::FailurePage;
use crate::ui::whole::whole;
use crate::wire::{self, Answer};

/// What a page asks the server for, or why it does not get it.
pub type Read<T> = Result<T, Refused<Problem>>;

#[server(endpoint = "read_ground", input = Json, output = Answer)]
pub async fn read_ground() -> Result<(Ground, Moment), Refused<Problem>> {
    let now = crate::session::moment();
    Ok((crate::session::store()?.ground(now).await?, now))
}

/// The ground, read once for a page.
#[must_use]
pub fn ground() -> wire::Read<Read<(Ground, Moment)>> {
    wire::read_first(|| (), |()| read_ground())
}

/// A page made of what the server answers; while a new answer is on its way the old one stays.
pub fn page_of<T>(
    read: wire::Read<Read<T>>,
    show: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let page = move || {
        let show = show.clone();
        Suspend::new(async move {
            match read.await {
                Ok(answer) => show(answer),
                Err(refused) => whole(view! { <FailurePage failure=refused.failure()/> }),
            }
        })
    };
    view! { <Transition fallback=|| ()>{page}</Transition> }
}
