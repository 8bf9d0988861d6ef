//! Whoever looks at a complaint is on record.

use rules::{id::PhotoId, notice::News};
use store::{Chore, Error, Scope, record::Ledger};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON, wutong};

on_both! {
    every_look_is_on_record,
}

/// How many looks the record has had; asking adds one.
async fn recorded(desk: &Desk<'_>) -> i64 {
    let probe = desk.store.write(Scope::Community(wutong()), async |tx| {
        tx.record(&wutong(), Ledger::Access, b"a story asks").await
    });
    probe.await.unwrap().seq
}

/// Everything that has to be told waits for a person.
async fn put_on_the_list(desk: &Desk<'_>) {
    for job in desk.store.claim("story", 50, after(6)).await.unwrap() {
        if let Some(Chore::SendNotice(id)) = Chore::of(&job)
            && desk.store.notice(&id, NOON).await.unwrap().news == News::Replied
        {
            desk.store.notice_to_tell(&id, after(6)).await.unwrap();
        }
    }
}

async fn every_look_is_on_record(house: &House) {
    let desk = Desk::open(house).await;
    let photo = desk.store.keep_photo(b"jpeg bytes", 4, 3, NOON).await.unwrap();
    let mut filing = desk.filing("k").await;
    filing.photos = vec![photo.clone()];
    let filed = desk.store.file_complaint(filing, rules::language::Language::En, NOON).await.unwrap();
    desk.store.work(&filed.number, &desk.lin, "", 1, reply(), after(5)).await.unwrap();
    put_on_the_list(&desk).await;
    let mut before = recorded(&desk).await;
    let mut expect = async |what: &str, looks: i64| {
        let now = recorded(&desk).await;
        assert_eq!(now - before - 1, looks, "{what}");
        before = now;
    };
    expect("nobody", 0).await;
    desk.store.photo_for_staff(&photo, &desk.lin, after(10)).await.unwrap();
    expect("a photo", 1).await;
    let refused = desk.store.photo_for_staff(&photo, &desk.other, after(10)).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let unknown = desk.store.photo_for_staff(&PhotoId::new("unknown"), &desk.lin, after(10)).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
    desk.store.photo_by_link(&filed.link, &photo).await.unwrap();
    expect("a photo that is not shown, and her own", 0).await;
    desk.store.complaint(&filed.number, &desk.wu, after(11)).await.unwrap();
    expect("the page", 1).await;
    desk.store.dossier(&filed.number, &desk.wu, after(11)).await.unwrap();
    assert!(matches!(desk.store.dossier(&filed.number, &desk.other, after(11)).await, Err(Error::NotFound)));
    expect("the dossier", 1).await;
    assert_eq!(desk.store.show_to_tell(&desk.wu, after(12)).await.unwrap().len(), 1);
    expect("the list, by one who has just read the page", 0).await;
    for minute in [90, 91, 149] {
        desk.store.show_to_tell(&desk.wu, after(minute)).await.unwrap();
    }
    expect("the list again and again within an hour", 1).await;
    desk.store.show_to_tell(&desk.lin, after(149)).await.unwrap();
    expect("the list, by another", 1).await;
    desk.store.show_to_tell(&desk.wu, after(151)).await.unwrap();
    expect("the list, an hour later", 1).await;
    assert!(desk.store.show_to_tell(&desk.other, after(151)).await.unwrap().is_empty());
    expect("the list of another community", 0).await;
}
