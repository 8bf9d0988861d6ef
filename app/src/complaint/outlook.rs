//! What will happen, from what she has stated so far: beside the form, and while she types.

use leptos::prelude::*;
use markup::view;
use rules::complaint::Draft;
use rules::deadline::{Deadline, Deadlines};
use rules::grading::{Grade, Graded, Open, Reason, grade as graded};
use rules::moment::Moment;
use rules::policy::Terms;

use crate::ui::icon::{Icon, icon};
use crate::ui::node::{Node, part};
use crate::words::{Key, Phrase, phrase, spoken};
use crate::{mark, say};

/// Grade and deadlines as they would be, were it sent now.
#[derive(Clone, Copy)]
pub struct Outlook {
    graded: Memo<Graded>,
    /// Of the community chosen.
    terms: Memo<Terms>,
    now: Signal<Moment>,
}

impl Outlook {
    pub fn new(draft: Signal<Draft>, terms: Memo<Terms>, now: Signal<Moment>) -> Self {
        let facts = Memo::new(move |_| draft.with(Draft::facts_so_far));
        let by = move |facts: &_| terms.with(|terms| graded(facts, Open::WithinAMonth, &terms.thresholds));
        Self { graded: Memo::new(move |_| facts.with(by)), terms, now }
    }

    fn grade(self) -> Grade {
        self.graded.with(|graded| graded.grade)
    }

    fn by(self, of: fn(Deadlines) -> Deadline) -> Phrase {
        let now = self.now.get();
        self.terms.with(|terms| {
            let deadline = of(Deadlines::start(self.grade(), now, terms));
            say::time::by(deadline.due, now, terms.zone)
        })
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
            let by = self.terms.with(|terms| terms.thresholds.clone());
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
                        <span class="when">{move || self.by(|all| all.first_answer)}</span>
                        <span class="what">{Key::ComplaintOutlookFirstAnswer}</span>
                    </li>
                    <li class="ahead">
                        <span class="when">{move || self.by(|all| all.resolution)}</span>
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
        let when = spoken(move || phrase::complaint_outlook_short(self.by(|all| all.first_answer)));
        view! {
            <div class="summary">
                <span class="row">{mark}<span>{when}</span></span>
                <a href="#outlook">{Key::ComplaintOutlookWhy}{icon(Icon::Down)}</a>
            </div>
        }
    }
}
