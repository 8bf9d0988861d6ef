//! Whatever happens to a complaint, in whatever order: its timeline alone tells how its clocks stood at
//! any moment, no re-grade moves a deadline later, and what is due is what its steps lead to.

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Staff};
use rules::approval::Approval;
use rules::calendar::PauseReason;
use rules::change::{self, Change, State};
use rules::follow::Follow;
use rules::grading::Facts;
use rules::id::{CommunityId, StaffId};
use rules::intake::Channel;
use rules::kind::Department;
use rules::moment::{Moment, Zone};
use rules::policy::Terms;
use rules::resolution::{Finding, Outcome};
use rules::timeline::{Entry, Event, Way, Who};
use rules::work::Work;

fn staff() -> Staff {
    Staff {
        id: StaffId::new("chen"),
        name: "陈国栋".to_owned(),
        department: Department::Engineering,
        duties: vec![(CommunityId::new("wt"), Duty::DepartmentHead)],
    }
}

/// What somebody, or time, may try next; most of it is refused most of the time.
#[derive(Clone, Debug)]
enum Step {
    Work(Work),
    /// By a second person, of what waits for one.
    Approve,
    Return,
    Follow(Follow),
    Told,
    Tried,
    Month,
    Remind,
    Lapse,
}

/// 1 February 2026, 9:00 in China: before 春节 and its worked weekends.
const START: i64 = 1_769_907_600_000;

/// What waits to be told, as the store would keep it.
type Waiting = Vec<rules::notice::Notice>;

fn take(state: &State, step: Step, waiting: &mut Waiting, now: Moment) -> Option<Change> {
    match step {
        Step::Work(work) => change::work(state, &staff(), &[], state.facts_version, work, now).ok(),
        Step::Approve => decide(state, now, |waits| Work::Approve { submitted: waits.at, text: waits.text }),
        Step::Return => decide(state, now, |waits| Work::Return { submitted: waits.at, reason: waits.text }),
        Step::Follow(follow) => change::follow(state, follow, now).ok(),
        Step::Told => waiting.pop().map(|notice| change::told(state, notice, Way::Email, Who::Machine, now)),
        Step::Tried => waiting.last().map(|notice| change::tried(state, *notice, Who::Machine, now)),
        Step::Month => change::overdue_month(state, now),
        Step::Remind => change::remind(state, now),
        Step::Lapse => change::lapse(state, now),
    }
}

fn decide(state: &State, now: Moment, work: impl FnOnce(Approval) -> Work) -> Option<Change> {
    let work = work(state.approval.clone()?);
    let duties = vec![(CommunityId::new("wt"), Duty::GeneralManager)];
    let general = Staff { id: StaffId::new("shen"), name: "沈国梁".to_owned(), duties, ..staff() };
    change::work(state, &general, &[], state.facts_version, work, now).ok()
}

/// One past moment: how many entries there were, and how it stood.
type Stood = (usize, State);

/// Filed by her, or taken down at the desk with so many days until an outside body wants the result.
fn begun(outside: Option<i64>, now: Moment) -> (State, Entry) {
    let (wt, terms) = (CommunityId::new("wt"), Arc::new(Terms::handbook(Zone::CHINA)));
    let (state, who, event) = match outside {
        None => {
            let (state, event) = State::filed(wt, terms, Facts::default(), now);
            (state, Who::Resident, event)
        }
        Some(days) => {
            let due = now.plus_days(days).local(Zone::CHINA);
            let taken = change::taken_down(wt, terms, Facts::default(), Some(due), &staff(), now);
            let (state, event) = taken.expect("allowed");
            let handler = state.handler.clone().expect("whoever took it down");
            (state, Who::Staff(handler), event)
        }
    };
    (state, Entry { seq: 1, at: now, who, event })
}

fn walk(outside: Option<i64>, steps: Vec<(Step, i64)>) -> (Vec<Entry>, Vec<Stood>) {
    let mut now = Moment::from_millis(START);
    let (mut state, filed) = begun(outside, now);
    let wanted = state.deadlines.outside.map(|outside| outside.due);
    let mut entries = vec![filed];
    let (mut waiting, mut stood): (Waiting, Vec<Stood>) = (Vec::new(), vec![(1, state.clone())]);
    for (step, minutes) in steps {
        now = now.plus_minutes(minutes);
        let Some(change) = take(&state, step, &mut waiting, now) else { continue };
        waiting.extend(change.notices());
        let open = change.state.stage.is_open();
        assert!(open || change.state.approval.is_none(), "nothing waits on what has ended");
        let outside = change.state.deadlines.outside.map(|outside| outside.due);
        assert_eq!(outside, wanted, "nothing of ours moves what an outside body wants");
        let said = change.events.iter().map(|event| change.who_of(event)).collect::<Vec<_>>();
        // What stood still may go on with the very act that re-grades; that is the pause's doing.
        let resumed = change.events.iter().any(|event| matches!(event, Event::Resumed { .. }));
        for (event, who) in change.events.into_iter().zip(said) {
            let regraded = matches!(event, Event::Regraded { .. });
            let (before, after) = (state.deadlines, change.state.deadlines);
            if regraded && !resumed && before.resolution.met.is_none() && change.state.round == state.round {
                assert!(after.resolution.due <= before.resolution.due, "a re-grade moves nothing later");
                assert!(after.first_answer.due <= before.first_answer.due, "a re-grade moves nothing later");
            }
            let seq = i64::try_from(entries.len()).expect("few") + 1;
            entries.push(Entry { seq, at: now, who, event });
        }
        state = change.state;
        stood.push((entries.len(), state.clone()));
    }
    (entries, stood)
}

/// What of a state the clocks rest on.
fn kept(state: &State) -> impl PartialEq + std::fmt::Debug + use<> {
    let State {
        stage,
        handler,
        contacts_again,
        deadlines,
        course,
        asking,
        resolved,
        ended,
        round,
        unread,
        review,
        graded,
        approval,
        commitments,
        ..
    } = state;
    (
        *stage,
        *deadlines,
        course.clone(),
        *asking,
        *resolved,
        *ended,
        (*round, *unread, *contacts_again, *review, handler.clone()),
        graded.clone(),
        approval.clone(),
        commitments.clone(),
    )
}

fn replays(entries: &[Entry], stood: &[Stood]) {
    for (many, live) in stood {
        let past = &entries[..*many];
        let again = change::replay(live.community.clone(), live.terms.clone(), past);
        let again = again.expect("it begins with its filing");
        assert!(kept(&again) == kept(live), "{:?}: {:?} is not {:?}", past.last(), kept(&again), kept(live));
    }
}

fn steps_lead_to_what_is_due(entries: &[Entry], stood: &[Stood]) {
    for (many, state) in stood {
        let now = entries[many - 1].at;
        for deadline in [state.deadlines.first_answer, state.deadlines.resolution] {
            if deadline.paused.is_none() && deadline.met.is_none() {
                let reached = state.course.explain(&deadline, &state.terms, now);
                assert_eq!(reached.due, deadline.due, "{deadline:?} {:?}", state.course);
            }
        }
    }
}

#[test]
fn a_whole_life_is_told_again_from_its_timeline() {
    let text = || "好的".to_owned();
    let facts = |households| Facts { households, ..Facts::default() };
    let pause = || Step::Work(Work::Pause { reason: PauseReason::Utility, text: text() });
    let due = Moment::from_millis(START).plus_days(30).local(Zone::CHINA);
    let resolve = || {
        Step::Work(Work::Resolve { finding: Finding::Upheld, outcomes: vec![Outcome::Repair], text: text() })
    };
    let life = || {
        vec![
            (Step::Work(Work::Take), 30),
            (Step::Work(Work::Reply { text: text(), asks: false }), 60),
            (Step::Told, 5),
            (pause(), 600),
            (Step::Work(Work::Establish { facts: facts(12), reason: text() }), 60),
            (Step::Work(Work::Reply { text: text(), asks: false }), 60),
            (Step::Return, 60),
            (Step::Work(Work::Plan { text: text() }), 240),
            (Step::Approve, 60),
            (Step::Told, 5),
            (Step::Work(Work::Establish { facts: facts(2), reason: text() }), 300),
            (Step::Work(Work::Extend { due, reason: text() }), 60),
            (Step::Told, 5),
            (pause(), 3_000),
            (Step::Work(Work::Resume), 4_000),
            (resolve(), 2_000),
            (Step::Told, 60),
            (Step::Follow(Follow::NotSolved { text: text() }), 3_000),
            (Step::Work(Work::Contacted { channel: Channel::Phone, text: text() }), 60),
            (resolve(), 2_000),
            (Step::Month, 60),
            (Step::Tried, 60),
            (Step::Remind, 60),
            (Step::Lapse, 60),
            (Step::Follow(Follow::Accept), 600),
        ]
    };
    for outside in [None, Some(9)] {
        let (entries, stood) = walk(outside, life());
        assert!(entries.len() > 20, "most of it happened: {}", entries.len());
        replays(&entries, &stood);
        steps_lead_to_what_is_due(&entries, &stood);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod whatever_happens {
    use super::*;
    use proptest::prelude::*;
    use rules::commitment::Pledged;
    use rules::grading::Media;

    fn pledged(due: chrono::NaiveDateTime) -> Pledged {
        Pledged { what: "换好".to_owned(), due: Some(due), amount: String::new(), person: None }
    }

    fn any_step() -> impl Strategy<Value = Step> {
        let text = || "好的".to_owned();
        let due = |days: i64| Moment::from_millis(START).plus_days(days).local(Zone::CHINA);
        let facts = (0u32..12, any::<bool>(), proptest::sample::select(Media::ALL))
            .prop_map(|(households, help, media)| Facts { households, help, media, ..Facts::default() });
        prop_oneof![
            4 => Just(Step::Told),
            2 => Just(Step::Tried),
            2 => Just(Step::Month),
            2 => Just(Step::Remind),
            2 => Just(Step::Lapse),
            2 => Just(Step::Work(Work::Take)),
            4 => Just(Step::Approve),
            1 => Just(Step::Return),
            3 => (1i64..60).prop_map(move |days| {
                let saying = Box::new(Work::Reply { text: text(), asks: false });
                Step::Work(Work::Committing { saying, pledged: pledged(due(days)) })
            }),
            2 => (1i64..60).prop_map(move |days| Step::Work(Work::Recommit {
                commitment: 1,
                pledged: pledged(due(days)),
                reason: text(),
                compensation: text(),
            })),
            1 => (1u32..3).prop_map(|commitment| Step::Work(Work::Keep { commitment })),
            1 => Just(Step::Work(Work::TakeBack)),
            1 => Just(Step::Work(Work::Acknowledge { text: text() })),
            1 => Just(Step::Work(Work::Verify)),
            2 => Just(Step::Work(Work::Handle)),
            2 => any::<bool>().prop_map(move |asks| Step::Work(Work::Reply { text: text(), asks })),
            1 => Just(Step::Work(Work::Plan { text: text() })),
            3 => facts.prop_map(move |facts| Step::Work(Work::Establish { facts, reason: text() })),
            3 => proptest::sample::select(PauseReason::ALL)
                .prop_map(move |reason| Step::Work(Work::Pause { reason, text: text() })),
            3 => Just(Step::Work(Work::Resume)),
            3 => (1i64..60).prop_map(move |days| Step::Work(Work::Extend { due: due(days), reason: text() })),
            1 => Just(Step::Work(Work::Review { text: text() })),
            3 => Just(Step::Work(Work::Resolve {
                finding: Finding::Upheld,
                outcomes: vec![Outcome::Repair],
                text: text(),
            })),
            2 => Just(Step::Work(Work::Contacted { channel: Channel::FrontDesk, text: text() })),
            2 => Just(Step::Follow(Follow::Add { text: text(), photos: Vec::new() })),
            1 => Just(Step::Follow(Follow::Accept)),
            2 => Just(Step::Follow(Follow::NotSolved { text: text() })),
            1 => Just(Step::Follow(Follow::Review { text: text() })),
            1 => Just(Step::Follow(Follow::Withdraw { text: text() })),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn replay_equals_live_at_every_past_moment(
            outside in prop::option::of(0i64..40),
            steps in prop::collection::vec((any_step(), 1i64..4_000), 1..40),
        ) {
            let (entries, stood) = walk(outside, steps);
            replays(&entries, &stood);
        }

        #[test]
        fn what_is_due_is_what_its_steps_lead_to(
            outside in prop::option::of(0i64..40),
            steps in prop::collection::vec((any_step(), 1i64..4_000), 1..40),
        ) {
            let (entries, stood) = walk(outside, steps);
            steps_lead_to_what_is_due(&entries, &stood);
        }
    }
}
