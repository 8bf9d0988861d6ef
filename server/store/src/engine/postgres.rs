//! PostgreSQL: every write its own transaction in the caller's task, ordered by its scope's lock;
//! changes travel between server processes by NOTIFY.

use std::{str::FromStr, sync::Arc, time::Duration};

use rules::moment::Moment;
use sqlx::{
    ConnectOptions, Connection, PgPool,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
    query, query_scalar,
};
use tokio::task::AbortHandle;

use super::{Changes, Link, guard::guarded};
use crate::{
    Changed, Error, Keyring, Reader, Scope, Tx, changed::Announcer, fresh, migrations, policy::Policies,
};

const CONNECTIONS: u32 = 16;

const CHANNEL: &str = "linli_changed";
/// How often it is tried to hear of other processes' changes again.
const LISTENING_AGAIN: Duration = Duration::from_secs(1);

pub(crate) struct Opened {
    pub(super) link: Link,
    pool: PgPool,
    url: String,
}

impl Opened {
    pub(super) async fn open(url: &str) -> Result<Self, Error> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| Error::Setting("the postgres:// database URL cannot be read"))?
            .disable_statement_logging();
        migrate(&options).await?;
        let limits = [
            ("lock_timeout", "5000"),
            ("statement_timeout", "5000"),
            ("idle_in_transaction_session_timeout", "10000"),
        ];
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(3))
            .connect_with(options.options(limits).statement_cache_capacity(256))
            .await?;
        let link = Link::PostgresReader(pool.acquire().await?);
        Ok(Self { link, pool, url: url.to_owned() })
    }

    pub(super) async fn start(
        self,
        keys: Arc<Keyring>,
        policies: Arc<Policies>,
        announcer: Announcer,
    ) -> Result<Postgres, Error> {
        let origin = fresh::id(Moment::default())?;
        let listener = listen(&self.url).await?;
        let relaying = relay(listener, self.url, origin.clone(), announcer.clone());
        let listening = tokio::spawn(relaying).abort_handle();
        Ok(Postgres { pool: self.pool, keys, policies, announcer, origin, listening })
    }
}

/// On a connection without time limits: a migration may take long.
async fn migrate(options: &PgConnectOptions) -> Result<(), Error> {
    let mut connection = options.connect().await?;
    let encoding: String = query_scalar("SHOW server_encoding").fetch_one(&mut connection).await?;
    if encoding != "UTF8" {
        return Err(Error::Setting("the PostgreSQL database must be created with ENCODING 'UTF8'"));
    }
    migrations::run(migrations::POSTGRES, &mut connection).await?;
    connection.close().await?;
    Ok(())
}

async fn listen(url: &str) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Announces here what other processes changed.
async fn relay(mut listener: PgListener, url: String, origin: String, announcer: Announcer) {
    loop {
        match listener.try_recv().await {
            Ok(Some(heard)) => announcer.announce(read(heard.payload(), &origin)),
            Ok(None) => announcer.announce([Changed::Everything]),
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "changes of other processes are not heard"
                );
                listener = listen_again(&url).await;
                announcer.announce([Changed::Everything]);
            }
        }
    }
}

/// Until it succeeds. What was announced meanwhile is lost.
async fn listen_again(url: &str) -> PgListener {
    loop {
        tokio::time::sleep(LISTENING_AGAIN).await;
        if let Ok(listener) = listen(url).await {
            return listener;
        }
    }
}

/// Our own changes were announced when they were committed.
fn read(payload: &str, origin: &str) -> Option<Changed> {
    let (from, change) = payload.split_once(' ')?;
    (from != origin).then(|| serde_json::from_str(change).unwrap_or(Changed::Everything))
}

pub(crate) struct Postgres {
    pool: PgPool,
    keys: Arc<Keyring>,
    policies: Arc<Policies>,
    announcer: Announcer,
    /// Tells this process's notifications from those of others.
    origin: String,
    listening: AbortHandle,
}

impl Postgres {
    pub(super) async fn write<T, F>(&self, scope: &Scope, closure: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        let mut transaction = self.pool.begin().await?;
        if let Some(lock) = scope.lock() {
            query("SELECT pg_advisory_xact_lock($1)").bind(lock).execute(&mut *transaction).await?;
        }
        let mut tx =
            Tx::new(Reader::new(Link::Postgres(transaction), self.keys.clone(), self.policies.clone()));
        let (value, outcome) = match guarded(closure(&mut tx)).await {
            Ok(value) => (Some(value), Ok(())),
            Err(error) => (None, Err(error)),
        };
        let settled = tx.settle(outcome);
        self.finish(tx.into_link(), settled).await?;
        value.ok_or_else(|| Error::failed("a write without a value"))
    }

    /// Commits and announces, or rolls back.
    async fn finish(&self, link: Link, settled: Result<Changes, Error>) -> Result<(), Error> {
        let Link::Postgres(mut transaction) = link else { return Err(Error::failed("not a transaction")) };
        let changes = match settled {
            Ok(changes) => changes,
            Err(error) => {
                let _ = transaction.rollback().await;
                return Err(error);
            }
        };
        for change in &changes {
            let change = serde_json::to_string(change).map_err(|error| Error::failed(error.to_string()))?;
            let payload = format!("{} {change}", self.origin);
            query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(payload).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        self.announcer.announce(changes);
        Ok(())
    }

    pub(super) async fn read(&self) -> Result<Reader, Error> {
        let connection = self.pool.acquire().await?;
        Ok(Reader::new(Link::PostgresReader(connection), self.keys.clone(), self.policies.clone()))
    }

    pub(super) async fn close(&self) {
        self.listening.abort();
        self.pool.close().await;
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.listening.abort();
    }
}
