//! Who is at a complaint: colleagues hear of it when it changes, and of nobody who has gone.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::moment::Moment;
use rules::presence::{BEAT_SECONDS, Doing, SILENT_SECONDS, is_news, is_stale, silent_since};
use rules::work::WorkAct;

const NOON: Moment = Moment::from_millis(1_795_312_800_000);

fn after(seconds: i64) -> Moment {
    Moment::from_millis(NOON.millis() + seconds * 1_000)
}

#[test]
fn what_somebody_does_follows_from_the_form_they_stand_in() {
    let rows = [
        (None, Doing::Looks),
        (Some(WorkAct::Reply), Doing::WritesReply),
        (Some(WorkAct::Ask), Doing::WritesReply),
        (Some(WorkAct::Note), Doing::WritesNote),
        (Some(WorkAct::Resolve), Doing::WritesResult),
        (Some(WorkAct::Establish), Doing::ChangesFacts),
        (Some(WorkAct::Approve), Doing::Writes),
    ];
    for (form, doing) in rows {
        assert_eq!((Doing::of(form), doing.is_writing()), (doing, form.is_some()), "{form:?}");
    }
}

#[test]
fn colleagues_hear_what_changes_and_what_stays_is_written_down_seldom() {
    let (looks, writes) = (Doing::Looks, Doing::WritesReply);
    let rows = [
        (None, looks, 0, (true, true)),
        (Some(looks), looks, 1, (false, false)),
        (Some(looks), writes, 1, (true, true)),
        (Some(writes), looks, 1, (true, true)),
        (Some(looks), looks, 9, (false, false)),
        (Some(looks), looks, 10, (false, true)),
        (Some(looks), looks, 44, (false, true)),
        (Some(looks), looks, 45, (true, true)),
    ];
    for (before, doing, seconds, wanted) in rows {
        let last = before.map(|before| (before, NOON));
        let now = after(seconds);
        let found = (is_news(last, doing, now), is_stale(last, doing, now));
        assert_eq!(found, wanted, "{before:?} then {doing:?} after {seconds} s");
    }
}

#[test]
fn one_beat_can_be_lost_before_somebody_is_gone() {
    assert_eq!(silent_since(after(SILENT_SECONDS)), NOON);
    assert!(2 * BEAT_SECONDS.cast_signed() < SILENT_SECONDS);
}
