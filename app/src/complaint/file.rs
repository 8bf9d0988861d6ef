//! `/complaints/new`: one page and one post.

pub mod asked;
pub mod parts;
mod typing;

use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::complaint::{CommunitySign, Draft, Ground};
use rules::moment::Moment;
use rules::policy::Promise;
use rules::problem::Problem;

use self::parts::Parts;
use self::typing::Typing;
use super::outlook::Outlook;
use super::photos::Photos;
use crate::error::Refused;
use crate::now::going_on;
use crate::session::{self, Hotline};
use crate::start::danger;
use crate::ui::effect::effect;
use crate::ui::form::{Form, FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::kept::Kept;
use crate::ui::node::Node;
use crate::ui::once::Once;
use crate::ui::page::Page;
use crate::ui::problems::{ProblemSummary, Problems, title_with};
use crate::wire::Answer;
use crate::words::{Key, phrase, spoken};
use crate::{routes, say};

/// What the resident filed is stored once however often it is posted; she goes on to her receipt.
#[server(endpoint = "file_complaint", input = Json, output = Answer)]
pub async fn file_complaint(#[server(default)] draft: Draft) -> Result<Next, Refused<Problem>> {
    use super::photos::{not_kept, with};
    use crate::session;
    let (store, now) = (session::store()?, session::moment());
    let wrong = not_kept(&store, &draft.photos, &draft.key).await?;
    let filing = with(draft.filed(&store.ground(now).await?), wrong)?;
    let filed = store.file_complaint(filing, session::language(), now).await?;
    Ok(Next(routes::receipt(&filed.link)))
}

/// Consent is given anew each time, and photos are kept for a day only.
pub const KEPT: Kept = Kept { place: "complaint", except: &["draft[notice]", "draft[photos][]"] };

type FileForm = Form<FileComplaint, Problem>;

#[component]
pub fn FileComplaintPage(
    ground: Ground,
    now: Moment,
    /// The code of the one chosen beforehand, or nothing.
    community: String,
) -> Node {
    let (form, typed) = use_form::<FileComplaint, _>();
    // Whether it was posted without scripts and refused.
    let came_back = typed.is_some();
    let start = typed.map_or_else(|| Draft { community, ..Draft::default() }, |call| call.draft);
    let summary = form.problems(say::problem::problem);
    let photos = Photos::new("draft[photos][]", &start.photos);
    let typing = Typing::new(form, StoredValue::new(ground.clone()));
    let chosen: Signal<String> = typing.community(start.community.clone()).into();
    let danger = danger(&ground.communities, chosen);
    call_the_chosen(ground.communities.clone(), &start.community, chosen);
    let promise = promise(&ground, chosen);
    let outlook = Outlook::new(typing.draft_or(start.clone()), promise, going_on(now));
    let place = NodeRef::<html::Form>::new();
    let restored = RwSignal::new(false);
    effect(move || {
        if let Some(place) = place.get() {
            let is_restored = !came_back && KEPT.bring_back(&place);
            if is_restored {
                asked::fold(&place);
            }
            restored.set(is_restored);
            typing.read(&place);
        }
    });
    effect(move || {
        if form.accepted().get().is_some() {
            KEPT.forget();
        }
    });
    let on_input = move |_| {
        if let Some(place) = place.get_untracked() {
            typing.read(&place);
            KEPT.keep(&place);
        }
    };
    let check = move |call: &FileComplaint| typing.check(&call.draft).map(Refused::Problems);
    let (submit, waiting) = photos.before(place, form.submit_unless(check));
    let parts = Parts { ground: &ground, start: &start, problems: typing.problems(), typing, photos };
    let fields = parts.whole();
    view! {
        <Page title=title_with(summary, Key::ComplaintTitle)>
            {opening(form, summary)}
            {danger}
            {told(restored)}
            <form
                class="form"
                method="post"
                action=routes::FILE_COMPLAINT
                enctype="multipart/form-data"
                novalidate
                node_ref=place
                on:input=on_input
                on:focusout=move |event| typing.leave(&event)
                on:submit=submit
            >
                <div>
                    <Once name="draft[key]" key=start.key.clone()/>
                    {fields}
                </div>
                {outlook.whole()}
                <div class="act">
                    {outlook.summary()}
                    {waiting}
                    {send_button(form)}
                </div>
            </form>
        </Page>
    }
}

/// The foot of the page follows the community that is chosen.
fn call_the_chosen(signs: Vec<CommunitySign>, start: &str, chosen: Signal<String>) {
    let call = move |chosen: &str| {
        if let Some(sign) = signs.iter().find(|sign| sign.id.as_str() == chosen) {
            session::call_at(Hotline::of(sign));
        }
    };
    call(start);
    effect(move || chosen.with(|chosen| call(chosen)));
}

/// What the community that is chosen promises; before one is, the first.
fn promise(ground: &Ground, chosen: Signal<String>) -> Memo<Option<Promise>> {
    let ids = ground.communities.iter().map(|sign| sign.id.as_str().to_owned());
    let all: Vec<(String, Promise)> = ids.zip(ground.promises.iter().cloned()).collect();
    Memo::new(move |_| {
        let chosen = chosen.with(|chosen| all.iter().find(|(id, _)| id == chosen));
        chosen.or(all.first()).map(|(_, promise)| promise.clone())
    })
}

fn opening(form: FileForm, summary: Problems) -> Node {
    view! {
        <div class="opening">
            <a class="back" href=routes::START>{icon(Icon::Back)}{Key::UiBack}</a>
            <ProblemSummary problems=summary/>
            <FormFailure failure=form.failure()/>
            <h1>{Key::ComplaintTitle}</h1>
            <p class="lead">{Key::ComplaintLead}</p>
        </div>
    }
}

/// What is kept on this device is always said, with the way to be rid of it.
fn told(restored: RwSignal<bool>) -> Node {
    let words = spoken(move || {
        if restored.get() { Key::ComplaintKeptRestored } else { Key::ComplaintKeptSaving }.into()
    });
    let again = move |_| {
        KEPT.forget();
        let _ = window().location().set_href(routes::FILE_COMPLAINT);
    };
    view! {
        <p class="faint scripted" role="status">
            {words}" "
            <button type="button" class="quiet" on:click=again>{Key::ComplaintKeptAgain}</button>
        </p>
    }
}

fn send_button(form: FileForm) -> Node {
    let pending = form.pending();
    let words = spoken(move || if pending.get() { Key::ComplaintSending } else { Key::ComplaintSend }.into());
    let busy = move || pending.get().then_some("true");
    view! { <button class="button" aria-busy=busy>{words}</button> }
}

/// How much room is left under a text, once scripts run; before that, how much there is.
fn counter(typed: Signal<Option<usize>>, max: usize) -> Node {
    let words = spoken(move || match typed.get() {
        None => phrase::complaint_chars_max(max),
        Some(chars) if chars > max => phrase::complaint_chars_over(chars - max),
        Some(chars) => phrase::complaint_chars_left(max - chars),
    });
    view! { <p class="counter">{words}</p> }
}
