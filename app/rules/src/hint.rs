//! What a text suggests (handbook §2, "text as hint"): facts with the words they rest on, which a
//! person confirms. Negated, quoted and unrelated mentions suggest nothing.
//!
//! The words are a [`Lexicon`], data that a company edits; what is done with them is code. Both
//! scripts, every width and case read alike. [`pattern`] says how a line is written.

use serde::{Deserialize, Serialize};

use crate::grading::{Lawsuit, Media, Safety};

mod adopt;
mod context;
mod count;
mod feature;
mod find;
#[doc(hidden)]
pub mod learned;
mod lexicon;
mod number;
mod offer;
pub mod pattern;
mod said;
mod sign;
mod story;
mod suggest;
mod text;
mod words;

pub use lexicon::{
    LEXICON_CHARS_MAX, LINE_CHARS_MAX, LINE_PROBLEMS_MAX, LINES_MAX, Lexicon, LineFault, LineProblem,
    Section, WORDS_MAX,
};
pub use offer::Offered;

/// A fact that a text suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    Media(Media),
    Lawsuit(Lawsuit),
    /// Households that sue together, at least 2.
    GroupLawsuitHouseholds(u16),
    /// Persons who complain together, at least 2.
    CollectivePersons(u16),
    /// Households that complain or suffer together, at least 2.
    CollectiveHouseholds(u16),
    /// Corruption, or misuse of the owners' money.
    Integrity,
    Safety(Safety),
    /// Help of another department is needed.
    OtherDepartment,
    /// Times the problem came back after it was reported handled.
    RepeatsAfterHandling(u16),
}

/// What a fact is suggested to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    Word(&'static str),
    Number(u16),
    Yes(bool),
}

impl Hint {
    /// The fact's name, as the command line prints it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Media(_) => "media",
            Self::Lawsuit(_) => "lawsuit",
            Self::GroupLawsuitHouseholds(_) => "group_lawsuit_households",
            Self::CollectivePersons(_) => "collective_persons",
            Self::CollectiveHouseholds(_) => "collective_households",
            Self::Integrity => "integrity",
            Self::Safety(_) => "safety",
            Self::OtherDepartment => "needs_other_department",
            Self::RepeatsAfterHandling(_) => "repeats_after_handling",
        }
    }

    /// The fact's value.
    #[must_use]
    pub const fn value(self) -> Value {
        match self {
            Self::Media(media) => Value::Word(media.code()),
            Self::Lawsuit(lawsuit) => Value::Word(lawsuit.code()),
            Self::Safety(safety) => Value::Word(safety.code()),
            Self::GroupLawsuitHouseholds(count)
            | Self::CollectivePersons(count)
            | Self::CollectiveHouseholds(count)
            | Self::RepeatsAfterHandling(count) => Value::Number(count),
            Self::Integrity | Self::OtherDepartment => Value::Yes(true),
        }
    }

    /// Name and value as a form holds them.
    ///
    /// ```
    /// use rules::hint::Hint;
    /// assert_eq!(Hint::from_code("collective_households=12"), Some(Hint::CollectiveHouseholds(12)));
    /// assert_eq!(Hint::CollectiveHouseholds(12).code(), "collective_households=12");
    /// ```
    #[must_use]
    pub fn code(self) -> String {
        match self.value() {
            Value::Word(word) => format!("{}={word}", self.name()),
            Value::Number(count) => format!("{}={count}", self.name()),
            Value::Yes(yes) => format!("{}={yes}", self.name()),
        }
    }

    /// Reads [`Hint::code`] back; `None` for any other text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let (name, value) = code.split_once('=')?;
        let count = || value.parse().ok();
        match name {
            "media" => Media::from_code(value).map(Self::Media),
            "lawsuit" => Lawsuit::from_code(value).map(Self::Lawsuit),
            "group_lawsuit_households" => count().map(Self::GroupLawsuitHouseholds),
            "collective_persons" => count().map(Self::CollectivePersons),
            "collective_households" => count().map(Self::CollectiveHouseholds),
            "integrity" => (value == "true").then_some(Self::Integrity),
            "safety" => Safety::from_code(value).map(Self::Safety),
            "needs_other_department" => (value == "true").then_some(Self::OtherDepartment),
            "repeats_after_handling" => count().map(Self::RepeatsAfterHandling),
            _ => None,
        }
    }
}

/// A fact with the words it rests on, exactly as they stand in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub fact: Hint,
    pub evidence: String,
}

/// A lexicon made ready; making it takes milliseconds, asking it microseconds.
pub struct Hints {
    finder: find::Finder,
    learned: Option<learned::Learned>,
}

impl Hints {
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let learned = lexicon.learned.then(|| learned::Learned::new(lexicon));
        Self { finder: find::Finder::new(lexicon), learned }
    }

    /// What a text suggests: each fact once, with its most serious value, in the order of [`Hint`].
    /// Time grows with the length of the text only.
    ///
    /// ```
    /// use rules::grading::Media;
    /// use rules::hint::{Hint, Hints, Lexicon};
    /// let hints = Hints::new(&Lexicon::default());
    /// let suggested = hints.suggest("再不修就找記者曝光!");
    /// assert_eq!(suggested[0].fact, Hint::Media(Media::Possible));
    /// assert_eq!(suggested[0].evidence, "找記者");
    /// assert!(hints.suggest("我不会找记者。").is_empty());
    /// ```
    #[must_use]
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        suggest::suggest(&self.finder, self.learned.as_ref(), text)
    }
}
