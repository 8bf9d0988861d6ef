//! Alerts: what calls whoever is signed in, on a page of its own, beside a bell and, where it presses,
//! above every page of the desk until somebody has acknowledged it.

mod bell;
mod line;

pub use bell::{Banner, Bell, CallsLink};

use crate::ui::node::Node;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_location;
use markup::view;
use rules::access::Refusal;
use rules::alert::Alert;
use rules::id::RungId;
use rules::moment::Moment;
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use self::line::Line;
use crate::desk::once_read;
use crate::error::{Failure, Refused};
use crate::live;
use crate::routes;
use crate::ui::form::{Form, FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::page::{Opening, Page};
use crate::wire::{self, Answer};
use crate::words::{Key, text};

/// What stands above every desk page: the alerts of one member of staff, the pressing first, and how many
/// residents are to be called back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub alerts: Vec<Alert>,
    pub to_call: u32,
    pub now: Moment,
}

#[server(endpoint = "read_alerts", input = Json, output = Answer)]
pub async fn read_alerts() -> Result<List, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    Ok(List::of(&store, &staff, now).await?)
}

#[cfg(feature = "ssr")]
impl List {
    /// As it is now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(
        store: &store::Store,
        staff: &rules::access::Staff,
        now: Moment,
    ) -> Result<Self, store::Error> {
        let alerts = store.alerts(staff, now).await?;
        Ok(Self { alerts, to_call: store.count_calls_to_make(staff).await?, now })
    }
}

/// Somebody who was alerted has seen it: who and when goes on record, and all who were alerted with
/// them are told no more.
#[server(endpoint = "acknowledge_alert", input = Json, output = Answer)]
pub async fn acknowledge_alert(
    #[server(default)] rung: String,
    /// The page it was done on.
    #[server(default)]
    back: String,
) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    store.acknowledge(&RungId::new(rung), &staff, now).await?;
    let is_ours = routes::is_local(&back) && routes::Side::of(&back) == routes::Side::Desk;
    Ok(Next(if is_ours { back } else { routes::ALERTS.into() }))
}

/// The one list of a desk, shared by its bell, its banner and its page.
#[derive(Clone, Copy)]
pub struct Mine {
    list: RwSignal<List>,
    now: Signal<Moment>,
    form: Form<AcknowledgeAlert, Problem>,
    /// Where somebody who acknowledges stays.
    here: Memo<String>,
}

/// Provides it to all of the desk, as it was read with the page; read again whenever somebody is
/// called or has acknowledged.
pub fn provide_mine() {
    let list = RwSignal::new(wire::shared(read));
    let (form, _) = use_form::<AcknowledgeAlert, _>();
    let place = use_location();
    let here = Memo::new(move |_| {
        let (path, query) = (place.pathname.get(), place.search.get());
        if query.is_empty() { path } else { format!("{path}?{}", query.trim_start_matches('?')) }
    });
    let mine = Mine { list, now: live::ticking(move || list.with(|list| list.now)), form, here };
    provide_context(mine);
    follow(mine);
}

/// The button beside a rung that waits for whoever is signed in; nothing beside any other.
#[must_use]
pub fn acknowledge_here(rung: &RungId) -> Option<Node> {
    let mine = mine();
    let waits = mine.list.with(|list| list.alerts.iter().any(|alert| alert.rung == *rung));
    waits.then(|| line::acknowledge(mine, rung.as_str(), "button plain small"))
}

fn mine() -> Mine {
    use_context().expect("the desk provides its alerts")
}

#[cfg(feature = "ssr")]
fn read() -> List {
    crate::session::of_request().unwrap_or_default()
}

/// In the browser it arrives with the page.
#[cfg(not(feature = "ssr"))]
fn read() -> List {
    List::default()
}

fn follow(mine: Mine) {
    let again = live::again(read_alerts, move |answer| {
        if let Ok(read) = answer {
            mine.list.set(read);
        }
    });
    if let Some(live) = live::live() {
        live.listen(move |word| {
            if [live::ALERTS, live::CALLS, live::EVERYTHING].contains(&word.as_str()) {
                again.run(());
            }
        });
    }
    let accepted = mine.form.accepted();
    Effect::new(move || {
        if accepted.get().is_some() {
            again.run(());
        }
    });
    let refused = mine.form.refused();
    Effect::new(move || {
        if matches!(
            refused.get(),
            Some(Refused::Refusal(Refusal::NotFound) | Refused::Because(Failure::NotFound))
        ) {
            again.run(());
        }
    });
}

#[component]
pub fn AlertsPage() -> Node {
    let first = wire::read(|| (), |()| read_alerts());
    once_read(first, |list| view! { <Lines list/> })
}

#[component]
fn Lines(list: List) -> Node {
    let mine = mine();
    if mine.list.with_untracked(|known| known.alerts != list.alerts) {
        mine.list.set(list);
    }
    let empty = Memo::new(move |_| mine.list.with(|list| list.alerts.is_empty()));
    let lines = move || {
        let alerts = mine.list.with(|list| list.alerts.clone());
        alerts.into_iter().map(|alert| view! { <Line alert mine/> }).collect_view()
    };
    view! {
        <Page title=text(Key::AlertTitle)>
            <Opening title=Key::AlertTitle lead=Key::AlertLead>
                <FormFailure failure=mine.form.failure()/>
            </Opening>
            {move || empty.get().then(|| view! { <Empty/> })}
            <ol class="alerts" hidden=empty>{lines}</ol>
        </Page>
    }
}

#[component]
fn Empty() -> Node {
    view! {
        <div class="blank">
            {icon(Icon::Check)}
            <h2>{Key::AlertEmpty}</h2>
            <p>{Key::AlertEmptyAdvice}</p>
            <div class="row"><a class="button plain" href=routes::DESK>{Key::DeskToQueue}</a></div>
        </div>
    }
}
