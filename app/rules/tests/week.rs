//! Her week: from a result told to her word, or to silence (handbook §2, ending).

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Staff};
use rules::change::{self, State};
use rules::deadline::Clock;
use rules::follow::Follow;
use rules::grading::Facts;
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::{Moment, Zone};
use rules::notice::{News, Notice};
use rules::policy::Terms;
use rules::resolution::{Finding, Outcome};
use rules::stage::{Act, Asking, Stage};
use rules::timeline::{Event, Person, Way, Who};
use rules::work::Work;

fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

fn lin() -> Staff {
    Staff {
        id: StaffId::new("lin"),
        name: "林晓岚".to_owned(),
        department: Department::CustomerService,
        duties: vec![(CommunityId::new("wt"), Duty::Agent)],
    }
}

fn caller() -> Who {
    let Staff { id, name, department, .. } = lin();
    Who::Staff(Person { id, name, department })
}

fn works(state: &State, work: Work, now: &str) -> State {
    change::work(state, &lin(), &[], state.facts_version, work, at(now)).expect("allowed").state
}

fn resolved(now: &str) -> State {
    let filed = State::filed(
        CommunityId::new("wt"),
        Arc::new(Terms::handbook(Zone::CHINA)),
        Facts::default(),
        at("11-18T14:06"),
    )
    .0;
    resolve(&filed, now)
}

fn resolve(state: &State, now: &str) -> State {
    let (finding, outcomes) = (Finding::Upheld, vec![Outcome::Repair]);
    works(state, Work::Resolve { finding, outcomes, text: "换了控制板".to_owned() }, now)
}

fn told(state: &State, notice: Notice, now: &str) -> State {
    change::told(state, notice, Way::InPerson, caller(), at(now)).state
}

fn tried(state: &State, news: News, now: &str) -> State {
    let tried = change::tried(state, state.notice(news), caller(), at(now));
    assert!(matches!(tried.events[..], [Event::Tried { .. }]), "who called, and when, is on record");
    tried.state
}

/// Her week begins on 20 November at 10:13.
fn asked() -> State {
    let resolved = resolved("11-20T10:12");
    told(&resolved, resolved.notice(News::Resolved), "11-20T10:13")
}

fn reminded() -> State {
    let reminding = change::remind(&asked(), at("11-24T10:13")).expect("four days").state;
    told(&reminding, reminding.notice(News::Reminded), "11-24T10:14")
}

fn writes(state: &State, now: &str) -> State {
    let add = Follow::Add { text: "夜里还是会停，正常吗".to_owned(), photos: Vec::new() };
    change::follow(state, add, at(now)).expect("open").state
}

fn answers(state: &State, now: &str) -> State {
    let reply = Work::Reply { text: "今晚再去看".to_owned(), asks: false };
    let replied = works(state, reply, now);
    told(&replied, replied.notice(News::Replied), now)
}

fn due(state: &State) -> Option<Moment> {
    state.awaited_word().map(|word| word.due)
}

fn lapses(state: &State, now: &str) -> bool {
    change::lapse(state, at(now)).is_some()
}

#[test]
fn a_result_is_told_before_her_week_begins() {
    let resolved = resolved("11-20T10:12");
    assert_eq!(resolved.stage, Stage::AwaitingConfirmation);
    assert_eq!((resolved.deadlines.resolution.met, resolved.deadlines.confirmation), (None, None));
    let asked = asked();
    assert_eq!(asked.deadlines.resolution.met, Some(at("11-20T10:13")));
    assert_eq!(due(&asked), Some(at("11-27T10:13")));
    let again = told(&asked, asked.notice(News::Resolved), "11-22T09:00");
    assert_eq!(again.deadlines, asked.deadlines, "telling twice starts no second week");
}

#[test]
fn silence_is_reminded_once_and_then_closed_without_reply() {
    assert_eq!(change::remind(&asked(), at("11-24T10:12")), None);
    let reminding = change::remind(&asked(), at("11-24T10:13")).expect("four days").state;
    assert_eq!(change::remind(&reminding, at("11-24T10:13")), None, "safe to run twice");
    let reminded = reminded();
    assert_eq!(change::remind(&reminded, at("11-25T10:13")), None, "once");
    assert_eq!(change::lapse(&reminded, at("11-27T10:12")), None);
    let lapsed = change::lapse(&reminded, at("11-27T10:13")).expect("seven days").state;
    assert_eq!((lapsed.stage, lapsed.ended), (Stage::ClosedNoReply, Some(at("11-27T10:13"))));
    assert_eq!(change::lapse(&lapsed, at("11-28T10:13")), None, "safe to run twice");
    assert_eq!(change::remind(&lapsed, at("11-28T10:13")), None);
}

#[test]
fn a_resident_who_waits_for_an_answer_is_neither_reminded_nor_closed() {
    let wrote = writes(&asked(), "11-21T09:00");
    assert_eq!(change::remind(&wrote, at("11-24T10:13")), None);
    let wrote_late = writes(&reminded(), "11-26T09:00");
    assert!(!lapses(&wrote_late, "11-27T10:13") && !lapses(&wrote_late, "12-27T10:13"));
    let reply = Work::Reply { text: "今晚再去看".to_owned(), asks: false };
    let replied = works(&wrote_late, reply, "11-28T09:00");
    assert!(!lapses(&replied, "11-28T10:00"), "a reply nobody has told her answers nothing");
}

#[test]
fn her_week_begins_anew_when_she_has_been_answered() {
    let answered = answers(&writes(&asked(), "11-21T09:00"), "11-22T10:00");
    assert_eq!(due(&answered), Some(at("11-29T10:00")));
    assert_eq!(change::remind(&answered, at("11-24T10:13")), None);
    assert!(change::remind(&answered, at("11-26T10:00")).is_some());
    let answered_late = answers(&writes(&reminded(), "11-26T09:00"), "11-28T09:00");
    assert!(!lapses(&answered_late, "12-05T08:59") && lapses(&answered_late, "12-05T09:00"));
    assert_eq!(change::remind(&answered_late, at("12-03T09:00")), None, "she is reminded once");
    let unasked = answers(&asked(), "11-22T10:00");
    assert_eq!(due(&unasked), due(&asked()), "words she did not wait for begin no week");
}

#[test]
fn a_reminder_not_told_yet_holds_the_end_up_until_she_is_told_or_one_call_was_tried() {
    let reminding = change::remind(&asked(), at("11-24T10:13")).expect("four days").state;
    assert!(!lapses(&reminding, "11-27T10:13") && !lapses(&reminding, "12-27T10:13"));
    let in_time = tried(&reminding, News::Reminded, "11-25T09:00");
    assert!(!lapses(&in_time, "11-27T10:12") && lapses(&in_time, "11-27T10:13"));
    let late = tried(&reminding, News::Reminded, "11-29T09:00");
    assert!(!lapses(&late, "11-30T08:59") && lapses(&late, "11-30T09:00"), "a day is left to her");
}

#[test]
fn a_result_that_cannot_be_told_ends_a_week_after_the_first_try() {
    let resolved = resolved("11-20T10:12");
    assert!(!lapses(&resolved, "12-27T10:13"), "neither told nor tried");
    let once = tried(&resolved, News::Resolved, "11-21T09:00");
    assert_eq!(once.deadlines.resolution.met, None, "a try is not telling");
    assert_eq!(once.deadlines.running().map(|one| one.clock), Some(Clock::Confirmation));
    let twice = tried(&once, News::Resolved, "11-23T09:00");
    assert_eq!(due(&twice), Some(at("11-28T09:00")), "the week goes on");
    assert_eq!(change::remind(&twice, at("11-25T09:00")), None, "there is nothing to be reminded of");
    assert!(!lapses(&twice, "11-28T08:59") && lapses(&twice, "11-28T09:00"));
    let told = told(&twice, twice.notice(News::Resolved), "11-24T09:00");
    assert_eq!((told.asking, due(&told)), (Asking::Told, Some(at("12-01T09:00"))));
}

#[test]
fn what_was_written_in_an_earlier_round_meets_no_clock_of_the_new_one() {
    let first = resolved("11-20T10:12");
    let (result, reply) = (first.notice(News::Resolved), first.notice(News::Replied));
    let not_solved = Follow::NotSolved { text: "又停了".to_owned() };
    let again = change::follow(&first, not_solved, at("11-21T09:00")).expect("asked").state;
    for notice in [result, reply] {
        let late = told(&again, notice, "11-21T10:00");
        assert_eq!((late.deadlines, late.unread), (again.deadlines, 1));
    }
    let second = resolve(&again, "11-22T09:00");
    assert_eq!(told(&second, result, "11-22T10:00").deadlines, second.deadlines);
    assert_eq!(change::tried(&second, result, caller(), at("11-22T10:00")).state, second);
    let asked = told(&second, second.notice(News::Resolved), "11-22T11:00");
    assert_eq!(due(&asked), Some(at("11-29T11:00")));
}

#[test]
fn what_has_lost_its_object_is_not_told_any_more() {
    use News::{
        Accepted, Asked, ClosedNoReply, Extended, Informed, Paused, Planned, Received, Recommitted, Regraded,
        Reminded, Reopened, Replied, Reported, Resolved, Reviewed,
    };
    let check = |act: Act, still: &[News]| {
        let kept: Vec<News> = News::ALL.iter().copied().filter(|news| !news.is_moot_after(act)).collect();
        assert_eq!(kept, still, "{act:?}");
    };
    // What is told of a serious incident has an object of its own.
    check(Act::Resolve, &[Received, Replied, Reviewed, Recommitted, Informed, Reported]);
    for act in [Act::Confirm, Act::Contest, Act::Lapse, Act::Withdraw] {
        check(act, &[Received, Informed, Reported]);
    }
    for act in [Act::Take, Act::Verify, Act::Handle, Act::Ask, Act::Add] {
        let all = [
            Received,
            Accepted,
            Replied,
            Asked,
            Planned,
            Resolved,
            Reminded,
            ClosedNoReply,
            Reopened,
            Regraded,
            Paused,
            Extended,
            Reviewed,
            Recommitted,
            Informed,
            Reported,
        ];
        check(act, &all);
    }
    let confirmed = change::follow(&reminded(), Follow::Accept, at("11-25T08:00")).expect("asked");
    assert!(confirmed.moot.contains(&Reminded) && confirmed.moot.contains(&Resolved));
}
