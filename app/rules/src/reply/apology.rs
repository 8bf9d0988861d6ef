//! When to say sorry (L2): promptly and unasked where the fault is ours, not at all where it is not, and
//! with sympathy but without admission while nobody knows.

use super::text::Text;
use crate::grading::Cause;
use crate::resolution::Finding;

/// Whose fault it is, as far as anybody has established.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Ours,
    NotOurs,
    Undecided,
}

impl From<Cause> for Fault {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Ours => Self::Ours,
            Cause::NotOurs => Self::NotOurs,
            Cause::Undetermined => Self::Undecided,
        }
    }
}

impl From<Finding> for Fault {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Upheld | Finding::Partly => Self::Ours,
            Finding::NotUpheld => Self::NotOurs,
            Finding::CannotEstablish => Self::Undecided,
        }
    }
}

/// What a text should do otherwise; like every remark, advice and no bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The fault is ours, and nobody says sorry.
    Apologise,
    /// It would admit a fault that is not ours.
    NoApology,
    /// Nobody knows yet: understand her, admit nothing.
    Sympathise,
}

impl Advice {
    /// What to do about a text; nothing about one that is not written yet.
    ///
    /// ```
    /// use rules::reply::{Advice, Fault};
    /// let of = |fault, text| Advice::on(fault, text);
    /// assert_eq!(of(Fault::Ours, "电梯已经修好。"), Some(Advice::Apologise));
    /// assert_eq!(of(Fault::Ours, "给您添麻烦了，非常抱歉。"), None);
    /// assert_eq!(of(Fault::NotOurs, "对不起，停水是市政检修。"), Some(Advice::NoApology));
    /// assert_eq!(of(Fault::Undecided, "真抱歉。"), Some(Advice::Sympathise));
    /// ```
    #[must_use]
    pub fn on(fault: Fault, text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return None;
        }
        match (fault, apologises(text)) {
            (Fault::Ours, false) => Some(Self::Apologise),
            (Fault::NotOurs, true) => Some(Self::NoApology),
            (Fault::Undecided, true) => Some(Self::Sympathise),
            _ => None,
        }
    }
}

/// Whether a reply says sorry (L2: promptly and unasked where the fault is ours, not at all where
/// it is not). An apology that is only spoken about (您要求道歉) is none.
///
/// ```
/// use rules::reply::apologises;
/// assert!(apologises("給您添麻煩了,非常抱歉。"));
/// assert!(!apologises("您要求道歉的意见已转交。"));
/// ```
#[must_use]
pub fn apologises(text: &str) -> bool {
    const SORRY: [&str; 10] =
        ["抱歉", "对不起", "对不住", "致歉", "道歉", "歉意", "不好意思", "sorry", "apologise", "apologize"];
    const SPOKEN_ABOUT: [&str; 10] =
        ["要求", "不用", "不必", "无需", "不会", "不需要", "拒绝", "没有", "希望我们", "要我们"];
    let letters = Text::letters(text);
    (0..letters.len()).any(|at| {
        SORRY.iter().any(|word| letters.starts(at, word))
            && letters.ending_before(at, &SPOKEN_ABOUT).is_none()
    })
}
