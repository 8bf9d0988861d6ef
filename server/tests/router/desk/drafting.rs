//! What is being written stands in its form again: after a reload, after signing out, without scripts.

use serde_json::json;

use super::page_of;
use crate::router::house::TestHouse;

#[tokio::test]
async fn a_draft_stands_in_its_form_again_until_it_is_sent_and_only_for_its_writer() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire("1002", "wt").await;
    let (lin, other) = (house.signed_in("1001").await, house.signed_in("1002").await);
    let typed = "控制板今晚到货</textarea><b>";
    let draft = json!({ "number": number.as_str(), "work": { "act": "ask", "text": typed, "key": "k" } });
    let kept = house.call("keep_draft", &draft, "203.0.113.9", &lin).await;
    assert_eq!(kept.data::<Option<rules::moment::Moment>>(), Some(house.clock.read()));
    house.sign_out(&lin).await;
    let lin = house.signed_in("1001").await;
    let page = house.see(&page_of(&number), &lin).await;
    page.expect(200, ">控制板今晚到货&lt;/textarea&gt;&lt;b&gt;</textarea>");
    page.expect(200, "Draft kept");
    let others = house.see(&page_of(&number), &other).await;
    assert!(!others.text.contains("控制板今晚到货"), "{}", others.text);
    house.act(&number, "reply", &[("work[text]", "  ")], &lin).await.expect(422, "Please write the text");
    house.see(&page_of(&number), &lin).await.expect(200, ">控制板今晚到货");
    let sent = [("work[text]", "控制板今晚到货"), ("work[key]", "k")];
    let page = house.done(&number, "reply", &sent, &lin).await;
    assert!(!page.text.contains("Draft kept"), "{}", page.text);
    let late = house.call("keep_draft", &draft, "203.0.113.9", &lin).await;
    assert_eq!(late.data::<Option<rules::moment::Moment>>(), None, "its form was sent meanwhile");
}

#[tokio::test]
async fn only_who_reads_a_complaint_keeps_a_draft_of_it_and_no_longer_than_a_text_can_be() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire("3001", "wj").await;
    let draft = |text: &str| json!({ "number": number.as_str(), "work": { "act": "note", "text": text } });
    for (cookie, status) in [(String::new(), 401), (house.signed_in("3001").await, 404)] {
        let refused = house.call("keep_draft", &draft("备件缺货"), "203.0.113.9", &cookie).await;
        assert_eq!(refused.status, status, "{}", refused.text);
    }
    let lin = house.signed_in("1001").await;
    for (chars, kept) in [(4_000, true), (4_001, false)] {
        let long = "长".repeat(chars);
        let answer = house.call("keep_draft", &draft(&long), "203.0.113.9", &lin).await;
        assert_eq!(answer.data::<Option<rules::moment::Moment>>().is_some(), kept, "{chars}");
    }
}
