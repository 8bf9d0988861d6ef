//! Another ladder takes the place of the one in force while complaints are open.

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::alert::{About, Reached, Rung, Succession};
use rules::change::State;
use rules::deadline::Clock;
use rules::grading::{Facts, Grade};
use rules::id::CommunityId;
use rules::moment::{Moment, Zone};
use rules::policy::{Decided, Deed, Ladder, Occasion, Policy, Quiet, Step, Terms, Version, Whom, reigns};

fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

/// Of grade 4: its result is due on 3 December, 14:06.
fn filed() -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    State::filed(CommunityId::new("wt"), terms, Facts::default(), at("11-18T14:06")).0
}

/// Days from the result's deadline, whom it calls, and how often it is said again.
type Brief = (i32, Whom, u32);

fn ladder(steps: &[Brief], grade: Grade) -> Ladder {
    let step = |&(days, whom, again): &Brief| {
        let (clock, minutes) = (Clock::Resolution, days.unsigned_abs() * 24 * 60);
        let when =
            if days < 0 { Occasion::Before { clock, minutes } } else { Occasion::After { clock, minutes } };
        Step { grade, when, whom, again }
    };
    Ladder { steps: steps.iter().map(step).collect(), quiet: Quiet { from: 0, until: 0 } }
}

fn days(rung: &Rung) -> i32 {
    let days = |minutes: u32| i32::try_from(minutes / (24 * 60)).expect("few");
    match rung.about {
        About::Before { minutes, .. } => -days(minutes),
        About::After { minutes, .. } => days(minutes),
        about => panic!("{about:?}"),
    }
}

struct Row {
    what: &'static str,
    /// Each with when it gave way to the next.
    before: &'static [(&'static [Brief], &'static str)],
    in_force: &'static [Brief],
    /// A step that has called, and when last.
    said: Option<(i32, Whom, &'static str)>,
    now: &'static str,
    passed: &'static [(i32, Whom)],
    next: Option<(i32, Whom, &'static str)>,
}

fn check(rows: &[Row]) {
    for Row { what, before, in_force, said, now, passed, next } in rows {
        let held: Vec<(Ladder, Moment)> =
            before.iter().map(|(steps, until)| (ladder(steps, Grade::Four), at(until))).collect();
        let in_force = ladder(in_force, Grade::Four);
        let before = held.iter().map(|(ladder, until)| (ladder, *until)).collect();
        let succession = Succession { ladder: &in_force, before };
        let state = filed();
        let over = succession.passed_over(&state);
        let told: Vec<(i32, Whom)> = over.iter().map(|rung| (days(rung), rung.whom)).collect();
        assert_eq!(told, *passed, "{what}");
        let settled = |rung| Reached { rung, said: at(now), times: 0, settled: true };
        let mut reached: Vec<Reached> = over.into_iter().map(settled).collect();
        reached.extend(said.map(|(days, whom, when)| {
            let step = &ladder(&[(days, whom, 0)], Grade::Four).steps[0];
            let about = match step.when {
                Occasion::Before { clock, minutes } => About::Before { clock, minutes },
                Occasion::After { clock, minutes } => About::After { clock, minutes },
                Occasion::Graded => unreachable!(),
            };
            let rung = Rung { about, whom, since: state.deadlines.resolution.due };
            Reached { rung, said: at(when), times: 1, settled: false }
        }));
        let call = succession.next(&state, &reached, at(now));
        let call = call.map(|call| (days(&call.rung), call.rung.whom, call.at));
        assert_eq!(call, next.map(|(days, whom, when)| (days, whom, at(when))), "{what}");
    }
}

use Whom::{GeneralManager, Handler, Head};

#[test]
fn a_step_whose_time_came_before_it_was_in_force_is_passed_over_and_what_comes_is_called() {
    const HEAD: Brief = (0, Head, 0);
    let enacted = "11-25T12:00";
    check(&[
        Row {
            what: "a warning that would have been due two days ago",
            before: &[(&[HEAD], "11-25T12:00")],
            in_force: &[(-10, Handler, 0), HEAD],
            said: None,
            now: enacted,
            passed: &[(-10, Handler)],
            next: Some((0, Head, "12-03T14:06")),
        },
        Row {
            what: "a warning still to come",
            before: &[(&[HEAD], "11-25T12:00")],
            in_force: &[(-5, Handler, 0), HEAD],
            said: None,
            now: enacted,
            passed: &[],
            next: Some((-5, Handler, "11-28T14:06")),
        },
        Row {
            what: "what fell due since is called, however late it is planned",
            before: &[(&[HEAD], "11-25T12:00")],
            in_force: &[(-5, Handler, 0), HEAD],
            said: None,
            now: "11-28T15:00",
            passed: &[],
            next: Some((-5, Handler, "11-28T14:06")),
        },
        Row {
            what: "what both have and nobody was called about yet is not lost",
            before: &[(&[(-10, Handler, 0)], "11-25T12:00")],
            in_force: &[(-10, Handler, 0), HEAD],
            said: None,
            now: enacted,
            passed: &[],
            next: Some((-10, Handler, "11-23T14:06")),
        },
        Row {
            what: "whom it calls makes it another step",
            before: &[(&[(-10, Handler, 0)], "11-25T12:00")],
            in_force: &[(-10, GeneralManager, 0)],
            said: Some((-10, Handler, "11-23T14:06")),
            now: enacted,
            passed: &[(-10, GeneralManager)],
            next: None,
        },
        Row {
            what: "what was away for a while counts from when it came back",
            before: &[(&[(-10, Handler, 0)], "11-20T09:00"), (&[HEAD], "11-25T12:00")],
            in_force: &[(-10, Handler, 0), HEAD],
            said: None,
            now: enacted,
            passed: &[(-10, Handler)],
            next: Some((0, Head, "12-03T14:06")),
        },
        Row {
            what: "what has called calls once",
            before: &[(&[(-10, Handler, 0)], "11-25T12:00")],
            in_force: &[(-10, Handler, 0), HEAD],
            said: Some((-10, Handler, "11-23T14:06")),
            now: enacted,
            passed: &[],
            next: Some((0, Head, "12-03T14:06")),
        },
        Row {
            what: "no other ladder held before",
            before: &[],
            in_force: &[(-10, Handler, 0), HEAD],
            said: None,
            now: enacted,
            passed: &[],
            next: Some((-10, Handler, "11-23T14:06")),
        },
    ]);
}

#[test]
fn what_is_said_again_by_the_next_ladder_only_is_said_again_from_then_on() {
    let said = Some((0, Head, "12-03T14:06"));
    let enacted = "12-05T12:00";
    check(&[
        Row {
            what: "never before, hourly now",
            before: &[(&[(0, Head, 0)], "12-05T12:00")],
            in_force: &[(0, Head, 60)],
            said,
            now: enacted,
            passed: &[],
            next: Some((0, Head, "12-05T13:00")),
        },
        Row {
            what: "hourly before and now",
            before: &[(&[(0, Head, 60)], "12-05T12:00")],
            in_force: &[(0, Head, 60), (-20, Handler, 0)],
            said,
            now: enacted,
            passed: &[],
            next: Some((0, Head, "12-03T15:06")),
        },
        Row {
            what: "said a moment ago, and twice as often from now on",
            before: &[(&[(0, Head, 60)], "12-05T12:00")],
            in_force: &[(0, Head, 30)],
            said: Some((0, Head, "12-05T11:50")),
            now: enacted,
            passed: &[],
            next: Some((0, Head, "12-05T12:20")),
        },
        Row {
            what: "not any more",
            before: &[(&[(0, Head, 60)], "12-05T12:00")],
            in_force: &[(0, Head, 0)],
            said,
            now: enacted,
            passed: &[],
            next: None,
        },
    ]);
}

#[test]
fn steps_of_another_grade_are_no_matter_of_this_complaint() {
    let (before, after) = (ladder(&[(0, Head, 0)], Grade::Three), ladder(&[(-10, Head, 0)], Grade::Two));
    let succession = Succession { ladder: &after, before: vec![(&before, at("11-25T12:00"))] };
    assert_eq!(
        (succession.passed_over(&filed()), succession.next(&filed(), &[], at("11-25T12:00"))),
        (vec![], None)
    );
}

#[test]
fn what_held_is_told_from_what_was_done_with_both_seats() {
    let row = |own, deed, version, day: i64| Decided {
        own,
        deed,
        version: Version(version),
        at: Moment::default().plus_days(day),
    };
    let then = |version, day| (Version(version), Moment::default().plus_days(day));
    let done = [
        row(false, Deed::Enact, 1, 1),
        row(true, Deed::Enact, 2, 2),
        // Below the community's own, so that nothing changes for it.
        row(false, Deed::Enact, 3, 3),
        row(true, Deed::GiveUp, 2, 4),
        // Cannot be done.
        row(true, Deed::GiveUp, 2, 5),
        row(false, Deed::RollBack, 3, 6),
    ];
    let past = vec![then(0, 1), then(1, 2), then(2, 4), then(3, 6)];
    assert_eq!(reigns(done), (past, Version(1)));
    assert_eq!(reigns([]), (vec![], Version::HANDBOOK));
}

#[test]
fn a_policy_that_gives_fewer_days_asks_for_the_cause_sooner_and_nobody_twice() {
    let by_day = |cause_by_day| {
        let mut policy = Policy::default();
        policy.counting.cause_by_day = cause_by_day;
        let terms = Arc::new(policy.terms(Version(1), Zone::CHINA));
        State { terms, ..filed() }
    };
    let day = |days| filed().received.plus_days(days);
    let decided = |mut state: State| {
        state.facts.cause = rules::grading::Cause::Ours;
        state
    };
    let rows = [
        (by_day(14), 21, 10, Some(14)),
        (by_day(14), 21, 16, Some(14)),
        // Asked already, by the policy before.
        (by_day(14), 21, 21, None),
        (by_day(21), 21, 10, None),
        // The job of before finds that there is more time.
        (by_day(25), 21, 10, None),
        (decided(by_day(14)), 21, 10, None),
    ];
    for (state, before, today, due) in rows {
        let days = state.terms.counting.cause_by_day;
        assert_eq!(
            state.cause_due_sooner(before, day(today)),
            due.map(day),
            "{days} after {before} on {today}"
        );
    }
}
