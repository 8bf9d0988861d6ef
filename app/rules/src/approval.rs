//! A second person approves what the resident of a serious complaint is told (handbook §2: L3, no
//! exaggerated promises, is worth a second look there). Who that is, [`crate::alert::approvers`] finds.

use serde::{Deserialize, Serialize};

use crate::commitment::{Pledge, Promised};
use crate::grading::Grade;
use crate::moment::Moment;
use crate::resolution::{Finding, Outcome};
use crate::timeline::Person;

/// What the words are, and what sending them does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    Reply {
        asks: bool,
    },
    /// To every open complaint of the group of the same complaint.
    Together,
    /// The plan a grade 1 owes.
    Plan,
    Result {
        finding: Finding,
        outcomes: Vec<Outcome>,
    },
    /// A commitment given anew; the text says why.
    Recommitment {
        commitment: u32,
        promised: Promised,
        compensation: String,
    },
}

/// Words that wait for a second person. No clock stands still for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub wording: Wording,
    pub text: String,
    /// What goes out with them as a commitment.
    #[serde(default)]
    pub pledge: Option<Pledge>,
    /// Who wrote them; the resident reads them as theirs.
    pub by: Person,
    /// Since when they wait; it names them, too: what is approved is what was read.
    pub at: Moment,
    /// Her messages when they were written: they answer none that came after.
    pub contacts: u32,
    /// Who can approve them as things stand, filled in by whoever asks.
    #[serde(default)]
    pub holders: Vec<Person>,
}

/// Whether words on a complaint of this grade wait for a second person.
#[must_use]
pub const fn is_needed(grade: Grade) -> bool {
    matches!(grade, Grade::One | Grade::Two)
}
