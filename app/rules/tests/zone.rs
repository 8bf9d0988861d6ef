//! Places whose clocks are put forward and back: 1:00 UTC in Berlin, 3:30 in the Hong Kong of old.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::calendar::{Calendar, Hours, Limit};
use rules::deadline::{Clock, Deadline};
use rules::grading::{Grade, Open, Safety};
use rules::moment::{Moment, ZONE_CHANGES_MAX, ZONE_OFFSET_MINUTES_MAX, Zone, ZoneProblem};
use rules::policy::{Ladder, Terms};

fn utc(text: &str) -> Moment {
    Moment::from_local(format!("{text}:00").parse().expect("a date"), Zone::fixed(0))
}

fn berlin() -> Zone {
    let changes =
        [(utc("2026-03-29T01:00"), 120), (utc("2026-10-25T01:00"), 60), (utc("2027-03-28T01:00"), 120)];
    Zone::of(60, &changes).expect("a zone")
}

fn toronto() -> Zone {
    Zone::of(-240, &[(utc("2026-11-01T06:00"), -300), (utc("2027-03-14T07:00"), -240)]).expect("a zone")
}

fn hong_kong() -> Zone {
    let changes = [
        (utc("1973-04-21T19:30"), 540),
        (utc("1973-10-20T18:30"), 480),
        (utc("1973-12-29T19:30"), 540),
        (utc("1974-10-19T18:30"), 480),
    ];
    Zone::of(480, &changes).expect("a zone")
}

/// On the wall, the instant in UTC, and the wall again.
fn check(zone: Zone, wall: &str, instant: &str, shown: &str) {
    let moment = Moment::from_local(format!("{wall}:00").parse().expect("a date"), zone);
    assert_eq!(moment, utc(instant), "{wall}");
    assert_eq!(moment.local(zone).format("%Y-%m-%dT%H:%M").to_string(), shown, "{wall} shown again");
}

#[test]
fn the_wall_shows_the_offset_of_the_day() {
    check(Zone::CHINA, "2026-11-20T17:10", "2026-11-20T09:10", "2026-11-20T17:10");
    check(berlin(), "2026-01-15T12:00", "2026-01-15T11:00", "2026-01-15T12:00");
    check(berlin(), "2026-07-15T12:00", "2026-07-15T10:00", "2026-07-15T12:00");
    check(berlin(), "2026-12-15T12:00", "2026-12-15T11:00", "2026-12-15T12:00");
    check(berlin(), "2031-12-15T12:00", "2031-12-15T10:00", "2031-12-15T12:00");
    check(hong_kong(), "1973-07-01T09:00", "1973-07-01T00:00", "1973-07-01T09:00");
    check(hong_kong(), "1973-11-01T09:00", "1973-11-01T01:00", "1973-11-01T09:00");
    check(hong_kong(), "1974-01-01T09:00", "1974-01-01T00:00", "1974-01-01T09:00");
}

#[test]
fn a_time_that_is_skipped_is_the_first_instant_after_the_gap() {
    check(berlin(), "2026-03-29T01:59", "2026-03-29T00:59", "2026-03-29T01:59");
    check(berlin(), "2026-03-29T02:00", "2026-03-29T01:00", "2026-03-29T03:00");
    check(berlin(), "2026-03-29T02:30", "2026-03-29T01:00", "2026-03-29T03:00");
    check(berlin(), "2026-03-29T03:00", "2026-03-29T01:00", "2026-03-29T03:00");
    check(hong_kong(), "1973-04-22T04:00", "1973-04-21T19:30", "1973-04-22T04:30");
}

#[test]
fn a_time_that_is_shown_twice_is_the_earlier_one() {
    check(berlin(), "2026-10-25T01:59", "2026-10-24T23:59", "2026-10-25T01:59");
    check(berlin(), "2026-10-25T02:30", "2026-10-25T00:30", "2026-10-25T02:30");
    check(berlin(), "2026-10-25T03:00", "2026-10-25T02:00", "2026-10-25T03:00");
    check(hong_kong(), "1973-10-21T03:00", "1973-10-20T18:00", "1973-10-21T03:00");
    let second = utc("2026-10-25T01:30");
    assert_eq!(second.local(berlin()), utc("2026-10-25T00:30").local(berlin()));
}

#[test]
fn a_month_and_a_day_later_keep_the_clock_time() {
    let later = |from: &str| Moment::from_local(from.parse().expect("a date"), berlin());
    assert_eq!(later("2026-03-15T09:00:00").month_later(berlin()), later("2026-04-15T09:00:00"));
    assert_eq!(later("2026-03-15T09:00:00").month_later(berlin()), utc("2026-04-15T07:00"));
    assert_eq!(later("2026-10-31T09:00:00").month_later(berlin()), utc("2026-11-30T08:00"));
    assert_eq!(later("2026-02-28T02:30:00").month_later(berlin()), utc("2026-03-28T01:30"));
    assert_eq!(later("2026-03-28T02:30:00").days_later(1, berlin()), utc("2026-03-29T01:00"));
    assert_eq!(later("2026-10-24T09:00:00").days_later(3, berlin()), utc("2026-10-27T08:00"));
    assert_eq!(Moment::from_millis(0).days_later(u32::MAX, berlin()), Moment::from_millis(i64::MAX));
}

#[test]
fn a_night_shift_is_as_long_as_the_night() {
    let night: Hours = "0:00–6:00".parse().expect("hours");
    let calendar = Calendar::of(core::array::from_fn(|_| night.clone()), Vec::new()).expect("a calendar");
    let wall = |text: &str| Moment::from_local(text.parse().expect("a date"), berlin());
    let between = |from: &str, until: &str| calendar.minutes_between(wall(from), wall(until), &berlin());
    assert_eq!(between("2026-03-28T00:00:00", "2026-03-28T12:00:00"), 360);
    assert_eq!(between("2026-03-29T00:00:00", "2026-03-29T12:00:00"), 300);
    assert_eq!(between("2026-10-25T00:00:00", "2026-10-25T12:00:00"), 420);
    let due = calendar.due(wall("2026-03-29T01:00:00"), 120, &berlin());
    assert_eq!(due, Ok(wall("2026-03-29T04:00:00")));
    let due = Limit::Days(3).after(wall("2026-03-28T09:00:00"), &calendar, &berlin());
    assert_eq!(due, Ok(wall("2026-03-31T09:00:00")), "calendar days keep the clock time");
}

/// The clocks of handbook §2, from a wall time in Toronto: due in UTC, and as its wall shows it.
fn check_deadline(clock: Clock, grade: Grade, received: &str, due: &str, shown: &str) {
    let terms = Terms::handbook(toronto());
    let deadline = Deadline::start(clock, grade, utc(received), &terms);
    assert_eq!(deadline.due, utc(due), "{clock:?} of {grade:?} received {received}");
    let local = deadline.due.local(toronto()).format("%m-%dT%H:%M").to_string();
    assert_eq!(local, shown, "{clock:?} of {grade:?} received {received}");
}

#[test]
fn a_deadline_in_hours_counts_hours_and_one_in_days_keeps_the_clock_time() {
    use Clock::{FirstAnswer, Resolution};
    // The clocks go back on Sunday, 1 November, from 2:00 to 1:00: the hour from 1 to 2 is told twice.
    check_deadline(FirstAnswer, Grade::Two, "2026-11-01T05:30", "2026-11-01T06:30", "11-01T01:30");
    check_deadline(FirstAnswer, Grade::One, "2026-11-01T05:50", "2026-11-01T06:05", "11-01T01:05");
    check_deadline(FirstAnswer, Grade::Three, "2026-10-30T21:10", "2026-11-02T17:10", "11-02T12:10");
    check_deadline(FirstAnswer, Grade::Four, "2026-10-31T18:06", "2026-11-02T22:30", "11-02T17:30");
    check_deadline(Resolution, Grade::One, "2026-10-31T18:06", "2026-11-03T19:06", "11-03T14:06");
    check_deadline(Resolution, Grade::Two, "2026-10-31T18:06", "2026-11-07T19:06", "11-07T14:06");
    check_deadline(Resolution, Grade::Four, "2026-10-31T18:06", "2026-11-15T19:06", "11-15T14:06");
    // And forward on Sunday, 14 March, from 2:00 to 3:00.
    check_deadline(FirstAnswer, Grade::Two, "2027-03-14T06:30", "2027-03-14T07:30", "03-14T03:30");
    check_deadline(FirstAnswer, Grade::Three, "2027-03-12T22:10", "2027-03-15T16:10", "03-15T12:10");
    check_deadline(Resolution, Grade::Four, "2027-03-14T01:30", "2027-03-29T00:30", "03-28T20:30");
    check_deadline(Resolution, Grade::One, "2027-03-11T07:30", "2027-03-14T07:00", "03-14T03:00");
}

#[test]
fn a_month_and_quiet_hours_go_by_the_wall() {
    let at = |text: &str| utc(text);
    let (received, month) = (at("2027-02-14T07:30"), at("2027-03-14T07:00"));
    assert_eq!(Open::at(month, received, toronto()), Open::WithinAMonth, "2:30 is skipped that night");
    assert_eq!(Open::at(month.plus_minutes(1), received, toronto()), Open::OverAMonth);
    let quiet = Ladder::default().quiet;
    for (moment, through) in [
        ("2026-10-31T02:30", "2026-10-31T11:00"),
        ("2026-11-01T03:30", "2026-11-01T12:00"),
        ("2027-03-14T03:30", "2027-03-14T11:00"),
        ("2027-03-14T16:00", "2027-03-14T16:00"),
    ] {
        let let_through = quiet.lets_through(at(moment), toronto(), Grade::Four, Safety::None);
        assert_eq!(let_through, at(through), "{moment}");
    }
}

#[test]
fn a_list_that_is_no_zone_says_why() {
    let (first, second) = (utc("2026-03-29T01:00"), utc("2026-10-25T01:00"));
    assert_eq!(Zone::of(60, &[(second, 60), (first, 120)]), Err(ZoneProblem::NotAscending { at: first }));
    assert_eq!(Zone::of(60, &[(first, 60), (first, 120)]), Err(ZoneProblem::NotAscending { at: first }));
    let odd = Moment::from_millis(first.millis() + 1);
    assert_eq!(Zone::of(60, &[(odd, 120)]), Err(ZoneProblem::NotOnTheMinute { at: odd }));
    let max = ZONE_OFFSET_MINUTES_MAX;
    assert_eq!(Zone::of(60, &[(first, 1_081)]), Err(ZoneProblem::OffsetOutOfRange { minutes: 1_081, max }));
    assert_eq!(Zone::fixed(i16::MIN).offset_minutes, -max);
    let many: Vec<(Moment, i16)> = (0..20).map(|day| (first.plus_days(day), 60)).collect();
    let problem = ZoneProblem::TooManyChanges { count: 20, max: ZONE_CHANGES_MAX };
    assert_eq!(Zone::of(60, &many), Err(problem));
}

#[test]
fn a_zone_without_changes_is_three_bytes_and_a_table_is_checked() {
    assert_eq!(postcard::to_allocvec(&Zone::CHINA).expect("bytes").len(), 3);
    let json = serde_json::to_string(&berlin()).expect("JSON");
    assert_eq!(serde_json::from_str::<Zone>(&json).expect("a zone"), berlin());
    assert_eq!(serde_json::from_str::<Zone>(r#"{"offset_minutes":480}"#).expect("a zone"), Zone::CHINA);
    assert!(serde_json::from_str::<Zone>(r#"{"offset_minutes":60,"changes":[[60000,60],[0,120]]}"#).is_err());
}

#[cfg(not(target_arch = "wasm32"))]
mod always {
    use super::{Moment, berlin, hong_kong, utc};
    use proptest::prelude::*;
    use rules::calendar::{Calendar, Hours};
    use rules::moment::Zone;

    fn zone() -> impl Strategy<Value = Zone> {
        prop_oneof![Just(Zone::CHINA), Just(berlin()), Just(hong_kong())]
    }

    proptest! {
        #[test]
        fn a_later_wall_time_is_never_an_earlier_instant(
            zone in zone(), minute in 0i64..31_000_000, more in 0i64..3_000,
        ) {
            let wall = |minutes: i64| Moment::from_millis(minutes * 60_000).local(Zone::fixed(0));
            prop_assert!(Moment::from_local(wall(minute), zone) <= Moment::from_local(wall(minute + more), zone));
        }

        #[test]
        fn an_instant_read_back_from_the_wall_is_itself_or_the_first_that_looks_like_it(
            zone in zone(), millis in 0i64..1_860_000_000_000,
        ) {
            let moment = Moment::from_millis(millis);
            let again = Moment::from_local(moment.local(zone), zone);
            prop_assert!(again <= moment);
            prop_assert_eq!(again.local(zone), moment.local(zone));
        }

        #[test]
        fn working_time_over_a_change_of_the_clock_never_goes_back(
            from in 0i64..12_000, more in 0i64..3_000, minutes in 0i64..3_000, autumn in any::<bool>(),
        ) {
            let hours: Hours = "0:00–2:15 2:30–2:45 2:50–12:00".parse().expect("hours");
            let calendar = Calendar::of(core::array::from_fn(|_| hours.clone()), Vec::new()).expect("a calendar");
            let start = utc(if autumn { "2026-10-22T00:00" } else { "2026-03-26T00:00" });
            let due = |from: i64| calendar.due(start.plus_minutes(from), minutes, &berlin()).expect("within reach");
            prop_assert!(due(from) <= due(from + more));
            let used = calendar.minutes_between(start.plus_minutes(from), due(from), &berlin());
            prop_assert_eq!(used, minutes);
        }
    }
}
