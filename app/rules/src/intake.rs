//! What staff take down for a resident: the complaint as she would file it herself, and how it reached us
//! (handbook I1, I2).

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::call::{CallDraft, Heard};
use crate::change::EXTENSION_DAYS_MAX;
use crate::code::coded;
use crate::complaint::{Draft, Filing, Ground};
use crate::grading::{Facts, Safety};
use crate::id::{CallId, CommunityId, ComplaintNumber};
use crate::kind::Kind;
use crate::limits;
use crate::moment;
use crate::place::{Area, Place};
use crate::problem::{Field, Problems, What, read};
use crate::queue::QueueRow;

coded! {
    /// On which way something reached us.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Channel {
        #[default]
        Portal = "portal",
        Phone = "phone",
        WeChat = "wechat",
        App = "app",
        Email = "email",
        FrontDesk = "front_desk",
        Letter = "letter",
        Fax = "fax",
        /// An outside body passed it on.
        Outside = "outside",
    }
}

coded! {
    /// An outside body that passes matters on.
    pub enum Referrer {
        Hotline12345 = "hotline_12345",
        StreetOffice = "street_office",
        HousingBureau = "housing_bureau",
        OwnersCommittee = "owners_committee",
        Police = "police",
    }
}

impl Channel {
    /// Those that staff take something down from, the most frequent first: on the portal she files herself.
    pub const TAKEN_DOWN: [Self; 8] = [
        Self::Phone,
        Self::FrontDesk,
        Self::WeChat,
        Self::App,
        Self::Email,
        Self::Letter,
        Self::Fax,
        Self::Outside,
    ];
}

impl Channel {
    /// Whether she said it to somebody: then it is a row of the call log (I6).
    #[must_use]
    pub const fn is_spoken(self) -> bool {
        matches!(self, Self::Phone | Self::FrontDesk)
    }
}

/// Which outside body passed a matter on, and the number it has there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    pub by: Referrer,
    /// Empty where it has none.
    pub number: String,
}

/// How a complaint reached us: it stands on every one (I1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    pub channel: Channel,
    /// The name of the member of staff who took it down; nobody where she filed it herself.
    pub recipient: Option<String>,
    pub referral: Option<Referral>,
}

/// What only staff are asked, beside the complaint as she would file it; as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IntakeDraft {
    pub channel: String,
    pub referrer: String,
    pub outside_number: String,
    /// `YYYY-MM-DDTHH:MM` on the community's clock.
    pub outside_due: String,
    pub safety: String,
    /// The number of a complaint that this is the same as.
    pub with: String,
    /// The id of the call it is taken over from.
    pub call: String,
    /// What kind of matter it is; empty for a complaint.
    pub matter: String,
    /// What an enquiry was answered with.
    pub answer: String,
}

coded! {
    /// What is made of what a resident says at the desk (I8).
    pub enum Matter {
        Complaint = "complaint",
        /// Answered at once, and never in the queue.
        Enquiry = "enquiry",
        /// We find out, and call back (I6).
        CallBack = "call_back",
    }
}

/// What the form of the desk says, once nothing is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    Complaint(Box<Intake>),
    Call(Heard),
}

/// A complaint ready to be filed for a resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    pub filing: Filing,
    pub channel: Channel,
    pub referral: Option<Referral>,
    /// When the outside body wants the result, on the community's clock.
    pub outside_due: Option<NaiveDateTime>,
    pub safety: Safety,
    /// Joined with it as the same complaint.
    pub with: Option<ComplaintNumber>,
    /// The row of the call log it was taken over from.
    pub call: Option<CallId>,
}

impl Intake {
    /// What she stated, and how dangerous it is by what she said on the phone.
    #[must_use]
    pub fn facts(&self) -> Facts {
        Facts { safety: self.safety, ..self.filing.facts() }
    }
}

impl IntakeDraft {
    /// Reads the form with her draft, whose `notice` says that the privacy notice was read out to her: an
    /// intake, or *all* that is wrong with it.
    ///
    /// # Errors
    /// Every problem found, hers first.
    pub fn parse(&self, draft: &Draft, ground: &Ground) -> Result<Intake, Problems> {
        self.with_filing(draft.parse(ground), ground.today)
    }

    /// The same with the answers to the questions of its kind, which only the server can judge.
    ///
    /// # Errors
    /// As [`IntakeDraft::parse`].
    pub fn filed(&self, draft: &Draft, ground: &Ground) -> Result<Intake, Problems> {
        self.with_filing(draft.filed(ground), ground.today)
    }

    /// The same for any kind of matter.
    ///
    /// # Errors
    /// As [`IntakeDraft::parse`].
    pub fn entered(&self, draft: &Draft, ground: &Ground) -> Result<Entry, Problems> {
        self.entry(draft, ground, || self.filed(draft, ground))
    }

    /// The same but for the answers, which only the server can judge.
    ///
    /// # Errors
    /// As [`IntakeDraft::parse`].
    pub fn entered_so_far(&self, draft: &Draft, ground: &Ground) -> Result<Entry, Problems> {
        self.entry(draft, ground, || self.parse(draft, ground))
    }

    fn entry(
        &self,
        draft: &Draft,
        ground: &Ground,
        complaint: impl FnOnce() -> Result<Intake, Problems>,
    ) -> Result<Entry, Problems> {
        match read::choice_or(&self.matter, Matter::Complaint, Matter::from_code) {
            Ok(Matter::Complaint) => complaint().map(|intake| Entry::Complaint(Box::new(intake))),
            Ok(Matter::Enquiry) => self.call(draft).enquiry(ground).map(Entry::Call),
            Ok(Matter::CallBack) => self.call(draft).to_call_back(ground).map(Entry::Call),
            Err(what) => Err(Problems::one(Field::Matter, what)),
        }
    }

    fn call(&self, draft: &Draft) -> CallDraft {
        CallDraft {
            community: draft.community.clone(),
            text: draft.text.clone(),
            name: draft.name.clone(),
            phone: draft.phone.clone(),
            place: draft.place.clone(),
            answer: self.answer.clone(),
            key: draft.key.clone(),
        }
    }

    fn with_filing(&self, filing: Result<Filing, Problems>, today: NaiveDate) -> Result<Intake, Problems> {
        let (filing, mut problems) = match filing {
            Ok(filing) => (Some(filing), Problems::default()),
            Err(problems) => (None, problems),
        };
        let safety =
            problems.keep(Field::Safety, read::choice_or(&self.safety, Safety::None, Safety::from_code));
        let channel =
            problems.keep(Field::Channel, read::choice_or(&self.channel, Channel::Phone, taken_down));
        let outside_due = problems.keep(Field::OutsideDue, self.due(today));
        let named = matches!(outside_due, Some(Some(_))) || channel == Some(Channel::Outside);
        let referral = self.referral(named, &mut problems);
        let with = problems.keep(Field::With, self.with());
        let intake = (|| {
            Some(Intake {
                filing: filing?,
                channel: channel?,
                referral: referral?,
                outside_due: outside_due?,
                safety: safety?,
                with: with?,
                call: (!self.call.is_empty()).then(|| CallId::new(self.call.as_str())),
            })
        })();
        problems.or(intake)
    }

    /// Who passed it on must be said where anything else of it is.
    fn referral(&self, named: bool, problems: &mut Problems) -> Option<Option<Referral>> {
        let number = read::optional_text(&self.outside_number, limits::OUTSIDE_NUMBER_CHARS_MAX);
        let number = problems.keep(Field::OutsideNumber, number);
        let needed = named || number.as_ref().is_some_and(|number| !number.is_empty());
        let by = match read::choice_or(&self.referrer, None, |code| Referrer::from_code(code).map(Some)) {
            Ok(None) if needed => Err(What::Missing),
            read => read,
        };
        let by = problems.keep(Field::Referrer, by)?;
        let number = number?;
        Some(by.map(|by| Referral { by, number }))
    }

    fn due(&self, today: NaiveDate) -> Result<Option<NaiveDateTime>, What> {
        let typed = self.outside_due.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let due = moment::date_and_time(typed).ok_or(What::NotADate)?;
        let days = EXTENSION_DAYS_MAX;
        let latest = today.checked_add_days(Days::new(days.into())).unwrap_or(today);
        // It may be over by an hour when it comes: then it is overdue, and says so.
        if due.date() < today {
            Err(What::Past)
        } else if due.date() > latest {
            Err(What::TooFarAhead { days })
        } else {
            Ok(Some(due))
        }
    }

    fn with(&self) -> Result<Option<ComplaintNumber>, What> {
        let typed = read::optional_text(&self.with, limits::KEY_CHARS_MAX)?;
        if typed.is_empty() {
            return Ok(None);
        }
        ComplaintNumber::read(&typed).map(Some).ok_or(What::NoSuchComplaint)
    }
}

/// The way staff heard of something, by its code.
#[must_use]
pub fn taken_down(code: &str) -> Option<Channel> {
    Channel::from_code(code).filter(|channel| Channel::TAKEN_DOWN.contains(channel))
}

/// So much of a complaint as others are compared with while it is taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoFar {
    pub community: CommunityId,
    pub kind: Kind,
    pub area: Area,
    pub place: Place,
    /// Perhaps nothing yet.
    pub text: String,
}

impl SoFar {
    /// `None` before it is said what it is about, and where.
    #[must_use]
    pub fn of(draft: &Draft, ground: &Ground) -> Option<Self> {
        let sign = draft.community(ground).ok()?;
        let kind = Kind::from_code(draft.kind.trim())?;
        let place = read::text(&draft.place, limits::PLACE_CHARS_MAX).ok()?;
        let place = Place::read(&place, &sign.buildings);
        let area = Area::from_code(draft.area.trim()).unwrap_or(place.area);
        let text: String = draft.text.trim().chars().take(limits::TEXT_CHARS_MAX).collect();
        Some(Self { community: sign.id.clone(), kind, area, place, text })
    }
}

/// Whoever a number belongs to, by what she filed before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    pub community: CommunityId,
    /// As she gave it last.
    pub name: String,
    /// Her home, as last written.
    pub home: String,
    /// Open ones first, then the latest.
    pub matters: Vec<QueueRow>,
}
