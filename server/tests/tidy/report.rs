//! What the tidy tests say: findings fail, warnings stand in the summary of `make test`.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

#[derive(Default)]
pub struct Findings(Vec<String>);

impl Findings {
    pub fn add(&mut self, finding: String) {
        self.0.push(finding);
    }

    pub fn expect_none(self) {
        assert!(self.0.is_empty(), "\n{}\n", self.0.join("\n"));
    }
}

/// One line for the summary; printed where no run collects them.
pub fn warn(text: &str) {
    let folder = std::env::var_os("LINLI_REPORTS");
    let file = folder.map(|folder| Path::new(&folder).join("tidy.txt"));
    match file.and_then(|path| OpenOptions::new().create(true).append(true).open(path).ok()) {
        Some(mut file) => writeln!(file, "tidy: {text}").expect("a warning is written to the report"),
        None => println!("tidy: {text}"),
    }
}
