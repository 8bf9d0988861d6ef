//! The tables, step by step: for each number one file per engine, of the same name.

use sqlx::{
    SqlSafeStr,
    migrate::{Migrate, Migration, MigrationType, Migrator},
};

use crate::Error;

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        /// Number and name of every migration.
        pub(crate) const LIST: &[(i64, &str)] = &[$(($number, $name)),+];
        pub(crate) const SQLITE: &[&str] = &[$(include_str!(concat!("../migrations/sqlite/", $name, ".sql"))),+];
        pub(crate) const POSTGRES: &[&str] = &[$(include_str!(concat!("../migrations/postgres/", $name, ".sql"))),+];
    };
}

migrations! {
    1 "0001_foundation",
    2 "0002_desk",
    3 "0003_policy",
    4 "0004_alert",
    5 "0005_alike",
    6 "0006_queue",
    7 "0007_reply",
    8 "0008_handing",
    9 "0009_tables",
    10 "0010_call",
    11 "0011_incident",
    12 "0012_together",
}

/// Brings a database up to date; refuses one whose applied migrations differ from ours.
pub(crate) async fn run<C: Migrate>(texts: &[&'static str], connection: &mut C) -> Result<(), Error> {
    let step = |(&(number, name), &text): (&(i64, &'static str), &&'static str)| {
        Migration::new(number, name.into(), MigrationType::Simple, text.into_sql_str(), false)
    };
    let steps = LIST.iter().zip(texts).map(step).collect();
    Migrator::with_migrations(steps).run_direct(None, connection, false).await?;
    Ok(())
}
