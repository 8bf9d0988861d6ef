use app::error::{Failure, Refused};
use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;
use server::post::FORM_BYTES_MAX;

use crate::router::house::TestHouse;

const GOOD: &str = "settings%5Blanguage%5D=en&settings%5Btheme%5D=dark&settings%5Bsize%5D=large";

fn because(failure: Failure) -> Refused<()> {
    Refused::Because(failure)
}

#[tokio::test]
async fn a_page_lets_only_its_own_scripts_run() {
    let house = TestHouse::open().await;
    let page = house.get("/", "en").await;
    let policy = page.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
    assert!(nonce.len() >= 22, "{policy}");
    assert!(!policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"), "{policy}");
    for script in page.text.split("<script").skip(1) {
        assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{script}");
    }
    let again = house.get("/", "en").await;
    assert!(!again.header("content-security-policy").contains(nonce));
}

#[tokio::test]
async fn every_answer_is_guarded() {
    let house = TestHouse::open().await;
    for path in ["/", "/healthz", "/no-such-page", "/favicon.svg", "/pkg/none.js", "/set/theme/dark"] {
        let answer = house.get(path, "en").await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
    }
}

#[tokio::test]
async fn nothing_of_the_desk_is_kept_by_the_browser() {
    let house = TestHouse::open().await;
    for path in ["/desk", "/desk/sign-in", "/desk/complaints/WT-2611-0001"] {
        assert_eq!(house.get(path, "en").await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn another_sites_page_cannot_post_here() {
    let house = TestHouse::open().await;
    for path in ["/settings", "/api/change_settings", "/no-such-page"] {
        for (name, value) in
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")]
        {
            let request = Request::post(path)
                .header(name, value)
                .header(header::ACCEPT_LANGUAGE, "en")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(GOOD))
                .expect("the path is one");
            let answer = house.ask(request).await;
            if path.starts_with("/api") {
                assert_eq!((answer.status.as_u16(), answer.data()), (403, because(Failure::Foreign)));
            } else {
                answer.expect(403, "did not come from our own page");
            }
            assert_eq!(answer.header("set-cookie"), "", "{path} {value}");
        }
    }
}

#[tokio::test]
async fn a_body_nobody_can_read_is_answered_clearly() {
    let house = TestHouse::open().await;
    let rows: [(&str, &[u8]); 9] = [
        ("application/json", b"{\"settings\":"),
        ("text/plain", GOOD.as_bytes()),
        ("", GOOD.as_bytes()),
        ("application/x-www-form-urlencoded", b"settings%5Blanguage%5D=%FF%FE"),
        ("application/x-www-form-urlencoded", b"settings=text-instead-of-fields"),
        ("multipart/form-data", b"no boundary"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\ncontent-disposition: form-data; name=\"settings[size]\"\r\n\r\nlar",
        ),
        ("application/x-www-form-urlencoded", b"settings%5Blanguage%5D=e%00n"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\ncontent-disposition: form-data; name=\"settings[size]\"\r\n\r\n\0\r\n--x--\r\n",
        ),
    ];
    for (content_type, body) in rows {
        let answer = house.send("/settings", content_type, body.to_vec()).await;
        answer.expect(400, "We could not read what arrived");
        assert_eq!(answer.header("set-cookie"), "", "{content_type}");
    }
}

#[tokio::test]
async fn a_file_that_no_form_asks_for_is_refused() {
    let house = TestHouse::open().await;
    let body =
        "--x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nbytes\r\n--x--\r\n";
    house
        .send("/settings", "multipart/form-data; boundary=x", body)
        .await
        .expect(400, "We could not read what arrived");
}

#[tokio::test]
async fn a_form_too_large_to_be_one_is_refused() {
    let house = TestHouse::open().await;
    let body = format!("{GOOD}&more={}", "a".repeat(FORM_BYTES_MAX));
    house.post("/settings", &body).await.expect(413, "too large");
    let text = "a".repeat(3 * 1024 * 1024);
    let head = "--x\r\ncontent-disposition: form-data; name=\"more\"\r\n\r\n";
    let one = format!("{head}{text}\r\n--x--\r\n");
    let two = format!("{head}{text}\r\n{one}");
    let multipart = "multipart/form-data; boundary=x";
    house.send("/settings", multipart, one).await.expect(422, "");
    house.send("/settings", multipart, two).await.expect(413, "too large");
    let many = "a=b&".repeat(501) + GOOD;
    house.post("/settings", &many).await.expect(413, "too large");
}

#[tokio::test]
async fn an_id_with_a_nul_in_it_is_malformed_wherever_it_stands() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    let cookie = house.signed_in("lin").await;
    let photo = Request::get("/desk/photos/a%00b").header(header::COOKIE, &cookie).body(Body::empty());
    house.ask(photo.expect("the path is one")).await.expect(400, "");
    let tick = json!({ "notice": "a\0b" });
    let answer = house.call("tick_told", &tick, "203.0.113.9", &cookie).await;
    assert_eq!((answer.status.as_u16(), answer.data()), (400, because(Failure::Malformed)));
}

#[tokio::test]
async fn a_call_that_cannot_be_read_or_does_not_exist_is_answered_as_data() {
    let house = TestHouse::open().await;
    for body in ["{\"settings\":", "settings=nonsense", "{\"settings\":{\"theme\":7}}", "\u{0}"] {
        let answer = house.send("/api/change_settings", "application/json", body.to_owned()).await;
        assert_eq!((answer.status.as_u16(), answer.data()), (400, because(Failure::Malformed)));
    }
    let answer = house.post("/api/no_such_call", GOOD).await;
    assert_eq!((answer.status.as_u16(), answer.data()), (404, because(Failure::NotFound)));
}
