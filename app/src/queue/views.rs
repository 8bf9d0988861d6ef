//! Views to switch between.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::queue::{SavedView, StandingFilter};

use super::query::{HELPING, ME, NOBODY, OFFERED, Query};
use crate::live::Connected;
use crate::words::Key;

/// The views that are asked for most, as links.
#[component]
pub fn Views(query: Memo<Query>, views: RwSignal<Vec<SavedView>>) -> Node {
    let fixed = [
        (Key::QueueViewAll, Query::default()),
        (Key::QueueViewMine, Query::of_handler(ME)),
        (Key::QueueViewNobody, Query::of_handler(NOBODY)),
        (Key::QueueViewOverdue, Query::of_standing(StandingFilter::Overdue)),
        (Key::QueueViewDueSoon, Query::of_standing(StandingFilter::DueSoon)),
        (Key::QueueViewOffered, Query::of_handler(OFFERED)),
        (Key::QueueViewHelping, Query::of_handler(HELPING)),
    ];
    let links = fixed.map(|(words, view)| {
        let href = view.href();
        let here = move || query.with(|query| query.whole() == view);
        view! { <a href=href aria-current=move || here().then_some("page")>{words}</a> }
    });
    view! {
        <nav class="views" aria-label=Key::QueueViews>
            {links}
            {move || views.with(|views| views.iter().map(|view| saved(view, query)).collect::<Vec<Node>>())}
            <span class="end row"><Connected/></span>
        </nav>
    }
}

/// A view that is kept; one of a colleague says whose.
fn saved(saved: &SavedView, query: Memo<Query>) -> Node {
    let asks = Query::of(&saved.asks);
    let (href, name) = (asks.href(), saved.name.clone());
    let here = move || query.with(|query| query.whole() == asks);
    let by = saved.by.clone().map(|by| view! { <span class="n">{by}</span> });
    view! { <a href=href aria-current=move || here().then_some("page")>{name}{by}</a> }
}
