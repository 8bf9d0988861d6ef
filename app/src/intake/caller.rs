//! Whose number it is: what she filed before, to say that the call is about it, and what is known of her.

use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;
use markup::view;
use rules::intake::Caller;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;
use rules::queue::QueueRow;
use rules::work::WorkAct;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};

use super::rows::row;
use super::typing::{Typing, when_still};
use crate::error::Refused;
use crate::routes;
use crate::ui::node::{Node, part};
use crate::ui::once::Once;
use crate::wire::Answer;
use crate::words::{Key, Phrase, phrase};

/// Whoever filed with this number before; asked by post, so that no number stands in an address. What is
/// shown is on record as looked at.
#[server(endpoint = "find_caller", input = Json, output = Answer)]
pub async fn find_caller(#[server(default)] phone: String) -> Result<Option<Caller>, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let ground = super::ground_of(&store, &staff, now).await?;
    let Some(phone) = ground.phone(&phone) else { return Ok(None) };
    Ok(store.caller(&phone, &staff, now).await?)
}

/// What was found, and for which number.
type Found = Option<(String, Option<Caller>)>;

/// The forms that say what the call is about, which stand beside the large one, and what stands in it.
pub fn caller(typing: Typing, place: NodeRef<html::Form>, now: Moment, zone: Zone) -> (Node, Node) {
    let (phone, found) = (typing.phone(), RwSignal::<Found>::new(None));
    when_still(phone, move |wanted| {
        let Some(wanted) = wanted else { return found.set(None) };
        spawn_local(async move {
            let Ok(caller) = find_caller(wanted.clone()).await else { return };
            // Another number may have been typed meanwhile.
            if phone.try_get_untracked().flatten().as_ref() != Some(&wanted) {
                return;
            }
            if let (Some(caller), Some(form)) = (&caller, place.get_untracked()) {
                fill(&form, caller);
                typing.read(&form);
            }
            found.set(Some((wanted, caller)));
        });
    });
    let calls = part(move || {
        let forms = |row: &QueueRow| call_form(row, typing);
        found.with(|found| open(found).map(forms).collect::<Vec<Node>>())
    });
    let told = part(move || found.with(told).map(|words| view! { <span>{words}</span> }));
    let whose = part(move || found.with(|found| caller_of(found).map(|caller| shown(caller, now, zone))));
    let whose = view! {
        <p class="faint" role="status">{told}</p>
        {whose}
    };
    (calls, whose)
}

fn caller_of(found: &Found) -> Option<&Caller> {
    found.as_ref().and_then(|(_, caller)| caller.as_ref())
}

fn open(found: &Found) -> impl Iterator<Item = &QueueRow> {
    let matters = caller_of(found).map(|caller| &caller.matters[..]);
    matters.unwrap_or_default().iter().filter(|row| row.stage.is_open())
}

/// What was found, in a line that is read out as it comes.
fn told(found: &Found) -> Option<Phrase> {
    let (_, caller) = found.as_ref()?;
    Some(match caller {
        None => Key::IntakeMattersNone.into(),
        Some(caller) => phrase::intake_matters_many(caller.matters.len()),
    })
}

fn shown(caller: &Caller, now: Moment, zone: Zone) -> Node {
    let filled = (!caller.name.is_empty() || !caller.home.is_empty())
        .then(|| view! { <p class="faint">{Key::IntakeFilled}</p> });
    let rows: Vec<Node> = caller.matters.iter().map(|one| row(one, now, zone, calls_about(one))).collect();
    view! {
        <section class="found">
            <h2>{Key::IntakeMatters}</h2>
            {filled}
            <ul>{rows}</ul>
        </section>
    }
}

fn calls_about(row: &QueueRow) -> Node {
    if !row.stage.is_open() {
        return Node::nothing();
    }
    view! { <button class="button plain" form=form_id(row)>{Key::IntakeCallsAbout}</button> }
}

fn form_id(row: &QueueRow) -> String {
    format!("call-{}", row.number.as_str())
}

/// Records her second contact and goes to the complaint; what was written so far goes along.
fn call_form(row: &QueueRow, typing: Typing) -> Node {
    let said = typing.said();
    let number = row.number.as_str().to_owned();
    view! {
        <form id=form_id(row) method="post" action=routes::complaint_at_desk(&row.number)>
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="work[act]" value=WorkAct::Contacted.code()/>
            <input type="hidden" name="work[channel]" value=move || said.get().1/>
            <input type="hidden" name="work[text]" value=move || said.get().0/>
            <Once name="work[key]"/>
        </form>
    }
}

/// Fills in what is known of her and not typed yet; it can be changed as anything else can.
fn fill(form: &HtmlFormElement, caller: &Caller) {
    for (name, value) in [("draft[name]", &caller.name), ("draft[home]", &caller.home)] {
        let field = form.query_selector(&format!("[name=\"{name}\"]")).ok().flatten();
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field.filter(|field| field.value().is_empty()) {
            field.set_value(value);
        }
    }
    let communities = format!("[name=\"draft[community]\"][value=\"{}\"]", caller.community.as_str());
    let is_chosen = form.query_selector("[name=\"draft[community]\"]:checked").ok().flatten().is_some();
    let one = form.query_selector(&communities).ok().flatten();
    if let Some(one) = one.and_then(|one| one.dyn_into::<HtmlInputElement>().ok()).filter(|_| !is_chosen) {
        one.set_checked(true);
    }
}
