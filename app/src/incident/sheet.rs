//! The page of one incident: what is known of it, what can be done now, what happened. On paper it is the file
//! of the incident with its report.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_params_map;
use markup::view;
use rules::incident::{Incident, IncidentDraft};
use rules::moment::Moment;
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use super::event::{numbers, timeline};
use super::forms::forms;
use super::{concerns, stage};
use crate::account::me;
use crate::desk::once_read;
use crate::error::Refused;
use crate::live;
use crate::routes;
use crate::say;
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node, part};
use crate::ui::page::Page;
use crate::ui::problems::ProblemSummary;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, spoken};

/// An incident, and when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    pub incident: Incident,
    pub now: Moment,
}

#[server(endpoint = "read_incident", input = Json, output = Answer)]
pub async fn read_incident(#[server(default)] number: String) -> Result<Read, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = numbered(&number)?;
    let post = crate::session::of_request().unwrap_or_default();
    Ok(Read { incident: store.incident(&number, &staff, post, now).await?, now })
}

#[cfg(feature = "ssr")]
fn numbered(text: &str) -> Result<rules::id::IncidentNumber, rules::access::Refusal> {
    rules::id::IncidentNumber::read(text).ok_or(rules::access::Refusal::NotFound)
}

/// Does one thing with it.
#[server(endpoint = "work_on_incident", input = Json, output = Answer)]
pub async fn work_on_incident(
    #[server(default)] number: String,
    #[server(default)] draft: IncidentDraft,
) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = numbered(&number)?;
    let work = draft.parse().map_err(|problems| Refused::Problems(problems.0))?;
    store.work_on_incident(&number, draft.version(), work, &staff, now).await?;
    Ok(Next(routes::incident(&number)))
}

#[component]
pub fn IncidentPage() -> Node {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number")).unwrap_or_default());
    let first = wire::read(move || number.get(), read_incident);
    once_read(first, |read| view! { <Whole read/> })
}

#[component]
fn Whole(read: Read) -> Node {
    let (form, typed) = use_form::<WorkOnIncident, _>();
    let typed = StoredValue::new(typed.map(|call| call.draft));
    let problems = form.problems(say::problem::problem);
    let number = read.incident.number.clone();
    let named = number.as_str().to_owned();
    let title = spoken(move || phrase::incident_of(&named));
    let read = RwSignal::new(read);
    let again = number.as_str().to_owned();
    let again = live::follow(move || read_incident(again.clone()), concerns, move |fresh| read.set(fresh));
    let accepted = form.accepted();
    Effect::new(move || {
        if accepted.get().is_some() {
            again.run(());
        }
    });
    // Only what was done makes the forms anew: what somebody types meanwhile stays.
    let version = Memo::new(move |_| read.with(|read| read.incident.state.version));
    let facts = part(move || read.with(|read| facts(&read.incident, read.now)));
    let work = part(move || {
        version.get();
        let typed = typed.try_update_value(Option::take).flatten();
        read.with_untracked(|read| forms(&read.incident, typed, form, problems))
    });
    let happened = part(move || read.with(|read| timeline(&read.incident, read.now)));
    view! {
        <Page title class="report dossier incident">
            <div class="sheets">
                <header>
                    <p class="no-print"><a class="back" href=routes::INCIDENTS>{icon(Icon::Back)}{Key::IncidentBack}</a></p>
                    <h1>{title}</h1>
                </header>
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
                {facts}
                {work}
                {happened}
            </div>
        </Page>
    }
}

fn facts(incident: &Incident, now: Moment) -> Node {
    let zone = incident.zone;
    let (seen, declared) = (incident.notice.seen, incident.declared);
    let seen = spoken(move || say::time::stamp(seen, zone));
    let declared = spoken(move || say::time::stamp(declared, zone));
    let fact = |name: Key, value: Node| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let contract: Vec<&str> = incident.contract.iter().map(|person| person.name.as_str()).collect();
    let contract = if contract.is_empty() {
        Key::IncidentContractNobody.into_node()
    } else {
        contract.join(" · ").into_node()
    };
    let buildings = if incident.buildings.is_empty() {
        Key::IncidentNoBuildings.into_node()
    } else {
        incident.buildings.join(" · ").into_node()
    };
    let members: Vec<_> = incident.members.iter().map(|member| member.number.clone()).collect();
    let members = if members.is_empty() { Key::IncidentMembersNone.into_node() } else { numbers(&members) };
    let reader = me().map(|me| me.name).unwrap_or_default();
    let printed = spoken(move || phrase::incident_printed(&reader, say::time::stamp(now, zone)));
    let whose = [incident.company.as_str(), incident.community_name.as_str()].join(" ");
    view! {
        <p class="row"><span class="badge">{stage(incident.state.stage)}</span>" "<span class="soft">{whose}</span></p>
        <p class="print-only soft">{printed}</p>
        <section class="stack">
            <h2>{Key::IncidentNotice}</h2>
            <dl class="facts">
                {fact(Key::IncidentSeen, seen.into_node())}
                {fact(Key::IncidentPlace, incident.notice.place.clone().into_node())}
                {fact(Key::IncidentBuildings, buildings)}
                {fact(Key::IncidentKind, say::kind(incident.kind).into_node())}
                {fact(Key::IncidentWhat, incident.notice.text.clone().into_node())}
                {fact(Key::IncidentPlan, incident.notice.plan.clone().into_node())}
                {fact(Key::IncidentBy, incident.by.name.clone().into_node())}
                {fact(Key::IncidentDeclared, declared.into_node())}
                {fact(Key::IncidentInCharge, incident.in_charge.name.clone().into_node())}
                {fact(Key::IncidentContract, contract)}
                {fact(Key::IncidentMembers, members)}
            </dl>
        </section>
    }
}
