//! The registration and tracking table: one row a complaint, in the order in which they were registered.

use leptos::prelude::*;
use markup::view;
use rules::moment::{Moment, Zone};
use rules::table::{FollowUp, Listed};

use super::Head;
use super::asked::Asked;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node};
use crate::words::{Key, Phrase, phrase};

/// What is known of whether the result held.
#[must_use]
pub fn followed_up(follow_up: FollowUp) -> Option<Phrase> {
    match follow_up {
        FollowUp::None => None,
        FollowUp::Asked => Some(Key::TablesAsked.into()),
        FollowUp::Answered { solved, satisfaction } => {
            let solved = if solved { Key::ScoresSolved } else { Key::ScoresNotSolved };
            Some(phrase::tables_answered(solved, phrase::scores_points(satisfaction)))
        }
    }
}

#[component]
pub fn Register(rows: Vec<Listed>, more: bool, head: Head, asked: Asked) -> Node {
    if rows.is_empty() {
        return view! { <Empty/> };
    }
    let next = rows.last().filter(|_| more).map(|last| asked.next(&last.line).href());
    let next = next.map(|to| view! { <a class="button plain" href=to>{Key::QueueMore}</a> });
    let first = (!asked.after.is_empty())
        .then(|| view! { <a class="button plain" href=asked.register().href()>{Key::TablesFirst}</a> });
    let rows: Vec<_> = rows.into_iter().map(|row| shown(row, head.now, head.zone)).collect();
    let headings = [
        Key::ExportColumnNumber,
        Key::ExportColumnReceived,
        Key::TablesHome,
        Key::ExportColumnKind,
        Key::ExportColumnWhat,
        Key::GradeName,
        Key::ExportColumnHandler,
        Key::DeadlineFirstAnswer,
        Key::TablesResult,
        Key::ExportColumnFinding,
        Key::TablesFollowUp,
        Key::TablesEnded,
    ];
    let headings = headings.map(|words| view! { <th scope="col">{words}</th> });
    view! {
        <div class="wide-table" role="region" tabindex="0" aria-label=Key::TablesRegister>
            <table class="table register">
                <caption class="unseen">{Key::TablesRegister}</caption>
                <thead><tr>{headings}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="row no-print">{first}{next}</p>
    }
}

fn shown(row: Listed, now: Moment, zone: Zone) -> Node {
    let Listed { line, place, home, summary } = row;
    let number = line.number.as_str().to_owned();
    let href = routes::complaint_at_desk(&line.number);
    // A promise that was not kept is said in words beside its time.
    let met = |met: Option<Moment>, kept: Option<bool>| {
        let late = (kept == Some(false)).then(|| view! { " "<b>{Key::TablesLate}</b> });
        view! { <td>{met.map(|met| when(met, zone))}{late}</td> }.into_node()
    };
    let answered = met(line.deadlines.first_answer.met, line.is_answered_in_time(now));
    let resolved = met(line.result_at(), line.is_resolved_in_time(now));
    view! {
        <tr>
            <th scope="row"><a href=href rel="external">{number}</a></th>
            <td>{when(line.received, zone)}</td>
            <td>{home.unwrap_or(place)}</td>
            <td>{say::kind(line.kind)}</td>
            <td>{summary}</td>
            <td>{say::grade::short(line.grade)}</td>
            <td>{line.handler}</td>
            {answered}
            {resolved}
            <td>{line.found.map(|(finding, _)| say::finding(finding))}</td>
            <td>{followed_up(line.follow_up)}</td>
            <td>{line.ended.map(|ended| when(ended, zone))}</td>
        </tr>
    }
    .into_node()
}

/// Short enough for a column: the date in figures, then the clock.
fn when(moment: Moment, zone: Zone) -> String {
    moment.local(zone).format("%Y-%m-%d %H:%M").to_string()
}

#[component]
fn Empty() -> Node {
    view! {
        <div class="blank">
            {icon(Icon::Chart)}
            <h2>{Key::TablesEmpty}</h2>
            <p>{Key::TablesEmptyAdvice}</p>
        </div>
    }
}
