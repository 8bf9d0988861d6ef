use rules::access::Duty;

use super::page_of;
use crate::router::house::TestHouse;

#[tokio::test]
async fn a_dossier_has_everything_and_marks_what_is_internal() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.done(&number, "note", &[("work[text]", "先问过物业经理")], &cookie).await;
    let fields = [("work[finding]", "partly"), ("work[outcome][]", "rework"), ("work[text]", "重新调过门机")];
    house.done(&number, "resolve", &fields, &cookie).await;
    let dossier = format!("{}/dossier", page_of(&number));
    house.see(&page_of(&number), &cookie).await.expect(200, &format!("href=\"{dossier}\""));
    let page = house.see(&dossier, &cookie).await;
    for words in [
        number.as_str(),
        "电梯一周停了三次",
        "周女士",
        "138 5710 4629",
        "graded by Handbook rules",
        "Partly upheld",
        "重新调过门机",
        "先问过物业经理",
        "Internal: residents do not see it",
        "1 working day",
        "Made, and not sent",
        "Printed by 林晓岚",
    ] {
        page.expect(200, words);
    }
    let link = house.store.complaint(&number, &house.hire("1003", "wt").await, house.clock.read()).await;
    let link = link.expect("she may read it").link.expect("she may hand it out");
    assert!(!page.text.contains(&link), "what is printed opens nothing");
}

#[tokio::test]
async fn a_dossier_is_read_by_who_reads_the_complaint() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("2001", "wj").await;
    house.hire_as("3001", "系统管理员", "wt", Duty::Administrator).await;
    house.hire_as("4001", "郑监督", "wt", Duty::Supervisor).await;
    let dossier = format!("{}/dossier", page_of(&number));
    for (account, status) in [("2001", 404), ("3001", 404), ("4001", 200)] {
        let page = house.see(&dossier, &house.signed_in(account).await).await;
        assert_eq!(page.status.as_u16(), status, "{account}");
        assert_eq!(page.text.contains("电梯"), status == 200, "{account}");
    }
}
