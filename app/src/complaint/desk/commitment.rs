//! What was promised: with a reply, as it stands, kept, or given anew (W7, L4).

use crate::ui::node::{Node, Show, part};
use leptos::prelude::*;
use markup::view;
use rules::commitment::{Commitment, CommitmentDraft, Given};
use rules::moment::{Moment, Zone};
use rules::problem::{Field as Named, Problem};
use rules::reply::{Remark, sentence_at, suggested};
use rules::work::WorkAct;
use web_sys::HtmlInputElement;
use web_sys::wasm_bindgen::JsCast;

use super::approval::Back;
use super::remark::Found;
use super::sheet::{Anew, Sheet, WorkForm, placed};
use crate::account::me;
use crate::say;
use crate::ui;
use crate::ui::field::{Field, Label, Labelled};
use crate::ui::problems::Problems;
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, say as say_in, spoken};

const MORE_ID: &str = "commitment";
const WHAT: Label = Label::new(Named::Promised.code(), Key::CommitmentWhat);
const DUE: Label = Label::new(Named::PromisedBy.code(), Key::CommitmentDue);
const AMOUNT: Label = Label::new(Named::Amount.code(), Key::CommitmentAmount).optional();
const PERSON: Label = Label::new(Named::Person.code(), Key::CommitmentPerson);

const WHICH: Label = Label::new("recommit-which", Key::CommitmentWhich);
const NEW_WHAT_ID: &str = "recommit-what";
const NEW_WHAT: Label = Label::new(NEW_WHAT_ID, Key::CommitmentWhat);
const NEW_DUE: Label = Label::new("recommit-due", Key::CommitmentDue);
const NEW_AMOUNT: Label = Label::new("recommit-amount", Key::CommitmentAmount).optional();
const REASON_ID: &str = "recommit-reason";
const REASON: Label = Label::new(REASON_ID, Key::CommitmentReason);
const COMPENSATION: Label = Label::new(Named::Compensation.code(), Key::CommitmentCompensation)
    .hint(Key::CommitmentCompensationHint)
    .optional();

/// Under a reply: what of it is a commitment.
#[component]
pub fn Promising(sheet: Sheet, problems: Problems, typed: CommitmentDraft) -> Node {
    let open = !typed.is_empty();
    let mine = me().map(|me| me.id);
    let colleagues = sheet.complaint.with_untracked(|complaint| complaint.colleagues.clone());
    let others = colleagues.into_iter().filter(|one| Some(&one.id) != mine.as_ref());
    let options: Vec<_> = others
        .map(|person| {
            let chosen = person.id.as_str() == typed.person;
            view! { <option value=person.id.as_str().to_owned() selected=chosen>{person.name}</option> }
        })
        .collect();
    view! {
        <details class="more" id=MORE_ID open=open>
            <summary>{Key::CommitmentRecord}</summary>
            <p class="soft">{Key::CommitmentHint}</p>
            <Field label=WHAT name="work[commitment][what]" problems value=typed.what/>
            <div class="row">
                <Field label=DUE name="work[commitment][due]" problems value=typed.due r#type="datetime-local"/>
                <Field label=AMOUNT name="work[commitment][amount]" problems value=typed.amount class="input short"/>
                <Labelled label=PERSON problems>
                    <select class="select" id=PERSON.id name="work[commitment][person]">
                        <option value="">{Key::CommitmentMe}</option>
                        {options}
                    </select>
                </Labelled>
            </div>
        </details>
    }
}

/// What came back, as the form had it.
pub fn pledged(back: &Back, zone: Zone) -> Option<CommitmentDraft> {
    let pledge = back.pledge.as_ref()?;
    let mine = me().is_some_and(|me| me.id == pledge.person.id);
    Some(CommitmentDraft {
        what: pledge.promised.what.clone(),
        due: pledge.promised.due.map(|due| typed(due.local(zone))).unwrap_or_default(),
        amount: pledge.promised.amount.clone(),
        person: if mine { String::new() } else { pledge.person.id.as_str().to_owned() },
        ..CommitmentDraft::default()
    })
}

/// As a field for a date and a time has it.
fn typed(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// Fills the form from a remark: the sentence it stands in, and the time or amount as far as they can
/// be read. The person looks it over; nothing is recorded before the reply is sent.
pub fn record(text: &str, found: &Found, now: Moment, zone: Zone) {
    let suggestion = suggested(&found.words, now, zone);
    let what = match found.remark {
        Remark::Promise { .. } => {
            say_in(rules::language::Language::ZhHans, Key::CommitmentContact).to_owned()
        }
        _ => sentence_at(text, found.remark.range().start).to_owned(),
    };
    put(WHAT.id, &what);
    if let Some(due) = suggestion.due {
        put(DUE.id, &typed(due));
    }
    if !suggestion.amount.is_empty() {
        put(AMOUNT.id, &suggestion.amount);
    }
    if let Some(more) = document().get_element_by_id(MORE_ID) {
        let _ = more.set_attribute("open", "");
    }
    if let Some(field) =
        input(if suggestion.due.is_some() || !suggestion.amount.is_empty() { WHAT.id } else { DUE.id })
    {
        let _ = field.focus();
    }
}

fn input(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn put(id: &str, value: &str) {
    if let Some(field) = input(id) {
        field.set_value(value);
    }
}

/// All that was promised about this complaint.
#[component]
pub fn Commitments(sheet: Sheet) -> Node {
    let Sheet { complaint, .. } = sheet;
    let all = Memo::new(move |_| complaint.with(|complaint| complaint.commitments.clone()));
    let shown = sheet.shows(WorkAct::Recommit, |can| can.recommit, REASON_ID);
    let round = sheet.round(WorkAct::Recommit);
    let lines = move || all.get().into_iter().map(|one| line(sheet, one)).collect::<Vec<_>>();
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="panel" id="commitments">
                <h2>{Key::CommitmentTitle}</h2>
                <ol class="called">{lines}</ol>
                <Show when=move || shown.get()><Anew round><Changing sheet/></Anew></Show>
            </section>
        </Show>
    }
}

fn line(sheet: Sheet, one: Commitment) -> Node {
    let Sheet { can, complaint, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let (due, number, name) = (one.due(), one.number, one.person.name.clone());
    let late = Memo::new(move |_| due.filter(|due| *due < now.get()).map(|due| now.get().minutes_since(due)));
    let keeps = spoken(move || phrase::commitment_keeps(&name));
    let kept = one.kept.clone().map(|(person, at)| {
        let words =
            spoken(move || phrase::commitment_kept(&person.name, say::time::when(at, now.get(), zone)));
        view! { <p class="done">{words}</p> }
    });
    let open = one.kept.is_none();
    let last = one.versions.len().saturating_sub(1);
    let versions = one.versions.iter().enumerate().rev();
    let versions: Vec<_> = versions.map(|(at, given)| version(at, given, zone, at == last)).collect();
    view! {
        <li>
            {versions}
            <p class="soft">{keeps}</p>
            {kept}
            {part(move || late.get().map(|by| {
                let words = spoken(move || phrase::commitment_late(say::time::duration(by)));
                view! { <p class="open">{words}</p> }
            }))}
            <Show when=move || open && can.get().recommit><Keeping sheet number/></Show>
        </li>
    }
}

/// The newest stands out; those before it stay.
fn version(place: usize, given: &Given, zone: Zone, holds: bool) -> Node {
    let promised = given.promised.clone();
    let said = spoken(move || say::commitment::said(&promised, zone));
    let number = place + 1;
    let which = spoken(move || phrase::commitment_version(number));
    let why = (!given.reason.is_empty()).then(|| view! { <p class="soft">{given.reason.clone()}</p> });
    let instead = (!given.compensation.is_empty()).then(|| {
        view! { <p class="soft">{Key::CommitmentCompensation}" "{given.compensation.clone()}</p> }
    });
    let by = given.approved_by.clone().map(|person| {
        let words = spoken(move || phrase::commitment_approved_by(&person.name));
        view! { <p class="faint">{words}</p> }
    });
    let said = if holds {
        view! { <b>{said}</b> }
    } else {
        view! { <s class="soft">{said}</s> }
    };
    view! { <p><span class="faint">{which}" · "</span>{said}</p>{why}{instead}{by} }
}

#[component]
fn Keeping(sheet: Sheet, number: u32) -> Node {
    let problems = sheet.problems(WorkAct::Keep, say::problem::problem);
    view! {
        <WorkForm sheet act=WorkAct::Keep class="row" says_failure=false problems>
            <input type="hidden" name="work[commitment][number]" value=number.to_string()/>
            <button class="button plain small">{Key::CommitmentKeep}</button>
        </WorkForm>
    }
}

fn place(problem: &Problem) -> ui::problems::Problem {
    let placed = placed(problem, NEW_WHAT_ID, REASON_ID);
    let id = match problem.field {
        Named::Promised => NEW_WHAT_ID,
        Named::PromisedBy => NEW_DUE.id,
        Named::Amount => NEW_AMOUNT.id,
        _ => return placed,
    };
    ui::problems::Problem::at(id, say::problem::sentence(problem.field, &problem.what))
}

/// A new version of one: why, by when now, and what is given in return.
#[component]
fn Changing(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Recommit, place);
    let draft = sheet.typed(WorkAct::Recommit);
    let is_open = draft.is_some();
    let draft = draft.unwrap_or_default();
    let CommitmentDraft { number, what, due, amount, compensation, .. } = draft.commitment;
    let zone = sheet.complaint.with_untracked(|complaint| complaint.terms.zone);
    let open: Vec<Commitment> = sheet.complaint.with_untracked(|complaint| {
        complaint.commitments.iter().filter(|one| one.kept.is_none()).cloned().collect()
    });
    let what = match open.first().and_then(|one| one.versions.last()) {
        Some(given) if what.is_empty() => given.promised.what.clone(),
        _ => what,
    };
    let options: Vec<_> = open
        .into_iter()
        .filter_map(|one| Some((one.number, one.versions.last()?.promised.clone())))
        .map(|(of, promised)| {
            let words = spoken(move || say::commitment::said(&promised, zone));
            view! { <option value=of.to_string() selected=of.to_string() == number>{words}</option> }
        })
        .collect();
    view! {
        <details class="more" open=is_open>
            <summary>{Key::CommitmentChange}</summary>
            <p class="soft">{Key::CommitmentChangeHint}</p>
            <WorkForm sheet act=WorkAct::Recommit problems>
                <Labelled label=WHICH problems>
                    <select class="select" id=WHICH.id name="work[commitment][number]">{options}</select>
                </Labelled>
                <Field label=NEW_WHAT name="work[commitment][what]" problems value=what/>
                <Field label=NEW_DUE name="work[commitment][due]" problems value=due r#type="datetime-local"/>
                <Field label=NEW_AMOUNT name="work[commitment][amount]" problems value=amount/>
                <TextArea label=REASON name="work[reason]" problems value=draft.reason rows=2/>
                <Field label=COMPENSATION name="work[commitment][compensation]" problems value=compensation/>
                <button class="button plain small">{Key::CommitmentChangeDo}</button>
            </WorkForm>
        </details>
    }
}
