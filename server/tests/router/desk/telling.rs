use rules::id::NoticeId;
use store::Chore;

use crate::router::house::TestHouse;
use crate::router::people::Reach;

/// What the jobs do for whom neither e-mail nor SMS reaches.
pub(super) async fn put_on_the_list(house: &TestHouse) -> Vec<NoticeId> {
    let mut listed = Vec::new();
    for job in house.store.claim("test", 50, house.clock.read()).await.expect("jobs can be claimed") {
        if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
            let outgoing = house.store.notice(&id, house.clock.read()).await.expect("it is there");
            if outgoing.news.must_be_told() {
                house.store.notice_to_tell(&id, house.clock.read()).await.expect("it waits");
                listed.push(id);
            }
        }
    }
    listed
}

#[tokio::test]
async fn nothing_counts_as_told_until_somebody_ticks_it() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let filed = house.file("wt", Reach { phone: Some("0571-88903366"), email: None }, Vec::new()).await;
    let number = &filed.number;
    let cookie = house.signed_in("1001").await;
    house.see("/desk/to-tell", &cookie).await.expect(200, "Nobody is waiting to be told");
    house.done(number, "reply", &[("work[text]", "控制板今晚到货")], &cookie).await;
    let [notice] = put_on_the_list(&house).await.try_into().expect("one reply, one line");
    let page = house.see("/desk/to-tell", &cookie).await;
    for words in ["周女士", number.as_str(), "控制板今晚到货", "tel:+8657188903366", "我们答复如下"]
    {
        page.expect(200, words);
    }
    page.expect(200, &format!("https://wuye.example/c/{}", filed.link));
    let waits = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link holds");
    assert!(waits.deadlines.first_answer.met.is_none(), "it is not told yet");
    let answer = house.fill("/desk/to-tell", &[("notice", notice.as_str())], &cookie).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/desk/to-tell"));
    house.see("/desk/to-tell", &cookie).await.expect(200, "Nobody is waiting to be told");
    let told = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link holds");
    assert!(told.deadlines.first_answer.met.is_some());
}

#[tokio::test]
async fn a_call_nobody_answered_is_kept_on_its_line_with_who_called() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let filed = house.filed().await;
    let cookie = house.signed_in("1001").await;
    house.done(&filed.number, "reply", &[("work[text]", "控制板今晚到货")], &cookie).await;
    let [notice] = put_on_the_list(&house).await.try_into().expect("one reply, one line");
    let fields = [("notice", notice.as_str()), ("telling", "no_answer")];
    assert_eq!(house.fill("/desk/to-tell", &fields, &cookie).await.status, 303);
    let page = house.see("/desk/to-tell", &cookie).await;
    page.expect(200, filed.number.as_str());
    page.expect(200, "林晓岚 called today");
    let waits = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link holds");
    assert!(waits.deadlines.first_answer.met.is_none(), "a try is not telling");
    let nonsense = [("notice", notice.as_str()), ("telling", "perhaps")];
    house.fill("/desk/to-tell", &nonsense, &cookie).await;
    house.see("/desk/to-tell", &cookie).await.expect(200, filed.number.as_str());
    house.fill("/desk/to-tell", &[fields[0], ("telling", "told")], &cookie).await;
    house.see("/desk/to-tell", &cookie).await.expect(200, "Nobody is waiting to be told");
}

#[tokio::test]
async fn another_communitys_line_is_neither_shown_nor_ticked() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    house.hire("2001", "wj").await;
    let number = house.filed().await.number;
    let cookie = house.signed_in("1001").await;
    house.done(&number, "reply", &[("work[text]", "控制板今晚到货")], &cookie).await;
    let [notice] = put_on_the_list(&house).await.try_into().expect("one reply, one line");
    let other = house.signed_in("2001").await;
    house.see("/desk/to-tell", &other).await.expect(200, "Nobody is waiting to be told");
    assert_eq!(house.fill("/desk/to-tell", &[("notice", notice.as_str())], &other).await.status, 404);
    house.see("/desk/to-tell", &cookie).await.expect(200, number.as_str());
}
