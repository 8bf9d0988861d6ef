//! Whatever happens to a complaint, in whatever order: its timeline alone tells how its clocks stood at
//! any moment, no re-grade moves a deadline later, and what is due is what its steps lead to.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use proptest::prelude::*;
use rules::access::{Duty, Staff};
use rules::calendar::PauseReason;
use rules::change::{self, Change, State};
use rules::follow::Follow;
use rules::grading::{Facts, Media};
use rules::id::{CommunityId, StaffId};
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
    Follow(Follow),
    Told,
    Tried,
    Month,
    Remind,
    Lapse,
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
        2 => Just(Step::Follow(Follow::Add { text: text(), photos: Vec::new() })),
        1 => Just(Step::Follow(Follow::Accept)),
        2 => Just(Step::Follow(Follow::NotSolved { text: text() })),
        1 => Just(Step::Follow(Follow::Review { text: text() })),
        1 => Just(Step::Follow(Follow::Withdraw { text: text() })),
    ]
}

/// 1 February 2026, 9:00 in China: before 春节 and its worked weekends.
const START: i64 = 1_769_907_600_000;

/// What waits to be told, as the store would keep it.
type Waiting = Vec<rules::notice::Notice>;

fn take(state: &State, step: Step, waiting: &mut Waiting, now: Moment) -> Option<Change> {
    match step {
        Step::Work(work) => change::work(state, &staff(), &[], state.facts_version, work, now).ok(),
        Step::Follow(follow) => change::follow(state, follow, now).ok(),
        Step::Told => waiting.pop().map(|notice| change::told(state, notice, Way::Email, Who::Machine, now)),
        Step::Tried => waiting.last().map(|notice| change::tried(state, *notice, Who::Machine, now)),
        Step::Month => change::overdue_month(state, now),
        Step::Remind => change::remind(state, now),
        Step::Lapse => change::lapse(state, now),
    }
}

/// One past moment: how many entries there were, and how it stood.
type Stood = (usize, State);

fn walk(steps: Vec<(Step, i64)>) -> (Vec<Entry>, Vec<Stood>) {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    let mut now = Moment::from_millis(START);
    let (mut state, filed) = State::filed(CommunityId::new("wt"), terms, Facts::default(), now);
    let mut entries = vec![Entry { seq: 1, at: now, who: Who::Resident, event: filed }];
    let (mut waiting, mut stood): (Waiting, Vec<Stood>) = (Vec::new(), vec![(1, state.clone())]);
    for (step, minutes) in steps {
        now = now.plus_minutes(minutes);
        let Some(change) = take(&state, step, &mut waiting, now) else { continue };
        waiting.extend(change.news.iter().map(|news| change.state.notice(*news)));
        for event in change.events {
            let regraded = matches!(event, Event::Regraded { .. });
            let (before, after) = (state.deadlines, change.state.deadlines);
            if regraded && before.resolution.met.is_none() && change.state.round == state.round {
                assert!(after.resolution.due <= before.resolution.due, "a re-grade moves nothing later");
                assert!(after.first_answer.due <= before.first_answer.due, "a re-grade moves nothing later");
            }
            let seq = i64::try_from(entries.len()).expect("few") + 1;
            entries.push(Entry { seq, at: now, who: change.who.clone(), event });
        }
        state = change.state;
        stood.push((entries.len(), state.clone()));
    }
    (entries, stood)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn replay_equals_live_at_every_past_moment(
        steps in prop::collection::vec((any_step(), 1i64..4_000), 1..40),
    ) {
        let (entries, stood) = walk(steps);
        for (many, live) in stood {
            let past = &entries[..many];
            let again = change::replay(live.community.clone(), live.terms.clone(), past).expect("it begins with its filing");
            let kept = |state: &State| {
                let State { stage, deadlines, course, asking, resolved, ended, round, unread, review, .. } = state;
                (*stage, *deadlines, course.clone(), *asking, *resolved, *ended, *round, *unread, *review)
            };
            prop_assert_eq!(kept(&again), kept(&live), "{:?}", past.last());
            prop_assert_eq!(&again.graded, &live.graded);
        }
    }

    #[test]
    fn what_is_due_is_what_its_steps_lead_to(
        steps in prop::collection::vec((any_step(), 1i64..4_000), 1..40),
    ) {
        let (entries, stood) = walk(steps);
        for (many, state) in stood {
            let now = entries[many - 1].at;
            let of = state.deadlines;
            for deadline in [of.first_answer, of.resolution] {
                if deadline.paused.is_none() && deadline.met.is_none() {
                    let reached = state.course.explain(&deadline, &state.terms, now);
                    prop_assert_eq!(reached.due, deadline.due, "{:?} {:?}", deadline, state.course);
                }
            }
        }
    }
}
