//! Where it stands: the stage in a sentence, its deadlines in words, who answers for it.

use leptos::prelude::*;
use markup::view;
use rules::deadline::{Clock, Deadline, Standing};
use rules::moment::Moment;
use rules::stage::Stage;
use rules::view::Tracking;

use crate::complaint::explained::{explained, steps_of};
use crate::complaint::link::Followed;
use crate::ui::node::{IntoNode, Node, part};
use crate::words::{Key, Phrase, phrase, spoken};
use crate::{mark, routes, say};

/// The head of the page.
pub fn stands(tracking: &Tracking, now: Signal<Moment>) -> Node {
    let at = stage_now(tracking);
    let deadlines = tracking.deadlines;
    let ended = !tracking.stage.is_open();
    let shown: Vec<_> = deadlines
        .all()
        .filter(|deadline| !(ended && deadline.met.is_none()))
        .map(|deadline| clock(deadline, tracking, now))
        .collect();
    let survey = tracking.survey.as_deref().map(survey);
    view! {
        <section class="stands" aria-label=Key::TrackingStands>
            <p class="now-is">{at}</p>
            <dl class="deadlines">{shown}</dl>
            {survey}
        </section>
    }
}

/// The stage in a sentence that says who.
pub fn stage_now(tracking: &Tracking) -> Phrase {
    let name = tracking.handler.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    match tracking.stage {
        Stage::Received => Key::TrackingAtReceived.into(),
        Stage::Accepted => phrase::tracking_at_accepted(name),
        Stage::Verifying => phrase::tracking_at_verifying(name),
        Stage::Handling => phrase::tracking_at_handling(name),
        Stage::WaitingForYou => Key::TrackingAtWaitingForYou.into(),
        Stage::AwaitingConfirmation => Key::TrackingAtAwaitingConfirmation.into(),
        Stage::Closed => Key::TrackingAtClosed.into(),
        Stage::ClosedNoReply => Key::TrackingAtClosedNoReply.into(),
        Stage::Withdrawn => Key::TrackingAtWithdrawn.into(),
        Stage::Reopened => Key::TrackingAtReopened.into(),
    }
}

/// One deadline: how it stands, and below by when, or what had been promised.
fn clock(deadline: Deadline, tracking: &Tracking, now: Signal<Moment>) -> Node {
    let zone = tracking.zone;
    let below = spoken(move || match deadline.standing(now.get()) {
        Standing::Kept { .. } | Standing::KeptLate { .. } if deadline.clock != Clock::Outside => {
            say::deadline::limit(deadline.limit)
        }
        _ => say::time::by(deadline.due, now.get(), zone),
    });
    view! {
        <div>
            <dt>{say::deadline::clock(deadline.clock)}</dt>
            <dd>
                <b>{mark::standing(deadline, now)}</b>
                <br/>
                <span class="faint">{below}</span>
                {late(deadline, now)}
                {explained(deadline, steps_of(&tracking.explained, deadline.clock), now, zone)}
            </dd>
        </div>
    }
}

/// A promise of ours that was not kept is owned up to; the resident's own week is not ours.
fn late(deadline: Deadline, now: Signal<Moment>) -> Node {
    part(move || {
        let late = matches!(deadline.standing(now.get()), Standing::Overdue { .. });
        (late && deadline.clock != Clock::Confirmation)
            .then(|| view! { <br/><span class="late">{Key::TrackingBroken}</span> })
    })
}

fn survey(link: &str) -> Node {
    view! {
        <p class="row no-print">
            <a class="button plain" href=routes::survey(link)>{Key::TrackingSurvey}</a>
            <span class="faint">{Key::TrackingSurveyNote}</span>
        </p>
    }
}

/// Names and values.
pub fn facts(followed: &Followed) -> Node {
    let Followed { tracking, sign, .. } = followed;
    let handler = match &tracking.handler {
        Some(person) => {
            let name = person.name.clone();
            view! { <b>{name}</b>" "{say::department(person.department)} }
        }
        None => Key::TrackingHandlerNone.into_node(),
    };
    let number = sign.hotline.shown(sign.region);
    let contacts: Vec<String> = tracking.email.iter().chain(&tracking.phone).cloned().collect();
    let contacts = (!contacts.is_empty()).then(|| {
        view! { <div><dt>{Key::TrackingContact}</dt><dd>{contacts.join(" · ")}</dd></div> }
    });
    view! {
        <dl class="facts">
            <div><dt>{Key::TrackingHandler}</dt><dd>{handler}</dd></div>
            <div>
                <dt>{Key::TrackingHotline}</dt>
                <dd><a href=sign.hotline.tel_href()>{number}</a>" "<span class="faint">{sign.desk_hours.clone()}</span></dd>
            </div>
            <div>
                <dt>{Key::TrackingGrade}</dt>
                <dd>{mark::grade(tracking.grade, say::grade::grade(tracking.grade))}{reasons(tracking)}</dd>
            </div>
            <div><dt>{Key::TrackingNumber}</dt><dd>{tracking.number.as_str().to_owned()}</dd></div>
            {wishes(tracking)}
            {contacts}
        </dl>
    }
}

/// Only the reasons she may read; the others stand as "assessed by our staff".
fn reasons(tracking: &Tracking) -> Node {
    let mut said: Vec<Phrase> = tracking.reasons.iter().map(say::grade::reason).collect();
    if tracking.assessed_by_staff {
        said.push(Key::GradeReasonAssessedByStaff.into());
    }
    let said: Vec<_> = said.into_iter().map(|words| view! { <li>{words}</li> }).collect();
    view! { <ul class="reasons soft">{said}</ul> }
}

fn wishes(tracking: &Tracking) -> Option<Node> {
    if tracking.wishes.is_empty() && tracking.remedy.is_empty() {
        return None;
    }
    let ticked: Vec<_> = tracking.wishes.iter().map(|&wish| view! { <li>{say::wish(wish)}</li> }).collect();
    let remedy = tracking.remedy.clone();
    let remedy = (!remedy.is_empty()).then(|| view! { <li>{remedy}</li> });
    Some(view! { <div><dt>{Key::TrackingWishes}</dt><dd><ul>{ticked}{remedy}</ul></dd></div> })
}
