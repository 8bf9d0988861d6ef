//! How a complaint ended: the finding, the coded outcome, and the text told (ISO 10002).

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::moment::Moment;
use crate::timeline::Person;

coded! {
    /// What the investigation found.
    pub enum Finding {
        Upheld = "upheld",
        Partly = "partly",
        NotUpheld = "not_upheld",
        CannotEstablish = "cannot_establish",
    }
}

coded! {
    /// What was done about it.
    pub enum Outcome {
        Repair = "repair",
        Rework = "rework",
        Refund = "refund",
        /// Goodwill money: 补偿, which admits no liability.
        Compensation = "compensation",
        Apology = "apology",
        Explanation = "explanation",
        /// Passed to whom it belongs to.
        Referral = "referral",
        /// Refused; the ways on are named to the resident.
        NotSupported = "not_supported",
    }
}

/// The row that says how it ended, by whom, when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    pub finding: Finding,
    pub outcomes: Vec<Outcome>,
    pub text: String,
    pub by: Person,
    pub at: Moment,
}

impl Resolution {
    /// A refusal names the ways on: internal review, owners' committee, street mediation, housing
    /// bureau, 12345, court (handbook §2).
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.outcomes.contains(&Outcome::NotSupported)
    }
}
