//! What the answers say: each figure with its formula, how many answered, and its interval.

pub mod figures;
mod filter;

use crate::ui::node::Node;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::id::CommunityId;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;
use rules::survey::{Results, Said};
use serde::{Deserialize, Serialize};

use self::figures::{Figures, Scales};
use self::filter::{Asked, Filters, use_asked};
use crate::desk::once_read;
use crate::error::Refused;
use crate::live;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, spoken, text};

/// Results, and what they are the results of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub results: Results,
    pub from: Moment,
    pub to: Moment,
    /// That of the community asked about, or of the viewer's first.
    pub zone: Zone,
    pub communities: Vec<(CommunityId, String)>,
}

#[server(endpoint = "read_results", input = Json, output = Answer)]
pub async fn read_results(#[server(default)] asked: Asked) -> Result<Report, Refused<Problem>> {
    let (staff, store, to) = crate::account::at_desk()?;
    let read = staff.communities(rules::access::Want::ReadScores);
    if read.is_empty() {
        return Err(rules::access::Refusal::NotYours.into());
    }
    let asked_for = asked.community().filter(|community| read.contains(community));
    let zone = store.read().await?.terms_of(asked_for.as_ref().unwrap_or(&read[0]), to).await?.zone;
    let from = asked.period().begins(to, zone);
    let results = store.results(&staff, asked.community().as_ref(), from, to).await?;
    let communities = store.communities().await?.into_iter();
    let communities = communities.filter(|sign| read.contains(&sign.id)).map(|sign| (sign.id, sign.name));
    Ok(Report { results, from, to, zone, communities: communities.collect() })
}

#[component]
pub fn ScoresPage() -> Node {
    let asked = use_asked();
    let first = wire::read(|| (), move |()| read_results(asked.get_untracked()));
    once_read(first, |report| view! { <Scores report/> })
}

#[component]
fn Scores(report: Report) -> Node {
    let asked = use_asked();
    let report = RwSignal::new(report);
    follow(asked, report);
    let communities = report.with_untracked(|report| report.communities.clone());
    let period = spoken(move || {
        let (from, to) = report.with(|report| (report.from.date(report.zone), report.to.date(report.zone)));
        phrase::scores_period(say::time::date(from), say::time::date(to))
    });
    let results = Memo::new(move |_| report.with(|report| report.results.clone()));
    view! {
        <Page title=text(Key::ScoresTitle) class="report">
            <header class="row">
                <div><h1>{Key::ScoresTitle}</h1><p class="soft">{period}</p></div>
                <Filters asked communities/>
            </header>
            {move || {
                let results = results.get();
                let (to, zone) = report.with_untracked(|report| (report.to, report.zone));
                if results.answered == 0 {
                    return view! { <Empty invited=results.invited/> };
                }
                view! {
                    <Figures results=results.clone()/>
                    <Scales results=results.clone()/>
                    <Words words=results.words to zone/>
                }

            }}
        </Page>
    }
}

/// Reads again when a survey is answered or other results are asked for.
fn follow(asked: Memo<Asked>, report: RwSignal<Report>) {
    let read = move || read_results(asked.try_get_untracked().unwrap_or_default());
    let concerns = |word: &str| word == live::SURVEY || word == live::EVERYTHING;
    let again = live::follow(read, concerns, move |read| report.set(read));
    Effect::new(move |before: Option<Asked>| {
        let now = asked.get();
        if before.is_some_and(|before| before != now) {
            again.run(());
        }
        now
    });
}

/// What people wrote, newest first.
#[component]
fn Words(words: Vec<Said>, to: Moment, zone: Zone) -> Node {
    let entry = |said: Said| {
        let (at, points) = (said.at, said.satisfaction);
        let when = spoken(move || say::time::when(at, to, zone));
        let points = spoken(move || phrase::scores_points(points));
        let solved = if said.solved { Key::ScoresSolved } else { Key::ScoresNotSolved };
        view! {
            <li class="happened">
                <span class="when">
                    {when}" · "
                    <a href=routes::complaint_at_desk(&said.number) rel="external">{said.number.as_str().to_owned()}</a>
                    " · "{points}" · "{solved}
                </span>
                <blockquote class="said"><p>{said.words}</p></blockquote>
            </li>
        }
    };
    let none = words.is_empty().then(|| view! { <p class="soft">{Key::ScoresNoWords}</p> });
    view! {
        <section class="stack">
            <h2>{Key::ScoresWords}</h2>
            {none}
            <ol class="line">{words.into_iter().map(entry).collect_view()}</ol>
        </section>
    }
}

#[component]
fn Empty(invited: u32) -> Node {
    let sent = spoken(move || phrase::scores_empty_advice(invited));
    view! {
        <div class="blank">
            {icon(Icon::Chart)}
            <h2>{Key::ScoresEmpty}</h2>
            <p>{sent}</p>
        </div>
    }
}
