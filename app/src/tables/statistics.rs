//! The complaint statistics table: figures with their formulas, then the counts.

use leptos::prelude::*;
use markup::view;
use rules::grading::Grade;
use rules::resolution::Outcome;
use rules::score::Score;
use rules::table::{Share, Statistics};

use crate::say;
use crate::survey::scores::figures::{figure, mean, percent};
use crate::ui::node::{IntoNode, Node};
use crate::words::{Key, Phrase, phrase};

/// One figure: its name, its value, what it is counted in, how it comes about.
pub struct Figure {
    pub name: Key,
    pub value: String,
    pub unit: Option<&'static str>,
    pub how: Vec<Phrase>,
}

/// Every figure of the table, in its order; a share of nothing and a median of none are left out.
#[must_use]
pub fn figures(of: &Statistics) -> Vec<Figure> {
    let plain =
        |name: Key, value: u32| Some(Figure { name, value: value.to_string(), unit: None, how: Vec::new() });
    let share = |name: Key, share: Share, how: Phrase| {
        let value = percent(share.rate()?);
        Some(Figure { name, value, unit: Some("%"), how: vec![how] })
    };
    let kept = |name: Key, kept: Share| share(name, kept, phrase::tables_kept_how(kept.part, kept.whole));
    let days = |name: Key, minutes: Option<u64>| {
        let tenths = Statistics::tenths_of_days(minutes?);
        let value = format!("{}.{}", tenths / 10, tenths % 10);
        Some(Figure { name, value, unit: None, how: vec![Key::TablesMedianHow.into()] })
    };
    let hours = |name: Key, minutes: Option<u64>| {
        let minutes = minutes?;
        let how = vec![Key::TablesMedianHow.into()];
        Some(Figure { name, value: format!("{}:{:02}", minutes / 60, minutes % 60), unit: None, how })
    };
    let (answered, solved) =
        (Share { part: of.answered, whole: of.asked }, Share { part: of.solved, whole: of.answered });
    let score = Score::of(of.satisfaction);
    let all = [
        plain(Key::TablesReceived, of.received),
        plain(Key::TablesOpenAtStart, of.open_at_start),
        plain(Key::TablesOpenAtEnd, of.open_at_end),
        kept(Key::TablesFirstAnswers, of.first_answers),
        kept(Key::TablesResults, of.results),
        hours(Key::TablesFirstAnswerHours, of.first_answer_minutes),
        days(Key::TablesResultDays, of.result_minutes),
        plain(Key::TablesReopened, of.reopened),
        plain(Key::TablesSameComplaint, of.same_complaint),
        plain(Key::TablesCameBack, of.came_back),
        plain(Key::TablesAgain, of.contacts_again),
        share(Key::ScoresResponse, answered, phrase::scores_response_how(of.answered, of.asked)),
        share(Key::ScoresSolvedShare, solved, phrase::tables_solved_how(of.solved, of.answered)),
        score.map(|score| Figure {
            name: Key::ScoresMean,
            value: mean(score.mean_hundredths),
            unit: None,
            how: vec![phrase::scores_mean_how(score.n)],
        }),
    ];
    all.into_iter().flatten().collect()
}

#[component]
pub fn StatisticsTable(statistics: Statistics) -> Node {
    let of = statistics;
    let shown: Vec<_> =
        figures(&of).into_iter().map(|one| figure(one.name, one.value, one.unit, one.how)).collect();
    let cut = of.cut.then(|| view! { <p role="status">{phrase::tables_cut(of.received)}</p> });
    view! {
        {cut}
        <dl class="figures-row">{shown}</dl>
        <p class="soft">{Key::TablesBasis}</p>
        {by_kind(&of)}
        {by_finding(&of)}
        <div class="pair">
            {counts(Key::TablesByBuilding, of.buildings.iter().map(|(building, many)| {
                let name = building.clone().map_or_else(|| Key::TablesNoBuilding.into_node(), IntoNode::into_node);
                (name, *many)
            }))}
            {counts(Key::TablesByChannel, of.channels.iter().map(|(channel, many)| {
                let name = say::intake::channel(*channel).into_node();
                (name, *many)
            }))}
        </div>
    }
}

fn number(many: u32) -> Node {
    view! { <td class="figures">{many}</td> }.into_node()
}

fn heading(words: impl IntoNode) -> Node {
    let words = words.into_node();
    view! { <th class="figures" scope="col">{words}</th> }.into_node()
}

/// A table too wide for a phone is moved within its own frame.
fn framed(name: Key, table: Node) -> Node {
    view! { <div class="wide-table" role="region" tabindex="0" aria-label=name>{table}</div> }.into_node()
}

fn by_kind(of: &Statistics) -> Node {
    let grades: Vec<_> = Grade::ALL.iter().map(|grade| heading(say::grade::short(*grade))).collect();
    let rows: Vec<_> = of
        .kinds
        .iter()
        .map(|(kind, grades)| {
            let total = number(grades.iter().sum());
            let grades: Vec<_> = grades.iter().copied().map(number).collect();
            view! { <tr><th scope="row">{say::kind(*kind)}</th>{grades}{total}</tr> }
        })
        .collect();
    let totals: Vec<_> = Grade::ALL.iter().map(|grade| number(of.of_grade(*grade))).collect();
    let table = view! {
        <table class="table">
            <caption>{Key::TablesByKind}</caption>
            <thead><tr>
                <th scope="col">{Key::ExportColumnKind}</th>{grades}{heading(Key::TablesTotal)}
            </tr></thead>
            <tbody>{rows}</tbody>
            <tfoot><tr><th scope="row">{Key::TablesTotal}</th>{totals}{number(of.received)}</tr></tfoot>
        </table>
    };
    framed(Key::TablesByKind, table.into_node())
}

fn by_finding(of: &Statistics) -> Node {
    let outcomes: Vec<_> = Outcome::ALL.iter().map(|outcome| heading(say::outcome(*outcome))).collect();
    let rows: Vec<_> = of
        .endings
        .iter()
        .map(|ending| {
            let outcomes: Vec<_> = ending.outcomes.iter().copied().map(number).collect();
            view! {
                <tr><th scope="row">{say::finding(ending.finding)}</th>{number(ending.complaints)}{outcomes}</tr>
            }
        })
        .collect();
    let table = view! {
        <table class="table">
            <caption>{Key::TablesByFinding}</caption>
            <thead><tr>
                <th scope="col">{Key::ExportColumnFinding}</th>{heading(Key::TablesComplaints)}{outcomes}
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    framed(Key::TablesByFinding, table.into_node())
}

fn counts(name: Key, rows: impl Iterator<Item = (Node, u32)>) -> Node {
    let rows: Vec<_> =
        rows.map(|(name, many)| view! { <tr><th scope="row">{name}</th>{number(many)}</tr> }).collect();
    view! {
        <table class="table">
            <caption>{name}</caption>
            <thead><tr><th scope="col"><span class="unseen">{name}</span></th>{heading(Key::TablesComplaints)}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_node()
}
