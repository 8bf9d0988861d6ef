//! Views of the queue that staff keep, without scripts.

use app::routes::encode;
use rules::limits::VIEW_NAME_CHARS_MAX;

use crate::router::house::TestHouse;

/// The id of the view the page offers to change.
fn id_on(page: &str) -> &str {
    let rest = page.split("name=\"view[id]\" value=\"").nth(1).expect("a view to change");
    rest.split('"').next().unwrap_or_default()
}

#[tokio::test]
async fn a_view_is_kept_changed_and_dropped() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let asks = format!("q={}&unread=1", encode("电梯"));
    let here = format!("/desk?{asks}");
    let keep = [("view[act]", "keep"), ("view[asks]", &asks), ("view[name]", "Lifts")];
    let kept = house.fill(&here, &keep, &cookie).await;
    assert_eq!((kept.status.as_u16(), kept.header("location")), (303, here.as_str()));
    let page = house.see(&here, &cookie).await;
    page.expect(200, "aria-current=\"page\">Lifts</a>");
    page.expect(200, "Change this view");
    let id = id_on(&page.text).to_owned();
    let change = [
        ("view[act]", "change"),
        ("view[asks]", &asks),
        ("view[id]", &id),
        ("view[name]", "Lifts, to answer"),
    ];
    house.fill(&here, &change, &cookie).await;
    house.see("/desk", &cookie).await.expect(200, ">Lifts, to answer</a>");
    let drop = [("view[act]", "drop"), ("view[id]", id.as_str())];
    assert_eq!(house.fill(&here, &drop, &cookie).await.header("location"), "/desk");
    assert!(!house.see("/desk", &cookie).await.text.contains("Lifts"));
    assert_eq!(house.fill(&here, &drop, &cookie).await.status.as_u16(), 404, "it is gone");
}

#[tokio::test]
async fn a_name_is_needed_and_what_was_typed_stays() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let long = "长".repeat(VIEW_NAME_CHARS_MAX + 1);
    for (name, said) in [("", "Name of the view"), (long.as_str(), long.as_str())] {
        let keep =
            [("view[act]", "keep"), ("view[asks]", "grade=2"), ("view[name]", name), ("view[shared]", "1")];
        let page = house.fill("/desk?grade=2", &keep, &cookie).await;
        page.expect(422, said);
        page.expect(422, "<details class=\"keep\" open");
        page.expect(422, "name=\"view[shared]\" value=\"1\" checked");
    }
    let keep = [("view[act]", "explode"), ("view[asks]", "grade=2"), ("view[name]", "x")];
    assert_eq!(house.fill("/desk?grade=2", &keep, &cookie).await.status.as_u16(), 422);
}

#[tokio::test]
async fn what_no_page_asks_is_not_kept() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let asks = "grade=2&next=//evil.example&after=2.0.x";
    let keep = [("view[act]", "keep"), ("view[asks]", asks), ("view[name]", "x")];
    let kept = house.fill("/desk", &keep, &cookie).await;
    assert_eq!(kept.header("location"), "/desk?grade=2");
}
