//! One thread: what happened, what is now, what is promised.

use leptos::prelude::*;
use markup::view;
use rules::deadline::{Clock, Deadline};
use rules::id::PhotoId;
use rules::moment::Moment;
use rules::resolution::{Finding, Outcome};
use rules::timeline::{Entry, Event};
use rules::view::Tracking;

use super::result;
use super::stands::stage_now;
use crate::complaint::answers::answers;
use crate::ui::node::{Node, part};
use crate::words::{Key, phrase, spoken};
use crate::{routes, say};

pub fn line(link: &str, tracking: &Tracking, now: Signal<Moment>) -> Node {
    let happened: Vec<_> =
        tracking.entries.iter().filter_map(|entry| happened(link, tracking, entry, now)).collect();
    let deadlines = tracking.deadlines;
    let ahead: Vec<_> = deadlines
        .all()
        .filter(|deadline| deadline.met.is_none() && tracking.stage.is_open())
        .map(|deadline| ahead(deadline, tracking, now))
        .collect();
    let at = stage_now(tracking);
    let zone = tracking.zone;
    let clock = spoken(move || say::time::when(now.get(), now.get(), zone));
    view! {
        <section>
            <h2>{Key::TrackingLine}</h2>
            <ol class="line">
                {happened}
                <li class="now">
                    <span class="when">{Key::TrackingNow}" · "{clock}</span>
                    <span class="what">{at}</span>
                </li>
                {ahead}
            </ol>
        </section>
    }
}

fn happened(link: &str, tracking: &Tracking, entry: &Entry, now: Signal<Moment>) -> Option<Node> {
    let words = say::event::for_resident(entry, tracking.zone)?;
    let (at, zone) = (entry.at, tracking.zone);
    let more = match &entry.event {
        Event::Filed { .. } => Some(filed(link, tracking)),
        Event::Added { text, photos, .. } => said(text, photos, link, "said"),
        Event::Contacted { text, .. } => said(text, &[], link, "said"),
        Event::Answered { answers: recorded } => answers(recorded),
        Event::Replied { text, .. } => said(text, &[], link, "said ours"),
        Event::Resolved { finding, outcomes, text } => Some(resolved(*finding, outcomes, text)),
        Event::Paused { text, .. } | Event::Reviewed { text, .. } => said(text, &[], link, "said ours"),
        Event::Informed { text, .. } => said(text, &[], link, "said ours"),
        Event::Reported { report, .. } => Some(crate::incident::report::report(report)),
        Event::Extended { reason, .. } => said(reason, &[], link, "said ours"),
        Event::Reopened { text, .. } | Event::Withdrawn { text } | Event::ReviewAsked { text } => {
            said(text, &[], link, "said")
        }
        _ => None,
    };
    Some(view! {
        <li class="happened">
            <span class="when">{move || say::time::when(at, now.get(), zone)}</span>
            <span class="what">{words}</span>
            {more}
        </li>
    })
}

/// Her own words, folded away: she knows them.
fn filed(link: &str, tracking: &Tracking) -> Node {
    view! {
        <details class="more">
            <summary>{Key::TrackingWords}</summary>
            <blockquote class="said">
                <p>{tracking.text.clone()}</p>
                {photos(link, &tracking.photos)}
            </blockquote>
            {answers(&tracking.answers)}
        </details>
    }
}

/// Nothing where nothing was said.
fn said(text: &str, pictures: &[PhotoId], link: &str, class: &'static str) -> Option<Node> {
    if text.is_empty() && pictures.is_empty() {
        return None;
    }
    let words = (!text.is_empty()).then(|| view! { <p>{text.to_owned()}</p> });
    Some(view! { <blockquote class=class>{words}{photos(link, pictures)}</blockquote> })
}

fn resolved(finding: Finding, outcomes: &[Outcome], text: &str) -> Node {
    view! {
        <blockquote class="said ours">
            <p>{text.to_owned()}</p>
            <footer>{result::in_short(finding, outcomes)}</footer>
        </blockquote>
    }
}

fn photos(link: &str, ids: &[PhotoId]) -> Option<Node> {
    let photo = |(at, id): (usize, &PhotoId)| {
        let address = routes::photo(link, id);
        let (number, picture) = (at + 1, address.clone());
        let words = spoken(move || phrase::complaint_photos_shown(number));
        view! {
            <li class="photo">
                <a href=address target="_blank"><img src=picture alt=words loading="lazy"/></a>
            </li>
        }
    };
    let photos: Vec<_> = ids.iter().enumerate().map(photo).collect();
    (!photos.is_empty()).then(|| view! { <ul class="photos">{photos}</ul> })
}

/// A promise not kept stays on the line, and is marked.
fn ahead(deadline: Deadline, tracking: &Tracking, now: Signal<Moment>) -> Node {
    let zone = tracking.zone;
    let broken = Memo::new(move |_| now.get() > deadline.due && deadline.clock != Clock::Confirmation);
    let class = Signal::derive(move || if broken.get() { "ahead alarm" } else { "ahead" });
    let note = part(move || broken.get().then(|| view! { <p class="late">{Key::TrackingBroken}</p> }));
    view! {
        <li class=class>
            <span class="when">{move || say::time::by(deadline.due, now.get(), zone)}</span>
            <span class="what">{say::deadline::clock(deadline.clock)}</span>
            {note}
        </li>
    }
}
