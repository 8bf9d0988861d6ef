//! What happened, oldest first: what was said by either side, and what only staff read.

use crate::ui::node::{IntoNode, Node};
use leptos::prelude::*;
use markup::view;
use rules::grading::Reason;
use rules::id::{ComplaintNumber, PhotoId};
use rules::moment::Moment;
use rules::timeline::{Entry, Event, Who};
use rules::view::Complaint;

use super::sheet::Sheet;
use crate::complaint::answers::answers;
use crate::routes;
use crate::say;
use crate::words::{Key, phrase, spoken};

#[component]
pub fn Thread(sheet: Sheet) -> Node {
    let now = sheet.now;
    let entries = move || {
        sheet.complaint.with(|complaint| {
            complaint.entries.iter().map(|entry| show(entry, complaint, now)).collect_view()
        })
    };
    view! {
        <section class="thread" aria-label=Key::HandlingThread>
            <ol class="line">{entries}</ol>
        </section>
    }
}

/// One entry, with what belongs to it.
pub fn show(entry: &Entry, complaint: &Complaint, now: Signal<Moment>) -> Node {
    let (at, zone) = (entry.at, complaint.terms.zone);
    let when = spoken(move || say::time::when(at, now.get(), zone));
    let who = who(&entry.who);
    let said = entry.clone();
    let what = spoken(move || say::event::for_staff(&said, zone));
    let alarm = matches!(
        entry.event,
        Event::Reopened { .. } | Event::Added { again: true, .. } | Event::Contacted { again: true, .. }
    );
    view! {
        <li class=if alarm { "happened alarm" } else { "happened" }>
            <span class="when">{when}" · "{who}</span>
            <span class="what">{what}</span>
            {detail(&entry.event, complaint, now)}
        </li>
    }
}

/// Whose an entry is.
pub fn who(who: &Who) -> Node {
    match who {
        Who::Resident => Key::EventStaffResident.into_node(),
        Who::Staff(person) => person.name.clone().into_node(),
        Who::Machine => Key::EventStaffMachine.into_node(),
    }
}

/// What belongs to an event beyond its name.
pub fn detail(event: &Event, complaint: &Complaint, now: Signal<Moment>) -> Node {
    match event {
        Event::Filed { .. } => filed(complaint),
        Event::Answered { answers: recorded } => answers(recorded).into_node(),
        Event::Noted { text }
        | Event::Opinion { text, .. }
        | Event::HelpAsked { text, .. }
        | Event::Helped { text, .. } => said("said inside", text, &[]),
        Event::Replied { text, .. } | Event::Paused { text, .. } | Event::Reviewed { text, .. } => {
            said("said ours", text, &[])
        }
        Event::Informed { text, .. } => said("said ours", text, &[]),
        Event::Reported { report, .. } => crate::incident::report::report(report),
        Event::Extended { reason, .. } => because(reason),
        Event::Added { text, photos, .. } => said("said", text, photos),
        Event::Contacted { text, .. } => said("said", text, &[]),
        Event::Withdrawn { text } | Event::ReviewAsked { text } | Event::Reopened { text, .. } => {
            said("said", text, &[])
        }
        Event::Offered { reason, .. }
        | Event::OfferDeclined { reason }
        | Event::Ruled { reason, .. }
        | Event::Declared { reason } => because(reason),
        Event::Regraded { reasons, reason, .. } => {
            view! { {reasons.iter().map(rests_on).collect::<Vec<_>>()}{because(reason)} }
        }
        Event::Resolved { finding, outcomes, text: told } => {
            let outcomes: Vec<_> =
                outcomes.iter().map(|outcome| view! { " · "{say::outcome(*outcome)} }).collect();
            view! {
                <p class="soft">{say::finding(*finding)}{outcomes}</p>
                {said("said ours", told, &[])}
            }
        }
        Event::SurveyAnswered { solved, .. } => {
            let words = if *solved { Key::ScoresSolved } else { Key::ScoresNotSolved };
            view! { <p class="soft">{words}</p> }
        }
        Event::NotSo { hint } | Event::MaybeSo { hint } => {
            let evidence = hint.evidence.clone();
            let words = spoken(move || phrase::handling_hint_because(&evidence));
            view! { <p class="soft">{words}</p> }
        }
        Event::RepliedTogether { refused, .. } => not_reached(refused),
        Event::Submitted { wording, text, pledge } => {
            let more = super::approval::more(wording, pledge.as_ref(), complaint.terms.zone);
            view! { {more}{said("said inside", text, &[])} }
        }
        Event::Recommitted { reason, compensation, .. } => {
            view! { {said("said ours", reason, &[])}{in_return(compensation)} }
        }
        Event::Returned { reason } => because(reason),
        Event::CauseDue { until } => {
            let (until, zone) = (*until, complaint.terms.zone);
            let counts = complaint.terms.thresholds.undetermined_is_ours;
            let words = spoken(move || {
                let when = say::time::when(until, now.get(), zone);
                if counts {
                    phrase::event_staff_cause_counts(when)
                } else {
                    phrase::event_staff_cause_waits(when)
                }
            });
            view! { <p class="soft">{words}</p> }
        }
        _ => Node::nothing(),
    }
}

/// A rule, and the fact it rests on.
fn rests_on(reason: &Reason) -> Node {
    let (rule, reason) = (reason.rule().code(), reason.clone());
    let words = spoken(move || say::grade::reason(&reason));
    view! { <p class="soft">{rule}" "{words}</p> }
}

/// The complaints of the group a reply could not go to.
fn not_reached(refused: &[ComplaintNumber]) -> Node {
    if refused.is_empty() {
        return Node::nothing();
    }
    let numbers: Vec<_> = refused
        .iter()
        .map(|number| {
            let href = routes::complaint_at_desk(number);
            view! { " "<a href=href>{number.as_str().to_owned()}</a> }
        })
        .collect();
    view! { <p class="soft">{Key::EventStaffRepliedRefused}{numbers}</p> }
}

/// Her own words, and what she asks for.
fn filed(complaint: &Complaint) -> Node {
    let wishes: Vec<_> = complaint.wishes.iter().map(|wish| view! { {say::wish(*wish)}" " }).collect();
    let remedy = complaint.remedy.clone();
    let asks = (!wishes.is_empty() || !remedy.is_empty())
        .then(|| view! { <p class="soft">{Key::HandlingWish}" "{wishes}{remedy}</p> });
    let since = complaint.since.map(|date| {
        let words = spoken(move || say::time::date(date));
        view! { <p class="soft">{Key::HandlingSince}" "{words}</p> }
    });
    view! { {said("said", &complaint.text, &complaint.photos)}{asks}{since} }
}

/// Words in a block of their own, with their photos.
pub fn said(class: &'static str, words: &str, photos: &[PhotoId]) -> Node {
    if words.is_empty() && photos.is_empty() {
        return Node::nothing();
    }
    let photos: Vec<_> = photos
        .iter()
        .map(|photo| {
            let (href, src) = (routes::photo_at_desk(photo), routes::photo_at_desk(photo));
            view! {
                <li class="photo">
                    <a href=href rel="external" target="_blank">
                        <img src=src alt=Key::HandlingPhoto loading="lazy"/>
                    </a>
                </li>
            }
        })
        .collect();
    let photos = (!photos.is_empty()).then(|| view! { <ul class="photos">{photos}</ul> });
    view! { <blockquote class=class><p>{words.to_owned()}</p>{photos}</blockquote> }
}

fn in_return(compensation: &str) -> Node {
    if compensation.is_empty() {
        return Node::nothing();
    }
    view! { <p class="soft">{Key::CommitmentCompensation}" "{compensation.to_owned()}</p> }
}

fn because(reason: &str) -> Node {
    if reason.is_empty() {
        return Node::nothing();
    }
    view! { <p class="soft">{Key::HandlingBecause}" "{reason.to_owned()}</p> }
}
