use super::numbering::{self, Subscriber};
use super::{EXTENSION_DIGITS_MAX, PHONE_CHARS_MAX, PhoneProblem, Region};
use crate::fold::{is_invisible, narrow, simplified};

/// What stands in the field: digits, and how they were set apart.
pub(super) struct Typed {
    plus: bool,
    digits: String,
    /// Where the digits after the last dash begin.
    last_group: Option<usize>,
    extension: String,
}

/// What an extension follows. Of two that begin at one place the longer comes first.
const EXTENSION_MARKS: [&str; 9] = [";ext=", "extension", "ext", "x", "#", "分机号", "分机", "内线", "转"];

impl Typed {
    pub fn read(text: &str) -> Result<Self, PhoneProblem> {
        let folded: String = text
            .trim()
            .chars()
            .filter(|c| !is_invisible(*c))
            .take(PHONE_CHARS_MAX + 1)
            .map(|c| simplified(narrow(c)).to_ascii_lowercase())
            .collect();
        if folded.is_empty() {
            return Err(PhoneProblem::Empty);
        }
        let (number, extension) = split_extension(&folded);
        let mut typed = Self {
            plus: false,
            digits: String::new(),
            last_group: None,
            extension: extension_digits(extension).ok_or(PhoneProblem::NotAPhone)?,
        };
        let all_read = number.chars().all(|c| typed.take(c));
        let too_long = folded.chars().count() > PHONE_CHARS_MAX;
        if !all_read || too_long || typed.digits.is_empty() {
            return Err(PhoneProblem::NotAPhone);
        }
        Ok(typed)
    }

    /// The number and the digits of its extension.
    pub fn number(self, home: Region) -> Result<(Subscriber, String), PhoneProblem> {
        match self.subscriber(&self.digits, home) {
            Ok(subscriber) => Ok((subscriber, self.extension)),
            Err(problem) => self.with_dashed_extension(home).ok_or(problem),
        }
    }

    fn take(&mut self, c: char) -> bool {
        match c {
            '0'..='9' => self.digits.push(c),
            '+' if self.digits.is_empty() && !self.plus => self.plus = true,
            _ if is_dash(c) => self.last_group = Some(self.digits.len()),
            '(' | ')' | '.' | '·' => {}
            _ => return c.is_whitespace(),
        }
        true
    }

    fn subscriber(&self, digits: &str, home: Region) -> Result<Subscriber, PhoneProblem> {
        if self.plus { numbering::international(digits) } else { numbering::bare(digits, home) }
    }

    /// `010-65529988-123`: too long as one number, right without its last group.
    fn with_dashed_extension(&self, home: Region) -> Option<(Subscriber, String)> {
        let (number, extension) = self.digits.split_at_checked(self.last_group?)?;
        let fits = (1..=EXTENSION_DIGITS_MAX).contains(&extension.len());
        if !fits || !self.extension.is_empty() {
            return None;
        }
        Some((self.subscriber(number, home).ok()?, extension.to_owned()))
    }
}

fn split_extension(folded: &str) -> (&str, &str) {
    let earliest = EXTENSION_MARKS
        .iter()
        .filter_map(|mark| folded.find(mark).map(|at| (at, at + mark.len())))
        .min_by_key(|(at, end)| (*at, usize::MAX - end));
    earliest.map_or((folded, ""), |(at, end)| (&folded[..at], &folded[end..]))
}

fn extension_digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '.' | ':' | '#' | '(' | ')' => {}
            _ if is_dash(c) || c.is_whitespace() => {}
            _ => return None,
        }
    }
    Some(digits)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}')
}
