//! Facts to establish. What a change would do to the grade stands there before it is saved.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::access::Refusal;
use rules::grading::{Cause, Lawsuit, Media, Safety};
use rules::moment::{Moment, Zone};
use rules::problem::{Field as Named, Problem};
use rules::timeline::{Event as Happened, Who};
use rules::view::Complaint;
use rules::work::{Clash, FactsDraft, Met, WorkAct, WorkDraft};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement};

use super::WorkOnComplaint;
use super::alike::OnRecord;
use super::regrade::{Preview, Regrade};
use super::sheet::{Anew, Sheet, WorkForm, placed};
use crate::error::Refused;
use crate::say;
use crate::ui;
use crate::ui::choices::Choice;
use crate::ui::field::{Field, Label};
use crate::ui::form::typed_in;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::words::{Key, Phrase, phrase, spoken};

const FORM_ID: &str = "facts-form";
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
    let mine = StoredValue::new(None::<WorkDraft>);
    let refused = sheet.form.refused();
    // Saved over what somebody else had saved: made anew from theirs, with what was typed put in.
    Effect::new(move || {
        let is_refused = matches!(refused.get(), Some(Refused::Refusal(Refusal::Changed)));
        let ours = sheet.acting.get_untracked() == Some(WorkAct::Establish);
        if is_refused && ours && version.get() != shown.get_untracked().0 {
            mine.set_value(in_the_form());
            shown.update(|(of, times)| (*of, *times) = (version.get_untracked(), *times + 1));
            typed.set(mine.with_value(|mine| mine.as_ref().map(|mine| mine.facts.clone())));
        }
    });
    view! {
        <section class="panel" aria-labelledby="facts-title">
            <h2 id="facts-title">{Key::HandlingFacts}</h2>
            {move || overtaken().then(|| view! {
                <Notice mark=Icon::Repeat title=Key::HandlingFactsChanged>
                    <button type="button" class="quiet" on:click=move |_| reset.run(())>{Key::HandlingFactsShow}</button>
                </Notice>
            })}
            <Anew round=times><Inputs sheet typed reset mine=mine.try_update_value(Option::take).flatten()/></Anew>
        </section>
    }
}

#[component]
fn Inputs(
    sheet: Sheet,
    typed: RwSignal<Option<FactsDraft>>,
    reset: Callback<()>,
    mine: Option<WorkDraft>,
) -> Node {
    let Made { draft, was, version, reason, clashes } = made(sheet, mine);
    let zone = sheet.complaint.with_untracked(|complaint| complaint.terms.zone);
    let by = StoredValue::new(sheet.complaint.with_untracked(established));
    let meets = !clashes.is_empty();
    // Where both changed one, either value stands in the place of its field.
    let either = move |part: &'static str, plain: Node| match clashes.iter().find(|clash| clash.part == part)
    {
        Some(clash) => side_by_side(clash.clone(), by.get_value(), sheet.now, zone),
        None => plain,
    };
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
        <WorkForm sheet act=WorkAct::Establish version problems>
            {meets.then(|| view! { <p class="held" role="status">{Key::TogetherClash}</p> })}
            {hidden(&was)}
            <fieldset
                id=FORM_ID
                class="stack"
                aria-labelledby="facts-title"
                disabled=fieldset
                on:input=move |event| typed.set(read(&event))
            >
                {either("safety", segments(Named::Safety, "work[facts][safety]", safety(), &draft.safety))}
                {either("media", segments(Named::Media, "work[facts][media]", media(), &draft.media))}
                {either("lawsuit", segments(Named::Lawsuit, "work[facts][lawsuit]", lawsuit(), &draft.lawsuit))}
                <div class="suing">
                    {either("suing", view! { <Field label=SUING name="work[facts][suing]" problems value=draft.suing inputmode="numeric" class="input tiny"/> })}
                </div>
                {either("integrity", tick("integrity", Key::HandlingIntegrity, &draft.integrity))}
                <div class="row">
                    {either("households", view! { <Field label=HOUSEHOLDS name="work[facts][households]" problems value=draft.households inputmode="numeric" class="input tiny"/> })}
                    {either("persons", view! { <Field label=PERSONS name="work[facts][persons]" problems value=draft.persons inputmode="numeric" class="input tiny"/> })}
                </div>
                <OnRecord sheet/>
                <div class="row">
                    {either("returned", view! { <Field label=RETURNED name="work[facts][returned]" problems value=draft.returned inputmode="numeric" class="input tiny"/> })}
                </div>
                {either("help", tick("help", Key::HandlingHelp, &draft.help))}
                {either("cause", segments(Named::Cause, "work[facts][cause]", cause(), &draft.cause))}
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

/// What a form is made of.
struct Made {
    draft: FactsDraft,
    /// The facts it is made from, which it sends back.
    was: FactsDraft,
    version: String,
    reason: String,
    clashes: Vec<Clash>,
}

/// From the facts as they are; `mine` is put into them, as it was typed into a form made from others.
fn made(sheet: Sheet, mine: Option<WorkDraft>) -> Made {
    let (theirs, version) = sheet.complaint.with_untracked(|complaint| {
        (FactsDraft::from(&complaint.facts), complaint.facts_version.to_string())
    });
    let refused = sheet.typed(WorkAct::Establish);
    let changed = matches!(sheet.form.refused().get_untracked(), Some(Refused::Refusal(Refusal::Changed)));
    match (mine, refused) {
        (Some(mine), _) => met(mine, theirs, version),
        (None, Some(work)) if changed => met(work, theirs, version),
        (None, Some(WorkDraft { facts, was, facts_version: version, reason, .. })) => {
            Made { draft: facts, was, version, reason, clashes: Vec::new() }
        }
        (None, None) => {
            Made { draft: theirs.clone(), was: theirs, version, reason: String::new(), clashes: Vec::new() }
        }
    }
}

fn met(mine: WorkDraft, theirs: FactsDraft, version: String) -> Made {
    let Met { facts, clashes } = Met::of(&mine.was, &mine.facts, &theirs);
    Made { draft: facts, was: theirs, version, reason: mine.reason, clashes }
}

/// What the form is made from, for the server to put both together.
fn hidden(was: &FactsDraft) -> Vec<Node> {
    let input = |(part, value): (&'static str, &str)| {
        let (name, value) = (format!("work[was][{part}]"), value.to_owned());
        view! { <input type="hidden" name=name value=value/> }
    };
    was.parts().map(input).collect()
}

/// Who saved the facts last, and when.
fn established(complaint: &Complaint) -> Option<(String, Moment)> {
    complaint.entries.iter().rev().find_map(|entry| match (&entry.event, &entry.who) {
        (Happened::Established { .. }, Who::Staff(person)) => Some((person.name.clone(), entry.at)),
        _ => None,
    })
}

/// One fact that both changed: nothing is chosen before somebody does.
fn side_by_side(clash: Clash, by: Option<(String, Moment)>, now: Signal<Moment>, zone: Zone) -> Node {
    let Clash { part, mine, theirs } = clash;
    let (mine_said, theirs_said) = (said(part, &mine), said(part, &theirs));
    let mine_words = spoken(move || phrase::together_mine(mine_said.clone()));
    let theirs_words = spoken(move || match &by {
        Some((name, at)) => {
            phrase::together_theirs(name, say::time::when(*at, now.get(), zone), theirs_said.clone())
        }
        None => theirs_said.clone(),
    });
    let (name, again) = (format!("work[facts][{part}]"), format!("work[facts][{part}]"));
    view! {
        <fieldset class="fact clash">
            <legend>{named(part)}</legend>
            <label class="choice bare">
                <input type="radio" name=name value=mine required=true/><span>{mine_words}</span>
            </label>
            <label class="choice bare">
                <input type="radio" name=again value=theirs required=true/><span>{theirs_words}</span>
            </label>
        </fieldset>
    }
}

fn named(part: &str) -> Key {
    match part {
        "safety" => say::problem::name(Named::Safety),
        "media" => say::problem::name(Named::Media),
        "lawsuit" => say::problem::name(Named::Lawsuit),
        "suing" => say::problem::name(Named::Suing),
        "integrity" => Key::HandlingIntegrity,
        "households" => say::problem::name(Named::Households),
        "persons" => say::problem::name(Named::Persons),
        "returned" => say::problem::name(Named::Returned),
        "help" => Key::HandlingHelp,
        _ => say::problem::name(Named::Cause),
    }
}

/// The value of a field, as people say it.
fn said(part: &str, value: &str) -> Phrase {
    let code = match part {
        "safety" => Safety::from_code(value).map(say::fact::safety),
        "media" => Media::from_code(value).map(say::fact::media),
        "lawsuit" => Lawsuit::from_code(value).map(say::fact::lawsuit),
        "cause" => Cause::from_code(value).map(say::fact::cause),
        "integrity" | "help" if value.is_empty() => Some(Key::TogetherNo),
        "integrity" | "help" => Some(Key::TogetherYes),
        _ => None,
    };
    code.map_or_else(|| phrase::together_value(value), Into::into)
}

/// The whole form as it stands.
fn in_the_form() -> Option<WorkDraft> {
    form_around(&document().get_element_by_id(FORM_ID)?)
}

/// What the form holds, if it is not what is kept.
fn changed(sheet: Sheet) -> Option<FactsDraft> {
    if !sheet.can.get_untracked().establish {
        return None;
    }
    let held = held_around(&document().get_element_by_id(FORM_ID)?)?;
    let kept = sheet.complaint.with_untracked(|complaint| FactsDraft::from(&complaint.facts));
    (held != kept).then_some(held)
}

fn read(event: &Event) -> Option<FactsDraft> {
    held_around(&event.target()?.dyn_into::<Element>().ok()?)
}

fn held_around(inside: &Element) -> Option<FactsDraft> {
    form_around(inside).map(|work| work.facts)
}

fn form_around(inside: &Element) -> Option<WorkDraft> {
    let form = inside.closest("form").ok()??.dyn_into::<HtmlFormElement>().ok()?;
    typed_in::<WorkOnComplaint>(&form).map(|call| call.work)
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
