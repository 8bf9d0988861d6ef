//! The result's clock: pauses with a reason, a new time told before the old one, and a person's second
//! look at the grade (handbook §2).

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::calendar::PauseReason;
use rules::change::{self, Change, Denied, State};
use rules::deadline::Standing;
use rules::follow::Follow;
use rules::grading::Facts;
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::{Moment, Zone, date_and_time};
use rules::notice::News;
use rules::policy::Terms;
use rules::problem::{Field, Problems, What};
use rules::timeline::{Event, Way, Who};
use rules::work::Work;

/// November 2026: the 18th is a Wednesday.
fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

fn staff(name: &str, duty: Duty) -> Staff {
    Staff {
        id: StaffId::new(name),
        name: name.to_owned(),
        department: Department::CustomerService,
        duties: vec![(CommunityId::new("wt"), duty)],
    }
}

fn lin() -> Staff {
    staff("林晓岚", Duty::Agent)
}

fn head() -> Staff {
    staff("何敏", Duty::DepartmentHead)
}

/// Received on the 18th at 14:06, grade 4: the result is due on 3 December at 14:06.
fn taken() -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let filed = State::filed(CommunityId::new("wt"), terms, Facts::default(), at("11-18T14:06")).0;
    works(&filed, &lin(), Work::Take, "11-18T15:00")
}

fn try_work(state: &State, who: &Staff, work: Work, now: &str) -> Result<Change, Denied> {
    change::work(state, who, &[], state.facts_version, work, at(now))
}

fn works(state: &State, who: &Staff, work: Work, now: &str) -> State {
    try_work(state, who, work, now).expect("allowed").state
}

fn told(state: &State, news: News, now: &str) -> State {
    change::told(state, state.notice(news), Way::Email, Who::Machine, at(now)).state
}

fn pause(reason: PauseReason) -> Work {
    Work::Pause { reason, text: String::new() }
}

fn extend(due: &str) -> Work {
    let due = date_and_time(&format!("2026-{due}")).expect("a time");
    Work::Extend { due, reason: "配件要等厂家".to_owned() }
}

fn due(state: &State) -> Moment {
    state.deadlines.resolution.due
}

fn refused(state: &State, who: &Staff, work: Work, now: &str, refusal: Refusal) {
    assert_eq!(try_work(state, who, work, now), Err(Denied::Refusal(refusal)));
}

#[test]
fn a_pause_moves_the_result_by_the_time_it_takes_and_nothing_else() {
    let paused = works(&taken(), &lin(), pause(PauseReason::Authority), "11-20T09:00");
    assert_eq!(due(&paused), at("12-03T14:06"));
    let left = Standing::Paused { left: at("12-03T14:06").minutes_since(at("11-20T09:00")) };
    assert_eq!(paused.deadlines.resolution.standing(at("11-25T09:00")), left);
    assert_eq!(paused.deadlines.first_answer.paused, None, "the first answer waits for nobody");
    let resumed = works(&paused, &lin(), Work::Resume, "11-22T10:30");
    assert_eq!(due(&resumed), at("12-05T15:36"));
    assert_eq!(resumed.deadlines.resolution.paused, None);
    refused(&resumed, &lin(), Work::Resume, "11-22T10:31", Refusal::NotNow);
    let twice = works(&resumed, &lin(), pause(PauseReason::Utility), "11-23T10:00");
    refused(&twice, &lin(), pause(PauseReason::Utility), "11-23T11:00", Refusal::NotNow);
    assert_eq!(due(&works(&twice, &lin(), Work::Resume, "11-23T12:00")), at("12-05T17:36"));
}

#[test]
fn what_is_late_already_cannot_be_paused_or_extended() {
    refused(&taken(), &lin(), pause(PauseReason::Access), "12-03T14:07", Refusal::NotNow);
    refused(&taken(), &lin(), extend("12-10T18:00"), "12-03T14:07", Refusal::NotNow);
}

#[test]
fn her_word_ends_a_pause_that_waits_for_her() {
    for (reason, goes_on) in [
        (PauseReason::Decision, true),
        (PauseReason::Access, true),
        (PauseReason::OwnersVote, false),
        (PauseReason::Utility, false),
        (PauseReason::Authority, false),
    ] {
        let paused = works(&taken(), &lin(), pause(reason), "11-20T09:00");
        let add = Follow::Add { text: "周六上午在家".to_owned(), photos: Vec::new() };
        let heard = change::follow(&paused, add, at("11-20T11:00")).expect("allowed");
        let resumed = heard.events.iter().any(|event| matches!(event, Event::Resumed { .. }));
        assert_eq!(
            (resumed, heard.state.deadlines.resolution.paused.is_none()),
            (goes_on, goes_on),
            "{reason:?}"
        );
    }
}

#[test]
fn a_resolution_ends_the_pause() {
    let paused = works(&taken(), &lin(), pause(PauseReason::Utility), "11-20T09:00");
    let work = Work::Resolve {
        finding: rules::resolution::Finding::Upheld,
        outcomes: vec![rules::resolution::Outcome::Repair],
        text: "供电公司已修好".to_owned(),
    };
    let resolved = works(&paused, &lin(), work, "11-21T09:00");
    assert_eq!(resolved.deadlines.resolution.paused, None);
    assert_eq!(due(&resolved), at("12-04T14:06"));
}

#[test]
fn a_new_time_holds_once_it_is_told_before_the_old_one() {
    let promised = works(&taken(), &lin(), extend("12-10T18:00"), "12-01T10:00");
    assert_eq!(due(&promised), at("12-03T14:06"), "not told yet");
    assert_eq!(due(&told(&promised, News::Extended, "12-03T14:06")), at("12-10T18:00"));
    let late = told(&promised, News::Extended, "12-03T14:07");
    assert_eq!(due(&late), at("12-03T14:06"), "told too late, it does not hold");
    assert!(late.course.promised.is_none() && late.course.extensions.is_empty());
}

#[test]
fn a_second_new_time_needs_the_head() {
    let once =
        told(&works(&taken(), &lin(), extend("12-10T18:00"), "12-01T10:00"), News::Extended, "12-01T10:01");
    refused(&once, &lin(), extend("12-20T18:00"), "12-09T10:00", Refusal::HeadOnly);
    let twice = works(&once, &head(), extend("12-20T18:00"), "12-09T10:00");
    assert_eq!(due(&told(&twice, News::Extended, "12-09T10:01")), at("12-20T18:00"));
}

#[test]
fn a_new_time_is_later_than_what_is_due_and_not_out_of_sight() {
    let wrong = |when: &str| try_work(&taken(), &lin(), extend(when), "12-01T10:00");
    let not_later = Err(Denied::Problems(Problems::one(Field::Due, What::NotLater)));
    assert_eq!(wrong("12-03T14:06"), not_later);
    assert_eq!(wrong("11-30T14:06"), not_later);
    let far =
        Work::Extend { due: date_and_time("2027-04-01T09:00").expect("a time"), reason: "等".to_owned() };
    let too_far = Problems::one(Field::Due, What::TooFarAhead { days: 120 });
    assert_eq!(try_work(&taken(), &lin(), far, "12-01T10:00"), Err(Denied::Problems(too_far)));
}

#[test]
fn no_deadline_moves_later_by_a_regrade_whatever_was_promised() {
    let promised =
        told(&works(&taken(), &lin(), extend("12-10T18:00"), "12-01T10:00"), News::Extended, "12-01T10:01");
    let worse = Work::Establish { facts: Facts { help: true, ..Facts::default() }, reason: String::new() };
    assert_eq!(
        due(&works(&promised, &lin(), worse, "12-02T10:00")),
        at("12-10T18:00"),
        "ten days would be later"
    );
    let serious = Work::Establish { facts: Facts { persons: 3, ..Facts::default() }, reason: String::new() };
    assert_eq!(due(&works(&promised, &lin(), serious, "12-02T10:00")), at("12-09T10:00"));
}

#[test]
fn a_deadline_explains_itself_with_its_pauses_and_promises() {
    use rules::calendar::Step;
    let paused = works(&taken(), &lin(), pause(PauseReason::Authority), "11-20T09:00");
    let resumed = works(&paused, &lin(), Work::Resume, "11-22T10:30");
    let explain = |state: &State, now: &str| {
        let reached = state.course.explain(&state.deadlines.resolution, &state.terms, at(now));
        assert_eq!(reached.due, due(state), "the steps lead to what is shown");
        reached.steps
    };
    let steps = explain(&resumed, "11-23T09:00");
    assert!(matches!(
        &steps[..],
        [Step::Ran { .. }, Step::Paused { reason: PauseReason::Authority, .. }, Step::Ran { .. }]
    ));
    let promised =
        told(&works(&resumed, &lin(), extend("12-10T18:00"), "12-01T10:00"), News::Extended, "12-01T10:01");
    assert!(matches!(explain(&promised, "12-02T09:00")[0], Step::Extended { .. }));
}

#[test]
fn somebody_else_reviews_the_grade_and_she_is_told() {
    let review = || Work::Review { text: "重新核对过，维持四级".to_owned() };
    refused(&taken(), &head(), review(), "11-19T09:00", Refusal::NotNow);
    let ask = Follow::Review { text: "我觉得不止四级".to_owned() };
    let asked = change::follow(&taken(), ask, at("11-19T10:00")).expect("allowed").state;
    assert_eq!(asked.review, Some(at("11-19T10:00")));
    refused(&asked, &lin(), review(), "11-19T11:00", Refusal::ReviewNotYours);
    let change = try_work(&asked, &head(), review(), "11-19T11:00").expect("allowed");
    assert_eq!((change.state.review, &change.news[..]), (None, &[News::Reviewed][..]));
    let answered = told(&change.state, News::Reviewed, "11-19T11:01");
    assert_eq!(answered.unread, 0, "her request is answered");
}
