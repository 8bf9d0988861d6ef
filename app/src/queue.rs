//! The live queue: every open complaint, the most pressing first.

mod filter;
pub mod keep;
mod keys;
pub mod present;
pub mod query;
mod row;
pub mod seen;
mod views;

use crate::ui::node::{Node, other};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::id::{CommunityId, ComplaintId};
use rules::problem::Problem;
use rules::queue::{QueuePage as Rows, SavedView};
use rules::timeline::Person;
use serde::{Deserialize, Serialize};

use self::filter::Filters;
use self::keep::{Keep, read_views};
use self::present::{Here, read_present};
use self::query::{Query, use_query};
use self::row::{Row, Shown};
use self::views::Views;
use crate::desk::once_read;
use crate::error::Refused;
use crate::live;
use crate::ui::icon::{Icon, icon};
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, Phrase, phrase, spoken, text};

/// One page of the rows that `query` asks for.
#[server(endpoint = "read_queue", input = Json, output = Answer)]
pub async fn read_queue(#[server(default)] query: Query) -> Result<Rows, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    Ok(store.queue(&query.filter(), &staff, now).await?)
}

/// Names of communities and people that the viewer's rows and filters speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs {
    pub communities: Vec<(CommunityId, String)>,
    pub people: Vec<Person>,
}

impl Signs {
    #[must_use]
    pub fn community<'a>(&'a self, id: &'a CommunityId) -> &'a str {
        self.communities.iter().find(|(known, _)| known == id).map_or(id.as_str(), |(_, name)| name)
    }
}

#[server(endpoint = "read_signs", input = Json, output = Answer)]
pub async fn read_signs() -> Result<Signs, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    Ok(signs(&store, &staff, now).await?)
}

/// The names of every community `staff` read, and of all who may be responsible there.
#[cfg(feature = "ssr")]
pub async fn signs(
    store: &store::Store,
    staff: &rules::access::Staff,
    now: rules::moment::Moment,
) -> Result<Signs, store::Error> {
    let mut signs = Signs::default();
    let read = staff.communities(rules::access::Want::Read);
    for community in store.communities().await?.into_iter().filter(|one| read.contains(&one.id)) {
        for person in store.read().await?.colleagues(&community.id, now).await? {
            if !signs.people.contains(&person) {
                signs.people.push(person);
            }
        }
        signs.communities.push((community.id, community.name));
    }
    Ok(signs)
}

#[component]
pub fn QueuePage() -> Node {
    let query = use_query();
    let first = wire::read(
        || (),
        move |()| {
            let query = query.get_untracked();
            async move {
                let (rows, signs) = (read_queue(query).await?, read_signs().await?);
                Ok((rows, signs, read_views().await?, read_present().await?))
            }
        },
    );
    once_read(first, |(rows, signs, views, present)| view! { <Queue rows signs views present/> })
}

#[component]
fn Queue(rows: Rows, signs: Signs, views: Vec<SavedView>, present: Vec<Here>) -> Node {
    let query = use_query();
    let rows = RwSignal::new(rows);
    let views = RwSignal::new(views);
    follow(query, rows);
    present::provide(present);
    let now = live::ticking(move || rows.with(|rows| rows.now));
    let selected = RwSignal::new(None::<ComplaintId>);
    let sheet = keys::use_keys(rows, selected);
    let signs = StoredValue::new(signs);
    let shown = seen::use_seen().shown(rows);
    keys::keep_focus(shown, selected);
    let arrived = Memo::new(move |_| shown.with(|rows| rows.iter().filter(|row| row.arrived()).count()));
    let said = spoken(move || phrase::queue_arrived(arrived.get()));
    view! {
        <div class="workspace">
            <Views query views/>
            <Filters query signs>
                <span class="count" role="status">{move || rows.with(count)}</span>
                {move || rows.with(|rows| rows.incomplete).then(|| view! {
                    <span class="soft" role="status">{Key::QueueIncomplete}</span>
                })}
                <a
                    class="button plain small end"
                    href=move || query.get().file()
                    rel="external"
                    title=Key::ExportHint
                >
                    {Key::ExportAction}
                </a>
            </Filters>
            <Keep query views/>
            <Page title=text(Key::QueueTitle) class="split">
                <div class="list">
                    <h1 class="unseen">{Key::QueueTitle}</h1>
                    <p class="unseen" role="status">
                        {move || if arrived.get() > 0 { said.get() } else { String::new() }}
                    </p>
                    <Table shown signs now selected/>
                    {move || rows.with(|rows| rows.rows.is_empty() && !rows.more).then(|| view! { <Empty query/> })}
                    {move || rows.with(|rows| rows.looked.is_some()).then(|| view! {
                        <p class="region soft" role="status">{Key::QueueLooked}</p>
                    })}
                    {move || rows.with(|rows| next(rows, &query.get())).map(|to| {
                        view! { <p class="row region"><a class="button plain" href=to>{Key::QueueMore}</a></p> }
                    })}
                    {sheet}
                </div>
            </Page>
        </div>
    }
}

#[component]
fn Table(
    shown: Memo<Vec<Shown>>,
    signs: StoredValue<Signs>,
    now: Signal<rules::moment::Moment>,
    selected: RwSignal<Option<ComplaintId>>,
) -> Node {
    let rows = leptos::view! {
        <For each=move || shown.get() key=Shown::key let:shown>
            <Row shown signs now selected/>
        </For>
    };
    view! {
        <table class="queue">
            <caption class="unseen">{Key::QueueOrder}</caption>
            <thead><tr>
                <th class="c-grade" scope="col">{Key::GradeName}</th>
                <th class="c-time" scope="col">{Key::QueueNextDeadline}</th>
                <th class="c-what" scope="col">{Key::QueueComplaint}</th>
                <th class="c-place" scope="col">{Key::QueuePlace}</th>
                <th class="c-kind" scope="col">{Key::QueueKind}</th>
                <th class="c-handler" scope="col">{Key::QueueHandler}</th>
                <th class="c-signs" scope="col">{Key::QueueSigns}</th>
            </tr></thead>
            <tbody>{other(rows)}</tbody>
        </table>
    }
}

/// Reads again when something is announced or another page of the queue is asked for.
fn follow(query: Memo<Query>, rows: RwSignal<Rows>) {
    let read = move || read_queue(query.try_get_untracked().unwrap_or_default());
    let again = live::follow(read, live::is_about_complaints, move |read| rows.set(read));
    Effect::new(move |before: Option<Query>| {
        let now = query.get();
        if before.is_some_and(|before| before != now) {
            again.run(());
        }
        now
    });
}

/// Never more than a page is counted.
fn count(rows: &Rows) -> Phrase {
    let many = rows.rows.len();
    if rows.more { phrase::queue_count_more(many) } else { phrase::queue_count(many) }
}

fn next(rows: &Rows, query: &Query) -> Option<String> {
    let last = rows.looked.clone().or_else(|| rows.rows.last().map(rules::queue::QueueRow::rank));
    let last = last.filter(|_| rows.more)?;
    Some(query.after(&last).href())
}

/// Nothing to show: says so, and what to do.
#[component]
fn Empty(query: Memo<Query>) -> Node {
    let asked = query.get_untracked();
    let (title, advice) = match asked.handler.as_str() {
        _ if !asked.q.is_empty() => (Key::QueueEmptySearch, Key::QueueEmptySearchAdvice),
        _ if asked == Query::default() => (Key::QueueEmptyAll, Key::QueueEmptyAllAdvice),
        query::ME if asked == Query::of_handler(query::ME) => {
            (Key::QueueEmptyMine, Key::QueueEmptyMineAdvice)
        }
        query::OFFERED => (Key::QueueEmptyOffered, Key::QueueEmptyOfferedAdvice),
        query::HELPING => (Key::QueueEmptyHelping, Key::QueueEmptyHelpingAdvice),
        _ => (Key::QueueEmptyFiltered, Key::QueueEmptyFilteredAdvice),
    };
    view! {
        <div class="blank">
            {icon(Icon::Check)}
            <h2>{title}</h2>
            <p>{advice}</p>
            <div class="row">
                <a class="button plain" href=Query::of_handler(query::NOBODY).href()>{Key::QueueViewNobody}</a>
                <a class="button plain" href=crate::routes::DESK>{Key::QueueViewAll}</a>
            </div>
        </div>
    }
}
