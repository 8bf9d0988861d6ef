//! Responsibility on its way from one to another (handbook I2), and what happens where nobody takes it
//! (§8): each department gives its opinion in writing, and the office rules.

use serde::{Deserialize, Serialize};

use crate::id::StaffId;
use crate::kind::Department;
use crate::moment::Moment;
use crate::timeline::Person;

/// So many offers declined in one round are a dispute: it is not offered a third time.
pub const DECLINED_MAX: usize = 2;

/// A person or a department, as a form names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    Staff(StaffId),
    Department(Department),
}

/// The same with what people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    Person(Person),
    Department(Department),
}

/// Responsibility offered and not yet accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub from: Person,
    pub to: Receiver,
    pub reason: String,
    pub at: Moment,
    /// Who can accept it as the roster stands, filled in by whoever asks.
    #[serde(default)]
    pub holders: Vec<Person>,
}

/// Nobody takes it over. Until the office has ruled whoever is responsible stays so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    pub since: Moment,
    /// The handler's, and those that have declined: each owes an opinion.
    pub departments: Vec<Department>,
    pub opinions: Vec<Opinion>,
    /// Who can rule as things stand, filled in by whoever asks.
    #[serde(default)]
    pub office: Vec<Person>,
}

/// What one department has to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    pub by: Person,
    pub text: String,
    pub at: Moment,
}

impl To {
    /// Reads what [`Self::code`] gives; whatever names no department is somebody's id.
    #[must_use]
    pub fn read(code: &str) -> Self {
        Department::from_code(code).map_or_else(|| Self::Staff(StaffId::new(code)), Self::Department)
    }

    /// What stands in a form, and in a row.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Staff(id) => id.as_str(),
            Self::Department(department) => department.code(),
        }
    }

    /// Who of those who can be asked it names; a department is asked where somebody else than `handler`
    /// works for it.
    #[must_use]
    pub fn among(&self, colleagues: &[Person], handler: Option<&Person>) -> Option<Receiver> {
        let is_handler = |one: &&Person| handler.is_some_and(|handler| handler.id == one.id);
        let mut others = colleagues.iter().filter(|one| !is_handler(one));
        match self {
            Self::Staff(id) => others.find(|one| one.id == *id).cloned().map(Receiver::Person),
            Self::Department(department) => {
                others.any(|one| one.department == *department).then_some(Receiver::Department(*department))
            }
        }
    }
}

impl Receiver {
    #[must_use]
    pub fn to(&self) -> To {
        match self {
            Self::Person(person) => To::Staff(person.id.clone()),
            Self::Department(department) => To::Department(*department),
        }
    }

    /// The department that is asked, itself or by one of its people.
    #[must_use]
    pub const fn department(&self) -> Department {
        match self {
            Self::Person(person) => person.department,
            Self::Department(department) => *department,
        }
    }
}

impl Offer {
    /// Whether it is theirs to accept or to decline.
    #[must_use]
    pub fn is_for(&self, staff: &StaffId) -> bool {
        let named = matches!(&self.to, Receiver::Person(person) if person.id == *staff);
        named || self.holders.iter().any(|holder| holder.id == *staff)
    }

    /// Who stands in for the one it is offered to.
    pub fn stand_ins(&self) -> impl Iterator<Item = &Person> {
        let named = match &self.to {
            Receiver::Person(person) => Some(&person.id),
            Receiver::Department(_) => None,
        };
        self.holders.iter().filter(move |holder| named.is_some_and(|named| *named != holder.id))
    }
}

impl Dispute {
    /// Begins with the offer that was declined last.
    #[must_use]
    pub fn begin(handler: Option<&Person>, declined: &[Department], since: Moment) -> Self {
        let mut departments: Vec<Department> = Vec::new();
        let all = handler.map(|handler| handler.department).into_iter().chain(declined.iter().copied());
        for department in all {
            if !departments.contains(&department) {
                departments.push(department);
            }
        }
        Self { since, departments, opinions: Vec::new(), office: Vec::new() }
    }

    /// Whether this department still owes its opinion.
    #[must_use]
    pub fn owes(&self, department: Department) -> bool {
        self.departments.contains(&department)
            && !self.opinions.iter().any(|opinion| opinion.by.department == department)
    }

    /// Whether all opinions are there.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        !self.departments.iter().any(|department| self.owes(*department))
    }
}
