//! Opening, writing, reading, listening, closing.

use std::{path::PathBuf, sync::Arc};

use rules::moment::Moment;
use tokio::sync::broadcast;

use crate::{
    Changed, Error, Keyring, Links, MasterKey, Reader, Scope, Tx,
    changed::Announcer,
    engine::{Engine, Opened},
    keyring::check,
    sql::{args, sql},
};

sql! {
    ANSWERS = "SELECT id FROM keyring WHERE id = 1";
}

/// Where the data is and who may read it.
#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite://` and a path, or `postgres://…`.
    pub database_url: String,
    /// Where the key file is kept (`master.key`, mode 0600), made on first start.
    pub data_dir: PathBuf,
    /// Given from outside; then no key file is read or made.
    pub key: Option<MasterKey>,
}

/// The one way to the data. Cloning it is cheap; all clones share writer, readers and listeners.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    keys: Arc<Keyring>,
    links: Links,
    announcer: Announcer,
}

impl Store {
    /// Opens the database, made and migrated as needed, and checks that the key is its own. `now`
    /// is when a new database was made.
    ///
    /// # Errors
    /// [`Error::Setting`] for a URL or key that cannot be used, [`Error::WrongKey`],
    /// [`Error::Unavailable`].
    pub async fn open(config: &Config, now: Moment) -> Result<Self, Error> {
        let mut opened = Opened::open(config).await?;
        let keys = Arc::new(check::establish(opened.link(), config, now).await?);
        let announcer = Announcer::new();
        let engine = opened.start(keys.clone(), Arc::default(), announcer.clone()).await?;
        Ok(Self(Arc::new(Inner { engine, links: Links::new(keys.clone()), keys, announcer })))
    }

    /// Runs `closure` in one transaction, ordered with the other writes of its `scope`, and answers
    /// when it is on disk. The closure owns what it needs and waits for nothing but `tx`.
    ///
    /// # Errors
    /// The closure's own; [`Error::Busy`] when too much is waiting, [`Error::Unavailable`] when it
    /// took more than 2 seconds or the database is away, [`Error::Failed`] when it panicked. Then
    /// nothing of it is written, except that after [`Error::Unavailable`] one cannot know.
    pub async fn write<T, F>(&self, scope: Scope, closure: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        self.0.engine.write(&scope, closure).await
    }

    /// A connection to read from. Give it back (drop it) before waiting for anything else.
    ///
    /// # Errors
    /// [`Error::Busy`] when none is free within 3 seconds.
    pub async fn read(&self) -> Result<Reader, Error> {
        self.0.engine.read().await
    }

    /// What is changed from now on, by this process and, on PostgreSQL, by any other. A listener
    /// that lags behind should read everything again.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Changed> {
        self.0.announcer.listen()
    }

    #[must_use]
    pub fn keys(&self) -> &Keyring {
        &self.0.keys
    }

    #[must_use]
    pub fn links(&self) -> &Links {
        &self.0.links
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Whatever keeps it from answering.
    pub async fn answers(&self) -> Result<(), Error> {
        self.read().await?.one::<(i64,)>(ANSWERS, args![]).await.map(drop)
    }

    /// Finishes what is queued and closes; later writes and reads are [`Error::Unavailable`].
    pub async fn close(&self) {
        self.0.engine.close().await;
    }
}
