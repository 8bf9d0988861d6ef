//! `/c/{link}/receipt`: stamped, with everything needed to come back. On paper half a sheet.

use leptos::prelude::*;
use leptos::task::spawn_local;
use markup::view;
use rules::deadline::{Clock, Deadline};
use rules::moment::Moment;

use super::file::KEPT;
use super::link::{Followed, Qr};
use crate::now::going_on;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::Node;
use crate::ui::page::Page;
use crate::words::{Key, Phrase, phrase, spoken};
use crate::{mark, routes, say};

#[component]
pub fn ReceiptPage(link: String, followed: Followed) -> Node {
    Effect::new(|| KEPT.forget());
    let now = going_on(followed.now);
    let number = followed.tracking.number.as_str().to_owned();
    let title = spoken(move || phrase::receipt_heading(&number));
    let words = followed.tracking.text.clone();
    view! {
        <Page title class="page region receipt">
            <div class="opening"><h1>{Key::ReceiptTitle}</h1></div>
            <div class="two close">
                <div class="stack">
                    {stamp(&followed)}
                    <section class="stack">
                        <h2>{Key::ReceiptNext}</h2>
                        {line(&followed, now)}
                    </section>
                    <section>
                        <h2>{Key::ReceiptWords}</h2>
                        <blockquote class="said">{words}</blockquote>
                    </section>
                </div>
                {keep(&link, followed)}
            </div>
        </Page>
    }
}

/// Number and time, as an office stamps paper.
fn stamp(followed: &Followed) -> Node {
    let (received, zone) = (followed.tracking.received, followed.tracking.zone);
    let names = [followed.company.as_str(), followed.sign.name.as_str()];
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let at = spoken(move || say::time::stamp(received, zone));
    view! {
        <p><span class="stamp">
            <small>{names.join(" · ")}</small>
            <span class="big">{Key::ReceiptStamp}</span>
            <small>{at}</small>
            <b>{followed.tracking.number.as_str().to_owned()}</b>
        </span></p>
    }
}

fn line(followed: &Followed, now: Signal<Moment>) -> Node {
    let tracking = &followed.tracking;
    let (zone, received, grade) = (tracking.zone, tracking.received, tracking.grade);
    let last = match tracking.deadlines.resolution.clock {
        Clock::Plan => Key::ComplaintOutlookPlan,
        _ => Key::ReceiptResult,
    };
    let by = move |deadline: Deadline| spoken(move || say::time::by(deadline.due, now.get(), zone));
    let passing: Phrase = match &tracking.handler {
        Some(person) => phrase::receipt_taken(&person.name),
        None => Key::ReceiptPassing.into(),
    };
    let told = match (&tracking.email, &tracking.phone) {
        (Some(email), _) => Some(phrase::receipt_by_email(email)),
        (None, Some(phone)) => Some(phrase::receipt_by_phone(phone)),
        (None, None) => None,
    };
    let told = told.map(|told| view! { <p class="soft">{told}</p> });
    view! {
        <ol class="line">
            <li class="happened">
                <span class="when">{move || say::time::when(received, now.get(), zone)}</span>
                <span class="what">{Key::ReceiptSent}</span>
            </li>
            <li class="now">
                <span class="when">{Key::ReceiptNow}</span>
                <span class="what">{passing}</span>
                <p>{mark::grade(grade, say::grade::grade(grade))}</p>
            </li>
            <li class="ahead">
                <span class="when">{by(tracking.deadlines.first_answer)}</span>
                <span class="what">{Key::ReceiptFirstAnswer}</span>
                {told}
            </li>
            <li class="ahead">
                <span class="when">{by(tracking.deadlines.resolution)}</span>
                <span class="what">{last}</span>
            </li>
        </ol>
    }
}

/// The private link, ready to be kept.
fn keep(link: &str, followed: Followed) -> Node {
    let Followed { tracking, sign, url, qr, .. } = followed;
    let number = sign.hotline.shown(sign.region);
    let hours = sign.desk_hours.clone();
    let no_email = tracking.email.is_none().then(|| view! { <p class="faint">{Key::ReceiptNoEmail}</p> });
    view! {
        <section class="beside sheet">
            <h2>{Key::ReceiptLink}</h2>
            <p class="soft">{Key::ReceiptLinkNote}</p>
            {qr.map(drawn)}
            <span class="link-box">{url.clone()}</span>
            <div class="row">
                <a class="button" href=routes::tracking(link)>{Key::ReceiptFollow}</a>
                {copy(url)}
            </div>
            {no_email}
            <p>
                {Key::ReceiptHotline}" "<a href=sign.hotline.tel_href()>{number}</a>
                <br/><span class="faint">{move || phrase::receipt_hours(&hours)}</span>
            </p>
        </section>
    }
}

/// A phone cannot scan itself, so narrow screens leave it out. The quiet zone is four squares.
fn drawn(qr: Qr) -> Node {
    let side = qr.size + 8;
    let frame = format!("-4 -4 {side} {side}");
    view! {
        <svg class="qr" viewBox=frame role="img" aria-label=Key::ReceiptQr shape-rendering="crispEdges">
            <path d=qr.path></path>
        </svg>
    }
}

fn copy(url: String) -> Node {
    let done = RwSignal::new(None::<bool>);
    let words = spoken(move || {
        match done.get() {
            None => Key::ReceiptCopy,
            Some(true) => Key::ReceiptCopied,
            Some(false) => Key::ReceiptNotCopied,
        }
        .into()
    });
    let copy = move |_| {
        let url = url.clone();
        spawn_local(async move {
            done.set(Some(write(&url).await.is_some()));
        });
    };
    view! {
        <button type="button" class="button plain scripted" aria-live="polite" on:click=copy>
            {icon(Icon::Copy)}<span>{words}</span>
        </button>
    }
}

/// Only pages served over https have a clipboard.
async fn write(url: &str) -> Option<()> {
    let clipboard = window().navigator().clipboard();
    clipboard.is_object().then_some(())?;
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(url)).await.ok().map(drop)
}
