//! Two communities, those who work there, and a resident.

use axum::body::Body;
use axum::http::{Request, header};
use rules::access::{Duty, Staff};
use rules::complaint::{CommunitySign, Filer, Filing};
use rules::contact::{Email, Phone, Region};
use rules::id::{CommunityId, PhotoId};
use rules::kind::{Department, Kind};
use rules::language::Language;
use rules::place::{Area, Place};
use serde_json::{Value, json};
use server::password;
use store::{Filed, NewBuilding, NewStaff, ZoneName};

use crate::router::house::{Answer, NOW, TestHouse};

pub const PASSWORD: &str = "a long enough password";
/// Of a resident who can be reached in every way.
pub const PHONE: &str = "13857104629";

/// What a resident leaves to be reached by.
#[derive(Clone, Copy, Default)]
pub struct Reach<'a> {
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
}

impl TestHouse {
    /// A house with the communities `wt` and `wj`.
    pub async fn inhabited(self) -> Self {
        for (id, name) in [("wt", "梧桐苑"), ("wj", "望江新城")] {
            let buildings =
                vec![NewBuilding { name: "3栋".into(), homes: vec![("2".into(), "501".into())] }];
            self.store
                .add_community(community(id, name), ZoneName::of(Region::Mainland), buildings, NOW)
                .await
                .expect("it is new");
        }
        self
    }

    /// Somebody who handles complaints in one community.
    pub async fn hire(&self, account: &str, community: &str) -> Staff {
        let staff = NewStaff {
            account: account.into(),
            name: "林晓岚".into(),
            department: Department::CustomerService,
            email: None,
            phone: None,
            password_hash: password::hash(PASSWORD).expect("it is long enough"),
            duties: vec![(CommunityId::new(community), Duty::Agent)],
        };
        let id = self.store.add_staff(staff, NOW).await.expect("the account is new");
        self.store.staff(&id, NOW).await.expect("she has just been added")
    }

    /// As the sign-in page's form asks when scripts run; `cookie` is what the browser holds already.
    pub async fn sign_in(&self, account: &str, password: &str, from: &str, cookie: &str) -> Answer {
        let entry = json!({ "entry": { "account": account, "password": password } });
        self.call("sign_in", &entry, from, cookie).await
    }

    pub async fn sign_out(&self, cookie: &str) -> Answer {
        self.call("sign_out", &json!({}), "203.0.113.9", cookie).await
    }

    /// A server function, as scripts call it from the address `from`.
    pub async fn call(&self, name: &str, arguments: &Value, from: &str, cookie: &str) -> Answer {
        let request = Request::post(format!("/api/{name}"))
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", from)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(arguments.to_string()));
        self.ask(request.expect("the path is one")).await
    }

    /// The cookie of somebody who has signed in.
    pub async fn signed_in(&self, account: &str) -> String {
        let answer = self.sign_in(account, PASSWORD, "203.0.113.9", "").await;
        answer.expect(200, "/desk");
        answer.cookie()
    }

    /// The same, wherever signing in leads.
    pub async fn signed_in_at(&self, account: &str) -> String {
        self.sign_in(account, PASSWORD, "203.0.113.9", "").await.cookie()
    }

    /// A complaint as the form files it.
    pub async fn file(&self, community: &str, reach: Reach<'_>, photos: Vec<PhotoId>) -> Filed {
        self.keep(filing(community, reach, photos)).await
    }

    /// A complaint in `wt` in the resident's own words.
    pub async fn file_saying(&self, text: &str, reach: Reach<'_>) -> Filed {
        self.keep(Filing { text: text.to_owned(), ..filing("wt", reach, Vec::new()) }).await
    }

    async fn keep(&self, filing: Filing) -> Filed {
        let now = self.clock.read();
        self.store.file_complaint(filing, Language::ZhHans, now).await.expect("it can be filed")
    }
}

impl Answer {
    /// What the browser sends back of the cookie it was given.
    #[track_caller]
    pub fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        set.split(';').next().filter(|pair| pair.contains('=')).expect("there is a cookie").to_owned()
    }
}

pub fn community(id: &str, name: &str) -> CommunitySign {
    let phone = |text: &str| Phone::parse(text, Region::Mainland).expect("a number");
    CommunitySign {
        id: CommunityId::new(id),
        name: name.into(),
        region: Region::Mainland,
        hotline: phone("0571-88903366"),
        desk_hours: "8:30–17:30".into(),
        emergency: phone("0571-88903399"),
        buildings: Vec::new(),
        public_areas: vec!["东门".into()],
    }
}

fn filing(community: &str, reach: Reach<'_>, photos: Vec<PhotoId>) -> Filing {
    Filing {
        community: CommunityId::new(community),
        filer: Filer::HomeOwner,
        kind: Kind::Works,
        area: Area::Home,
        place: Place::read("3栋2单元501", &[]),
        home: None,
        text: "电梯一周停了三次".into(),
        answers: Vec::new(),
        since: None,
        households: 1,
        returned: 0,
        wishes: Vec::new(),
        remedy: String::new(),
        name: "周女士".into(),
        phone: reach.phone.and_then(|phone| Phone::parse(phone, Region::Mainland).ok()),
        email: reach.email.and_then(|email| Email::parse(email).ok()),
        notice: 1,
        photos,
        key: String::new(),
    }
}
