//! Who is at a complaint stands on its page and in the queue, for those who read it.

use serde_json::json;

use super::page_of;
use crate::router::house::TestHouse;
use rules::access::Duty;
use rules::presence::{Doing, Present};

#[tokio::test]
async fn who_looks_and_who_writes_stands_on_the_page_and_in_the_queue_until_they_are_gone() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    house.hire_as("3001", "赵敏", "wj", Duty::Agent).await;
    let (lin, he) = (house.signed_in("1001").await, house.signed_in("1002").await);
    let far = house.signed_in("3001").await;
    let is = |doing: &str| json!({ "number": number.as_str(), "doing": doing });
    for (doing, words) in [("looks", "何静 is looking"), ("reply", "何静 is writing a reply")] {
        let others = house.call("be_present", &is(doing), "203.0.113.9", &he).await.data::<Vec<Present>>();
        assert!(others.is_empty(), "nobody is shown to herself: {others:?}");
        house.see(&page_of(&number), &lin).await.expect(200, words);
        house.see("/desk", &lin).await.expect(200, words);
    }
    let others = house.call("be_present", &is("note"), "203.0.113.9", &lin).await.data::<Vec<Present>>();
    assert_eq!(others.iter().map(|one| one.doing).collect::<Vec<_>>(), [Doing::WritesReply]);
    for cookie in ["", &far] {
        let refused = house.call("be_present", &is("looks"), "203.0.113.9", cookie).await;
        assert!(matches!(refused.status.as_u16(), 401 | 404), "{}", refused.text);
    }
    let elsewhere = house.see("/desk", &far).await;
    assert!(!elsewhere.text.contains("何静 is"), "{}", elsewhere.text);
    let gone = house.call("be_gone", &is("looks"), "203.0.113.9", &he).await;
    assert_eq!(gone.status, 200, "{}", gone.text);
    let page = house.see(&page_of(&number), &lin).await;
    assert!(!page.text.contains("何静 is"), "{}", page.text);
    house.pass_minutes(1);
    let queue = house.see("/desk", &he).await;
    assert!(!queue.text.contains("is writing a note"), "who is silent is gone");
}
