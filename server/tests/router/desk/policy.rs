use form_urlencoded::Serializer;
use rules::access::Duty;
use rules::kind::Kind;
use rules::language::Language;
use rules::policy::draft::PolicyDraft;
use rules::policy::{Kinds, Policy, Version};
use rules::question::Question;
use rules::work::Work;

use crate::router::house::{Answer, TestHouse};

const PAGE: &str = "/desk/policy/1";

/// A house with a head, the supervising department and the general manager of both communities.
struct Board {
    house: TestHouse,
    head: String,
    supervisor: String,
    general: String,
}

impl Board {
    async fn open() -> Self {
        let house = TestHouse::open().await.inhabited().await;
        house.hire_as("2002", "陈国栋", "wt", Duty::DepartmentHead).await;
        house.hire_as("8001", "郑督", "wt", Duty::Supervisor).await;
        house.hire_everywhere("9001", "沈国梁", Duty::GeneralManager).await;
        Self {
            head: house.signed_in("2002").await,
            supervisor: house.signed_in("8001").await,
            general: house.signed_in("9001").await,
            house,
        }
    }

    async fn begin(&self) {
        let fields = [("act", "begin"), ("place", ""), ("holding", "0")];
        let begun = self.house.fill("/desk/policy", &fields, &self.head).await;
        assert_eq!((begun.status.as_u16(), begun.header("location")), (303, "/desk/policy/1?done=begun"));
    }

    async fn write(&self, act: &str, revision: &str, change: impl FnOnce(&mut PolicyDraft)) -> Answer {
        let mut draft = PolicyDraft::of(&Policy::default(), "三季度返工多", Language::En);
        change(&mut draft);
        let mut fields =
            vec![("version", "1".to_owned()), ("revision", revision.into()), ("act", act.into())];
        fields.extend(fields_of(draft));
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.house.fill(PAGE, &fields, &self.head).await
    }

    async fn act(&self, act: &str, cookie: &str) -> Answer {
        let fields = [("version", "1"), ("revision", "1"), ("act", act), ("sure", "yes")];
        self.house.fill(PAGE, &fields, cookie).await
    }

    async fn done(&self, act: &str, cookie: &str, done: &str) {
        let answer = self.act(act, cookie).await;
        assert_eq!(answer.header("location"), format!("/desk/policy/1?done={done}"), "{}", answer.text);
    }

    async fn in_force(&self) -> Version {
        let ground = self.house.store.ground(self.house.clock.read()).await.expect("it can be read");
        ground.promise("wt").expect("it is there").version
    }
}

/// As a browser sends the form.
pub(super) fn fields_of(draft: PolicyDraft) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("draft[reason]", draft.reason),
        ("draft[group_households]", draft.group_households),
        ("draft[collective_persons]", draft.collective_persons),
        ("draft[same_complainants]", draft.same_complainants),
        ("draft[returned_times]", draft.returned_times),
        ("draft[cause_by_day]", draft.cause_by_day),
        ("draft[word_days]", draft.word_days),
        ("draft[days]", draft.days),
        ("draft[import]", draft.import),
        ("draft[quiet_from]", draft.quiet_from),
        ("draft[first]", draft.first),
        ("draft[quiet_until]", draft.quiet_until),
    ];
    for (name, tick) in [
        ("draft[many_households_may_sue]", draft.many_households_may_sue),
        ("draft[undetermined_is_ours]", draft.undetermined_is_ours),
        ("draft[one_per_home]", draft.one_per_home),
    ] {
        fields.extend((!tick.is_empty()).then_some((name, tick)));
    }
    for (name, rows) in [
        ("draft[first_answer][]", draft.first_answer),
        ("draft[first_answer_unit][]", draft.first_answer_unit),
        ("draft[result][]", draft.result),
        ("draft[result_unit][]", draft.result_unit),
        ("draft[week][]", draft.week),
        ("draft[department][]", draft.department),
        ("draft[questions][]", draft.questions),
        ("draft[step_grade][]", draft.step_grade),
        ("draft[step_when][]", draft.step_when),
        ("draft[step_minutes][]", draft.step_minutes),
        ("draft[step_whom][]", draft.step_whom),
        ("draft[step_again][]", draft.step_again),
    ] {
        fields.extend(rows.into_iter().map(|row| (name, row)));
    }
    fields
}

#[tokio::test]
async fn a_version_goes_from_draft_to_in_force_and_back_without_scripts() {
    let board = Board::open().await;
    let house = &board.house;
    house.see("/desk/policy", &board.head).await.expect(200, "No version of your own yet");
    board.begin().await;
    house.see(PAGE, &board.head).await.expect(200, "The same as Handbook rules.");
    let saved = board.write("save_and_try", "0", |draft| draft.collective_persons = "2".into()).await;
    assert_eq!(saved.header("location"), "/desk/policy/1?done=tried", "{}", saved.text);
    let page = house.see(PAGE, &board.head).await;
    page.expect(200, "Persons from which a complaint is collective (2c): 3 → 2");
    page.expect(200, "There is no complaint of the last 12 months to try it on.");
    page.expect(200, "Waits for the review of another head");
    board.act("review", &board.head).await.expect(403, "You wrote this version");
    house.see(PAGE, &board.supervisor).await.expect(200, "Pass the review");
    board.done("review", &board.supervisor, "reviewed").await;
    board.act("approve", &board.supervisor).await.expect(403, "not part of your duty");
    board.done("approve", &board.general, "approved").await;
    house
        .see(PAGE, &board.general)
        .await
        .expect(200, "From the next complaint on, 望江新城 · 梧桐苑 will be graded");
    let unsure = [("version", "1"), ("revision", "1"), ("act", "enact")];
    assert_eq!(house.fill(PAGE, &unsure, &board.general).await.status.as_u16(), 400);
    assert_eq!(board.in_force().await, Version::HANDBOOK);
    board.done("enact", &board.general, "enacted").await;
    assert_eq!(board.in_force().await, Version(1));
    let list = house.see("/desk/policy", &board.general).await;
    for words in ["三季度返工多", "郑督, today", "put in force by 沈国梁", "back to Handbook rules"]
    {
        list.expect(200, words);
    }
    let back = [("act", "roll_back"), ("place", ""), ("holding", "1"), ("sure", "yes")];
    let back = house.fill("/desk/policy", &back, &board.general).await;
    assert_eq!(back.header("location"), "/desk/policy?done=unseated", "{}", back.text);
    assert_eq!(board.in_force().await, Version::HANDBOOK);
}

#[tokio::test]
async fn the_page_of_a_complaint_names_the_version_it_is_graded_by() {
    let board = Board::open().await;
    let before = board.house.filed().await;
    board.begin().await;
    board.write("save", "0", |draft| draft.collective_persons = "2".into()).await;
    board.done("review", &board.supervisor, "reviewed").await;
    board.done("approve", &board.general, "approved").await;
    board.done("enact", &board.general, "enacted").await;
    let page = format!("/desk/complaints/{}", before.number.as_str());
    board.house.see(&page, &board.head).await.expect(200, "graded by Handbook rules");
    let facts = rules::grading::Facts { households: 2, ..Default::default() };
    let staff = board.house.hire("1001", "wt").await;
    let work = Work::Establish { facts, reason: String::new() };
    let now = board.house.clock.read();
    board.house.store.work(&before.number, &staff, "", 1, work, now).await.expect("she may");
    board.house.see(&page, &board.head).await.expect(200, "graded by Version 1");
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
    let board = Board::open().await;
    board.begin().await;
    let refused = board
        .write("save", "0", |draft| {
            draft.group_households = "two".into();
            draft.week[2] = "8:30-12:00 early".into();
            draft.step_again[0] = "soon".into();
            draft.days = "2026-02-30 off 春节".into();
        })
        .await;
    for words in [
        "id=\"group_households-0-wrong\"",
        "please write a number",
        "id=\"week-2-wrong\"",
        "Wed: Working hours: part 2 cannot be read",
        "id=\"ladder-0-wrong\"",
        "line 1 cannot be read",
        "value=\"8:30-12:00 early\"",
        "2026-02-30 off 春节",
    ] {
        refused.expect(422, words);
    }
    // Read, and still a surprise.
    let doubtful = board.write("save", "0", |draft| draft.collective_persons = "10".into()).await;
    doubtful.expect(422, "fewer than the households of grade 1");
}

#[tokio::test]
async fn days_of_a_file_are_added_to_the_draft() {
    let board = Board::open().await;
    board.begin().await;
    let ics = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\nSUMMARY:元旦（休）\nEND:VEVENT\nEND:VCALENDAR";
    let added = board.write("import", "0", |draft| draft.import = ics.into()).await;
    assert_eq!(added.header("location"), "/desk/policy/1?done=imported", "{}", added.text);
    board.house.see(PAGE, &board.head).await.expect(200, "2027-01-01 off 元旦");
    let none = board.write("import", "1", |draft| draft.import = "BEGIN:VEVENT".into()).await;
    none.expect(422, "id=\"import-0-wrong\"");
    let published = board.write("published", "1", |draft| draft.days = String::new()).await;
    assert_eq!(published.status.as_u16(), 303, "{}", published.text);
    board.house.see(PAGE, &board.head).await.expect(200, "2026-02-15..2026-02-23 off 春节");
    // Somebody saved it meanwhile.
    board.write("save", "1", |_| {}).await.expect(409, "It was changed since this page was loaded");
    let early = board.act("approve", &board.general).await;
    early.expect(409, "the version, or what is in force, has moved on");
}

#[tokio::test]
async fn who_reviews_no_policy_sees_none() {
    let board = Board::open().await;
    board.begin().await;
    board.house.hire_as("1101", "何静", "wt", Duty::Butler).await;
    board.house.hire_as("3001", "马立军", "wj", Duty::Administrator).await;
    let butler = board.house.signed_in("1101").await;
    board.house.see("/desk/policy", &butler).await.expect(403, "You cannot do this right now");
    assert_eq!(board.house.see(PAGE, &butler).await.status.as_u16(), 404);
    assert!(!board.house.see("/desk", &butler).await.text.contains("href=\"/desk/policy\""));
    assert!(board.house.see("/desk", &board.head).await.text.contains("href=\"/desk/policy\""));
    let administrator = board.house.signed_in("3001").await;
    let page = board.house.see(PAGE, &administrator).await;
    page.expect(200, "To read only");
    assert!(page.text.contains("<fieldset") && page.text.contains("disabled"), "{}", page.text);
    for path in ["/desk/policy/99", "/desk/policy/x"] {
        assert_eq!(board.house.see(path, &board.head).await.status.as_u16(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_complaint_is_not_filed_before_a_question_that_needs_an_answer_has_one() {
    let board = Board::open().await;
    let house = &board.house;
    board.begin().await;
    let ask = |draft: &mut PolicyDraft| draft.questions[0] = "* 哪一部？| 哪一部？ |Which lift?".into();
    let saved = board.write("save", "0", ask).await;
    assert_eq!(saved.header("location"), "/desk/policy/1?done=saved", "{}", saved.text);
    board.done("review", &board.supervisor, "reviewed").await;
    board.done("approve", &board.general, "approved").await;
    let old = Kinds::default().questions(Kind::Works)[0].key(Kind::Works);
    let file = async |answer: &str| {
        let fields = [
            ("draft[community]", "wt"),
            ("draft[kind]", "works"),
            ("draft[place]", "3栋2单元501"),
            ("draft[text]", "电梯停了"),
            ("draft[phone]", "13857104629"),
            ("draft[notice]", "1"),
        ];
        let form = Serializer::new(String::new()).extend_pairs(fields).finish();
        house.post("/complaints/new", &format!("{form}&{answer}")).await
    };
    assert_eq!(file("").await.status, 303);
    board.done("enact", &board.general, "enacted").await;
    let page = file("").await;
    page.expect(422, "Please answer the questions marked as needed");
    page.expect(422, "Which lift? (needed)</span></label>");
    let stale = file(&format!("draft[answers][{old}]=x")).await;
    stale.expect(422, "The questions have changed since you opened this page");
    let asked =
        Question {
            hans: "哪一部？".into(), hant: "哪一部？".into(), en: "Which lift?".into(), needed: true
        };
    let filed = file(&format!("draft[answers][{}]=left", asked.key(Kind::Works))).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    house.get(filed.header("location"), "en").await.expect(200, "Which lift?</span></dt><dd>left</dd>");
}
