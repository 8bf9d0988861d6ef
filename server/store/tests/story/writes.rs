use std::time::{Duration, Instant};

use store::{Error, Scope};

use super::house::{Engine, House, NOON, tell, wutong};

fn community() -> Scope {
    Scope::Community(wutong())
}

async fn draw(house: &House) -> Result<i64, Error> {
    house.store.write(community(), async |tx| tx.number(&wutong(), "draw").await).await
}

on_both! {
    what_was_answered_is_there_after_closing_and_opening,
    an_error_takes_back_all_of_its_write,
    a_write_sees_its_own_changes,
    bad_writes_among_fifty_are_refused_alone,
    a_panic_is_caught_and_its_text_not_shown,
    a_write_longer_than_two_seconds_is_refused,
    a_refused_statement_refuses_the_write_that_ignores_it,
    a_closed_store_refuses,
}

async fn what_was_answered_is_there_after_closing_and_opening(house: &House) {
    assert_eq!(draw(house).await.unwrap(), 1);
    house.store.close().await;
    let second = house.second().await;
    let number = second.write(community(), async |tx| tx.number(&wutong(), "draw").await).await.unwrap();
    assert_eq!(number, 2);
    second.close().await;
}

async fn an_error_takes_back_all_of_its_write(house: &House) {
    let refused = house.store.write(community(), async |tx| {
        tx.number(&wutong(), "draw").await?;
        tx.enqueue("never", &serde_json::json!({}), NOON, None).await?;
        Err::<(), _>(Error::NotFound)
    });
    assert!(matches!(refused.await, Err(Error::NotFound)));
    assert_eq!(draw(house).await.unwrap(), 1);
    assert!(house.store.claim("w", 9, NOON).await.unwrap().is_empty());
}

async fn a_write_sees_its_own_changes(house: &House) {
    let day = "2026-11-22".parse().unwrap();
    let counted = house.store.write(community(), async move |tx| {
        tx.count(&wutong(), day, "filed", 3).await?;
        tx.count(&wutong(), day, "filed", -1).await?;
        tx.counted(&wutong(), day).await
    });
    assert_eq!(counted.await.unwrap(), [("filed".to_owned(), 2)]);
    let later = house.store.read().await.unwrap().counted(&wutong(), day).await.unwrap();
    assert_eq!(later, [("filed".to_owned(), 2)]);
}

async fn bad_writes_among_fifty_are_refused_alone(house: &House) {
    let writes = (0..50).map(|which| {
        let store = house.store.clone();
        tokio::spawn(async move {
            store
                .write(community(), async move |tx| {
                    let number = tx.number(&wutong(), "draw").await?;
                    assert!(which != 37, "a panic among fifty");
                    if which == 23 { Err(Error::Conflict) } else { Ok(number) }
                })
                .await
        })
    });
    let (mut numbers, mut refused) = (vec![], vec![]);
    for (which, write) in writes.collect::<Vec<_>>().into_iter().enumerate() {
        match write.await.unwrap() {
            Ok(number) => numbers.push(number),
            Err(_) => refused.push(which),
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=48).collect::<Vec<_>>());
    assert_eq!(refused, [23, 37]);
}

async fn a_panic_is_caught_and_its_text_not_shown(house: &House) {
    let panicking = async |store: &store::Store| {
        store
            .write(community(), async |tx| {
                tx.number(&wutong(), "draw").await?;
                if tx.number(&wutong(), "draw").await? == 2 {
                    panic!("王女士 13800138000");
                }
                Ok(())
            })
            .await
    };
    let error = panicking(&house.store).await.unwrap_err();
    assert!(matches!(error, Error::Failed(_)));
    assert!(!error.to_string().contains("138"));
    assert_eq!(draw(house).await.unwrap(), 1);
}

async fn a_write_longer_than_two_seconds_is_refused(house: &House) {
    let began = Instant::now();
    let slow = house.store.write(community(), async |tx| {
        tx.number(&wutong(), "draw").await?;
        tokio::time::sleep(Duration::from_secs(60)).await;
        Ok(())
    });
    let (slow, other) = tokio::join!(slow, draw(house));
    assert!(matches!(slow, Err(Error::Unavailable(_))), "{slow:?}");
    assert_eq!(other.unwrap(), 1);
    assert!(began.elapsed() < Duration::from_secs(5));
}

async fn a_refused_statement_refuses_the_write_that_ignores_it(house: &House) {
    let day = "2026-11-22".parse().unwrap();
    let write = house.store.write(community(), async move |tx| {
        tx.count(&wutong(), day, "filed", i64::MAX).await?;
        let too_many = tx.count(&wutong(), day, "filed", 1).await;
        assert!(too_many.is_err());
        Ok(())
    });
    assert!(matches!(write.await, Err(Error::Failed(_))));
    assert!(house.store.read().await.unwrap().counted(&wutong(), day).await.unwrap().is_empty());
    assert_eq!(draw(house).await.unwrap(), 1);
}

async fn a_closed_store_refuses(house: &House) {
    house.store.close().await;
    assert!(matches!(draw(house).await, Err(Error::Unavailable(_))));
    assert!(matches!(house.store.answers().await, Err(Error::Unavailable(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_says_busy_on_sqlite() {
    tell(Engine::Sqlite, async |house| {
        let writes = (0..1500).map(|which| {
            let store = house.store.clone();
            let pause = Duration::from_millis(if which == 0 { 1000 } else { 0 });
            async move {
                store
                    .write(community(), async move |tx| {
                        tokio::time::sleep(pause).await;
                        tx.number(&wutong(), "draw").await
                    })
                    .await
            }
        });
        let writes: Vec<_> = writes.map(tokio::spawn).collect();
        let (mut kept, mut busy) = (0, 0);
        for write in writes {
            match write.await.unwrap() {
                Ok(_) => kept += 1,
                Err(Error::Busy) => busy += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
        assert!(kept >= 1024 && busy > 0, "{kept} kept, {busy} busy");
        assert_eq!(draw(house).await.unwrap(), kept + 1);
    })
    .await;
}
