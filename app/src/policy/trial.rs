//! What a back-test found: grades as a table from → to, deadlines as a list, complaints by number.

use markup::view;
use rules::deadline::Clock;
use rules::grading::Grade;
use rules::id::ComplaintNumber;
use rules::moment::{Moment, Zone};
use rules::policy::backtest::{Counted, Moves, NAMED_MAX, Report, Shifts, Trial};

use crate::mark;
use crate::routes;
use crate::say;
use crate::ui::node::{IntoNode, Node};
use crate::words::{Key, Phrase, phrase};

pub(super) fn found(trial: Trial, now: Moment, zone: Zone) -> Node {
    let Trial { by, at, since, report, .. } = trial;
    let date = |moment: Moment| say::time::date(moment.date(zone));
    let lead = phrase::policy_trial_lead(date(since), date(at), report.complaints);
    view! {
        <p class="soft">{lead}" "{phrase::policy_trial_by(by, say::time::when(at, now, zone))}</p>
        {findings(report)}
    }
}

fn findings(report: Report) -> Node {
    if report.complaints == 0 {
        return view! { <p>{Key::PolicyTrialEmpty}</p> };
    }
    let still = report.is_still().then(|| view! { <p><b>{Key::PolicyTrialStill}</b></p> });
    view! {
        {still}
        {matrix(Key::PolicyTrialStands, &report.stands)}
        {matrix(Key::PolicyTrialFiled, &report.filed)}
        <h3>{Key::PolicyTrialDeadlines}</h3>
        <dl class="facts">
            {shifts(Clock::FirstAnswer, report.first_answer)}
            {shifts(Clock::Resolution, report.result)}
            {line(Key::PolicyTrialReasons.into(), report.reasons, None)}
        </dl>
    }
}

fn matrix(caption: Key, moves: &Moves) -> Node {
    let head = |grade: &Grade| view! { <th class="figures" scope="col">{say::grade::short(*grade)}</th> };
    let cell = |from: Grade, to: Grade| {
        let Counted { count, .. } = moves.cell(from, to);
        let look = match (from == to, *count) {
            (true, _) => "figures same",
            (false, 0) => "figures none",
            _ => "figures moved",
        };
        view! { <td class=look>{count.to_string()}</td> }
    };
    let row = |from: &Grade| {
        let cells: Vec<Node> = Grade::ALL.iter().map(|to| cell(*from, *to)).collect();
        view! { <tr><th scope="row">{mark::grade(*from, say::grade::short(*from))}</th>{cells}</tr> }
    };
    let pairs = Grade::ALL.iter().flat_map(|from| Grade::ALL.iter().map(move |to| (*from, *to)));
    let moved = pairs.filter(|(from, to)| from != to && moves.cell(*from, *to).count > 0);
    let moved: Vec<Node> = moved
        .map(|(from, to)| {
            let words = phrase::policy_trial_from_to(say::grade::short(from), say::grade::short(to));
            line(words, moves.cell(from, to).clone(), None)
        })
        .collect();
    let moved = (!moved.is_empty()).then(|| view! { <dl class="facts">{moved}</dl> });
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=caption>
        <table class="table matrix">
            <caption>{caption}</caption>
            <thead><tr>
                <th scope="col">{Key::PolicyTrialCorner}</th>
                {Grade::ALL.iter().map(head).collect::<Vec<_>>()}
            </tr></thead>
            <tbody>{Grade::ALL.iter().map(row).collect::<Vec<_>>()}</tbody>
        </table>
        </div>
        {moved}
    }
}

fn shifts(clock: Clock, shifts: Shifts) -> Node {
    let at_most =
        |minutes: i64| (minutes > 0).then(|| phrase::policy_trial_at_most(say::time::duration(minutes)));
    let (earlier, later) = (at_most(shifts.earlier_minutes_max), at_most(shifts.later_minutes_max));
    let clock = say::deadline::clock(clock);
    view! {
        {line(phrase::policy_trial_earlier(clock), shifts.earlier, earlier)}
        {line(phrase::policy_trial_later(clock), shifts.later, later)}
        {line(phrase::policy_trial_missed(clock), shifts.missed_instead, None)}
        {line(phrase::policy_trial_met(clock), shifts.met_instead, None)}
    }
}

/// How many, how far, and which.
fn line(words: Phrase, counted: Counted, remark: Option<Phrase>) -> Node {
    let Counted { count, numbers } = counted;
    let all = phrase::policy_trial_count(count);
    let remark = remark.map(|remark| view! { " "<span class="soft">{remark}</span> });
    let first = (count as usize > numbers.len()).then(|| {
        view! { <p class="faint">{phrase::policy_trial_first(NAMED_MAX)}</p> }
    });
    let link = |number: ComplaintNumber| {
        view! { <li><a href=routes::complaint_at_desk(&number) rel="external">{number.as_str().to_owned()}</a></li> }
    };
    let which = if numbers.is_empty() {
        view! { {all}{remark} }
    } else {
        let numbers: Vec<Node> = numbers.into_iter().map(link).collect();
        view! {
            <details class="more">
                <summary><b>{all}</b>{remark}</summary>
                {first}
                <ul class="policy-numbers">{numbers}</ul>
            </details>
        }
    };
    view! { <div><dt>{words}</dt><dd>{which}</dd></div> }.into_node()
}
