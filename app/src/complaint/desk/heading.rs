//! The head of the page: number, grade with its reasons, stage, and what runs now.

use crate::ui::node::{Node, part};
use leptos::prelude::*;
use markup::view;
use rules::access::Refusal;
use rules::grading::Safety;

use super::sheet::Sheet;
use crate::desk::rel_to;
use crate::mark;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::ui::notice::{Notice, Tone};
use crate::words::{Key, phrase, spoken};

#[component]
pub fn Heading(sheet: Sheet) -> Node {
    let Sheet { complaint, now, .. } = sheet;
    let first = complaint.read_untracked();
    let (number, kind, responsible) = (first.number.as_str().to_owned(), first.kind, first.responsible);
    let place = format!("{} {}", first.community_name, first.place);
    let dossier = routes::dossier(&first.number);
    let summary: String = first.text.chars().take(60).collect();
    drop(first);
    let grade = Memo::new(move |_| complaint.with(|complaint| complaint.grade));
    let danger = Memo::new(move |_| complaint.with(|complaint| complaint.facts.safety != Safety::None));
    let major = Memo::new(move |_| complaint.with(|complaint| complaint.declared.is_some()));
    let stage = spoken(move || complaint.with(|complaint| say::stage_for_staff(complaint.stage)).into());
    let graded_by = spoken(move || {
        phrase::handling_graded_by(say::policy::version(complaint.with(|complaint| complaint.graded_by)))
    });
    let running = Memo::new(move |_| complaint.with(|complaint| complaint.deadlines.running()));
    view! {
        <header class="heading">
            <div class="row">
                <a class="back" href=routes::DESK rel=rel_to(routes::DESK)>{icon(Icon::Back)}{Key::QueueTitle}</a>
                <span class="faint">{number}" · "{say::kind(kind)}" · "{place}</span>
                <span class="faint">{Key::HandlingResponsible}" "{say::department(responsible)}</span>
                <span class="end row">
                    <a href=dossier rel="external">{Key::DossierTitle}</a>
                    <crate::live::Connected/>
                </span>
            </div>
            <div class="row">
                <h1>{summary}</h1>
                {move || mark::grade(grade.get(), say::grade::for_staff(grade.get()))}
                {move || danger.get().then(|| view! {
                    <span class="badge" data-kind="alarm">{Key::QueueDanger}</span>
                })}
                {move || major.get().then(|| view! {
                    <span class="badge" data-kind="alarm">{Key::AlertDeclareDone}</span>
                })}
                <span class="badge">{stage}</span>
                <span class="faint">{graded_by}</span>
                <span class="end">{move || running.get().map(|deadline| mark::standing(deadline, now))}</span>
            </div>
            <Reasons sheet/>
        </header>
    }
}

/// A grade always stands beside its reasons.
#[component]
fn Reasons(sheet: Sheet) -> Node {
    let reasons = Memo::new(move |_| sheet.complaint.with(|complaint| complaint.reasons.clone()));
    let entries = move || {
        let entry = |reason: rules::grading::Reason| {
            let rule = reason.rule().code();
            let words = spoken(move || say::grade::reason(&reason));
            view! { <li><b>{rule}</b>" "{words}</li> }
        };
        reasons.get().into_iter().map(entry).collect_view()
    };
    view! { <ul class="reasons">{entries}</ul> }
}

/// Says that what is shown may be out of date, and that nothing typed is lost.
#[component]
pub fn Lost(sheet: Sheet) -> Node {
    part(move || {
        sheet.lost.get().map(|refusal| {
            let words = spoken(move || say::refusal(refusal));
            let sign_in = (refusal == Refusal::SignInFirst).then(|| {
                view! { <a href=routes::SIGN_IN rel="external" target="_blank">{Key::AccountTitle}</a> }
            });
            view! {
                <Notice mark=Icon::Alert tone=Tone::Alarm title=Key::HandlingNotRead>
                    <p>{words}" "{sign_in}</p>
                </Notice>
            }
        })
    })
}
