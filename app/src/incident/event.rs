//! What happened to an incident, entry by entry.

use markup::view;
use rules::id::ComplaintNumber;
use rules::incident::{Entry, Event, Incident, Reached, Words};
use rules::moment::Moment;

use super::report::report;
use crate::routes;
use crate::say;
use crate::ui::node::{IntoNode, Node};
use crate::words::{Key, Phrase, phrase, spoken};

/// Its timeline, oldest first.
pub fn timeline(incident: &Incident, now: Moment) -> Node {
    let entries: Vec<Node> = incident.entries.iter().map(|entry| happened(entry, incident, now)).collect();
    view! {
        <section class="stack">
            <h2>{Key::IncidentTimeline}</h2>
            <ol class="line">{entries}</ol>
        </section>
    }
}

fn happened(entry: &Entry, incident: &Incident, now: Moment) -> Node {
    let (at, zone) = (entry.at, incident.zone);
    let when = spoken(move || say::time::when(at, now, zone));
    let event = entry.event.clone();
    let what = spoken(move || did(&event));
    view! {
        <li class="happened">
            <span class="when">{when}" · "{entry.who.name.clone()}" "{say::department(entry.who.department)}</span>
            <span class="what">{what}</span>
            {more(entry, incident)}
        </li>
    }
}

fn did(event: &Event) -> Phrase {
    match event {
        Event::Declared { .. } => Key::IncidentEventDeclared.into(),
        Event::Added { .. } => Key::IncidentEventAdded.into(),
        Event::Acknowledged => Key::IncidentEventAcknowledged.into(),
        Event::Registered { .. } => Key::IncidentEventRegistered.into(),
        Event::Noted { .. } => Key::IncidentEventNoted.into(),
        Event::Told { households, .. } => phrase::incident_event_told(*households),
        Event::Over { .. } => Key::IncidentEventOver.into(),
        Event::Analysed { .. } => Key::IncidentEventAnalysed.into(),
        Event::Sent { households } => phrase::incident_event_sent(*households),
        Event::Closed { .. } => Key::IncidentEventClosed.into(),
    }
}

fn more(entry: &Entry, incident: &Incident) -> Node {
    match &entry.event {
        Event::Declared { notice } => {
            (said("said inside", &notice.text), said("said inside", &notice.plan)).into_node()
        }
        Event::Added { complaints } => numbers(complaints),
        Event::Registered { text }
        | Event::Noted { text }
        | Event::Over { text }
        | Event::Closed { text } => said("said inside", text),
        Event::Told { words, .. } => (written(words), reached(entry.seq, incident)).into_node(),
        Event::Analysed { report: drawn_up } => report(drawn_up),
        Event::Sent { .. } => reached(entry.seq, incident),
        Event::Acknowledged => Node::nothing(),
    }
}

fn said(class: &'static str, text: &str) -> Node {
    if text.is_empty() {
        return Node::nothing();
    }
    view! { <blockquote class=class><p>{text.to_owned()}</p></blockquote> }
}

fn written(words: &Words) -> Node {
    let all = [("zh-Hans", &words.zh_hans), ("zh-Hant", &words.zh_hant), ("en", &words.en)];
    let texts: Vec<Node> = all
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(language, text)| view! { <p lang=language>{text.clone()}</p> })
        .collect();
    view! { <blockquote class="said ours">{texts}</blockquote> }
}

/// How a message has got through so far.
fn reached(seq: i64, incident: &Incident) -> Node {
    let Some(&Reached { sent, waiting, to_tell, told, link_only, .. }) =
        incident.reached.iter().find(|reached| reached.seq == seq)
    else {
        return Node::nothing();
    };
    let states = [
        (sent, phrase::incident_reached_sent(sent)),
        (waiting, phrase::incident_reached_waiting(waiting)),
        (to_tell, phrase::incident_reached_to_tell(to_tell)),
        (told, phrase::incident_reached_told(told)),
        (link_only, phrase::incident_reached_link_only(link_only)),
    ];
    let badges: Vec<Node> = states
        .into_iter()
        .filter(|(many, _)| *many > 0)
        .map(|(_, words)| view! { <span class="badge">{words}</span>" " })
        .collect();
    view! { <p class="row">{badges}</p> }
}

/// Links to complaints, which are pages of another program.
pub fn numbers(numbers: &[ComplaintNumber]) -> Node {
    let links: Vec<Node> = numbers
        .iter()
        .map(|number| {
            let href = routes::complaint_at_desk(number);
            view! { <a rel="external" href=href>{number.as_str().to_owned()}</a>" " }
        })
        .collect();
    view! { <p class="soft">{links}</p> }
}
