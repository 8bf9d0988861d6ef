//! `/desk/calls`: who is to be called back, then everything that was said on the phone (handbook I3, I6).

mod line;
mod log;
pub mod pass_on;

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use markup::view;
use rules::call::{Call, Log};
use rules::id::CallId;
use rules::moment::Moment;
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use self::line::line;
use self::log::days;
use crate::desk::once_read;
use crate::error::Refused;
use crate::live;
use crate::queue::Signs;
use crate::routes;
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::keys::use_keys;
use crate::ui::node::{IntoNode, Node, other, part};
use crate::ui::notice::{Notice, Tone};
use crate::ui::page::{Opening, Page};
use crate::wire::{self, Answer};
use crate::words::{Key, text};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calls {
    /// Who is to be called back, the first to be due first.
    pub waiting: Vec<Call>,
    pub log: Log,
    pub signs: Signs,
    pub now: Moment,
}

/// What is asked of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    mine: bool,
    before: String,
}

#[server(endpoint = "read_calls", input = Json, output = Answer)]
pub async fn read_calls(
    #[server(default)] mine: bool,
    #[server(default)] before: String,
) -> Result<Calls, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    if staff.communities(rules::access::Want::Handle).is_empty() {
        return Err(rules::access::Refusal::NotYours.into());
    }
    let before = (!before.is_empty()).then(|| CallId::new(before));
    Ok(Calls {
        waiting: store.calls_to_make(&staff, now).await?,
        log: store.call_log(&staff, mine, before.as_ref(), now).await?,
        signs: crate::queue::signs(&store, &staff, now).await?,
        now,
    })
}

/// Somebody calls back, has called, or has called in vain: who did it and when is kept with the call.
#[server(endpoint = "call_back", input = Json, output = Answer)]
pub async fn call_back(
    #[server(default)] call: String,
    #[server(default)] act: String,
    #[server(default)] answer: String,
) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let act = rules::call::CallAct::from_code(&act).ok_or(crate::error::Failure::Malformed)?;
    let answer: String = answer.trim().chars().take(rules::limits::TEXT_CHARS_MAX).collect();
    store.call_back(&CallId::new(call), act, &answer, &staff, now).await?;
    Ok(Next(routes::CALLS.into()))
}

/// The page after something was noted at `/desk/new`.
#[must_use]
pub fn noted() -> String {
    format!("{}?done=noted", routes::CALLS)
}

#[component]
pub fn CallsPage() -> Node {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| Asked {
            mine: query.get("show").is_some_and(|show| show == "mine"),
            before: query.get("before").unwrap_or_default(),
        })
    });
    let first = wire::read(move || asked.get(), |asked| read_calls(asked.mine, asked.before));
    once_read(first, move |calls| view! { <Whole calls asked=asked.get_untracked()/> })
}

const KEYS: [(&str, Key); 1] = [("n", Key::QueueKeysTake)];

#[component]
fn Whole(calls: Calls, asked: Asked) -> Node {
    let calls = RwSignal::new(calls);
    let now = live::ticking(move || calls.with(|calls| calls.now));
    let (form, _) = use_form::<CallBack, _>();
    follow(calls, &asked, form.accepted());
    let keys = use_keys(&KEYS, |key| key == "n" && window().location().set_href(routes::INTAKE).is_ok());
    let noted = use_query_map().with_untracked(|query| query.get("done")).is_some();
    let empty = Memo::new(move |_| calls.with(|calls| calls.waiting.is_empty()));
    let lines = leptos::view! {
        <For
            each=move || calls.with(|calls| calls.waiting.clone())
            key=|call| call.id.clone()
            children=move |call| line(call, calls, now, form)
        />
    };
    let done = noted.then(|| view! { <Notice mark=Icon::Check tone=Tone::Settled title=Key::CallNoted/> });
    let log = part(move || calls.with(|calls| days(calls, now.get_untracked())));
    let next = part(move || calls.with(|calls| calls.log.next.as_ref().map(|next| older(next, asked.mine))));
    view! {
        <Page title=text(Key::CallTitle) class="page region">
            <Opening title=Key::CallTitle lead=Key::CallLead>
                {done}
                <FormFailure failure=form.failure()/>
            </Opening>
            <div class="row"><a class="button" href=routes::INTAKE>{icon(Icon::Phone)}{Key::IntakeTakenNext}</a></div>
            <h2 id="waiting">{Key::CallWaiting}</h2>
            {move || empty.get().then(nobody)}
            <ol class="tell" hidden=empty aria-labelledby="waiting">{other(lines)}</ol>
            <h2>{Key::CallLog}</h2>
            {views(asked.mine)}
            <div class="call-log">{log}</div>
            {next}
            {keys}
        </Page>
    }
}

/// Reads again after each press, and whenever a call has come or gone.
fn follow(calls: RwSignal<Calls>, asked: &Asked, accepted: Signal<Option<Next>>) {
    let Asked { mine, before } = asked.clone();
    let concerns = |word: &str| word == live::CALLS || word == live::EVERYTHING;
    let again = live::follow(move || read_calls(mine, before.clone()), concerns, move |read| calls.set(read));
    Effect::new(move || {
        if accepted.get().is_some() {
            again.run(());
        }
    });
}

fn address(mine: bool) -> String {
    if mine { format!("{}?show=mine", routes::CALLS) } else { routes::CALLS.to_owned() }
}

/// Of everybody, or mine alone.
fn views(mine: bool) -> Node {
    let link = |to: bool, words: Key| {
        let current = (to == mine).then_some("page");
        view! { <a href=address(to) aria-current=current>{words}</a> }
    };
    view! { <nav class="views" aria-label=Key::CallLog>{link(false, Key::CallAll)}{link(true, Key::CallMine)}</nav> }
}

fn older(next: &CallId, mine: bool) -> Node {
    let address = address(mine);
    let joined = if mine { '&' } else { '?' };
    let href = format!("{address}{joined}before={}", routes::encode(next.as_str()));
    view! { <p class="row"><a class="button plain" href=href>{Key::CallOlder}</a></p> }
}

fn nobody() -> Node {
    view! { <p class="soft">{Key::CallNobody}</p> }.into_node()
}
