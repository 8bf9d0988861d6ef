//! Two people at the same complaint: neither overwrites the other.

use rules::{
    access::Refusal,
    change::Denied,
    follow::Follow,
    grading::{Facts, Media, Safety},
    work::{Seen, Work},
};
use store::{Error, Filed, Store};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON};

on_both! {
    facts_of_two_people_go_together_unless_they_clash,
    a_reply_is_held_back_until_its_writer_has_seen_what_was_said,
}

async fn facts(store: &Store, filed: &Filed, desk: &Desk<'_>) -> (Facts, i64) {
    let complaint = store.complaint(&filed.number, &desk.lin, after(9)).await.unwrap();
    (complaint.facts, complaint.facts_version)
}

async fn facts_of_two_people_go_together_unless_they_clash(house: &House) {
    let desk = Desk::open(house).await;
    let (store, filed) = (desk.store, desk.file("k", NOON).await);
    let (was, facts_version) = facts(store, &filed, &desk).await;
    let seen = Seen { facts_version, facts: Some(was.clone()), entry: None };
    let save = async |facts: Facts, minute| {
        let work = Work::Establish { facts, reason: String::new() };
        store.work(&filed.number, &desk.lin, "", seen.clone(), work, after(minute)).await
    };
    save(Facts { households: 4, persons: 4, ..was.clone() }, 1).await.unwrap();
    save(Facts { safety: Safety::Possible, ..was.clone() }, 2).await.unwrap();
    let (both, _) = facts(store, &filed, &desk).await;
    assert_eq!((both.households, both.persons, both.safety), (4, 4, Safety::Possible));
    let clash = save(Facts { households: 9, media: Media::Possible, ..was.clone() }, 3).await;
    assert!(matches!(clash, Err(Error::Denied(Denied::Refusal(Refusal::Changed)))), "{clash:?}");
    assert_eq!(facts(store, &filed, &desk).await.0, both, "nothing of what clashes is saved");
}

async fn a_reply_is_held_back_until_its_writer_has_seen_what_was_said(house: &House) {
    let desk = Desk::open(house).await;
    let (store, filed) = (desk.store, desk.file("k", NOON).await);
    desk.works(&filed, &desk.lin, reply(), after(1)).await.unwrap();
    let last = async || {
        let complaint = store.complaint(&filed.number, &desk.lin, after(9)).await.unwrap();
        complaint.entries.last().unwrap().seq
    };
    let seen = last().await;
    let hers = Follow::Add { text: "又停了".into(), photos: Vec::new() };
    store.follow(&filed.link, "m", hers, after(2)).await.unwrap();
    let send = async |key: &str, entry| {
        let seen = Seen { entry: Some(entry), ..Seen::default() };
        let work = Work::Reply { text: "马上到".into(), asks: false };
        store.work(&filed.number, &desk.lin, key, seen, work, after(3)).await
    };
    let held = send("a", seen).await;
    assert!(matches!(held, Err(Error::Denied(Denied::Refusal(Refusal::SaidSince)))), "{held:?}");
    send("a", last().await).await.unwrap();
    let note = Work::Note { text: "x".into() };
    let old = Seen { entry: Some(seen), ..Seen::default() };
    store.work(&filed.number, &desk.lin, "n", old, note, after(4)).await.unwrap();
}
