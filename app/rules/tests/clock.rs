//! Clocks that stand still and are extended, computed from what happened.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::calendar::{Calendar, Extension, Limit, Pause, PauseReason, Run, Step, Times};
use rules::moment::{Moment, Zone};

const CHINA: Zone = Zone::CHINA;

/// November 2026: the 18th is a Wednesday, the 20th a Friday.
fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), CHINA)
}

fn shown(moment: Moment) -> String {
    moment.local(CHINA).format("%m-%dT%H:%M").to_string()
}

fn pause(from: &str, until: &str) -> Pause {
    let until = Some(until).filter(|until| !until.is_empty()).map(at);
    Pause { from: at(from), until, reason: PauseReason::Decision }
}

fn run(from: &str, limit: Limit, pauses: &[Pause]) -> Run {
    Run { pauses: pauses.to_vec(), ..Run::of(at(from), limit) }
}

fn extended(run: &Run, granted: &str, due: &str) -> Run {
    let mut run = run.clone();
    run.extensions.push(Extension { at: at(granted), due: at(due), reason: "等配件".to_owned() });
    run
}

#[track_caller]
fn check(run: &Run, now: &str, due: &str) {
    let calendar = Calendar::mainland();
    let reached = run.explain(&calendar, &CHINA, at(now)).expect("within reach");
    assert_eq!(shown(reached.due), due, "as known {now}: {:?}", reached.steps);
    assert_eq!(run.due(&calendar, &CHINA, at(now)), Ok(reached.due));
}

#[test]
fn a_pause_moves_what_is_due_by_the_time_it_takes() {
    let later = "11-30T00:00";
    let morning = pause("11-18T10:00", "11-18T11:00");
    check(&run("11-18T09:00", Limit::Elapsed(120), &[]), later, "11-18T11:00");
    check(&run("11-18T09:00", Limit::Elapsed(120), &[morning]), later, "11-18T12:00");
    check(&run("11-18T09:00", Limit::Days(3), &[morning]), later, "11-21T10:00");
    check(&run("11-18T09:00", Limit::Working(240), &[morning]), later, "11-18T14:00");
    check(&run("11-18T09:00", Limit::WorkingDays(1), &[morning]), later, "11-19T10:00");
    let weekend = pause("11-20T17:30", "11-23T08:30");
    check(&run("11-20T17:10", Limit::Working(240), &[weekend]), later, "11-23T12:10");
    check(&run("11-20T17:10", Limit::Days(3), &[weekend]), later, "11-26T08:10");
    let overnight = pause("11-20T17:20", "11-23T09:30");
    check(&run("11-20T17:10", Limit::Working(240), &[overnight]), later, "11-23T13:20");
}

#[test]
fn pauses_that_overlap_count_once_and_those_outside_not_at_all() {
    let later = "11-30T00:00";
    let pauses = [
        pause("11-18T10:30", "11-18T11:30"),
        pause("11-18T10:00", "11-18T11:00"),
        pause("11-18T10:10", "11-18T10:20"),
    ];
    check(&run("11-18T09:00", Limit::Elapsed(120), &pauses), later, "11-18T12:30");
    let before = [pause("11-17T10:00", "11-18T08:00"), pause("11-18T08:30", "11-18T09:30")];
    check(&run("11-18T09:00", Limit::Elapsed(120), &before), later, "11-18T11:30");
    let after = [pause("11-18T11:00", "11-18T20:00"), pause("11-19T10:00", "")];
    check(&run("11-18T09:00", Limit::Elapsed(120), &after), later, "11-18T11:00");
    let backwards = [pause("11-18T10:00", "11-18T09:30")];
    check(&run("11-18T09:00", Limit::Elapsed(120), &backwards), later, "11-18T11:00");
}

#[test]
fn a_pause_that_goes_on_counts_up_to_now() {
    let waits = run("11-18T09:00", Limit::Elapsed(120), &[pause("11-18T10:00", "")]);
    check(&waits, "11-18T09:30", "11-18T11:00");
    check(&waits, "11-18T10:00", "11-18T11:00");
    check(&waits, "11-18T10:30", "11-18T11:30");
    check(&waits, "11-19T10:00", "11-19T11:00");
    assert!(waits.paused(at("11-18T09:59")).is_none());
    assert_eq!(waits.paused(at("11-18T10:00")).map(|pause| pause.reason), Some(PauseReason::Decision));
}

#[test]
fn the_past_is_computed_again_as_it_was() {
    let known = run("11-18T09:00", Limit::Days(3), &[pause("11-18T10:00", "11-19T10:00")]);
    let known = extended(&known, "11-20T09:00", "11-25T12:00");
    let known = extended(&known, "11-24T09:00", "11-27T12:00");
    check(&known, "11-18T09:30", "11-21T09:00");
    check(&known, "11-18T12:00", "11-21T11:00");
    check(&known, "11-19T23:00", "11-22T09:00");
    check(&known, "11-20T09:00", "11-25T12:00");
    check(&known, "11-30T09:00", "11-27T12:00");
}

#[test]
fn an_extension_replaces_what_was_due_and_later_pauses_move_it() {
    let before = run("11-18T09:00", Limit::Days(3), &[pause("11-18T10:00", "11-19T10:00")]);
    check(&extended(&before, "11-20T09:00", "11-25T12:00"), "11-30T00:00", "11-25T12:00");
    let after = run("11-18T09:00", Limit::Working(600), &[pause("11-21T10:00", "11-23T10:00")]);
    check(&extended(&after, "11-20T09:00", "11-25T12:00"), "11-30T00:00", "11-27T12:00");
    check(&extended(&before, "11-20T09:00", "11-19T12:00"), "11-30T00:00", "11-19T12:00");
}

#[test]
fn pauses_and_extensions_are_steps_of_the_explanation() {
    let waits = run("11-20T17:10", Limit::Working(240), &[pause("11-20T17:20", "11-23T09:30")]);
    let steps = waits.explain(&Calendar::standard(), &CHINA, at("11-30T00:00")).expect("within reach").steps;
    let [Step::Worked { minutes: 10, .. }, paused, Step::Worked { minutes: 230, from, .. }] = &steps[..]
    else {
        panic!("{steps:?}")
    };
    let (from_pause, until) = (at("11-20T17:20"), Some(at("11-23T09:30")));
    let reason = PauseReason::Decision;
    assert_eq!(paused, &Step::Paused { from: from_pause, until, reason, minutes: 70 });
    assert_eq!(shown(*from), "11-23T09:30");

    let open = waits.explain(&Calendar::standard(), &CHINA, at("11-20T17:25")).expect("within reach").steps;
    assert!(matches!(open[1], Step::Paused { until: None, minutes: 5, .. }), "{open:?}");

    let promised = extended(&waits, "11-21T09:00", "11-24T12:00");
    let steps =
        promised.explain(&Calendar::standard(), &CHINA, at("11-21T09:00")).expect("within reach").steps;
    assert!(matches!(&steps[0], Step::Extended { reason, .. } if reason == "等配件"), "{steps:?}");
}

#[test]
fn running_and_paused_time_both_show() {
    let waits = run("11-20T17:10", Limit::Working(240), &[pause("11-20T17:20", "11-23T09:30")]);
    let times = |now: &str| waits.times(&Calendar::standard(), &CHINA, at(now));
    assert_eq!(times("11-20T17:00"), Times { ran: 0, paused: 0 });
    assert_eq!(times("11-20T17:15"), Times { ran: 5, paused: 0 });
    assert_eq!(times("11-20T18:20"), Times { ran: 10, paused: 60 });
    assert_eq!(times("11-23T10:30"), Times { ran: 70, paused: 64 * 60 + 10 });
    let elapsed = run("11-20T17:10", Limit::Days(3), &[pause("11-20T17:20", "11-21T17:20")]);
    let times = elapsed.times(&Calendar::standard(), &CHINA, at("11-21T18:00"));
    assert_eq!(times, Times { ran: 50, paused: 1_440 });
}

#[test]
fn a_run_is_kept_as_json() {
    let run = extended(
        &run("11-18T09:00", Limit::WorkingDays(2), &[pause("11-18T10:00", "")]),
        "11-20T09:00",
        "11-25T12:00",
    );
    let json = serde_json::to_string(&run).expect("JSON");
    assert_eq!(serde_json::from_str::<Run>(&json).expect("a clock"), run);
    let explained = run.explain(&Calendar::standard(), &CHINA, at("11-20T09:00")).expect("within reach");
    let bytes = postcard::to_allocvec(&explained).expect("bytes");
    assert_eq!(postcard::from_bytes(&bytes), Ok(explained));
}

#[cfg(not(target_arch = "wasm32"))]
mod always {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;
    /// Around 春节 2026.
    const START: i64 = 1_770_000_000_000;

    fn moment(minutes: i64) -> Moment {
        Moment::from_millis(START + minutes * MINUTE)
    }

    fn limit() -> impl Strategy<Value = Limit> {
        prop_oneof![
            (0u32..5_000).prop_map(Limit::Elapsed),
            (0u32..5_000).prop_map(Limit::Working),
            (0u32..30).prop_map(Limit::WorkingDays),
            (0u32..30).prop_map(Limit::Days),
        ]
    }

    fn pauses() -> impl Strategy<Value = Vec<Pause>> {
        let one =
            (0i64..30_000, 0i64..8_000, prop::bool::weighted(0.2)).prop_map(|(from, minutes, open)| Pause {
                from: moment(from),
                until: Some(moment(from + minutes)).filter(|_| !open),
                reason: PauseReason::Access,
            });
        prop::collection::vec(one, 0..4)
    }

    fn due(run: &Run, now: i64) -> Moment {
        run.due(&Calendar::mainland(), &CHINA, moment(now)).expect("within reach")
    }

    proptest! {
        #[test]
        fn splitting_a_pause_changes_nothing(limit in limit(), all in pauses(), now in 0i64..60_000, cut in 0i64..8_000) {
            let whole = Run { pauses: all, ..Run::of(moment(0), limit) };
            let mut split = whole.clone();
            if let Some(first) = split.pauses.first_mut() {
                let cut = first.from.plus_minutes(cut);
                let cut = first.until.map_or(cut, |until| until.min(cut));
                let rest = Pause { from: cut, ..*first };
                first.until = Some(cut);
                split.pauses.push(rest);
            }
            prop_assert_eq!(due(&whole, now), due(&split, now));
            let times = |run: &Run| run.times(&Calendar::mainland(), &CHINA, moment(now));
            prop_assert_eq!(times(&whole), times(&split));
        }

        #[test]
        fn without_pauses_it_is_the_calendars_own_answer(from in 0i64..30_000, minutes in 0u32..5_000, now in 0i64..60_000) {
            let calendar = Calendar::mainland();
            let run = Run::of(moment(from), Limit::Working(minutes));
            let reached = calendar.until(moment(from), i64::from(minutes), &CHINA);
            prop_assert_eq!(run.explain(&calendar, &CHINA, moment(now)), reached);
        }

        #[test]
        fn who_begins_later_is_never_due_earlier(limit in limit(), all in pauses(), from in 0i64..30_000, more in 0i64..5_000, now in 0i64..60_000) {
            let run = |from: i64| Run { pauses: all.clone(), ..Run::of(moment(from), limit) };
            prop_assert!(due(&run(from), now) <= due(&run(from + more), now));
        }

        #[test]
        fn a_past_moment_is_replayed_as_it_was(limit in limit(), all in pauses(), granted in 0i64..30_000, now in 0i64..60_000) {
            let extension = Extension { at: moment(granted), due: moment(granted + 3_000), reason: String::new() };
            let grown = Run { pauses: all, extensions: vec![extension], ..Run::of(moment(0), limit) };
            let mut then = grown.clone();
            then.extensions.retain(|extension| extension.at <= moment(now));
            then.pauses.retain(|pause| pause.from <= moment(now));
            for pause in &mut then.pauses {
                pause.until = pause.until.filter(|until| *until <= moment(now));
            }
            let explain = |run: &Run| run.explain(&Calendar::mainland(), &CHINA, moment(now));
            prop_assert_eq!(explain(&grown), explain(&then));
        }

        #[test]
        fn what_ran_until_it_is_due_is_the_limit(minutes in 0u32..5_000, all in pauses(), working in any::<bool>()) {
            let limit = if working { Limit::Working(minutes) } else { Limit::Elapsed(minutes) };
            let ended: Vec<Pause> = all.into_iter().filter(|pause| pause.until.is_some()).collect();
            let run = Run { pauses: ended, ..Run::of(moment(0), limit) };
            let due = due(&run, 1_000_000);
            prop_assert_eq!(run.times(&Calendar::mainland(), &CHINA, due).ran, i64::from(minutes));
        }

        #[test]
        fn the_steps_add_up(from in 0i64..30_000, minutes in 1i64..9_000) {
            let reached = Calendar::mainland().until(moment(from), minutes, &CHINA).expect("within reach");
            let minutes_of = |step: &Step| if let Step::Worked { minutes, .. } = step { *minutes } else { 0 };
            prop_assert_eq!(reached.steps.iter().map(minutes_of).sum::<i64>(), minutes);
            let Some(Step::Worked { until, .. }) = reached.steps.last() else { panic!("{reached:?}") };
            prop_assert_eq!(*until, reached.due);
        }

        #[test]
        fn working_time_of_years_is_that_of_its_days(from in 0i64..600_000, days in 0i64..500) {
            let calendar = Calendar::mainland();
            let day = |nth: i64| moment(from).plus_days(nth);
            let each = (0..days).map(|nth| calendar.minutes_between(day(nth), day(nth + 1), &CHINA));
            prop_assert_eq!(each.sum::<i64>(), calendar.minutes_between(day(0), day(days), &CHINA));
        }
    }
}
