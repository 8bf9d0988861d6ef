//! Who is at the complaints of the queue: read by itself, so that nobody who comes or goes makes the queue
//! be read again.

use std::time::Duration;

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use rules::id::ComplaintId;
use rules::presence::{BEAT_SECONDS, Present};
use rules::problem::Problem;

use crate::error::Refused;
use crate::live;
use crate::wire::Answer;

/// Somebody, and where.
pub type Here = (ComplaintId, Present);

/// Who is at the complaints that the viewer reads.
#[server(endpoint = "read_present", input = Json, output = Answer)]
pub async fn read_present() -> Result<Vec<Here>, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    Ok(store.present_anywhere(&staff, now).await?)
}

#[derive(Clone, Copy)]
struct Everybody(RwSignal<Vec<Here>>);

/// For all rows of the queue, from what was read first.
pub fn provide(first: Vec<Here>) {
    let everybody = RwSignal::new(first);
    provide_context(Everybody(everybody));
    let take = move |read: Vec<Here>| {
        if everybody.with_untracked(|before| *before != read) {
            everybody.set(read);
        }
    };
    let again = live::follow(read_present, live::is_about_presence, take);
    Effect::new(move || {
        // Nobody announces that somebody has fallen silent.
        let look = move || {
            if everybody.try_with_untracked(|shown| !shown.is_empty()) == Some(true) {
                again.run(());
            }
        };
        let looks = set_interval_with_handle(look, Duration::from_secs(BEAT_SECONDS)).ok();
        on_cleanup(move || {
            looks.inspect(|looks| looks.clear());
        });
    });
}

/// Who is at one of them.
#[must_use]
pub fn at(id: &ComplaintId) -> Memo<Vec<Present>> {
    let (everybody, id) = (use_context::<Everybody>(), id.clone());
    Memo::new(move |_| {
        let here = |all: &Vec<Here>| {
            all.iter().filter(|(at, _)| *at == id).map(|(_, one)| one.clone()).collect::<Vec<_>>()
        };
        everybody.map(|Everybody(all)| all.with(here)).unwrap_or_default()
    })
}
