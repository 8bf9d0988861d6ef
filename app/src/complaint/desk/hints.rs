//! What her words suggest: a person makes sure, and adopts it or leaves it (handbook §2).

use leptos::prelude::*;
use markup::view;
use rules::grading::{Lawsuit, Media, Safety};
use rules::hint::{Hint, Suggestion};
use rules::problem::Problem;
use rules::work::{FactsDraft, WorkAct};

use super::sheet::{Sheet, WorkForm, placed};
use crate::ui;
use crate::ui::node::{Node, Show};
use crate::words::{Key, Phrase, phrase, spoken};

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, "hints", "hints")
}

#[component]
pub fn Hints(sheet: Sheet) -> Node {
    let Sheet { complaint, can, .. } = sheet;
    let suggested = Memo::new(move |_| complaint.with(|complaint| complaint.suggested.clone()));
    let shown = move || !suggested.with(Vec::is_empty) && can.get().establish;
    view! {
        <Show when=shown>
            <section class="panel hints" id="hints" aria-labelledby="hints-title">
                <h2 id="hints-title">{Key::HandlingHintTitle}</h2>
                <ul>{move || suggested.get().into_iter().map(|one| hint(one, sheet)).collect::<Vec<_>>()}</ul>
                <p class="faint">{Key::HandlingHintNote}</p>
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
            <b>{words(fact)}</b>
            <span class="soft">{because}</span>
            <WorkForm sheet act=WorkAct::Establish class="row" says_failure=false problems>
                {hidden}
                <input type="hidden" name="work[reason]" value=because/>
                <button class="button plain small">{Key::HandlingHintAdopt}</button>
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

fn words(hint: Hint) -> Phrase {
    match hint {
        Hint::Media(Media::Serious) => Key::HandlingHintMediaSerious.into(),
        Hint::Media(Media::Happened) => Key::HandlingHintMediaHappened.into(),
        Hint::Media(_) => Key::HandlingHintMediaPossible.into(),
        Hint::Lawsuit(Lawsuit::Happened) => Key::HandlingHintLawsuitHappened.into(),
        Hint::Lawsuit(_) => Key::HandlingHintLawsuitPossible.into(),
        Hint::GroupLawsuitHouseholds(households) => phrase::handling_hint_suing(households),
        Hint::CollectivePersons(persons) => phrase::handling_hint_persons(persons),
        Hint::CollectiveHouseholds(households) => phrase::handling_hint_households(households),
        Hint::Integrity => Key::HandlingHintIntegrity.into(),
        Hint::Safety(Safety::Now) => Key::HandlingHintSafetyNow.into(),
        Hint::Safety(_) => Key::HandlingHintSafetyPossible.into(),
        Hint::OtherDepartment => Key::HandlingHintHelp.into(),
        Hint::RepeatsAfterHandling(times) => phrase::handling_hint_returned(times),
    }
}
