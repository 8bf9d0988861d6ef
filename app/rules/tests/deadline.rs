//! The clocks of handbook §2, on the built-in calendar (Mon–Fri 8:30–17:30).

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::deadline::{Clock, Deadline, Deadlines, Standing};
use rules::grading::Grade;
use rules::moment::{Moment, Zone};
use rules::policy::Terms;

fn terms() -> Terms {
    Terms::handbook(Zone::CHINA)
}

/// November 2026: the 18th is a Wednesday, the 20th a Friday, the 22nd a Sunday.
fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

fn check(clock: Clock, grade: Grade, received: &str, due: &str) {
    let deadline = Deadline::start(clock, grade, at(received), &terms());
    let shown = deadline.due.local(Zone::CHINA).format("%m-%dT%H:%M").to_string();
    assert_eq!(shown, due, "{clock:?} of {grade:?} received {received}");
}

#[test]
fn the_first_answer_is_due_after_the_grades_clock() {
    use Clock::FirstAnswer;
    check(FirstAnswer, Grade::One, "11-18T14:06", "11-18T14:21");
    check(FirstAnswer, Grade::One, "11-22T23:50", "11-23T00:05");
    check(FirstAnswer, Grade::Two, "11-18T14:06", "11-18T15:06");
    check(FirstAnswer, Grade::Two, "11-21T03:00", "11-21T04:00");
    check(FirstAnswer, Grade::Three, "11-18T10:00", "11-18T14:00");
    check(FirstAnswer, Grade::Three, "11-18T14:06", "11-19T09:06");
    check(FirstAnswer, Grade::Three, "11-20T17:10", "11-23T12:10");
    check(FirstAnswer, Grade::Three, "11-21T12:00", "11-23T12:30");
    check(FirstAnswer, Grade::Three, "11-18T07:00", "11-18T12:30");
    check(FirstAnswer, Grade::Four, "11-18T14:06", "11-19T14:06");
    check(FirstAnswer, Grade::Four, "11-20T17:10", "11-23T17:10");
    check(FirstAnswer, Grade::Four, "11-18T08:30", "11-18T17:30");
    check(FirstAnswer, Grade::Four, "11-18T17:30", "11-19T17:30");
    check(FirstAnswer, Grade::Four, "11-22T09:00", "11-23T17:30");
}

#[test]
fn the_result_is_due_after_3_7_10_or_15_calendar_days_at_the_same_clock_time() {
    use Clock::Resolution;
    check(Resolution, Grade::One, "11-18T14:06", "11-21T14:06");
    check(Resolution, Grade::Two, "11-18T14:06", "11-25T14:06");
    check(Resolution, Grade::Three, "11-18T14:06", "11-28T14:06");
    check(Resolution, Grade::Four, "11-18T14:06", "12-03T14:06");
}

#[test]
fn the_residents_word_is_awaited_for_7_days() {
    check(Clock::Confirmation, Grade::Four, "11-18T14:06", "11-25T14:06");
}

#[test]
fn a_new_grades_clocks_start_at_the_regrade() {
    let filed = Deadlines::start(Grade::Four, at("11-18T14:06"), &terms());
    let regraded = filed.regraded(Grade::Two, at("11-19T10:00"), &terms());
    assert_eq!(regraded.first_answer.due, at("11-19T11:00"));
    assert_eq!(regraded.resolution.due, at("11-26T10:00"));
}

#[test]
fn no_deadline_ever_moves_later_by_regrading() {
    let filed = Deadlines::start(Grade::One, at("11-18T14:06"), &terms());
    for grade in Grade::ALL {
        let regraded = filed.regraded(*grade, at("11-20T10:00"), &terms());
        assert!(regraded.first_answer.due <= filed.first_answer.due);
        assert!(regraded.resolution.due <= filed.resolution.due);
    }
    let late = Deadlines::start(Grade::Two, at("11-18T14:06"), &terms());
    let worse = late.regraded(Grade::One, at("11-24T14:06"), &terms());
    assert_eq!(worse.resolution.due, late.resolution.due, "7 days from the 18th come before 3 from the 24th");
}

#[test]
fn what_is_met_stays_met_by_regrading() {
    let answered = Deadlines::start(Grade::Four, at("11-18T14:06"), &terms()).answered(at("11-18T15:00"));
    let regraded = answered.regraded(Grade::One, at("11-18T16:00"), &terms());
    assert_eq!(regraded.first_answer, answered.first_answer);
    let again = answered.answered(at("11-19T09:00"));
    assert_eq!(again.first_answer.met, Some(at("11-18T15:00")), "only the first answer counts");
}

#[test]
fn a_deadline_stands_on_track_then_due_soon_then_overdue() {
    let deadline = Deadline::start(Clock::FirstAnswer, Grade::Two, at("11-18T14:00"), &terms());
    let rows = [
        ("11-18T14:00", Standing::OnTrack { left: 60 }),
        ("11-18T14:44", Standing::OnTrack { left: 16 }),
        ("11-18T14:45", Standing::DueSoon { left: 15 }),
        ("11-18T15:00", Standing::DueSoon { left: 0 }),
        ("11-18T15:01", Standing::Overdue { by: 1 }),
        ("11-21T15:00", Standing::Overdue { by: 3 * 24 * 60 }),
    ];
    for (now, wanted) in rows {
        assert_eq!(deadline.standing(at(now)), wanted, "{now}");
    }
    assert_eq!(deadline.met_at(at("11-18T14:38")).standing(at("11-30T00:00")), Standing::Kept { after: 38 });
    assert_eq!(deadline.met_at(at("11-18T15:30")).standing(at("11-30T00:00")), Standing::KeptLate { by: 30 });
}

#[test]
fn the_running_deadline_is_the_earliest_one_not_met() {
    let filed = Deadlines::start(Grade::Four, at("11-18T14:06"), &terms());
    assert_eq!(filed.running().map(|deadline| deadline.clock), Some(Clock::FirstAnswer));
    let answered = filed.answered(at("11-18T15:00"));
    assert_eq!(answered.running().map(|deadline| deadline.clock), Some(Clock::Resolution));
    let resolved = filed.resolved(Grade::Four, at("11-20T09:00"), &terms());
    assert_eq!(resolved.running().map(|deadline| deadline.clock), Some(Clock::Confirmation));
    assert_eq!(resolved.first_answer.met, Some(at("11-20T09:00")), "a result told is an answer");
}

#[cfg(not(target_arch = "wasm32"))]
mod always {
    use super::{Deadlines, Grade, Moment, terms};
    use proptest::prelude::*;
    use rules::calendar::Limit;

    proptest! {
        #[test]
        fn working_time_is_never_before_its_start_and_never_shrinks(
            from in 0i64..4_000_000_000_000, minutes in 0u32..10_000, more in 0u32..1_000,
        ) {
            let from = Moment::from_millis(from);
            let due = terms().after(Limit::Working(minutes), from);
            prop_assert!(due >= from);
            prop_assert!(terms().after(Limit::Working(minutes + more), from) >= due);
        }

        #[test]
        fn a_more_serious_grade_is_never_due_later(from in 0i64..4_000_000_000_000) {
            let from = Moment::from_millis(from);
            let due = |grade| Deadlines::start(grade, from, &terms());
            for pair in Grade::ALL.windows(2) {
                prop_assert!(due(pair[0]).first_answer.due <= due(pair[1]).first_answer.due);
                prop_assert!(due(pair[0]).resolution.due <= due(pair[1]).resolution.due);
            }
        }
    }
}
