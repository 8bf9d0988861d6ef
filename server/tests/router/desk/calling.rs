//! What is passed on, who is called back, and the call log.

use rules::access::Duty;

use super::Fields;
use crate::router::house::TestHouse;

const PASSED_ON: Fields<'static> = &[
    ("draft[text]", "楼道灯不亮"),
    ("draft[name]", "周女士"),
    ("draft[phone]", "13857104629"),
    ("draft[key]", "one form"),
];
const ENQUIRY: Fields<'static> = &[
    ("intake[matter]", "enquiry"),
    ("intake[answer]", "晚上八点"),
    ("draft[text]", "几点关门"),
    ("draft[community]", "wt"),
    ("draft[key]", "one call"),
];

async fn call_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"call\" value=\"").expect("somebody is to be called back");
    rest.split('"').next().expect("its id").to_owned()
}

#[tokio::test]
async fn a_guard_passes_on_in_one_form_and_customer_service_calls_back() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    house.hire_as("3101", "丁师傅", "wt", Duty::Employee).await;
    let answer = house.sign_in("3101", crate::router::people::PASSWORD, "203.0.113.9", "").await;
    answer.expect(200, "/desk/pass-on");
    let guard = answer.cookie();
    let form = house.see("/desk/pass-on", &guard).await;
    form.expect(200, "name=\"draft[phone]\"");
    assert!(!form.text.contains("modulepreload"), "it loads no program");
    let sent = house.fill("/desk/pass-on", PASSED_ON, &guard).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/desk/pass-on?done=passed_on"));
    house.fill("/desk/pass-on", PASSED_ON, &guard).await;
    let page = house.see("/desk/pass-on?done=passed_on", &guard).await;
    page.expect(200, "Passed on. Customer service answers it.");
    assert!(!page.text.contains("楼道灯不亮"), "an empty form");
    let lin = house.signed_in("1001").await;
    let page = house.see("/desk/calls", &lin).await;
    for words in ["楼道灯不亮", "周女士", "tel:+8613857104629", "丁师傅 passed it on"] {
        page.expect(200, words);
    }
    assert_eq!(page.text.matches("name=\"call\"").count(), 1, "posted twice it is one");
    let call = call_of(&page.text).await;
    let press = async |act, answer| {
        let fields = [("call", &*call), ("act", act), ("answer", answer)];
        house.fill("/desk/calls", &fields, &lin).await.status.as_u16()
    };
    assert_eq!(press("take", "").await, 303);
    house.see("/desk/calls", &lin).await.expect(200, "林晓岚 is calling");
    assert_eq!(press("no_answer", "").await, 303);
    house.see("/desk/calls", &lin).await.expect(200, "Tries: 1");
    assert_eq!(press("perhaps", "").await, 400);
    assert_eq!(press("reached", "今晚换灯").await, 303);
    let page = house.see("/desk/calls", &lin).await;
    page.expect(200, "Nobody is waiting for a call");
    page.expect(200, "Answered: 今晚换灯");
}

#[tokio::test]
async fn what_is_missing_is_named_and_what_was_typed_stays() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire_everywhere("3101", "丁师傅", Duty::Employee).await;
    let guard = house.signed_in_at("3101").await;
    let page =
        house.fill("/desk/pass-on", &[("draft[text]", "</textarea>灯"), ("draft[name]", "周")], &guard).await;
    for field in ["community", "phone"] {
        page.expect(422, &format!("href=\"#{field}\""));
    }
    page.expect(422, "&lt;/textarea&gt;灯");
    page.expect(422, "value=\"周\"");
}

#[tokio::test]
async fn everybody_passes_on_and_only_who_handles_complaints_reads_calls() {
    let house = TestHouse::open().await.inhabited().await;
    let duties = [
        ("1", Duty::Agent, 200),
        ("2", Duty::Technician, 200),
        ("3", Duty::DepartmentHead, 200),
        ("4", Duty::Supervisor, 403),
        ("5", Duty::Administrator, 403),
        ("6", Duty::Employee, 403),
    ];
    for (account, duty, status) in duties {
        house.hire_as(account, "某人", "wt", duty).await;
        let cookie = house.signed_in_at(account).await;
        let sent = house.fill("/desk/pass-on", PASSED_ON, &cookie).await;
        assert_eq!(sent.status, 303, "{duty:?}: {}", sent.text);
        assert_eq!(house.see("/desk/calls", &cookie).await.status.as_u16(), status, "{duty:?}");
    }
    house.see("/desk/pass-on", "").await.expect(303, "");
    let guard = house.signed_in_at("6").await;
    let queue = house.see("/desk", &guard).await;
    assert!(!queue.text.contains("楼道灯不亮"));
    house.fill("/desk/new", ENQUIRY, &guard).await.expect(403, "");
    house.hire_as("7", "外人", "wj", Duty::Agent).await;
    let elsewhere = house.signed_in_at("7").await;
    let page = house.see("/desk/calls", &elsewhere).await;
    page.expect(200, "Nobody is waiting for a call");
    let mine = house.signed_in_at("1").await;
    let call = call_of(&house.see("/desk/calls", &mine).await.text).await;
    let take = [("call", &*call), ("act", "take")];
    assert_eq!(house.fill("/desk/calls", &take, &elsewhere).await.status, 404);
    assert_eq!(house.see(&format!("/desk/new?call={call}"), &elsewhere).await.status, 404);
}

#[tokio::test]
async fn an_enquiry_is_answered_in_one_step_and_becomes_a_complaint_with_its_words() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    let sent = house.fill("/desk/new", ENQUIRY, &lin).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/desk/calls?done=noted"));
    let log = house.see("/desk/calls?done=noted", &lin).await;
    log.expect(200, "Enquiry answered");
    let (_, rest) = log.text.split_once("/desk/new?call=").expect("it can become a complaint");
    let call = rest.split('"').next().expect("its id").to_owned();
    house.see(&format!("/desk/new?call={call}"), &lin).await.expect(200, "几点关门");
    let complaint = [
        ("intake[call]", &*call),
        ("draft[text]", "几点关门，没有人说"),
        ("draft[place]", "东门"),
        ("draft[kind]", "attitude"),
        ("draft[phone]", "13857104629"),
        ("draft[notice]", "1"),
    ];
    let filed = house.fill("/desk/new", &complaint, &lin).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let number = filed.header("location").strip_prefix("/desk/new/").expect("filed").to_owned();
    let log = house.see("/desk/calls", &lin).await;
    log.expect(200, &number);
    assert!(!log.text.contains("Enquiry answered"));
    let nothing = house.fill("/desk/new", &[("intake[matter]", "enquiry")], &lin).await;
    nothing.expect(422, "href=\"#answer\"");
    nothing.expect(422, "href=\"#text\"");
}
