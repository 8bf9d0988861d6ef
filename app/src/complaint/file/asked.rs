//! What is asked about the kind that is chosen. The questions of every kind stand on the page: the
//! style sheet shows those of the kind that is ticked, with scripts and without; a browser that
//! cannot do so shows them all, each kind's under its name.

use leptos::prelude::*;
use markup::view;
use rules::kind::Kind;
use rules::policy::Version;
use rules::question::Question;

use super::parts::Parts;
use crate::complaint::answers::said;
use crate::say;
use crate::ui::field::{Label, remarks};
use crate::ui::node::{IntoNode, Node};
use crate::ui::problems::sentence;
use crate::words::{Key, phrase};

const ANSWERS: Label = Label::new("answers", Key::ComplaintAskedHint);

/// A question, and the versions that ask it.
type Shared<'a> = (&'a Question, Vec<Version>);

pub fn asked(parts: Parts<'_>) -> Node {
    let kinds: Vec<Node> = Kind::ALL.iter().filter_map(|kind| of_kind(parts, *kind)).collect();
    if kinds.is_empty() {
        return Node::nothing();
    }
    let wrong = sentence(parts.problems, ANSWERS.id);
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    view! {
        <div class="asked" id=ANSWERS.id tabindex="-1" class:wrong=is_wrong>
            {remarks(ANSWERS, wrong)}
            {kinds}
        </div>
    }
}

fn of_kind(parts: Parts<'_>, kind: Kind) -> Option<Node> {
    let questions: Vec<Node> = shared(parts, kind).into_iter().map(|one| field(parts, kind, one)).collect();
    if questions.is_empty() {
        return None;
    }
    let chosen = parts.typing.kind(parts.start.kind.clone());
    let open = Signal::derive(move || chosen.with(|chosen| chosen == kind.code()));
    let name = say::kind(kind);
    Some(view! {
        <fieldset class="group" data-kind=kind.code() class:open=open>
            <legend>{move || phrase::complaint_asked(name)}</legend>
            <p class="hint">{Key::ComplaintAskedHint}</p>
            {questions}
        </fieldset>
    })
}

/// Communities may go by different versions: what several ask is one field.
fn shared(parts: Parts<'_>, kind: Kind) -> Vec<Shared<'_>> {
    let mut all: Vec<Shared<'_>> = Vec::new();
    for asked in &parts.ground.asked {
        for question in asked.of(kind) {
            match all.iter_mut().find(|(known, _)| known.key(kind) == question.key(kind)) {
                Some((_, versions)) => versions.push(asked.version),
                None => all.push((question, vec![asked.version])),
            }
        }
    }
    all
}

/// One that only another community asks is not shown, once a community is chosen.
fn field(parts: Parts<'_>, kind: Kind, (question, versions): Shared<'_>) -> Node {
    let key = question.key(kind);
    let name = format!("draft[answers][{key}]");
    let value = parts.start.answers.under(&key).to_owned();
    let elsewhere = elsewhere(parts, versions);
    let optional = (!question.needed).then(|| view! { <span class="optional">{Key::UiOptional}</span> });
    view! {
        <div class="field" hidden=elsewhere>
            <label for=key.clone()>{said(question)}{optional.into_node()}</label>
            <input class="input" id=key name=name value=value autocomplete="off"/>
        </div>
    }
}

fn elsewhere(parts: Parts<'_>, versions: Vec<Version>) -> Signal<bool> {
    if parts.ground.asked.len() < 2 {
        return Signal::stored(false);
    }
    let ids = parts.ground.communities.iter().map(|sign| sign.id.as_str().to_owned());
    let of: Vec<(String, Version)> =
        ids.zip(parts.ground.promises.iter().map(|promise| promise.version)).collect();
    let chosen = parts.typing.community(parts.start.community.clone());
    Signal::derive(move || {
        let version =
            chosen.with(|chosen| of.iter().find(|(id, _)| id == chosen).map(|(_, version)| *version));
        version.is_some_and(|version| !versions.contains(&version))
    })
}
