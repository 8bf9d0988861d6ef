//! The tables of R3, for a month or some days of one community: added up, and one row a complaint.

pub mod asked;
mod register;
mod statistics;

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::id::CommunityId;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;
use rules::table::{Listed, Period, Statistics};
use serde::{Deserialize, Serialize};

use self::asked::{Asked, use_asked};
use self::register::Register;
pub use self::register::followed_up;
use self::statistics::StatisticsTable;
pub use self::statistics::{Figure, figures};
use crate::account::me;
use crate::desk::once_read;
use crate::error::Refused;
use crate::routes;
use crate::say;
use crate::ui::node::{IntoNode, Node};
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, spoken, text};

/// Of whom a table is, and of when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub company: String,
    /// Those whose tables the viewer may read; one of them is the table's.
    pub communities: Vec<(CommunityId, String)>,
    pub community: CommunityId,
    pub zone: Zone,
    pub period: Period,
    pub now: Moment,
}

impl Head {
    /// The name of its community.
    #[must_use]
    pub fn name(&self) -> &str {
        let here = self.communities.iter().find(|(id, _)| *id == self.community);
        here.map_or(self.community.as_str(), |(_, name)| name)
    }
}

/// A table, with its head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub head: Head,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Body {
    Statistics(Statistics),
    Register { rows: Vec<Listed>, more: bool },
}

#[server(endpoint = "read_table", input = Json, output = Answer)]
pub async fn read_table(#[server(default)] asked: Asked) -> Result<Table, Refused<Problem>> {
    use rules::limits::TABLE_PAGE_ROWS_MAX;
    let (staff, store, now) = crate::account::at_desk()?;
    let head = head(&store, &staff, &asked, now).await?;
    let (here, period) = (&head.community, head.period);
    let body = if asked.is_register() {
        let page = store.register(&staff, here, period, asked.after(), TABLE_PAGE_ROWS_MAX, now).await?;
        Body::Register { rows: page.0, more: page.1 }
    } else {
        Body::Statistics(store.statistics(&staff, here, period, now).await?)
    };
    Ok(Table { head, body })
}

/// The community asked for, else the viewer's first; the days asked for, else this month.
///
/// # Errors
/// The viewer reads no table, or not that community's.
#[cfg(feature = "ssr")]
pub async fn head(
    store: &store::Store,
    staff: &rules::access::Staff,
    asked: &Asked,
    now: Moment,
) -> Result<Head, Refused<Problem>> {
    use rules::access::{Refusal, Want};
    let read = staff.communities(Want::ReadScores);
    let first = read.first().ok_or(Refusal::NotYours)?;
    let community = asked.community().unwrap_or_else(|| first.clone());
    if !read.contains(&community) {
        return Err(Refusal::NotFound.into());
    }
    let zone = store.read().await?.terms_of(&community, now).await?.zone;
    let signs = store.communities().await?.into_iter().filter(|sign| read.contains(&sign.id));
    Ok(Head {
        company: store.company().await?.name,
        communities: signs.map(|sign| (sign.id, sign.name)).collect(),
        community,
        zone,
        period: Period::read(&asked.month, &asked.from, &asked.to, now.date(zone)),
        now,
    })
}

#[component]
pub fn TablesPage() -> Node {
    let asked = use_asked();
    let first = wire::read(move || asked.get(), read_table);
    once_read(first, move |table| view! { <Whole table asked=asked.get_untracked()/> })
}

#[component]
fn Whole(table: Table, asked: Asked) -> Node {
    let Table { head, body } = table;
    let title = if asked.is_register() { Key::TablesRegister } else { Key::TablesStatistics };
    let (Period { first, last }, now, zone) = (head.period, head.now, head.zone);
    let period = spoken(move || phrase::scores_period(say::time::date(first), say::time::date(last)));
    let who = me().map(|me| me.name).unwrap_or_default();
    let printed = spoken(move || phrase::tables_printed(&who, say::time::stamp(now, zone)));
    let whose = [head.company.as_str(), head.name()].join(" ");
    let body = match body {
        Body::Statistics(statistics) => view! { <StatisticsTable statistics/> },
        Body::Register { rows, more } => {
            view! { <Register rows more head=head.clone() asked=asked.clone()/> }
        }
    };
    view! {
        <Page title=text(title) class="report tables">
            <header class="row">
                <div>
                    <h1>{title}</h1>
                    <p class="soft">{whose}" · "{period}</p>
                    <p class="print-only soft">{printed}</p>
                </div>
                <Which head=head.clone() asked=asked.clone()/>
            </header>
            <nav class="views no-print" aria-label=Key::TablesTitle>
                {tab(&asked.statistics(), Key::TablesStatistics, !asked.is_register())}
                {tab(&asked.register(), Key::TablesRegister, asked.is_register())}
                <a class="end" href=asked.file() rel="external" title=Key::ExportHint>{Key::TablesFile}</a>
            </nav>
            {body}
        </Page>
    }
}

fn tab(to: &Asked, words: Key, here: bool) -> Node {
    view! { <a href=to.href() aria-current=here.then_some("page")>{words}</a> }.into_node()
}

/// Whose and of when: a form that needs no scripts.
#[component]
fn Which(head: Head, asked: Asked) -> Node {
    let chosen = head.community.clone();
    let several = head.communities.len() > 1;
    let communities: Vec<_> = head
        .communities
        .into_iter()
        .map(|(id, name)| {
            let here = id == chosen;
            view! { <option value=id.as_str().to_owned() selected=here>{name}</option> }
        })
        .collect();
    let communities = several.then(|| {
        view! {
            <select class="select" name="community" aria-label=Key::QueueCommunity>{communities}</select>
        }
    });
    let show =
        asked.is_register().then(|| view! { <input type="hidden" name="show" value=asked.show.clone()/> });
    let month = head.period.month().unwrap_or_default();
    view! {
        <form class="end row no-print filters" action=routes::TABLES aria-label=Key::ScoresPeriodLabel>
            {show}
            {communities}
            {date("month", "month", Key::TablesMonth, month)}
            {date("date", "from", Key::TablesFrom, asked.from)}
            {date("date", "to", Key::TablesTo, asked.to)}
            <button class="button plain small">{Key::TablesShow}</button>
        </form>
    }
}

fn date(kind: &'static str, name: &'static str, label: Key, value: String) -> Node {
    view! {
        <label class="day"><span>{label}</span><input class="input" type=kind name=name value=value/></label>
    }
    .into_node()
}
