//! What waits for a second person, and the words that are ready for the resident.

use rules::approval::Wording;
use rules::policy::{Answering, InWords, filled};
use rules::timeline::Person;

use super::time;
use crate::words::Key;

#[must_use]
pub const fn what(wording: &Wording) -> Key {
    match wording {
        Wording::Reply { asks: false } => Key::ApprovalWhatReply,
        Wording::Reply { asks: true } => Key::ApprovalWhatQuestion,
        Wording::Together => Key::ApprovalWhatTogether,
        Wording::Plan => Key::ApprovalWhatPlan,
        Wording::Result { .. } => Key::ApprovalWhatResult,
        Wording::Recommitment { .. } => Key::ApprovalWhatRecommitment,
    }
}

/// Several people, each of whom would do.
#[must_use]
pub fn any_of(people: &[Person]) -> String {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    names.join(" / ")
}

/// A ready phrase as it goes out to her: in her language, its blanks filled.
#[must_use]
pub fn ready(words: &InWords, to: &Answering) -> String {
    let said = |blank: &str| match blank {
        "name" => Some(to.name.clone()),
        "number" => Some(to.number.as_str().to_owned()),
        "deadline" => Some(time::stamp(to.due, to.zone).say(to.language)),
        "place" => Some(to.place.clone()),
        "hotline" => Some(to.hotline.shown(to.hotline.region())),
        _ => None,
    };
    filled(words.of(to.language), said)
}
