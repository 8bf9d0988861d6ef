//! Who is at a complaint is seen by those who read it, while it is so.

use rules::{access::Staff, id::ComplaintNumber, moment::Moment, presence::Doing};
use store::{Changed, Error, Store};
use tokio::sync::broadcast::{Receiver, error::TryRecvError};

use super::desk::{Desk, after};
use super::house::{Engine, House, NOON};

on_both! {
    who_looks_and_who_writes_is_seen_by_those_who_read_it_and_by_nobody_else,
    who_is_silent_is_gone_and_one_row_is_all_there_is,
    colleagues_hear_when_it_changes_and_not_of_every_beat,
}

fn seconds(seconds: i64) -> Moment {
    Moment::from_millis(after(1).millis() + seconds * 1_000)
}

async fn seen(store: &Store, number: &ComplaintNumber, by: &Staff, now: Moment) -> Vec<(String, Doing)> {
    let present = store.present(number, by, now).await.unwrap();
    present.into_iter().map(|one| (one.person.name, one.doing)).collect()
}

async fn who_looks_and_who_writes_is_seen_by_those_who_read_it_and_by_nobody_else(house: &House) {
    let desk = Desk::open(house).await;
    let (store, number) = (desk.store, desk.file("k", NOON).await.number);
    let beside = store.be_present(&number, &desk.lin, Doing::Looks, seconds(0)).await.unwrap();
    assert!(beside.is_empty(), "nobody is shown to herself");
    let beside = store.be_present(&number, &desk.wu, Doing::WritesReply, seconds(1)).await.unwrap();
    assert_eq!(beside[0].person.name, "林晓岚");
    let writes = |doing| [("吴志强".to_owned(), doing)];
    assert_eq!(seen(store, &number, &desk.lin, seconds(2)).await, writes(Doing::WritesReply));
    store.be_present(&number, &desk.wu, Doing::Looks, seconds(3)).await.unwrap();
    assert_eq!(seen(store, &number, &desk.lin, seconds(4)).await, writes(Doing::Looks));
    let id = store.complaint(&number, &desk.lin, after(2)).await.unwrap().id;
    let anywhere = store.present_anywhere(&desk.lin, seconds(4)).await.unwrap();
    assert_eq!(anywhere.iter().map(|(at, _)| at).collect::<Vec<_>>(), [&id]);
    assert!(store.present_anywhere(&desk.other, seconds(4)).await.unwrap().is_empty());
    let foreign = store.be_present(&number, &desk.other, Doing::Looks, seconds(4)).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    assert!(matches!(store.present(&number, &desk.other, seconds(4)).await, Err(Error::NotFound)));
    store.be_gone(&number, &desk.wu).await.unwrap();
    assert!(seen(store, &number, &desk.lin, seconds(5)).await.is_empty());
}

async fn who_is_silent_is_gone_and_one_row_is_all_there_is(house: &House) {
    let desk = Desk::open(house).await;
    let (store, number) = (desk.store, desk.file("k", NOON).await.number);
    for beat in [0, 20, 40] {
        store.be_present(&number, &desk.wu, Doing::Looks, seconds(beat)).await.unwrap();
    }
    let sql = "SELECT COUNT(*) FROM presence";
    let rows: i64 = match house.engine {
        Engine::Sqlite => sqlx::query_scalar(sql).fetch_one(&mut house.sqlite().await).await.unwrap(),
        Engine::Postgres => sqlx::query_scalar(sql).fetch_one(&mut house.postgres().await).await.unwrap(),
    };
    assert_eq!(rows, 1);
    assert_eq!(seen(store, &number, &desk.lin, seconds(84)).await.len(), 1);
    assert!(seen(store, &number, &desk.lin, seconds(85)).await.is_empty());
    assert_eq!(store.forget_presence(seconds(84)).await.unwrap(), 0);
    assert_eq!(store.forget_presence(seconds(85)).await.unwrap(), 1);
}

/// How often presence was announced since it was asked last.
fn heard(changes: &mut Receiver<Changed>) -> usize {
    let mut heard = 0;
    loop {
        match changes.try_recv() {
            Ok(Changed::Presence(..)) => heard += 1,
            Ok(_) | Err(TryRecvError::Lagged(_)) => {}
            Err(_) => return heard,
        }
    }
}

async fn colleagues_hear_when_it_changes_and_not_of_every_beat(house: &House) {
    let desk = Desk::open(house).await;
    let (store, number) = (desk.store, desk.file("k", NOON).await.number);
    let mut changes = store.changes();
    let beats = [
        (0, Doing::Looks, 1),
        (20, Doing::Looks, 0),
        (40, Doing::Looks, 0),
        (41, Doing::WritesNote, 1),
        (42, Doing::WritesNote, 0),
        (60, Doing::Looks, 1),
        (200, Doing::Looks, 1),
    ];
    for (at, doing, times) in beats {
        store.be_present(&number, &desk.wu, doing, seconds(at)).await.unwrap();
        settle(house).await;
        assert_eq!(heard(&mut changes), times, "{doing:?} at {at} s");
    }
    for times in [1, 0] {
        store.be_gone(&number, &desk.wu).await.unwrap();
        settle(house).await;
        assert_eq!(heard(&mut changes), times, "gone once");
    }
}

/// PostgreSQL's announcements come by a connection of their own.
async fn settle(house: &House) {
    if matches!(house.engine, Engine::Postgres) {
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
}
