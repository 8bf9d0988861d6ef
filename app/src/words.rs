//! Every text a person sees, in three languages: `words/LANGUAGE/FEATURE.toml`, checked and turned
//! into [`Key`] and [`phrase`] by `build.rs`.

use leptos::prelude::*;
pub use rules::language::Language;

use crate::session;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A text without placeholders: the languages one after the other, a unit separator between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(&'static str);

/// A text in a given language, for mail, exports and the command line.
#[must_use]
pub fn say(language: Language, key: Key) -> &'static str {
    in_language(key.0, language)
}

fn in_language(texts: &'static str, language: Language) -> &'static str {
    texts.split('\u{1f}').nth(language as usize).unwrap_or_default()
}

/// A text as a signal, following the language the reader chooses. In `view!` the key alone is
/// enough.
#[must_use]
pub fn text(key: Key) -> Signal<String> {
    spoken(move || key.into())
}

/// A phrase as a signal: asked again when the language or what fills it changes.
pub fn spoken(phrase: impl Fn() -> Phrase + Send + Sync + 'static) -> Signal<String> {
    let preferences = session::preferences();
    Signal::derive(move || phrase().say(preferences.get().language))
}

/// A text of any kind with its blanks filled, not yet in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    texts: &'static str,
    blanks: Vec<Blank>,
}

/// What fills a blank: said as it is, or another text, said in the language of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
    Said(String),
    Phrase(Phrase),
}

impl Phrase {
    fn filled(texts: &'static str, blanks: Vec<Blank>) -> Self {
        Self { texts, blanks }
    }

    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let mut said = String::new();
        let mut rest = in_language(self.texts, language);
        while let Some((before, (number, after))) = next_blank(rest) {
            said.push_str(before);
            match self.blanks.get(number) {
                Some(Blank::Said(words)) => said.push_str(words),
                Some(Blank::Phrase(phrase)) => said.push_str(&phrase.say(language)),
                None => {}
            }
            rest = after;
        }
        said + rest
    }
}

/// Splits `a {0} b` into `a `, 0 and ` b`.
fn next_blank(text: &str) -> Option<(&str, (usize, &str))> {
    let (before, rest) = text.split_once('{')?;
    let (number, after) = rest.split_once('}')?;
    Some((before, (number.parse().ok()?, after)))
}

impl From<Key> for Phrase {
    fn from(key: Key) -> Self {
        Self::filled(key.0, Vec::new())
    }
}

impl From<Phrase> for Blank {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl From<Key> for Blank {
    fn from(key: Key) -> Self {
        Self::Phrase(key.into())
    }
}

macro_rules! said {
    ($($type:ty),+) => {$(
        impl From<$type> for Blank {
            fn from(words: $type) -> Self {
                Self::Said(words.to_string())
            }
        }
    )+};
}

said!(String, &String, &str, char, u8, u16, u32, u64, usize, i32, i64);
