//! The form that says what is established.

use serde::{Deserialize, Serialize};

use crate::grading::{Cause, Facts, Lawsuit, Media, Safety};
use crate::limits;
use crate::problem::{Field, Problems, What, read};

/// The facts form as sent. A box that is not ticked sends nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactsDraft {
    pub media: String,
    pub lawsuit: String,
    pub suing: String,
    pub integrity: String,
    pub safety: String,
    pub households: String,
    pub persons: String,
    pub returned: String,
    pub help: String,
    pub cause: String,
}

impl FactsDraft {
    /// # Errors
    /// Every field that cannot be read.
    pub fn parse(&self) -> Result<Facts, Problems> {
        let mut problems = Problems::default();
        let media = problems.keep(Field::Media, read::choice_or(&self.media, Media::None, Media::from_code));
        let lawsuit =
            problems.keep(Field::Lawsuit, read::choice_or(&self.lawsuit, Lawsuit::None, Lawsuit::from_code));
        let suing = problems.keep(Field::Suing, self.suing());
        let safety =
            problems.keep(Field::Safety, read::choice_or(&self.safety, Safety::None, Safety::from_code));
        let households =
            problems.keep(Field::Households, read::count(&self.households, 1, 1, limits::HOUSEHOLDS_MAX));
        let persons = problems.keep(Field::Persons, read::count(&self.persons, 1, 1, limits::PERSONS_MAX));
        let returned =
            problems.keep(Field::Returned, read::count(&self.returned, 0, 0, limits::RETURNED_TIMES_MAX));
        let cause =
            problems.keep(Field::Cause, read::choice_or(&self.cause, Cause::Undetermined, Cause::from_code));
        let facts = (|| {
            Some(Facts {
                media: media?,
                lawsuit: lawsuit?,
                suing: suing?.into(),
                integrity: !self.integrity.is_empty(),
                safety: safety?,
                households: households?.into(),
                persons: persons?.into(),
                returned: returned?.into(),
                help: !self.help.is_empty(),
                cause: cause?,
                // Counted from the records, whatever a form says.
                ..Facts::default()
            })
        })();
        problems.or(facts)
    }
}

impl FactsDraft {
    /// A group lawsuit has households behind it, and nothing else has.
    fn suing(&self) -> Result<u16, What> {
        if Lawsuit::from_code(&self.lawsuit) != Some(Lawsuit::Group) {
            return Ok(0);
        }
        if self.suing.trim().is_empty() {
            return Err(What::Missing);
        }
        read::count(&self.suing, 2, 2, limits::HOUSEHOLDS_MAX)
    }
}

impl From<&Facts> for FactsDraft {
    /// The form as it shows the facts that are kept.
    fn from(facts: &Facts) -> Self {
        let ticked = |yes: bool| if yes { "yes".to_owned() } else { String::new() };
        Self {
            media: facts.media.code().to_owned(),
            lawsuit: facts.lawsuit.code().to_owned(),
            suing: if facts.lawsuit == Lawsuit::Group { facts.suing.to_string() } else { String::new() },
            integrity: ticked(facts.integrity),
            safety: facts.safety.code().to_owned(),
            households: facts.households.to_string(),
            persons: facts.persons.to_string(),
            returned: facts.returned.to_string(),
            help: ticked(facts.help),
            cause: facts.cause.code().to_owned(),
        }
    }
}
