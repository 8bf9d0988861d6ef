//! Whom a message to all households concerned reaches, each once.

use serde::{Deserialize, Serialize};

use crate::id::ComplaintId;
use crate::notice::{Channel, News, Post};

/// A complaint whose contact a message could go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub complaint: ComplaintId,
    /// What tells her household from others: her home, else how she is reached, else the complaint itself.
    pub household: String,
    /// It belongs to the incident, so it shows the message whoever is sent it.
    pub belongs: bool,
    pub has_email: bool,
    pub receives_sms: bool,
}

/// How many a message reaches, by which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Households {
    pub email: u32,
    pub sms: u32,
    /// Nothing else reaches them: a person has to say it.
    pub to_tell: u32,
}

impl Households {
    #[must_use]
    pub const fn all(self) -> u32 {
        self.email + self.sms + self.to_tell
    }

    /// Counts those a message would go to with what is set up to send.
    #[must_use]
    pub fn count(chosen: &[Recipient], post: Post) -> Self {
        let mut count = Self::default();
        for one in chosen {
            match News::Informed.channel(one.has_email, one.receives_sms, post) {
                Channel::Email => count.email += 1,
                Channel::Sms => count.sms += 1,
                Channel::ToTell | Channel::LinkOnly => count.to_tell += 1,
            }
        }
        count
    }
}

/// Of all who could be written to, one complaint of each household: the first that a machine can reach, else
/// the first. They are given in the order they count: those that belong to the incident before others, the
/// newest first.
#[must_use]
pub fn one_of_each_household(all: &[Recipient]) -> Vec<Recipient> {
    let mut chosen: Vec<Recipient> = Vec::new();
    let reached = |one: &Recipient| one.has_email || one.receives_sms;
    for one in all {
        match chosen.iter_mut().find(|known| known.household == one.household) {
            None => chosen.push(one.clone()),
            Some(known) if !reached(known) && reached(one) => *known = one.clone(),
            Some(_) => {}
        }
    }
    chosen
}
