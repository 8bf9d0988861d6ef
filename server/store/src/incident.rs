//! Serious incidents (handbook §8): each a row, a timeline of its own, the complaints that belong to it.
//!
//! - [`declare`]: the first notice, and whom it calls
//! - [`work`]: what is done until it is closed
//! - [`told`]: what goes to the households concerned

pub(crate) mod declare;
pub(crate) mod told;
pub(crate) mod work;

use rules::{
    access::{Staff, Want},
    id::{CommunityId, ComplaintId, ComplaintNumber, IncidentId, IncidentNumber, StaffId},
    incident::{
        Belongs, Entry, Event, FirstNotice, Households, Incident, Listed, Member, Stage, State,
        one_of_each_household,
    },
    kind::Kind,
    limits::INCIDENT_ROWS_MAX,
    moment::Moment,
    notice::Post,
    timeline::Person,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{
    Changed, Error, Keyring, Reader, Store, Tx,
    complaint::{Words, known, open_json},
    record::{Ledger, Recorded, row},
    sql::{args, sql},
    staff::PersonRow,
    timeline::{read_json, write_json},
    zone::zone_at,
};

sql! {
    ROW = "SELECT i.id, i.community, i.number, i.kind, i.buildings, i.notice, i.in_charge, i.declared_at, i.stage, i.version,
            c.name AS community_name, c.zone, s.name AS in_charge_name, s.department AS in_charge_department,
            b.id AS by_id, b.name AS by_name, b.department AS by_department
        FROM incident i JOIN community c ON c.id = i.community JOIN staff s ON s.id = i.in_charge
            JOIN staff b ON b.id = i.declared_by WHERE i.number = $1";
    LISTED by "incident_community" = "SELECT i.id, i.community, i.number, i.kind, i.buildings, i.notice, i.in_charge, i.declared_at, i.stage,
            i.version, c.name AS community_name, c.zone, s.name AS in_charge_name, s.department AS in_charge_department,
            b.id AS by_id, b.name AS by_name, b.department AS by_department
        FROM incident i JOIN community c ON c.id = i.community JOIN staff s ON s.id = i.in_charge
            JOIN staff b ON b.id = i.declared_by
        WHERE i.community = $1 ORDER BY i.open DESC, i.declared_at DESC LIMIT $2";
    ENTRIES by "incident_entry_incident" = "SELECT community, seq, at, payload FROM incident_entry WHERE incident = $1 ORDER BY seq";
    APPEND = "INSERT INTO incident_entry (incident, community, seq, at, payload, salt, commitment)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    GO_ON = "UPDATE incident SET stage = $2, open = $3, version = version + 1 WHERE id = $1";
    MEMBERS = "SELECT c.id, c.number, c.stage, c.words FROM incident_complaint i JOIN complaint c ON c.id = i.complaint
        WHERE i.incident = $1 ORDER BY i.added_at, c.number";
    MANY = "SELECT COUNT(*) FROM incident_complaint WHERE incident = $1";
    OF by "incident_of" = "SELECT i.number, i.stage FROM incident_complaint m JOIN incident i ON i.id = m.incident
        WHERE m.complaint = $1 ORDER BY m.added_at DESC LIMIT 1";
}

#[derive(FromRow)]
pub(crate) struct IncidentRow {
    id: String,
    community: String,
    number: String,
    kind: String,
    buildings: String,
    notice: Vec<u8>,
    in_charge: String,
    declared_at: i64,
    stage: String,
    version: i64,
    community_name: String,
    zone: String,
    in_charge_name: String,
    in_charge_department: String,
    by_id: String,
    by_name: String,
    by_department: String,
}

/// The payload of an entry as it is sealed.
#[derive(Serialize, Deserialize)]
struct Payload {
    who: Person,
    event: Event,
}

impl IncidentRow {
    pub(crate) fn id(&self) -> IncidentId {
        IncidentId::new(self.id.as_str())
    }

    fn stage(&self) -> Result<Stage, Error> {
        known(Stage::from_code(&self.stage))
    }

    pub(crate) fn number(&self) -> Result<IncidentNumber, Error> {
        known(IncidentNumber::read(&self.number))
    }

    pub(crate) fn state(&self) -> Result<State, Error> {
        Ok(State {
            community: CommunityId::new(self.community.as_str()),
            stage: self.stage()?,
            in_charge: StaffId::new(self.in_charge.as_str()),
            version: self.version,
        })
    }

    fn kind(&self) -> Result<Kind, Error> {
        known(Kind::from_code(&self.kind))
    }

    fn notice(&self, keys: &Keyring) -> Result<FirstNotice, Error> {
        read_json(&keys.open("incident", "notice", &self.id, &self.notice)?)
    }

    fn in_charge(&self) -> Result<Person, Error> {
        let (id, name) = (self.in_charge.clone(), self.in_charge_name.clone());
        PersonRow { id, name, department: self.in_charge_department.clone() }.into_person()
    }

    fn by(&self) -> Result<Person, Error> {
        let (id, name) = (self.by_id.clone(), self.by_name.clone());
        PersonRow { id, name, department: self.by_department.clone() }.into_person()
    }

    pub(crate) fn buildings(&self) -> impl Iterator<Item = &str> {
        self.buildings.split(',').filter(|id| !id.is_empty())
    }
}

impl Store {
    /// The incidents of the viewer's communities, those that go on first, then the newest.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn incidents(&self, staff: &Staff, now: Moment) -> Result<Vec<Listed>, Error> {
        let mut read = self.read().await?;
        let mut listed = Vec::new();
        for community in staff.communities(Want::Read) {
            let rows: Vec<IncidentRow> = read.all(LISTED, args![&community, INCIDENT_ROWS_MAX]).await?;
            for row in rows {
                let (many,): (i64,) = read.one(MANY, args![&row.id()]).await?;
                listed.push(Listed {
                    number: row.number()?,
                    zone: zone_at(&row.zone, now)?,
                    kind: row.kind()?,
                    stage: row.stage()?,
                    notice: row.notice(self.keys())?,
                    in_charge: row.in_charge()?,
                    declared: Moment::from_millis(row.declared_at),
                    complaints: u32::try_from(many).unwrap_or(u32::MAX),
                    community_name: row.community_name,
                });
            }
        }
        listed.sort_by_key(|one| (one.stage == Stage::Closed, std::cmp::Reverse(one.declared)));
        Ok(listed)
    }

    /// One of them, with how many households a message would reach by what is set up to send.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn incident(
        &self,
        number: &IncidentNumber,
        staff: &Staff,
        post: Post,
        now: Moment,
    ) -> Result<Incident, Error> {
        let company = self.company().await?.name;
        let mut read = self.read().await?;
        let row = read.incident_row(number, staff).await?;
        let state = row.state()?;
        let sign = read.community(&state.community).await?;
        let concerned: Vec<&str> = row.buildings().collect();
        let is_concerned = |id: &str| concerned.contains(&id);
        let buildings =
            sign.buildings.iter().filter(|one| is_concerned(one.id.as_str())).map(|one| one.name.clone());
        let recipients = one_of_each_household(&read.recipients(&row, now).await?);
        Ok(Incident {
            number: row.number()?,
            community_name: sign.name.clone(),
            company,
            zone: zone_at(&row.zone, now)?,
            kind: row.kind()?,
            buildings: buildings.collect(),
            notice: row.notice(self.keys())?,
            by: row.by()?,
            in_charge: row.in_charge()?,
            contract: read.holding_contract(&state.community, now).await?,
            declared: Moment::from_millis(row.declared_at),
            members: read.incident_members(&row.id()).await?,
            entries: read.incident_entries(&row.id()).await?,
            reached: read.reached(&row.id()).await?,
            households: Households::count(&recipients, post),
            state,
        })
    }
}

impl Reader {
    pub(crate) async fn incident_row(
        &mut self,
        number: &IncidentNumber,
        staff: &Staff,
    ) -> Result<IncidentRow, Error> {
        let row: IncidentRow = self.one(ROW, args![number.as_str()]).await?;
        let community = CommunityId::new(row.community.as_str());
        if staff.may(Want::Read, &community) { Ok(row) } else { Err(Error::NotFound) }
    }

    /// The incident a complaint belongs to, the latest where there were several.
    pub(crate) async fn incident_of(&mut self, complaint: &ComplaintId) -> Result<Option<Belongs>, Error> {
        let row: Option<(String, String)> = self.optional(OF, args![complaint]).await?;
        row.map(|(number, stage)| {
            Ok(Belongs {
                number: known(IncidentNumber::read(&number))?,
                stage: known(Stage::from_code(&stage))?,
            })
        })
        .transpose()
    }

    async fn incident_members(&mut self, incident: &IncidentId) -> Result<Vec<Member>, Error> {
        let rows: Vec<(String, String, String, Vec<u8>)> = self.all(MEMBERS, args![incident]).await?;
        let member = |(id, number, stage, words): (String, String, String, Vec<u8>)| {
            let words: Words = open_json(self.keys(), "words", &id, &words)?;
            Ok(Member {
                number: known(ComplaintNumber::read(&number))?,
                stage: known(rules::stage::Stage::from_code(&stage))?,
                place: words.place.text,
            })
        };
        rows.into_iter().map(member).collect()
    }

    async fn incident_entries(&mut self, incident: &IncidentId) -> Result<Vec<Entry>, Error> {
        let rows: Vec<(String, i64, i64, Option<Vec<u8>>)> = self.all(ENTRIES, args![incident]).await?;
        let mut entries = Vec::with_capacity(rows.len());
        for (community, seq, at, payload) in rows {
            let Some(sealed) = payload else { continue };
            let plain = self.keys().open("incident_entry", "payload", &row(&community, seq), &sealed)?;
            let Payload { who, event } = read_json(&plain)?;
            entries.push(Entry { seq, at: Moment::from_millis(at), who, event });
        }
        Ok(entries)
    }
}

impl Tx {
    /// Appends to an incident's timeline and takes it on to `stage`; answers the entry's number.
    pub(crate) async fn append_incident(
        &mut self,
        (incident, community): (&IncidentId, &CommunityId),
        who: Person,
        event: Event,
        stage: Stage,
        now: Moment,
    ) -> Result<i64, Error> {
        let payload = write_json(&Payload { who, event })?;
        let Recorded { seq, salt, commitment } = self.record(community, Ledger::Incident, &payload).await?;
        let sealed =
            self.keys().seal("incident_entry", "payload", &row(community.as_str(), seq), &payload)?;
        self.execute(APPEND, args![incident, community, seq, now, sealed, salt, commitment]).await?;
        self.execute(GO_ON, args![incident, stage.code(), stage != Stage::Closed]).await?;
        self.changed(Changed::Incident(community.clone()));
        Ok(seq)
    }
}
