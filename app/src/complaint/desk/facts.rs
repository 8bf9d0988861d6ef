//! Facts to establish. What a change would do to the grade stands there before it is saved.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::grading::{Cause, Lawsuit, Media, Safety};
use rules::problem::{Field as Named, Problem};
use rules::work::{FactsDraft, WorkAct};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement};

use super::WorkOnComplaint;
use super::alike::OnRecord;
use super::regrade::{Preview, Regrade};
use super::sheet::{Anew, Sheet, WorkForm, placed};
use crate::say;
use crate::ui;
use crate::ui::choices::Choice;
use crate::ui::field::{Field, Label};
use crate::ui::form::typed_in;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::words::Key;

const SUING: Label = number(Named::Suing);
const HOUSEHOLDS: Label = number(Named::Households);
const PERSONS: Label = number(Named::Persons);
const RETURNED: Label = number(Named::Returned);
const REASON_ID: &str = "facts-reason";
const REASON: Label = Label::new(REASON_ID, Key::ProblemFieldReason).hint(Key::HandlingLowerHint).optional();

const fn number(field: Named) -> Label {
    Label::new(field.code(), say::problem::name(field))
}

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, REASON_ID, REASON_ID)
}

/// The form is made anew from what was read, unless somebody is just filling it in.
#[component]
pub fn FactsForm(sheet: Sheet) -> Node {
    let Sheet { complaint, .. } = sheet;
    let version = Memo::new(move |_| complaint.with(|complaint| complaint.facts_version));
    let typed = RwSignal::new(None::<FactsDraft>);
    // The version shown, and how often the form was made for it or another.
    let shown = RwSignal::new((version.get_untracked(), 0_u32));
    let anew = move || {
        typed.set(None);
        shown.update(|(of, times)| (*of, *times) = (version.get_untracked(), *times + 1));
    };
    let round = sheet.round(WorkAct::Establish);
    // What was changed before the scripts arrived stays, and counts as changed.
    Effect::new(move || typed.set(changed(sheet)));
    Effect::new(move |before: Option<u32>| {
        let (round, version) = (round.get(), version.get());
        let saved = before.is_some_and(|before| before != round);
        let overtaken = shown.get_untracked().0 != version && typed.with_untracked(Option::is_none);
        if saved || overtaken {
            anew();
        }
        round
    });
    let overtaken = move || typed.with(Option::is_some) && shown.get().0 != version.get();
    let reset = Callback::new(move |()| anew());
    let times = Signal::derive(move || shown.get().1);
    view! {
        <section class="panel" aria-labelledby="facts-title">
            <h2 id="facts-title">{Key::HandlingFacts}</h2>
            {move || overtaken().then(|| view! {
                <Notice mark=Icon::Repeat title=Key::HandlingFactsChanged>
                    <button type="button" class="quiet" on:click=move |_| reset.run(())>{Key::HandlingFactsShow}</button>
                </Notice>
            })}
            <Anew round=times><Inputs sheet typed reset/></Anew>
        </section>
    }
}

#[component]
fn Inputs(sheet: Sheet, typed: RwSignal<Option<FactsDraft>>, reset: Callback<()>) -> Node {
    let facts = sheet.complaint.with_untracked(|complaint| complaint.facts.clone());
    let refused = sheet.typed(WorkAct::Establish);
    let draft = refused.as_ref().map_or_else(|| FactsDraft::from(&facts), |work| work.facts.clone());
    let reason = refused.map(|work| work.reason).unwrap_or_default();
    let problems = sheet.problems(WorkAct::Establish, place);
    // Without anything typed there may be something to correct: what the records show has become less.
    let preview = Memo::new(move |_| {
        let typed = typed.get().map(|typed| typed.parse().ok());
        sheet.complaint.with(|complaint| {
            let facts = typed.unwrap_or_else(|| Some(complaint.facts.clone()))?;
            Preview::of(complaint, &facts, sheet.now.get())
        })
    });
    let fieldset = move || !sheet.can.get().establish;
    view! {
        <WorkForm sheet act=WorkAct::Establish problems>
            <fieldset
                class="stack"
                aria-labelledby="facts-title"
                disabled=fieldset
                on:input=move |event| typed.set(read(&event))
            >
                {segments(Named::Safety, "work[facts][safety]", safety(), &draft.safety)}
                {segments(Named::Media, "work[facts][media]", media(), &draft.media)}
                {segments(Named::Lawsuit, "work[facts][lawsuit]", lawsuit(), &draft.lawsuit)}
                <div class="suing">
                    <Field label=SUING name="work[facts][suing]" problems value=draft.suing
                        inputmode="numeric" class="input tiny"/>
                </div>
                {tick("integrity", Key::HandlingIntegrity, &draft.integrity)}
                <div class="row">
                    <Field label=HOUSEHOLDS name="work[facts][households]" problems value=draft.households
                        inputmode="numeric" class="input tiny"/>
                    <Field label=PERSONS name="work[facts][persons]" problems value=draft.persons
                        inputmode="numeric" class="input tiny"/>
                </div>
                <OnRecord sheet/>
                <div class="row">
                    <Field label=RETURNED name="work[facts][returned]" problems value=draft.returned
                        inputmode="numeric" class="input tiny"/>
                </div>
                {tick("help", Key::HandlingHelp, &draft.help)}
                {segments(Named::Cause, "work[facts][cause]", cause(), &draft.cause)}
                <Regrade preview sheet/>
                <Field label=REASON name="work[reason]" problems value=reason/>
                <div class="row">
                    <button class="button small">{Key::HandlingSaveFacts}</button>
                    <button type="button" class="button plain small scripted" on:click=move |_| reset.run(())>
                        {Key::HandlingResetFacts}
                    </button>
                </div>
            </fieldset>
        </WorkForm>
    }
}

/// What the form holds, if it is not what is kept.
fn changed(sheet: Sheet) -> Option<FactsDraft> {
    if !sheet.can.get_untracked().establish {
        return None;
    }
    let held = held_around(&document().get_element_by_id(HOUSEHOLDS.id)?)?;
    let kept = sheet.complaint.with_untracked(|complaint| FactsDraft::from(&complaint.facts));
    (held != kept).then_some(held)
}

fn read(event: &Event) -> Option<FactsDraft> {
    held_around(&event.target()?.dyn_into::<Element>().ok()?)
}

fn held_around(inside: &Element) -> Option<FactsDraft> {
    let form = inside.closest("form").ok()??.dyn_into::<HtmlFormElement>().ok()?;
    typed_in::<WorkOnComplaint>(&form).map(|call| call.work.facts)
}

fn media() -> Vec<Choice> {
    Media::ALL.iter().map(|one| (one.code(), say::fact::media(*one))).collect()
}

fn lawsuit() -> Vec<Choice> {
    Lawsuit::ALL.iter().map(|one| (one.code(), say::fact::lawsuit(*one))).collect()
}

fn safety() -> Vec<Choice> {
    Safety::ALL.iter().map(|one| (one.code(), say::fact::safety(*one))).collect()
}

fn cause() -> Vec<Choice> {
    Cause::ALL.iter().map(|one| (one.code(), say::fact::cause(*one))).collect()
}

/// A handful of short answers side by side.
fn segments(field: Named, name: &'static str, choices: Vec<Choice>, chosen: &str) -> Node {
    let inputs: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(at, (value, words))| {
            let id = (at == 0).then(|| field.code());
            view! {
                <label>
                    <input id=id type="radio" name=name value=value checked=value == chosen/>
                    <span>{words}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="fact">
            <legend>{say::problem::name(field)}</legend>
            <div class="segments">{inputs}</div>
        </fieldset>
    }
}

fn tick(name: &'static str, words: Key, ticked: &str) -> Node {
    let full = format!("work[facts][{name}]");
    let ticked = !ticked.is_empty();
    view! {
        <label class="choice bare">
            <input id=name type="checkbox" name=full value="yes" checked=ticked/>
            <span>{words}</span>
        </label>
    }
}
