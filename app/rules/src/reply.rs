//! The reply check (handbook §5): what should not be said, what is a promise, and what is a
//! commitment. It only remarks; it never blocks, and it says so with a phrase to offer instead.

use core::ops::Range;

use serde::{Deserialize, Serialize};

use crate::code::coded;

mod apology;
mod commitment;
mod context;
mod phrases;
mod suggest;
mod text;

pub use apology::{Advice, Fault, apologises};
pub use suggest::{Suggested, sentence_at, suggested};
use text::Text;

coded! {
    /// What is not to be said (L1), named by the situation in which it is.
    pub enum Forbidden {
        /// 我们不管: it is not our remit.
        NotOurRemit = "not_our_remit",
        /// 跟我们没关系: it is not our equipment.
        NotOurEquipment = "not_our_equipment",
        /// 没办法解决: one cannot solve it oneself.
        CannotSolve = "cannot_solve",
        /// 随便: the resident gives an opinion.
        AsYouLike = "as_you_like",
        /// 不清楚, 不知道: one is unsure.
        NotSure = "not_sure",
    }
}

coded! {
    /// The phrase to offer instead; `app::words` says it.
    pub enum Offer {
        /// Who answers for it, and that we pass it on and see to it (I2, I6).
        PassOn = "pass_on",
        /// Whose equipment it is, and how we help to reach them (L2).
        HelpToReach = "help_to_reach",
        /// Whom we ask for a solution, and by when she hears (L5).
        AskACompetentColleague = "ask_a_competent_colleague",
        /// Thanks for the opinion, and where it goes (I7).
        ThankAndNote = "thank_and_note",
        /// We find out and call back (I6).
        FindOutAndCallBack = "find_out_and_call_back",
    }
}

impl Forbidden {
    /// What fits the same situation.
    #[must_use]
    pub const fn offer(self) -> Offer {
        match self {
            Self::NotOurRemit => Offer::PassOn,
            Self::NotOurEquipment => Offer::HelpToReach,
            Self::CannotSolve => Offer::AskACompetentColleague,
            Self::AsYouLike => Offer::ThankAndNote,
            Self::NotSure => Offer::FindOutAndCallBack,
        }
    }
}

/// Something to look at before a reply is sent. Ranges are bytes of the text checked, on character
/// boundaries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// A phrase not to be said (L1).
    Forbidden { phrase: Forbidden, range: Range<usize> },
    /// 等我们有了确切结果后会尽快和您联系: needs a person and a next-contact time (L1).
    Promise { range: Range<usize> },
    /// A date, a time limit or an amount: a commitment to record (L4).
    DateOrAmount { range: Range<usize> },
}

impl Remark {
    /// Where it stands, in bytes of the text checked.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Forbidden { range, .. } | Self::Promise { range } | Self::DateOrAmount { range } => {
                range.clone()
            }
        }
    }
}

/// Reads a reply as it stands, in either script, spaces and punctuation ignored; in the order of
/// the text. Time grows with the length of the text only.
///
/// ```
/// use rules::reply::{Forbidden, Remark, check};
/// let text = "这个我 们 不、管。";
/// let remarks = check(text);
/// let [Remark::Forbidden { phrase: Forbidden::NotOurRemit, range }] = remarks.as_slice() else { panic!() };
/// assert_eq!(&text[range.clone()], "我 们 不、管");
/// assert!(check("管道我们不管够不够用都会检查").is_empty());
/// ```
#[must_use]
pub fn check(text: &str) -> Vec<Remark> {
    let letters = Text::letters(text);
    let said = merged(phrases::forbidden(&letters), commitment::promises(&letters));
    merged(said, commitment::dates_and_amounts(&Text::signs(text)))
}

/// Both are in the order of the text already; a general sort would add 3 kB to the browser's part.
fn merged(these: Vec<Remark>, those: Vec<Remark>) -> Vec<Remark> {
    let mut merged = Vec::with_capacity(these.len() + those.len());
    let mut those = those.into_iter().peekable();
    for remark in these {
        while let Some(earlier) = those.next_if(|other| other.range().start < remark.range().start) {
            merged.push(earlier);
        }
        merged.push(remark);
    }
    merged.extend(those);
    merged
}
