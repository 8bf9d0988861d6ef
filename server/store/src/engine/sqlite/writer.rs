//! The one writer: takes what has queued up into one transaction, a savepoint each, and commits
//! once. Syncing the disk is what costs, and it is shared (15 times the commits at 64 writers where
//! a sync takes 2 ms).

use std::{
    collections::VecDeque,
    pin::Pin,
    time::{Duration, Instant},
};

use sqlx::{ConnectOptions, Connection, Executor, sqlite::SqliteConnectOptions};
use tokio::sync::{mpsc, oneshot, watch};

use super::super::{Changes, Link, guard::guarded};
use crate::{Error, Tx, changed::Announcer};

/// Writes taken from the queue at a time.
const TOGETHER: usize = 128;

/// A batch that has run this long commits what it has, so that slow writes do not add up.
const LONG: Duration = Duration::from_millis(50);

type Done<'t> = Pin<Box<dyn Future<Output = Result<(), Error>> + 't>>;

/// A queued closure with its caller; the types of its result and future stay inside.
pub(super) trait Write: Send {
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> Done<'t>;
    fn answer(self: Box<Self>, outcome: Result<(), Error>);
}

pub(super) struct Queued<T, F> {
    closure: Option<F>,
    value: Option<T>,
    caller: oneshot::Sender<Result<T, Error>>,
}

impl<T, F> Queued<T, F> {
    pub(super) const fn new(closure: F, caller: oneshot::Sender<Result<T, Error>>) -> Self {
        Self { closure: Some(closure), value: None, caller }
    }
}

impl<T, F> Write for Queued<T, F>
where
    T: Send,
    F: AsyncFnOnce(&mut Tx) -> Result<T, Error> + Send,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> Done<'t> {
        Box::pin(async {
            let Some(closure) = self.closure.take() else { return Err(Error::failed("a write run twice")) };
            self.value = Some(closure(tx).await?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), Error>) {
        let value = self.value.ok_or_else(|| Error::failed("a write without a value"));
        // The caller may have gone; what was committed stays.
        let _ = self.caller.send(outcome.and(value));
    }
}

struct Settled {
    write: Box<dyn Write>,
    outcome: Result<Changes, Error>,
}

pub(super) struct Writer {
    pub(super) tx: Tx,
    pub(super) waiting: mpsc::Receiver<Box<dyn Write>>,
    pub(super) announcer: Announcer,
    pub(super) options: SqliteConnectOptions,
}

impl Writer {
    /// Runs on its own thread, because an async closure's future cannot be asked to be `Send`.
    pub(super) fn spawn(self, ending: watch::Sender<()>) -> Result<(), Error> {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::unavailable)?;
        let thread = std::thread::Builder::new().name("linli-writer".to_owned());
        let serve = move || {
            runtime.block_on(self.serve());
            drop(ending);
        };
        thread.spawn(serve).map(drop).map_err(Error::unavailable)
    }

    async fn serve(mut self) {
        let mut arrived = Vec::with_capacity(TOGETHER);
        while self.waiting.recv_many(&mut arrived, TOGETHER).await > 0 {
            let mut batch = VecDeque::from_iter(arrived.drain(..));
            while !batch.is_empty() {
                self.commit(&mut batch).await;
            }
        }
        if let Link::Sqlite(connection) = self.tx.into_link() {
            let _ = connection.close().await;
        }
    }

    /// One transaction. Nobody is answered before it is on disk.
    async fn commit(&mut self, batch: &mut VecDeque<Box<dyn Write>>) {
        let mut settled = Vec::with_capacity(batch.len());
        let committed = match batch.len() {
            1 => self.alone(batch, &mut settled).await,
            _ => self.together(batch, &mut settled).await,
        };
        if let Err(error) = &committed {
            tracing::error!(error = error as &dyn std::error::Error, writes = settled.len(), "commit failed");
            self.reconnect().await;
        }
        for Settled { write, outcome } in settled {
            let outcome = outcome.and_then(|changes| committed.clone().map(|()| changes));
            // Announced first, so that whoever is answered finds the news already on its way.
            write.answer(outcome.map(|changes| self.announcer.announce(changes)));
        }
    }

    async fn alone(
        &mut self,
        batch: &mut VecDeque<Box<dyn Write>>,
        settled: &mut Vec<Settled>,
    ) -> Result<(), Error> {
        self.begin(batch, settled).await?;
        let stays = match batch.pop_front() {
            Some(write) => self.run(write, settled).await,
            None => false,
        };
        self.raw(if stays { "COMMIT" } else { "ROLLBACK" }).await
    }

    async fn together(
        &mut self,
        batch: &mut VecDeque<Box<dyn Write>>,
        settled: &mut Vec<Settled>,
    ) -> Result<(), Error> {
        self.begin(batch, settled).await?;
        self.raw("SAVEPOINT w").await?;
        let began = Instant::now();
        while let Some(write) = batch.pop_front() {
            let stays = self.run(write, settled).await;
            // SQLite has rolled everything back by itself when the disk is full or broken; then
            // there is no savepoint left and the whole batch is refused.
            self.raw(if stays { "RELEASE w; SAVEPOINT w" } else { "ROLLBACK TO w" }).await?;
            if began.elapsed() > LONG {
                break;
            }
        }
        self.raw("COMMIT").await
    }

    /// Where not even a transaction can begin, the whole batch is refused.
    async fn begin(
        &mut self,
        batch: &mut VecDeque<Box<dyn Write>>,
        settled: &mut Vec<Settled>,
    ) -> Result<(), Error> {
        let begun = self.raw("BEGIN IMMEDIATE").await;
        if let Err(error) = &begun {
            let refused = |write| Settled { write, outcome: Err(error.clone()) };
            settled.extend(batch.drain(..).map(refused));
        }
        begun
    }

    /// Whether its changes may stay.
    async fn run(&mut self, mut write: Box<dyn Write>, settled: &mut Vec<Settled>) -> bool {
        let outcome = guarded(write.run(&mut self.tx)).await;
        let outcome = self.tx.settle(outcome);
        let stays = outcome.is_ok();
        settled.push(Settled { write, outcome });
        stays
    }

    async fn raw(&mut self, sql: &'static str) -> Result<(), Error> {
        let Link::Sqlite(connection) = self.tx.link() else {
            return Err(Error::failed("not the writer's connection"));
        };
        connection.execute(sql).await?;
        Ok(())
    }

    /// After a failed commit nothing of the old connection is trusted. Where no other can be had,
    /// the old one is kept and the next batch finds out.
    async fn reconnect(&mut self) {
        let _ = self.raw("ROLLBACK").await;
        match self.options.connect().await {
            Ok(connection) => *self.tx.link() = Link::Sqlite(connection),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the writer cannot reconnect");
            }
        }
    }
}
