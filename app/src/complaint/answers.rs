//! Questions of a kind and what was answered, as either side reads them.

use leptos::prelude::*;
use markup::view;
use rules::question::{Answered, Question};

use crate::session;
use crate::ui::node::Node;

#[cfg(feature = "ssr")]
pub use self::server::{spoken_in_each, written};

/// A question in the reader's language.
pub fn said(question: &Question) -> Signal<String> {
    let (question, preferences) = (question.clone(), session::preferences());
    Signal::derive(move || question.say(preferences.get().language).to_owned())
}

/// Nothing where nothing was answered.
pub fn answers(given: &[Answered]) -> Option<Node> {
    let one = |given: &Answered| {
        view! { <div><dt>{said(&given.question)}</dt><dd>{given.answer.clone()}</dd></div> }
    };
    let all: Vec<Node> = given.iter().map(one).collect();
    (!all.is_empty()).then(|| view! { <dl class="answers">{all}</dl> })
}

/// Written once in every language, for pages whose program is to stay small: the style sheet shows
/// the reader's.
#[cfg(feature = "ssr")]
mod server {
    use leptos::prelude::RenderHtml;
    use markup::view;
    use rules::language::Language;
    use rules::question::Answered;

    use crate::ui::node::{IntoNode, Node};

    pub fn spoken_in_each(words: impl Fn(Language) -> Node) -> Node {
        let each = |language: &Language| view! { <span lang=language.code()>{words(*language)}</span> };
        Language::ALL.iter().map(each).collect::<Vec<Node>>().into_node()
    }

    /// The HTML of [`answers`](super::answers).
    #[must_use]
    pub fn written(given: &[Answered]) -> String {
        let one = |given: &Answered| {
            let asked = spoken_in_each(|language| given.question.say(language).to_owned().into_node());
            view! { <div><dt>{asked}</dt><dd>{given.answer.clone()}</dd></div> }
        };
        given.iter().map(one).collect::<Vec<Node>>().into_node().to_html()
    }
}
