//! What somebody is writing stays until it is sent: on any machine, and for nobody else.

use rules::{
    draft::KEPT_DAYS,
    work::{Work, WorkAct, WorkDraft},
};
use store::{Error, Filed, Store};

use super::desk::{Desk, after};
use super::house::{Engine, House, NOON};

on_both! {
    a_draft_is_its_writers_until_it_is_sent,
    one_that_is_refused_loses_nothing_and_one_that_is_emptied_is_gone,
    what_arrives_after_its_form_was_sent_does_not_come_back,
    one_is_forgotten_after_a_month_and_never_readable_in_the_database,
}

fn form(act: &str, text: &str, key: &str) -> WorkDraft {
    WorkDraft { act: act.into(), text: text.into(), key: key.into(), ..WorkDraft::default() }
}

async fn kept(store: &Store, filed: &Filed, staff: &rules::access::Staff) -> Vec<(WorkAct, String)> {
    let drafts = store.drafts(&filed.number, staff).await.unwrap();
    drafts.into_iter().map(|draft| (draft.act, draft.work.text)).collect()
}

async fn a_draft_is_its_writers_until_it_is_sent(house: &House) {
    let desk = Desk::open(house).await;
    let (store, filed) = (desk.store, desk.file("k", NOON).await);
    for (minute, act, text) in [(1, "reply", "您"), (2, "note", "备件缺货"), (3, "ask", "您好,请问")]
    {
        assert!(
            store.keep_draft(&filed.number, &desk.lin, form(act, text, "a"), after(minute)).await.unwrap()
        );
    }
    let note = (WorkAct::Note, "备件缺货".to_owned());
    let both = [note.clone(), (WorkAct::Reply, "您好,请问".to_owned())];
    assert_eq!(kept(store, &filed, &desk.lin).await, both, "one for each form, as it stood last");
    assert_eq!(store.drafts(&filed.number, &desk.lin).await.unwrap()[1].kept, after(3));
    assert!(kept(store, &filed, &desk.wu).await.is_empty(), "it is nobody else's");
    let foreign = store.keep_draft(&filed.number, &desk.other, form("note", "x", ""), after(4)).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    assert!(matches!(store.drafts(&filed.number, &desk.other).await, Err(Error::NotFound)));
    let sent = Work::Reply { text: "您好,请问".into(), asks: true };
    desk.works(&filed, &desk.lin, sent, after(5)).await.unwrap();
    assert_eq!(kept(store, &filed, &desk.lin).await, [note]);
}

async fn one_that_is_refused_loses_nothing_and_one_that_is_emptied_is_gone(house: &House) {
    let desk = Desk::open(house).await;
    let (store, filed) = (desk.store, desk.file("k", NOON).await);
    desk.works(&filed, &desk.lin, Work::Take, after(1)).await.unwrap();
    store.keep_draft(&filed.number, &desk.wu, form("reply", "我来答", "b"), after(2)).await.unwrap();
    let refused = Work::Reply { text: "我来答".into(), asks: false };
    assert!(desk.works(&filed, &desk.wu, refused, after(3)).await.is_err(), "only the handler answers");
    assert_eq!(kept(store, &filed, &desk.wu).await, [(WorkAct::Reply, "我来答".to_owned())]);
    assert!(!store.keep_draft(&filed.number, &desk.wu, form("reply", " ", "b"), after(4)).await.unwrap());
    assert!(kept(store, &filed, &desk.wu).await.is_empty());
}

async fn what_arrives_after_its_form_was_sent_does_not_come_back(house: &House) {
    let desk = Desk::open(house).await;
    let (store, filed) = (desk.store, desk.file("k", NOON).await);
    let note = Work::Note { text: "备件缺货".into() };
    store.work(&filed.number, &desk.lin, "once", 1, note, after(1)).await.unwrap();
    let late = form("note", "备件缺", "once");
    assert!(!store.keep_draft(&filed.number, &desk.lin, late, after(1)).await.unwrap());
    assert!(kept(store, &filed, &desk.lin).await.is_empty());
}

async fn one_is_forgotten_after_a_month_and_never_readable_in_the_database(house: &House) {
    let desk = Desk::open(house).await;
    let (store, filed) = (desk.store, desk.file("k", NOON).await);
    store.keep_draft(&filed.number, &desk.lin, form("note", "周女士的门机", "c"), after(1)).await.unwrap();
    let sql = "SELECT form FROM draft";
    let sealed: Vec<u8> = match house.engine {
        Engine::Sqlite => sqlx::query_scalar(sql).fetch_one(&mut house.sqlite().await).await.unwrap(),
        Engine::Postgres => sqlx::query_scalar(sql).fetch_one(&mut house.postgres().await).await.unwrap(),
    };
    assert!(!sealed.windows(9).any(|bytes| bytes == "周女士".as_bytes()));
    assert_eq!(store.forget_drafts(after(1).plus_days(KEPT_DAYS)).await.unwrap(), 0);
    assert_eq!(store.forget_drafts(after(2).plus_days(KEPT_DAYS)).await.unwrap(), 1);
    assert!(kept(store, &filed, &desk.lin).await.is_empty());
}
