//! The kinds of job there are. A job holds ids, never a rendered text, and is safe to run twice.

use rules::{
    id::{AlertId, AlikeId, ApprovalId, CommunityId, ComplaintId, NoticeId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Payload, json};

use crate::{
    Error, Tx,
    job::{Job, enqueue_args},
    sql::Value,
};

/// Where the walk along the open complaints of a community goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    pub community: CommunityId,
    /// Of the enactment that asks for it.
    pub seq: i64,
    /// The last one seen; empty at the beginning.
    pub after: ComplaintId,
}

/// What a job does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chore {
    /// Tell a resident something.
    SendNotice(NoticeId),
    /// 2d: a month since receipt is over.
    Month(ComplaintId),
    /// Four days without her word on the result.
    Remind(ComplaintId),
    /// Seven days without it.
    Lapse(ComplaintId),
    /// The day by which a person decides whose cause a delay has.
    Cause(ComplaintId),
    /// Look for what a complaint may be the same as.
    Compare(ComplaintId),
    /// Re-grade the many for whom the records of a group make a rule hold.
    Recount(AlikeId),
    /// Take complaints of a sample into the search.
    Index(CommunityId),
    /// The next rung of its ladder.
    Ladder(ComplaintId),
    /// Alert a member of staff by e-mail.
    MailAlert(AlertId),
    /// The same by SMS.
    TextAlert(AlertId),
    /// Another version is in force: what is next of the open complaints.
    Replan(Slice),
    /// A reply that was approved goes on to the others of its group.
    ReplyOn(ApprovalId),
    /// Photos nobody claimed, done jobs, ended sessions.
    Tidy,
}

impl Slice {
    fn after_which(&self) -> String {
        format!("{} {}", self.community.as_str(), self.after.as_str())
    }
}

impl Chore {
    const fn kind(&self) -> &'static str {
        match self {
            Self::SendNotice(_) => "send_notice",
            Self::Month(_) => "month",
            Self::Remind(_) => "remind",
            Self::Lapse(_) => "lapse",
            Self::Cause(_) => "cause",
            Self::Compare(_) => "compare",
            Self::Recount(_) => "recount",
            Self::Index(_) => "index",
            Self::Ladder(_) => "ladder",
            Self::MailAlert(_) => "mail_alert",
            Self::TextAlert(_) => "text_alert",
            Self::Replan(_) => "replan",
            Self::ReplyOn(_) => "reply_on",
            Self::Tidy => "tidy",
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::SendNotice(id) => id.as_str(),
            Self::Month(id)
            | Self::Remind(id)
            | Self::Lapse(id)
            | Self::Cause(id)
            | Self::Compare(id)
            | Self::Ladder(id) => id.as_str(),
            Self::Recount(id) => id.as_str(),
            Self::Index(id) => id.as_str(),
            Self::MailAlert(id) | Self::TextAlert(id) => id.as_str(),
            Self::Replan(slice) => slice.community.as_str(),
            Self::ReplyOn(id) => id.as_str(),
            Self::Tidy => "",
        }
    }

    /// What its job holds, and the key that keeps it from being planned twice.
    fn job(&self, run_at: Moment) -> (Payload, String) {
        let key = format!("{} {} {}", self.kind(), self.id(), run_at.millis());
        match self {
            // Each slice once, whenever that is.
            Self::Replan(slice) => (json!(slice), format!("replan {} {}", slice.seq, slice.after_which())),
            _ => (json!({ "id": self.id() }), key),
        }
    }

    /// The arguments of [`crate::job::ENQUEUE`].
    pub(crate) fn args(&self, run_at: Moment) -> Result<Vec<Value>, Error> {
        let (payload, key) = self.job(run_at);
        enqueue_args(self.kind(), &payload, run_at, Some(&key))
    }

    /// What a claimed job is; `None` for a kind this version does not know.
    #[must_use]
    pub fn of(job: &Job) -> Option<Self> {
        let id = || job.payload.get("id").and_then(|id| id.as_str()).map(str::to_owned);
        match job.kind.as_str() {
            "send_notice" => Some(Self::SendNotice(NoticeId::new(id()?))),
            "month" => Some(Self::Month(ComplaintId::new(id()?))),
            "remind" => Some(Self::Remind(ComplaintId::new(id()?))),
            "lapse" => Some(Self::Lapse(ComplaintId::new(id()?))),
            "cause" => Some(Self::Cause(ComplaintId::new(id()?))),
            "compare" => Some(Self::Compare(ComplaintId::new(id()?))),
            "recount" => Some(Self::Recount(AlikeId::new(id()?))),
            "index" => Some(Self::Index(CommunityId::new(id()?))),
            "ladder" => Some(Self::Ladder(ComplaintId::new(id()?))),
            "mail_alert" => Some(Self::MailAlert(AlertId::new(id()?))),
            "text_alert" => Some(Self::TextAlert(AlertId::new(id()?))),
            "replan" => serde_json::from_value(job.payload.clone()).ok().map(Self::Replan),
            "reply_on" => Some(Self::ReplyOn(ApprovalId::new(id()?))),
            "tidy" => Some(Self::Tidy),
            _ => None,
        }
    }
}

impl Tx {
    /// Plans a chore for `run_at`; the same chore for the same instant is planned once.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn plan(&mut self, chore: &Chore, run_at: Moment) -> Result<(), Error> {
        let (payload, key) = chore.job(run_at);
        self.enqueue(chore.kind(), &payload, run_at, Some(&key)).await.map(drop)
    }
}
