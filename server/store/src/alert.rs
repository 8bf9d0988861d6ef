//! Alerts: what each member of staff is called about, how it has reached them, and that somebody has
//! acknowledged it.

use rules::{
    access::{Staff, Want},
    alert::{About, Alert, Called, Rung, Subject, speaks_of},
    change,
    contact::{Email, Phone, Region},
    deadline::{Clock, Deadline, Deadlines},
    grading::Grade,
    id::{AlertId, CommunityId, ComplaintId, ComplaintNumber, IncidentId, IncidentNumber, RungId},
    kind::Kind,
    language::Language,
    limits::ALERT_ROWS_MAX,
    moment::{Moment, Zone},
    timeline::Person,
};
use sqlx::FromRow;

use crate::{
    Error, Reader, Scope, Store,
    complaint::{Found, known},
    ladder,
    sql::{args, sql},
    staff::person,
    timeline::read_json,
    zone::zone_at,
};

sql! {
    MINE by "alert_open" = "SELECT a.rung, r.about, r.pressing, r.instead, r.made_at, r.said_at, r.times, r.community, c.number, c.kind,
            c.grade, c.deadlines, i.number AS incident, i.kind AS incident_kind, m.name, m.zone
        FROM alert a JOIN rung r ON r.id = a.rung JOIN community m ON m.id = r.community
            LEFT JOIN complaint c ON c.id = r.complaint LEFT JOIN incident i ON i.id = r.incident
        WHERE a.staff = $1 AND a.settled_at IS NULL ORDER BY a.made_at DESC LIMIT $2";
    CALLED by "rung_complaint" = "SELECT r.id, r.about, r.pressing, r.instead, r.made_at, r.said_at, r.times, r.settled_at,
            r.acknowledged_at, s.id AS staff, s.name, s.department, k.id AS by_id, k.name AS by_name,
            k.department AS by_department
        FROM rung r LEFT JOIN alert a ON a.rung = r.id LEFT JOIN staff s ON s.id = a.staff
            LEFT JOIN staff k ON k.id = r.acknowledged_by
        WHERE r.complaint = $1 AND r.times > 0 ORDER BY r.made_at, r.id, s.name, s.id";
    CALLING = "SELECT r.complaint, r.about, r.whom, r.since, r.pressing, r.instead, r.said_at, r.times, r.settled_at, a.mailed,
            a.texted, s.id AS staff, s.email, s.phone, i.number AS incident, i.kind AS incident_kind,
            m.name AS community_name, m.region, m.zone
        FROM alert a JOIN rung r ON r.id = a.rung JOIN staff s ON s.id = a.staff JOIN community m ON m.id = r.community
            LEFT JOIN incident i ON i.id = r.incident
        WHERE a.id = $1 AND s.left_at IS NULL";
    OF_RUNG by "alert_rung" = "SELECT r.complaint, r.incident, r.community, r.about FROM rung r JOIN alert a ON a.rung = r.id
        WHERE r.id = $1 AND a.staff = $2";
    MAILED = "UPDATE alert SET mailed = $2, mailed_at = $3, mail_failure = NULL WHERE id = $1 AND mailed < $2";
    MAIL_FAILED = "UPDATE alert SET mail_failure = $2 WHERE id = $1";
    TEXTED = "UPDATE alert SET texted = $2, texted_at = $3, text_failure = NULL WHERE id = $1 AND texted < $2";
    TEXT_FAILED = "UPDATE alert SET text_failure = $2 WHERE id = $1";
}

/// Characters kept of why something was not sent.
const FAILURE_CHARS: usize = 200;

/// A way an alert goes out by besides the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertWay {
    Email,
    Sms,
}

/// Everything needed to alert one member of staff. It carries nothing by or about a resident.
#[derive(Clone, Debug)]
pub struct Calling {
    pub id: AlertId,
    pub subject: Subject,
    pub community_name: String,
    pub zone: Zone,
    pub language: Language,
    pub about: About,
    pub deadline: Option<Deadline>,
    pub pressing: bool,
    pub instead: bool,
    pub said: Moment,
    /// How often it was said, this time included.
    pub times: u32,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    mailed: u32,
    texted: u32,
    settled: bool,
}

impl Calling {
    /// Whether it still has to go out by this way: a job that runs twice, or late, finds it done.
    #[must_use]
    pub const fn waits(&self, way: AlertWay) -> bool {
        let sent = match way {
            AlertWay::Email => self.mailed,
            AlertWay::Sms => self.texted,
        };
        !self.settled && sent < self.times
    }
}

#[derive(FromRow)]
struct MineRow {
    rung: String,
    about: String,
    pressing: i64,
    instead: i64,
    made_at: i64,
    said_at: i64,
    times: i64,
    community: String,
    number: Option<String>,
    kind: Option<String>,
    grade: Option<i64>,
    deadlines: Option<String>,
    incident: Option<String>,
    incident_kind: Option<String>,
    name: String,
    zone: String,
}

#[derive(FromRow)]
struct CalledRow {
    id: String,
    about: String,
    pressing: i64,
    instead: i64,
    made_at: i64,
    said_at: i64,
    times: i64,
    settled_at: Option<i64>,
    acknowledged_at: Option<i64>,
    staff: Option<String>,
    name: Option<String>,
    department: Option<String>,
    by_id: Option<String>,
    by_name: Option<String>,
    by_department: Option<String>,
}

#[derive(FromRow)]
struct CallingRow {
    complaint: Option<String>,
    about: String,
    whom: String,
    since: i64,
    pressing: i64,
    instead: i64,
    said_at: i64,
    times: i64,
    settled_at: Option<i64>,
    mailed: i64,
    texted: i64,
    staff: String,
    email: Option<Vec<u8>>,
    phone: Option<Vec<u8>>,
    incident: Option<String>,
    incident_kind: Option<String>,
    community_name: String,
    region: String,
    zone: String,
}

fn count(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn grade(number: i64) -> Result<Grade, Error> {
    known(u8::try_from(number).ok().and_then(Grade::from_number))
}

/// The deadline an alert is about, as it stands now.
fn deadline_of(about: About, grade: Grade, deadlines: Deadlines) -> Option<Deadline> {
    let of = |clock: Clock| {
        let known = || deadlines.all().find(|deadline| deadline.clock == clock);
        speaks_of(deadlines, grade, clock).or_else(known)
    };
    match about {
        About::Before { clock, .. } | About::After { clock, .. } => of(clock),
        About::Danger
        | About::Declared
        | About::Graded { .. }
        | About::Approval { .. }
        | About::Disputed
        | About::Heard
        | About::Given => deadlines.running(),
        About::Commitment { .. } | About::Incident | About::Analysed => None,
    }
}

/// Of the columns of an incident.
fn incident(number: Option<&str>, kind: Option<&str>) -> Result<Subject, Error> {
    Ok(Subject::Incident {
        number: known(number.and_then(IncidentNumber::read))?,
        kind: known(kind.and_then(Kind::from_code))?,
    })
}

impl MineRow {
    fn into_alert(self, now: Moment) -> Result<Alert, Error> {
        let about = read_json(self.about.as_bytes())?;
        let subject = self.subject()?;
        let deadline = match (&self.deadlines, subject.grade()) {
            (Some(deadlines), Some(grade)) => deadline_of(about, grade, read_json(deadlines.as_bytes())?),
            _ => None,
        };
        Ok(Alert {
            rung: RungId::new(self.rung),
            subject,
            community_name: self.name,
            zone: zone_at(&self.zone, now)?,
            about,
            deadline,
            pressing: self.pressing != 0,
            instead: self.instead != 0,
            made: Moment::from_millis(self.made_at),
            said: Moment::from_millis(self.said_at),
            times: count(self.times),
        })
    }

    fn subject(&self) -> Result<Subject, Error> {
        match (&self.number, &self.kind, self.grade) {
            (Some(number), Some(kind), Some(of)) => Ok(Subject::Complaint {
                number: known(ComplaintNumber::read(number))?,
                kind: known(Kind::from_code(kind))?,
                grade: grade(of)?,
            }),
            _ => incident(self.incident.as_deref(), self.incident_kind.as_deref()),
        }
    }
}

impl CalledRow {
    fn into_called(self) -> Result<(Called, Option<Person>), Error> {
        let by = person(self.by_id, self.by_name, self.by_department)?;
        let called = Called {
            rung: RungId::new(self.id),
            about: read_json(self.about.as_bytes())?,
            pressing: self.pressing != 0,
            instead: self.instead != 0,
            made: Moment::from_millis(self.made_at),
            said: Moment::from_millis(self.said_at),
            times: count(self.times),
            people: Vec::new(),
            acknowledged: by.zip(self.acknowledged_at.map(Moment::from_millis)),
            settled: self.settled_at.is_some(),
        };
        Ok((called, person(self.staff, self.name, self.department)?))
    }
}

impl Reader {
    /// The complaint a rung is about, the deadline it speaks of, and whether what it calls about still is so.
    async fn called_about(
        &mut self,
        id: &ComplaintId,
        rung: Rung,
        now: Moment,
    ) -> Result<(Subject, Option<Deadline>, bool), Error> {
        let complaint = self.complaint_row(id).await?;
        // Whether it still holds may rest on what waits for approval, too.
        let state = self.state(id, now).await?;
        let grade = state.graded.grade;
        let subject = Subject::Complaint { number: complaint.number()?, kind: complaint.kind()?, grade };
        Ok((subject, deadline_of(rung.about, grade, state.deadlines), rung.holds(&state)))
    }

    /// Whom the ladder of a complaint has called, oldest first.
    pub(crate) async fn called(&mut self, complaint: &ComplaintId) -> Result<Vec<Called>, Error> {
        let rows: Vec<CalledRow> = self.all(CALLED, args![complaint]).await?;
        let mut all: Vec<Called> = Vec::new();
        for row in rows {
            let (called, person) = row.into_called()?;
            if all.last().is_none_or(|last| last.rung != called.rung) {
                all.push(called);
            }
            if let (Some(last), Some(person)) = (all.last_mut(), person) {
                last.people.push(person);
            }
        }
        Ok(all)
    }
}

impl Store {
    /// What this member of staff is called about and nobody has acknowledged, the pressing first, then
    /// the newest.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn alerts(&self, staff: &Staff, now: Moment) -> Result<Vec<Alert>, Error> {
        let rows: Vec<MineRow> = self.read().await?.all(MINE, args![&staff.id, ALERT_ROWS_MAX]).await?;
        let reads = |row: &MineRow| staff.may(Want::Read, &CommunityId::new(row.community.as_str()));
        let alerts = rows.into_iter().filter(reads).map(|row| row.into_alert(now));
        let mut alerts = alerts.collect::<Result<Vec<_>, _>>()?;
        alerts.sort_by_key(|alert| !alert.pressing);
        Ok(alerts)
    }

    /// Who was called has seen it: for all whom the rung called, it is said no more. A second time is
    /// no harm.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a rung that did not call this member of staff.
    pub async fn acknowledge(&self, rung: &RungId, staff: &Staff, now: Moment) -> Result<(), Error> {
        let row: (Option<String>, Option<String>, String, String) =
            self.read().await?.one(OF_RUNG, args![rung, &staff.id]).await?;
        let (complaint, incident, community, about) = row;
        let community = CommunityId::new(community);
        if !staff.may(Want::Read, &community) {
            return Err(Error::NotFound);
        }
        let Some(complaint) = complaint else {
            let incident = IncidentId::new(incident.ok_or(Error::NotFound)?);
            return self.acknowledge_incident(incident, community, rung.clone(), staff.person(), now).await;
        };
        let found = Found { id: ComplaintId::new(complaint), community };
        let about: About = read_json(about.as_bytes())?;
        let (rung, by) = (
            rung.clone(),
            Person { id: staff.id.clone(), name: staff.name.clone(), department: staff.department },
        );
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            if !tx.settle_rung(&found.community, &rung, (Some(now), Some(by.id.as_str())), now).await? {
                return Ok(());
            }
            let state = tx.state(&found.id, now).await?;
            let change = change::acknowledged(&state, about, by);
            tx.save(&found, &state, change, now).await.map(drop)
        })
        .await
    }

    /// What an alert is to say, and to whom.
    ///
    /// # Errors
    /// [`Error::NotFound`], also when who was called has left.
    pub async fn calling(&self, id: &AlertId, now: Moment) -> Result<Calling, Error> {
        let mut read = self.read().await?;
        let row: CallingRow = read.one(CALLING, args![id]).await?;
        let rung = ladder::rung(&row.about, &row.whom, row.since)?;
        let (subject, deadline, holds) = match &row.complaint {
            Some(complaint) => read.called_about(&ComplaintId::new(complaint.as_str()), rung, now).await?,
            None => (incident(row.incident.as_deref(), row.incident_kind.as_deref())?, None, true),
        };
        let region = Region::from_code(&row.region).unwrap_or(Region::Mainland);
        let open = |column: &str, sealed: Option<Vec<u8>>| {
            sealed.map(|sealed| self.keys().open_text("staff", column, &row.staff, &sealed)).transpose()
        };
        let (email, phone) = (open("email", row.email)?, open("phone", row.phone)?);
        Ok(Calling {
            id: id.clone(),
            subject,
            community_name: row.community_name,
            zone: zone_at(&row.zone, now)?,
            language: rules::alert::language(region),
            about: rung.about,
            deadline,
            pressing: row.pressing != 0,
            instead: row.instead != 0,
            said: Moment::from_millis(row.said_at),
            times: count(row.times),
            email: email.and_then(|email| Email::parse(&email).ok()),
            phone: phone.and_then(|phone| Phone::parse(&phone, region).ok()),
            mailed: count(row.mailed),
            texted: count(row.texted),
            settled: row.settled_at.is_some() || !holds,
        })
    }

    /// It has gone out by this way, for the `times`-th time.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn alert_sent(
        &self,
        id: &AlertId,
        way: AlertWay,
        times: u32,
        now: Moment,
    ) -> Result<(), Error> {
        let statement = if way == AlertWay::Email { MAILED } else { TEXTED };
        let args = args![id, times, now];
        self.write(Scope::Unordered, async move |tx| tx.execute(statement, args).await.map(drop)).await
    }

    /// It did not this time; `reason` is for the operator and names no person.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn alert_failed(&self, id: &AlertId, way: AlertWay, reason: &str) -> Result<(), Error> {
        let statement = if way == AlertWay::Email { MAIL_FAILED } else { TEXT_FAILED };
        let args = args![id, reason.chars().take(FAILURE_CHARS).collect::<String>()];
        self.write(Scope::Unordered, async move |tx| tx.execute(statement, args).await.map(drop)).await
    }
}
