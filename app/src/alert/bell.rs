//! The bell in the bar, and the banner under it while something presses.

use crate::ui::node::Node;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use markup::view;
use rules::alert::Alert;

use super::line::acknowledge;
use super::mine;
use crate::desk::rel_to;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::words::{Key, phrase, spoken};

/// Pressing alerts shown above a page; the rest are on their own.
const BANNER_MAX: usize = 2;

/// How many alerts wait: a figure that is read out when it changes.
#[component]
pub fn Bell() -> Node {
    let mine = mine();
    let many = Memo::new(move |_| mine.list.with(|list| list.alerts.len()));
    let said = spoken(move || phrase::alert_count(many.get()));
    let path = use_location().pathname;
    let here = move || path.with(|path| path == routes::ALERTS).then_some("page");
    view! {
        <a class="bell" href=routes::ALERTS rel=rel_to(routes::ALERTS) aria-current=here data-some=move || (many.get() > 0).then_some("yes")>
            {icon(Icon::Bell)}
            <span class="word">{Key::AlertTitle}</span>
            <b aria-hidden="true">{move || if many.get() > 0 { many.get().to_string() } else { String::new() }}</b>
            <span class="unseen" role="status">{move || if many.get() > 0 { said.get() } else { String::new() }}</span>
        </a>
    }
}

/// The calls, with how many residents are to be called back; read out when it changes.
#[component]
pub fn CallsLink() -> Node {
    let mine = mine();
    let many = Memo::new(move |_| mine.list.with(|list| list.to_call));
    let said = spoken(move || phrase::call_to_make(many.get()));
    let path = use_location().pathname;
    let here = move || path.with(|path| path == routes::CALLS).then_some("page");
    let some = move |words: String| if many.get() > 0 { words } else { String::new() };
    view! {
        <a class="waits" href=routes::CALLS rel=rel_to(routes::CALLS) aria-current=here data-some=move || (many.get() > 0).then_some("yes")>
            <span class="word">{Key::CallTitle}</span>
            <b aria-hidden="true">{move || some(many.get().to_string())}</b>
            <span class="unseen" role="status">{move || some(said.get())}</span>
        </a>
    }
}

/// Grade 1, danger and matters of major importance, until somebody has acknowledged them. Their own
/// page shows them all.
#[component]
pub fn Banner() -> Node {
    let mine = mine();
    let path = use_location().pathname;
    let pressing = Memo::new(move |_| {
        let shown = path.with(|path| path != routes::ALERTS);
        mine.list.with(|list| {
            let pressing = list.alerts.iter().filter(|alert| shown && alert.pressing);
            pressing.take(BANNER_MAX).cloned().collect::<Vec<_>>()
        })
    });
    let row = move |alert: Alert| {
        let href = routes::called_about(&alert.subject);
        let (about, number) = (alert.about, alert.subject.number().to_owned());
        let about = spoken(move || say::alert::about(about));
        view! {
            <li>
                {icon(Icon::Alert)}
                <b>{about}</b>
                <a rel=rel_to(&href) href=href>{number}</a>
                <span class="soft">{alert.community_name}" · "{Key::AlertMust}</span>
                {acknowledge(mine, alert.rung.as_str(), "button small")}
            </li>
        }
    };
    let rows = move || pressing.get().into_iter().map(row).collect_view();
    let none = Memo::new(move |_| pressing.with(Vec::is_empty));
    view! {
        <div class="banner no-print" role="alert" hidden=none><ul>{rows}</ul></div>
    }
}
