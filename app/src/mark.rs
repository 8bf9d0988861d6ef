//! Marks that are read at a glance: by shape, by word, by colour.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::deadline::{Deadline, Standing};
use rules::grading::Grade;
use rules::moment::Moment;
use rules::presence::Present;

use crate::say;
use crate::words::{Key, spoken};

/// From 1 to 4 the mark loses ink; the word stands beside it.
pub fn grade(of: Grade, words: Key) -> Node {
    let drawn = match of {
        Grade::One => {
            r#"<path class="shape" d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z"/><text x="12" y="16.6">1</text>"#
        }
        Grade::Two => {
            r#"<path class="shape" d="M12 .5L23.5 12 12 23.5.5 12z"/><text x="12" y="16.6">2</text>"#
        }
        Grade::Three => r#"<path class="shape" d="M3 3h18v18H3z"/><text x="12" y="16.6">3</text>"#,
        Grade::Four => r#"<circle class="shape" cx="12" cy="12" r="9.5"/><text x="12" y="16.6">4</text>"#,
    };
    view! {
        <span class="grade" data-grade=of.number().to_string()>
            <svg viewBox="0 0 24 24" aria-hidden="true" inner_html=drawn></svg>
            <span class="word">{words}</span>
        </span>
    }
}

/// A colleague as a ring with the first sign of the name; full while they write. The words stand beside it.
pub fn ring(of: &Present) -> Node {
    let sign: String = of.person.name.chars().take(1).collect();
    let writes = of.doing.is_writing().then_some("yes");
    view! { <span class="person" data-writes=writes aria-hidden="true">{sign}</span> }
}

/// How a deadline stands, going on with `now`; the figures keep their width.
pub fn standing(deadline: Deadline, now: Signal<Moment>) -> Node {
    let at = Memo::new(move |_| deadline.standing(now.get()));
    let look = Memo::new(move |_| look(at.get()));
    let words = spoken(move || say::deadline::standing(at.get()));
    view! {
        <span class="standing" data-standing=move || look.get().0>
            <svg viewBox="0 0 16 16" aria-hidden="true" inner_html=move || look.get().1></svg>
            {words}
        </span>
    }
}

/// The word in `data-standing`, and the shape: clock, half disc, triangle, two bars, tick.
const fn look(standing: Standing) -> (&'static str, &'static str) {
    const CLOCK: &str = r#"<circle cx="8" cy="8" r="6.2"/><path d="M8 4.5V8l2.5 1.5"/>"#;
    const HALF: &str =
        r#"<circle cx="8" cy="8" r="6.2"/><path class="full" d="M8 1.8v12.4A6.2 6.2 0 018 1.8z"/>"#;
    const TRIANGLE: &str =
        r#"<path class="full" d="M8 .8L15.8 15H.2z"/><path class="cut" d="M8 6v4M8 12v1"/>"#;
    const PAUSE: &str = r#"<path d="M5.5 3v10M10.5 3v10"/>"#;
    const TICK: &str = r#"<path d="M2.5 8.5l3.5 3.5 7.5-8"/>"#;
    match standing {
        Standing::OnTrack { .. } => ("ontrack", CLOCK),
        Standing::DueSoon { .. } => ("soon", HALF),
        Standing::Overdue { .. } => ("overdue", TRIANGLE),
        Standing::Paused { .. } => ("paused", PAUSE),
        Standing::Kept { .. } => ("kept", TICK),
        Standing::KeptLate { .. } => ("late", TICK),
    }
}
