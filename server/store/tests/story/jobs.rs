use rules::moment::Moment;
use serde_json::json;
use store::{
    Error, Scope,
    job::{Job, LEASE_MINUTES},
};

use super::house::{House, NOON, wutong};

on_both! {
    a_job_is_claimed_when_due_and_by_one_worker,
    a_job_of_the_same_key_is_enqueued_once,
    a_dead_workers_job_is_claimed_by_another,
    a_job_is_tried_again_later_and_later,
    a_job_given_up_is_not_claimed_again,
    workers_never_share_a_job,
}

async fn enqueue(house: &House, kind: &'static str, run_at: Moment, key: Option<&'static str>) -> bool {
    let write =
        async move |tx: &mut store::Tx| tx.enqueue(kind, &json!({ "complaint": "c1" }), run_at, key).await;
    house.store.write(Scope::Community(wutong()), write).await.unwrap()
}

async fn claim(house: &House, worker: &str, now: Moment) -> Vec<Job> {
    house.store.claim(worker, 10, now).await.unwrap()
}

fn seconds(seconds: i64) -> Moment {
    Moment::from_millis(NOON.millis() + seconds * 1000)
}

async fn a_job_is_claimed_when_due_and_by_one_worker(house: &House) {
    assert_eq!(house.store.next_job_at().await.unwrap(), None);
    assert!(enqueue(house, "second", seconds(20), None).await);
    assert!(enqueue(house, "first", seconds(10), None).await);
    assert_eq!(house.store.next_job_at().await.unwrap(), Some(seconds(10)));
    assert!(claim(house, "a", seconds(9)).await.is_empty());
    let jobs = claim(house, "a", seconds(20)).await;
    assert_eq!(jobs.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    assert_eq!((jobs[0].attempts, jobs[0].run_at), (1, seconds(10)));
    assert_eq!(jobs[0].payload, json!({ "complaint": "c1" }));
    assert!(claim(house, "b", seconds(20)).await.is_empty());
    for job in &jobs {
        house.store.job_done(job, seconds(21)).await.unwrap();
    }
    assert_eq!(house.store.next_job_at().await.unwrap(), None);
    assert!(claim(house, "b", seconds(100_000)).await.is_empty());
}

async fn a_job_of_the_same_key_is_enqueued_once(house: &House) {
    assert!(enqueue(house, "tell", NOON, Some("tell c1")).await);
    assert!(!enqueue(house, "tell", NOON, Some("tell c1")).await);
    let jobs = claim(house, "a", NOON).await;
    assert_eq!(jobs.len(), 1);
    house.store.job_done(&jobs[0], NOON).await.unwrap();
    assert!(!enqueue(house, "tell", NOON, Some("tell c1")).await);
    assert_eq!(house.store.forget_jobs(NOON).await.unwrap(), 0);
    assert_eq!(house.store.forget_jobs(seconds(1)).await.unwrap(), 1);
    assert!(enqueue(house, "tell", NOON, Some("tell c1")).await);
}

async fn a_dead_workers_job_is_claimed_by_another(house: &House) {
    enqueue(house, "tell", NOON, None).await;
    let dead = claim(house, "dead", NOON).await;
    let lease_ends = NOON.plus_minutes(LEASE_MINUTES);
    assert!(claim(house, "alive", Moment::from_millis(lease_ends.millis() - 1)).await.is_empty());
    let taken = claim(house, "alive", lease_ends).await;
    assert_eq!((taken.len(), taken[0].attempts), (1, 2));
    assert!(matches!(house.store.job_done(&dead[0], lease_ends).await, Err(Error::Conflict)));
    assert!(matches!(house.store.job_retry(&dead[0], "late", lease_ends).await, Err(Error::Conflict)));
    house.store.job_done(&taken[0], lease_ends).await.unwrap();
}

async fn a_job_is_tried_again_later_and_later(house: &House) {
    enqueue(house, "tell", NOON, None).await;
    let mut now = NOON;
    for pause in [5, 10, 20, 40] {
        let job = claim(house, "a", now).await.remove(0);
        house.store.job_retry(&job, &"SMTP 451 ".repeat(100), now).await.unwrap();
        now = Moment::from_millis(now.millis() + pause * 1000);
        assert_eq!(house.store.next_job_at().await.unwrap(), Some(now));
        assert!(claim(house, "a", Moment::from_millis(now.millis() - 1)).await.is_empty());
    }
    assert_eq!(claim(house, "a", now).await[0].attempts, 5);
}

async fn a_job_given_up_is_not_claimed_again(house: &House) {
    enqueue(house, "tell", NOON, None).await;
    let job = claim(house, "a", NOON).await.remove(0);
    house.store.job_fail(&job, "no such address", NOON).await.unwrap();
    assert!(claim(house, "a", seconds(100_000)).await.is_empty());
    assert_eq!(house.store.next_job_at().await.unwrap(), None);
}

async fn workers_never_share_a_job(house: &House) {
    for _ in 0..40 {
        enqueue(house, "tell", NOON, None).await;
    }
    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let store = house.store.clone();
            tokio::spawn(async move { store.claim(&format!("w{worker}"), 10, NOON).await.unwrap() })
        })
        .collect();
    let mut ids = vec![];
    for worker in workers {
        ids.extend(worker.await.unwrap().into_iter().map(|job| job.id));
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 40);
}
