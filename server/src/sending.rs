//! What carries a notice to a resident: e-mail and SMS, as far as they are set up.

pub mod alert;
pub mod letter;
pub mod mail;
pub mod sms;

use clap::Args;
use rules::notice::Post;

use self::mail::Mail;
use self::sms::{Shape, Sms};

/// Why something was not sent. The reasons are for the operator and name no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsent {
    /// It would not be taken later either.
    Refused(String),
    /// It may be, a moment later.
    Later(String),
}

/// How to send, as the operator says it.
#[derive(Clone, Debug, Default, Args)]
pub struct Settings {
    /// Mail server: `smtp://user:password@host:587?tls=required` (STARTTLS), `smtps://…` (TLS) or
    /// `smtp://host:25` (neither). Without it, no e-mail is sent.
    #[arg(long, env = "LINLI_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The address e-mail comes from; by default `noreply@` and the host of the base URL.
    #[arg(long, env = "LINLI_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// SMS gateway, asked by POST. Without it, no SMS is sent.
    #[arg(long, env = "LINLI_SMS_URL", hide_env_values = true)]
    pub sms_url: Option<String>,
    /// How the gateway wants to be asked.
    #[arg(long, env = "LINLI_SMS_SHAPE", value_enum, default_value_t)]
    pub sms_shape: Shape,
    /// What is posted to the gateway, with `{phone}`, `{e164}`, `{text}` and `{signature}`; by
    /// default those three but `{e164}` under these names.
    #[arg(long, env = "LINLI_SMS_TEMPLATE")]
    pub sms_template: Option<String>,
    /// The signature registered with the gateway.
    #[arg(long, env = "LINLI_SMS_SIGNATURE", default_value = "")]
    pub sms_signature: String,
    /// A header the gateway knows us by, such as `Authorization: Bearer …`.
    #[arg(long, env = "LINLI_SMS_HEADER", hide_env_values = true)]
    pub sms_header: Option<String>,
}

/// The ways that are set up.
#[derive(Clone, Default)]
pub struct Sending {
    pub mail: Option<Mail>,
    pub sms: Option<Sms>,
}

impl Sending {
    /// # Errors
    /// A sentence on the setting that cannot be used.
    pub fn of(settings: &Settings, base_url: &str) -> Result<Self, String> {
        let mail =
            settings.smtp_url.as_deref().map(|url| Mail::of(url, settings.mail_from.as_deref(), base_url));
        let sms = settings.sms_url.as_deref().map(|url| Sms::of(url, settings));
        Ok(Self { mail: mail.transpose()?, sms: sms.transpose()? })
    }

    #[must_use]
    pub const fn post(&self) -> Post {
        Post { email: self.mail.is_some(), sms: self.sms.is_some() }
    }
}
