//! The desk's pages through the real router, as a browser without scripts asks for them.

mod access;
mod alerts;
mod alike;
mod approving;
mod asking;
mod calling;
mod committing;
mod dossiers;
mod drafting;
mod exporting;
mod handing_over;
mod handling;
mod hinting;
mod incidents;
mod meeting;
mod policy;
mod presence;
mod promising;
mod queue;
mod relinking;
mod roster;
mod scores;
mod sign_in;
mod tabulating;
mod taking;
mod telling;
mod typed;
mod views;
mod zones;

use axum::body::Body;
use axum::http::{Request, header};
use form_urlencoded::Serializer;
use rules::access::Duty;
use rules::id::{CommunityId, ComplaintNumber, StaffId};
use rules::kind::Department;
use server::password;
use store::{Filed, NewStaff};

use crate::router::house::{Answer, NOW, TestHouse};
use crate::router::people::{PASSWORD, PHONE, Reach};

/// One form of a complaint's page: pairs of field and value.
type Fields<'a> = &'a [(&'a str, &'a str)];

impl TestHouse {
    /// Somebody with one duty in one community.
    async fn hire_as(&self, account: &str, name: &str, community: &str, duty: Duty) -> StaffId {
        self.hire_in(account, name, &[community], duty).await
    }

    /// The same in both.
    async fn hire_everywhere(&self, account: &str, name: &str, duty: Duty) -> StaffId {
        self.hire_in(account, name, &["wt", "wj"], duty).await
    }

    async fn hire_in(&self, account: &str, name: &str, communities: &[&str], duty: Duty) -> StaffId {
        let staff = NewStaff {
            account: account.into(),
            name: name.into(),
            department: Department::Engineering,
            email: None,
            phone: None,
            password_hash: password::hash(PASSWORD).expect("it is long enough"),
            duties: communities.iter().map(|community| (CommunityId::new(*community), duty)).collect(),
        };
        self.store.add_staff(staff, NOW).await.expect("the account is new")
    }

    /// A page, in English, by whoever holds `cookie`.
    async fn see(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path)
            .header(header::ACCEPT_LANGUAGE, "en")
            .header(header::COOKIE, cookie)
            .body(Body::empty());
        self.ask(request.expect("the path is one")).await
    }

    /// A form posted to the address of its own page.
    async fn fill(&self, path: &str, fields: Fields<'_>, cookie: &str) -> Answer {
        let form = Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT_LANGUAGE, "en")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form));
        self.ask(request.expect("the path is one")).await
    }

    /// One act on a complaint's page; `fields` beside the act.
    async fn act(&self, number: &ComplaintNumber, act: &str, fields: Fields<'_>, cookie: &str) -> Answer {
        let mut all = vec![("number", number.as_str()), ("work[act]", act)];
        all.extend_from_slice(fields);
        self.fill(&page_of(number), &all, cookie).await
    }

    /// The page of a complaint after an act that must have been accepted.
    async fn done(&self, number: &ComplaintNumber, act: &str, fields: Fields<'_>, cookie: &str) -> Answer {
        let answer = self.act(number, act, fields, cookie).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (303, &*page_of(number)),
            "{act}: {}",
            answer.text
        );
        self.see(&page_of(number), cookie).await
    }

    /// A complaint in `wt` by somebody with a phone.
    async fn filed(&self) -> Filed {
        self.file("wt", Reach { phone: Some(PHONE), email: None }, Vec::new()).await
    }
}

fn page_of(number: &ComplaintNumber) -> String {
    format!("/desk/complaints/{}", number.as_str())
}
