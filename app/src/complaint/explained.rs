//! How a deadline comes about, folded away beside it.

use leptos::prelude::*;
use markup::view;
use rules::calendar::Step;
use rules::deadline::{Clock, Deadline};
use rules::moment::{Moment, Zone};
use rules::view::Explained;

use crate::say;
use crate::ui::node::{IntoNode, Node};
use crate::words::{Key, spoken};

#[must_use]
pub fn steps_of(all: &[Explained], clock: Clock) -> Vec<Step> {
    all.iter().find(|one| one.clock == clock).map(|one| one.steps.clone()).unwrap_or_default()
}

pub fn explained(deadline: Deadline, steps: Vec<Step>, now: Signal<Moment>, zone: Zone) -> Node {
    if deadline.clock == Clock::Outside {
        return Node::nothing();
    }
    let today = now.get_untracked();
    let lines = say::steps::steps(&deadline, &steps, today, zone);
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let line = spoken(move || line.clone());
            view! { <li>{line}</li> }
        })
        .collect();
    view! {
        <details class="more">
            <summary>{Key::CourseHow}</summary>
            <ol class="steps faint">{lines.into_node()}</ol>
        </details>
    }
}
