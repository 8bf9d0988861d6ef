//! The wallboard: what is late, unclaimed and next, what rings, and nothing of anybody.

use rules::{
    access::Duty,
    grading::{Facts, Media},
    work::Work,
};

use super::desk::{Desk, after, hire};
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
    let general = hire(desk.store, "gu", "顾总", "wt", Duty::GeneralManager).await;
    let head = hire(desk.store, "ma", "马主管", "wt", Duty::DepartmentHead).await;
    for (minutes, staff) in [(0, &general), (60, &head)] {
        let filed = desk.file(&format!("k{minutes}"), after(minutes)).await;
        let one = Facts { media: Media::Serious, ..Facts::default() };
        let work = Work::Establish { facts: one, reason: "核实".into() };
        desk.works(&filed, &desk.lin, work, after(minutes + 1)).await.unwrap();
        let wall = desk.store.wall(&desk.lin, after(minutes + 2)).await.unwrap();
        let [ring] = &wall.ringing[..] else { panic!("one bell, however many it calls: {:?}", wall.ringing) };
        assert_eq!((&ring.row.number, ring.rungs.len()), (&filed.number, 2));
        assert!(desk.store.wall(&desk.other, after(minutes + 2)).await.unwrap().ringing.is_empty());
        let mine = desk.store.alerts(staff, after(minutes + 2)).await.unwrap();
        let mine = mine.into_iter().find(|alert| ring.rungs.contains(&alert.rung)).expect("either is called");
        desk.store.acknowledge(&mine.rung, staff, after(minutes + 3)).await.unwrap();
        assert!(desk.store.wall(&desk.lin, after(minutes + 4)).await.unwrap().ringing.is_empty());
    }
}
