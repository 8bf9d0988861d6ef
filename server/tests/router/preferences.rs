use axum::body::Body;
use axum::http::{Request, header};

use crate::router::house::TestHouse;

#[tokio::test]
async fn a_link_changes_one_preference_and_comes_back() {
    let house = TestHouse::open().await;
    let answer = house.get("/set/size/large?back=%2Fsettings", "zh-TW").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/settings"));
    let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    assert_eq!(cookie, "preferences=zh-Hant.system.large");

    let request = Request::get("/").header(header::COOKIE, cookie).header(header::ACCEPT_LANGUAGE, "en");
    let page = house.ask(request.body(Body::empty()).expect("the path is one")).await;
    page.expect(200, "lang=\"zh-Hant\" data-theme=\"system\" data-size=\"large\"");
}

#[tokio::test]
async fn the_way_back_never_leads_to_another_site() {
    let house = TestHouse::open().await;
    for back in ["https://evil.example", "//evil.example", "/%5Cevil.example", "%252F%252Fevil.example", ""] {
        let answer = house.get(&format!("/set/theme/dark?back={back}"), "en").await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"), "{back}");
    }
}

#[tokio::test]
async fn every_page_links_to_itself_in_the_other_languages() {
    let house = TestHouse::open().await;
    let page = house.get("/settings", "en").await;
    for language in ["zh-Hans", "zh-Hant", "en"] {
        page.expect(200, &format!("href=\"/set/language/{language}?back=/settings\""));
    }
    page.expect(200, "href=\"/set/size/large?back=/settings\"");
}
