//! Two people at the same complaint, without scripts: what both did goes together, what clashes stands side
//! by side, and a reply waits until what was said since has been seen.

use super::page_of;
use crate::router::house::TestHouse;
use rules::access::Duty;

#[tokio::test]
async fn facts_go_together_and_what_clashes_stands_side_by_side() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire_as("1003", "陈国栋", "wt", Duty::DepartmentHead).await;
    let (lin, chen) = (house.signed_in("1001").await, house.signed_in("1003").await);
    let page = house.see(&page_of(&number), &lin).await;
    page.expect(200, "name=\"work[was][households]\" value=\"1\"");
    let was = [("work[was][households]", "1"), ("work[was][persons]", "1"), ("work[facts_version]", "1")];
    let with = |changed: &[(&'static str, &'static str)]| [&was[..], changed].concat();
    let theirs = with(&[("work[facts][households]", "4"), ("work[facts][persons]", "1")]);
    house.done(&number, "establish", &theirs, &chen).await;
    let mine = [("work[facts][households]", "1"), ("work[facts][safety]", "possible")];
    let page = house.done(&number, "establish", &with(&mine), &lin).await;
    page.expect(200, "name=\"work[was][households]\" value=\"4\"");
    page.expect(200, "name=\"work[was][safety]\" value=\"possible\"");
    let clash = with(&[("work[facts][households]", "7"), ("work[facts][help]", "yes")]);
    let page = house.act(&number, "establish", &clash, &lin).await;
    page.expect(409, "Please choose for each of them");
    page.expect(409, "Yours: 7");
    page.expect(409, "林晓岚");
    assert!(page.input("4").contains("work[was][households]"), "made from theirs now");
    page.expect(409, "name=\"work[facts_version]\" value=\"3\"");
    let chosen = [
        ("work[was][households]", "4"),
        ("work[was][safety]", "possible"),
        ("work[facts_version]", "3"),
        ("work[facts][households]", "7"),
        ("work[facts][safety]", "possible"),
        ("work[facts][help]", "yes"),
    ];
    let page = house.done(&number, "establish", &chosen, &lin).await;
    page.expect(200, "name=\"work[was][households]\" value=\"7\"");
    page.expect(200, "name=\"work[was][help]\" value=\"yes\"");
}

#[tokio::test]
async fn a_reply_waits_once_for_what_was_said_since_to_be_seen() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire_as("1003", "陈国栋", "wt", Duty::DepartmentHead).await;
    let (lin, chen) = (house.signed_in("1001").await, house.signed_in("1003").await);
    let page = house.done(&number, "take", &[], &lin).await;
    let seen = |page: &str| {
        let (_, rest) = page.split_once("name=\"work[seen]\" value=\"").expect("the form says it");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let before = seen(&page.text);
    house.done(&number, "reply", &[("work[text]", "师傅今晚到")], &chen).await;
    let mine = [("work[text]", "我来回复您"), ("work[seen]", before.as_str())];
    let page = house.act(&number, "reply", &mine, &lin).await;
    page.expect(409, "Nothing you wrote is lost");
    page.expect(409, ">我来回复您</textarea>");
    page.expect(409, "Send anyway");
    assert_eq!(page.text.matches("师傅今晚到").count(), 2, "above the text, and where it happened");
    let now = seen(&page.text);
    assert_ne!(before, now);
    let again = [("work[text]", "我来回复您"), ("work[seen]", now.as_str())];
    house.done(&number, "reply", &again, &lin).await.expect(200, "我来回复您");
}
