//! A second person approves what the resident of a grade 1 or 2 complaint is told: who that is, what
//! each side can do, and what happens when the grade changes meanwhile.

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::alert::{self, About, Colleague, Shift};
use rules::approval::Approval;
use rules::change::{self, Change, Denied, State};
use rules::follow::Follow;
use rules::grading::{Facts, Grade, Media};
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::{Moment, Zone};
use rules::notice::{News, Notice};
use rules::policy::{Ladder, Terms, Whom};
use rules::resolution::{Finding, Outcome};
use rules::stage::Stage;
use rules::timeline::{Event, Person, Who};
use rules::work::Work;

fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

fn staff(name: &str, duty: Duty) -> Staff {
    let duties = vec![(CommunityId::new("wt"), duty)];
    Staff { id: StaffId::new(name), name: name.to_owned(), department: Department::Engineering, duties }
}

fn person(of: &Staff) -> Person {
    Person { id: of.id.clone(), name: of.name.clone(), department: of.department }
}

fn lin() -> Staff {
    staff("林晓岚", Duty::Agent)
}

fn chen() -> Staff {
    staff("陈国栋", Duty::DepartmentHead)
}

fn shen() -> Staff {
    staff("沈国梁", Duty::GeneralManager)
}

fn lawyer() -> Staff {
    staff("顾律", Duty::Legal)
}

fn wu() -> Staff {
    staff("吴志强", Duty::Technician)
}

/// Facts that make a complaint of this grade.
fn facts(grade: Grade) -> Facts {
    match grade {
        Grade::One => Facts { households: 12, ..Facts::default() },
        Grade::Two => Facts { media: Media::Possible, ..Facts::default() },
        Grade::Three => Facts { help: true, ..Facts::default() },
        Grade::Four => Facts::default(),
    }
}

/// A complaint of this grade, taken by 林晓岚.
fn taken(grade: Grade) -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let state = State::filed(CommunityId::new("wt"), terms, facts(grade), at("11-18T09:00")).0;
    assert_eq!(state.graded.grade, grade);
    works(&state, &lin(), Work::Take, "11-18T09:02").state
}

fn works(state: &State, who: &Staff, work: Work, now: &str) -> Change {
    try_work(state, who, work, now).expect("allowed")
}

fn try_work(state: &State, who: &Staff, work: Work, now: &str) -> Result<Change, Denied> {
    change::work(&held(state), who, &[], state.facts_version, work, at(now))
}

/// With who holds what waits, as the store would find them.
fn held(state: &State) -> State {
    let everybody = [lin(), chen(), shen(), lawyer(), wu()];
    let team: Vec<Colleague> = everybody.iter().map(colleague).collect();
    let approval = state.approval.clone().map(|waiting| {
        let grade = state.graded.grade;
        let ids = alert::approvers(grade, &waiting.by.id, Department::Engineering, &team, &[]).ids;
        let holders = everybody.iter().filter(|one| ids.contains(&one.id)).map(person).collect();
        Approval { holders, ..waiting }
    });
    State { approval, ..state.clone() }
}

fn colleague(of: &Staff) -> Colleague {
    Colleague { id: of.id.clone(), department: of.department, duties: vec![of.duties[0].1] }
}

fn reply() -> Work {
    Work::Reply { text: "今天派人来看".to_owned(), asks: false }
}

fn resolve() -> Work {
    let outcomes = vec![Outcome::Repair];
    Work::Resolve { finding: Finding::Upheld, outcomes, text: "换了控制板".to_owned() }
}

fn plan() -> Work {
    Work::Plan { text: "三天内换电梯主板".to_owned() }
}

fn submitted(state: &State) -> Moment {
    state.approval.as_ref().expect("something waits").at
}

fn approve(state: &State, text: &str) -> Work {
    Work::Approve { submitted: submitted(state), text: text.to_owned() }
}

fn send_back(state: &State) -> Work {
    Work::Return { submitted: submitted(state), reason: "别写哪一天".to_owned() }
}

fn regraded(state: &State, grade: Grade) -> State {
    let work = Work::Establish { facts: facts(grade), reason: "核实过了".to_owned() };
    works(state, &lin(), work, "11-18T10:30").state
}

fn refused(state: &State, who: &Staff, work: Work, refusal: Refusal) {
    assert_eq!(
        try_work(state, who, work, "11-18T11:00").err(),
        Some(Denied::Refusal(refusal)),
        "{}",
        who.name
    );
}

#[test]
fn on_grades_1_and_2_what_is_said_is_submitted_and_not_sent() {
    let together = || Work::ReplyAll { text: "今天派人来看".to_owned() };
    let ask = || Work::Reply { text: "请问哪天在家".to_owned(), asks: true };
    let rows = [
        (Grade::One, reply(), true),
        (Grade::One, plan(), true),
        (Grade::One, resolve(), true),
        (Grade::Two, reply(), true),
        (Grade::Two, ask(), true),
        (Grade::Two, together(), true),
        (Grade::Two, resolve(), true),
        (Grade::Three, reply(), false),
        (Grade::Three, resolve(), false),
        (Grade::Four, ask(), false),
        (Grade::Four, together(), false),
    ];
    for (grade, work, waits) in rows {
        let before = taken(grade);
        let change = works(&before, &lin(), work.clone(), "11-18T10:20");
        assert_eq!(change.state.approval.is_some(), waits, "{grade:?} {work:?}");
        assert_eq!(change.news.is_empty(), waits, "nothing is told before it is approved: {work:?}");
        if waits {
            assert_eq!(change.state.stage, before.stage, "nothing moves before it is approved: {work:?}");
            assert_eq!(change.state.deadlines, before.deadlines, "and the clock runs: {work:?}");
            assert!(change.resolution.is_none(), "{work:?}");
        }
    }
}

#[test]
fn submitting_is_a_first_touch_like_any_other() {
    let filed = State { handler: None, stage: Stage::Received, ..taken(Grade::Two) };
    let change = works(&filed, &lin(), reply(), "11-18T10:20");
    assert_eq!(change.state.handler, Some(person(&lin())));
    assert_eq!(change.news, [News::Accepted], "that it is in somebody's hands waits for nobody");
}

#[test]
fn what_is_approved_goes_out_as_its_authors_words() {
    let waits = works(&taken(Grade::Two), &lin(), reply(), "11-18T10:20").state;
    let sent = works(&waits, &chen(), approve(&waits, "今天派人来看"), "11-18T10:40");
    let said = Event::Replied { text: "今天派人来看".to_owned(), asks: false, plan: false };
    assert_eq!(sent.events, [Event::Approved { edited: false }, said]);
    assert_eq!((sent.state.approval.as_ref(), &sent.news[..]), (None, &[News::Replied][..]));
    let whose: Vec<Who> = sent.events.iter().map(|event| sent.who_of(event)).collect();
    assert_eq!(whose, [Who::Staff(person(&chen())), Who::Staff(person(&lin()))]);
    assert_eq!(sent.state.handler, Some(person(&lin())), "approving moves no responsibility");
}

#[test]
fn an_edit_is_on_record_and_the_result_stays_its_authors() {
    let waits = works(&taken(Grade::Two), &lin(), resolve(), "11-18T10:20").state;
    let sent = works(&waits, &chen(), approve(&waits, "控制板已更换"), "11-18T10:40");
    assert_eq!(sent.events[0], Event::Approved { edited: true });
    let resolution = sent.resolution.expect("a result");
    assert_eq!((resolution.by, resolution.text.as_str()), (person(&lin()), "控制板已更换"));
    assert_eq!(sent.state.stage, Stage::AwaitingConfirmation);
}

#[test]
fn nobody_but_who_holds_it_decides_and_never_its_author() {
    let two = works(&taken(Grade::Two), &lin(), reply(), "11-18T10:20").state;
    let one = works(&taken(Grade::One), &lin(), reply(), "11-18T10:20").state;
    for (waits, may, may_not) in [
        (two, vec![chen(), shen()], vec![lin(), wu(), lawyer()]),
        (one, vec![shen(), lawyer()], vec![lin(), wu(), chen()]),
    ] {
        for who in may_not {
            refused(&waits, &who, approve(&waits, "好"), Refusal::ApprovalNotYours);
            refused(&waits, &who, send_back(&waits), Refusal::ApprovalNotYours);
        }
        for who in may {
            assert!(try_work(&waits, &who, approve(&waits, "好"), "11-18T11:00").is_ok(), "{}", who.name);
            assert!(try_work(&waits, &who, send_back(&waits), "11-18T11:00").is_ok(), "{}", who.name);
        }
    }
    let own = works(&taken(Grade::Two), &chen(), reply(), "11-18T10:20").state;
    refused(&own, &chen(), approve(&own, "好"), Refusal::ApprovalNotYours);
    assert!(try_work(&own, &shen(), approve(&own, "好"), "11-18T11:00").is_ok(), "the next one up");
}

#[test]
fn what_is_sent_back_can_be_said_again_and_what_waits_can_be_taken_back() {
    let waits = works(&taken(Grade::Two), &lin(), reply(), "11-18T10:20").state;
    refused(&waits, &lin(), resolve(), Refusal::AwaitsApproval);
    refused(&waits, &wu(), Work::TakeBack, Refusal::HandlerOnly);
    let back = works(&waits, &chen(), send_back(&waits), "11-18T10:30");
    assert_eq!((back.state.approval.as_ref(), back.news.len()), (None, 0));
    let again = works(&back.state, &lin(), reply(), "11-18T10:35").state;
    assert_eq!(submitted(&again), at("11-18T10:35"));
    let stale = Work::Approve { submitted: submitted(&waits), text: "好".to_owned() };
    refused(&again, &chen(), stale, Refusal::NotNow);
    let taken_back = works(&again, &lin(), Work::TakeBack, "11-18T10:40");
    assert_eq!((taken_back.state.approval, &taken_back.events[..]), (None, &[Event::TakenBack][..]));
}

#[test]
fn the_first_answer_in_standard_words_waits_for_nobody() {
    let standard = || Work::Acknowledge { text: "您的投诉有人负责了".to_owned() };
    for grade in Grade::ALL.iter().copied() {
        let sent = works(&taken(grade), &lin(), standard(), "11-18T09:10");
        assert_eq!(
            (&sent.news[..], sent.state.approval.is_none()),
            (&[News::Replied][..], true),
            "{grade:?}"
        );
        let told = change::told(
            &sent.state,
            sent.notices().next().expect("one"),
            rules::timeline::Way::Sms,
            Who::Machine,
            at("11-18T09:11"),
        );
        assert_eq!(told.state.deadlines.first_answer.met, Some(at("11-18T09:11")), "{grade:?}");
        refused(&told.state, &lin(), standard(), Refusal::NotNow);
    }
    let waits = works(&taken(Grade::One), &lin(), reply(), "11-18T09:10").state;
    assert!(try_work(&waits, &lin(), standard(), "11-18T09:12").is_ok(), "beside what waits, too");
}

#[test]
fn words_answer_what_she_wrote_before_they_were_written() {
    let waits = works(&taken(Grade::Two), &lin(), reply(), "11-18T10:20").state;
    let add = Follow::Add { text: "孩子还困在里面".to_owned(), photos: Vec::new() };
    let waits = change::follow(&waits, add, at("11-18T10:30")).expect("open").state;
    let contacts = |text: &str| {
        let sent = works(&waits, &chen(), approve(&waits, text), "11-18T10:40");
        sent.notices().map(|Notice { contacts, .. }| contacts).collect::<Vec<_>>()
    };
    assert_eq!(contacts("今天派人来看"), [0], "as it was written before her message");
    assert_eq!(contacts("看到您的留言，马上到"), [1], "in words of now");
}

#[test]
fn a_grade_that_changes_meanwhile_changes_who_holds_it_and_sends_nothing() {
    let waits = works(&taken(Grade::Two), &lin(), reply(), "11-18T10:20").state;
    let up = regraded(&waits, Grade::One);
    refused(&up, &chen(), approve(&up, "好"), Refusal::ApprovalNotYours);
    assert!(try_work(&up, &shen(), approve(&up, "好"), "11-18T11:00").is_ok());
    for grade in [Grade::Three, Grade::Four] {
        let down = regraded(&waits, grade);
        assert_eq!(submitted(&down), submitted(&waits), "it is not sent by itself");
        refused(&down, &wu(), approve(&down, "好"), Refusal::ApprovalNotYours);
        refused(&down, &lin(), reply(), Refusal::AwaitsApproval);
        let sent = works(&down, &lin(), approve(&down, "今天派人来看"), "11-18T11:00");
        assert_eq!(sent.news, [News::Replied], "its author lets it go: {grade:?}");
    }
}

#[test]
fn a_plan_that_is_no_longer_owed_goes_out_as_a_reply() {
    let waits = works(&taken(Grade::One), &lin(), plan(), "11-18T10:20").state;
    let down = regraded(&waits, Grade::Two);
    let sent = works(&down, &chen(), approve(&down, "三天内换电梯主板"), "11-18T11:00");
    assert!(matches!(sent.events[1], Event::Replied { plan: false, .. }), "{:?}", sent.events);
    let sent = works(&waits, &shen(), approve(&waits, "三天内换电梯主板"), "11-18T11:00");
    assert!(matches!(sent.events[1], Event::Replied { plan: true, .. }), "{:?}", sent.events);
}

#[test]
fn what_waits_ends_with_the_complaint() {
    let waits = works(&taken(Grade::Two), &lin(), reply(), "11-18T10:20").state;
    let withdrawn = change::follow(&waits, Follow::Withdraw { text: String::new() }, at("11-18T12:00"));
    let withdrawn = withdrawn.expect("open");
    assert_eq!(withdrawn.state.approval, None);
    assert!(withdrawn.events.contains(&Event::TakenBack), "{:?}", withdrawn.events);
}

#[test]
fn a_reply_to_all_reaches_none_that_is_more_serious_than_where_it_was_approved() {
    let also = |grade, at_grade| {
        change::reply_also(&taken(grade), &lin(), at_grade, "统一答复".to_owned(), at("11-18T12:00"))
    };
    let rows = [
        (Grade::Two, Grade::Two, true),
        (Grade::Two, Grade::One, true),
        (Grade::Three, Grade::Four, true),
        (Grade::One, Grade::Two, false),
        (Grade::Two, Grade::Four, false),
    ];
    for (grade, at_grade, reached) in rows {
        let outcome = also(grade, at_grade).map(|change| change.news);
        let expected = if reached { Ok(vec![News::Replied]) } else { Err(Refusal::AwaitsApproval.into()) };
        assert_eq!(outcome, expected, "{grade:?} with a reply of {at_grade:?}");
    }
}

#[test]
fn who_approves_is_the_head_or_the_next_one_up_and_the_author_only_when_nobody_else_can() {
    let one =
        |name: &str, department, duty| Colleague { id: StaffId::new(name), department, duties: vec![duty] };
    let agent = || one("agent", Department::CustomerService, Duty::Agent);
    let head = || one("head", Department::Engineering, Duty::DepartmentHead);
    let other_head = || one("other", Department::Security, Duty::DepartmentHead);
    let stand_in = || one("stand_in", Department::Engineering, Duty::StandIn);
    let general = || one("general", Department::Management, Duty::GeneralManager);
    let legal = || one("legal", Department::Management, Duty::Legal);
    let away = |who: &str, instead: &str| Shift {
        staff: StaffId::new(instead),
        department: Department::Engineering,
        stands_in_for: Some(StaffId::new(who)),
    };
    let check = |grade, author: &str, team: &[Colleague], on_duty: &[Shift], expected: &[&str]| {
        let found = alert::approvers(grade, &StaffId::new(author), Department::Engineering, team, on_duty);
        let mut expected: Vec<StaffId> = expected.iter().copied().map(StaffId::new).collect();
        expected.sort();
        assert_eq!(found.ids, expected, "{grade:?} by {author}");
    };
    let all = [agent(), head(), other_head(), stand_in(), general(), legal()];
    check(Grade::Two, "agent", &all, &[], &["head"]);
    check(Grade::Two, "agent", &all, &[away("head", "other")], &["other"]);
    check(Grade::Two, "head", &all, &[], &["stand_in"]);
    check(Grade::Two, "agent", &[agent(), other_head(), general()], &[], &["general"]);
    check(Grade::Two, "head", &[agent(), head()], &[], &["agent"]);
    check(Grade::Two, "head", &[head()], &[], &["head"]);
    check(Grade::One, "agent", &all, &[], &["legal", "general"]);
    check(Grade::One, "general", &all, &[], &["legal"]);
    check(Grade::One, "general", &[agent(), head(), general()], &[], &["head"]);
    check(Grade::One, "agent", &all, &[away("general", "agent")], &["legal"]);
    check(Grade::One, "agent", &[agent(), general()], &[away("general", "agent")], &["general"]);
}

#[test]
fn who_holds_it_is_called_at_once_and_whoever_holds_it_after_a_regrade() {
    let ladder = Ladder::default();
    let before = taken(Grade::Two);
    let waits = works(&before, &lin(), reply(), "11-18T10:20").state;
    let called = |before: &State, after: &State| {
        let rungs = alert::at_once(&ladder, Some(before), after, at("11-18T10:20")).into_iter();
        let ours = rungs.filter(|rung| matches!(rung.about, About::Approval { .. }));
        ours.map(|rung| (rung.about, rung.whom)).collect::<Vec<_>>()
    };
    assert_eq!(called(&before, &waits), [(About::Approval { grade: Grade::Two }, Whom::Head)]);
    assert_eq!(called(&waits, &waits), [], "once");
    let up = regraded(&waits, Grade::One);
    assert_eq!(called(&waits, &up), [(About::Approval { grade: Grade::One }, Whom::GeneralManager)]);
    assert_eq!(called(&waits, &regraded(&waits, Grade::Four)), [], "nobody has to");
    let [rung] = alert::at_once(&ladder, Some(&before), &waits, at("11-18T10:20"))[..] else {
        panic!("one rung")
    };
    assert!(rung.holds(&waits) && !rung.holds(&before) && !rung.holds(&up));
}
