//! The privacy notice: ten plain lines. Every complaint keeps the version its complainant saw.

use leptos::prelude::*;
use markup::view;
use rules::complaint::Ground;

use crate::ui::node::Node;
use crate::ui::page::Page;
use crate::words::{Key, phrase, text};

const LINES: [Key; 10] = [
    Key::PrivacyWho,
    Key::PrivacyWhat,
    Key::PrivacyLeast,
    Key::PrivacyWhy,
    Key::PrivacySeen,
    Key::PrivacySafe,
    Key::PrivacyLink,
    Key::PrivacyGrade,
    Key::PrivacyKept,
    Key::PrivacyRights,
];

#[component]
pub fn NoticePage(ground: Ground) -> Node {
    let version = ground.notice;
    let numbers: Vec<_> = ground
        .communities
        .into_iter()
        .map(|sign| {
            let number = sign.hotline.shown(sign.region);
            view! { <li>{sign.name}" "<a href=sign.hotline.tel_href()>{number}</a></li> }
        })
        .collect();
    view! {
        <Page title=text(Key::PrivacyTitle)>
            <div class="opening">
                <h1>{Key::PrivacyTitle}</h1>
                <p class="lead">{move || phrase::privacy_lead(version)}</p>
            </div>
            <div class="prose">
                <ol>{LINES.map(|line| view! { <li>{line}</li> })}</ol>
                <h2>{Key::StartHotline}</h2>
                <ul>{numbers}</ul>
            </div>
        </Page>
    }
}
