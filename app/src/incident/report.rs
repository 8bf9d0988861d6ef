//! The analysis report, as both sides read it.

use markup::view;
use rules::incident::Report;

use crate::ui::node::Node;
use crate::words::Key;

/// Its five parts, each under its name.
#[must_use]
pub fn report(report: &Report) -> Node {
    let parts = [
        (Key::IncidentActEffect, &report.effect),
        (Key::IncidentActHandling, &report.handling),
        (Key::IncidentActCause, &report.cause),
        (Key::IncidentActCorrective, &report.corrective),
        (Key::IncidentActPreventive, &report.preventive),
    ];
    let parts: Vec<Node> =
        parts.into_iter().map(|(name, text)| view! { <p><b>{name}</b></p><p>{text.clone()}</p> }).collect();
    view! { <blockquote class="said ours">{parts}</blockquote> }
}
