//! A database of one story's own, of either engine.

use std::path::PathBuf;

use rules::{id::CommunityId, moment::Moment};
use sqlx::{Connection, PgConnection, SqliteConnection};
use store::{Config, Store, fresh};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// 2026-11-22 12:00 in Shanghai.
pub const NOON: Moment = Moment::from_millis(1_795_320_000_000);

pub struct House {
    pub engine: Engine,
    pub config: Config,
    pub store: Store,
    name: String,
}

impl House {
    pub async fn build(engine: Engine) -> Self {
        let name = format!("linli_story_{}", fresh::id(NOON).unwrap().replace('-', ""));
        let folder = std::env::temp_dir().join(&name);
        let database_url = match engine {
            Engine::Sqlite => format!("sqlite://{}/linli.db", folder.display()),
            Engine::Postgres => {
                ask_server(&format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")).await;
                server_url(&name)
            }
        };
        let config = Config { database_url, data_dir: folder, key: None };
        let store = Store::open(&config, NOON).await.expect("an empty database opens");
        Self { engine, config, store, name }
    }

    pub fn folder(&self) -> PathBuf {
        std::env::temp_dir().join(&self.name)
    }

    /// Opens the same database once more, as another process would.
    pub async fn second(&self) -> Store {
        Store::open(&self.config, NOON).await.expect("it opens again")
    }

    pub async fn sqlite(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.config.database_url).await.unwrap()
    }

    pub async fn postgres(&self) -> PgConnection {
        PgConnection::connect(&self.config.database_url).await.unwrap()
    }

    /// Whether PostgreSQL takes connections to it; if not, those there are are cut.
    pub async fn lets_in(&self, yes: bool) {
        ask_server(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS {yes}", self.name)).await;
        if !yes {
            let cut = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
                self.name
            );
            ask_server(&cut).await;
        }
    }

    pub async fn tear_down(self) {
        self.store.close().await;
        if self.engine == Engine::Postgres {
            ask_server(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
        }
        let _ = std::fs::remove_dir_all(self.folder());
    }
}

pub fn wutong() -> CommunityId {
    CommunityId::new("wt")
}

pub async fn tell(engine: Engine, story: impl AsyncFnOnce(&House)) {
    let house = House::build(engine).await;
    story(&house).await;
    house.tear_down().await;
}

/// Tells each story on each engine, as two tests.
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            use crate::story::house::{Engine, tell};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                tell(Engine::Sqlite, super::$story).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                tell(Engine::Postgres, super::$story).await;
            }
        }
    )+};
}

fn server_url(database: &str) -> String {
    let url = std::env::var("LINLI_TEST_POSTGRES").expect(
        "LINLI_TEST_POSTGRES is not set: give it the postgres:// URL of a role that may create databases, \
         or let `make test` start a PostgreSQL of its own",
    );
    let (server, options) =
        url.split_once('?').map_or((url.as_str(), None), |(server, options)| (server, Some(options)));
    let (server, _) = server.rsplit_once('/').expect("LINLI_TEST_POSTGRES ends with /DATABASE");
    options.map_or(format!("{server}/{database}"), |options| format!("{server}/{database}?{options}"))
}

async fn ask_server(sql: &str) {
    let mut server =
        PgConnection::connect(&server_url("postgres")).await.expect("LINLI_TEST_POSTGRES answers");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut server)
        .await
        .expect("its role may create databases");
    server.close().await.unwrap();
}
