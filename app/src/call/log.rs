//! The log, by day.

use markup::view;
use rules::call::{Became, Call};
use rules::contact::Region;
use rules::id::ComplaintNumber;
use rules::moment::Moment;

use super::Calls;
use crate::desk::rel_to;
use crate::routes;
use crate::say;
use crate::ui::node::{IntoNode, Node};
use crate::words::{Key, Phrase, phrase};

/// Each day with its calls, the latest first.
pub fn days(calls: &Calls, now: Moment) -> Node {
    if calls.log.calls.is_empty() {
        return view! { <p class="soft">{Key::CallNone}</p> };
    }
    let date = |call: &Call| call.at.date(call.zone);
    let chunks = calls.log.calls.chunk_by(|a, b| date(a) == date(b));
    let days: Vec<Node> = chunks
        .map(|day| {
            let rows: Vec<Node> = day.iter().map(|call| row(call, calls, now)).collect();
            let heading = day.first().map(|call| say::time::day(date(call)));
            view! { <h3>{heading}</h3><ul class="others">{rows}</ul> }
        })
        .collect();
    days.into_node()
}

fn row(call: &Call, calls: &Calls, now: Moment) -> Node {
    let said = &call.said;
    let when = say::time::when(call.at, now, call.zone);
    let by = if call.passed_on {
        phrase::call_passed_by(&call.by.name, when)
    } else {
        phrase::call_noted_by(&call.by.name, when)
    };
    let phone = said.phone.as_ref().map(|phone| {
        let shown = phone.shown(Region::Mainland);
        view! { " "<a href=phone.tel_href()>{shown}</a> }
    });
    let who = if said.name.is_empty() {
        Key::EventStaffResident.into_node()
    } else {
        said.name.clone().into_node()
    };
    let community = calls.signs.community(&call.community).to_owned();
    let answer = (!said.answer.is_empty()).then(|| view! { <p>{phrase::call_answered(&said.answer)}</p> });
    view! {
        <li>
            <p><b>{who}</b>{phone}" "<span class="soft">{community}" "{said.place.clone()}</span></p>
            <p>{said.text.clone()}</p>
            {answer}
            <p class="faint">{by}" · "{became(call, now)}</p>
            {further(call)}
        </li>
    }
}

/// What became of it, with the complaint it is about.
fn became(call: &Call, now: Moment) -> Node {
    let words: Phrase = match (call.became, &call.ended) {
        (Became::CalledBack, Some(done)) => {
            phrase::call_called_back(&done.by, say::time::when(done.at, now, call.zone))
        }
        (became, _) => say::call::became(became).into(),
    };
    let to = |number: &ComplaintNumber| {
        let href = routes::complaint_at_desk(number);
        view! { " "<a rel=rel_to(&href) href=href>{number.as_str().to_owned()}</a> }
    };
    view! { <span>{words}</span>{call.complaint.as_ref().map(to)} }
}

/// What has no complaint can become one; its words are kept.
fn further(call: &Call) -> Option<Node> {
    let can = matches!(call.became, Became::Answered | Became::CalledBack);
    can.then(|| {
        let href = routes::intake_of(&call.id);
        view! { <p><a href=href rel="external">{Key::CallToComplaint}</a></p> }
    })
}
