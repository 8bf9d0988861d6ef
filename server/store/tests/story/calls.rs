//! Calls: passed on and called back, noted, filed as a complaint, and the log that shows all of them.

use rules::{
    access::{Duty, Refusal},
    call::{Became, CallAct, Heard, Said},
    change::Denied,
    contact::{Phone, Region},
    grading::Safety,
    id::CallId,
    intake::{Channel, Intake},
    limits::{CALL_PAGE_ROWS_MAX, PASSED_ON_PER_DAY_MAX},
    moment::{Moment, Zone},
    problem::{Field, What},
    queue::Filter,
    work::Work,
};
use store::Error;

use super::desk::{Desk, after, hire};
use super::house::{House, NOON, wutong};

on_both! {
    what_a_guard_passes_on_waits_until_somebody_has_called,
    tries_are_counted_and_each_call_ends_once,
    one_form_posted_twice_is_one_call,
    nobody_passes_on_without_end,
    an_enquiry_is_counted_and_never_in_the_queue,
    a_call_made_a_complaint_is_filed_with_it_or_not_at_all,
    what_is_taken_down_and_second_contacts_stand_in_the_log,
    the_log_is_read_page_by_page_and_by_who_handles_there_alone,
    what_was_said_is_sealed,
}

fn heard(text: &str, became: Became) -> Heard {
    let said = Said {
        text: text.into(),
        name: "周女士".into(),
        phone: Phone::parse("13857104629", Region::Mainland).ok(),
        place: "3栋".into(),
        answer: String::new(),
    };
    Heard { community: wutong(), said, became, key: String::new() }
}

async fn what_a_guard_passes_on_waits_until_somebody_has_called(house: &House) {
    let desk = Desk::open(house).await;
    let guard = hire(desk.store, "ding", "丁师傅", "wt", Duty::Employee).await;
    desk.store.pass_on(heard("楼道灯不亮", Became::CallBack), &guard, NOON).await.unwrap();
    let calls = desk.store.calls_to_make(&desk.lin, after(1)).await.unwrap();
    let call = &calls[0];
    assert_eq!(
        (call.by.name.as_str(), call.passed_on, call.said.text.as_str()),
        ("丁师傅", true, "楼道灯不亮")
    );
    assert_eq!(call.zone, Zone::CHINA);
    assert_eq!(desk.store.count_calls_to_make(&desk.lin).await.unwrap(), 1);
    for nobody in [&desk.other, &guard] {
        assert!(desk.store.calls_to_make(nobody, after(1)).await.unwrap().is_empty());
        assert_eq!(desk.store.count_calls_to_make(nobody).await.unwrap(), 0);
    }
    let refused = desk.store.call_back(&call.id, CallAct::Reached, "", &guard, after(2)).await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    desk.store.call_back(&call.id, CallAct::Reached, "今晚修", &desk.lin, after(3)).await.unwrap();
    assert!(desk.store.calls_to_make(&desk.lin, after(4)).await.unwrap().is_empty());
    let log = desk.store.call_log(&desk.lin, false, None, after(4)).await.unwrap();
    let call = &log.calls[0];
    assert_eq!((call.became, call.said.answer.as_str()), (Became::CalledBack, "今晚修"));
    assert_eq!(call.ended.as_ref().map(|done| (done.by.as_str(), done.at)), Some(("林晓岚", after(3))));
}

async fn tries_are_counted_and_each_call_ends_once(house: &House) {
    let desk = Desk::open(house).await;
    desk.store.note_call(heard("什么时候修好", Became::CallBack), &desk.lin, NOON).await.unwrap();
    let id = desk.store.calls_to_make(&desk.lin, NOON).await.unwrap()[0].id.clone();
    let does = async |act, staff, now| desk.store.call_back(&id, act, "", staff, now).await;
    does(CallAct::Take, &desk.wu, after(1)).await.unwrap();
    does(CallAct::NoAnswer, &desk.wu, after(2)).await.unwrap();
    does(CallAct::NoAnswer, &desk.wu, after(2)).await.unwrap();
    does(CallAct::NoAnswer, &desk.lin, after(9)).await.unwrap();
    does(CallAct::Take, &desk.lin, after(10)).await.unwrap();
    let back = desk.store.call(&id, &desk.lin, after(11)).await.unwrap().back.unwrap();
    assert_eq!((back.tries, back.taken_by), (2, Some(desk.lin.person())));
    assert_eq!(back.tried.map(|done| (done.by, done.at)), Some(("林晓岚".to_owned(), after(9))));
    does(CallAct::Reached, &desk.lin, after(12)).await.unwrap();
    let refused = does(CallAct::Reached, &desk.wu, after(13)).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))), "{refused:?}");
}

async fn one_form_posted_twice_is_one_call(house: &House) {
    let desk = Desk::open(house).await;
    let keyed = |text| Heard { key: "one form".into(), ..heard(text, Became::CallBack) };
    for (text, many) in [("灯不亮", 1), ("灯不亮", 1), ("灯还是不亮", 2)] {
        desk.store.note_call(keyed(text), &desk.lin, NOON).await.unwrap();
        assert_eq!(desk.store.calls_to_make(&desk.lin, NOON).await.unwrap().len(), many, "{text}");
    }
    desk.store.note_call(keyed("灯不亮"), &desk.wu, NOON).await.unwrap();
    assert_eq!(desk.store.calls_to_make(&desk.lin, NOON).await.unwrap().len(), 3, "another's form");
}

async fn nobody_passes_on_without_end(house: &House) {
    let desk = Desk::open(house).await;
    let guard = hire(desk.store, "ding", "丁师傅", "wt", Duty::Employee).await;
    let passes = async |now: Moment| desk.store.pass_on(heard("灯不亮", Became::CallBack), &guard, now).await;
    for _ in 0..PASSED_ON_PER_DAY_MAX {
        passes(NOON).await.unwrap();
    }
    let refused = passes(after(5)).await;
    let Err(Error::Denied(Denied::Problems(problems))) = refused else { panic!("{refused:?}") };
    assert_eq!(problems.of(Field::Text), Some(&What::TooOften { max: PASSED_ON_PER_DAY_MAX }));
    passes(NOON.plus_days(1).plus_minutes(1)).await.unwrap();
}

async fn an_enquiry_is_counted_and_never_in_the_queue(house: &House) {
    let desk = Desk::open(house).await;
    let mut enquiry = heard("几点关门", Became::Answered);
    enquiry.said.answer = "晚上八点".into();
    enquiry.key = "k".into();
    for _ in 0..2 {
        desk.store.note_call(enquiry.clone(), &desk.lin, NOON).await.unwrap();
    }
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(1)).await.unwrap();
    assert!(page.rows.is_empty(), "{:?}", page.rows);
    let day = NOON.date(Zone::CHINA);
    let counted = desk.store.read().await.unwrap().counted(&wutong(), day).await.unwrap();
    assert_eq!(counted, [("enquiry customer_service".to_owned(), 1)]);
    let refused = desk.store.note_call(enquiry, &desk.other, NOON).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::NotYours)))), "{refused:?}");
}

async fn intake(desk: &Desk<'_>, key: &str, channel: Channel, call: Option<CallId>) -> Intake {
    let filing = desk.filing(key).await;
    Intake { filing, channel, referral: None, outside_due: None, safety: Safety::None, with: None, call }
}

async fn a_call_made_a_complaint_is_filed_with_it_or_not_at_all(house: &House) {
    let desk = Desk::open(house).await;
    desk.store.note_call(heard("灯不亮", Became::CallBack), &desk.lin, NOON).await.unwrap();
    let id = desk.store.calls_to_make(&desk.lin, NOON).await.unwrap()[0].id.clone();
    let of = async |key, call| intake(&desk, key, Channel::Email, Some(call)).await;
    let unknown = of("x", CallId::new("nobody")).await;
    let refused = desk.store.take_down(unknown, &desk.lin, after(1)).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))), "{refused:?}");
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(1)).await.unwrap();
    assert!(page.rows.is_empty(), "nothing was kept of it");
    let filed = desk.store.take_down(of("a", id.clone()).await, &desk.lin, after(2)).await.unwrap();
    let call = desk.store.call(&id, &desk.lin, after(3)).await.unwrap();
    assert_eq!((call.became, call.complaint), (Became::Filed, Some(filed.number.clone())));
    assert!(desk.store.calls_to_make(&desk.lin, after(3)).await.unwrap().is_empty());
    assert_eq!(desk.store.call_log(&desk.lin, false, None, after(3)).await.unwrap().calls.len(), 1);
    let again = desk.store.take_down(of("a", id.clone()).await, &desk.lin, after(4)).await.unwrap();
    assert_eq!(again.number, filed.number, "posted twice it is one");
    let twice = desk.store.take_down(of("b", id).await, &desk.lin, after(5)).await;
    assert!(matches!(twice, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))), "{twice:?}");
}

async fn what_is_taken_down_and_second_contacts_stand_in_the_log(house: &House) {
    let desk = Desk::open(house).await;
    let take = async |key, channel, now| {
        desk.store.take_down(intake(&desk, key, channel, None).await, &desk.lin, now).await.unwrap()
    };
    let filed = take("a", Channel::Phone, NOON).await;
    take("b", Channel::Letter, after(1)).await;
    for (channel, minute) in [(Channel::FrontDesk, 5), (Channel::WeChat, 6)] {
        let again = Work::Contacted { channel, text: "还没有人来".into() };
        desk.works(&filed, &desk.wu, again, after(minute)).await.unwrap();
    }
    let log = desk.store.call_log(&desk.lin, false, None, after(7)).await.unwrap();
    let rows: Vec<_> =
        log.calls.iter().map(|call| (call.became, call.complaint.as_ref(), call.by.name.as_str())).collect();
    let number = Some(&filed.number);
    assert_eq!(rows, [(Became::Contacted, number, "吴志强"), (Became::Filed, number, "林晓岚")]);
    assert_eq!((log.calls[0].said.text.as_str(), log.calls[0].said.name.as_str()), ("还没有人来", "周女士"));
    let mine = desk.store.call_log(&desk.lin, true, None, after(7)).await.unwrap();
    assert_eq!(mine.calls.iter().map(|call| call.became).collect::<Vec<_>>(), [Became::Filed]);
}

async fn the_log_is_read_page_by_page_and_by_who_handles_there_alone(house: &House) {
    let desk = Desk::open(house).await;
    let many = CALL_PAGE_ROWS_MAX + 3;
    for at in 0..many {
        let minute = i64::try_from(at).unwrap();
        desk.store
            .note_call(heard(&format!("第{at}个"), Became::CallBack), &desk.lin, after(minute))
            .await
            .unwrap();
    }
    let first = desk.store.call_log(&desk.lin, false, None, after(60)).await.unwrap();
    assert_eq!(first.calls.len(), CALL_PAGE_ROWS_MAX);
    let second = desk.store.call_log(&desk.lin, true, first.next.as_ref(), after(60)).await.unwrap();
    assert_eq!((second.calls.len(), second.next), (3, None));
    let all: Vec<&str> =
        first.calls.iter().chain(&second.calls).map(|call| call.said.text.as_str()).collect();
    let expected: Vec<String> = (0..many).rev().map(|at| format!("第{at}个")).collect();
    assert_eq!(all, expected, "each once, the latest first");
    let elsewhere = desk.store.call_log(&desk.other, false, None, after(60)).await.unwrap();
    assert!(elsewhere.calls.is_empty());
}

async fn what_was_said_is_sealed(house: &House) {
    let desk = Desk::open(house).await;
    desk.store.note_call(heard("灯不亮", Became::CallBack), &desk.lin, NOON).await.unwrap();
    let sql = "SELECT words FROM call";
    let words: Vec<u8> = match house.engine {
        super::house::Engine::Sqlite => {
            sqlx::query_scalar(sql).fetch_one(&mut house.sqlite().await).await.unwrap()
        }
        super::house::Engine::Postgres => {
            sqlx::query_scalar(sql).fetch_one(&mut house.postgres().await).await.unwrap()
        }
    };
    for secret in ["灯不亮", "周女士", "13857104629"] {
        let secret = secret.as_bytes();
        assert!(!words.windows(secret.len()).any(|window| window == secret));
    }
}
