//! The first notice: when, where, what is seen, what is done so far, and who will be in charge.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use markup::view;
use rules::incident::{Act, CommunityGround, DeclareDraft, Ground, Listed, Origin};
use rules::kind::Kind;
use rules::moment::Moment;
use rules::problem::{Field as Named, Problem};
use serde::{Deserialize, Serialize};

use crate::desk::once_read;
use crate::error::Refused;
use crate::routes;
use crate::say;
use crate::ui::field::{Field, Label, Labelled};
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::node::Node;
use crate::ui::once::Once;
use crate::ui::page::{Opening, Page};
use crate::ui::problems::{ProblemSummary, Problems, title_with};
use crate::ui::text_area::TextArea;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, spoken};

const KIND: Label = Label::new(Named::Kind.code(), Key::IncidentKind);
const SEEN: Label = Label::new(Named::Seen.code(), Key::IncidentSeen).hint(Key::IncidentSeenHint);
const PLACE: Label = Label::new(Named::Place.code(), Key::IncidentPlace);
const TEXT: Label = Label::new(Named::Text.code(), Key::IncidentWhat);
const PLAN: Label = Label::new(Named::Plan.code(), Key::IncidentPlan);
const IN_CHARGE: Label = Label::new(Named::InCharge.code(), Key::IncidentInCharge);

/// What the form is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub ground: Ground,
    /// Those that go on, to add a complaint to instead.
    pub open: Vec<Listed>,
    pub now: Moment,
}

#[server(endpoint = "read_incident_ground", input = Json, output = Answer)]
pub async fn read_incident_ground(#[server(default)] from: String) -> Result<Start, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let from = rules::id::ComplaintNumber::read(&from);
    let ground = store.incident_ground(from.as_ref(), &staff, now).await?;
    let mut open = store.incidents(&staff, now).await?;
    open.retain(|one| one.stage != rules::incident::Stage::Closed && ground.from.is_some());
    Ok(Start { ground, open, now })
}

/// Declares it, and leads to its page.
#[server(endpoint = "declare_incident", input = Json, output = Answer)]
pub async fn declare_incident(#[server(default)] draft: DeclareDraft) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let community = rules::id::CommunityId::new(draft.community.as_str());
    let mut read = store.read().await?;
    let (sign, zone) = (read.community(&community).await?, read.terms_of(&community, now).await?.zone);
    drop(read);
    let declaring = draft.parse(&sign, zone, now).map_err(|problems| Refused::Problems(problems.0))?;
    let number = store.declare_incident(&community, declaring, &staff, now).await?;
    Ok(Next(routes::incident(&number)))
}

#[component]
pub fn DeclarePage() -> Node {
    let query = use_query_map();
    let from = Memo::new(move |_| query.with(|query| query.get("from")).unwrap_or_default());
    let first = wire::read(move || from.get(), read_incident_ground);
    once_read(first, |start| view! { <Whole start/> })
}

#[component]
fn Whole(start: Start) -> Node {
    let (form, typed) = use_form::<DeclareIncident, _>();
    let problems = form.problems(say::problem::problem);
    let asked = use_query_map().with_untracked(|query| query.get("community")).unwrap_or_default();
    let Start { ground, open, now } = start;
    let typed = typed.map_or_else(|| begun(&ground, &asked, now), |call| call.draft);
    let here = ground.communities.iter().find(|one| one.sign.id.as_str() == typed.community);
    let here = here.or_else(|| ground.communities.first()).cloned();
    let Some(here) = here else { return Node::nothing() };
    let from = ground.from.as_ref().map(|from| origin(from, &open));
    let tabs = (ground.from.is_none() && ground.communities.len() > 1).then(|| tabs(&ground, &here));
    view! {
        <Page title=title_with(problems, Key::IncidentDeclare) class="page region narrow">
            <Opening title=Key::IncidentDeclare lead=Key::IncidentDeclareLead>
                <p><a class="back" href=routes::INCIDENTS>{icon(Icon::Back)}{Key::IncidentBack}</a></p>
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
            </Opening>
            {tabs}
            {from}
            <form class="stack" method="post" action=routes::INCIDENT_NEW on:submit=form.submit()>
                <Once name="draft[key]" key=typed.key.clone()/>
                <input type="hidden" name="draft[community]" value=here.sign.id.as_str().to_owned()/>
                <input type="hidden" name="draft[from]" value=typed.from.clone()/>
                {fields(&here, typed, problems)}
                <div class="row"><button class="button">{icon(Icon::Alert)}{Key::IncidentDeclareSend}</button></div>
            </form>
        </Page>
    }
}

fn fields(here: &CommunityGround, typed: DeclareDraft, problems: Problems) -> Node {
    let kinds: Vec<Node> = Kind::ALL
        .iter()
        .map(|kind| {
            let chosen = kind.code() == typed.kind;
            view! { <option value=kind.code() selected=chosen>{say::kind(*kind)}</option> }
        })
        .collect();
    let heads: Vec<Node> = here
        .heads
        .iter()
        .map(|person| {
            let chosen = person.id.as_str() == typed.in_charge;
            view! {
                <option value=person.id.as_str().to_owned() selected=chosen>
                    {person.name.clone()}" · "{say::department(person.department)}
                </option>
            }
        })
        .collect();
    view! {
        <Field label=SEEN name="draft[seen]" problems value=typed.seen.clone() r#type="datetime-local"/>
        <Field label=PLACE name="draft[place]" problems value=typed.place.clone()/>
        {buildings(here, &typed)}
        <Labelled label=KIND problems>
            <select class="select" id=KIND.id name="draft[kind]"><option value="">{Key::IncidentChoose}</option>{kinds}</select>
        </Labelled>
        <TextArea label=TEXT name="draft[text]" problems value=typed.text rows=3/>
        <TextArea label=PLAN name="draft[plan]" problems value=typed.plan rows=3/>
        <Labelled label=IN_CHARGE problems>
            <select class="select" id=IN_CHARGE.id name="draft[in_charge]"><option value="">{Key::IncidentChoose}</option>{heads}</select>
        </Labelled>
    }
}

/// Their names are the community's own.
fn buildings(here: &CommunityGround, typed: &DeclareDraft) -> Node {
    let inputs: Vec<Node> = here
        .sign
        .buildings
        .iter()
        .enumerate()
        .map(|(at, building)| {
            let id = if at == 0 { Named::Buildings.code().to_owned() } else { format!("buildings-{at}") };
            let value = building.id.as_str().to_owned();
            let ticked = typed.buildings.contains(&value);
            view! {
                <label class="choice">
                    <input id=id type="checkbox" name="draft[buildings][]" value=value checked=ticked/>
                    <span>{building.name.clone()}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="group">
            <legend>{Key::IncidentBuildings}</legend>
            <p class="hint">{Key::IncidentBuildingsHint}</p>
            <div class="choices pairs">{inputs}</div>
        </fieldset>
    }
}

/// What the form starts with: of the complaint it is declared from, or here and now.
fn begun(ground: &Ground, community: &str, now: Moment) -> DeclareDraft {
    let local = |moment: Moment, id: &str| {
        let zone = ground.communities.iter().find(|one| one.sign.id.as_str() == id).map(|one| one.zone);
        zone.map(|zone| moment.local(zone).format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
    };
    match &ground.from {
        Some(from) => DeclareDraft {
            community: from.community.as_str().to_owned(),
            from: from.number.as_str().to_owned(),
            kind: from.kind.code().to_owned(),
            buildings: from.building.iter().cloned().collect(),
            seen: local(from.received, from.community.as_str()),
            place: from.place.clone(),
            ..DeclareDraft::default()
        },
        None => {
            let first = ground.communities.first().map_or("", |one| one.sign.id.as_str());
            let community = if community.is_empty() { first } else { community };
            DeclareDraft {
                community: community.to_owned(),
                seen: local(now, community),
                ..DeclareDraft::default()
            }
        }
    }
}

/// The complaint it comes from, and the incidents it could belong to instead: one button each.
fn origin(from: &Origin, open: &[Listed]) -> Node {
    let (number, many) = (from.number.as_str().to_owned(), from.members);
    let words = spoken(move || phrase::incident_from(&number, many));
    let others: Vec<Node> = open
        .iter()
        .map(|one| {
            let named = one.number.as_str().to_owned();
            let words = spoken(move || phrase::incident_add_to(&named));
            view! {
                <form method="post" action=routes::incident(&one.number)>
                    <input type="hidden" name="number" value=one.number.as_str().to_owned()/>
                    <input type="hidden" name="draft[act]" value=Act::Add.code()/>
                    <input type="hidden" name="draft[with]" value=from.number.as_str().to_owned()/>
                    <button class="button plain small">{words}</button>" "{one.notice.place.clone()}
                </form>
            }
        })
        .collect();
    let others = (!others.is_empty()).then(|| view! { <p class="soft">{Key::IncidentOrAdd}</p>{others} });
    view! { <div class="notice"><p>{words}</p>{others}</div> }
}

/// One community at a time.
fn tabs(ground: &Ground, here: &CommunityGround) -> Node {
    let links: Vec<Node> = ground
        .communities
        .iter()
        .map(|one| {
            let current = (one.sign.id == here.sign.id).then_some("page");
            let to = format!("{}?community={}", routes::INCIDENT_NEW, routes::encode(one.sign.id.as_str()));
            // A document of its own: what the form starts with follows the community.
            view! { <a href=to rel="external" aria-current=current>{one.sign.name.clone()}</a> }
        })
        .collect();
    view! { <nav class="views" aria-label=Key::QueueCommunity>{links}</nav> }
}
