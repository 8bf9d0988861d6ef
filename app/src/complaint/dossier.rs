//! A complaint's dossier (R3): everything that is on record of it, in order, to be read and printed.

mod parts;

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_params_map;
use markup::view;
use rules::problem::Problem;
use rules::timeline::{Entry, Event};
use rules::view::{Complaint, Dossier};

use self::parts::{Deadlines, Graded, Held, Told, Who};
use super::desk::thread::{detail, who};
use crate::account::me;
use crate::desk::once_read;
use crate::error::Refused;
use crate::mark;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node};
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, spoken};

/// All that is on record; that somebody read it is so too.
#[server(endpoint = "read_dossier", input = Json, output = Answer)]
pub async fn read_dossier(#[server(default)] number: String) -> Result<Dossier, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = super::desk::numbered(&number)?;
    Ok(store.dossier(&number, &staff, now).await?)
}

#[component]
pub fn DossierPage() -> Node {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number")).unwrap_or_default());
    let first = wire::read(move || number.get(), read_dossier);
    once_read(first, |dossier| view! { <Whole dossier/> })
}

#[component]
fn Whole(dossier: Dossier) -> Node {
    let Dossier { complaint, company, surveys, now } = dossier;
    let (zone, number) = (complaint.terms.zone, complaint.number.as_str().to_owned());
    let named = number.clone();
    let title = spoken(move || phrase::dossier_of(&named));
    let back = routes::complaint_at_desk(&complaint.number);
    let reader = me().map(|me| me.name).unwrap_or_default();
    let printed = spoken(move || phrase::tables_printed(&reader, say::time::stamp(now, zone)));
    let whose = [company.as_str(), complaint.community_name.as_str()].join(" ");
    let (grade, stage) = (complaint.grade, complaint.stage);
    let running = whose.clone();
    let entries: Vec<_> = complaint.entries.iter().map(|entry| happened(entry, &complaint, now)).collect();
    view! {
        <Page title class="report dossier">
            // On paper it stands above each sheet.
            <p class="running print-only" aria-hidden="true">{running}" · "{number.clone()}</p>
            <div class="sheets">
                <header>
                    <p class="no-print"><a class="back" href=back rel="external">{icon(Icon::Back)}{Key::DossierBack}</a></p>
                    <h1>{title}</h1>
                    <p class="row">
                        {mark::grade(grade, say::grade::for_staff(grade))}
                        <span class="badge">{say::stage_for_staff(stage)}</span>
                        <span class="soft">{whose}</span>
                    </p>
                    <p class="print-only soft">{printed}</p>
                    <p class="faint">{Key::DossierLooked}</p>
                </header>
                <Who complaint=complaint.clone()/>
                <Told complaint=complaint.clone()/>
                <Graded complaint=complaint.clone()/>
                <Deadlines complaint=complaint.clone() now/>
                <Held complaint=complaint.clone() surveys/>
                <section class="stack">
                    <h2>{Key::DossierTimeline}</h2>
                    <ol class="line">{entries}</ol>
                </section>
            </div>
        </Page>
    }
}

/// An entry with its date in full, and marked where it is not for the resident.
fn happened(entry: &Entry, complaint: &Complaint, now: rules::moment::Moment) -> Node {
    let (at, zone) = (entry.at, complaint.terms.zone);
    let when = spoken(move || say::time::stamp(at, zone));
    let said = entry.clone();
    let what = spoken(move || say::event::for_staff(&said, zone));
    let internal = (!entry.event.is_for_resident())
        .then(|| view! { " "<span class="badge">{Key::DossierInternal}</span> });
    // What she wrote stands above, in a part of its own.
    let more = match entry.event {
        Event::Filed { .. } => Node::nothing(),
        _ => detail(&entry.event, complaint, Signal::stored(now)),
    };
    view! {
        <li class="happened">
            <span class="when">{when}" · "{who(&entry.who)}</span>
            <span class="what">{what}{internal}</span>
            {more}
        </li>
    }
    .into_node()
}
