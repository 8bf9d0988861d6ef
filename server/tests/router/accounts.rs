use std::time::Duration;

use app::error::Refused;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use rules::access::Refusal;
use rules::problem::Problem;
use serde_json::json;
use server::account::Tries;
use server::password;
use server::slow::Pace;

use crate::router::house::TestHouse;
use crate::router::people::PASSWORD;

const HERE: &str = "203.0.113.9";

/// Whether the cookie makes its sender one of the staff: they may listen, visitors may not.
async fn is_staff(house: &TestHouse, cookie: &str) -> bool {
    house.listens(cookie).await.is_ok()
}

#[tokio::test]
async fn who_knows_the_password_is_staff_until_she_signs_out() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    let answer = house.sign_in("lin", PASSWORD, HERE, "").await;
    answer.expect(200, "/desk");
    let set = answer.header("set-cookie");
    assert!(set.starts_with("__Host-linli="), "{set}");
    assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{set}");
    let cookie = answer.cookie();
    assert!(is_staff(&house, &cookie).await && !is_staff(&house, "").await);
    let left = house.sign_out(&cookie).await;
    assert!(left.header("set-cookie").contains("Max-Age=0"), "{}", left.header("set-cookie"));
    assert!(!is_staff(&house, &cookie).await, "the cookie opens nothing any more");
}

#[tokio::test]
async fn each_sign_in_is_a_new_session_and_ends_the_one_before() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    let first = house.signed_in("lin").await;
    let second = house.sign_in("lin", PASSWORD, HERE, &first).await.cookie();
    assert_ne!(first, second);
    assert!(!is_staff(&house, &first).await && is_staff(&house, &second).await);
    let elsewhere = house.signed_in("lin").await;
    assert!(is_staff(&house, &second).await && is_staff(&house, &elsewhere).await, "two devices");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_are_answered_alike() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    let wrong = house.sign_in("lin", "another password", HERE, "").await;
    let unknown = house.sign_in("nobody", PASSWORD, HERE, "").await;
    assert!(wrong.status.is_client_error(), "{}", wrong.status);
    assert_eq!((wrong.status, &wrong.text), (unknown.status, &unknown.text));
    assert_eq!((wrong.header("set-cookie"), unknown.header("set-cookie")), ("", ""));
    for cookie in ["__Host-linli=", "__Host-linli=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        assert!(!is_staff(&house, cookie).await, "{cookie}");
    }
}

#[tokio::test]
async fn too_many_tries_are_slowed_down_for_that_account_and_that_address() {
    let pace = |at_once| Pace { at_once, then_every: Duration::from_secs(90) };
    let tries = Tries { of_account: pace(2), of_address: pace(4), of_account_anywhere: pace(3) };
    let house = TestHouse::with(tries, 5).await.inhabited().await;
    house.hire("lin", "wt").await;
    let rows = [
        ("lin", "another password", HERE, Refusal::WrongSignIn),
        ("lin", "another password", HERE, Refusal::WrongSignIn),
        ("LIN", PASSWORD, HERE, Refusal::SlowDown { minutes: 2 }),
        ("wu", PASSWORD, HERE, Refusal::WrongSignIn),
        ("wang", PASSWORD, HERE, Refusal::SlowDown { minutes: 2 }),
        ("wang", PASSWORD, "198.51.100.2", Refusal::WrongSignIn),
        ("lin", "another password", "198.51.100.3", Refusal::WrongSignIn),
        ("lin", PASSWORD, "198.51.100.4", Refusal::SlowDown { minutes: 2 }),
    ];
    for (account, password, from, refusal) in rows {
        let answer = house.sign_in(account, password, from, "").await;
        assert_eq!(answer.status.as_u16(), if refusal == Refusal::WrongSignIn { 422 } else { 429 });
        assert_eq!(answer.data::<Refused<Problem>>(), Refused::Refusal(refusal), "{account} from {from}");
    }
}

#[tokio::test]
async fn nobody_shuts_a_colleague_out_from_one_address() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    for _ in 0..30 {
        house.sign_in("lin", "another password", "198.51.100.1", "").await;
    }
    house.sign_in("lin", PASSWORD, "198.51.100.1", "").await.expect(429, "");
    house.sign_in("lin", PASSWORD, HERE, "").await.expect(200, "/desk");
}

#[tokio::test]
async fn a_new_password_and_leaving_end_every_session_and_what_listens_in_it() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    house.hire("wu", "wt").await;
    let another = "a password of another kind";
    let hash = password::hash(another).expect("it is long enough");
    let lin = [house.signed_in("lin").await, house.signed_in("lin").await];
    let wu = house.signed_in("wu").await;
    let mut ear = house.listens(&lin[0]).await.expect("she is staff");
    house.store.set_password("lin".into(), hash).await.expect("there is such an account");
    assert!(ear.has_ended().await);
    for cookie in &lin {
        assert!(!is_staff(&house, cookie).await, "whoever took it has it no more");
    }
    let lin = house.sign_in("lin", another, HERE, "").await.cookie();
    let mut ear = house.listens(&lin).await.expect("she is staff again");
    house.store.staff_leaves("lin".into(), house.clock.read()).await.expect("there is such an account");
    assert!(ear.has_ended().await);
    assert!(!is_staff(&house, &lin).await && is_staff(&house, &wu).await, "her colleague stays");
    let refused = house.sign_in("lin", another, HERE, "").await.data::<Refused<Problem>>();
    assert_eq!(refused, Refused::Refusal(Refusal::WrongSignIn));
}

#[tokio::test]
async fn a_desk_left_open_listens_and_reads_by_itself_and_ends_all_the_same() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    let cookie = house.signed_in("lin").await;
    for hours in 0..12 {
        assert!(is_staff(&house, &cookie).await, "after {hours} hours");
        house.call("read_to_tell", &json!({}), HERE, &cookie).await.expect(200, "");
        house.pass_minutes(60);
    }
    assert!(!is_staff(&house, &cookie).await);
}

#[tokio::test]
async fn a_session_ends_after_twelve_quiet_hours_and_after_a_week_at_the_latest() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    let quiet = house.signed_in("lin").await;
    let used = house.signed_in("lin").await;
    for hours in 1..=11 {
        house.pass_minutes(60);
        assert!(house.opens_the_desk(&used).await, "after {hours} hours");
    }
    house.pass_minutes(60);
    assert!(!is_staff(&house, &quiet).await && house.opens_the_desk(&used).await);
    for _ in 0..14 {
        house.pass_minutes(11 * 60);
        assert!(house.opens_the_desk(&used).await, "a session in use");
    }
    house.pass_minutes(11 * 60);
    assert!(!is_staff(&house, &used).await, "a week is over");
}

#[tokio::test]
async fn a_session_opens_pages_calls_and_photos_alike() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    let cookie = house.signed_in("lin").await;
    let visitor = house.ask(desk("")).await;
    assert_eq!((visitor.status.as_u16(), visitor.header("location")), (303, "/desk/sign-in?next=/desk"));
    house.ask(desk(&cookie)).await.expect(200, "<main");
}

fn desk(cookie: &str) -> Request<Body> {
    let request = Request::get("/desk").header(header::COOKIE, cookie).body(Body::empty());
    request.expect("the path is one")
}

impl TestHouse {
    async fn opens_the_desk(&self, cookie: &str) -> bool {
        self.ask(desk(cookie)).await.status == StatusCode::OK
    }
}
