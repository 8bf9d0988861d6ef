//! The program for what is decided, counted or hung up now and then.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use markup::view;

use crate::complaint::dossier::DossierPage;
use crate::desk::{DeskFailure, Frame, provide_staff_side};
use crate::error::Failure;
use crate::incident::IncidentsPage;
use crate::incident::declare::DeclarePage;
use crate::incident::sheet::IncidentPage;
use crate::policy::list::PoliciesPage;
use crate::policy::sheet::PolicyPage;
use crate::roster::RosterPage;
use crate::routes::Room;
use crate::survey::scores::ScoresPage;
use crate::tables::TablesPage;
use crate::ui::node::{Node, other};
use crate::wall::WallPage;

#[component]
pub fn Office() -> Node {
    provide_staff_side(Room::Office);
    let pages = || {
        leptos::view! {
            <Routes fallback=|| view! { <DeskFailure failure=Failure::NotFound/> }>
                <Route path=path!("/desk/incidents") view=|| view! { <IncidentsPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/incidents/new") view=|| view! { <DeclarePage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/incidents/:number") view=|| view! { <IncidentPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/policy") view=|| view! { <PoliciesPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/policy/:version") view=|| view! { <PolicyPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/complaints/:number/dossier") view=|| view! { <DossierPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/roster") view=|| view! { <RosterPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/scores") view=|| view! { <ScoresPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/wall") view=|| view! { <WallPage/> } ssr=SsrMode::Async/>
                <Route path=path!("/desk/tables") view=|| view! { <TablesPage/> } ssr=SsrMode::Async/>
            </Routes>
        }
        .into_any()
    };
    other(leptos::view! { <Router><Frame pages/></Router> })
}
