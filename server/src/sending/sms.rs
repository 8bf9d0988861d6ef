//! SMS, handed to any gateway that is asked by HTTP.

use std::time::Duration;

use clap::ValueEnum;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use rules::contact::{Phone, Region};

use super::{Settings, Unsent};

const TIMEOUT: Duration = Duration::from_secs(20);
const MAINLAND: &str = "+86";

/// What the gateway reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    #[default]
    Form,
    Json,
}

impl Shape {
    const fn content_type(self) -> &'static str {
        match self {
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
        }
    }

    const fn template(self) -> &'static str {
        match self {
            Self::Form => "phone={phone}&text={text}&signature={signature}",
            Self::Json => r#"{"phone":"{phone}","text":"{text}","signature":"{signature}"}"#,
        }
    }

    /// A value as it may stand in the template.
    fn escaped(self, value: &str) -> String {
        match self {
            Self::Form => form_urlencoded::byte_serialize(value.as_bytes()).collect(),
            Self::Json => {
                let quoted = serde_json::Value::from(value).to_string();
                quoted.trim_start_matches('"').strip_suffix('"').unwrap_or_default().to_owned()
            }
        }
    }
}

#[derive(Clone)]
pub struct Sms {
    client: Client,
    url: Url,
    shape: Shape,
    template: String,
    signature: String,
}

impl Sms {
    /// # Errors
    /// A sentence on the setting that cannot be used.
    pub fn of(url: &str, settings: &Settings) -> Result<Self, String> {
        // Whoever was first has installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let shape = settings.sms_shape;
        let headers = settings.sms_header.as_deref().map(header).transpose()?.unwrap_or_default();
        let client = Client::builder()
            .timeout(TIMEOUT)
            .redirect(Policy::none())
            .default_headers(headers)
            .build()
            .map_err(|error| format!("no SMS can be sent: {error}"))?;
        Ok(Self {
            client,
            url: url.parse().map_err(|_| "the SMS gateway's address is no URL")?,
            shape,
            template: settings.sms_template.clone().unwrap_or_else(|| shape.template().to_owned()),
            signature: settings.sms_signature.clone(),
        })
    }

    /// # Errors
    /// Whether the gateway would ever take it.
    pub async fn send(&self, to: &Phone, text: &str) -> Result<(), Unsent> {
        let asked = self
            .client
            .post(self.url.clone())
            .header(CONTENT_TYPE, self.shape.content_type())
            .body(self.body(to, text));
        let answer =
            asked.send().await.map_err(|_| Unsent::Later("the SMS gateway was not reached".into()))?;
        let (status, said) = (answer.status(), format!("the SMS gateway said {}", answer.status().as_u16()));
        if status.is_success() {
            Ok(())
        } else if refuses(status) {
            Err(Unsent::Refused(said))
        } else {
            Err(Unsent::Later(said))
        }
    }

    fn body(&self, to: &Phone, text: &str) -> String {
        let e164 = to.normalised();
        let is_mainland = to.region() == Region::Mainland;
        let dialled = e164.strip_prefix(MAINLAND).filter(|_| is_mainland).unwrap_or(&e164);
        let values =
            [("{phone}", dialled), ("{e164}", &e164), ("{text}", text), ("{signature}", &self.signature)];
        filled(&self.template, &values, self.shape)
    }
}

/// In one pass, so that what fills one blank is never read as another.
fn filled(template: &str, values: &[(&str, &str)], shape: Shape) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let known = values.iter().find(|(blank, _)| from.starts_with(blank));
        let (said, length) =
            known.map_or_else(|| ("{".to_owned(), 1), |(blank, value)| (shape.escaped(value), blank.len()));
        filled.push_str(&said);
        rest = &from[length..];
    }
    filled + rest
}

/// What is wrong with our own account or pace is set right and tried again.
fn refuses(status: StatusCode) -> bool {
    let ours = [
        StatusCode::UNAUTHORIZED,
        StatusCode::PAYMENT_REQUIRED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    status.is_client_error() && !ours.contains(&status)
}

fn header(line: &str) -> Result<HeaderMap, String> {
    let sentence = || "the SMS gateway's header is not of the form `Name: value`".to_owned();
    let (name, value) = line.split_once(':').ok_or_else(sentence)?;
    let name: HeaderName = name.trim().parse().map_err(|_| sentence())?;
    let mut value: HeaderValue = value.trim().parse().map_err(|_| sentence())?;
    value.set_sensitive(true);
    Ok(HeaderMap::from_iter([(name, value)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sms(settings: &Settings) -> Sms {
        Sms::of("http://127.0.0.1:1/send", settings).expect("it can be used")
    }

    #[test]
    fn a_text_stays_one_value_whatever_is_in_it() {
        let check = |settings: Settings, number: &str, text: &str, expected: &str| {
            let phone = Phone::parse(number, Region::Mainland).expect("a number");
            assert_eq!(sms(&settings).body(&phone, text), expected);
        };
        let form = Settings { sms_signature: "邻里".into(), ..Settings::default() };
        check(
            form,
            "13812344629",
            "a&b=c {phone} 好",
            "phone=13812344629&text=a%26b%3Dc+%7Bphone%7D+%E5%A5%BD&signature=%E9%82%BB%E9%87%8C",
        );
        let json = Settings { sms_shape: Shape::Json, ..Settings::default() };
        check(json, "13812344629", "\"好\"\n", r#"{"phone":"13812344629","text":"\"好\"\n","signature":""}"#);
        let own = Settings { sms_template: Some("to={e164}&{other}".into()), ..Settings::default() };
        check(own, "+852 9123 4567", "", "to=%2B85291234567&{other}");
    }

    #[test]
    fn a_header_that_is_none_is_named_at_the_start() {
        let settings = Settings { sms_header: Some("no colon".into()), ..Settings::default() };
        assert!(Sms::of("http://127.0.0.1:1", &settings).is_err_and(|said| said.contains("Name: value")));
        assert!(
            header("Authorization: Bearer x").is_ok_and(|headers| headers["authorization"] == "Bearer x")
        );
    }
}
