use rules::access::Duty;

use crate::router::house::TestHouse;

/// I2: responsibility moves only when the receiver accepts.
#[tokio::test]
async fn responsibility_moves_when_it_is_accepted_and_not_before() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let he_id = house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    let (lin, he) = (house.signed_in("1001").await, house.signed_in("1002").await);
    house.done(&number, "take", &[], &lin).await.expect(200, "Hand over");
    house.act(&number, "offer", &[], &lin).await.expect(422, "Please choose whom to hand it to");
    let fields = [("work[to]", he_id.as_str()), ("work[reason]", "需要与电梯厂家签补充协议")];
    let page = house.done(&number, "offer", &fields, &lin).await;
    page.expect(200, "林晓岚 offers it to 何静");
    page.expect(200, "Take the offer back");
    house.act(&number, "accept_offer", &[], &lin).await.expect(403, "was not offered to you");
    house
        .act(&number, "reply", &[("work[text]", "您好")], &he)
        .await
        .expect(403, "Only the first-contact handler");
    house.see("/desk?handler=offered", &he).await.expect(200, number.as_str());
    house.done(&number, "accept_offer", &[], &he).await;
    house.done(&number, "reply", &[("work[text]", "由我继续跟进")], &he).await.expect(200, "由我继续跟进");
    house
        .act(&number, "reply", &[("work[text]", "您好")], &lin)
        .await
        .expect(403, "Only the first-contact handler");
}

#[tokio::test]
async fn an_offer_is_declined_with_a_reason_or_taken_back() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let he_id = house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    let (lin, he) = (house.signed_in("1001").await, house.signed_in("1002").await);
    house.done(&number, "take", &[], &lin).await;
    let offer = [("work[to]", he_id.as_str())];
    house.done(&number, "offer", &offer, &lin).await;
    house.act(&number, "decline_offer", &[], &he).await.expect(422, "Please give the reason");
    let page = house.done(&number, "decline_offer", &[("work[reason]", "本周休假")], &he).await;
    page.expect(200, "本周休假");
    house.done(&number, "offer", &offer, &lin).await;
    let page = house.done(&number, "recall_offer", &[], &lin).await;
    assert!(!page.text.contains("offers it to"), "{}", page.text);
    house.act(&number, "accept_offer", &[], &he).await.expect(409, "has moved on");
}
