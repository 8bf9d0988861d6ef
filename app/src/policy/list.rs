//! What is in force where, and every version there is.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::access::Want;
use rules::moment::Moment;
use rules::policy::draft::Act;
use rules::policy::edition::{Edition, Held, Shelf, Signed, holds};
use rules::policy::{Deed, Doubt, Version, in_force};
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use super::next::{hidden, sure, words};
use super::places::{self, Done};
use crate::account;
use crate::desk::once_read;
use crate::error::Refused;
use crate::routes;
use crate::say;
use crate::ui::form::{Form, FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node};
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, text};

/// The versions, and when they were read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Listed {
    pub shelf: Shelf,
    pub now: Moment,
}

#[server(endpoint = "read_policies", input = Json, output = Answer)]
pub async fn read_policies() -> Result<Listed, Refused<Problem>> {
    let (staff, store, now) = account::at_desk()?;
    Ok(Listed { shelf: store.policies(&staff, now).await?, now })
}

/// Begins a draft from what holds in a place, or takes that off again; no place is the company.
#[server(endpoint = "seat_policy", input = Json, output = Answer)]
pub async fn seat_policy(
    #[server(default)] act: String,
    #[server(default)] place: String,
    #[server(default)] holding: String,
    #[server(default)] sure: String,
) -> Result<Next, Refused<Doubt>> {
    let (staff, store, now) = account::at_desk()?;
    let act = super::work::act(&act, &sure)?;
    let place = (!place.is_empty()).then(|| rules::id::CommunityId::new(place));
    let holding = super::work::version(&holding)?;
    super::work::Board { staff, store, now }.unseat(act, place, holding).await
}

type SeatForm = Form<SeatPolicy, Doubt>;

#[component]
pub fn PoliciesPage() -> Node {
    let round = RwSignal::new(0_u32);
    let first = wire::read(move || round.get(), |_| read_policies());
    once_read(first, move |listed| view! { <Whole listed round/> })
}

#[component]
fn Whole(listed: Listed, round: RwSignal<u32>) -> Node {
    let (form, _) = use_form::<SeatPolicy, _>();
    let accepted = form.accepted();
    Effect::new(move || {
        if accepted.get().is_some() {
            round.update(|round| *round += 1);
        }
    });
    view! {
        <Page title=text(Key::PolicyTitle) class="report">
            <header><h1>{Key::PolicyTitle}</h1><p class="lead">{Key::PolicyLead}</p></header>
            <Done/>
            <FormFailure failure=places::failure(form.refused())/>
            <Seats listed=listed.clone() form/>
            <Editions listed/>
        </Page>
    }
}

#[component]
fn Seats(listed: Listed, form: SeatForm) -> Node {
    let Listed { shelf, now } = listed;
    let rows: Vec<Node> = shelf.held.iter().map(|held| seat(held, &shelf, now, form)).collect();
    view! {
        <div class="wide" tabindex="0" role="region" aria-labelledby="now-title">
            <table class="table policy-seats">
                <caption id="now-title">{Key::PolicyNowTitle}</caption>
                <thead><tr>
                    <th scope="col">{Key::PolicyNowPlace}</th>
                    <th scope="col">{Key::PolicyNowVersion}</th>
                    <th scope="col">{Key::PolicyNowLast}</th>
                    <th scope="col">{Key::PolicyNowAct}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn seat(held: &Held, shelf: &Shelf, now: Moment, form: SeatForm) -> Node {
    let own = held.community.is_some() && held.seat.holds().is_some();
    let own = own.then(|| view! { " "<span class="badge">{Key::PolicyNowOwn}</span> });
    let last = match &held.last {
        None => Key::PolicyNowNever.into_node(),
        Some((deed, Signed { name, at, .. })) => {
            let when = say::time::when(*at, now, held.zone);
            match deed {
                Deed::Enact => phrase::policy_now_enacted(name, when),
                Deed::RollBack => phrase::policy_now_rolled_back(name, when),
                Deed::GiveUp => phrase::policy_now_gave_up(name, when),
            }
            .into_node()
        }
    };
    let acts: Vec<Node> = acts(held, shelf).into_iter().map(|act| act_form(held, shelf, act, form)).collect();
    view! {
        <tr>
            <th scope="row">{places::place(held)}</th>
            <td>{link(held.version)}{own}</td>
            <td class="soft">{last}</td>
            <td><div class="row">{acts}</div></td>
        </tr>
    }
}

/// A version by its name; the handbook's own has no page.
fn link(version: Version) -> Node {
    let name = say::policy::version(version);
    if version == Version::HANDBOOK {
        return name.into_node();
    }
    view! { <a href=routes::policy_version(version, "")>{name}</a> }
}

fn acts(held: &Held, shelf: &Shelf) -> Vec<Act> {
    let Some(me) = account::me() else { return Vec::new() };
    let place = held.community.as_ref().map(|(id, _)| id);
    let house = shelf.house();
    let decides = holds(&me, Want::EnactPolicy, place, &house);
    let own = held.community.is_some() && held.seat.holds().is_some();
    let rows = [
        (Act::Begin, holds(&me, Want::WritePolicy, place, &house)),
        (Act::RollBack, decides && held.seat.before().is_some()),
        (Act::GiveUp, decides && own),
    ];
    rows.into_iter().filter(|(_, offered)| *offered).map(|(act, _)| act).collect()
}

/// A button; before what changes what holds, what would happen.
fn act_form(held: &Held, shelf: &Shelf, act: Act, form: SeatForm) -> Node {
    let place = held.community.as_ref().map(|(id, _)| id.as_str().to_owned()).unwrap_or_default();
    let company = shelf.held(None).map(|held| held.seat.clone()).unwrap_or_default();
    let name = if act == Act::Begin { Key::PolicyActBegin } else { words(act) };
    let will = match act {
        Act::RollBack => {
            let mut seat = held.seat.clone();
            let _ = seat.roll_back();
            let to =
                if held.community.is_some() { in_force(&seat, &company) } else { in_force(&seat, &seat) };
            Some(phrase::policy_will_roll_back(places::place_said(held), say::policy::version(to)))
        }
        Act::GiveUp => {
            let to = in_force(&company, &company);
            Some(phrase::policy_will_give_up(places::place_said(held), say::policy::version(to)))
        }
        _ => None,
    };
    let class = if will.is_some() { "button small" } else { "button plain small" };
    let asked = will.is_some();
    let fields = view! {
        <form class="policy-act" method="post" action=routes::POLICY on:submit=form.submit()>
            {will.map(|words| view! { <p>{words}</p> })}
            <input type="hidden" name="place" value=place/>
            {hidden("holding", held.version.0)}
            {asked.then(sure)}
            <button class=class name="act" value=act.code()>{name}</button>
        </form>
    };
    if !asked {
        return fields;
    }
    view! { <details class="more"><summary>{name}</summary>{fields}</details> }
}

#[component]
fn Editions(listed: Listed) -> Node {
    let Listed { shelf, now } = listed;
    if shelf.editions.is_empty() {
        return view! {
            <div class="blank">
                {icon(Icon::List)}
                <h2>{Key::PolicyListEmpty}</h2>
                <p>{Key::PolicyListEmptyAdvice}</p>
            </div>
        };
    }
    let rows: Vec<Node> = shelf.editions.iter().map(|edition| row(edition, &shelf, now)).collect();
    view! {
        <div class="wide" tabindex="0" role="region" aria-labelledby="list-title">
            <table class="table policy-editions">
                <caption id="list-title">{Key::PolicyListTitle}</caption>
                <thead><tr>
                    <th scope="col">{Key::PolicyListVersion}</th>
                    <th scope="col">{Key::PolicyListPlace}</th>
                    <th scope="col">{Key::PolicyListLife}</th>
                    <th scope="col">{Key::PolicyListReason}</th>
                    <th scope="col">{Key::PolicyListAuthor}</th>
                    <th scope="col">{Key::PolicyListReviewer}</th>
                    <th scope="col">{Key::PolicyListApprover}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(edition: &Edition, shelf: &Shelf, now: Moment) -> Node {
    let zone = shelf.zone(edition.community.as_ref());
    let signed = |signed: Option<&Signed>| match signed {
        None => "—".into_node(),
        Some(Signed { name, at, .. }) => {
            phrase::policy_signed(name, say::time::when(*at, now, zone)).into_node()
        }
    };
    let place = shelf.held(edition.community.as_ref()).map(places::place);
    let holding = !shelf.places(edition.version).is_empty();
    let holding = holding.then(|| {
        view! { " "<span class="badge" data-kind="accent">{Key::PolicyLifeInForce}</span> }
    });
    view! {
        <tr>
            <th scope="row">{link(edition.version)}</th>
            <td>{place}</td>
            <td>{say::policy::life(edition.life())}{holding}</td>
            <td>{edition.reason.clone()}</td>
            <td>{signed(Some(&edition.author))}</td>
            <td>{signed(edition.reviewer.as_ref())}</td>
            <td>{signed(edition.approver.as_ref())}</td>
        </tr>
    }
}
