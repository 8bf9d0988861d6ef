//! What the resident of a serious complaint is told waits for a second person: submitted, sent back,
//! changed, approved, all without scripts.

use rules::access::Duty;
use rules::id::ComplaintNumber;

use super::page_of;
use crate::router::house::{Answer, TestHouse};

const SERIOUS: [(&str, &str); 2] = [("work[facts][media]", "possible"), ("work[facts_version]", "1")];

impl TestHouse {
    /// Which submission the page of whoever holds `cookie` decides on.
    async fn submitted(&self, number: &ComplaintNumber, cookie: &str) -> String {
        let page = self.see(&page_of(number), cookie).await;
        let (_, rest) = page.text.split_once("name=\"work[submitted]\" value=\"").expect("something waits");
        rest.split_once('"').expect("a value").0.to_owned()
    }

    /// Lets it go in these words.
    pub(super) async fn approve(&self, number: &ComplaintNumber, text: &str, cookie: &str) -> Answer {
        let submitted = self.submitted(number, cookie).await;
        self.done(number, "approve", &[("work[text]", text), ("work[submitted]", &submitted)], cookie).await
    }
}

#[tokio::test]
async fn a_reply_on_grade_2_is_submitted_sent_back_changed_and_approved() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    house.hire_as("2002", "陈国栋", "wt", Duty::DepartmentHead).await;
    let (lin, chen) = (house.signed_in("1001").await, house.signed_in("2002").await);
    let page = house.done(number, "establish", &SERIOUS, &lin).await;
    page.expect(200, "The resident gets it once 陈国栋 has approved it.");
    page.expect(200, "Submit for approval");
    assert!(!page.text.contains("Send the reply"));
    let page = house.done(number, "reply", &[("work[text]", "明早八点换好")], &lin).await;
    page.expect(200, "Waits for 陈国栋; submitted by 林晓岚");
    page.expect(200, "waits for 陈国栋 since");
    assert!(!page.text.contains("Approve and send"), "its author sees no such button");
    house.see("/desk/alerts", &chen).await.expect(200, "waits for your approval");

    let submitted = house.submitted(number, &chen).await;
    let fields = [("work[reason]", ""), ("work[submitted]", &submitted)];
    house.act(number, "return", &fields, &chen).await.expect(422, "return-reason");
    let fields = [("work[reason]", "别写八点"), ("work[submitted]", &submitted)];
    house.done(number, "return", &fields, &chen).await.expect(200, "Sent back, not sent to the resident");
    let page = house.see(&page_of(number), &lin).await;
    page.expect(200, "Sent back by 陈国栋: 别写八点");
    page.expect(200, "aria-describedby=\"reply-text-hint\">明早八点换好</textarea>");

    house.pass_minutes(5);
    house.done(number, "reply", &[("work[text]", "明早换好")], &lin).await;
    let stale = [("work[text]", "明早八点换好"), ("work[submitted]", &submitted)];
    house.act(number, "approve", &stale, &chen).await.expect(409, "has moved on");
    let own = [("work[text]", "明早换好"), ("work[submitted]", &house.submitted(number, &chen).await)];
    house.act(number, "approve", &own, &lin).await.expect(403, "not its author");
    house.get(&format!("/c/{}", filed.link), "en").await.expect(200, "林晓岚");
    let page = house.approve(number, "明天换好", &chen).await;
    page.expect(200, "Changed, approved and sent");
    let hers = house.get(&format!("/c/{}", filed.link), "en").await;
    hers.expect(200, "林晓岚 replied to you");
    hers.expect(200, "明天换好");
    for inside in ["明早", "八点", "陈国栋", "approv"] {
        assert!(!hers.text.contains(inside), "she reads {inside}");
    }
}

#[tokio::test]
async fn the_standard_first_answer_is_the_policys_whatever_a_form_says() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    let page = house.done(number, "establish", &SERIOUS, &lin).await;
    page.expect(200, "Send the standard first answer");
    let page = house.done(number, "acknowledge", &[("work[text]", "别再来烦我们")], &lin).await;
    assert!(!page.text.contains("别再来烦我们"));
    let hers = house.get(&format!("/c/{}", filed.link), "en").await;
    hers.expect(200, "您的投诉（编号 ");
    hers.expect(200, number.as_str());
    assert!(!hers.text.contains("{deadline}") && !hers.text.contains("{hotline}"));
}

#[tokio::test]
async fn what_waits_is_let_go_by_its_author_once_the_grade_is_lower_and_can_be_taken_back() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    house.hire_as("2002", "陈国栋", "wt", Duty::DepartmentHead).await;
    let lin = house.signed_in("1001").await;
    house.done(number, "establish", &SERIOUS, &lin).await;
    house.done(number, "reply", &[("work[text]", "明早换好")], &lin).await;
    let page = house.done(number, "take_back", &[], &lin).await;
    page.expect(200, "Taken back; waits for approval no more");
    page.expect(200, "aria-describedby=\"reply-text-hint\">明早换好</textarea>");
    house.done(number, "reply", &[("work[text]", "明早一定换好")], &lin).await;
    let lower =
        [("work[facts][media]", "none"), ("work[facts_version]", "2"), ("work[reason]", "记者只是路过")];
    let page = house.done(number, "establish", &lower, &lin).await;
    page.expect(200, "no approval is needed");
    assert!(!page.text.contains("waits for 陈国栋 since"), "it waits for nobody");
    house.approve(number, "明早一定换好", &lin).await.expect(200, "Approved and sent");
    house.get(&format!("/c/{}", filed.link), "en").await.expect(200, "明早一定换好");
}
