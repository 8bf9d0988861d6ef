//! What a complaint is found by. Text in Chinese has no spaces, so that any two neighbouring
//! characters are a term, and each character alone; other words and figures are a term each. What is
//! looked for is found where all of its terms are.

use core::fmt;
use std::collections::BTreeSet;

use super::folded;
use crate::contact::{Phone, Region};
use crate::fold::is_invisible;
use crate::id::ComplaintNumber;
use crate::limits::{SEARCH_CHARS_MAX, SEARCH_TERMS_MAX};
use crate::place::{BuildingName, Place};

/// Figures from which on their end is a term too: telephone numbers, another office's numbers.
const LONG_DIGITS: usize = 7;
/// Digits of an end: four is what people say on the phone; eight is a whole number in Hong Kong, and
/// as much of a longer one as is ever needed.
const END_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;
/// From here on characters are written without spaces between words.
const FIRST_IDEOGRAPH: char = '\u{2E80}';

/// One term, the same for all ways to write it. The store keeps a keyed hash of it, never the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(String);

impl Term {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Terms are words of residents and ends of their numbers.
impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Term")
    }
}

/// What staff read on a complaint's page.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    pub number: &'a ComplaintNumber,
    pub phone: Option<&'a Phone>,
    /// Where it is, and where she lives.
    pub places: &'a [&'a Place],
    /// All that was written, what matters most first.
    pub texts: &'a [&'a str],
}

impl Content<'_> {
    /// At most [`SEARCH_TERMS_MAX`]; what is beyond is not found.
    #[must_use]
    pub fn terms(&self) -> BTreeSet<Term> {
        let mut found: BTreeSet<Term> = number_terms(self.number).into_iter().collect();
        if let Some(phone) = self.phone {
            found.extend(ends(phone.national()));
        }
        for place in self.places {
            found.extend(home_terms(place));
        }
        let placed = self.places.iter().map(|place| place.text.as_str());
        for text in placed.chain(self.texts.iter().copied()) {
            for term in text_terms(text) {
                if found.len() >= SEARCH_TERMS_MAX {
                    return found;
                }
                found.insert(term);
            }
        }
        found
    }
}

/// What must all be there: a complaint's number or its end, a telephone number or its last four
/// digits or more, a home of a community with these buildings, or else words.
///
/// ```
/// use rules::search::{Content, sought};
/// use rules::id::{CommunityId, ComplaintNumber};
/// let number = ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 391);
/// let content = Content { number: &number, phone: None, places: &[], texts: &["电梯一周停了三次"] };
/// let found = |text| content.terms().is_superset(&sought(text, &[]));
/// assert!(found("一週停") && found("電梯 停") && found("wt-2611-0391") && found("0391"));
/// assert!(!found("停电"));
/// ```
#[must_use]
pub fn sought(text: &str, buildings: &[BuildingName]) -> BTreeSet<Term> {
    let text: String = text.trim().chars().take(SEARCH_CHARS_MAX).collect();
    if let Some(number) = number_said(&text) {
        return [Term(number)].into();
    }
    if let Some(phone) = Region::ALL.iter().find_map(|region| Phone::parse(&text, *region).ok()) {
        return end(phone.national()).into_iter().collect();
    }
    if let Some(home) = Place::only_home(&text, buildings) {
        return home_terms(&home).into_iter().take(1).collect();
    }
    runs(&text).into_iter().flat_map(Run::sought).collect()
}

/// Neighbouring characters of one sort.
enum Run {
    Ideographs(Vec<char>),
    Digits(String),
    /// Letters, perhaps with digits.
    Word(String),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut ideographs, mut word) = (Vec::new(), String::new());
    let mut close = |ideographs: &mut Vec<char>, word: &mut String| {
        if !ideographs.is_empty() {
            runs.push(Run::Ideographs(std::mem::take(ideographs)));
        }
        if !word.is_empty() {
            let word = std::mem::take(word);
            let is_digits = word.bytes().all(|byte| byte.is_ascii_digit());
            runs.push(if is_digits { Run::Digits(word) } else { Run::Word(word) });
        }
    };
    for c in text.chars().filter(|c| !is_invisible(*c)).map(folded) {
        if !c.is_alphanumeric() {
            close(&mut ideographs, &mut word);
        } else if c >= FIRST_IDEOGRAPH {
            if !word.is_empty() {
                close(&mut ideographs, &mut word);
            }
            ideographs.push(c);
        } else {
            if !ideographs.is_empty() {
                close(&mut ideographs, &mut word);
            }
            word.extend(c.to_lowercase());
        }
    }
    close(&mut ideographs, &mut word);
    runs
}

impl Run {
    fn kept(self) -> Vec<Term> {
        match self {
            Self::Ideographs(chars) => {
                let singles = chars.iter().map(|c| Term(c.to_string()));
                singles.chain(chars.windows(2).map(pair)).collect()
            }
            Self::Digits(digits) => ends(&digits),
            Self::Word(word) => {
                let mut terms = parts(&word);
                terms.push(Term(word));
                terms
            }
        }
    }

    fn sought(self) -> Vec<Term> {
        match self {
            Self::Ideographs(chars) if chars.len() == 1 => vec![Term(chars[0].to_string())],
            Self::Ideographs(chars) => chars.windows(2).map(pair).collect(),
            Self::Digits(digits) => end(&digits).into_iter().collect(),
            Self::Word(word) => vec![Term(word)],
        }
    }
}

fn pair(two: &[char]) -> Term {
    Term(two.iter().collect())
}

fn text_terms(text: &str) -> impl Iterator<Item = Term> {
    runs(text).into_iter().flat_map(Run::kept)
}

/// Figures as they stand; of long ones, every end.
fn ends(digits: &str) -> Vec<Term> {
    if digits.len() < LONG_DIGITS {
        return vec![Term(digits.to_owned())];
    }
    let from = |length: usize| digits.get(digits.len().saturating_sub(length)..).unwrap_or(digits);
    END_DIGITS.map(|length| Term(from(length).to_owned())).collect()
}

/// As much of the end as is kept.
fn end(digits: &str) -> Option<Term> {
    digits.get(digits.len().saturating_sub(*END_DIGITS.end())..).map(|end| Term(end.to_owned()))
}

/// Letters and figures of `b1` or `12f`, each for itself.
fn parts(word: &str) -> Vec<Term> {
    let (mut parts, mut part): (Vec<String>, Vec<char>) = (Vec::new(), Vec::new());
    for c in word.chars() {
        if part.last().is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit()) {
            parts.push(part.drain(..).collect());
        }
        part.push(c);
    }
    if !parts.is_empty() {
        parts.push(part.into_iter().collect());
    }
    parts.into_iter().map(Term).collect()
}

/// `WT-2611-0391` whole, without its community, and its running number with and without zeros.
fn number_terms(number: &ComplaintNumber) -> Vec<Term> {
    let Some((code, month, running)) = number_parts(number.as_str()) else { return Vec::new() };
    let short = running.trim_start_matches('0').to_owned();
    [format!("{code}{month}{running}"), format!("{month}{running}"), running, short].map(Term).to_vec()
}

/// A number as it is quoted, with or without its community.
fn number_said(text: &str) -> Option<String> {
    let text: String = text.chars().map(folded).collect();
    let (code, month, running) = number_parts(&text)?;
    Some(format!("{code}{month}{running}"))
}

fn number_parts(text: &str) -> Option<(String, String, String)> {
    let (rest, running) = text.trim().rsplit_once('-')?;
    let (code, month) = rest.rsplit_once('-').unwrap_or(("", rest));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let of_year = month.get(2..).and_then(|month| month.parse().ok());
    let fits = month.len() == 4
        && is_digits(month)
        && of_year.is_some_and(|month: u8| (1..=12).contains(&month))
        && running.len() >= 4
        && is_digits(running)
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let code = code.replace('-', "").to_ascii_lowercase();
    fits.then(|| (code, month.to_owned(), running.to_owned()))
}

/// A home, as exactly as it is named, and without its stairwell.
fn home_terms(place: &Place) -> Vec<Term> {
    let Some((building, unit, room)) = place.door() else { return Vec::new() };
    let mut terms = Vec::new();
    if let Some(unit) = unit {
        terms.push(Term(format!("{building}|{unit}|{room}")));
    }
    terms.push(Term(format!("{building}||{room}")));
    terms
}
