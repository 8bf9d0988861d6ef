//! The smaller forms: what the resident sends by her link, what staff send, the survey.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::follow::{Follow, FollowDraft};
use rules::grading::{Facts, Media};
use rules::hint::Hint;
use rules::id::StaffId;
use rules::kind::{Department, Kind};
use rules::limits;
use rules::moment::Moment;
use rules::problem::{Field, Problems, What};
use rules::question::Question;
use rules::resolution::{Finding, Outcome};
use rules::survey::AnswerDraft;
use rules::timeline::{Entry, Event, Who};
use rules::transfer::To;
use rules::work::{FactsDraft, Work, WorkDraft};

/// A complaint about works, of which nothing is asked.
const WORKS: (Kind, &[Question]) = (Kind::Works, &[]);

fn fields(problems: Result<impl Sized, Problems>) -> Vec<(Field, What)> {
    problems.err().unwrap_or_default().0.into_iter().map(|problem| (problem.field, problem.what)).collect()
}

fn follow(act: &str, text: &str, photos: &[&str]) -> FollowDraft {
    let photos = photos.iter().map(|id| (*id).to_owned()).collect();
    FollowDraft { act: act.to_owned(), text: text.to_owned(), photos, key: String::new() }
}

#[test]
fn an_addition_says_something_or_shows_something() {
    assert_eq!(fields(follow("add", " ", &[]).parse()), [(Field::Text, What::Missing)]);
    assert!(matches!(follow("add", "", &["p1"]).parse(), Ok(Follow::Add { .. })));
    assert!(matches!(follow("add", "还在漏", &[]).parse(), Ok(Follow::Add { .. })));
}

#[test]
fn withdrawing_accepting_and_contesting_need_no_words() {
    assert_eq!(follow("accept", "", &[]).parse(), Ok(Follow::Accept));
    assert_eq!(follow("withdraw", "", &[]).parse(), Ok(Follow::Withdraw { text: String::new() }));
    assert_eq!(follow("not_solved", "", &[]).parse(), Ok(Follow::NotSolved { text: String::new() }));
    assert_eq!(fields(follow("delete", "", &[]).parse()), [(Field::Act, What::NotAChoice)]);
    let long = "字".repeat(limits::TEXT_CHARS_MAX + 1);
    let wanted = What::TooLong { chars: limits::TEXT_CHARS_MAX + 1, max: limits::TEXT_CHARS_MAX };
    assert_eq!(fields(follow("review", &long, &[]).parse()), [(Field::Text, wanted)]);
}

#[test]
fn one_message_more_than_a_day_holds_is_refused_with_its_figure() {
    let noon = Moment::from_millis(1_795_320_000_000);
    let message = |minutes_ago: i64| Entry {
        seq: 1,
        at: noon.plus_minutes(-minutes_ago),
        who: Who::Resident,
        event: Event::Added { text: "还没人来".into(), photos: Vec::new(), again: false },
    };
    let check = |count: usize, oldest: i64, follow: &Follow, taken: bool| {
        let mut entries = vec![message(1); count - 1];
        entries.push(message(oldest));
        let refused = Problems::one(Field::Text, What::TooOften { max: 30 });
        let expected = if taken { Ok(()) } else { Err(refused) };
        assert_eq!(follow.within_the_day(&entries, noon), expected, "{count} {oldest} {follow:?}");
    };
    let text = || "还没人来".to_owned();
    let add = Follow::Add { text: text(), photos: Vec::new() };
    check(29, 2, &add, true);
    check(30, 2, &add, false);
    check(30, 24 * 60 - 1, &add, false);
    check(30, 24 * 60, &add, true);
    check(30, 2, &Follow::Review { text: text() }, false);
    for moves in [Follow::Accept, Follow::NotSolved { text: text() }, Follow::Withdraw { text: text() }] {
        check(31, 2, &moves, true);
    }
}

fn work(act: &str, change: impl FnOnce(&mut WorkDraft)) -> WorkDraft {
    let mut draft = WorkDraft { act: act.to_owned(), ..WorkDraft::default() };
    change(&mut draft);
    draft
}

#[test]
fn what_staff_send_is_checked_field_by_field() {
    assert_eq!(fields(work("", |_| {}).parse(WORKS)), [(Field::Act, What::Missing)]);
    assert_eq!(fields(work("close", |_| {}).parse(WORKS)), [(Field::Act, What::NotAChoice)]);
    assert_eq!(fields(work("note", |_| {}).parse(WORKS)), [(Field::Text, What::Missing)]);
    assert_eq!(fields(work("decline_offer", |_| {}).parse(WORKS)), [(Field::Reason, What::Missing)]);
    assert_eq!(fields(work("offer", |_| {}).parse(WORKS)), [(Field::To, What::Missing)]);
    assert_eq!(fields(work("not_so", |_| {}).parse(WORKS)), [(Field::Act, What::Missing)]);
    let not_so = work("not_so", |d| d.hint = "media=happened".to_owned());
    assert_eq!(not_so.parse(WORKS), Ok(Work::NotSo { fact: Hint::Media(Media::Happened) }));
    assert_eq!(
        fields(work("resolve", |_| {}).parse(WORKS)),
        [(Field::Finding, What::Missing), (Field::Outcome, What::Missing), (Field::Text, What::Missing),]
    );
    let resolve = work("resolve", |d| {
        d.finding = "partly".to_owned();
        d.outcome = vec!["repair".to_owned(), String::new(), "apology".to_owned()];
        d.text = "换了控制板".to_owned();
    });
    let outcomes = vec![Outcome::Repair, Outcome::Apology];
    assert_eq!(
        resolve.parse(WORKS),
        Ok(Work::Resolve { finding: Finding::Partly, outcomes, text: "换了控制板".to_owned() })
    );
}

#[test]
fn what_is_handed_over_or_asked_names_a_person_or_a_department() {
    let to = |code: &str| {
        let code = code.to_owned();
        move |d: &mut WorkDraft| (d.to, d.reason, d.text) = (code, "要换主板".to_owned(), "请看".to_owned())
    };
    let (department, somebody) = (To::Department(Department::Engineering), To::Staff(StaffId::new("0190")));
    let reason = || "要换主板".to_owned();
    let rows = [
        ("offer", "engineering", Work::Offer { to: department.clone(), reason: reason() }),
        ("offer", "0190", Work::Offer { to: somebody.clone(), reason: reason() }),
        ("rule", "engineering", Work::Rule { to: department.clone(), reason: reason() }),
        ("ask_help", "0190", Work::AskHelp { of: somebody, text: "请看".to_owned() }),
        ("opinion", "", Work::Opinion { text: "请看".to_owned() }),
        ("help", "", Work::Help { help: 0, text: "请看".to_owned() }),
    ];
    for (act, code, wanted) in rows {
        assert_eq!(work(act, to(code)).parse(WORKS), Ok(wanted), "{act} {code}");
    }
    assert_eq!(
        fields(work("rule", |_| {}).parse(WORKS)),
        [(Field::To, What::Missing), (Field::Reason, What::Missing)]
    );
    assert_eq!(
        fields(work("ask_help", |_| {}).parse(WORKS)),
        [(Field::To, What::Missing), (Field::Text, What::Missing)]
    );
    assert_eq!(work("end_help", |d| d.help = " 3 ".to_owned()).parse(WORKS), Ok(Work::EndHelp { help: 3 }));
}

#[test]
fn the_facts_form_shows_what_is_kept_and_reads_it_back() {
    let kept =
        Facts { media: Media::Happened, households: 7, integrity: true, help: true, ..Facts::default() };
    assert_eq!(FactsDraft::from(&kept).parse(), Ok(kept));
    assert_eq!(FactsDraft::from(&Facts::default()).parse(), Ok(Facts::default()));
    let wrong = FactsDraft { media: "tv".to_owned(), households: "0".to_owned(), ..FactsDraft::default() };
    assert_eq!(
        fields(wrong.parse()),
        [
            (Field::Media, What::NotAChoice),
            (Field::Households, What::OutOfRange { min: 1, max: limits::HOUSEHOLDS_MAX }),
        ]
    );
}

fn answer(solved: &str, satisfaction: &str, speed: &str) -> AnswerDraft {
    AnswerDraft {
        solved: solved.to_owned(),
        satisfaction: satisfaction.to_owned(),
        speed: speed.to_owned(),
        ..AnswerDraft::default()
    }
}

#[test]
fn a_survey_asks_whether_it_is_solved_and_how_satisfied_and_no_more_must_be_said() {
    let parsed = answer("yes", "4", "").parse().expect("enough");
    assert_eq!((parsed.solved, parsed.satisfaction, parsed.speed), (true, 4, None));
    assert_eq!(
        fields(answer("", "", "").parse()),
        [(Field::Solved, What::Missing), (Field::Satisfaction, What::Missing),]
    );
    for wrong in ["0", "6", "-1", "很好"] {
        assert_eq!(fields(answer("no", wrong, "").parse()), [(Field::Satisfaction, What::NotAChoice)]);
        assert_eq!(fields(answer("no", "1", wrong).parse()), [(Field::Speed, What::NotAChoice)]);
    }
}
