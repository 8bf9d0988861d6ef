//! The parts of a dossier before its timeline.

use leptos::prelude::*;
use markup::view;
use rules::commitment::{Commitment, Given};
use rules::contact::Region;
use rules::deadline::Deadline;
use rules::moment::{Moment, Zone};
use rules::view::{Complaint, Surveyed};

use crate::complaint::answers::answers;
use crate::complaint::desk::thread::said;
use crate::complaint::explained::steps_of;
use crate::mark;
use crate::say;
use crate::ui::node::{IntoNode, Node};
use crate::words::{Key, Phrase, phrase, spoken};

fn fact(name: impl IntoNode, value: impl IntoNode) -> Node {
    let (name, value) = (name.into_node(), value.into_node());
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_node()
}

fn stamped(moment: Moment, zone: Zone) -> Signal<String> {
    spoken(move || say::time::stamp(moment, zone))
}

/// Who complains, where, how it came, and who answers for it.
#[component]
pub fn Who(complaint: Complaint) -> Node {
    let zone = complaint.terms.zone;
    let channel = say::intake::arrived(&complaint.arrival).into_node();
    let name = (!complaint.name.is_empty()).then(|| fact(Key::HandlingName, complaint.name.clone()));
    let home = complaint.home.clone().map(|home| fact(Key::HandlingHome, home));
    let phone =
        complaint.phone.as_ref().map(|phone| fact(Key::ProblemFieldPhone, phone.shown(Region::Mainland)));
    let email = complaint.email.as_ref().map(|email| fact(Key::ProblemFieldEmail, email.as_str().to_owned()));
    let since = complaint.since.map(|since| fact(Key::HandlingSince, spoken(move || say::time::date(since))));
    let handler = complaint.handler.clone().map(|handler| fact(Key::ExportColumnHandler, handler.name));
    let ended = complaint.ended.map(|ended| fact(Key::TablesEnded, stamped(ended, zone)));
    view! {
        <section class="stack">
            <h2>{Key::DossierWho}</h2>
            <dl class="facts">
                {fact(Key::ExportColumnReceived, stamped(complaint.received, zone))}
                {fact(Key::ExportColumnChannel, channel)}
                {name}
                {fact(Key::HandlingFiler, say::filer(complaint.filer))}
                {home}{phone}{email}
                {fact(Key::ExportColumnKind, say::kind(complaint.kind))}
                {fact(Key::HandlingResponsible, say::department(complaint.responsible))}
                {fact(Key::ProblemFieldPlace, complaint.place.clone())}
                {since}
                {handler}
                {ended}
            </dl>
        </section>
    }
}

/// What she said, answered and asks for, with her photos.
#[component]
pub fn Told(complaint: Complaint) -> Node {
    let wishes: Vec<_> = complaint.wishes.iter().map(|wish| view! { {say::wish(*wish)}" " }).collect();
    let asks = (!wishes.is_empty() || !complaint.remedy.is_empty())
        .then(|| view! { <p>{Key::HandlingWish}" "{wishes}{complaint.remedy.clone()}</p> });
    view! {
        <section class="stack">
            <h2>{Key::DossierWords}</h2>
            {said("said", &complaint.text, &complaint.photos)}
            {answers(&complaint.answers)}
            {asks}
        </section>
    }
}

/// The grade with its reasons and the version of the policy it was given by, then every fact.
#[component]
pub fn Graded(complaint: Complaint) -> Node {
    let reasons: Vec<_> = complaint
        .reasons
        .iter()
        .map(|reason| {
            let (rule, reason) = (reason.rule().code(), reason.clone());
            let words = spoken(move || say::grade::reason(&reason));
            view! { <li><b>{rule}</b>" "{words}</li> }
        })
        .collect();
    let version = complaint.graded_by;
    let by = spoken(move || phrase::handling_graded_by(say::policy::version(version)));
    let facts: Vec<_> =
        say::fact::all(&complaint.facts).into_iter().map(|(name, value)| fact(name, value)).collect();
    view! {
        <section class="stack">
            <h2>{Key::DossierGrade}</h2>
            <p class="row">{mark::grade(complaint.grade, say::grade::for_staff(complaint.grade))}<span class="faint">{by}</span></p>
            <ul class="reasons">{reasons}</ul>
            <dl class="facts">{facts}</dl>
        </section>
    }
}

/// Each deadline: how it stands, and how it comes about, step by step.
#[component]
pub fn Deadlines(complaint: Complaint, now: Moment) -> Node {
    let zone = complaint.terms.zone;
    let all = complaint.deadlines;
    // What is not met once all has ended was never told; no clock runs on it any more.
    let runs = |deadline: &Deadline| deadline.met.is_some() || complaint.stage.is_open();
    let all =
        [Some(all.first_answer), Some(all.resolution), all.confirmation].into_iter().flatten().filter(runs);
    let one = |deadline: Deadline| {
        let steps = say::steps::steps(&deadline, &steps_of(&complaint.explained, deadline.clock), now, zone);
        let steps: Vec<_> = steps
            .into_iter()
            .map(|step| {
                let words = spoken(move || step.clone());
                view! { <li>{words}</li> }
            })
            .collect();
        let met = deadline.met.map(|met| view! { " · "{stamped(met, zone)} });
        let name = say::deadline::clock_for_staff(deadline.clock);
        let value = view! {
            {mark::standing(deadline, Signal::stored(now))}{met}
            <ol class="steps faint">{steps}</ol>
        };
        fact(name, value)
    };
    let all: Vec<_> = all.map(one).collect();
    view! { <section class="stack"><h2>{Key::DossierDeadlines}</h2><dl class="facts">{all}</dl></section> }
}

/// How it ended last, what was promised, and whether it held.
#[component]
pub fn Held(complaint: Complaint, surveys: Vec<Surveyed>) -> Node {
    let zone = complaint.terms.zone;
    let result = complaint.resolution.as_ref().map(|resolution| {
        let outcomes: Vec<_> =
            resolution.outcomes.iter().map(|outcome| view! { " · "{say::outcome(*outcome)} }).collect();
        view! {
            <section class="stack">
                <h2>{Key::DossierResult}</h2>
                <p>{say::finding(resolution.finding)}{outcomes}</p>
                <p class="soft">{stamped(resolution.at, zone)}" · "{resolution.by.name.clone()}</p>
                {said("said ours", &resolution.text, &[])}
            </section>
        }
    });
    let promised: Vec<_> = complaint.commitments.iter().map(|one| commitment(one, zone)).collect();
    let promised = (!promised.is_empty()).then(|| view! {
        <section class="stack"><h2>{Key::CommitmentTitle}</h2><ol class="promised">{promised}</ol></section>
    });
    let asked: Vec<_> = surveys.iter().map(|survey| surveyed(survey, zone)).collect();
    let asked = (!asked.is_empty()).then(|| {
        view! {
            <section class="stack"><h2>{Key::DossierSurveys}</h2><ul class="line">{asked}</ul></section>
        }
    });
    view! { {result}{promised}{asked} }
}

/// Every version, the one that holds last.
fn commitment(one: &Commitment, zone: Zone) -> Node {
    let version = |(place, given): (usize, &Given)| {
        let (promised, number) = (given.promised.clone(), place + 1);
        let which = spoken(move || phrase::commitment_version(number));
        let what = spoken(move || say::commitment::said(&promised, zone));
        let (at, by) = (stamped(given.at, zone), given.by.name.clone());
        let why = (!given.reason.is_empty()).then(|| view! { <p class="soft">{given.reason.clone()}</p> });
        let instead = (!given.compensation.is_empty()).then(
            || view! { <p class="soft">{Key::CommitmentCompensation}" "{given.compensation.clone()}</p> },
        );
        view! { <p>{which}" "<b>{what}</b>" "<span class="soft">{at}" · "{by}</span></p>{why}{instead} }
    };
    let versions: Vec<_> = one.versions.iter().enumerate().map(version).collect();
    let keeper = one.person.name.clone();
    let keeps = spoken(move || phrase::commitment_keeps(&keeper));
    let kept = one.kept.clone().map(|(person, at)| {
        let words = spoken(move || phrase::commitment_kept(&person.name, say::time::stamp(at, zone)));
        view! { <p class="kept">{words}</p> }
    });
    view! { <li>{versions}<p class="soft">{keeps}</p>{kept}</li> }.into_node()
}

fn surveyed(survey: &Surveyed, zone: Zone) -> Node {
    let sent = survey.sent.map(|sent| say::time::stamp(sent, zone));
    let line: Phrase = match (&survey.answer, sent) {
        (Some((at, answer)), _) => {
            let solved = if answer.solved { Key::ScoresSolved } else { Key::ScoresNotSolved };
            let points = phrase::scores_points(answer.satisfaction);
            phrase::dossier_answered(say::time::stamp(*at, zone), solved, points)
        }
        (None, Some(sent)) => phrase::dossier_unanswered(sent),
        (None, None) => Key::DossierNotSent.into(),
    };
    let words = survey.answer.as_ref().map(|(_, answer)| said("said", &answer.words, &[]));
    view! { <li class="happened"><p>{line}</p>{words}</li> }.into_node()
}
