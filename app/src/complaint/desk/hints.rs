//! What her words suggest: a person makes sure, and adopts it, finds it not so, or leaves it
//! (handbook §2).

use leptos::prelude::*;
use markup::view;
use rules::hint::Suggestion;
use rules::problem::Problem;
use rules::work::{FactsDraft, WorkAct};

use super::sheet::{Sheet, WorkForm, no_problems, placed};
use crate::say;
use crate::ui;
use crate::ui::node::{Node, Show};
use crate::words::{Key, phrase, spoken};

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, "hints", "hints")
}

/// Made anew with the facts: a form sends back those it was made from.
#[component]
pub fn Hints(sheet: Sheet) -> Node {
    let Sheet { complaint, can, .. } = sheet;
    let suggested = Memo::new(move |_| {
        complaint.with(|complaint| (complaint.suggested.clone(), complaint.facts_version))
    });
    let not_so = Memo::new(move |_| complaint.with(|complaint| complaint.not_so.clone()));
    let none = move || suggested.with(|(suggested, _)| suggested.is_empty());
    let shown = move || (!none() || !not_so.with(Vec::is_empty)) && can.get().establish;
    let hints = move || suggested.get().0.into_iter().map(|one| hint(one, sheet)).collect::<Vec<_>>();
    view! {
        <Show when=shown>
            <section class="panel hints" id="hints" aria-labelledby="hints-title">
                <h2 id="hints-title">{Key::HandlingHintTitle}</h2>
                <Show when=move || !none()>
                    <ul>{hints}</ul>
                    <p class="faint">{Key::HandlingHintNote}</p>
                </Show>
                <Show when=none><p class="soft">{Key::HandlingHintNone}</p></Show>
                <Show when=move || !not_so.with(Vec::is_empty)>
                    <details class="more">
                        <summary>{Key::HandlingHintDenied}</summary>
                        <ul>{move || not_so.get().into_iter().map(|one| denied(one, sheet)).collect::<Vec<_>>()}</ul>
                    </details>
                </Show>
            </section>
        </Show>
    }
}

/// One hint with the words it rests on. Its form sends all facts as they are, and this one as suggested.
fn hint(Suggestion { fact, evidence }: Suggestion, sheet: Sheet) -> Node {
    let facts = sheet.complaint.with_untracked(|complaint| fact.adopted(&complaint.facts));
    let Some(facts) = facts else { return Node::nothing() };
    let because = spoken(move || phrase::handling_hint_because(&evidence));
    let hidden: Vec<_> = fields(&FactsDraft::from(&facts))
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let problems = sheet.problems(WorkAct::Establish, place);
    view! {
        <li>
            <b>{say::hint::fact(fact)}</b>
            <span class="soft">{because}</span>
            <div class="row">
                <WorkForm sheet act=WorkAct::Establish class="row" says_failure=false problems>
                    {hidden}
                    <input type="hidden" name="work[reason]" value=because/>
                    <button class="button plain small">{Key::HandlingHintAdopt}</button>
                </WorkForm>
                <WorkForm sheet act=WorkAct::NotSo class="row" says_failure=false problems=no_problems()>
                    <input type="hidden" name="work[hint]" value=fact.code()/>
                    <button class="quiet">{Key::HandlingHintNotSo}</button>
                </WorkForm>
            </div>
        </li>
    }
}

/// One that was found not to be so.
fn denied(Suggestion { fact, evidence }: Suggestion, sheet: Sheet) -> Node {
    let because = spoken(move || phrase::handling_hint_because(&evidence));
    view! {
        <li>
            <b>{say::hint::fact(fact)}</b>
            <span class="soft">{because}</span>
            <WorkForm sheet act=WorkAct::MaybeSo class="row" says_failure=false problems=no_problems()>
                <input type="hidden" name="work[hint]" value=fact.code()/>
                <button class="quiet">{Key::HandlingHintUndo}</button>
            </WorkForm>
        </li>
    }
}

/// The facts form's own fields; a box that is not ticked sends nothing.
fn fields(draft: &FactsDraft) -> Vec<(&'static str, String)> {
    let all = [
        ("work[facts][media]", &draft.media),
        ("work[facts][lawsuit]", &draft.lawsuit),
        ("work[facts][suing]", &draft.suing),
        ("work[facts][integrity]", &draft.integrity),
        ("work[facts][safety]", &draft.safety),
        ("work[facts][households]", &draft.households),
        ("work[facts][persons]", &draft.persons),
        ("work[facts][returned]", &draft.returned),
        ("work[facts][help]", &draft.help),
        ("work[facts][cause]", &draft.cause),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.clone()))
        .collect()
}
