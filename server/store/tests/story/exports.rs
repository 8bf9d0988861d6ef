//! What is carried away in a file is what the queue shows, and on record.

use rules::{
    access::{Duty, Refusal},
    change::Denied,
    intake::Channel,
    limits::EXPORTS_PER_HOUR_MAX,
    queue::{Filter, HandlerFilter, QueueRow},
    resolution::{Finding, Outcome},
    survey::Answer,
    table::FollowUp,
    work::Work,
};
use store::{Error, Subject};

use super::desk::{Desk, after, hire};
use super::house::{Engine, House, NOON};

on_both! {
    a_file_has_every_page_of_the_queue_in_its_order,
    a_row_says_how_it_ended_and_whether_it_held,
    each_file_is_on_record_and_nobody_takes_them_without_end,
}

async fn a_file_has_every_page_of_the_queue_in_its_order(house: &House) {
    let desk = Desk::open(house).await;
    for n in 0..103 {
        desk.file(&format!("k{n}"), after(n)).await;
    }
    let now = after(200);
    let first = desk.store.queue(&Filter::default(), &desk.lin, now).await.unwrap();
    let second = Filter { after: first.rows.last().map(QueueRow::rank), ..Filter::default() };
    let export = desk.store.export(&second, &desk.lin, 200, now).await.unwrap();
    assert_eq!((export.rows.len(), export.whole), (103, true), "whatever page it is asked from");
    let numbers = |rows: &[QueueRow]| rows.iter().map(|row| row.number.clone()).collect::<Vec<_>>();
    let exported: Vec<_> = export.rows.iter().map(|row| row.line.number.clone()).collect();
    assert_eq!(exported[..50], numbers(&first.rows)[..]);
    let rest = desk.store.queue(&second, &desk.lin, now).await.unwrap();
    assert_eq!(exported[50..100], numbers(&rest.rows)[..]);
    for (most, wanted) in [(60, (60, false)), (102, (102, false)), (103, (103, true))] {
        let cut = desk.store.export(&Filter::default(), &desk.lin, most, now).await.unwrap();
        assert_eq!((cut.rows.len(), cut.whole), wanted, "at most {most}");
    }
    let mine = Filter { handler: Some(HandlerFilter::Me), ..Filter::default() };
    assert!(desk.store.export(&mine, &desk.lin, 200, now).await.unwrap().rows.is_empty());
    assert!(desk.store.export(&Filter::default(), &desk.other, 200, now).await.unwrap().rows.is_empty());
    let keeper = hire(desk.store, "keeper", "管账号", "wt", Duty::Administrator).await;
    let refused = desk.store.export(&Filter::default(), &keeper, 200, now).await;
    assert!(matches!(refused, Err(Error::Denied(_))), "an administrator reads no complaint");
}

async fn a_row_says_how_it_ended_and_whether_it_held(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let looked_for = Filter { words: "电梯".into(), ..Filter::default() };
    let row = async |now| desk.store.export(&looked_for, &desk.lin, 9, now).await.unwrap().rows.remove(0);
    let before = row(after(1)).await;
    assert_eq!((before.line.building.as_deref(), before.summary.as_str()), (Some("3栋"), "电梯一周停了三次"));
    assert_eq!((before.line.channel, before.line.handler), (Channel::Portal, None));
    assert_eq!((before.line.found, before.line.follow_up), (None, FollowUp::None));
    desk.resolve(&filed, after(30)).await;
    let told = row(after(31)).await.line;
    assert_eq!(told.found, Some((Finding::Upheld, vec![Outcome::Repair, Outcome::Apology])));
    assert_eq!((told.result_at(), told.follow_up), (Some(after(30)), FollowUp::Asked));
    assert_eq!(told.is_answered_in_time(after(31)), Some(true));
    let survey = desk.store.tracking(&filed.link, after(32)).await.unwrap().survey.unwrap();
    let answer = Answer {
        solved: false,
        satisfaction: 2,
        attitude: None,
        speed: None,
        result: None,
        words: String::new(),
    };
    desk.store.answer_survey(&survey, "s", answer, after(33)).await.unwrap();
    let again = row(after(34)).await.line;
    assert_eq!(again.follow_up, FollowUp::Answered { solved: false, satisfaction: 2 });
    assert_eq!((again.round, again.result_at()), (2, None));
    assert!(again.found.is_some(), "what was found before stays");
    desk.works(&filed, &desk.lin, Work::Take, after(35)).await.unwrap();
    let resolve =
        Work::Resolve { finding: Finding::Partly, outcomes: vec![Outcome::Rework], text: "重做了".into() };
    desk.works(&filed, &desk.lin, resolve, after(40)).await.unwrap();
    let second = row(after(41)).await.line;
    assert_eq!(second.found, Some((Finding::Partly, vec![Outcome::Rework])), "the last result is the one");
    assert_eq!(second.follow_up, FollowUp::None, "nobody has been asked about it yet");
}

async fn each_file_is_on_record_and_nobody_takes_them_without_end(house: &House) {
    let desk = Desk::open(house).await;
    let begin = async |now| desk.store.begin_export(&desk.lin, Subject::Queue, "q=4629", now).await;
    let first = begin(after(0)).await.unwrap();
    desk.store.end_export(&first, 12, false).await.unwrap();
    for n in 1..EXPORTS_PER_HOUR_MAX {
        begin(after(n.into())).await.unwrap();
    }
    let Err(Error::Denied(Denied::Refusal(refusal))) = begin(after(40)).await else { panic!("one too many") };
    assert_eq!(refusal, Refusal::SlowDown { minutes: 20 });
    desk.store.begin_export(&desk.wu, Subject::Tables, "", after(40)).await.unwrap();
    begin(after(60)).await.unwrap();
    let all = "SELECT staff, made_at, subject, asks, rows, whole FROM export ORDER BY made_at, id";
    type Kept = (String, i64, String, Vec<u8>, Option<i64>, Option<i64>);
    let kept: Vec<Kept> = match house.engine {
        Engine::Sqlite => sqlx::query_as(all).fetch_all(&mut house.sqlite().await).await.unwrap(),
        Engine::Postgres => sqlx::query_as(all).fetch_all(&mut house.postgres().await).await.unwrap(),
    };
    assert_eq!(kept.len(), usize::try_from(EXPORTS_PER_HOUR_MAX).unwrap() + 2, "none for the one refused");
    let (staff, at, subject, _, rows, whole) = &kept[0];
    assert_eq!((staff.as_str(), *at, subject.as_str()), (desk.lin.id.as_str(), NOON.millis(), "queue"));
    assert_eq!((*rows, *whole), (Some(12), Some(0)));
    assert_eq!((kept[1].4, kept[1].5), (None, None), "one that never got that far");
    assert!(kept.iter().all(|kept| !kept.3.windows(4).any(|window| window == b"4629")), "asks is sealed");
}
