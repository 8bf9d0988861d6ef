//! The serious incident a complaint belongs to, or the one step that declares one from it (§8).

use leptos::prelude::*;
use markup::view;
use rules::access::Want;

use super::sheet::Sheet;
use crate::account::me;
use crate::incident::stage;
use crate::routes;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{Node, part};
use crate::words::{Key, phrase, spoken};

#[component]
pub fn IncidentLine(sheet: Sheet) -> Node {
    let belongs = Memo::new(move |_| sheet.complaint.with(|complaint| complaint.incident.clone()));
    let (number, community) =
        sheet.complaint.with_untracked(|complaint| (complaint.number.clone(), complaint.community.clone()));
    let may = me().is_some_and(|me| me.may(Want::Handle, &community));
    part(move || match belongs.get() {
        Some(one) => {
            let (named, at) = (one.number.as_str().to_owned(), stage(one.stage));
            let words = spoken(move || phrase::incident_belongs(&named, at));
            let href = routes::incident(&one.number);
            Some(view! { <p class="panel"><a href=href rel="external">{icon(Icon::Alert)}" "{words}</a></p> })
        }
        None => may.then(|| {
            let href = routes::declare_from(&number);
            view! { <p class="panel"><a href=href rel="external">{Key::IncidentDeclare}</a></p> }
        }),
    })
}
