//! The first notice: it declares the incident, takes in the complaints it is declared from, and calls whoever
//! holds the project's contract and the head in charge.

use rules::{
    access::{Duty, Refusal, Staff, Want},
    alert::About,
    change::Denied,
    id::{CommunityId, ComplaintId, ComplaintNumber, IncidentId, IncidentNumber, RungId, StaffId},
    incident::{CommunityGround, Declaring, Event, Ground, Origin, Stage, called_at_once, can_be_in_charge},
    moment::Moment,
    problem::{Field, Problems, What},
    timeline::{Event as Entry, Person, Who},
};

use crate::{
    Changed, Error, Reader, Scope, Store, Tx,
    complaint::Found,
    fresh, ladder,
    sql::{args, sql},
    timeline::write_json,
};

sql! {
    BY_KEY = "SELECT number FROM incident WHERE key = $1";
    DECLARE = "INSERT INTO incident (id, community, number, key, kind, buildings, notice, in_charge, declared_by, declared_at,
            stage, open, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, 0)";
    TAKE_IN = "INSERT INTO incident_complaint (incident, complaint, added_at) VALUES ($1, $2, $3)
        ON CONFLICT (incident, complaint) DO NOTHING";
    SEEN_ANEW = "UPDATE complaint SET version = version + 1 WHERE id = $1";
    REACH = "INSERT INTO rung (id, incident, community, about, whom, since, pressing, instead, made_at, said_at, times)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, 1)";
    BUILDING = "SELECT building FROM complaint WHERE id = $1";
}

impl Store {
    /// What the form that declares an incident is made of, with the complaint it is declared from.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the viewer may declare none, or not read the complaint.
    pub async fn incident_ground(
        &self,
        from: Option<&ComplaintNumber>,
        staff: &Staff,
        now: Moment,
    ) -> Result<Ground, Error> {
        let mut read = self.read().await?;
        let mut communities = Vec::new();
        for community in staff.communities(Want::Handle) {
            communities.push(CommunityGround {
                zone: read.terms_of(&community, now).await?.zone,
                heads: read.heads(&community, now).await?,
                sign: read.community(&community).await?,
            });
        }
        if communities.is_empty() {
            return Err(Error::NotFound);
        }
        let from = match from {
            Some(number) => Some(read.declared_from(number, staff).await?),
            None => None,
        };
        Ok(Ground { communities, from })
    }

    /// Declares an incident and calls whom it concerns, in one transaction. Posting the form again answers with
    /// the same number.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the viewer may not; [`Error::Denied`] with the field that names a complaint of
    /// another community or somebody who cannot be in charge.
    pub async fn declare_incident(
        &self,
        community: &CommunityId,
        declaring: Declaring,
        staff: &Staff,
        now: Moment,
    ) -> Result<IncidentNumber, Error> {
        if !staff.may(Want::Handle, community) {
            return Err(Error::NotFound);
        }
        let (community, who) = (community.clone(), staff.person());
        self.write(Scope::Community(community.clone()), async move |tx| {
            tx.declare_incident(&community, declaring, who, now).await
        })
        .await
    }

    /// Who was called has seen it.
    pub(crate) async fn acknowledge_incident(
        &self,
        incident: IncidentId,
        community: CommunityId,
        rung: RungId,
        who: Person,
        now: Moment,
    ) -> Result<(), Error> {
        self.write(Scope::Community(community.clone()), async move |tx| {
            if !tx.settle_rung(&community, &rung, (Some(now), Some(who.id.as_str())), now).await? {
                return Ok(());
            }
            let stage = tx.incident_stage(&incident).await?;
            tx.append_incident((&incident, &community), who, Event::Acknowledged, stage, now).await.map(drop)
        })
        .await
    }
}

fn wrong<T>(field: Field, what: What) -> Result<T, Error> {
    Err(Error::Denied(Denied::Problems(Problems::one(field, what))))
}

impl Reader {
    /// Who can be in charge of an incident, each once.
    async fn heads(&mut self, community: &CommunityId, now: Moment) -> Result<Vec<Person>, Error> {
        let mut people: Vec<Person> = Vec::new();
        for (person, duty) in self.duties(community, now).await? {
            if can_be_in_charge(&[duty]) && people.iter().all(|known| known.id != person.id) {
                people.push(person);
            }
        }
        Ok(people)
    }

    pub(super) async fn holding_contract(
        &mut self,
        community: &CommunityId,
        now: Moment,
    ) -> Result<Vec<Person>, Error> {
        let duties = self.duties(community, now).await?;
        Ok(duties.into_iter().filter(|(_, duty)| *duty == Duty::Contract).map(|(person, _)| person).collect())
    }

    async fn declared_from(&mut self, number: &ComplaintNumber, staff: &Staff) -> Result<Origin, Error> {
        let found = self.numbered(number, staff).await?;
        let row = self.complaint_row(&found.id).await?;
        let (building,): (Option<String>,) = self.one(BUILDING, args![&found.id]).await?;
        let members = self.same_complaint(&found.id).await?.len();
        Ok(Origin {
            number: number.clone(),
            kind: row.kind()?,
            building,
            place: row.words(self.keys())?.place.text,
            received: Moment::from_millis(row.received),
            members: u32::try_from(members).unwrap_or(u32::MAX),
            community: found.community,
        })
    }
}

impl Tx {
    async fn declare_incident(
        &mut self,
        community: &CommunityId,
        declaring: Declaring,
        who: Person,
        now: Moment,
    ) -> Result<IncidentNumber, Error> {
        let key = self.keys().lookup("incident", &format!("{}\0{}", who.id.as_str(), declaring.key));
        if let Some((known,)) = self.optional::<(String,)>(BY_KEY, args![key]).await? {
            return IncidentNumber::read(&known).ok_or_else(|| Error::failed("a number nobody can read"));
        }
        if !self.heads(community, now).await?.iter().any(|person| person.id == declaring.in_charge) {
            return wrong(Field::InCharge, What::NotAChoice);
        }
        let members = match &declaring.from {
            Some(number) => self.taken_in(community, number).await?,
            None => Vec::new(),
        };
        let id = IncidentId::new(fresh::id(now)?);
        let number = self.incident_number(community, now).await?;
        let notice = write_json(&declaring.notice)?;
        let notice = self.keys().seal("incident", "notice", id.as_str(), &notice)?;
        let Declaring { kind, buildings, in_charge, .. } = &declaring;
        let buildings: Vec<&str> = buildings.iter().map(rules::id::BuildingId::as_str).collect();
        let (buildings, stage) = (buildings.join(","), Stage::Declared);
        let args = args![
            &id,
            community,
            number.as_str(),
            key,
            kind.code(),
            buildings,
            notice,
            in_charge,
            &who.id,
            now,
            stage.code()
        ];
        self.execute(DECLARE, args).await?;
        let declared = Event::Declared { notice: declaring.notice.clone() };
        self.append_incident((&id, community), who.clone(), declared, stage, now).await?;
        self.take_in((&id, &number), community, members, (&who, stage), now).await?;
        let team = self.team(community, now).await?;
        let called = called_at_once(&declaring.in_charge, &team);
        self.alert_about((&id, community), About::Incident, &called, now).await?;
        Ok(number)
    }

    async fn taken_in(
        &mut self,
        community: &CommunityId,
        number: &ComplaintNumber,
    ) -> Result<Vec<ComplaintId>, Error> {
        let found = self.found_by_number(number).await?.filter(|found| found.community == *community);
        match found {
            Some(found) => self.same_complaint(&found.id).await,
            None => wrong(Field::With, What::NoSuchComplaint),
        }
    }

    async fn incident_number(
        &mut self,
        community: &CommunityId,
        now: Moment,
    ) -> Result<IncidentNumber, Error> {
        let (year, month) = now.year_month(self.terms_of(community, now).await?.zone);
        let running = self.number(community, &format!("incident {year}-{month:02}")).await?;
        Ok(IncidentNumber::compose(community, year, month, u32::try_from(running).unwrap_or(u32::MAX)))
    }

    /// Complaints belong to it from now on, which stands on the timeline of each. What belonged already is left
    /// alone; where nothing is new, nothing happens.
    pub(super) async fn take_in(
        &mut self,
        (incident, number): (&IncidentId, &IncidentNumber),
        community: &CommunityId,
        complaints: Vec<ComplaintId>,
        (who, stage): (&Person, Stage),
        now: Moment,
    ) -> Result<(), Error> {
        let mut added = Vec::new();
        for id in complaints {
            if self.execute(TAKE_IN, args![incident, &id, now]).await? == 0 {
                continue;
            }
            let event = Entry::Involved { incident: number.clone() };
            let found = Found { id, community: community.clone() };
            self.note_on(&found, &Who::Staff(who.clone()), &event, now).await?;
            added.push(self.complaint_row(&found.id).await?.number()?);
        }
        if added.is_empty() {
            return Ok(());
        }
        let event = Event::Added { complaints: added };
        self.append_incident((incident, community), who.clone(), event, stage, now).await.map(drop)
    }

    /// An entry on a complaint's timeline that moves nothing of it; answers its number.
    pub(super) async fn note_on(
        &mut self,
        found: &Found,
        who: &Who,
        event: &Entry,
        now: Moment,
    ) -> Result<i64, Error> {
        let entry = self.append(&found.community, &found.id, who, event, now).await?;
        self.execute(SEEN_ANEW, args![&found.id]).await?;
        self.changed(Changed::Complaint(found.id.clone(), found.community.clone()));
        Ok(entry)
    }

    /// Calls these at once, whatever the hour: in the desk, and by every way they are reached.
    pub(super) async fn alert_about(
        &mut self,
        (incident, community): (&IncidentId, &CommunityId),
        about: About,
        people: &[StaffId],
        now: Moment,
    ) -> Result<(), Error> {
        if people.is_empty() {
            return Ok(());
        }
        let rung = RungId::new(fresh::id(now)?);
        let whom = rules::policy::Whom::GeneralManager.code();
        let about = (ladder::about_text(about)?, about == About::Incident);
        let args = args![&rung, incident, community, about.0, whom, now, about.1, now, now];
        self.execute(REACH, args).await?;
        for staff in people {
            self.alert(&rung, staff, now, now).await?;
        }
        self.changed(Changed::Alerts(community.clone()));
        Ok(())
    }
}

/// As the rules put it.
pub(super) fn refused(refusal: Refusal) -> Error {
    Error::Denied(Denied::Refusal(refusal))
}
