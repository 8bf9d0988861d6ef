//! Why something was not done: what a person can mend, and what they cannot.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::{Bytes, Encodes};
use rules::access::Refusal;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::wire::Wire;
use crate::words::{Key, Phrase};
use crate::{say, session};

/// The error of every server function. `P` is what can be wrong with what the person typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused<P> {
    /// The person can mend it: all problems at once, each with its field.
    Problems(Vec<P>),
    /// The person may not, or not now.
    Refusal(Refusal),
    /// It cannot be done.
    Because(Failure),
}

/// Why a page or a change is refused, where no field is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    Malformed,
    NotAllowed,
    /// A form of someone else's page was sent to us.
    Foreign,
    /// Also what is someone else's: whether it exists is nobody's business.
    NotFound,
    /// Someone else changed it first.
    Changed,
    TooLarge,
    TooSlow,
    /// Too many files within an hour.
    TooOften,
    Busy,
    Failed,
    /// The browser could not reach us; never sent by the server.
    Unreached,
    /// The browser cannot read the answer of a server newer than its page; never sent by the server.
    Outdated,
}

impl Failure {
    /// The HTTP status that says the same.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::NotAllowed | Self::Foreign => 403,
            Self::NotFound => 404,
            Self::TooSlow => 408,
            Self::Changed => 409,
            Self::TooLarge => 413,
            Self::TooOften => 429,
            Self::Failed | Self::Unreached | Self::Outdated => 500,
            Self::Busy => 503,
        }
    }

    /// What happened.
    #[must_use]
    pub const fn title(self) -> Key {
        match self {
            Self::Malformed => Key::FailureMalformedTitle,
            Self::NotAllowed => Key::FailureNotAllowedTitle,
            Self::Foreign => Key::FailureForeignTitle,
            Self::NotFound => Key::FailureNotFoundTitle,
            Self::Changed => Key::FailureChangedTitle,
            Self::TooLarge => Key::FailureTooLargeTitle,
            Self::TooSlow => Key::FailureTooSlowTitle,
            Self::TooOften => Key::FailureTooOftenTitle,
            Self::Busy => Key::FailureBusyTitle,
            Self::Failed => Key::FailureFailedTitle,
            Self::Unreached => Key::FailureUnreachedTitle,
            Self::Outdated => Key::FailureOutdatedTitle,
        }
    }

    /// What was and was not lost, and what to do.
    #[must_use]
    pub const fn advice(self) -> Key {
        match self {
            Self::Malformed => Key::FailureMalformedAdvice,
            Self::NotAllowed => Key::FailureNotAllowedAdvice,
            Self::Foreign => Key::FailureForeignAdvice,
            Self::NotFound => Key::FailureNotFoundAdvice,
            Self::Changed => Key::FailureChangedAdvice,
            Self::TooLarge => Key::FailureTooLargeAdvice,
            Self::TooSlow => Key::FailureTooSlowAdvice,
            Self::TooOften => Key::FailureTooOftenAdvice,
            Self::Busy => Key::FailureBusyAdvice,
            Self::Failed => Key::FailureFailedAdvice,
            Self::Unreached => Key::FailureUnreachedAdvice,
            Self::Outdated => Key::FailureOutdatedAdvice,
        }
    }
}

impl<P> From<Failure> for Refused<P> {
    fn from(failure: Failure) -> Self {
        Self::Because(failure)
    }
}

impl<P> From<Refusal> for Refused<P> {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

/// The HTTP status that says the same as a refusal.
#[must_use]
pub const fn status(refusal: Refusal) -> u16 {
    match refusal {
        Refusal::SignInFirst => 401,
        Refusal::NotYours
        | Refusal::HandlerOnly
        | Refusal::HeadOnly
        | Refusal::ReviewNotYours
        | Refusal::LowerNotYours
        | Refusal::NotOfferedToYou
        | Refusal::OpinionNotYours
        | Refusal::OfficeOnly
        | Refusal::HelpNotYours
        | Refusal::AuthorMayNot
        | Refusal::ReviewerMayNot
        | Refusal::ApprovalNotYours => 403,
        Refusal::NotFound => 404,
        Refusal::NotNow
        | Refusal::SurveyOver
        | Refusal::Changed
        | Refusal::AwaitsApproval
        | Refusal::SaidSince
        | Refusal::Disputed => 409,
        Refusal::WrongSignIn => 422,
        Refusal::SlowDown { .. } => 429,
        Refusal::Busy => 503,
    }
}

impl<P> Refused<P> {
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Problems(_) => 422,
            Self::Refusal(refusal) => status(*refusal),
            Self::Because(failure) => failure.status(),
        }
    }

    /// What happened and what to do, where no field is to blame.
    #[must_use]
    pub fn said(&self) -> Option<(Key, Phrase)> {
        match self {
            Self::Problems(_) => None,
            Self::Refusal(refusal @ (Refusal::Changed | Refusal::SaidSince)) => {
                Some((Key::FailureChangedTitle, say::refusal(*refusal)))
            }
            Self::Refusal(refusal) => Some((Key::FailureNotAllowedTitle, say::refusal(*refusal))),
            Self::Because(failure) => Some((failure.title(), failure.advice().into())),
        }
    }

    /// What a page that could not be read shows in its place.
    #[must_use]
    pub const fn failure(&self) -> Failure {
        match self {
            Self::Problems(_) => Failure::Malformed,
            Self::Refusal(Refusal::NotFound) => Failure::NotFound,
            Self::Refusal(Refusal::NotNow | Refusal::Changed | Refusal::SaidSince) => Failure::Changed,
            Self::Refusal(Refusal::SlowDown { .. } | Refusal::Busy) => Failure::Busy,
            Self::Refusal(_) => Failure::NotAllowed,
            Self::Because(failure) => *failure,
        }
    }
}

impl<P> FromServerFnError for Refused<P>
where
    P: Serialize + DeserializeOwned + std::fmt::Debug + 'static,
{
    type Encoder = Wire;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::Because(match error {
            ServerFnErrorErr::Request(_) => Failure::Unreached,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Failure::Malformed,
            // On the server what was sent, in the browser what was answered.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Failure::Malformed,
            ServerFnErrorErr::Deserialization(_) => Failure::Outdated,
            _ => Failure::Failed,
        })
    }

    /// Only the server writes an error, and only as the answer to a call, so this is where every
    /// refusal gets its status: Leptos 0.8 itself answers 500 to all of them.
    fn ser(&self) -> Bytes {
        session::answer_status(self.status());
        <Wire as Encodes<Self>>::encode(self).unwrap_or_default()
    }
}

/// What the store says, for whoever asked. Its detail goes to the trace.
#[cfg(feature = "ssr")]
impl From<store::Error> for Refused<rules::problem::Problem> {
    fn from(error: store::Error) -> Self {
        use rules::change::Denied;
        match error {
            store::Error::NotFound => Self::Because(Failure::NotFound),
            store::Error::Conflict => Self::Because(Failure::Changed),
            store::Error::Busy => Self::Because(Failure::Busy),
            store::Error::Malformed => Self::Because(Failure::Malformed),
            store::Error::Denied(Denied::Problems(problems)) => Self::Problems(problems.0),
            store::Error::Denied(Denied::Refusal(refusal)) => Self::Refusal(refusal),
            other => {
                // What a database adds to its errors may hold values; its message does not.
                let source = std::error::Error::source(&other).map(ToString::to_string);
                tracing::error!("{other}: {}", source.unwrap_or_default());
                Self::Because(if other.is_passing() { Failure::Busy } else { Failure::Failed })
            }
        }
    }
}
