//! What is asked about a kind of matter, the same for desk and resident (handbook I6), and what was
//! answered.

use core::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::kind::Kind;
use crate::language::Language;
use crate::limits::ANSWER_CHARS_MAX;
use crate::policy::Version;
use crate::problem::{What, read};
use crate::timeline::{Entry, Event};

/// A question, in the words a resident reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    #[serde(rename = "zh-Hans")]
    pub hans: String,
    #[serde(rename = "zh-Hant")]
    pub hant: String,
    pub en: String,
    /// A resident cannot file without an answer.
    #[serde(default)]
    pub needed: bool,
}

/// What was answered. The question stands beside it as it was asked: the policy may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub question: Question,
    pub answer: String,
}

/// The questions of one version of a policy, by kind; a kind without any is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub version: Version,
    pub kinds: Vec<(Kind, Vec<Question>)>,
}

impl Asked {
    #[must_use]
    pub fn of(&self, kind: Kind) -> &[Question] {
        self.kinds.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, questions)| questions)
    }
}

impl Question {
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::ZhHans => &self.hans,
            Language::ZhHant => &self.hant,
            Language::En => &self.en,
        }
    }

    /// What its field is called in a form. It follows from the words, so that an answer given on an
    /// old page is never taken for one to another question.
    ///
    /// ```
    /// use rules::{kind::Kind, question::Question};
    /// let (one, other) = (Question { en: "When?".into(), ..Question::default() }, Question::default());
    /// assert_ne!(one.key(Kind::Works), other.key(Kind::Works));
    /// assert_ne!(one.key(Kind::Works), one.key(Kind::Other));
    /// ```
    #[must_use]
    pub fn key(&self, kind: Kind) -> String {
        // FNV-1a, whose code is a line: nobody gains by two questions that share a key.
        let mut hash = 0x811c_9dc5_u32;
        for byte in [&self.hans, &self.hant, &self.en].into_iter().flat_map(|words| words.bytes().chain([0]))
        {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        format!("{}-{hash}", kind.code())
    }

    /// Whether the two are the same to whoever is asked.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        (&self.hans, &self.hant, &self.en) == (&other.hans, &other.hant, &other.en)
    }
}

/// Answers as typed, each by the key of its question. In a form and in JSON only: what a page is made of
/// carries none, since its program never looks at them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given(pub Vec<(String, String)>);

impl Given {
    /// What was typed under a key, or nothing.
    #[must_use]
    pub fn under(&self, key: &str) -> &str {
        self.0.iter().find(|(known, _)| known == key).map_or("", |(_, text)| text)
    }

    /// The answers to the questions of `kind`, in the order they are asked; `asked` are those of whom
    /// she files with, `known` those a page may have shown besides. What stands under another kind's
    /// questions was typed before she chose this one, and is not for this matter.
    ///
    /// # Errors
    /// An answer that is too long, or to a question nobody asks.
    pub fn read<'a>(
        &self,
        kind: Kind,
        asked: &'a [Question],
        known: impl Iterator<Item = &'a Question>,
    ) -> Result<Vec<Answered>, What> {
        let mut left: Vec<&(String, String)> = self.0.iter().filter(|given| is_of(given, kind)).collect();
        let mut answers: Vec<Answered> = Vec::new();
        for question in asked.iter().chain(known) {
            if answers.iter().any(|given| given.question.is_like(question)) {
                continue;
            }
            let key = question.key(kind);
            let Some(at) = left.iter().position(|(known, _)| *known == key) else { continue };
            let answer = read::optional_text(&left.remove(at).1, ANSWER_CHARS_MAX)?;
            answers.push(Answered { question: question.clone(), answer });
        }
        if left.is_empty() { Ok(answers) } else { Err(What::NotAsked) }
    }
}

/// Whether something stands under a question of this kind, or of none there is.
fn is_of((key, text): &(String, String), kind: Kind) -> bool {
    let of = key.rsplit_once('-').and_then(|(of, _)| Kind::from_code(of));
    !text.trim().is_empty() && of.is_none_or(|of| of == kind)
}

/// Whether one of the questions that need an answer has none.
pub(crate) fn lacks(asked: &[Question], answers: &[Answered]) -> bool {
    let is_answered = |question: &Question| answers.iter().any(|given| given.question.is_like(question));
    asked.iter().any(|question| question.needed && !is_answered(question))
}

/// What is answered by now: what was filed, and what was recorded since, of each question the last.
#[must_use]
pub fn standing(filed: Vec<Answered>, entries: &[Entry]) -> Vec<Answered> {
    let mut answers = filed;
    for entry in entries {
        let Event::Answered { answers: recorded } = &entry.event else { continue };
        for one in recorded {
            match answers.iter_mut().find(|known| known.question.is_like(&one.question)) {
                Some(known) => *known = one.clone(),
                None => answers.push(one.clone()),
            }
        }
    }
    answers
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if !to.is_human_readable() {
            return to.serialize_unit();
        }
        to.collect_map(self.0.iter().map(|(key, text)| (key, text)))
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() { from.deserialize_map(Fields) } else { Ok(Self::default()) }
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by the keys of their questions")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Given, A::Error> {
        let mut given = Vec::new();
        while let Some(field) = fields.next_entry()? {
            given.push(field);
        }
        Ok(Given(given))
    }
}
