//! Clocks, migrations, and that nothing lies about unused or silenced.

use std::collections::BTreeSet;
use std::fs;

use crate::report::Findings;
use crate::rust::Rust;
use crate::source::{Source, root, rust_sources, sources};

/// Time is an argument everywhere but in one file of the server; clippy knows the clocks.
#[test]
fn the_clock_is_read_in_one_file() {
    let readers: Vec<_> = rust_sources()
        .into_iter()
        .filter(|source| {
            !source.is_test() && Rust::of(&source.text).shipped_code().contains("disallowed_methods")
        })
        .map(|source| source.path)
        .collect();
    assert!(readers.len() <= 1, "{readers:?}");
    assert!(readers.iter().all(|path| path.starts_with("server/src/")), "{readers:?}");
}

#[test]
fn every_migration_stands_for_both_engines() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = root().join("server/store/migrations").join(engine);
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// A file that no `mod` names is not compiled: its tests would never run and nobody would notice.
#[test]
fn every_rust_file_is_compiled() {
    let all = rust_sources();
    let mut findings = Findings::default();
    for source in all.iter().filter(|source| !is_a_root(source)) {
        let (folder, _) = source.path.rsplit_once('/').unwrap_or_default();
        let parents = [format!("{folder}.rs"), format!("{folder}/lib.rs"), format!("{folder}/main.rs")];
        let declared = format!("mod {};", source.stem());
        let is_declared = all
            .iter()
            .any(|parent| parents.contains(&parent.path) && Rust::of(&parent.text).code.contains(&declared));
        if !is_declared {
            findings.add(format!("{}: no `{declared}` in {}", source.path, parents.join(" or ")));
        }
    }
    findings.expect_none();
}

fn is_a_root(source: &Source) -> bool {
    let (folder, name) = source.path.rsplit_once('/').unwrap_or_default();
    let is_program =
        ["tests", "examples", "benches", "bin"].iter().any(|kind| folder.ends_with(&format!("/{kind}")));
    ["lib.rs", "main.rs", "build.rs"].contains(&name) || is_program
}

#[test]
fn no_test_is_silenced() {
    let mut findings = Findings::default();
    for source in sources(&["rs", "ts"]) {
        let said = if source.is_rust() { Rust::of(&source.text).code } else { source.text.clone() };
        for silence in [
            "#[ignore",
            "test.skip(",
            "test.only(",
            "test.fixme(",
            "describe.skip(",
            "describe.only(",
            ".disableRules(",
        ] {
            if said.contains(silence) {
                findings.add(format!("{} says {silence}", source.path));
            }
        }
    }
    findings.expect_none();
}
