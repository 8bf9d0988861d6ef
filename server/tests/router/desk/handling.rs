use app::ui::form::Next;
use rules::access::Duty;
use rules::deadline::Clock;
use serde_json::json;

use super::page_of;
use crate::router::house::TestHouse;

/// I2: the first to touch it is responsible; after that only she, or a head, goes on.
#[tokio::test]
async fn taken_verified_handled_and_by_nobody_else() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    house.hire_as("1003", "陈国栋", "wt", Duty::DepartmentHead).await;
    let lin = house.signed_in("1001").await;
    let page = house.done(&number, "take", &[], &lin).await;
    page.expect(200, "林晓岚");
    page.expect(200, "Begin checking");
    assert!(!page.text.contains(">Take it</button>"), "it can be taken once");
    let he = house.signed_in("1002").await;
    house.act(&number, "verify", &[], &he).await.expect(403, "Only the first-contact handler");
    house.done(&number, "verify", &[], &lin).await.expect(200, "Checking the facts");
    let chen = house.signed_in("1003").await;
    house.done(&number, "handle", &[], &chen).await.expect(200, "Being handled");
    house.act(&number, "verify", &[], &lin).await.expect(409, "has moved on");
}

#[tokio::test]
async fn a_reply_is_a_first_touch_and_posted_twice_is_one() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let fields = [("work[text]", "控制板今晚到货，<b>明早</b>检修。"), ("work[key]", "one-key")];
    house.done(number, "reply", &fields, &cookie).await;
    let page = house.done(number, "reply", &fields, &cookie).await;
    assert_eq!(page.text.matches("class=\"said ours\"").count(), 1, "{}", page.text);
    page.expect(200, "控制板今晚到货，&lt;b&gt;明早&lt;/b&gt;检修。");
    let tracking = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link holds");
    assert_eq!(tracking.handler.map(|handler| handler.name).as_deref(), Some("林晓岚"));
}

#[tokio::test]
async fn an_empty_reply_is_refused_beside_its_field_and_a_note_stays_inside() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let answer = house.act(number, "reply", &[("work[text]", "  ")], &cookie).await;
    answer.expect(422, "href=\"#reply-text\"");
    answer.expect(422, "Please write the text");
    let long = "长".repeat(2001);
    let answer = house.act(number, "reply", &[("work[text]", &long)], &cookie).await;
    answer.expect(422, "can have 2000 characters");
    answer.expect(422, &long);
    let page = house.done(number, "note", &[("work[text]", "控制板本地无货")], &cookie).await;
    page.expect(200, "said inside");
    let tracking = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link holds");
    assert!(!format!("{tracking:?}").contains("控制板本地无货"), "a resident reads a note");
}

#[tokio::test]
async fn a_question_waits_for_the_resident() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.done(&number, "take", &[], &cookie).await;
    let page = house.done(&number, "ask", &[("work[text]", "请问是哪一台电梯？")], &cookie).await;
    page.expect(200, "Waiting for the resident");
}

#[tokio::test]
async fn facts_make_it_more_serious_at_once_and_less_only_with_a_reason() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let many = [("work[facts][households]", "11"), ("work[facts_version]", "1")];
    let page = house.done(&number, "establish", &many, &cookie).await;
    page.expect(200, "Grade 1");
    page.expect(200, "<b>1b</b>");
    let late = [("work[facts][households]", "12"), ("work[facts_version]", "1")];
    let refused = house.act(&number, "establish", &late, &cookie).await;
    refused.expect(409, "Somebody changed the facts first");
    assert!(refused.text.contains("value=\"12\""), "what was typed is kept");
    let fewer = [("work[facts][households]", "2"), ("work[facts_version]", "2")];
    house
        .act(&number, "establish", &fewer, &cookie)
        .await
        .expect(422, "less serious; please give the reason");
    let fewer = [fewer[0], fewer[1], ("work[reason]", "李先生多算了")];
    house.done(&number, "establish", &fewer, &cookie).await.expect(200, "李先生多算了");
    let nonsense = [("work[facts][households]", "many"), ("work[facts_version]", "3")];
    house.act(&number, "establish", &nonsense, &cookie).await.expect(422, "must be a number");
}

/// 2: what is due on day 3 of a grade 1 is the approved plan.
#[tokio::test]
async fn the_plan_of_a_grade_1_is_asked_for_and_sent_as_one() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let page = house.done(number, "take", &[], &cookie).await;
    page.expect(200, "Responsible department");
    assert!(!page.text.contains("Submit as the plan"), "only a grade 1 owes one");
    let many = [("work[facts][households]", "11"), ("work[facts_version]", "1")];
    let page = house.done(number, "establish", &many, &cookie).await;
    page.expect(200, "Approved plan");
    page.expect(200, "Submit as the plan");
    let page = house.done(number, "plan", &[("work[text]", "周五换控制板")], &cookie).await;
    page.expect(200, "Submitted for approval: plan");
    house.hire_as("9001", "沈国梁", "wt", Duty::GeneralManager).await;
    let page = house.approve(number, "周五换控制板", &house.signed_in("9001").await).await;
    page.expect(200, "Told the plan");
    page.expect(200, "周五换控制板");
    house.get(&format!("/c/{}", filed.link), "en").await.expect(200, "told you the plan");
}

#[tokio::test]
async fn a_result_needs_a_finding_an_outcome_and_words_and_then_waits_for_her() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.done(number, "take", &[], &cookie).await;
    let answer = house.act(number, "resolve", &[], &cookie).await;
    for words in ["Please choose the finding", "at least one thing that was done", "There are 3 things"] {
        answer.expect(422, words);
    }
    let fields = [
        ("work[finding]", "upheld"),
        ("work[outcome][]", "repair"),
        ("work[outcome][]", "apology"),
        ("work[text]", "电梯已修好，给您添麻烦了。"),
    ];
    let page = house.done(number, "resolve", &fields, &cookie).await;
    page.expect(200, "Waiting for confirmation");
    page.expect(200, "电梯已修好，给您添麻烦了。");
    assert!(!page.text.contains("Tell the result"), "it can be resolved once");
    let now = house.clock.read();
    let tracking = house.store.tracking(&filed.link, now).await.expect("the link holds");
    assert!(tracking.survey.is_some(), "the survey goes out with it");
    assert_eq!(tracking.deadlines.running().map(|one| one.clock), Some(Clock::FirstAnswer), "not told yet");
}

#[tokio::test]
async fn scripts_call_the_same_function() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let take = json!({ "number": number.as_str(), "work": { "act": "take" } });
    let answer = house.call("work_on_complaint", &take, "203.0.113.9", &cookie).await;
    assert_eq!((answer.status.as_u16(), answer.data::<Next>().0), (200, page_of(&number)));
    let unknown = json!({ "number": "WT-0000-0000" });
    let refused = house.call("read_complaint", &unknown, "203.0.113.9", &cookie).await;
    assert_eq!(refused.status, 404, "{}", refused.text);
}
