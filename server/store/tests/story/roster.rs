//! The duty roster: who may change it, what it refuses, and what is in whose hands.

use rules::{
    access::{Duty, Staff},
    change::Denied,
    id::StaffId,
    problem::{Field, Problems, What},
    roster::Shifts,
    work::Work,
};
use store::{Error, Store};

use super::desk::{Desk, after, hire};
use super::house::{House, NOON, wutong};

on_both! {
    a_head_puts_people_on_duty_and_an_agent_may_not,
    nobody_is_on_duty_twice_at_a_time,
    the_roster_says_how_much_is_in_whose_hands,
}

async fn head(store: &Store) -> Staff {
    hire(store, "ma", "马主管", "wt", Duty::DepartmentHead).await
}

fn night(staff: &StaffId) -> Shifts {
    Shifts {
        community: wutong(),
        staff: staff.clone(),
        away: None,
        times: vec![(after(60), after(600)), (after(60 + 7 * 1440), after(600 + 7 * 1440))],
    }
}

async fn a_head_puts_people_on_duty_and_an_agent_may_not(house: &House) {
    let desk = Desk::open(house).await;
    let head = head(desk.store).await;
    let refused = desk.store.add_shifts(night(&desk.wu.id), &desk.lin, NOON).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let stands_in = Shifts { away: Some(head.id.clone()), ..night(&desk.wu.id) };
    desk.store.add_shifts(stands_in, &head, NOON).await.unwrap();
    let rosters = desk.store.rosters(&desk.lin, NOON).await.unwrap();
    assert_eq!((rosters.len(), rosters[0].is_mine_to_change), (1, false), "she sees her own community");
    let shifts = &rosters[0].shifts;
    assert_eq!((shifts.len(), &shifts[0].person.id, shifts[0].from), (2, &desk.wu.id, after(60)));
    assert_eq!(shifts[0].department, head.department, "who stands in does it for that department");
    assert!(matches!(desk.store.remove_shift(&shifts[0].id, Some(&desk.lin)).await, Err(Error::NotFound)));
    desk.store.remove_shift(&shifts[0].id, Some(&head)).await.unwrap();
    let rosters = desk.store.rosters(&head, NOON).await.unwrap();
    assert_eq!((rosters[0].shifts.len(), rosters[0].is_mine_to_change), (1, true));
}

async fn nobody_is_on_duty_twice_at_a_time(house: &House) {
    let desk = Desk::open(house).await;
    let head = head(desk.store).await;
    desk.store.add_shifts(night(&desk.wu.id), &head, NOON).await.unwrap();
    let check = async |shifts: Shifts, field: Field, what: What| {
        let wanted = Denied::Problems(Problems::one(field, what));
        match desk.store.add_shifts(shifts, &head, NOON).await {
            Err(Error::Denied(denied)) => assert_eq!(denied, wanted),
            other => panic!("{other:?} instead of {wanted:?}"),
        }
    };
    let later =
        Shifts { times: vec![(after(900), after(999)), (after(599), after(700))], ..night(&desk.wu.id) };
    check(later, Field::From, What::AlreadyOnDuty).await;
    check(night(&desk.other.id), Field::Staff, What::NotAChoice).await;
    let away = Shifts { away: Some(desk.other.id.clone()), ..night(&desk.lin.id) };
    check(away, Field::Away, What::NotAChoice).await;
    let rosters = desk.store.rosters(&head, NOON).await.unwrap();
    assert_eq!(rosters[0].shifts.len(), 2, "what is refused leaves nothing behind");
    let after_it = Shifts { times: vec![(after(600), after(700))], ..night(&desk.wu.id) };
    desk.store.add_shifts(after_it, &head, NOON).await.unwrap();
}

async fn the_roster_says_how_much_is_in_whose_hands(house: &House) {
    let desk = Desk::open(house).await;
    for n in 0..3 {
        let filed = desk.file(&format!("k{n}"), NOON).await;
        if n > 0 {
            desk.works(&filed, &desk.lin, Work::Take, after(1)).await.unwrap();
        }
    }
    let loads = async |now| {
        let rosters = desk.store.rosters(&desk.wu, now).await.unwrap();
        let of = |id: &StaffId| {
            let load = rosters[0].loads.iter().find(|load| load.person.id == *id).unwrap();
            (load.open, load.overdue)
        };
        (of(&desk.lin.id), of(&desk.wu.id))
    };
    assert_eq!(loads(after(2)).await, ((2, 0), (0, 0)));
    assert_eq!(loads(after(30 * 1440)).await, ((2, 2), (0, 0)));
}
