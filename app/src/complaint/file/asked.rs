//! What is asked about the kind that is chosen. The questions of every kind stand on the page, in
//! every language, and the style sheet shows those that are wanted: so they work without scripts, and
//! the program of the page, which leaves them as they were written, need not know them.

use leptos::prelude::*;
use markup::view;
use rules::complaint::{Draft, Ground};
use rules::policy::Version;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement};

use crate::ui::field::{Label, remarks};
use crate::ui::node::Node;
use crate::ui::problems::{Problems, sentence};
use crate::words::Key;

const ANSWERS: Label = Label::new("answers", Key::ProblemFieldAnswers);

/// What the questions are written from.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub ground: &'a Ground,
    pub start: &'a Draft,
    pub problems: Problems,
}

pub fn asked(asking: Asking<'_>) -> Node {
    let wrong = sentence(asking.problems, ANSWERS.id);
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    view! {
        <div class="asked" id=ANSWERS.id tabindex="-1" class:wrong=is_wrong>
            {remarks(ANSWERS, wrong)}
            <div class="spoken" inner_html=written(asking)></div>
        </div>
    }
}

/// Hides the questions of other kinds, which not every browser's style sheet can, and what only another
/// community than the chosen one asks.
pub fn show(form: &HtmlFormElement, draft: &Draft, ground: &Ground) {
    let Ok(found) = form.query_selector_all("[data-of], [data-in]") else { return };
    let promise = ground.promise(&draft.community);
    let version = promise.map_or_else(|| " ".to_owned(), |promise| listed(&[promise.version]));
    for at in 0..found.length() {
        let Some(one) = found.item(at).and_then(|one| one.dyn_into::<Element>().ok()) else { continue };
        let asked = match one.get_attribute("data-of") {
            Some(kind) => kind == draft.kind,
            None => one.get_attribute("data-in").is_some_and(|all| all.contains(&version)),
        };
        let _ = if asked { one.remove_attribute("hidden") } else { one.set_attribute("hidden", "") };
    }
}

/// Folds the questions away, for a draft that comes back by itself: nothing may move then that nobody
/// touched.
pub fn fold(form: &HtmlFormElement) {
    let Ok(found) = form.query_selector_all(".asked details") else { return };
    for one in (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok()) {
        let _ = one.remove_attribute("open");
    }
}

/// Set off by spaces, so that one is not found in another.
fn listed(versions: &[Version]) -> String {
    versions.iter().fold(" ".to_owned(), |all, version| all + &version.0.to_string() + " ")
}

#[cfg(feature = "ssr")]
use server::written;

/// In the browser they are on the page already.
#[cfg(not(feature = "ssr"))]
fn written(_: Asking<'_>) -> String {
    String::new()
}

/// How they are written.
#[cfg(feature = "ssr")]
mod server {
    use leptos::prelude::RenderHtml;
    use markup::view;
    use rules::kind::Kind;
    use rules::policy::Version;
    use rules::question::Question;

    use super::{Asking, listed};
    use crate::complaint::answers::spoken_in_each;
    use crate::say;
    use crate::ui::node::{IntoNode, Node};
    use crate::words::{self, Key};

    /// A question, and the versions that ask it.
    type Shared<'a> = (&'a Question, Vec<Version>);

    pub fn written(asking: Asking<'_>) -> String {
        let kinds = Kind::ALL.iter().filter_map(|kind| of_kind(asking, *kind));
        kinds.collect::<Vec<Node>>().into_node().to_html()
    }

    fn of_kind(asking: Asking<'_>, kind: Kind) -> Option<Node> {
        let shared = shared(asking, kind);
        if shared.is_empty() {
            return None;
        }
        let questions: Vec<Node> = shared.into_iter().map(|one| field(asking, kind, one)).collect();
        let asked = words::phrase::complaint_asked(say::kind(kind));
        Some(view! {
            <details class="more" data-of=kind.code() open=true>
                <summary>{spoken_in_each(|language| asked.say(language).into_node())}</summary>
                <div>{questions}</div>
            </details>
        })
    }

    /// Communities may go by different versions: what several ask is one field.
    fn shared(asking: Asking<'_>, kind: Kind) -> Vec<Shared<'_>> {
        let mut all: Vec<Shared<'_>> = Vec::new();
        for asked in &asking.ground.asked {
            for question in asked.of(kind) {
                match all.iter_mut().find(|(known, _)| known.is_like(question)) {
                    Some((_, versions)) => versions.push(asked.version),
                    None => all.push((question, vec![asked.version])),
                }
            }
        }
        all
    }

    fn field(asking: Asking<'_>, kind: Kind, (question, versions): Shared<'_>) -> Node {
        let key = question.key(kind);
        let name = format!("draft[answers][{key}]");
        let value = asking.start.answers.under(&key).to_owned();
        let several = asking.ground.asked.len() > 1;
        let label = spoken_in_each(|language| {
            let needed = if question.needed { words::say(language, Key::ComplaintAskedNeeded) } else { "" };
            format!("{}{needed}", question.say(language)).into_node()
        });
        view! {
            <div class="field" data-in=several.then(|| listed(&versions))>
                <label for=key.clone()>{label}</label>
                <input class="input" id=key name=name value=value autocomplete="off"/>
            </div>
        }
    }
}
