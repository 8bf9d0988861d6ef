//! The forms of incidents, as sent, and what they say once nothing is wrong with them.

use serde::{Deserialize, Serialize};

use super::{Act, FirstNotice, Report, Words, Work};
use crate::complaint::CommunitySign;
use crate::id::{BuildingId, ComplaintNumber, StaffId};
use crate::kind::Kind;
use crate::limits;
use crate::moment::{self, Moment, Zone};
use crate::problem::{Field, Problems, What, read};

/// The form that declares an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeclareDraft {
    pub community: String,
    /// Number of the complaint it is declared from; empty for none.
    pub from: String,
    pub kind: String,
    /// Ids of the buildings concerned.
    pub buildings: Vec<String>,
    /// `YYYY-MM-DDTHH:MM` on the community's clock.
    pub seen: String,
    pub place: String,
    pub text: String,
    pub plan: String,
    /// The head in charge.
    pub in_charge: String,
    pub key: String,
}

/// An incident to be declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaring {
    pub from: Option<ComplaintNumber>,
    pub kind: Kind,
    pub buildings: Vec<BuildingId>,
    pub notice: FirstNotice,
    pub in_charge: StaffId,
    /// Posting the form again declares nothing.
    pub key: String,
}

impl DeclareDraft {
    /// Reads it for the community it names, on its clock. Time, place, what is seen and the plan so far are all
    /// needed: that is the first notice.
    ///
    /// # Errors
    /// Everything that is wrong, each with its field.
    pub fn parse(&self, sign: &CommunitySign, zone: Zone, now: Moment) -> Result<Declaring, Problems> {
        let mut problems = Problems::default();
        let kind = problems.keep(Field::Kind, read::choice(&self.kind, Kind::from_code));
        let known =
            |id: &String| sign.buildings.iter().find(|one| one.id.as_str() == id).map(|one| one.id.clone());
        let buildings: Option<Vec<BuildingId>> = self.buildings.iter().map(known).collect();
        let buildings = problems.keep(Field::Buildings, buildings.ok_or(What::NotAChoice));
        let seen = problems.keep(Field::Seen, seen(&self.seen, zone, now));
        let place = problems.keep(Field::Place, read::text(&self.place, limits::PLACE_CHARS_MAX));
        let text = problems.keep(Field::Text, read::text(&self.text, limits::TEXT_CHARS_MAX));
        let plan = problems.keep(Field::Plan, read::text(&self.plan, limits::TEXT_CHARS_MAX));
        let in_charge = problems.keep(Field::InCharge, read::text(&self.in_charge, limits::KEY_CHARS_MAX));
        let from = problems.keep(Field::With, number(&self.from));
        let key = problems.keep(Field::Act, read::optional_text(&self.key, limits::KEY_CHARS_MAX));
        let declaring = (|| {
            let notice = FirstNotice { seen: seen?, place: place?, text: text?, plan: plan? };
            let in_charge = StaffId::new(in_charge?);
            Some(Declaring { from: from?, kind: kind?, buildings: buildings?, notice, in_charge, key: key? })
        })();
        problems.or(declaring)
    }
}

/// It was seen already, and not longer ago than a shift of days.
fn seen(typed: &str, zone: Zone, now: Moment) -> Result<Moment, What> {
    if typed.trim().is_empty() {
        return Err(What::Missing);
    }
    let local = moment::date_and_time(typed.trim()).ok_or(What::NotADate)?;
    let at = Moment::from_local(local, zone);
    if at > now.plus_minutes(1) { Err(What::InTheFuture { today: now.date(zone) }) } else { Ok(at) }
}

fn number(typed: &str) -> Result<Option<ComplaintNumber>, What> {
    match typed.trim() {
        "" => Ok(None),
        typed => ComplaintNumber::read(typed).map(Some).ok_or(What::NoSuchComplaint),
    }
}

/// Any form of an incident's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncidentDraft {
    pub act: String,
    /// Of the incident as the page showed it.
    pub version: String,
    pub text: String,
    pub with: String,
    pub zh_hans: String,
    pub zh_hant: String,
    pub en: String,
    pub effect: String,
    pub handling: String,
    pub root_cause: String,
    pub corrective: String,
    pub preventive: String,
}

impl IncidentDraft {
    /// The version the form was made from; an unreadable one matches none.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version.trim().parse().unwrap_or(-1)
    }

    /// # Errors
    /// Everything that is wrong, each with its field.
    pub fn parse(&self) -> Result<Work, Problems> {
        let mut problems = Problems::default();
        let act = problems.keep(Field::Act, read::choice(&self.act, Act::from_code));
        let work = act.and_then(|act| match act {
            Act::Register => self.spoken(&mut problems, false).map(|text| Work::Register { text }),
            Act::Note => self.spoken(&mut problems, true).map(|text| Work::Note { text }),
            Act::Over => self.spoken(&mut problems, true).map(|text| Work::Over { text }),
            Act::Close => self.spoken(&mut problems, false).map(|text| Work::Close { text }),
            Act::Add => self.complaint(&mut problems).map(|complaint| Work::Add { complaint }),
            Act::Message => self.words(&mut problems).map(|words| Work::Message { words }),
            Act::Analyse => self.report(&mut problems).map(|report| Work::Analyse { report }),
            Act::Send => Some(Work::Send),
        });
        problems.or(work)
    }

    fn spoken(&self, problems: &mut Problems, needed: bool) -> Option<String> {
        let max = limits::TEXT_CHARS_MAX;
        let read = if needed { read::text(&self.text, max) } else { read::optional_text(&self.text, max) };
        problems.keep(Field::Text, read)
    }

    fn complaint(&self, problems: &mut Problems) -> Option<ComplaintNumber> {
        let read = number(&self.with).and_then(|number| number.ok_or(What::Missing));
        problems.keep(Field::With, read)
    }

    /// In one language at least.
    fn words(&self, problems: &mut Problems) -> Option<Words> {
        let max = limits::MESSAGE_CHARS_MAX;
        let zh_hans = problems.keep(Field::ZhHans, read::optional_text(&self.zh_hans, max));
        let zh_hant = problems.keep(Field::ZhHant, read::optional_text(&self.zh_hant, max));
        let en = problems.keep(Field::En, read::optional_text(&self.en, max));
        let words = Words { zh_hans: zh_hans?, zh_hant: zh_hant?, en: en? };
        if words == Words::default() {
            problems.add(Field::ZhHans, What::Missing);
        }
        Some(words)
    }

    fn report(&self, problems: &mut Problems) -> Option<Report> {
        let mut part = |field, typed: &str| problems.keep(field, read::text(typed, limits::TEXT_CHARS_MAX));
        let effect = part(Field::Effect, &self.effect);
        let handling = part(Field::Handling, &self.handling);
        let cause = part(Field::RootCause, &self.root_cause);
        let corrective = part(Field::Corrective, &self.corrective);
        let preventive = part(Field::Preventive, &self.preventive);
        Some(Report {
            effect: effect?,
            handling: handling?,
            cause: cause?,
            corrective: corrective?,
            preventive: preventive?,
        })
    }
}
