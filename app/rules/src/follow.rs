//! What a resident can do by her private link.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::complaint::photos;
use crate::id::PhotoId;
use crate::limits::{self, MESSAGES_PER_DAY_MAX};
use crate::moment::Moment;
use crate::problem::{Field, Problems, What, read};
use crate::stage::Act;
use crate::timeline::{Entry, Event};

coded! {
    /// Which of the page's forms was sent.
    pub enum FollowAct {
        Add = "add",
        Withdraw = "withdraw",
        Accept = "accept",
        NotSolved = "not_solved",
        Review = "review",
    }
}

/// A form of the tracking page as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowDraft {
    pub act: String,
    pub text: String,
    pub photos: Vec<String>,
    pub key: String,
}

/// What the resident does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Follow {
    /// Adds words, photos or both.
    Add {
        text: String,
        photos: Vec<PhotoId>,
    },
    Withdraw {
        text: String,
    },
    /// The result holds.
    Accept,
    /// It does not; opens it again.
    NotSolved {
        text: String,
    },
    /// Asks for a person to review the grade.
    Review {
        text: String,
    },
}

impl Follow {
    /// How it moves the stage; a review leaves it where it is.
    #[must_use]
    pub const fn act(&self) -> Option<Act> {
        match self {
            Self::Add { .. } => Some(Act::Add),
            Self::Withdraw { .. } => Some(Act::Withdraw),
            Self::Accept => Some(Act::Confirm),
            Self::NotSolved { .. } => Some(Act::Contest),
            Self::Review { .. } => None,
        }
    }

    /// Whether one more message is taken after those of `entries`; what moves the complaint always is.
    ///
    /// # Errors
    /// `TooOften`, once a day's messages are used up.
    pub fn within_the_day(&self, entries: &[Entry], now: Moment) -> Result<(), Problems> {
        let is_message = |entry: &&Entry| {
            matches!(entry.event, Event::Added { .. } | Event::ReviewAsked { .. })
                && entry.at > now.plus_days(-1)
        };
        let speaks = matches!(self, Self::Add { .. } | Self::Review { .. });
        if speaks && entries.iter().filter(is_message).count() >= MESSAGES_PER_DAY_MAX {
            return Err(Problems::one(Field::Text, What::TooOften { max: MESSAGES_PER_DAY_MAX }));
        }
        Ok(())
    }
}

impl FollowDraft {
    /// # Errors
    /// An unknown act, a text over the limit, or nothing said where something must be.
    pub fn parse(&self) -> Result<Follow, Problems> {
        let mut problems = Problems::default();
        let act = problems.keep(Field::Act, read::choice(&self.act, FollowAct::from_code));
        let photos = problems.keep(Field::Photos, photos(&self.photos));
        let must_speak = act == Some(FollowAct::Add) && photos.as_ref().is_some_and(Vec::is_empty);
        let text = if must_speak {
            read::text(&self.text, limits::TEXT_CHARS_MAX)
        } else {
            read::optional_text(&self.text, limits::TEXT_CHARS_MAX)
        };
        let text = problems.keep(Field::Text, text);
        let follow = (|| {
            let (text, photos) = (text?, photos?);
            Some(match act? {
                FollowAct::Add => Follow::Add { text, photos },
                FollowAct::Withdraw => Follow::Withdraw { text },
                FollowAct::Accept => Follow::Accept,
                FollowAct::NotSolved => Follow::NotSolved { text },
                FollowAct::Review => Follow::Review { text },
            })
        })();
        problems.or(follow)
    }
}
