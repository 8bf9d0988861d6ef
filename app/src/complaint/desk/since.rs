//! What is said to her on a page that has not seen the newest of what was said is held back once, with
//! what came since above it.

use leptos::prelude::*;
use markup::view;
use rules::access::Refusal;
use rules::work::{WorkAct, said_since};

use super::sheet::{Sheet, is_filled};
use super::thread::show;
use crate::error::Refused;
use crate::ui::node::{Node, part};

/// What a form knows of what was said before it is sent.
#[derive(Clone, Copy)]
pub struct Since {
    sheet: Sheet,
    /// The last entry that whoever writes here has seen.
    seen: RwSignal<i64>,
    /// The last one seen when it was held back.
    held: RwSignal<Option<i64>>,
}

/// For the form of `act`, whose text is `field`.
pub fn use_since(sheet: Sheet, act: WorkAct, field: &'static str) -> Since {
    let last = Memo::new(move |_| {
        sheet.complaint.with(|complaint| complaint.entries.last().map_or(0, |last| last.seq))
    });
    let refused = sheet.form.refused();
    let is_held = move |refused: &Option<Refused<_>>| {
        matches!(refused, Some(Refused::Refusal(Refusal::SaidSince)))
            && sheet.acting.get_untracked() == Some(act)
    };
    let before = sheet.typed(act).and_then(|work| work.seen.trim().parse().ok());
    let held = RwSignal::new(before.filter(|_| refused.with_untracked(is_held)));
    let seen = RwSignal::new(last.get_untracked());
    Effect::new(move || {
        if refused.with(is_held) && held.with_untracked(Option::is_none) {
            held.set(Some(seen.get_untracked()));
        }
    });
    // Who has not begun to write sees what comes; what was held back shows it.
    Effect::new(move || {
        let (last, is_held) = (last.get(), held.with(Option::is_some));
        if is_held || !is_filled(field) {
            seen.set(last);
        }
    });
    Since { sheet, seen, held }
}

impl Since {
    #[must_use]
    pub fn is_held(self) -> bool {
        self.held.with(Option::is_some)
    }

    /// What came since, and the mark that it has been seen.
    pub fn show(self) -> Node {
        let Self { sheet, seen, held } = self;
        let list = part(move || {
            held.get().map(|from| {
                let entries = sheet.complaint.with(|complaint| {
                    said_since(&complaint.entries, from)
                        .map(|entry| show(entry, complaint, sheet.now))
                        .collect::<Vec<_>>()
                });
                view! { <ol class="line since">{entries}</ol> }
            })
        });
        view! { {list}<input type="hidden" name="work[seen]" value=move || seen.get().to_string()/> }
    }
}
