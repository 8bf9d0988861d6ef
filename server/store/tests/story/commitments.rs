//! What is promised to a resident: a row with versions, its person called, the resident told.

use rules::{
    alert::About,
    commitment::{Commitment, Pledged},
    grading::{Facts, Media},
    id::StaffId,
    moment::{Moment, Zone},
    notice::News,
    work::Work,
};
use store::{Chore, Error, Filed};

use super::desk::{Desk, after, reply};
use super::house::House;

on_both! {
    a_promise_is_kept_in_versions_and_the_resident_is_told,
    who_keeps_it_is_called_before_it_is_due,
    a_promise_waits_with_the_reply_it_stands_in,
}

fn pledged(due: Moment, person: Option<&StaffId>) -> Pledged {
    let due = Some(due.local(Zone::CHINA));
    Pledged { what: "换好控制板".into(), due, amount: "200元".into(), person: person.cloned() }
}

fn promising(due: Moment, person: Option<&StaffId>) -> Work {
    Work::Committing { saying: Box::new(reply()), pledged: pledged(due, person) }
}

async fn commitments(desk: &Desk<'_>, filed: &Filed, now: Moment) -> Vec<Commitment> {
    desk.store.complaint(&filed.number, &desk.lin, now).await.unwrap().commitments
}

async fn a_promise_is_kept_in_versions_and_the_resident_is_told(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("a", after(0)).await;
    desk.works(&filed, &desk.lin, promising(after(600), Some(&desk.wu.id)), after(10)).await.unwrap();
    let made = commitments(&desk, &filed, after(11)).await;
    assert_eq!((made.len(), made[0].person.name.as_str(), made[0].due()), (1, "吴志强", Some(after(600))));
    assert_eq!(made[0].versions[0].promised.amount, "200元");
    let (reason, compensation) = ("配件明天才到".to_owned(), String::new());
    let anew = Work::Recommit { commitment: 1, pledged: pledged(after(2_000), None), reason, compensation };
    desk.works(&filed, &desk.wu, anew.clone(), after(300)).await.unwrap_err();
    desk.works(&filed, &desk.lin, anew, after(300)).await.unwrap();
    assert_eq!(desk.post(News::Recommitted, after(301)).await, 1);
    let tracking = desk.store.tracking(&filed.link, after(302)).await.unwrap();
    let [hers] = &tracking.commitments[..] else { panic!("{:?}", tracking.commitments) };
    let due: Vec<_> = hers.versions.iter().map(|given| given.promised.due).collect();
    assert_eq!(due, [Some(after(600)), Some(after(2_000))]);
    assert_eq!(hers.versions[1].reason, "配件明天才到");
    desk.works(&filed, &desk.wu, Work::Keep { commitment: 1 }, after(400)).await.unwrap();
    let kept = commitments(&desk, &filed, after(401)).await;
    assert_eq!(kept[0].kept.as_ref().map(|(by, at)| (by.name.as_str(), *at)), Some(("吴志强", after(400))));
    assert_eq!(kept[0].versions, hers.versions, "nothing of it is lost");
}

async fn who_keeps_it_is_called_before_it_is_due(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("a", after(0)).await;
    desk.works(&filed, &desk.lin, promising(after(300), Some(&desk.wu.id)), after(10)).await.unwrap();
    let climb = async |now: Moment| {
        for job in desk.store.claim("story", 50, now).await.unwrap() {
            if let Some(Chore::Ladder(id)) = Chore::of(&job) {
                desk.store.climb(&id, now).await.unwrap();
            }
            desk.store.job_done(&job, now).await.unwrap();
        }
    };
    let called = async || {
        let alerts = desk.store.alerts(&desk.wu, after(0)).await.unwrap();
        alerts.iter().map(|alert| alert.about).collect::<Vec<_>>()
    };
    climb(after(239)).await;
    assert_eq!(called().await, []);
    climb(after(240)).await;
    let soon = About::Commitment { number: 1, missed: false };
    assert_eq!(called().await, [soon], "and not the handler");
    desk.works(&filed, &desk.wu, Work::Keep { commitment: 1 }, after(250)).await.unwrap();
    assert_eq!(called().await, [], "kept, it calls nobody");
}

async fn a_promise_waits_with_the_reply_it_stands_in(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("a", after(0)).await;
    let facts = Facts { media: Media::Possible, ..Facts::default() };
    desk.works(&filed, &desk.lin, Work::Establish { facts, reason: "核实".into() }, after(5)).await.unwrap();
    desk.works(&filed, &desk.lin, promising(after(600), None), after(10)).await.unwrap();
    assert_eq!(commitments(&desk, &filed, after(11)).await, []);
    let waits = desk.store.complaint(&filed.number, &desk.wu, after(12)).await.unwrap().approval;
    let pledge = waits.and_then(|waits| waits.pledge).expect("it is submitted with the reply");
    assert_eq!(pledge.promised.due, Some(after(600)));
    let denied = desk.approve(&filed, &desk.lin, after(13)).await;
    assert!(matches!(denied, Err(Error::Denied(_))), "{denied:?}");
    desk.approve(&filed, &desk.wu, after(13)).await.unwrap();
    let made = commitments(&desk, &filed, after(14)).await;
    assert_eq!((made.len(), made[0].versions[0].by.name.as_str()), (1, "林晓岚"));
}
