//! Nobody takes it over: what the departments have to say, and the office's ruling (handbook §8).

use crate::ui::node::{Node, Show, part};
use leptos::prelude::*;
use markup::view;
use rules::kind::Department;
use rules::moment::{Moment, Zone};
use rules::problem::{Field, Problem};
use rules::transfer::{Dispute, Opinion};
use rules::work::WorkAct;

use super::sheet::{Anew, Sheet, WorkForm, placed};
use super::whom::Whom;
use crate::say;
use crate::ui;
use crate::ui::field::Label;
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, spoken};

const OPINION_ID: &str = "opinion-text";
const OPINION: Label =
    Label::new(OPINION_ID, Key::TransferDisputeOpinionText).hint(Key::TransferDisputeOpinionHint);
const TO_ID: &str = "rule-to";
const TO: Label = Label::new(TO_ID, Key::TransferDisputeTo);
const REASON_ID: &str = "rule-reason";
const REASON: Label = Label::new(REASON_ID, Key::TransferDisputeReason).hint(Key::TransferDisputeRuleHint);

fn place_opinion(problem: &Problem) -> ui::problems::Problem {
    placed(problem, OPINION_ID, OPINION_ID)
}

fn place_rule(problem: &Problem) -> ui::problems::Problem {
    match problem.field {
        Field::To => ui::problems::Problem::at(TO_ID, say::problem::sentence(Field::To, &problem.what)),
        _ => placed(problem, REASON_ID, REASON_ID),
    }
}

#[component]
pub fn DisputePanel(sheet: Sheet) -> Node {
    let Sheet { complaint, .. } = sheet;
    let dispute = Memo::new(move |_| complaint.with(|complaint| complaint.dispute.clone()));
    let disputed = Memo::new(move |_| dispute.with(Option::is_some));
    let speaks = sheet.shows(WorkAct::Opinion, |can| can.opinion, OPINION_ID);
    let rules = sheet.shows(WorkAct::Rule, |can| can.rule, REASON_ID);
    let (said_now, ruled_now) = (sheet.round(WorkAct::Opinion), sheet.round(WorkAct::Rule));
    view! {
        <Show when=move || disputed.get() || speaks.get() || rules.get()>
            <section class="panel" aria-labelledby="dispute-title">
                <h2 id="dispute-title">{Key::TransferDisputeTitle}</h2>
                {part(move || dispute.get().map(|dispute| said(sheet, &dispute)))}
                <Show when=move || speaks.get()><Anew round=said_now><OpinionForm sheet/></Anew></Show>
                <Show when=move || rules.get()><Anew round=ruled_now><RuleForm sheet/></Anew></Show>
            </section>
        </Show>
    }
}

/// Who leads, who rules, and what each department has said or still owes.
fn said(sheet: Sheet, dispute: &Dispute) -> Node {
    let Sheet { complaint, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let handler = Memo::new(move |_| {
        complaint
            .with(|complaint| complaint.handler.as_ref().map_or_else(String::new, |one| one.name.clone()))
    });
    let office = say::approval::any_of(&dispute.office);
    let lead = spoken(move || phrase::transfer_dispute_lead(handler.get(), &office));
    let lines: Vec<Node> = dispute
        .departments
        .iter()
        .map(|department| {
            let opinion = dispute.opinions.iter().find(|one| one.by.department == *department);
            line(*department, opinion.cloned(), now, zone)
        })
        .collect();
    view! { <div class="tight"><p class="soft">{lead}</p>{lines}</div> }
}

fn line(department: Department, opinion: Option<Opinion>, now: Signal<Moment>, zone: Zone) -> Node {
    let of = spoken(move || phrase::transfer_dispute_opinion(say::department(department)));
    match opinion {
        None => view! { <p><b>{of}</b>" · "<span class="soft">{Key::TransferDisputeWaiting}</span></p> },
        Some(Opinion { by, text, at }) => {
            let when = spoken(move || say::time::when(at, now.get(), zone));
            view! {
                <p><b>{of}</b>" · "<span class="soft">{by.name}" "{when}</span></p>
                <blockquote class="said inside"><p>{text}</p></blockquote>
            }
        }
    }
}

#[component]
fn OpinionForm(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Opinion, place_opinion);
    let typed = sheet.typed(WorkAct::Opinion).map(|work| work.text).unwrap_or_default();
    view! {
        <WorkForm sheet act=WorkAct::Opinion problems>
            <TextArea label=OPINION name="work[text]" problems value=typed rows=3/>
            <button class="button small">{Key::TransferDisputeOpinionSend}</button>
        </WorkForm>
    }
}

#[component]
fn RuleForm(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Rule, place_rule);
    let typed = sheet.typed(WorkAct::Rule).unwrap_or_default();
    view! {
        <WorkForm sheet act=WorkAct::Rule problems>
            <Whom sheet label=TO problems chosen=typed.to everybody=true/>
            <TextArea label=REASON name="work[reason]" problems value=typed.reason rows=2/>
            <button class="button small">{Key::TransferDisputeRuleSend}</button>
        </WorkForm>
    }
}
