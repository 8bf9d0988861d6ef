//! What a person can put right: a field and what is wrong with it. All problems of a form are
//! reported at once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::contact::{EmailProblem, PhoneProblem};

coded! {
    /// A field of any form; the code is its HTML name and id.
    pub enum Field {
        Community = "community",
        Filer = "filer",
        Kind = "kind",
        Area = "area",
        Place = "place",
        Home = "home",
        /// What kind of matter it is.
        Matter = "matter",
        Text = "text",
        /// What an enquiry was answered with.
        Answer = "answer",
        Answers = "answers",
        Since = "since",
        Households = "households",
        Returned = "returned",
        Wish = "wish",
        Remedy = "remedy",
        Name = "name",
        Phone = "phone",
        Email = "email",
        Photos = "photos",
        Notice = "notice",
        Channel = "channel",
        Referrer = "referrer",
        OutsideNumber = "outside_number",
        OutsideDue = "outside_due",
        Act = "act",
        To = "to",
        Reason = "reason",
        Media = "media",
        Lawsuit = "lawsuit",
        Suing = "suing",
        Safety = "safety",
        Persons = "persons",
        Cause = "cause",
        Pause = "pause",
        Due = "due",
        Staff = "staff",
        From = "from",
        Until = "until",
        Away = "away",
        Weeks = "weeks",
        Finding = "finding",
        Outcome = "outcome",
        With = "with",
        /// What is promised, by when, how much.
        Promised = "promised",
        PromisedBy = "promised_by",
        Amount = "amount",
        Person = "person",
        Compensation = "compensation",
        Same = "same",
        Solved = "solved",
        Satisfaction = "satisfaction",
        Attitude = "attitude",
        Speed = "speed",
        Result = "result",
        Words = "words",
        Account = "account",
        Password = "password",
        View = "view",
        /// When it was seen.
        Seen = "seen",
        /// What is done about it so far.
        Plan = "plan",
        /// The head in charge.
        InCharge = "in_charge",
        Buildings = "buildings",
        ZhHans = "zh_hans",
        ZhHant = "zh_hant",
        En = "en",
        Effect = "effect",
        Handling = "handling",
        RootCause = "root_cause",
        Corrective = "corrective",
        Preventive = "preventive",
    }
}

/// What is wrong with a field, with the figures a sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Missing,
    TooLong {
        chars: usize,
        max: usize,
    },
    /// Not one of the choices offered: a form altered by hand.
    NotAChoice,
    /// To a question nobody asks any more, or never did.
    NotAsked,
    NotADate,
    /// The date is after today.
    InTheFuture {
        #[serde(with = "crate::moment::plain_date")]
        today: NaiveDate,
    },
    TooLongAgo {
        years: i32,
    },
    NotANumber,
    OutOfRange {
        min: u16,
        max: u16,
    },
    Phone(PhoneProblem),
    Email(EmailProblem),
    /// Neither phone nor e-mail.
    NoContact,
    /// The privacy notice is not ticked.
    NotAgreed,
    /// The notice changed while the form was open.
    NoticeChanged,
    TooMany {
        max: usize,
    },
    /// As many messages within the last day as are taken.
    TooOften {
        max: usize,
    },
    /// No complaint of this community has the number, or it is this very one.
    NoSuchComplaint,
    /// Both groups together would have more complaints than one may.
    GroupFull {
        max: usize,
    },
    /// As many requests for help as can be made at once are not answered yet.
    HelpsFull {
        max: usize,
    },
    /// Asked already, and not answered yet.
    AlreadyAsked,
    /// As many views as one may keep.
    ViewsFull {
        max: usize,
    },
    /// A less serious grade needs a reason.
    LowerNeedsReason,
    /// A new time must come after what is due now, an end after its beginning.
    NotLater,
    /// It is over already, where a time to come is asked for.
    Past,
    /// On the roster at that time already.
    AlreadyOnDuty,
    TooFarAhead {
        days: u32,
    },
    /// A photo could not be used.
    Photo(PhotoProblem),
}

coded! {
    /// Why a photo was not kept.
    pub enum PhotoProblem {
        TooLarge = "too_large",
        TooManyPixels = "too_many_pixels",
        /// Neither JPEG, PNG nor WebP, whatever its name says.
        NotAPhoto = "not_a_photo",
        Damaged = "damaged",
        /// It never arrived, or was kept too long ago.
        Gone = "gone",
        /// Nothing is wrong with it: too many arrived at once.
        Busy = "busy",
    }
}

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub field: Field,
    pub what: What,
}

/// Everything to put right, in the order of the fields on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    #[must_use]
    pub fn one(field: Field, what: What) -> Self {
        Self(vec![Problem { field, what }])
    }

    #[must_use]
    pub fn of(&self, field: Field) -> Option<&What> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| &problem.what)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn add(&mut self, field: Field, what: What) {
        self.0.push(Problem { field, what });
    }

    /// Keeps the value, or notes what is wrong with it: so a parse goes on to the next field.
    pub(crate) fn keep<T>(&mut self, field: Field, read: Result<T, What>) -> Option<T> {
        read.map_err(|what| self.add(field, what)).ok()
    }

    /// The parsed value when nothing is wrong.
    pub(crate) fn or<T>(self, parsed: Option<T>) -> Result<T, Self> {
        match parsed {
            Some(parsed) if self.is_empty() => Ok(parsed),
            _ => Err(self),
        }
    }
}

/// Reads single fields; shared by every draft.
pub(crate) mod read {
    use super::What;

    /// Text with surrounding space removed and line ends unified; empty is `Missing`.
    pub fn text(raw: &str, max: usize) -> Result<String, What> {
        let text = optional_text(raw, max)?;
        if text.is_empty() { Err(What::Missing) } else { Ok(text) }
    }

    /// The same; empty stays empty.
    pub fn optional_text(raw: &str, max: usize) -> Result<String, What> {
        let text = raw.trim().replace("\r\n", "\n").replace('\0', "");
        let chars = text.chars().count();
        if chars > max { Err(What::TooLong { chars, max }) } else { Ok(text) }
    }

    /// One of a set of coded choices.
    pub fn choice<T>(raw: &str, from_code: impl Fn(&str) -> Option<T>) -> Result<T, What> {
        if raw.trim().is_empty() {
            return Err(What::Missing);
        }
        from_code(raw.trim()).ok_or(What::NotAChoice)
    }

    /// The same; empty is the choice given.
    pub fn choice_or<T>(raw: &str, otherwise: T, from_code: impl Fn(&str) -> Option<T>) -> Result<T, What> {
        if raw.trim().is_empty() { Ok(otherwise) } else { choice(raw, from_code) }
    }

    /// A count within bounds; full-width digits are read too; empty is `otherwise`.
    pub fn count(raw: &str, otherwise: u16, min: u16, max: u16) -> Result<u16, What> {
        let digits: String = raw.trim().chars().map(half_width).collect();
        if digits.is_empty() {
            return Ok(otherwise);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(What::NotANumber);
        }
        match digits.parse::<u16>() {
            Ok(number) if (min..=max).contains(&number) => Ok(number),
            _ => Err(What::OutOfRange { min, max }),
        }
    }

    fn half_width(letter: char) -> char {
        match letter {
            '０'..='９' => char::from(b'0' + u8::try_from(letter as u32 - '０' as u32).unwrap_or(0)),
            other => other,
        }
    }
}
