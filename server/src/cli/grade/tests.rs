use serde_json::{Value, json};

use super::grade_all;

/// What a line is answered with.
fn answer(line: &Value) -> Value {
    all(&line.to_string()).remove(0)
}

fn all(lines: &str) -> Vec<Value> {
    let mut output = Vec::new();
    grade_all(lines.as_bytes(), &mut output).expect("memory takes everything");
    let output = String::from_utf8(output).expect("JSON is UTF-8");
    output.lines().map(|line| serde_json::from_str(line).expect("one JSON a line")).collect()
}

fn check(facts: Value, grade: u8, rules: &[&str]) {
    let answer = answer(&json!({ "id": "x", "facts": facts }));
    let named: Vec<&str> =
        answer["matched"].as_array().expect("a list").iter().filter_map(|one| one["rule"].as_str()).collect();
    assert_eq!((&answer["grade"], &named[..]), (&json!(grade), rules), "{facts}");
}

#[test]
fn exactly_the_rules_that_hold_are_named() {
    check(json!({}), 4, &["4"]);
    check(json!({ "media": "serious" }), 1, &["1a"]);
    check(json!({ "media": "serious", "integrity": true }), 1, &["1a"]);
    check(json!({ "media": "possible", "integrity": true }), 1, &["1a"]);
    check(json!({ "integrity": true }), 4, &["4"]);
    check(json!({ "lawsuit": "group", "group_lawsuit_households": 10 }), 1, &["1b"]);
    check(json!({ "lawsuit": "group", "group_lawsuit_households": 9 }), 2, &["2a"]);
    check(json!({ "collective_households": 10 }), 1, &["1b"]);
    check(json!({ "collective_persons": 12, "collective_households": 9 }), 2, &["2c"]);
    check(json!({ "collective_persons": 12 }), 2, &["2c"]);
    check(json!({ "collective_households": 3, "collective_persons": 1 }), 2, &["2c"]);
    check(json!({ "collective_persons": 2 }), 4, &["4"]);
    check(json!({ "lawsuit": "possible", "collective_households": 12 }), 1, &["1b", "2a"]);
    check(json!({ "media": "happened", "lawsuit": "happened" }), 2, &["2a"]);
    check(json!({ "same_complaint_complainants_in_month": 3 }), 2, &["2b"]);
    check(json!({ "same_complaint_complainants_in_month": 2 }), 4, &["4"]);
    check(json!({ "repeats_after_handling": 3, "needs_other_department": true }), 3, &["3a", "3b"]);
    check(json!({ "safety": "now" }), 4, &["4"]);
}

#[test]
fn every_reason_is_said_in_three_languages() {
    let answer = answer(&json!({ "id": "x", "facts": { "media": "happened", "lawsuit": "possible" } }));
    let reason = &answer["matched"][0]["reason"];
    for language in ["zh-Hans", "zh-Hant", "en"] {
        assert!(reason[language].as_str().is_some_and(|words| words.contains(" · ")), "{reason}");
    }
}

fn aged(received: &str, now: &str, facts: Value) -> (Value, Value) {
    let line = json!({ "id": "x", "received_at": received, "now": now, "facts": facts });
    let answer = answer(&line);
    (answer["grade"].clone(), answer["changes_at"].clone())
}

#[test]
fn a_month_is_a_calendar_month_at_0800_to_the_second() {
    let ours = || json!({ "unresolved_cause": "ours" });
    let at = |instant: &str| json!(instant);
    let rows = [
        ("2026-02-19T09:00:00+08:00", "2026-03-19T09:00:00+08:00", 4, at("2026-03-19T09:00:00+08:00")),
        ("2026-02-19T09:00:00+08:00", "2026-03-19T09:00:01+08:00", 2, Value::Null),
        ("2026-01-31T10:00:00+08:00", "2026-02-28T10:00:00+08:00", 4, at("2026-02-28T10:00:00+08:00")),
        ("2026-01-31T10:00:00+08:00", "2026-02-28T02:00:01Z", 2, Value::Null),
        // 2026-01-31 at +08:00, though January 30 is written.
        ("2026-01-30T23:00:00Z", "2026-02-01T00:00:00Z", 4, at("2026-02-28T07:00:00+08:00")),
        ("2028-01-31T08:00:00+08:00", "2028-02-29T00:00:00Z", 4, at("2028-02-29T08:00:00+08:00")),
        ("2028-01-31T08:00:00+08:00", "2028-02-28T19:00:01-05:00", 2, Value::Null),
    ];
    for (received, now, grade, changes) in rows {
        assert_eq!(aged(received, now, ours()), (json!(grade), changes), "{received} → {now}");
    }
}

#[test]
fn what_time_would_not_change_has_no_instant() {
    let (received, now) = ("2026-03-01T09:00:00+08:00", "2026-03-20T10:00:00+08:00");
    let check = |facts: Value| assert_eq!(aged(received, now, facts.clone()).1, Value::Null, "{facts}");
    check(json!({}));
    check(json!({ "unresolved_cause": "undetermined" }));
    check(json!({ "unresolved_cause": "not_ours" }));
    check(json!({ "unresolved_cause": "ours", "resolved": true }));
    check(json!({ "unresolved_cause": "ours", "collective_persons": 3 }));
    check(json!({ "unresolved_cause": "ours", "media": "serious" }));
    let late = aged(received, "2026-05-20T10:00:00+08:00", json!({ "unresolved_cause": "undetermined" }));
    assert_eq!(late, (json!(4), Value::Null), "the command decides nothing for a person");
    let alone =
        answer(&json!({ "id": "x", "received_at": received, "facts": { "unresolved_cause": "ours" } }));
    assert_eq!((&alone["grade"], &alone["changes_at"]), (&json!(4), &Value::Null), "2d is not judged");
}

#[test]
fn text_only_suggests() {
    let answer = answer(&json!({ "id": "x", "text": "再不修我就找记者" }));
    assert_eq!(answer["grade"], json!(4));
    assert_eq!(answer["suggested"][0]["fact"], json!("media"));
    assert_eq!(answer["suggested"][0]["value"], json!("possible"));
    assert!(answer["suggested"][0]["evidence"].as_str().is_some_and(|words| words.contains("记者")));
    assert_eq!(answer["suggested"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_bad_line_is_told_by_its_number_and_the_rest_still_run() {
    let bad = [
        "no JSON".to_owned(),
        json!({ "facts": {} }).to_string(),
        json!({ "id": "x", "grade": 1 }).to_string(),
        json!({ "id": "x", "facts": { "mood": "bad" } }).to_string(),
        json!({ "id": "x", "facts": { "media": "likely" } }).to_string(),
        json!({ "id": "x", "facts": { "collective_persons": -1 } }).to_string(),
        json!({ "id": "x", "facts": { "collective_persons": 1.5 } }).to_string(),
        json!({ "id": "x", "facts": { "lawsuit": "group" } }).to_string(),
        json!({ "id": "x", "facts": { "lawsuit": "group", "group_lawsuit_households": 0 } }).to_string(),
        json!({ "id": "x", "facts": { "group_lawsuit_households": 3 } }).to_string(),
        json!({ "id": "x", "facts": { "lawsuit": "possible", "group_lawsuit_households": 3 } }).to_string(),
        json!({ "id": "x", "now": "yesterday" }).to_string(),
        json!({ "id": "x", "now": "2026-03-01T09:00:00+08:00", "received_at": "2026-03-01T09:00:01+08:00" })
            .to_string(),
    ];
    let good = json!({ "id": "good", "facts": { "collective_households": 1, "collective_persons": 0 } });
    for line in &bad {
        let answers = all(&format!("\n{line}\n{good}"));
        assert_eq!(answers.len(), 2, "an empty line is no line: {line}");
        assert_eq!(answers[0]["line"], json!(2), "{line}");
        assert!(answers[0]["error"].as_str().is_some_and(|error| !error.is_empty()), "{line}");
        assert_eq!(answers[1]["id"], json!("good"), "fewer persons than households is no contradiction");
    }
    let mut output = Vec::new();
    let text = bad.join("\n");
    assert_eq!(grade_all(text.as_bytes(), &mut output).ok(), Some(bad.len()), "all of them are counted");
}

#[test]
fn a_line_without_end_is_refused_and_not_kept() {
    let long = format!("{{\"id\":\"{}\"}}\n{{\"id\":\"next\"}}", "x".repeat(3 << 20));
    let answers = all(&long);
    assert_eq!((answers.len(), &answers[0]["line"], &answers[1]["id"]), (2, &json!(1), &json!("next")));
}
