use axum::body::Body;
use axum::http::Request;

use crate::router::house::{HOTLINE, TestHouse};

#[tokio::test]
async fn the_server_is_healthy_while_its_database_answers() {
    let house = TestHouse::open().await;
    house.get("/healthz", "en").await.expect(200, "ok");
    house.store.close().await;
    assert_eq!(house.get("/healthz", "en").await.status, 503);
}

#[tokio::test]
async fn the_first_page_speaks_the_language_the_browser_asks_for() {
    let house = TestHouse::open().await;
    for (language, tag, words) in [
        ("zh-CN", "zh-Hans", "您要办什么事？"),
        ("zh-TW", "zh-Hant", "您要辦什麼事？"),
        ("en-GB", "en", "What can we do for you?"),
    ] {
        let page = house.get("/", language).await;
        page.expect(200, words);
        page.expect(200, &format!("<html lang=\"{tag}\""));
        page.expect(200, "data-side=\"resident\"");
    }
}

/// I1: the hotline is published on every page.
#[tokio::test]
async fn the_hotline_is_on_every_page() {
    let house = TestHouse::open().await;
    for path in ["/", "/settings", "/no-such-page"] {
        let page = house.get(path, "en").await;
        assert!(page.text.contains(HOTLINE) && page.text.contains("tel:057188903366"), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_address_says_what_to_do_in_three_languages() {
    let house = TestHouse::open().await;
    for (language, words) in
        [("zh-CN", "没有找到这一页"), ("zh-HK", "找不到這一頁"), ("en", "We could not find this page")]
    {
        house.get("/no-such-page", language).await.expect(404, words);
        house.get("/set/language/klingon", language).await.expect(404, words);
    }
}

#[tokio::test]
async fn a_page_is_whole_without_scripts() {
    let house = TestHouse::open().await;
    let page = house.get("/settings", "en").await;
    let main = page.text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    assert!(main.is_some_and(|main| main.contains("<form") && main.contains("Save")), "{}", page.text);
}

#[tokio::test]
async fn what_is_named_by_its_content_is_compressed_once_and_kept_for_ever() {
    let house = TestHouse::open().await;
    let plain = house.get("/pkg/linli.a1b2.js", "en").await;
    plain.expect(200, "plain");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    let request =
        Request::get("/pkg/linli.a1b2.js").header("accept-encoding", "gzip, br").body(Body::empty());
    let small = house.ask(request.expect("the path is one")).await;
    small.expect(200, "smaller");
    assert_eq!((small.header("content-encoding"), small.header("content-type")), ("br", "text/javascript"));
    assert_eq!(house.get("/robots.txt", "en").await.header("cache-control"), "public, max-age=3600");
    for path in ["/pkg/../linli.db", "/pkg/%2e%2e/linli.db", "/pkg/..%2flinli.db", "/pkg/linli.old.js"] {
        let answer = house.get(path, "en").await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("cache-control")),
            (404, "private, no-cache"),
            "{path}"
        );
    }
}
