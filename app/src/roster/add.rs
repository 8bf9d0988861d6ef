//! The form that puts somebody on duty.

use leptos::prelude::*;
use markup::view;
use rules::moment::Moment;
use rules::problem::{Field as Named, Problem};
use rules::roster::{Roster, ShiftDraft};

use super::ChangeRoster;
use crate::error::Refused;
use crate::routes;
use crate::say;
use crate::ui::field::{Field, Label, Labelled};
use crate::ui::form::Form;
use crate::ui::node::Node;
use crate::ui::problems::ProblemSummary;
use crate::words::Key;

const STAFF: Label = Label::new(Named::Staff.code(), Key::RosterWhomLabel);
const FROM: Label = Label::new(Named::From.code(), Key::RosterBegins);
const UNTIL: Label = Label::new(Named::Until.code(), Key::RosterEnds).hint(Key::RosterHintUntil);
const AWAY: Label = Label::new(Named::Away.code(), Key::RosterForWhom).optional();
const WEEKS: Label = Label::new(Named::Weeks.code(), Key::RosterWeeks).hint(Key::RosterHintWeeks);

#[component]
pub fn Add(
    roster: Roster,
    now: Signal<Moment>,
    form: Form<ChangeRoster, Problem>,
    typed: Option<ShiftDraft>,
) -> Node {
    let zone = roster.zone;
    let check = move |call: &ChangeRoster| {
        call.draft.parse(zone, now.get_untracked()).err().map(|problems| Refused::Problems(problems.0))
    };
    let problems = form.problems(say::problem::problem);
    let typed = typed.filter(|typed| typed.community == roster.community.as_str()).unwrap_or_default();
    let weeks = if typed.weeks.is_empty() { "1".to_owned() } else { typed.weeks };
    let whom = people("draft[staff]", STAFF.id, &roster, &typed.staff, Key::RosterWhom);
    let away = people("draft[away]", AWAY.id, &roster, &typed.away, Key::RosterNobodyAway);
    view! {
        <form class="panel" method="post" action=routes::ROSTER on:submit=form.submit_unless(check)>
            <h2>{Key::RosterAdd}</h2>
            <ProblemSummary problems/>
            <input type="hidden" name="draft[community]" value=roster.community.as_str().to_owned()/>
            <Labelled label=STAFF problems>{whom}</Labelled>
            <Field label=FROM name="draft[from]" problems value=typed.from r#type="datetime-local"/>
            <Field label=UNTIL name="draft[until]" problems value=typed.until r#type="datetime-local"/>
            <Labelled label=AWAY problems>{away}</Labelled>
            <Field label=WEEKS name="draft[weeks]" problems value=weeks inputmode="numeric" class="input short"/>
            <div class="row"><button class="button">{Key::RosterSend}</button></div>
        </form>
    }
}

fn people(name: &'static str, id: &'static str, roster: &Roster, chosen: &str, none: Key) -> Node {
    let options: Vec<Node> = roster
        .loads
        .iter()
        .map(|load| {
            let person = &load.person;
            let here = person.id.as_str() == chosen;
            view! {
                <option value=person.id.as_str().to_owned() selected=here>
                    {person.name.clone()}" · "{say::department(person.department)}
                </option>
            }
        })
        .collect();
    view! { <select class="select" id=id name=name><option value="">{none}</option>{options}</select> }
}
