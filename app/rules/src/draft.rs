//! What somebody is writing about a complaint, kept until it is sent.

use serde::{Deserialize, Serialize};

use crate::commitment::CommitmentDraft;
use crate::limits::DRAFT_CHARS_MAX;
use crate::moment::Moment;
use crate::view::Complaint;
use crate::work::{FactsDraft, Work, WorkAct, WorkDraft};

/// How long one is kept that is never sent.
pub const KEPT_DAYS: i64 = 30;

/// One form of one person as it stood last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Whose form it is: one of those that [`WorkAct::is_written`] names.
    pub act: WorkAct,
    pub work: WorkDraft,
    pub kept: Moment,
}

impl Draft {
    /// Whether it still speaks of what is there: words changed for approval are about one submission, an
    /// answer about one request for help.
    #[must_use]
    pub fn fits(&self, complaint: &Complaint) -> bool {
        let WorkDraft { submitted, help, .. } = &self.work;
        let waits = || {
            complaint.approval.as_ref().is_some_and(|waits| waits.at.millis().to_string() == submitted.trim())
        };
        let asked = || {
            let mut open = complaint.helps.iter().filter(|asked| asked.is_open());
            open.any(|asked| asked.number.to_string() == help.trim())
        };
        (submitted.is_empty() || waits()) && (help.is_empty() || asked())
    }
}

impl WorkAct {
    /// The form an act is sent from: a reply, a question and a plan share one.
    #[must_use]
    pub const fn form(self) -> Self {
        match self {
            Self::Ask | Self::Plan => Self::Reply,
            other => other,
        }
    }

    /// Whether its form has a text or a reason to write.
    #[must_use]
    pub const fn is_written(self) -> bool {
        matches!(
            self.form(),
            Self::Offer
                | Self::DeclineOffer
                | Self::Opinion
                | Self::Rule
                | Self::AskHelp
                | Self::Help
                | Self::Note
                | Self::Reply
                | Self::Resolve
                | Self::Pause
                | Self::Extend
                | Self::Review
                | Self::Declare
                | Self::Approve
                | Self::Return
                | Self::Recommit
        )
    }
}

impl WorkDraft {
    /// What of a form is kept while it is written, under the act of its form; `None` where there is
    /// nothing to lose, or more than any text may have, however it is shortened.
    #[must_use]
    pub fn kept(&self) -> Option<(WorkAct, Self)> {
        let act = WorkAct::from_code(&self.act)?.form();
        let chars: usize = self.written().map(|text| text.chars().count()).sum();
        let is_there = self.written().any(|text| !text.trim().is_empty());
        (act.is_written() && is_there && chars <= DRAFT_CHARS_MAX).then(|| (act, self.without_marks(act)))
    }

    /// What a person has put into words.
    fn written(&self) -> impl Iterator<Item = &String> {
        let CommitmentDraft { what, due, amount, compensation, .. } = &self.commitment;
        [&self.text, &self.reason, what, due, amount, compensation].into_iter()
    }

    /// Without what a page puts in by itself, which is another's each time.
    fn without_marks(&self, act: WorkAct) -> Self {
        Self {
            act: act.code().to_owned(),
            facts: FactsDraft::default(),
            facts_version: String::new(),
            was: FactsDraft::default(),
            seen: String::new(),
            key: String::new(),
            answers: crate::question::Given::default(),
            ..self.clone()
        }
    }
}

impl Work {
    /// The form it was sent from, whose draft ends with it.
    #[must_use]
    pub fn form(&self) -> Option<WorkAct> {
        Some(match self {
            Self::Offer { .. } => WorkAct::Offer,
            Self::DeclineOffer { .. } => WorkAct::DeclineOffer,
            Self::Opinion { .. } => WorkAct::Opinion,
            Self::Rule { .. } => WorkAct::Rule,
            Self::AskHelp { .. } => WorkAct::AskHelp,
            Self::Help { .. } => WorkAct::Help,
            Self::Note { .. } => WorkAct::Note,
            Self::Reply { .. } | Self::Plan { .. } | Self::ReplyAll { .. } => WorkAct::Reply,
            Self::Resolve { .. } => WorkAct::Resolve,
            Self::Pause { .. } => WorkAct::Pause,
            Self::Extend { .. } => WorkAct::Extend,
            Self::Review { .. } => WorkAct::Review,
            Self::Declare { .. } => WorkAct::Declare,
            Self::Approve { .. } => WorkAct::Approve,
            Self::Return { .. } => WorkAct::Return,
            Self::Recommit { .. } => WorkAct::Recommit,
            Self::Committing { saying, .. } => return saying.form(),
            _ => return None,
        })
    }
}
