use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode, header};
use rules::notice::News;
use server::account::Tries;
use tokio_stream::StreamExt;
use tower::ServiceExt;

use crate::router::house::TestHouse;
use crate::router::people::Reach;

/// How long a test waits for what must come, and for what must not.
const SOON: Duration = Duration::from_secs(5);
const QUIET: Duration = Duration::from_millis(200);

/// An open stream of events.
pub struct Ear {
    stream: BodyDataStream,
    heard: String,
}

impl TestHouse {
    /// Opens `/live`; the status when it is refused.
    pub async fn listens(&self, cookie: &str) -> Result<Ear, StatusCode> {
        let request = Request::get("/live")
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT_ENCODING, "br, gzip")
            .body(Body::empty());
        let response = self.router.clone().oneshot(request.expect("the path is one")).await;
        let response = response.expect("a router always answers");
        if response.status() != StatusCode::OK {
            return Err(response.status());
        }
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        assert_eq!(response.headers().get(header::CONTENT_ENCODING), None, "an event must not wait");
        Ok(Ear { stream: response.into_body().into_data_stream(), heard: String::new() })
    }
}

impl Ear {
    /// The data of the next event; `None` when the stream has ended.
    async fn next(&mut self) -> Option<String> {
        loop {
            while let Some((event, rest)) = self.heard.split_once("\n\n") {
                let said = event.strip_prefix("data: ").map(str::to_owned);
                self.heard = rest.to_owned();
                if said.is_some() {
                    return said;
                }
            }
            let chunk =
                tokio::time::timeout(SOON, self.stream.next()).await.expect("something comes soon")?;
            self.heard.push_str(std::str::from_utf8(&chunk.expect("it is not cut off")).expect("it is text"));
        }
    }

    /// Whether nothing more comes, and nothing can.
    pub async fn has_ended(&mut self) -> bool {
        self.next().await.is_none()
    }

    async fn is_quiet(&mut self) -> bool {
        let next = async { self.stream.next().await };
        let first = tokio::time::timeout(QUIET, next).await;
        first.is_err() || matches!(first, Ok(Some(Ok(chunk))) if chunk.starts_with(b"retry"))
    }
}

#[tokio::test]
async fn staff_are_told_to_look_again_and_visitors_are_not() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    assert_eq!(house.listens("").await.err(), Some(StatusCode::UNAUTHORIZED));
    let mut ear = house.listens(&house.signed_in("lin").await).await.expect("she is staff");
    let filed = house.file("wt", Reach::default(), Vec::new()).await;
    assert_eq!(ear.next().await, Some(format!("complaint:{}", filed.id.as_str())));
}

#[tokio::test]
async fn nobody_hears_of_a_community_that_is_not_theirs() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("zhao", "wj").await;
    let mut ear = house.listens(&house.signed_in("zhao").await).await.expect("he is staff");
    house.file("wt", Reach::default(), Vec::new()).await;
    assert!(ear.is_quiet().await, "the other community's complaint is not his");
    let filed = house.file("wj", Reach::default(), Vec::new()).await;
    assert_eq!(ear.next().await, Some(format!("complaint:{}", filed.id.as_str())));
}

#[tokio::test]
async fn what_a_person_has_to_say_is_announced() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let filed = house.file("wt", Reach::default(), Vec::new()).await;
    let mut ear = house.listens(&house.signed_in("lin").await).await.expect("she is staff");
    house.replies(&filed.number, &lin, "今天下午派人去看").await;
    assert!(ear.next().await.is_some_and(|event| event.starts_with("complaint:")));
    house.worker(&server::sending::Settings::default()).catch_up().await.expect("the database answers");
    assert_eq!(ear.next().await.as_deref(), Some("to-tell"));
    let lines = house.store.to_tell(&lin, house.clock.read()).await.expect("the database answers");
    assert_eq!(lines.iter().map(|line| line.news).collect::<Vec<_>>(), [News::Replied]);
}

#[tokio::test]
async fn listening_ends_with_the_session_and_with_the_server() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    house.hire("wu", "wt").await;
    let (lin, wu) = (house.signed_in("lin").await, house.signed_in("wu").await);
    let mut lins = house.listens(&lin).await.expect("she is staff");
    let mut wus = house.listens(&wu).await.expect("he is staff");
    house.sign_out(&lin).await;
    assert_eq!(lins.next().await, None);
    assert!(wus.is_quiet().await, "another's goes on");
    house.live.stop();
    assert_eq!(wus.next().await, None);
}

#[tokio::test]
async fn more_than_may_listen_are_asked_to_come_later() {
    let house = TestHouse::with(Tries::default(), 2).await.inhabited().await;
    house.hire("lin", "wt").await;
    let cookie = house.signed_in("lin").await;
    let first = house.listens(&cookie).await.expect("there is room");
    let _second = house.listens(&cookie).await.expect("there is room");
    assert_eq!(house.listens(&cookie).await.err(), Some(StatusCode::SERVICE_UNAVAILABLE));
    drop(first);
    let mut tries = 0;
    while house.listens(&cookie).await.is_err() {
        tries += 1;
        assert!(tries < 100, "the place of one who left is free again");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
