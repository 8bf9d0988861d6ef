//! A complaint as it stands beside the form: enough to tell it from another, and what can be done with it.

use markup::view;
use rules::moment::{Moment, Zone};
use rules::queue::QueueRow;

use crate::routes;
use crate::say;
use crate::ui::node::Node;
use crate::words::{Key, phrase};

/// `act` comes first, so that one step of the keyboard leads to it.
pub fn row(row: &QueueRow, now: Moment, zone: Zone, act: Node) -> Node {
    let (number, stage, received) = (row.number.as_str().to_owned(), row.stage, row.received);
    let href = routes::complaint_at_desk(&row.number);
    view! {
        <li class="beside-row">
            <p>
                <span class="number">{number.clone()}</span>" "
                <span class="badge">{say::stage_for_staff(stage)}</span>" "
                {say::kind(row.kind)}" · "{row.place.clone()}" · "
                <span class="faint">{phrase::intake_received(say::time::when(received, now, zone))}</span>
            </p>
            <p>{row.summary.clone()}</p>
            <div class="row">
                {act}
                <a href=href rel="external" target="_blank">{Key::IntakeOpen}<span class="unseen">" "{number}</span></a>
            </div>
        </li>
    }
}
