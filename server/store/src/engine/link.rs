//! One connection of either engine, and the four things that are done with it.

use sqlx::{
    AssertSqlSafe, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection,
    query_as_with, query_with,
};

use crate::{
    Error,
    sql::{Marks, Row, Statement, Value, postgres, sqlite},
};

/// Owned, so that whoever holds it needs no second lifetime.
pub(crate) enum Link {
    Sqlite(SqliteConnection),
    SqliteReader(PoolConnection<Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    PostgresReader(PoolConnection<Postgres>),
}

enum Connection<'l> {
    Sqlite(&'l mut SqliteConnection),
    Postgres(&'l mut PgConnection),
}

impl Link {
    fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::SqliteReader(connection) => Connection::Sqlite(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
            Self::PostgresReader(connection) => Connection::Postgres(connection),
        }
    }

    /// How many rows it changed.
    pub(crate) async fn execute(&mut self, statement: Statement, args: Vec<Value>) -> Result<u64, Error> {
        statement.check(&args)?;
        let (text, other) = (statement.text, statement.on_postgres());
        Ok(match self.connection() {
            Connection::Sqlite(on) => query_with(text, sqlite(args)?).execute(on).await?.rows_affected(),
            Connection::Postgres(on) => query_with(other, postgres(args)?).execute(on).await?.rows_affected(),
        })
    }

    /// The text of an INSERT of one row, for `rows` rows, as this engine likes it.
    pub(crate) fn repeated(&mut self, statement: Statement, rows: usize) -> String {
        match self.connection() {
            Connection::Sqlite(_) => statement.repeated(rows, Marks::Bare),
            Connection::Postgres(_) => statement.repeated(rows, Marks::Numbered),
        }
    }

    /// As [`Link::execute`], for what [`Link::repeated`] made.
    pub(crate) async fn execute_many(&mut self, text: String, args: Vec<Value>) -> Result<u64, Error> {
        let text = AssertSqlSafe(text);
        Ok(match self.connection() {
            Connection::Sqlite(on) => query_with(text, sqlite(args)?).execute(on).await?.rows_affected(),
            Connection::Postgres(on) => query_with(text, postgres(args)?).execute(on).await?.rows_affected(),
        })
    }

    pub(crate) async fn all<R: Row>(
        &mut self,
        statement: Statement,
        args: Vec<Value>,
    ) -> Result<Vec<R>, Error> {
        statement.check(&args)?;
        let (text, other) = (statement.text, statement.on_postgres());
        Ok(match self.connection() {
            Connection::Sqlite(on) => query_as_with(text, sqlite(args)?).fetch_all(on).await?,
            Connection::Postgres(on) => query_as_with(other, postgres(args)?).fetch_all(on).await?,
        })
    }

    pub(crate) async fn optional<R: Row>(
        &mut self,
        statement: Statement,
        args: Vec<Value>,
    ) -> Result<Option<R>, Error> {
        statement.check(&args)?;
        let (text, other) = (statement.text, statement.on_postgres());
        Ok(match self.connection() {
            Connection::Sqlite(on) => query_as_with(text, sqlite(args)?).fetch_optional(on).await?,
            Connection::Postgres(on) => query_as_with(other, postgres(args)?).fetch_optional(on).await?,
        })
    }
}
