use std::time::Duration;

use rules::id::ComplaintId;
use store::{Changed, Error, Scope};
use tokio::time::timeout;

use super::house::{Engine, House, tell, wutong};

fn complaint(id: &str) -> Changed {
    Changed::Complaint(ComplaintId::new(id), wutong())
}

on_both! {
    a_change_is_announced_once_and_only_when_committed,
}

async fn a_change_is_announced_once_and_only_when_committed(house: &House) {
    let mut changes = house.store.changes();
    let scope = || Scope::Community(wutong());
    let refused = house.store.write(scope(), async |tx| {
        tx.changed(complaint("refused"));
        Err::<(), _>(Error::Conflict)
    });
    assert!(refused.await.is_err());
    let kept = house.store.write(scope(), async |tx| {
        tx.changed(complaint("kept"));
        tx.changed(complaint("kept"));
        Ok(())
    });
    kept.await.unwrap();
    assert_eq!(changes.try_recv().unwrap(), complaint("kept"));
    // Long enough for PostgreSQL to send our own notification back.
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(changes.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process_hears_of_a_change_on_postgres() {
    tell(Engine::Postgres, async |house| {
        let other = house.second().await;
        let mut changes = other.changes();
        let write = house.store.write(Scope::Company, async |tx| {
            tx.changed(complaint("far"));
            Ok(())
        });
        write.await.unwrap();
        let heard =
            timeout(Duration::from_secs(5), changes.recv()).await.expect("within a second or so").unwrap();
        assert_eq!(heard, complaint("far"));
        other.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_says_read_everything_again_on_postgres() {
    tell(Engine::Postgres, async |house| {
        let mut changes = house.store.changes();
        let mut operator = house.postgres().await;
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()";
        sqlx::raw_sql(cut).execute(&mut operator).await.unwrap();
        let heard = timeout(Duration::from_secs(5), changes.recv()).await.expect("it notices").unwrap();
        assert_eq!(heard, Changed::Everything);
        let write = house.store.write(Scope::Company, async |tx| {
            tx.changed(complaint("after"));
            Ok(())
        });
        write.await.unwrap();
        assert_eq!(changes.recv().await.unwrap(), complaint("after"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_was_away_says_read_everything_again_on_postgres() {
    tell(Engine::Postgres, async |house| {
        let mut changes = house.store.changes();
        house.lets_in(false).await;
        let nothing = timeout(Duration::from_millis(500), changes.recv()).await;
        assert!(nothing.is_err() || nothing.unwrap().unwrap() == Changed::Everything);
        while changes.try_recv().is_ok() {}
        house.lets_in(true).await;
        let heard = timeout(Duration::from_secs(10), changes.recv()).await.expect("it is back").unwrap();
        assert_eq!(heard, Changed::Everything);
    })
    .await;
}
