//! The result's clock on the desk: pauses, a new time, a person's second look (handbook §2).

use rules::access::Duty;
use rules::moment::{Moment, Zone};

use crate::router::house::TestHouse;

/// The wall clock some days ahead, as a browser sends it.
fn ahead(now: Moment, days: i64) -> String {
    now.plus_days(days).local(Zone::CHINA).format("%Y-%m-%dT%H:%M").to_string()
}

#[tokio::test]
async fn a_pause_is_told_with_its_reason_and_ends_with_a_button() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    house.done(&filed.number, "take", &[], &lin).await.expect(200, "Pause the result");
    house.act(&filed.number, "pause", &[], &lin).await.expect(422, "href=\"#pause\"");
    let fields = [("work[pause]", "utility"), ("work[text]", "供电公司明天上午来换变压器")];
    let page = house.done(&filed.number, "pause", &fields, &lin).await;
    page.expect(200, "Deadline paused: waiting for the water, power or gas company");
    page.expect(200, "Let the clock go on");
    let tracking = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link holds");
    assert!(tracking.deadlines.resolution.paused.is_some());
    house.see(&format!("/c/{}", filed.link), "").await.expect(200, "供电公司明天上午来换变压器");
    house.done(&filed.number, "resume", &[], &lin).await.expect(200, "Deadline goes on");
    house.act(&filed.number, "resume", &[], &lin).await.expect(409, "has moved on");
}

#[tokio::test]
async fn a_new_time_is_checked_beside_its_field_and_listed_to_be_told() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    house.done(&filed.number, "take", &[], &lin).await;
    let now = house.clock.read();
    let extend = async |due: &str, reason: &str| {
        let fields = [("work[due]", due), ("work[reason]", reason)];
        house.act(&filed.number, "extend", &fields, &lin).await
    };
    extend("", "配件要等厂家").await.expect(422, "href=\"#due\"");
    extend("soon", "配件要等厂家").await.expect(422, "href=\"#due\"");
    extend(&ahead(now, 20), "").await.expect(422, "href=\"#extend-reason\"");
    extend(&ahead(now, 3), "配件要等厂家").await.expect(422, "must be later than what is due now");
    extend(&ahead(now, 400), "配件要等厂家").await.expect(422, "At most 120 days ahead");
    assert_eq!(extend(&ahead(now, 20), "配件要等厂家").await.status.as_u16(), 303);
    house.worker(&server::sending::Settings::default()).catch_up().await.expect("the database is there");
    let tracking = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link holds");
    let due = tracking.deadlines.resolution.due;
    house.see("/desk/to-tell", &lin).await.expect(200, "原来说好的时间做不到");
    assert!(due < now.plus_days(16), "it holds once she is told");
}

#[tokio::test]
async fn a_second_look_is_for_somebody_else_and_she_is_told() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    house.hire("1001", "wt").await;
    house.hire_as("1003", "陈国栋", "wt", Duty::DepartmentHead).await;
    let lin = house.signed_in("1001").await;
    house.done(&filed.number, "take", &[], &lin).await;
    let ask = rules::follow::Follow::Review { text: "我觉得不止四级".to_owned() };
    house.store.follow(&filed.link, "k", ask, house.clock.read()).await.expect("allowed");
    let fields = [("work[text]", "核对后维持四级")];
    house.act(&filed.number, "review", &fields, &lin).await.expect(403, "a colleague has to review it");
    let chen = house.signed_in("1003").await;
    let page = house.done(&filed.number, "review", &fields, &chen).await;
    page.expect(200, "Grade reviewed: Grade 4");
    house.see(&format!("/c/{}", filed.link), "").await.expect(200, "核对后维持四级");
}
