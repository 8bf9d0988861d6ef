//! Traps of the pages, each closed once.

use crate::report::Findings;
use crate::rust::Rust;
use crate::source::{Source, rust_sources};

fn views() -> Vec<Source> {
    rust_sources().into_iter().filter(|source| source.is_below(&["app/src/"]) && !source.is_test()).collect()
}

/// Every line of shipped code in the views that `is_wrong`.
fn expect_none(views: &[Source], is_wrong: impl Fn(&str) -> bool) {
    let mut findings = Findings::default();
    for source in views {
        let code = Rust::of(&source.text).shipped_code();
        for (index, line) in code.lines().enumerate().filter(|(_, line)| is_wrong(line)) {
            findings.add(format!("{}:{} {}", source.path, index + 1, line.trim()));
        }
    }
    findings.expect_none();
}

/// Leptos does not escape what stands inside one on the server.
#[test]
fn a_raw_text_area_stands_in_its_component_only() {
    let (component, others): (Vec<_>, Vec<_>) =
        views().into_iter().partition(|source| source.text.contains("fn TextArea("));
    assert!(component.len() <= 1, "two files define TextArea");
    expect_none(&others, |line| line.contains("<textarea"));
}

/// The content security policy would refuse them.
#[test]
fn no_view_carries_an_inline_style_or_handler() {
    expect_none(&views(), |line| {
        attributes(line).any(|name| name == "style" || name.starts_with("style:") || is_inline_handler(name))
    });
}

/// Names written directly before an `=` that no space surrounds, as attributes are.
fn attributes(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices('=').filter_map(|(at, _)| {
        let after = line[at + 1..].chars().next();
        let written_tight = !matches!(after, None | Some(' ' | '=' | '>'));
        let start =
            line[..at].rfind(|c: char| !c.is_alphanumeric() && !"-_:".contains(c)).map_or(0, |end| end + 1);
        written_tight.then_some(&line[start..at])
    })
}

fn is_inline_handler(name: &str) -> bool {
    name.len() > 2 && name.starts_with("on") && name.chars().all(|c| c.is_ascii_lowercase())
}

#[test]
fn attributes_are_told_from_assignments() {
    let names = |line| attributes(line).collect::<Vec<_>>();
    assert_eq!(names("<p style=\"\"\"\" class=x on:click=move |_| a>"), ["style", "class", "on:click"]);
    assert_eq!(names("let style = a; if onward == b { c => d }"), [""; 0]);
    assert!(is_inline_handler("onclick") && !is_inline_handler("on:click") && !is_inline_handler("on"));
}

/// What the draft holds is in the page; a bound value erases what was typed before wasm arrived.
#[test]
fn no_field_is_controlled() {
    expect_none(&views(), |line| line.contains("prop:value=") || line.contains("bind:value="));
}
