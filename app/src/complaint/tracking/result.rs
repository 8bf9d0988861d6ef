//! How it ended; and where to turn, where nothing was done about it.

use markup::view;
use rules::resolution::{Finding, Outcome, Resolution};
use rules::view::Tracking;

use crate::say;
use crate::ui::node::Node;
use crate::words::{Key, phrase};

/// Handbook §2: a refusal names the ways on.
const WAYS_ON: [Key; 6] = [
    Key::TrackingResultWayReview,
    Key::TrackingResultWayCommittee,
    Key::TrackingResultWayStreet,
    Key::TrackingResultWayBureau,
    Key::TrackingResultWay12345,
    Key::TrackingResultWayCourt,
];

/// Finding and outcomes in two lines.
pub fn in_short(finding: Finding, outcomes: &[Outcome]) -> Node {
    let finding = say::finding(finding);
    let done: Vec<_> = outcomes
        .iter()
        .enumerate()
        .map(|(at, &outcome)| view! { {(at > 0).then_some(" · ")}<span>{say::outcome(outcome)}</span> })
        .collect();
    view! {
        {move || phrase::tracking_result_finding(finding)}
        <br/>{Key::TrackingResultOutcomes}{done}
    }
}

pub fn ways_on(tracking: &Tracking) -> Option<Node> {
    tracking.resolution.as_ref().filter(|resolution| Resolution::is_refusal(resolution))?;
    Some(view! {
        <section class="sheet prose">
            <h2>{Key::TrackingResultWays}</h2>
            <ul>{WAYS_ON.map(|way| view! { <li>{way}</li> })}</ul>
        </section>
    })
}
