//! What we promised her, and what became of it: every version stays (W7).

use leptos::prelude::*;
use markup::view;
use rules::commitment::{Commitment, Given};
use rules::moment::{Moment, Zone};
use rules::view::Tracking;

use crate::say;
use crate::ui::node::{Node, part};
use crate::words::{Key, phrase, spoken};

/// Nothing where nothing was promised.
pub fn promised(tracking: &Tracking, now: Signal<Moment>) -> Option<Node> {
    let (zone, open) = (tracking.zone, tracking.stage.is_open());
    let lines: Vec<_> = tracking.commitments.iter().map(|one| line(one, zone, open, now)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section>
                <h2>{Key::CommitmentHersTitle}</h2>
                <ol class="promised">{lines}</ol>
            </section>
        }
    })
}

fn line(one: &Commitment, zone: Zone, open: bool, now: Signal<Moment>) -> Node {
    let last = one.versions.len().saturating_sub(1);
    let versions: Vec<_> =
        one.versions.iter().enumerate().map(|(place, given)| version(given, zone, place == last)).collect();
    let kept = one.kept.is_some().then(|| view! { <p class="kept">{Key::CommitmentHersKept}</p> });
    let due = one.due().filter(|_| open);
    let late = part(move || {
        let is_late = due.is_some_and(|due| due < now.get());
        is_late.then(|| view! { <p class="late">{Key::CommitmentHersLate}</p> })
    });
    view! { <li>{versions}{kept}{late}</li> }
}

/// One that holds no more is struck through, and says so to a reader that does not see it.
fn version(given: &Given, zone: Zone, holds: bool) -> Node {
    let promised = given.promised.clone();
    let said = spoken(move || say::commitment::said(&promised, zone));
    let said = if holds {
        view! { <b>{said}</b> }
    } else {
        view! { <s>{said}</s> }
    };
    let why = (!given.reason.is_empty()).then(|| view! { <p class="soft">{given.reason.clone()}</p> });
    let instead = (!given.compensation.is_empty()).then(|| {
        let what = given.compensation.clone();
        let words = spoken(move || phrase::commitment_hers_instead(&what));
        view! { <p>{words}</p> }
    });
    view! { <p>{said}</p>{why}{instead} }
}
