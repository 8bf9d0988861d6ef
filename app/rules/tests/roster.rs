//! The duty roster: what can be put on it, and when nobody is on duty.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::id::{CommunityId, ShiftId, StaffId};
use rules::kind::Department;
use rules::limits::{SHIFT_DAYS_MAX, SHIFT_WEEKS_MAX};
use rules::moment::{Moment, Zone};
use rules::problem::{Field, What};
use rules::roster::{OnDuty, Roster, ShiftDraft};
use rules::timeline::Person;

fn at(local: &str) -> Moment {
    Moment::from_local(format!("2026-{local}:00").parse().expect("a local time"), Zone::CHINA)
}

fn draft(from: &str, until: &str) -> ShiftDraft {
    ShiftDraft {
        community: "wt".into(),
        staff: "lin".into(),
        from: format!("2026-{from}"),
        until: format!("2026-{until}"),
        ..ShiftDraft::default()
    }
}

#[test]
fn a_night_on_duty_may_be_kept_for_some_weeks() {
    let night = ShiftDraft { weeks: "3".into(), away: "chen".into(), ..draft("11-28T20:00", "11-29T08:00") };
    let shifts = night.parse(Zone::CHINA, at("11-27T12:00")).expect("it can be kept");
    assert_eq!(shifts.away, Some(StaffId::new("chen")));
    let nights = [("11-28", "11-29"), ("12-05", "12-06"), ("12-12", "12-13")];
    let nights = nights.map(|(from, until)| (at(&format!("{from}T20:00")), at(&format!("{until}T08:00"))));
    assert_eq!(shifts.times, nights);
}

#[test]
fn everything_wrong_with_a_time_on_duty_is_named() {
    let good = || draft("11-28T20:00", "11-29T08:00");
    let check = |draft: ShiftDraft, field: Field, what: What| {
        let problems = draft.parse(Zone::CHINA, at("11-27T12:00")).expect_err("something is wrong");
        let found: Vec<_> = problems.0.iter().map(|problem| (problem.field, problem.what.clone())).collect();
        assert_eq!(found, [(field, what)], "{draft:?}");
    };
    check(ShiftDraft { staff: String::new(), ..good() }, Field::Staff, What::Missing);
    check(ShiftDraft { community: String::new(), ..good() }, Field::Community, What::Missing);
    check(ShiftDraft { from: String::new(), ..good() }, Field::From, What::Missing);
    check(ShiftDraft { until: "tomorrow".into(), ..good() }, Field::Until, What::NotADate);
    check(draft("11-28T20:00", "11-28T20:00"), Field::Until, What::NotLater);
    check(draft("11-26T20:00", "11-27T08:00"), Field::Until, What::Past);
    check(draft("11-28T20:00", "12-31T20:00"), Field::Until, What::TooFarAhead { days: SHIFT_DAYS_MAX });
    let weeks = What::OutOfRange { min: 1, max: SHIFT_WEEKS_MAX };
    check(ShiftDraft { weeks: "99".into(), ..good() }, Field::Weeks, weeks);
    check(ShiftDraft { away: "lin".into(), ..good() }, Field::Away, What::NotAChoice);
}

#[test]
fn a_time_that_is_already_running_may_still_be_put_on() {
    assert!(draft("11-27T08:00", "11-27T20:00").parse(Zone::CHINA, at("11-27T12:00")).is_ok());
}

#[test]
fn a_gap_is_when_nobody_is_on_duty_within_the_week_ahead() {
    let now = at("11-27T12:00");
    let check = |times: &[(&str, &str)], gaps: &[(&str, &str)]| {
        let lin = Person {
            id: StaffId::new("lin"),
            name: "林晓岚".into(),
            department: Department::CustomerService,
        };
        let shifts = times.iter().map(|(from, until)| OnDuty {
            id: ShiftId::new(*from),
            person: lin.clone(),
            department: Department::CustomerService,
            from: at(from),
            until: at(until),
            away: None,
        });
        let roster = Roster {
            community: CommunityId::new("wt"),
            name: "梧桐苑".into(),
            zone: Zone::CHINA,
            shifts: shifts.collect(),
            loads: Vec::new(),
            is_mine_to_change: false,
        };
        let gaps: Vec<_> = gaps.iter().map(|(from, until)| (at(from), at(until))).collect();
        assert_eq!(roster.gaps(now), gaps, "{times:?}");
    };
    let week = ("11-27T12:00", "12-04T12:00");
    check(&[], &[week]);
    check(&[("11-20T00:00", "12-30T00:00")], &[]);
    check(&[("11-27T10:00", "11-27T20:00")], &[("11-27T20:00", "12-04T12:00")]);
    check(
        &[("11-27T20:00", "11-28T08:00")],
        &[("11-27T12:00", "11-27T20:00"), ("11-28T08:00", "12-04T12:00")],
    );
    check(
        &[("11-27T12:00", "11-30T00:00"), ("11-28T00:00", "11-29T00:00"), ("11-30T00:00", "12-05T00:00")],
        &[],
    );
    check(&[("12-05T00:00", "12-06T00:00")], &[week]);
}
