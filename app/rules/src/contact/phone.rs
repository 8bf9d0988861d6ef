use core::fmt;

use serde::{Deserialize, Serialize};

use super::numbering::{self, Subscriber};
use super::typed::Typed;
use super::{Line, Region};

/// Longest text read as a phone number, in characters; the longest real one, with country code,
/// spaces and extension, is about half of it.
pub const PHONE_CHARS_MAX: usize = 60;
/// Longest extension, in digits.
pub const EXTENSION_DIGITS_MAX: usize = 6;

/// A phone number of the mainland, Hong Kong, Macau or Taiwan. On the wire it is its normal form.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    region: Region,
    line: Line,
    /// Without country code and trunk zero.
    national: String,
    /// Digits; empty where there is none.
    extension: String,
}

/// What is wrong with a phone number. `digits` and `wanted` count what is dialled in the region
/// itself, a trunk zero among them, an extension not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneProblem {
    Empty,
    /// A letter or sign that no number has, no digit at all, or far too long a text.
    NotAPhone,
    TooShort {
        region: Region,
        line: Line,
        digits: usize,
        wanted: usize,
    },
    TooLong {
        region: Region,
        line: Line,
        digits: usize,
        wanted: usize,
    },
    /// Seven or eight digits where an area code is needed to know the city.
    AreaCodeMissing {
        digits: usize,
    },
    /// No line of the region, or no region we know, begins like this (at most three digits).
    UnknownPrefix {
        prefix: String,
    },
    ExtensionTooLong {
        digits: usize,
        max: usize,
    },
}

impl Phone {
    /// Reads a number as people type it: full-width digits, spaces, dashes, brackets, `+86` or
    /// `0086`, and an extension after 转, 轉, 分机, `ext`, `#` or a last dash. `home` says by which
    /// plan a number without country code is read: eight digits are a number in Hong Kong and
    /// Macau, and half a number elsewhere.
    ///
    /// ```
    /// use rules::contact::{Line, Phone, PhoneProblem, Region};
    /// let desk = Phone::parse("0571-88903366转612", Region::Mainland).unwrap();
    /// assert_eq!(desk.normalised(), "+8657188903366;ext=612");
    /// assert!(!desk.can_receive_sms());
    /// assert_eq!(
    ///     Phone::parse("1381234462", Region::Mainland),
    ///     Err(PhoneProblem::TooShort { region: Region::Mainland, line: Line::Mobile, digits: 10, wanted: 11 }),
    /// );
    /// ```
    ///
    /// # Errors
    /// The first thing to put right.
    pub fn parse(text: &str, home: Region) -> Result<Self, PhoneProblem> {
        let (subscriber, extension) = Typed::read(text)?.number(home)?;
        if extension.len() > EXTENSION_DIGITS_MAX {
            let digits = extension.len();
            return Err(PhoneProblem::ExtensionTooLong { digits, max: EXTENSION_DIGITS_MAX });
        }
        let Subscriber { region, line, national } = subscriber;
        Ok(Self { region, line, national, extension })
    }

    #[must_use]
    pub fn region(&self) -> Region {
        self.region
    }

    #[must_use]
    pub fn line(&self) -> Line {
        self.line
    }

    /// Without country code and trunk zero: `13812344629`, `57188903366`.
    #[must_use]
    pub fn national(&self) -> &str {
        &self.national
    }

    /// Digits to dial after the number, where there are any.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        Some(self.extension.as_str()).filter(|digits| !digits.is_empty())
    }

    /// E.164 with the extension of RFC 3966: `+8657188903366;ext=612`. Stored and hashed.
    #[must_use]
    pub fn normalised(&self) -> String {
        let code = numbering::country_code(self.region);
        let number = format!("+{code}{}", self.national);
        self.extension().map_or(number.clone(), |digits| format!("{number};ext={digits}"))
    }

    /// A mobile reached directly: what stands behind an extension has no inbox.
    #[must_use]
    pub fn can_receive_sms(&self) -> bool {
        self.line == Line::Mobile && self.extension.is_empty()
    }

    /// Enough to recognise one's own, too little to call another's: `138****4629`,
    /// `0571****3366`, `****6789`. The extension is left out.
    #[must_use]
    pub fn masked(&self) -> String {
        let dialled = self.dialled();
        let (head, tail) = match (self.region, self.line) {
            (Region::HongKong | Region::Macau, _) => (0, 4),
            (Region::Taiwan, Line::Landline) => (2, 3),
            (Region::Taiwan, _) => (3, 3),
            (Region::Mainland, Line::Landline) => {
                let head = 1 + numbering::mainland_area_digits(&self.national);
                (head, dialled.len() - head - 4)
            }
            (Region::Mainland, _) => (3, 4),
        };
        format!("{}****{}", &dialled[..head], &dialled[dialled.len() - tail..])
    }

    /// As it is written for people of `home`: `138 1234 4629`, `0571-88903366#612`; another
    /// region's with its country code, `+852 2345 6789`.
    #[must_use]
    pub fn shown(&self, home: Region) -> String {
        let number = if self.region == home {
            self.shown_at_home()
        } else {
            format!("+{} {}", numbering::country_code(self.region), self.national)
        };
        self.extension().map_or(number.clone(), |digits| format!("{number}#{digits}"))
    }

    /// The target of a link that calls (RFC 3966). A company number is only reached from within
    /// its region, and often not with the country code, so it is given as dialled there.
    #[must_use]
    pub fn tel_href(&self) -> String {
        match self.line {
            Line::Service => format!("tel:{}", self.dialled()),
            Line::Mobile | Line::Landline => format!("tel:{}", self.normalised()),
        }
    }

    /// The digits dialled in its own region.
    fn dialled(&self) -> String {
        let trunk = match (self.region, self.line) {
            (Region::Mainland, Line::Landline) | (Region::Taiwan, _) => "0",
            _ => "",
        };
        format!("{trunk}{}", self.national)
    }

    fn shown_at_home(&self) -> String {
        let dialled = self.dialled();
        let (first, second, mark) = match (self.region, self.line) {
            (Region::HongKong | Region::Macau, _) => (4, 8, " "),
            (Region::Mainland, Line::Mobile) => (3, 7, " "),
            (Region::Mainland, Line::Service) => (3, 6, "-"),
            (Region::Mainland, Line::Landline) => {
                (1 + numbering::mainland_area_digits(&self.national), dialled.len(), "-")
            }
            (Region::Taiwan, Line::Landline) => return dialled,
            (Region::Taiwan, _) => (4, 7, "-"),
        };
        let parts = [&dialled[..first], &dialled[first..second], &dialled[second..]];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(mark)
    }
}

impl TryFrom<String> for Phone {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text, Region::Mainland).map_err(|_| "not a phone number")
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.normalised()
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}
