use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rules::access::Duty;

use crate::router::house::{Answer, TestHouse};
use crate::router::people::{PHONE, Reach};

pub type File = Xlsx<Cursor<Vec<u8>>>;

pub fn opened(answer: &Answer) -> File {
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text);
    open_workbook_from_rs(Cursor::new(answer.body.clone())).expect("a spreadsheet opens it")
}

/// The rows of a sheet, the headings first.
pub fn rows(file: &mut File, sheet: &str) -> Vec<Vec<Data>> {
    let range = file.worksheet_range(sheet).expect("the sheet is there");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// What stands below a heading, row by row.
#[track_caller]
pub fn column(rows: &[Vec<Data>], title: &str) -> Vec<Data> {
    let at = rows[0].iter().position(|cell| *cell == Data::String(title.into()));
    let at = at.unwrap_or_else(|| panic!("no column {title:?} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

pub fn text(text: &str) -> Data {
    Data::String(text.into())
}

#[tokio::test]
async fn what_the_filters_show_is_to_be_had_as_a_spreadsheet() {
    let house = TestHouse::open().await.inhabited().await;
    let (mine, free) = (house.filed().await.number, house.filed().await.number);
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.pass_minutes(38);
    house.done(&mine, "take", &[], &cookie).await;
    let households = [("work[facts][households]", "3"), ("work[facts_version]", "1")];
    house.done(&mine, "establish", &households, &cookie).await;
    house.see("/desk?handler=me", &cookie).await.expect(200, "href=\"/desk/export.xlsx?handler=me\"");
    let answer = house.see("/desk/export.xlsx?handler=me", &cookie).await;
    assert_eq!(answer.header("content-type"), server::export::XLSX);
    let named = answer.header("content-disposition");
    assert!(named.starts_with("attachment") && named.contains("complaints-2026-11-22.xlsx"), "{named}");
    assert_eq!(answer.header("cache-control"), "no-store");
    let rows = rows(&mut opened(&answer), "Complaints");
    assert_eq!(rows.len(), 2, "one heading, one complaint");
    for (title, wanted) in [
        ("Number", text(mine.as_str())),
        ("Community", text("梧桐苑")),
        ("Came by", text("Online")),
        ("Kind", text("Building and repairs")),
        ("Place", text("3栋2单元501")),
        ("What it is about", text("电梯一周停了三次")),
        ("Grade", text("Grade 2 (urgent)")),
        ("Rules", text("2c")),
        ("Stage", text("Accepted")),
        ("Handler", text("林晓岚")),
        ("Households", Data::Float(3.0)),
        ("Finding", Data::Empty),
    ] {
        assert_eq!(column(&rows, title), [wanted], "{title}");
    }
    let [Data::DateTime(received)] = &column(&rows, "Received")[..] else { panic!("a real date: {rows:?}") };
    // 22 November 2026, 10:00 by the community's clock, as spreadsheets count days.
    let wanted = 46_348.0 + 10.0 / 24.0;
    assert!((received.as_f64() - wanted).abs() < 1e-6, "{received:?}");
    let all = house.see("/desk/export.xlsx?after=2.1.x", &cookie).await;
    let all = self::rows(&mut opened(&all), "Complaints");
    assert_eq!(column(&all, "Number"), [text(mine.as_str()), text(free.as_str())]);
}

/// Nothing a resident writes may run on the computer of whoever opens the file.
#[tokio::test]
async fn what_a_resident_wrote_is_a_text_and_no_formula() {
    let house = TestHouse::open().await.inhabited().await;
    let reach = Reach { phone: Some(PHONE), email: None };
    let written = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1;1)",
        "\t=1+1",
        "=HYPERLINK(\"https://evil.example\")",
        "1e5",
        "<a&b>",
    ];
    for words in written {
        house.file_saying(words, reach).await;
    }
    house.hire("1001", "wt").await;
    let answer = house.see("/desk/export.xlsx", &house.signed_in("1001").await).await;
    let mut file = opened(&answer);
    let rows = rows(&mut file, "Complaints");
    let kept = column(&rows, "What it is about");
    for words in written {
        let wanted = text(words.trim());
        let times = |all: &[Data]| all.iter().filter(|cell| **cell == wanted).count();
        let filed = written.map(|words| text(words.trim()));
        assert_eq!(times(&kept), times(&filed), "{words:?} in {kept:?}");
    }
    assert_eq!(kept.len(), written.len());
    let formulas = file.worksheet_formula("Complaints").expect("the sheet is there");
    assert_eq!(formulas.used_cells().count(), 0);
}

#[tokio::test]
async fn a_file_says_what_it_is_in_the_readers_language() {
    let house = TestHouse::open().await.inhabited().await;
    house.filed().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let preferring = format!("{cookie}; preferences=zh-Hans.system.normal");
    let mut file = opened(&house.see("/desk/export.xlsx?grade=4", &preferring).await);
    assert_eq!(file.sheet_names(), ["投诉清单", "关于这个文件"]);
    let rows = rows(&mut file, "投诉清单");
    assert_eq!(column(&rows, "投诉等级"), [text("四级(一般)")]);
    let about = self::rows(&mut file, "关于这个文件");
    let about: Vec<&Data> = about.iter().map(|row| &row[1]).collect();
    assert_eq!((about[0], about[2]), (&text("林晓岚"), &text("grade=4")));
}

#[tokio::test]
async fn only_who_reads_complaints_takes_them_and_only_those_of_her_communities() {
    let house = TestHouse::open().await.inhabited().await;
    house.filed().await;
    house.hire("2001", "wj").await;
    house.hire_as("3001", "系统管理员", "wt", Duty::Administrator).await;
    house.hire_as("4001", "郑监督", "wt", Duty::Supervisor).await;
    for (account, wanted) in [("2001", 0), ("4001", 1)] {
        let answer = house.see("/desk/export.xlsx", &house.signed_in(account).await).await;
        assert_eq!(rows(&mut opened(&answer), "Complaints").len(), 1 + wanted, "{account}");
    }
    house.see("/desk/export.xlsx", &house.signed_in("3001").await).await.expect(403, "You cannot do this");
    let visitor = house.see("/desk/export.xlsx?grade=1", "").await;
    assert_eq!(visitor.status.as_u16(), 303);
    assert_eq!(visitor.header("location"), "/desk/sign-in?next=/desk%3Fgrade%3D1");
    assert!(visitor.body.is_empty(), "nothing is taken by who is not signed in");
}

#[tokio::test]
async fn nobody_takes_files_without_end() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    for _ in 0..rules::limits::EXPORTS_PER_HOUR_MAX {
        house.see("/desk/export.xlsx", &cookie).await.expect(200, "");
    }
    house.see("/desk/export.xlsx", &cookie).await.expect(429, "many files within an hour");
    house.pass_minutes(61);
    house.see("/desk/export.xlsx", &cookie).await.expect(200, "");
}
