//! A person's second look at the grade, which the resident has asked for (handbook §2, PIPL art. 24).

use leptos::prelude::*;
use markup::view;
use rules::problem::Problem;
use rules::work::WorkAct;

use super::sheet::{Sheet, WorkForm, placed};
use crate::ui;
use crate::ui::field::Label;
use crate::ui::node::{Node, Show};
use crate::ui::text_area::TextArea;
use crate::words::Key;

const TEXT_ID: &str = "review-text";
const TEXT: Label = Label::new(TEXT_ID, Key::CourseStaffReviewText).hint(Key::CourseStaffReviewHint);

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, TEXT_ID, TEXT_ID)
}

#[component]
pub fn Review(sheet: Sheet) -> Node {
    let Sheet { complaint, .. } = sheet;
    let asked = Memo::new(move |_| complaint.with(|complaint| complaint.review.is_some()));
    let answers = sheet.shows(WorkAct::Review, |can| can.review, TEXT_ID);
    view! {
        <Show when=move || asked.get() || answers.get()>
            <section class="panel" aria-labelledby="review-title">
                <h2 id="review-title">{Key::CourseStaffReview}</h2>
                <Show when=move || !answers.get()>
                    <p class="soft">{Key::CourseStaffReviewNotYours}</p>
                </Show>
                <Show when=move || answers.get()><Form sheet/></Show>
            </section>
        </Show>
    }
}

#[component]
fn Form(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Review, place);
    let typed = sheet.typed(WorkAct::Review).map(|work| work.text).unwrap_or_default();
    view! {
        <WorkForm sheet act=WorkAct::Review problems>
            <TextArea label=TEXT name="work[text]" problems value=typed rows=3/>
            <button class="button small">{Key::CourseStaffReviewDo}</button>
        </WorkForm>
    }
}
