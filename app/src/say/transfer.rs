//! Who is offered responsibility or asked to help.

use rules::kind::Department;
use rules::transfer::Receiver;

use super::department;
use crate::words::{Blank, Phrase, phrase};

/// A person by name, a department by what it is called.
#[must_use]
pub fn receiver(receiver: &Receiver) -> Blank {
    match receiver {
        Receiver::Person(person) => Blank::Said(person.name.clone()),
        Receiver::Department(of) => department(*of).into(),
    }
}

/// Several departments, one after the other.
#[must_use]
pub fn departments(all: &[Department]) -> Blank {
    let mut all = all.iter().map(|one| Phrase::from(department(*one)));
    let first = all.next();
    let all = first.map(|first| all.fold(first, phrase::transfer_and));
    all.map_or_else(|| Blank::Said(String::new()), Blank::Phrase)
}
