//! What her words suggest stands before the facts; a person adopts it (handbook §2).

use rules::grading::{Grade, Media};

use crate::router::house::TestHouse;
use crate::router::people::{PHONE, Reach};

#[tokio::test]
async fn words_only_suggest_and_a_person_adopts() {
    let house = TestHouse::open().await.inhabited().await;
    let text = "电梯停了一周，再不修我就找电视台记者曝光";
    let filed = house.file_saying(text, Reach { phone: Some(PHONE), email: None }).await;
    let staff = house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    let page = house.see(&super::page_of(&filed.number), &lin).await;
    page.expect(200, "Media exposure is possible");
    page.expect(200, "In the resident");
    let seen = house.store.complaint(&filed.number, &staff, house.clock.read()).await.expect("it is there");
    assert_eq!((seen.grade, seen.facts.media), (Grade::Four, Media::None), "nothing is inferred from text");
    let fields = [("work[facts][media]", "possible"), ("work[facts_version]", "1"), ("work[reason]", "原话")];
    let page = house.done(&filed.number, "establish", &fields, &lin).await;
    page.expect(200, "Media exposure is possible");
    assert!(!page.text.contains("id=\"hints-title\""), "what is adopted is suggested no more");
    house.see(&format!("/c/{}", filed.link), "").await.expect(200, "Assessed by our staff");
}

#[tokio::test]
async fn what_a_person_finds_not_so_is_suggested_no_more_and_can_be_taken_back() {
    let house = TestHouse::open().await.inhabited().await;
    let text = "电梯停了一周，再不修我就找电视台记者曝光";
    let filed = house.file_saying(text, Reach { phone: Some(PHONE), email: None }).await;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    let hint = [("work[hint]", "media=possible")];
    let page = house.done(&filed.number, "not_so", &hint, &lin).await;
    page.expect(200, "Found not so: Media exposure is possible");
    page.expect(200, "Every hint has been looked at");
    assert!(!page.text.contains(">Adopt<"), "{}", page.text);
    let again = house.act(&filed.number, "not_so", &hint, &lin).await;
    again.expect(409, "this step is not possible now");
    let page = house.done(&filed.number, "maybe_so", &hint, &lin).await;
    page.expect(200, "Took back “not so”: Media exposure is possible");
    page.expect(200, ">Adopt<");
    assert!(!page.text.contains("Every hint has been looked at"), "{}", page.text);
    let hers = house.see(&format!("/c/{}", filed.link), "").await;
    assert!(!hers.text.contains("not so"), "residents read nothing of it");
    house.act(&filed.number, "not_so", &[("work[hint]", "media")], &lin).await.expect(422, "");
}
