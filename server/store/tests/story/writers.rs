use std::collections::{BTreeMap, BTreeSet};

use rules::id::CommunityId;
use serde_json::json;
use store::{Scope, record::Ledger};

use super::house::{Engine, House, NOON};

const WRITERS: i64 = 64;
const WRITES: i64 = 10;
const COMMUNITIES: i64 = 4;

/// What stands in the database once all have written.
#[derive(Debug, PartialEq, Default)]
struct Standing {
    /// Per community, the numbers drawn for its timeline.
    seqs: BTreeMap<String, BTreeSet<i64>>,
    counted: BTreeMap<String, i64>,
    jobs: BTreeSet<String>,
}

async fn write_together(engine: Engine) -> Standing {
    let house = House::build(engine).await;
    let mut standing = Standing::default();
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(write_one_by_one(house.store.clone(), writer))).collect();
    for writer in writers {
        for (community, seq) in writer.await.unwrap() {
            assert!(standing.seqs.entry(community).or_default().insert(seq), "{seq} was drawn twice");
        }
    }
    let day = "2026-11-22".parse().unwrap();
    for number in 0..COMMUNITIES {
        let community = community(number);
        let counted = house.store.read().await.unwrap().counted(&community, day).await.unwrap();
        standing.counted.insert(community.as_str().to_owned(), counted[0].1);
    }
    for job in house.store.claim("w", 10_000, NOON).await.unwrap() {
        standing.jobs.insert(job.payload.to_string());
    }
    house.tear_down().await;
    standing
}

async fn write_one_by_one(store: store::Store, writer: i64) -> Vec<(String, i64)> {
    let mut drawn = vec![];
    for write in 0..WRITES {
        let community = community(writer % COMMUNITIES);
        let name = community.as_str().to_owned();
        let written = store.write(Scope::Community(community.clone()), async move |tx| {
            let day = "2026-11-22".parse().unwrap();
            tx.count(&community, day, "filed", 1).await?;
            tx.enqueue("tell", &json!({ "write": writer * WRITES + write }), NOON, None).await?;
            tx.record(&community, Ledger::Timeline, b"filed").await
        });
        drawn.push((name, written.await.unwrap().seq));
    }
    drawn
}

fn community(number: i64) -> CommunityId {
    CommunityId::new(format!("c{number}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_writers_leave_the_same_on_both_engines() {
    let sqlite = write_together(Engine::Sqlite).await;
    let each = WRITERS * WRITES / COMMUNITIES;
    assert_eq!(sqlite.jobs.len(), 640);
    assert_eq!(sqlite.counted.values().copied().collect::<Vec<_>>(), [each; 4]);
    assert!(sqlite.seqs.values().all(|seqs| seqs.iter().copied().eq(1..=each)));
    assert_eq!(sqlite, write_together(Engine::Postgres).await);
}
