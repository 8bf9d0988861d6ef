//! A house for one test, and a visitor who knocks.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::session::{Hotline, Masthead};
use app::wire::Wire;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use leptos::config::LeptosOptions;
use leptos::server_fn::Decodes;
use rules::moment::Moment;
use serde::de::DeserializeOwned;
use server::account::{Gate, Name, Tries};
use server::acts::Acts;
use server::clock::Clock;
use server::house::House;
use server::live::{LISTENERS_MAX, Live};
use server::photo::receive::Photos;
use server::router::router;
use server::slow::Pace;
use store::Store;
use tower::ServiceExt;

/// Sunday, 22 November 2026, 10:00 in China.
pub const NOW: Moment = Moment::from_millis(1_795_312_800_000);
/// As it stands in every test.
pub const HOTLINE: &str = "0571-8890 3366";
const BODY_BYTES_MAX: usize = 16 * 1024 * 1024;

/// How residents reach it.
pub const BASE_URL: &str = "https://wuye.example";

/// A router on a database of its own, removed when the test ends.
pub struct TestHouse {
    pub router: Router,
    pub store: Store,
    pub clock: Clock,
    pub live: Live,
    millis: Arc<AtomicI64>,
    folder: PathBuf,
}

impl TestHouse {
    pub async fn open() -> Self {
        Self::with(Tries::default(), LISTENERS_MAX).await
    }

    pub async fn with(tries: Tries, listeners_max: usize) -> Self {
        Self::built(tries, listeners_max, Acts::default()).await
    }

    /// One where so many complaints, messages and answers are taken of an address.
    pub async fn slow(acts: Pace) -> Self {
        Self::built(Tries::default(), LISTENERS_MAX, Acts::new(acts)).await
    }

    async fn built(tries: Tries, listeners_max: usize, acts: Acts) -> Self {
        let folder = std::env::temp_dir().join(format!("linli-router-{}", leptos::nonce::Nonce::new()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let site = folder.join("site");
        fs::create_dir_all(site.join("pkg")).expect("the temporary folder can be written");
        for (name, content) in [
            ("pkg/linli.a1b2.js", "plain"),
            ("pkg/linli.a1b2.js.br", "smaller"),
            ("robots.txt", ""),
            ("hash.txt", "js: a1b2\nwasm: c3d4\ncss: e5f6\n"),
        ] {
            fs::write(site.join(name), content).expect("the temporary folder can be written");
        }
        let database_url = format!("sqlite://{}", folder.join("linli.db").display());
        let config = store::Config { database_url, data_dir: folder.clone(), key: None };
        let store = Store::open(&config, NOW).await.expect("an empty folder makes a new database");
        let millis = Arc::new(AtomicI64::new(NOW.millis()));
        let shown = millis.clone();
        let clock = Clock::new(move || Moment::from_millis(shown.load(Ordering::Relaxed)));
        let live = Live::new(listeners_max);
        let house = House {
            store: store.clone(),
            clock: clock.clone(),
            masthead: Masthead { name: String::new(), hotline: Some(Hotline::typed(HOTLINE)) },
            base_url: BASE_URL.into(),
            behind_proxy: true,
            gate: Gate::new(store.clone(), Name::of(BASE_URL), tries, live.clone()),
            photos: Photos::new(store.clone()),
            acts,
            live: live.clone(),
            post: rules::notice::Post { email: true, sms: true },
            options: LeptosOptions::builder()
                .output_name("linli")
                .site_root(site.to_string_lossy().into_owned())
                .hash_file(site.join("hash.txt").to_string_lossy().into())
                .hash_files(true)
                .build(),
        };
        Self { router: router(house), store, clock, live, millis, folder }
    }

    /// Moves the clock on.
    pub fn pass_minutes(&self, minutes: i64) {
        self.millis.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, BODY_BYTES_MAX).await.expect("the answer has an end").to_vec();
        let text = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body, text }
    }

    /// A page, by a browser that wants `language`.
    pub async fn get(&self, path: &str, language: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT_LANGUAGE, language).body(Body::empty());
        self.ask(request.expect("the path is one")).await
    }

    /// A form, as a browser without scripts posts it from our own page.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(path, "application/x-www-form-urlencoded", form.to_owned()).await
    }

    pub async fn send(&self, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT_LANGUAGE, "en")
            .header(header::CONTENT_TYPE, content_type)
            .body(body.into());
        self.ask(request.expect("the path is one")).await
    }
}

impl Drop for TestHouse {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's temporary folder and harms nothing.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// The body where it is text.
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("our headers are text"))
    }

    #[track_caller]
    pub fn expect(&self, status: u16, words: &str) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert!(self.text.contains(words), "no {words:?} in {}", self.text);
    }

    /// What a server function answered.
    #[track_caller]
    pub fn data<T: DeserializeOwned>(&self) -> T {
        let data = <Wire as Decodes<T>>::decode(self.body.clone().into());
        data.unwrap_or_else(|error| panic!("{error} in {:?}", self.text))
    }

    /// The opening tag of the input with this `value`.
    #[track_caller]
    pub fn input(&self, value: &str) -> &str {
        let tag = self
            .text
            .split('<')
            .find(|tag| tag.starts_with("input") && tag.contains(&format!("value=\"{value}\"")));
        tag.unwrap_or_else(|| panic!("no input {value:?} in {}", self.text))
    }
}
