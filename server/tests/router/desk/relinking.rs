use rules::access::Duty;

use super::page_of;
use crate::router::house::{Answer, TestHouse};

/// The private link in full, as the page of the desk has it.
fn link_on(page: &Answer) -> String {
    let found = page.text.split_once("class=\"link-box\">").and_then(|(_, rest)| rest.split_once('<'));
    found.expect("the link is on the page").0.to_owned()
}

/// The receipt says: lost it? call the hotline with the number.
#[tokio::test]
async fn who_handles_complaints_gives_the_link_again_and_replaces_it() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let page = house.see(&page_of(&filed.number), &cookie).await;
    page.expect(200, "Yes, replace it");
    let old = link_on(&page);
    assert!(old.starts_with("http") && old.ends_with(&format!("/c/{}", filed.link)), "{old}");
    let key = [("work[key]", "one")];
    let page = house.done(&filed.number, "relink", &key, &cookie).await;
    page.expect(200, "Replaced the private link");
    page.expect(200, "Unclaimed");
    let fresh = link_on(&page);
    assert_ne!(fresh, old);
    let again = house.done(&filed.number, "relink", &key, &cookie).await;
    assert_eq!(link_on(&again), fresh, "posted twice it is replaced once");
    house.get(&format!("/c/{}", filed.link), "en").await.expect(404, "the link may have been replaced");
    let path = fresh.split_once("/c/").expect("it is one of a complaint").1;
    house.get(&format!("/c/{path}"), "en").await.expect(200, "Your private link was replaced");
}

#[tokio::test]
async fn a_supervisor_is_given_neither_the_link_nor_the_button() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    house.hire_as("4001", "郑监督", "wt", Duty::Supervisor).await;
    let cookie = house.signed_in("4001").await;
    let page = house.see(&page_of(&filed.number), &cookie).await;
    page.expect(200, "电梯一周停了三次");
    assert!(!page.text.contains(&filed.link) && !page.text.contains("replace it"), "{}", page.text);
    house.act(&filed.number, "relink", &[], &cookie).await.expect(403, "not part of your duty");
    house.get(&format!("/c/{}", filed.link), "en").await.expect(200, "电梯一周停了三次");
}
