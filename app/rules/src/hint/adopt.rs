//! From a hint to a fact, once a person has confirmed it.

use super::Hint;
use crate::grading::{Facts, Lawsuit};

impl Hint {
    /// The facts as they would be, or `None` where they say as much already. That several households
    /// sue says nothing without their number, which is a hint of its own.
    #[must_use]
    pub fn adopted(self, facts: &Facts) -> Option<Facts> {
        let mut after = facts.clone();
        match self {
            Self::Media(media) => after.media = facts.media.max(media),
            Self::Lawsuit(Lawsuit::Group) => {}
            Self::Lawsuit(lawsuit) => after.lawsuit = facts.lawsuit.max(lawsuit),
            Self::GroupLawsuitHouseholds(suing) => {
                after.lawsuit = Lawsuit::Group;
                after.suing = facts.suing.max(suing.into());
            }
            Self::CollectivePersons(persons) => after.persons = facts.persons.max(persons.into()),
            Self::CollectiveHouseholds(households) => {
                after.households = facts.households.max(households.into());
            }
            Self::Integrity => after.integrity = true,
            Self::Safety(safety) => after.safety = facts.safety.max(safety),
            Self::OtherDepartment => after.help = true,
            Self::RepeatsAfterHandling(times) => after.returned = facts.returned.max(times.into()),
        }
        (after != *facts).then_some(after)
    }
}
