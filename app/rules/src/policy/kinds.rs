//! Who answers for a kind of complaint, and what to ask about it first.

use serde::{Deserialize, Serialize};

use super::phrases::shipped;
use super::{InWords, Version};
use crate::kind::{Department, Kind};
use crate::question::{Asked, Question};

/// One entry a kind, in the order of [`Kind::ALL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kinds(pub Vec<KindRules>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRules {
    pub kind: Kind,
    /// Help from any *other* department makes grade 3 (rule 3b); passing it on to this one does not.
    pub department: Department,
    /// In the order they are asked, the same for desk and resident (I6).
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Phrases at hand while a reply about this kind is written.
    #[serde(default)]
    pub ready: Vec<InWords>,
}

/// What is asked unless a company asks otherwise: a kind, and a question as the policy's page has it.
const QUESTIONS: &str = include_str!("questions.txt");

impl Default for Kinds {
    fn default() -> Self {
        let lines: Vec<(&str, Question)> = QUESTIONS
            .lines()
            .filter_map(|line| line.split_once('|'))
            .map(|(kind, words)| (kind.trim(), Question::written(words)))
            .collect();
        let of = |kind: Kind| lines.iter().filter(move |(code, _)| *code == kind.code());
        let rules = |kind: &Kind| KindRules {
            kind: *kind,
            department: kind.department(),
            questions: of(*kind).map(|(_, question)| question.clone()).collect(),
            ready: shipped(kind.code()).collect(),
        };
        Self(Kind::ALL.iter().map(rules).collect())
    }
}

impl Question {
    /// As a line of the policy's page has it: the three languages with a bar between, after a star
    /// where an answer is needed. Words that are missing are found by
    /// [`Policy::doubts`](super::Policy::doubts).
    #[must_use]
    pub fn written(line: &str) -> Self {
        let line = line.trim();
        let words = line.strip_prefix(['*', '＊']);
        let mut each = words.unwrap_or(line).split(['|', '｜']).map(|text| text.trim().to_owned());
        let mut next = || each.next().unwrap_or_default();
        Self { hans: next(), hant: next(), en: next(), needed: words.is_some() }
    }

    /// The line [`Question::written`] reads.
    #[must_use]
    pub fn line(&self) -> String {
        let star = if self.needed { "* " } else { "" };
        format!("{star}{} | {} | {}", self.hans, self.hant, self.en)
    }
}

impl Kinds {
    /// The department responsible for `kind`; the handbook's where the policy is silent.
    #[must_use]
    pub fn department(&self, kind: Kind) -> Department {
        self.of(kind).map_or_else(|| kind.department(), |rules| rules.department)
    }

    #[must_use]
    pub fn questions(&self, kind: Kind) -> &[Question] {
        self.of(kind).map_or(&[], |rules| &rules.questions)
    }

    #[must_use]
    pub fn ready(&self, kind: Kind) -> &[InWords] {
        self.of(kind).map_or(&[], |rules| &rules.ready)
    }

    /// The questions of every kind that has some, as they stand in `version`.
    #[must_use]
    pub fn asked(&self, version: Version) -> Asked {
        let all = Kind::ALL.iter().map(|kind| (*kind, self.questions(*kind).to_vec()));
        Asked { version, kinds: all.filter(|(_, questions)| !questions.is_empty()).collect() }
    }

    fn of(&self, kind: Kind) -> Option<&KindRules> {
        self.0.iter().find(|rules| rules.kind == kind)
    }
}
