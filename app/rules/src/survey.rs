//! The survey after a resolution: did it hold, and how was it (handbook §6, §7).

use serde::{Deserialize, Serialize};

use crate::id::ComplaintNumber;
use crate::kind::Kind;
use crate::limits;
use crate::moment::Moment;
use crate::problem::{Field, Problems, What, read};

/// A survey answer as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerDraft {
    /// `yes` or `no`.
    pub solved: String,
    /// 1 to 5.
    pub satisfaction: String,
    pub attitude: String,
    pub speed: String,
    pub result: String,
    pub words: String,
    pub key: String,
}

/// One answer. All scales are 1 (very dissatisfied) to 5 (very satisfied).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Is it really solved? "No" opens the complaint again.
    pub solved: bool,
    pub satisfaction: u8,
    pub attitude: Option<u8>,
    pub speed: Option<u8>,
    pub result: Option<u8>,
    pub words: String,
}

impl AnswerDraft {
    /// # Errors
    /// Whether it is solved and the overall satisfaction must be answered; all else may stay empty.
    pub fn parse(&self) -> Result<Answer, Problems> {
        let mut problems = Problems::default();
        let solved = problems.keep(Field::Solved, read::choice(&self.solved, yes_or_no));
        let satisfaction = problems.keep(Field::Satisfaction, read::choice(&self.satisfaction, scale));
        let attitude = problems.keep(Field::Attitude, optional(&self.attitude));
        let speed = problems.keep(Field::Speed, optional(&self.speed));
        let result = problems.keep(Field::Result, optional(&self.result));
        let words = problems.keep(Field::Words, read::optional_text(&self.words, limits::WORDS_CHARS_MAX));
        let answer = (|| {
            Some(Answer {
                solved: solved?,
                satisfaction: satisfaction?,
                attitude: attitude?,
                speed: speed?,
                result: result?,
                words: words?,
            })
        })();
        problems.or(answer)
    }
}

fn yes_or_no(code: &str) -> Option<bool> {
    match code {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn scale(code: &str) -> Option<u8> {
    code.parse().ok().filter(|point| (1..=5).contains(point))
}

fn optional(raw: &str) -> Result<Option<u8>, What> {
    read::choice_or(raw, None, |code| scale(code).map(Some))
}

/// What the survey page shows before it is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub number: ComplaintNumber,
    pub kind: Kind,
    pub place: String,
    /// Who will read the answer.
    pub handler: Option<String>,
    /// Set when this link has been answered; an answer cannot be changed.
    pub answered: bool,
    /// Set when the complaint went on after this survey was sent: it takes no answer any more.
    pub over: bool,
}

/// Results over a period. Counts are answers; a scale's are those who said 1 to 5, in that order,
/// for [`crate::score::Score::of`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    pub invited: u32,
    pub answered: u32,
    pub solved: u32,
    pub satisfaction: [u32; 5],
    pub attitude: [u32; 5],
    pub speed: [u32; 5],
    pub result: [u32; 5],
    /// The newest answers that say something in words.
    pub words: Vec<Said>,
}

/// Words from an answer, for the reading list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub number: ComplaintNumber,
    pub at: Moment,
    pub satisfaction: u8,
    pub solved: bool,
    pub words: String,
}
