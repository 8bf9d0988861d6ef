//! What a resident must be told: made with its cause, sent by a job or said by a person, and not
//! told before that.

use rules::{
    access::{Refusal, Staff, Want},
    contact::{Email, Phone},
    id::{CommunityId, ComplaintId, ComplaintNumber, NoticeId},
    language::Language,
    limits::TO_TELL_ROWS_MAX,
    moment::{Moment, Zone},
    notice::{News, Notice, ToTell, Tried},
    resolution::Outcome,
    timeline::{Event, Way, Who},
};
use sqlx::FromRow;

use crate::{
    Changed, Chore, Error, Purpose, Reader, Scope, Store, Tx,
    complaint::Found,
    fresh,
    sql::{Value, args, sql},
    staff::PersonRow,
};

sql! {
    ADD = "INSERT INTO notice (id, complaint, community, entry, news, state, round, contacts, made_at, told_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    FIND = "SELECT n.id, n.complaint, n.community, n.entry, n.news, n.state, n.round, n.contacts, n.made_at, n.tried_at,
            s.id AS staff, s.name, s.department FROM notice n LEFT JOIN staff s ON s.id = n.tried_by WHERE n.id = $1";
    WAITING by "notice_to_tell" = "SELECT n.id, n.complaint, n.community, n.entry, n.news, n.state, n.round, n.contacts,
            n.made_at, n.tried_at, s.id AS staff, s.name, s.department
        FROM notice n LEFT JOIN staff s ON s.id = n.tried_by
        WHERE n.community = $1 AND n.state = 'to_tell' ORDER BY n.made_at, n.id LIMIT $2";
    OPEN by "notice_complaint" = "SELECT id, news FROM notice
        WHERE complaint = $1 AND state IN ('queued', 'failed', 'to_tell')";
    TRY = "UPDATE notice SET tried_at = $2, tried_by = $3
        WHERE id = $1 AND state = 'to_tell' AND (tried_at IS NULL OR tried_at < $4)";
    SETTLE = "UPDATE notice SET state = $2, told_at = $3, told_by = $4, failure = NULL
        WHERE id = $1 AND state IN ('queued', 'failed', 'to_tell')";
    FAIL = "UPDATE notice SET state = 'failed', failure = $2 WHERE id = $1 AND state IN ('queued', 'failed')";
}

#[derive(FromRow)]
struct NoticeRow {
    id: String,
    complaint: String,
    community: String,
    entry: i64,
    news: String,
    state: String,
    round: i64,
    contacts: i64,
    made_at: i64,
    tried_at: Option<i64>,
    staff: Option<String>,
    name: Option<String>,
    department: Option<String>,
}

/// A second press of the button is no second call.
const BETWEEN_TRIES_MINUTES: i64 = 1;

impl NoticeRow {
    fn found(&self) -> Found {
        Found {
            id: ComplaintId::new(self.complaint.as_str()),
            community: CommunityId::new(self.community.as_str()),
        }
    }

    fn notice(&self) -> Result<Notice, Error> {
        let count = |count| u32::try_from(count).unwrap_or(0);
        Ok(Notice { news: news(&self.news)?, round: count(self.round), contacts: count(self.contacts) })
    }

    fn tried(&self) -> Result<Option<Tried>, Error> {
        let (Some(at), Some(id), Some(name), Some(department)) =
            (self.tried_at, &self.staff, &self.name, &self.department)
        else {
            return Ok(None);
        };
        let row = PersonRow { id: id.clone(), name: name.clone(), department: department.clone() };
        Ok(Some(Tried { by: row.into_person()?, at: Moment::from_millis(at) }))
    }
}

fn news(code: &str) -> Result<News, Error> {
    News::from_code(code).ok_or_else(|| Error::failed("a stored word the rules do not know"))
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
    /// The new time, where that is the news.
    pub promised: Option<Moment>,
    /// The result is a refusal: the ways on are named with it.
    pub refusal: bool,
    pub place: String,
    pub made_at: Moment,
}

impl Store {
    /// What a notice is to say, and to whom.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn notice(&self, id: &NoticeId, now: Moment) -> Result<Outgoing, Error> {
        let mut read = self.read().await?;
        let row: NoticeRow = read.one(FIND, args![id]).await?;
        self.outgoing(&mut read, row, now).await
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
    pub async fn to_tell(&self, staff: &Staff, now: Moment) -> Result<Vec<ToTell>, Error> {
        let mut read = self.read().await?;
        let mut lines = Vec::new();
        for community in staff.communities(Want::Handle) {
            let rows: Vec<NoticeRow> = read.all(WAITING, args![&community, TO_TELL_ROWS_MAX]).await?;
            for row in rows {
                let tried = row.tried()?;
                let outgoing = self.outgoing(&mut read, row, now).await?;
                lines.push(ToTell {
                    id: outgoing.id,
                    number: outgoing.number,
                    community: outgoing.community,
                    zone: outgoing.zone,
                    place: outgoing.place,
                    name: outgoing.name,
                    phone: outgoing.phone,
                    at: outgoing.made_at,
                    news: outgoing.news,
                    language: outgoing.language,
                    link: outgoing.link,
                    survey: outgoing.survey,
                    text: outgoing.text,
                    promised: outgoing.promised,
                    refusal: outgoing.refusal,
                    tried,
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
        self.line(id, staff).await?;
        self.settle(id, "told", Some((Way::InPerson, Who::Staff(staff.person()))), now).await
    }

    /// A member of staff has called, and nobody answered: the line stays, and who tried is kept.
    ///
    /// # Errors
    /// As [`Store::tick`].
    pub async fn called_in_vain(&self, id: &NoticeId, staff: &Staff, now: Moment) -> Result<(), Error> {
        let row = self.line(id, staff).await?;
        let (found, notice, id, who) = (row.found(), row.notice()?, id.clone(), staff.person());
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            let args = args![&id, now, &who.id, now.plus_minutes(-BETWEEN_TRIES_MINUTES)];
            if tx.execute(TRY, args).await? == 0 {
                return Ok(());
            }
            tx.changed(Changed::ToTell(found.community.clone()));
            tx.tried(&found, notice, Who::Staff(who), now).await
        })
        .await
    }

    /// A notice that this member of staff may tell.
    async fn line(&self, id: &NoticeId, staff: &Staff) -> Result<NoticeRow, Error> {
        let row: NoticeRow = self.read().await?.one(FIND, args![id]).await?;
        let community = row.found().community;
        if !staff.may(Want::Read, &community) {
            return Err(Error::NotFound);
        }
        if !staff.may(Want::Handle, &community) {
            return Err(Error::Denied(Refusal::NotYours.into()));
        }
        Ok(row)
    }

    async fn settle(
        &self,
        id: &NoticeId,
        state: &str,
        told: Option<(Way, Who)>,
        now: Moment,
    ) -> Result<(), Error> {
        let row: NoticeRow = self.read().await?.one(FIND, args![id]).await?;
        let (found, notice) = (row.found(), row.notice()?);
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
                Some((way, who)) => tx.told(&found, notice, way, who, now).await,
                None => Ok(()),
            }
        })
        .await
    }

    async fn outgoing(&self, read: &mut Reader, row: NoticeRow, now: Moment) -> Result<Outgoing, Error> {
        let complaint = read.complaint_row(&row.found().id).await?;
        let (words, contact) = (complaint.words(self.keys())?, complaint.contact(self.keys())?);
        let entry = read.entry(&row.found().community, row.entry).await?;
        let survey = read.open_survey(&row.found().id, complaint.stage()?).await?;
        let news = row.notice()?.news;
        // One act can bring several news: only those that are about its words carry them.
        let event = entry.filter(|_| news.brings_words()).map(|entry| entry.event);
        Ok(Outgoing {
            number: complaint.number()?,
            community: complaint.community(),
            community_name: complaint.community_name.clone(),
            zone: complaint.zone(now)?,
            language: complaint.language(),
            news,
            waits: matches!(row.state.as_str(), "queued" | "failed" | "to_tell"),
            name: contact.name,
            phone: contact.phone,
            email: contact.email,
            link: self.links().token(Purpose::Complaint, complaint.code, complaint.generation()),
            survey: survey
                .filter(|_| news.brings_survey())
                .map(|(code, generation)| self.links().token(Purpose::Survey, code, generation)),
            promised: event.as_ref().and_then(new_time),
            refusal: event.as_ref().is_some_and(is_refusal),
            text: event.map(said).unwrap_or_default(),
            place: words.place.text,
            made_at: Moment::from_millis(row.made_at),
            id: NoticeId::new(row.id),
        })
    }
}

fn said(event: Event) -> String {
    match event {
        Event::Replied { text, .. }
        | Event::Resolved { text, .. }
        | Event::Reviewed { text, .. }
        | Event::Extended { reason: text, .. }
        | Event::Recommitted { reason: text, .. }
        | Event::Informed { text, .. } => text,
        _ => String::new(),
    }
}

const fn new_time(event: &Event) -> Option<Moment> {
    match event {
        Event::Extended { due, .. } => Some(*due),
        Event::Recommitted { promised, .. } => promised.due,
        _ => None,
    }
}

fn is_refusal(event: &Event) -> bool {
    matches!(event, Event::Resolved { outcomes, .. } if outcomes.contains(&Outcome::NotSupported))
}

/// A notice to be written.
pub(crate) struct NewNotice<'a> {
    pub id: &'a NoticeId,
    pub found: &'a Found,
    /// Number of the entry it tells of.
    pub entry: i64,
    pub notice: Notice,
    pub state: &'a str,
    pub made_at: Moment,
    pub told_at: Option<Moment>,
}

/// The arguments of [`ADD`].
pub(crate) fn add_args(new: &NewNotice<'_>) -> Vec<Value> {
    let NewNotice { id, found, entry, notice, state, made_at, told_at } = *new;
    let Notice { news, round, contacts } = notice;
    args![id, &found.id, &found.community, entry, news.code(), state, round, contacts, made_at, told_at]
}

impl Tx {
    /// Leaves a notice and the job that sends it.
    pub(crate) async fn tell(
        &mut self,
        found: &Found,
        entry: i64,
        notice: Notice,
        now: Moment,
    ) -> Result<NoticeId, Error> {
        let id = NoticeId::new(fresh::id(now)?);
        let new = NewNotice { id: &id, found, entry, notice, state: "queued", made_at: now, told_at: None };
        self.execute(ADD, add_args(&new)).await?;
        self.plan(&Chore::SendNotice(id.clone()), now).await?;
        Ok(id)
    }

    /// Settles what waits to be told and has lost its object; jobs and the to-tell list pass it over.
    pub(crate) async fn retire(&mut self, found: &Found, moot: &[News]) -> Result<(), Error> {
        if moot.is_empty() {
            return Ok(());
        }
        let open: Vec<(String, String)> = self.all(OPEN, args![&found.id]).await?;
        for (id, code) in open {
            if moot.contains(&news(&code)?) {
                let nobody: (Option<Moment>, Option<String>) = (None, None);
                self.execute(SETTLE, args![&NoticeId::new(id), "moot", nobody.0, nobody.1]).await?;
                self.changed(Changed::ToTell(found.community.clone()));
            }
        }
        Ok(())
    }
}
