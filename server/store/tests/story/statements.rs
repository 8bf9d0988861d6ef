use std::{collections::BTreeSet, fs, path::Path};

use sqlx::{AssertSqlSafe, Executor, PgConnection, Row, SqlSafeStr, SqliteConnection};
use store::Statement;

use super::house::{Engine, House};

/// Scans that are meant: tables of one row, or a few.
const SCANS: &[&str] = &[];

/// Many of one community, one of twenty open: of several indexes that could serve, an empty table would
/// leave the choice to chance.
const COMPLAINTS: &str = "SET session_replication_role = replica;
    INSERT INTO complaint (doc, id, community, number, code, generation, language, channel, filer, kind, area, wishes,
        notice_version, words, contact, glance, received, stage, open, grade, policy, reasons, facts, facts_version,
        deadlines, course, band, due, soon, handler, department, offered_to, alike, problem, phone_hash, email_hash, place_hash, round, contacts, unread, contacts_again, asking, version)
    SELECT n, 'c' || n, 'wt', 'n' || n, n, 0, 'zh-Hans', 'portal', 'home_owner', 'k' || n % 9, 'home', '', 1, '', '', '',
        n, 's' || n % 7, CASE WHEN n % 20 = 0 THEN 1 ELSE 0 END, n % 4 + 1, 1, '', '', 0, '', '', n % 3, n * 7919 % 20000,
        n, CASE WHEN n % 9 > 0 THEN 'h' || n % 50 END, 'd' || n % 5, CASE WHEN n % 40 = 0 THEN 'h' || n % 50 END,
        CASE WHEN n % 40 = 0 THEN 'a' || n % 300 END, 'a' || n % 300, 'p', 'e', n::text::bytea, 0, 0, n % 11 / 10, n % 13 / 12, '', 1 FROM generate_series(1, 20000) n;
    INSERT INTO search (doc, terms) SELECT n, ARRAY[n % 500, n % 501 + 1000] FROM generate_series(1, 20000) n;
    ANALYZE complaint; ANALYZE search";

#[tokio::test]
async fn every_statement_is_prepared_and_uses_its_index_on_sqlite() {
    let house = House::build(Engine::Sqlite).await;
    let mut sqlite = house.sqlite().await;
    for statement in store::statements() {
        sqlite
            .prepare(statement.text.into_sql_str())
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", statement.name));
        let plan = sqlite_plan(&mut sqlite, statement).await;
        if let Some(index) = statement.index {
            assert!(plan.contains(index), "{} does not use {index}: {plan}", statement.name);
        }
        let scans = plan.lines().any(|line| line.starts_with("SCAN ") && !line.contains(" USING "));
        assert_eq!(scans, SCANS.contains(&statement.name), "{}: {plan}", statement.name);
    }
    house.tear_down().await;
}

#[tokio::test]
async fn every_statement_is_prepared_and_uses_its_index_on_postgres() {
    let house = House::build(Engine::Postgres).await;
    let mut postgres = house.postgres().await;
    // But for the complaints the tables are empty: without this the planner would read them whole.
    postgres.execute(COMPLAINTS).await.unwrap();
    postgres.execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").await.unwrap();
    for statement in store::statements() {
        postgres
            .prepare(statement.on_postgres().into_sql_str())
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", statement.name));
        if let Some(index) = statement.index {
            let plan = postgres_plan(&mut postgres, statement).await;
            assert!(plan.contains(index), "{} does not use {index}: {plan}", statement.name);
        }
    }
    house.tear_down().await;
}

async fn sqlite_plan(sqlite: &mut SqliteConnection, statement: &Statement) -> String {
    let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.text));
    let rows = sqlx::query(explain).fetch_all(sqlite).await.unwrap();
    let step = |row: &sqlx::sqlite::SqliteRow| match row.get::<String, _>("detail") {
        // The search finds by an index of its own; a list is read whole.
        step if step.contains("VIRTUAL TABLE INDEX") && step.contains(":M") => step + " USING search_terms",
        step if step.contains("VIRTUAL TABLE INDEX") => step + " USING the list",
        step => step,
    };
    rows.iter().map(step).collect::<Vec<_>>().join("\n")
}

async fn postgres_plan(postgres: &mut PgConnection, statement: &Statement) -> String {
    let nulls = vec!["NULL"; statement.arity].join(", ");
    let given = if nulls.is_empty() { nulls } else { format!("({nulls})") };
    let prepare = AssertSqlSafe(format!("DEALLOCATE ALL; PREPARE asked AS {}", statement.on_postgres()));
    sqlx::raw_sql(prepare).execute(&mut *postgres).await.unwrap();
    let explain = AssertSqlSafe(format!("EXPLAIN EXECUTE asked{given}"));
    let rows = sqlx::raw_sql(explain).fetch_all(postgres).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>().join("\n")
}

#[test]
fn statements_have_names_of_their_own_and_known_arguments() {
    let names: BTreeSet<_> = store::statements().map(|statement| statement.name).collect();
    assert_eq!(names.len(), store::statements().count());
    let claim = store::statements().find(|statement| statement.name == "store::job::CLAIM").unwrap();
    assert_eq!(claim.arity, 4);
}

#[test]
fn every_file_that_declares_statements_is_listed() {
    let mut modules = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "store", &mut modules);
    let listed: BTreeSet<_> =
        store::statements().map(|statement| statement.name.rsplit_once("::").unwrap().0.to_owned()).collect();
    assert_eq!(modules, listed);
}

fn collect(folder: &Path, module: &str, modules: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{module}::{}", path.file_stem().unwrap().to_str().unwrap());
        if path.is_dir() {
            collect(&path, &name, modules);
        } else if fs::read_to_string(&path).unwrap().lines().any(|line| line == "sql! {") {
            modules.insert(name);
        }
    }
}
