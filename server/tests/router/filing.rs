//! Filing a complaint without scripts: what is wrong is named, nothing typed is lost, and what is
//! posted twice is one complaint.

use rules::limits;

use crate::router::house::{Answer, HOTLINE, TestHouse};

const SCRIPT: &str = "</textarea><script>alert(1)</script>";
/// Every field a person types into, and what she types.
const TYPED: [(&str, &str); 9] = [
    ("place", "3栋2单元，9楼附近"),
    ("text", "电梯一周停了三次"),
    ("since", "2026-11-12"),
    ("households", "5"),
    ("returned", "2"),
    ("remedy", "请换一台"),
    ("home", "3栋2单元501"),
    ("name", "周女士"),
    ("phone", "138 5710 4629"),
];

/// A form as a browser sends it; later fields of a name replace earlier ones.
#[derive(Clone)]
struct Form(Vec<(String, String)>);

impl Form {
    /// Nothing is wrong with it.
    fn good() -> Self {
        let mut form = Self(Vec::new());
        for (name, value) in TYPED {
            form = form.with(name, value);
        }
        form.with("community", "wt").with("kind", "works").with("notice", "1").with("key", "one-form")
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        let name = format!("draft[{name}]");
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, value.to_owned()));
        self
    }

    fn and(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    fn multipart(&self, files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in &self.0 {
            body.extend(
                format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (file, bytes) in files {
            let head = format!(
                "--x\r\ncontent-disposition: form-data; name=\"draft[photos][]\"; filename=\"{file}\"\r\n\
                 content-type: image/jpeg\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        body
    }
}

impl TestHouse {
    async fn file_form(&self, form: &Form) -> Answer {
        self.post("/complaints/new", &form.encoded()).await
    }

    async fn file_with(&self, form: &Form, files: &[(&str, &[u8])]) -> Answer {
        self.send("/complaints/new", "multipart/form-data; boundary=x", form.multipart(files)).await
    }
}

/// A photo of one colour.
fn photo() -> Vec<u8> {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    let picture =
        image::DynamicImage::ImageRgb8(image::RgbImage::from_pixel(40, 30, image::Rgb([20, 90, 60])));
    picture.write_to(&mut jpeg, image::ImageFormat::Jpeg).expect("memory takes it");
    jpeg.into_inner()
}

#[tokio::test]
async fn a_complaint_goes_all_the_way_to_its_receipt_without_scripts() {
    let house = TestHouse::open().await.inhabited().await;
    house.get("/complaints/new", "en").await.expect(200, "Make a complaint");
    let filed = house.file_form(&Form::good()).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let receipt = filed.header("location").to_owned();
    assert!(receipt.starts_with("/c/") && receipt.ends_with("/receipt"), "{receipt}");

    let page = house.get(&receipt, "en").await;
    page.expect(200, "WT-2611-0001");
    page.expect(200, "电梯一周停了三次");
    page.expect(200, "class=\"qr\"");
    page.expect(200, "Grade 2 (urgent)");
    let link = receipt.trim_end_matches("/receipt");
    page.expect(200, &format!("https://wuye.example{link}</span>"));
    let tracking = house.get(link, "en").await;
    tracking.expect(200, "Received; the person responsible is about to take it");
    tracking.expect(200, "5 people complain together");
    tracking.expect(200, "138****4629");
}

#[tokio::test]
async fn the_same_form_posted_twice_is_one_complaint() {
    let house = TestHouse::open().await.inhabited().await;
    let first = house.file_form(&Form::good()).await;
    let again = house.file_form(&Form::good()).await;
    assert_eq!(first.header("location"), again.header("location"));
    let other = house.file_form(&Form::good().with("key", "another-form")).await;
    assert_ne!(first.header("location"), other.header("location"));
    house.get(other.header("location"), "en").await.expect(200, "WT-2611-0002");
}

#[tokio::test]
async fn the_same_form_with_photos_posted_twice_is_one_complaint() {
    let house = TestHouse::open().await.inhabited().await;
    let kept = house.send("/photos", "image/jpeg", photo()).await;
    let form = Form::good().and("draft[photos][]", &kept.text);
    let first = house.file_form(&form).await;
    assert_eq!(first.status, 303, "{}", first.text);
    let again = house.file_form(&form).await;
    assert_eq!(again.header("location"), first.header("location"), "{}", again.text);
    let files: [(&str, &[u8]); 1] = [("lift.jpg", &photo())];
    let again = house.file_with(&Form::good(), &files).await;
    assert_eq!(again.header("location"), first.header("location"), "its files arrive once more");
    house.file_form(&form.with("key", "another-form")).await.expect(422, "One photo did not arrive");
}

#[tokio::test]
async fn what_is_wrong_is_named_at_its_field_and_everything_typed_is_kept() {
    let house = TestHouse::open().await.inhabited().await;
    let form = Form::good()
        .with("since", "2026-12-12")
        .with("phone", "1381234462")
        .with("notice", "")
        .with("area", "public")
        .with("filer", "tenant")
        .with("email", "zhou@example.com")
        .and("draft[wish][]", "mend")
        .and("draft[wish][]", "explain");
    let page = house.file_form(&form).await;
    page.expect(422, "There are 3 things to correct");
    page.expect(422, "<title>There are 3 things to correct · Make a complaint · Linli</title>");
    for field in ["since", "phone", "notice"] {
        page.expect(422, &format!("href=\"#{field}\""));
        page.expect(422, &format!("id=\"{field}-wrong\""));
    }
    for (name, value) in TYPED.iter().filter(|(name, _)| !["since", "phone", "text", "remedy"].contains(name))
    {
        assert!(page.input(value).contains(&format!("name=\"draft[{name}]\"")), "{name}");
    }
    for value in ["2026-12-12", "1381234462", "zhou@example.com", "one-form"] {
        page.input(value);
    }
    for ticked in ["wt", "works", "public", "tenant", "mend", "explain"] {
        assert!(page.input(ticked).contains("checked"), "{ticked}: {}", page.input(ticked));
    }
    assert!(!page.input("apologise").contains("checked"));
    page.expect(422, ">电梯一周停了三次</textarea>");
    page.expect(422, ">请换一台</textarea>");
}

#[tokio::test]
async fn an_empty_form_names_all_that_is_needed_and_nothing_else() {
    let house = TestHouse::open().await.inhabited().await;
    let page = house.post("/complaints/new", "").await;
    for field in ["community", "kind", "place", "text", "phone", "notice"] {
        page.expect(422, &format!("href=\"#{field}\""));
    }
    page.expect(422, "There are 6 things to correct");
}

/// What was typed stays text wherever it comes up again.
#[tokio::test]
async fn nothing_typed_becomes_a_script() {
    let house = TestHouse::open().await.inhabited().await;
    let names = ["community", "filer", "kind", "area", "email", "key"];
    for name in TYPED.iter().map(|(name, _)| *name).chain(names) {
        let page = house.file_form(&Form::good().with(name, SCRIPT).with("notice", "")).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(!page.text.contains("<script>alert"), "{name}: {}", page.text);
    }
    let mut form = Form::good();
    for name in ["place", "text", "remedy", "name"] {
        form = form.with(name, SCRIPT);
    }
    let receipt = house.file_form(&form).await.header("location").to_owned();
    for path in [receipt.as_str(), receipt.trim_end_matches("/receipt")] {
        let page = house.get(path, "en").await;
        page.expect(200, "&lt;/textarea&gt;&lt;script&gt;alert(1)");
        assert!(!page.text.contains("<script>alert"), "{path}: {}", page.text);
    }
}

#[tokio::test]
async fn every_limit_by_one_too_many_is_said_with_its_figure() {
    let house = TestHouse::open().await.inhabited().await;
    let rows = [
        ("place", limits::PLACE_CHARS_MAX),
        ("text", limits::TEXT_CHARS_MAX),
        ("remedy", limits::REMEDY_CHARS_MAX),
        ("home", limits::PLACE_CHARS_MAX),
        ("name", limits::NAME_CHARS_MAX),
    ];
    for (name, max) in rows {
        let page = house.file_form(&Form::good().with(name, &"字".repeat(max + 1))).await;
        page.expect(422, &format!("can have {max} characters; you wrote {}", max + 1));
        page.expect(422, &"字".repeat(max + 1));
        let page = house.file_form(&Form::good().with(name, &"字".repeat(max)).with("key", name)).await;
        assert_eq!(page.status, 303, "{name}: {}", page.text);
    }
    for (name, value) in [("households", limits::HOUSEHOLDS_MAX), ("returned", limits::RETURNED_TIMES_MAX)] {
        let page = house.file_form(&Form::good().with(name, &(value + 1).to_string())).await;
        page.expect(422, &format!("to {value}"));
    }
}

#[tokio::test]
async fn a_text_of_a_megabyte_is_answered_and_kept() {
    let house = TestHouse::open().await.inhabited().await;
    let page = house.file_form(&Form::good().with("text", &"a".repeat(1_000_000))).await;
    page.expect(422, "you wrote 1000000");
    page.expect(422, &"a".repeat(1_000_000));
}

#[tokio::test]
async fn a_photo_that_arrived_survives_a_refusal_and_comes_with_the_complaint() {
    let house = TestHouse::open().await.inhabited().await;
    let photo = photo();
    let refused = house.file_with(&Form::good().with("notice", ""), &[("lift.jpg", &photo)]).await;
    refused.expect(422, "Photo 1, received");
    let tag = refused
        .text
        .split('<')
        .find(|tag| {
            tag.starts_with("input") && tag.contains("name=\"draft[photos][]\"") && tag.contains("value=")
        })
        .expect("its id is in the form");
    let id = tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value");

    let filed = house.file_with(&Form::good().and("draft[photos][]", id), &[("", b"")]).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let link = filed.header("location").trim_end_matches("/receipt").to_owned();
    house.get(&link, "en").await.expect(200, &format!("src=\"{link}/photos/{id}\""));
    assert_eq!(house.get(&format!("{link}/photos/{id}"), "en").await.status, 200);
}

#[tokio::test]
async fn what_is_no_photo_is_refused_beside_its_field() {
    let house = TestHouse::open().await.inhabited().await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let page = house.file_with(&Form::good(), &[("a.jpg", svg)]).await;
    page.expect(422, "One file is not a photo; JPEG, PNG and WebP can be used");
    page.expect(422, "href=\"#photos\"");
    assert!(!page.text.contains("value=\"not_a_photo\""));
    let page = house.file_form(&Form::good().and("draft[photos][]", "never-arrived")).await;
    page.expect(422, "One photo did not arrive");
}

/// Behind one router a whole community shares an address.
#[tokio::test]
async fn a_photo_that_comes_when_too_many_do_loses_nothing_typed() {
    let house = TestHouse::open().await.inhabited().await;
    for _ in 0..60 {
        house.send("/photos", "image/jpeg", "no photo").await.expect(422, "not_a_photo");
    }
    let page = house.file_with(&Form::good(), &[("lift.jpg", &photo())]).await;
    page.expect(422, "Many people are sending photos, so one was not kept; please add it again");
    page.expect(422, "href=\"#photos\"");
    page.expect(422, ">电梯一周停了三次</textarea>");
    assert!(!page.text.contains("value=\"busy\""), "it stands in no field");
    assert_eq!(house.file_with(&Form::good(), &[]).await.status, 303, "it can be filed without");
}

#[tokio::test]
async fn a_community_can_be_chosen_by_its_link_and_no_other_word() {
    let house = TestHouse::open().await.inhabited().await;
    let page = house.get("/complaints/new?community=wj", "en").await;
    assert!(page.input("wj").contains("checked"));
    assert!(!page.input("wt").contains("checked"));
    let page = house.get("/complaints/new?community=%3Cscript%3E", "en").await;
    assert_eq!(page.status, 200);
    assert!(!page.input("wj").contains("checked"));
}

#[tokio::test]
async fn a_form_nobody_can_read_files_nothing() {
    let house = TestHouse::open().await.inhabited().await;
    let rows: [(&str, &[u8]); 4] = [
        ("application/x-www-form-urlencoded", b"draft=words"),
        ("application/x-www-form-urlencoded", b"draft%5Btext%5D=%FF%FE"),
        ("application/json", b"{\"draft\":"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\ncontent-disposition: form-data; name=\"draft[text]\"\r\n\r\nhalf",
        ),
    ];
    for (content_type, body) in rows {
        house
            .send("/complaints/new", content_type, body.to_vec())
            .await
            .expect(400, "We could not read what arrived");
    }
    let filed = house.file_form(&Form::good()).await;
    house.get(filed.header("location"), "en").await.expect(200, "WT-2611-0001");
}

#[tokio::test]
async fn the_privacy_notice_has_ten_lines_and_its_version() {
    let house = TestHouse::open().await.inhabited().await;
    for (language, words) in [("zh-CN", "第 1 版"), ("zh-TW", "第 1 版"), ("en", "version 1")] {
        let page = house.get("/notice", language).await;
        page.expect(200, words);
        let list =
            page.text.split("<ol>").nth(1).and_then(|rest| rest.split("</ol>").next()).unwrap_or_default();
        assert_eq!(list.matches("<li>").count(), 10, "{language}");
    }
    let page = house.file_form(&Form::good().with("notice", "7")).await;
    page.expect(422, "The privacy notice has just changed");
}

/// Danger first; each community by its own name and numbers.
#[tokio::test]
async fn a_page_about_one_community_says_to_call_that_one() {
    let house = TestHouse::open().await.inhabited().await;
    let foot = |page: &str| page.split("<footer").nth(1).unwrap_or_default().to_owned();
    let rows =
        [("/", HOTLINE), ("/complaints/new", HOTLINE), ("/complaints/new?community=wj", "0571-88903366")];
    for (path, number) in rows {
        let page = house.get(path, "en").await;
        assert!(foot(&page.text).contains(number), "{path}: {}", foot(&page.text));
    }
    let page = house.get("/complaints/new?community=wj", "en").await.text;
    let hidden: Vec<_> =
        page.split("<li class=\"ours\"").skip(1).map(|rest| rest.starts_with(" hidden")).collect();
    assert_eq!(hidden.iter().filter(|&&is| !is).count(), 1, "one number of ours stays: {hidden:?}");
    let filed = house.file_form(&Form::good()).await;
    let receipt = house.get(filed.header("location"), "en").await;
    assert!(foot(&receipt.text).contains("0571-88903366"), "{}", foot(&receipt.text));
}

#[tokio::test]
async fn the_first_page_puts_danger_first_and_each_community_beside_its_numbers() {
    let house = TestHouse::open().await;
    house.get("/", "en").await.expect(200, "No community is set up yet");
    let house = house.inhabited().await;
    let page = house.get("/", "en").await;
    let at = |words: &str| page.text.find(words).unwrap_or_else(|| panic!("no {words:?} in {}", page.text));
    for number in ["tel:119", "tel:120", "tel:110", "tel:+8657188903399"] {
        assert!(at(number) < at("class=\"ways\""), "{number}");
    }
    for id in ["wt", "wj"] {
        page.expect(200, &format!("href=\"/complaints/new?community={id}\""));
    }
    for promise in
        ["15 min", "1 h", "4 working hours", "1 working day", "3 days", "7 days", "10 days", "15 days"]
    {
        page.expect(200, &format!("<td>{promise}"));
    }
    page.expect(200, "/set/size/large?back=/");
}
