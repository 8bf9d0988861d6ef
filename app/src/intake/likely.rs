//! What it may be the same as, while it is taken down.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;
use markup::view;
use rules::complaint::Draft;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;
use rules::queue::QueueRow;

use super::rows::row;
use super::typing::{Typing, when_still};
use crate::error::Refused;
use crate::ui::node::{Node, part};
use crate::wire::Answer;
use crate::words::{Key, phrase};

/// A few open complaints like this one, from what is written so far.
#[server(endpoint = "find_likely", input = Json, output = Answer)]
pub async fn find_likely(#[server(default)] draft: Draft) -> Result<Vec<QueueRow>, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let ground = super::ground_of(&store, &staff, now).await?;
    match rules::intake::SoFar::of(&draft, &ground) {
        Some(so_far) => Ok(store.likely_same(&so_far, &staff, now).await?),
        None => Ok(Vec::new()),
    }
}

/// `start` is the number chosen when the form came back.
pub fn likely(typing: Typing, start: &str, now: Moment, zone: Zone) -> Node {
    let (so_far, found) = (typing.so_far(), RwSignal::<Vec<QueueRow>>::new(Vec::new()));
    when_still(so_far, move |wanted| {
        if wanted.is_none() {
            return found.set(Vec::new());
        }
        let draft = typing.draft_so_far();
        spawn_local(async move {
            let Ok(rows) = find_likely(draft).await else { return };
            // What was chosen stays chosen while the list says the same.
            if so_far.try_get_untracked() == Some(wanted) && found.with_untracked(|shown| *shown != rows) {
                found.set(rows);
            }
        });
    });
    let start = start.to_owned();
    let list = part(move || {
        let chosen = typing.with().unwrap_or_else(|| start.clone());
        found.with(|rows| (!rows.is_empty()).then(|| shown(rows, &chosen, now, zone)))
    });
    let told = part(move || {
        let many = found.with(Vec::len);
        (many > 0).then(|| view! { <span>{phrase::intake_likely_many(many)}</span> })
    });
    view! {
        <p class="faint" role="status">{told}</p>
        {list}
    }
}

fn shown(rows: &[QueueRow], chosen: &str, now: Moment, zone: Zone) -> Node {
    let is_any = rows.iter().any(|row| row.number.as_str() == chosen);
    let choice = |value: String, checked: bool, words: Key| {
        view! {
            <label class="choice bare">
                <input type="radio" name="intake[with]" value=value checked=checked/>
                <span>{words}</span>
            </label>
        }
    };
    let one = |of: &QueueRow| {
        let number = of.number.as_str().to_owned();
        let checked = number == chosen;
        row(of, now, zone, choice(number, checked, Key::IntakeSameAs))
    };
    let list: Vec<Node> = rows.iter().map(one).collect();
    let none = choice(String::new(), !is_any, Key::IntakeSameNone);
    view! {
        <fieldset class="group found">
            <legend>{Key::IntakeLikely}</legend>
            <ul>{list}</ul>
            {none}
        </fieldset>
    }
}
