//! The queue in pages, and what time alone brings.

use rules::{
    grading::{Facts, Grade, Safety},
    id::{CommunityId, ComplaintId},
    kind::Kind,
    notice::News,
    queue::{Filter, HandlerFilter, StandingFilter},
    stage::Stage,
    work::Work,
};
use store::Tick;

use super::desk::{Desk, after};
use super::house::{House, NOON};

on_both! {
    the_queue_pages_by_key_and_filters,
    silence_is_closed_and_a_month_regrades,
}

async fn the_queue_pages_by_key_and_filters(house: &House) {
    let desk = Desk::open(house).await;
    let mut filed = Vec::new();
    for n in 0..55 {
        filed.push(desk.file(&format!("k{n}"), after(n)).await);
    }
    let danger = Facts { safety: Safety::Possible, ..Facts::default() };
    let serious = Facts { households: 12, ..Facts::default() };
    desk.works(&filed[40], &desk.lin, Work::Establish { facts: danger, reason: String::new() }, after(60))
        .await
        .unwrap();
    desk.works(&filed[50], &desk.lin, Work::Establish { facts: serious, reason: String::new() }, after(60))
        .await
        .unwrap();
    let first = desk.store.queue(&Filter::default(), &desk.lin, after(61)).await.unwrap();
    assert_eq!((first.rows.len(), first.more), (50, true));
    assert_eq!([&first.rows[0].number, &first.rows[1].number], [&filed[40].number, &filed[50].number]);
    assert!(first.rows.is_sorted_by(|a, b| rules::queue::order(a, b).is_lt()));
    let next = Filter { after: first.rows.last().map(rules::queue::QueueRow::rank), ..Filter::default() };
    let second = desk.store.queue(&next, &desk.lin, after(61)).await.unwrap();
    assert_eq!((second.rows.len(), second.more), (5, false));
    assert!(second.rows.iter().all(|row| !first.rows.contains(row)));
    let check = async |filter: Filter, wanted: usize| {
        let page = desk.store.queue(&filter, &desk.lin, after(61)).await.unwrap();
        assert_eq!(page.rows.len(), wanted, "{filter:?}");
    };
    check(Filter { grade: Some(Grade::One), ..Filter::default() }, 1).await;
    check(Filter { kind: Some(Kind::Parking), ..Filter::default() }, 0).await;
    check(Filter { handler: Some(HandlerFilter::Me), ..Filter::default() }, 2).await;
    check(Filter { handler: Some(HandlerFilter::Nobody), grade: Some(Grade::One), ..Filter::default() }, 0)
        .await;
    check(Filter { community: Some(CommunityId::new("wj")), ..Filter::default() }, 0).await;
    check(Filter { standing: Some(StandingFilter::Overdue), ..Filter::default() }, 0).await;
    let late =
        Filter { standing: Some(StandingFilter::Overdue), grade: Some(Grade::One), ..Filter::default() };
    let late = desk.store.queue(&late, &desk.lin, after(76)).await.unwrap();
    assert_eq!(late.rows.len(), 1, "15 minutes after the re-grade");
}

async fn silence_is_closed_and_a_month_regrades(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.resolve(&filed, after(60)).await;
    let days = |days: i64| after(60).plus_days(days);
    desk.store.pass_time(&filed.id, Tick::Remind, days(4)).await.unwrap();
    assert_eq!(desk.post(News::Reminded, days(4)).await, 1);
    desk.store.pass_time(&filed.id, Tick::Lapse, days(6)).await.unwrap();
    let stage = async |now| desk.store.complaint(&filed.number, &desk.lin, now).await.unwrap().stage;
    assert_eq!(stage(days(6)).await, Stage::AwaitingConfirmation, "a job that comes early changes nothing");
    for _ in 0..2 {
        desk.store.pass_time(&filed.id, Tick::Lapse, days(7)).await.unwrap();
    }
    assert_eq!(stage(days(7)).await, Stage::ClosedNoReply);
    let open = desk.file("k2", NOON).await;
    desk.store.pass_time(&open.id, Tick::Month, NOON.plus_days(32)).await.unwrap();
    let seen = desk.store.complaint(&open.number, &desk.lin, NOON.plus_days(32)).await.unwrap();
    assert_eq!(seen.grade, Grade::Two);
    assert!(desk.store.pass_time(&ComplaintId::new("none"), Tick::Month, NOON).await.is_err());
}
