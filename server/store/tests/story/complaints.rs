//! A complaint all the way round, and what the store promises on the way.

use rules::{
    access::{Duty, Refusal, Staff},
    change::Denied,
    complaint::Filing,
    follow::Follow,
    id::{ComplaintNumber, PhotoId},
    language::Language,
    notice::News,
    problem::{Field, PhotoProblem, What},
    queue::{Filter, HandlerFilter},
    resolution::Outcome,
    stage::Stage,
    survey::Answer,
    timeline::Event,
    transfer::To,
    work::Work,
};
use store::{Changed, Error, Room};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON, wutong};

on_both! {
    a_complaint_goes_all_the_way_round,
    the_same_form_posted_twice_is_one_complaint,
    other_words_under_the_same_key_are_another_complaint,
    the_same_act_posted_twice_is_done_once,
    other_words_under_the_same_key_are_another_act,
    responsibility_moves_only_when_the_receiver_accepts,
    what_a_viewer_may_not_read_is_simply_not_found,
    a_new_link_makes_the_old_ones_worthless,
    the_desk_gives_a_link_again_and_replaces_it,
    photos_belong_to_the_complaint_that_claims_them,
    too_many_photos_without_a_form_drive_out_the_oldest,
    an_id_with_a_nul_in_it_is_refused_on_either_engine,
    the_same_form_with_photos_posted_twice_is_one_complaint,
    the_same_message_with_photos_posted_twice_is_added_once,
    an_edited_form_with_photos_posted_twice_is_kept_once,
}

async fn a_complaint_goes_all_the_way_round(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k1", NOON).await;
    assert_eq!(filed.number.as_str(), "WT-2611-0001");
    assert!(filed.link.len() <= 40);
    desk.works(&filed, &desk.lin, reply(), after(10)).await.unwrap();
    assert_eq!(desk.post(News::Replied, after(11)).await, 1);
    desk.resolve(&filed, after(60)).await;
    let tracking = desk.store.tracking(&filed.link, after(61)).await.unwrap();
    assert_eq!(tracking.stage, Stage::AwaitingConfirmation);
    assert_eq!(tracking.deadlines.first_answer.met, Some(after(11)));
    assert_eq!(tracking.resolution.as_ref().unwrap().outcomes, [Outcome::Repair, Outcome::Apology]);
    assert_eq!(tracking.phone.as_deref(), Some("138****4629"));
    assert!(tracking.entries.iter().all(|entry| entry.event.is_for_resident()));
    let survey = tracking.survey.unwrap();
    let answer = Answer {
        solved: true,
        satisfaction: 5,
        attitude: None,
        speed: None,
        result: None,
        words: String::new(),
    };
    desk.store.answer_survey(&survey, "a1", answer, after(120)).await.unwrap();
    let closed = desk.store.complaint(&filed.number, &desk.lin, after(121)).await.unwrap();
    assert_eq!(
        (closed.stage, closed.name.as_str(), closed.text.as_str()),
        (Stage::Closed, "周女士", "电梯一周停了三次")
    );
    assert!(desk.store.queue(&Filter::default(), &desk.lin, after(121)).await.unwrap().rows.is_empty());
}

async fn the_same_form_posted_twice_is_one_complaint(house: &House) {
    let desk = Desk::open(house).await;
    let first = desk.file("same", NOON).await;
    assert_eq!(desk.file("same", after(1)).await, first);
    let other = desk.file("other", after(2)).await;
    assert_eq!(other.number.as_str(), "WT-2611-0002", "no number is lost");
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(3)).await.unwrap();
    assert_eq!((page.rows.len(), page.today.received), (2, 2));
}

async fn other_words_under_the_same_key_are_another_complaint(house: &House) {
    let desk = Desk::open(house).await;
    let file = async |key: &str, text: &str, photos: Vec<PhotoId>| {
        let filing = Filing { text: text.into(), photos, ..desk.filing(key).await };
        desk.store.file_complaint(filing, Language::En, after(1)).await.unwrap()
    };
    let photo = async || vec![desk.store.keep_photo(b"jpeg", 1, 1, NOON).await.unwrap()];
    let first = file("same", "电梯停了", photo().await).await;
    let other = file("same", "水也停了", photo().await).await;
    assert_ne!(first.number, other.number, "what she added is not lost");
    assert_eq!(file("same", "电梯停了", photo().await).await, first, "a photo sent anew has a new id");
    assert_eq!(file("same", "水也停了", photo().await).await, other);
    assert_ne!(file("", "电梯停了", vec![]).await, file("", "电梯停了", vec![]).await, "no key is no key");
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(3)).await.unwrap();
    assert_eq!(page.rows.len(), 4);
}

async fn the_same_act_posted_twice_is_done_once(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    for minute in [5, 6] {
        desk.store.work(&filed.number, &desk.lin, "reply-1", 1, reply(), after(minute)).await.unwrap();
        let add = Follow::Add { text: "还有".into(), photos: Vec::new() };
        desk.store.follow(&filed.link, "add-1", add, after(minute)).await.unwrap();
    }
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(7)).await.unwrap();
    let count = |wanted: fn(&Event) -> bool| seen.entries.iter().filter(|entry| wanted(&entry.event)).count();
    assert_eq!(count(|event| matches!(event, Event::Replied { .. })), 1);
    assert_eq!(count(|event| matches!(event, Event::Added { .. })), 1);
}

async fn other_words_under_the_same_key_are_another_act(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    for (minute, text) in [(1, "第一"), (2, "第二"), (3, "第一"), (4, "第二")] {
        let add = Follow::Add { text: text.into(), photos: Vec::new() };
        desk.store.follow(&filed.link, "one-key", add, after(minute)).await.unwrap();
        let reply = Work::Reply { text: text.into(), asks: false };
        desk.store.work(&filed.number, &desk.lin, "another", 1, reply, after(minute)).await.unwrap();
    }
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(7)).await.unwrap();
    let said = |wanted: fn(&Event) -> Option<String>| -> Vec<String> {
        seen.entries.iter().filter_map(|entry| wanted(&entry.event)).collect()
    };
    let added = said(|event| match event {
        Event::Added { text, .. } => Some(text.clone()),
        _ => None,
    });
    let replied = said(|event| match event {
        Event::Replied { text, .. } => Some(text.clone()),
        _ => None,
    });
    assert_eq!((added.len(), replied.len()), (2, 2), "{added:?} {replied:?}");
}

async fn responsibility_moves_only_when_the_receiver_accepts(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let offer = || Work::Offer { to: To::Staff(desk.wu.id.clone()), reason: "要工程部".into() };
    let handler = async |minute| {
        let seen = desk.store.complaint(&filed.number, &desk.lin, after(minute)).await.unwrap();
        (seen.handler.unwrap().name, seen.offer.map(|offer| (offer.to.to(), offer.reason)))
    };
    desk.works(&filed, &desk.lin, offer(), after(1)).await.unwrap();
    assert_eq!(handler(2).await, ("林晓岚".into(), Some((To::Staff(desk.wu.id.clone()), "要工程部".into()))));
    let offered = Filter { handler: Some(HandlerFilter::OfferedToMe), ..Filter::default() };
    assert_eq!(desk.store.queue(&offered, &desk.wu, after(2)).await.unwrap().rows.len(), 1);
    let refused = desk.works(&filed, &desk.lin, Work::AcceptOffer, after(3)).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::NotOfferedToYou)))));
    desk.works(&filed, &desk.wu, Work::DeclineOffer { reason: "不在".into() }, after(4)).await.unwrap();
    assert_eq!(handler(5).await, ("林晓岚".into(), None));
    desk.works(&filed, &desk.lin, offer(), after(6)).await.unwrap();
    desk.works(&filed, &desk.wu, Work::AcceptOffer, after(7)).await.unwrap();
    assert_eq!(handler(8).await, ("吴志强".into(), None));
}

async fn what_a_viewer_may_not_read_is_simply_not_found(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let elsewhere = desk.store.complaint(&filed.number, &desk.other, NOON).await;
    assert!(matches!(elsewhere, Err(Error::NotFound)));
    let acts = desk.store.work(&filed.number, &desk.other, "", 1, Work::Take, NOON).await;
    assert!(matches!(acts, Err(Error::NotFound)));
    assert!(desk.store.queue(&Filter::default(), &desk.other, NOON).await.unwrap().rows.is_empty());
    for token in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert!(matches!(desk.store.tracking(token, NOON).await, Err(Error::NotFound)), "{token}");
        assert!(matches!(desk.store.asked(token).await, Err(Error::NotFound)), "{token}");
    }
    assert!(matches!(desk.store.asked(&filed.link).await, Err(Error::NotFound)), "a link opens one purpose");
}

async fn a_new_link_makes_the_old_ones_worthless(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let other = desk.file("k2", NOON).await;
    desk.resolve(&filed, after(60)).await;
    let survey = desk.store.tracking(&filed.link, after(61)).await.unwrap().survey.unwrap();
    let fresh = desk.store.reset_link(&filed.number, after(62)).await.unwrap();
    assert!(matches!(desk.store.tracking(&filed.link, after(62)).await, Err(Error::NotFound)));
    assert!(matches!(desk.store.asked(&survey).await, Err(Error::NotFound)));
    let tracking = desk.store.tracking(&fresh, after(62)).await.unwrap();
    assert_eq!(tracking.number, filed.number);
    desk.store.asked(&tracking.survey.unwrap()).await.unwrap();
    desk.store.tracking(&other.link, after(62)).await.unwrap();
    let unknown = ComplaintNumber::read("WT-2611-9999").unwrap();
    assert!(matches!(desk.store.reset_link(&unknown, after(63)).await, Err(Error::NotFound)));
}

async fn the_desk_gives_a_link_again_and_replaces_it(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let read = async |staff: &Staff, minute| {
        desk.store.complaint(&filed.number, staff, after(minute)).await.unwrap()
    };
    assert_eq!(read(&desk.lin, 1).await.link.as_ref(), Some(&filed.link), "lost: it is given again");
    let supervisor = Staff { duties: vec![(wutong(), Duty::Supervisor)], ..desk.wu.clone() };
    assert_eq!(read(&supervisor, 1).await.link, None);
    let relink = async |staff: &Staff, key, minute| {
        desk.store.work(&filed.number, staff, key, 1, Work::Relink, after(minute)).await
    };
    let mut heard = desk.store.changes();
    assert!(matches!(relink(&supervisor, "s", 2).await, Err(Error::Denied(_))));
    for minute in [3, 4] {
        relink(&desk.lin, "one", minute).await.unwrap();
    }
    let here = |changed: &Changed| matches!(changed, Changed::Complaint(id, _) if *id == filed.id);
    assert!(std::iter::from_fn(|| heard.try_recv().ok()).any(|changed| here(&changed)), "it is announced");
    assert!(matches!(desk.store.tracking(&filed.link, after(5)).await, Err(Error::NotFound)));
    let seen = read(&desk.lin, 5).await;
    let relinked = seen.entries.iter().filter(|entry| entry.event == Event::Relinked);
    assert_eq!(relinked.map(|entry| entry.at).collect::<Vec<_>>(), [after(3)], "posted twice, replaced once");
    assert_eq!(seen.handler, None, "it is no first touch");
    let tracking = desk.store.tracking(&seen.link.unwrap(), after(5)).await.unwrap();
    assert!(tracking.entries.iter().any(|entry| entry.event == Event::Relinked), "she reads that it was");
}

async fn photos_belong_to_the_complaint_that_claims_them(house: &House) {
    let desk = Desk::open(house).await;
    let photo = desk.store.keep_photo(b"jpeg bytes", 4, 3, NOON).await.unwrap();
    assert!(desk.store.photo_waits(&photo).await.unwrap());
    let mut filing = desk.filing("k").await;
    filing.photos = vec![photo.clone()];
    let filed = desk.store.file_complaint(filing.clone(), Language::En, NOON).await.unwrap();
    assert_eq!(desk.store.photo_by_link(&filed.link, &photo).await.unwrap(), b"jpeg bytes");
    assert_eq!(desk.store.photo_for_staff(&photo, &desk.lin, NOON).await.unwrap(), b"jpeg bytes");
    assert!(matches!(desk.store.photo_for_staff(&photo, &desk.other, NOON).await, Err(Error::NotFound)));
    assert_eq!(desk.store.tracking(&filed.link, NOON).await.unwrap().photos, std::slice::from_ref(&photo));
    let another = desk.file("k2", NOON).await;
    assert!(matches!(desk.store.photo_by_link(&another.link, &photo).await, Err(Error::NotFound)));
    filing.key = "k3".into();
    let Err(Error::Denied(Denied::Problems(problems))) =
        desk.store.file_complaint(filing, Language::En, NOON).await
    else {
        panic!("a photo belongs to one complaint")
    };
    assert_eq!(problems.of(Field::Photos), Some(&What::Photo(PhotoProblem::Gone)));
    let waiting = desk.store.keep_photo(b"nobody's", 1, 1, NOON).await.unwrap();
    assert_eq!(desk.store.forget_photos(after(24 * 60)).await.unwrap(), 0);
    assert_eq!(desk.store.forget_photos(after(24 * 60 + 1)).await.unwrap(), 1);
    assert!(!desk.store.photo_waits(&PhotoId::new(waiting.as_str())).await.unwrap());
}

async fn too_many_photos_without_a_form_drive_out_the_oldest(house: &House) {
    let desk = Desk::open(house).await;
    let keep = async |room: Room, minute: i64| {
        desk.store.keep_photo_within(room, &[7; 1000], 4, 3, after(minute)).await.unwrap()
    };
    let waits = async |ids: &[PhotoId]| {
        let mut waits = Vec::new();
        for id in ids {
            waits.push(desk.store.photo_waits(id).await.unwrap());
        }
        waits
    };
    let three = Room { photos: 3, ..Room::default() };
    let mut filing = desk.filing("k").await;
    filing.photos = vec![keep(three, 0).await];
    let filed = desk.store.file_complaint(filing.clone(), Language::En, NOON).await.unwrap();
    let mut ids = Vec::new();
    for minute in 1..=4 {
        ids.push(keep(three, minute).await);
    }
    assert_eq!(waits(&ids).await, [false, true, true, true]);
    ids.push(keep(Room { bytes: 2_500, ..three }, 5).await);
    assert_eq!(waits(&ids).await, [false, false, false, true, true]);
    let claimed = desk.store.photo_by_link(&filed.link, &filing.photos[0]).await.unwrap();
    assert_eq!(claimed.len(), 1000, "what belongs to a complaint is never driven out");
}

async fn an_id_with_a_nul_in_it_is_refused_on_either_engine(house: &House) {
    let desk = Desk::open(house).await;
    let id = "a\0b";
    assert!(matches!(desk.store.photo_waits(&PhotoId::new(id)).await, Err(Error::Malformed)));
    assert!(matches!(desk.store.account(id).await, Err(Error::Malformed)));
    let mut filing = desk.filing("k").await;
    filing.photos = vec![PhotoId::new(id)];
    let filed = desk.store.file_complaint(filing, Language::En, NOON).await;
    assert!(matches!(filed, Err(Error::Malformed)));
}

async fn the_same_form_with_photos_posted_twice_is_one_complaint(house: &House) {
    let desk = Desk::open(house).await;
    let photo = desk.store.keep_photo(b"jpeg bytes", 4, 3, NOON).await.unwrap();
    let fits = async |key| desk.store.photo_fits(&photo, key).await.unwrap();
    assert!(fits("same").await && fits("").await, "it waits for whichever form comes");
    let filing = Filing { photos: vec![photo.clone()], ..desk.filing("same").await };
    let first = desk.store.file_complaint(filing.clone(), Language::En, NOON).await.unwrap();
    assert!(fits("same").await, "the form that has it is posted again");
    assert!(!fits("other").await && !fits("").await, "it is another form");
    let again = desk.store.file_complaint(filing, Language::En, after(1)).await.unwrap();
    assert_eq!(again, first);
    assert_eq!(desk.store.tracking(&first.link, after(2)).await.unwrap().photos, [photo]);
}

async fn an_edited_form_with_photos_posted_twice_is_kept_once(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("file", NOON).await;
    let add = |text: &str, photos: Vec<PhotoId>| Follow::Add { text: text.into(), photos };
    desk.store.follow(&filed.link, "add", add("还有", vec![]), after(1)).await.unwrap();
    let keep = async |minute| desk.store.keep_photo(b"jpeg bytes", 4, 3, after(minute)).await.unwrap();
    let (of_filing, of_message) = (keep(2).await, keep(2).await);
    let text = "电梯一周停了四次".to_owned();
    let edited = Filing { text, photos: vec![of_filing.clone()], ..desk.filing("file").await };
    for minute in [3, 4] {
        for (photo, key) in [(&of_filing, "file"), (&of_message, "add")] {
            assert!(desk.store.photo_fits(photo, key).await.unwrap(), "{key} {minute}");
        }
        let other = desk.store.file_complaint(edited.clone(), Language::En, after(minute)).await.unwrap();
        assert_eq!(desk.store.tracking(&other.link, after(minute)).await.unwrap().photos.len(), 1);
        let edited = add("还有，十四楼也停", vec![of_message.clone()]);
        desk.store.follow(&filed.link, "add", edited, after(minute)).await.unwrap();
    }
    for (photo, key) in [(&of_filing, "add"), (&of_message, "other"), (&of_message, "")] {
        assert!(!desk.store.photo_fits(photo, key).await.unwrap(), "it is of another form than {key}");
    }
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(5)).await.unwrap();
    assert_eq!(seen.entries.iter().filter(|entry| matches!(entry.event, Event::Added { .. })).count(), 2);
}

async fn the_same_message_with_photos_posted_twice_is_added_once(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let photo = desk.store.keep_photo(b"jpeg bytes", 4, 3, NOON).await.unwrap();
    let add = || Follow::Add { text: "还有".into(), photos: vec![photo.clone()] };
    for minute in [1, 2] {
        assert!(desk.store.photo_fits(&photo, "add-1").await.unwrap(), "{minute}");
        desk.store.follow(&filed.link, "add-1", add(), after(minute)).await.unwrap();
    }
    assert!(!desk.store.photo_fits(&photo, "add-2").await.unwrap(), "it is another message");
    assert!(!desk.store.photo_fits(&PhotoId::new("unknown"), "add-1").await.unwrap());
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(3)).await.unwrap();
    let added = seen.entries.iter().filter(|entry| matches!(entry.event, Event::Added { .. }));
    assert_eq!(added.count(), 1);
}
