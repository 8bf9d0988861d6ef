//! The tables of R3, read in the order of receipt.

use chrono::NaiveDate;
use rules::{
    access::Duty,
    follow::Follow,
    id::CommunityId,
    limits::TABLE_PAGE_ROWS_MAX,
    moment::{Moment, Zone, date},
    table::{Period, Share},
};
use store::Error;

use super::desk::{Desk, after, hire, reply};
use super::house::{House, NOON, wutong};

on_both! {
    a_complaint_is_counted_in_the_month_its_communitys_clock_showed,
    the_statistics_say_what_was_on_time_and_what_is_open,
    the_register_has_one_row_a_complaint_page_by_page,
    a_table_is_read_by_who_reads_figures_there,
}

fn days(from: &str, to: &str) -> Period {
    Period::read("", from, to, NaiveDate::MIN)
}

fn november() -> Period {
    Period::read("2026-11", "", "", NaiveDate::MIN)
}

fn local(text: &str) -> Moment {
    Moment::from_local(text.parse().unwrap(), Zone::CHINA)
}

async fn a_complaint_is_counted_in_the_month_its_communitys_clock_showed(house: &House) {
    let desk = Desk::open(house).await;
    let at = ["2026-10-31T23:59:59", "2026-11-01T00:00:00", "2026-11-30T23:59:59", "2026-12-01T00:00:00"];
    for (n, at) in at.into_iter().enumerate() {
        desk.file(&format!("k{n}"), local(at)).await;
    }
    let now = local("2027-01-05T09:00:00");
    for (period, wanted) in [
        (november(), 2),
        (Period::month_of(date("2026-10-05").unwrap()), 1),
        (days("2026-10-31", "2026-12-01"), 4),
        (days("2026-11-02", "2026-11-29"), 0),
    ] {
        let table = desk.store.statistics(&desk.lin, &wutong(), period, now).await.unwrap();
        assert_eq!(table.received, wanted, "{period:?}");
        let (rows, more) = desk.store.register(&desk.lin, &wutong(), period, None, 9, now).await.unwrap();
        assert_eq!((u32::try_from(rows.len()).unwrap(), more), (wanted, false), "{period:?}");
    }
}

async fn the_statistics_say_what_was_on_time_and_what_is_open(house: &House) {
    let desk = Desk::open(house).await;
    let begin = local("2026-10-30T10:00:00");
    let before = desk.file("before", begin).await;
    let closed_before = desk.file("closed before", begin).await;
    desk.store
        .follow(&closed_before.link, "", Follow::Withdraw { text: String::new() }, begin.plus_minutes(5))
        .await
        .unwrap();
    let (quick, slow) = (desk.file("quick", NOON).await, desk.file("slow", after(1)).await);
    let gone = desk.file("gone", after(2)).await;
    desk.works(&quick, &desk.lin, reply(), after(30)).await.unwrap();
    desk.post(rules::notice::News::Replied, after(30)).await;
    desk.resolve(&quick, after(60)).await;
    desk.store.follow(&gone.link, "", Follow::Withdraw { text: String::new() }, after(10)).await.unwrap();
    desk.resolve(&slow, NOON.plus_days(30)).await;
    let now = NOON.plus_days(31);
    let table = desk.store.statistics(&desk.lin, &wutong(), november(), now).await.unwrap();
    assert_eq!((table.received, table.cut), (3, false));
    assert_eq!((table.open_at_start, table.open_at_end), (1, 3));
    assert_eq!(table.first_answers, Share { part: 1, whole: 2 }, "one withdrawn in time was owed nothing");
    assert_eq!(table.results, Share { part: 1, whole: 2 });
    assert_eq!(table.buildings, [(Some("3栋".into()), 3)]);
    assert_eq!(table.endings[0].complaints, 2);
    assert_eq!((table.asked, table.answered), (2, 0));
    let earlier = desk.store.statistics(&desk.lin, &wutong(), november(), NOON.plus_days(1)).await.unwrap();
    assert_eq!(earlier.open_at_end, 3, "while the month runs, what is open now");
    desk.store
        .follow(&before.link, "", Follow::Withdraw { text: String::new() }, NOON.plus_days(1))
        .await
        .unwrap();
    let later = desk.store.statistics(&desk.lin, &wutong(), november(), now).await.unwrap();
    assert_eq!((later.open_at_start, later.open_at_end), (1, 2));
}

async fn the_register_has_one_row_a_complaint_page_by_page(house: &House) {
    let desk = Desk::open(house).await;
    let mut filed = Vec::new();
    for n in 0..7 {
        // Two of them within one millisecond.
        filed.push(desk.file(&format!("k{n}"), after(n / 2)).await.number);
    }
    let now = after(60);
    let (mut read, mut pages, mut after_row) = (Vec::new(), 0, None);
    loop {
        let (rows, more) =
            desk.store.register(&desk.lin, &wutong(), november(), after_row, 3, now).await.unwrap();
        pages += 1;
        after_row = rows.last().map(|row| row.line.place());
        read.extend(rows);
        if !more {
            break;
        }
    }
    assert_eq!(pages, 3);
    let mut numbers: Vec<_> = read.iter().map(|row| row.line.number.clone()).collect();
    assert!(read.is_sorted_by_key(|row| row.line.received));
    numbers.sort_unstable();
    assert_eq!(numbers, filed, "each once");
    let first = &read[0];
    assert_eq!((first.home.as_deref(), first.place.as_str()), (Some("3栋2单元501"), "3栋2单元501"));
    assert_eq!(first.summary, "电梯一周停了三次");
    let most = TABLE_PAGE_ROWS_MAX;
    let (rows, more) = desk.store.register(&desk.lin, &wutong(), november(), None, most, now).await.unwrap();
    assert_eq!((rows.len(), more), (7, false));
}

async fn a_table_is_read_by_who_reads_figures_there(house: &House) {
    let desk = Desk::open(house).await;
    desk.file("k", NOON).await;
    let keeper = hire(desk.store, "keeper", "管账号", "wt", Duty::Administrator).await;
    let watcher = hire(desk.store, "watcher", "郑监督", "wt", Duty::Supervisor).await;
    for (staff, reads) in
        [(&desk.lin, true), (&watcher, true), (&desk.wu, false), (&desk.other, false), (&keeper, false)]
    {
        let table = desk.store.statistics(staff, &wutong(), november(), after(1)).await;
        assert_eq!(table.is_ok(), reads, "{}", staff.name);
        let rows = desk.store.register(staff, &wutong(), november(), None, 9, after(1)).await;
        assert!(rows.is_ok() == reads, "{}", staff.name);
        if let Err(error) = table {
            assert!(matches!(error, Error::NotFound), "{error:?}");
        }
    }
    let nowhere = desk.store.statistics(&desk.lin, &CommunityId::new("none"), november(), NOON).await;
    assert!(matches!(nowhere, Err(Error::NotFound)));
}
