//! What is wrong with what was typed: all of it on top, each beside its field.

use leptos::prelude::*;
use markup::view;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

use super::icon::{Icon, icon};
use super::node::{Node, part};
use crate::session;
use crate::words::{Key, Phrase, phrase, spoken};

/// One thing to correct: at which input, in which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The `id` of the input it belongs to.
    pub field: &'static str,
    pub words: Phrase,
}

impl Problem {
    #[must_use]
    pub fn at(field: &'static str, words: impl Into<Phrase>) -> Self {
        Self { field, words: words.into() }
    }
}

/// All problems of a form, shared by its summary and its fields.
pub type Problems = Signal<Vec<Problem>>;

/// Linked to the fields, announced when it appears. Empty while there is nothing to correct.
#[component]
pub fn ProblemSummary(problems: Problems) -> Node {
    let preferences = session::preferences();
    let some = Memo::new(move |_| !problems.with(Vec::is_empty));
    let entry = move |problem: Problem| {
        let to = format!("#{}", problem.field);
        view! { <li><a href=to rel="external">{problem.words.say(preferences.get().language)}</a></li> }
    };
    let summary = move || {
        view! {
            <div class="problems" id="problems" role="alert" tabindex="-1" aria-labelledby="problems-title">
                <h2 id="problems-title">{icon(Icon::Alert)}{move || count(problems.with(Vec::len))}</h2>
                <p>{Key::UiProblemsKept}</p>
                <ul>{part(move || problems.get().into_iter().map(entry).collect::<Vec<_>>())}</ul>
            </div>
        }
    };
    part(move || some.get().then(summary))
}

/// The sentence above one input, and whether there is one.
pub fn sentence(problems: Problems, field: &'static str) -> Signal<Option<String>> {
    let preferences = session::preferences();
    Signal::derive(move || {
        let language = preferences.get().language;
        problems.with(|all| {
            all.iter().find(|problem| problem.field == field).map(|found| found.words.say(language))
        })
    })
}

/// The title of a form's page, which says first that there is something to correct.
#[must_use]
pub fn title_with(problems: Problems, title: Key) -> Signal<String> {
    title_with_words(problems, spoken(move || title.into()))
}

/// The same for a title that is more than one text.
#[must_use]
pub fn title_with_words(problems: Problems, title: Signal<String>) -> Signal<String> {
    let preferences = session::preferences();
    Signal::derive(move || {
        let language = preferences.get().language;
        match problems.with(Vec::len) {
            0 => title.get(),
            many => phrase::ui_problems_in_title(count(many).say(language), title.get()).say(language),
        }
    })
}

fn count(many: usize) -> Phrase {
    if many == 1 { Key::UiProblemsOne.into() } else { phrase::ui_problems_many(many) }
}

/// Puts the reader where the problems are named.
pub(super) fn focus_summary() {
    if let Some(summary) = document().get_element_by_id("problems") {
        let _ = summary.unchecked_into::<HtmlElement>().focus();
    }
}
