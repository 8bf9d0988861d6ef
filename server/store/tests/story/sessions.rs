use store::{Changed, Error};

use super::desk::{Desk, after};
use super::house::{Engine, House, NOON};

on_both! {
    a_session_is_kept_until_it_expires_or_ends,
    a_session_that_was_ended_is_not_brought_back_by_renewing_it,
    a_session_is_neither_found_by_its_row_nor_read_in_it,
    a_new_password_and_leaving_are_announced,
}

async fn a_session_is_kept_until_it_expires_or_ends(house: &House) {
    let (store, until) = (&house.store, NOON.plus_minutes(10));
    assert_eq!(store.session("s1", NOON).await.unwrap(), None);
    store.keep_session("s1", b"first", until).await.unwrap();
    store.keep_session("s1", b"second", until).await.unwrap();
    store.keep_session("s2", b"other", until.plus_minutes(10)).await.unwrap();
    assert_eq!(store.session("s1", NOON).await.unwrap().unwrap(), b"second");
    assert_eq!(store.session("s1", until).await.unwrap(), None);
    assert_eq!(store.expire_sessions(until).await.unwrap(), 1);
    assert_eq!(store.session("s1", NOON).await.unwrap(), None);
    store.end_session("s2").await.unwrap();
    store.end_session("unknown").await.unwrap();
    assert_eq!(store.session("s2", NOON).await.unwrap(), None);
}

async fn a_session_that_was_ended_is_not_brought_back_by_renewing_it(house: &House) {
    let (store, later) = (&house.store, NOON.plus_minutes(10));
    store.keep_session("s1", b"first", NOON.plus_minutes(5)).await.unwrap();
    assert!(store.renew_session("s1", b"renewed", later.plus_minutes(5)).await.unwrap());
    assert_eq!(store.session("s1", later).await.unwrap().unwrap(), b"renewed");
    store.end_session("s1").await.unwrap();
    assert!(!store.renew_session("s1", b"renewed", later.plus_minutes(5)).await.unwrap());
    assert_eq!(store.session("s1", NOON).await.unwrap(), None);
}

async fn a_session_is_neither_found_by_its_row_nor_read_in_it(house: &House) {
    house.store.keep_session("s1", b"viewer of wutong", NOON.plus_minutes(10)).await.unwrap();
    let rows: Vec<(Vec<u8>, Vec<u8>)> = match house.engine {
        Engine::Sqlite => {
            sqlx::query_as("SELECT id, data FROM session").fetch_all(&mut house.sqlite().await).await
        }
        Engine::Postgres => {
            sqlx::query_as("SELECT id, data FROM session").fetch_all(&mut house.postgres().await).await
        }
    }
    .unwrap();
    assert_eq!(rows.len(), 1);
    assert_ne!(rows[0].0, b"s1");
    assert!(!rows[0].1.windows(6).any(|bytes| bytes == b"viewer"));
}

async fn a_new_password_and_leaving_are_announced(house: &House) {
    let desk = Desk::open(house).await;
    let (store, lin) = (desk.store, &desk.lin.id);
    let mut changes = store.changes();
    store.set_password("lin".into(), "$another$".into()).await.unwrap();
    assert_eq!(changes.recv().await.unwrap(), Changed::Staff(lin.clone()));
    assert_eq!(store.password_hash(lin).await.unwrap(), "$another$");
    store.staff_leaves("lin".into(), after(1)).await.unwrap();
    assert_eq!(changes.recv().await.unwrap(), Changed::Staff(lin.clone()));
    assert!(matches!(store.password_hash(lin).await, Err(Error::NotFound)));
    assert!(matches!(store.staff(lin, after(2)).await, Err(Error::NotFound)));
    assert_eq!(store.account("lin").await.unwrap(), None);
    for account in ["lin", "nobody"] {
        let again = store.staff_leaves(account.into(), after(3)).await;
        assert!(matches!(again, Err(Error::NotFound)), "{account}");
        let reset = store.set_password(account.into(), "$".into()).await;
        assert!(matches!(reset, Err(Error::NotFound)), "{account}");
    }
}
