//! One input with its label, hint and problem.
//!
//! The draft lives in the page: `value` is where it starts, and nothing here ever writes to an
//! input again, so what is typed before the scripts arrive stays.

use leptos::prelude::*;
use markup::view;

use super::icon::{Icon, icon};
use super::node::{Inside, IntoNode, Node, part};
use super::problems::{Problems, sentence};
use crate::words::Key;

/// What every labelled input has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Of the input, unique on the page; problems name it.
    pub id: &'static str,
    pub label: Key,
    pub hint: Option<Key>,
    pub optional: bool,
}

impl Label {
    #[must_use]
    pub const fn new(id: &'static str, label: Key) -> Self {
        Self { id, label, hint: None, optional: false }
    }

    #[must_use]
    pub const fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(hint);
        self
    }

    /// May stay empty, and says so.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// A one-line input.
#[component]
pub fn Field(
    label: Label,
    name: &'static str,
    problems: Problems,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    #[prop(default = "text")] r#type: &'static str,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    /// The id of a `<datalist>` to pick from.
    #[prop(optional)]
    list: Option<&'static str>,
    /// `input`, `input medium` or `input short`.
    #[prop(default = "input")]
    class: &'static str,
) -> Node {
    let (invalid, described) = describe(label, problems);
    view! {
        <Labelled label problems>
            <input
                class=class
                id=label.id
                name=name
                r#type=r#type
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                list=list
                aria-invalid=invalid
                aria-describedby=described
            />
        </Labelled>
    }
}

/// Label, hint and problem around any one control.
#[component]
pub fn Labelled(label: Label, problems: Problems, children: Inside) -> Node {
    let wrong = sentence(problems, label.id);
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    view! {
        <div class="field" class:wrong=is_wrong>
            <label for=label.id>{label.label}{optional(label)}</label>
            {remarks(label, wrong)}
            {children.view()}
        </div>
    }
}

/// `aria-invalid` and `aria-describedby` of a labelled control.
pub fn describe(label: Label, problems: Problems) -> (Signal<Option<&'static str>>, Signal<Option<String>>) {
    let wrong = sentence(problems, label.id);
    let invalid = Signal::derive(move || wrong.with(Option::is_some).then_some("true"));
    let described = Signal::derive(move || {
        let hint = label.hint.map(|_| format!("{}-hint", label.id));
        let wrong = wrong.with(Option::is_some).then(|| format!("{}-wrong", label.id));
        let ids: Vec<String> = [hint, wrong].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    });
    (invalid, described)
}

/// The word beside a label that may stay empty.
pub fn optional(label: Label) -> Node {
    label.optional.then(|| view! { <span class="optional">{Key::UiOptional}</span> }).into_node()
}

/// The hint under a label, and the problem under the hint.
pub fn remarks(label: Label, wrong: Signal<Option<String>>) -> Node {
    let hint = label.hint.map(|hint| {
        view! { <p class="hint" id=format!("{}-hint", label.id)>{hint}</p> }
    });
    let sentence = move |words: String| {
        let id = format!("{}-wrong", label.id);
        view! { <p class="why-wrong" id=id>{icon(Icon::Alert)}{words}</p> }
    };
    (hint, part(move || wrong.get().map(sentence))).into_node()
}
