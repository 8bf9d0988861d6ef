//! `/desk/new/{number}`: what was just taken down, to be read aloud, and on to the next call.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_params_map;
use markup::view;
use rules::deadline::Deadlines;
use rules::grading::Grade;
use rules::id::{CommunityId, ComplaintNumber};
use rules::intake::Arrival;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use crate::desk::once_read;
use crate::error::Refused;
use crate::now::going_on;
use crate::ui::node::Node;
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, spoken};
use crate::{mark, routes, say};

/// What is read aloud of a complaint.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Taken {
    number: ComplaintNumber,
    community: CommunityId,
    zone: Zone,
    grade: Grade,
    deadlines: Deadlines,
    arrival: Arrival,
    /// Where the link goes.
    phone: Option<String>,
    email: Option<String>,
    /// Of the private link.
    link: Option<String>,
    now: Moment,
}

/// As it stands now; that it was looked at is on record.
#[server(endpoint = "read_taken", input = Json, output = Answer)]
pub async fn read_taken(#[server(default)] number: String) -> Result<Taken, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = ComplaintNumber::read(&number).ok_or(rules::access::Refusal::NotFound)?;
    let complaint = store.complaint(&number, &staff, now).await?;
    Ok(Taken {
        number,
        community: complaint.community,
        zone: complaint.terms.zone,
        grade: complaint.grade,
        deadlines: complaint.deadlines,
        arrival: complaint.arrival,
        phone: complaint.phone.map(|phone| phone.masked()),
        email: complaint.email.map(|email| email.masked()),
        link: complaint.link,
        now,
    })
}

#[component]
pub fn TakenPage() -> Node {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number")).unwrap_or_default());
    let first = wire::read(move || number.get(), read_taken);
    once_read(first, |taken| view! { <Whole taken/> })
}

#[component]
fn Whole(taken: Taken) -> Node {
    let Taken { number, community, zone, grade, deadlines, arrival, phone, email, link, now } = taken;
    let now = going_on(now);
    let title = {
        let number = number.clone();
        spoken(move || phrase::intake_taken_heading(number.as_str()))
    };
    let by = move |due: Moment| spoken(move || say::time::by(due, now.get(), zone));
    let owed = deadlines.owed();
    let what = match owed.clock {
        rules::deadline::Clock::Outside => say::intake::wanted(&arrival),
        ours => say::deadline::clock(ours).into(),
    };
    let told = match (email, phone) {
        (Some(email), _) => Some(phrase::intake_taken_email(email)),
        (None, Some(phone)) => Some(phrase::intake_taken_sms(phone)),
        (None, None) => None,
    };
    let told = told.map(|told| view! { <p>{told}</p> });
    let receipt = link.map(|link| {
        view! { <a class="button plain" href=routes::receipt(&link) rel="external" target="_blank">{Key::IntakeTakenReceipt}</a> }
    });
    let community = routes::encode(community.as_str());
    let next = format!("{}?channel={}&community={community}", routes::INTAKE, arrival.channel.code());
    view! {
        <Page title class="page region narrow">
            <div class="opening">
                <h1 class="unseen">{title}</h1>
                <p class="lead">{Key::IntakeTakenReadAloud}</p>
                <p class="aloud">{number.as_str().to_owned()}</p>
            </div>
            <section class="stack">
                <h2>{Key::IntakeTakenPromised}</h2>
                <dl class="facts">
                    <div><dt>{say::deadline::clock(deadlines.first_answer.clock)}</dt><dd>{by(deadlines.first_answer.due)}</dd></div>
                    <div><dt>{what}</dt><dd>{by(owed.due)}</dd></div>
                    <div><dt>{Key::TrackingGrade}</dt><dd>{mark::grade(grade, say::grade::for_staff(grade))}</dd></div>
                </dl>
                {told}
                <div class="row">
                    <a class="button" id="next" href=next rel="external">{Key::IntakeTakenNext}</a>
                    {receipt}
                    <a class="button plain" href=routes::complaint_at_desk(&number) rel="external">{Key::IntakeTakenComplaint}</a>
                </div>
            </section>
        </Page>
    }
}
