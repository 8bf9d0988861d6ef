//! The first page: danger first, then what can be done here.

use leptos::prelude::*;
use markup::view;
use rules::complaint::{CommunitySign, Ground};
use rules::deadline::Clock;
use rules::grading::Grade;
use rules::policy::{Clocks, Promise};

use crate::frame::size_switch;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node};
use crate::ui::page::{Opening, Page};
use crate::words::{Key, phrase, spoken, text};
use crate::{mark, routes, say};

/// Fire, ambulance, police on the mainland.
const EMERGENCY: [(&str, Key); 3] =
    [("119", Key::StartFire), ("120", Key::StartAmbulance), ("110", Key::StartPolice)];

#[component]
pub fn StartPage(ground: Ground) -> Node {
    let Ground { communities, promises, .. } = ground;
    let ways = if communities.is_empty() { none() } else { ways(&communities) };
    view! {
        <Page title=text(Key::StartTitle)>
            <Opening title=Key::StartTitle lead=Key::StartLead/>
            {danger(&communities, Signal::stored(String::new()))}
            <div class="two">
                <div>
                    {ways}
                    <p>{size_switch(Signal::stored(routes::START.into()), "quiet")}</p>
                </div>
                <aside class="beside stack">
                    {desks(&communities)}
                    {promised(&communities, &promises)}
                </aside>
            </div>
        </Page>
    }
}

/// Who to call before filling in anything: the emergency services, and the number of each community
/// that is answered day and night; of the `chosen` one alone once there is one.
pub fn danger(communities: &[CommunitySign], chosen: Signal<String>) -> Node {
    let services = EMERGENCY.map(|(number, words)| {
        view! { <li><a class="call" href=format!("tel:{number}")><b>{number}</b>{words}</a></li> }
    });
    let ours: Vec<_> = communities
        .iter()
        .map(|sign| {
            let id = sign.id.as_str().to_owned();
            let another = move || chosen.with(|chosen| !chosen.is_empty() && *chosen != id);
            let (number, href) = (sign.emergency.shown(sign.region), sign.emergency.tel_href());
            let words = phrase::start_ours(&sign.name);
            view! { <li class="ours" hidden=another><a class="call" href=href><b>{number}</b>{words}</a></li> }
        })
        .collect();
    view! {
        <section class="danger" aria-labelledby="danger">
            <h2 id="danger">{Key::StartDanger}</h2>
            <ul class="calls">{services}{ours}</ul>
        </section>
    }
}

/// The way into the form; with several communities one for each.
fn ways(communities: &[CommunitySign]) -> Node {
    let several = communities.len() > 1;
    let ways: Vec<_> = communities
        .iter()
        .map(|sign| {
            let name = sign.name.clone();
            let (href, words): (String, Signal<String>) = if several {
                let href =
                    format!("{}?community={}", routes::FILE_COMPLAINT, routes::encode(sign.id.as_str()));
                (href, spoken(move || phrase::start_complain_in(&name)))
            } else {
                (routes::FILE_COMPLAINT.into(), spoken(|| Key::StartComplain.into()))
            };
            view! {
                <li><a href=href>
                    {icon(Icon::Message)}
                    <span><b>{words}</b><span>{Key::StartComplainNote}</span></span>
                    {icon(Icon::Arrow)}
                </a></li>
            }
        })
        .collect();
    view! { <ul class="ways">{ways}</ul> }
}

fn none() -> Node {
    view! {
        <div class="blank">
            {icon(Icon::Empty)}
            <h2>{Key::StartNone}</h2>
            <p>{Key::StartNoneNote}</p>
        </div>
    }
}

fn desks(communities: &[CommunitySign]) -> Node {
    let several = communities.len() > 1;
    let desks: Vec<_> = communities
        .iter()
        .map(|sign| {
            let number = sign.hotline.shown(sign.region);
            view! {
                <section class="sheet">
                    <h2>{if several { sign.name.clone().into_node() } else { Key::StartDesk.into_node() }}</h2>
                    <dl class="facts plain">
                        <div><dt>{Key::StartHotline}</dt><dd><a href=sign.hotline.tel_href()>{number}</a></dd></div>
                        <div><dt>{Key::StartHours}</dt><dd>{sign.desk_hours.clone()}</dd></div>
                    </dl>
                </section>
            }
        })
        .collect();
    desks.into_node()
}

/// What each grade obliges us to: once where all communities promise the same, else each its own.
fn promised(communities: &[CommunitySign], promises: &[Promise]) -> Node {
    let mut several: Vec<(&Clocks, Vec<&str>)> = Vec::new();
    for (sign, promise) in communities.iter().zip(promises) {
        match several.iter_mut().find(|(clocks, _)| **clocks == promise.clocks) {
            Some((_, names)) => names.push(&sign.name),
            None => several.push((&promise.clocks, vec![&sign.name])),
        }
    }
    let alike = several.len() < 2;
    let tables = several.iter().map(|(clocks, names)| promise(clocks, (!alike).then(|| names.join(" · "))));
    tables.collect::<Vec<_>>().into_node()
}

fn promise(clocks: &Clocks, of: Option<String>) -> Node {
    let limit = |clock, grade| {
        let words = say::deadline::limit(clocks.limit(clock, grade));
        let plan = clock == Clock::Resolution && grade == Grade::One;
        let plan = plan.then(|| view! { <br/><span class="faint">{Key::DeadlinePlan}</span> });
        view! { <td>{words}{plan}</td> }
    };
    let rows: Vec<_> = Grade::ALL
        .iter()
        .map(|&grade| {
            view! {
                <tr>
                    <th scope="row">{mark::grade(grade, say::grade::grade(grade))}</th>
                    {limit(Clock::FirstAnswer, grade)}
                    {limit(Clock::Resolution, grade)}
                </tr>
            }
        })
        .collect();
    let head = |key| view! { <th scope="col">{key}</th> };
    let of = of.map(|names| view! { " · "{names} });
    view! {
        <div class="fewer stack">
            <table class="table">
                <caption>{Key::StartPromise}{of}</caption>
                <thead><tr>
                    {[Key::GradeName, Key::DeadlineFirstAnswer, Key::DeadlineResolution].map(head)}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="faint">{Key::StartPromiseNote}</p>
        </div>
    }
}
