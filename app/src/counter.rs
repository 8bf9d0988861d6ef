//! The program for the moment somebody calls or stands at the counter: what they say is taken down, and
//! whoever is to be called back is called.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use markup::view;

use crate::call::CallsPage;
use crate::call::pass_on::PassOnPage;
use crate::desk::{DeskFailure, Frame, provide_staff_side};
use crate::error::Failure;
use crate::intake::IntakePage;
use crate::intake::taken::TakenPage;
use crate::routes::Room;
use crate::ui::node::{Node, other};

#[component]
pub fn Counter() -> Node {
    provide_staff_side(Room::Counter);
    let pages = || {
        leptos::view! {
            <Routes fallback=|| view! { <DeskFailure failure=Failure::NotFound/> }>
                <Route path=path!("/desk/new") view=|| view! { <IntakePage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/new/:number") view=|| view! { <TakenPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/calls") view=|| view! { <CallsPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/pass-on") view=|| view! { <PassOnPage/> } ssr=SsrMode::Async/>
            </Routes>
        }
        .into_any()
    };
    other(leptos::view! { <Router><Frame pages/></Router> })
}
