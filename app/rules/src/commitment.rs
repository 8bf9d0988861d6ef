//! Commitments (W7, L4): what was promised to a resident, by when, by whom, in versions that all stay.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::id::StaffId;
use crate::limits;
use crate::moment::{self, Moment, Zone};
use crate::problem::{Field, Problems, What, read};
use crate::timeline::Person;

/// Commitments of one complaint.
pub const COMMITMENTS_MAX: usize = 20;
/// Minutes before it is due that its person is called.
pub const CALLED_BEFORE_MINUTES: i64 = 60;

/// What is promised. A date, an amount, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    pub what: String,
    pub due: Option<Moment>,
    /// As it was said, `200元`; may be empty.
    pub amount: String,
}

/// One version of a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub promised: Promised,
    /// Why the one before could not be kept; empty for the first.
    pub reason: String,
    /// 补偿, which admits no liability; may be empty.
    pub compensation: String,
    pub by: Person,
    pub at: Moment,
    /// The second person, where there was one.
    pub approved_by: Option<Person>,
}

/// A commitment as it stands, and every version of it, oldest first and never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Counted from 1 within its complaint.
    pub number: u32,
    /// Who keeps it.
    pub person: Person,
    pub versions: Vec<Given>,
    pub kept: Option<(Person, Moment)>,
}

impl Commitment {
    #[must_use]
    pub fn first(number: u32, pledge: Pledge, by: Person, at: Moment) -> Self {
        let Pledge { promised, person } = pledge;
        let given =
            Given { promised, reason: String::new(), compensation: String::new(), by, at, approved_by: None };
        Self { number, person, versions: vec![given], kept: None }
    }

    /// The moment it is due now, while it is still to be kept.
    #[must_use]
    pub fn due(&self) -> Option<Moment> {
        let due = self.versions.last().and_then(|given| given.promised.due);
        due.filter(|_| self.kept.is_none())
    }
}

/// A promise and who keeps it, before it is a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    pub promised: Promised,
    pub person: Person,
}

/// The same as a form has it: the time on the community's clock, and nobody chosen is who writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledged {
    pub what: String,
    pub due: Option<NaiveDateTime>,
    pub amount: String,
    pub person: Option<StaffId>,
}

/// The form as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommitmentDraft {
    /// Which one is changed or kept.
    pub number: String,
    pub what: String,
    /// `YYYY-MM-DDTHH:MM` on the community's clock.
    pub due: String,
    pub amount: String,
    pub person: String,
    pub compensation: String,
}

impl CommitmentDraft {
    /// Whether anything of a promise is filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.what, &self.due, &self.amount].iter().all(|field| field.trim().is_empty())
    }

    /// # Errors
    /// Everything wrong with it: a promise says what, and by when or how much.
    pub fn parse(&self) -> Result<Pledged, Problems> {
        let mut problems = Problems::default();
        let what = problems.keep(Field::Promised, read::text(&self.what, limits::REASON_CHARS_MAX));
        let amount = problems.keep(Field::Amount, read::optional_text(&self.amount, limits::NAME_CHARS_MAX));
        let due = match (self.due.trim(), self.amount.trim()) {
            ("", "") => Err(What::Missing),
            ("", _) => Ok(None),
            (typed, _) => moment::date_and_time(typed).map(Some).ok_or(What::NotADate),
        };
        let due = problems.keep(Field::PromisedBy, due);
        let person = self.person.trim();
        let person = (!person.is_empty()).then(|| StaffId::new(person));
        let pledged = (|| Some(Pledged { what: what?, due: due?, amount: amount?, person }))();
        problems.or(pledged)
    }
}

impl Pledged {
    /// Read on the community's clock.
    ///
    /// # Errors
    /// A time that has passed is no promise.
    pub fn promised(&self, zone: Zone, now: Moment) -> Result<Promised, Problems> {
        let due = self.due.map(|due| Moment::from_local(due, zone));
        if due.is_some_and(|due| due <= now) {
            return Err(Problems::one(Field::PromisedBy, What::Past));
        }
        Ok(Promised { what: self.what.clone(), due, amount: self.amount.clone() })
    }
}
