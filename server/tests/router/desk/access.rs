use rules::access::Duty;

use super::page_of;
use crate::router::house::TestHouse;

#[tokio::test]
async fn every_page_of_the_desk_asks_a_visitor_to_sign_in_and_to_come_back() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    let dossier = format!("{}/dossier", page_of(&number));
    for path in ["/desk", "/desk/to-tell", "/desk/scores", "/desk/tables", &page_of(&number), &dossier] {
        let answer = house.see(path, "").await;
        assert_eq!(answer.status.as_u16(), 303, "{path}");
        assert_eq!(answer.header("location"), format!("/desk/sign-in?next={path}"));
        assert!(!answer.text.contains("电梯"), "{path} shows a complaint");
    }
    let answer = house.see("/desk?grade=1&handler=me", "").await;
    assert_eq!(answer.header("location"), "/desk/sign-in?next=/desk%3Fgrade%3D1%26handler%3Dme");
}

#[tokio::test]
async fn another_communitys_complaint_is_simply_not_found() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire("2001", "wj").await;
    house.hire_as("3001", "系统管理员", "wt", Duty::Administrator).await;
    house.see(&page_of(&number), &house.signed_in("1001").await).await.expect(200, "电梯一周停了三次");
    for account in ["2001", "3001"] {
        let cookie = house.signed_in(account).await;
        let page = house.see(&page_of(&number), &cookie).await;
        page.expect(404, "We could not find this page");
        assert!(!page.text.contains("电梯"), "{account}");
        let queue = house.see("/desk", &cookie).await;
        assert!(!queue.text.contains(number.as_str()), "{account} sees it in the queue");
        let answer = house.act(&number, "reply", &[("work[text]", "您好")], &cookie).await;
        assert_eq!(answer.status, 404, "{account} replied");
    }
    house.see("/desk/complaints/WT-2611-9999", &house.signed_in("1001").await).await.expect(404, "find");
}

/// R1: the supervisor sees all complaints and changes nothing but its own remarks.
#[tokio::test]
async fn the_supervisor_reads_and_notes_and_nothing_more() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire_as("4001", "郑监督", "wt", Duty::Supervisor).await;
    let cookie = house.signed_in("4001").await;
    let page = house.see(&page_of(&number), &cookie).await;
    page.expect(200, "电梯一周停了三次");
    assert!(!page.text.contains("Send the reply"), "a form that could only be refused");
    for (act, fields) in [
        ("reply", &[("work[text]", "您好")][..]),
        ("take", &[]),
        ("establish", &[("work[facts][households]", "12")]),
    ] {
        let answer = house.act(&number, act, fields, &cookie).await;
        answer.expect(403, "not part of your duty");
    }
    let page = house.done(&number, "note", &[("work[text]", "请留意办理时限")], &cookie).await;
    page.expect(200, "请留意办理时限");
    page.expect(200, "Unclaimed");
}

#[tokio::test]
async fn a_form_sent_after_the_session_has_ended_is_refused() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    let answer = house.act(&number, "take", &[], "").await;
    assert_eq!(answer.status, 303, "nothing was written that would be lost");
    house.hire("1001", "wt").await;
    house.see(&page_of(&number), &house.signed_in("1001").await).await.expect(200, "Unclaimed");
}

/// What was typed comes back to be copied, and nothing typed becomes a script.
#[tokio::test]
async fn a_reply_sent_after_the_session_has_ended_is_not_lost() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.sign_out(&cookie).await;
    let typed = "控制板今晚到货</textarea><script>alert(1)</script>";
    let fields = [("work[text]", typed), ("work[reason]", "李先生多算了"), ("work[to]", "nobody")];
    let page = house.act(&number, "reply", &fields, &cookie).await;
    page.expect(401, "Please sign in first");
    page.expect(401, ">控制板今晚到货&lt;/textarea&gt;&lt;script&gt;alert(1)");
    page.expect(401, ">李先生多算了</textarea>");
    page.expect(401, &format!("href=\"/desk/sign-in?next={}\"", page_of(&number)));
    assert_eq!(
        page.text.matches("<textarea").count(),
        page.text.matches(" readonly").count(),
        "{}",
        page.text
    );
    for hidden in ["<script>alert", "nobody", "电梯一周停了三次"] {
        assert!(!page.text.contains(hidden), "{hidden}: {}", page.text);
    }
    house.see(&page_of(&number), &house.signed_in("1001").await).await.expect(200, "Unclaimed");
}
