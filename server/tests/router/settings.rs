use app::error::Refused;
use app::settings::Missing;

use crate::router::house::TestHouse;

fn form(language: &str, theme: &str, size: &str) -> String {
    format!("settings%5Blanguage%5D={language}&settings%5Btheme%5D={theme}&settings%5Bsize%5D={size}")
}

#[tokio::test]
async fn what_was_chosen_is_remembered() {
    let house = TestHouse::open().await;
    let answer = house.post("/settings", &form("zh-Hant", "dark", "large")).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"));
    assert!(answer.header("set-cookie").starts_with("preferences=zh-Hant.dark.large;"));
}

#[tokio::test]
async fn the_same_form_as_multipart_is_the_same_form() {
    let house = TestHouse::open().await;
    let part = |name: &str, value: &str| {
        format!("--x\r\ncontent-disposition: form-data; name=\"settings[{name}]\"\r\n\r\n{value}\r\n")
    };
    let empty_file = "--x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"\"\r\n\r\n\r\n";
    let body = [
        part("language", "en"),
        part("theme", "light"),
        part("size", "normal"),
        empty_file.into(),
        "--x--\r\n".into(),
    ];
    let answer = house.send("/settings", "multipart/form-data; boundary=x", body.concat()).await;
    assert_eq!(answer.status, 303);
    assert!(answer.header("set-cookie").starts_with("preferences=en.light.normal;"));
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_chosen_is_lost() {
    let house = TestHouse::open().await;
    let page = house.post("/settings", &form("klingon", "dark", "")).await;
    page.expect(422, "There are 2 things to correct");
    page.expect(422, "Choose a language");
    page.expect(422, "href=\"#size\"");
    page.expect(422, "<title>There are 2 things to correct · Language and display · Linli</title>");
    assert!(page.input("dark").contains("checked"), "{}", page.text);
    assert!(!page.input("system").contains("checked"));
    assert_eq!(page.header("set-cookie"), "");
}

#[tokio::test]
async fn an_empty_form_is_a_form_with_everything_missing() {
    let house = TestHouse::open().await;
    house.post("/settings", "").await.expect(422, "There are 3 things to correct");
}

#[tokio::test]
async fn scripts_call_the_same_function() {
    let house = TestHouse::open().await;
    let call = |size: &str| format!(r#"{{"settings":{{"language":"en","theme":"dark","size":"{size}"}}}}"#);
    let done = house.send("/api/change_settings", "application/json", call("large")).await;
    done.expect(200, "/");
    assert!(done.header("set-cookie").starts_with("preferences=en.dark.large;"));
    let refused = house.send("/api/change_settings", "application/json", call("huge")).await;
    assert_eq!(refused.status, 422);
    let problems: Refused<Missing> = refused.data();
    assert_eq!(problems, Refused::Problems(vec![Missing::Size]));
}
