//! E-mail, handed to a mail server by SMTP.

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::{self, AsyncSmtpTransport, PoolConfig};
use lettre::{Address, AsyncTransport, Tokio1Executor};
use rules::contact::Email;
use rules::moment::Moment;
use store::{Calling, Outgoing};

use super::Unsent;
use super::letter::Letter;

/// For connecting; the library applies it to nothing that comes after.
const CONNECTING_TIME_MAX: Duration = Duration::from_secs(20);
/// For a whole conversation with the mail server. Less than a job has, so that one that says nothing
/// counts as a try, and another way is taken in the end.
const TALKING_TIME_MAX: Duration = Duration::from_secs(60);
const CONNECTIONS_MAX: u32 = 2;
/// Keeps out-of-office answers away.
const AUTO_SUBMITTED: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");

/// What stands on a message besides its text. Sent again it is the same, so that mail programs show
/// it once.
#[derive(Clone, Debug)]
pub struct Envelope {
    sender: String,
    id: String,
    made_at: Moment,
}

impl From<&Outgoing> for Envelope {
    fn from(notice: &Outgoing) -> Self {
        let (sender, id) = (notice.community_name.clone(), notice.id.as_str().to_owned());
        Self { sender, id, made_at: notice.made_at }
    }
}

impl From<&Calling> for Envelope {
    /// Said once more, an alert is another message.
    fn from(alert: &Calling) -> Self {
        let id = format!("{}.{}", alert.id.as_str(), alert.times);
        Self { sender: alert.community_name.clone(), id, made_at: alert.said }
    }
}

#[derive(Clone)]
pub struct Mail {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    /// How long the mail server is talked to before it counts as not reached.
    pub time_max: Duration,
}

impl Mail {
    /// # Errors
    /// A sentence on the setting that cannot be used.
    pub fn of(url: &str, from: Option<&str>, base_url: &str) -> Result<Self, String> {
        let from = from.map_or_else(|| format!("noreply@{}", host(base_url)), str::to_owned);
        let from = from.parse().map_err(|_| format!("{from} is no e-mail address to send from"))?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| format!("the mail server's address cannot be used: {error}"))?
            .timeout(Some(CONNECTING_TIME_MAX))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS_MAX))
            .build();
        Ok(Self { server, from, time_max: TALKING_TIME_MAX })
    }

    /// Whether the mail server answers.
    ///
    /// # Errors
    /// Why not.
    pub async fn answers(&self) -> Result<(), String> {
        match tokio::time::timeout(self.time_max, self.server.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("it answered that it is not ready".into()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("it says nothing".into()),
        }
    }

    /// Sends it.
    ///
    /// # Errors
    /// Whether the mail server would ever take it.
    pub async fn send(&self, under: impl Into<Envelope>, to: &Email, letter: Letter) -> Result<(), Unsent> {
        let message = self.message(under.into(), to, letter).map_err(Unsent::Refused)?;
        let sent = tokio::time::timeout(self.time_max, self.server.send(message)).await;
        let sent = sent.map_err(|_| Unsent::Later("the mail server says nothing".into()))?;
        sent.map(drop).map_err(|error| unsent(&error))
    }

    fn message(&self, under: Envelope, to: &Email, letter: Letter) -> Result<Message, String> {
        let to: Address = to.as_str().parse().map_err(|_| "the address is none to the mail library")?;
        let sender = Some(under.sender).filter(|name| !name.is_empty());
        let made = Duration::from_millis(under.made_at.millis().unsigned_abs());
        Message::builder()
            .from(Mailbox::new(sender, self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(letter.subject)
            .date(UNIX_EPOCH + made)
            .message_id(Some(format!("<{}@{}>", under.id, self.from.domain())))
            .raw_header(HeaderValue::new(AUTO_SUBMITTED, "auto-generated".into()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body)
            .map_err(|error| error.to_string())
    }
}

/// The host of a URL; a machine known by its number only is no place mail can come from.
fn host(base_url: &str) -> &str {
    let host = base_url.split("://").nth(1).unwrap_or(base_url);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let is_name = host.contains(|c: char| c.is_ascii_alphabetic());
    if is_name { host } else { "localhost" }
}

/// A mail server that does not accept our own name and password (53x) is one to be set right, not
/// one that refuses a resident.
fn unsent(error: &smtp::Error) -> Unsent {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    if error.is_permanent() && !code.starts_with("53") {
        return Unsent::Refused(format!("the mail server said {code}"));
    }
    Unsent::Later(if code.is_empty() {
        "the mail server was not reached".to_owned()
    } else {
        format!("the mail server said {code}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn mail_comes_from_the_host_residents_know() {
        let check = |base_url: &str, from: Option<&str>, expected: &str| {
            let mail = Mail::of("smtp://127.0.0.1:25", from, base_url).expect("it can be used");
            assert_eq!(mail.from.to_string(), expected, "{base_url}");
        };
        check("https://wuye.example", None, "noreply@wuye.example");
        check("https://wuye.example:8443/linli", None, "noreply@wuye.example");
        check("http://127.0.0.1:3000", None, "noreply@localhost");
        check("https://wuye.example", Some("fuwu@wuye.example"), "fuwu@wuye.example");
    }

    #[tokio::test]
    async fn a_setting_that_cannot_be_used_is_named_at_the_start() {
        let sentence = |url: &str, from: Option<&str>| Mail::of(url, from, "https://wuye.example").err();
        assert!(
            sentence("smtp://127.0.0.1", Some("no address")).is_some_and(|said| said.contains("no address"))
        );
        assert!(sentence("http://127.0.0.1", None).is_some_and(|said| said.contains("mail server")));
    }
}
