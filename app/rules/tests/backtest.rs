//! What another policy would have made of the complaints there are.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::calendar::Limit;
use rules::deadline::Deadlines;
use rules::grading::{Cause, Facts, Grade, Open, grade};
use rules::id::{CommunityId, ComplaintNumber};
use rules::moment::{Moment, Zone};
use rules::policy::backtest::{Filed, NAMED_MAX, Report};
use rules::policy::{Policy, Terms, Version};

fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

fn terms(change: impl FnOnce(&mut Policy)) -> Terms {
    let mut policy = Policy::default();
    change(&mut policy);
    policy.terms(Version(1), Zone::CHINA)
}

fn filed(running: u32, facts: Facts, received: Moment) -> Filed {
    let terms = Terms::handbook(Zone::CHINA);
    let graded = grade(&facts, Open::WithinAMonth, &terms.thresholds);
    let deadlines = Deadlines::start(graded.grade, received, &terms);
    Filed {
        number: ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, running),
        received,
        facts,
        resolved: None,
        ended: None,
        first_answer: deadlines.first_answer,
        resolution: deadlines.resolution,
    }
}

fn tried(all: &[Filed], new: &Terms, now: Moment) -> Report {
    let mut report = Report::default();
    for filed in all {
        report.add(filed, &Terms::handbook(Zone::CHINA), new, now);
    }
    assert_eq!((report.filed.total(), report.stands.total()), (report.complaints, report.complaints));
    report
}

#[test]
fn two_persons_would_have_been_collective() {
    let new = terms(|policy| policy.thresholds.collective_persons = 2);
    let two = Facts { households: 2, ..Facts::default() };
    let all = [filed(1, Facts::default(), at("11-18T10:00")), filed(2, two, at("11-18T10:00"))];
    let report = tried(&all, &new, at("11-18T11:30"));
    let moved = report.stands.cell(Grade::Four, Grade::Two);
    assert_eq!((moved.count, moved.numbers.as_slice()), (1, &[all[1].number.clone()][..]));
    assert_eq!((report.filed.moved(), report.stands.moved()), (1, 1));
    // One hour instead of a working day (10:00 the next), seven days instead of fifteen.
    assert_eq!((report.first_answer.earlier.count, report.first_answer.earlier_minutes_max), (1, 23 * 60));
    assert_eq!((report.result.earlier.count, report.result.earlier_minutes_max), (1, 8 * 24 * 60));
    assert_eq!((report.first_answer.missed_instead.count, report.first_answer.met_instead.count), (1, 0));
    assert_eq!(report.first_answer.later.count, 0);
}

#[test]
fn more_time_would_have_kept_what_was_missed() {
    let new = terms(|policy| policy.clocks.first_answer[3] = Limit::WorkingDays(2));
    let mut late = filed(1, Facts::default(), at("11-18T10:00"));
    late.first_answer.met = Some(at("11-19T10:01"));
    let mut kept = filed(2, Facts::default(), at("11-18T10:00"));
    kept.first_answer.met = Some(at("11-19T10:00"));
    let report = tried(&[late, kept], &new, at("11-30T10:00"));
    assert_eq!((report.first_answer.met_instead.count, report.first_answer.missed_instead.count), (1, 0));
    assert_eq!((report.first_answer.later.count, report.first_answer.later_minutes_max), (2, 24 * 60));
    assert_eq!(report.result.differ(), 0);
    assert!(!report.is_still());
}

#[test]
fn a_month_counts_until_the_result_or_the_end() {
    let new = terms(|policy| policy.thresholds.undetermined_is_ours = false);
    let (received, now) = (at("09-18T10:00"), at("11-18T10:00"));
    let check = |change: fn(&mut Filed), moved: u32| {
        let mut one = filed(1, Facts::default(), received);
        change(&mut one);
        let report = tried(&[one], &new, now);
        assert_eq!(report.stands.cell(Grade::Two, Grade::Four).count, moved);
        assert_eq!(report.filed.moved(), 0);
    };
    check(|_| {}, 1);
    check(|one| one.resolved = Some(one.received.month_later(Zone::CHINA)), 0);
    check(|one| one.resolved = Some(one.received.month_later(Zone::CHINA).plus_minutes(1)), 1);
    check(|one| one.ended = Some(one.received.plus_days(3)), 0);
    check(|one| one.facts.cause = Cause::Ours, 0);
}

#[test]
fn rules_that_hold_beside_the_grade_are_counted_apart() {
    let new = terms(|policy| policy.thresholds.returned_times = 2);
    let twice = Facts { returned: 2, help: true, ..Facts::default() };
    let report = tried(&[filed(1, twice, at("11-18T10:00"))], &new, at("11-18T11:00"));
    assert_eq!((report.stands.moved(), report.reasons.count), (0, 1));
}

#[test]
fn all_are_counted_and_the_first_are_named() {
    let new = terms(|policy| policy.thresholds.collective_persons = 2);
    let two = Facts { households: 2, ..Facts::default() };
    let all: Vec<_> = (1..=70).map(|nth| filed(nth, two.clone(), at("11-18T10:00"))).collect();
    let report = tried(&all, &new, at("11-18T10:30"));
    let moved = report.stands.cell(Grade::Four, Grade::Two);
    assert_eq!((moved.count, moved.numbers.len()), (70, NAMED_MAX));
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::prelude::*;
    use rules::grading::{Lawsuit, Media};

    prop_compose! {
        fn any_filed()(
            households in 1_u32..15, persons in 1_u32..15, complainants in 1_u32..6, returned in 0_u32..5, help: bool,
            media in 0..Media::ALL.len(), lawsuit in 0..Lawsuit::ALL.len(), cause in 0..Cause::ALL.len(),
            minutes in 0_i64..200_000, answered in proptest::option::of(0_i64..100_000),
            resolved in proptest::option::of(0_i64..100_000),
        ) -> Filed {
            let facts = Facts {
                households, persons, complainants, returned, help, media: Media::ALL[media],
                lawsuit: Lawsuit::ALL[lawsuit], cause: Cause::ALL[cause], ..Facts::default()
            };
            let received = at("07-01T08:00").plus_minutes(minutes);
            let mut filed = filed(1, facts, received);
            filed.first_answer.met = answered.map(|after| received.plus_minutes(after));
            filed.resolved = resolved.map(|after| received.plus_minutes(after));
            filed.resolution.met = filed.resolved;
            filed
        }
    }

    proptest! {
        #[test]
        fn a_policy_against_itself_moves_nothing(all in proptest::collection::vec(any_filed(), 0..40)) {
            let report = tried(&all, &Terms::handbook(Zone::CHINA), at("12-01T08:00"));
            prop_assert!(report.is_still());
            prop_assert_eq!(report.first_answer, Default::default());
            prop_assert_eq!(report.result, Default::default());
        }

        #[test]
        fn counts_add_up_both_ways(
            all in proptest::collection::vec(any_filed(), 0..40), persons in 2_u32..9, times in 1_u32..5, days in 1_u32..30,
        ) {
            let new = terms(|policy| {
                policy.thresholds.collective_persons = persons;
                policy.thresholds.returned_times = times;
                policy.clocks.result[3] = Limit::Days(days);
            });
            let now = at("12-01T08:00");
            let there = tried(&all, &new, now);
            let mut back = Report::default();
            for filed in &all {
                back.add(filed, &new, &Terms::handbook(Zone::CHINA), now);
            }
            prop_assert_eq!(there.stands.moved(), back.stands.moved());
            for from in Grade::ALL {
                for to in Grade::ALL {
                    prop_assert_eq!(there.stands.cell(*from, *to).count, back.stands.cell(*to, *from).count);
                }
            }
            prop_assert_eq!(there.result.missed_instead.count, back.result.met_instead.count);
            prop_assert_eq!(there.result.earlier.count, back.result.later.count);
        }
    }
}
