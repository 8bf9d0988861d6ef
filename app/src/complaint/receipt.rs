//! `/c/{link}/receipt`: stamped, with everything needed to come back. On paper half a sheet.

use leptos::prelude::*;
use markup::view;
use rules::grading::Grade;
use rules::moment::{Moment, Zone};
use serde::{Deserialize, Serialize};

use crate::now::going_on;
use crate::session::{self, Hotline};
use crate::ui::copy::Copy;
use crate::ui::node::Node;
use crate::ui::page::Page;
use crate::words::{Key, Phrase, phrase, spoken};
use crate::{mark, routes, say};

/// What a receipt says. Less than what its link opens, because the form's program carries it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Receipt {
    link: String,
    number: String,
    /// Of the company and the community.
    names: Vec<String>,
    received: Moment,
    now: Moment,
    zone: Zone,
    grade: Grade,
    first_answer: Moment,
    result: Moment,
    /// Whether a plan is due by then, and the result later.
    is_plan: bool,
    handler: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    words: String,
    /// As HTML, of which the program needs to know nothing.
    answers: String,
    hotline: Hotline,
    desk_hours: String,
    /// The private link in full.
    url: String,
    qr: Option<Qr>,
}

/// A QR code as a drawing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Qr {
    /// Squares on each side.
    pub size: usize,
    /// The `d` of an SVG path that fills the dark ones.
    pub path: String,
}

impl Receipt {
    /// Of the complaint that a link opens.
    ///
    /// # Errors
    /// Those of [`followed`](super::link::followed).
    #[cfg(feature = "ssr")]
    pub async fn of(link: String) -> Result<Self, crate::error::Refused<rules::problem::Problem>> {
        let super::link::Followed { tracking, sign, now, company } = super::link::followed(&link).await?;
        let url = session::address(&routes::tracking(&link));
        let names = [company, sign.name.clone()].into_iter().filter(|name| !name.is_empty()).collect();
        let deadlines = tracking.deadlines;
        Ok(Self {
            link,
            number: tracking.number.as_str().to_owned(),
            names,
            received: tracking.received,
            now,
            zone: tracking.zone,
            grade: tracking.grade,
            first_answer: deadlines.first_answer.due,
            result: deadlines.owed().due,
            is_plan: deadlines.owed().clock == rules::deadline::Clock::Plan,
            handler: tracking.handler.map(|person| person.name),
            email: tracking.email,
            phone: tracking.phone,
            words: tracking.text,
            answers: super::answers::written(&tracking.answers),
            hotline: Hotline::of(&sign),
            desk_hours: sign.desk_hours,
            qr: qr(&url),
            url,
        })
    }
}

#[cfg(feature = "ssr")]
fn qr(url: &str) -> Option<Qr> {
    let code = fast_qr::QRBuilder::new(url).build().ok()?;
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|y| (y, &code[y])) {
        let mut x = 0;
        while let Some(start) = (x..code.size).find(|&x| row[x].value()) {
            let end = (start..code.size).find(|&x| !row[x].value()).unwrap_or(code.size);
            path.push_str(&format!("M{start} {y}h{}v1H{start}z", end - start));
            x = end;
        }
    }
    Some(Qr { size: code.size, path })
}

#[component]
pub fn ReceiptPage(receipt: Receipt) -> Node {
    session::call_at(receipt.hotline.clone());
    let now = going_on(receipt.now);
    let number = receipt.number.clone();
    let title = spoken(move || phrase::receipt_heading(&number));
    view! {
        <Page title class="page region receipt">
            <div class="opening"><p class="faint">{Key::ReceiptName}</p><h1>{Key::ReceiptTitle}</h1></div>
            <div class="two close">
                <div class="stack">
                    {stamp(&receipt)}
                    <section class="stack">
                        <h2>{Key::ReceiptNext}</h2>
                        {line(&receipt, now)}
                    </section>
                    <section>
                        <h2>{Key::ReceiptWords}</h2>
                        <blockquote class="said">{receipt.words.clone()}</blockquote>
                        <dl class="answers spoken" inner_html=receipt.answers.clone()></dl>
                    </section>
                </div>
                {keep(receipt)}
            </div>
        </Page>
    }
}

/// Number and time, as an office stamps paper.
fn stamp(receipt: &Receipt) -> Node {
    view! {
        <p><span class="stamp">
            <small>{receipt.names.join(" · ")}</small>
            <span class="big">{Key::ReceiptStamp}</span>
            <small>{say::time::stamp(receipt.received, receipt.zone)}</small>
            <b>{receipt.number.clone()}</b>
        </span></p>
    }
}

fn line(receipt: &Receipt, now: Signal<Moment>) -> Node {
    let (zone, received, grade) = (receipt.zone, receipt.received, receipt.grade);
    let by = move |due: Moment| move || say::time::by(due, now.get(), zone);
    let passing: Phrase = match &receipt.handler {
        Some(name) => phrase::receipt_taken(name),
        None => Key::ReceiptPassing.into(),
    };
    let told = match (&receipt.email, &receipt.phone) {
        (Some(email), _) => Some(phrase::receipt_by_email(email)),
        (None, Some(phone)) => Some(phrase::receipt_by_phone(phone)),
        (None, None) => None,
    };
    let told = told.map(|told| view! { <p class="soft">{told}</p> });
    let last = if receipt.is_plan { Key::ComplaintOutlookPlan } else { Key::ReceiptResult };
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
                <span class="when">{by(receipt.first_answer)}</span>
                <span class="what">{Key::ReceiptFirstAnswer}</span>
                {told}
            </li>
            <li class="ahead">
                <span class="when">{by(receipt.result)}</span>
                <span class="what">{last}</span>
            </li>
        </ol>
    }
}

/// The private link, ready to be kept.
fn keep(receipt: Receipt) -> Node {
    let Receipt { link, email, url, qr, hotline, desk_hours, .. } = receipt;
    let no_email = email.is_none().then(|| view! { <p class="faint">{Key::ReceiptNoEmail}</p> });
    view! {
        <section class="beside sheet">
            <h2>{Key::ReceiptLink}</h2>
            <p class="soft">{Key::ReceiptLinkNote}</p>
            {qr.map(drawn)}
            <span class="link-box">{url.clone()}</span>
            <div class="row">
                <a class="button" href=routes::tracking(&link)>{Key::ReceiptFollow}</a>
                <Copy what=url label=Key::ReceiptCopy/>
            </div>
            {no_email}
            <p>
                {Key::ReceiptHotline}" "<a href=hotline.href>{hotline.shown}</a>
                <br/><span class="faint">{phrase::receipt_hours(desk_hours)}</span>
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
