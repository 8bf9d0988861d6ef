use rules::access::Duty;

use super::exporting::{column, opened, rows, text};
use crate::router::house::TestHouse;

#[tokio::test]
async fn the_statistics_table_says_how_each_figure_comes_about() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await.number;
    house.filed().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.pass_minutes(30);
    house.done(&filed, "take", &[], &cookie).await;
    let fields = [("work[finding]", "upheld"), ("work[outcome][]", "repair"), ("work[text]", "电梯已修好")];
    house.done(&filed, "resolve", &fields, &cookie).await;
    let page = house.see("/desk/tables?community=wt&month=2026-11", &cookie).await;
    for words in [
        "Complaint statistics table",
        "2026-11-01 to 2026-11-30",
        "梧桐苑",
        "Printed by 林晓岚",
        "By kind and grade",
        "Building and repairs",
        "By building",
        "Online",
    ] {
        page.expect(200, words);
    }
    house.see("/desk/tables?month=2026-10", &cookie).await.expect(200, "<dd class=\"value\">0</dd>");
}

#[tokio::test]
async fn the_register_has_a_row_for_each_complaint_and_the_rest_behind_a_link() {
    let house = TestHouse::open().await.inhabited().await;
    let mut numbers = Vec::new();
    for _ in 0..53 {
        numbers.push(house.filed().await.number);
        house.pass_minutes(1);
    }
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let first = house.see("/desk/tables?show=register&month=2026-11", &cookie).await;
    first.expect(200, "Registration and tracking table");
    let next =
        first.text.split("href=\"").find(|rest| rest.contains("after=") && rest.starts_with("/desk/tables"));
    let next = next.expect("a link to the rest").split('"').next().unwrap_or_default().replace("&amp;", "&");
    let second = house.see(&next, &cookie).await;
    second.expect(200, "From the beginning");
    for number in numbers {
        let link = format!("href=\"/desk/complaints/{}\"", number.as_str());
        let times = (first.text.matches(&link).count(), second.text.matches(&link).count());
        assert_eq!(times.0 + times.1, 1, "{number:?}");
    }
    house.see("/desk/tables?show=register&month=2026-10", &cookie).await.expect(200, "Nothing was received");
}

#[tokio::test]
async fn both_tables_are_to_be_had_as_one_file() {
    let house = TestHouse::open().await.inhabited().await;
    let filed = house.filed().await.number;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let page = house.see("/desk/tables?month=2026-11", &cookie).await;
    page.expect(200, "href=\"/desk/tables.xlsx?month=2026-11\"");
    let answer = house.see("/desk/tables.xlsx?month=2026-11", &cookie).await;
    assert!(answer.header("content-disposition").contains("2026-11-01-2026-11-30.xlsx"));
    let mut file = opened(&answer);
    let added = rows(&mut file, "Complaint statistics table");
    let figures: Vec<_> = column(&added, "Part").into_iter().zip(column(&added, "Figure")).collect();
    assert!(figures.contains(&(text("Received"), calamine::Data::Float(1.0))), "{figures:?}");
    let listed = rows(&mut file, "Registration and tracking");
    assert_eq!(column(&listed, "Number"), [text(filed.as_str())]);
    assert_eq!(column(&listed, "Home of who complains"), [text("3栋2单元501")]);
}

#[tokio::test]
async fn tables_are_of_the_communities_whose_figures_one_reads() {
    let house = TestHouse::open().await.inhabited().await;
    house.filed().await;
    house.hire_as("4001", "郑监督", "wt", Duty::Supervisor).await;
    house.hire("2001", "wj").await;
    house.hire_as("3001", "系统管理员", "wt", Duty::Administrator).await;
    house.hire_as("5001", "吴志强", "wt", Duty::Technician).await;
    let rows = [
        ("4001", "", 200),
        ("4001", "?community=wt", 200),
        ("4001", "?community=wj", 404),
        ("2001", "", 200),
        ("2001", "?community=wt", 404),
        ("3001", "", 403),
        ("5001", "?community=wt", 403),
    ];
    for (account, query, status) in rows {
        let cookie = house.signed_in(account).await;
        for path in ["/desk/tables", "/desk/tables.xlsx"] {
            let answer = house.see(&format!("{path}{query}"), &cookie).await;
            assert_eq!(answer.status.as_u16(), status, "{account} {path}{query}");
        }
        let bar = house.see("/desk", &cookie).await;
        assert_eq!(bar.text.contains("href=\"/desk/tables\""), status != 403, "{account}");
    }
    let visitor = house.see("/desk/tables.xlsx?month=2026-11", "").await;
    assert_eq!(visitor.header("location"), "/desk/sign-in?next=/desk/tables%3Fmonth%3D2026-11");
}
