//! Where a complaint stands, and which acts move it on (ISO 10002: receipt to closing).

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::moment::Moment;

/// Days within which the resident can open a closed complaint again with one click (handbook §2).
pub const REOPEN_DAYS: i64 = 30;
/// Days the resident has to say whether it is solved.
pub const CONFIRM_DAYS: i64 = 7;
/// Days after which she is reminded, once.
pub const REMIND_DAYS: i64 = 4;
/// Days a reminder leaves her at least, however late it reached her.
pub const REMINDED_DAYS_MIN: i64 = 1;

coded! {
    /// Where a complaint stands.
    pub enum Stage {
        /// Arrived; no person has taken it.
        Received = "received",
        /// A handler is responsible.
        Accepted = "accepted",
        Verifying = "verifying",
        Handling = "handling",
        /// We asked the resident for something.
        WaitingForYou = "waiting_for_you",
        /// The result is told; we wait for her word.
        AwaitingConfirmation = "awaiting_confirmation",
        Closed = "closed",
        ClosedNoReply = "closed_no_reply",
        Withdrawn = "withdrawn",
        Reopened = "reopened",
    }
}

coded! {
    /// How far we have come in asking her whether the result holds.
    #[derive(Default)]
    pub enum Asking {
        /// The result is not told, or there is none.
        #[default]
        Untold = "untold",
        /// Only a call was tried, which nobody answered.
        Tried = "tried",
        Told = "told",
        /// The one reminder is made, and on its way.
        Reminding = "reminding",
        /// It has reached her, or a call was tried.
        Reminded = "reminded",
    }
}

/// What can move a complaint from one stage to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Take,
    Verify,
    Handle,
    /// Staff ask the resident for something.
    Ask,
    /// The resident adds something.
    Add,
    Resolve,
    /// She says it is solved.
    Confirm,
    /// She says it is not.
    Contest,
    /// Her time to say so is over.
    Lapse,
    Withdraw,
}

impl Act {
    pub const ALL: &'static [Self] = &[
        Self::Take,
        Self::Verify,
        Self::Handle,
        Self::Ask,
        Self::Add,
        Self::Resolve,
        Self::Confirm,
        Self::Contest,
        Self::Lapse,
        Self::Withdraw,
    ];
}

impl Stage {
    /// The stage after `act`, or `None` where the act makes no sense.
    ///
    /// ```
    /// use rules::stage::{Act, Stage};
    /// assert_eq!(Stage::Received.after(Act::Take), Some(Stage::Accepted));
    /// assert_eq!(Stage::Withdrawn.after(Act::Resolve), None);
    /// ```
    #[must_use]
    pub const fn after(self, act: Act) -> Option<Self> {
        match (act, self) {
            (Act::Take, Self::Received | Self::Reopened) => Some(Self::Accepted),
            (Act::Verify, Self::Accepted) => Some(Self::Verifying),
            (Act::Handle, Self::Accepted | Self::Verifying) => Some(Self::Handling),
            (Act::Ask, Self::Accepted | Self::Verifying | Self::Handling | Self::WaitingForYou) => {
                Some(Self::WaitingForYou)
            }
            (Act::Add, Self::WaitingForYou) => Some(Self::Handling),
            (Act::Add, stage) if stage.is_open() => Some(stage),
            (Act::Resolve, Self::Accepted | Self::Verifying | Self::Handling | Self::WaitingForYou) => {
                Some(Self::AwaitingConfirmation)
            }
            (Act::Confirm, Self::AwaitingConfirmation) => Some(Self::Closed),
            (Act::Lapse, Self::AwaitingConfirmation) => Some(Self::ClosedNoReply),
            (Act::Contest, Self::AwaitingConfirmation | Self::Closed | Self::ClosedNoReply) => {
                Some(Self::Reopened)
            }
            (Act::Withdraw, stage) if stage.is_open() => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// Whether work or an answer is still owed: what the queue shows.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::ClosedNoReply | Self::Withdrawn)
    }

    /// Whether staff have yet to tell a result; 2d and the clocks run.
    #[must_use]
    pub const fn is_unresolved(self) -> bool {
        self.is_open() && !matches!(self, Self::AwaitingConfirmation)
    }

    /// Whether a result stands that can be rated.
    #[must_use]
    pub const fn can_be_rated(self) -> bool {
        matches!(self, Self::AwaitingConfirmation | Self::Closed | Self::ClosedNoReply)
    }

    /// Whether no person is working on it.
    #[must_use]
    pub const fn awaits_a_handler(self) -> bool {
        matches!(self, Self::Received | Self::Reopened)
    }

    /// Whether the resident can still say "not solved" at `now`, it having ended at `ended`.
    #[must_use]
    pub fn can_be_contested(self, ended: Option<Moment>, now: Moment) -> bool {
        match self {
            Self::AwaitingConfirmation => true,
            Self::Closed | Self::ClosedNoReply => ended.is_some_and(|at| now <= at.plus_days(REOPEN_DAYS)),
            _ => false,
        }
    }
}
