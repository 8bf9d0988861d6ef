//! How well texts are understood that people have labelled, fact by fact. Each line is
//! `{"text": "…", "facts": {"safety": "now", "collective_households": 3}}`; `--wrong` shows the lines
//! that are not understood, `--wrong=safety` those where this fact is not, `--lexicon=FILE` asks another lexicon than the one that comes with Linli:
//! `cargo run --release -p rules --example hint_score -- --wrong texts.jsonl`.

use std::collections::BTreeMap;

use rules::hint::{Hints, Lexicon};
use serde_json::{Map, Value};

/// Of one fact: how many suggestions are right, how many false, how many are missing.
#[derive(Default)]
struct Score {
    right: u32,
    false_ones: u32,
    missed: u32,
}

impl Score {
    fn line(&self, name: &str) -> String {
        let share = |others: u32| f64::from(self.right) / f64::from((self.right + others).max(1));
        let (precision, recall) = (share(self.false_ones), share(self.missed));
        let Self { right, false_ones, missed } = self;
        format!("{name:26} {precision:.3} {recall:.3}  right {right} false {false_ones} missed {missed}")
    }
}

fn main() {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let hints = Hints::new(&lexicon(&flags));
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for file in files {
        let lines = std::fs::read_to_string(&file).expect("a file of labelled texts");
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let labelled: Value = serde_json::from_str(line).expect("a line of JSON");
            let right = score_line(&hints, &labelled, &mut scores, &flags);
            scores.entry("  lines".to_owned()).or_default().right += u32::from(right);
            scores.entry("  lines".to_owned()).or_default().missed += u32::from(!right);
        }
    }
    let mut all = Score::default();
    for (name, score) in &scores {
        println!("{}", score.line(name));
        if !name.starts_with(' ') {
            all.right += score.right;
            all.false_ones += score.false_ones;
            all.missed += score.missed;
        }
    }
    println!("{}", all.line("all facts"));
}

fn lexicon(flags: &[String]) -> Lexicon {
    let Some(file) = flags.iter().find_map(|flag| flag.strip_prefix("--lexicon=")) else {
        return Lexicon::default();
    };
    let text = std::fs::read_to_string(file).expect("a lexicon");
    Lexicon::read(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Whether the text suggests just what it is labelled with.
fn score_line(hints: &Hints, line: &Value, scores: &mut BTreeMap<String, Score>, flags: &[String]) -> bool {
    let text = line["text"].as_str().unwrap_or_default();
    let expected = line["facts"].as_object().cloned().unwrap_or_default();
    let suggested = hints.suggest(text);
    let mut words = Vec::new();
    let mut got = Map::new();
    for one in &suggested {
        let value = serde_json::to_value(one.fact.value()).expect("plain data");
        words.push(format!("{}={value}「{}」", one.fact.name(), one.evidence));
        got.insert(one.fact.name().to_owned(), value);
    }
    for (name, value) in &got {
        let score = scores.entry(name.clone()).or_default();
        let right = expected.get(name) == Some(value);
        score.right += u32::from(right);
        score.false_ones += u32::from(!right);
    }
    for (name, value) in &expected {
        scores.entry(name.clone()).or_default().missed += u32::from(got.get(name) != Some(value));
    }
    let is_shown = |flag: &String| match flag.strip_prefix("--wrong") {
        Some("") => got != expected,
        Some(fact) => got.get(&fact[1..]) != expected.get(&fact[1..]),
        None => false,
    };
    if flags.iter().any(|flag| flag == "--suggested") {
        println!(
            "{}",
            serde_json::json!({ "text": text, "facts": expected, "suggested": got, "words": words })
        );
    }
    if flags.iter().any(is_shown) {
        println!(
            "{text}\n    suggested {}\n    labelled  {}",
            words.join(" "),
            Value::Object(expected.clone())
        );
    }
    got == expected
}
