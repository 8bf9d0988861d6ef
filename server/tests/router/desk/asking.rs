//! Whoever takes a call asks what is still open and writes it down.

use rules::kind::Kind;
use rules::policy::Kinds;

use super::page_of;
use crate::router::house::TestHouse;

#[tokio::test]
async fn answers_are_written_down_at_the_desk_and_read_by_the_resident() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    let filed = house.filed().await;
    let asked = Kinds::default().questions(Kind::Works).to_vec();
    let page = house.see(&page_of(&filed.number), &lin).await;
    for question in &asked {
        page.expect(200, &format!("<dt>{}</dt><dd class=\"soft\">not asked yet</dd>", question.en));
    }
    let name = |at: usize| format!("work[answers][{}]", asked[at].key(Kind::Works));
    let empty = house.act(&filed.number, "answer", &[(&name(0), " ")], &lin).await;
    empty.expect(422, "Please write down at least one answer");
    let unknown = house.act(&filed.number, "answer", &[("work[answers][works-0]", "x")], &lin).await;
    unknown.expect(422, "The questions have changed since you opened this page");

    let page = house.done(&filed.number, "answer", &[(&name(1), "不能用了"), (&name(0), "")], &lin).await;
    page.expect(200, &format!("<dt>{}</dt><dd>不能用了</dd>", asked[1].en));
    page.expect(200, "Asked, and wrote down the answers");
    page.expect(200, &format!("<dt>{}</dt><dd class=\"soft\">not asked yet</dd>", asked[0].en));
    let tracking = house.get(&format!("/c/{}", filed.link), "en").await;
    tracking.expect(200, "林晓岚 wrote down what you answered");
    tracking.expect(200, &format!("<dt>{}</dt><dd>不能用了</dd>", asked[1].en));
}
