//! What staff take down: its channel, its handler, its two deadlines; who calls, and what it may be the same as.

use rules::{
    access::{Duty, Refusal, Staff},
    alert::About,
    change::Denied,
    complaint::Filing,
    contact::{Phone, Region},
    deadline::Clock,
    grading::Safety,
    id::CommunityId,
    intake::{Channel, Intake, Referral, Referrer, SoFar},
    kind::Kind,
    likeness::Same,
    moment::{Moment, Zone},
    place::{Area, Place},
    problem::{Field, What},
    queue::{Filter, HandlerFilter},
    stage::Stage,
    timeline::{Event, Who},
    work::Work,
};
use store::{Error, Filed, Scope, record::Ledger};

use super::desk::{Desk, after, hire};
use super::house::{House, NOON, wutong};

on_both! {
    what_is_taken_down_stands_in_the_queue_with_its_handler_and_who_passed_it_on,
    the_earlier_of_two_deadlines_orders_the_queue,
    the_form_of_the_desk_posted_twice_is_one_complaint,
    danger_named_on_the_phone_calls_at_once,
    taken_down_as_the_same_it_is_of_the_group_at_once_or_not_at_all,
    who_may_not_handle_takes_nothing_down,
    a_number_finds_its_matters_where_one_may_handle_them_and_that_is_on_record,
    a_second_call_shows_on_the_queue,
    what_may_be_the_same_is_open_and_near,
}

async fn intake(desk: &Desk<'_>, key: &str) -> Intake {
    Intake {
        filing: desk.filing(key).await,
        channel: Channel::Phone,
        referral: None,
        outside_due: None,
        safety: Safety::None,
        with: None,
        call: None,
    }
}

/// Passed on by 12345, which wants the result so many days after noon.
async fn passed_on(desk: &Desk<'_>, key: &str, days: i64) -> Intake {
    let referral = Referral { by: Referrer::Hotline12345, number: "20261122-00731".into() };
    let due = NOON.plus_days(days).local(Zone::CHINA);
    let intake = intake(desk, key).await;
    Intake { channel: Channel::Outside, referral: Some(referral), outside_due: Some(due), ..intake }
}

async fn takes(desk: &Desk<'_>, intake: Intake, now: Moment) -> Filed {
    desk.store.take_down(intake, &desk.lin, now).await.unwrap()
}

async fn what_is_taken_down_stands_in_the_queue_with_its_handler_and_who_passed_it_on(house: &House) {
    let desk = Desk::open(house).await;
    let filed = takes(&desk, passed_on(&desk, "k", 3).await, NOON).await;
    let mine = Filter { handler: Some(HandlerFilter::Me), ..Filter::default() };
    let page = desk.store.queue(&mine, &desk.lin, after(1)).await.unwrap();
    let row = &page.rows[0];
    assert_eq!(
        (row.number.clone(), row.stage, page.today.received),
        (filed.number.clone(), Stage::Accepted, 1)
    );
    assert_eq!((row.arrival.channel, row.arrival.recipient.as_deref()), (Channel::Outside, Some("林晓岚")));
    let referral = row.arrival.referral.as_ref().unwrap();
    assert_eq!((referral.by, referral.number.as_str()), (Referrer::Hotline12345, "20261122-00731"));
    let complaint = desk.store.complaint(&filed.number, &desk.lin, after(2)).await.unwrap();
    assert_eq!(complaint.arrival, row.arrival);
    assert_eq!(complaint.deadlines.outside.map(|outside| outside.due), Some(NOON.plus_days(3)));
    assert_eq!(complaint.answering.due, NOON.plus_days(3), "what she is promised is the earlier one");
    let Who::Staff(by) = &complaint.entries[0].who else { panic!("filed by {:?}", complaint.entries[0].who) };
    assert_eq!(by.id, desk.lin.id);
    assert_eq!(complaint.handler.as_ref(), Some(by));
    let found = Filter { words: "20261122-00731".into(), ..Filter::default() };
    assert_eq!(
        desk.store.queue(&found, &desk.lin, after(2)).await.unwrap().rows.len(),
        1,
        "by its number there"
    );
    let hers = desk.file("hers", after(3)).await;
    let hers = desk.store.complaint(&hers.number, &desk.lin, after(4)).await.unwrap();
    assert_eq!((hers.arrival.channel, hers.arrival.recipient), (Channel::Portal, None));
}

async fn the_earlier_of_two_deadlines_orders_the_queue(house: &House) {
    let desk = Desk::open(house).await;
    let answered = async |filed: &Filed, now| {
        desk.works(filed, &desk.lin, super::desk::reply(), now).await.unwrap();
        desk.post(rules::notice::News::Replied, now).await;
    };
    let (ours, early) = (takes(&desk, intake(&desk, "a").await, NOON).await, passed_on(&desk, "b", 3).await);
    let early = takes(&desk, early, after(1)).await;
    answered(&ours, after(10)).await;
    answered(&early, after(11)).await;
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(12)).await.unwrap();
    let rows: Vec<_> = page.rows.iter().map(|row| (&row.number, row.deadline.unwrap().clock)).collect();
    assert_eq!(rows, [(&early.number, Clock::Outside), (&ours.number, Clock::Resolution)]);
    let overdue = Filter { standing: Some(rules::queue::StandingFilter::Overdue), ..Filter::default() };
    let late = desk.store.queue(&overdue, &desk.lin, NOON.plus_days(4)).await.unwrap();
    assert_eq!(late.rows.iter().map(|row| &row.number).collect::<Vec<_>>(), [&early.number]);
}

async fn the_form_of_the_desk_posted_twice_is_one_complaint(house: &House) {
    let desk = Desk::open(house).await;
    let first = takes(&desk, intake(&desk, "same").await, NOON).await;
    assert_eq!(takes(&desk, intake(&desk, "same").await, after(1)).await, first);
    let other = takes(&desk, passed_on(&desk, "same", 3).await, after(2)).await;
    assert_ne!(other, first, "what only staff are asked is part of the form");
}

async fn danger_named_on_the_phone_calls_at_once(house: &House) {
    let desk = Desk::open(house).await;
    let intake = Intake { safety: Safety::Now, ..intake(&desk, "k").await };
    let filed = takes(&desk, intake, NOON).await;
    let complaint = desk.store.complaint(&filed.number, &desk.lin, after(1)).await.unwrap();
    assert_eq!(complaint.facts.safety, Safety::Now);
    assert!(complaint.called.iter().any(|called| called.about == About::Danger), "{:?}", complaint.called);
}

async fn taken_down_as_the_same_it_is_of_the_group_at_once_or_not_at_all(house: &House) {
    let desk = Desk::open(house).await;
    let first = desk.file("first", NOON).await;
    let neighbour = Filing {
        place: Place::read("3栋2单元502", &[]),
        phone: Some(Phone::parse("13857100502", Region::Mainland).unwrap()),
        email: None,
        ..desk.filing("n").await
    };
    let as_the_same =
        Intake { filing: neighbour, with: Some(first.number.clone()), ..intake(&desk, "n").await };
    let filed = takes(&desk, as_the_same.clone(), after(5)).await;
    let complaint = desk.store.complaint(&filed.number, &desk.lin, after(6)).await.unwrap();
    let group = &complaint.alike.groups[0];
    assert_eq!((group.same, group.members, &group.others[0].number), (Same::Complaint, 2, &first.number));
    let grouped = |event: &Event| matches!(event, Event::Grouped { with, .. } if *with == first.number);
    assert!(complaint.entries.iter().any(|entry| grouped(&entry.event)));
    let unknown = rules::id::ComplaintNumber::read("WT-2611-9999");
    let filing = Filing { key: "m".into(), ..as_the_same.filing.clone() };
    let wrong = Intake { filing, with: unknown, ..as_the_same };
    let refused = desk.store.take_down(wrong, &desk.lin, after(7)).await;
    let Err(Error::Denied(Denied::Problems(problems))) = refused else { panic!("{refused:?}") };
    assert_eq!(problems.of(Field::With), Some(&What::NoSuchComplaint));
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(8)).await.unwrap();
    assert_eq!(page.rows.len(), 2, "nothing was kept of it");
}

async fn who_may_not_handle_takes_nothing_down(house: &House) {
    let desk = Desk::open(house).await;
    let watching = hire(desk.store, "sun", "孙监督", "wt", Duty::Supervisor).await;
    for staff in [&desk.other, &watching] {
        let refused = desk.store.take_down(intake(&desk, "k").await, staff, NOON).await;
        assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::NotYours)))), "{refused:?}");
    }
}

/// How many looks the record has had; asking adds one.
async fn looks(desk: &Desk<'_>) -> i64 {
    let ask = async |tx: &mut store::Tx| tx.record(&wutong(), Ledger::Access, b"a story asks").await;
    desk.store.write(Scope::Community(wutong()), ask).await.unwrap().seq
}

async fn a_number_finds_its_matters_where_one_may_handle_them_and_that_is_on_record(house: &House) {
    let desk = Desk::open(house).await;
    let phone = Phone::parse("13857104629", Region::Mainland).unwrap();
    let (old, open) = (desk.file("old", NOON).await, desk.file("open", after(10)).await);
    let close = Work::Resolve {
        finding: rules::resolution::Finding::Upheld,
        outcomes: vec![rules::resolution::Outcome::Repair],
        text: "好了".into(),
    };
    desk.works(&old, &desk.lin, close, after(20)).await.unwrap();
    desk.store.follow(&old.link, "", rules::follow::Follow::Accept, after(30)).await.unwrap();
    let public = Filing {
        area: Area::Public,
        place: Place::read("东门", &[]),
        home: Some(Place::read("3栋2单元502", &[])),
        name: "周阿姨".into(),
        ..desk.filing("later").await
    };
    let later = desk.store.file_complaint(public, rules::language::Language::En, after(40)).await.unwrap();
    let before = looks(&desk).await;
    let caller = desk.store.caller(&phone, &desk.wu, after(50)).await.unwrap().unwrap();
    assert_eq!(
        (caller.community, caller.name.as_str(), caller.home.as_str()),
        (wutong(), "周阿姨", "3栋2单元502")
    );
    let found: Vec<_> = caller.matters.iter().map(|row| row.number.clone()).collect();
    assert_eq!(found, [later.number, open.number, old.number], "open ones first");
    desk.store.caller(&phone, &desk.wu, after(51)).await.unwrap();
    assert_eq!(looks(&desk).await - before - 1, 3, "each once an hour");
    assert_eq!(desk.store.caller(&phone, &desk.other, after(52)).await.unwrap(), None);
    let watching = hire(desk.store, "sun", "孙监督", "wt", Duty::Supervisor).await;
    assert_eq!(desk.store.caller(&phone, &watching, after(52)).await.unwrap(), None);
    let nobody = Phone::parse("13857100000", Region::Mainland).unwrap();
    assert_eq!(desk.store.caller(&nobody, &desk.lin, after(53)).await.unwrap(), None);
}

async fn a_second_call_shows_on_the_queue(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let call = Work::Contacted { channel: Channel::Phone, text: "还没有人来看".into() };
    desk.works(&filed, &desk.wu, call, after(20)).await.unwrap();
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(21)).await.unwrap();
    let row = &page.rows[0];
    assert_eq!((row.unread, row.contacts_again, row.stage), (1, 1, Stage::Accepted));
    assert_eq!(row.handler.as_ref().map(|(id, _)| id), Some(&desk.wu.id), "the first touch");
    let tracking = desk.store.tracking(&filed.link, after(22)).await.unwrap();
    assert_eq!(tracking.deadlines.first_answer.met, None, "it answers nothing");
    let said = |event: &Event| matches!(event, Event::Contacted { again: true, .. });
    assert!(tracking.entries.iter().any(|entry| said(&entry.event)), "she sees that it was taken down");
    let found = Filter { words: "没有人来看".into(), ..Filter::default() };
    assert_eq!(desk.store.queue(&found, &desk.lin, after(23)).await.unwrap().rows.len(), 1);
}

async fn what_may_be_the_same_is_open_and_near(house: &House) {
    let desk = Desk::open(house).await;
    let lift = desk.file("lift", NOON).await;
    let gone = desk.file("gone", after(1)).await;
    let withdraw = rules::follow::Follow::Withdraw { text: String::new() };
    desk.store.follow(&gone.link, "", withdraw, after(2)).await.unwrap();
    let likely = async |place: &str, text: &str, staff: &Staff, community: &CommunityId| {
        let (community, kind, area) = (community.clone(), Kind::Works, Area::Home);
        let so_far = SoFar { community, kind, area, place: Place::read(place, &[]), text: text.into() };
        desk.store.likely_same(&so_far, staff, after(5)).await
    };
    let numbers = async |place: &str, text: &str| -> Vec<String> {
        let rows = likely(place, text, &desk.lin, &wutong()).await.unwrap();
        rows.iter().map(|row| row.number.as_str().to_owned()).collect()
    };
    let lift = [lift.number.as_str().to_owned()];
    assert_eq!(numbers("3栋2单元501", "电梯停了").await, lift, "the same words");
    assert_eq!(numbers("3栋2单元501", "").await, lift, "the same place and kind, before a word is said");
    assert!(numbers("5栋1单元101", "下水道堵了").await.is_empty());
    let refused = likely("3栋2单元501", "电梯", &desk.other, &wutong()).await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
}
