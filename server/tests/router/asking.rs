//! The questions of a kind on the resident's form, on the pages she reads, and at the desk.

use form_urlencoded::Serializer;
use rules::kind::Kind;
use rules::policy::Kinds;
use rules::question::Question;
use serde_json::{Map, Value, json};

use crate::router::house::{Answer, TestHouse};

fn asked(kind: Kind) -> Vec<(String, Question)> {
    Kinds::default().questions(kind).iter().map(|asked| (asked.key(kind), asked.clone())).collect()
}

/// A form that is right but for its answers.
fn fields(answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let rest = [
        ("community", "wt"),
        ("kind", "works"),
        ("place", "3栋2单元501"),
        ("text", "电梯一周停了三次"),
        ("phone", "13857104629"),
        ("notice", "1"),
        ("key", "one-form"),
    ];
    let rest = rest.iter().map(|(name, value)| (format!("draft[{name}]"), (*value).to_owned()));
    let answers = answers.iter().map(|(key, text)| (format!("draft[answers][{key}]"), (*text).to_owned()));
    rest.chain(answers).collect()
}

async fn file(house: &TestHouse, answers: &[(&str, &str)]) -> Answer {
    let form = Serializer::new(String::new()).extend_pairs(fields(answers)).finish();
    house.post("/complaints/new", &form).await
}

#[tokio::test]
async fn the_form_has_the_questions_of_every_kind_and_in_every_language() {
    let house = TestHouse::open().await.inhabited().await;
    let page = house.get("/complaints/new", "en").await;
    for kind in Kind::ALL {
        page.expect(200, &format!("data-of=\"{}\"", kind.code()));
        for (key, question) in asked(*kind) {
            page.expect(200, &format!("name=\"draft[answers][{key}]\""));
            page.expect(200, &format!(">{}</span></label>", question.en));
        }
    }
    house.get("/complaints/new", "zh-Hant").await.expect(200, &asked(Kind::Works)[0].1.hant);
}

#[tokio::test]
async fn what_she_answers_without_scripts_stands_on_her_receipt_and_her_page() {
    let house = TestHouse::open().await.inhabited().await;
    let works = asked(Kind::Works);
    let charges = asked(Kind::Charges);
    let answers = [(&*works[0].0, "时好时坏"), (&*works[1].0, ""), (&*charges[0].0, "七月的水费")];
    let filed = file(&house, &answers).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let receipt = filed.header("location").to_owned();
    for path in [receipt.as_str(), receipt.trim_end_matches("/receipt")] {
        let page = house.get(path, "en").await;
        page.expect(200, &works[0].1.en);
        page.expect(200, "<dd>时好时坏</dd>");
        assert!(!page.text.contains(&works[1].1.en), "what she left empty is not there: {path}");
        assert!(!page.text.contains("七月的水费"), "another kind's answer is not hers: {path}");
        house.get(path, "zh-Hans").await.expect(200, &works[0].1.hans);
    }
    let again = file(&house, &answers).await;
    assert_eq!(again.header("location"), receipt, "the same form twice is one complaint");
}

#[tokio::test]
async fn a_form_that_comes_back_keeps_every_answer() {
    let house = TestHouse::open().await.inhabited().await;
    let (works, charges) = (asked(Kind::Works), asked(Kind::Charges));
    let long = "字".repeat(201);
    let answers = [(&*works[0].0, "时好时坏"), (&*works[1].0, &*long), (&*charges[0].0, "七月的水费")];
    let page = file(&house, &answers).await;
    page.expect(422, "can have 200 characters; you wrote 201");
    page.expect(422, "href=\"#answers\"");
    for (key, text) in answers {
        assert!(page.input(text).contains(&format!("name=\"draft[answers][{key}]\"")), "{key}");
    }
    let page = file(&house, &[("works-1", "x")]).await;
    page.expect(422, "The questions have changed since you opened this page");
}

#[tokio::test]
async fn scripts_send_answers_by_the_keys_of_their_questions() {
    let house = TestHouse::open().await.inhabited().await;
    let works = asked(Kind::Works);
    let call = |answers: Value| {
        let mut draft: Map<String, Value> = fields(&[])
            .into_iter()
            .map(|(name, value)| (name[6..name.len() - 1].to_owned(), Value::String(value)))
            .collect();
        draft.insert("answers".into(), answers);
        json!({ "draft": draft })
    };
    let refused = house.call("file_complaint", &call(json!({ "works-0": "x" })), "203.0.113.9", "").await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let filed =
        house.call("file_complaint", &call(json!({ (&*works[2].0): "周末" })), "203.0.113.9", "").await;
    assert_eq!(filed.status, 200, "{}", filed.text);
    let at = filed.text.find("/c/").expect("the receipt's address");
    let receipt: String = filed.text[at..].chars().take_while(|letter| letter.is_ascii_graphic()).collect();
    house.get(&receipt, "en").await.expect(200, "<dd>周末</dd>");
}
