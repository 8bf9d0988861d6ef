//! The files of the project.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
pub struct Source {
    /// From the project's root, with `/` between folders.
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether the whole file is a test.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    pub fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the project's root is there")
}

/// Every file below the project's own folders with one of these endings.
pub fn sources(endings: &[&str]) -> Vec<Source> {
    let root = root();
    let mut paths = Vec::new();
    for folder in ["app", "server", "style", "end2end", ".ci"] {
        walk(&root.join(folder), &mut paths);
    }
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            let name = path.strip_prefix(&root).ok()?.to_str()?.replace('\\', "/");
            let ending = name.rsplit('.').next()?;
            endings
                .contains(&ending)
                .then(|| fs::read_to_string(&path).ok())?
                .map(|text| Source { path: name, text })
        })
        .collect()
}

pub fn rust_sources() -> Vec<Source> {
    sources(&["rs"])
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if !path.is_dir() {
            found.push(path);
        } else if !["node_modules", "target", "report", "test-results"]
            .iter()
            .any(|name| path.ends_with(name))
        {
            walk(&path, found);
        }
    }
}
