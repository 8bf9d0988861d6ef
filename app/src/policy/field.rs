//! The small inputs of the form: in rows of a table, named for who cannot see the table.

use leptos::prelude::*;
use markup::view;
use rules::policy::Item;

use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node, part};
use crate::ui::problems::{Problems, sentence};
use crate::words::{Key, Phrase, phrase};

/// One input: what of, in which row, under which name, and what it holds.
pub(super) struct Cell {
    pub item: Item,
    pub row: usize,
    pub name: &'static str,
    pub value: String,
    /// What the version before says, where that is something else.
    pub was: Option<Phrase>,
    pub class: &'static str,
    pub unit: Node,
}

impl Cell {
    pub fn new(item: Item, row: usize, name: &'static str, value: String) -> Self {
        Self { item, row, name, value, was: None, class: "input tiny", unit: Node::nothing() }
    }

    /// Input, unit, what was before and what is wrong.
    pub fn view(self, problems: Problems) -> Node {
        let id = say::policy::id(self.item, self.row);
        let wrong = sentence(problems, id);
        let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
        let numeric = (self.class == "input tiny").then_some("numeric");
        let changed = self.was.is_some();
        view! {
            <div class="cell" class:wrong=is_wrong>
                <span class="with-unit" class:changed=changed>
                    <input
                        class=self.class
                        id=id
                        name=self.name
                        value=self.value
                        inputmode=numeric
                        aria-label=say::policy::name(self.item, self.row)
                        aria-invalid=move || is_wrong.get().then_some("true")
                        aria-describedby=move || is_wrong.get().then(|| format!("{id}-wrong"))
                    />
                    {self.unit}
                </span>
                {self.was.map(|was| view! { <span class="from">{phrase::policy_was(was)}</span> })}
                {what_is_wrong(id, wrong)}
            </div>
        }
    }
}

/// The sentence beside an input.
pub(super) fn what_is_wrong(id: &'static str, wrong: Signal<Option<String>>) -> Node {
    let sentence = move |words: String| {
        view! { <p class="why-wrong" id=format!("{id}-wrong")>{icon(Icon::Alert)}{words}</p> }
    };
    part(move || wrong.get().map(sentence))
}

/// A list to choose one of.
pub(super) fn select(
    name: &'static str,
    label: Phrase,
    offered: impl Iterator<Item = (&'static str, Key)>,
    chosen: &str,
) -> Node {
    let option = |(code, words): (&'static str, Key)| {
        view! { <option value=code selected=code == chosen>{words}</option> }
    };
    let options: Vec<Node> = offered.map(option).collect();
    view! { <select class="select" name=name aria-label=label>{options}</select> }
}

/// A box with its words.
pub(super) fn tick(name: &'static str, words: Key, ticked: &str) -> Node {
    view! {
        <label class="choice bare">
            <input type="checkbox" name=name value="yes" checked=!ticked.is_empty()/>
            <span>{words}</span>
        </label>
    }
    .into_node()
}
