//! The moment on a page. It comes with the page, so that server and browser render the same words,
//! and goes on by the minute once scripts run.

use std::time::Duration;

use leptos::prelude::*;
use rules::moment::Moment;

use crate::ui::effect::effect;

/// Short enough that a minute is never shown long after it is over.
const BEAT_SECONDS: u64 = 20;

/// `now` as it was on the server, going on.
#[must_use]
pub fn going_on(now: Moment) -> Signal<Moment> {
    let moment = RwSignal::new(now);
    effect(move || {
        let started = passed_minutes();
        let beat = move || {
            let at = now.plus_minutes(passed_minutes() - started);
            if moment.try_get_untracked().is_some_and(|shown| shown != at) {
                moment.set(at);
            }
        };
        if let Ok(handle) = set_interval_with_handle(beat, Duration::from_secs(BEAT_SECONDS)) {
            on_cleanup(move || handle.clear());
        }
    });
    moment.into()
}

/// Whole minutes since the document was opened; a wrong wall clock does not matter.
fn passed_minutes() -> i64 {
    window().performance().map_or(0, |clock| (clock.now() / 60_000.0) as i64)
}
