//! `/desk/pass-on`: any employee passes on what a resident said, with name and phone, in twenty seconds
//! (handbook I10). It loads no program: the browser itself posts the form, and shows it empty again.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use markup::view;
use rules::call::CallDraft;
use rules::complaint::Ground;
use rules::problem::{Field as Named, Problem};

use crate::desk::once_read;
use crate::error::Refused;
use crate::intake::communities;
use crate::routes;
use crate::say;
use crate::ui::field::{Field, Label};
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::icon::Icon;
use crate::ui::node::Node;
use crate::ui::notice::{Notice, Tone};
use crate::ui::once::Once;
use crate::ui::page::{Opening, Page};
use crate::ui::problems::{ProblemSummary, title_with};
use crate::ui::text_area::TextArea;
use crate::wire::{self, Answer};
use crate::words::Key;

const TEXT: Label = Label::new(Named::Text.code(), Key::CallPassOnText);
const NAME: Label = Label::new(Named::Name.code(), Key::CallPassOnName);
const PHONE: Label = Label::new(Named::Phone.code(), Key::ProblemFieldPhone);
const PLACE: Label = Label::new(Named::Place.code(), Key::ProblemFieldPlace).optional();

/// Of the communities its reader works in.
#[server(endpoint = "read_pass_on", input = Json, output = Answer)]
pub async fn read_pass_on() -> Result<Ground, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    ground_of(&store, &staff, now).await
}

/// What was passed on is kept once however often it is posted.
#[server(endpoint = "pass_on", input = Json, output = Answer)]
pub async fn pass_on(#[server(default)] draft: CallDraft) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let ground = ground_of(&store, &staff, now).await?;
    let heard = draft.to_call_back(&ground).map_err(|problems| Refused::Problems(problems.0))?;
    store.pass_on(heard, &staff, now).await?;
    Ok(Next(format!("{}?done=passed_on", routes::PASS_ON)))
}

#[cfg(feature = "ssr")]
async fn ground_of(
    store: &store::Store,
    staff: &rules::access::Staff,
    now: rules::moment::Moment,
) -> Result<Ground, Refused<Problem>> {
    use rules::access::{Refusal, Want};
    let ground = store.ground(now).await?.within(&staff.communities(Want::PassOn));
    if ground.communities.is_empty() { Err(Refusal::NotYours.into()) } else { Ok(ground) }
}

#[component]
pub fn PassOnPage() -> Node {
    let first = wire::read(|| (), |()| read_pass_on());
    once_read(first, |ground| view! { <Whole ground/> })
}

#[component]
fn Whole(ground: Ground) -> Node {
    let (form, typed) = use_form::<PassOn, _>();
    let is_done = typed.is_none() && use_query_map().with_untracked(|query| query.get("done")).is_some();
    let draft = typed.map(|call| call.draft).unwrap_or_default();
    let problems = form.problems(say::problem::problem);
    let done =
        is_done.then(|| view! { <Notice mark=Icon::Check tone=Tone::Settled title=Key::CallPassOnDone/> });
    view! {
        <Page title=title_with(problems, Key::CallPassOnTitle) class="page region narrow">
            <Opening title=Key::CallPassOnTitle lead=Key::CallPassOnLead>
                <div role="status">{done}</div>
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
            </Opening>
            <form class="form pass-on" method="post" action=routes::PASS_ON novalidate>
                <Once name="draft[key]" key=draft.key/>
                {communities(&ground.communities, &draft.community)}
                <TextArea label=TEXT name="draft[text]" problems value=draft.text rows=3/>
                <Field label=NAME name="draft[name]" problems value=draft.name autocomplete="off"/>
                <Field label=PHONE name="draft[phone]" problems value=draft.phone r#type="tel" autocomplete="off"/>
                <Field label=PLACE name="draft[place]" problems value=draft.place autocomplete="off"/>
                <div class="act"><button class="button">{Key::CallPassOnSend}</button></div>
            </form>
        </Page>
    }
}
