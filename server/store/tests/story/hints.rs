//! What words suggest, and what a person found not to be so.

use rules::{
    access::{Refusal, Staff},
    change::Denied,
    follow::Follow,
    grading::{Lawsuit, Media},
    hint::Hint,
    timeline::{Event, Who},
    work::Work,
};
use store::{Error, Filed};

use super::desk::{Desk, after};
use super::house::{House, NOON};

on_both! {
    what_is_found_not_so_stands_in_the_timeline_and_is_asked_no_more,
}

async fn suggested(desk: &Desk<'_>, filed: &Filed, staff: &Staff) -> (Vec<Hint>, Vec<Hint>) {
    let seen = desk.store.complaint(&filed.number, staff, after(90)).await.unwrap();
    let facts = |all: Vec<rules::hint::Suggestion>| all.into_iter().map(|one| one.fact).collect();
    (facts(seen.suggested), facts(seen.not_so))
}

async fn what_is_found_not_so_stands_in_the_timeline_and_is_asked_no_more(house: &House) {
    let desk = Desk::open(house).await;
    let mut filing = desk.filing("k").await;
    filing.text = "再不修就找记者曝光，我也要去法院起诉你们".into();
    let filed = desk.store.file_complaint(filing, rules::language::Language::ZhHans, NOON).await.unwrap();
    let (media, lawsuit) = (Hint::Media(Media::Possible), Hint::Lawsuit(Lawsuit::Possible));
    assert_eq!(suggested(&desk, &filed, &desk.lin).await, (vec![media, lawsuit], vec![]));
    let not_so = |fact| Work::NotSo { fact };
    let press = async |key: &str, work, minute| {
        desk.store.work(&filed.number, &desk.lin, key, 1, work, after(minute)).await
    };
    press("twice", not_so(media), 5).await.unwrap();
    press("twice", not_so(media), 6).await.unwrap();
    assert_eq!(suggested(&desk, &filed, &desk.lin).await, (vec![lawsuit], vec![media]));
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(7)).await.unwrap();
    let found: Vec<_> = seen.entries.iter().filter(|one| matches!(one.event, Event::NotSo { .. })).collect();
    let [one] = found[..] else { panic!("pressed twice, found once") };
    let Event::NotSo { hint } = &one.event else { unreachable!() };
    assert_eq!((hint.fact, hint.evidence.as_str(), one.at), (media, "找记者", after(5)));
    assert!(matches!(&one.who, Who::Staff(person) if person.id == desk.lin.id));
    assert_eq!((seen.facts_version, seen.facts.media), (1, Media::None), "no fact has changed");
    let unsaid = press("", not_so(Hint::Media(Media::Serious)), 8).await;
    assert!(matches!(unsaid, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))), "{unsaid:?}");
    let outsider = desk.store.work(&filed.number, &desk.other, "", 1, not_so(lawsuit), after(8)).await;
    assert!(matches!(outsider, Err(Error::NotFound)));

    let add = |text: &str| Follow::Add { text: text.into(), photos: Vec::new() };
    desk.store.follow(&filed.link, "a", add("真的会找记者"), after(20)).await.unwrap();
    assert_eq!(suggested(&desk, &filed, &desk.lin).await.1, [media], "the same again is no news");
    let aired = "我已经发到抖音上了";
    desk.store.follow(&filed.link, "b", add(aired), after(30)).await.unwrap();
    let happened = Hint::Media(Media::Happened);
    assert_eq!(suggested(&desk, &filed, &desk.lin).await, (vec![happened, lawsuit], vec![]), "more of it is");
    press("", not_so(happened), 40).await.unwrap();
    assert_eq!(suggested(&desk, &filed, &desk.lin).await, (vec![lawsuit], vec![happened]));
    press("", Work::MaybeSo { fact: happened }, 50).await.unwrap();
    assert_eq!(suggested(&desk, &filed, &desk.lin).await, (vec![happened, lawsuit], vec![]));
}
