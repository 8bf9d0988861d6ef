//! SQLite: one writer on a thread of its own, many readers.

mod writer;

use std::{
    fs::{DirBuilder, OpenOptions},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sqlx::{
    ConnectOptions, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::sync::{mpsc, oneshot, watch};

use self::writer::{Queued, Write, Writer};
use super::{Link, QUEUE};
use crate::{Error, Keyring, Reader, Tx, changed::Announcer, migrations, policy::Policies};

const READERS: u32 = 6;

pub(crate) struct Opened {
    pub(super) link: Link,
    options: SqliteConnectOptions,
}

impl Opened {
    pub(super) async fn open(path: &str) -> Result<Self, Error> {
        if path.is_empty() || path.starts_with(':') {
            return Err(Error::Setting("sqlite:// must be followed by the path of the database file"));
        }
        make_private(Path::new(path)).map_err(Error::unavailable)?;
        // The writer alone changes pages: with room for the indexes in use, and a log of 32 MiB before
        // it is copied back, a page that changes often is written once, not each time.
        let options = options(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("cache_size", "-65536")
            .pragma("wal_autocheckpoint", "8192");
        let mut connection = options.connect().await?;
        migrations::run(migrations::SQLITE, &mut connection).await?;
        Ok(Self { link: Link::Sqlite(connection), options })
    }

    pub(super) async fn start(
        self,
        keys: Arc<Keyring>,
        policies: Arc<Policies>,
        announcer: Announcer,
    ) -> Result<Sqlite, Error> {
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(Duration::from_secs(3))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options(self.options.get_filename()).pragma("query_only", "1"))
            .await?;
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (ending, ended) = watch::channel(());
        let tx = Tx::new(Reader::new(self.link, keys.clone(), policies.clone()));
        Writer { tx, waiting, announcer, options: self.options }.spawn(ending)?;
        Ok(Sqlite { queue: Mutex::new(Some(queue)), ended, readers, keys, policies })
    }
}

fn options(path: impl AsRef<Path>) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(256)
        .pragma("temp_store", "memory")
        .pragma("journal_size_limit", "67108864")
        .disable_statement_logging()
}

/// Makes the file, and its folder, so that only their owner can read them; SQLite gives the WAL the
/// file's mode.
fn make_private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().append(true).create(true).mode(0o600).open(path).map(drop)
}

pub(crate) struct Sqlite {
    /// Taken away when the store closes, so that the writer ends after what is queued.
    queue: Mutex<Option<mpsc::Sender<Box<dyn Write>>>>,
    ended: watch::Receiver<()>,
    readers: SqlitePool,
    keys: Arc<Keyring>,
    policies: Arc<Policies>,
}

impl Sqlite {
    /// Queues the closure and waits until the commit that holds it is on disk. A caller who stops
    /// waiting does not stop the write.
    pub(super) async fn write<T, F>(&self, closure: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        self.enqueue(Box::new(Queued::new(closure, answer)))?;
        answered.await.map_err(Error::unavailable)?
    }

    fn enqueue(&self, write: Box<dyn Write>) -> Result<(), Error> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(queue) = queue else { return Err(Error::unavailable(sqlx::Error::PoolClosed)) };
        queue.try_send(write).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => Error::Busy,
            mpsc::error::TrySendError::Closed(_) => Error::unavailable(sqlx::Error::WorkerCrashed),
        })
    }

    pub(super) async fn read(&self) -> Result<Reader, Error> {
        let connection = self.readers.acquire().await?;
        Ok(Reader::new(Link::SqliteReader(connection), self.keys.clone(), self.policies.clone()))
    }

    pub(super) async fn close(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        // The writer drops its end when it has answered the last write.
        let _ = self.ended.clone().changed().await;
        self.readers.close().await;
    }
}
