//! Kinds of complaint and the departments that answer for them.

use crate::code::coded;

coded! {
    /// What a complaint is about: the glossary's nine.
    pub enum Kind {
        Works = "works",
        Security = "security",
        Cleaning = "cleaning",
        Greenery = "greenery",
        Parking = "parking",
        Charges = "charges",
        Attitude = "attitude",
        Neighbours = "neighbours",
        Other = "other",
    }
}

coded! {
    /// A department of the property company.
    pub enum Department {
        CustomerService = "customer_service",
        Engineering = "engineering",
        Security = "security",
        Environment = "environment",
        Finance = "finance",
        Supervision = "supervision",
        Management = "management",
    }
}

impl Kind {
    /// The department responsible for this kind. Help from any *other* one makes grade 3 (rule 3b);
    /// passing it on to this one does not.
    #[must_use]
    pub const fn department(self) -> Department {
        match self {
            Self::Works => Department::Engineering,
            Self::Security | Self::Parking => Department::Security,
            Self::Cleaning | Self::Greenery => Department::Environment,
            Self::Charges => Department::Finance,
            Self::Attitude | Self::Neighbours | Self::Other => Department::CustomerService,
        }
    }
}
