//! Calls: what must be written down of one, by when somebody calls back, and what becomes of it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff, Want};
use rules::call::{Back, Became, CALL_BACK, Call, CallAct, CallDraft, Done, Said};
use rules::complaint::{CommunitySign, Draft, Ground};
use rules::contact::{Phone, PhoneProblem, Region};
use rules::id::{CallId, CommunityId, StaffId};
use rules::intake::{Channel, Entry, IntakeDraft};
use rules::kind::Department;
use rules::limits;
use rules::moment::{Moment, Zone};
use rules::policy::Terms;
use rules::problem::{Field, Problems, What};

fn at(local: &str) -> Moment {
    Moment::from_local(format!("2026-{local}:00").parse().expect("a local time"), Zone::CHINA)
}

fn sign(id: &str) -> CommunitySign {
    let phone = |text: &str| Phone::parse(text, Region::Mainland).expect("a phone");
    CommunitySign {
        id: CommunityId::new(id),
        name: "梧桐苑".to_owned(),
        region: Region::Mainland,
        hotline: phone("0571-88903366"),
        desk_hours: "8:30–17:30".to_owned(),
        emergency: phone("0571-88903399"),
        buildings: Vec::new(),
        public_areas: Vec::new(),
    }
}

fn ground(communities: &[&str]) -> Ground {
    let communities = communities.iter().map(|id| sign(id)).collect();
    let today = "2026-11-18".parse().expect("a date");
    Ground { communities, promises: Vec::new(), asked: Vec::new(), today, notice: 1 }
}

fn staff(duties: &[Duty]) -> Staff {
    let duties = duties.iter().map(|duty| (CommunityId::new("wt"), *duty)).collect();
    Staff { id: StaffId::new("ding"), name: "丁师傅".into(), department: Department::Security, duties }
}

fn said() -> CallDraft {
    CallDraft {
        text: "楼道灯不亮".into(),
        name: "周女士".into(),
        phone: "13857104629".into(),
        ..CallDraft::default()
    }
}

fn named(problems: Problems) -> Vec<(Field, What)> {
    problems.0.into_iter().map(|problem| (problem.field, problem.what)).collect()
}

#[test]
fn what_who_and_a_phone_are_enough_to_be_passed_on() {
    let heard = said().to_call_back(&ground(&["wt"])).expect("it is enough");
    assert_eq!((heard.became, heard.said.place.as_str()), (Became::CallBack, ""));
    let check = |draft: CallDraft, field: Field, what: What| {
        let problems = draft.to_call_back(&ground(&["wt"])).expect_err("something is wrong");
        assert_eq!(named(problems), [(field, what)], "{draft:?}");
    };
    check(CallDraft { text: " ".into(), ..said() }, Field::Text, What::Missing);
    check(CallDraft { name: String::new(), ..said() }, Field::Name, What::Missing);
    check(CallDraft { phone: String::new(), ..said() }, Field::Phone, What::Phone(PhoneProblem::Empty));
    check(CallDraft { community: "wj".into(), ..said() }, Field::Community, What::NotAChoice);
    let max = limits::PLACE_CHARS_MAX;
    let long = "楼".repeat(max + 1);
    check(CallDraft { place: long, ..said() }, Field::Place, What::TooLong { chars: max + 1, max });
    let both = said().to_call_back(&ground(&["wt", "wj"])).expect_err("which of the two");
    assert_eq!(named(both), [(Field::Community, What::Missing)]);
}

#[test]
fn an_enquiry_needs_what_was_asked_and_what_was_answered() {
    let enquiry =
        CallDraft { text: "几点关门".into(), answer: "晚上八点".into(), ..CallDraft::default() };
    let heard = enquiry.enquiry(&ground(&["wt"])).expect("nobody need say who asked");
    assert_eq!((heard.became, heard.said.phone), (Became::Answered, None));
    let nothing = CallDraft::default().enquiry(&ground(&["wt"])).expect_err("nothing was asked");
    assert_eq!(named(nothing), [(Field::Text, What::Missing), (Field::Answer, What::Missing)]);
    let half = CallDraft { phone: "1385710".into(), ..enquiry };
    let half = half.enquiry(&ground(&["wt"])).expect_err("half a number");
    assert!(matches!(half.of(Field::Phone), Some(What::Phone(PhoneProblem::TooShort { .. }))));
}

#[test]
fn the_form_of_the_desk_takes_every_kind_of_matter() {
    let ground = ground(&["wt"]);
    let draft = Draft {
        kind: "works".into(),
        place: "3栋".into(),
        text: "楼道灯不亮".into(),
        name: "周女士".into(),
        phone: "13857104629".into(),
        notice: "1".into(),
        ..Draft::default()
    };
    let entered = |matter: &str| {
        let intake =
            IntakeDraft { matter: matter.into(), answer: "今晚修".into(), ..IntakeDraft::default() };
        intake.entered(&draft, &ground)
    };
    assert!(matches!(entered(""), Ok(Entry::Complaint(_))));
    assert!(matches!(entered("complaint"), Ok(Entry::Complaint(_))));
    let became = |matter: &str| match entered(matter) {
        Ok(Entry::Call(heard)) => heard.became,
        other => panic!("{matter} is {other:?}"),
    };
    assert_eq!((became("enquiry"), became("call_back")), (Became::Answered, Became::CallBack));
    assert_eq!(named(entered("gossip").expect_err("unknown")), [(Field::Matter, What::NotAChoice)]);
}

#[test]
fn somebody_calls_back_within_half_an_hour_of_working_time() {
    let terms = Terms::handbook(Zone::CHINA);
    let rows = [
        ("11-18T10:00", "11-18T10:30"),
        // In the evening, after the next morning's first half hour.
        ("11-18T22:00", "11-19T09:00"),
    ];
    for (from, due) in rows {
        assert_eq!(terms.after(CALL_BACK, at(from)), at(due), "{from}");
    }
}

fn waiting() -> Call {
    Call {
        id: CallId::new("k"),
        community: CommunityId::new("wt"),
        zone: Zone::CHINA,
        at: at("11-18T10:00"),
        by: staff(&[Duty::Employee]).person(),
        passed_on: true,
        said: Said::default(),
        became: Became::CallBack,
        complaint: None,
        back: Some(Back { due: at("11-18T10:30"), taken_by: None, tries: 0, tried: None }),
        ended: None,
    }
}

#[test]
fn tries_are_counted_until_somebody_is_reached() {
    let agent = staff(&[Duty::Agent]);
    let call = waiting().after(CallAct::Take, "", &agent, at("11-18T10:05")).expect("hers to call");
    assert_eq!(call.back.as_ref().and_then(|back| back.taken_by.clone()), Some(agent.person()));
    let tried = |call: Call, time: &str| call.after(CallAct::NoAnswer, "", &agent, at(time)).expect("a try");
    let call = tried(tried(tried(call, "11-18T10:06"), "11-18T10:07"), "11-18T10:20");
    let back = call.back.clone().expect("she still waits");
    assert_eq!(back.tries, 2, "a second press is no second call");
    assert_eq!(back.tried, Some(Done { by: "丁师傅".into(), at: at("11-18T10:20") }));
    assert!(!call.is_late(at("11-18T10:30")) && call.is_late(at("11-18T10:31")));
    let call = call.after(CallAct::Reached, "今晚修", &agent, at("11-18T10:40")).expect("reached");
    assert_eq!((call.became, call.said.answer.as_str()), (Became::CalledBack, "今晚修"));
    assert!(!call.is_late(at("11-18T12:00")), "nobody waits any more");
    let again = call.after(CallAct::Reached, "", &agent, at("11-18T10:41"));
    assert_eq!(again.expect_err("it is over"), Refusal::NotNow);
}

#[test]
fn whoever_only_passes_on_reads_and_calls_nobody() {
    let guard = staff(&[Duty::Employee]);
    let community = CommunityId::new("wt");
    assert!(guard.only_passes_on() && guard.may(Want::PassOn, &community));
    for want in [
        Want::Read,
        Want::Note,
        Want::Handle,
        Want::WriteRoster,
        Want::ReadScores,
        Want::WritePolicy,
        Want::ReviewPolicy,
        Want::EnactPolicy,
    ] {
        assert!(!guard.may(want, &community), "{want:?}");
    }
    for act in CallAct::ALL {
        let refused = waiting().after(*act, "", &guard, at("11-18T10:05"));
        assert_eq!(refused.expect_err("not hers"), Refusal::NotYours, "{act:?}");
    }
    for duty in Duty::ALL {
        assert!(duty.allows(Want::PassOn), "everybody passes on: {duty:?}");
    }
    let both = staff(&[Duty::Employee, Duty::Agent]);
    assert!(!both.only_passes_on());
}

#[test]
fn what_is_said_to_somebody_is_a_call() {
    for channel in Channel::ALL {
        let spoken = matches!(channel, Channel::Phone | Channel::FrontDesk);
        assert_eq!(channel.is_spoken(), spoken, "{channel:?}");
    }
}
