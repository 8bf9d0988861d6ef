//! Views are each of one person, and a department's where she shares them.

use rules::{
    access::{Duty, Staff},
    id::ViewId,
    kind::Department,
    limits::VIEWS_MAX,
    problem::What,
    queue::{SavedView, ViewWork},
};
use store::{Error, NewStaff, Store};

use super::desk::{Desk, after};
use super::house::{House, NOON, wutong};

on_both! {
    each_has_her_own_in_her_order,
    a_shared_one_is_seen_in_the_department_and_changed_by_nobody_else,
    no_more_are_kept_than_may_be_and_nothing_of_them_is_readable,
}

fn kept(name: &str, asks: &str, shared: bool) -> ViewWork {
    ViewWork::Keep { name: name.into(), asks: asks.into(), shared }
}

async fn names(store: &Store, staff: &Staff) -> Vec<String> {
    store.views(staff).await.unwrap().into_iter().map(|view| view.name).collect()
}

async fn view(store: &Store, staff: &Staff, name: &str) -> SavedView {
    store.views(staff).await.unwrap().into_iter().find(|view| view.name == name).unwrap()
}

async fn each_has_her_own_in_her_order(house: &House) {
    let desk = Desk::open(house).await;
    let (store, lin) = (desk.store, &desk.lin);
    for (name, asks) in [("一", "grade=1"), ("二", "grade=2"), ("三", "q=%E7%94%B5")] {
        store.keep_view(lin, kept(name, asks, false), after(1)).await.unwrap();
    }
    assert_eq!(names(store, lin).await, ["一", "二", "三"]);
    assert!(names(store, &desk.wu).await.is_empty());
    let id = view(store, lin, "三").await.id;
    let earlier = || ViewWork::Move { id: id.clone(), later: false };
    for wanted in [["一", "三", "二"], ["三", "一", "二"], ["三", "一", "二"]] {
        store.keep_view(lin, earlier(), after(2)).await.unwrap();
        assert_eq!(names(store, lin).await, wanted);
    }
    let change = ViewWork::Change { id: id.clone(), name: "电".into(), shared: false };
    store.keep_view(lin, change, after(3)).await.unwrap();
    store.keep_view(lin, kept("一", "grade=1&kind=works", false), after(4)).await.unwrap();
    assert_eq!(names(store, lin).await, ["电", "一", "二"], "the same name is the same view");
    assert_eq!(view(store, lin, "一").await.asks, "grade=1&kind=works");
    store.keep_view(lin, ViewWork::Drop { id: id.clone() }, after(5)).await.unwrap();
    assert_eq!(names(store, lin).await, ["一", "二"]);
    let again = store.keep_view(lin, ViewWork::Drop { id }, after(6)).await;
    assert!(matches!(again, Err(Error::NotFound)));
}

async fn a_shared_one_is_seen_in_the_department_and_changed_by_nobody_else(house: &House) {
    let desk = Desk::open(house).await;
    let store = desk.store;
    let engineer = NewStaff {
        account: "qian".into(),
        name: "钱工".into(),
        department: Department::Engineering,
        email: None,
        phone: None,
        password_hash: "$".into(),
        duties: vec![(wutong(), Duty::Technician)],
    };
    let engineer = store.add_staff(engineer, NOON).await.unwrap();
    let engineer = store.staff(&engineer, NOON).await.unwrap();
    store.keep_view(&desk.lin, kept("客服", "unread=1", true), after(1)).await.unwrap();
    store.keep_view(&desk.lin, kept("自己", "again=1", false), after(1)).await.unwrap();
    assert_eq!(names(store, &desk.wu).await, ["客服"]);
    assert!(names(store, &engineer).await.is_empty());
    let shared = view(store, &desk.wu, "客服").await;
    assert_eq!((shared.by.as_deref(), shared.asks.as_str()), (Some("林晓岚"), "unread=1"));
    assert_eq!(view(store, &desk.lin, "客服").await.by, None);
    let id = || shared.id.clone();
    let tries = [
        ViewWork::Change { id: id(), name: "别的".into(), shared: true },
        ViewWork::Move { id: id(), later: true },
        ViewWork::Drop { id: id() },
        ViewWork::Drop { id: ViewId::new("none") },
    ];
    for work in tries {
        let tried = store.keep_view(&desk.wu, work.clone(), after(2)).await;
        assert!(matches!(tried, Err(Error::NotFound)), "{work:?}");
    }
    let change = ViewWork::Change { id: id(), name: "客服".into(), shared: false };
    store.keep_view(&desk.lin, change, after(3)).await.unwrap();
    assert!(names(store, &desk.wu).await.is_empty());
}

async fn no_more_are_kept_than_may_be_and_nothing_of_them_is_readable(house: &House) {
    let desk = Desk::open(house).await;
    for n in 0..VIEWS_MAX {
        desk.store.keep_view(&desk.lin, kept(&format!("v{n}"), "q=4629", false), after(1)).await.unwrap();
    }
    let denied = desk.store.keep_view(&desk.lin, kept("more", "q=1", false), after(1)).await;
    let Err(Error::Denied(rules::change::Denied::Problems(problems))) = denied else { panic!("{denied:?}") };
    assert_eq!(problems.0[0].what, What::ViewsFull { max: VIEWS_MAX });
    let all = "SELECT name, asks FROM view";
    let rows: Vec<(Vec<u8>, Vec<u8>)> = match house.engine {
        super::house::Engine::Sqlite => {
            sqlx::query_as(all).fetch_all(&mut house.sqlite().await).await.unwrap()
        }
        super::house::Engine::Postgres => {
            sqlx::query_as(all).fetch_all(&mut house.postgres().await).await.unwrap()
        }
    };
    assert_eq!(rows.len(), VIEWS_MAX);
    assert!(rows.iter().all(|(_, asks)| !asks.windows(4).any(|window| window == b"4629")));
}
