//! What a complainant sees and does by her private link.

use rules::access::Staff;
use rules::id::ComplaintNumber;
use rules::resolution::{Finding, Outcome};
use rules::work::Work;
use server::cli::link;

use crate::router::house::{Answer, TestHouse};
use crate::router::people::{PHONE, Reach};

const REACH: Reach<'_> = Reach { phone: Some(PHONE), email: None };

impl TestHouse {
    /// One of the forms of the tracking page.
    async fn follow(&self, link: &str, act: &str, text: &str, key: &str) -> Answer {
        let fields = [("link", link), ("follow[act]", act), ("follow[text]", text), ("follow[key]", key)];
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post(&format!("/c/{link}"), &form).await
    }

    async fn does(&self, number: &ComplaintNumber, staff: &Staff, key: &str, work: Work) {
        self.store.work(number, staff, key, 1, work, self.clock.read()).await.expect("the work can be done");
    }

    async fn resolve(&self, number: &ComplaintNumber, outcome: Outcome) {
        let staff = self.hire("lin", "wt").await;
        self.does(number, &staff, "a", Work::Take).await;
        let (finding, text) = (Finding::Upheld, "控制板已经换新".to_owned());
        self.does(number, &staff, "b", Work::Resolve { finding, outcomes: vec![outcome], text }).await;
    }
}

#[tokio::test]
async fn a_link_that_is_unknown_or_altered_opens_nothing_and_says_so() {
    let house = TestHouse::open().await.inhabited().await;
    let link = house.file("wt", REACH, Vec::new()).await.link;
    assert_eq!(house.get(&format!("/c/{link}"), "en").await.status, 200);
    let mut altered = link.clone();
    altered.replace_range(0..1, if link.starts_with('A') { "B" } else { "A" });
    for unknown in [altered.as_str(), "x", "%00", &"a".repeat(300)] {
        for path in [format!("/c/{unknown}"), format!("/c/{unknown}/receipt"), format!("/s/{unknown}")] {
            for (language, words) in [
                ("zh-CN", "没有找到这一页"),
                ("zh-TW", "找不到這一頁"),
                ("en", "The address may be missing a letter, or the link may have been replaced"),
            ] {
                house.get(&path, language).await.expect(404, words);
            }
        }
        let form = format!("link={unknown}&follow%5Bact%5D=add&follow%5Btext%5D=hello&follow%5Bkey%5D=k");
        let status = if unknown == "%00" { 400 } else { 404 };
        assert_eq!(house.post(&format!("/c/{unknown}"), &form).await.status, status, "{unknown}");
    }
    assert_eq!(
        house.get(&format!("/s/{link}"), "en").await.status,
        404,
        "a complaint's link opens no survey"
    );
}

/// `linli link reset`, as the privacy notice offers it by the hotline.
#[tokio::test]
async fn a_link_in_other_hands_is_replaced_and_opens_nothing_any_more() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.file("wt", REACH, Vec::new()).await;
    let said = link::anew(&house.store, &filed.number, "https://wuye.example/", house.clock.read()).await;
    let said = said.expect("there is such a complaint");
    let start = "WT-2611-0001 is found at https://wuye.example/c/";
    let fresh = said.strip_prefix(start).and_then(|rest| rest.split(' ').next()).expect(&said);
    house.get(&format!("/c/{}", filed.link), "en").await.expect(404, "the link may have been replaced");
    let page = house.get(&format!("/c/{fresh}"), "en").await;
    page.expect(200, "WT-2611-0001");
    page.expect(200, "Your private link was replaced");
    let unknown = ComplaintNumber::read("WT-2611-9999").expect("it could be one");
    let refused = link::anew(&house.store, &unknown, "", house.clock.read()).await;
    assert_eq!(refused, Err("there is no complaint WT-2611-9999".into()));
}

#[tokio::test]
async fn what_she_adds_stands_on_the_line_once() {
    let house = TestHouse::open().await.inhabited().await;
    let link = house.file("wt", REACH, Vec::new()).await.link;
    for _ in 0..2 {
        let done = house.follow(&link, "add", "14楼老人出门怎么办？", "one").await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(done.header("location"), format!("/c/{link}?done=add"));
    }
    let page = house.get(&format!("/c/{link}?done=add"), "en").await;
    page.expect(200, "Sent; the person responsible will see it");
    assert_eq!(page.text.matches("<p>14楼老人出门怎么办？</p>").count(), 1, "{}", page.text);
}

#[tokio::test]
async fn a_photo_she_adds_comes_once_however_often_it_is_posted() {
    let house = TestHouse::open().await.inhabited().await;
    let link = house.file("wt", REACH, Vec::new()).await.link;
    let photo = house.store.keep_photo(b"jpeg bytes", 4, 3, house.clock.read()).await.expect("it is kept");
    let fields = [
        ("link", link.as_str()),
        ("follow[act]", "add"),
        ("follow[text]", "拍到了"),
        ("follow[key]", "one"),
        ("follow[photos][]", photo.as_str()),
    ];
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    for _ in 0..2 {
        let done = house.post(&format!("/c/{link}"), &form).await;
        assert_eq!(done.status, 303, "{}", done.text);
    }
    let page = house.get(&format!("/c/{link}"), "en").await;
    assert_eq!(page.text.matches("<p>拍到了</p>").count(), 1, "{}", page.text);
}

#[tokio::test]
async fn saying_nothing_is_named_and_a_long_text_is_kept() {
    let house = TestHouse::open().await.inhabited().await;
    let link = house.file("wt", REACH, Vec::new()).await.link;
    house.follow(&link, "add", " ", "one").await.expect(422, "href=\"#text\"");
    let long = "字".repeat(rules::limits::TEXT_CHARS_MAX + 1);
    let page = house.follow(&link, "review", &long, "two").await;
    page.expect(422, "href=\"#review-text\"");
    page.expect(422, &format!(">{long}</textarea>"));
    house.follow(&link, "shout", "a", "three").await.expect(422, "There is 1 thing to correct");
    let typed = "</textarea><script>alert(1)</script>";
    let page = house.follow(&link, "shout", typed, "four").await;
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
}

#[tokio::test]
async fn a_step_that_is_not_possible_now_is_refused_and_changes_nothing() {
    let house = TestHouse::open().await.inhabited().await;
    let link = house.file("wt", REACH, Vec::new()).await.link;
    house.follow(&link, "accept", "", "one").await.expect(409, "This complaint has moved on");
    house.follow(&link, "not_solved", "还在停", "two").await.expect(409, "This complaint has moved on");
    house.get(&format!("/c/{link}"), "en").await.expect(200, "Nobody has taken it yet");
}

#[tokio::test]
async fn she_can_withdraw_and_is_then_offered_nothing_more() {
    let house = TestHouse::open().await.inhabited().await;
    let link = house.file("wt", REACH, Vec::new()).await.link;
    let page = house.get(&format!("/c/{link}"), "en").await;
    page.expect(200, "Yes, withdraw it");
    assert_eq!(house.follow(&link, "withdraw", "", "one").await.status, 303);
    let page = house.get(&format!("/c/{link}"), "en").await;
    page.expect(200, "You withdrew it");
    assert!(!page.text.contains("<form"), "{}", page.text);
}

#[tokio::test]
async fn a_result_is_confirmed_or_contested_and_can_be_opened_again() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.file("wt", REACH, Vec::new()).await;
    let link = filed.link;
    house.resolve(&filed.number, Outcome::Repair).await;
    let page = house.get(&format!("/c/{link}"), "en").await;
    page.expect(200, "There is a result; please say whether it is solved");
    page.expect(200, "控制板已经换新");
    page.expect(200, "Finding: Upheld");
    page.expect(200, "林晓岚 told you the result");
    assert!(!page.text.contains("the 12345 hotline"), "nothing was refused");

    assert_eq!(house.follow(&link, "accept", "", "one").await.status, 303);
    let page = house.get(&format!("/c/{link}"), "en").await;
    page.expect(200, "You confirmed it is solved");
    page.expect(200, "Open it again");

    assert_eq!(house.follow(&link, "not_solved", "又停了", "two").await.status, 303);
    let page = house.get(&format!("/c/{link}"), "en").await;
    page.expect(200, "You said it is not solved; it is open again");
    page.expect(200, "<p>又停了</p>");
}

/// Handbook §2: a refusal names internal review, owners' committee, street, bureau, 12345, court.
#[tokio::test]
async fn a_refusal_names_the_ways_on() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.file("wt", REACH, Vec::new()).await;
    house.resolve(&filed.number, Outcome::NotSupported).await;
    let page = house.get(&format!("/c/{}", filed.link), "zh-CN").await;
    for way in ["内部重新审查", "业主委员会", "街道", "房屋行政主管部门", "12345", "法院"]
    {
        page.expect(200, way);
    }
}
