//! Turns `words/LANGUAGE/FEATURE.toml` into one constant per text, with all its languages, and refuses
//! to build when a language lacks a text, has one too many, or has other placeholders.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// In the order of `rules::language::Language`, whose discriminant is the place of the text. The
/// first is the one the others are compared with.
const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// All that decides how an answer is written and read.
const SOURCES: [&str; 4] = ["build.rs", "words", "src", "rules/src"];

const HASH_START: u32 = 2_166_136_261;

/// Texts by dotted key, such as `complaint.file.title`.
type Texts = BTreeMap<String, String>;

fn main() {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    let mut faults = Vec::new();
    let tables = LANGUAGES.map(|language| read(language, &mut faults));
    compare(&tables, &mut faults);
    let code = generate(&tables, &mut faults);
    for fault in &faults {
        println!("cargo::error={fault}");
    }
    if faults.is_empty() {
        let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
        fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written");
        let build = SOURCES.iter().fold(HASH_START, |hash, source| fingerprint(Path::new(source), hash));
        fs::write(Path::new(&out).join("build.rs"), format!("{build}_u32")).expect("OUT_DIR can be written");
    }
}

fn read(language: &str, faults: &mut Vec<String>) -> Texts {
    let folder = Path::new("words").join(language);
    let mut texts = Texts::new();
    let Ok(files) = fs::read_dir(&folder) else {
        faults.push(format!("the folder app/{} is missing", folder.display()));
        return texts;
    };
    for path in files.flatten().map(|file| file.path()) {
        let feature = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let content = fs::read_to_string(&path).unwrap_or_default();
        match content.parse::<toml::Table>() {
            Ok(table) => flatten(&feature, &table, &mut texts, faults),
            Err(error) => faults.push(format!("app/{}: {}", path.display(), error.message())),
        }
    }
    texts
}

fn flatten(key: &str, table: &toml::Table, texts: &mut Texts, faults: &mut Vec<String>) {
    for (name, value) in table {
        let key = format!("{key}.{name}");
        match value {
            toml::Value::String(text) => drop(texts.insert(key, text.clone())),
            toml::Value::Table(inner) => flatten(&key, inner, texts, faults),
            _ => faults.push(format!("{key} is neither a text nor a section")),
        }
    }
}

fn compare(tables: &[Texts; 3], faults: &mut Vec<String>) {
    for (language, texts) in LANGUAGES.iter().zip(tables) {
        for (other, theirs) in LANGUAGES.iter().zip(tables) {
            for key in theirs.keys().filter(|key| !texts.contains_key(*key)) {
                let file = key.split('.').next().unwrap_or_default();
                faults.push(format!("{key} is in {other} and missing from app/words/{language}/{file}.toml"));
            }
        }
        for (key, text) in texts {
            let file = key.split('.').next().unwrap_or_default();
            match (blanks(text), tables[0].get(key).map(|first| blanks(first))) {
                (Err(fault), _) => faults.push(format!("{key} in app/words/{language}/{file}.toml: {fault}")),
                (Ok(here), Some(Ok(first))) if sorted(&here) != sorted(&first) => faults.push(format!(
                    "{key} has the placeholders {here:?} in app/words/{language}/{file}.toml and {first:?} in {}",
                    LANGUAGES[0]
                )),
                _ => {}
            }
        }
    }
}

fn sorted(names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    names.sort();
    names
}

/// The names between braces, each once, in order of first appearance.
fn blanks(text: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let (name, after) = rest[start..]
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
            .ok_or_else(|| format!("a brace without its partner in {text:?}"))?;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Err(format!("{{{name}}} is not a placeholder: use lower-case letters"));
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = after;
    }
    Ok(names)
}

/// Each text is a constant of its own, the languages one after the other, so that a program carries
/// only the texts it says: a resident's phone none of the staff's.
fn generate(tables: &[Texts; 3], faults: &mut Vec<String>) -> String {
    let mut names = BTreeMap::new();
    let mut keys = String::new();
    let mut phrases = String::new();
    for (key, first) in &tables[0] {
        let comment = first.replace(['\n', '\r'], " ");
        let blanks = blanks(first).unwrap_or_default();
        let texts = in_all_languages(tables, key, &blanks);
        let name = pascal(key);
        if blanks.is_empty() {
            let _ = writeln!(keys, "    /// {comment}\n    pub const {name}: Self = Self({texts:?});");
        } else {
            let arguments: Vec<_> = blanks.iter().map(|blank| format!("{blank}: impl Into<Blank>")).collect();
            let values: Vec<_> = blanks.iter().map(|blank| format!("{blank}.into()")).collect();
            let (function, arguments, values) =
                (key.replace(['.', '-'], "_"), arguments.join(", "), values.join(", "));
            let _ = writeln!(
                phrases,
                "    /// {comment}\n    #[must_use]\n    pub fn {function}({arguments}) -> Phrase {{ Phrase::filled({texts:?}, vec![{values}]) }}"
            );
        }
        if let Some(twin) = names.insert(name, key) {
            faults.push(format!("{key} and {twin} would have the same name; rename one"));
        }
    }
    format!(
        "#[allow(non_upper_case_globals, reason = \"they are used as the variants of an enum are\")]\n\
         impl Key {{\n{keys}}}\n\n\
         /// Every text with placeholders, as a function of what fills them.\n\
         #[allow(clippy::needless_pass_by_value, reason = \"what fills a blank is mostly a number or a literal\")]\n\
         pub mod phrase {{\n    use super::{{Blank, Phrase}};\n\n{phrases}}}\n"
    )
}

/// The texts of a key behind one another, the placeholders numbered as in the first language.
fn in_all_languages(tables: &[Texts; 3], key: &str, blanks: &[String]) -> String {
    let texts = tables.each_ref().map(|texts| {
        let text = texts.get(key).cloned().unwrap_or_default();
        let number = |text: String, (at, name): (usize, &String)| {
            text.replace(&format!("{{{name}}}"), &format!("{{{at}}}"))
        };
        blanks.iter().enumerate().fold(text, number)
    });
    texts.join("\u{1f}")
}

fn pascal(key: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        letters
            .next()
            .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
            .unwrap_or_default()
    };
    key.split(['.', '_', '-']).map(capital).collect()
}

/// FNV-1a, folded over every file below `path` in the order of their names.
fn fingerprint(path: &Path, hash: u32) -> u32 {
    if let Ok(entries) = fs::read_dir(path) {
        let mut inner: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        inner.sort();
        return inner.iter().fold(hash, |hash, path| fingerprint(path, hash));
    }
    let content = fs::read(path).unwrap_or_default();
    content.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(16_777_619))
}
