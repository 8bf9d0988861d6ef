//! What is written in a form of the page is kept on the server while it is written, and stands in the form
//! again after a reload, at another machine, without scripts.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;
use markup::view;
use rules::draft::Draft;
use rules::moment::Moment;
use rules::problem::Problem;
use rules::work::{WorkAct, WorkDraft};
use web_sys::Event;
use web_sys::HtmlFormElement;
use web_sys::wasm_bindgen::JsCast;

use super::WorkOnComplaint;
use super::sheet::Sheet;
use crate::error::Refused;
use crate::say;
use crate::ui::form::typed_in;
use crate::ui::node::{Node, part};
use crate::wire::Answer;
use crate::words::{Key, Phrase, phrase, spoken};

/// How long nobody has typed before what stands there is kept.
const PAUSE: Duration = Duration::from_secs(1);

/// Keeps a form as it stands; when that was, if anything is written in it.
#[server(endpoint = "keep_draft", input = Json, output = Answer)]
pub async fn keep_draft(
    #[server(default)] number: String,
    #[server(default)] work: WorkDraft,
) -> Result<Option<Moment>, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = super::numbered(&number)?;
    let kept = store.keep_draft(&number, &staff, work, now).await?;
    Ok(kept.then_some(now))
}

/// What the page knows of the draft of one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing is written, or nothing of it was kept yet.
    None,
    Kept(Moment),
    /// The server could not be reached, or did not take it.
    Not,
}

/// One form whose text is kept.
#[derive(Clone, Copy)]
pub struct Keeping {
    sheet: Sheet,
    act: WorkAct,
    state: RwSignal<State>,
    /// What was typed since it was kept last.
    typed: StoredValue<Option<WorkDraft>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// One at a time, so that the last is what stays.
    is_sending: StoredValue<bool>,
}

/// For a form in which something is written.
pub fn keeping(sheet: Sheet, act: WorkAct) -> Option<Keeping> {
    if !act.is_written() {
        return None;
    }
    let kept = sheet.draft(act).map_or(State::None, |draft| State::Kept(draft.kept));
    let keeping = Keeping {
        sheet,
        act,
        state: RwSignal::new(kept),
        typed: StoredValue::new(None),
        timer: StoredValue::new(None),
        is_sending: StoredValue::new(false),
    };
    Effect::new(move || {
        let left = window_event_listener_untyped("pagehide", move |_| keeping.page_left());
        let online = window_event_listener(ev::online, move |_| keeping.send());
        on_cleanup(move || {
            left.remove();
            online.remove();
            keeping.send();
        });
    });
    Some(keeping)
}

impl Keeping {
    /// Something was typed.
    pub fn hear(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let form = target.and_then(|target| target.closest("form").ok().flatten());
        let form = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(call) = form.and_then(|form| typed_in::<WorkOnComplaint>(&form)) else { return };
        self.typed.set_value(Some(WorkDraft { act: self.act.code().to_owned(), ..call.work }));
        self.stop_timer();
        let timer = set_timeout_with_handle(move || self.send(), PAUSE).ok();
        self.timer.set_value(timer);
    }

    /// The form goes on its way, and ends what was kept of it.
    pub fn forget(self) {
        self.stop_timer();
        self.typed.set_value(None);
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Keeps what was typed, at once.
    pub fn send(self) {
        self.stop_timer();
        // Also asked when the form is gone.
        if self.is_sending.try_get_value() != Some(false) {
            return;
        }
        let Some(work) = self.typed.try_update_value(Option::take).flatten() else { return };
        self.is_sending.set_value(true);
        let number = self.number();
        spawn_local(async move {
            let answer = keep_draft(number, work.clone()).await;
            // The form may be gone by now.
            if self.is_sending.try_update_value(|sending| *sending = false).is_some() {
                self.took(answer, work);
            }
        });
    }

    fn took(self, answer: Result<Option<Moment>, Refused<Problem>>, work: WorkDraft) {
        match answer {
            Ok(kept) => {
                self.sheet.draft_kept(self.act, kept.map(|kept| Draft { act: self.act, work, kept }));
                self.state.set(kept.map_or(State::None, State::Kept));
                if self.timer.with_value(Option::is_none) {
                    self.send();
                }
            }
            Err(_) => {
                self.state.set(State::Not);
                self.typed.update_value(|typed| *typed = typed.take().or(Some(work)));
            }
        }
    }

    /// What is under way when a page is left is dropped by browsers, unless it is a beacon.
    fn page_left(self) {
        let Some(work) = self.typed.try_update_value(Option::take).flatten() else { return };
        if let Ok(body) = serde_json::to_string(&KeepDraft { number: self.number(), work }) {
            let _ = window().navigator().send_beacon_with_opt_str(KeepDraft::PATH, Some(&body));
        }
    }

    fn number(self) -> String {
        self.sheet.complaint.with_untracked(|complaint| complaint.number.as_str().to_owned())
    }

    /// When it was kept last, for below the form.
    pub fn line(self) -> Node {
        let Sheet { complaint, now, .. } = self.sheet;
        let zone = complaint.with_untracked(|complaint| complaint.terms.zone);
        let said = part(move || {
            let words: Phrase = match self.state.get() {
                State::None => return None,
                State::Kept(at) => phrase::together_kept(say::time::when(at, now.get(), zone)),
                State::Not => Key::TogetherNotKept.into(),
            };
            let words = spoken(move || words.clone());
            Some(view! { <span>{words}</span> })
        });
        view! { <p class="kept" role="status">{said}</p> }
    }
}
