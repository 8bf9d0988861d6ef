//! CSAT, mean, interval and response rate.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::score::{Interval, Response, SMALL_SAMPLE_BELOW, Score};

type Row = ([u32; 5], (u64, u64), u16, (u16, u16), u16);

fn check(rows: &[Row]) {
    for (counts, (n, satisfied), share, (low, high), mean_hundredths) in rows {
        let expected = Score {
            n: *n,
            satisfied: *satisfied,
            share: *share,
            interval: Interval { low: *low, high: *high },
            mean_hundredths: *mean_hundredths,
            small_sample: *n < 30,
        };
        assert_eq!(Score::of(*counts), Some(expected), "{counts:?}");
    }
}

#[test]
fn csat_is_the_share_of_fours_and_fives_with_mean_and_wilson_interval() {
    check(&[
        ([0, 0, 0, 0, 1], (1, 1), 1000, (207, 1000), 500),
        ([1, 0, 0, 0, 0], (1, 0), 0, (0, 793), 100),
        ([0, 0, 0, 0, 5], (5, 5), 1000, (566, 1000), 500),
        ([0, 0, 1, 0, 0], (1, 0), 0, (0, 793), 300),
        ([1, 1, 1, 1, 1], (5, 2), 400, (118, 769), 300),
        ([0, 0, 1, 1, 1], (3, 2), 667, (208, 939), 400),
        ([0, 0, 29, 0, 1], (30, 1), 33, (6, 167), 307),
        ([5, 5, 10, 40, 40], (100, 80), 800, (711, 867), 405),
        ([50, 50, 100, 400, 400], (1000, 800), 800, (774, 824), 405),
    ]);
}

#[test]
fn nobody_answered_is_no_score() {
    assert_eq!(Score::of([0; 5]), None);
}

#[test]
fn fewer_than_thirty_answers_are_a_small_sample() {
    for (n, small) in [(1, true), (29, true), (30, false), (31, false)] {
        assert_eq!(Score::of([0, 0, 0, n, 0]).unwrap().small_sample, small, "{n}");
    }
    assert_eq!(SMALL_SAMPLE_BELOW, 30);
}

#[test]
fn the_largest_counts_do_not_overflow() {
    let score = Score::of([u32::MAX; 5]).unwrap();
    assert_eq!((score.share, score.mean_hundredths), (400, 300));
    assert_eq!(score.interval, Interval { low: 400, high: 400 });
}

#[test]
fn the_response_rate_is_answered_of_invited() {
    for (invited, answered, rate) in [
        (0, 0, None),
        (3, 0, Some(0)),
        (3, 1, Some(333)),
        (3, 2, Some(667)),
        (8, 1, Some(125)),
        (2000, 1, Some(1)),
        (2, 2, Some(1000)),
        (2, 3, Some(1000)),
    ] {
        assert_eq!(Response { invited, answered }.rate(), rate, "{answered} of {invited}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;
    use rules::score::Score;

    proptest! {
        #[test]
        fn a_score_stays_within_its_bounds(counts in proptest::array::uniform5(0u32..2000)) {
            if let Some(score) = Score::of(counts) {
                prop_assert!(score.satisfied <= score.n);
                prop_assert!((100..=500).contains(&score.mean_hundredths));
                prop_assert!(score.interval.low <= score.share);
                prop_assert!(score.share <= score.interval.high && score.interval.high <= 1000);
            }
        }

        #[test]
        fn one_more_happy_answer_never_lowers_the_score(
            counts in proptest::array::uniform5(0u32..500),
            value in 3usize..5,
        ) {
            let mut more = counts;
            more[value] += 1;
            if let (Some(before), Some(after)) = (Score::of(counts), Score::of(more)) {
                prop_assert!(after.share >= before.share);
                prop_assert!(after.interval.low >= before.interval.low);
            }
        }

        #[test]
        fn more_answers_of_the_same_mix_narrow_the_interval(counts in proptest::array::uniform5(1u32..200)) {
            let (few, many) = (Score::of(counts).unwrap(), Score::of(counts.map(|c| c * 4)).unwrap());
            let width = |score: Score| score.interval.high - score.interval.low;
            prop_assert_eq!(few.share, many.share);
            prop_assert!(width(many) < width(few));
        }
    }
}
