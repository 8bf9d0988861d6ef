//! Who is told what, and how. Nothing counts as told until it is sent or ticked.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::contact::Phone;
use crate::id::{CommunityId, ComplaintNumber, NoticeId};
use crate::language::Language;
use crate::moment::{Moment, Zone};
use crate::stage::Act;
use crate::timeline::Person;

coded! {
    /// What a notice is about. Jobs hold this and ids, never a rendered text.
    pub enum News {
        Received = "received",
        Accepted = "accepted",
        Replied = "replied",
        Asked = "asked",
        /// The approved plan, which grade 1 owes within three days.
        Planned = "planned",
        Resolved = "resolved",
        /// The result still waits for her word.
        Reminded = "reminded",
        ClosedNoReply = "closed_no_reply",
        Reopened = "reopened",
        /// More serious than before.
        Regraded = "regraded",
        /// The result's clock stands still.
        Paused = "paused",
        /// A new time for the result.
        Extended = "extended",
        /// Her request to look at the grade again is answered.
        Reviewed = "reviewed",
        /// A commitment is given anew.
        Recommitted = "recommitted",
        /// A message to all households a serious incident concerns.
        Informed = "informed",
        /// The report on it.
        Reported = "reported",
    }
}

coded! {
    /// How a notice goes out.
    pub enum Channel {
        Email = "email",
        Sms = "sms",
        /// The list of what a person has to say.
        ToTell = "to_tell",
        /// The private link shows it; nobody is disturbed.
        LinkOnly = "link_only",
    }
}

/// A notice as the rules look at it: what it is about, and how far things had come when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub news: News,
    /// As [`crate::change::State::round`] was.
    pub round: u32,
    /// As [`crate::change::State::contacts`] was: it answers none that came after it.
    pub contacts: u32,
}

/// What the company has set up to send with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Post {
    pub email: bool,
    pub sms: bool,
}

impl News {
    /// Whether a person must say it where no machine can: a reply, a question, a plan, a result, and
    /// the one reminder, a new time (handbook §2: "tries once by phone where nothing else is known").
    #[must_use]
    pub const fn must_be_told(self) -> bool {
        self.answers() || matches!(self, Self::Reminded | Self::Extended | Self::Recommitted | Self::Informed)
    }

    /// Whether it brings a person's own words, and so answers what she wrote before.
    #[must_use]
    pub const fn answers(self) -> bool {
        matches!(self, Self::Replied | Self::Asked | Self::Planned | Self::Resolved | Self::Reviewed)
    }

    /// Whether the words of the entry it tells of go out with it.
    #[must_use]
    pub const fn brings_words(self) -> bool {
        self.answers() || matches!(self, Self::Extended | Self::Recommitted | Self::Informed)
    }

    /// Whether the link to the survey goes out with it.
    #[must_use]
    pub const fn brings_survey(self) -> bool {
        matches!(self, Self::Resolved | Self::Reminded | Self::ClosedNoReply)
    }

    /// Whether nobody needs to be told any more once `act` is done. That it was received stays good
    /// to know; a reply and a commitment given anew still count beside the result; all else lies behind her.
    #[must_use]
    pub const fn is_moot_after(self, act: Act) -> bool {
        match act {
            // An incident concerns her whatever becomes of her own complaint.
            _ if matches!(self, Self::Informed | Self::Reported) => false,
            Act::Resolve => {
                !matches!(self, Self::Received | Self::Replied | Self::Reviewed | Self::Recommitted)
            }
            Act::Confirm | Act::Contest | Act::Lapse | Act::Withdraw => !matches!(self, Self::Received),
            _ => false,
        }
    }

    /// Whether it is worth a message on the phone.
    #[must_use]
    pub const fn is_worth_an_sms(self) -> bool {
        self.must_be_told() || matches!(self, Self::Received | Self::Reported)
    }

    /// How it reaches a resident who left these contacts.
    #[must_use]
    pub const fn channel(self, has_email: bool, receives_sms: bool, post: Post) -> Channel {
        if has_email && post.email {
            Channel::Email
        } else if receives_sms && post.sms && self.is_worth_an_sms() {
            Channel::Sms
        } else if self.must_be_told() {
            Channel::ToTell
        } else {
            Channel::LinkOnly
        }
    }
}

/// A line of the to-tell list: what no e-mail and no SMS could carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToTell {
    pub id: NoticeId,
    pub number: ComplaintNumber,
    pub community: CommunityId,
    pub zone: Zone,
    pub place: String,
    pub name: String,
    pub phone: Option<Phone>,
    pub at: Moment,
    pub news: News,
    /// The language she filed in: what is read out or sent along is in it.
    pub language: Language,
    /// Token of her private link, to give along.
    pub link: String,
    /// Token of the survey's link, with a result.
    pub survey: Option<String>,
    /// What the reply or the result says; empty for other news.
    pub text: String,
    /// The new time, where that is the news.
    pub promised: Option<Moment>,
    /// The result is a refusal: the ways on are named with it.
    pub refusal: bool,
    /// The last call that nobody answered.
    pub tried: Option<Tried>,
}

/// A call that nobody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    pub by: Person,
    pub at: Moment,
}

coded! {
    /// What became of telling somebody.
    pub enum Telling {
        Told = "told",
        /// Called, and nobody answered.
        NoAnswer = "no_answer",
    }
}
