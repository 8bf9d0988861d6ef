//! Ids: text (`UUIDv7` made by the server), one type per noun so that they cannot be mixed up.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an id read from the store or the wire; its form is not checked, an unknown id
            /// is simply not found.
            #[must_use]
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )+};
}

ids! {
    /// One member of staff called by one rung.
    AlertId,
    /// A group of complaints that are the same.
    AlikeId,
    /// Words that wait for a second person, or waited.
    ApprovalId,
    BuildingId,
    /// One row of the call log.
    CallId,
    /// A community's short code (`wt`): what stands in URLs and before a complaint number.
    CommunityId,
    CommitmentId,
    ComplaintId,
    /// Departments that do not agree who is responsible.
    DisputeId,
    /// A file that was carried away.
    ExportId,
    HomeId,
    /// A serious incident.
    IncidentId,
    NoticeId,
    /// A photo that has arrived, kept under this id until the form that carries it is accepted.
    PhotoId,
    ProposalId,
    ResolutionId,
    /// A rung of a complaint's ladder that has called somebody.
    RungId,
    /// A time on the duty roster.
    ShiftId,
    StaffId,
    SurveyId,
    TransferId,
    /// A view of the queue that somebody keeps.
    ViewId,
}

/// The number a resident quotes on the phone, such as `WT-2611-0387`: community, year and month of
/// receipt, running number in that month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ComplaintNumber(String);

impl ComplaintNumber {
    /// Composes the number; a running number above 9999 simply grows longer.
    ///
    /// ```
    /// use rules::id::{CommunityId, ComplaintNumber};
    /// let number = ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 387);
    /// assert_eq!(number.as_str(), "WT-2611-0387");
    /// ```
    #[must_use]
    pub fn compose(community: &CommunityId, year: i32, month: u32, running: u32) -> Self {
        let code = community.as_str().to_ascii_uppercase();
        Self(format!("{code}-{:02}{month:02}-{running:04}", year.rem_euclid(100)))
    }

    /// Reads a number as people type it: any case, surrounding spaces ignored. `None` when it has
    /// a character no number has, so that it can stand in a path.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (plain && (1..=24).contains(&text.len())).then_some(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of a serious incident, such as `WT-2611-G02`: community, year and month it was declared in,
/// running number in that month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct IncidentNumber(String);

impl IncidentNumber {
    /// ```
    /// use rules::id::{CommunityId, IncidentNumber};
    /// let number = IncidentNumber::compose(&CommunityId::new("wt"), 2026, 11, 2);
    /// assert_eq!(number.as_str(), "WT-2611-G02");
    /// ```
    #[must_use]
    pub fn compose(community: &CommunityId, year: i32, month: u32, running: u32) -> Self {
        let code = community.as_str().to_ascii_uppercase();
        Self(format!("{code}-{:02}{month:02}-G{running:02}", year.rem_euclid(100)))
    }

    /// Reads a number as [`ComplaintNumber::read`] does.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        ComplaintNumber::read(text).map(|number| Self(number.0))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
