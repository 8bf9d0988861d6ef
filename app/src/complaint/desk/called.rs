//! Whom the ladder has called about this complaint, and who has acknowledged it.

use crate::ui::node::{Node, part};
use leptos::prelude::*;
use markup::view;
use rules::alert::Called;
use rules::moment::{Moment, Zone};

use super::sheet::Sheet;
use crate::alert;
use crate::say;
use crate::words::{Key, phrase, spoken};

#[component]
pub fn CalledPanel(sheet: Sheet) -> Node {
    let Sheet { complaint, now, .. } = sheet;
    let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
    let called = Memo::new(move |_| complaint.with(|complaint| complaint.called.clone()));
    part(move || {
        let lines: Vec<Node> = called.get().into_iter().rev().map(|one| line(one, now, zone)).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <section class="panel">
                    <h2>{Key::AlertPageCalled}</h2>
                    <ol class="called">{lines}</ol>
                </section>
            }
        })
    })
}

fn line(called: Called, now: Signal<Moment>, zone: Zone) -> Node {
    let Called { about, made, times, .. } = called;
    let about = spoken(move || say::alert::about(about));
    let names: Vec<&str> = called.people.iter().map(|person| person.name.as_str()).collect();
    let names = names.join(" · ");
    let whom = spoken(move || {
        let when = say::time::when(made, now.get(), zone);
        if names.is_empty() { phrase::alert_page_nobody(when) } else { phrase::alert_page_whom(when, &names) }
    });
    let again = (times > 1).then(|| {
        let words = spoken(move || phrase::alert_times(times));
        view! { " · "{words} }
    });
    let end = match called.acknowledged {
        Some((person, at)) => {
            let words = spoken(move || {
                phrase::alert_acknowledged(&person.name, say::time::when(at, now.get(), zone))
            });
            view! { <p class="done">{words}</p> }
        }
        None if called.settled => view! { <p class="faint">{Key::AlertPageSettled}</p> },
        None => {
            let answer = alert::acknowledge_here(&called.rung);
            view! { <p class="open">{Key::AlertPageWaiting}</p>{answer} }
        }
    };
    view! {
        <li data-pressing=called.pressing.then_some("yes")>
            <b>{about}</b>
            <p class="soft">{whom}{again}</p>
            {called.instead.then(|| view! { <p class="soft">{Key::AlertInstead}</p> })}
            {end}
        </li>
    }
}
