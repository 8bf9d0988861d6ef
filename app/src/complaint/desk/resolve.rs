//! How it ends: what was found, what was done, and the words that tell her.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::approval::Wording;
use rules::problem::{Field, Problem};
use rules::reply::Advice;
use rules::resolution::{Finding, Outcome};
use rules::work::{WorkAct, WorkDraft};
use web_sys::HtmlInputElement;
use web_sys::wasm_bindgen::JsCast;

use super::approval::{Back, SubmitHint, Why, came_back};
use super::remark::SorryOrNot;
use super::sheet::{Anew, Sheet, WorkForm, placed};
use super::since::use_since;
use crate::say;
use crate::ui;
use crate::ui::choices::{Choices, Several};
use crate::ui::field::Label;
use crate::ui::text_area::{TextArea, text_area, type_into};
use crate::words::{Key, spoken};

pub const TEXT_ID: &str = "resolve-text";
const FINDING: Label = Label::new(Field::Finding.code(), Key::ResolutionFinding);
const OUTCOME: Label = Label::new(Field::Outcome.code(), Key::ResolutionOutcome);
const TEXT: Label = Label::new(TEXT_ID, Key::HandlingResolveText).hint(Key::HandlingResolveHint);

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, TEXT_ID, TEXT_ID)
}

#[component]
pub fn ResolveForm(sheet: Sheet) -> Node {
    let back = sheet.complaint.with_untracked(came_back);
    let back = back.filter(|back| matches!(back.wording, Wording::Result { .. }));
    let open = sheet.typed(WorkAct::Resolve).is_some() || back.is_some();
    let back = StoredValue::new(back);
    let round = sheet.round(WorkAct::Resolve);
    view! {
        <details class="panel" open=open>
            <summary class="panel-more">{Key::HandlingResolve}</summary>
            <Anew round><Ending sheet back=back.try_update_value(Option::take).flatten()/></Anew>
        </details>
    }
}

/// Made anew, and so empty, once the result has been told.
#[component]
fn Ending(sheet: Sheet, back: Option<Back>) -> Node {
    let problems = sheet.problems(WorkAct::Resolve, place);
    let typed = sheet.typed(WorkAct::Resolve).or(back.as_ref().map(draft)).unwrap_or_default();
    let since = use_since(sheet, WorkAct::Resolve, TEXT_ID);
    let send = spoken(move || {
        if sheet.can.get().submits { Key::ApprovalSubmitResult } else { Key::HandlingResolveSend }.into()
    });
    let findings = Finding::ALL.iter().map(|one| (one.code(), say::finding(*one))).collect();
    let outcomes = Outcome::ALL.iter().map(|one| (one.code(), say::outcome(*one))).collect();
    let (writing, finding) = (RwSignal::new(String::new()), RwSignal::new(None::<Finding>));
    let advice = Memo::new(move |_| {
        let finding = finding.get()?;
        writing.with(|text| Advice::on(finding.into(), text))
    });
    let put = Callback::new(move |phrase: String| {
        if let Some(field) = text_area(TEXT_ID) {
            let text = format!("{phrase}{}", field.value());
            type_into(&field, &text);
        }
    });
    view! {
            <WorkForm sheet act=WorkAct::Resolve problems>
                <Why back/>
                {since.show()}
                <div on:change=move |_| {
                    finding.set(chosen());
                    writing.set(in_the_field());
                }>
                    <Choices
                        label=FINDING
                        name="work[finding]"
                        problems
                        choices=findings
                        chosen=typed.finding
                        pairs=true
                    />
                </div>
                <Several
                    label=OUTCOME
                    name="work[outcome][]"
                    problems
                    choices=outcomes
                    chosen=typed.outcome
                    pairs=true
                />
                <div on:input=move |_| writing.set(in_the_field())>
                    <TextArea label=TEXT name="work[text]" problems value=typed.text rows=4/>
                </div>
                <SorryOrNot sheet advice put/>
                <SubmitHint sheet/>
                <div class="row">
                    <button class="button plain">{send}</button>
                    <span class="soft">{Key::HandlingResolveSurvey}</span>
                </div>
            </WorkForm>
    }
}

fn in_the_field() -> String {
    text_area(TEXT_ID).map(|field| field.value()).unwrap_or_default()
}

fn chosen() -> Option<Finding> {
    let chosen = document().query_selector("input[name='work[finding]']:checked").ok().flatten()?;
    Finding::from_code(&chosen.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// The form as it was submitted.
fn draft(back: &Back) -> WorkDraft {
    let (finding, outcome) = match &back.wording {
        Wording::Result { finding, outcomes } => {
            (finding.code().to_owned(), outcomes.iter().map(|one| one.code().to_owned()).collect())
        }
        _ => Default::default(),
    };
    WorkDraft { finding, outcome, text: back.text.clone(), ..WorkDraft::default() }
}
