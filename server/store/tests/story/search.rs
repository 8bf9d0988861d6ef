//! What staff read on a complaint's page finds it, and only where they may read it.

use rules::{
    access::Staff,
    complaint::Filing,
    follow::Follow,
    grading::Grade,
    id::ComplaintNumber,
    kind::Kind,
    language::Language,
    place::Place,
    queue::{Filter, QueueRow, order},
    work::Work,
};
use sqlx::Row;
use store::Filed;

use super::desk::{Desk, after, reply};
use super::house::{Engine, House, NOON, wutong};
use super::seeds::{filing, lin, tale};

on_both! {
    words_numbers_phones_and_homes_find_it,
    what_is_added_later_finds_it_too,
    open_ones_come_first_and_pages_go_by_key,
    only_who_may_read_it_finds_it,
    a_sample_is_taken_in_bit_by_bit,
    nothing_readable_is_kept_for_the_search,
}

fn words(words: &str) -> Filter {
    Filter { words: words.into(), ..Filter::default() }
}

/// The numbers found, in order.
async fn found(desk: &Desk<'_>, staff: &Staff, filter: Filter) -> Vec<ComplaintNumber> {
    let page = desk.store.queue(&filter, staff, after(90)).await.unwrap();
    page.rows.into_iter().map(|row| row.number).collect()
}

async fn file(desk: &Desk<'_>, key: &str, text: &str, minutes: i64) -> Filed {
    let filing = Filing { text: text.into(), ..desk.filing(key).await };
    desk.store.file_complaint(filing, Language::ZhHans, after(minutes)).await.unwrap()
}

async fn words_numbers_phones_and_homes_find_it(house: &House) {
    let desk = Desk::open(house).await;
    let lift = desk.file("a", NOON).await;
    let other = Filing {
        text: "樓道有狗大便".into(),
        place: Place::read("5栋旁边", &[]),
        name: "李先生".into(),
        phone: None,
        email: None,
        ..desk.filing("b").await
    };
    let other = desk.store.file_complaint(other, Language::ZhHant, after(1)).await.unwrap();
    let rows: [(&str, &[&Filed]); 14] = [
        ("电梯", &[&lift]),
        ("一週停", &[&lift]),
        ("狗", &[&other]),
        ("楼道有狗", &[&other]),
        ("周女士", &[&lift]),
        ("13857104629", &[&lift]),
        ("4629", &[&lift]),
        ("3-2-501", &[&lift]),
        ("3栋501", &[&lift]),
        (lift.number.as_str(), &[&lift]),
        ("0002", &[&other]),
        ("2611", &[]),
        ("漏水", &[]),
        ("？！", &[]),
    ];
    for (text, wanted) in rows {
        let wanted: Vec<_> = wanted.iter().map(|filed| filed.number.clone()).collect();
        assert_eq!(found(&desk, &desk.lin, words(text)).await, wanted, "{text}");
    }
    let narrowed = Filter { kind: Some(Kind::Parking), ..words("电梯") };
    assert!(found(&desk, &desk.lin, narrowed).await.is_empty(), "filters hold as well");
}

async fn what_is_added_later_finds_it_too(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("a", NOON).await;
    for text in ["派人去看", "钢丝绳", "夜里", "控制板"] {
        assert!(found(&desk, &desk.lin, words(text)).await.is_empty(), "{text} is not said yet");
    }
    desk.works(&filed, &desk.lin, reply(), after(5)).await.unwrap();
    let note = Work::Note { text: "厂家说是钢丝绳".into() };
    desk.works(&filed, &desk.wu, note, after(6)).await.unwrap();
    let add = Follow::Add { text: "夜裡又響".into(), photos: Vec::new() };
    desk.store.follow(&filed.link, "k", add, after(7)).await.unwrap();
    desk.resolve(&filed, after(8)).await;
    for text in ["派人去看", "钢丝绳", "夜里", "控制板", "电梯 钢丝绳 夜里"] {
        let found = found(&desk, &desk.lin, words(text)).await;
        assert_eq!(found, std::slice::from_ref(&filed.number), "{text}");
    }
}

async fn open_ones_come_first_and_pages_go_by_key(house: &House) {
    let desk = Desk::open(house).await;
    let mut filed = Vec::new();
    for n in 0..85 {
        filed.push(file(&desk, &format!("k{n}"), "电梯停了", n).await);
    }
    for one in filed.iter().step_by(2) {
        desk.store.follow(&one.link, "w", Follow::Withdraw { text: String::new() }, after(86)).await.unwrap();
    }
    let mut rows: Vec<QueueRow> = Vec::new();
    let mut filter = words("电梯");
    loop {
        let page = desk.store.queue(&filter, &desk.lin, after(90)).await.unwrap();
        rows.extend(page.rows);
        filter.after = rows.last().map(QueueRow::rank);
        if !page.more {
            break;
        }
    }
    assert_eq!(rows.len(), 85);
    assert!(rows.is_sorted_by(|a, b| order(a, b).is_lt()));
    let (open, closed) = rows.split_at(42);
    assert!(open.iter().all(|row| row.stage.is_open()) && closed.iter().all(|row| !row.stage.is_open()));
    assert_eq!(closed[0].number, filed[84].number, "the newest of them first");
    let open_only = Filter { open_only: true, ..words("电梯") };
    assert_eq!(found(&desk, &desk.lin, open_only).await.len(), 42);
    let none = Filter { grade: Some(Grade::One), ..words("电梯") };
    assert!(found(&desk, &desk.lin, none).await.is_empty());
}

async fn only_who_may_read_it_finds_it(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("a", NOON).await;
    for text in ["电梯", filed.number.as_str(), "4629"] {
        assert!(found(&desk, &desk.other, words(text)).await.is_empty(), "{text}");
    }
}

async fn a_sample_is_taken_in_bit_by_bit(house: &House) {
    let store = &house.store;
    let (lin, colleagues) = lin(store).await;
    let tales = (0..230).map(|n| tale(n, &lin)).collect();
    store.seed(&wutong(), &colleagues, tales).await.unwrap();
    let look = async || store.queue(&words("车位被占"), &lin, NOON.plus_minutes(400)).await.unwrap();
    let page = look().await;
    assert!(page.rows.is_empty() && page.incomplete, "it says that it is not made yet");
    assert!(store.index_more(&wutong()).await.unwrap());
    let page = look().await;
    assert!(!page.rows.is_empty() && page.incomplete);
    let late = Filing { text: "道闸坏了".into(), ..filing() };
    store.file_complaint(late, Language::ZhHans, NOON.plus_minutes(399)).await.unwrap();
    let meanwhile = store.queue(&words("道闸"), &lin, NOON.plus_minutes(400)).await.unwrap();
    assert_eq!(meanwhile.rows.len(), 1, "what is filed meanwhile is found");
    while store.index_more(&wutong()).await.unwrap() {}
    let page = look().await;
    assert!(page.more && !page.incomplete);
    assert!(!store.index_more(&wutong()).await.unwrap(), "asked again it does nothing");
}

async fn nothing_readable_is_kept_for_the_search(house: &House) {
    let desk = Desk::open(house).await;
    desk.file("a", NOON).await;
    let kept: Vec<u8> = match house.engine {
        Engine::Sqlite => {
            let rows =
                sqlx::query("SELECT block FROM search_data").fetch_all(&mut house.sqlite().await).await;
            rows.unwrap().iter().flat_map(|row| row.get::<Vec<u8>, _>(0)).collect()
        }
        Engine::Postgres => {
            let rows =
                sqlx::query("SELECT terms::text FROM search").fetch_all(&mut house.postgres().await).await;
            rows.unwrap().iter().flat_map(|row| row.get::<String, _>(0).into_bytes()).collect()
        }
    };
    assert!(kept.len() > 100);
    for plain in ["电", "电梯", "4629", "501", "zhou"] {
        let bytes = plain.as_bytes();
        let is_digits = plain.bytes().all(|byte| byte.is_ascii_digit());
        // Hashes are figures, so a short figure may stand in one by chance; not as a term of its own.
        let stands = |window: &[u8]| window == bytes && !is_digits;
        assert!(!kept.windows(bytes.len()).any(stands), "{plain}");
    }
}
