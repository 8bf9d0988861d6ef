use crate::router::house::TestHouse;
use crate::router::people::PASSWORD;

const PAGE: &str = "/desk/sign-in";

#[tokio::test]
async fn the_form_opens_the_desk_and_goes_where_she_was_going() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    house.see(PAGE, "").await.expect(200, "Staff number");
    let fields = [("entry[account]", "1001"), ("entry[password]", PASSWORD)];
    let answer = house.fill(PAGE, &fields, "").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/desk"));
    house.see("/desk", &answer.cookie()).await.expect(200, "林晓岚");
    for (next, to) in [("/desk/scores?period=year", "/desk/scores?period=year"), ("//evil.example", "/desk")]
    {
        let fields = [("entry[account]", "1001"), ("entry[password]", PASSWORD), ("entry[next]", next)];
        assert_eq!(house.fill(PAGE, &fields, "").await.header("location"), to);
    }
}

#[tokio::test]
async fn a_refusal_does_not_say_which_was_wrong_and_never_sends_the_password_back() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    for (account, password) in [("1001", "a wrong password"), ("9999", "a wrong password")] {
        let answer =
            house.fill(PAGE, &[("entry[account]", account), ("entry[password]", password)], "").await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert!(answer.text.contains("Staff number or password is not right"), "{}", answer.text);
        assert!(!answer.text.contains(password), "the password is in the page");
        assert!(answer.text.contains(&format!("value=\"{account}\"")), "what else was typed is kept");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let house = TestHouse::open().await.inhabited().await;
    let answer = house.fill(PAGE, &[], "").await;
    answer.expect(422, "Please fill in “Staff number”");
    answer.expect(422, "Please fill in “Password”");
}

#[tokio::test]
async fn signing_out_leads_back_to_the_sign_in_page() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    let answer = house.fill("/desk/sign-out", &[], &cookie).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, PAGE));
    assert_eq!(house.see("/desk", &cookie).await.status, 303);
}
