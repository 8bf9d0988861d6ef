//! The real program loses its power in the middle of a stream of complaints, five times.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode, redirect};
use rules::access::{Duty, Staff};
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::Moment;
use rules::queue::Filter;
use store::Store;

const KILLS: usize = 5;
/// Complaints acknowledged before each of them.
const ACKNOWLEDGED: usize = 45;
const RESIDENTS: usize = 6;
const SERVES_AGAIN: Duration = Duration::from_secs(2);

struct House {
    folder: PathBuf,
    port: u16,
    client: Client,
}

/// What the residents know: the link each key was answered with, and the keys never answered.
#[derive(Default)]
struct Known {
    links: BTreeMap<String, String>,
    unanswered: BTreeSet<String>,
}

impl House {
    fn build() -> Self {
        let id = u64::from_be_bytes(store::fresh::bytes().expect("there is randomness"));
        let folder = std::env::temp_dir().join(format!("linli-kill-{id:x}"));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().expect("it listens").port();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(10));
        Self { folder, port, client: client.build().expect("a client") }
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_linli"));
        program
            .args(arguments)
            .env("LINLI_DATABASE_URL", format!("sqlite://{}", self.folder.join("linli.db").display()))
            .env("LINLI_DATA_DIR", &self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        program
    }

    fn add_community(&self) {
        let homes = self.folder.join("homes.txt");
        fs::write(&homes, "A,1,101\nA,1,102\n").expect("the folder can be written");
        let homes = homes.display().to_string();
        let add = "community add --id wt --name Wutong --hotline 0571-88903366 --emergency 0571-88903399";
        let mut arguments: Vec<&str> = add.split(' ').collect();
        arguments.extend(["--desk-hours", "8:30-17:30", "--buildings", &homes]);
        assert!(self.program(&arguments).status().expect("the program runs").success());
    }

    /// Starts the program and waits until it answers; says how long that took.
    async fn serve(&self) -> (Child, Duration) {
        let listen = format!("127.0.0.1:{}", self.port);
        let started = Instant::now();
        let mut child = self
            .program(&["serve", "--listen", &listen, "--acts", "100000"])
            .spawn()
            .expect("the program runs");
        while started.elapsed() < Duration::from_secs(30) {
            let answer = self.client.get(self.url("/healthz")).send().await;
            if answer.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                return (child, started.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        child.kill().expect("it is ours to kill");
        child.wait().expect("it has ended");
        panic!("it does not serve");
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Posts the complaint form; the private link when it was accepted.
    async fn file(&self, key: &str) -> Option<String> {
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
        let answer = self.client.post(self.url("/complaints/new")).form(&fields).send().await.ok()?;
        let status = answer.status();
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
        let link = location.and_then(|path| path.strip_prefix("/c/")?.split('/').next()).map(str::to_owned);
        if link.is_none() {
            panic!("{status}: {}", answer.text().await.unwrap_or_default());
        }
        link
    }
}

/// Residents file until the power goes, which is after enough have been answered and while at least
/// one waits.
async fn file_until_killed(house: &Arc<House>, mut server: Child, round: usize, known: &Arc<Mutex<Known>>) {
    let answered = Arc::new(AtomicUsize::new(0));
    let under_way = Arc::new(AtomicUsize::new(0));
    let mut residents = Vec::new();
    for resident in 0..RESIDENTS {
        let (house, known) = (house.clone(), known.clone());
        let (answered, under_way) = (answered.clone(), under_way.clone());
        residents.push(tokio::spawn(async move {
            for count in 0.. {
                let key = format!("key-{round}-{resident}-{count}");
                known.lock().expect("nobody panicked").unanswered.insert(key.clone());
                under_way.fetch_add(1, Ordering::SeqCst);
                let link = house.file(&key).await;
                under_way.fetch_sub(1, Ordering::SeqCst);
                let Some(link) = link else { return };
                let mut known = known.lock().expect("nobody panicked");
                known.unanswered.remove(&key);
                known.links.insert(key, link);
                answered.fetch_add(1, Ordering::SeqCst);
            }
        }));
    }
    let began = Instant::now();
    while answered.load(Ordering::SeqCst) < ACKNOWLEDGED || under_way.load(Ordering::SeqCst) == 0 {
        assert!(began.elapsed() < Duration::from_secs(120), "too few are answered");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    server.kill().expect("it is ours to kill");
    server.wait().expect("it has ended");
    for resident in residents {
        resident.await.expect("no answer was a wrong one");
    }
}

/// Complaints in the queue of somebody who reads the community, page by page.
async fn count(folder: &Path) -> usize {
    let database_url = format!("sqlite://{}", folder.join("linli.db").display());
    let config = store::Config { database_url, data_dir: folder.to_path_buf(), key: None };
    let now = Moment::from_millis(1_795_312_800_000);
    let store = Store::open(&config, now).await.expect("the database opens");
    let duties = vec![(CommunityId::new("wt"), Duty::Agent)];
    let staff =
        Staff { id: StaffId::new("s"), name: String::new(), department: Department::Supervision, duties };
    let mut filter = Filter::default();
    let mut rows = 0;
    loop {
        let page = store.queue(&filter, &staff, now).await.expect("the queue can be read");
        rows += page.rows.len();
        match page.rows.last() {
            Some(last) if page.more => filter.after = Some(last.rank()),
            _ => break,
        }
    }
    store.close().await;
    rows
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_complaint_survives_a_power_cut_once() {
    let house = Arc::new(House::build());
    house.add_community();
    let known = Arc::new(Mutex::new(Known::default()));
    let (mut server, _) = house.serve().await;
    for round in 0..KILLS {
        file_until_killed(&house, server, round, &known).await;
        let took;
        (server, took) = house.serve().await;
        assert!(took <= SERVES_AGAIN, "it serves again after {took:?}");
    }
    let known = std::mem::take(&mut *known.lock().expect("nobody panicked"));
    assert!(known.links.len() >= 200 && known.unanswered.len() >= KILLS, "{} answered", known.links.len());
    let links: BTreeSet<&String> = known.links.values().collect();
    assert_eq!(links.len(), known.links.len(), "each has a link of its own");
    for (key, link) in &known.links {
        let page = house.client.get(house.url(&format!("/c/{link}"))).send().await.expect("it answers");
        assert_eq!(page.status(), StatusCode::OK, "{key} was acknowledged");
        assert_eq!(house.file(key).await.as_ref(), Some(link), "posted again it is the same one");
    }
    for key in &known.unanswered {
        let (once, again) = (house.file(key).await, house.file(key).await);
        assert!(once.is_some() && once == again, "{key} is filed once, whether or not it was kept before");
    }
    server.kill().expect("it is ours to kill");
    server.wait().expect("it has ended");
    assert_eq!(count(&house.folder).await, known.links.len() + known.unanswered.len());
    let _ = fs::remove_dir_all(&house.folder);
}
