//! The escalation ladder, a step a row; some empty rows wait for more.

use leptos::prelude::*;
use markup::view;
use rules::grading::Grade;
use rules::policy::draft::{PolicyDraft, When};
use rules::policy::{Item, STEPS_MAX, Whom};

use super::field::{Cell, select, what_is_wrong};
use crate::say;
use crate::ui::node::Node;
use crate::ui::problems::{Problems, sentence};
use crate::words::{Key, phrase};

/// Rows to add steps in; saved, there are as many again.
const EMPTY_ROWS: usize = 3;
const GRADES: [&str; 4] = ["1", "2", "3", "4"];

#[component]
pub(super) fn LadderSection(draft: PolicyDraft, problems: Problems, editable: bool) -> Node {
    let filled = draft.step_whom.iter().rposition(|whom| !whom.is_empty()).map_or(0, |last| last + 1);
    let more = if editable { EMPTY_ROWS } else { 0 };
    let rows = (filled + more).min(STEPS_MAX + EMPTY_ROWS);
    let rows: Vec<Node> = (0..rows).map(|row| step(&draft, row, problems)).collect();
    let quiet = say::policy::id(Item::Quiet, 0);
    view! {
        <div class="stack">
            <h2 id="ladder-title">{Key::PolicySectionLadder}</h2>
            <p class="hint">{Key::PolicySectionLadderHint}</p>
            <div class="wide" tabindex="0" role="region" aria-labelledby="ladder-title">
                <table class="table edit policy-ladder">
                    <thead><tr>
                        <th scope="col">{Key::PolicyStepGrade}</th>
                        <th scope="col">{Key::PolicyStepWhen}</th>
                        <th scope="col">{Key::PolicyStepMinutes}</th>
                        <th scope="col">{Key::PolicyStepWhom}</th>
                        <th scope="col">{Key::PolicyStepAgain}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <fieldset class="group">
                <legend>{Key::PolicySectionQuiet}</legend>
                <div class="row">
                    <label class="with-unit">
                        <span>{Key::PolicyItemQuietFrom}</span>
                        <input class="input tiny" id=quiet name="draft[quiet_from]" value=draft.quiet_from/>
                    </label>
                    <label class="with-unit">
                        <span>{Key::PolicyItemQuietUntil}</span>
                        <input class="input tiny" name="draft[quiet_until]" value=draft.quiet_until/>
                    </label>
                </div>
                {what_is_wrong(quiet, sentence(problems, quiet))}
            </fieldset>
        </div>
    }
}

fn step(draft: &PolicyDraft, row: usize, problems: Problems) -> Node {
    let text = |rows: &[String]| rows.get(row).cloned().unwrap_or_default();
    let nth = |column: Key| phrase::policy_of(phrase::policy_step_nth(row + 1), column);
    let grades = Grade::ALL.iter().zip(GRADES).map(|(grade, code)| (code, say::grade::short(*grade)));
    let whens = When::ALL.iter().map(|when| (when.code(), say::policy::when(*when)));
    let nobody = std::iter::once(("", Key::PolicyStepNobody));
    let whom = nobody.chain(Whom::ALL.iter().map(|whom| (whom.code(), say::policy::whom(*whom))));
    let minutes = Cell::new(Item::Ladder, row, "draft[step_minutes][]", text(&draft.step_minutes));
    view! {
        <tr>
            <td>{select("draft[step_grade][]", nth(Key::PolicyStepGrade), grades, &text(&draft.step_grade))}</td>
            <td>{select("draft[step_when][]", nth(Key::PolicyStepWhen), whens, &text(&draft.step_when))}</td>
            <td>{minutes.view(problems)}</td>
            <td>{select("draft[step_whom][]", nth(Key::PolicyStepWhom), whom, &text(&draft.step_whom))}</td>
            <td>
                <input class="input tiny" name="draft[step_again][]" inputmode="numeric"
                    value=text(&draft.step_again) aria-label=nth(Key::PolicyStepAgain)/>
            </td>
        </tr>
    }
}
