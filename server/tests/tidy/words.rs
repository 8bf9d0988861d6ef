//! One word for each thing: the words that would blur it do not come in.

use std::collections::BTreeSet;

use crate::report::Findings;
use crate::rust::Rust;
use crate::source::{Source, rust_sources, sources};

/// Words that name something of ours wrongly, or leave it undone.
const NOT_SAID: [&str; 4] = ["ticket", "tickets", "todo", "fixme"];

/// Words that name nothing; in a sentence they may stand.
const NOT_A_NAME: [&str; 5] = ["common", "helpers", "manager", "util", "utils"];

/// What holds one of them and is right: a duty of the handbook, and another crate's names.
const RIGHT: [&str; 5] =
    ["GeneralManager", "general_manager", "general manager", "SessionManager", "hyper_util"];

#[test]
fn names_and_comments_use_our_words() {
    let mut findings = Findings::default();
    for source in sources(&["rs", "ts", "mjs", "css", "sql", "sh"]) {
        for (line, word) in banned_words(&source) {
            findings.add(format!("{}:{line} says “{word}”", source.path));
        }
    }
    findings.expect_none();
}

/// The line, from 1, of each banned word.
fn banned_words(source: &Source) -> Vec<(usize, String)> {
    let rust = Rust::of(&source.text);
    let names = [&NOT_SAID[..], &NOT_A_NAME].concat();
    let mut found: Vec<_> = banned_in(source.stem(), &names).into_iter().map(|word| (1, word)).collect();
    let layers = [(&rust.code, &names[..]), (&rust.comments, &NOT_SAID[..])];
    let other = [(&source.text, &NOT_SAID[..])];
    for (text, banned) in if source.is_rust() { &layers[..] } else { &other[..] } {
        for (index, line) in text.lines().enumerate() {
            found.extend(banned_in(line, banned).into_iter().map(|word| (index + 1, word)));
        }
    }
    found
}

fn banned_in(line: &str, banned: &[&str]) -> Vec<String> {
    let line = RIGHT.iter().fold(line.to_owned(), |line, right| line.replace(right, ""));
    let names = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    names.flat_map(parts).filter(|part| banned.contains(&part.as_str())).collect()
}

/// `QueueRow`, `queue_row` and `QUEUE_ROW` are all `queue` and `row`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        if c == '_' || (c.is_uppercase() && after_lower) {
            parts.push(String::new());
        }
        after_lower = c.is_lowercase();
        if c != '_' {
            parts.last_mut().expect("there is always a part").extend(c.to_lowercase());
        }
    }
    parts
}

#[test]
fn banned_words_are_found_in_every_spelling() {
    let check = |line: &str, expected: usize| {
        assert_eq!(banned_in(line, &["ticket", "manager", "common"]).len(), expected, "{line}");
    };
    for line in ["struct TicketRow", "fn open_ticket()", "const TICKET_MAX", "// a ticket", "mod common;"] {
        check(line, 1);
    }
    for line in ["struct SessionManagerLayer", "Duty::GeneralManager", "uncommonly", "fn ticketing()"] {
        check(line, 0);
    }
}

/// What a person reads comes from `app/words`, in three languages.
#[test]
fn no_chinese_text_stands_in_code() {
    let mut findings = Findings::default();
    let code = sources(&["rs"]).into_iter().filter(|source| {
        source.is_below(&["app/src/", "app/client/src/", "server/src/", "server/store/src/"])
            && !source.is_test()
            && !source.path.split('/').any(|step| step == "demo" || step == "demo.rs")
    });
    for source in code {
        let shipped = Rust::of(&source.text).shipped_code();
        let literals = Rust::of(&source.text).literals;
        for (index, (literal, code)) in literals.lines().zip(shipped.lines()).enumerate() {
            if literal.chars().any(is_chinese) && !code.trim().is_empty() {
                findings.add(format!("{}:{} {}", source.path, index + 1, literal.trim()));
            }
        }
    }
    findings.expect_none();
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// A text nobody says is translated and read in vain.
#[test]
fn every_text_is_said_somewhere() {
    let code: Vec<_> = rust_sources()
        .into_iter()
        .filter(|source| source.is_below(&["app/src/", "server/src/"]) && !source.is_test())
        .map(|source| Rust::of(&source.text).shipped_code())
        .collect();
    let said: BTreeSet<&str> =
        code.iter().flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    let mut findings = Findings::default();
    for file in sources(&["toml"]).iter().filter(|file| file.is_below(&["app/words/zh-Hans/"])) {
        for key in keys(file) {
            if !said.contains(as_constant(&key).as_str()) && !said.contains(as_function(&key).as_str()) {
                findings.add(format!("{}: {key}", file.path));
            }
        }
    }
    findings.expect_none();
}

/// `feature.section.name` of every text in a file.
fn keys(file: &Source) -> Vec<String> {
    let mut section = file.stem().to_owned();
    let mut keys = Vec::new();
    for line in file.text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = format!("{}.{name}", file.stem());
        } else if let Some((name, _)) = line.split_once(" = ") {
            keys.push(format!("{section}.{name}"));
        }
    }
    keys
}

/// As `app/build.rs` names a text without placeholders.
fn as_constant(key: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        letters
            .next()
            .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
            .unwrap_or_default()
    };
    key.split(['.', '_', '-']).map(capital).collect()
}

/// As it names one with placeholders.
fn as_function(key: &str) -> String {
    key.replace(['.', '-'], "_")
}
