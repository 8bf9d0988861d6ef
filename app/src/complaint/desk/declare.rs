//! A matter of major importance, declared in one step, whatever the grade (I5).

use crate::ui::node::{Node, Show};
use leptos::prelude::*;
use markup::view;
use rules::problem::Problem;
use rules::work::WorkAct;

use super::sheet::{Anew, Sheet, WorkForm, placed};
use crate::ui;
use crate::ui::field::{Field, Label};
use crate::words::Key;

const REASON_ID: &str = "declare-reason";
const REASON: Label = Label::new(REASON_ID, Key::AlertDeclareReason);

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, REASON_ID, REASON_ID)
}

#[component]
pub fn DeclareForm(sheet: Sheet) -> Node {
    let round = sheet.round(WorkAct::Declare);
    let shown = sheet.shows(WorkAct::Declare, |can| can.declare, REASON_ID);
    let open = sheet.typed(WorkAct::Declare).is_some();
    view! {
        <Show when=move || shown.get()>
            <details class="panel" open=open>
                <summary class="panel-more">{Key::AlertDeclareTitle}</summary>
                <Anew round><Declaring sheet/></Anew>
            </details>
        </Show>
    }
}

#[component]
fn Declaring(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Declare, place);
    let typed = sheet.typed(WorkAct::Declare).map(|work| work.reason).unwrap_or_default();
    view! {
        <WorkForm sheet act=WorkAct::Declare problems>
            <p class="soft">{Key::AlertDeclareHint}</p>
            <Field label=REASON name="work[reason]" problems value=typed/>
            <div class="row"><button class="button plain">{Key::AlertDeclareSend}</button></div>
        </WorkForm>
    }
}
