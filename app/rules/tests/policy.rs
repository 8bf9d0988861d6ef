//! What a company decides for itself: what may be written, who may decide it, what is in force (R7).

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff, Want};
use rules::calendar::import::ImportProblem;
use rules::calendar::{CalendarProblem, Limit};
use rules::grading::Grade;
use rules::id::{CommunityId, StaffId};
use rules::kind::{Department, Kind};
use rules::language::Language;
use rules::moment::{Moment, Zone};
use rules::policy::draft::PolicyDraft;
use rules::policy::edition::{Edition, Life, Signed, Step, holds};
use rules::policy::{
    Deed, Difference, Doubt, Item, Policy, READY_CHARS_MAX, READY_MAX, Seat, Setting, Version, Wrong,
    in_force,
};
use rules::question::Question;

fn written(change: impl FnOnce(&mut PolicyDraft)) -> Result<Policy, Vec<Doubt>> {
    let mut draft = PolicyDraft::of(&Policy::default(), "年度修订", Language::ZhHans);
    change(&mut draft);
    draft.parse().map(|(policy, _)| policy)
}

fn check(change: impl FnOnce(&mut PolicyDraft), doubts: &[(Item, usize, Wrong)]) {
    let found = written(change).err().unwrap_or_default();
    let expected: Vec<_> =
        doubts.iter().map(|(item, row, wrong)| Doubt::at(*item, *row, wrong.clone())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_handbook_is_without_doubt_and_its_form_reads_back_in_every_language() {
    assert_eq!(Policy::default().doubts(), []);
    for language in [Language::ZhHans, Language::ZhHant, Language::En] {
        let draft = PolicyDraft::of(&Policy::default(), " 年度修订 ", language);
        assert_eq!(draft.parse(), Ok((Policy::default(), "年度修订".to_owned())), "{language:?}");
    }
}

#[test]
fn figures_have_their_bounds() {
    let within = |min, max| Wrong::OutOfRange { min, max };
    check(|draft| draft.collective_persons = "2".into(), &[]);
    check(|draft| draft.collective_persons = "1".into(), &[(Item::CollectivePersons, 0, within(2, 1000))]);
    check(|draft| draft.collective_persons = "９".into(), &[]);
    check(
        |draft| draft.collective_persons = "10".into(),
        &[(Item::CollectivePersons, 0, Wrong::NoRoomFor2c)],
    );
    check(|draft| draft.group_households = "1000".into(), &[]);
    check(|draft| draft.group_households = "1001".into(), &[(Item::GroupHouseholds, 0, within(2, 1000))]);
    check(|draft| draft.same_complainants = "1".into(), &[(Item::SameComplainants, 0, within(2, 1000))]);
    check(|draft| draft.returned_times = "0".into(), &[(Item::ReturnedTimes, 0, within(1, 100))]);
    check(|draft| draft.cause_by_day = "28".into(), &[]);
    check(|draft| draft.cause_by_day = "29".into(), &[(Item::CauseByDay, 0, within(1, 28))]);
    check(|draft| draft.word_days = "1".into(), &[(Item::WordDays, 0, within(2, 60))]);
    check(|draft| draft.word_days = "七".into(), &[(Item::WordDays, 0, Wrong::NotANumber)]);
    check(|draft| draft.reason = " ".into(), &[(Item::Reason, 0, Wrong::Missing)]);
    check(|draft| draft.reason = "因".repeat(501), &[(Item::Reason, 0, Wrong::TooLong { max: 500 })]);
}

#[test]
fn a_missing_reason_hides_no_doubt() {
    check(
        |draft| {
            draft.reason = String::new();
            draft.collective_persons = "10".into();
        },
        &[(Item::Reason, 0, Wrong::Missing), (Item::CollectivePersons, 0, Wrong::NoRoomFor2c)],
    );
}

#[test]
fn what_cannot_be_read_is_named_all_at_once() {
    check(
        |draft| {
            draft.group_households = String::new();
            draft.result[1] = "soon".into();
            draft.result_unit[3] = "moons".into();
            draft.quiet_from = "25:00".into();
        },
        &[
            (Item::GroupHouseholds, 0, Wrong::Missing),
            (Item::Result, 1, Wrong::NotANumber),
            (Item::Result, 3, Wrong::NotAChoice),
            (Item::Quiet, 0, Wrong::NotATime),
        ],
    );
}

#[test]
fn a_clock_runs_within_its_bounds_and_no_longer_than_that_of_a_less_serious_grade() {
    let clock = |row: usize, many: &str, unit: &str, doubts: &[(Item, usize, Wrong)]| {
        check(
            |draft| {
                draft.result[row] = many.into();
                draft.result_unit[row] = unit.into();
            },
            doubts,
        );
    };
    clock(3, "120", "days", &[]);
    clock(3, "121", "days", &[(Item::Result, 3, Wrong::OutOfRange { min: 1, max: 120 })]);
    clock(0, "7", "days", &[]);
    clock(0, "8", "days", &[(Item::Result, 0, Wrong::LaterThanLessSerious)]);
    clock(0, "15", "minutes", &[]);
    clock(0, "14", "minutes", &[(Item::FirstAnswer, 0, Wrong::AnswerAfterResult)]);
    clock(
        2,
        "4294967295",
        "working_hours",
        &[
            (Item::Result, 2, Wrong::OutOfRange { min: 1, max: 86_400 }),
            (Item::Result, 2, Wrong::LaterThanLessSerious),
        ],
    );
    let policy = written(|draft| {
        draft.first_answer[2] = "90".into();
        draft.first_answer_unit[2] = "working_minutes".into();
    });
    assert_eq!(policy.map(|policy| policy.clocks.first_answer[2]), Ok(Limit::Working(90)));
}

#[test]
fn a_calendar_is_read_as_it_is_typed() {
    let policy = written(|draft| {
        draft.week[5] = "9:00-12:00".into();
        draft.days =
            "2026-02-14 班 春节\n2026-02-15..2026-02-17 休 春节\n2026-12-31 8:30-12:00 元旦前".into();
    });
    let Ok(policy) = policy else { panic!("{policy:?}") };
    assert_eq!(policy.calendar.week()[5].minutes(), 180);
    assert_eq!(policy.calendar.days().len(), 5);
    check(|draft| draft.days = String::new(), &[]);
    check(
        |draft| draft.days = "2026-02-14 班 春节\n2026-02-30 休 春节".into(),
        &[(Item::Days, 0, Wrong::Days(ImportProblem::Line { line: 2 }))],
    );
    check(
        |draft| draft.week[2] = "8:30-12:00 early".into(),
        &[(Item::Week, 2, Wrong::Hours(CalendarProblem::Unreadable { nth: 2 }))],
    );
    check(|draft| draft.week = vec![String::new(); 7], &[(Item::Week, 0, Wrong::NoWorkingTime)]);
}

#[test]
fn days_are_imported_from_each_kind_of_file() {
    let count = |import: &str| {
        let draft = PolicyDraft { import: import.into(), ..PolicyDraft::default() };
        draft.imported(&Zone::CHINA).map(|days| days.len())
    };
    let json = r#"{"year":2027,"papers":[],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#;
    assert_eq!(count(json), Ok(1));
    assert_eq!(count("2027-01-01..2027-01-03 休 元旦"), Ok(3));
    let ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:元旦（休）\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(count(ics), Ok(1));
    assert_eq!(count("{\"year\":"), Err(ImportProblem::NotACalendar));
    assert_eq!(count(""), Err(ImportProblem::Empty));
}

#[test]
fn questions_have_their_words_in_three_languages() {
    let policy = written(|draft| draft.questions[0] = "哪一部？| 哪一部？ |Which lift?\n\n".into());
    let asked = Question {
        hans: "哪一部？".into(),
        hant: "哪一部？".into(),
        en: "Which lift?".into(),
        needed: false,
    };
    assert_eq!(policy.map(|policy| policy.kinds.questions(Kind::Works).to_vec()), Ok(vec![asked]));
    check(
        |draft| draft.questions[1] = "a|b|c\n几点？|幾點？".into(),
        &[(Item::Questions, 1, Wrong::QuestionWords { line: 2 })],
    );
    check(
        |draft| draft.questions[2] = "a|b|c\n".repeat(9),
        &[(Item::Questions, 2, Wrong::TooMany { max: 8 })],
    );
    check(|draft| draft.department[4] = "sales".into(), &[(Item::Kinds, 4, Wrong::NotAChoice)]);
}

#[test]
fn ready_phrases_have_their_words_in_three_languages() {
    let ready = |text: &str| {
        let text = text.to_owned();
        move |draft: &mut PolicyDraft| draft.ready = text
    };
    let long = "长".repeat(READY_CHARS_MAX + 1);
    let many = "好 | 好 | good\n".repeat(READY_MAX + 1);
    check(ready("您好 | 您好 | Hello\n\n谢谢｜謝謝｜Thank you"), &[]);
    check(ready("您好 | 您好"), &[(Item::Ready, 0, Wrong::PhraseWords { line: 1 })]);
    let too_long = format!("好 | 好 | good\n{long} | 好 | good");
    check(ready(&too_long), &[(Item::Ready, 0, Wrong::PhraseWords { line: 2 })]);
    check(ready(&many), &[(Item::Ready, 0, Wrong::TooMany { max: READY_MAX })]);
    let of_kind = |draft: &mut PolicyDraft| draft.kind_ready[1] = "您好".into();
    check(of_kind, &[(Item::Ready, 2, Wrong::PhraseWords { line: 1 })]);
}

#[test]
fn every_kind_has_phrases_at_hand_from_the_start() {
    let policy = Policy::default();
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Other) {
        assert!(!policy.kinds.ready(*kind).is_empty(), "{kind:?}");
    }
    assert!(policy.phrases.ready.len() > 3);
}

#[test]
fn a_step_without_a_person_is_taken_away_and_none_stands_twice() {
    let all = Policy::default().ladder.steps.len();
    let policy = written(|draft| draft.step_whom[1] = String::new());
    assert_eq!(policy.map(|policy| policy.ladder.steps.len()), Ok(all - 1));
    check(|draft| draft.step_whom[1] = "general_manager".into(), &[(Item::Ladder, 1, Wrong::SameStepTwice)]);
    check(
        |draft| draft.step_again[0] = "4".into(),
        &[(Item::Ladder, 0, Wrong::OutOfRange { min: 5, max: 10_080 })],
    );
    check(|draft| draft.step_again[0] = "5".into(), &[]);
    // Before the result of grade 1 is before its plan.
    check(
        |draft| {
            draft.step_when[0] = "before_result".into();
            draft.step_minutes[0] = "60".into();
        },
        &[],
    );
}

#[test]
fn what_a_version_changes_is_listed_in_the_order_of_the_page() {
    let base = Policy::default();
    assert_eq!(base.differences(&base), []);
    let policy = written(|draft| {
        draft.collective_persons = "2".into();
        draft.one_per_home = String::new();
        draft.result[3] = "12".into();
        draft.week[5] = "9:00-12:00".into();
        draft.department[6] = "supervision".into();
        draft.kind_ready[6] = String::new();
        draft.ready += "\n好 | 好 | good";
        draft.step_whom[0] = String::new();
    });
    let Ok(policy) = policy else { panic!("{policy:?}") };
    let found = policy.differences(&base);
    let [
        Difference::Figure { item: Item::CollectivePersons, from: 3, to: 2 },
        Difference::Setting { of: Setting::OnePerHome, to: false },
        Difference::Clock {
            item: Item::Result,
            grade: Grade::Four,
            from: Limit::Days(15),
            to: Limit::Days(12),
        },
        Difference::Hours { weekday: 5, .. },
        Difference::Department { kind: Kind::Attitude, to: Department::Supervision, .. },
        Difference::Ready { kind: Some(Kind::Attitude), from: 1, to: 0 },
        Difference::Ready { kind: None, from: 6, to: 7 },
        Difference::StepGone(_),
    ] = found.as_slice()
    else {
        panic!("{found:?}")
    };
    let without = Policy {
        calendar: base.calendar.clone().without("2026-02-17".parse().expect("a date")),
        ..base.clone()
    };
    assert!(matches!(
        without.differences(&base).as_slice(),
        [Difference::Day { from: Some(_), to: None, .. }]
    ));
}

fn staff(id: &str, duty: Duty, communities: &[&str]) -> Staff {
    Staff {
        id: StaffId::new(id),
        name: id.to_owned(),
        department: Department::Engineering,
        duties: communities.iter().map(|of| (CommunityId::new(*of), duty)).collect(),
    }
}

fn edition(life: Life, community: Option<&str>) -> Edition {
    let signed = |by: &str| Signed { by: StaffId::new(by), name: by.to_owned(), at: Moment::default() };
    Edition {
        version: Version(1),
        community: community.map(CommunityId::new),
        based_on: Version::HANDBOOK,
        reason: "年度修订".into(),
        revision: 1,
        author: signed("head"),
        reviewer: matches!(life, Life::Reviewed | Life::Approved).then(|| signed("reviewer")),
        approver: (life == Life::Approved).then(|| signed("general")),
        dropped: (life == Life::Dropped).then(Moment::default),
    }
}

#[test]
fn nobody_decides_alone_and_nothing_reviewed_is_edited() {
    use Refusal::{AuthorMayNot, NotNow, NotYours, ReviewerMayNot};
    let house = [CommunityId::new("wt"), CommunityId::new("wj")];
    let both = ["wt", "wj"];
    let head = staff("head", Duty::DepartmentHead, &both);
    let reviewer = staff("reviewer", Duty::Supervisor, &both);
    let general = staff("general", Duty::GeneralManager, &both);
    let agent = staff("agent", Duty::Agent, &both);
    // The general manager of this row wrote it, or reviewed it.
    let general_wrote = staff("head", Duty::GeneralManager, &both);
    let general_reviewed = staff("reviewer", Duty::GeneralManager, &both);
    let rows = [
        (Life::Draft, Step::Edit, &head, Ok(())),
        (Life::Draft, Step::Edit, &reviewer, Err(NotYours)),
        (Life::Reviewed, Step::Edit, &head, Err(NotNow)),
        (Life::Draft, Step::Review, &reviewer, Ok(())),
        (Life::Draft, Step::Review, &general, Ok(())),
        (Life::Draft, Step::Review, &head, Err(AuthorMayNot)),
        (Life::Draft, Step::Review, &agent, Err(NotYours)),
        (Life::Reviewed, Step::Review, &general, Err(NotNow)),
        (Life::Draft, Step::Approve, &general, Err(NotNow)),
        (Life::Reviewed, Step::Approve, &general, Ok(())),
        (Life::Reviewed, Step::Approve, &reviewer, Err(NotYours)),
        (Life::Reviewed, Step::Approve, &general_wrote, Err(AuthorMayNot)),
        (Life::Reviewed, Step::Approve, &general_reviewed, Err(ReviewerMayNot)),
        (Life::Reviewed, Step::Enact, &general, Err(NotNow)),
        (Life::Approved, Step::Enact, &general, Ok(())),
        (Life::Approved, Step::Enact, &head, Err(NotYours)),
        (Life::Approved, Step::Enact, &general_wrote, Err(AuthorMayNot)),
        (Life::Draft, Step::Drop, &head, Ok(())),
        (Life::Reviewed, Step::Drop, &general, Ok(())),
        (Life::Draft, Step::Drop, &reviewer, Err(NotYours)),
        (Life::Approved, Step::Drop, &head, Err(NotNow)),
        (Life::Dropped, Step::Review, &reviewer, Err(NotNow)),
    ];
    for (life, step, who, expected) in rows {
        assert_eq!(edition(life, None).may(step, who, &house), expected, "{life:?} {step:?} {}", who.name);
        assert_eq!(edition(life, None).life(), life);
    }
}

#[test]
fn a_draft_that_was_never_saved_is_not_reviewed() {
    let unsaved = Edition { reason: String::new(), ..edition(Life::Draft, None) };
    let reviewer = staff("reviewer", Duty::Supervisor, &["wt"]);
    assert_eq!(unsaved.may(Step::Review, &reviewer, &[]), Err(Refusal::NotNow));
}

#[test]
fn what_holds_for_the_whole_company_takes_the_general_manager_of_every_community() {
    let house = [CommunityId::new("wt"), CommunityId::new("wj")];
    let of_one = staff("general", Duty::GeneralManager, &["wt"]);
    let approve = |community| edition(Life::Reviewed, community).may(Step::Approve, &of_one, &house);
    assert_eq!(approve(None), Err(Refusal::NotYours));
    assert_eq!(approve(Some("wt")), Ok(()));
    assert_eq!(approve(Some("wj")), Err(Refusal::NotYours));
    let head = staff("head", Duty::DepartmentHead, &["wt"]);
    assert!(holds(&head, Want::WritePolicy, None, &house));
    assert!(!holds(&head, Want::WritePolicy, Some(&house[1]), &house));
    assert!(!holds(&of_one, Want::EnactPolicy, None, &[]));
}

#[test]
fn rolling_back_brings_back_what_held_before_step_by_step() {
    use Deed::{Enact, GiveUp, RollBack};
    type Row<'a> = (&'a [(Deed, i64)], Option<i64>, Option<Option<i64>>);
    let rows: [Row; 8] = [
        (&[], None, None),
        (&[(Enact, 1)], Some(1), Some(None)),
        (&[(Enact, 1), (Enact, 2)], Some(2), Some(Some(1))),
        (&[(Enact, 1), (Enact, 2), (RollBack, 2)], Some(1), Some(None)),
        (&[(Enact, 1), (Enact, 2), (RollBack, 2), (RollBack, 1)], None, None),
        (&[(Enact, 1), (RollBack, 1), (Enact, 1)], Some(1), Some(None)),
        (&[(Enact, 3), (GiveUp, 3)], None, Some(Some(3))),
        (&[(Enact, 3), (GiveUp, 3), (RollBack, 0)], Some(3), Some(None)),
    ];
    for (deeds, holds, before) in rows {
        let seat = Seat::after(deeds.iter().map(|(deed, version)| (*deed, Version(*version))));
        assert_eq!(seat.holds(), holds.map(Version), "{deeds:?}");
        assert_eq!(seat.before(), before.map(|version| version.map(Version)), "{deeds:?}");
    }
    let mut seat = Seat::default();
    assert_eq!((seat.roll_back(), seat.give_up()), (Err(Refusal::NotNow), Err(Refusal::NotNow)));
    assert_eq!((seat.enact(Version(1)), seat.enact(Version(1))), (Ok(()), Err(Refusal::NotNow)));
}

#[test]
fn a_communitys_own_version_stands_before_the_companys() {
    let seat = |version: Option<i64>| Seat::after(version.map(|version| (Deed::Enact, Version(version))));
    let rows = [(None, None, 0), (None, Some(1), 1), (Some(2), Some(1), 2), (Some(2), None, 2)];
    for (own, company, holds) in rows {
        assert_eq!(in_force(&seat(own), &seat(company)), Version(holds));
    }
}
