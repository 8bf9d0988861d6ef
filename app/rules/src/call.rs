//! Calls: what a resident said on the phone, or to any employee, as one row of the log, and what became of
//! it (handbook I3, I6, I8, I10).

use serde::{Deserialize, Serialize};

use crate::access::{Refusal, Staff, Want};
use crate::calendar::Limit;
use crate::code::coded;
use crate::complaint::{CommunitySign, Ground};
use crate::contact::{Phone, Region};
use crate::id::{CallId, CommunityId, ComplaintNumber};
use crate::limits;
use crate::moment::{Moment, Zone};
use crate::problem::{Field, Problems, What, read};
use crate::timeline::Person;

/// By when somebody calls back: half an hour of working time, whoever took it.
pub const CALL_BACK: Limit = Limit::Working(30);
/// A second press of the button is no second call.
const BETWEEN_TRIES_MINUTES: i64 = 1;

coded! {
    /// What became of a call.
    pub enum Became {
        /// An enquiry, answered at once (I8).
        Answered = "answered",
        /// A complaint was filed.
        Filed = "filed",
        /// It was about a complaint there is (I3).
        Contacted = "contacted",
        /// Somebody is to call back.
        CallBack = "call_back",
        /// Somebody has called back, and answered.
        CalledBack = "called_back",
    }
}

coded! {
    /// What can be done about somebody who is to be called back.
    pub enum CallAct {
        /// It is mine to call.
        Take = "take",
        /// Called, and answered.
        Reached = "reached",
        /// Called, and nobody picked up.
        NoAnswer = "no_answer",
    }
}

/// What was said, and by whom: sealed where it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub text: String,
    pub name: String,
    pub phone: Option<Phone>,
    pub place: String,
    /// What an enquiry, or the call back, was answered with.
    pub answer: String,
}

/// Something somebody did, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The name of who did it.
    pub by: String,
    pub at: Moment,
}

/// That somebody is to be called back, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    pub due: Moment,
    /// Who has taken it on.
    pub taken_by: Option<Person>,
    pub tries: u32,
    /// The last call that nobody picked up.
    pub tried: Option<Done>,
}

/// One row of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub id: CallId,
    pub community: CommunityId,
    pub zone: Zone,
    pub at: Moment,
    /// Who took it.
    pub by: Person,
    /// Said to an employee who passed it on (I10).
    pub passed_on: bool,
    pub said: Said,
    pub became: Became,
    /// What was filed of it, or which it was about.
    pub complaint: Option<ComplaintNumber>,
    pub back: Option<Back>,
    /// Called back and answered.
    pub ended: Option<Done>,
}

impl Call {
    /// The same after a member of staff did something about it; `answer` is what was answered, if anything
    /// was written down.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] where their duty does not include it; [`Refusal::NotNow`] where nobody is to be
    /// called any more.
    pub fn after(mut self, act: CallAct, answer: &str, by: &Staff, now: Moment) -> Result<Self, Refusal> {
        if !by.may(Want::Handle, &self.community) {
            return Err(Refusal::NotYours);
        }
        let waits = self.became == Became::CallBack;
        let Some(back) = self.back.as_mut().filter(|_| waits) else { return Err(Refusal::NotNow) };
        let done = Done { by: by.name.clone(), at: now };
        match act {
            CallAct::Take => back.taken_by = Some(by.person()),
            CallAct::NoAnswer => {
                let since = now.plus_minutes(-BETWEEN_TRIES_MINUTES);
                if back.tried.as_ref().is_none_or(|tried| tried.at < since) {
                    back.tries += 1;
                    back.tried = Some(done);
                }
            }
            CallAct::Reached => {
                self.became = Became::CalledBack;
                answer.clone_into(&mut self.said.answer);
                self.ended = Some(done);
            }
        }
        Ok(self)
    }

    /// Whether somebody is to call back and it is past the time for it.
    #[must_use]
    pub fn is_late(&self, now: Moment) -> bool {
        self.became == Became::CallBack && self.back.as_ref().is_some_and(|back| back.due < now)
    }
}

/// A call as it is written down; all text, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallDraft {
    pub community: String,
    pub text: String,
    pub name: String,
    pub phone: String,
    pub place: String,
    /// What an enquiry was answered with.
    pub answer: String,
    /// Idempotency key: the same form posted twice is one call.
    pub key: String,
}

/// A call ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    pub community: CommunityId,
    pub said: Said,
    pub became: Became,
    pub key: String,
}

impl CallDraft {
    /// Somebody to be called back: her words, her name and her number are needed.
    ///
    /// # Errors
    /// Every problem found, in the order of the page.
    pub fn to_call_back(&self, ground: &Ground) -> Result<Heard, Problems> {
        let mut problems = Problems::default();
        let community = problems.keep(Field::Community, self.community(ground));
        let text = problems.keep(Field::Text, read::text(&self.text, limits::TEXT_CHARS_MAX));
        let name = problems.keep(Field::Name, read::text(&self.name, limits::NAME_CHARS_MAX));
        let region = community.map_or(Region::Mainland, |sign| sign.region);
        let phone = problems.keep(Field::Phone, Phone::parse(&self.phone, region).map_err(What::Phone));
        let place = problems.keep(Field::Place, read::optional_text(&self.place, limits::PLACE_CHARS_MAX));
        let heard = (|| {
            let said =
                Said { text: text?, name: name?, phone: Some(phone?), place: place?, answer: String::new() };
            Some(self.heard(community?, said, Became::CallBack))
        })();
        problems.or(heard)
    }

    /// An enquiry that was answered: what was asked, and what was said to it. Who asked may stay unknown.
    ///
    /// # Errors
    /// As [`CallDraft::to_call_back`].
    pub fn enquiry(&self, ground: &Ground) -> Result<Heard, Problems> {
        let mut problems = Problems::default();
        let community = problems.keep(Field::Community, self.community(ground));
        let region = community.map_or(Region::Mainland, |sign| sign.region);
        let place = problems.keep(Field::Place, read::optional_text(&self.place, limits::PLACE_CHARS_MAX));
        let text = problems.keep(Field::Text, read::text(&self.text, limits::TEXT_CHARS_MAX));
        let answer = problems.keep(Field::Answer, read::text(&self.answer, limits::TEXT_CHARS_MAX));
        let name = problems.keep(Field::Name, read::optional_text(&self.name, limits::NAME_CHARS_MAX));
        let phone = problems.keep(Field::Phone, self.phone_if_any(region));
        let heard = (|| {
            let said = Said { text: text?, name: name?, phone: phone?, place: place?, answer: answer? };
            Some(self.heard(community?, said, Became::Answered))
        })();
        problems.or(heard)
    }

    fn heard(&self, community: &CommunitySign, said: Said, became: Became) -> Heard {
        let key = self.key.chars().take(limits::KEY_CHARS_MAX).collect();
        Heard { community: community.id.clone(), said, became, key }
    }

    fn community<'a>(&self, ground: &'a Ground) -> Result<&'a CommunitySign, What> {
        match (self.community.trim(), &ground.communities[..]) {
            ("", [only]) => Ok(only),
            ("", _) => Err(What::Missing),
            (id, _) => ground.community(id).ok_or(What::NotAChoice),
        }
    }

    fn phone_if_any(&self, region: Region) -> Result<Option<Phone>, What> {
        let typed = self.phone.trim();
        (!typed.is_empty()).then(|| Phone::parse(typed, region).map_err(What::Phone)).transpose()
    }
}

/// A page of the log, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    pub calls: Vec<Call>,
    /// The page after this one begins behind it.
    pub next: Option<CallId>,
}
