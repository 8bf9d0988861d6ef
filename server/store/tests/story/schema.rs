use std::{collections::BTreeSet, fs};

use super::house::{Engine, House};

/// Table, column, type, whether it must have a value.
type Column = (String, String, String, bool);

// What the search is kept in is each engine's own.
const SQLITE_COLUMNS: &str = "SELECT t.name, c.name, c.type, c.\"notnull\" OR c.pk > 0
    FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '_sqlx%'
        AND (t.name NOT LIKE 'search%' OR t.name = 'search_gap')";

const POSTGRES_COLUMNS: &str =
    "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO'
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '_sqlx%'
        AND table_name <> 'search'";

const SQLITE_INDEXES: &str =
    "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite%'";

const POSTGRES_INDEXES: &str = "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public'
    AND tablename NOT LIKE '_sqlx%' AND tablename <> 'search' AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key'";

fn plain(columns: Vec<Column>) -> BTreeSet<Column> {
    let word = |kind: &str| match kind {
        "bigint" => "INTEGER".to_owned(),
        "bytea" => "BLOB".to_owned(),
        other => other.to_uppercase(),
    };
    columns.into_iter().map(|(table, column, kind, needed)| (table, column, word(&kind), needed)).collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_indexes() {
    let (light, heavy) = (House::build(Engine::Sqlite).await, House::build(Engine::Postgres).await);
    let (mut sqlite, mut postgres) = (light.sqlite().await, heavy.postgres().await);
    let columns = plain(sqlx::query_as(SQLITE_COLUMNS).fetch_all(&mut sqlite).await.unwrap());
    assert!(columns.len() > 20);
    assert_eq!(columns, plain(sqlx::query_as(POSTGRES_COLUMNS).fetch_all(&mut postgres).await.unwrap()));
    let indexes: BTreeSet<String> =
        sqlx::query_scalar(SQLITE_INDEXES).fetch_all(&mut sqlite).await.unwrap().into_iter().collect();
    let others = sqlx::query_scalar(POSTGRES_INDEXES).fetch_all(&mut postgres).await.unwrap();
    assert_eq!(indexes, others.into_iter().collect());
    light.tear_down().await;
    heavy.tear_down().await;
}

#[test]
fn every_migration_file_is_in_the_list() {
    let listed: Vec<_> = store::migrations().map(|(_, name)| format!("{name}.sql")).collect();
    assert!(store::migrations().is_sorted_by_key(|(number, _)| number));
    for (number, name) in store::migrations() {
        assert!(name.starts_with(&format!("{number:04}_")), "{name}");
    }
    for engine in ["sqlite", "postgres"] {
        let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        assert_eq!(files, listed, "{engine}");
    }
}
