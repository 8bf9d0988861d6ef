//! The result's clock: standing still while we wait for somebody else, and a new time (handbook §2).

use leptos::prelude::*;
use markup::view;
use rules::calendar::PauseReason;
use rules::problem::{Field as Named, Problem};
use rules::work::WorkAct;

use super::sheet::{ActButton, Anew, Sheet, WorkForm, placed};
use crate::say;
use crate::ui;
use crate::ui::choices::Choices;
use crate::ui::field::{Field, Label};
use crate::ui::node::{Node, Show, part};
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, spoken};

const PAUSE: Label = Label::new(Named::Pause.code(), Key::CourseStaffPauseWhy);
const PAUSE_TEXT_ID: &str = "pause-text";
const PAUSE_TEXT: Label = Label::new(PAUSE_TEXT_ID, Key::CourseStaffPauseText).optional();
const DUE: Label = Label::new(Named::Due.code(), Key::CourseStaffExtendDue);
const REASON_ID: &str = "extend-reason";
const REASON: Label = Label::new(REASON_ID, Key::CourseStaffExtendReason);

fn place_pause(problem: &Problem) -> ui::problems::Problem {
    placed(problem, PAUSE_TEXT_ID, PAUSE_TEXT_ID)
}

fn place_extend(problem: &Problem) -> ui::problems::Problem {
    placed(problem, REASON_ID, REASON_ID)
}

/// What can be done with the result's deadline, below it.
#[component]
pub fn ResultClock(sheet: Sheet) -> Node {
    let Sheet { can, complaint, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let promised = Memo::new(move |_| complaint.with(|complaint| complaint.promised.clone()));
    let waiting = part(move || {
        promised.get().map(|promised| {
            let words =
                spoken(move || phrase::course_staff_promised(say::time::when(promised.due, now.get(), zone)));
            view! { <p class="soft">{words}</p> }
        })
    });
    let pauses = sheet.shows(WorkAct::Pause, |can| can.pause, PAUSE_TEXT_ID);
    let extends = sheet.shows(WorkAct::Extend, |can| can.extend, REASON_ID);
    let pause_round = sheet.round(WorkAct::Pause);
    let extend_round = sheet.round(WorkAct::Extend);
    view! {
        <div class="tight">
            {waiting}
            <Show when=move || can.get().resume>
                <ActButton sheet act=WorkAct::Resume words=Key::CourseStaffResume/>
            </Show>
            <Show when=move || pauses.get()><Anew round=pause_round><PauseForm sheet/></Anew></Show>
            <Show when=move || extends.get()><Anew round=extend_round><ExtendForm sheet/></Anew></Show>
        </div>
    }
}

#[component]
fn PauseForm(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Pause, place_pause);
    let typed = sheet.typed(WorkAct::Pause);
    let open = typed.is_some();
    let typed = typed.unwrap_or_default();
    let reasons =
        PauseReason::ALL.iter().map(|one| (one.code(), say::steps::waits_for_staff(*one))).collect();
    view! {
        <details class="more" open=open>
            <summary>{Key::CourseStaffPause}</summary>
            <p class="soft">{Key::CourseStaffPauseHint}</p>
            <WorkForm sheet act=WorkAct::Pause problems>
                <Choices label=PAUSE name="work[pause]" problems choices=reasons chosen=typed.pause pairs=false/>
                <TextArea label=PAUSE_TEXT name="work[text]" problems value=typed.text rows=2/>
                <button class="button plain small">{Key::CourseStaffPauseDo}</button>
            </WorkForm>
        </details>
    }
}

#[component]
fn ExtendForm(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Extend, place_extend);
    let typed = sheet.typed(WorkAct::Extend);
    let open = typed.is_some();
    let typed = typed.unwrap_or_default();
    let second = sheet.complaint.with_untracked(|complaint| !complaint.can_extend);
    let hint = if second { Key::CourseStaffExtendSecond } else { Key::CourseStaffExtendHint };
    view! {
        <details class="more" open=open>
            <summary>{Key::CourseStaffExtend}</summary>
            <p class="soft">{hint}</p>
            <WorkForm sheet act=WorkAct::Extend problems>
                <Field label=DUE name="work[due]" problems value=typed.due r#type="datetime-local"/>
                <TextArea label=REASON name="work[reason]" problems value=typed.reason rows=2/>
                <button class="button plain small">{Key::CourseStaffExtendDo}</button>
            </WorkForm>
        </details>
    }
}
