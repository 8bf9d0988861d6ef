//! Who was asked to help, and what came of it; responsibility stays where it is (rule 3b).

use crate::ui::node::{Node, Show, part};
use leptos::prelude::*;
use markup::view;
use rules::access::Staff;
use rules::help::Help;
use rules::moment::{Moment, Zone};
use rules::problem::{Field, Problem};
use rules::view::Complaint;
use rules::work::WorkAct;

use super::can::Can;
use super::sheet::{Anew, Sheet, WorkForm, no_problems, placed};
use super::whom::Whom;
use crate::account::me;
use crate::say;
use crate::ui;
use crate::ui::field::Label;
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, spoken};

const OF_ID: &str = "help-of";
const OF: Label = Label::new(OF_ID, Key::TransferHelpOf);
const TEXT_ID: &str = "help-text";
const TEXT: Label = Label::new(TEXT_ID, Key::TransferHelpText);
const ANSWER_ID: &str = "help-answer";
const ANSWER: Label = Label::new(ANSWER_ID, Key::TransferHelpAnswer);

fn place_ask(problem: &Problem) -> ui::problems::Problem {
    match problem.field {
        Field::To => ui::problems::Problem::at(OF_ID, say::problem::sentence(Field::To, &problem.what)),
        _ => placed(problem, TEXT_ID, TEXT_ID),
    }
}

fn place_answer(problem: &Problem) -> ui::problems::Problem {
    placed(problem, ANSWER_ID, ANSWER_ID)
}

#[component]
pub fn HelpPanel(sheet: Sheet) -> Node {
    let Sheet { complaint, .. } = sheet;
    let viewer = StoredValue::new(me());
    let helps = Memo::new(move |_| complaint.with(shown));
    let asks = sheet.shows(WorkAct::AskHelp, |can| can.ask_help, TEXT_ID);
    let answers = sheet.shows(WorkAct::Help, |can| can.help, ANSWER_ID);
    view! {
        <Show when=move || asks.get() || answers.get() || helps.with(|helps| !helps.is_empty())>
            <section class="panel" aria-labelledby="help-title">
                <h2 id="help-title">{Key::TransferHelpTitle}</h2>
                <Asked sheet viewer helps/>
                <Show when=move || answers.get()><AnswerForm sheet viewer/></Show>
                <Show when=move || asks.get()><AskForm sheet/></Show>
            </section>
        </Show>
    }
}

/// Who was asked what since when, and the answers.
#[component]
fn Asked(sheet: Sheet, viewer: StoredValue<Option<Staff>>, helps: Memo<Vec<Help>>) -> Node {
    let Sheet { complaint, can, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    part(move || {
        let can = can.get();
        let line = |help: Help| {
            let ends = viewer.with_value(|me| me.as_ref().is_some_and(|me| may_end(&help, can, me)));
            line(sheet, help, ends, now, zone)
        };
        let lines: Vec<Node> = helps.get().into_iter().map(line).collect();
        (!lines.is_empty()).then(|| view! { <ol class="called">{lines}</ol> })
    })
}

/// What was withdrawn stands on the timeline only.
fn shown(complaint: &Complaint) -> Vec<Help> {
    complaint.helps.iter().filter(|help| help.withdrawn.is_none()).cloned().collect()
}

fn may_end(help: &Help, can: Can, me: &Staff) -> bool {
    help.is_open() && (can.ask_help || help.by.id == me.id)
}

fn line(sheet: Sheet, help: Help, ends: bool, now: Signal<Moment>, zone: Zone) -> Node {
    let of = say::transfer::receiver(&help.of);
    let of = spoken(move || phrase::transfer_event_help_asked(of.clone()));
    let (by, at) = (help.by.name, help.at);
    let asked = spoken(move || phrase::transfer_help_asked(&by, say::time::when(at, now.get(), zone)));
    let answer = match help.answer {
        None => view! { <p class="soft">{Key::TransferHelpWaiting}</p> },
        Some(answer) => {
            let (name, at) = (answer.by.name, answer.at);
            let when =
                spoken(move || phrase::transfer_help_answered(&name, say::time::when(at, now.get(), zone)));
            view! {
                <p class="done">{when}</p>
                <blockquote class="said inside"><p>{answer.text}</p></blockquote>
            }
        }
    };
    let number = help.number.to_string();
    let end = ends.then(|| {
        view! {
            <WorkForm sheet act=WorkAct::EndHelp class="row" says_failure=false problems=no_problems()>
                <input type="hidden" name="work[help]" value=number/>
                <button class="button plain small">{Key::TransferHelpEnd}</button>
            </WorkForm>
        }
    });
    view! {
        <li>
            <b>{of}</b>
            <p class="soft">{asked}</p>
            <p>{help.text}</p>
            {answer}
            {end}
        </li>
    }
}

/// The first that waits for the viewer; the next comes once it is answered.
#[component]
fn AnswerForm(sheet: Sheet, viewer: StoredValue<Option<Staff>>) -> Node {
    let round = sheet.round(WorkAct::Help);
    view! { <Anew round><Answering sheet viewer/></Anew> }
}

#[component]
fn Answering(sheet: Sheet, viewer: StoredValue<Option<Staff>>) -> Node {
    let problems = sheet.problems(WorkAct::Help, place_answer);
    let typed = sheet.typed(WorkAct::Help).unwrap_or_default();
    let mine = Memo::new(move |before: Option<&Option<(String, String)>>| {
        let first =
            viewer.with_value(|me| sheet.complaint.with(|complaint| waiting(complaint, me.as_ref()?)));
        first.or_else(|| before.cloned().flatten())
    });
    let number = move || mine.with(|mine| mine.as_ref().map(|(number, _)| number.clone()));
    let hint = spoken(move || phrase::transfer_help_answer_hint(mine.with(name)));
    view! {
        <WorkForm sheet act=WorkAct::Help problems>
            <p class="soft">{hint}</p>
            <input type="hidden" name="work[help]" value=number/>
            <TextArea label=ANSWER name="work[text]" problems value=typed.text rows=3/>
            <button class="button small">{Key::TransferHelpAnswerSend}</button>
        </WorkForm>
    }
}

fn name(mine: &Option<(String, String)>) -> String {
    mine.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()
}

/// Its number, and who asked.
fn waiting(complaint: &Complaint, me: &Staff) -> Option<(String, String)> {
    let mut mine = complaint.helps.iter().filter(|help| help.is_open() && help.is_for(&me.id, me.department));
    mine.next().map(|help| (help.number.to_string(), help.by.name.clone()))
}

#[component]
fn AskForm(sheet: Sheet) -> Node {
    let open = sheet.typed(WorkAct::AskHelp).is_some();
    let round = sheet.round(WorkAct::AskHelp);
    view! {
        <details class="more" open=open>
            <summary>{Key::TransferHelpAsk}</summary>
            <p class="soft">{Key::TransferHelpHint}</p>
            <Anew round><Asking sheet/></Anew>
        </details>
    }
}

#[component]
fn Asking(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::AskHelp, place_ask);
    let typed = sheet.typed(WorkAct::AskHelp).unwrap_or_default();
    view! {
        <WorkForm sheet act=WorkAct::AskHelp problems>
            <Whom sheet label=OF problems chosen=typed.to/>
            <TextArea label=TEXT name="work[text]" problems value=typed.text rows=2/>
            <button class="button plain small">{Key::TransferHelpSend}</button>
        </WorkForm>
    }
}
