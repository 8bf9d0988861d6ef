//! The facts a grade rests on.

use rules::grading::{Cause, Facts, Lawsuit, Media, Safety};
use rules::problem::Field;

use super::problem::name;
use crate::words::{Key, Phrase, phrase};

#[must_use]
pub const fn media(media: Media) -> Key {
    match media {
        Media::None => Key::HandlingMediaNone,
        Media::Possible => Key::HandlingMediaPossible,
        Media::Happened => Key::HandlingMediaHappened,
        Media::Serious => Key::HandlingMediaSerious,
    }
}

#[must_use]
pub const fn lawsuit(lawsuit: Lawsuit) -> Key {
    match lawsuit {
        Lawsuit::None => Key::HandlingMediaNone,
        Lawsuit::Possible => Key::HandlingMediaPossible,
        Lawsuit::Happened => Key::HandlingMediaHappened,
        Lawsuit::Group => Key::HandlingMediaGroup,
    }
}

#[must_use]
pub const fn safety(safety: Safety) -> Key {
    match safety {
        Safety::None => Key::HandlingMediaNone,
        Safety::Possible => Key::HandlingMediaPossible,
        Safety::Now => Key::HandlingMediaNow,
    }
}

#[must_use]
pub const fn cause(cause: Cause) -> Key {
    match cause {
        Cause::Undetermined => Key::HandlingCauseUndetermined,
        Cause::Ours => Key::HandlingCauseOurs,
        Cause::NotOurs => Key::HandlingCauseNotOurs,
    }
}

/// Every fact with its name, in the order of the form that establishes them.
#[must_use]
pub fn all(facts: &Facts) -> Vec<(Key, Phrase)> {
    let yes_or_no = |yes: bool| if yes { Key::ExportYes } else { Key::ExportNo }.into();
    let many = |many: u32| phrase::dossier_number(many);
    vec![
        (name(Field::Safety), safety(facts.safety).into()),
        (name(Field::Media), media(facts.media).into()),
        (name(Field::Lawsuit), lawsuit(facts.lawsuit).into()),
        (name(Field::Suing), many(facts.suing)),
        (Key::HandlingIntegrity, yes_or_no(facts.integrity)),
        (name(Field::Households), many(facts.households)),
        (name(Field::Persons), many(facts.persons_counted())),
        (Key::AlikeCounted, many(facts.complainants)),
        (name(Field::Returned), many(facts.returned_counted())),
        (Key::HandlingHelp, yes_or_no(facts.help)),
        (name(Field::Cause), cause(facts.cause).into()),
    ]
}
