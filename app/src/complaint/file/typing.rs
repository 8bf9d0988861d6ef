//! What she has typed so far, and what of it is wrong by now: a field is judged once it has been
//! left, all of them once it has been tried to send the form.

use std::time::Duration;

use leptos::prelude::*;
use rules::complaint::{Draft, Ground};
use rules::problem::{Field, Problem, What};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{EventTarget, FocusEvent, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

use super::{FileComplaint, FileForm, asked};
use crate::error::Refused;
use crate::say;
use crate::ui::form::typed_in;
use crate::ui::problems::Problems;

/// A press that left a field ends before a sentence may move what it pressed on.
const PRESS_MILLIS: u64 = 200;

#[derive(Clone, Copy)]
pub struct Typing {
    form: FileForm,
    ground: StoredValue<Ground>,
    /// `None` until scripts have read the form.
    draft: RwSignal<Option<Draft>>,
    left: RwSignal<Vec<Field>>,
}

impl Typing {
    pub fn new(form: FileForm, ground: StoredValue<Ground>) -> Self {
        Self { form, ground, draft: RwSignal::new(None), left: RwSignal::new(Vec::new()) }
    }

    pub fn read(self, form: &HtmlFormElement) {
        if let Some(call) = typed_in::<FileComplaint>(form) {
            self.ground.with_value(|ground| asked::show(form, &call.draft, ground));
            self.draft.set(Some(call.draft));
        }
    }

    pub fn leave(self, event: &FocusEvent) {
        let Some(field) = event.target().and_then(|target| field_of(&target)) else { return };
        let leave = move || {
            if self.left.try_with_untracked(|left| left.contains(&field)) == Some(false) {
                self.left.update(|left| left.push(field));
            }
        };
        set_timeout(leave, Duration::from_millis(PRESS_MILLIS));
    }

    /// The draft as it stands; `start` until scripts have read it.
    pub fn draft_or(self, start: Draft) -> Signal<Draft> {
        Signal::derive(move || self.draft.get().unwrap_or_else(|| start.clone()))
    }

    /// How long a text is, once scripts have read it.
    pub fn chars(self, of: fn(&Draft) -> &str) -> Signal<Option<usize>> {
        Signal::derive(move || {
            self.draft.with(|draft| draft.as_ref().map(|draft| of(draft).trim().chars().count()))
        })
    }

    /// The community chosen so far.
    pub fn community(self, start: String) -> Memo<String> {
        Memo::new(move |_| {
            self.draft
                .with(|draft| draft.as_ref().map_or_else(|| start.clone(), |draft| draft.community.clone()))
        })
    }

    /// What the rules find wrong with a draft that is about to be sent.
    pub fn check(self, draft: &Draft) -> Option<Vec<Problem>> {
        self.ground.with_value(|ground| draft.parse(ground)).err().map(|problems| problems.0)
    }

    /// What stands beside the fields.
    pub fn problems(self) -> Problems {
        let all = Memo::new(move |_| {
            let refused = match self.form.refused().get() {
                Some(Refused::Problems(problems)) => problems,
                _ => Vec::new(),
            };
            let found = match self.draft.get() {
                Some(draft) => self.so_far(&draft, refused),
                None => refused,
            };
            found.iter().map(say::problem::problem).collect::<Vec<_>>()
        });
        all.into()
    }

    fn so_far(self, draft: &Draft, refused: Vec<Problem>) -> Vec<Problem> {
        let tried = !refused.is_empty();
        let mut found = self.check(draft).unwrap_or_default();
        self.left.with(|left| found.retain(|problem| tried || is_due(problem, left)));
        found.extend(refused.into_iter().filter(only_the_server_knows));
        found
    }
}

/// Either contact is enough, so that both are missing shows once both have been passed by.
fn is_due(problem: &Problem, left: &[Field]) -> bool {
    left.contains(&problem.field) && (problem.what != What::NoContact || left.contains(&Field::Email))
}

fn only_the_server_knows(problem: &Problem) -> bool {
    problem.field == Field::Answers || matches!(problem.what, What::Photo(_) | What::NoticeChanged)
}

/// `draft[place]` is the place.
fn field_of(control: &EventTarget) -> Option<Field> {
    let name = match control.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.name(),
        None => control.dyn_ref::<HtmlTextAreaElement>()?.name(),
    };
    Field::from_code(name.strip_prefix("draft[")?.split(']').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_judged_once_it_has_been_left() {
        let missing = |field| Problem { field, what: What::Missing };
        let no_contact = Problem { field: Field::Phone, what: What::NoContact };
        let rows = [
            (missing(Field::Place), vec![], false),
            (missing(Field::Place), vec![Field::Kind], false),
            (missing(Field::Place), vec![Field::Kind, Field::Place], true),
            (no_contact.clone(), vec![Field::Phone], false),
            (no_contact.clone(), vec![Field::Email], false),
            (no_contact, vec![Field::Phone, Field::Email], true),
        ];
        for (problem, left, due) in rows {
            assert_eq!(is_due(&problem, &left), due, "{problem:?} after {left:?}");
        }
    }
}
