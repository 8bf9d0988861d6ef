//! Pages for when something cannot be done: what happened, that nothing was lost, what to do next.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;

use crate::error::Failure;
use crate::frame::{Hotline, Masthead};
use crate::session;
use crate::ui::icon::{Icon, icon};
use crate::ui::page::Page;
use crate::words::{Key, text};
use crate::{frame, routes};

/// In the place of a page that cannot be shown; on the server it also sets the status.
#[component]
pub fn FailurePage(failure: Failure) -> Node {
    session::answer_status(failure.status());
    let mark = match failure {
        Failure::NotFound | Failure::NotAllowed | Failure::Foreign => Icon::Lock,
        Failure::Unreached => Icon::Off,
        _ => Icon::Alert,
    };
    view! {
        <Page title=text(failure.title())>
            <div class="blank">
                {icon(mark)}
                <h1>{failure.title()}</h1>
                <p>{failure.advice()}</p>
                <div class="row">
                    <a class="button" href=routes::START>{Key::UiHome}</a>
                    <Hotline/>
                </div>
            </div>
        </Page>
    }
}

/// The whole body where a request was refused before any page had its say. It runs no scripts.
#[component]
pub fn RefusedRequest(failure: Failure) -> Node {
    leptos_meta::provide_meta_context();
    session::provide_session();
    view! {
        <Masthead path=routes::START/>
        <FailurePage failure/>
        <frame::Footer path=routes::START/>
    }
}
