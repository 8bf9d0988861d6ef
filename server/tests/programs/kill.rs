//! The power goes in the middle of a stream of complaints, five times.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use rules::access::{Duty, Staff};
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::Moment;
use rules::queue::Filter;
use store::Store;

use crate::house::{House, Served};

const KILLS: usize = 5;
/// Complaints acknowledged before each of them.
const ACKNOWLEDGED: usize = 45;
const RESIDENTS: usize = 6;
const SERVES_AGAIN: Duration = Duration::from_secs(2);

/// What the residents know: the link each key was answered with, and the keys never answered.
#[derive(Default)]
struct Known {
    links: BTreeMap<String, String>,
    unanswered: BTreeSet<String>,
}

/// Residents file until the power goes, which is after enough have been answered and while at least
/// one waits.
async fn file_until_killed(house: &Arc<House>, server: &mut Served, round: usize, known: &Arc<Mutex<Known>>) {
    let answered = Arc::new(AtomicUsize::new(0));
    let under_way = Arc::new(AtomicUsize::new(0));
    let mut residents = Vec::new();
    for resident in 0..RESIDENTS {
        let (house, known, at) = (house.clone(), known.clone(), server.address.clone());
        let (answered, under_way) = (answered.clone(), under_way.clone());
        residents.push(tokio::spawn(async move {
            for count in 0.. {
                let key = format!("key-{round}-{resident}-{count}");
                known.lock().expect("nobody panicked").unanswered.insert(key.clone());
                under_way.fetch_add(1, Ordering::SeqCst);
                let link = house.file(&at, &key).await;
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
    server.kill();
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
    let house = Arc::new(House::on_sqlite());
    house.add_community();
    let known = Arc::new(Mutex::new(Known::default()));
    let mut server = house.serve().await;
    for round in 0..KILLS {
        file_until_killed(&house, &mut server, round, &known).await;
        server = house.serve_at(&server.address).await;
        assert!(server.took <= SERVES_AGAIN, "it serves again after {:?}", server.took);
    }
    let known = std::mem::take(&mut *known.lock().expect("nobody panicked"));
    assert!(known.links.len() >= 200 && known.unanswered.len() >= KILLS, "{} answered", known.links.len());
    let links: BTreeSet<&String> = known.links.values().collect();
    assert_eq!(links.len(), known.links.len(), "each has a link of its own");
    for (key, link) in &known.links {
        let page = house.client.get(server.url(&format!("/c/{link}"))).send().await.expect("it answers");
        assert_eq!(page.status(), StatusCode::OK, "{key} was acknowledged");
        assert_eq!(
            house.file(&server.address, key).await.as_ref(),
            Some(link),
            "posted again it is the same one"
        );
    }
    for key in &known.unanswered {
        let (once, again) = (house.file(&server.address, key).await, house.file(&server.address, key).await);
        assert!(once.is_some() && once == again, "{key} is filed once, whether or not it was kept before");
    }
    server.kill();
    assert_eq!(count(&house.folder).await, known.links.len() + known.unanswered.len());
    let _ = fs::remove_dir_all(&house.folder);
}
