//! Alerts in the desk, as a browser without scripts sees them.

use rules::access::Duty;

use super::page_of;
use crate::router::house::TestHouse;
use crate::router::people::PASSWORD;

const CRISIS: [(&str, &str); 5] = [
    ("work[facts_version]", "1"),
    ("work[facts][media]", "serious"),
    ("work[facts][households]", "1"),
    ("work[facts][persons]", "1"),
    ("work[facts][complainants]", "1"),
];

impl TestHouse {
    /// Somebody signed in with one duty in `wt`.
    async fn at_desk(&self, account: &str, name: &str, duty: Duty) -> String {
        self.hire_as(account, name, "wt", duty).await;
        self.sign_in(account, PASSWORD, "203.0.113.9", "").await.cookie()
    }
}

/// What the form of an alert sends besides.
fn rung(page: &str) -> String {
    let (_, rest) = page.split_once(r#"name="rung" value=""#).expect("there is an alert");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn grade_1_stands_above_every_page_until_the_general_manager_acknowledges_it() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.at_desk("lin", "林晓岚", Duty::Agent).await;
    let gu = house.at_desk("gu", "顾总", Duty::GeneralManager).await;
    let filed = house.filed().await;
    let empty = house.see("/desk/alerts", &gu).await;
    assert_eq!(empty.status.as_u16(), 200);
    assert!(empty.text.contains("No alert waits for you"), "{}", empty.text);
    let page = house.done(&filed.number, "establish", &CRISIS, &lin).await;
    assert!(page.text.contains("Who was alerted") && page.text.contains("顾总"), "{}", page.text);
    assert!(page.text.contains("Nobody has seen it yet"), "{}", page.text);
    for path in ["/desk", "/desk/to-tell", "/desk/scores", &*page_of(&filed.number)] {
        let seen = house.see(path, &gu).await.text;
        assert!(seen.contains(r#"class="banner"#) && seen.contains(r#"name="rung""#), "{path}: {seen}");
        assert!(
            !house.see(path, &lin).await.text.contains(r#"name="rung""#),
            "{path} of who was not alerted"
        );
    }
    let alerts = house.see("/desk/alerts", &gu).await.text;
    assert!(alerts.contains(filed.number.as_str()) && !alerts.contains("周女士"), "{alerts}");
    let rung = rung(&alerts);
    let fields = [("rung", &*rung), ("back", "/desk/scores")];
    let stranger = house.fill("/desk/alerts", &fields, &lin).await;
    assert_eq!(stranger.status.as_u16(), 404);
    let answer = house.fill("/desk/alerts", &fields, &gu).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/desk/scores"));
    let elsewhere = [("rung", &*rung), ("back", "//evil.example")];
    let answer = house.fill("/desk/alerts", &elsewhere, &gu).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/desk/alerts"));
    assert!(!house.see("/desk", &gu).await.text.contains(r#"name="rung""#));
    let page = house.see(&page_of(&filed.number), &lin).await.text;
    assert!(page.contains("顾总 saw it") && page.contains("Acknowledged the alert"), "{page}");
    let tracking = house.see(&format!("/c/{}", filed.link), "").await.text;
    assert!(!tracking.contains("顾总") && !tracking.contains("Acknowledged"), "{tracking}");
}

#[tokio::test]
async fn a_matter_of_major_importance_is_declared_in_one_step_with_a_reason() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.at_desk("lin", "林晓岚", Duty::Agent).await;
    let gu = house.at_desk("gu", "顾总", Duty::GeneralManager).await;
    let he = house.at_desk("he", "何敏", Duty::Supervisor).await;
    let filed = house.filed().await;
    let page = house.see(&page_of(&filed.number), &lin).await.text;
    assert!(page.contains("Declare a matter of major importance"), "{page}");
    let page = house.see(&page_of(&filed.number), &he).await.text;
    assert!(!page.contains("Declare a matter of major importance"), "a supervisor changes nothing");
    let unsaid = house.act(&filed.number, "declare", &[("work[reason]", " ")], &lin).await;
    assert_eq!(unsaid.status.as_u16(), 422);
    assert!(unsaid.text.contains("declare-reason"), "{}", unsaid.text);
    let page = house.done(&filed.number, "declare", &[("work[reason]", "业主联名要上访")], &lin).await.text;
    assert!(page.contains("业主联名要上访") && page.contains("Matter of major importance"), "{page}");
    assert!(!page.contains("Declare a matter of major importance"), "once");
    let alerts = house.see("/desk/alerts", &gu).await.text;
    assert!(alerts.contains("Matter of major importance"), "{alerts}");
    let tracking = house.see(&format!("/c/{}", filed.link), "").await.text;
    assert!(!tracking.contains("上访") && !tracking.contains("major importance"), "{tracking}");
}

#[tokio::test]
async fn whoever_is_not_signed_in_sees_no_alerts() {
    let house = TestHouse::open().await.inhabited().await;
    let answer = house.see("/desk/alerts", "").await;
    assert_eq!(answer.status.as_u16(), 303);
    assert!(answer.header("location").starts_with("/desk/sign-in"), "{}", answer.header("location"));
}
