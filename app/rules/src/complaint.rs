//! What a resident files: a draft as typed, and a filing once nothing is wrong with it.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::contact::{Email, Phone, Region};
use crate::grading::Facts;
use crate::id::{CommunityId, PhotoId};
use crate::kind::Kind;
use crate::limits;
use crate::moment;
use crate::place::{Area, BuildingName, Place};
use crate::policy::Promise;
use crate::problem::{Field, Problems, What, read};
use crate::question::{Answered, Asked, Given, lacks};

coded! {
    /// As whom the resident files.
    pub enum Filer {
        HomeOwner = "home_owner",
        Tenant = "tenant",
        Family = "family",
        /// For somebody else: a neighbour, parents.
        Behalf = "behalf",
    }
}

coded! {
    /// A remedy that can be ticked.
    pub enum Wish {
        Mend = "mend",
        Explain = "explain",
        Apologise = "apologise",
        Refund = "refund",
    }
}

/// What a resident page knows of a community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunitySign {
    pub id: CommunityId,
    /// In each language the same: as it stands over the gate.
    pub name: String,
    pub region: Region,
    /// The service hotline and the hours of the desk.
    pub hotline: Phone,
    pub desk_hours: String,
    /// Answered day and night.
    pub emergency: Phone,
    pub buildings: Vec<BuildingName>,
    /// Names of public areas to pick from.
    pub public_areas: Vec<String>,
}

/// What a draft is checked against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    pub communities: Vec<CommunitySign>,
    /// What each of them promises, in the same order.
    pub promises: Vec<Promise>,
    /// What each version among these asks, once. A browser is not told: the page carries the questions
    /// themselves, and what was answered is for the server to judge.
    #[serde(skip)]
    pub asked: Vec<Asked>,
    #[serde(with = "crate::moment::plain_date")]
    pub today: NaiveDate,
    /// Version of the privacy notice now shown.
    pub notice: u32,
}

impl Ground {
    /// The same with no community but these.
    #[must_use]
    pub fn within(mut self, communities: &[CommunityId]) -> Self {
        let both = self.communities.into_iter().zip(self.promises);
        (self.communities, self.promises) = both.filter(|(sign, _)| communities.contains(&sign.id)).unzip();
        self
    }

    /// A number as the region of one of the communities has it.
    #[must_use]
    pub fn phone(&self, typed: &str) -> Option<Phone> {
        self.communities.iter().find_map(|sign| Phone::parse(typed, sign.region).ok())
    }

    #[must_use]
    pub fn community(&self, id: &str) -> Option<&CommunitySign> {
        self.communities.iter().find(|community| community.id.as_str() == id)
    }

    /// What a community asks.
    #[must_use]
    pub fn asked(&self, id: &str) -> Option<&Asked> {
        let version = self.promise(id)?.version;
        self.asked.iter().find(|asked| asked.version == version)
    }

    /// What a community promises.
    #[must_use]
    pub fn promise(&self, id: &str) -> Option<&Promise> {
        let place = self.communities.iter().position(|community| community.id.as_str() == id)?;
        self.promises.get(place)
    }
}

/// The complaint form as typed: all text, so that nothing typed is ever refused unread or lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub community: String,
    pub filer: String,
    pub kind: String,
    pub area: String,
    pub place: String,
    /// The complainant's own home, where it is not the place.
    pub home: String,
    pub text: String,
    /// To the questions of every kind, whichever is chosen.
    pub answers: Given,
    /// `YYYY-MM-DD`, as a date input sends it.
    pub since: String,
    pub households: String,
    pub returned: String,
    pub wish: Vec<String>,
    pub remedy: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    /// The notice version that was ticked.
    pub notice: String,
    pub photos: Vec<String>,
    /// Idempotency key: the same form posted twice is one complaint.
    pub key: String,
}

/// A complaint ready to be filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    pub community: CommunityId,
    pub filer: Filer,
    pub kind: Kind,
    pub area: Area,
    pub place: Place,
    pub home: Option<Place>,
    pub text: String,
    /// To the questions of its kind, in their order.
    pub answers: Vec<Answered>,
    pub since: Option<NaiveDate>,
    /// Households she speaks for, hers included.
    pub households: u16,
    /// Times it came back after being reported handled.
    pub returned: u16,
    pub wishes: Vec<Wish>,
    pub remedy: String,
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub notice: u32,
    pub photos: Vec<PhotoId>,
    pub key: String,
}

impl Filing {
    /// The facts that rest on what the resident stated.
    #[must_use]
    pub fn facts(&self) -> Facts {
        Facts { households: self.households.into(), returned: self.returned.into(), ..Facts::default() }
    }

    /// The home that complains, for counting different complainants one per home.
    #[must_use]
    pub fn complaining_home(&self) -> Option<&Place> {
        match self.area {
            Area::Home => Some(self.home.as_ref().unwrap_or(&self.place)),
            Area::Public => self.home.as_ref(),
        }
    }
}

impl Draft {
    /// Reads the draft but for its answers: a filing, or *all* that is wrong with it, in the order of
    /// the page.
    ///
    /// # Errors
    /// Every problem found; nothing is corrected silently but surrounding space.
    pub fn parse(&self, ground: &Ground) -> Result<Filing, Problems> {
        let mut problems = Problems::default();
        let community = problems.keep(Field::Community, self.community(ground));
        let buildings = community.map_or(&[][..], |sign| &sign.buildings);
        let region = community.map_or(Region::Mainland, |sign| sign.region);
        let kind = problems.keep(Field::Kind, read::choice(&self.kind, Kind::from_code));
        let place = problems.keep(Field::Place, read::text(&self.place, limits::PLACE_CHARS_MAX));
        let area = problems
            .keep(Field::Area, read::choice_or(&self.area, None, |code| Area::from_code(code).map(Some)));
        let text = problems.keep(Field::Text, read::text(&self.text, limits::TEXT_CHARS_MAX));
        let since = problems.keep(Field::Since, self.since(ground.today));
        let households =
            problems.keep(Field::Households, read::count(&self.households, 1, 1, limits::HOUSEHOLDS_MAX));
        let returned =
            problems.keep(Field::Returned, read::count(&self.returned, 0, 0, limits::RETURNED_TIMES_MAX));
        let photos = problems.keep(Field::Photos, photos(&self.photos));
        let wishes = problems.keep(Field::Wish, self.wishes());
        let remedy =
            problems.keep(Field::Remedy, read::optional_text(&self.remedy, limits::REMEDY_CHARS_MAX));
        let filer =
            problems.keep(Field::Filer, read::choice_or(&self.filer, Filer::HomeOwner, Filer::from_code));
        let home = problems.keep(Field::Home, read::optional_text(&self.home, limits::PLACE_CHARS_MAX));
        let name = problems.keep(Field::Name, read::optional_text(&self.name, limits::NAME_CHARS_MAX));
        let (phone, email) = self.contact(region, &mut problems);
        let notice = problems.keep(Field::Notice, self.notice(ground.notice));
        let filing = (|| {
            let place = Place::read(&place?, buildings);
            Some(Filing {
                community: community?.id.clone(),
                filer: filer?,
                kind: kind?,
                area: area?.unwrap_or(place.area),
                place,
                home: home.filter(|home| !home.is_empty()).map(|home| Place::read(&home, buildings)),
                text: text?,
                answers: Vec::new(),
                since: since?,
                households: households?,
                returned: returned?,
                wishes: wishes?,
                remedy: remedy?,
                name: name?,
                phone,
                email,
                notice: notice?,
                photos: photos?,
                key: self.key.chars().take(limits::KEY_CHARS_MAX).collect(),
            })
        })();
        problems.or(filing)
    }

    /// The same with the answers to the questions of its kind, which only the server can judge.
    ///
    /// # Errors
    /// As [`Draft::parse`].
    pub fn filed(&self, ground: &Ground) -> Result<Filing, Problems> {
        let read = self.parse(ground);
        match (read, self.answers(ground)) {
            (Ok(filing), Ok(answers)) => Ok(Filing { answers, ..filing }),
            (Ok(_), Err(what)) => Err(Problems::one(Field::Answers, what)),
            (Err(problems), Ok(_)) => Err(problems),
            (Err(mut problems), Err(what)) => {
                problems.add(Field::Answers, what);
                problems.0.sort_by_key(|problem| Field::ALL.iter().position(|known| *known == problem.field));
                Err(problems)
            }
        }
    }

    /// Facts as far as they can be read now, for the preview beside the form.
    #[must_use]
    pub fn facts_so_far(&self) -> Facts {
        Facts {
            households: read::count(&self.households, 1, 1, limits::HOUSEHOLDS_MAX).unwrap_or(1).into(),
            returned: read::count(&self.returned, 0, 0, limits::RETURNED_TIMES_MAX).unwrap_or(0).into(),
            ..Facts::default()
        }
    }

    pub(crate) fn community<'a>(&self, ground: &'a Ground) -> Result<&'a CommunitySign, What> {
        match (self.community.trim(), &ground.communities[..]) {
            ("", [only]) => Ok(only),
            ("", _) => Err(What::Missing),
            (id, _) => ground.community(id).ok_or(What::NotAChoice),
        }
    }

    fn answers(&self, ground: &Ground) -> Result<Vec<Answered>, What> {
        let (Some(kind), Ok(community)) = (Kind::from_code(self.kind.trim()), self.community(ground)) else {
            return Ok(Vec::new());
        };
        let asked = ground.asked(community.id.as_str()).map_or(&[][..], |asked| asked.of(kind));
        // Before she chose a community the page may have shown another's.
        let answers = self.answers.read(kind, asked, ground.asked.iter().flat_map(|asked| asked.of(kind)))?;
        if lacks(asked, &answers) { Err(What::Missing) } else { Ok(answers) }
    }

    fn since(&self, today: NaiveDate) -> Result<Option<NaiveDate>, What> {
        let typed = self.since.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let date = moment::date(typed).ok_or(What::NotADate)?;
        let years = limits::SINCE_YEARS_MAX;
        let earliest = today.checked_sub_months(Months::new(years.unsigned_abs() * 12)).unwrap_or(today);
        if date > today {
            Err(What::InTheFuture { today })
        } else if date < earliest {
            Err(What::TooLongAgo { years })
        } else {
            Ok(Some(date))
        }
    }

    fn wishes(&self) -> Result<Vec<Wish>, What> {
        let mut wishes = Vec::new();
        for code in self.wish.iter().filter(|code| !code.is_empty()) {
            let wish = Wish::from_code(code).ok_or(What::NotAChoice)?;
            if !wishes.contains(&wish) {
                wishes.push(wish);
            }
        }
        Ok(wishes)
    }

    /// At least one way to reach her; what is filled in must be readable.
    fn contact(&self, region: Region, problems: &mut Problems) -> (Option<Phone>, Option<Email>) {
        let (phone, email) = (self.phone.trim(), self.email.trim());
        if phone.is_empty() && email.is_empty() {
            problems.add(Field::Phone, What::NoContact);
            return (None, None);
        }
        let phone = (!phone.is_empty())
            .then(|| problems.keep(Field::Phone, Phone::parse(phone, region).map_err(What::Phone)));
        let email = (!email.is_empty())
            .then(|| problems.keep(Field::Email, Email::parse(email).map_err(What::Email)));
        (phone.flatten(), email.flatten())
    }

    fn notice(&self, current: u32) -> Result<u32, What> {
        match self.notice.trim() {
            "" => Err(What::NotAgreed),
            ticked if ticked.parse() == Ok(current) => Ok(current),
            _ => Err(What::NoticeChanged),
        }
    }
}

/// Ids of photos that have arrived, each once.
pub(crate) fn photos(typed: &[String]) -> Result<Vec<PhotoId>, What> {
    let mut ids: Vec<PhotoId> = Vec::new();
    for id in typed.iter().filter(|id| !id.is_empty()) {
        if ids.iter().any(|known| known.as_str() == id) {
            continue;
        }
        // At once: a call can carry a million ids, and each is compared with those before it.
        if ids.len() == limits::PHOTOS_MAX {
            return Err(What::TooMany { max: limits::PHOTOS_MAX });
        }
        ids.push(PhotoId::new(id.as_str()));
    }
    Ok(ids)
}
