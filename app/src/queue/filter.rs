//! Which rows: filters as a form that works without scripts.

use crate::ui::node::{IntoNode, Node};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use markup::view;
use rules::grading::Grade;
use rules::id::CommunityId;
use rules::kind::{Department, Kind};
use rules::limits::SEARCH_CHARS_MAX;
use rules::queue::StandingFilter;
use rules::stage::Stage;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlFormElement, HtmlInputElement};

use super::Signs;
use super::query::{ME, NOBODY, Query, YES};
use crate::routes;
use crate::say;
use crate::ui::form::typed_in;
use crate::ui::icon::{Icon, icon};
use crate::words::Key;

/// Where the keyboard finds the search.
pub const SEARCH_ID: &str = "search";
const SINCE_ID: &str = "since";
const UNTIL_ID: &str = "until";

/// Narrows the view. With scripts a choice takes effect at once.
#[component]
pub fn Filters(query: Memo<Query>, signs: StoredValue<Signs>, children: Children) -> Node {
    let navigate = use_navigate();
    let choose = move |event: Event| {
        let target = event.current_target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(query) = target.and_then(|form| typed_in::<Query>(&form)) {
            event.prevent_default();
            navigate(&query.href(), NavigateOptions::default());
        }
    };
    let submit = choose.clone();
    keep_texts(query);
    let grades =
        Grade::ALL.iter().map(|grade| (grade.number().to_string(), Words::Key(say::grade::grade(*grade))));
    let kinds = Kind::ALL.iter().map(|kind| (kind.code().to_owned(), Words::Key(say::kind(*kind))));
    let standings = StandingFilter::ALL.iter().map(|one| (one.code().to_owned(), Words::Key(standing(*one))));
    let (communities, people) = signs.with_value(|signs| {
        let name = |(id, name): &(CommunityId, String)| (id.as_str().to_owned(), Words::Said(name.clone()));
        let communities: Vec<Offered> = signs.communities.iter().map(name).collect();
        let fixed = [(ME, Key::QueueHandlerMe), (NOBODY, Key::QueueHandlerNobody)];
        let mut people: Vec<Offered> = fixed.map(|(code, key)| (code.to_owned(), Words::Key(key))).to_vec();
        people.extend(
            signs.people.iter().map(|one| (one.id.as_str().to_owned(), Words::Said(one.name.clone()))),
        );
        (communities, people)
    });
    view! {
        <form
            class="filters wide"
            action=routes::DESK
            aria-label=Key::QueueFilters
            on:change=choose
            on:submit=move |event| {
                submit(event.into());
                leave();
            }
        >
            {search(query)}
            <div class="row">
            {select("community", Key::QueueCommunity, communities, query, |query| &query.community)}
            {select("grade", Key::GradeName, grades.collect(), query, |query| &query.grade)}
            {select("kind", Key::QueueKind, kinds.collect(), query, |query| &query.kind)}
            {select("handler", Key::QueueHandler, people, query, |query| &query.handler)}
            {select("standing", Key::QueueStanding, standings.collect(), query, |query| &query.standing)}
            </div>
            {more(query)}
            <button class="button plain small">{Key::QueueFilter}</button>
            {children()}
        </form>
    }
}

/// Whoever has searched goes on to what was found: the keys of the queue are heard again.
fn leave() {
    let on = document().active_element().and_then(|on| on.dyn_into::<HtmlElement>().ok());
    if let Some(on) = on.filter(|on| on.id() == SEARCH_ID) {
        let _ = on.blur();
    }
}

/// What can be chosen: its code and its name, ours to translate or not.
type Offered = (String, Words);

#[derive(Clone)]
enum Words {
    Key(Key),
    Said(String),
}

/// The first choice is no choice, and names what is chosen here.
fn select(
    name: &'static str,
    label: Key,
    offered: Vec<Offered>,
    query: Memo<Query>,
    chosen: fn(&Query) -> &String,
) -> Node {
    let options: Vec<Node> = offered
        .into_iter()
        .map(|(code, words)| {
            let value = code.clone();
            let here = Memo::new(move |_| query.with(|query| *chosen(query) == code));
            let words = match words {
                Words::Key(key) => key.into_node(),
                Words::Said(said) => said.into_node(),
            };
            view! {
                <option value=value selected=here.get_untracked() prop:selected=here>{words}</option>
            }
        })
        .collect();
    let none = Memo::new(move |_| query.with(|query| chosen(query).is_empty()));
    view! {
        <select class="select" name=name aria-label=label>
            <option value="" prop:selected=none>{label}</option>
            {options}
        </select>
    }
}

/// Looks for a number, a phone, a home or words.
fn search(query: Memo<Query>) -> Node {
    let words = query.with_untracked(|query| query.q.clone());
    view! {
        <label class="find">
            {icon(Icon::Search)}
            <span class="unseen">{Key::QueueSearch}</span>
            <input
                id=SEARCH_ID
                r#type="search"
                name="q"
                value=words
                maxlength=SEARCH_CHARS_MAX.to_string()
                placeholder=Key::QueueSearchHint
                autocomplete="off"
                enterkeyhint="search"
            />
            <kbd aria-hidden="true">"/"</kbd>
        </label>
    }
}

/// What is asked less often; opened where something of it is set.
fn more(query: Memo<Query>) -> Node {
    let stages = Stage::ALL.iter().filter(|stage| stage.is_open());
    let stages =
        stages.map(|stage| (stage.code().to_owned(), Words::Key(say::stage_for_staff(*stage)))).collect();
    let departments = Department::ALL.iter();
    let departments =
        departments.map(|one| (one.code().to_owned(), Words::Key(say::department(*one)))).collect();
    view! {
        <details class="narrow" open=query.with_untracked(Query::narrows)>
            <summary class="filter">{Key::QueueNarrow}{icon(Icon::Down)}</summary>
            <div class="row">
                {select("stage", Key::QueueStage, stages, query, |query| &query.stage)}
                {select("department", Key::QueueDepartment, departments, query, |query| &query.department)}
                {tick("danger", Key::QueueDanger, query, |query| &query.danger)}
                {tick("unread", Key::QueueUnreadOnly, query, |query| &query.unread)}
                {tick("again", Key::QueueAgainOnly, query, |query| &query.again)}
                {tick("same", Key::QueueSameOnly, query, |query| &query.same)}
                {date(SINCE_ID, Key::QueueSince, query, |query| &query.since)}
                {date(UNTIL_ID, Key::QueueUntil, query, |query| &query.until)}
                {tick("open", Key::QueueOpenOnly, query, |query| &query.open)}
            </div>
        </details>
    }
}

fn tick(name: &'static str, label: Key, query: Memo<Query>, chosen: fn(&Query) -> &String) -> Node {
    let here = Memo::new(move |_| query.with(|query| chosen(query) == YES));
    view! {
        <label class="choice bare">
            <input
                r#type="checkbox"
                name=name
                value=YES
                checked=here.get_untracked()
                prop:checked=here
            />
            <span>{label}</span>
        </label>
    }
}

/// `id` is its name as well.
fn date(id: &'static str, label: Key, query: Memo<Query>, chosen: fn(&Query) -> &String) -> Node {
    let value = query.with_untracked(|query| chosen(query).clone());
    view! {
        <label class="day">
            <span>{label}</span>
            <input class="input" id=id r#type="date" name=id value=value/>
        </label>
    }
}

/// Another view has other words: what is typed stays only while the address does.
fn keep_texts(query: Memo<Query>) {
    Effect::new(move |before: Option<()>| {
        let texts = query.with(|query| {
            [(SEARCH_ID, query.q.clone()), (SINCE_ID, query.since.clone()), (UNTIL_ID, query.until.clone())]
        });
        if before.is_none() {
            return;
        }
        for (id, text) in texts {
            let input =
                document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                input.set_value(&text);
            }
        }
    });
}

const fn standing(filter: StandingFilter) -> Key {
    match filter {
        StandingFilter::Overdue => Key::DeadlineStandingOverdue,
        StandingFilter::DueSoon => Key::DeadlineStandingDueSoon,
        StandingFilter::OnTrack => Key::DeadlineStandingOnTrack,
        StandingFilter::Paused => Key::DeadlineStandingPaused,
    }
}
