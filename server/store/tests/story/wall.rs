//! The wallboard: what is late, unclaimed and next, what rings, and nothing of anybody.

use rules::{
    grading::{Facts, Media},
    work::Work,
};

use super::desk::{Desk, after};
use super::house::House;

on_both! {
    the_wall_counts_what_is_late_unclaimed_and_next,
    grade_1_rings_until_one_of_those_it_calls_has_acknowledged_it,
}

async fn the_wall_counts_what_is_late_unclaimed_and_next(house: &House) {
    let desk = Desk::open(house).await;
    let mut filed = Vec::new();
    for n in 0..6 {
        filed.push(desk.file(&format!("k{n}"), after(n)).await);
    }
    desk.works(&filed[0], &desk.lin, Work::Take, after(10)).await.unwrap();
    let wall = desk.store.wall(&desk.lin, after(10)).await.unwrap();
    assert_eq!((wall.late.many, wall.unclaimed.many, wall.unclaimed.rows.len()), (0, 5, 4));
    let next: Vec<_> = wall.next.iter().map(|row| &row.number).collect();
    assert_eq!(next, filed.iter().map(|filed| &filed.number).collect::<Vec<_>>());
    assert_eq!(wall.next[0].building.as_deref(), Some("3栋"));
    assert_eq!((wall.next[0].is_claimed, wall.next[1].is_claimed), (true, false));
    assert_eq!(wall.today.received, 6);
    let late = desk.store.wall(&desk.lin, after(8 * 24 * 60)).await.unwrap();
    assert_eq!((late.late.many, late.late.rows.len(), late.next.len()), (6, 4, 0));
    assert_eq!(late.late.rows[0].number, filed[0].number, "the one that is longest overdue stands on top");
    let elsewhere = desk.store.wall(&desk.other, after(10)).await.unwrap();
    assert_eq!((elsewhere.unclaimed.many, elsewhere.next.len(), elsewhere.today.received), (0, 0, 0));
}

async fn grade_1_rings_until_one_of_those_it_calls_has_acknowledged_it(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", after(0)).await;
    let one = Facts { media: Media::Serious, ..Facts::default() };
    let work = Work::Establish { facts: one, reason: "核实".into() };
    desk.works(&filed, &desk.lin, work, after(1)).await.unwrap();
    let wall = desk.store.wall(&desk.lin, after(2)).await.unwrap();
    assert_eq!(wall.ringing.len(), 1, "one bell, however many it calls");
    assert_eq!(wall.ringing[0].row.number, filed.number);
    assert!(desk.store.wall(&desk.other, after(2)).await.unwrap().ringing.is_empty());
    let alert = desk.store.alerts(&desk.lin, after(3)).await.unwrap().remove(0);
    desk.store.acknowledge(&alert.rung, &desk.lin, after(3)).await.unwrap();
    assert!(desk.store.wall(&desk.lin, after(4)).await.unwrap().ringing.is_empty());
}
