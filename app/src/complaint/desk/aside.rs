//! By when, and for whom.

use crate::ui::node::{IntoNode, Node};
use leptos::prelude::*;
use markup::view;
use rules::contact::{Phone, Region};
use rules::deadline::{Clock, Deadline};
use rules::intake::Arrival;

use super::approval::HeldLine;
use super::clock::ResultClock;
use super::link::PrivateLink;
use super::sheet::Sheet;
use crate::complaint::explained::{explained, steps_of};
use crate::mark;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::words::{Key, Phrase, phrase, spoken};

#[component]
pub fn Deadlines(sheet: Sheet) -> Node {
    let Sheet { complaint, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let ended = Memo::new(move |_| complaint.with(|complaint| !complaint.stage.is_open()));
    let deadlines = Memo::new(move |_| complaint.with(|complaint| complaint.deadlines));
    let entry = move |deadline: Deadline| {
        let due = spoken(move || say::time::by(deadline.due, now.get(), zone));
        view! {
            <div>
                <dt>{clock(deadline.clock, &complaint.read_untracked().arrival)}</dt>
                <dd>
                    {mark::standing(deadline, now)}<br/><span class="faint">{due}</span>
                    {explained(deadline, complaint.with(|complaint| steps_of(&complaint.explained, deadline.clock)), now, zone)}
                </dd>
            </div>
        }
    };
    // What is not met once all has ended was never told; no clock runs on it any more.
    let shown = move || {
        let runs = |deadline: &Deadline| deadline.met.is_some() || !ended.get();
        deadlines.get().all().filter(runs).map(entry).collect_view()
    };
    view! {
        <section class="panel">
            <h2>{Key::HandlingDeadlines}</h2>
            <HeldLine sheet/>
            <dl class="facts">{shown}</dl>
            <ResultClock sheet/>
        </section>
    }
}

/// An outside body's is named by it.
fn clock(clock: Clock, arrival: &Arrival) -> Phrase {
    match clock {
        Clock::Outside => say::intake::wanted(arrival),
        ours => say::deadline::clock_for_staff(ours).into(),
    }
}

#[component]
pub fn Complainant(sheet: Sheet) -> Node {
    let complaint = sheet.complaint;
    let first = complaint.read_untracked();
    let name = (!first.name.is_empty()).then(|| fact(Key::HandlingName, first.name.clone().into_node()));
    let filer = fact(Key::HandlingFiler, say::filer(first.filer).into_node());
    let place = fact(Key::ProblemFieldPlace, first.place.clone().into_node());
    let home = first.home.clone().map(|home| fact(Key::HandlingHome, home.into_node()));
    let channel = fact(Key::ProblemFieldChannel, say::intake::arrived(&first.arrival).into_node());
    let referral = first.arrival.referral.as_ref();
    let referral =
        referral.map(|from| fact(Key::ProblemFieldReferrer, say::intake::referral(from).into_node()));
    let phone = first.phone.as_ref().map(|phone| fact(Key::ProblemFieldPhone, call(phone)));
    let email = first.email.as_ref().map(|email| {
        fact(Key::ProblemFieldEmail, view! { <a href=email.mailto_href()>{email.as_str().to_owned()}</a> })
    });
    drop(first);
    let again = Memo::new(move |_| complaint.with(|complaint| complaint.contacts_again));
    let times = spoken(move || phrase::queue_again(again.get()));
    view! {
        <section class="panel">
            <h2>{Key::HandlingComplainant}</h2>
            <dl class="facts">
                {name}{filer}{place}{home}{phone}{email}{channel}{referral}
                {move || (again.get() > 0).then(|| fact(Key::HandlingAgain, times.into_node()))}
            </dl>
            <PrivateLink sheet/>
            <p class="faint">{Key::HandlingLookRecorded}</p>
        </section>
    }
}

fn fact(name: Key, value: Node) -> Node {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}

/// One tap to call.
fn call(phone: &Phone) -> Node {
    let shown = phone.shown(Region::Mainland);
    view! { <a href=phone.tel_href()>{icon(Icon::Phone)}" "{shown}</a> }
}
