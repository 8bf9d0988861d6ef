use core::fmt;

use serde::{Deserialize, Serialize};

use crate::fold::{is_invisible, narrow};

/// Longest address, in octets of UTF-8 (RFC 5321 §4.5.3.1.3: a path of 256 with its two brackets).
pub const EMAIL_OCTETS_MAX: usize = 254;
/// Longest part before the `@`, in octets of UTF-8 (RFC 5321 §4.5.3.1.1).
pub const LOCAL_PART_OCTETS_MAX: usize = 64;
/// Longest label between two dots of a domain, in octets (RFC 1035 §2.3.4).
const LABEL_OCTETS_MAX: usize = 63;

/// An e-mail address, trimmed, its domain in lower case. Pragmatic: what mail servers accept in
/// practice, without quoted local parts and address literals; international domains as they are.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// What is wrong with an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailProblem {
    Empty,
    /// No `@`, or nothing on one side of it.
    Incomplete,
    /// More than one `@`: two addresses in one field, perhaps.
    SeveralAts,
    /// A space, comma or other character that no address has.
    Unexpected {
        character: char,
    },
    /// A dot at an end of a part, or two in a row.
    MisplacedDot,
    /// The domain has no dot: `chen@qq`.
    DomainWithoutDot,
    /// The whole address, or the part before the `@`, in octets.
    TooLong {
        octets: usize,
        max: usize,
    },
}

impl Email {
    /// Reads an address: full-width characters folded, domain lower-cased.
    ///
    /// ```
    /// use rules::contact::{Email, EmailProblem};
    /// assert_eq!(Email::parse("Chen.Wei@QQ。COM").unwrap().as_str(), "Chen.Wei@qq.com");
    /// assert_eq!(Email::parse("chen@qq"), Err(EmailProblem::DomainWithoutDot));
    /// ```
    ///
    /// # Errors
    /// The first thing to put right.
    pub fn parse(text: &str) -> Result<Self, EmailProblem> {
        let folded: String = text.trim().chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
        let folded = folded.trim();
        if folded.is_empty() {
            return Err(EmailProblem::Empty);
        }
        let (local, domain) = folded.split_once('@').ok_or(EmailProblem::Incomplete)?;
        let domain = domain.replace(['。', '｡'], ".").to_ascii_lowercase();
        if domain.contains('@') {
            return Err(EmailProblem::SeveralAts);
        }
        if local.is_empty() || domain.is_empty() {
            return Err(EmailProblem::Incomplete);
        }
        within(local.len(), LOCAL_PART_OCTETS_MAX)?;
        within(local.len() + 1 + domain.len(), EMAIL_OCTETS_MAX)?;
        check_local(local)?;
        check_domain(&domain)?;
        Ok(Self(format!("{local}@{domain}")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a link opens the mail program with. Encoded, since `?` and `&` may stand in an address
    /// and would begin headers of the letter.
    #[must_use]
    pub fn mailto_href(&self) -> String {
        let mut href = "mailto:".to_owned();
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
                href.push(char::from(byte));
            } else {
                href.push_str(&format!("%{byte:02X}"));
            }
        }
        href
    }

    /// First character and domain: `c***@qq.com`.
    #[must_use]
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        format!("{}***@{domain}", local.chars().next().unwrap_or('*'))
    }
}

fn within(octets: usize, max: usize) -> Result<(), EmailProblem> {
    if octets > max { Err(EmailProblem::TooLong { octets, max }) } else { Ok(()) }
}

fn check_local(local: &str) -> Result<(), EmailProblem> {
    // RFC 5321 atext; beyond ASCII anything visible (RFC 6531).
    expect(local, |c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))?;
    if local.split('.').any(str::is_empty) { Err(EmailProblem::MisplacedDot) } else { Ok(()) }
}

fn check_domain(domain: &str) -> Result<(), EmailProblem> {
    expect(domain, |c| c.is_ascii_alphanumeric() || c == '-' || c == '.')?;
    if !domain.contains('.') {
        return Err(EmailProblem::DomainWithoutDot);
    }
    for label in domain.split('.') {
        if label.is_empty() {
            return Err(EmailProblem::MisplacedDot);
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err(EmailProblem::Unexpected { character: '-' });
        }
        within(label.len(), LABEL_OCTETS_MAX)?;
    }
    Ok(())
}

fn expect(part: &str, ascii: impl Fn(char) -> bool) -> Result<(), EmailProblem> {
    let fits = |c: char| if c.is_ascii() { ascii(c) } else { is_letter_beyond_ascii(c) };
    match part.chars().find(|c| !fits(*c)) {
        Some(character) => Err(EmailProblem::Unexpected { character }),
        None => Ok(()),
    }
}

// Unicode's own tables of letters would weigh more than this whole module in the browser.
fn is_letter_beyond_ascii(c: char) -> bool {
    !c.is_control() && !c.is_whitespace() && !matches!(c, '，' | '、' | '。' | '；' | '：')
}

impl TryFrom<String> for Email {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not an e-mail address")
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}
