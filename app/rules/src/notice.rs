//! Who is told what, and how. Nothing counts as told until it is sent or ticked.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::contact::Phone;
use crate::id::{CommunityId, ComplaintNumber, NoticeId};
use crate::language::Language;
use crate::moment::Moment;

coded! {
    /// What a notice is about. Jobs hold this and ids, never a rendered text.
    pub enum News {
        Received = "received",
        Accepted = "accepted",
        Replied = "replied",
        Asked = "asked",
        Resolved = "resolved",
        /// The result still waits for her word.
        Reminded = "reminded",
        ClosedNoReply = "closed_no_reply",
        Reopened = "reopened",
        /// More serious than before.
        Regraded = "regraded",
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

/// What the company has set up to send with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Post {
    pub email: bool,
    pub sms: bool,
}

impl News {
    /// Whether a person must say it where no machine can: a reply, a question, a result, and the
    /// one reminder (handbook §2: "tries once by phone where nothing else is known").
    #[must_use]
    pub const fn must_be_told(self) -> bool {
        matches!(self, Self::Replied | Self::Asked | Self::Resolved | Self::Reminded)
    }

    /// Whether it is worth a message on the phone.
    #[must_use]
    pub const fn is_worth_an_sms(self) -> bool {
        self.must_be_told() || matches!(self, Self::Received)
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
}
