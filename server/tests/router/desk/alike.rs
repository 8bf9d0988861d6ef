//! Complaints that are the same, as a browser without scripts puts them together (handbook 2b).

use rules::access::Duty;
use rules::complaint::{Filer, Filing};
use rules::contact::{Phone, Region};
use rules::id::CommunityId;
use rules::kind::Kind;
use rules::language::Language;
use rules::place::{Area, Place};
use server::sending::Settings;
use store::{Chore, Filed};

use super::page_of;
use crate::router::house::{Answer, TestHouse};

/// Neighbours of one stairwell complain of its lift; then the machine has compared what they wrote.
async fn neighbours(house: &TestHouse, many: u32) -> Vec<Filed> {
    let mut all = Vec::new();
    for at in 1..=many {
        let filing = Filing {
            community: CommunityId::new("wt"),
            filer: Filer::HomeOwner,
            kind: Kind::Works,
            area: Area::Public,
            place: Place::read("3栋2单元电梯", &[]),
            home: Some(Place::read(&format!("3栋2单元{at}01"), &[])),
            text: "电梯又停了，老人被困在里面".into(),
            answers: Vec::new(),
            since: None,
            households: 1,
            returned: 0,
            wishes: Vec::new(),
            remedy: String::new(),
            name: String::new(),
            phone: Phone::parse(&format!("138571046{at:02}"), Region::Mainland).ok(),
            email: None,
            notice: 1,
            photos: Vec::new(),
            key: String::new(),
        };
        house.pass_minutes(1);
        let now = house.clock.read();
        all.push(house.store.file_complaint(filing, Language::ZhHans, now).await.expect("it can be filed"));
    }
    let now = house.clock.read();
    for job in house.store.claim("test", 50, now).await.expect("it answers") {
        if let Some(Chore::Compare(id)) = Chore::of(&job) {
            house.store.propose(&id, now).await.expect("it answers");
        }
    }
    all
}

async fn join(house: &TestHouse, one: &Filed, other: &Filed, cookie: &str) -> Answer {
    let fields = [("work[with]", other.number.as_str()), ("work[same]", "complaint")];
    house.done(&one.number, "join", &fields, cookie).await
}

#[tokio::test]
async fn proposed_confirmed_counted_and_undone() {
    let house = TestHouse::open().await.inhabited().await;
    let all = neighbours(&house, 3).await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let page = house.see(&page_of(&all[2].number), &cookie).await;
    for words in ["May be the same", "Same place, same kind", "very alike, 100%", all[0].number.as_str()] {
        page.expect(200, words);
    }
    page.expect(200, "Households: 1");
    assert!(!page.text.contains("work[facts][complainants]"), "it is counted, not typed");
    join(&house, &all[1], &all[0], &cookie).await.expect(200, "Same complaint: 2");
    let page = join(&house, &all[2], &all[0], &cookie).await;
    page.expect(200, "Same complaint: 3");
    page.expect(200, "Households within a month: 3");
    page.expect(200, "On record: the same complaint from 3 households within a month");
    page.expect(200, "Found to be the same complaint as WT-2611-0001");
    for filed in &all {
        let page = house.see(&page_of(&filed.number), &cookie).await;
        page.expect(200, "<b>2b</b>");
        page.expect(200, "3 households made the same complaint within a month");
        assert!(!page.text.contains("May be the same"), "what is confirmed is proposed no more");
    }
    house.see("/desk", &cookie).await.expect(200, "Same 3");
    let tracking = house.get(&format!("/c/{}", all[0].link), "en").await;
    tracking.expect(200, "3 households made the same complaint");
    for words in [all[1].number.as_str(), "Found to be the same"] {
        assert!(!tracking.text.contains(words), "a resident reads of another: {words}");
    }
    let page = house.done(&all[2].number, "leave", &[("work[same]", "complaint")], &cookie).await;
    page.expect(200, "It was graded with 3 households; the records now show 1.");
    page.expect(200, "data-grade=\"2\"");
    let page = house.see(&page_of(&all[0].number), &cookie).await;
    page.expect(200, "It was graded with 3 households; the records now show 2.");
    let saved = [("work[facts_version]", "1"), ("work[reason]", "那一户说的是另一台")];
    house.act(&all[0].number, "establish", &saved[..1], &cookie).await.expect(422, "less serious");
    house.done(&all[0].number, "establish", &saved, &cookie).await.expect(200, "那一户说的是另一台");
}

#[tokio::test]
async fn one_is_added_by_its_number_or_refused_beside_it() {
    let house = TestHouse::open().await.inhabited().await;
    let all = neighbours(&house, 2).await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let number = &all[0].number;
    for with in ["WT-2611-0099", number.as_str(), "三号楼"] {
        let fields = [("work[with]", with), ("work[same]", "problem")];
        let page = house.act(number, "join", &fields, &cookie).await;
        page.expect(422, "no other complaint of that number");
        page.expect(422, "href=\"#with\"");
        assert!(page.text.contains(&format!("value=\"{with}\"")), "what was typed is kept");
    }
    let nothing = [("work[with]", ""), ("work[same]", "problem")];
    house.act(number, "join", &nothing, &cookie).await.expect(422, "Complaint number");
    let lower = all[1].number.as_str().to_lowercase();
    let fields = [("work[with]", &*lower), ("work[same]", "problem")];
    let page = house.done(number, "join", &fields, &cookie).await;
    page.expect(200, "Same problem: 2");
    page.expect(200, "Same complaint: 2");
    let fields = [("work[with]", all[1].number.as_str())];
    house.done(number, "not_same", &fields, &cookie).await.expect(200, "Same problem: 2");
}

#[tokio::test]
async fn what_is_no_match_is_said_once_and_offered_no_more() {
    let house = TestHouse::open().await.inhabited().await;
    let all = neighbours(&house, 2).await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let fields = [("work[with]", all[0].number.as_str())];
    let page = house.done(&all[1].number, "not_same", &fields, &cookie).await;
    page.expect(200, "Found not to be the same as WT-2611-0001");
    page.expect(200, "The records show none that is the same");
    house.see(&page_of(&all[0].number), &cookie).await.expect(200, "The records show none that is the same");
}

#[tokio::test]
async fn one_reply_goes_to_all_and_each_reads_her_own() {
    let house = TestHouse::open().await.inhabited().await;
    let all = neighbours(&house, 3).await;
    house.hire("1001", "wt").await;
    house.hire("1002", "wt").await;
    let (cookie, other) = (house.signed_in("1001").await, house.signed_in("1002").await);
    assert!(!house.see(&page_of(&all[0].number), &cookie).await.text.contains("Also reply to"));
    join(&house, &all[1], &all[0], &cookie).await;
    join(&house, &all[2], &all[0], &cookie).await;
    house.done(&all[2].number, "take", &[], &other).await;
    house.see(&page_of(&all[0].number), &cookie).await.expect(200, "Also reply to the other 2 open ones");
    let empty = [("work[text]", " "), ("work[together]", "yes")];
    let page = house.act(&all[0].number, "reply", &empty, &cookie).await;
    page.expect(422, "Please write the text");
    assert!(
        page.input("yes").contains("checked") || page.text.contains("id=\"together\""),
        "it stays ticked"
    );
    let fields = [("work[text]", "今晚换控制板"), ("work[together]", "yes"), ("work[key]", "k")];
    house.done(&all[0].number, "reply", &fields, &cookie).await;
    house.hire_as("9001", "沈国梁", "wt", Duty::GeneralManager).await;
    house.approve(&all[0].number, "今晚换控制板", &house.signed_in("9001").await).await;
    house.worker(&Settings::default()).catch_up().await.expect("the database answers");
    let page = house.see(&page_of(&all[0].number), &cookie).await;
    page.expect(200, "This reply went to 2 of the same complaint");
    page.expect(200, "It did not go to:");
    page.expect(200, all[2].number.as_str());
    for (filed, reads) in all.iter().zip([true, true, false]) {
        let page = house.get(&format!("/c/{}", filed.link), "en").await;
        assert_eq!(page.text.contains("今晚换控制板"), reads, "{}", filed.number.as_str());
        assert!(!page.text.contains("This reply went to"));
    }
}

#[tokio::test]
async fn a_supervisor_sees_it_and_changes_nothing() {
    let house = TestHouse::open().await.inhabited().await;
    let all = neighbours(&house, 2).await;
    house.hire_as("8001", "郑督", "wt", Duty::Supervisor).await;
    let cookie = house.signed_in("8001").await;
    let page = house.see(&page_of(&all[1].number), &cookie).await;
    page.expect(200, "May be the same");
    assert!(!page.text.contains("Not the same<"), "no button");
    let fields = [("work[with]", all[0].number.as_str()), ("work[same]", "complaint")];
    house.act(&all[1].number, "join", &fields, &cookie).await.expect(403, "");
    let nobody = house.act(&all[1].number, "join", &fields, "").await;
    assert!(nobody.header("location").contains("sign-in"), "{}", nobody.header("location"));
    let page = house.see(&page_of(&all[1].number), &cookie).await;
    assert!(!page.text.contains("Same complaint: 2"), "nothing was put together");
}
