//! `/c/{link}`: where it stands, what happened, and what its complainant can do now.

mod acts;
mod commitment;
mod line;
mod result;
mod stands;

use leptos::prelude::*;
use markup::view;
use rules::follow::FollowAct;
use rules::problem::Problem;

use self::acts::Acts;
use super::link::{FollowComplaint, Followed};
use crate::now::going_on;
use crate::say;
use crate::session::{self, Hotline};
use crate::ui::form::{Form, FormFailure, use_form};
use crate::ui::icon::Icon;
use crate::ui::node::Node;
use crate::ui::notice::{Notice, Tone};
use crate::ui::page::Page;
use crate::ui::problems::{ProblemSummary, title_with_words};
use crate::words::{Key, phrase, spoken};

type FollowForm = Form<FollowComplaint, Problem>;

#[component]
pub fn TrackingPage(
    link: String,
    followed: Followed,
    /// The act just done, as its code.
    done: String,
) -> Node {
    let (form, typed) = use_form::<FollowComplaint, _>();
    // What was typed, where it has just been refused without scripts.
    let start = typed.map(|call| call.follow).unwrap_or_default();
    session::call_at(Hotline::of(&followed.sign));
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
        (commitment::promised(tracking, now), acts.confirm()),
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
                {done_before(&done)}
                <p class="print-only">{paper}" · "{printed}</p>
                <p class="faint">{move || phrase::tracking_name(&number)}</p>
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
fn done_before(act: &str) -> Option<Node> {
    let title = match FollowAct::from_code(act)? {
        FollowAct::Add => Key::TrackingAddDone,
        FollowAct::Withdraw => Key::TrackingWithdrawDone,
        FollowAct::Accept => Key::TrackingConfirmAccepted,
        FollowAct::NotSolved => Key::TrackingConfirmReopened,
        FollowAct::Review => Key::TrackingReviewDone,
    };
    Some(view! { <div role="status"><Notice mark=Icon::Check tone=Tone::Settled title/></div> })
}
