//! A folder, a database, and the programs that serve it.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode, redirect};

pub const PASSWORD: &str = "a quiet courtyard 7";

/// What its programs share.
pub struct House {
    pub folder: PathBuf,
    pub database_url: String,
    pub client: Client,
}

/// One program that serves.
pub struct Served {
    pub child: Child,
    pub address: String,
    /// How long it took until it answered.
    pub took: Duration,
}

impl House {
    pub fn on_sqlite() -> Self {
        let folder = folder();
        let database_url = format!("sqlite://{}", folder.join("linli.db").display());
        Self { folder, database_url, client: client() }
    }

    /// On a database of its own of the tests' PostgreSQL.
    pub fn on_postgres() -> Self {
        let url = std::env::var("LINLI_TEST_POSTGRES").expect(
            "LINLI_TEST_POSTGRES is not set: give it the postgres:// URL of a role that may create databases, \
             or let `make test` start a PostgreSQL of its own",
        );
        let folder = folder();
        let name = folder.file_name().and_then(|name| name.to_str()).expect("it is ours").replace('-', "_");
        let create = format!("CREATE DATABASE {name}");
        let made = Command::new("psql").args(["--quiet", "--command", &create, &url]).status();
        assert!(made.expect("psql runs").success());
        let (server, _) = url.rsplit_once('/').expect("LINLI_TEST_POSTGRES ends with /DATABASE");
        Self { database_url: format!("{server}/{name}"), folder, client: client() }
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_linli"));
        program
            .args(arguments)
            .env("LINLI_DATABASE_URL", &self.database_url)
            .env("LINLI_DATA_DIR", &self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        program
    }

    pub fn add_community(&self) {
        let homes = self.folder.join("homes.txt");
        fs::write(&homes, "A,1,101\nA,1,102\n").expect("the folder can be written");
        let homes = homes.display().to_string();
        let add = "community add --id wt --name Wutong --hotline 0571-88903366 --emergency 0571-88903399";
        let mut arguments: Vec<&str> = add.split(' ').collect();
        arguments.extend(["--desk-hours", "8:30-17:30", "--buildings", &homes]);
        assert!(self.program(&arguments).status().expect("the program runs").success());
    }

    pub fn add_staff(&self, account: &str) {
        let add = "staff add --department customer_service --duty wt:agent --name Lin --account";
        let mut arguments: Vec<&str> = add.split(' ').collect();
        arguments.push(account);
        let mut child = self.program(&arguments).stdin(Stdio::piped()).spawn().expect("the program runs");
        let mut input = child.stdin.take().expect("it reads");
        input.write_all(PASSWORD.as_bytes()).expect("it reads");
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }

    /// Starts a program and waits until it answers.
    pub async fn serve(&self) -> Served {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let listen = listener.local_addr().expect("it listens").to_string();
        drop(listener);
        self.serve_at(&listen).await
    }

    pub async fn serve_at(&self, listen: &str) -> Served {
        let started = Instant::now();
        let child = self
            .program(&["serve", "--listen", listen, "--acts", "100000"])
            .spawn()
            .expect("the program runs");
        let mut served = Served { child, address: listen.to_owned(), took: Duration::ZERO };
        while started.elapsed() < Duration::from_secs(30) {
            let answer = self.client.get(served.url("/healthz")).send().await;
            if answer.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                served.took = started.elapsed();
                return served;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        served.kill();
        panic!("it does not serve");
    }

    /// Posts the complaint form; the private link when it was accepted, nothing when nobody answered.
    pub async fn file(&self, at: &str, key: &str) -> Option<String> {
        let fields = [
            ("draft[community]", "wt"),
            ("draft[filer]", "home_owner"),
            ("draft[kind]", "works"),
            ("draft[area]", "home"),
            ("draft[place]", "A-1-101"),
            ("draft[text]", "The lift has stopped three times this week"),
            ("draft[phone]", "13857104629"),
            ("draft[notice]", "1"),
            ("draft[key]", key),
        ];
        let url = format!("http://{at}/complaints/new");
        let answer = self.client.post(url).form(&fields).send().await.ok()?;
        let status = answer.status();
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
        let link = location.and_then(|path| path.strip_prefix("/c/")?.split('/').next()).map(str::to_owned);
        if link.is_none() {
            panic!("{status}: {}", answer.text().await.unwrap_or_default());
        }
        link
    }
}

impl Served {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// As when the power goes.
    pub fn kill(&mut self) {
        self.child.kill().expect("it is ours to kill");
        self.child.wait().expect("it has ended");
    }
}

fn folder() -> PathBuf {
    let id = u64::from_be_bytes(store::fresh::bytes().expect("there is randomness"));
    let folder = std::env::temp_dir().join(format!("linli-programs-{id:x}"));
    fs::create_dir_all(&folder).expect("the temporary folder can be written");
    folder
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(10));
    client.build().expect("a client")
}
