//! `/c/{link}`: where it stands, what happened, and what its complainant can do now.

mod acts;
mod line;
mod result;
mod stands;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::follow::{FollowAct, FollowDraft};
use rules::problem::Problem;

use self::acts::Acts;
use super::link::{FollowComplaint, Followed, followed, link_of_page};
use crate::ground::page_of;
use crate::now::going_on;
use crate::say;
use crate::ui::form::{Form, FormFailure, use_form};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::page::Page;
use crate::ui::problems::{ProblemSummary, title_with_words};
use crate::ui::whole::{part, whole};
use crate::words::{Key, phrase, spoken};

type FollowForm = Form<FollowComplaint, Problem>;

#[component]
pub fn TrackingPage() -> impl IntoView {
    let (form, typed) = use_form::<FollowComplaint, _>();
    let typed = typed.map(|call| call.follow).unwrap_or_default();
    let link = link_of_page();
    let read = followed(link, false);
    Effect::new(move || {
        if form.accepted().get().is_some() {
            read.refetch();
        }
    });
    page_of(read, move |followed| {
        let taken = form.accepted().get_untracked().is_some();
        let (link, start) =
            (link.get_untracked(), if taken { FollowDraft::default() } else { typed.clone() });
        whole(view! { <TrackingView form link followed start/> })
    })
}

#[component]
fn TrackingView(
    form: FollowForm,
    link: String,
    followed: Followed,
    /// What was typed, where it has just been refused without scripts.
    start: FollowDraft,
) -> impl IntoView {
    let now = going_on(followed.now);
    let tracking = &followed.tracking;
    let acts = Acts::new(form, link.clone(), start, tracking, followed.now);
    let problems = acts.all_problems();
    let (number, stage) = (tracking.number.as_str().to_owned(), say::stage(tracking.stage));
    let title = spoken(move || phrase::tracking_title(&number, stage));
    let (kind, place) = (say::kind(tracking.kind), tracking.place.clone());
    let heading = spoken(move || phrase::tracking_heading(kind, &place));
    let number = tracking.number.as_str().to_owned();
    let paper = format!("{} · {}", followed.company, followed.sign.name);
    let (printed, zone) = (followed.now, tracking.zone);
    let printed = spoken(move || phrase::tracking_print(say::time::when(printed, printed, zone)));
    let main = (
        stands::stands(tracking, now),
        acts.confirm(),
        result::ways_on(tracking),
        line::line(&link, tracking, now),
        acts.add(),
    );
    let beside = (stands::facts(&followed), acts.again(), acts.review(), acts.withdraw());
    view! {
        <Page title=title_with_words(problems, title)>
            <div class="opening">
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
                {done()}
                <p class="print-only">{paper}" · "{printed}</p>
                <p class="faint">{spoken(move || phrase::tracking_name(&number))}</p>
                <h1>{heading}</h1>
            </div>
            <div class="two">
                <div class="stack">{main}</div>
                <aside class="beside stack region">{beside}</aside>
            </div>
        </Page>
    }
}

/// What has just been done, told once after it.
fn done() -> AnyView {
    let query = use_query_map();
    whole(part(move || {
        let act = query.with(|query| query.get("done"));
        act.and_then(|act| FollowAct::from_code(&act)).map(|act| {
            let title = match act {
                FollowAct::Add => Key::TrackingAddDone,
                FollowAct::Withdraw => Key::TrackingWithdrawDone,
                FollowAct::Accept => Key::TrackingConfirmAccepted,
                FollowAct::NotSolved => Key::TrackingConfirmReopened,
                FollowAct::Review => Key::TrackingReviewDone,
            };
            whole(view! { <div role="status"><Notice mark=Icon::Check tone=Tone::Settled title/></div> })
        })
    }))
}
