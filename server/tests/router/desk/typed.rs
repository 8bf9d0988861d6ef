//! Everything that can be typed into a form: one too many is said with its figure and kept, and
//! nothing becomes a script, whoever reads it.

use rules::access::Duty;
use rules::id::ComplaintNumber;
use rules::limits::{
    HOUSEHOLDS_MAX, NAME_CHARS_MAX, PERSONS_MAX, PHOTOS_MAX, PLACE_CHARS_MAX, REASON_CHARS_MAX,
    REMEDY_CHARS_MAX, RETURNED_TIMES_MAX, TEXT_CHARS_MAX, WORDS_CHARS_MAX,
};

use super::telling::put_on_the_list;
use super::{Fields, page_of};
use crate::router::house::{Answer, TestHouse};

const SCRIPT: &str = "</textarea><script>alert(1)</script>";
const ESCAPED: &str = "&lt;/textarea&gt;&lt;script&gt;alert(1)";

/// A form with everything in it but one field.
struct Form<'a> {
    path: String,
    cookie: &'a str,
    filled: Vec<(&'a str, &'a str)>,
}

impl Form<'_> {
    async fn post(&self, house: &TestHouse, field: &str, typed: &str) -> Answer {
        let fields: Vec<(&str, &str)> = self.filled.iter().copied().chain([(field, typed)]).collect();
        house.fill(&self.path, &fields, self.cookie).await
    }
}

/// A text that is too long by one character, and begins with `start`.
fn one_too_many(start: &str, max: usize) -> String {
    format!("{start}{}", "字".repeat(max + 1 - start.chars().count()))
}

/// A text may have so many characters and not one more; what was too long comes back as text.
async fn check_text(house: &TestHouse, form: &Form<'_>, field: &str, max: usize) {
    let typed = one_too_many(SCRIPT, max);
    let page = form.post(house, field, &typed).await;
    page.expect(422, &format!("can have {max} characters; you wrote {}", max + 1));
    page.expect(422, &typed[SCRIPT.len()..]);
    page.expect(422, ESCAPED);
    assert!(!page.text.contains("<script>alert"), "{field}: {}", page.text);
    let answer = form.post(house, field, &one_too_many(SCRIPT, max - 1)).await;
    assert_eq!(answer.status, 303, "{field}: {}", answer.text);
}

/// What residents read, and what staff read.
async fn expect_no_script(house: &TestHouse, paths: &[String], cookie: &str) {
    for path in paths {
        let page = house.see(path, cookie).await;
        page.expect(200, ESCAPED);
        assert!(!page.text.contains("<script>alert"), "{path}: {}", page.text);
    }
}

fn resident_form(key: &str) -> Form<'_> {
    let filled = vec![
        ("draft[community]", "wt"),
        ("draft[kind]", "works"),
        ("draft[phone]", "13857104629"),
        ("draft[notice]", "1"),
        ("draft[key]", key),
    ];
    Form { path: "/complaints/new".into(), cookie: "", filled }
}

fn work_form<'a>(number: &'a ComplaintNumber, cookie: &'a str, act: &'a str, more: Fields<'a>) -> Form<'a> {
    let mut filled = vec![("number", number.as_str()), ("work[act]", act)];
    filled.extend_from_slice(more);
    Form { path: page_of(number), cookie, filled }
}

#[tokio::test]
async fn a_text_of_staff_may_have_so_many_characters_and_becomes_no_script() {
    let house = TestHouse::open().await.inhabited().await;
    let (filed, handed_over) = (house.filed().await, house.filed().await.number);
    let number = &filed.number;
    house.hire("1001", "wt").await;
    let he_id = house.hire_as("1002", SCRIPT, "wt", Duty::Butler).await;
    let (lin, he) = (house.signed_in("1001").await, house.signed_in("1002").await);
    for number in [number, &handed_over] {
        house.done(number, "take", &[], &lin).await;
    }
    let to = [("work[to]", he_id.as_str())];
    let facts = [("work[facts_version]", "1"), ("work[facts][households]", "11")];
    let result = [("work[finding]", "upheld"), ("work[outcome][]", "repair")];
    let check = async |form: Form<'_>, field, max| check_text(&house, &form, field, max).await;
    check(work_form(number, &lin, "note", &[]), "work[text]", TEXT_CHARS_MAX).await;
    check(work_form(number, &lin, "reply", &[]), "work[text]", TEXT_CHARS_MAX).await;
    check(work_form(number, &lin, "ask", &[]), "work[text]", TEXT_CHARS_MAX).await;
    check(work_form(number, &lin, "establish", &facts), "work[reason]", REASON_CHARS_MAX).await;
    check(work_form(number, &lin, "resolve", &result), "work[text]", TEXT_CHARS_MAX).await;
    check(work_form(&handed_over, &lin, "offer", &to), "work[reason]", REASON_CHARS_MAX).await;
    expect_no_script(&house, &[page_of(&handed_over)], &he).await;
    check(work_form(&handed_over, &he, "decline_offer", &[]), "work[reason]", REASON_CHARS_MAX).await;

    put_on_the_list(&house).await;
    let pages = [page_of(number), page_of(&handed_over), "/desk/to-tell".into()];
    expect_no_script(&house, &pages, &lin).await;
    expect_no_script(&house, &[format!("/c/{}", filed.link)], "").await;
}

#[tokio::test]
async fn a_text_of_a_resident_may_have_so_many_characters_and_becomes_no_script() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    let needed = [("draft[place]", SCRIPT), ("draft[text]", SCRIPT)];
    for (field, max) in [
        ("draft[place]", PLACE_CHARS_MAX),
        ("draft[text]", TEXT_CHARS_MAX),
        ("draft[remedy]", REMEDY_CHARS_MAX),
        ("draft[home]", PLACE_CHARS_MAX),
        ("draft[name]", NAME_CHARS_MAX),
    ] {
        let mut form = resident_form(field);
        form.filled.extend(needed.iter().filter(|(other, _)| *other != field));
        check_text(&house, &form, field, max).await;
    }
    let number = ComplaintNumber::read("WT-2611-0005").expect("the fifth of the month");
    let staff = house.hire("1003", "wt").await;
    let link = house.store.link(&number, &staff).await.expect("it has been filed");
    let follow = |act| Form {
        path: format!("/c/{link}"),
        cookie: "",
        filled: vec![("link", &*link), ("follow[act]", act), ("follow[key]", act)],
    };
    check_text(&house, &follow("add"), "follow[text]", TEXT_CHARS_MAX).await;
    check_text(&house, &follow("review"), "follow[text]", TEXT_CHARS_MAX).await;

    let result = [("work[finding]", "upheld"), ("work[outcome][]", "repair"), ("work[text]", "修好了")];
    house.done(&number, "take", &[], &lin).await;
    house.done(&number, "resolve", &result, &lin).await;
    let tracking = house.store.tracking(&link, house.clock.read()).await.expect("the link holds");
    let survey = tracking.survey.expect("the survey goes out with the result");
    put_on_the_list(&house).await;
    expect_no_script(&house, &["/desk/to-tell".into()], &lin).await;
    let filled = vec![("link", &*survey), ("answer[solved]", "no"), ("answer[satisfaction]", "1")];
    let survey = Form { path: format!("/s/{survey}"), cookie: "", filled };
    check_text(&house, &survey, "answer[words]", WORDS_CHARS_MAX).await;
    house.pass_minutes(1);

    let pages = [page_of(&number), "/desk".into(), "/desk/scores".into()];
    expect_no_script(&house, &pages, &lin).await;
    expect_no_script(&house, &[format!("/c/{link}"), format!("/c/{link}/receipt")], "").await;
}

#[tokio::test]
async fn what_is_typed_to_sign_in_becomes_no_script() {
    let house = TestHouse::open().await;
    let filled = vec![("entry[password]", "a long enough password"), ("entry[next]", SCRIPT)];
    let form = Form { path: "/desk/sign-in".into(), cookie: "", filled };
    let page = form.post(&house, "entry[account]", SCRIPT).await;
    page.expect(422, ESCAPED);
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    let page = house.see("/desk/sign-in?next=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E", "").await;
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
}

#[tokio::test]
async fn a_count_may_be_so_high_and_no_form_has_more_photos_than_it_may() {
    let house = TestHouse::open().await.inhabited().await;
    let number = house.filed().await.number;
    house.hire("1001", "wt").await;
    let lin = house.signed_in("1001").await;
    let check = async |form: Form<'_>, field: &str, min: u16, max: u16| {
        let page = form.post(&house, field, &(max + 1).to_string()).await;
        page.expect(422, &format!("must be a number from {min} to {max}"));
        page.expect(422, &format!("value=\"{}\"", max + 1));
    };
    let facts = || work_form(&number, &lin, "establish", &[("work[facts_version]", "1")]);
    check(facts(), "work[facts][households]", 1, HOUSEHOLDS_MAX).await;
    check(facts(), "work[facts][persons]", 1, PERSONS_MAX).await;
    check(facts(), "work[facts][returned]", 0, RETURNED_TIMES_MAX).await;
    check(resident_form("a"), "draft[households]", 1, HOUSEHOLDS_MAX).await;
    check(resident_form("b"), "draft[returned]", 0, RETURNED_TIMES_MAX).await;

    let mut form = resident_form("c");
    let photos = ["one", "two", "three", "four", "five", "six"].map(|id| ("draft[photos][]", id));
    form.filled.extend(photos.iter().take(PHOTOS_MAX));
    let page = form.post(&house, "draft[photos][]", "seven").await;
    page.expect(422, &format!("{PHOTOS_MAX} photos at most"));
}
