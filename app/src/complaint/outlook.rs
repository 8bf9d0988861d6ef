//! What will happen, from what she has stated so far: beside the form, and while she types.

use leptos::prelude::*;
use markup::view;
use rules::complaint::Draft;
use rules::deadline::Clock;
use rules::grading::{Grade, Graded, Open, Reason, Thresholds, grade as graded};
use rules::moment::Moment;
use rules::policy::Promise;

use crate::ui::icon::{Icon, icon};
use crate::ui::node::{Node, part};
use crate::words::{Key, Phrase, phrase, spoken};
use crate::{mark, say};

/// Grade and deadlines as they would be, were it sent now.
#[derive(Clone, Copy)]
pub struct Outlook {
    graded: Memo<Graded>,
    /// Of the community chosen.
    promise: Memo<Option<Promise>>,
    now: Signal<Moment>,
}

impl Outlook {
    pub fn new(draft: Signal<Draft>, promise: Memo<Option<Promise>>, now: Signal<Moment>) -> Self {
        let facts = Memo::new(move |_| draft.with(Draft::facts_so_far));
        let by = Memo::new(move |_| thresholds(promise));
        let graded =
            Memo::new(move |_| by.with(|by| facts.with(|facts| graded(facts, Open::WithinAMonth, by))));
        Self { graded, promise, now }
    }

    fn grade(self) -> Grade {
        self.graded.with(|graded| graded.grade)
    }

    fn by(self, clock: Clock) -> Phrase {
        let now = self.now.get();
        let due = self.promise.with(|promise| {
            promise.as_ref().map(|promise| (promise.due(clock, self.grade(), now), promise.zone))
        });
        due.map_or_else(
            || Phrase::from(Key::ComplaintOutlookAtOnce),
            |(due, zone)| say::time::by(due, now, zone),
        )
    }

    /// The whole of it. Only grade and reasons are announced when they change; times go on quietly.
    pub fn whole(self) -> Node {
        let mark = part(move || Some(mark::grade(self.grade(), say::grade::grade(self.grade()))));
        let reasons = part(move || {
            let said = |reason: &Reason| {
                let words = say::grade::reason(reason);
                view! { <li>{words}</li> }
            };
            self.graded.with(|graded| graded.reasons.iter().map(said).collect::<Vec<_>>())
        });
        let result = move || match self.grade() {
            Grade::One => Key::ComplaintOutlookPlan,
            _ => Key::ComplaintOutlookResult,
        };
        let how = move || {
            let by = thresholds(self.promise);
            phrase::complaint_outlook_how_text(by.collective_persons, by.group_households, by.returned_times)
        };
        view! {
            <aside class="outlook" id="outlook" aria-labelledby="outlook-title">
                <h2 id="outlook-title">{Key::ComplaintOutlookTitle}</h2>
                <p class="soft">{Key::ComplaintOutlookSoFar}</p>
                <div aria-live="polite" class="tight">
                    <p>{mark}</p>
                    <ul class="reasons">{reasons}</ul>
                </div>
                <ol class="line">
                    <li class="now">
                        <span class="when">{Key::ComplaintOutlookAtOnce}</span>
                        <span class="what">{Key::ComplaintOutlookNumber}</span>
                    </li>
                    <li class="ahead">
                        <span class="when">{move || self.by(Clock::FirstAnswer)}</span>
                        <span class="what">{Key::ComplaintOutlookFirstAnswer}</span>
                    </li>
                    <li class="ahead">
                        <span class="when">{move || self.by(Clock::Resolution)}</span>
                        <span class="what">{result}</span>
                    </li>
                </ol>
                <details class="more">
                    <summary>{Key::ComplaintOutlookHow}</summary>
                    <p class="soft">{how}</p>
                </details>
            </aside>
        }
    }

    /// The same in one line, above the button on a phone.
    pub fn summary(self) -> Node {
        let mark = part(move || Some(mark::grade(self.grade(), say::grade::short(self.grade()))));
        let when = spoken(move || phrase::complaint_outlook_short(self.by(Clock::FirstAnswer)));
        view! {
            <div class="summary">
                <span class="row">{mark}<span>{when}</span></span>
                <a href="#outlook">{Key::ComplaintOutlookWhy}{icon(Icon::Down)}</a>
            </div>
        }
    }
}

/// The handbook's before any community is known.
fn thresholds(promise: Memo<Option<Promise>>) -> Thresholds {
    promise.with(|promise| promise.as_ref().map(|promise| promise.thresholds.clone()).unwrap_or_default())
}
