//! Serious incidents (handbook §8): the list, the form that declares one, and the page of each.

pub mod declare;
mod event;
mod forms;
pub mod report;
pub mod sheet;

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::access::Want;
use rules::incident::{Listed, Stage};
use rules::moment::Moment;
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use crate::account::me;
use crate::desk::once_read;
use crate::error::Refused;
use crate::live;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{Node, part};
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, spoken, text};

/// The incidents, and when they were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub incidents: Vec<Listed>,
    pub now: Moment,
}

#[server(endpoint = "read_incidents", input = Json, output = Answer)]
pub async fn read_incidents() -> Result<List, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    Ok(List { incidents: store.incidents(&staff, now).await?, now })
}

/// How far an incident has come.
#[must_use]
pub const fn stage(stage: Stage) -> Key {
    match stage {
        Stage::Declared => Key::IncidentStagesDeclared,
        Stage::Registered => Key::IncidentStagesRegistered,
        Stage::Told => Key::IncidentStagesTold,
        Stage::Over => Key::IncidentStagesOver,
        Stage::Analysed => Key::IncidentStagesAnalysed,
        Stage::Closed => Key::IncidentStagesClosed,
    }
}

/// Whether the page is about what this word announces.
fn concerns(word: &str) -> bool {
    matches!(word, live::INCIDENT | live::TO_TELL | live::EVERYTHING)
}

#[component]
pub fn IncidentsPage() -> Node {
    let first = wire::read(|| (), |()| read_incidents());
    once_read(first, |list| view! { <Whole list/> })
}

#[component]
fn Whole(list: List) -> Node {
    let list = RwSignal::new(list);
    live::follow(read_incidents, concerns, move |read| list.set(read));
    let may = me().is_some_and(|me| !me.communities(Want::Handle).is_empty());
    let declare = may.then(|| {
        view! { <div class="row"><a class="button" href=routes::INCIDENT_NEW>{icon(Icon::Alert)}{Key::IncidentDeclare}</a></div> }
    });
    view! {
        <Page title=text(Key::IncidentTitle) class="report">
            <header><h1>{Key::IncidentTitle}</h1><p class="lead">{Key::IncidentLead}</p></header>
            {declare}
            {part(move || table(&list.get()))}
        </Page>
    }
}

fn table(List { incidents, now }: &List) -> Node {
    if incidents.is_empty() {
        return view! {
            <div class="blank">
                {icon(Icon::Check)}
                <h2>{Key::IncidentEmpty}</h2>
                <p>{Key::IncidentEmptyAdvice}</p>
            </div>
        };
    }
    let rows: Vec<Node> = incidents.iter().map(|one| row(one, *now)).collect();
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=Key::IncidentTitle>
            <table class="table">
                <thead><tr>
                    <th scope="col">{Key::IncidentNumber}</th>
                    <th scope="col">{Key::IncidentStage}</th>
                    <th scope="col">{Key::IncidentKind}</th>
                    <th scope="col">{Key::IncidentPlace}</th>
                    <th scope="col">{Key::IncidentDeclared}</th>
                    <th scope="col">{Key::IncidentInCharge}</th>
                    <th class="figures" scope="col">{Key::IncidentComplaints}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(one: &Listed, now: Moment) -> Node {
    let (declared, zone) = (one.declared, one.zone);
    let when = spoken(move || say::time::when(declared, now, zone));
    view! {
        <tr>
            <th scope="row"><a href=routes::incident(&one.number)>{one.number.as_str().to_owned()}</a></th>
            <td><span class="badge">{stage(one.stage)}</span></td>
            <td>{say::kind(one.kind)}</td>
            <td>{one.community_name.clone()}" "{one.notice.place.clone()}</td>
            <td>{when}</td>
            <td>{one.in_charge.name.clone()}</td>
            <td class="figures">{one.complaints.to_string()}</td>
        </tr>
    }
}
