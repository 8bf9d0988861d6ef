//! A complaint taken down at the desk, and what belongs to a caller's number.

use rules::access::Duty;
use rules::id::ComplaintNumber;
use rules::intake::{Caller, Channel};
use rules::queue::QueueRow;
use rules::stage::Stage;
use serde_json::json;

use super::{Fields, page_of};
use crate::router::house::TestHouse;
use crate::router::people::PHONE;

const CALL: Fields<'static> = &[
    ("draft[phone]", "138 5710 0502"),
    ("draft[community]", "wt"),
    ("draft[name]", "孟先生"),
    ("draft[place]", "3栋2单元502"),
    ("draft[kind]", "works"),
    ("draft[text]", "厨房水管漏水"),
    ("draft[notice]", "1"),
    ("draft[key]", "one call"),
    ("intake[safety]", "none"),
    ("intake[channel]", "phone"),
];

fn passed_on<'a>(due: &'a str) -> Vec<(&'static str, &'a str)> {
    let mut fields: Vec<(&'static str, &'a str)> = CALL.to_vec();
    fields.extend([
        ("intake[referrer]", "hotline_12345"),
        ("intake[outside_number]", "20261122-00731"),
        ("intake[outside_due]", due),
    ]);
    fields
}

async fn number_of(house: &TestHouse, fields: Fields<'_>, cookie: &str) -> ComplaintNumber {
    let answer = house.fill("/desk/new", fields, cookie).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let number = answer.header("location").strip_prefix("/desk/new/").expect("to what was filed");
    ComplaintNumber::read(number).expect("a number")
}

#[tokio::test]
async fn a_call_is_taken_down_without_scripts_and_its_number_is_there_to_read_aloud() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let form = house.see("/desk/new?channel=wechat", &cookie).await;
    form.expect(200, "name=\"draft[phone]\"");
    form.expect(200, "<option value=\"wechat\" selected");
    let number = number_of(&house, CALL, &cookie).await;
    let page = house.see(&format!("/desk/new/{}", number.as_str()), &cookie).await;
    page.expect(200, number.as_str());
    page.expect(200, "138****0502");
    page.expect(200, "href=\"/desk/new?channel=phone&amp;community=wt\"");
    assert_eq!(number_of(&house, CALL, &cookie).await, number, "posted twice it is one");
    let now = house.clock.read();
    let staff = house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    let staff = house.store.staff(&staff, now).await.expect("hired");
    let complaint = house.store.complaint(&number, &staff, now).await.expect("it is there");
    assert_eq!((complaint.stage, complaint.arrival.channel), (Stage::Accepted, Channel::Phone));
    assert_eq!(complaint.arrival.recipient.as_deref(), Some("林晓岚"));
}

#[tokio::test]
async fn all_that_is_wrong_is_named_at_once_and_what_was_typed_stays() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let fields = [
        ("draft[text]", "</textarea><script>alert(1)</script>"),
        ("intake[channel]", "outside"),
        ("intake[outside_due]", "2026-11-01T10:00"),
    ];
    let page = house.fill("/desk/new", &fields, &cookie).await;
    for field in ["kind", "place", "phone", "notice", "referrer", "outside_due"] {
        page.expect(422, &format!("href=\"#{field}\""));
    }
    page.expect(422, "&lt;/textarea&gt;&lt;script&gt;alert(1)");
    page.expect(422, "value=\"2026-11-01T10:00\"");
    page.expect(422, "<option value=\"outside\" selected");
    let wj = [("draft[community]", "wj")];
    house.fill("/desk/new", &wj, &cookie).await.expect(422, "href=\"#community\"");
}

#[tokio::test]
async fn who_passed_it_on_stands_on_its_page_and_in_the_queue_with_the_earlier_deadline() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let number = number_of(&house, &passed_on("2026-11-22T10:30"), &cookie).await;
    let page = house.see(&page_of(&number), &cookie).await;
    page.expect(200, "12345 hotline 20261122-00731");
    page.expect(200, "Phone, taken by 林晓岚");
    page.expect(200, "Result by, for the 12345 hotline");
    let queue = house.see("/desk", &cookie).await;
    queue.expect(200, "20261122-00731");
    queue.expect(200, "Result by, for the 12345 hotline");
}

#[tokio::test]
async fn only_who_handles_complaints_takes_one_down_or_asks_for_a_number() {
    let house = TestHouse::open().await.inhabited().await;
    house.filed().await;
    house.hire_as("8001", "郑督", "wt", Duty::Supervisor).await;
    house.hire_as("2001", "外人", "wj", Duty::Agent).await;
    let watching = house.signed_in("8001").await;
    house.see("/desk/new", &watching).await.expect(403, "");
    house.fill("/desk/new", CALL, &watching).await.expect(403, "");
    let ask = json!({ "phone": PHONE });
    assert_eq!(house.call("find_caller", &ask, "203.0.113.9", &watching).await.status, 403);
    assert_eq!(house.call("find_caller", &ask, "203.0.113.9", "").await.status, 401);
    let elsewhere = house.signed_in("2001").await;
    let found: Option<Caller> = house.call("find_caller", &ask, "203.0.113.9", &elsewhere).await.data();
    assert_eq!(found, None);
}

#[tokio::test]
async fn a_number_finds_its_caller_and_one_press_says_that_the_call_is_about_it() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let ask = json!({ "phone": "138-5710-4629" });
    let found: Option<Caller> = house.call("find_caller", &ask, "203.0.113.9", &cookie).await.data();
    let caller = found.expect("she filed before");
    assert_eq!((caller.name.as_str(), caller.home.as_str()), ("周女士", "3栋2单元501"));
    assert_eq!(caller.matters[0].number, filed.number);
    let fields = [("work[channel]", "phone"), ("work[text]", "还没有人来"), ("work[key]", "one call")];
    house.done(&filed.number, "contacted", &fields, &cookie).await;
    let page = house.done(&filed.number, "contacted", &fields, &cookie).await;
    assert_eq!(page.text.matches("还没有人来").count(), 1, "{}", page.text);
    page.expect(200, "The resident contacted us again: Phone");
    let draft = json!({ "draft": { "community": "wt", "kind": "works", "place": "3栋2单元501" } });
    let likely: Vec<QueueRow> = house.call("find_likely", &draft, "203.0.113.9", &cookie).await.data();
    assert_eq!(likely.iter().map(|row| &row.number).collect::<Vec<_>>(), [&filed.number]);
    let mut as_the_same = CALL.to_vec();
    as_the_same.push(("intake[with]", filed.number.as_str()));
    let number = number_of(&house, &as_the_same, &cookie).await;
    house.see(&page_of(&number), &cookie).await.expect(200, filed.number.as_str());
}
