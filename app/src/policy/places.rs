//! Where a version holds, in words, and what was just done.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use markup::view;
use rules::access::Refusal;
use rules::policy::Doubt;
use rules::policy::edition::Held;

use crate::error::Refused;
use crate::ui::icon::Icon;
use crate::ui::node::{IntoNode, Node};
use crate::ui::notice::{Notice, Tone};
use crate::words::{Blank, Key, Phrase};

/// The names of communities, with what stands between them on a form.
pub(super) fn names(held: &[&Held]) -> Blank {
    let names = held.iter().filter_map(|held| held.community.as_ref());
    let names: Vec<&str> = names.map(|(_, name)| name.as_str()).collect();
    names.join(" · ").into()
}

/// The place of one seat.
pub(super) fn place(held: &Held) -> Node {
    held.community
        .as_ref()
        .map_or_else(|| Key::PolicyCompany.into_node(), |(_, name)| name.clone().into_node())
}

/// The same, to stand in a sentence.
pub(super) fn place_said(held: &Held) -> Blank {
    held.community.as_ref().map_or_else(|| Key::PolicyCompany.into(), |(_, name)| name.clone().into())
}

/// Why something was refused, said of a version and not of a complaint.
pub(super) fn failure(refused: RwSignal<Option<Refused<Doubt>>>) -> Signal<Option<(Key, Phrase)>> {
    Signal::derive(move || {
        refused.with(|refused| {
            let (title, words) = refused.as_ref()?.said()?;
            let words = match refused {
                Some(Refused::Refusal(Refusal::NotNow)) => Key::PolicyRefusedNotNow.into(),
                Some(Refused::Refusal(Refusal::Changed)) => Key::PolicyRefusedChanged.into(),
                _ => words,
            };
            Some((title, words))
        })
    })
}

/// What has just been done, as the address says.
#[component]
pub(super) fn Done() -> Node {
    let query = use_query_map();
    let done = query.with_untracked(|query| query.get("done")).unwrap_or_default();
    let words = match done.as_str() {
        "begun" => Key::PolicyDoneBegun,
        "saved" => Key::PolicyDoneSaved,
        "tried" => Key::PolicyDoneTried,
        "imported" => Key::PolicyDoneImported,
        "reviewed" => Key::PolicyDoneReviewed,
        "approved" => Key::PolicyDoneApproved,
        "enacted" => Key::PolicyDoneEnacted,
        "dropped" => Key::PolicyDoneDropped,
        "unseated" => Key::PolicyDoneUnseated,
        _ => return Node::nothing(),
    };
    view! { <div role="status"><Notice mark=Icon::Check tone=Tone::Settled title=words/></div> }
}
