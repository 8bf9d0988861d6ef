//! Who is responsible, the steps that move it on, and the handing over of responsibility (I2).

use crate::ui::node::{Node, Show, part};
use leptos::prelude::*;
use markup::view;
use rules::problem::{Field as Named, Problem};
use rules::view::Offer;
use rules::work::WorkAct;

use super::sheet::{ActButton, Sheet, WorkForm, placed};
use crate::desk::initial;
use crate::say;
use crate::ui;
use crate::ui::field::{Field, Label, Labelled};
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, spoken};

const OFFER_REASON_ID: &str = "offer-reason";
const OFFER_REASON: Label = Label::new(OFFER_REASON_ID, Key::ProblemFieldReason).optional();
const TO: Label = Label::new(Named::To.code(), Key::ProblemFieldTo);
const DECLINE_REASON_ID: &str = "decline-reason";
const DECLINE_REASON: Label = Label::new(DECLINE_REASON_ID, Key::ProblemFieldReason);

fn place_offer(problem: &Problem) -> ui::problems::Problem {
    placed(problem, OFFER_REASON_ID, OFFER_REASON_ID)
}

fn place_decline(problem: &Problem) -> ui::problems::Problem {
    placed(problem, DECLINE_REASON_ID, DECLINE_REASON_ID)
}

#[component]
pub fn Handler(sheet: Sheet) -> Node {
    let Sheet { can, complaint, .. } = sheet;
    let offers = sheet.shows(WorkAct::Offer, |can| can.offer, OFFER_REASON_ID);
    let handler = Memo::new(move |_| complaint.with(|complaint| complaint.handler.clone()));
    let who = move || match handler.get() {
        None => {
            view! { <p><span class="badge" data-kind="caution">{Key::QueueHandlerNobody}</span></p> }
        }
        Some(person) => view! {
            <p class="row">
                <span class="person" aria-hidden="true">{initial(&person.name)}</span>
                <b>{person.name}</b>
                <span class="soft">{say::department(person.department)}</span>
            </p>
        },
    };
    view! {
        <section class="panel">
            <h2>{Key::QueueHandler}</h2>
            <div class="tight">
                {who}
                <div class="row">
                    <Show when=move || can.get().take>
                        <ActButton sheet act=WorkAct::Take words=Key::HandlingTake class="button small"/>
                    </Show>
                    <Show when=move || can.get().verify>
                        <ActButton sheet act=WorkAct::Verify words=Key::HandlingVerify/>
                    </Show>
                    <Show when=move || can.get().handle>
                        <ActButton sheet act=WorkAct::Handle words=Key::HandlingHandle/>
                    </Show>
                </div>
                <Offered sheet/>
                <Show when=move || offers.get()><OfferForm sheet/></Show>
            </div>
        </section>
    }
}

/// An offer that waits for an answer, and who can give one.
#[component]
fn Offered(sheet: Sheet) -> Node {
    let Sheet { can, complaint, .. } = sheet;
    let offer = Memo::new(move |_| complaint.with(|complaint| complaint.offer.clone()));
    let said = move |offer: Offer| {
        let names = (offer.from.name.clone(), offer.to.name.clone());
        let words = spoken(move || phrase::handling_offered(&names.0, &names.1));
        let reason = (!offer.reason.is_empty()).then(|| view! { <p class="soft">{offer.reason}</p> });
        view! { <p>{words}</p>{reason} }
    };
    part(move || {
        offer.get().map(|offer| {
            view! {
                <div class="tight">
                    {said(offer)}
                    <Show when=move || can.get().answer_offer>
                        <ActButton sheet act=WorkAct::AcceptOffer words=Key::HandlingAccept class="button small"/>
                        <DeclineForm sheet/>
                    </Show>
                    <Show when=move || can.get().recall_offer>
                        <ActButton sheet act=WorkAct::RecallOffer words=Key::HandlingRecall/>
                    </Show>
                </div>
            }
        })
    })
}

#[component]
fn DeclineForm(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::DeclineOffer, place_decline);
    let typed = sheet.typed(WorkAct::DeclineOffer);
    let open = typed.is_some();
    let reason = typed.map(|work| work.reason).unwrap_or_default();
    view! {
        <details class="more" open=open>
            <summary>{Key::HandlingDecline}</summary>
            <WorkForm sheet act=WorkAct::DeclineOffer problems>
                <Field label=DECLINE_REASON name="work[reason]" problems value=reason/>
                <button class="button plain small">{Key::HandlingDecline}</button>
            </WorkForm>
        </details>
    }
}

/// To whom, and why. Until it is accepted nothing moves.
#[component]
fn OfferForm(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Offer, place_offer);
    let typed = sheet.typed(WorkAct::Offer);
    let open = typed.is_some();
    let typed = typed.unwrap_or_default();
    let colleagues = sheet.complaint.with_untracked(|complaint| {
        let handler = complaint.handler.as_ref().map(|handler| handler.id.clone());
        let others = complaint.colleagues.iter().filter(|one| Some(&one.id) != handler.as_ref());
        others.cloned().collect::<Vec<_>>()
    });
    let options: Vec<_> = colleagues
        .into_iter()
        .map(|person| {
            let chosen = person.id.as_str() == typed.to;
            view! {
                <option value=person.id.as_str().to_owned() selected=chosen>
                    {person.name}" · "{say::department(person.department)}
                </option>
            }
        })
        .collect();
    view! {
        <details class="more" open=open>
            <summary>{Key::HandlingOffer}</summary>
            <p class="soft">{Key::HandlingOfferHint}</p>
            <WorkForm sheet act=WorkAct::Offer problems>
                <Labelled label=TO problems>
                    <select class="select" id=TO.id name="work[to]">
                        <option value="">{Key::HandlingOfferWhom}</option>
                        {options}
                    </select>
                </Labelled>
                <TextArea label=OFFER_REASON name="work[reason]" problems value=typed.reason rows=2/>
                <button class="button plain small">{Key::HandlingOfferSend}</button>
            </WorkForm>
        </details>
    }
}
