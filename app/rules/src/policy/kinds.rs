//! Who answers for a kind of complaint, and what to ask about it first.

use serde::{Deserialize, Serialize};

use crate::kind::{Department, Kind};

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
}

/// A question, in the words a resident reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    #[serde(rename = "zh-Hans")]
    pub hans: String,
    #[serde(rename = "zh-Hant")]
    pub hant: String,
    pub en: String,
}

impl Default for Kinds {
    fn default() -> Self {
        let rules =
            |kind: &Kind| KindRules { kind: *kind, department: kind.department(), questions: Vec::new() };
        Self(Kind::ALL.iter().map(rules).collect())
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

    fn of(&self, kind: Kind) -> Option<&KindRules> {
        self.0.iter().find(|rules| rules.kind == kind)
    }
}
