//! What a real mail server has taken: one file a message, in a folder.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub struct Mail {
    pub raw: String,
    pub subject: String,
    pub body: String,
}

impl Mail {
    fn read(raw: String) -> Self {
        let (head, body) = raw.split_once("\r\n\r\n").expect("a message has a head and a body");
        let body = if head.contains("Content-Transfer-Encoding: base64") {
            from_base64(body)
        } else {
            from_quoted_printable(body)
        };
        let subject = unfolded(head, "Subject");
        let words = subject.split_whitespace().map(|word| {
            word.strip_prefix("=?utf-8?b?")
                .and_then(|word| word.strip_suffix("?="))
                .map_or_else(|| word.to_owned(), from_base64)
        });
        Self { subject: words.collect(), body: body.replace("\r\n", "\n"), raw }
    }

    pub fn header(&self, name: &str) -> &str {
        let line = self.raw.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_else(|| panic!("no {name} in {}", self.raw))
    }
}

fn unfolded(head: &str, name: &str) -> String {
    let mut lines = head.lines().skip_while(|line| !line.starts_with(&format!("{name}: ")));
    let first = lines.next().unwrap_or_default().trim_start_matches(&format!("{name}: "));
    let rest = lines.take_while(|line| line.starts_with(' '));
    [first].into_iter().chain(rest).collect()
}

fn from_base64(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(text).expect("it is base64")).expect("it is text")
}

fn from_quoted_printable(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        if let (b'=', [high, low, after @ ..]) = (first, others) {
            let digits = String::from_utf8(vec![*high, *low]).expect("two digits");
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
            rest = after;
        } else {
            bytes.push(*first);
            rest = others;
        }
    }
    String::from_utf8(bytes).expect("it is text")
}

fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!(
            "{name} is not set: `make test` starts a mail server for the tests (end2end/smtp.mjs) and sets it"
        )
    })
}

pub fn mail_server() -> String {
    format!("smtp://{}", setting("LINLI_TEST_SMTP"))
}

/// An address nobody else's test writes to.
pub fn address(domain: &str) -> String {
    let id = store::fresh::bytes::<8>().expect("there is randomness");
    format!("t{}@{domain}", u64::from_be_bytes(id))
}

/// The messages to `address`, oldest first, once there are as many as `count`.
pub async fn mails_to(address: &str, count: usize) -> Vec<Mail> {
    let folder = PathBuf::from(setting("LINLI_TEST_MAIL_DIR"));
    for _ in 0..200 {
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
            .expect("the mail server's folder is there")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .collect();
        paths.sort();
        let raws = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
        let mails: Vec<Mail> = raws
            .filter(|raw| raw.starts_with(&format!("Delivered-To: {address}\r\n")))
            .map(Mail::read)
            .collect();
        if mails.len() >= count {
            return mails;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("no {count} messages to {address} have arrived");
}
