//! What is promised is recorded, kept, or given anew with a reason; every version stays (W7, L4).

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use chrono::NaiveDateTime;
use rules::access::{Duty, Refusal, Staff};
use rules::alert::{self, About};
use rules::change::{self, Change, Denied, State};
use rules::commitment::{Commitment, CommitmentDraft, Pledged};
use rules::follow::Follow;
use rules::grading::{Facts, Grade, Media};
use rules::id::{CommunityId, StaffId};
use rules::kind::{Department, Kind};
use rules::moment::{Moment, Zone};
use rules::notice::News;
use rules::policy::{Ladder, Terms};
use rules::problem::{Field, What};
use rules::question::Question;
use rules::reply::suggested;
use rules::timeline::{Entry, Event, Person, Who};
use rules::work::{Work, WorkDraft};

/// A kind about which nothing is asked.
const NOTHING_ASKED: (Kind, &[Question]) = (Kind::Works, &[]);

fn local(text: &str) -> NaiveDateTime {
    format!("2026-{text}:00").parse().expect("a date")
}

fn at(text: &str) -> Moment {
    Moment::from_local(local(text), Zone::CHINA)
}

fn staff(name: &str, duty: Duty) -> Staff {
    let duties = vec![(CommunityId::new("wt"), duty)];
    Staff { id: StaffId::new(name), name: name.to_owned(), department: Department::Engineering, duties }
}

fn lin() -> Staff {
    staff("林晓岚", Duty::Agent)
}

fn wu() -> Staff {
    staff("吴志强", Duty::Technician)
}

fn chen() -> Staff {
    staff("陈国栋", Duty::DepartmentHead)
}

fn shen() -> Staff {
    staff("沈国梁", Duty::GeneralManager)
}

fn person(of: &Staff) -> Person {
    Person { id: of.id.clone(), name: of.name.clone(), department: of.department }
}

fn taken(facts: Facts) -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let state = State::filed(CommunityId::new("wt"), terms, facts, at("11-18T09:00")).0;
    works(&state, &lin(), Work::Take, "11-18T09:02").state
}

fn works(state: &State, who: &Staff, work: Work, now: &str) -> Change {
    try_work(state, who, work, now).expect("allowed")
}

fn try_work(state: &State, who: &Staff, work: Work, now: &str) -> Result<Change, Denied> {
    let colleagues = [person(&lin()), person(&wu()), person(&chen())];
    change::work(state, who, &colleagues, state.facts_version, work, at(now))
}

fn pledged(due: &str) -> Pledged {
    Pledged { what: "换好控制板".to_owned(), due: Some(local(due)), amount: String::new(), person: None }
}

fn promising(due: &str) -> Work {
    let saying = Work::Reply { text: "明天下午3点前换好控制板".to_owned(), asks: false };
    Work::Committing { saying: Box::new(saying), pledged: pledged(due) }
}

fn anew(due: &str, compensation: &str) -> Work {
    let (reason, compensation) = ("配件明天才到".to_owned(), compensation.to_owned());
    Work::Recommit { commitment: 1, pledged: pledged(due), reason, compensation }
}

fn promised() -> State {
    works(&taken(Facts::default()), &lin(), promising("11-19T15:00"), "11-18T10:00").state
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
fn a_date_in_a_reply_is_recorded_with_the_reply() {
    let change = works(&taken(Facts::default()), &lin(), promising("11-19T15:00"), "11-18T10:00");
    assert!(matches!(change.events[..], [Event::Replied { .. }, Event::Committed { commitment: 1, .. }]));
    assert!(change.events.iter().all(Event::is_for_resident), "she sees what was promised");
    let [one] = &change.state.commitments[..] else { panic!("{:?}", change.state.commitments) };
    assert_eq!((one.due(), &one.person), (Some(at("11-19T15:00")), &person(&lin())));
    assert_eq!(change.news, [News::Replied]);
}

/// Answers cross by position, so every field is always there.
#[test]
fn what_is_promised_crosses_to_the_browser_whole() {
    let serious = Facts { media: Media::Possible, ..Facts::default() };
    let waits = works(&taken(serious), &lin(), promising("11-19T15:00"), "11-18T10:00");
    let plain = works(&taken(Facts::default()), &lin(), promising("11-19T15:00"), "11-18T10:00");
    let anew = works(&plain.state, &lin(), anew("11-21T12:00", ""), "11-19T09:00");
    let bytes = |event: &Event| postcard::to_extend(event, Vec::new()).expect("it can be written");
    for event in waits.events.iter().chain(&plain.events).chain(&anew.events) {
        let read: Event = postcard::from_bytes(&bytes(event)).expect("and read");
        assert_eq!(&read, event);
    }
    let all = &anew.state.commitments;
    let bytes = postcard::to_extend(all, Vec::new()).expect("it can be written");
    assert_eq!(&postcard::from_bytes::<Vec<Commitment>>(&bytes).expect("and read"), all);
}

#[test]
fn who_keeps_it_is_who_writes_or_a_colleague() {
    let with = |id: Option<&str>| {
        let pledged = Pledged { person: id.map(StaffId::new), ..pledged("11-19T15:00") };
        let saying =
            Box::new(Work::Reply { text: "等有了确切结果后联系您".to_owned(), asks: false });
        try_work(&taken(Facts::default()), &lin(), Work::Committing { saying, pledged }, "11-18T10:00")
    };
    let keeper = |id| with(id).map(|change| change.state.commitments[0].person.name.clone());
    assert_eq!(keeper(None), Ok("林晓岚".to_owned()));
    assert_eq!(keeper(Some("吴志强")), Ok("吴志强".to_owned()));
    let Err(Denied::Problems(problems)) = with(Some("不认识")) else { panic!("nobody of that name") };
    assert_eq!(problems.of(Field::Person), Some(&What::NotAChoice));
}

#[test]
fn a_promise_says_what_and_a_time_to_come_or_an_amount() {
    let draft = |what: &str, due: &str, amount: &str| WorkDraft {
        act: "reply".to_owned(),
        text: "好的".to_owned(),
        commitment: CommitmentDraft {
            what: what.to_owned(),
            due: due.to_owned(),
            amount: amount.to_owned(),
            ..CommitmentDraft::default()
        },
        ..WorkDraft::default()
    };
    assert!(matches!(draft("", "", "").parse(NOTHING_ASKED), Ok(Work::Reply { .. })), "nothing is promised");
    assert!(matches!(draft("退费", "", "200元").parse(NOTHING_ASKED), Ok(Work::Committing { .. })));
    for (what, due, amount, field, wrong) in [
        ("", "2026-11-19T15:00", "", Field::Promised, What::Missing),
        ("换好", "", "", Field::PromisedBy, What::Missing),
        ("换好", "明天", "", Field::PromisedBy, What::NotADate),
    ] {
        let problems = draft(what, due, amount).parse(NOTHING_ASKED).expect_err("something is missing");
        assert_eq!(problems.of(field), Some(&wrong), "{what} {due} {amount}");
    }
    let past = try_work(&taken(Facts::default()), &lin(), promising("11-18T09:59"), "11-18T10:00");
    let Err(Denied::Problems(problems)) = past else { panic!("it has passed") };
    assert_eq!(problems.of(Field::PromisedBy), Some(&What::Past));
}

#[test]
fn what_cannot_be_kept_is_told_at_once_and_every_version_stays() {
    let change = works(&promised(), &lin(), anew("11-21T12:00", ""), "11-19T09:00");
    assert_eq!(change.news, [News::Recommitted]);
    assert!(News::Recommitted.must_be_told() && News::Recommitted.brings_words());
    let one = &change.state.commitments[0];
    let due: Vec<_> = one.versions.iter().map(|given| given.promised.due).collect();
    assert_eq!(due, [Some(at("11-19T15:00")), Some(at("11-21T12:00"))]);
    assert_eq!((one.versions[1].reason.as_str(), one.due()), ("配件明天才到", Some(at("11-21T12:00"))));
    let kept = works(&change.state, &lin(), Work::Keep { commitment: 1 }, "11-21T11:00").state;
    assert_eq!((kept.commitments[0].due(), kept.commitments[0].kept.is_some()), (None, true));
    refused(&kept, &lin(), Work::Keep { commitment: 1 }, Refusal::NotNow);
    refused(&kept, &lin(), anew("11-22T12:00", ""), Refusal::NotNow);
    refused(&promised(), &wu(), Work::Keep { commitment: 1 }, Refusal::HandlerOnly);
    refused(&promised(), &lin(), Work::Keep { commitment: 2 }, Refusal::NotNow);
}

#[test]
fn compensation_is_a_heads_to_promise() {
    refused(&promised(), &lin(), anew("11-21T12:00", "减免一个月物业费"), Refusal::HeadOnly);
    let by_head = works(&promised(), &chen(), anew("11-21T12:00", "减免一个月物业费"), "11-19T09:00").state;
    let given = &by_head.commitments[0].versions[1];
    assert_eq!(
        (given.compensation.as_str(), given.approved_by.as_ref()),
        ("减免一个月物业费", Some(&person(&chen())))
    );
}

#[test]
fn on_a_serious_complaint_a_promise_and_its_change_wait_for_a_second_person() {
    let serious = Facts { media: Media::Possible, ..Facts::default() };
    let waits = works(&taken(serious), &lin(), promising("11-19T15:00"), "11-18T10:00").state;
    assert_eq!((waits.graded.grade, waits.commitments.len()), (Grade::Two, 0));
    let approve = |state: &State, text: &str| Work::Approve {
        submitted: state.approval.as_ref().expect("it waits").at,
        text: text.to_owned(),
    };
    let sent = works(&waits, &shen(), approve(&waits, "明天下午换好控制板"), "11-18T11:00");
    assert!(matches!(sent.events[2], Event::Committed { .. }), "{:?}", sent.events);
    assert_eq!(sent.who_of(&sent.events[2]), Who::Staff(person(&lin())), "it is its author's");
    let waits = works(&sent.state, &lin(), anew("11-21T12:00", "减免一个月物业费"), "11-19T09:00");
    assert_eq!((&waits.news[..], waits.state.commitments[0].versions.len()), (&[][..], 1));
    let sent = works(&waits.state, &shen(), approve(&waits.state, "配件明天才到"), "11-19T09:30").state;
    let given = &sent.commitments[0].versions[1];
    assert_eq!((&given.by, given.approved_by.as_ref()), (&person(&lin()), Some(&person(&shen()))));
}

#[test]
fn who_keeps_it_is_called_before_it_is_due_and_when_it_is_missed() {
    let ladder = Ladder { steps: Vec::new(), ..Ladder::default() };
    let called = |state: &State, now: &str| {
        alert::next(&ladder, state, &[], at(now)).map(|call| (call.rung.about, call.at))
    };
    let state = promised();
    let soon = About::Commitment { number: 1, missed: false };
    assert_eq!(called(&state, "11-18T10:01"), Some((soon, at("11-19T14:00"))));
    let missed = About::Commitment { number: 1, missed: true };
    assert_eq!(called(&state, "11-19T15:01"), Some((missed, at("11-19T15:00"))));
    let kept = works(&state, &lin(), Work::Keep { commitment: 1 }, "11-19T13:00").state;
    assert_eq!(called(&kept, "11-19T13:01"), None);
    let later = works(&state, &lin(), anew("11-21T12:00", ""), "11-19T13:00").state;
    assert_eq!(called(&later, "11-19T13:01"), Some((soon, at("11-21T11:00"))));
    let withdrawn = change::follow(&state, Follow::Withdraw { text: String::new() }, at("11-18T12:00"));
    assert_eq!(called(&withdrawn.expect("open").state, "11-18T12:01"), None);
}

#[test]
fn commitments_are_told_again_from_the_timeline() {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let (mut state, filed) =
        State::filed(CommunityId::new("wt"), terms.clone(), Facts::default(), at("11-18T09:00"));
    let mut entries = vec![Entry { seq: 1, at: at("11-18T09:00"), who: Who::Resident, event: filed }];
    for (work, now) in [
        (promising("11-19T15:00"), "11-18T10:00"),
        (promising("11-20T15:00"), "11-18T10:30"),
        (anew("11-21T12:00", ""), "11-19T09:00"),
        (Work::Keep { commitment: 2 }, "11-20T09:00"),
    ] {
        let change = works(&state, &lin(), work, now);
        for event in &change.events {
            let seq = i64::try_from(entries.len()).expect("few") + 1;
            entries.push(Entry { seq, at: at(now), who: change.who_of(event), event: event.clone() });
        }
        state = change.state;
        let again = change::replay(state.community.clone(), terms.clone(), &entries)
            .expect("it begins with its filing");
        assert_eq!(again.commitments, state.commitments);
    }
}

#[test]
fn a_time_in_a_reply_is_read_for_a_person_to_look_over() {
    // 18 November 2026 is a Wednesday.
    let rows = [
        ("明天下午3点前", Some("11-19T15:00")),
        ("明早8点", Some("11-19T08:00")),
        ("今晚", Some("11-18T22:00")),
        ("后天", Some("11-20T18:00")),
        ("24小时内", Some("11-19T10:00")),
        ("三天内", Some("11-21T10:00")),
        ("两周后", Some("12-02T10:00")),
        ("11月25日前", Some("11-25T18:00")),
        ("25号下午", Some("11-25T18:00")),
        ("周五18:00", Some("11-20T18:00")),
        ("下周一上午", Some("11-23T12:00")),
        ("今天上午9点", None),
        ("两个工作日内", None),
        ("月底", None),
    ];
    for (words, due) in rows {
        assert_eq!(suggested(words, at("11-18T10:00"), Zone::CHINA).due, due.map(local), "{words}");
    }
    for amount in ["200元", "¥1,200.50", "HK$300"] {
        assert_eq!(suggested(amount, at("11-18T10:00"), Zone::CHINA).amount, amount);
    }
}
