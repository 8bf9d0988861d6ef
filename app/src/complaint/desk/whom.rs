//! A choice of departments and colleagues: who is offered it, asked to help, or made responsible.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::kind::Department;
use rules::timeline::Person;

use super::sheet::Sheet;
use crate::say;
use crate::ui::field::{Label, Labelled, describe};
use crate::ui::problems::Problems;
use crate::words::Key;

/// Departments first: whose it is they know best. `everybody` names whoever is responsible, too.
#[component]
pub fn Whom(
    sheet: Sheet,
    label: Label,
    problems: Problems,
    chosen: String,
    #[prop(optional)] everybody: bool,
) -> Node {
    let (invalid, described) = describe(label, problems);
    let people = sheet.complaint.with_untracked(|complaint| {
        let handler = complaint.handler.as_ref().filter(|_| !everybody).map(|handler| handler.id.clone());
        let others = complaint.colleagues.iter().filter(|one| Some(&one.id) != handler.as_ref());
        others.cloned().collect::<Vec<Person>>()
    });
    let departments = Department::ALL.iter().filter(|of| people.iter().any(|one| one.department == **of));
    let departments: Vec<Node> = departments
        .map(|of| {
            let is_chosen = of.code() == chosen;
            view! { <option value=of.code() selected=is_chosen>{say::department(*of)}</option> }
        })
        .collect();
    let people: Vec<Node> = people
        .into_iter()
        .map(|person| {
            let is_chosen = person.id.as_str() == chosen;
            view! {
                <option value=person.id.as_str().to_owned() selected=is_chosen>
                    {person.name}" · "{say::department(person.department)}
                </option>
            }
        })
        .collect();
    view! {
        <Labelled label problems>
            <select
                class="select"
                id=label.id
                name="work[to]"
                aria-invalid=invalid
                aria-describedby=described
            >
                <option value="">{Key::TransferWhom}</option>
                <optgroup label=Key::TransferDepartments>{departments}</optgroup>
                <optgroup label=Key::TransferPeople>{people}</optgroup>
            </select>
        </Labelled>
    }
}
