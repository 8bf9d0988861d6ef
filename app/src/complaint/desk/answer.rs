//! What is asked about the kind, in its order, and what was answered; whoever takes a call asks on
//! and writes it down (handbook I6).

use leptos::prelude::*;
use markup::view;
use rules::problem::{Field, Problem, What};
use rules::question::Question;
use rules::view::Complaint;
use rules::work::WorkAct;

use super::sheet::{Anew, Sheet, WorkForm};
use crate::complaint::answers::{answers, said};
use crate::say;
use crate::ui;
use crate::ui::field::{Label, remarks};
use crate::ui::node::{Node, Show, part};
use crate::ui::problems::sentence;
use crate::words::Key;

const ANSWERS: Label = Label::new("answers", Key::HandlingAnswer).hint(Key::HandlingAnswerHint);

fn place(problem: &Problem) -> ui::problems::Problem {
    match (problem.field, &problem.what) {
        (Field::Answers, What::Missing) => ui::problems::Problem::at(ANSWERS.id, Key::HandlingAnswerMissing),
        _ => say::problem::problem(problem),
    }
}

#[component]
pub fn AnswerPanel(sheet: Sheet) -> Node {
    let asks = Memo::new(move |_| {
        sheet.complaint.with(|complaint| !(complaint.asked.is_empty() && complaint.answers.is_empty()))
    });
    let can = Memo::new(move |_| sheet.can.get().answer);
    let round = sheet.round(WorkAct::Answer);
    let open = sheet.typed(WorkAct::Answer).is_some();
    view! {
        <Show when=move || asks.get()>
            <section class="panel">
                <h2>{Key::HandlingAsked}</h2>
                {part(move || sheet.complaint.with(listed))}
                <Show when=move || can.get()>
                    <details open=open>
                        <summary class="panel-more">{Key::HandlingAnswer}</summary>
                        <Anew round><Answering sheet/></Anew>
                    </details>
                </Show>
            </section>
        </Show>
    }
}

/// First what was answered, then what is still to ask.
fn listed(complaint: &Complaint) -> Node {
    let open = complaint
        .asked
        .iter()
        .filter(|asked| complaint.answers.iter().all(|given| !given.question.is_like(asked)));
    let open: Vec<Node> = open
        .map(|asked| {
            view! { <div><dt>{said(asked)}</dt><dd class="soft">{Key::HandlingAskedNone}</dd></div> }
        })
        .collect();
    let open = (!open.is_empty()).then(|| view! { <dl class="answers">{open}</dl> });
    view! { {answers(&complaint.answers)}{open} }
}

/// Made anew, and so empty, once answers have been saved.
#[component]
fn Answering(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Answer, place);
    let typed = sheet.typed(WorkAct::Answer).map(|work| work.answers).unwrap_or_default();
    let wrong = sentence(problems, ANSWERS.id);
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    let fields = sheet.complaint.with_untracked(|complaint| {
        let field = |question: &Question| {
            let key = question.key(complaint.kind);
            let (name, value) = (format!("work[answers][{key}]"), typed.under(&key).to_owned());
            view! {
                <div class="field">
                    <label for=key.clone()>{said(question)}</label>
                    <input class="input" id=key name=name value=value autocomplete="off"/>
                </div>
            }
        };
        complaint.asked.iter().map(field).collect::<Vec<Node>>()
    });
    view! {
        <WorkForm sheet act=WorkAct::Answer problems>
            <fieldset class="group stack" id=ANSWERS.id tabindex="-1" class:wrong=is_wrong>
                <legend class="unseen">{ANSWERS.label}</legend>
                {remarks(ANSWERS, wrong)}
                {fields}
            </fieldset>
            <div class="row"><button class="button plain">{Key::HandlingAnswerSave}</button></div>
        </WorkForm>
    }
}
