//! A form of the staff page, all text, and what it asks for once nothing is wrong with it.

use serde::{Deserialize, Serialize};

use super::{FactsDraft, Work, WorkAct};
use crate::calendar::PauseReason;
use crate::commitment::CommitmentDraft;
use crate::hint::Hint;
use crate::id::ComplaintNumber;
use crate::intake::{Channel, taken_down};
use crate::kind::Kind;
use crate::likeness::Same;
use crate::limits;
use crate::moment::{self, Moment};
use crate::problem::{Field, Problems, What, read};
use crate::question::{Given, Question};
use crate::resolution::{Finding, Outcome};
use crate::transfer::To;
/// A form of the staff page as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkDraft {
    pub act: String,
    pub text: String,
    pub answers: Given,
    pub reason: String,
    pub to: String,
    pub facts: FactsDraft,
    /// The code of what is suggested.
    pub hint: String,
    pub pause: String,
    /// `YYYY-MM-DDTHH:MM` on the community's clock.
    pub due: String,
    pub finding: String,
    pub outcome: Vec<String>,
    /// On which way she contacted us.
    pub channel: String,
    /// Number of another complaint.
    pub with: String,
    /// In which way it is the same.
    pub same: String,
    /// The reply goes to all open complaints of the group.
    pub together: String,
    /// Version of the facts the page was made from: a change since then is met, not overwritten.
    pub facts_version: String,
    /// The facts as they were then.
    pub was: FactsDraft,
    /// Number of the last entry that was seen when this was written.
    pub seen: String,
    /// Which submission is approved or returned: when it was submitted, in milliseconds.
    pub submitted: String,
    /// Which request for help is answered or withdrawn.
    pub help: String,
    /// What is promised with a reply, or which commitment is kept or given anew.
    pub commitment: CommitmentDraft,
    pub key: String,
}

impl WorkDraft {
    /// The version the page was made from; 0 where none was sent, which never matches.
    #[must_use]
    pub fn facts_version(&self) -> i64 {
        self.facts_version.trim().parse().unwrap_or(0)
    }

    /// `asked` are the questions of the complaint's kind.
    ///
    /// # Errors
    /// Everything wrong with the fields of the form that was sent.
    pub fn parse(&self, asked: (Kind, &[Question])) -> Result<Work, Problems> {
        let act =
            read::choice(&self.act, WorkAct::from_code).map_err(|what| Problems::one(Field::Act, what))?;
        match act {
            WorkAct::Take => Ok(Work::Take),
            WorkAct::Verify => Ok(Work::Verify),
            WorkAct::Handle => Ok(Work::Handle),
            WorkAct::AcceptOffer => Ok(Work::AcceptOffer),
            WorkAct::RecallOffer => Ok(Work::RecallOffer),
            WorkAct::DeclineOffer => self.needed_reason().map(|reason| Work::DeclineOffer { reason }),
            WorkAct::Offer => self.offer(),
            WorkAct::Opinion => self.needed_text().map(|text| Work::Opinion { text }),
            WorkAct::Rule => self.rule(),
            WorkAct::AskHelp => self.ask_help(),
            WorkAct::Help => self.needed_text().map(|text| Work::Help { help: self.help(), text }),
            WorkAct::EndHelp => Ok(Work::EndHelp { help: self.help() }),
            WorkAct::Note => self.needed_text().map(|text| Work::Note { text }),
            WorkAct::Answer => self.answer(asked),
            WorkAct::Contacted => self.contacted(),
            WorkAct::Reply if !self.together.is_empty() => {
                self.needed_text().map(|text| Work::ReplyAll { text })
            }
            WorkAct::Reply => self.committing(self.said(|text| Work::Reply { text, asks: false })),
            WorkAct::Ask => self.committing(self.said(|text| Work::Reply { text, asks: true })),
            WorkAct::Plan => self.committing(self.said(|text| Work::Plan { text })),
            WorkAct::Establish => self.establish(),
            WorkAct::NotSo => self.hint().map(|fact| Work::NotSo { fact }),
            WorkAct::MaybeSo => self.hint().map(|fact| Work::MaybeSo { fact }),
            WorkAct::Resolve => self.resolve(),
            WorkAct::Pause => self.pause(),
            WorkAct::Resume => Ok(Work::Resume),
            WorkAct::Extend => self.extend(),
            WorkAct::Review => self.needed_text().map(|text| Work::Review { text }),
            WorkAct::Relink => Ok(Work::Relink),
            WorkAct::Join => self.join(),
            WorkAct::NotSame => self.other().map(|with| Work::NotSame { with }),
            WorkAct::Leave => self.same().map(|same| Work::Leave { same }),
            WorkAct::Declare => self.needed_reason().map(|reason| Work::Declare { reason }),
            WorkAct::Acknowledge => Ok(Work::Acknowledge { text: String::new() }),
            WorkAct::Approve => {
                self.needed_text().map(|text| Work::Approve { submitted: self.submitted(), text })
            }
            WorkAct::Return => {
                self.needed_reason().map(|reason| Work::Return { submitted: self.submitted(), reason })
            }
            WorkAct::TakeBack => Ok(Work::TakeBack),
            WorkAct::Keep => Ok(Work::Keep { commitment: self.commitment() }),
            WorkAct::Recommit => self.recommit(),
        }
    }

    /// What is said, and what it promises.
    fn committing(&self, saying: Result<Work, Problems>) -> Result<Work, Problems> {
        if self.commitment.is_empty() {
            return saying;
        }
        match (saying, self.commitment.parse()) {
            (Ok(saying), Ok(pledged)) => Ok(Work::Committing { saying: Box::new(saying), pledged }),
            (Err(mut problems), Err(more)) => {
                problems.0.extend(more.0);
                Err(problems)
            }
            (Err(problems), _) | (_, Err(problems)) => Err(problems),
        }
    }

    /// 0 where none was sent, which no commitment has.
    fn commitment(&self) -> u32 {
        self.commitment.number.trim().parse().unwrap_or(0)
    }

    fn recommit(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let pledged = self.commitment.parse();
        let reason = problems.keep(Field::Reason, read::text(&self.reason, limits::REASON_CHARS_MAX));
        let compensation = &self.commitment.compensation;
        let compensation =
            problems.keep(Field::Compensation, read::optional_text(compensation, limits::REASON_CHARS_MAX));
        let commitment = self.commitment();
        match (pledged, reason.zip(compensation)) {
            (Ok(pledged), Some((reason, compensation))) => {
                Ok(Work::Recommit { commitment, pledged, reason, compensation })
            }
            (Err(mut pledged), _) => {
                pledged.0.extend(problems.0);
                Err(pledged)
            }
            (Ok(_), None) => Err(problems),
        }
    }

    /// The beginning of time where none was sent, which never matches.
    fn submitted(&self) -> Moment {
        Moment::from_millis(self.submitted.trim().parse().unwrap_or(0))
    }

    fn join(&self) -> Result<Work, Problems> {
        match (self.same(), self.other()) {
            (Ok(same), Ok(with)) => Ok(Work::Join { same, with }),
            (Err(problems), _) | (_, Err(problems)) => Err(problems),
        }
    }

    fn same(&self) -> Result<Same, Problems> {
        read::choice(&self.same, Same::from_code).map_err(|what| Problems::one(Field::Same, what))
    }

    fn other(&self) -> Result<ComplaintNumber, Problems> {
        let typed = read::text(&self.with, limits::KEY_CHARS_MAX);
        let read = typed.and_then(|text| ComplaintNumber::read(&text).ok_or(What::NoSuchComplaint));
        read.map_err(|what| Problems::one(Field::With, what))
    }

    /// No person types it, so that it has no name of its own.
    fn hint(&self) -> Result<Hint, Problems> {
        read::choice(&self.hint, Hint::from_code).map_err(|what| Problems::one(Field::Act, what))
    }

    /// Only those that are filled in: nothing is taken back of what she said.
    fn answer(&self, (kind, asked): (Kind, &[Question])) -> Result<Work, Problems> {
        let wrong = |what| Problems::one(Field::Answers, what);
        let answers = self.answers.read(kind, asked, core::iter::empty()).map_err(wrong)?;
        if answers.is_empty() { Err(wrong(What::Missing)) } else { Ok(Work::Answer { answers }) }
    }

    fn said(&self, work: impl FnOnce(String) -> Work) -> Result<Work, Problems> {
        self.needed_text().map(work)
    }

    fn needed_text(&self) -> Result<String, Problems> {
        read::text(&self.text, limits::TEXT_CHARS_MAX).map_err(|what| Problems::one(Field::Text, what))
    }

    fn needed_reason(&self) -> Result<String, Problems> {
        read::text(&self.reason, limits::REASON_CHARS_MAX).map_err(|what| Problems::one(Field::Reason, what))
    }

    fn offer(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let to = problems.keep(Field::To, self.to());
        let reason =
            problems.keep(Field::Reason, read::optional_text(&self.reason, limits::REASON_CHARS_MAX));
        problems.or(to.zip(reason).map(|(to, reason)| Work::Offer { to, reason }))
    }

    fn rule(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let to = problems.keep(Field::To, self.to());
        let reason = problems.keep(Field::Reason, read::text(&self.reason, limits::REASON_CHARS_MAX));
        problems.or(to.zip(reason).map(|(to, reason)| Work::Rule { to, reason }))
    }

    fn ask_help(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let of = problems.keep(Field::To, self.to());
        let text = problems.keep(Field::Text, read::text(&self.text, limits::REASON_CHARS_MAX));
        problems.or(of.zip(text).map(|(of, text)| Work::AskHelp { of, text }))
    }

    /// 0 where none was sent, which no request has.
    fn help(&self) -> u32 {
        self.help.trim().parse().unwrap_or(0)
    }

    fn to(&self) -> Result<To, What> {
        read::text(&self.to, limits::KEY_CHARS_MAX).map(|code| To::read(&code))
    }

    fn establish(&self) -> Result<Work, Problems> {
        let reason = read::optional_text(&self.reason, limits::REASON_CHARS_MAX)
            .map_err(|what| Problems::one(Field::Reason, what));
        match (self.facts.parse(), reason) {
            (Ok(facts), Ok(reason)) => Ok(Work::Establish { facts, reason }),
            (Err(mut facts), Err(reason)) => {
                facts.0.extend(reason.0);
                Err(facts)
            }
            (Err(problems), _) | (_, Err(problems)) => Err(problems),
        }
    }

    fn contacted(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let channel =
            problems.keep(Field::Channel, read::choice_or(&self.channel, Channel::Phone, taken_down));
        let text = problems.keep(Field::Text, read::optional_text(&self.text, limits::TEXT_CHARS_MAX));
        problems.or(channel.zip(text).map(|(channel, text)| Work::Contacted { channel, text }))
    }

    fn pause(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let reason = problems.keep(Field::Pause, read::choice(&self.pause, PauseReason::from_code));
        let text = problems.keep(Field::Text, read::optional_text(&self.text, limits::REASON_CHARS_MAX));
        problems.or(reason.zip(text).map(|(reason, text)| Work::Pause { reason, text }))
    }

    fn extend(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let due = match self.due.trim() {
            "" => Err(What::Missing),
            typed => moment::date_and_time(typed).ok_or(What::NotADate),
        };
        let due = problems.keep(Field::Due, due);
        let reason = problems.keep(Field::Reason, read::text(&self.reason, limits::REASON_CHARS_MAX));
        problems.or(due.zip(reason).map(|(due, reason)| Work::Extend { due, reason }))
    }

    fn resolve(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let finding = problems.keep(Field::Finding, read::choice(&self.finding, Finding::from_code));
        let outcomes = problems.keep(Field::Outcome, self.outcomes());
        let text = problems.keep(Field::Text, read::text(&self.text, limits::TEXT_CHARS_MAX));
        let resolve = (|| Some(Work::Resolve { finding: finding?, outcomes: outcomes?, text: text? }))();
        problems.or(resolve)
    }

    fn outcomes(&self) -> Result<Vec<Outcome>, What> {
        let mut outcomes = Vec::new();
        for code in self.outcome.iter().filter(|code| !code.is_empty()) {
            let outcome = Outcome::from_code(code).ok_or(What::NotAChoice)?;
            if !outcomes.contains(&outcome) {
                outcomes.push(outcome);
            }
        }
        if outcomes.is_empty() { Err(What::Missing) } else { Ok(outcomes) }
    }
}
