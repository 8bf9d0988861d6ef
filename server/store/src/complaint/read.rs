//! What a resident sees by her link, and what staff see.

use rules::{
    access::{Staff, Want},
    approval::is_needed,
    change::State,
    complaint::Filer,
    deadline::Deadline,
    grading::Facts,
    hint::Offered,
    id::{ComplaintId, ComplaintNumber, PhotoId},
    kind::Kind,
    moment::Moment,
    policy::{Answering, Terms, Version},
    question::{Question, standing},
    resolution::{Finding, Outcome, Resolution},
    timeline::{Entry, Event, Person},
    view::{Complaint, Dossier, Explained, Tracking},
};
use sqlx::FromRow;

use super::{
    change::Found,
    row::{ComplaintRow, Words, known},
};
use crate::{
    Error, Reader, Scope, Store, Tx,
    access::Sight,
    sql::{args, sql},
    staff::PersonRow,
};

sql! {
    ROW = "SELECT c.id, c.community, m.name AS community_name, m.zone, m.policy AS in_force, c.number, c.code, c.generation, c.language,
            c.channel, r.name AS recipient, c.referrer, c.filer, c.kind, c.area, c.since, c.wishes, c.words, c.contact, c.received, c.stage, c.grade, c.policy, c.reasons,
            c.facts, c.facts_version, c.deadlines, c.course, c.handler, h.name AS handler_name,
            h.department AS handler_department, c.round, c.contacts, c.unread, c.contacts_again, c.review, c.resolved, c.asking,
            c.ended, c.version, c.alike, c.problem, d.at AS declared
        FROM complaint c JOIN community m ON m.id = c.community LEFT JOIN staff h ON h.id = c.handler
            LEFT JOIN staff r ON r.id = c.recipient
            LEFT JOIN declaration d ON d.complaint = c.id WHERE c.id = $1";
    RESOLUTION by "resolution_complaint" = "SELECT r.id, r.finding, r.outcomes, r.text, r.at, s.id AS staff,
            s.name, s.department FROM resolution r JOIN staff s ON s.id = r.staff
        WHERE r.complaint = $1 ORDER BY r.at DESC LIMIT 1";
    PHOTOS by "photo_complaint" = "SELECT id FROM photo WHERE complaint = $1 AND entry IS NULL ORDER BY position";
}

#[derive(FromRow)]
struct ResolutionRow {
    id: String,
    finding: String,
    outcomes: String,
    text: Vec<u8>,
    at: i64,
    staff: String,
    name: String,
    department: String,
}

impl Store {
    /// The complaint a private link opens, as its complainant sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is unknown, altered or revoked.
    pub async fn tracking(&self, token: &str, now: Moment) -> Result<Tracking, Error> {
        let Found { id, .. } = self.linked(token).await?;
        let mut read = self.read().await?;
        let row = read.complaint_row(&id).await?;
        let (words, contact) = (row.words(self.keys())?, row.contact(self.keys())?);
        let state = read.state_of(&row, now).await?;
        let (told, hidden): (Vec<_>, Vec<_>) =
            state.graded.reasons.iter().cloned().partition(rules::grading::Reason::is_told_to_resident);
        let survey = read.open_survey(&id, state.stage).await?;
        let survey =
            survey.map(|(code, generation)| self.links().token(crate::Purpose::Survey, code, generation));
        let entries = read.timeline(&id).await?;
        let answers = standing(words.answers, &entries);
        let explained = explained(&state, now);
        Ok(Tracking {
            number: row.number()?,
            community: row.community(),
            zone: row.zone(now)?,
            kind: row.kind()?,
            area: row.area()?,
            place: words.place.text,
            text: words.text,
            answers,
            remedy: words.remedy,
            wishes: row.wishes(),
            photos: read.photos(&id).await?,
            stage: state.stage,
            grade: state.graded.grade,
            reasons: told,
            assessed_by_staff: !hidden.is_empty(),
            handler: state.handler,
            received: state.received,
            ended: state.ended,
            explained,
            deadlines: state.deadlines,
            entries: entries.into_iter().filter_map(for_resident).collect(),
            resolution: read.resolution(&id).await?,
            phone: contact.phone.map(|phone| phone.masked()),
            email: contact.email.map(|email| email.masked()),
            survey,
            commitments: read.commitments(&id).await?,
            households: state.facts.households,
        })
    }

    /// A complaint as staff see it; that it was opened goes on record.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn complaint(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
        now: Moment,
    ) -> Result<Complaint, Error> {
        let found = self.read().await?.numbered(number, staff).await?;
        self.record_look(&found, staff, now).await?;
        self.whole(found, staff, now).await
    }

    /// All that is on record of a complaint; that it was read goes on record too.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn dossier(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
        now: Moment,
    ) -> Result<Dossier, Error> {
        let found = self.read().await?.numbered(number, staff).await?;
        let (scope, looker) = (Scope::Community(found.community.clone()), staff.id.clone());
        let Found { id, community } = found.clone();
        let look = async move |tx: &mut Tx| tx.saw(&community, &id, &looker, &Sight::Dossier, now).await;
        self.write(scope, look).await?;
        let mut complaint = self.whole(found, staff, now).await?;
        complaint.link = None;
        let company = self.company().await?.name;
        let mut read = self.read().await?;
        let surveys = read.surveys(&complaint.id).await?;
        Ok(Dossier { complaint, company, surveys, now })
    }

    async fn whole(&self, found: Found, staff: &Staff, now: Moment) -> Result<Complaint, Error> {
        let Found { id, community } = found;
        let mut read = self.read().await?;
        let row = read.complaint_row(&id).await?;
        let (words, contact) = (row.words(self.keys())?, row.contact(self.keys())?);
        let mut state = read.state_of(&row, now).await?;
        state.approval = read.open_approval(&id).await?;
        read.add_transfers(&id, &mut state).await?;
        read.held_transfers(&community, &mut state, now).await?;
        let found = Found { id, community };
        let approval = read.held_approval(&found, &state, now).await?;
        let approvers = match is_needed(state.graded.grade) {
            true => read.approvers(&found, &state, &staff.id, now).await?.0,
            false => Vec::new(),
        };
        let answering = read.answering(&row, now).await?;
        let Found { id, community } = found;
        let explained = explained(&state, now);
        let entries = read.timeline(&id).await?;
        let answers = standing(words.answers.clone(), &entries);
        let Offered { suggested, not_so } = read.offered(&row, &words, &entries, &state.facts).await?;
        let policy = read.policy(Version(row.in_force)).await?;
        Ok(Complaint {
            number: row.number()?,
            community_name: row.community_name.clone(),
            terms: Terms::clone(&state.terms),
            graded_by: state.graded_by,
            version: row.version,
            facts_version: state.facts_version,
            filer: row.filer().unwrap_or(Filer::HomeOwner),
            arrival: row.arrival(&words)?,
            kind: row.kind()?,
            responsible: policy.kinds.department(row.kind()?),
            area: row.area()?,
            place: words.place.text,
            home: words.home.map(|home| home.text),
            text: words.text,
            answers,
            asked: policy.kinds.questions(row.kind()?).to_vec(),
            since: row.since.as_deref().and_then(|since| since.parse().ok()),
            remedy: words.remedy,
            wishes: row.wishes(),
            photos: read.photos(&id).await?,
            name: contact.name,
            phone: contact.phone,
            email: contact.email,
            stage: state.stage,
            grade: state.graded.grade,
            reasons: state.graded.reasons,
            facts: state.facts,
            suggested,
            not_so,
            received: state.received,
            ended: state.ended,
            explained,
            can_extend: state.course.extensions.is_empty(),
            promised: state.course.promised.clone(),
            review: state.review,
            declared: state.declared,
            deadlines: state.deadlines,
            handler: state.handler,
            offer: state.offer,
            declined: state.declined.len(),
            dispute: state.dispute,
            helps: read.helps(&id).await?,
            approval,
            approvers,
            commitments: read.commitments(&id).await?,
            answering,
            contacts_again: state.contacts_again,
            entries,
            resolution: read.resolution(&id).await?,
            alike: read.alike(&row, state.counted).await?,
            incident: read.incident_of(&id).await?,
            colleagues: read.colleagues(&community, now).await?,
            called: read.called(&id).await?,
            link: staff.may(Want::Handle, &community).then(|| self.link_of(&row)),
            community,
            id,
        })
    }

    /// The kind of a complaint, and what is asked about it now.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn asked_about(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
    ) -> Result<(Kind, Vec<Question>), Error> {
        let mut read = self.read().await?;
        let found = read.numbered(number, staff).await?;
        let row = read.complaint_row(&found.id).await?;
        let policy = read.policy(Version(row.in_force)).await?;
        let kind = row.kind()?;
        Ok((kind, policy.kinds.questions(kind).to_vec()))
    }

    /// What fills the standard words of the first answer.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn answering(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
        now: Moment,
    ) -> Result<Answering, Error> {
        let mut read = self.read().await?;
        let found = read.numbered(number, staff).await?;
        let row = read.complaint_row(&found.id).await?;
        read.answering(&row, now).await
    }

    async fn record_look(&self, found: &Found, staff: &Staff, now: Moment) -> Result<(), Error> {
        let (found, staff) = (found.clone(), staff.clone());
        let scope = Scope::Community(found.community.clone());
        self.write(scope, async move |tx| tx.looked(&found, &staff, now).await).await
    }
}

/// How each deadline that counts now comes about.
fn explained(state: &State, now: Moment) -> Vec<Explained> {
    let explain = |deadline: Deadline| Explained {
        clock: deadline.clock,
        steps: state.course.explain(&deadline, &state.terms, now).steps,
    };
    state.deadlines.all().map(explain).collect()
}

/// What the resident may see of an entry: reasons staff assessed are taken out of a re-grade, and
/// the reason staff gave for it is theirs.
fn for_resident(mut entry: Entry) -> Option<Entry> {
    if !entry.event.is_for_resident() {
        return None;
    }
    if let Event::Filed { reasons, .. } | Event::Regraded { reasons, .. } = &mut entry.event {
        reasons.retain(rules::grading::Reason::is_told_to_resident);
    }
    if let Event::Regraded { reason, .. } = &mut entry.event {
        reason.clear();
    }
    Some(entry)
}

impl Reader {
    pub(crate) async fn complaint_row(&mut self, id: &ComplaintId) -> Result<ComplaintRow, Error> {
        self.one(ROW, args![id]).await
    }

    /// What the rules decide on, but for what is offered or asked of others.
    pub(crate) async fn state_of(&mut self, row: &ComplaintRow, now: Moment) -> Result<State, Error> {
        let terms = self.terms(Version(row.in_force), row.zone(now)?).await?;
        let counted = self.on_record(row).await?;
        row.state(terms, counted)
    }

    /// What staff are asked about it by the lexicon in force.
    pub(crate) async fn offered(
        &mut self,
        row: &ComplaintRow,
        words: &Words,
        entries: &[Entry],
        facts: &Facts,
    ) -> Result<Offered, Error> {
        let hints = self.hints(Version(row.in_force)).await?;
        let answers = standing(words.answers.clone(), entries);
        let said = std::iter::once(&words.text).chain(answers.iter().map(|given| &given.answer));
        Ok(Offered::of(&hints, said.map(String::as_str), entries, facts))
    }

    /// What fills the phrases that are ready for who complains.
    async fn answering(&mut self, row: &ComplaintRow, now: Moment) -> Result<Answering, Error> {
        let policy = self.policy(Version(row.in_force)).await?;
        let mut phrases = policy.phrases.clone();
        phrases.ready.splice(0..0, policy.kinds.ready(row.kind()?).iter().cloned());
        Ok(Answering {
            language: row.language(),
            name: row.contact(self.keys())?.name,
            number: row.number()?,
            due: row.deadlines()?.owed().due,
            zone: row.zone(now)?,
            hotline: self.community(&row.community()).await?.hotline,
            place: row.words(self.keys())?.place.text,
            phrases,
        })
    }

    /// Photos filed with the complaint, in the order they were added.
    async fn photos(&mut self, complaint: &ComplaintId) -> Result<Vec<PhotoId>, Error> {
        let ids: Vec<(String,)> = self.all(PHOTOS, args![complaint]).await?;
        Ok(ids.into_iter().map(|(id,)| PhotoId::new(id)).collect())
    }

    /// How it ended last, if it has.
    pub(crate) async fn resolution(&mut self, complaint: &ComplaintId) -> Result<Option<Resolution>, Error> {
        let row: Option<ResolutionRow> = self.optional(RESOLUTION, args![complaint]).await?;
        let Some(row) = row else { return Ok(None) };
        let text = self.keys().open_text("resolution", "text", &row.id, &row.text)?;
        let by: Person =
            PersonRow { id: row.staff, name: row.name, department: row.department }.into_person()?;
        Ok(Some(Resolution {
            finding: known(Finding::from_code(&row.finding))?,
            outcomes: row.outcomes.split(',').filter_map(Outcome::from_code).collect(),
            text,
            by,
            at: Moment::from_millis(row.at),
        }))
    }
}
