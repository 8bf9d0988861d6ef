//! The answer to the resident, read over while it is written. Nothing it finds ever stops it from
//! being sent.

use crate::ui::node::{Node, Show};
use leptos::prelude::*;
use markup::view;
use rules::approval::Wording;
use rules::language::Language;
use rules::problem::Problem;
use rules::reply::{Advice, Remark, check};
use rules::work::WorkAct;

use super::alike::ToAll;
use super::approval::{Back, FirstAnswer, SubmitHint, Why, came_back};
use super::commitment::{self, Promising, pledged};
use super::ready::{Ready, with_phrase};
use super::remark::{Found, Remarks, SorryOrNot};
use super::sheet::{Anew, Sheet, WorkForm, placed};
use super::since::use_since;
use crate::session;
use crate::ui;
use crate::ui::field::Label;
use crate::ui::text_area::{TextArea, text_area, type_into};
use crate::words::{Key, say, spoken};

pub const TEXT_ID: &str = "reply-text";
const TEXT: Label = Label::new(TEXT_ID, Key::HandlingReplyText).hint(Key::HandlingReplyHint);

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, TEXT_ID, TEXT_ID)
}

#[component]
pub fn ReplyForm(sheet: Sheet) -> Node {
    let round = sheet.round(WorkAct::Reply);
    let back = sheet.complaint.with_untracked(came_back);
    let back = StoredValue::new(
        back.filter(|back| !matches!(back.wording, Wording::Result { .. } | Wording::Recommitment { .. })),
    );
    view! {
        <section class="panel" aria-labelledby="reply-title">
            <h2 id="reply-title">{Key::HandlingReply}</h2>
            <FirstAnswer sheet/>
            <Anew round><Writing sheet back=back.try_update_value(Option::take).flatten()/></Anew>
        </section>
    }
}

/// Made anew, and so empty, once a reply has been sent.
#[component]
fn Writing(sheet: Sheet, back: Option<Back>) -> Node {
    let problems = sheet.problems(WorkAct::Reply, place);
    let typed = sheet.typed(WorkAct::Reply);
    let zone = sheet.complaint.with_untracked(|complaint| complaint.terms.zone);
    let promise = typed.as_ref().map(|work| work.commitment.clone());
    let promise = promise.or(back.as_ref().and_then(|back| pledged(back, zone))).unwrap_or_default();
    let typed = typed.map(|work| work.text);
    let typed = typed.or(back.as_ref().map(|back| back.text.clone())).unwrap_or_default();
    let writing = RwSignal::new(typed.clone());
    // What was typed before the scripts arrived is read over too.
    Effect::new(move || writing.set(in_the_field().unwrap_or_default()));
    let found = Memo::new(move |_| writing.with(|text| found(text)));
    let preferences = session::preferences();
    let put = Callback::new(move |found: Found| {
        if let Some(phrase) = found.offers() {
            let words = say(script(preferences.get_untracked().language), phrase);
            writing.update(|text| replace(text, &found, words));
            put_into_the_field(&writing.get_untracked());
        }
    });
    let record = Callback::new(move |found: Found| {
        writing.with_untracked(|text| commitment::record(text, &found, sheet.now.get_untracked(), zone));
    });
    let insert = Callback::new(move |phrase: String| {
        let (Some(field), text) = (text_area(TEXT_ID), writing.get_untracked()) else { return };
        let caret = field.selection_end().ok().flatten().map_or(usize::MAX, |at| at as usize);
        let (text, end) = with_phrase(&text, caret, &phrase);
        put_into_the_field(&text);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        let _ = field.set_selection_range(end, end);
        writing.set(text);
    });
    let advice = Memo::new(move |_| {
        let fault = sheet.complaint.with(|complaint| complaint.facts.cause.into());
        writing.with(|text| Advice::on(fault, text))
    });
    let pending = sheet.form.pending();
    let since = use_since(sheet, WorkAct::Reply, TEXT_ID);
    let send = spoken(move || {
        match (sheet.can.get().submits, since.is_held()) {
            (true, _) => Key::ApprovalSubmit,
            (false, true) => Key::TogetherSendAnyway,
            (false, false) => Key::HandlingReplySend,
        }
        .into()
    });
    let ask_words = spoken(move || {
        if sheet.can.get().submits { Key::ApprovalSubmitQuestion } else { Key::HandlingAskSend }.into()
    });
    let ask = move || sheet.can.get().ask;
    let plan = move || sheet.can.get().plan;
    view! {
        <WorkForm sheet act=WorkAct::Reply sends_act=false problems>
            <Why back/>
            {since.show()}
            <div on:input=move |_| writing.set(in_the_field().unwrap_or_default())>
                <TextArea label=TEXT name="work[text]" problems value=typed rows=5/>
            </div>
            <Ready sheet put=insert/>
            <Remarks found put record/>
            <SorryOrNot sheet advice put=insert/>
            <Promising sheet problems typed=promise/>
            <ToAll sheet/>
            <SubmitHint sheet/>
            <div class="row">
                <button class="button" name="work[act]" value=WorkAct::Reply.code() aria-busy=move || {
                    pending.get().then_some("true")
                }>{send}</button>
                <Show when=plan>
                    <button class="button plain" name="work[act]" value=WorkAct::Plan.code()>
                        {Key::HandlingPlanSend}
                    </button>
                </Show>
                <Show when=ask>
                    <button class="button plain" name="work[act]" value=WorkAct::Ask.code()>
                        {ask_words}
                    </button>
                </Show>
            </div>
        </WorkForm>
    }
}

fn found(text: &str) -> Vec<Found> {
    let found = |remark: Remark| Found { words: text[remark.range()].to_owned(), remark };
    check(text).into_iter().map(found).collect()
}

/// The phrases not to be said are Chinese, and so is what is said instead.
const fn script(language: Language) -> Language {
    match language {
        Language::ZhHant => Language::ZhHant,
        Language::ZhHans | Language::En => Language::ZhHans,
    }
}

/// Only where the words still stand as they were found.
fn replace(text: &mut String, found: &Found, words: &str) {
    let range = found.remark.range();
    if text.get(range.clone()) == Some(found.words.as_str()) {
        text.replace_range(range, words);
    }
}

fn in_the_field() -> Option<String> {
    Some(text_area(TEXT_ID)?.value())
}

fn put_into_the_field(text: &str) {
    if let Some(field) = text_area(TEXT_ID) {
        type_into(&field, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offered_phrase_takes_the_place_of_the_words_and_of_nothing_else() {
        let mut text = "具体哪天能恢复我们也不清楚。请稍候。".to_owned();
        let remarks = found(&text);
        let [unsure] = remarks.as_slice() else { panic!("{remarks:?}") };
        replace(&mut text, unsure, "我们问明后回复您");
        assert!(text.contains("我们问明后回复您") && text.ends_with("请稍候。"), "{text}");
        assert!(!text.contains("不清楚"), "{text}");
        let after = text.clone();
        replace(&mut text, unsure, "again");
        assert_eq!(text, after, "the words are gone, so nothing is replaced");
    }
}
