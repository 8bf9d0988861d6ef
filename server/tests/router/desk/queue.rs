use rules::access::Duty;

use crate::router::house::TestHouse;
use crate::router::people::Reach;

#[tokio::test]
async fn a_row_says_what_one_glance_needs() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let page = house.see("/desk", &house.signed_in("1001").await).await;
    for words in [
        number.as_str(),
        "电梯一周停了三次",
        "梧桐苑 3栋2单元501",
        "Unclaimed",
        "data-grade=\"4\"",
        "data-standing=",
    ] {
        page.expect(200, words);
    }
    page.expect(200, &format!("href=\"/desk/complaints/{}\"", number.as_str()));
}

#[tokio::test]
async fn filters_and_views_narrow_it() {
    let house = TestHouse::open().await.inhabited().await;
    let (mine, free) = (house.filed().await.number, house.filed().await.number);
    let lin = house.hire("1001", "wt").await.id;
    let cookie = house.signed_in("1001").await;
    house.done(&mine, "take", &[], &cookie).await;
    let households = [("work[facts][households]", "3"), ("work[facts_version]", "1")];
    house.done(&mine, "establish", &households, &cookie).await;
    let staff = format!("/desk?handler={}", lin.as_str());
    let rows: [(&str, bool, bool); 14] = [
        ("/desk", true, true),
        ("/desk?grade=&kind=&community=&handler=&standing=", true, true),
        ("/desk?handler=me", true, false),
        (&staff, true, false),
        ("/desk?handler=nobody", false, true),
        ("/desk?handler=offered", false, false),
        ("/desk?grade=2", true, false),
        ("/desk?grade=4", false, true),
        ("/desk?kind=works", true, true),
        ("/desk?kind=parking", false, false),
        ("/desk?community=wt", true, true),
        ("/desk?community=wj", false, false),
        ("/desk?standing=on_track&handler=nobody", false, true),
        ("/desk?standing=overdue", false, false),
    ];
    for (path, first, second) in rows {
        let page = house.see(path, &cookie).await;
        page.expect(200, "<table");
        let shown = |number: &rules::id::ComplaintNumber| {
            page.text.contains(&format!("complaints/{}", number.as_str()))
        };
        assert_eq!((shown(&mine), shown(&free)), (first, second), "{path}");
    }
    house.see("/desk?kind=parking", &cookie).await.expect(200, "No complaint fits these filters");
}

#[tokio::test]
async fn time_alone_makes_it_due_soon_and_then_overdue() {
    let house = TestHouse::open().await.inhabited().await;
    house.filed().await;
    house.hire("1001", "wt").await;
    house.pass_minutes(3 * 24 * 60);
    let cookie = house.signed_in("1001").await;
    house.see("/desk?standing=overdue", &cookie).await.expect(200, "data-standing=\"overdue\"");
    let page = house.see("/desk?standing=on_track", &cookie).await;
    assert!(!page.text.contains("data-standing="), "{}", page.text);
}

#[tokio::test]
async fn fifty_a_page_and_the_rest_behind_a_link_none_twice() {
    let house = TestHouse::open().await.inhabited().await;
    let reach = Reach { phone: Some("13857104629"), email: None };
    let mut numbers = Vec::new();
    for _ in 0..53 {
        numbers.push(house.file("wt", reach, Vec::new()).await.number);
    }
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let first = house.see("/desk", &cookie).await;
    first.expect(200, "50+ complaints");
    let next = first
        .text
        .split("href=\"")
        .find(|rest| rest.starts_with("/desk?after="))
        .expect("a link to the next page");
    let next = next.split('"').next().unwrap_or_default().replace("&amp;", "&");
    let second = house.see(&next, &cookie).await;
    second.expect(200, "3 complaints");
    for number in numbers {
        let link = format!("href=\"/desk/complaints/{}\"", number.as_str());
        let times = first.text.matches(&link).count() + second.text.matches(&link).count();
        assert_eq!(times, 1, "{number:?}");
    }
}

#[tokio::test]
async fn an_empty_queue_says_what_to_do() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire_as("1002", "何静", "wj", Duty::Butler).await;
    let cookie = house.signed_in("1002").await;
    house.see("/desk", &cookie).await.expect(200, "No open complaints");
    house.see("/desk?handler=me", &cookie).await.expect(200, "You have no open complaints");
}

/// Whether a complaint stands on a page of the desk.
fn stands(page: &crate::router::house::Answer, number: &rules::id::ComplaintNumber) -> bool {
    page.text.contains(&format!("complaints/{}", number.as_str()))
}

#[tokio::test]
async fn more_filters_narrow_it_too() {
    let house = TestHouse::open().await.inhabited().await;
    let (mine, free) = (house.filed().await.number, house.filed().await.number);
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.done(&mine, "take", &[], &cookie).await;
    let day = crate::router::house::NOW.date(rules::moment::Zone::CHINA);
    let (today, tomorrow) = (format!("/desk?since={day}&until={day}"), day.succ_opt().expect("a day"));
    let rows: [(&str, bool, bool); 9] = [
        ("/desk?stage=accepted", true, false),
        ("/desk?stage=received", false, true),
        ("/desk?department=customer_service", true, false),
        ("/desk?department=finance", false, false),
        ("/desk?danger=1", false, false),
        ("/desk?unread=1&again=1&same=1", false, false),
        (&today, true, true),
        (&format!("/desk?since={tomorrow}"), false, false),
        ("/desk?kind=works&department=customer_service&stage=accepted", true, false),
    ];
    for (path, first, second) in rows {
        let page = house.see(path, &cookie).await;
        page.expect(200, "<table");
        assert_eq!((stands(&page, &mine), stands(&page, &free)), (first, second), "{path}");
    }
    house.see("/desk?stage=accepted", &cookie).await.expect(200, "<details class=\"narrow\" open");
}

#[tokio::test]
async fn the_search_finds_it_by_number_phone_home_and_words() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    house.hire("1002", "wj").await;
    let (here, elsewhere) = (house.signed_in("1001").await, house.signed_in("1002").await);
    let whole = number.as_str();
    let rows = [
        (whole, true),
        ("0001", true),
        ("4629", true),
        ("3-2-501", true),
        ("一週停了", true),
        ("电梯", true),
        ("漏水", false),
    ];
    for (words, is_found) in rows {
        let path = format!("/desk?q={}", app::routes::encode(words));
        let page = house.see(&path, &here).await;
        page.expect(200, &format!("value=\"{words}\""));
        assert_eq!(stands(&page, &number), is_found, "{words}");
        assert!(!stands(&house.see(&path, &elsewhere).await, &number), "{words}");
    }
    house.see("/desk?q=%E6%BC%8F%E6%B0%B4", &here).await.expect(200, "Nothing found");
}
