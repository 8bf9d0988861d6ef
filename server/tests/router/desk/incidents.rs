//! A serious incident declared and tracked by plain forms.

use rules::access::Duty;

use crate::router::house::TestHouse;

#[tokio::test]
async fn an_incident_is_declared_from_a_complaint_and_its_households_are_written_to_without_scripts() {
    let house = TestHouse::open().await.inhabited().await;
    let head = house.hire_as("2002", "陈国栋", "wt", Duty::DepartmentHead).await;
    let cookie = house.signed_in("2002").await;
    let filed = house.filed().await;
    let form = format!("/desk/incidents/new?from={}", filed.number.as_str());
    let page = house.see(&form, &cookie).await;
    page.expect(200, "draft[plan]");
    let empty = [("draft[community]", "wt"), ("draft[from]", filed.number.as_str())];
    house.fill("/desk/incidents/new", &empty, &cookie).await.expect(422, "problems-title");
    let whole = [
        ("draft[community]", "wt"),
        ("draft[from]", filed.number.as_str()),
        ("draft[kind]", "works"),
        ("draft[seen]", "2026-11-01T08:00"),
        ("draft[place]", "3栋"),
        ("draft[text]", "全楼停水"),
        ("draft[plan]", "已关总阀"),
        ("draft[in_charge]", head.as_str()),
        ("draft[key]", "once"),
    ];
    let declared = house.fill("/desk/incidents/new", &whole, &cookie).await;
    declared.expect(303, "");
    let here = declared.header("location").to_owned();
    house.see(&here, &cookie).await.expect(200, "全楼停水");
    let number = here.rsplit('/').next().expect("it ends with the number");
    let act = |version: &'static str, act: &'static str| {
        [
            ("number", number),
            ("draft[act]", act),
            ("draft[version]", version),
            ("draft[zh_hans]", "今晚恢复供水"),
        ]
    };
    house.fill(&here, &act("2", "register"), &cookie).await.expect(303, "");
    house.fill(&here, &act("3", "message"), &cookie).await.expect(303, "");
    house.fill(&here, &act("3", "message"), &cookie).await.expect(409, "");
    house.see("/desk/incidents", &cookie).await.expect(200, "WT-");
    house.get(&format!("/c/{}", filed.link), "en").await.expect(200, "今晚恢复供水");
    house.see(&here, "").await.expect(303, "");
}
