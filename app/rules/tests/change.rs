//! What each act does to a complaint: by staff, by the resident, by time.

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::change::{self, Change, Denied, State};
use rules::deadline::Clock;
use rules::follow::Follow;
use rules::grading::{Cause, Facts, Grade, Media};
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::{Moment, Zone};
use rules::notice::News;
use rules::policy::Terms;
use rules::problem::{Field, What};
use rules::resolution::{Finding, Outcome};
use rules::stage::Stage;
use rules::timeline::{Event, Person, Way, Who};
use rules::transfer::To;
use rules::work::Work;

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

fn person(name: &str) -> Person {
    Person { id: StaffId::new(name), name: name.to_owned(), department: Department::CustomerService }
}

fn lin() -> Staff {
    staff("林晓岚", Duty::Agent)
}

fn wu() -> Staff {
    staff("吴志强", Duty::Technician)
}

fn filed() -> State {
    State::filed(
        CommunityId::new("wt"),
        Arc::new(Terms::handbook(Zone::CHINA)),
        Facts::default(),
        at("11-18T14:06"),
    )
    .0
}

fn works(state: &State, who: &Staff, work: Work, now: &str) -> Change {
    try_work(state, who, work, now).expect("allowed")
}

fn try_work(state: &State, who: &Staff, work: Work, now: &str) -> Result<Change, Denied> {
    let colleagues = [person("林晓岚"), person("吴志强")];
    change::work(state, who, &colleagues, state.facts_version, work, at(now))
}

fn refused(state: &State, who: &Staff, work: Work, refusal: Refusal) {
    assert_eq!(try_work(state, who, work, "11-18T15:00"), Err(Denied::Refusal(refusal)));
}

fn reply(text: &str) -> Work {
    Work::Reply { text: text.to_owned(), asks: false }
}

fn note() -> Work {
    Work::Note { text: "门机控制板本地无货".to_owned() }
}

fn offer(to: &str) -> Work {
    Work::Offer { to: To::Staff(StaffId::new(to)), reason: "要厂家协议".to_owned() }
}

fn resolve() -> Work {
    Work::Resolve {
        finding: Finding::Upheld, outcomes: vec![Outcome::Repair], text: "换了控制板".to_owned()
    }
}

fn resolved_and_told() -> State {
    let resolved = works(&filed(), &lin(), resolve(), "11-20T10:12").state;
    told(&resolved, News::Resolved, "11-20T10:13")
}

/// As the general manager approves it, word for word, an hour later.
fn approved(state: &State, now: &str) -> Change {
    let waits = state.approval.clone().expect("it waits for a second person");
    let work = Work::Approve { submitted: waits.at, text: waits.text };
    works(state, &staff("沈国梁", Duty::GeneralManager), work, now)
}

fn told(state: &State, news: News, now: &str) -> State {
    change::told(state, state.notice(news), Way::Email, Who::Machine, at(now)).state
}

fn add(state: &State, now: &str) -> State {
    let follow = Follow::Add { text: "还没人来".to_owned(), photos: Vec::new() };
    change::follow(state, follow, at(now)).expect("open").state
}

fn establish(facts: Facts, reason: &str) -> Work {
    Work::Establish { facts, reason: reason.to_owned() }
}

#[test]
fn the_first_to_touch_is_responsible_and_looking_is_not_touching() {
    let worse = Facts { households: 12, ..Facts::default() };
    let rows = [
        (Work::Take, Stage::Accepted),
        (note(), Stage::Accepted),
        (reply("今天派人去看"), Stage::Accepted),
        (Work::Verify, Stage::Verifying),
        (establish(worse, ""), Stage::Accepted),
        (Work::Reply { text: "请问哪天在家？".to_owned(), asks: true }, Stage::WaitingForYou),
        (offer("吴志强"), Stage::Accepted),
        (resolve(), Stage::AwaitingConfirmation),
    ];
    for (work, stage) in rows {
        let after = works(&filed(), &lin(), work.clone(), "11-18T14:10").state;
        assert_eq!((after.handler, after.stage), (Some(person("林晓岚")), stage), "{work:?}");
    }
    let remark = works(&filed(), &staff("何督办", Duty::Supervisor), note(), "11-18T14:10").state;
    assert_eq!((remark.handler, remark.stage), (None, Stage::Received), "a supervisor's remark is no touch");
}

#[test]
fn responsibility_moves_only_when_the_receiver_accepts() {
    let taken = works(&filed(), &lin(), Work::Take, "11-18T14:10").state;
    let offered = works(&taken, &lin(), offer("吴志强"), "11-18T14:20").state;
    assert_eq!(offered.handler, Some(person("林晓岚")), "until then the first handler answers for it");
    refused(&offered, &lin(), Work::AcceptOffer, Refusal::NotOfferedToYou);
    refused(&offered, &lin(), offer("吴志强"), Refusal::NotNow);
    let declined =
        works(&offered, &wu(), Work::DeclineOffer { reason: "今天不在".to_owned() }, "11-18T14:30").state;
    assert_eq!((declined.handler.as_ref(), &declined.offer), (Some(&person("林晓岚")), &None));
    let accepted = works(&offered, &wu(), Work::AcceptOffer, "11-18T14:30").state;
    assert_eq!((accepted.handler, accepted.offer), (Some(person("吴志强")), None));
}

#[test]
fn an_offer_goes_to_a_colleague_and_not_to_oneself() {
    let taken = works(&filed(), &lin(), Work::Take, "11-18T14:10").state;
    for to in ["林晓岚", "不认识"] {
        let Err(Denied::Problems(problems)) = try_work(&taken, &lin(), offer(to), "11-18T14:20") else {
            panic!("{to} cannot receive it")
        };
        assert_eq!(problems.of(Field::To), Some(&What::NotAChoice));
    }
}

#[test]
fn an_offer_can_be_recalled_by_who_made_it() {
    let offered = works(&filed(), &lin(), offer("吴志强"), "11-18T14:20").state;
    assert_eq!(offered.handler, Some(person("林晓岚")), "offering is a first touch");
    refused(&offered, &staff("方敏", Duty::Agent), Work::RecallOffer, Refusal::HandlerOnly);
    assert_eq!(works(&offered, &lin(), Work::RecallOffer, "11-18T14:25").state.offer, None);
}

#[test]
fn only_the_handler_or_a_head_answers_and_resolves() {
    let taken = works(&filed(), &lin(), Work::Take, "11-18T14:10").state;
    refused(&taken, &wu(), reply("我来说"), Refusal::HandlerOnly);
    refused(&taken, &wu(), resolve(), Refusal::HandlerOnly);
    refused(&taken, &wu(), Work::Take, Refusal::NotNow);
    let head = staff("陈国栋", Duty::DepartmentHead);
    assert!(try_work(&taken, &head, reply("我来答复"), "11-18T15:00").is_ok());
    refused(&taken, &staff("何督办", Duty::Supervisor), reply("督办"), Refusal::NotYours);
    refused(&taken, &staff("小张", Duty::Administrator), reply("管理"), Refusal::NotFound);
    let elsewhere = Staff { duties: vec![(CommunityId::new("wj"), Duty::Agent)], ..lin() };
    refused(&taken, &elsewhere, note(), Refusal::NotFound);
}

#[test]
fn whoever_handles_complaints_replaces_a_link_at_any_time_and_that_is_no_touch() {
    let closed =
        change::follow(&resolved_and_told(), Follow::Accept, at("11-21T08:00")).expect("asked").state;
    for state in [filed(), works(&filed(), &lin(), Work::Take, "11-18T14:10").state, closed] {
        let change = works(&state, &wu(), Work::Relink, "11-22T08:00");
        assert_eq!((change.state, change.events, change.news), (state, vec![Event::Relinked], vec![]));
    }
    refused(&filed(), &staff("何督办", Duty::Supervisor), Work::Relink, Refusal::NotYours);
    refused(&filed(), &staff("小张", Duty::Administrator), Work::Relink, Refusal::NotFound);
}

#[test]
fn a_reply_counts_as_the_first_answer_once_it_is_told() {
    let replied = works(&filed(), &lin(), reply("今天派人去看"), "11-18T14:30");
    assert_eq!(replied.state.deadlines.first_answer.met, None);
    assert!(replied.news.contains(&News::Replied));
    let told = told(&replied.state, News::Replied, "11-18T14:31");
    assert_eq!(told.deadlines.first_answer.met, Some(at("11-18T14:31")));
}

#[test]
fn contacting_again_before_being_answered_is_counted() {
    let once = add(&filed(), "11-18T16:00");
    assert_eq!((once.contacts_again, once.unread), (1, 1));
    let replied = works(&once, &lin(), reply("马上到"), "11-18T16:10").state;
    assert_eq!(replied.unread, 1, "what is written answers nothing before it is told");
    let told = told(&replied, News::Replied, "11-18T16:11");
    assert_eq!(told.unread, 0);
    let answered = add(&told, "11-18T17:00");
    assert_eq!(answered.contacts_again, 1, "after an answer it is an addition");
    let third = add(&answered, "11-18T18:00");
    assert_eq!(third.contacts_again, 2, "on top of an unanswered one it is a second contact");
}

#[test]
fn contacting_again_before_the_reply_is_told_is_a_second_contact() {
    let once = add(&filed(), "11-18T16:00");
    let replied = works(&once, &lin(), reply("马上到"), "11-18T16:10").state;
    let notice = replied.notice(News::Replied);
    let again = add(&replied, "11-18T16:20");
    assert_eq!((again.contacts_again, again.unread), (2, 2));
    let told = change::told(&again, notice, Way::Sms, Who::Machine, at("11-18T16:30")).state;
    assert_eq!(told.unread, 1, "a reply answers what came before it was written");
}

#[test]
fn asking_the_resident_waits_for_her_and_her_answer_goes_on() {
    let ask = Work::Reply { text: "请问哪一台电梯".to_owned(), asks: true };
    let asked = works(&filed(), &lin(), ask, "11-18T14:30").state;
    assert_eq!(asked.stage, Stage::WaitingForYou);
    let follow = Follow::Add { text: "东边那台".to_owned(), photos: Vec::new() };
    assert_eq!(change::follow(&asked, follow, at("11-18T15:00")).expect("open").state.stage, Stage::Handling);
}

#[test]
fn establishing_a_fact_regrades_and_names_why() {
    let facts = Facts { households: 11, persons: 14, ..Facts::default() };
    let change = works(&filed(), &lin(), Work::Establish { facts, reason: String::new() }, "11-18T16:20");
    assert_eq!(change.state.graded.grade, Grade::One);
    assert_eq!(change.state.deadlines.resolution.due, at("11-21T16:20"));
    assert!(change.news.contains(&News::Regraded));
    assert!(matches!(change.events.last(), Some(Event::Regraded { from: Grade::Four, to: Grade::One, .. })));
}

#[test]
fn a_less_serious_grade_needs_a_reason() {
    let serious = Facts { media: Media::Possible, ..Facts::default() };
    let up =
        works(&filed(), &lin(), Work::Establish { facts: serious, reason: String::new() }, "11-18T15:00")
            .state;
    let lower = |reason: &str| Work::Establish { facts: Facts::default(), reason: reason.to_owned() };
    let Err(Denied::Problems(problems)) = try_work(&up, &lin(), lower(""), "11-18T16:00") else {
        panic!("lowering without a reason")
    };
    assert_eq!(problems.of(Field::Reason), Some(&What::LowerNeedsReason));
    let down = works(&up, &lin(), lower("记者只是路过"), "11-18T16:00").state;
    assert_eq!(down.graded.grade, Grade::Four);
    assert_eq!(down.deadlines.resolution.due, up.deadlines.resolution.due, "no deadline moves later");
}

#[test]
fn only_the_handler_or_a_head_makes_a_grade_less_serious() {
    let serious = Facts { media: Media::Possible, ..Facts::default() };
    let up = works(&filed(), &lin(), establish(serious, ""), "11-18T15:00").state;
    let lower = || establish(Facts::default(), "记者只是路过");
    refused(&up, &wu(), lower(), Refusal::LowerNotYours);
    for who in [lin(), staff("陈国栋", Duty::DepartmentHead)] {
        assert_eq!(works(&up, &who, lower(), "11-18T16:00").state.graded.grade, Grade::Four);
    }
    let help = Facts { help: true, ..up.facts.clone() };
    assert!(try_work(&up, &wu(), establish(help, ""), "11-18T16:00").is_ok(), "anyone may add a fact");
}

#[test]
fn two_people_establishing_facts_never_overwrite_each_other() {
    let seen = filed();
    let help = Facts { help: true, ..Facts::default() };
    let first =
        works(&seen, &lin(), Work::Establish { facts: help, reason: String::new() }, "11-18T15:00").state;
    let second = change::work(
        &first,
        &lin(),
        &[],
        seen.facts_version,
        Work::Establish { facts: Facts::default(), reason: "没看到".to_owned() },
        at("11-18T15:01"),
    );
    assert_eq!(second, Err(Denied::Refusal(Refusal::Changed)));
}

#[test]
fn solved_closes_and_not_solved_opens_again_with_the_same_handler() {
    let told = resolved_and_told();
    let closed = change::follow(&told, Follow::Accept, at("11-21T08:00")).expect("asked").state;
    assert_eq!((closed.stage, closed.ended), (Stage::Closed, Some(at("11-21T08:00"))));
    assert_eq!(closed.deadlines.running(), None);
    let not_solved = || Follow::NotSolved { text: "又停了".to_owned() };
    let again = change::follow(&closed, not_solved(), at("12-20T08:00")).expect("within 30 days").state;
    assert_eq!(again.stage, Stage::Reopened);
    assert_eq!(again.handler, Some(person("林晓岚")));
    assert_eq!(again.facts.returned, 1);
    assert_eq!(again.deadlines.first_answer.from, at("12-20T08:00"));
    let late = change::follow(&closed, not_solved(), at("12-21T08:01"));
    assert_eq!(late, Err(Denied::Refusal(Refusal::NotNow)));
}

#[test]
fn what_comes_back_a_third_time_is_grade_3() {
    let mut state = filed();
    for day in ["11-20", "11-22", "11-24"] {
        let resolved = works(&state, &lin(), resolve(), &format!("{day}T10:00")).state;
        let follow = Follow::NotSolved { text: String::new() };
        state = change::follow(&resolved, follow, at(&format!("{day}T18:00"))).expect("asked").state;
    }
    assert_eq!((state.graded.grade, state.facts.returned), (Grade::Three, 3));
}

#[test]
fn a_month_unresolved_is_grade_2_by_time_alone() {
    let state = filed();
    assert_eq!(change::overdue_month(&state, at("12-18T14:06")), None);
    let late = change::overdue_month(&state, at("12-18T14:07")).expect("a month and a minute").state;
    assert_eq!(late.graded.grade, Grade::Two);
    assert_eq!(change::overdue_month(&late, at("12-19T14:07")), None, "safe to run twice");
    let theirs = State { facts: Facts { cause: Cause::NotOurs, ..Facts::default() }, ..filed() };
    assert_eq!(change::overdue_month(&theirs, at("12-19T14:07")), None);
    assert_eq!(change::overdue_month(&resolved_and_told(), at("12-19T14:07")), None, "resolved in time");
}

#[test]
fn what_took_over_a_month_stays_grade_2_after_its_result() {
    let late = change::overdue_month(&filed(), at("12-18T14:07")).expect("a month and a minute").state;
    let taken = approved(&works(&late, &lin(), resolve(), "12-19T08:00").state, "12-19T09:00").state;
    let help = Facts { help: true, ..Facts::default() };
    let seen = works(&taken, &lin(), establish(help, ""), "12-20T09:00").state;
    assert_eq!(seen.graded.grade, Grade::Two);
    let theirs = Facts { cause: Cause::NotOurs, ..Facts::default() };
    let lower = works(&taken, &lin(), establish(theirs, "等业主大会表决"), "12-20T09:00").state;
    assert_eq!(lower.graded.grade, Grade::Four);
    let in_time = works(&filed(), &lin(), resolve(), "12-10T09:00").state;
    let seen = works(&in_time, &lin(), establish(Facts::default(), ""), "12-20T09:00").state;
    assert_eq!(seen.graded.grade, Grade::Four, "the month counts until the result");
}

#[test]
fn an_offer_ends_with_the_result_and_with_the_complaint_and_says_so() {
    let offered = works(&filed(), &lin(), offer("吴志强"), "11-18T14:20").state;
    let recalled = |change: Change| {
        assert_eq!(change.state.offer, None);
        assert!(change.events.contains(&Event::OfferRecalled), "{:?}", change.events);
    };
    let resolved = works(&offered, &lin(), resolve(), "11-18T15:00");
    assert!(matches!(resolved.events.last(), Some(Event::Resolved { .. })), "its words go out");
    recalled(resolved);
    let withdraw = Follow::Withdraw { text: String::new() };
    recalled(change::follow(&offered, withdraw, at("11-18T15:00")).expect("open"));
    let late = works(&resolved_and_told(), &lin(), offer("吴志强"), "11-20T11:00").state;
    recalled(change::follow(&late, Follow::Accept, at("11-20T12:00")).expect("asked"));
}

#[test]
fn what_a_grade_1_owes_in_three_days_is_its_plan() {
    let crisis = Facts { households: 11, ..Facts::default() };
    let up = works(&filed(), &lin(), establish(crisis, ""), "11-18T16:20").state;
    let owed = up.deadlines.resolution;
    assert_eq!((owed.clock, owed.due, owed.met), (Clock::Plan, at("11-21T16:20"), None));
    let plan = || Work::Plan { text: "先停用两台电梯，周五换控制板".to_owned() };
    let planned = approved(&works(&up, &lin(), plan(), "11-19T09:00").state, "11-19T10:00");
    assert_eq!((planned.news.as_slice(), planned.state.deadlines), (&[News::Planned][..], up.deadlines));
    assert!(matches!(planned.events[..], [_, Event::Replied { plan: true, asks: false, .. }]));
    let told = told(&planned.state, News::Planned, "11-19T10:01");
    assert_eq!(told.deadlines.resolution.met, Some(at("11-19T10:01")));
    assert_eq!(told.deadlines.first_answer.met, Some(at("11-19T10:01")), "a plan is an answer too");
    refused(&told, &lin(), plan(), Refusal::NotNow);
    refused(&filed(), &lin(), plan(), Refusal::NotNow);
    let lower = works(&told, &lin(), establish(Facts::default(), "只有一户"), "11-20T10:00").state;
    let owed = lower.deadlines.resolution;
    assert_eq!((owed.clock, owed.due, owed.met), (Clock::Resolution, at("12-05T10:00"), None));
}

#[test]
fn a_grade_1_whose_plan_was_told_still_begins_her_week_with_the_result() {
    let crisis = Facts { households: 11, ..Facts::default() };
    let up = works(&filed(), &lin(), establish(crisis, ""), "11-18T16:20").state;
    let plan = Work::Plan { text: "周五换控制板".to_owned() };
    let planned = approved(&works(&up, &lin(), plan, "11-19T09:00").state, "11-19T10:00").state;
    let planned = told(&planned, News::Planned, "11-19T10:01");
    let resolved = approved(&works(&planned, &lin(), resolve(), "11-25T09:00").state, "11-25T10:00").state;
    let resolved = told(&resolved, News::Resolved, "11-25T10:01");
    assert_eq!(resolved.deadlines.resolution.met, Some(at("11-19T10:01")), "the plan was in time");
    assert_eq!(resolved.deadlines.confirmation.map(|word| word.from), Some(at("11-25T10:01")));
}

#[test]
fn withdrawn_is_over() {
    let follow = Follow::Withdraw { text: "邻居道歉了".to_owned() };
    let withdrawn = change::follow(&filed(), follow, at("11-19T09:00")).expect("open").state;
    assert_eq!((withdrawn.stage, withdrawn.ended), (Stage::Withdrawn, Some(at("11-19T09:00"))));
    refused(&withdrawn, &lin(), reply("收到"), Refusal::NotNow);
    refused(&withdrawn, &lin(), resolve(), Refusal::NotNow);
    let more = Follow::Add { text: "还有".to_owned(), photos: Vec::new() };
    assert_eq!(change::follow(&withdrawn, more, at("11-19T10:00")), Err(Denied::Refusal(Refusal::NotNow)));
}

#[test]
fn a_note_on_what_has_ended_is_kept_and_moves_nothing() {
    let closed =
        change::follow(&resolved_and_told(), Follow::Accept, at("11-21T08:00")).expect("asked").state;
    let noted = works(&closed, &wu(), note(), "11-22T08:00");
    assert_eq!(noted.state, closed);
    assert!(matches!(noted.events[..], [Event::Noted { .. }]));
}
