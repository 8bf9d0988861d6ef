//! Desk pages look again when something has changed. What is announced carries no data: whoever
//! hears it reads again, with their own rights.

mod follow;

use std::time::Duration;

use crate::ui::node::Node;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use markup::view;
use rules::id::ComplaintId;
use rules::moment::Moment;
use send_wrapper::SendWrapper;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

pub use follow::{follow, reached};

use crate::routes;
use crate::words::{Key, spoken};

/// While nothing is announced, pages look again this often.
const POLL_SECONDS: u64 = 15;
/// How often countdowns go on.
const BEAT_SECONDS: u64 = 30;
/// Waits between two tries to connect double up to this.
const WAIT_SECONDS_MAX: u64 = 30;
/// Heard when anything may have changed: after connecting, and while polling.
pub const EVERYTHING: &str = "everything";
/// Heard when a line of the to-tell list has come or gone.
pub const TO_TELL: &str = "to-tell";
/// Heard when a call was taken down, or somebody was called back.
pub const CALLS: &str = "calls";
/// Heard when somebody is called, or has acknowledged it.
pub const ALERTS: &str = "alerts";
/// Heard when something of a serious incident has changed.
pub const INCIDENT: &str = "incident";
/// Heard when a survey has been answered.
pub const SURVEY: &str = "survey";
const PRESENCE: &str = "presence:";

/// Heard when somebody comes to a complaint, goes, or begins to write.
#[must_use]
pub fn presence_of(complaint: &ComplaintId) -> String {
    format!("{PRESENCE}{}", complaint.as_str())
}

/// Whether a word announced is about who is where.
#[must_use]
pub fn is_about_presence(word: &str) -> bool {
    word.starts_with(PRESENCE) || word == EVERYTHING
}

/// What is sent of a word: itself, and over how many milliseconds those who hear it spread their reading
/// again. Everybody hears it at once; a thousand pages do not ask in the same instant.
#[must_use]
pub fn announced(word: &str, spread: usize) -> String {
    if spread == 0 { word.to_owned() } else { format!("{word}\n{spread}") }
}

/// As [`announced`] put it together.
fn heard(said: &str) -> (&str, u64) {
    let (word, spread) = said.split_once('\n').unwrap_or((said, ""));
    (word, spread.parse().unwrap_or(0))
}

/// How the page is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Live,
    Reconnecting,
    Offline,
}

/// The one connection of a desk, shared by its pages.
#[derive(Clone, Copy)]
pub struct Live {
    pub line: RwSignal<Line>,
    beat: RwSignal<u32>,
    listeners: StoredValue<Vec<(usize, Callback<String>)>>,
    tries: StoredValue<u32>,
    /// Behind a wrapper that only the browser fills: what belongs to one thread must not be dropped on
    /// another, and the server's pages move between threads.
    stream: StoredValue<Option<SendWrapper<Stream>>>,
}

/// An open stream and what it calls, which must live as long.
struct Stream {
    source: EventSource,
    _opened: Closure<dyn Fn()>,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _lost: Closure<dyn Fn()>,
}

/// Provides the connection to all of the desk; it is opened in the browser, for who is signed in.
pub fn provide_live(signed_in: bool) -> Live {
    let live = Live {
        line: RwSignal::new(Line::Live),
        beat: RwSignal::new(0),
        listeners: StoredValue::new(Vec::new()),
        tries: StoredValue::new(0),
        stream: StoredValue::new(None),
    };
    provide_context(live);
    Effect::new(move || {
        set_interval(move || live.beat.update(|beat| *beat += 1), Duration::from_secs(BEAT_SECONDS));
        if signed_in {
            live.connect();
            set_interval(move || live.poll(), Duration::from_secs(POLL_SECONDS));
            window_event_listener(ev::online, move |_| live.connect());
            window_event_listener(ev::offline, move |_| live.line.set(Line::Offline));
        }
    });
    live
}

#[must_use]
pub fn live() -> Option<Live> {
    use_context()
}

impl Live {
    /// Calls `hear` with every word announced until the page is left.
    pub fn listen(self, hear: impl Fn(String) + Send + Sync + 'static) {
        let hear = Callback::new(hear);
        let id = self.listeners.with_value(|all| all.last().map_or(0, |(last, _)| last + 1));
        self.listeners.update_value(|all| all.push((id, hear)));
        on_cleanup(move || {
            self.listeners.try_update_value(|all| all.retain(|(other, _)| *other != id));
        });
    }

    /// A read has come back or has not: says what the page knows of the network.
    pub fn reached(self, yes: bool) {
        match (yes, self.line.get_untracked()) {
            (false, _) => self.line.set(Line::Offline),
            (true, Line::Offline) => self.line.set(Line::Reconnecting),
            _ => {}
        }
    }

    fn announce(self, word: &str) {
        for (_, hear) in self.listeners.get_value() {
            hear.run(word.to_owned());
        }
    }

    fn poll(self) {
        if self.line.get_untracked() != Line::Live {
            self.announce(EVERYTHING);
        }
    }

    /// Opens the stream anew. Whatever was missed meanwhile is read again once it is open.
    fn connect(self) {
        self.close();
        let Ok(source) = EventSource::new(routes::LIVE) else { return self.lost() };
        let opened = Closure::<dyn Fn()>::new(move || {
            self.tries.set_value(0);
            self.line.set(Line::Live);
            self.announce(EVERYTHING);
        });
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string().unwrap_or_default();
            match heard(&said) {
                (word, 0) => self.announce(word),
                (word, spread) => {
                    let word = word.to_owned();
                    let wait = Duration::from_millis(spread).mul_f64(web_sys::js_sys::Math::random());
                    set_timeout(move || self.announce(&word), wait);
                }
            }
        });
        let lost = Closure::<dyn Fn()>::new(move || self.lost());
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        source.set_onerror(Some(lost.as_ref().unchecked_ref()));
        let stream = Stream { source, _opened: opened, _heard: heard, _lost: lost };
        self.stream.set_value(Some(SendWrapper::new(stream)));
    }

    fn close(self) {
        if let Some(stream) = self.stream.try_update_value(Option::take).flatten() {
            stream.source.close();
        }
    }

    /// Tries again after a while, longer each time. The stream is put away then and not now: this
    /// is called from within it.
    fn lost(self) {
        self.stream.with_value(|stream| {
            if let Some(stream) = stream {
                stream.source.close();
            }
        });
        let online = window().navigator().on_line();
        self.line.set(if online { Line::Reconnecting } else { Line::Offline });
        let tries = self.tries.get_value();
        self.tries.set_value(tries.saturating_add(1));
        let wait = 2_u64.saturating_pow(tries.min(8)).min(WAIT_SECONDS_MAX);
        set_timeout(move || self.connect(), Duration::from_secs(wait));
    }
}

/// The moment of the last reading, going on by itself.
pub fn ticking(read: impl Fn() -> Moment + Send + Sync + 'static) -> Signal<Moment> {
    let beat = live().map(|live| live.beat);
    let since = StoredValue::new((Moment::default(), 0_u32));
    Signal::derive(move || {
        let read = read();
        let beats = beat.map_or(0, |beat| beat.get());
        let (last, from) = since.get_value();
        let from = if last == read { from } else { beats };
        since.set_value((read, from));
        let seconds = i64::from(beats - from) * BEAT_SECONDS.cast_signed();
        Moment::from_millis(read.millis() + seconds * 1000)
    })
}

/// Reads again when asked to, one reading at a time: what is asked meanwhile is one more after it.
pub fn again<T, F>(
    read: impl Fn() -> F + Send + Sync + 'static,
    take: impl Fn(T) + Send + Sync + 'static,
) -> Callback<()>
where
    T: 'static,
    F: Future<Output = T> + 'static,
{
    let read = StoredValue::new(read);
    let take = StoredValue::new(take);
    let reading = StoredValue::new(Reading::Idle);
    Callback::new(move |()| {
        if reading.get_value() != Reading::Idle {
            return reading.set_value(Reading::Stale);
        }
        reading.set_value(Reading::Now);
        spawn_local(async move {
            loop {
                // The page may have been left while the answer was on its way.
                let Some(answer) = read.try_with_value(|read| read()) else { return };
                let answer = answer.await;
                if take.try_with_value(|take| take(answer)).is_none() {
                    return;
                }
                if reading.try_get_value() != Some(Reading::Stale) {
                    break;
                }
                reading.set_value(Reading::Now);
            }
            reading.try_update_value(|reading| *reading = Reading::Idle);
        });
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Idle,
    Now,
    Stale,
}

/// Whether a word announced concerns the queue.
#[must_use]
pub fn is_about_complaints(word: &str) -> bool {
    !matches!(word, TO_TELL | CALLS | ALERTS | SURVEY | INCIDENT) && !word.starts_with(PRESENCE)
}

/// How the page is connected: a word, and a disc that is full, dashed or empty.
#[component]
pub fn Connected() -> Node {
    let line = live().map_or_else(|| RwSignal::new(Line::Offline), |live| live.line);
    let code = move || match line.get() {
        Line::Live => "live",
        Line::Reconnecting => "reconnecting",
        Line::Offline => "offline",
    };
    let words = spoken(move || {
        match line.get() {
            Line::Live => Key::DeskLive,
            Line::Reconnecting => Key::DeskReconnecting,
            Line::Offline => Key::DeskOffline,
        }
        .into()
    });
    view! {
        <span class="live" data-live=code role="status">
            <svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5"></circle></svg>
            {words}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::{announced, heard};

    #[test]
    fn a_word_is_heard_as_it_was_announced() {
        for (word, spread) in [("complaint:0197", 0), ("alerts", 2_850), ("", 1)] {
            assert_eq!(heard(&announced(word, spread)), (word, spread as u64));
        }
    }
}
