//! The figures: share, mean, interval, response, and how the answers are spread.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::score::{PerMille, Response, Score};
use rules::survey::Results;

use crate::words::{Key, Phrase, phrase};

/// `876` as `87.6`.
#[must_use]
pub fn percent(share: PerMille) -> String {
    format!("{}.{}", share / 10, share % 10)
}

/// `437` as `4.37`.
#[must_use]
pub fn mean(hundredths: u16) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[component]
pub fn Figures(results: Results) -> Node {
    let score = Score::of(results.satisfaction);
    let response = Response { invited: results.invited.into(), answered: results.answered.into() };
    let solved = Response { invited: results.answered.into(), answered: results.solved.into() };
    let unsolved = results.answered.saturating_sub(results.solved);
    view! {
        <dl class="figures-row">
            {score.map(satisfied)}
            {score.map(average)}
            {solved.rate().map(|share| {
                let how = phrase::scores_solved_how(unsolved, results.answered);
                figure(Key::ScoresSolvedShare, percent(share), Some("%"), vec![how])
            })}
            {response.rate().map(|share| {
                let how = phrase::scores_response_how(results.answered, results.invited);
                figure(Key::ScoresResponse, percent(share), Some("%"), vec![how])
            })}
        </dl>
    }
}

fn satisfied(score: Score) -> Node {
    let interval = (percent(score.interval.low), percent(score.interval.high));
    let mut how = vec![
        phrase::scores_satisfied_how(score.satisfied, score.n),
        phrase::scores_interval(interval.0, interval.1),
    ];
    if score.small_sample {
        how.push(Key::ScoresSmallSample.into());
    }
    figure(Key::ScoresSatisfied, percent(score.share), Some("%"), how)
}

fn average(score: Score) -> Node {
    let how = phrase::scores_mean_how(score.n);
    figure(Key::ScoresMean, mean(score.mean_hundredths), None, vec![how])
}

/// A figure in its box: name, value, what it is counted in, how it comes about.
pub fn figure(name: Key, value: String, unit: Option<&'static str>, how: Vec<Phrase>) -> Node {
    let how: Vec<_> = how
        .into_iter()
        .map(|line| {
            view! { <dd class="how">{line}</dd> }
        })
        .collect();
    view! {
        <div class="figure-box">
            <dt>{name}</dt>
            <dd class="value">{value}{unit.map(|unit| view! { <small>{unit}</small> })}</dd>
            {how}
        </div>
    }
}

/// A table for each question; the bars only repeat what the figures say.
#[component]
pub fn Scales(results: Results) -> Node {
    let tables = [
        (Key::ProblemFieldSatisfaction, results.satisfaction),
        (Key::ProblemFieldAttitude, results.attitude),
        (Key::ProblemFieldSpeed, results.speed),
        (Key::ProblemFieldResult, results.result),
    ];
    view! { <div class="pair">{tables.map(|(name, counts)| scale(name, counts))}</div> }
}

const POINTS: [Key; 5] = [
    Key::SurveyPointOne,
    Key::SurveyPointTwo,
    Key::SurveyPointThree,
    Key::SurveyPointFour,
    Key::SurveyPointFive,
];

fn scale(name: Key, counts: [u32; 5]) -> Node {
    let n: u32 = counts.iter().sum();
    let row = |point: usize| {
        let share = Response { invited: n.into(), answered: counts[point].into() }.rate().unwrap_or(0);
        let class = match point {
            0 | 1 => "low",
            2 => "mid",
            _ => "",
        };
        view! {
            <tr>
                <th scope="row">{point + 1}" "{POINTS[point]}</th>
                <td class="bar-cell">
                    <svg viewBox="0 0 1000 80" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="rest" width="1000" height="80"></rect>
                        <rect class=class width=share.to_string() height="80"></rect>
                    </svg>
                </td>
                <td class="figures">{percent(share)}"%"</td>
                <td class="figures">{counts[point]}</td>
            </tr>
        }
    };
    let rows: Vec<_> = (0..5).rev().map(row).collect();
    let foot = Score::of(counts).map(|score| {
        let words = phrase::scores_scale_foot(percent(score.share), mean(score.mean_hundredths), score.n);
        view! { <tfoot><tr><td colspan="4">{words}</td></tr></tfoot> }
    });
    view! {
        <table class="table">
            <caption>{name}</caption>
            <thead><tr>
                <th scope="col">{Key::ScoresAnswer}</th>
                <th scope="col"><span class="unseen">{Key::ScoresBar}</span></th>
                <th class="figures" scope="col">{Key::ScoresShare}</th>
                <th class="figures" scope="col">{Key::ScoresAnswers}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
            {foot}
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_to_the_last_digit_counted() {
        assert_eq!((percent(876), percent(5), percent(1000)), ("87.6".into(), "0.5".into(), "100.0".into()));
        assert_eq!((mean(437), mean(405), mean(500)), ("4.37".into(), "4.05".into(), "5.00".into()));
    }
}
