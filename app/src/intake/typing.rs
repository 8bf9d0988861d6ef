//! What has been typed so far, and what is asked about it once the typing pauses.

use std::time::Duration;

use leptos::prelude::*;
use rules::complaint::{Draft, Ground};
use rules::intake::SoFar;
use rules::problem::Problem;
use web_sys::HtmlFormElement;

use super::TakeDown;
use crate::complaint::file::asked;
use crate::ui::effect::effect;
use crate::ui::form::typed_in;

/// So long nothing is typed before anything is asked.
const PAUSE_MILLIS: u64 = 350;

#[derive(Clone, Copy)]
pub struct Typing {
    ground: StoredValue<Ground>,
    /// `None` until scripts have read the form.
    typed: RwSignal<Option<TakeDown>>,
}

impl Typing {
    pub fn new(ground: StoredValue<Ground>) -> Self {
        Self { ground, typed: RwSignal::new(None) }
    }

    pub fn read(self, form: &HtmlFormElement) {
        if let Some(call) = typed_in::<TakeDown>(form) {
            self.ground.with_value(|ground| asked::show(form, &call.draft, ground));
            self.typed.set(Some(call));
        }
    }

    /// What the rules find wrong with it.
    pub fn check(self, call: &TakeDown) -> Option<Vec<Problem>> {
        let read = self.ground.with_value(|ground| call.intake.entered_so_far(&call.draft, ground));
        read.err().map(|problems| problems.0)
    }

    /// The number as typed, once it is complete.
    pub fn phone(self) -> Memo<Option<String>> {
        Memo::new(move |_| {
            let typed = self.typed.with(|typed| typed.as_ref().map(|call| call.draft.phone.clone()))?;
            self.ground.with_value(|ground| ground.phone(&typed)).map(|phone| phone.normalised())
        })
    }

    /// What happened as far as it is written, and on which way it came.
    pub fn said(self) -> Signal<(String, String)> {
        Signal::derive(move || {
            self.typed.with(|typed| {
                let said = |call: &TakeDown| (call.draft.text.clone(), call.intake.channel.clone());
                typed.as_ref().map(said).unwrap_or_default()
            })
        })
    }

    /// Which one it was chosen to be the same as, without following it.
    pub fn with(self) -> Option<String> {
        self.typed.with_untracked(|typed| typed.as_ref().map(|call| call.intake.with.clone()))
    }

    /// What others can be compared with.
    pub fn so_far(self) -> Memo<Option<SoFar>> {
        Memo::new(move |_| {
            self.typed.with(|typed| {
                let draft = &typed.as_ref()?.draft;
                self.ground.with_value(|ground| SoFar::of(draft, ground))
            })
        })
    }

    /// The parts of the draft that [`SoFar`] is made of, and no contact.
    pub fn draft_so_far(self) -> Draft {
        self.typed.with_untracked(|typed| {
            let Some(TakeDown { draft, .. }) = typed else { return Draft::default() };
            Draft {
                community: draft.community.clone(),
                kind: draft.kind.clone(),
                area: draft.area.clone(),
                place: draft.place.clone(),
                text: draft.text.clone(),
                ..Draft::default()
            }
        })
    }
}

/// Asks about `what` once it has stayed the same for a while, and again whenever it has changed.
pub fn when_still<T>(what: Memo<T>, ask: impl Fn(T) + Copy + 'static)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    effect(move || {
        let wanted = what.get();
        let later = move || {
            if what.try_get_untracked().as_ref() == Some(&wanted) {
                ask(wanted.clone());
            }
        };
        set_timeout(later, Duration::from_millis(PAUSE_MILLIS));
    });
}
