//! The order of the queue, and who may read it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Staff, Want};
use rules::deadline::{Clock, Deadline};
use rules::grading::{Grade, Safety};
use rules::id::{CommunityId, ComplaintId, ComplaintNumber, StaffId};
use rules::intake::Arrival;
use rules::kind::{Department, Kind};
use rules::moment::{Moment, Zone};
use rules::policy::Terms;
use rules::queue::{QueueRow, order};
use rules::stage::Stage;

fn row(id: &str, safety: bool, grade: Grade, due: Option<i64>) -> QueueRow {
    let start = Deadline::start(Clock::Resolution, grade, Moment::default(), &Terms::handbook(Zone::CHINA));
    QueueRow {
        id: ComplaintId::new(id),
        number: ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 1),
        community: CommunityId::new("wt"),
        kind: Kind::Works,
        place: String::new(),
        summary: String::new(),
        stage: Stage::Handling,
        grade,
        safety: if safety { Safety::Now } else { Safety::None },
        handler: None,
        offered: None,
        deadline: due.map(|due| Deadline { due: Moment::from_millis(due), ..start }),
        unread: 0,
        contacts_again: 0,
        same: 0,
        received: Moment::default(),
        arrival: Arrival::default(),
        version: 1,
    }
}

#[test]
fn danger_first_then_grade_1_then_what_is_due_next_then_the_older() {
    let wanted = [
        row("h", true, Grade::Four, Some(900)),
        row("c", false, Grade::One, Some(800)),
        row("d", false, Grade::Four, Some(100)),
        row("a", false, Grade::Two, Some(200)),
        row("b", false, Grade::Three, Some(200)),
        row("e", false, Grade::Two, None),
    ];
    let mut rows = wanted.to_vec();
    rows.reverse();
    rows.sort_by(order);
    assert_eq!(rows, wanted);
}

#[test]
fn a_clock_that_stands_still_waits_behind_those_that_run() {
    let mut paused = row("a", false, Grade::Two, Some(100));
    paused.deadline =
        paused.deadline.map(|deadline| Deadline { paused: Some(Moment::default()), ..deadline });
    let mut rows = [paused.clone(), row("b", false, Grade::Four, Some(900))];
    rows.sort_by(order);
    assert_eq!(rows[1], paused);
}

#[test]
fn closed_ones_come_after_all_open_ones_and_the_newest_of_them_first() {
    let closed = |id: &str, received: i64| QueueRow {
        stage: Stage::Closed,
        received: Moment::from_millis(received),
        ..row(id, true, Grade::One, Some(1))
    };
    let wanted = [row("a", false, Grade::Four, None), closed("c", 20), closed("e", 10), closed("d", 10)];
    let mut rows = wanted.to_vec();
    rows.reverse();
    rows.sort_by(order);
    assert_eq!(rows, wanted);
}

#[test]
fn each_duty_allows_what_the_handbook_gives_it() {
    let wants = [
        Want::Read,
        Want::Note,
        Want::Handle,
        Want::ReadScores,
        Want::WritePolicy,
        Want::ReviewPolicy,
        Want::EnactPolicy,
    ];
    let rows = [
        (Duty::Agent, [true, true, true, true, false, false, false]),
        (Duty::Butler, [true, true, true, true, false, false, false]),
        (Duty::Technician, [true, true, true, false, false, false, false]),
        (Duty::DepartmentHead, [true, true, true, true, true, true, false]),
        (Duty::StandIn, [true, true, true, true, false, false, false]),
        (Duty::Supervisor, [true, true, false, true, true, true, false]),
        (Duty::GeneralManager, [true, true, true, true, false, true, true]),
        (Duty::Administrator, [false, false, false, false, true, true, false]),
    ];
    for (duty, wanted) in rows {
        let staff = Staff {
            id: StaffId::new("s1"),
            name: "林晓岚".to_owned(),
            department: Department::CustomerService,
            duties: vec![(CommunityId::new("wt"), duty)],
        };
        assert_eq!(wants.map(|want| staff.may(want, &CommunityId::new("wt"))), wanted, "{duty:?}");
        assert!(wants.iter().all(|want| !staff.may(*want, &CommunityId::new("wj"))), "{duty:?} elsewhere");
    }
}

#[test]
fn a_view_needs_a_name_that_fits_a_tab() {
    use rules::limits::VIEW_NAME_CHARS_MAX;
    use rules::problem::{Field, Problems, What};
    use rules::queue::{ViewDraft, ViewWork};
    let keep = |name: &str| {
        ViewDraft { act: "keep".into(), name: name.into(), shared: "1".into(), ..ViewDraft::default() }
            .parse()
    };
    let kept = |name: &str| ViewWork::Keep { name: name.into(), asks: String::new(), shared: true };
    assert_eq!(keep("  本周 再联系 "), Ok(kept("本周 再联系")));
    assert_eq!(keep("长".repeat(VIEW_NAME_CHARS_MAX).as_str()), Ok(kept(&"长".repeat(VIEW_NAME_CHARS_MAX))));
    assert_eq!(keep(" \n"), Err(Problems::one(Field::View, What::Missing)));
    let long = What::TooLong { chars: VIEW_NAME_CHARS_MAX + 1, max: VIEW_NAME_CHARS_MAX };
    assert_eq!(keep(&"长".repeat(VIEW_NAME_CHARS_MAX + 1)), Err(Problems::one(Field::View, long)));
    let unknown = ViewDraft { act: "explode".into(), ..ViewDraft::default() }.parse();
    assert_eq!(unknown, Err(Problems::one(Field::Act, What::NotAChoice)));
}
