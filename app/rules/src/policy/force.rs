//! Which version is in force: a seat of the company and one of each community, what was put on it,
//! and what was taken off again.

use serde::{Deserialize, Serialize};

use super::Version;
use crate::access::Refusal;
use crate::code::coded;
use crate::moment::Moment;

coded! {
    /// What can be done with a seat.
    pub enum Deed {
        /// A version is put in force.
        Enact = "enact",
        /// What held before holds again.
        RollBack = "roll_back",
        /// A community gives up its own policy for the company's.
        GiveUp = "give_up",
    }
}

/// What holds on a seat and what held before it. On a seat with nothing of its own the one above it
/// holds: for a community the company's, for the company the handbook.
///
/// ```
/// use rules::policy::{Deed, Seat, Version};
/// let mut seat = Seat::default();
/// seat.enact(Version(1)).unwrap();
/// seat.enact(Version(2)).unwrap();
/// assert_eq!(seat.roll_back(), Ok(()));
/// assert_eq!(seat.holds(), Some(Version(1)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat(Vec<Option<Version>>);

impl Seat {
    /// The seat after all that was done with it, oldest first. What could not be done is passed over.
    #[must_use]
    pub fn after(deeds: impl IntoIterator<Item = (Deed, Version)>) -> Self {
        let mut seat = Self::default();
        for (deed, version) in deeds {
            let _ = seat.take(deed, version);
        }
        seat
    }

    /// # Errors
    /// That of the deed.
    pub fn take(&mut self, deed: Deed, version: Version) -> Result<(), Refusal> {
        match deed {
            Deed::Enact => self.enact(version),
            Deed::RollBack => self.roll_back(),
            Deed::GiveUp => self.give_up(),
        }
    }

    /// `None` while the seat above holds.
    #[must_use]
    pub fn holds(&self) -> Option<Version> {
        self.0.last().copied().flatten()
    }

    /// What would hold after rolling back; `None` when nothing was put on the seat.
    #[must_use]
    pub fn before(&self) -> Option<Option<Version>> {
        let (_, before) = self.0.split_last()?;
        Some(before.last().copied().flatten())
    }

    /// # Errors
    /// The version holds already.
    pub fn enact(&mut self, version: Version) -> Result<(), Refusal> {
        if self.holds() == Some(version) {
            return Err(Refusal::NotNow);
        }
        self.0.push(Some(version));
        Ok(())
    }

    /// # Errors
    /// Nothing was put on the seat that could be taken off.
    pub fn roll_back(&mut self) -> Result<(), Refusal> {
        self.0.pop().map(drop).ok_or(Refusal::NotNow)
    }

    /// # Errors
    /// Nothing of its own holds.
    pub fn give_up(&mut self) -> Result<(), Refusal> {
        if self.holds().is_none() {
            return Err(Refusal::NotNow);
        }
        self.0.push(None);
        Ok(())
    }
}

/// What holds in a community, given its own seat and the company's.
#[must_use]
pub fn in_force(own: &Seat, company: &Seat) -> Version {
    own.holds().or_else(|| company.holds()).unwrap_or(Version::HANDBOOK)
}

/// Something done with a community's own seat, or with the company's above it.
#[derive(Clone, Copy, Debug)]
pub struct Decided {
    pub own: bool,
    pub deed: Deed,
    pub version: Version,
    pub at: Moment,
}

/// What held in a community, oldest first, each with when it gave way to the next; and what holds.
///
/// ```
/// use rules::moment::Moment;
/// use rules::policy::{Decided, Deed, Version, reigns};
/// let (deed, at) = (Deed::Enact, Moment::default());
/// let decided = [Decided { own: false, deed, version: Version(1), at }];
/// assert_eq!(reigns(decided), (vec![(Version::HANDBOOK, at)], Version(1)));
/// ```
#[must_use]
pub fn reigns(decided: impl IntoIterator<Item = Decided>) -> (Vec<(Version, Moment)>, Version) {
    let (mut own, mut company, mut past) = (Seat::default(), Seat::default(), Vec::new());
    let mut holds = in_force(&own, &company);
    for Decided { own: is_own, deed, version, at } in decided {
        let _ = if is_own { own.take(deed, version) } else { company.take(deed, version) };
        let next = in_force(&own, &company);
        if next != holds {
            past.push((holds, at));
            holds = next;
        }
    }
    (past, holds)
}
