//! A complaint's row: which cells are sealed, and how a row becomes the rules' types.

use std::sync::Arc;

use rules::{
    alike::Counted,
    change::State,
    complaint::{Filer, Wish},
    contact::{Email, Phone},
    deadline::Deadlines,
    grading::{Grade, Graded, Reason},
    id::{CommunityId, ComplaintNumber, StaffId},
    intake::{Arrival, Channel, Referral, Referrer},
    kind::Kind,
    language::Language,
    moment::{Moment, Zone},
    place::{Area, Place},
    policy::{Terms, Version},
    question::Answered,
    stage::{Asking, Stage},
    timeline::Person,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{Error, Keyring, timeline::read_json, zone::zone_at};

/// All free text by the resident.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Words {
    pub text: String,
    /// As filed; what staff recorded since stands in the timeline.
    pub answers: Vec<Answered>,
    pub remedy: String,
    pub place: Place,
    pub home: Option<Place>,
    /// The number it has at the outside body that passed it on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outside_number: String,
}

/// How she is called and reached.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
}

/// What one row of the queue shows of the words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Glance {
    pub place: String,
    pub summary: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outside_number: String,
}

/// Everything of a complaint that its pages and its changes need.
#[derive(FromRow)]
pub(crate) struct ComplaintRow {
    pub id: String,
    pub community: String,
    pub community_name: String,
    /// As the community names it.
    pub zone: String,
    /// The version in force now.
    pub in_force: i64,
    pub number: String,
    pub code: i64,
    pub generation: i64,
    pub language: String,
    pub channel: String,
    /// The name of who took it down.
    pub recipient: Option<String>,
    pub referrer: Option<String>,
    pub filer: String,
    pub kind: String,
    pub area: String,
    pub since: Option<String>,
    pub wishes: String,
    pub words: Vec<u8>,
    pub contact: Vec<u8>,
    pub received: i64,
    pub stage: String,
    pub grade: i64,
    /// The version it was graded by.
    pub policy: i64,
    pub reasons: String,
    pub facts: String,
    pub facts_version: i64,
    pub deadlines: String,
    pub course: String,
    pub handler: Option<String>,
    pub handler_name: Option<String>,
    pub handler_department: Option<String>,
    pub round: i64,
    pub contacts: i64,
    pub unread: i64,
    pub contacts_again: i64,
    pub review: Option<i64>,
    pub resolved: Option<i64>,
    pub asking: String,
    pub ended: Option<i64>,
    pub declared: Option<i64>,
    pub version: i64,
    /// The groups it is in.
    pub alike: Option<String>,
    pub problem: Option<String>,
}

/// How it reached us, of a row's columns and the number that is sealed elsewhere.
pub(crate) fn arrival(
    channel: &str,
    recipient: Option<String>,
    referrer: Option<&str>,
    number: String,
) -> Result<Arrival, Error> {
    let referral = match referrer {
        Some(by) => Some(Referral { by: known(Referrer::from_code(by))?, number }),
        None => None,
    };
    Ok(Arrival { channel: known(Channel::from_code(channel))?, recipient, referral })
}

/// A word of ours that the rules no longer know is a defect.
pub(crate) fn known<T>(word: Option<T>) -> Result<T, Error> {
    word.ok_or_else(|| Error::failed("a stored word the rules do not know"))
}

pub(crate) fn open_json<T: serde::de::DeserializeOwned>(
    keys: &Keyring,
    column: &str,
    id: &str,
    sealed: &[u8],
) -> Result<T, Error> {
    read_json(&keys.open("complaint", column, id, sealed)?)
}

impl ComplaintRow {
    pub fn community(&self) -> CommunityId {
        CommunityId::new(self.community.as_str())
    }

    pub fn zone(&self, now: Moment) -> Result<Zone, Error> {
        zone_at(&self.zone, now)
    }

    pub fn number(&self) -> Result<ComplaintNumber, Error> {
        known(ComplaintNumber::read(&self.number))
    }

    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }

    pub fn kind(&self) -> Result<Kind, Error> {
        known(Kind::from_code(&self.kind))
    }

    pub fn area(&self) -> Result<Area, Error> {
        known(Area::from_code(&self.area))
    }

    pub fn filer(&self) -> Result<Filer, Error> {
        known(Filer::from_code(&self.filer))
    }

    pub fn arrival(&self, words: &Words) -> Result<Arrival, Error> {
        let number = words.outside_number.clone();
        arrival(&self.channel, self.recipient.clone(), self.referrer.as_deref(), number)
    }

    pub fn wishes(&self) -> Vec<Wish> {
        self.wishes.split(',').filter_map(Wish::from_code).collect()
    }

    pub fn generation(&self) -> u16 {
        u16::try_from(self.generation).unwrap_or(u16::MAX)
    }

    /// Where she lives, as she wrote it; empty where she did not.
    pub fn home(&self, words: &Words) -> Result<String, Error> {
        let place = match self.area()? {
            Area::Home => words.home.as_ref().or(Some(&words.place)),
            Area::Public => words.home.as_ref(),
        };
        Ok(place.map(|place| place.text.clone()).unwrap_or_default())
    }

    pub fn words(&self, keys: &Keyring) -> Result<Words, Error> {
        open_json(keys, "words", &self.id, &self.words)
    }

    pub fn contact(&self, keys: &Keyring) -> Result<Contact, Error> {
        open_json(keys, "contact", &self.id, &self.contact)
    }

    fn graded(&self) -> Result<Graded, Error> {
        let grade = u8::try_from(self.grade).ok().and_then(Grade::from_number);
        let reasons: Vec<Reason> = read_json(self.reasons.as_bytes())?;
        Ok(Graded { grade: known(grade)?, reasons })
    }

    pub fn handler(&self) -> Result<Option<Person>, Error> {
        let (Some(id), Some(name), Some(department)) =
            (&self.handler, &self.handler_name, &self.handler_department)
        else {
            return Ok(None);
        };
        let department = known(rules::kind::Department::from_code(department))?;
        Ok(Some(Person { id: StaffId::new(id.as_str()), name: name.clone(), department }))
    }

    pub fn deadlines(&self) -> Result<Deadlines, Error> {
        read_json(self.deadlines.as_bytes())
    }

    pub fn stage(&self) -> Result<Stage, Error> {
        known(Stage::from_code(&self.stage))
    }

    /// What the rules need to decide; what is offered or asked of others is read beside it.
    pub fn state(&self, terms: Arc<Terms>, counted: Counted) -> Result<State, Error> {
        Ok(State {
            community: self.community(),
            terms,
            received: Moment::from_millis(self.received),
            stage: self.stage()?,
            graded: self.graded()?,
            graded_by: Version(self.policy),
            facts: read_json(self.facts.as_bytes())?,
            counted,
            facts_version: self.facts_version,
            deadlines: self.deadlines()?,
            course: read_json(self.course.as_bytes())?,
            handler: self.handler()?,
            offer: None,
            declined: Vec::new(),
            dispute: None,
            helps: Vec::new(),
            round: u32::try_from(self.round).unwrap_or(0),
            contacts: u32::try_from(self.contacts).unwrap_or(0),
            unread: u32::try_from(self.unread).unwrap_or(0),
            contacts_again: u32::try_from(self.contacts_again).unwrap_or(0),
            review: self.review.map(Moment::from_millis),
            resolved: self.resolved.map(Moment::from_millis),
            asking: known(Asking::from_code(&self.asking))?,
            ended: self.ended.map(Moment::from_millis),
            declared: self.declared.map(Moment::from_millis),
            approval: None,
            commitments: Vec::new(),
        })
    }
}
