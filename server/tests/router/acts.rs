//! Whoever files, adds and answers without end is slowed down; each of these may write to somebody.

use std::time::Duration;

use app::error::Refused;
use axum::body::Body;
use axum::http::Request;
use rules::access::Refusal;
use rules::problem::Problem;
use serde_json::json;
use server::slow::Pace;

use crate::router::house::TestHouse;
use crate::router::people::Reach;

const HERE: &str = "203.0.113.9";
const ELSEWHERE: &str = "198.51.100.7";

async fn slow() -> TestHouse {
    TestHouse::slow(Pace { at_once: 2, then_every: Duration::from_secs(90) }).await.inhabited().await
}

#[tokio::test]
async fn a_form_too_many_is_asked_to_wait_and_keeps_what_was_typed() {
    let house = slow().await;
    let form = "draft%5Btext%5D=three+times+this+week";
    for _ in 0..2 {
        house.post("/complaints/new", form).await.expect(422, "three times this week");
    }
    let refused = house.post("/complaints/new", form).await;
    refused.expect(429, "Please wait 2 minutes");
    refused.expect(429, "three times this week");
    let link = house.file("wt", Reach::default(), Vec::new()).await.link;
    let message = format!("link={link}&follow%5Bact%5D=add&follow%5Btext%5D=still+broken");
    house.post(&format!("/c/{link}"), &message).await.expect(429, "still broken");
    house.post("/settings", "settings%5Btheme%5D=dark").await.expect(422, "");
}

#[tokio::test]
async fn calls_are_slowed_down_by_their_address_and_reading_is_not() {
    let house = slow().await;
    let calls = ["file_complaint", "follow_complaint", "answer_survey"];
    let arguments = json!({ "draft": {}, "link": "x", "follow": {}, "token": "x", "answer": {} });
    for call in &calls[..2] {
        let answer = house.call(call, &arguments, HERE, "").await;
        assert_ne!(answer.status.as_u16(), 429, "{call}");
    }
    for call in calls {
        let answer = house.call(call, &arguments, HERE, "").await;
        assert_eq!(answer.status.as_u16(), 429, "{call}");
        let refusal = Refusal::SlowDown { minutes: 2 };
        assert_eq!(answer.data::<Refused<Problem>>(), Refused::Refusal(refusal), "{call}");
    }
    assert_ne!(house.call("file_complaint", &arguments, ELSEWHERE, "").await.status.as_u16(), 429);
    let reading = json!({ "page": { "Tracking": "x" } });
    assert_eq!(house.call("read_following", &reading, HERE, "").await.status.as_u16(), 404, "no such link");
    let reading = json!({ "page": "File" });
    assert_eq!(
        house.call("read_filing", &reading, HERE, "").await.status.as_u16(),
        200,
        "reading is not slowed"
    );
}

#[tokio::test]
async fn another_sites_page_uses_up_nobodys_tries() {
    let house = slow().await;
    for path in ["/api/file_complaint", "/complaints/new"] {
        for _ in 0..3 {
            let request = Request::post(path)
                .header("sec-fetch-site", "cross-site")
                .header("x-forwarded-for", HERE)
                .body(Body::empty())
                .expect("the path is one");
            assert_eq!(house.ask(request).await.status.as_u16(), 403, "{path}");
        }
    }
    let answer = house.call("file_complaint", &json!({ "draft": {} }), HERE, "").await;
    assert_eq!(answer.status.as_u16(), 422);
}
