//! How a person can be reached: one phone number or one e-mail address, read from what people
//! type and kept in one normal form, so that the same number is found again however it was typed.
//!
//! These are personal data: `Debug` prints them masked, and there is no `Display`.

use serde::{Deserialize, Serialize};

use crate::code::coded;

mod email;
mod numbering;
mod phone;
mod typed;

pub use email::{EMAIL_OCTETS_MAX, Email, EmailProblem, LOCAL_PART_OCTETS_MAX};
pub use phone::{EXTENSION_DIGITS_MAX, PHONE_CHARS_MAX, Phone, PhoneProblem};

coded! {
    /// Whose numbering plan a number without country code is read by: the community's own.
    #[derive(Default)]
    pub enum Region {
        #[default]
        Mainland = "mainland",
        HongKong = "hong_kong",
        Macau = "macau",
        Taiwan = "taiwan",
    }
}

coded! {
    /// What kind of line a phone number is; a sentence about its length names it.
    pub enum Line {
        Mobile = "mobile",
        Landline = "landline",
        /// Company numbers: 400 and 800 in the mainland, 0800 and 0809 in Taiwan.
        Service = "service",
    }
}

/// One way to reach a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contact {
    Phone(Phone),
    Email(Email),
}

/// Why a text is no contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactProblem {
    /// It has no `@`, so it was read as a phone number.
    Phone(PhoneProblem),
    /// It has an `@`, so it was read as an e-mail address.
    Email(EmailProblem),
}

impl Contact {
    /// Reads a phone number or, where there is an `@` (or `＠`), an e-mail address. A number
    /// without country code is read by the plan of `region`.
    ///
    /// ```
    /// use rules::contact::{Contact, Region};
    /// let phone = Contact::parse("１３８ 1234-4629", Region::Mainland).unwrap();
    /// assert_eq!(phone.normalised(), "+8613812344629");
    /// let email = Contact::parse(" chen＠QQ.com ", Region::Mainland).unwrap();
    /// assert_eq!(email.normalised(), "chen@qq.com");
    /// ```
    ///
    /// # Errors
    /// What the person can put right, with the figures a sentence needs.
    pub fn parse(text: &str, region: Region) -> Result<Self, ContactProblem> {
        if text.contains(['@', '＠']) {
            Email::parse(text).map(Self::Email).map_err(ContactProblem::Email)
        } else {
            Phone::parse(text, region).map(Self::Phone).map_err(ContactProblem::Phone)
        }
    }

    /// The form that is stored and hashed: `+8657188903366;ext=612` or `chen@qq.com`.
    #[must_use]
    pub fn normalised(&self) -> String {
        match self {
            Self::Phone(phone) => phone.normalised(),
            Self::Email(email) => email.as_str().to_owned(),
        }
    }

    /// Enough to recognise one's own, too little to reach another's: `138****4629`.
    #[must_use]
    pub fn masked(&self) -> String {
        match self {
            Self::Phone(phone) => phone.masked(),
            Self::Email(email) => email.masked(),
        }
    }
}
