//! A message to all households concerned, and the report: one entry on the timeline of each complaint it goes
//! to, and one notice for each household, all in the transaction of the step itself.

use rules::{
    access::{Refusal, Staff},
    id::{ComplaintId, IncidentId},
    incident::{Event, Reached, Recipient, Report, Stage, Words, one_of_each_household},
    language::Language,
    limits::INCIDENT_RECIPIENTS_MAX,
    moment::Moment,
    notice::{News, Notice},
    timeline::{Event as Entry, Who},
};
use sqlx::FromRow;

use super::{IncidentRow, declare::refused};
use crate::{
    Error, Keyring, Reader, Tx,
    complaint::{Contact, Found, open_json},
    sql::{args, sql},
};

sql! {
    BELONG = "SELECT c.id, c.home, c.phone_hash, c.email_hash, c.contact FROM incident_complaint i JOIN complaint c ON c.id = i.complaint
        WHERE i.incident = $1 AND c.open = 1 ORDER BY c.received DESC LIMIT $2";
    NEAR by "complaint_building" = "SELECT id, home, phone_hash, email_hash, contact FROM complaint
        WHERE building = $1 AND received >= $2 ORDER BY received DESC LIMIT $3";
    STANDS = "SELECT round, contacts, language FROM complaint WHERE id = $1";
    TELLS = "INSERT INTO incident_told (incident, seq, notice) VALUES ($1, $2, $3)";
    REACHED = "SELECT t.seq, n.state, COUNT(*) FROM incident_told t JOIN notice n ON n.id = t.notice
        WHERE t.incident = $1 GROUP BY t.seq, n.state ORDER BY t.seq";
}

/// Days within which a contact from a complaint is still used: a year.
const ON_FILE_DAYS: i64 = 365;

#[derive(FromRow)]
struct RecipientRow {
    id: String,
    home: Option<String>,
    phone_hash: Option<Vec<u8>>,
    email_hash: Option<Vec<u8>>,
    contact: Vec<u8>,
}

impl RecipientRow {
    fn household(&self) -> String {
        let by_contact = self.phone_hash.as_ref().or(self.email_hash.as_ref());
        let hash = by_contact.map(|hash| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        self.home.clone().or(hash).unwrap_or_else(|| self.id.clone())
    }

    /// `None` for one who left nothing to be reached by and whose complaint shows nothing of it either.
    fn into_recipient(self, keys: &Keyring, belongs: bool) -> Result<Option<Recipient>, Error> {
        let contact: Contact = open_json(keys, "contact", &self.id, &self.contact)?;
        let receives_sms = contact.phone.as_ref().is_some_and(rules::contact::Phone::can_receive_sms);
        if !belongs && contact.phone.is_none() && contact.email.is_none() {
            return Ok(None);
        }
        Ok(Some(Recipient {
            household: self.household(),
            complaint: ComplaintId::new(self.id),
            belongs,
            has_email: contact.email.is_some(),
            receives_sms,
        }))
    }
}

/// What goes out: the same for all, each in her language.
enum Telling {
    Words(Words),
    Report(Report),
}

impl Telling {
    const fn news(&self) -> News {
        match self {
            Self::Words(_) => News::Informed,
            Self::Report(_) => News::Reported,
        }
    }
}

impl Reader {
    /// Whom a message could go to: whose open complaint belongs to the incident, then others of the buildings
    /// concerned who have complained within a year, the newest first.
    pub(super) async fn recipients(
        &mut self,
        row: &IncidentRow,
        now: Moment,
    ) -> Result<Vec<Recipient>, Error> {
        let belong: Vec<RecipientRow> = self.all(BELONG, args![&row.id(), INCIDENT_RECIPIENTS_MAX]).await?;
        let mut all: Vec<(RecipientRow, bool)> = belong.into_iter().map(|one| (one, true)).collect();
        let since = now.plus_days(-ON_FILE_DAYS);
        for building in row.buildings() {
            let near: Vec<RecipientRow> =
                self.all(NEAR, args![building, since, INCIDENT_RECIPIENTS_MAX]).await?;
            for one in near {
                if all.iter().all(|(known, _)| known.id != one.id) {
                    all.push((one, false));
                }
            }
        }
        let keys = self.keys();
        all.into_iter().filter_map(|(one, belongs)| one.into_recipient(keys, belongs).transpose()).collect()
    }

    /// What became of each message so far.
    pub(super) async fn reached(&mut self, incident: &IncidentId) -> Result<Vec<Reached>, Error> {
        let rows: Vec<(i64, String, i64)> = self.all(REACHED, args![incident]).await?;
        let mut reached: Vec<Reached> = Vec::new();
        for (seq, state, many) in rows {
            if reached.last().is_none_or(|last| last.seq != seq) {
                reached.push(Reached { seq, ..Reached::default() });
            }
            let many = u32::try_from(many).unwrap_or(u32::MAX);
            if let Some(last) = reached.last_mut() {
                match state.as_str() {
                    "sent" => last.sent += many,
                    "to_tell" => last.to_tell += many,
                    "told" => last.told += many,
                    "link_only" => last.link_only += many,
                    _ => last.waiting += many,
                }
            }
        }
        Ok(reached)
    }
}

impl Tx {
    pub(super) async fn tell_households(
        &mut self,
        row: &IncidentRow,
        words: Words,
        staff: &Staff,
        stage: Stage,
        now: Moment,
    ) -> Result<(), Error> {
        let all = self.recipients(row, now).await?;
        let households = count(&one_of_each_household(&all));
        if households == 0 {
            return Err(refused(Refusal::NotNow));
        }
        let community = row.state()?.community;
        let event = Event::Told { words: words.clone(), households };
        let seq = self.append_incident((&row.id(), &community), staff.person(), event, stage, now).await?;
        self.tell_each(row, seq, &all, &Telling::Words(words), staff, now).await
    }

    /// The report as it was drawn up last, to the residents concerned and the supervising department.
    pub(super) async fn send_report(
        &mut self,
        row: &IncidentRow,
        staff: &Staff,
        stage: Stage,
        now: Moment,
    ) -> Result<(), Error> {
        let entries = self.incident_entries(&row.id()).await?;
        if entries.iter().any(|entry| matches!(entry.event, Event::Sent { .. })) {
            return Err(refused(Refusal::NotNow));
        }
        let report = entries.into_iter().rev().find_map(|entry| match entry.event {
            Event::Analysed { report } => Some(report),
            _ => None,
        });
        let report = report.ok_or_else(|| refused(Refusal::NotNow))?;
        let all = self.recipients(row, now).await?;
        let community = row.state()?.community;
        let event = Event::Sent { households: count(&one_of_each_household(&all)) };
        let seq = self.append_incident((&row.id(), &community), staff.person(), event, stage, now).await?;
        self.tell_each(row, seq, &all, &Telling::Report(report), staff, now).await?;
        self.call_supervisors(&row.id(), &community, now).await
    }

    /// Complaints that belong to it all show what is told; of each household one is written to.
    async fn tell_each(
        &mut self,
        row: &IncidentRow,
        seq: i64,
        all: &[Recipient],
        telling: &Telling,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let chosen = one_of_each_household(all);
        let is_chosen = |one: &Recipient| chosen.iter().any(|other| other.complaint == one.complaint);
        let (incident, community) = (row.number()?, row.state()?.community);
        for one in all.iter().filter(|one| one.belongs || is_chosen(one)) {
            let (round, contacts, language): (i64, i64, String) =
                self.one(STANDS, args![&one.complaint]).await?;
            let language = Language::from_code(&language).unwrap_or_default();
            let incident = incident.clone();
            let event = match telling {
                Telling::Words(words) => {
                    Entry::Informed { incident, text: words.for_reader(language).to_owned() }
                }
                Telling::Report(report) => Entry::Reported { incident, report: report.clone() },
            };
            let found = Found { id: one.complaint.clone(), community: community.clone() };
            let entry = self.note_on(&found, &Who::Staff(staff.person()), &event, now).await?;
            if is_chosen(one) {
                let small = |many: i64| u32::try_from(many).unwrap_or(0);
                let notice = Notice { news: telling.news(), round: small(round), contacts: small(contacts) };
                let notice = self.tell(&found, entry, notice, now).await?;
                self.execute(TELLS, args![&row.id(), seq, &notice]).await?;
            }
        }
        Ok(())
    }
}

fn count(recipients: &[Recipient]) -> u32 {
    u32::try_from(recipients.len()).unwrap_or(u32::MAX)
}
