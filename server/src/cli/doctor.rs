//! `linli doctor`: looks at everything that must be right, and says what is not.

use std::error::Error;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use leptos::config::LeptosOptions;
use store::Store;

use crate::clock::Clock;
use crate::config::{Config, leptos_options};
use crate::sending::Sending;

/// Its name in the data folder, as the store gives it.
const KEY_FILE: &str = "master.key";

/// What was found: a sentence, and whether it is as it must be.
type Finding = Result<String, String>;

/// Prints a line for each thing looked at.
pub(super) async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let mut findings = vec![key_file(config)];
    findings.extend(database(config).await);
    findings.push(base_url(&config.base_url()));
    findings.push(site(&leptos_options(config.listen)));
    findings.extend(sending(config).await);
    for finding in &findings {
        match finding {
            Ok(sentence) => println!("ok      {sentence}"),
            Err(sentence) => println!("WRONG   {sentence}"),
        }
    }
    match findings.iter().filter(|finding| finding.is_err()).count() {
        0 => Ok(()),
        wrong => Err(format!("{wrong} of {} things are not as they must be", findings.len()).into()),
    }
}

fn key_file(config: &Config) -> Finding {
    if config.data.key.is_some() {
        return Ok("the key is given by the environment; no key file is read".into());
    }
    let path = config.data.data_dir.join(KEY_FILE);
    match fs::metadata(&path) {
        Ok(file) if file.permissions().mode() & 0o077 == 0 => {
            Ok(format!("{} can be read by its owner only; keep a copy of it elsewhere", path.display()))
        }
        Ok(_) => Err(format!("others can read {}; run: chmod 600 {}", path.display(), path.display())),
        Err(_) if database_file(config).is_none_or(|file| !file.exists()) => {
            Ok("there is no key file yet; the first start makes it".into())
        }
        Err(error) => {
            Err(format!("{} cannot be read: {error}; without it the data stays sealed", path.display()))
        }
    }
}

fn database_file(config: &Config) -> Option<&Path> {
    config.data.database_url.strip_prefix("sqlite://").map(Path::new)
}

async fn database(config: &Config) -> Vec<Finding> {
    if let Some(file) = database_file(config).filter(|file| !file.exists()) {
        return vec![Ok(format!("there is no database at {} yet; the first start makes it", file.display()))];
    }
    let store = match Store::open(&config.data.store(), Clock::system().read()).await {
        Ok(store) => store,
        Err(error) => return vec![Err(format!("the database cannot be opened: {error}"))],
    };
    let found = vec![
        store.answers().await.map(|()| "the database answers".into()).map_err(|error| error.to_string()),
        counted(store.communities().await.map(|all| all.len()), "communities", "linli community add"),
        counted(store.accounts().await.map(|all| all.len()), "accounts of staff", "linli staff add"),
    ];
    store.close().await;
    found
}

fn counted(count: Result<usize, store::Error>, what: &str, command: &str) -> Finding {
    match count {
        Ok(0) => Err(format!("there are no {what}; run: {command}")),
        Ok(count) => Ok(format!("there are {count} {what}")),
        Err(error) => Err(error.to_string()),
    }
}

fn base_url(url: &str) -> Finding {
    let host = url.split("://").nth(1).unwrap_or_default();
    let is_here = ["127.", "localhost", "[::1]"].iter().any(|here| host.starts_with(here));
    if is_here {
        Ok(format!("links begin with {url}, which works on this machine only; --base-url says otherwise"))
    } else if url.starts_with("https://") {
        Ok(format!("links begin with {url}"))
    } else {
        Err(format!(
            "links begin with {url}: over http anyone on the way reads along; --base-url needs https"
        ))
    }
}

fn site(options: &LeptosOptions) -> Finding {
    let pkg = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    let holds = |ending: &str| {
        let files = fs::read_dir(&pkg).into_iter().flatten().flatten();
        files.into_iter().any(|file| file.file_name().to_string_lossy().ends_with(ending))
    };
    match [".css", ".js", ".wasm"].into_iter().find(|ending| !holds(ending)) {
        Some(ending) => Err(format!("{} holds no {ending} file; pages would be bare", pkg.display())),
        None if !options.hash_files => {
            Err("hash.txt is not beside the program; pages would not find their files".into())
        }
        None => Ok(format!("the site's files are in {}", pkg.display())),
    }
}

async fn sending(config: &Config) -> Vec<Finding> {
    let sending = match Sending::of(&config.sending, &config.base_url()) {
        Ok(sending) => sending,
        Err(sentence) => return vec![Err(sentence)],
    };
    let mail = match &sending.mail {
        None => Ok("no mail server is set up; what would be mailed is said by a person".into()),
        Some(mail) => match mail.answers().await {
            Ok(()) => Ok("the mail server answers".into()),
            Err(error) => Err(format!("the mail server does not answer: {error}")),
        },
    };
    let sms = match &sending.sms {
        None => "no SMS gateway is set up",
        Some(_) => "an SMS gateway is set up; it is not asked, since asking would send",
    };
    vec![mail, Ok(sms.into())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_over_http_are_named_wrong_except_on_this_machine() {
        let check = |url: &str, expected: bool| assert_eq!(base_url(url).is_ok(), expected, "{url}");
        check("https://wuye.example", true);
        check("http://127.0.0.1:3000", true);
        check("http://localhost:3000", true);
        check("http://wuye.example", false);
        check("http://10.0.0.5:3000", false);
    }
}
