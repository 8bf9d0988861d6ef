//! Who else is at the complaint, and what they write: said while this page is looked at, and shown in it.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;
use markup::view;
use rules::presence::{BEAT_SECONDS, Doing, Present};
use rules::problem::Problem;
use rules::work::WorkAct;

use super::sheet::Sheet;
use crate::error::Refused;
use crate::live;
use crate::mark;
use crate::say;
use crate::ui::node::{Node, part};
use crate::wire::Answer;
use crate::words::{Key, spoken};

/// How long somebody stands in a field, or has left it, before it is said: who goes from one to the next
/// has not stopped writing.
const PAUSE: Duration = Duration::from_millis(400);

/// Says that the viewer is at a complaint; who else is.
#[server(endpoint = "be_present", input = Json, output = Answer)]
pub async fn be_present(
    #[server(default)] number: String,
    #[server(default)] doing: String,
) -> Result<Vec<Present>, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = super::numbered(&number)?;
    let doing = Doing::from_code(&doing).unwrap_or(Doing::Looks);
    Ok(store.be_present(&number, &staff, doing, now).await?)
}

/// Says that the viewer has left it.
#[server(endpoint = "be_gone", input = Json, output = Answer)]
pub async fn be_gone(#[server(default)] number: String) -> Result<(), Refused<Problem>> {
    let (staff, store, _) = crate::account::at_desk()?;
    Ok(store.be_gone(&super::numbered(&number)?, &staff).await?)
}

/// Of this page.
#[derive(Clone, Copy)]
struct Here {
    sheet: Sheet,
    others: RwSignal<Vec<Present>>,
    doing: StoredValue<Doing>,
    /// Of several that are on their way the last one counts.
    asked: StoredValue<u32>,
}

/// Everybody else who is here.
#[component]
pub fn Others(sheet: Sheet, present: Vec<Present>) -> Node {
    let others = RwSignal::new(present);
    let doing = StoredValue::new(Doing::Looks);
    let here = Here { sheet, others, doing, asked: StoredValue::new(0) };
    Effect::new(move || here.listen());
    let line = |one: Present| {
        let (name, doing) = (one.person.name.clone(), one.doing);
        let words = spoken(move || say::presence(&name, doing));
        view! { <li data-writes=doing.is_writing().then_some("yes")>{mark::ring(&one)}<span>{words}</span></li> }
    };
    let list = part(move || {
        let lines: Vec<Node> = others.get().into_iter().map(line).collect();
        (!lines.is_empty()).then(|| view! { <ul class="present" aria-label=Key::TogetherHere>{lines}</ul> })
    });
    view! { <div role="status">{list}</div> }
}

impl Here {
    fn listen(self) {
        self.beat();
        let every = Duration::from_secs(BEAT_SECONDS);
        let beats = set_interval_with_handle(move || self.beat(), every).ok();
        let entered = window_event_listener(ev::focusin, move |_| self.look());
        let left = window_event_listener(ev::focusout, move |_| self.look());
        let turned = window_event_listener_untyped("visibilitychange", move |_| self.turn());
        let closed = window_event_listener_untyped("pagehide", move |_| self.leave());
        let ours = self.sheet.complaint.with_untracked(|complaint| live::presence_of(&complaint.id));
        if let Some(live) = live::live() {
            live.listen(move |word| {
                if word == ours || word == live::EVERYTHING {
                    self.beat();
                }
            });
        }
        on_cleanup(move || {
            beats.inspect(|beats| beats.clear());
            for listener in [entered, left, turned, closed] {
                listener.remove();
            }
            self.leave();
        });
    }

    /// Nobody is at a page that is not shown.
    fn beat(self) {
        if document().hidden() {
            return;
        }
        let (Some(number), Some(doing)) = (self.number(), self.doing.try_get_value()) else { return };
        let Some(turn) = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        }) else {
            return;
        };
        spawn_local(async move {
            let answer = be_present(number, doing.code().to_owned()).await;
            let is_last = self.asked.try_get_value() == Some(turn);
            if let Ok(present) = answer
                && is_last
                && self.others.try_with_untracked(|shown| *shown != present) == Some(true)
            {
                self.others.set(present);
            }
        });
    }

    /// Says so once somebody has begun to write, or stopped.
    fn look(self) {
        let later = move || {
            let doing = Doing::of(form_in_hand());
            if self.doing.try_get_value().is_some_and(|before| before != doing) {
                self.doing.set_value(doing);
                self.beat();
            }
        };
        set_timeout(later, PAUSE);
    }

    fn turn(self) {
        if document().hidden() { self.leave() } else { self.beat() }
    }

    fn leave(self) {
        let Some(number) = self.number() else { return };
        if let Ok(body) = serde_json::to_string(&BeGone { number }) {
            let _ = window().navigator().send_beacon_with_opt_str(BeGone::PATH, Some(&body));
        }
    }

    fn number(self) -> Option<String> {
        self.sheet.complaint.try_with_untracked(|complaint| complaint.number.as_str().to_owned())
    }
}

/// The form in whose text or field the caret stands.
fn form_in_hand() -> Option<WorkAct> {
    let field = document().active_element()?;
    let is_written = field.matches("textarea, input:not([type=hidden])").unwrap_or_default();
    let form = field.closest("form[data-act]").ok().flatten().filter(|_| is_written)?;
    WorkAct::from_code(&form.get_attribute("data-act")?)
}
