//! Ready phrases (常用答复): the company's own words for what is said again and again.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::contact::Phone;
use crate::id::ComplaintNumber;
use crate::language::Language;
use crate::moment::{Moment, Zone};

/// Those that come with Linli.
const DEFAULT: &str = include_str!("../../data/phrases.txt");

static SHIPPED: LazyLock<Phrases> = LazyLock::new(|| Phrases {
    first: shipped("first").next().unwrap_or_default(),
    ready: shipped("ready").collect(),
});

/// Those of the shipped ones that are for this: `first`, `ready`, or the code of a kind.
pub(super) fn shipped(wanted: &str) -> impl Iterator<Item = InWords> {
    let lines = DEFAULT.lines().filter_map(|line| line.split_once(" | "));
    lines.filter(move |(what, _)| *what == wanted).map(|(_, words)| InWords::written(words))
}

/// A text in the three languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InWords {
    #[serde(rename = "zh-Hans")]
    pub hans: String,
    #[serde(rename = "zh-Hant")]
    pub hant: String,
    pub en: String,
}

/// The company's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Phrases {
    /// The first answer that goes out without a second person.
    pub first: InWords,
    /// At hand while a reply is written, whatever its kind.
    pub ready: Vec<InWords>,
}

impl Default for Phrases {
    fn default() -> Self {
        SHIPPED.clone()
    }
}

/// Whom a phrase is said to, and what fills it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answering {
    /// Hers: what goes out is in it.
    pub language: Language,
    /// As she calls herself; may be empty.
    pub name: String,
    pub number: ComplaintNumber,
    /// When the result is due, or the plan of a grade 1.
    pub due: Moment,
    pub zone: Zone,
    pub hotline: Phone,
    /// Where it is, as she wrote it.
    pub place: String,
    /// Those of its kind come before those of every kind.
    pub phrases: Phrases,
}

impl InWords {
    /// As a line of the policy's page has it: the three languages with a bar between. What is missing is
    /// found by [`Policy::doubts`](super::Policy::doubts).
    #[must_use]
    pub fn written(line: &str) -> Self {
        let mut each = line.split(['|', '｜']).map(|text| text.trim().to_owned());
        let mut next = || each.next().unwrap_or_default();
        Self { hans: next(), hant: next(), en: next() }
    }

    /// The line [`InWords::written`] reads.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} | {} | {}", self.hans, self.hant, self.en)
    }

    /// Whether each language says something, in so many characters at most.
    #[must_use]
    pub fn is_spoken(&self, chars_max: usize) -> bool {
        let spoken = |text: &str| (1..=chars_max).contains(&text.trim().chars().count());
        spoken(&self.hans) && spoken(&self.hant) && spoken(&self.en)
    }

    /// A line each language: simplified, traditional, English. `None` where one is missing.
    #[must_use]
    pub fn of_lines(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        let read = Self { hans: lines.next()?, hant: lines.next()?, en: lines.next()? };
        lines.next().is_none().then_some(read)
    }

    /// As [`InWords::of_lines`] reads them.
    #[must_use]
    pub fn lines(&self) -> String {
        [self.hans.as_str(), &self.hant, &self.en].join("\n")
    }

    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::ZhHans => &self.hans,
            Language::ZhHant => &self.hant,
            Language::En => &self.en,
        }
    }
}

/// A phrase with its blanks filled, each by name; a blank that nothing fills goes with the space
/// before it, and one that is not known stays as it is.
///
/// ```
/// use rules::policy::filled;
/// let said = |blank: &str| match blank {
///     "name" => Some(String::new()),
///     "number" => Some("WT-2611-0387".to_owned()),
///     _ => None,
/// };
/// assert_eq!(filled("Hello {name}, about {number} {x}", said), "Hello, about WT-2611-0387 {x}");
/// ```
#[must_use]
pub fn filled(phrase: &str, said: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = phrase;
    while let Some((before, (blank, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        text.push_str(before);
        match said(blank) {
            Some(words) if words.is_empty() => text.truncate(text.trim_end_matches(' ').len()),
            Some(words) => text.push_str(&words),
            None => text.push_str(&format!("{{{blank}}}")),
        }
        rest = after;
    }
    text + rest
}
