//! `/desk/new`: a complaint taken down while its complainant is on the phone (handbook I1, I2, I6).

mod caller;
mod fields;
mod likely;
mod rows;
pub mod taken;
mod typing;

use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use markup::view;
use rules::call::Call;
use rules::complaint::{Draft, Ground};
use rules::contact::Region;
use rules::intake::IntakeDraft;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;
use serde::{Deserialize, Serialize};
use web_sys::KeyboardEvent;

use self::caller::caller;
use self::fields::Fields;
pub use self::fields::communities;
use self::likely::likely;
use self::typing::Typing;
use crate::desk::once_read;
use crate::error::Refused;
use crate::routes;
use crate::say;
use crate::ui::effect::effect;
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::node::Node;
use crate::ui::once::Once;
use crate::ui::page::{Opening, Page};
use crate::ui::problems::{ProblemSummary, title_with};
use crate::wire::{self, Answer};
use crate::words::{Key, spoken};

/// What the form is made of, and when it was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Of the communities whose complaints its reader handles.
    pub ground: Ground,
    /// The call it is taken over from.
    pub call: Option<Call>,
    pub now: Moment,
}

#[server(endpoint = "read_intake", input = Json, output = Answer)]
pub async fn read_intake(#[server(default)] call: String) -> Result<Reading, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let ground = ground_of(&store, &staff, now).await?;
    let call = match call.as_str() {
        "" => None,
        id => Some(store.call(&rules::id::CallId::new(id), &staff, now).await?),
    };
    Ok(Reading { ground, call, now })
}

/// What was taken down is filed once however often it is posted.
#[server(endpoint = "take_down", input = Json, output = Answer)]
pub async fn take_down(
    #[server(default)] draft: Draft,
    #[server(default)] intake: IntakeDraft,
) -> Result<Next, Refused<Problem>> {
    use rules::intake::Entry;
    let (staff, store, now) = crate::account::at_desk()?;
    let ground = ground_of(&store, &staff, now).await?;
    let entry = intake.entered(&draft, &ground).map_err(|problems| Refused::Problems(problems.0))?;
    Ok(Next(match entry {
        Entry::Complaint(intake) => routes::taken(&store.take_down(*intake, &staff, now).await?.number),
        Entry::Call(heard) => {
            store.note_call(heard, &staff, now).await?;
            crate::call::noted()
        }
    }))
}

/// Nothing to choose from is nothing to do here.
#[cfg(feature = "ssr")]
async fn ground_of(
    store: &store::Store,
    staff: &rules::access::Staff,
    now: Moment,
) -> Result<Ground, Refused<Problem>> {
    use rules::access::{Refusal, Want};
    let ground = store.ground(now).await?.within(&staff.communities(Want::Handle));
    if ground.communities.is_empty() { Err(Refusal::NotYours.into()) } else { Ok(ground) }
}

#[component]
pub fn IntakePage() -> Node {
    let asked = use_query_map();
    let call = Memo::new(move |_| asked.with(|query| query.get("call")).unwrap_or_default());
    let first = wire::read(move || call.get(), read_intake);
    once_read(first, |reading| view! { <Whole reading/> })
}

#[component]
fn Whole(reading: Reading) -> Node {
    let Reading { ground, call, now } = reading;
    let zone = ground.promises.first().map_or(Zone::CHINA, |promise| promise.zone);
    let (form, typed) = use_form::<TakeDown, _>();
    let came_back = typed.is_some();
    let start = typed.unwrap_or_else(|| begun(call));
    let problems = form.problems(say::problem::problem);
    let typing = Typing::new(StoredValue::new(ground.clone()));
    let place = NodeRef::<html::Form>::new();
    effect(move || {
        if let Some(place) = place.get() {
            typing.read(&place);
        }
    });
    let on_input = move |_| {
        if let Some(place) = place.get_untracked() {
            typing.read(&place);
        }
    };
    let check = move |call: &TakeDown| typing.check(call).map(Refused::Problems);
    let (calls, whose) = caller(typing, place, now, zone);
    let same = likely(typing, &start.intake.with, now, zone);
    let fields = Fields { ground: &ground, start: &start, problems, is_first: !came_back }.whole(whose, same);
    let key = start.draft.key;
    let pending = form.pending();
    let words = spoken(move || if pending.get() { Key::ComplaintSending } else { Key::IntakeSend }.into());
    let busy = move || pending.get().then_some("true");
    view! {
        <Page title=title_with(problems, Key::IntakeTitle) class="page region narrow">
            <Opening title=Key::IntakeTitle lead=Key::IntakeLead>
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
            </Opening>
            <form
                class="form intake"
                method="post"
                action=routes::INTAKE
                novalidate
                node_ref=place
                on:input=on_input
                on:keydown=send_by_key
                on:submit=form.submit_unless(check)
            >
                <Once name="draft[key]" key/>
                <input type="hidden" name="intake[call]" value=start.intake.call.clone()/>
                {fields}
                <div class="act for-complaint"><button class="button" aria-busy=busy>{words}</button></div>
                <div class="act for-call"><button class="button" aria-busy=busy>{Key::IntakeNote}</button></div>
            </form>
            {calls}
        </Page>
    }
}

/// With what was said in a call, or as the call before it: on the same way, in the same community.
fn begun(call: Option<Call>) -> TakeDown {
    if let Some(Call { id, community, said, .. }) = call {
        let draft = Draft {
            community: community.as_str().to_owned(),
            text: said.text,
            name: said.name,
            phone: said.phone.map(|phone| phone.shown(Region::Mainland)).unwrap_or_default(),
            place: said.place,
            ..Draft::default()
        };
        let intake = IntakeDraft { call: id.as_str().to_owned(), ..IntakeDraft::default() };
        return TakeDown { draft, intake };
    }
    let asked = use_query_map();
    let query = |name| asked.with_untracked(|query| query.get(name)).unwrap_or_default();
    let draft = Draft { community: query("community"), ..Draft::default() };
    TakeDown { draft, intake: IntakeDraft { channel: query("channel"), ..IntakeDraft::default() } }
}

/// Ctrl+Enter sends, wherever the focus is.
fn send_by_key(event: KeyboardEvent) {
    use web_sys::HtmlFormElement;
    use web_sys::wasm_bindgen::JsCast;
    if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    event.prevent_default();
    let form = event.current_target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        let _ = form.request_submit();
    }
}
