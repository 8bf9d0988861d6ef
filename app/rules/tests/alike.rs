//! What the records show: different complainants within a month (2b), and a problem that came back
//! (3a).

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::alike::{Complainant, Counted, Member, Turn, came_back, complainants_at, months};
use rules::change::{self, Denied, State};
use rules::grading::{Cause, Facts, Grade, Media, Reason};
use rules::id::{CommunityId, ComplaintNumber, StaffId};
use rules::kind::Department;
use rules::likeness::Same;
use rules::moment::{Moment, Zone};
use rules::policy::{Counting, Terms};
use rules::timeline::{Event, Who};
use rules::work::Work;

fn at(text: &str) -> Moment {
    let text = if text.len() == 11 { format!("{text}:00") } else { text.to_owned() };
    Moment::from_local(format!("2026-{text}").parse().expect("a date"), Zone::CHINA)
}

fn key(text: &str) -> [u8; 16] {
    let mut key = [0; 16];
    key[..text.len()].copy_from_slice(text.as_bytes());
    key
}

/// `A` is a home, `A/p` somebody of it, `/p` somebody who gave no home; `A*5` speaks for five.
fn member(said: &str, received: &str) -> Member {
    let (who, households) = said.split_once('*').unwrap_or((said, "1"));
    let (home, person) = who.split_once('/').unwrap_or((who, who));
    Member {
        complainant: Complainant { home: (!home.is_empty()).then(|| key(home)), person: key(person) },
        households: households.parse().expect("a number"),
        received: at(received),
    }
}

fn counted(members: &[(&str, &str)], seen_from: usize, counting: &Counting) -> u32 {
    let members: Vec<Member> = members.iter().map(|(who, when)| member(who, when)).collect();
    complainants_at(&months(&members, Zone::CHINA, counting), members[seen_from].received)
}

#[track_caller]
fn check(members: &[(&str, &str)], complainants: u32) {
    assert_eq!(counted(members, 0, &Counting::default()), complainants, "{members:?}");
}

#[test]
fn different_complainants_are_counted_one_per_home() {
    check(&[("A", "11-01T09:00")], 1);
    check(&[("A", "11-01T09:00"), ("B", "11-02T09:00")], 2);
    check(&[("A", "11-01T09:00"), ("B", "11-02T09:00"), ("C", "11-03T09:00")], 3);
    check(&[("A", "11-01T09:00"), ("B", "11-02T09:00"), ("A", "11-03T09:00")], 2);
    check(&[("A/wife", "11-01T09:00"), ("A/husband", "11-02T09:00"), ("B", "11-03T09:00")], 2);
    check(&[("/one", "11-01T09:00"), ("/other", "11-02T09:00"), ("/one", "11-03T09:00")], 2);
}

#[test]
fn a_company_may_count_one_per_person() {
    let per_person = Counting { one_per_home: false, ..Counting::default() };
    let family = [("A/wife", "11-01T09:00"), ("A/husband", "11-02T09:00"), ("B/wife", "11-03T09:00")];
    assert_eq!(counted(&family, 0, &per_person), 2, "her phone is known from both homes");
    let three = [("A/one", "11-01T09:00"), ("A/two", "11-02T09:00"), ("A/three", "11-03T09:00")];
    assert_eq!((counted(&three, 0, &per_person), counted(&three, 0, &Counting::default())), (3, 1));
}

#[test]
fn a_spokesperson_counts_for_those_spoken_for() {
    check(&[("A*2", "11-01T09:00"), ("B", "11-02T09:00")], 3);
    check(&[("A*5", "11-01T09:00"), ("A", "11-02T09:00"), ("B", "11-03T09:00")], 6);
    check(&[("A*5", "11-01T09:00")], 1);
}

#[test]
fn a_month_is_a_rolling_calendar_month_to_the_second() {
    let two = |last: &str, complainants| {
        check(&[("A", "10-15T09:00"), ("B", "10-20T09:00"), ("C", last)], complainants);
    };
    two("11-15T09:00:00", 3);
    two("11-15T09:00:01", 2);
    let from_the_end = |last: &str, complainants| {
        check(&[("A", "01-31T10:00"), ("B", "02-01T10:00"), ("C", last)], complainants);
    };
    from_the_end("02-28T10:00:00", 3);
    from_the_end("02-28T10:00:01", 2);
}

#[test]
fn each_complaint_is_of_its_fullest_month() {
    let all = [
        ("A", "03-01T09:00"),
        ("B", "03-20T09:00"),
        ("C", "04-10T09:00"),
        ("D", "04-15T09:00"),
        ("E", "08-01T09:00"),
    ];
    let seen: Vec<u32> = (0..all.len()).map(|of| counted(&all, of, &Counting::default())).collect();
    assert_eq!(seen, [2, 3, 3, 3, 1], "B, C and D are within a month; E stands alone");
}

#[test]
fn one_who_leaves_is_counted_no_more() {
    let three = [("A", "11-01T09:00"), ("B", "11-02T09:00"), ("C", "11-03T09:00")];
    check(&three, 3);
    check(&three[..2], 2);
}

#[test]
fn a_problem_came_back_once_after_each_time_it_was_reported_handled() {
    let check = |turns: &str, times: u32| {
        let turn = |(place, turn): (i64, char)| {
            let turn = if turn == 'H' { Turn::Handled } else { Turn::Complained };
            (Moment::default().plus_days(place), turn)
        };
        assert_eq!(came_back((0..).zip(turns.chars()).map(turn).collect()), times, "{turns}");
    };
    check("", 0);
    check("C", 0);
    check("CC", 0);
    check("CH", 0);
    check("CHC", 1);
    check("CHCC", 1);
    check("CHHC", 1);
    check("CHCHCC", 2);
    check("CHCHCHC", 3);
    let same_instant = vec![(at("11-01T09:00"), Turn::Complained), (at("11-01T09:00"), Turn::Handled)];
    assert_eq!(came_back(same_instant), 1);
}

fn lin() -> Staff {
    let duties = vec![(CommunityId::new("wt"), Duty::Agent)];
    let department = Department::CustomerService;
    Staff { id: StaffId::new("lin"), name: "林晓岚".to_owned(), department, duties }
}

fn state(facts: Facts, counted: Counted) -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let (state, _) = State::filed(CommunityId::new("wt"), terms, facts, at("11-01T09:00"));
    State { counted, ..state }
}

fn of(complainants: u32, came_back: u32) -> Counted {
    Counted { complainants, came_back }
}

#[test]
fn what_the_records_show_makes_a_rule_hold_and_names_its_figure() {
    let three = state(Facts::default(), of(3, 0));
    let who = Who::Machine;
    let change = change::counted(&three, who.clone(), at("11-03T09:00")).expect("2b holds");
    assert_eq!(change.state.graded.reasons, [Reason::SameComplaint { complainants: 3, limit: 3 }]);
    assert!(matches!(
        change.events[..],
        [
            Event::Counted { complainants: 3, came_back: 0 },
            Event::Regraded { from: Grade::Four, to: Grade::Two, .. }
        ]
    ));
    assert!(
        change.events.iter().all(|event| event.is_for_resident() == matches!(event, Event::Regraded { .. }))
    );
    assert_eq!(change::counted(&change.state, who.clone(), at("11-03T09:00")), None, "asked again");
    let four = State { counted: of(4, 0), ..change.state.clone() };
    assert_eq!(change::counted(&four, who.clone(), at("11-04T09:00")), None, "the reason keeps its figure");
    let back = state(Facts { returned: 2, ..Facts::default() }, of(1, 3));
    let change = change::counted(&back, who.clone(), at("11-03T09:00")).expect("3a holds");
    assert_eq!(change.state.graded.reasons, [Reason::CameBack { times: 3, limit: 3 }]);
    assert_eq!(change::counted(&state(Facts::default(), of(2, 2)), who, at("11-03T09:00")), None);
}

#[test]
fn every_rule_that_holds_is_named_even_where_the_grade_stays() {
    let collective = Facts { households: 4, ..Facts::default() };
    let change = change::counted(&state(collective, of(5, 0)), Who::Machine, at("11-03T09:00"));
    let reasons = change.expect("2b holds too").state.graded.reasons;
    assert_eq!(reasons.iter().map(|reason| reason.rule().code()).collect::<Vec<_>>(), ["2b", "2c"]);
}

#[test]
fn who_leaves_keeps_the_grade_until_a_person_corrects_and_lowers_it() {
    let three = state(Facts::default(), of(3, 0));
    let graded = change::counted(&three, Who::Machine, at("11-03T09:00")).expect("2b").state;
    let left = State { counted: of(2, 0), ..graded };
    assert_eq!(change::counted(&left, Who::Machine, at("11-04T09:00")), None);
    let establish = |reason: &str| {
        let claimed = Facts { complainants: 9, ..Facts::default() };
        let work = Work::Establish { facts: claimed, reason: reason.to_owned() };
        change::work(&left, &lin(), &[], left.facts_version, work, at("11-04T09:00"))
    };
    assert!(matches!(establish(""), Err(Denied::Problems(_))), "less serious needs a reason");
    let lowered = establish("其中一户说的是另一件事").expect("corrected").state;
    assert_eq!((lowered.graded.grade, lowered.facts.complainants), (Grade::Four, 2), "counted, not typed");
    let media = Facts { media: Media::Possible, ..Facts::default() };
    let work = Work::Establish { facts: media, reason: String::new() };
    let same = change::work(&left, &lin(), &[], left.facts_version, work, at("11-04T09:00"));
    assert_eq!(same.expect("as serious").state.graded.reasons, [Reason::MediaPossible]);
}

#[test]
fn sorting_is_no_first_touch_and_undoing_it_is_for_whoever_answers_for_it() {
    let with = ComplaintNumber::read("WT-2611-0002").expect("a number");
    let join = Work::Join { same: Same::Complaint, with: with.clone() };
    let free = state(Facts::default(), Counted::default());
    let joined = change::work(&free, &lin(), &[], 1, join.clone(), at("11-02T09:00")).expect("allowed");
    assert_eq!(
        (joined.state.handler, joined.events),
        (None, vec![Event::Grouped { same: Same::Complaint, with }])
    );
    let leave = Work::Leave { same: Same::Complaint };
    assert!(change::work(&free, &lin(), &[], 1, leave.clone(), at("11-02T09:00")).is_ok());
    let taken = change::work(&free, &lin(), &[], 1, Work::Take, at("11-02T09:00")).expect("free").state;
    let other = Staff { id: StaffId::new("wu"), ..lin() };
    let refused = Err(Denied::Refusal(Refusal::HandlerOnly));
    assert_eq!(change::work(&taken, &other, &[], 1, leave.clone(), at("11-02T09:30")), refused);
    let head = Staff { duties: vec![(CommunityId::new("wt"), Duty::DepartmentHead)], ..other };
    assert!(change::work(&taken, &head, &[], 1, leave, at("11-02T09:30")).is_ok());
    let supervisor = Staff { duties: vec![(CommunityId::new("wt"), Duty::Supervisor)], ..lin() };
    let refused = Err(Denied::Refusal(Refusal::NotYours));
    assert_eq!(change::work(&free, &supervisor, &[], 1, join, at("11-02T09:00")), refused);
}

/// 2d: undetermined must be decided by a person by day 21.
#[test]
fn the_day_the_cause_is_due_is_on_record_while_nobody_has_decided() {
    let open = state(Facts::default(), Counted::default());
    assert_eq!(open.cause_due_at(), at("11-22T09:00"));
    assert_eq!(change::cause_due(&open, at("11-22T08:59:59")), None);
    let change = change::cause_due(&open, at("11-22T09:00")).expect("due");
    assert_eq!(change.events, [Event::CauseDue { until: at("12-01T09:00") }]);
    assert_eq!((change.who, change.state), (Who::Machine, open));
    let decided = state(Facts { cause: Cause::NotOurs, ..Facts::default() }, Counted::default());
    assert_eq!(change::cause_due(&decided, at("11-23T09:00")), None);
}

#[cfg(not(target_arch = "wasm32"))]
mod in_any_order {
    use super::*;
    use proptest::prelude::*;

    fn any_member() -> impl Strategy<Value = Member> {
        (proptest::option::of(0u8..6), 0u8..9, 0u32..5, 0i64..90 * 24).prop_map(
            |(home, person, households, hour)| Member {
                complainant: Complainant { home: home.map(|home| [home; 16]), person: [person; 16] },
                households,
                received: at("01-01T00:00").plus_minutes(hour * 60),
            },
        )
    }

    proptest! {
        #[test]
        fn it_does_not_matter_who_joined_first(
            members in proptest::collection::vec(any_member(), 0..40), one_per_home in any::<bool>(), turn in 0usize..40,
        ) {
            let counting = Counting { one_per_home, ..Counting::default() };
            let mut others = members.clone();
            others.reverse();
            others.rotate_left(turn.min(members.len()));
            prop_assert_eq!(months(&members, Zone::CHINA, &counting), months(&others, Zone::CHINA, &counting));
        }

        /// Whoever joins, nobody's count falls; whoever leaves again, all is as before.
        #[test]
        fn joining_counts_for_more_and_leaving_takes_it_back(
            members in proptest::collection::vec(any_member(), 1..30), joiner in any_member(),
        ) {
            let counting = Counting::default();
            let before = months(&members, Zone::CHINA, &counting);
            let mut more = members.clone();
            more.push(joiner);
            let after = months(&more, Zone::CHINA, &counting);
            for member in &members {
                let received = member.received;
                prop_assert!(complainants_at(&after, received) >= complainants_at(&before, received));
            }
            more.pop();
            prop_assert_eq!(before, months(&more, Zone::CHINA, &counting));
        }
    }
}
