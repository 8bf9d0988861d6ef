//! Responsibility that is offered to a department, and what happens where nobody takes it (I2, §8).

use rules::{
    access::{Duty, Refusal, Staff},
    alert::About,
    change::Denied,
    kind::Department,
    moment::Moment,
    queue::{Filter, HandlerFilter, Offered},
    timeline::{Event, Who},
    transfer::{Receiver, To},
    view::Complaint,
    work::Work,
};
use store::{Error, Filed, NewShift, NewStaff};

use super::desk::{Desk, after};
use super::house::{House, NOON, wutong};

on_both! {
    a_departments_offer_waits_for_its_head_and_with_the_roster_for_who_stands_in,
    twice_declined_the_departments_speak_and_the_office_rules,
    a_result_ends_a_dispute_and_the_next_round_begins_anew,
}

struct People {
    chen: Staff,
    ma: Staff,
    zheng: Staff,
    shen: Staff,
}

impl People {
    async fn hire(desk: &Desk<'_>) -> Self {
        Self {
            chen: hire(desk, "陈国栋", Department::Engineering, Duty::DepartmentHead).await,
            ma: hire(desk, "马俊", Department::Engineering, Duty::Technician).await,
            zheng: hire(desk, "郑勇", Department::Security, Duty::DepartmentHead).await,
            shen: hire(desk, "沈国梁", Department::Management, Duty::GeneralManager).await,
        }
    }
}

async fn hire(desk: &Desk<'_>, name: &str, department: Department, duty: Duty) -> Staff {
    let staff = NewStaff {
        account: name.into(),
        name: name.into(),
        department,
        email: None,
        phone: None,
        password_hash: "none".into(),
        duties: vec![(wutong(), duty)],
    };
    let id = desk.store.add_staff(staff, NOON).await.unwrap();
    desk.store.staff(&id, NOON).await.unwrap()
}

async fn seen(desk: &Desk<'_>, filed: &Filed, now: Moment) -> Complaint {
    desk.store.complaint(&filed.number, &desk.lin, now).await.unwrap()
}

/// How many rows are offered to somebody, and what the badge says to her in the whole queue.
async fn offered(desk: &Desk<'_>, staff: &Staff, now: Moment) -> (usize, Option<Offered>) {
    let mine = Filter { handler: Some(HandlerFilter::OfferedToMe), ..Filter::default() };
    let many = desk.store.queue(&mine, staff, now).await.unwrap().rows.len();
    let rows = desk.store.queue(&Filter::default(), staff, now).await.unwrap().rows;
    (many, rows[0].offered)
}

fn offer(to: To) -> Work {
    Work::Offer { to, reason: "要换主板".into() }
}

fn decline() -> Work {
    Work::DeclineOffer { reason: "不归我们管".into() }
}

fn names(people: &[rules::timeline::Person]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

fn refused(outcome: Result<(), Error>, refusal: Refusal) {
    assert!(matches!(&outcome, Err(Error::Denied(Denied::Refusal(why))) if *why == refusal), "{outcome:?}");
}

async fn a_departments_offer_waits_for_its_head_and_with_the_roster_for_who_stands_in(house: &House) {
    let desk = Desk::open(house).await;
    let People { chen, ma, .. } = People::hire(&desk).await;
    let filed = desk.file("k", NOON).await;
    desk.works(&filed, &desk.lin, offer(To::Department(Department::Engineering)), after(1)).await.unwrap();
    let waits = seen(&desk, &filed, after(2)).await.offer.expect("it is offered");
    assert_eq!(waits.to, Receiver::Department(Department::Engineering));
    assert_eq!((names(&waits.holders), waits.reason.as_str()), (vec!["陈国栋"], "要换主板"));
    assert_eq!(offered(&desk, &chen, after(2)).await, (1, Some(Offered::ToMe)));
    assert_eq!(offered(&desk, &ma, after(2)).await, (0, Some(Offered::ToOthers)));
    refused(desk.works(&filed, &ma, Work::AcceptOffer, after(3)).await, Refusal::NotOfferedToYou);

    let shift = NewShift {
        community: wutong(),
        staff: ma.id.clone(),
        department: Department::Engineering,
        from: after(10),
        until: after(600),
        stands_in_for: Some(chen.id.clone()),
    };
    desk.store.add_shift(shift, after(4)).await.unwrap();
    let waits = seen(&desk, &filed, after(11)).await.offer.expect("it is offered");
    assert_eq!(names(&waits.holders), ["马俊"]);
    assert_eq!(offered(&desk, &chen, after(11)).await, (0, Some(Offered::ToOthers)));
    assert_eq!(offered(&desk, &ma, after(11)).await, (1, Some(Offered::ToMe)));
    refused(desk.works(&filed, &chen, decline(), after(12)).await, Refusal::NotOfferedToYou);
    desk.works(&filed, &ma, Work::AcceptOffer, after(13)).await.unwrap();
    let accepted = seen(&desk, &filed, after(14)).await;
    assert_eq!((accepted.handler.unwrap().name.as_str(), accepted.offer), ("马俊", None));
    assert_eq!(offered(&desk, &ma, after(14)).await, (0, None));

    // A person who heads and is away: both can accept it.
    let own = desk.file("own", after(20)).await;
    desk.works(&own, &desk.lin, offer(To::Staff(chen.id.clone())), after(21)).await.unwrap();
    let waits = seen(&desk, &own, after(22)).await.offer.expect("it is offered");
    assert_eq!(waits.stand_ins().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["马俊"]);
    let mine = Filter { handler: Some(HandlerFilter::OfferedToMe), ..Filter::default() };
    for who in [&chen, &ma] {
        let rows = desk.store.queue(&mine, who, after(22)).await.unwrap().rows;
        assert_eq!(rows.iter().map(|row| &row.number).collect::<Vec<_>>(), [&own.number]);
    }
    desk.works(&own, &chen, Work::AcceptOffer, after(23)).await.unwrap();
}

/// Offered to 工程部 and to 郑勇, declined by both.
async fn disputed(desk: &Desk<'_>, people: &People, key: &str, now: Moment) -> Filed {
    let filed = desk.file(key, now).await;
    let engineering = offer(To::Department(Department::Engineering));
    desk.works(&filed, &desk.lin, engineering, now.plus_minutes(1)).await.unwrap();
    desk.works(&filed, &people.chen, decline(), now.plus_minutes(2)).await.unwrap();
    assert_eq!(seen(desk, &filed, now.plus_minutes(2)).await.declined, 1);
    let zheng = offer(To::Staff(people.zheng.id.clone()));
    desk.works(&filed, &desk.lin, zheng, now.plus_minutes(3)).await.unwrap();
    desk.works(&filed, &people.zheng, decline(), now.plus_minutes(4)).await.unwrap();
    filed
}

async fn abouts(desk: &Desk<'_>, staff: &Staff, now: Moment) -> Vec<About> {
    let alerts = desk.store.alerts(staff, now).await.unwrap();
    let mut abouts: Vec<About> = alerts.into_iter().map(|alert| alert.about).collect();
    abouts.retain(|about| matches!(about, About::Disputed | About::Heard | About::Given));
    abouts.sort_by_key(|about| format!("{about:?}"));
    abouts
}

async fn twice_declined_the_departments_speak_and_the_office_rules(house: &House) {
    let desk = Desk::open(house).await;
    let people = People::hire(&desk).await;
    let People { chen, ma, zheng, shen } = &people;
    let filed = disputed(&desk, &people, "k", NOON).await;
    let state = seen(&desk, &filed, after(5)).await;
    let dispute = state.dispute.expect("the departments disagree");
    let concerned = [Department::CustomerService, Department::Engineering, Department::Security];
    assert_eq!((dispute.departments.as_slice(), names(&dispute.office)), (&concerned[..], vec!["沈国梁"]));
    assert_eq!(state.handler.unwrap().name, "林晓岚");
    let again = desk.works(&filed, &desk.lin, offer(To::Staff(ma.id.clone())), after(5)).await;
    refused(again, Refusal::Disputed);
    assert_eq!(abouts(&desk, shen, after(5)).await, [About::Disputed]);

    let says = |text: &str| Work::Opinion { text: text.into() };
    for (who, text, minute) in [(&desk.lin, "住户等着", 6), (zheng, "只管值守", 7), (ma, "是弱电", 8)]
    {
        desk.works(&filed, who, says(text), after(minute)).await.unwrap();
    }
    refused(desk.works(&filed, chen, says("再说"), after(9)).await, Refusal::OpinionNotYours);
    let dispute = seen(&desk, &filed, after(9)).await.dispute.expect("it goes on");
    let said: Vec<(&str, &str)> =
        dispute.opinions.iter().map(|one| (one.by.name.as_str(), one.text.as_str())).collect();
    assert_eq!(said, [("林晓岚", "住户等着"), ("郑勇", "只管值守"), ("马俊", "是弱电")]);
    assert_eq!(abouts(&desk, shen, after(9)).await, [About::Disputed, About::Heard]);

    let rule =
        Work::Rule { to: To::Department(Department::Engineering), reason: "门禁归工程部".into() };
    refused(desk.works(&filed, chen, rule.clone(), after(10)).await, Refusal::OfficeOnly);
    desk.works(&filed, shen, rule, after(11)).await.unwrap();
    let ruled = seen(&desk, &filed, after(12)).await;
    assert_eq!((ruled.handler.unwrap().name.as_str(), ruled.dispute, ruled.declined), ("陈国栋", None, 0));
    assert_eq!(abouts(&desk, shen, after(12)).await, [], "what was asked is answered");
    assert_eq!(abouts(&desk, chen, after(12)).await, [About::Given]);
    let mine = Filter { handler: Some(HandlerFilter::Me), ..Filter::default() };
    assert_eq!(desk.store.queue(&mine, chen, after(12)).await.unwrap().rows.len(), 1);

    let hers = desk.store.tracking(&filed.link, after(13)).await.unwrap();
    assert_eq!(hers.handler.unwrap().name, "陈国栋");
    let read: Vec<&str> = hers
        .entries
        .iter()
        .filter_map(|entry| match (&entry.event, &entry.who) {
            (Event::Given { .. }, Who::Staff(person)) => Some(person.name.as_str()),
            (Event::Filed { .. } | Event::Taken, _) => None,
            other => panic!("she reads {other:?}"),
        })
        .collect();
    assert_eq!(read, ["陈国栋"], "who has it, and nothing of how");
    let next = offer(To::Staff(zheng.id.clone()));
    desk.works(&filed, chen, next, after(20)).await.unwrap();
    desk.works(&filed, zheng, Work::AcceptOffer, after(21)).await.unwrap();
    assert_eq!(abouts(&desk, chen, after(22)).await, [], "it is another's now");
    assert_eq!(abouts(&desk, zheng, after(22)).await, []);
}

async fn a_result_ends_a_dispute_and_the_next_round_begins_anew(house: &House) {
    let desk = Desk::open(house).await;
    let people = People::hire(&desk).await;
    let filed = disputed(&desk, &people, "k", NOON).await;
    desk.resolve(&filed, after(10)).await;
    let resolved = seen(&desk, &filed, after(11)).await;
    assert_eq!((resolved.dispute, resolved.declined), (None, 0));
    assert_eq!(abouts(&desk, &people.shen, after(11)).await, []);
    let words = rules::follow::Follow::NotSolved { text: "还是坏的".into() };
    desk.store.follow(&filed.link, "again", words, after(30)).await.unwrap();
    desk.works(&filed, &desk.lin, offer(To::Staff(people.zheng.id.clone())), after(31)).await.unwrap();
    desk.works(&filed, &people.zheng, decline(), after(32)).await.unwrap();
    let again = seen(&desk, &filed, after(33)).await;
    assert_eq!((again.dispute, again.declined), (None, 1));
    desk.works(&filed, &desk.lin, offer(To::Staff(people.ma.id.clone())), after(34)).await.unwrap();
    desk.works(&filed, &people.ma, decline(), after(35)).await.unwrap();
    assert!(seen(&desk, &filed, after(36)).await.dispute.is_some(), "another one");
}
