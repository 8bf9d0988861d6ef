//! What a grade rests on: stated by the resident, established by staff, counted from the records.

use serde::{Deserialize, Serialize};

use crate::code::coded;

coded! {
    /// Media exposure, set by staff: press, television and publicly readable platforms; neither
    /// private chats nor 12345 (handbook §2).
    #[derive(Default, PartialOrd, Ord)]
    pub enum Media {
        #[default]
        None = "none",
        Possible = "possible",
        Happened = "happened",
        /// Happened or possible, and seriously harming reputation or image (1a).
        Serious = "serious",
    }
}

coded! {
    /// A lawsuit, set by staff.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Lawsuit {
        #[default]
        None = "none",
        Possible = "possible",
        Happened = "happened",
        /// Of several households together, had or possible; how many is [`Facts::suing`].
        Group = "group",
    }
}

coded! {
    /// Danger to people: fire, gas, lift, injury (handbook §2). Stands above everything in the queue;
    /// leaves the grade as it is.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Safety {
        #[default]
        None = "none",
        /// Somebody may be hurt.
        Possible = "possible",
        /// It is happening: the duty roster is alerted at once.
        Now = "now",
    }
}

coded! {
    /// Whose cause a *delay* has (2d), set by staff; the resident's decision or access, owners'
    /// votes, utilities and authorities are not ours.
    #[derive(Default)]
    pub enum Cause {
        #[default]
        Undetermined = "undetermined",
        Ours = "ours",
        NotOurs = "not_ours",
    }
}

/// What a grade rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    pub media: Media,
    pub lawsuit: Lawsuit,
    /// Households behind a group lawsuit; 0 without one.
    pub suing: u32,
    /// An integrity matter (corruption, misused funds): with any exposure it is 1a.
    pub integrity: bool,
    pub safety: Safety,
    /// Households the complainant speaks for, hers included; at least 1.
    pub households: u32,
    /// Persons in a collective complaint, where known; counted as at least the households.
    pub persons: u32,
    /// Different complainants of the same complaint within a month, one per home, this one included:
    /// as the records showed when it was graded.
    pub complainants: u32,
    /// Times the problem came back after it was reported handled: as the resident states, and once
    /// more with each reopening.
    pub returned: u32,
    /// The same as the records of its group showed when it was graded.
    pub came_back: u32,
    /// Help is needed from a department other than the one responsible for this kind.
    pub help: bool,
    pub cause: Cause,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            media: Media::None,
            lawsuit: Lawsuit::None,
            suing: 0,
            integrity: false,
            safety: Safety::None,
            households: 1,
            persons: 1,
            complainants: 1,
            returned: 0,
            came_back: 0,
            help: false,
            cause: Cause::Undetermined,
        }
    }
}

impl Facts {
    /// Persons complaining together: at least one per household.
    #[must_use]
    pub const fn persons_counted(&self) -> u32 {
        if self.persons > self.households { self.persons } else { self.households }
    }

    /// Times the problem came back, stated or counted: whichever is more.
    #[must_use]
    pub const fn returned_counted(&self) -> u32 {
        if self.returned > self.came_back { self.returned } else { self.came_back }
    }
}
