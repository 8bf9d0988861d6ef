//! A community whose clocks are changed: what its residents and staff read is told by its own.

use chrono::NaiveDateTime;
use rules::access::Duty;
use rules::language::Language;
use rules::moment::{Moment, Zone, date_and_time};
use rules::policy::Policy;
use rules::policy::draft::PolicyDraft;
use store::ZoneName;

use super::page_of;
use super::policy::fields_of;
use crate::router::house::{NOW, TestHouse};
use crate::router::people::{PHONE, Reach, community};

fn utc(text: &str) -> Moment {
    let read: NaiveDateTime = date_and_time(text).expect("a date and time");
    Moment::from_local(read, Zone::fixed(0))
}

/// On Saturday, 13 March 2027, half past eight in the evening in Toronto; that night the clocks go
/// forward there.
async fn in_toronto() -> TestHouse {
    let house = TestHouse::open().await.inhabited().await;
    let zone = ZoneName::read("America/Toronto").expect("it is known");
    house.store.add_community(community("to", "枫林居"), zone, Vec::new(), NOW).await.expect("it is new");
    house.pass_minutes(utc("2027-03-14T01:30").minutes_since(NOW));
    house
}

#[tokio::test]
async fn a_deadline_after_the_clocks_are_changed_is_told_by_the_new_time() {
    let house = in_toronto().await;
    let form = "draft[community]=to&draft[kind]=works&draft[place]=1-101&draft[text]=The+lift+stopped\
        &draft[name]=Ma&draft[phone]=13857104629&draft[notice]=1&draft[key]=k";
    let filed = house.post("/complaints/new", form).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let receipt = house.get(filed.header("location"), "en").await;
    receipt.expect(200, "TO-2703-0001");
    receipt.expect(200, "2027-03-13 20:30");
    receipt.expect(200, "by Mon 15/3 17:30");
    receipt.expect(200, "by Sun 28/3 20:30");
    let link = filed.header("location").trim_end_matches("/receipt").to_owned();
    house.get(&link, "zh-Hans").await.expect(200, "今天 20:30");

    // A day later, which ends an hour later by the new time.
    house.pass_minutes(24 * 60);
    let tracking = house.get(&link, "en").await;
    tracking.expect(200, "yesterday 20:30");
    tracking.expect(200, "tomorrow 17:30");
}

/// A file tells its times in UTC: whose day that is, the community's clocks say.
#[tokio::test]
async fn a_day_off_that_is_pasted_is_the_communitys_own() {
    let house = in_toronto().await;
    house.hire_in("2002", "陈国栋", &["to"], Duty::DepartmentHead).await;
    let head = house.signed_in("2002").await;
    let begin = [("act", "begin"), ("place", "to"), ("holding", "0")];
    let begun = house.fill("/desk/policy", &begin, &head).await;
    assert_eq!(begun.header("location"), "/desk/policy/1?done=begun", "{}", begun.text);
    let mut draft = PolicyDraft::of(&Policy::default(), "假期", Language::En);
    draft.import = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20270701T040000Z\n\
        DTEND:20270702T040000Z\nSUMMARY:Canada Day\nEND:VEVENT\nEND:VCALENDAR\n"
        .into();
    let mut fields = vec![("version", "1".to_owned()), ("revision", "0".into()), ("act", "import".into())];
    fields.extend(fields_of(draft));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let added = house.fill("/desk/policy/1", &fields, &head).await;
    assert_eq!(added.header("location"), "/desk/policy/1?done=imported", "{}", added.text);
    let page = house.see("/desk/policy/1", &head).await;
    page.expect(200, "2027-07-01 off Canada Day");
    page.expect(200, "陈国栋, today 20:30");
}

#[tokio::test]
async fn each_community_has_its_own_wall_on_the_same_desk() {
    let house = in_toronto().await;
    house.hire_in("1001", "林晓岚", &["to", "wt"], Duty::Agent).await;
    let lin = house.signed_in("1001").await;
    for (community, received) in [("to", "today 20:30"), ("wt", "today 9:30")] {
        let filed = house.file(community, Reach { phone: Some(PHONE), email: None }, Vec::new()).await;
        let page = house.see(&page_of(&filed.number), &lin).await;
        page.expect(200, received);
    }
}
