//! What stands in the database, and what does not.

use rules::{likeness::Same, work::Work};
use sqlx::Row as _;

use super::desk::{Desk, after, reply};
use super::house::{Engine, House, NOON};

on_both! {
    free_text_and_contacts_are_sealed,
    every_entry_is_numbered_without_gaps_and_committed_to,
}

async fn free_text_and_contacts_are_sealed(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.works(&filed, &desk.lin, Work::Note { text: "门机控制板缺货".into() }, after(1)).await.unwrap();
    let again = desk.file("again", after(2)).await;
    desk.store
        .propose(&desk.store.complaint(&again.number, &desk.lin, after(3)).await.unwrap().id, after(3))
        .await
        .unwrap();
    let same = Work::Join { same: Same::Problem, with: filed.number.clone() };
    desk.works(&again, &desk.lin, same, after(4)).await.unwrap();
    let secrets =
        ["周女士", "13857104629", "zhou@example.com", "电梯一周停了三次", "门机控制板缺货", "3栋2单元501"];
    let bytes = match house.engine {
        Engine::Sqlite => {
            house.store.close().await;
            let mut bytes = std::fs::read(house.folder().join("linli.db")).unwrap();
            bytes.extend(std::fs::read(house.folder().join("linli.db-wal")).unwrap_or_default());
            bytes
        }
        Engine::Postgres => {
            let mut postgres = house.postgres().await;
            let tables = [
                "complaint",
                "timeline",
                "access",
                "notice",
                "transfer",
                "opinion",
                "help",
                "staff",
                "job",
                "alike",
                "alike_member",
                "proposal",
            ];
            let mut bytes = Vec::new();
            for table in tables {
                let dump = sqlx::AssertSqlSafe(format!("SELECT CAST(t.* AS TEXT) AS row FROM {table} t"));
                for row in sqlx::query(dump).fetch_all(&mut postgres).await.unwrap() {
                    bytes.extend(row.get::<String, _>("row").into_bytes());
                }
            }
            bytes
        }
    };
    assert!(contains(&bytes, filed.number.as_str()), "we are looking in the right place");
    for secret in secrets {
        assert!(!contains(&bytes, secret), "{secret} stands in the database as it is");
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn every_entry_is_numbered_without_gaps_and_committed_to(house: &House) {
    let desk = Desk::open(house).await;
    for key in ["a", "b", "c"] {
        let filed = desk.file(key, NOON).await;
        desk.works(&filed, &desk.lin, reply(), after(5)).await.unwrap();
        let denied = desk.works(&filed, &desk.wu, reply(), after(6)).await;
        assert!(denied.is_err(), "a refused act leaves no gap");
    }
    let sql = "SELECT seq, salt, commitment FROM timeline WHERE community = 'wt' ORDER BY seq";
    let rows: Vec<(i64, Vec<u8>, Vec<u8>)> = match house.engine {
        Engine::Sqlite => sqlx::query_as(sql).fetch_all(&mut house.sqlite().await).await.unwrap(),
        Engine::Postgres => sqlx::query_as(sql).fetch_all(&mut house.postgres().await).await.unwrap(),
    };
    let numbers: Vec<i64> = rows.iter().map(|row| row.0).collect();
    assert_eq!(numbers, (1..=9).collect::<Vec<_>>(), "filed, taken, replied, three times");
    assert!(rows.iter().all(|(_, salt, commitment)| salt.len() == 16 && commitment.len() == 32));
}
