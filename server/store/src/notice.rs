//! What a resident must be told: made with its cause, sent by a job or said by a person, and not
//! told before that.

use rules::{
    access::{Refusal, Staff, Want},
    contact::{Email, Phone},
    id::{CommunityId, ComplaintId, ComplaintNumber, EntryId, NoticeId},
    language::Language,
    limits::TO_TELL_ROWS_MAX,
    moment::{Moment, Zone},
    notice::{News, ToTell},
    timeline::{Event, Person, Way, Who},
};
use sqlx::FromRow;

use crate::{
    Changed, Chore, Error, Purpose, Reader, Scope, Store, Tx,
    complaint::Found,
    fresh,
    sql::{args, sql},
};

sql! {
    ADD = "INSERT INTO notice (id, complaint, community, entry, news, state, made_at) VALUES ($1, $2, $3, $4, $5, 'queued', $6)";
    SEED = "INSERT INTO notice (id, complaint, community, entry, news, state, made_at, told_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND = "SELECT id, complaint, community, entry, news, state, made_at FROM notice WHERE id = $1";
    WAITING by "notice_to_tell" = "SELECT id, complaint, community, entry, news, state, made_at FROM notice
        WHERE community = $1 AND state = 'to_tell' ORDER BY made_at, id LIMIT $2";
    SETTLE = "UPDATE notice SET state = $2, told_at = $3, told_by = $4, failure = NULL
        WHERE id = $1 AND state IN ('queued', 'failed', 'to_tell')";
    FAIL = "UPDATE notice SET state = 'failed', failure = $2 WHERE id = $1 AND state IN ('queued', 'failed')";
}

#[derive(FromRow)]
struct NoticeRow {
    id: String,
    complaint: String,
    community: String,
    entry: String,
    news: String,
    state: String,
    made_at: i64,
}

impl NoticeRow {
    fn found(&self) -> Found {
        Found {
            id: ComplaintId::new(self.complaint.as_str()),
            community: CommunityId::new(self.community.as_str()),
        }
    }

    fn news(&self) -> Result<News, Error> {
        News::from_code(&self.news).ok_or_else(|| Error::failed("a stored word the rules do not know"))
    }
}

/// Everything needed to tell one resident one thing.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub id: NoticeId,
    pub number: ComplaintNumber,
    pub community: CommunityId,
    pub community_name: String,
    pub zone: Zone,
    pub language: Language,
    pub news: News,
    /// Whether it still has to be told; a job that runs a second time finds it settled.
    pub waits: bool,
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    /// Token of the private link.
    pub link: String,
    /// Token of the survey's link, with a result.
    pub survey: Option<String>,
    /// What the reply or the result says; empty for other news.
    pub text: String,
    pub place: String,
    pub made_at: Moment,
}

impl Store {
    /// What a notice is to say, and to whom.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn notice(&self, id: &NoticeId) -> Result<Outgoing, Error> {
        let mut read = self.read().await?;
        let row: NoticeRow = read.one(FIND, args![id]).await?;
        self.outgoing(&mut read, row).await
    }

    /// It has gone out, and is told by that.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn notice_sent(&self, id: &NoticeId, way: Way, now: Moment) -> Result<(), Error> {
        self.settle(id, "sent", Some((way, Who::Machine)), now).await
    }

    /// Nothing can carry it: a person has to say it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn notice_to_tell(&self, id: &NoticeId, now: Moment) -> Result<(), Error> {
        self.settle(id, "to_tell", None, now).await
    }

    /// The private link shows it; nobody is disturbed.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn notice_link_only(&self, id: &NoticeId, now: Moment) -> Result<(), Error> {
        self.settle(id, "link_only", None, now).await
    }

    /// Sending did not work this time; `reason` is for the operator and names no person.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn notice_failed(&self, id: &NoticeId, reason: &str) -> Result<(), Error> {
        let (id, reason) = (id.clone(), reason.to_owned());
        self.write(Scope::Unordered, async move |tx| tx.execute(FAIL, args![&id, &reason]).await.map(drop))
            .await
    }

    /// What staff still have to say to residents, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn to_tell(&self, staff: &Staff) -> Result<Vec<ToTell>, Error> {
        let mut read = self.read().await?;
        let mut lines = Vec::new();
        for community in staff.communities(Want::Handle) {
            let rows: Vec<NoticeRow> = read.all(WAITING, args![&community, TO_TELL_ROWS_MAX]).await?;
            for row in rows {
                let outgoing = self.outgoing(&mut read, row).await?;
                lines.push(ToTell {
                    id: outgoing.id,
                    number: outgoing.number,
                    community: outgoing.community,
                    place: outgoing.place,
                    name: outgoing.name,
                    phone: outgoing.phone,
                    at: outgoing.made_at,
                    news: outgoing.news,
                    language: outgoing.language,
                    link: outgoing.link,
                    survey: outgoing.survey,
                    text: outgoing.text,
                });
            }
        }
        lines.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        Ok(lines)
    }

    /// A member of staff has said it; ticking twice is no harm.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it; [`Error::Denied`] where she may
    /// not handle it.
    pub async fn tick(&self, id: &NoticeId, staff: &Staff, now: Moment) -> Result<(), Error> {
        let row: NoticeRow = self.read().await?.one(FIND, args![id]).await?;
        let community = row.found().community;
        if !staff.may(Want::Read, &community) {
            return Err(Error::NotFound);
        }
        if !staff.may(Want::Handle, &community) {
            return Err(Error::Denied(Refusal::NotYours.into()));
        }
        let person = Person { id: staff.id.clone(), name: staff.name.clone(), department: staff.department };
        self.settle(id, "told", Some((Way::InPerson, Who::Staff(person))), now).await
    }

    async fn settle(
        &self,
        id: &NoticeId,
        state: &str,
        told: Option<(Way, Who)>,
        now: Moment,
    ) -> Result<(), Error> {
        let row: NoticeRow = self.read().await?.one(FIND, args![id]).await?;
        let (found, news) = (row.found(), row.news()?);
        let (id, state) = (id.clone(), state.to_owned());
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            let by = told.as_ref().and_then(|(_, who)| match who {
                Who::Staff(person) => Some(person.id.as_str().to_owned()),
                Who::Resident | Who::Machine => None,
            });
            let told_at = told.is_some().then_some(now);
            if tx.execute(SETTLE, args![&id, &state, told_at, by]).await? == 0 {
                return Ok(());
            }
            tx.changed(Changed::ToTell(found.community.clone()));
            match told {
                Some((way, who)) => tx.told(&found, news, way, who, now).await,
                None => Ok(()),
            }
        })
        .await
    }

    async fn outgoing(&self, read: &mut Reader, row: NoticeRow) -> Result<Outgoing, Error> {
        let complaint = read.complaint_row(&row.found().id).await?;
        let (words, contact) = (complaint.words(self.keys())?, complaint.contact(self.keys())?);
        let entry = read.entry(&EntryId::new(row.entry.as_str())).await?;
        let survey = read.open_survey(&row.found().id).await?;
        let news = row.news()?;
        // One act can bring several news: only those that are about its words carry them.
        let with_words = matches!(news, News::Replied | News::Asked | News::Resolved);
        let with_survey = matches!(news, News::Resolved | News::Reminded | News::ClosedNoReply);
        Ok(Outgoing {
            number: complaint.number()?,
            community: complaint.community(),
            community_name: complaint.community_name.clone(),
            zone: complaint.zone(),
            language: complaint.language(),
            news,
            waits: matches!(row.state.as_str(), "queued" | "failed" | "to_tell"),
            name: contact.name,
            phone: contact.phone,
            email: contact.email,
            link: self.links().token(Purpose::Complaint, complaint.code, complaint.generation()),
            survey: survey
                .filter(|_| with_survey)
                .map(|(code, generation)| self.links().token(Purpose::Survey, code, generation)),
            text: entry.filter(|_| with_words).map(|entry| said(entry.event)).unwrap_or_default(),
            place: words.place.text,
            made_at: Moment::from_millis(row.made_at),
            id: NoticeId::new(row.id),
        })
    }
}

fn said(event: Event) -> String {
    match event {
        Event::Replied { text, .. } | Event::Resolved { text, .. } => text,
        _ => String::new(),
    }
}

impl Tx {
    /// Leaves a notice and the job that sends it.
    pub(crate) async fn tell(
        &mut self,
        community: &CommunityId,
        complaint: &ComplaintId,
        entry: &EntryId,
        news: News,
        now: Moment,
    ) -> Result<(), Error> {
        let id = NoticeId::new(fresh::id(now)?);
        self.execute(ADD, args![&id, complaint, community, entry, news.code(), now]).await?;
        self.plan(&Chore::SendNotice(id), now).await
    }
}
