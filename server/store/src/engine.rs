//! The two engines behind one API. Their differences live here and nowhere else.

mod guard;
mod link;
mod postgres;
mod sqlite;

use std::sync::Arc;

use crate::{Changed, Config, Error, Keyring, Reader, Scope, Tx, changed::Announcer, policy::Policies};

pub(crate) use self::link::Link;
use self::{postgres::Postgres, sqlite::Sqlite};

/// A database that has been opened and migrated, before anyone has checked its key.
pub(crate) enum Opened {
    Sqlite(Box<sqlite::Opened>),
    Postgres(postgres::Opened),
}

/// How many writes may wait on SQLite before the next is told [`Error::Busy`].
pub(crate) const QUEUE: usize = 1024;

impl Opened {
    pub(crate) async fn open(config: &Config) -> Result<Self, Error> {
        let url = config.database_url.as_str();
        if let Some(path) = url.strip_prefix("sqlite://") {
            return sqlite::Opened::open(path).await.map(Box::new).map(Self::Sqlite);
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return postgres::Opened::open(url).await.map(Self::Postgres);
        }
        Err(Error::Setting("the database URL must begin with sqlite:// or postgres://"))
    }

    /// The connection on which the key is checked.
    pub(crate) const fn link(&mut self) -> &mut Link {
        match self {
            Self::Sqlite(opened) => &mut opened.link,
            Self::Postgres(opened) => &mut opened.link,
        }
    }

    pub(crate) async fn start(
        self,
        keys: Arc<Keyring>,
        policies: Arc<Policies>,
        announcer: Announcer,
    ) -> Result<Engine, Error> {
        Ok(match self {
            Self::Sqlite(opened) => Engine::Sqlite(opened.start(keys, policies, announcer).await?),
            Self::Postgres(opened) => Engine::Postgres(opened.start(keys, policies, announcer).await?),
        })
    }
}

pub(crate) enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Engine {
    pub(crate) async fn write<T, F>(&self, scope: &Scope, closure: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        match self {
            Self::Sqlite(engine) => engine.write(closure).await,
            Self::Postgres(engine) => engine.write(scope, closure).await,
        }
    }

    pub(crate) async fn read(&self) -> Result<Reader, Error> {
        match self {
            Self::Sqlite(engine) => engine.read().await,
            Self::Postgres(engine) => engine.read().await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(engine) => engine.close().await,
            Self::Postgres(engine) => engine.close().await,
        }
    }
}

/// What a write that went well leaves behind to be announced.
type Changes = Vec<Changed>;
