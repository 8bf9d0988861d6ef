//! An internal note: anyone who reads may leave one, residents never see it.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::problem::Problem;
use rules::work::WorkAct;

use super::sheet::{Anew, Sheet, WorkForm, placed};
use crate::ui;
use crate::ui::field::Label;
use crate::ui::text_area::TextArea;
use crate::words::Key;

pub const TEXT_ID: &str = "note-text";
const TEXT: Label = Label::new(TEXT_ID, Key::HandlingNote).hint(Key::HandlingNoteHint);

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, TEXT_ID, TEXT_ID)
}

#[component]
pub fn NoteForm(sheet: Sheet) -> Node {
    let round = sheet.round(WorkAct::Note);
    let open = sheet.typed(WorkAct::Note).is_some();
    view! {
        <details class="panel" open=open>
            <summary class="panel-more">{Key::HandlingNote}</summary>
            <Anew round><Noting sheet/></Anew>
        </details>
    }
}

/// Made anew, and so empty, once a note has been left.
#[component]
fn Noting(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Note, place);
    let typed = sheet.typed(WorkAct::Note).map(|work| work.text).unwrap_or_default();
    view! {
        <WorkForm sheet act=WorkAct::Note problems>
            <TextArea label=TEXT name="work[text]" problems value=typed rows=3/>
            <div class="row"><button class="button plain">{Key::HandlingNoteSave}</button></div>
        </WorkForm>
    }
}
