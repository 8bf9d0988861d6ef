//! What a text suggests.

use rules::grading::{Lawsuit, Media, Safety};
use rules::hint::Hint;

use crate::words::{Key, Phrase, phrase};

#[must_use]
pub fn fact(hint: Hint) -> Phrase {
    match hint {
        Hint::Media(Media::Serious) => Key::HandlingHintMediaSerious.into(),
        Hint::Media(Media::Happened) => Key::HandlingHintMediaHappened.into(),
        Hint::Media(_) => Key::HandlingHintMediaPossible.into(),
        Hint::Lawsuit(Lawsuit::Happened) => Key::HandlingHintLawsuitHappened.into(),
        Hint::Lawsuit(_) => Key::HandlingHintLawsuitPossible.into(),
        Hint::GroupLawsuitHouseholds(households) => phrase::handling_hint_suing(households),
        Hint::CollectivePersons(persons) => phrase::handling_hint_persons(persons),
        Hint::CollectiveHouseholds(households) => phrase::handling_hint_households(households),
        Hint::Integrity => Key::HandlingHintIntegrity.into(),
        Hint::Safety(Safety::Now) => Key::HandlingHintSafetyNow.into(),
        Hint::Safety(_) => Key::HandlingHintSafetyPossible.into(),
        Hint::OtherDepartment => Key::HandlingHintHelp.into(),
        Hint::RepeatsAfterHandling(times) => phrase::handling_hint_returned(times),
    }
}
