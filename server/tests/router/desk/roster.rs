use rules::access::Duty;

use crate::router::house::TestHouse;

const ROSTER: &str = "/desk/roster";

#[tokio::test]
async fn a_head_puts_somebody_on_duty_and_takes_them_off_without_scripts() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("1001", "wt").await;
    house.hire_as("2002", "陈国栋", "wt", Duty::DepartmentHead).await;
    let cookie = house.signed_in("2002").await;
    house.see(ROSTER, &cookie).await.expect(200, "Nobody is on duty now");
    let from = "2026-11-28T20:00";
    let shift = |until: &'static str| {
        [
            ("draft[community]", "wt"),
            ("draft[staff]", lin.id.as_str()),
            ("draft[from]", from),
            ("draft[until]", until),
            ("draft[weeks]", "2"),
        ]
    };
    let refused = house.fill(ROSTER, &shift("2026-11-28T08:00"), &cookie).await;
    refused.expect(422, "The end must be later than the beginning");
    refused.expect(422, from);
    let kept = house.fill(ROSTER, &shift("2026-11-29T08:00"), &cookie).await;
    assert_eq!((kept.status.as_u16(), kept.header("location")), (303, "/desk/roster?community=wt"));
    let rosters = house.store.rosters(&lin, house.clock.read()).await.expect("she may look");
    assert_eq!(rosters[0].shifts.len(), 2);
    house.fill(ROSTER, &shift("2026-11-29T08:00"), &cookie).await.expect(422, "already on duty");
    let remove = [("draft[community]", "wt"), ("remove", rosters[0].shifts[0].id.as_str())];
    assert_eq!(house.fill(ROSTER, &remove, &cookie).await.status, 303);
    assert_eq!(house.fill(ROSTER, &remove, &cookie).await.status, 404, "it is gone already");
}

#[tokio::test]
async fn an_agent_sees_the_roster_and_changes_nothing() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let page = house.see(ROSTER, &cookie).await;
    page.expect(200, "Open complaints in hand");
    assert!(!page.text.contains("draft[staff]"), "no form she may not send");
    let shift = [
        ("draft[community]", "wt"),
        ("draft[staff]", lin.id.as_str()),
        ("draft[from]", "2026-11-28T20:00"),
        ("draft[until]", "2026-11-29T08:00"),
    ];
    assert_eq!(house.fill(ROSTER, &shift, &cookie).await.status, 404);
    assert!(house.store.rosters(&lin, house.clock.read()).await.expect("she may look")[0].shifts.is_empty());
}

#[tokio::test]
async fn the_wall_names_nobody_and_repeats_no_word_of_a_resident() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let filed = house.filed().await;
    let page = house.see("/desk/wall", &cookie).await;
    page.expect(200, filed.number.as_str());
    let shown =
        page.text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page");
    for word in ["周女士", "电梯", "501", "林晓岚"] {
        assert!(!shown.contains(word), "{word} on the wall");
    }
}
