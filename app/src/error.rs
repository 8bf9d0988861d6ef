//! Why something was not done: what a person can mend, and what they cannot.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::{Bytes, Encodes};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::session;
use crate::words::Key;

/// The error of every server function. `P` is what can be wrong with what the person typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused<P> {
    /// The person can mend it: all problems at once, each with its field.
    Problems(Vec<P>),
    /// The person cannot.
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
    Busy,
    Failed,
    /// The browser could not reach us; never sent by the server.
    Unreached,
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
            Self::Failed | Self::Unreached => 500,
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
            Self::Busy => Key::FailureBusyTitle,
            Self::Failed => Key::FailureFailedTitle,
            Self::Unreached => Key::FailureUnreachedTitle,
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
            Self::Busy => Key::FailureBusyAdvice,
            Self::Failed => Key::FailureFailedAdvice,
            Self::Unreached => Key::FailureUnreachedAdvice,
        }
    }
}

impl<P> From<Failure> for Refused<P> {
    fn from(failure: Failure) -> Self {
        Self::Because(failure)
    }
}

impl<P> Refused<P> {
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Problems(_) => 422,
            Self::Because(failure) => failure.status(),
        }
    }

    #[must_use]
    pub const fn failure(&self) -> Option<Failure> {
        match self {
            Self::Problems(_) => None,
            Self::Because(failure) => Some(*failure),
        }
    }
}

impl<P> FromServerFnError for Refused<P>
where
    P: Serialize + DeserializeOwned + std::fmt::Debug + 'static,
{
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::Because(match error {
            ServerFnErrorErr::Request(_) => Failure::Unreached,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Failure::Malformed,
            _ => Failure::Failed,
        })
    }

    /// Only the server writes an error, and only as the answer to a call, so this is where every
    /// refusal gets its status: Leptos 0.8 itself answers 500 to all of them.
    fn ser(&self) -> Bytes {
        session::answer_status(self.status());
        JsonEncoding::encode(self).unwrap_or_default()
    }
}
