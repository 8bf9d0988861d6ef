//! Help asked of somebody while responsibility stays where it is (rule 3b).

use serde::{Deserialize, Serialize};

use crate::id::StaffId;
use crate::kind::Department;
use crate::moment::Moment;
use crate::timeline::Person;
use crate::transfer::Receiver;

/// One person or department asked to help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// Within the complaint, from 1.
    pub number: u32,
    pub of: Receiver,
    pub by: Person,
    pub text: String,
    pub at: Moment,
    /// What came of it.
    pub answer: Option<Helped>,
    /// When it was asked no more.
    pub withdrawn: Option<Moment>,
}

/// The answer to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helped {
    pub by: Person,
    pub text: String,
    pub at: Moment,
}

impl Help {
    /// Neither answered nor withdrawn.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.answer.is_none() && self.withdrawn.is_none()
    }

    /// Whether it is theirs to answer: asked of them, or of their department, of which anybody can help.
    #[must_use]
    pub fn is_for(&self, staff: &StaffId, department: Department) -> bool {
        match &self.of {
            Receiver::Person(person) => person.id == *staff,
            Receiver::Department(of) => *of == department,
        }
    }
}
