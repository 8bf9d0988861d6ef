//! Who is responsible, the steps that move it on, and the handing over of responsibility (I2).

use crate::ui::node::{Node, Show, part};
use leptos::prelude::*;
use markup::view;
use rules::problem::{Field as Named, Problem};
use rules::timeline::Person;
use rules::transfer::{DECLINED_MAX, Offer, Receiver};
use rules::view::Complaint;
use rules::work::WorkAct;

use super::sheet::{ActButton, Anew, Sheet, WorkForm, placed};
use super::whom::Whom;
use crate::desk::initial;
use crate::say;
use crate::ui;
use crate::ui::field::{Field, Label};
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
    part(move || {
        offer.get().map(|offer| {
            view! {
                <div class="tight">
                    {said(&offer)}
                    {held(&offer)}
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

fn said(offer: &Offer) -> Node {
    let (from, to) = (offer.from.name.clone(), say::transfer::receiver(&offer.to));
    let words = spoken(move || phrase::handling_offered(&from, to.clone()));
    let reason = (!offer.reason.is_empty()).then(|| view! { <p class="soft">{offer.reason.clone()}</p> });
    view! { <p>{words}</p>{reason} }
}

/// In whose hands the offer is: of a department whoever is in charge, of one who is away also who stands in.
fn held(offer: &Offer) -> Option<Node> {
    let words = match &offer.to {
        Receiver::Department(_) => {
            let names = say::approval::any_of(&offer.holders);
            (!names.is_empty()).then(|| spoken(move || phrase::transfer_held(&names)))
        }
        Receiver::Person(person) => {
            let stand_ins: Vec<Person> = offer.stand_ins().cloned().collect();
            let (name, names) = (person.name.clone(), say::approval::any_of(&stand_ins));
            (!names.is_empty()).then(|| spoken(move || phrase::transfer_stands_in(&name, &names)))
        }
    };
    words.map(|words| view! { <p class="soft">{words}</p> })
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

/// Whether one more refusal would be one too many.
fn declined_before(complaint: &Complaint) -> bool {
    complaint.declined + 1 >= DECLINED_MAX
}

/// To whom, and why. Until it is accepted nothing moves.
#[component]
fn OfferForm(sheet: Sheet) -> Node {
    let open = sheet.typed(WorkAct::Offer).is_some();
    let round = sheet.round(WorkAct::Offer);
    let declined = move || sheet.complaint.with(declined_before);
    view! {
        <details class="more" open=open>
            <summary>{Key::HandlingOffer}</summary>
            <p class="soft">{Key::HandlingOfferHint}</p>
            <Show when=declined><p class="soft">{Key::TransferDeclinedOnce}</p></Show>
            <Anew round><Offering sheet/></Anew>
        </details>
    }
}

/// Made anew, and so empty, once it is offered.
#[component]
fn Offering(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Offer, place_offer);
    let typed = sheet.typed(WorkAct::Offer).unwrap_or_default();
    view! {
        <WorkForm sheet act=WorkAct::Offer problems>
            <Whom sheet label=TO problems chosen=typed.to/>
            <TextArea label=OFFER_REASON name="work[reason]" problems value=typed.reason rows=2/>
            <button class="button plain small">{Key::HandlingOfferSend}</button>
        </WorkForm>
    }
}
