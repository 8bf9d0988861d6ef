//! The staff's side of the house: the desk's program, and what stands around all staff pages.

use crate::ui::node::{Node, other};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{NavigateOptions, SsrMode, path};
use markup::view;
use rules::access::{Refusal, Staff, Want};
use rules::problem::Problem;

use crate::account::sign_in::SignInPage;
use crate::account::{self, me, provide_me};
use crate::alert::{AlertsPage, Banner, Bell, CallsLink, provide_mine};
use crate::error::{Failure, Refused};
use crate::frame;
use crate::live::provide_live;
use crate::queue::QueuePage;
use crate::routes::{self, Room};
use crate::session;
use crate::tell::ToTellPage;
use crate::ui::go::Go;
use crate::ui::icon::{Icon, Logo, icon};
use crate::ui::page::{Page, provide_reading_on};
use crate::wire;
use crate::words::{Key, text};

/// The program for the pages that are watched all day.
#[component]
pub fn Desk() -> Node {
    provide_staff_side(Room::Desk);
    let pages = || {
        leptos::view! {
            <Routes fallback=|| view! { <DeskFailure failure=Failure::NotFound/> }>
                <Route path=path!("/desk") view=|| view! { <QueuePage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/sign-in") view=|| view! { <SignInPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/to-tell") view=|| view! { <ToTellPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/alerts") view=|| view! { <AlertsPage/> } ssr=SsrMode::Async/>
            </Routes>
        }
        .into_any()
    };
    other(leptos::view! { <Router><Frame pages/></Router> })
}

fn here() -> Room {
    expect_context()
}

/// What a link needs to lead to a page of another program: a document of its own.
#[must_use]
pub fn rel_to(address: &str) -> Option<&'static str> {
    (here() != Room::of(address)).then_some("external")
}

/// What all staff pages share.
pub fn provide_staff_side(room: Room) {
    provide_context(room);
    provide_meta_context();
    session::provide_session();
    session::keep_in_step();
    provide_reading_on();
    let me = provide_me();
    provide_live(me.is_some());
}

/// The bar, and the page below it. The queue fills the window and scrolls within.
#[component]
pub fn Frame(pages: fn() -> AnyView) -> Node {
    let path = use_location().pathname;
    let (room, navigate) = (here(), use_navigate());
    let to = Callback::new(move |to: String| {
        if room == Room::of(&to) {
            navigate(&to, NavigateOptions::default());
        } else {
            let _ = window().location().set_href(&to);
        }
    });
    provide_context(Go { to, turning: Signal::stored(false) });
    provide_mine();
    let fills = move || path.with(|path| path == routes::DESK);
    let hangs = move || path.with(|path| path == routes::WALL);
    let pages = pages();
    view! {
        <a class="skip" href="#main" rel="external">{Key::UiSkip}</a>
        <div class:fixed=fills class:hangs=hangs>
            {me().map(|me| view! { <Bar me path/><Banner/> })}
            {other(pages)}
        </div>
    }
}

#[component]
fn Bar(me: Staff, path: Memo<String>) -> Node {
    let policy = !me.communities(Want::ReviewPolicy).is_empty();
    let scores = !me.communities(Want::ReadScores).is_empty();
    let takes = !me.communities(Want::Handle).is_empty();
    let link = move |to: &'static str, words: Key| {
        let here = move || path.with(|path| path == to).then_some("page");
        view! { <a href=to rel=rel_to(to) aria-current=here>{words}</a> }
    };
    let reads = !me.only_passes_on();
    let home = if reads { routes::DESK } else { routes::PASS_ON };
    view! {
        <header class="bar no-print">
            <a class="name" href=home rel=rel_to(home)><Logo/><span>{session::name()}</span></a>
            <nav aria-label=Key::DeskPages>
                {reads.then(|| link(routes::DESK, Key::QueueTitle))}
                {takes.then(|| link(routes::INTAKE, Key::IntakeTitle))}
                {(!takes).then(|| link(routes::PASS_ON, Key::CallPassOnSend))}
                {reads.then(|| view! { <Bell/> })}
                {reads.then(|| link(routes::TO_TELL, Key::TellTitle))}
                {takes.then(|| view! { <CallsLink/> })}
                {reads.then(|| link(routes::INCIDENTS, Key::IncidentTitle))}
                {reads.then(|| link(routes::ROSTER, Key::RosterTitle))}
                {reads.then(|| link(routes::WALL, Key::WallTitle))}
                {scores.then(|| link(routes::SCORES, Key::ScoresTitle))}
                {scores.then(|| link(routes::TABLES, Key::TablesTitle))}
                {policy.then(|| link(routes::POLICY, Key::PolicyTitle))}
            </nav>
            <div class="end">
                <nav class="settings" aria-label=Key::UiLanguage>{frame::languages(path.into())}</nav>
                <span class="who">
                    <span class="person" aria-hidden="true">{initial(&me.name)}</span>
                    <span>{me.name}</span>
                </span>
                <form method="post" action=routes::SIGN_OUT>
                    <button class="quiet">{Key::AccountSignOut}</button>
                </form>
            </div>
        </header>
    }
}

/// The first letter of a name, for the ring beside it.
#[must_use]
pub fn initial(name: &str) -> String {
    name.chars().take(1).collect()
}

/// A page made from what is read first: the page, or why it is not shown.
pub fn once_read<T>(
    read: wire::Read<Result<T, Refused<Problem>>>,
    page: impl Fn(T) -> Node + Copy + Send + Sync + 'static,
) -> Node
where
    T: Clone + Send + Sync + 'static,
{
    let shown = move || {
        Suspend::new(async move {
            match read.await {
                Ok(read) => page(read),
                Err(Refused::Refusal(Refusal::SignInFirst)) => view! { <SignInFirst/> },
                Err(refused) => view! { <DeskFailure failure=refused.failure()/> },
            }
        })
    };
    other(leptos::view! { <Suspense>{shown}</Suspense> })
}

/// Sends to the sign-in page, and from there back here: 303 without scripts.
#[component]
fn SignInFirst() -> Node {
    let here = use_location();
    let (path, query) = (here.pathname.get_untracked(), here.search.get_untracked());
    let here = if query.is_empty() { path } else { format!("{path}?{}", query.trim_start_matches('?')) };
    let to = format!("{}?next={}", routes::SIGN_IN, routes::encode(&here));
    account::go_to(&to);
    let address = to.clone();
    Effect::new(move || {
        let _ = window().location().replace(&address);
    });
    view! { <p class="blank"><a href=to.clone() rel="external">{Key::AccountTitle}</a></p> }
}

/// In the place of a desk page that cannot be shown.
#[component]
pub fn DeskFailure(failure: Failure) -> Node {
    session::answer_status(failure.status());
    view! {
        <Page title=text(failure.title())>
            <div class="blank">
                {icon(Icon::Lock)}
                <h1>{failure.title()}</h1>
                <p>{failure.advice()}</p>
                <div class="row"><a class="button" href=routes::DESK rel=rel_to(routes::DESK)>{Key::DeskToQueue}</a></div>
            </div>
        </Page>
    }
}
