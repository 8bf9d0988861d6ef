//! What staff take down: how it reached us, by when an outside body wants it, and her second contact.

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::alert::{self, About};
use rules::calendar::PauseReason;
use rules::change::{self, State};
use rules::complaint::{CommunitySign, Draft, Ground};
use rules::contact::{Phone, Region};
use rules::deadline::{Clock, Standing};
use rules::follow::Follow;
use rules::grading::{Facts, Grade, Media, Safety};
use rules::id::{CommunityId, StaffId};
use rules::intake::{Channel, Intake, IntakeDraft, Referral, Referrer};
use rules::kind::Department;
use rules::limits;
use rules::moment::{Moment, Zone};
use rules::policy::{Ladder, Terms, Whom};
use rules::problem::{Field, Problems, What};
use rules::resolution::{Finding, Outcome};
use rules::stage::Stage;
use rules::timeline::{Event, Way, Who};
use rules::work::{Work, WorkDraft};

fn ground() -> Ground {
    let phone = |text: &str| Phone::parse(text, Region::Mainland).expect("a phone");
    let sign = CommunitySign {
        id: CommunityId::new("wt"),
        name: "梧桐苑".to_owned(),
        region: Region::Mainland,
        hotline: phone("0571-88903366"),
        desk_hours: "8:30–17:30".to_owned(),
        emergency: phone("0571-88903399"),
        buildings: Vec::new(),
        public_areas: Vec::new(),
    };
    let today = "2026-11-18".parse().expect("a date");
    Ground { communities: vec![sign], promises: Vec::new(), asked: Vec::new(), today, notice: 1 }
}

/// Hers as she tells it, and what only staff are asked.
#[derive(Default)]
struct Typed {
    draft: Draft,
    channel: String,
    referrer: String,
    outside_number: String,
    outside_due: String,
    safety: String,
    with: String,
}

fn typed(change: impl FnOnce(&mut Typed)) -> Result<Intake, Problems> {
    let draft = Draft {
        kind: "works".to_owned(),
        place: "3栋2单元501".to_owned(),
        text: "电梯一周停了三次".to_owned(),
        phone: "138 5710 4629".to_owned(),
        notice: "1".to_owned(),
        ..Draft::default()
    };
    let mut typed = Typed { draft, ..Typed::default() };
    change(&mut typed);
    let Typed { draft, channel, referrer, outside_number, outside_due, safety, with } = typed;
    let intake = IntakeDraft {
        channel,
        referrer,
        outside_number,
        outside_due,
        safety,
        with,
        ..IntakeDraft::default()
    };
    intake.parse(&draft, &ground())
}

fn check(change: impl FnOnce(&mut Typed), wanted: &[(Field, What)]) {
    let problems = typed(change).err().unwrap_or_default();
    let found: Vec<_> = problems.0.into_iter().map(|problem| (problem.field, problem.what)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn what_is_taken_down_without_a_word_more_came_by_phone_and_is_no_danger() {
    let intake = typed(|_| {}).expect("complete");
    assert_eq!((intake.channel, intake.safety), (Channel::Phone, Safety::None));
    assert_eq!((intake.referral, intake.outside_due, intake.with), (None, None, None));
}

#[test]
fn who_passed_it_on_has_a_number_and_a_deadline_there() {
    let intake = typed(|it| {
        it.channel = "outside".to_owned();
        it.referrer = "hotline_12345".to_owned();
        it.outside_number = " 20261118-00731 ".to_owned();
        it.outside_due = "2026-12-03T18:00".to_owned();
    })
    .expect("complete");
    let referral = Referral { by: Referrer::Hotline12345, number: "20261118-00731".to_owned() };
    assert_eq!(intake.referral, Some(referral));
    assert_eq!(intake.outside_due.map(|due| due.to_string()).as_deref(), Some("2026-12-03 18:00:00"));
}

#[test]
fn what_only_staff_are_asked_is_judged_with_all_else() {
    let missing = [(Field::Referrer, What::Missing)];
    check(|it| it.channel = "outside".to_owned(), &missing);
    check(|it| it.outside_number = "A-7".to_owned(), &missing);
    check(|it| it.outside_due = "2026-12-03T18:00".to_owned(), &missing);
    check(|it| it.channel = "portal".to_owned(), &[(Field::Channel, What::NotAChoice)]);
    check(|it| it.safety = "perhaps".to_owned(), &[(Field::Safety, What::NotAChoice)]);
    check(|it| it.with = "不是编号".to_owned(), &[(Field::With, What::NoSuchComplaint)]);
    let long = "9".repeat(limits::OUTSIDE_NUMBER_CHARS_MAX + 1);
    let too_long = What::TooLong { chars: long.len(), max: limits::OUTSIDE_NUMBER_CHARS_MAX };
    check(
        |it| (it.referrer, it.outside_number) = ("police".to_owned(), long),
        &[(Field::OutsideNumber, too_long)],
    );
    for (due, what) in [
        ("tomorrow", What::NotADate),
        ("2026-11-17T18:00", What::Past),
        ("2027-06-01T18:00", What::TooFarAhead { days: change::EXTENSION_DAYS_MAX }),
    ] {
        let passed_on = |it: &mut Typed| {
            (it.referrer, it.outside_due) = ("street_office".to_owned(), due.to_owned());
        };
        check(passed_on, &[(Field::OutsideDue, what)]);
    }
    let both = |it: &mut Typed| {
        it.draft.text.clear();
        it.channel = "outside".to_owned();
    };
    check(both, &[(Field::Text, What::Missing), (Field::Referrer, What::Missing)]);
    check(|it| it.draft.notice.clear(), &[(Field::Notice, What::NotAgreed)]);
}

fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

fn staff(duty: Duty) -> Staff {
    Staff {
        id: StaffId::new("lin"),
        name: "林晓岚".to_owned(),
        department: Department::CustomerService,
        duties: vec![(CommunityId::new("wt"), duty)],
    }
}

fn taken_by(duty: Duty, outside: Option<&str>, facts: Facts) -> Result<(State, Event), Refusal> {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let due = outside.map(|due| at(due).local(Zone::CHINA));
    change::taken_down(CommunityId::new("wt"), terms, facts, due, &staff(duty), at("11-18T14:06"))
}

fn taken(outside: Option<&str>) -> State {
    taken_by(Duty::Agent, outside, Facts::default()).expect("allowed").0
}

fn works(state: &State, work: Work, now: &str) -> State {
    change::work(state, &staff(Duty::Agent), &[], state.facts_version, work, at(now)).expect("allowed").state
}

fn runs(state: &State) -> (Clock, Moment) {
    let running = state.deadlines.running().expect("something is owed");
    (running.clock, running.due)
}

fn answered(outside: Option<&str>) -> State {
    let state = taken(outside);
    let notice = state.notice(rules::notice::News::Replied);
    change::told(&state, notice, Way::InPerson, Who::Machine, at("11-18T15:00")).state
}

#[test]
fn whoever_takes_it_down_is_its_handler_at_once() {
    let (state, event) = taken_by(Duty::Agent, None, Facts::default()).expect("allowed");
    assert_eq!(state.stage, Stage::Accepted);
    assert_eq!(state.handler.map(|handler| handler.name).as_deref(), Some("林晓岚"));
    assert!(matches!(event, Event::Filed { grade: Grade::Four, .. }));
    for (duty, allowed) in [
        (Duty::Butler, true),
        (Duty::Technician, true),
        (Duty::Supervisor, false),
        (Duty::Administrator, false),
    ] {
        let taken = taken_by(duty, None, Facts::default());
        assert_eq!(taken.err(), (!allowed).then_some(Refusal::NotYours), "{duty:?}");
    }
}

#[test]
fn danger_named_on_the_phone_calls_the_roster_at_once() {
    let facts = Facts { safety: Safety::Now, ..Facts::default() };
    let state = taken_by(Duty::Agent, None, facts).expect("allowed").0;
    let rungs = alert::at_once(&Ladder::default(), None, &state, at("11-18T14:06"));
    assert!(rungs.iter().any(|rung| (rung.about, rung.whom) == (About::Danger, Whom::Roster)), "{rungs:?}");
}

#[test]
fn of_two_deadlines_for_the_result_the_earlier_one_runs() {
    for (outside, clock, due) in [
        (None, Clock::Resolution, "12-03T14:06"),
        (Some("11-25T18:00"), Clock::Outside, "11-25T18:00"),
        (Some("12-20T18:00"), Clock::Resolution, "12-03T14:06"),
    ] {
        let state = answered(outside);
        assert_eq!(runs(&state), (clock, at(due)), "{outside:?}");
        assert_eq!(state.deadlines.owed().due, at(due));
        assert_eq!(state.deadlines.resolution.due, at("12-03T14:06"), "ours stays");
    }
    // What is over by an hour when it comes is overdue from the first.
    let late = taken(Some("11-18T13:00")).deadlines.outside.expect("kept");
    assert_eq!(late.standing(at("11-18T14:06")), Standing::Overdue { by: 66 });
}

#[test]
fn nothing_of_ours_moves_what_an_outside_body_wants() {
    let wanted = at("12-20T18:00");
    let state = answered(Some("12-20T18:00"));
    let pause = Work::Pause { reason: PauseReason::Utility, text: String::new() };
    let paused = works(&state, pause, "11-19T09:00");
    assert_eq!(runs(&paused), (Clock::Outside, wanted), "it runs while ours stands still");
    let resumed = works(&paused, Work::Resume, "11-29T09:00");
    assert_eq!(resumed.deadlines.resolution.due, at("12-13T14:06"));
    let (due, reason) = (at("12-30T12:00").local(Zone::CHINA), "等配件".to_owned());
    let promised = works(&resumed, Work::Extend { due, reason }, "11-29T10:00");
    let notice = promised.notice(rules::notice::News::Extended);
    let extended = change::told(&promised, notice, Way::Sms, Who::Machine, at("11-29T10:05")).state;
    assert_eq!(extended.deadlines.resolution.due, at("12-30T12:00"));
    assert_eq!(runs(&extended), (Clock::Outside, wanted), "now it is the earlier one");
    let facts = Facts { media: Media::Happened, ..Facts::default() };
    let graded = works(&extended, Work::Establish { facts, reason: String::new() }, "11-29T11:00");
    assert_eq!(graded.deadlines.outside.map(|outside| outside.due), Some(wanted));
    let explained = graded.course.explain(&graded.deadlines.resolution, &graded.terms, at("11-29T11:00"));
    assert_eq!(explained.due, graded.deadlines.resolution.due);
    assert!(!explained.steps.is_empty(), "ours is still told step by step");
}

#[test]
fn the_ladder_calls_about_the_earlier_one() {
    let next = |state: &State| {
        let call = alert::next(&Ladder::default(), state, &[], at("11-18T15:00")).expect("a step");
        (call.rung.about, call.rung.since)
    };
    let (about, since) = next(&answered(None));
    assert_eq!(since, at("12-03T14:06"));
    assert_eq!(next(&answered(Some("11-25T18:00"))), (about, at("11-25T18:00")));
    assert_eq!(next(&answered(Some("12-20T18:00"))), (about, since));
}

#[test]
fn the_result_once_told_meets_both() {
    let state = answered(Some("11-25T18:00"));
    let resolve =
        Work::Resolve {
            finding: Finding::Upheld, outcomes: vec![Outcome::Repair], text: "换了".to_owned()
        };
    let resolved = works(&state, resolve, "11-20T10:00");
    assert_eq!(resolved.deadlines.outside.and_then(|outside| outside.met), None, "not told yet");
    let notice = resolved.notice(rules::notice::News::Resolved);
    let told = change::told(&resolved, notice, Way::Sms, Who::Machine, at("11-20T10:05")).state;
    assert_eq!(told.deadlines.outside.and_then(|outside| outside.met), Some(at("11-20T10:05")));
    assert_eq!(told.deadlines.running().map(|one| one.clock), Some(Clock::Confirmation));
    let again = |now: &str| {
        let not_solved = Follow::NotSolved { text: "又停了".to_owned() };
        let state = change::follow(&told, not_solved, at(now)).expect("within its days").state;
        state.deadlines.outside.expect("it stays").met.is_some()
    };
    assert!(!again("11-21T09:00"), "opened again before then, it is owed again");
    assert!(again("11-26T09:00"), "afterwards what was in time stays so");
}

#[test]
fn a_second_call_counts_as_her_own_message_does() {
    let call = || Work::Contacted { channel: Channel::Phone, text: "还没人来".to_owned() };
    let write = |state: &State, now| {
        let add = Follow::Add { text: "还没人来".to_owned(), photos: Vec::new() };
        change::follow(state, add, at(now)).expect("open").state
    };
    let figures = |state: &State| (state.contacts, state.unread, state.contacts_again, state.deadlines);
    for (before, again) in [(taken(None), 1), (answered(None), 0)] {
        let (called, wrote) = (works(&before, call(), "11-18T16:00"), write(&before, "11-18T16:00"));
        assert_eq!(figures(&called), figures(&wrote));
        assert_eq!((called.unread, called.contacts_again), (1, again));
        let twice = works(&called, call(), "11-18T17:00");
        assert_eq!(twice.contacts_again, again + 1, "while the first waits for an answer");
    }
}

#[test]
fn a_call_about_what_nobody_has_taken_is_its_first_touch_and_of_what_has_ended_none() {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let filed = State::filed(CommunityId::new("wt"), terms, Facts::default(), at("11-18T14:06")).0;
    let call = || Work::Contacted { channel: Channel::FrontDesk, text: String::new() };
    let called = works(&filed, call(), "11-18T15:00");
    assert_eq!((called.stage, called.handler.is_some(), called.contacts_again), (Stage::Accepted, true, 1));
    let closed = State { stage: Stage::Closed, ..filed };
    let refused = change::work(&closed, &staff(Duty::Agent), &[], 1, call(), at("11-18T15:00"));
    assert_eq!(refused.err(), Some(Refusal::NotNow.into()));
}

#[test]
fn a_second_contact_is_read_from_its_form() {
    let draft = |channel: &str| WorkDraft {
        act: "contacted".to_owned(),
        channel: channel.to_owned(),
        ..WorkDraft::default()
    };
    let read = |channel| draft(channel).parse((rules::kind::Kind::Works, &[]));
    let contacted = |channel| Ok(Work::Contacted { channel, text: String::new() });
    assert_eq!(read(""), contacted(Channel::Phone));
    assert_eq!(read("wechat"), contacted(Channel::WeChat));
    assert_eq!(read("portal"), Err(Problems::one(Field::Channel, What::NotAChoice)));
}
