//! The duty roster: who is on duty, when nobody is, and how much is in whose hands (I2, §8).

mod add;
mod shifts;

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use markup::view;
use rules::id::CommunityId;
use rules::limits::LOAD_COUNT_MAX;
use rules::moment::Moment;
use rules::problem::Problem;
use rules::roster::{Load, Roster, ShiftDraft};
use serde::{Deserialize, Serialize};

use self::add::Add;
use self::shifts::Shifts;
use crate::desk::once_read;
use crate::error::Refused;
use crate::live;
use crate::routes;
use crate::say;
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::node::{IntoNode, Node, part};
use crate::ui::page::{Opening, Page};
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, text};

/// The roster of each community, and when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rosters {
    pub rosters: Vec<Roster>,
    pub now: Moment,
}

#[server(endpoint = "read_rosters", input = Json, output = Answer)]
pub async fn read_rosters() -> Result<Rosters, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    Ok(Rosters { rosters: store.rosters(&staff, now).await?, now })
}

/// Takes a time off the roster where one is named, else puts one on.
#[server(endpoint = "change_roster", input = Json, output = Answer)]
pub async fn change_roster(
    #[server(default)] draft: ShiftDraft,
    #[server(default)] remove: String,
) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    if remove.is_empty() {
        let community = CommunityId::new(draft.community.as_str());
        let zone = store.read().await?.terms_of(&community, now).await?.zone;
        let shifts = draft.parse(zone, now).map_err(|problems| Refused::Problems(problems.0))?;
        store.add_shifts(shifts, &staff, now).await?;
    } else {
        store.remove_shift(&rules::id::ShiftId::new(remove), Some(&staff)).await?;
    }
    Ok(Next(address(&CommunityId::new(draft.community))))
}

/// The roster of one community.
fn address(community: &CommunityId) -> String {
    format!("{}?community={}", routes::ROSTER, routes::encode(community.as_str()))
}

#[component]
pub fn RosterPage() -> Node {
    let first = wire::read(|| (), |()| read_rosters());
    once_read(first, |rosters| view! { <Whole rosters/> })
}

#[component]
fn Whole(rosters: Rosters) -> Node {
    let (form, typed) = use_form::<ChangeRoster, _>();
    let rosters = RwSignal::new(rosters);
    let now = live::ticking(move || rosters.with(|all| all.now));
    let accepted = form.accepted();
    follow(rosters, Signal::derive(move || accepted.get().is_some()));
    let query = use_query_map();
    let shown = Memo::new(move |_| {
        let wanted = query.with(|query| query.get("community"));
        rosters.with(|all| {
            let found = all.rosters.iter().find(|one| Some(one.community.as_str()) == wanted.as_deref());
            found.or_else(|| all.rosters.first()).cloned()
        })
    });
    let community = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|one| one.community.clone())));
    let typed = StoredValue::new(typed.map(|call| call.draft));
    let add = part(move || {
        community.get();
        let shown = shown.get_untracked().filter(|roster| roster.is_mine_to_change);
        shown.map(|roster| view! { <Add roster now form typed=typed.get_value()/> })
    });
    view! {
        <Page title=text(Key::RosterTitle) class="page region">
            <Opening title=Key::RosterTitle lead=Key::RosterLead>
                <FormFailure failure=form.failure()/>
            </Opening>
            {part(move || tabs(&rosters.get().rosters, community.get().as_ref()))}
            <div class="rota">
                <div>
                    {part(move || shown.get().map(|roster| view! { <Shifts roster now form/> }))}
                    {part(move || shown.get().map(|roster| loads(&roster.loads)))}
                </div>
                {add}
            </div>
        </Page>
    }
}

/// One community at a time; nothing to choose where there is one.
fn tabs(rosters: &[Roster], here: Option<&CommunityId>) -> Node {
    if rosters.len() < 2 {
        return Node::nothing();
    }
    let links: Vec<Node> = rosters
        .iter()
        .map(|roster| {
            let current = (Some(&roster.community) == here).then_some("page");
            view! { <a href=address(&roster.community) aria-current=current>{roster.name.clone()}</a> }
        })
        .collect();
    view! { <nav class="views" aria-label=Key::QueueCommunity>{links}</nav> }
}

/// How much is in whose hands.
fn loads(loads: &[Load]) -> Node {
    let rows: Vec<Node> = loads
        .iter()
        .map(|Load { person, open, overdue }| {
            let late = (*overdue > 0).then_some("late");
            view! {
                <tr>
                    <th scope="row">{person.name.clone()}<span class="soft">" "{say::department(person.department)}</span></th>
                    <td class="figures">{figure(*open)}</td>
                    <td class="figures"><span class=late>{figure(*overdue)}</span></td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table loads">
            <caption>{Key::RosterLoads}</caption>
            <thead><tr>
                <th scope="col">{Key::RosterPerson}</th>
                <th class="figures" scope="col">{Key::RosterOpen}</th>
                <th class="figures" scope="col">{Key::RosterOverdue}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn figure(many: u32) -> Node {
    if many < LOAD_COUNT_MAX { many.to_string().into_node() } else { phrase::roster_more(many).into_node() }
}

/// Reads again after each change, and whenever one is announced.
fn follow(rosters: RwSignal<Rosters>, accepted: Signal<bool>) {
    let again = live::follow(read_rosters, live::is_about_complaints, move |read| rosters.set(read));
    Effect::new(move || {
        if accepted.get() {
            again.run(());
        }
    });
}
