//! The program for one complaint and all that staff do with it.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use markup::view;

use crate::complaint::desk::ComplaintPage;
use crate::desk::{DeskFailure, Frame, provide_staff_side};
use crate::error::Failure;
use crate::routes::Room;
use crate::ui::node::{Node, other};

#[component]
pub fn Sheet() -> Node {
    provide_staff_side(Room::Sheet);
    let pages = || {
        leptos::view! {
            <Routes fallback=|| view! { <DeskFailure failure=Failure::NotFound/> }>
                <Route path=path!("/desk/complaints/:number") view=|| view! { <ComplaintPage/> } ssr=SsrMode::Async/>
            </Routes>
        }
        .into_any()
    };
    other(leptos::view! { <Router><Frame pages/></Router> })
}
