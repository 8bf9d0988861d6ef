//! What is promised stands on both sides' pages, and is given anew with the reason.

use super::page_of;
use crate::router::house::TestHouse;

#[tokio::test]
async fn a_promise_is_recorded_kept_and_given_anew_without_scripts() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let half = [("work[text]", "明天下午换好"), ("work[commitment][what]", "换好控制板")];
    let page = house.act(number, "reply", &half, &cookie).await;
    page.expect(422, "promised_by");
    page.expect(422, "明天下午换好");
    let whole = [half[0], half[1], ("work[commitment][due]", "2026-11-23T15:00")];
    let page = house.done(number, "reply", &whole, &cookie).await;
    page.expect(200, "Commitment 1: 换好控制板 (by ");
    page.expect(200, "It cannot be kept: change it");
    let link = format!("/c/{}", filed.link);
    house.get(&link, "en").await.expect(200, "What we promised you");

    let past = [
        ("work[commitment][number]", "1"),
        ("work[commitment][what]", "换好控制板"),
        ("work[commitment][due]", "2026-11-21T15:00"),
        ("work[reason]", "配件还没到"),
    ];
    house.act(number, "recommit", &past, &cookie).await.expect(422, "Please choose a time to come");
    let anew = [past[0], past[1], ("work[commitment][due]", "2026-11-25T12:00"), past[3]];
    house.done(number, "recommit", &anew, &cookie).await.expect(200, "Version 2");
    let hers = house.get(&link, "en").await;
    for words in ["<s>", "配件还没到", "promise 1 cannot be kept"] {
        hers.expect(200, words);
    }
    let page = house.done(number, "keep", &[("work[commitment][number]", "1")], &cookie).await;
    page.expect(200, "Commitment 1 is kept");
    assert!(!page.text.contains("It cannot be kept: change it"), "nothing is left to keep");
    house.get(&link, "en").await.expect(200, "Promise 1 to you is kept");
    house
        .act(number, "keep", &[("work[commitment][number]", "1")], &cookie)
        .await
        .expect(409, "has moved on");
    assert!(house.see(&page_of(number), &cookie).await.text.contains("Kept by 林晓岚"));
}
