//! Files, functions and server functions stay short enough to be read in one go.

use crate::report::{Findings, warn};
use crate::rust::{Rust, item_end, line_count, line_number};
use crate::source::rust_sources;

/// More lines than `warn` are named in the summary, more than `most` fail.
struct Bound {
    warn: usize,
    most: usize,
}

const FILE: Bound = Bound { warn: 250, most: 400 };
const FUNCTION: Bound = Bound { warn: 70, most: 100 };
const SERVER_FUNCTION: Bound = Bound { warn: 15, most: 30 };

impl Bound {
    fn hold(&self, findings: &mut Findings, lines: usize, what: &str) {
        if lines > self.most {
            findings.add(format!("{what}: {lines} lines of code, the most is {}", self.most));
        } else if lines > self.warn {
            warn(&format!("{what}: {lines} lines of code, meant to be at most {}", self.warn));
        }
    }
}

#[test]
fn no_file_is_too_long() {
    let mut findings = Findings::default();
    for source in rust_sources() {
        let lines = line_count(&Rust::of(&source.text).shipped_code());
        FILE.hold(&mut findings, lines, &source.path);
    }
    findings.expect_none();
}

#[test]
fn no_function_is_too_long() {
    let mut findings = Findings::default();
    for source in rust_sources().iter().filter(|source| !source.is_test()) {
        let code = Rust::of(&source.text).shipped_code();
        for function in functions(&code) {
            let what = format!("{}:{} fn {}", source.path, function.line, function.name);
            FUNCTION.hold(&mut findings, function.lines, &what);
            if function.is_server {
                SERVER_FUNCTION.hold(
                    &mut findings,
                    function.lines.saturating_sub(2),
                    &format!("{what} (server)"),
                );
            }
        }
    }
    findings.expect_none();
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
    is_server: bool,
}

fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = code[from..].find("fn ").map(|offset| from + offset) {
        from = at + 3;
        let stands_alone = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let name: String = code[from..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if stands_alone && !name.is_empty() {
            let lines = line_count(&code[at..item_end(code, at)]);
            let is_server = attributes_before(code, at).contains("#[server");
            found.push(Function { name, line: line_number(code, at), lines, is_server });
        }
    }
    found
}

/// The text between the end of the item before and this function.
fn attributes_before(code: &str, at: usize) -> &str {
    let start = code[..at].rfind(['}', ';', '{']).map_or(0, |end| end + 1);
    &code[start..at]
}

#[test]
fn functions_are_found_and_measured() {
    let code = "#[server(endpoint = \"\"\"\")]\npub async fn file(a: u8)\n-> X {\n1\n\n2\n}\nfn b();\nlet c: fn() = d;";
    let found: Vec<_> =
        functions(code).iter().map(|f| (f.name.clone(), f.line, f.lines, f.is_server)).collect();
    assert_eq!(found, [("file".into(), 2, 5, true), ("b".into(), 8, 1, false)]);
}
