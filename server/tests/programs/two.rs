//! Two programs on one PostgreSQL are one service: what is done through one is announced by the other,
//! and either can lose its power.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};

use crate::house::{House, PASSWORD, Served};

const ANNOUNCED_WITHIN: Duration = Duration::from_secs(1);
/// Complaints acknowledged before one of them loses its power.
const ACKNOWLEDGED: usize = 30;

impl House {
    async fn sign_in(&self, at: &Served, account: &str) -> String {
        let fields = [("entry[account]", account), ("entry[password]", PASSWORD)];
        let answer = self.client.post(at.url("/desk/sign-in")).header("origin", at.url("")).form(&fields);
        let answer = answer.send().await.expect("it answers");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookies = answer.headers().get_all("set-cookie").iter();
        let first = |cookie: &reqwest::header::HeaderValue| {
            Some(cookie.to_str().ok()?.split(';').next().unwrap_or_default().to_owned())
        };
        cookies.filter_map(first).collect::<Vec<_>>().join("; ")
    }

    async fn listen(&self, at: &Served, cookie: &str) -> Response {
        let stream = self.client.get(at.url("/live")).header("cookie", cookie).send().await;
        let mut stream = stream.expect("it answers");
        assert_eq!(stream.status(), StatusCode::OK);
        heard(&mut stream, "retry:").await;
        stream
    }

    async fn queue(&self, at: &Served, cookie: &str) -> String {
        let page = self.client.get(at.url("/desk")).header("cookie", cookie).send().await;
        page.expect("it answers").text().await.expect("it is whole")
    }

    /// The number on the receipt.
    async fn number(&self, at: &Served, link: &str) -> String {
        let page = self.client.get(at.url(&format!("/c/{link}"))).send().await.expect("it answers");
        assert_eq!(page.status(), StatusCode::OK, "what was acknowledged is there");
        let page = page.text().await.expect("it is whole");
        let begin = page.find("WT-").expect("the page names its number");
        page[begin..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
    }
}

/// Reads until the words come; how long that took.
async fn heard(stream: &mut Response, words: &str) -> Duration {
    let (from, mut said) = (Instant::now(), String::new());
    while !said.contains(words) {
        let left = Duration::from_secs(5).saturating_sub(from.elapsed());
        let chunk = tokio::time::timeout(left, stream.chunk()).await.expect("it comes within seconds");
        let chunk = chunk.expect("it is not cut off").expect("it does not end");
        said.push_str(std::str::from_utf8(&chunk).expect("it is text"));
    }
    from.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_done_through_one_is_on_the_others_queue_within_a_second() {
    let house = House::on_postgres();
    house.add_community();
    house.add_staff("1001");
    let (mut one, mut other) = (house.serve().await, house.serve().await);
    // Signed in at one, known to the other.
    let cookie = house.sign_in(&one, "1001").await;
    for (round, (doing, watching)) in [(&one, &other), (&other, &one)].into_iter().enumerate() {
        let mut stream = house.listen(watching, &cookie).await;
        let link = house.file(&doing.address, &format!("round {round}")).await.expect("it is accepted");
        let took = heard(&mut stream, "complaint:").await;
        assert!(took <= ANNOUNCED_WITHIN, "announced after {took:?}");
        let number = house.number(watching, &link).await;
        assert!(house.queue(watching, &cookie).await.contains(&number), "it is in the other's queue");
    }
    one.kill();
    other.kill();
    let _ = std::fs::remove_dir_all(&house.folder);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killing_either_loses_nothing_that_was_acknowledged() {
    let house = Arc::new(House::on_postgres());
    house.add_community();
    house.add_staff("1001");
    let (mut one, mut other) = (house.serve().await, house.serve().await);
    let cookie = house.sign_in(&other, "1001").await;
    let mut links = Vec::new();
    for round in 0..2 {
        let (dying, living) = if round == 0 { (&mut one, &other) } else { (&mut other, &one) };
        let filing = |at: &Served, name: &'static str| {
            let (house, at) = (house.clone(), at.address.clone());
            tokio::spawn(async move {
                let mut links = Vec::new();
                for count in 0..ACKNOWLEDGED * 2 {
                    match house.file(&at, &format!("{name} {round} {count}")).await {
                        Some(link) => links.push(link),
                        None => break,
                    }
                }
                links
            })
        };
        let (to_dying, to_living) = (filing(dying, "dying"), filing(living, "living"));
        let began = Instant::now();
        while house.queue(living, &cookie).await.matches("<tr").count() < ACKNOWLEDGED {
            assert!(began.elapsed() < Duration::from_secs(60), "too few are filed");
        }
        dying.kill();
        links.extend(to_dying.await.expect("no answer was a wrong one"));
        let of_living = to_living.await.expect("no answer was a wrong one");
        assert_eq!(of_living.len(), ACKNOWLEDGED * 2, "the other goes on as if nothing had happened");
        links.extend(of_living);
        for link in &links {
            house.number(living, link).await;
        }
        *dying = house.serve_at(&dying.address).await;
    }
    for link in &links {
        house.number(&one, link).await;
    }
    one.kill();
    other.kill();
    let _ = std::fs::remove_dir_all(&house.folder);
}
