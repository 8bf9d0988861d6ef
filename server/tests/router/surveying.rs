//! The survey by its link: opened as often as one likes, answered once.

use rules::access::Staff;
use rules::resolution::{Finding, Outcome};
use rules::work::Work;

use crate::router::house::{Answer, TestHouse};
use crate::router::people::{PHONE, Reach};

const REACH: Reach<'_> = Reach { phone: Some(PHONE), email: None };

/// A resolved complaint: the tokens of its private link and its survey.
async fn resolved(house: &TestHouse) -> (String, String) {
    let filed = house.file("wt", REACH, Vec::new()).await;
    let staff: Staff = house.hire("lin", "wt").await;
    let now = house.clock.read();
    let resolve = Work::Resolve {
        finding: Finding::Upheld,
        outcomes: vec![Outcome::Repair],
        text: "控制板已经换新".into(),
    };
    for (key, work) in [("a", Work::Take), ("b", resolve)] {
        house.store.work(&filed.number, &staff, key, 1, work, now).await.expect("the work can be done");
    }
    let page = house.get(&format!("/c/{}", filed.link), "en").await;
    let survey = page.text.split("href=\"/s/").nth(1).and_then(|rest| rest.split('"').next());
    (filed.link, survey.unwrap_or_else(|| panic!("no survey in {}", page.text)).to_owned())
}

impl TestHouse {
    async fn answer(&self, link: &str, solved: &str, satisfaction: &str, key: &str) -> Answer {
        let fields = [
            ("link", link),
            ("answer[solved]", solved),
            ("answer[satisfaction]", satisfaction),
            ("answer[words]", "</textarea><script>alert(1)</script>"),
            ("answer[key]", key),
        ];
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post(&format!("/s/{link}"), &form).await
    }
}

#[tokio::test]
async fn opening_spends_nothing_and_one_answer_is_taken() {
    let house = TestHouse::open().await.inhabited().await;
    let (link, survey) = resolved(&house).await;
    for _ in 0..3 {
        house.get(&format!("/s/{survey}"), "en").await.expect(200, "Is the problem really solved?");
    }
    let done = house.answer(&survey, "yes", "5", "one").await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, &*format!("/s/{survey}?done=solved")));
    let again = house.answer(&survey, "yes", "5", "one").await;
    assert_eq!(again.header("location"), format!("/s/{survey}?done=solved"), "the same form is one answer");
    let other = house.answer(&survey, "yes", "1", "two").await;
    assert_eq!(other.header("location"), format!("/s/{survey}?done=before"));
    house.get(&format!("/s/{survey}"), "en").await.expect(200, "This survey has been answered");
    house.get(&format!("/c/{link}"), "en").await.expect(200, "You answered the survey");
}

#[tokio::test]
async fn not_solved_opens_the_complaint_again_and_says_so() {
    let house = TestHouse::open().await.inhabited().await;
    let (link, survey) = resolved(&house).await;
    let done = house.answer(&survey, "no", "2", "one").await;
    let next = done.header("location").to_owned();
    house.get(&next, "en").await.expect(200, "the complaint is open again");
    house.get(&format!("/c/{link}"), "en").await.expect(200, "You said it is not solved; it is open again");
}

#[tokio::test]
async fn what_is_not_answered_is_named_and_nothing_is_lost_or_run() {
    let house = TestHouse::open().await.inhabited().await;
    let (_, survey) = resolved(&house).await;
    let page = house.answer(&survey, "", "9", "one").await;
    page.expect(422, "There are 2 things to correct");
    page.expect(422, "href=\"#solved\"");
    page.expect(422, "href=\"#satisfaction\"");
    page.expect(422, "&lt;/textarea&gt;&lt;script&gt;alert(1)");
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    house.get(&format!("/s/{survey}"), "en").await.expect(200, "Is the problem really solved?");
}
