//! What is asked about a kind (handbook I6): the same for desk and resident, answered or not, and kept
//! with the words it was asked in.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use rules::access::{Duty, Refusal, Staff};
use rules::change::{Denied, State, work};
use rules::complaint::{CommunitySign, Draft, Ground};
use rules::contact::{Phone, Region};
use rules::grading::Facts;
use rules::id::{CommunityId, StaffId};
use rules::kind::{Department, Kind};
use rules::language::Language;
use rules::limits::ANSWER_CHARS_MAX;
use rules::moment::{Moment, Zone};
use rules::policy::{Kinds, Policy, Terms, Version};
use rules::problem::{Field, Problems, What};
use rules::question::{Answered, Asked, Given, Question, standing};
use rules::stage::Stage;
use rules::timeline::{Entry, Event, Person, Who};
use rules::work::{Work, WorkDraft};

fn question(en: &str, needed: bool) -> Question {
    Question { hans: format!("{en}？"), hant: format!("{en}？"), en: en.to_owned(), needed }
}

fn which() -> Question {
    question("Which lift", true)
}

fn when() -> Question {
    question("Since when", false)
}

/// Whether it can be used; only the other community asks.
fn usable() -> Question {
    question("Usable", true)
}

/// `wt` goes by version 1, `wj` by version 2.
fn ground() -> Ground {
    let phone = || Phone::parse("0571-88903366", Region::Mainland).expect("a phone");
    let sign = |id: &str| CommunitySign {
        id: CommunityId::new(id),
        name: id.to_owned(),
        region: Region::Mainland,
        hotline: phone(),
        desk_hours: String::new(),
        emergency: phone(),
        buildings: Vec::new(),
        public_areas: Vec::new(),
    };
    let promise = |version| Policy::default().terms(Version(version), Zone::CHINA).promise(Moment::default());
    let charges = (Kind::Charges, vec![question("Which month", false)]);
    Ground {
        communities: vec![sign("wt"), sign("wj")],
        promises: vec![promise(1), promise(2)],
        asked: vec![
            Asked { version: Version(1), kinds: vec![(Kind::Works, vec![which(), when()]), charges] },
            Asked { version: Version(2), kinds: vec![(Kind::Works, vec![usable(), when()])] },
        ],
        today: "2026-11-18".parse().expect("a date"),
        notice: 1,
    }
}

fn given(answers: &[(String, &str)]) -> Given {
    Given(answers.iter().map(|(key, text)| (key.clone(), (*text).to_owned())).collect())
}

fn check(community: &str, answers: &[(String, &str)], wanted: Result<&[(&str, &str)], What>) {
    let draft = Draft {
        community: community.to_owned(),
        kind: "works".to_owned(),
        place: "3栋2单元501".to_owned(),
        text: "电梯停了".to_owned(),
        phone: "13857104629".to_owned(),
        notice: "1".to_owned(),
        answers: given(answers),
        ..Draft::default()
    };
    let read = draft.filed(&ground());
    let found: Result<Vec<(&str, &str)>, &Problems> = match &read {
        Ok(filing) => Ok(filing.answers.iter().map(|one| (&*one.question.en, &*one.answer)).collect()),
        Err(problems) => Err(problems),
    };
    let refused = wanted.clone().err().map(|what| Problems::one(Field::Answers, what));
    assert_eq!(found, wanted.map(<[_]>::to_vec).map_err(|_| refused.as_ref().expect("one")), "{answers:?}");
}

#[test]
fn answers_are_read_in_the_order_of_the_questions() {
    let (which, when) = (which().key(Kind::Works), when().key(Kind::Works));
    let both = [(when.clone(), " 上周 "), (which.clone(), "左边\r\n那部")];
    check("wt", &both, Ok(&[("Which lift", "左边\n那部"), ("Since when", "上周")]));
    check("wt", &[(which.clone(), "左边"), (when.clone(), "  ")], Ok(&[("Which lift", "左边")]));
    check("wt", &[(when.clone(), "上周")], Err(What::Missing));
    check("wt", &[], Err(What::Missing));
    let usable = usable().key(Kind::Works);
    check("wj", &[(usable.clone(), "不能")], Ok(&[("Usable", "不能")]));
    let other = [(usable, "不能"), (when, "上周"), (which, "左边")];
    check("wj", &other, Ok(&[("Usable", "不能"), ("Since when", "上周"), ("Which lift", "左边")]));
}

#[test]
fn an_answer_to_what_nobody_asks_is_refused() {
    let which = (which().key(Kind::Works), "左边");
    check("wt", &[which.clone(), ("works-00000000".into(), "x")], Err(What::NotAsked));
    check("wt", &[which.clone(), ("works-00000000".into(), "  ")], Ok(&[("Which lift", "左边")]));
    check("wt", &[which.clone(), (String::new(), "x")], Err(What::NotAsked));
    check("wt", &[which.clone(), ("which".into(), "x")], Err(What::NotAsked));
    check("wt", &[which.clone(), which.clone()], Err(What::NotAsked));
    let reworded = question("Which of the lifts", true).key(Kind::Works);
    check("wt", &[which.clone(), (reworded, "x")], Err(What::NotAsked));
    // She wrote it while another kind was ticked.
    let charges = question("Which month", false).key(Kind::Charges);
    check("wt", &[which, (charges, "七月")], Ok(&[("Which lift", "左边")]));
}

#[test]
fn an_answer_has_a_limit() {
    let which = which().key(Kind::Works);
    let fits = "字".repeat(ANSWER_CHARS_MAX);
    check("wt", &[(which.clone(), &fits)], Ok(&[("Which lift", &fits)]));
    let chars = ANSWER_CHARS_MAX + 1;
    check("wt", &[(which, &"字".repeat(chars))], Err(What::TooLong { chars, max: ANSWER_CHARS_MAX }));
    // As many as one call can carry.
    let flood: Vec<(String, &str)> = (0..200_000).map(|at| (format!("works-{at:08}"), "x")).collect();
    let read = given(&flood).read(Kind::Works, &[when()], std::iter::empty());
    assert_eq!(read, Err(What::NotAsked));
}

#[test]
fn every_kind_has_questions_from_the_start_in_three_languages_and_none_needs_an_answer() {
    let asked = Kinds::default().asked(Version::HANDBOOK);
    assert_eq!(asked.kinds.len(), Kind::ALL.len());
    for (kind, questions) in &asked.kinds {
        assert!((1..=3).contains(&questions.len()), "{kind:?}");
        for question in questions {
            assert!(!question.needed, "{question:?}");
            assert!(Language::ALL.iter().all(|language| !question.say(*language).is_empty()), "{question:?}");
        }
        let keys: std::collections::BTreeSet<String> = questions.iter().map(|one| one.key(*kind)).collect();
        assert_eq!(keys.len(), questions.len(), "{kind:?}");
    }
    assert_eq!(Policy::default().doubts(), []);
}

#[test]
fn a_star_before_a_question_says_that_it_needs_an_answer() {
    for (line, needed) in [("a | b | c", false), ("* a | b | c", true), (" ＊a｜b｜c", true)] {
        let read = Question::written(line);
        let wanted = Question { hans: "a".into(), hant: "b".into(), en: "c".into(), needed };
        assert_eq!(read, wanted, "{line}");
        assert_eq!(Question::written(&read.line()), read);
    }
}

fn agent(id: &str) -> Staff {
    Staff {
        id: StaffId::new(id),
        name: id.to_owned(),
        department: Department::CustomerService,
        duties: vec![(CommunityId::new("wt"), Duty::Agent)],
    }
}

fn filed() -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    State::filed(CommunityId::new("wt"), terms, Facts::default(), Moment::from_millis(1_795_320_000_000)).0
}

fn answered(question: Question, answer: &str) -> Answered {
    Answered { question, answer: answer.to_owned() }
}

#[test]
fn whoever_takes_the_call_writes_down_what_she_says() {
    let now = Moment::from_millis(1_795_320_600_000);
    let asked = [which(), when()];
    let read = |answers: &[(String, &str)]| {
        let draft = WorkDraft { act: "answer".into(), answers: given(answers), ..WorkDraft::default() };
        draft.parse((Kind::Works, &asked))
    };
    let nothing = Problems::one(Field::Answers, What::Missing);
    assert_eq!(read(&[(when().key(Kind::Works), " ")]), Err(nothing), "a form that says nothing");
    let act = read(&[(when().key(Kind::Works), "上周")]).expect("not every question need be answered here");
    assert_eq!(act, Work::Answer { answers: vec![answered(when(), "上周")] });

    let change = work(&filed(), &agent("lin"), &[], 0, act.clone(), now).expect("she may");
    assert_eq!(
        change.state.handler.as_ref().map(|handler| handler.id.as_str()),
        Some("lin"),
        "a first touch"
    );
    assert_eq!(change.events, [Event::Taken, Event::Answered { answers: vec![answered(when(), "上周")] }]);
    assert!(change.events[1].is_for_resident());
    let other =
        work(&change.state, &agent("wu"), &[], 0, act.clone(), now).expect("so may who is not responsible");
    assert_eq!(other.state.handler, change.state.handler);
    assert_eq!(other.events.len(), 1);
    let closed = State { stage: Stage::Closed, ..filed() };
    assert_eq!(
        work(&closed, &agent("lin"), &[], 0, act.clone(), now).err(),
        Some(Denied::Refusal(Refusal::NotNow))
    );
    let elsewhere = Staff { duties: vec![(CommunityId::new("wj"), Duty::Agent)], ..agent("lin") };
    assert_eq!(work(&filed(), &elsewhere, &[], 0, act, now).err(), Some(Denied::Refusal(Refusal::NotFound)));
}

#[test]
fn of_each_question_the_last_answer_stands() {
    let who = Who::Staff(Person {
        id: StaffId::new("lin"),
        name: "林晓岚".into(),
        department: Department::CustomerService,
    });
    let entry = |seq, answers| Entry {
        seq,
        at: Moment::default(),
        who: who.clone(),
        event: Event::Answered { answers },
    };
    let filed = vec![answered(which(), "左边")];
    let optional = Question { needed: false, ..which() };
    let entries = [
        entry(1, vec![answered(when(), "上周")]),
        entry(2, vec![answered(optional.clone(), "右边"), answered(usable(), "不能")]),
    ];
    let all = standing(filed.clone(), &entries);
    assert_eq!(all, [answered(optional, "右边"), answered(when(), "上周"), answered(usable(), "不能")]);
    assert_eq!(standing(filed.clone(), &[]), filed);
}

#[test]
fn what_is_wrong_with_an_answer_stands_in_the_order_of_the_page() {
    let draft = Draft { community: "wt".into(), kind: "works".into(), ..Draft::default() };
    let found: Vec<Field> =
        draft.filed(&ground()).expect_err("empty").0.iter().map(|one| one.field).collect();
    assert_eq!(found, [Field::Place, Field::Text, Field::Answers, Field::Phone, Field::Notice]);
    assert!(
        Draft::default().filed(&ground()).expect_err("empty").of(Field::Answers).is_none(),
        "no kind yet"
    );
}

#[test]
fn answers_are_sent_as_a_map_and_no_page_carries_them() {
    let given = given(&[("works-1".into(), "左边"), ("works-2".into(), "")]);
    let json = serde_json::to_string(&given).expect("JSON");
    assert_eq!(json, r#"{"works-1":"左边","works-2":""}"#);
    assert_eq!(serde_json::from_str::<Given>(&json).expect("answers"), given);
    let bytes = postcard::to_allocvec(&given).expect("bytes");
    assert_eq!(bytes, [] as [u8; 0]);
    assert_eq!(postcard::from_bytes::<Given>(&bytes).expect("none"), Given::default());
}
