//! Every page and its address.

use std::fmt::{self, Display, Formatter};

use leptos::prelude::*;
use rules::alert::Subject;
use rules::id::{CallId, ComplaintNumber, IncidentNumber, PhotoId};
use rules::policy::Version;
use serde::{Deserialize, Serialize};

pub const START: &str = "/";
/// `?community=` chooses the community beforehand.
pub const FILE_COMPLAINT: &str = "/complaints/new";
/// The privacy notice.
pub const NOTICE: &str = "/notice";
/// Takes one photo and answers its id.
pub const PHOTOS: &str = "/photos";
/// Where a complaint's forms and a survey's are posted to.
pub const TRACKING: &str = "/c/{link}";
const RECEIPT: &str = "/c/{link}/receipt";
pub const SURVEY: &str = "/s/{link}";
pub const SETTINGS: &str = "/settings";
/// Changes one preference and comes back; works without scripts.
pub const SET: &str = "/set/{what}/{value}";
/// Everything below is the staff's.
pub const DESK: &str = "/desk";
pub const SIGN_IN: &str = "/desk/sign-in";
pub const SIGN_OUT: &str = "/desk/sign-out";
const DESK_COMPLAINTS: &str = "/desk/complaints";
/// Where the forms of a complaint's desk page are posted to.
pub const DESK_COMPLAINT: &str = "/desk/complaints/{number}";
/// Where staff take a complaint down; `?channel=` and `?community=` choose beforehand.
pub const INTAKE: &str = "/desk/new";
/// Who is to be called back, and the call log.
pub const CALLS: &str = "/desk/calls";
/// Where any employee passes on what a resident said; loads no program.
pub const PASS_ON: &str = "/desk/pass-on";
/// Behind a complaint's page: all that is on record of it.
const DOSSIER: &str = "/dossier";
/// Serious incidents.
pub const INCIDENTS: &str = "/desk/incidents";
/// `?from=` names the complaint one is declared from, `?community=` where.
pub const INCIDENT_NEW: &str = "/desk/incidents/new";
/// Where the forms of one incident are posted to.
pub const INCIDENT: &str = "/desk/incidents/{number}";
pub const TO_TELL: &str = "/desk/to-tell";
pub const ALERTS: &str = "/desk/alerts";
/// `?community=` chooses one of several.
pub const ROSTER: &str = "/desk/roster";
/// For a screen that everybody can see.
pub const WALL: &str = "/desk/wall";
pub const SCORES: &str = "/desk/scores";
/// What the queue's own query shows, as a file.
pub const EXPORT: &str = "/desk/export.xlsx";
/// Statistics, and registration and tracking.
pub const TABLES: &str = "/desk/tables";
/// Both, as a file.
pub const TABLES_FILE: &str = "/desk/tables.xlsx";
pub const POLICY: &str = "/desk/policy";
/// Where the forms of one version are posted to.
pub const POLICY_VERSION: &str = "/desk/policy/{version}";
/// Tells desk pages to look again.
pub const LIVE: &str = "/live";

/// Every page of the residents' side.
pub const RESIDENT: [&str; 7] = [START, FILE_COMPLAINT, TRACKING, RECEIPT, SURVEY, NOTICE, SETTINGS];

/// Which program of the staff's side shows a page. Each is loaded when one of its pages is first opened,
/// so that the first page of a morning stays small; from one to another leads a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What is watched all day: the queue, the to-tell list, alerts.
    Desk,
    /// One complaint and all that can be done with it.
    Sheet,
    /// What is said on the phone and at the counter, and who is called back.
    Counter,
    /// What is decided, counted or hung up now and then.
    Office,
}

impl Room {
    #[must_use]
    pub fn of(address: &str) -> Self {
        let path = address.split('?').next().unwrap_or_default();
        let within =
            |page: &str| path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if path.ends_with(DOSSIER)
            || [INCIDENTS, POLICY, ROSTER, SCORES, TABLES, WALL].into_iter().any(within)
        {
            Self::Office
        } else if [CALLS, INTAKE, PASS_ON].into_iter().any(within) {
            Self::Counter
        } else if within(DESK_COMPLAINTS) {
            Self::Sheet
        } else {
            Self::Desk
        }
    }
}

/// Whether a file is answered there that takes its time to be made.
#[must_use]
pub fn is_file(path: &str) -> bool {
    [EXPORT, TABLES_FILE].contains(&path)
}

/// Residents read on a phone, staff work at a desk; the look differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Resident,
    Desk,
}

impl Side {
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path.strip_prefix(DESK) {
            Some("") => Self::Desk,
            Some(rest) if rest.starts_with('/') => Self::Desk,
            _ => Self::Resident,
        }
    }

    /// The word in `data-side`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Desk => "desk",
        }
    }
}

/// A resident's page, by its path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Page {
    Start,
    File,
    /// Of the complaint whose link this is.
    Receipt(String),
    Tracking(String),
    Survey(String),
    Notice,
    Settings,
}

impl Page {
    /// `None` where no resident's page is.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        Some(match parts.as_slice() {
            [""] => Self::Start,
            ["complaints", "new"] => Self::File,
            ["c", link] if !link.is_empty() => Self::Tracking((*link).to_owned()),
            ["c", link, "receipt"] => Self::Receipt((*link).to_owned()),
            ["s", link] if !link.is_empty() => Self::Survey((*link).to_owned()),
            ["notice"] => Self::Notice,
            ["settings"] => Self::Settings,
            _ => return None,
        })
    }
}

/// Where a page is: its path, and what follows the question mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub path: String,
    query: String,
}

impl Address {
    /// From a path of this site.
    #[must_use]
    pub fn of(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Self { path: path.to_owned(), query: query.to_owned() }
    }

    /// Of the page that is being rendered, or shown.
    #[must_use]
    pub fn of_page() -> Self {
        Self::of(&here())
    }

    /// A parameter as it stands in the address. Ours are codes, which nothing has to be decoded in.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut parameters = self.query.split('&').filter_map(|parameter| parameter.split_once('='));
        parameters.find_map(|(known, value)| (known == name).then_some(value))
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.query.is_empty() { Ok(()) } else { write!(f, "?{}", self.query) }
    }
}

#[cfg(feature = "ssr")]
fn here() -> String {
    let parts = use_context::<axum::http::request::Parts>();
    parts.and_then(|parts| parts.uri.path_and_query().map(ToString::to_string)).unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn here() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// A complaint by its private link.
#[must_use]
pub fn tracking(link: &str) -> String {
    format!("/c/{link}")
}

#[must_use]
pub fn receipt(link: &str) -> String {
    format!("/c/{link}/receipt")
}

/// A photo of a complaint, for who has its private link.
#[must_use]
pub fn photo(link: &str, photo: &PhotoId) -> String {
    format!("/c/{link}/photos/{}", photo.as_str())
}

#[must_use]
pub fn survey(link: &str) -> String {
    format!("/s/{link}")
}

/// A complaint as staff see it.
#[must_use]
pub fn complaint_at_desk(number: &ComplaintNumber) -> String {
    format!("{DESK_COMPLAINTS}/{}", number.as_str())
}

/// The form for a complaint, filled with what was said in a call.
#[must_use]
pub fn intake_of(call: &CallId) -> String {
    format!("{INTAKE}?call={}", encode(call.as_str()))
}

/// A serious incident.
#[must_use]
pub fn incident(number: &IncidentNumber) -> String {
    format!("{INCIDENTS}/{}", number.as_str())
}

/// Declares an incident from a complaint.
#[must_use]
pub fn declare_from(number: &ComplaintNumber) -> String {
    format!("{INCIDENT_NEW}?from={}", number.as_str())
}

/// Where an alert leads.
#[must_use]
pub fn called_about(subject: &Subject) -> String {
    match subject {
        Subject::Complaint { number, .. } => complaint_at_desk(number),
        Subject::Incident { number, .. } => incident(number),
    }
}

/// What was just taken down.
#[must_use]
pub fn taken(number: &ComplaintNumber) -> String {
    format!("{INTAKE}/{}", number.as_str())
}

/// All that is on record of a complaint, as it is printed.
#[must_use]
pub fn dossier(number: &ComplaintNumber) -> String {
    complaint_at_desk(number) + DOSSIER
}

/// A version of the policy, and what was just done with it.
#[must_use]
pub fn policy_version(version: Version, done: &str) -> String {
    let query = if done.is_empty() { String::new() } else { format!("?done={done}") };
    format!("/desk/policy/{}{query}", version.0)
}

/// A photo of a complaint, for staff who may read it.
#[must_use]
pub fn photo_at_desk(photo: &PhotoId) -> String {
    format!("/desk/photos/{}", photo.as_str())
}

/// Whether a path is safe to send a browser to: on this site, nothing hidden in it.
#[must_use]
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| (0x21..0x7f).contains(&byte))
}

/// A path as the value of a query parameter.
#[must_use]
pub fn encode(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut encoded, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(byte.into());
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
        encoded
    })
}

/// What [`encode`] made, as it was.
#[must_use]
pub fn decode(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_back_to() {
        for path in ["/", "/settings", "/c/abc.1.def", "/desk?grade=1"] {
            assert!(is_local(path), "{path}");
        }
        for path in
            ["", "settings", "//evil.example", "/\\evil.example", "https://evil.example", "/\n/evil", "/投诉"]
        {
            assert!(!is_local(path), "{path}");
        }
    }

    #[test]
    fn every_page_has_one_address() {
        let rows = [
            ("/", Some(Page::Start)),
            ("/complaints/new", Some(Page::File)),
            ("/c/a.1.b", Some(Page::Tracking("a.1.b".into()))),
            ("/c/a.1.b/receipt", Some(Page::Receipt("a.1.b".into()))),
            ("/s/a.1.b", Some(Page::Survey("a.1.b".into()))),
            ("/notice", Some(Page::Notice)),
            ("/settings", Some(Page::Settings)),
            ("/c/", None),
            ("/c/a/b", None),
            ("/desk", None),
            ("/complaints/new/", None),
            ("", None),
        ];
        for (path, page) in rows {
            assert_eq!(Page::of(path), page, "{path}");
        }
    }

    #[test]
    fn every_page_of_the_desk_has_its_program() {
        let rows = [
            (Room::Desk, &["/desk", "/desk?grade=1", "/desk/policies", "/desk/to-tell", "/desk/alerts"][..]),
            (Room::Sheet, &["/desk/complaints/WT-2611-0387", "/desk/complaints/WT-2611-0387?done=add"]),
            (Room::Office, &["/desk/policy/3", "/desk/roster?community=wt", "/desk/wall"]),
            (Room::Counter, &["/desk/new?channel=phone", "/desk/calls?show=mine", "/desk/pass-on"]),
            (Room::Office, &["/desk/tables?month=2026-11", "/desk/complaints/WT-2611-0387/dossier"]),
            (Room::Office, &["/desk/incidents", "/desk/incidents/WT-2611-G01"]),
        ];
        for (room, pages) in rows {
            for page in pages {
                assert_eq!(Room::of(page), room, "{page}");
            }
        }
    }

    #[test]
    fn an_address_keeps_what_follows_the_question_mark() {
        let at = Address::of("/c/a?done=add&x=");
        assert_eq!((at.path.as_str(), at.query("done"), at.query("x")), ("/c/a", Some("add"), Some("")));
        assert_eq!(at.query("y"), None);
        assert_eq!(at.to_string(), "/c/a?done=add&x=");
        assert_eq!(Address::of("/c/a").to_string(), "/c/a");
    }

    #[test]
    fn the_staffs_side_is_all_below_desk_and_nothing_else() {
        assert_eq!(Side::of("/desk"), Side::Desk);
        assert_eq!(Side::of("/desk/complaints/1"), Side::Desk);
        assert_eq!(Side::of("/desktop"), Side::Resident);
        assert_eq!(Side::of("/"), Side::Resident);
    }
}
