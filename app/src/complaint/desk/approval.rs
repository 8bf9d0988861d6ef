//! What waits for a second person: what it says, who holds it since when, and what each side can do.

use crate::ui::node::{Node, Show, part};
use leptos::prelude::*;
use markup::view;
use rules::approval::{Approval, Wording};
use rules::commitment::Pledge;
use rules::moment::Zone;
use rules::policy::Phrases;
use rules::problem::Problem;
use rules::timeline::{Entry, Event, Who};
use rules::view::Complaint;
use rules::work::WorkAct;

use super::sheet::{ActButton, Sheet, WorkForm, placed};
use crate::account::me;
use crate::say;
use crate::ui;
use crate::ui::field::{Field, Label};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, spoken};

const TEXT_ID: &str = "approve-text";
const TEXT: Label = Label::new(TEXT_ID, Key::ApprovalText).hint(Key::ApprovalTextHint);
const REASON_ID: &str = "return-reason";
const REASON: Label = Label::new(REASON_ID, Key::ApprovalReturnReason);

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, TEXT_ID, REASON_ID)
}

/// Made anew with each submission: what is decided on is what is read.
#[component]
pub fn ApprovalPanel(sheet: Sheet) -> Node {
    let Sheet { complaint, .. } = sheet;
    let waiting = Memo::new(move |_| complaint.with(|complaint| complaint.approval.clone()));
    let named = Memo::new(move |_| waiting.with(|waiting| waiting.as_ref().map(|waiting| waiting.at)));
    part(move || {
        named.get()?;
        let waiting = waiting.get_untracked()?;
        Some(view! { <Waiting sheet waiting/> })
    })
}

#[component]
fn Waiting(sheet: Sheet, waiting: Approval) -> Node {
    let Sheet { can, complaint, .. } = sheet;
    let what = say::approval::what(&waiting.wording);
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let title = spoken(move || phrase::approval_title(what));
    let (contacts, text) = (waiting.contacts, waiting.text.clone());
    let since = Memo::new(move |_| complaint.with(|complaint| wrote_since(complaint, contacts)));
    view! {
        <section class="panel" aria-labelledby="approval-title">
            <h2 id="approval-title">{title}</h2>
            <Held sheet waiting=waiting.clone()/>
            <Show when=move || since.get()>
                <Notice mark=Icon::Message tone=Tone::Caution title=Key::ApprovalHeardSince/>
            </Show>
            {more(&waiting.wording, waiting.pledge.as_ref(), zone)}
            <Show when=move || !can.get().approve>
                <blockquote class="said ours"><p>{text.clone()}</p></blockquote>
            </Show>
            <Show when=move || can.get().approve><Deciding sheet waiting=waiting.clone()/></Show>
            <Show when=move || can.get().take_back>
                <ActButton sheet act=WorkAct::TakeBack words=Key::ApprovalTakeBack/>
            </Show>
        </section>
    }
}

/// Who holds it, since when.
#[component]
fn Held(sheet: Sheet, waiting: Approval) -> Node {
    let Sheet { can, complaint, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let (by, at) = (waiting.by.name, waiting.at);
    let names = Memo::new(move |_| complaint.with(holders));
    let held = spoken(move || {
        if can.get().submits {
            phrase::approval_waits(names.get(), say::time::when(at, now.get(), zone), &by)
        } else {
            Key::ApprovalNobodyNeeded.into()
        }
    });
    view! { <div class="tight"><p>{held}</p><p class="soft">{Key::ApprovalClock}</p></div> }
}

fn holders(complaint: &Complaint) -> String {
    complaint.approval.as_ref().map(|waiting| say::approval::any_of(&waiting.holders)).unwrap_or_default()
}

/// In the panel of the deadlines: whom they wait for.
#[component]
pub fn HeldLine(sheet: Sheet) -> Node {
    let Sheet { can, complaint, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let held = Memo::new(move |_| {
        complaint.with(|complaint| Some((holders(complaint), complaint.approval.as_ref()?.at)))
    });
    let words = spoken(move || match held.get() {
        Some((names, at)) => phrase::approval_holds(names, say::time::when(at, now.get(), zone)),
        None => phrase::approval_holds("", ""),
    });
    view! {
        <Show when=move || held.get().is_some() && can.get().submits>
            <p class="held">{words}</p>
        </Show>
    }
}

/// Messages of hers that came after it was written.
fn wrote_since(complaint: &Complaint, contacts: u32) -> bool {
    let hers = |entry: &&Entry| {
        matches!(entry.event, Event::Added { .. } | Event::ReviewAsked { .. } | Event::Reopened { .. })
    };
    complaint.entries.iter().filter(hers).count() > usize::try_from(contacts).unwrap_or(usize::MAX)
}

/// What goes out beside the words: of a result what was found and done, of a commitment what it is.
pub fn more(wording: &Wording, pledge: Option<&Pledge>, zone: Zone) -> Node {
    let beside = match wording {
        Wording::Result { finding, outcomes } => {
            let outcomes: Vec<_> = outcomes.iter().map(|one| view! { " · "{say::outcome(*one)} }).collect();
            view! { <p>{say::finding(*finding)}{outcomes}</p> }
        }
        Wording::Recommitment { commitment, promised, compensation } => {
            let (number, promised) = (*commitment, promised.clone());
            let words = spoken(move || {
                phrase::commitment_staff_recommitted(number, say::commitment::said(&promised, zone))
            });
            let more = (!compensation.is_empty()).then(|| {
                view! { <p>{Key::CommitmentCompensation}" "{compensation.clone()}</p> }
            });
            view! { <p>{words}</p>{more} }
        }
        _ => Node::nothing(),
    };
    let pledge = pledge.cloned().map(|pledge| {
        let words = spoken(move || {
            phrase::commitment_pledged(say::commitment::said(&pledge.promised, zone), &pledge.person.name)
        });
        view! { <p>{words}</p> }
    });
    view! { {beside}{pledge} }
}

#[component]
fn Deciding(sheet: Sheet, waiting: Approval) -> Node {
    let problems = sheet.problems(WorkAct::Approve, place);
    let text = sheet.typed(WorkAct::Approve).map_or(waiting.text, |work| work.text);
    let submitted = waiting.at.millis().to_string();
    let again = submitted.clone();
    let words =
        spoken(move || if sheet.can.get().submits { Key::ApprovalApprove } else { Key::ApprovalSend }.into());
    view! {
        <WorkForm sheet act=WorkAct::Approve says_failure=false problems>
            <input type="hidden" name="work[submitted]" value=submitted/>
            <TextArea label=TEXT name="work[text]" problems value=text rows=6/>
            <div class="row"><button class="button">{words}</button></div>
        </WorkForm>
        <Returning sheet submitted=again author=waiting.by.name/>
    }
}

#[component]
fn Returning(sheet: Sheet, submitted: String, author: String) -> Node {
    let problems = sheet.problems(WorkAct::Return, place);
    let typed = sheet.typed(WorkAct::Return);
    let open = typed.is_some();
    let reason = typed.map(|work| work.reason).unwrap_or_default();
    let words = spoken(move || phrase::approval_return_do(&author));
    view! {
        <details class="more" open=open>
            <summary>{Key::ApprovalReturn}</summary>
            <WorkForm sheet act=WorkAct::Return says_failure=false problems>
                <input type="hidden" name="work[submitted]" value=submitted/>
                <Field label=REASON name="work[reason]" problems value=reason/>
                <button class="button plain small">{words}</button>
            </WorkForm>
        </details>
    }
}

/// What came back to whoever is signed in, or was taken back by them, and was not said since: they go
/// on from there.
#[derive(Clone, Debug)]
pub struct Back {
    pub wording: Wording,
    pub text: String,
    pub pledge: Option<Pledge>,
    /// Who sent it back, and why.
    pub returned: Option<(String, String)>,
}

/// Reads it from the end of what happened.
#[must_use]
pub fn came_back(complaint: &Complaint) -> Option<Back> {
    let me = me()?.id;
    let mut returned = None;
    let mut is_back = false;
    for Entry { who, event, .. } in complaint.entries.iter().rev() {
        match (event, who) {
            (Event::Returned { reason }, Who::Staff(person)) => {
                (is_back, returned) = (true, Some((person.name.clone(), reason.clone())));
            }
            (Event::TakenBack, Who::Staff(_)) => is_back = true,
            (Event::Submitted { wording, text, pledge }, Who::Staff(person)) => {
                let (wording, text, pledge) = (wording.clone(), text.clone(), pledge.clone());
                let back = Back { wording, text, pledge, returned };
                return Some(back).filter(|_| is_back && person.id == me);
            }
            (
                Event::TakenBack | Event::Approved { .. } | Event::Replied { .. } | Event::Resolved { .. },
                _,
            ) => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Why it came back, above what is written anew.
#[component]
pub fn Why(back: Option<Back>) -> Node {
    let Some((name, reason)) = back.and_then(|back| back.returned) else { return Node::nothing() };
    let words = spoken(move || phrase::approval_was_returned(&name, &reason));
    view! { <p class="held" role="status">{words}</p> }
}

/// That it is not sent at once, and to whom it goes first.
#[component]
pub fn SubmitHint(sheet: Sheet) -> Node {
    let Sheet { can, complaint, .. } = sheet;
    let names = Memo::new(move |_| complaint.with(|one| say::approval::any_of(&one.approvers)));
    let words = spoken(move || phrase::approval_submit_hint(names.get()));
    view! { <Show when=move || can.get().submits><p class="soft">{words}</p></Show> }
}

/// The first answer in standard words, as they go out.
#[component]
pub fn FirstAnswer(sheet: Sheet) -> Node {
    let Sheet { can, complaint, .. } = sheet;
    let open = Memo::new(move |_| can.with(|can| can.submits));
    let text = Memo::new(move |_| {
        complaint.with(|complaint| {
            let Phrases { first, .. } = &complaint.answering.phrases;
            say::approval::ready(first, &complaint.answering)
        })
    });
    view! {
        <Show when=move || can.get().acknowledge>
            <details class="more" open=open>
                <summary>{Key::ApprovalFirstTitle}</summary>
                <p class="soft">{Key::ApprovalFirstHint}</p>
                <blockquote class="said"><p>{text}</p></blockquote>
                <ActButton sheet act=WorkAct::Acknowledge words=Key::ApprovalFirstSend/>
            </details>
        </Show>
    }
}
