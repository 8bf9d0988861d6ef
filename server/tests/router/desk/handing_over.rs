use rules::access::Duty;

use super::page_of;
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

/// I2: a department's offer is its head's to accept, without scripts too.
#[tokio::test]
async fn what_is_offered_to_a_department_is_accepted_by_its_head() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    house.hire_as("2002", "陈国栋", "wt", Duty::DepartmentHead).await;
    let (lin, he) = (house.signed_in("1001").await, house.signed_in("1002").await);
    let chen = house.signed_in("2002").await;
    house.done(&number, "take", &[], &lin).await;
    let nobody = [("work[to]", "finance")];
    house.act(&number, "offer", &nobody, &lin).await.expect(422, "Please choose one under");
    let page = house.done(&number, "offer", &[("work[to]", "engineering")], &lin).await;
    page.expect(200, "林晓岚 offers it to Engineering");
    page.expect(200, "Waits for 陈国栋 to accept it");
    house.act(&number, "accept_offer", &[], &he).await.expect(403, "was not offered to you");
    house.see("/desk?handler=offered", &chen).await.expect(200, number.as_str());
    let others = house.see("/desk?handler=offered", &he).await;
    assert!(!others.text.contains(number.as_str()), "{}", others.text);
    house.done(&number, "accept_offer", &[], &chen).await;
    house.done(&number, "reply", &[("work[text]", "由我继续跟进")], &chen).await.expect(200, "由我继续跟进");
}

/// §8: declined twice, the departments give their opinions and the general manager rules.
#[tokio::test]
async fn twice_declined_it_is_ruled_on_and_the_resident_reads_only_who_has_it() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await;
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let he_id = house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    house.hire_as("9001", "沈国梁", "wt", Duty::GeneralManager).await;
    let (lin, he) = (house.signed_in("1001").await, house.signed_in("1002").await);
    let shen = house.signed_in("9001").await;
    let offer = [("work[to]", he_id.as_str())];
    let declined = [("work[reason]", "不归我管")];
    house.done(number, "offer", &offer, &lin).await;
    house.done(number, "decline_offer", &declined, &he).await;
    house.see(&page_of(number), &lin).await.expect(200, "It was declined once");
    house.done(number, "offer", &offer, &lin).await;
    let page = house.done(number, "decline_offer", &declined, &he).await;
    page.expect(200, "Nobody takes it over: the management rules");
    page.expect(200, "Until then 林晓岚 stays responsible");
    house.act(number, "offer", &offer, &lin).await.expect(409, "declined twice");
    house.see("/desk/alerts", &shen).await.expect(200, "please rule who is responsible");

    house.act(number, "opinion", &[], &he).await.expect(422, "opinion-text");
    let page = house.done(number, "opinion", &[("work[text]", "两边都说不归自己")], &he).await;
    page.expect(200, "两边都说不归自己");
    house.act(number, "opinion", &[("work[text]", "再说")], &he).await.expect(403, "one each");
    house.see("/desk/alerts", &shen).await.expect(200, "please rule who is responsible");
    house.done(number, "opinion", &[("work[text]", "住户等着")], &lin).await.expect(200, "住户等着");
    house.see("/desk/alerts", &shen).await.expect(200, "have given their opinions: please rule");
    let rule = [("work[to]", he_id.as_str()), ("work[reason]", "管家最近")];
    house.act(number, "rule", &rule, &lin).await.expect(403, "Only the management rules");
    house.act(number, "rule", &rule[..1], &shen).await.expect(422, "rule-reason");
    house.act(number, "rule", &rule[1..], &shen).await.expect(422, "rule-to");
    let page = house.done(number, "rule", &rule, &shen).await;
    page.expect(200, "Ruled that 何静 is responsible");
    assert!(!page.text.contains("Nobody takes it over: the management rules</h2>"), "{}", page.text);
    house.see("/desk/alerts", &he).await.expect(200, "You are responsible, by a ruling");
    let hers = house.get(&format!("/c/{}", filed.link), "en").await;
    hers.expect(200, "何静 is now responsible");
    for hidden in ["不归", "管家最近", "沈国梁", "ruling", "Ruled"] {
        assert!(!hers.text.contains(hidden), "{hidden}: {}", hers.text);
    }
}

/// 3b: help is asked for, found, answered; responsibility and replies stay with the handler.
#[tokio::test]
async fn who_is_asked_to_help_answers_the_handler_and_not_the_resident() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let he_id = house.hire_as("1002", "何静", "wt", Duty::Butler).await;
    let (lin, he) = (house.signed_in("1001").await, house.signed_in("1002").await);
    house.act(&number, "ask_help", &[], &lin).await.expect(422, "help-of");
    let ask = [("work[to]", he_id.as_str()), ("work[text]", "请到三栋看一眼")];
    house.done(&number, "ask_help", &ask, &lin).await.expect(200, "Asked 何静 to help");
    house.act(&number, "ask_help", &ask, &lin).await.expect(422, "Asked already");
    house.see("/desk?handler=helping", &he).await.expect(200, number.as_str());
    let page = house.see(&page_of(&number), &he).await;
    page.expect(200, "For 林晓岚; residents do not see it");
    house
        .act(&number, "reply", &[("work[text]", "您好")], &he)
        .await
        .expect(403, "Only the first-contact handler");
    let help = [("work[help]", "1"), ("work[text]", "轿厢停在九楼")];
    house.act(&number, "help", &help, &lin).await.expect(403, "not asked to help");
    house.act(&number, "help", &help[..1], &he).await.expect(422, "help-answer");
    house.done(&number, "help", &help, &he).await.expect(200, "轿厢停在九楼");
    house.act(&number, "end_help", &help[..1], &lin).await.expect(409, "has moved on");
    let found = house.see("/desk?handler=helping", &he).await;
    assert!(!found.text.contains(number.as_str()), "{}", found.text);
}
