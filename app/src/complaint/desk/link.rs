//! The complainant's private link: to give her again, and to replace.

use crate::ui::node::{Node, part};
use leptos::prelude::*;
use markup::view;
use rules::work::WorkAct;

use super::sheet::{ActButton, Sheet};
use crate::routes;
use crate::ui::copy::Copy;
use crate::words::Key;

/// Only who may handle the complaint is given the link. A new one makes all of it anew.
#[component]
pub fn PrivateLink(sheet: Sheet) -> Node {
    let link = Memo::new(move |_| sheet.complaint.with(|complaint| complaint.link.clone()));
    part(move || link.get().map(|link| shown(sheet, &link)))
}

fn shown(sheet: Sheet, link: &str) -> Node {
    let url = sheet.base_url.with_value(|base| format!("{base}{}", routes::tracking(link)));
    view! {
        <div class="tight">
            <h3>{Key::HandlingLink}</h3>
            <p class="soft">{Key::HandlingLinkHint}</p>
            <span class="link-box">{url.clone()}</span>
            <div class="row"><Copy what=url/></div>
            <details class="more">
                <summary>{Key::HandlingRelink}</summary>
                <p class="soft">{Key::HandlingRelinkNote}</p>
                <ActButton sheet act=WorkAct::Relink words=Key::HandlingRelinkYes/>
            </details>
        </div>
    }
}
