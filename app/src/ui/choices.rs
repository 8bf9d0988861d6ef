//! One of several, or some of several.

use super::node::Node;
use leptos::prelude::*;
use markup::view;

use super::field::{Label, optional, remarks};
use super::problems::{Problems, sentence};
use crate::words::Key;

/// One thing to choose: its value in the form, and its words.
pub type Choice = (&'static str, Key);

/// Radio buttons. The first has the label's id, so that a problem's link leads to it.
#[component]
pub fn Choices(
    label: Label,
    name: &'static str,
    problems: Problems,
    choices: Vec<Choice>,
    /// The value chosen at the start; any other word means none.
    #[prop(optional, into)]
    chosen: String,
    /// Two abreast where there is room.
    #[prop(optional)]
    pairs: bool,
) -> Node {
    group(label, name, problems, "radio", choices, pairs, vec![chosen])
}

/// Check boxes; all of them share one name, which should end in `[]`.
#[component]
pub fn Several(
    label: Label,
    name: &'static str,
    problems: Problems,
    choices: Vec<Choice>,
    /// The values ticked at the start.
    #[prop(optional)]
    chosen: Vec<String>,
    /// Two abreast where there is room.
    #[prop(optional)]
    pairs: bool,
) -> Node {
    group(label, name, problems, "checkbox", choices, pairs, chosen)
}

fn group(
    label: Label,
    name: &'static str,
    problems: Problems,
    kind: &'static str,
    choices: Vec<Choice>,
    pairs: bool,
    chosen: Vec<String>,
) -> Node {
    let wrong = sentence(problems, label.id);
    let inputs: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(at, (value, words))| {
            let id = if at == 0 { label.id.to_owned() } else { format!("{}-{value}", label.id) };
            view! {
                <label class="choice">
                    <input id=id r#type=kind name=name value=value checked=chosen.iter().any(|one| one == value)/>
                    <span>{words}</span>
                </label>
            }
        })
        .collect();
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    let described = Signal::derive(move || is_wrong.get().then(|| format!("{}-wrong", label.id)));
    view! {
        <fieldset class="group" class:wrong=is_wrong aria-describedby=described>
            <legend>{label.label}{optional(label)}</legend>
            {remarks(label, wrong)}
            <div class="choices" class:pairs=pairs>{inputs}</div>
        </fieldset>
    }
}
