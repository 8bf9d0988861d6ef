//! Stages of a complaint and the acts that move it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::moment::Moment;
use rules::stage::{Act, Stage};

fn check(from: Stage, act: Act, to: Option<Stage>) {
    assert_eq!(from.after(act), to, "{from:?} {act:?}");
}

#[test]
fn a_complaint_goes_all_the_way_round() {
    let path = [
        (Act::Take, Stage::Accepted),
        (Act::Verify, Stage::Verifying),
        (Act::Handle, Stage::Handling),
        (Act::Ask, Stage::WaitingForYou),
        (Act::Add, Stage::Handling),
        (Act::Resolve, Stage::AwaitingConfirmation),
        (Act::Contest, Stage::Reopened),
        (Act::Take, Stage::Accepted),
        (Act::Resolve, Stage::AwaitingConfirmation),
        (Act::Confirm, Stage::Closed),
        (Act::Contest, Stage::Reopened),
    ];
    let mut stage = Stage::Received;
    for (act, wanted) in path {
        check(stage, act, Some(wanted));
        stage = wanted;
    }
}

#[test]
fn nothing_is_resolved_before_somebody_is_responsible() {
    check(Stage::Received, Act::Resolve, None);
    check(Stage::Reopened, Act::Resolve, None);
}

#[test]
fn nothing_moves_a_withdrawn_complaint() {
    for act in Act::ALL {
        check(Stage::Withdrawn, *act, None);
    }
}

#[test]
fn every_open_complaint_can_be_withdrawn_and_added_to() {
    for stage in Stage::ALL {
        let open = stage.is_open();
        assert_eq!(stage.after(Act::Withdraw).is_some(), open, "{stage:?}");
        assert_eq!(stage.after(Act::Add).is_some(), open, "{stage:?}");
    }
}

#[test]
fn one_click_reopens_within_30_days() {
    let ended = Moment::from_millis(1_700_000_000_000);
    let rows = [
        (Stage::Closed, 30, true),
        (Stage::Closed, 31, false),
        (Stage::ClosedNoReply, 30, true),
        (Stage::Withdrawn, 1, false),
        (Stage::Handling, 1, false),
        (Stage::AwaitingConfirmation, 90, true),
    ];
    for (stage, days, wanted) in rows {
        assert_eq!(stage.can_be_contested(Some(ended), ended.plus_days(days)), wanted, "{stage:?} {days}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod walks {
    use super::{Act, Stage};
    use proptest::prelude::*;

    proptest! {
        /// A random walk never reaches a stage without the step the handbook asks for before it.
        #[test]
        fn a_random_walk_never_reaches_an_illegal_stage(acts in proptest::collection::vec(0usize..Act::ALL.len(), 1..60)) {
            let mut stage = Stage::Received;
            let mut taken = false;
            let mut told = false;
            for act in acts.into_iter().map(|index| Act::ALL[index]) {
                let Some(next) = stage.after(act) else { continue };
                match act {
                    Act::Take => taken = true,
                    Act::Resolve => { prop_assert!(taken); told = true; }
                    Act::Contest => { prop_assert!(told); taken = false; told = false; }
                    _ => {}
                }
                prop_assert!(!matches!(next, Stage::Closed | Stage::ClosedNoReply | Stage::AwaitingConfirmation) || told);
                prop_assert!(stage.is_open() || act == Act::Contest, "only contesting leaves an ended stage");
                stage = next;
            }
        }
    }
}
