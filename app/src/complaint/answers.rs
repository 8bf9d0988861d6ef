//! Questions of a kind and what was answered, as either side reads them.

use leptos::prelude::*;
use markup::view;
use rules::question::{Answered, Question};

use crate::session;
use crate::ui::node::Node;

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
