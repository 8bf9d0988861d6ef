//! Who is called about a complaint, when, and when no more (handbook §2, I2, I5).

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::alert::{About, Reached, Rung, at_once, next, past};
use rules::change::{self, Denied, State};
use rules::deadline::Clock;
use rules::follow::Follow;
use rules::grading::{Facts, Grade, Media, Safety};
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::{Moment, Zone};
use rules::notice::News;
use rules::policy::{Ladder, Quiet, Terms, Whom};
use rules::timeline::{Event, Way, Who};
use rules::work::Work;

/// November 2026: the 18th is a Wednesday.
fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), Zone::CHINA)
}

fn shown(moment: Moment) -> String {
    moment.local(Zone::CHINA).format("%m-%dT%H:%M").to_string()
}

fn facts(grade: Grade) -> Facts {
    match grade {
        Grade::One => Facts { media: Media::Serious, ..Facts::default() },
        Grade::Two => Facts { media: Media::Possible, ..Facts::default() },
        Grade::Three => Facts { help: true, ..Facts::default() },
        Grade::Four => Facts::default(),
    }
}

fn filed(facts: Facts, now: &str) -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    State::filed(CommunityId::new("wt"), terms, facts, at(now)).0
}

fn lin() -> Staff {
    Staff {
        id: StaffId::new("lin"),
        name: "林晓岚".into(),
        department: Department::CustomerService,
        duties: vec![(CommunityId::new("wt"), Duty::Agent)],
    }
}

fn works(state: &State, work: Work, now: &str) -> State {
    change::work(state, &lin(), &[], state.facts_version, work, at(now)).expect("she may").state
}

fn establishes(state: &State, facts: Facts, now: &str) -> State {
    works(state, Work::Establish { facts, reason: "核实".into() }, now)
}

/// Everything the ladder says about a complaint that nobody touches, until `until`.
fn climb(state: &State, until: &str) -> Vec<String> {
    let (ladder, until) = (Ladder::default(), at(until));
    let mut reached: Vec<Reached> = at_once(&ladder, None, state, state.received)
        .into_iter()
        .map(|rung| Reached { rung, said: state.received, times: 1, settled: false })
        .collect();
    let said = |rung: &Rung, at: Moment| format!("{} {} {}", shown(at), rung.whom.code(), about(rung.about));
    let mut climbed: Vec<String> = reached.iter().map(|one| said(&one.rung, one.said)).collect();
    let mut now = state.received;
    while let Some(call) = next(&ladder, state, &reached, now).filter(|call| call.at <= until) {
        now = now.max(call.at);
        climbed.push(said(&call.rung, call.at));
        match reached.iter_mut().find(|one| one.rung == call.rung) {
            Some(again) => (again.said, again.times) = (call.at, again.times + 1),
            None => reached.push(Reached { rung: call.rung, said: call.at, times: 1, settled: false }),
        }
    }
    climbed
}

fn about(about: About) -> String {
    match about {
        About::Danger => "danger".into(),
        About::Declared => "declared".into(),
        About::Graded { grade } => format!("grade {}", grade.number()),
        About::Before { clock, minutes } => format!("{minutes} before {}", clock.code()),
        About::After { clock, minutes } => format!("{minutes} after {}", clock.code()),
        _ => format!("{about:?}"),
    }
}

#[test]
fn a_grade_4_that_nobody_answers_climbs_from_handler_to_supervisor() {
    assert_eq!(
        climb(&filed(facts(Grade::Four), "11-18T14:06"), "12-31T00:00"),
        [
            "11-19T12:06 handler 120 before first_answer",
            "11-19T14:06 head 0 after first_answer",
            "12-02T14:06 handler 1440 before resolution",
            "12-03T14:06 head 0 after resolution",
            "12-04T14:06 supervisor 1440 after resolution",
        ]
    );
}

#[test]
fn grade_1_calls_the_general_manager_at_once_and_again_until_acknowledged() {
    let climbed = climb(&filed(facts(Grade::One), "11-18T02:00"), "11-18T02:59");
    assert_eq!(
        climbed,
        [
            "11-18T02:00 general_manager grade 1",
            "11-18T02:00 head grade 1",
            "11-18T02:10 handler 5 before first_answer",
            "11-18T02:15 head 0 after first_answer",
            "11-18T02:30 general_manager grade 1",
            "11-18T02:30 head grade 1",
        ]
    );
}

#[test]
fn grade_2_calls_the_head_at_once_and_once() {
    let climbed = climb(&filed(facts(Grade::Two), "11-18T14:06"), "11-19T00:00");
    assert_eq!(climbed.first().map(String::as_str), Some("11-18T14:06 head grade 2"));
    assert_eq!(climbed.iter().filter(|said| said.contains("grade 2")).count(), 1);
}

#[test]
fn danger_calls_the_roster_every_five_minutes_and_not_for_ever() {
    let state = filed(Facts { safety: Safety::Now, ..facts(Grade::Four) }, "11-18T02:00");
    let climbed = climb(&state, "11-18T20:00");
    let danger: Vec<_> = climbed.iter().filter(|said| said.ends_with("danger")).collect();
    assert_eq!(
        (danger[0].as_str(), danger[1].as_str()),
        ("11-18T02:00 roster danger", "11-18T02:05 roster danger")
    );
    assert_eq!(danger.len(), 12);
}

#[test]
fn what_somebody_acknowledged_is_not_said_again() {
    let state = filed(Facts { safety: Safety::Now, ..facts(Grade::Four) }, "11-18T02:00");
    let rung = at_once(&Ladder::default(), None, &state, at("11-18T02:00"))[0];
    let reached = Reached { rung, said: at("11-18T02:00"), times: 1, settled: true };
    let call = next(&Ladder::default(), &state, &[reached], at("11-18T02:01")).expect("a deadline nears");
    assert_ne!(call.rung, rung);
}

/// Before, after, and whom the change calls at once.
fn check_at_once(before: Option<&State>, after: &State, wanted: &[(&str, Whom)]) {
    let rungs = at_once(&Ladder::default(), before, after, at("11-18T15:00"));
    let called: Vec<(String, Whom)> = rungs.iter().map(|rung| (about(rung.about), rung.whom)).collect();
    let wanted: Vec<(String, Whom)> = wanted.iter().map(|(about, whom)| ((*about).into(), *whom)).collect();
    assert_eq!(called, wanted);
}

#[test]
fn a_change_calls_about_what_it_brings_and_about_nothing_that_was_there() {
    let four = filed(facts(Grade::Four), "11-18T14:06");
    check_at_once(None, &four, &[]);
    let one = establishes(&four, facts(Grade::One), "11-18T14:30");
    check_at_once(Some(&four), &one, &[("grade 1", Whom::GeneralManager), ("grade 1", Whom::Head)]);
    check_at_once(Some(&one), &one, &[]);
    let two = establishes(&one, facts(Grade::Two), "11-18T14:40");
    check_at_once(Some(&one), &two, &[("grade 2", Whom::Head)]);
    let danger = establishes(&two, Facts { safety: Safety::Now, ..facts(Grade::Two) }, "11-18T14:45");
    check_at_once(Some(&two), &danger, &[("danger", Whom::Roster)]);
    let possible = establishes(&two, Facts { safety: Safety::Possible, ..facts(Grade::Two) }, "11-18T14:45");
    check_at_once(Some(&two), &possible, &[]);
}

#[test]
fn any_handler_declares_a_matter_of_major_importance_in_one_step_once() {
    let four = filed(facts(Grade::Four), "11-18T14:06");
    let declare = || Work::Declare { reason: "业主联名要上访".into() };
    let change = change::work(&four, &lin(), &[], 1, declare(), at("11-18T14:20")).expect("she may");
    assert!(matches!(change.events[..], [Event::Taken, Event::Declared { .. }]), "{:?}", change.events);
    assert_eq!(change.state.graded.grade, Grade::Four, "whatever its grade");
    check_at_once(Some(&four), &change.state, &[("declared", Whom::GeneralManager)]);
    let again = change::work(&change.state, &lin(), &[], 1, declare(), at("11-18T14:21"));
    assert_eq!(again, Err(Denied::Refusal(Refusal::NotNow)));
    for event in &change.events[1..] {
        assert!(!event.is_for_resident());
    }
}

#[test]
fn opened_again_it_calls_as_if_it_were_filed() {
    let resolve = Work::Resolve {
        finding: rules::resolution::Finding::Upheld,
        outcomes: vec![rules::resolution::Outcome::Repair],
        text: "换了".into(),
    };
    let resolved = works(&filed(facts(Grade::Four), "11-18T14:06"), resolve, "11-19T10:00");
    let one = establishes(&resolved, facts(Grade::One), "11-19T11:00");
    let reopened = change::follow(&one, Follow::NotSolved { text: "没好".into() }, at("11-20T10:00"));
    let reopened = reopened.expect("she may").state;
    check_at_once(Some(&one), &reopened, &[("grade 1", Whom::GeneralManager), ("grade 1", Whom::Head)]);
}

#[test]
fn a_deadline_that_moved_or_was_met_calls_nobody_any_more() {
    let four = filed(facts(Grade::Four), "11-18T14:06");
    let ladder = Ladder::default();
    let call = next(&ladder, &four, &[], at("11-18T14:06")).expect("the first answer nears");
    assert!(call.rung.holds(&four));
    let two = establishes(&four, facts(Grade::Two), "11-18T14:30");
    assert!(!call.rung.holds(&two), "its deadline is another one now");
    let sooner = next(&ladder, &two, &[], at("11-18T14:30")).expect("it nears sooner");
    assert_eq!(shown(sooner.at), "11-18T15:10");
    let told = two.notice(News::Replied);
    let answered = change::told(&two, told, Way::Email, Who::Machine, at("11-18T14:50")).state;
    assert!(!sooner.rung.holds(&answered));
    let later = next(&ladder, &answered, &[], at("11-18T14:50")).expect("the result is owed");
    assert_eq!(
        (about(later.rung.about).as_str(), shown(later.at).as_str()),
        ("1440 before resolution", "11-24T14:30")
    );
}

#[test]
fn once_the_deadline_has_passed_no_warning_comes_before_it() {
    let four = filed(facts(Grade::Four), "11-18T14:06");
    let call = next(&Ladder::default(), &four, &[], at("11-19T15:00")).expect("it is overdue");
    assert_eq!(about(call.rung.about), "0 after first_answer");
}

#[test]
fn quiet_hours_put_off_and_grade_1_and_danger_break_through() {
    let ladder = Ladder { quiet: Quiet { from: 22 * 60, until: 7 * 60 }, ..Ladder::default() };
    let check = |facts: Facts, now: &str, wanted: &str| {
        let state = filed(facts, "11-18T14:06");
        let rung =
            Rung { about: About::Graded { grade: state.graded.grade }, whom: Whom::Head, since: at(now) };
        assert_eq!(shown(rung.disturbs(at(now), &ladder, &state)), wanted);
    };
    check(facts(Grade::Two), "11-18T21:59", "11-18T21:59");
    check(facts(Grade::Two), "11-18T22:00", "11-19T07:00");
    check(facts(Grade::Two), "11-19T06:59", "11-19T07:00");
    check(facts(Grade::One), "11-18T23:00", "11-18T23:00");
    check(Facts { safety: Safety::Now, ..facts(Grade::Four) }, "11-18T23:00", "11-18T23:00");
    let state =
        works(&filed(facts(Grade::Four), "11-18T14:06"), Work::Declare { reason: "x".into() }, "11-18T23:00");
    let rung = Rung { about: About::Declared, whom: Whom::GeneralManager, since: at("11-18T23:00") };
    assert_eq!(shown(rung.disturbs(at("11-18T23:00"), &ladder, &state)), "11-18T23:00");
}

#[test]
fn a_sample_with_a_past_calls_nobody_about_it() {
    let one = filed(facts(Grade::One), "11-18T14:06");
    let now = at("11-25T00:00");
    let rungs = past(&Ladder::default(), &one, now);
    assert!(rungs.len() >= 5, "{rungs:?}");
    let settled = |rung| Reached { rung, said: now, times: 1, settled: true };
    let reached: Vec<Reached> = rungs.into_iter().map(settled).collect();
    assert_eq!(next(&Ladder::default(), &one, &reached, now), None);
}

#[test]
fn what_somebody_was_alerted_about_stands_in_words_of_ours() {
    let about = About::Before { clock: Clock::FirstAnswer, minutes: 20 };
    let text = serde_json::to_string(&about).expect("it is JSON");
    assert_eq!(text, r#"{"before":{"clock":"first_answer","minutes":20}}"#);
    assert_eq!(serde_json::from_str::<About>(&text).ok(), Some(about));
}

mod people {
    use rules::access::Duty;
    use rules::alert::{Colleague, Shift, people};
    use rules::id::StaffId;
    use rules::kind::Department;
    use rules::policy::Whom;

    const ENGINEERING: Department = Department::Engineering;

    fn one(id: &str, department: Department, duty: Duty) -> Colleague {
        Colleague { id: StaffId::new(id), department, duties: vec![duty] }
    }

    /// A team as large communities have it.
    fn team() -> Vec<Colleague> {
        vec![
            one("agent", Department::CustomerService, Duty::Agent),
            one("head of service", Department::CustomerService, Duty::DepartmentHead),
            one("head of engineering", ENGINEERING, Duty::DepartmentHead),
            one("technician", ENGINEERING, Duty::Technician),
            one("supervisor", Department::Supervision, Duty::Supervisor),
            one("general manager", Department::Management, Duty::GeneralManager),
            one("administrator", Department::Management, Duty::Administrator),
        ]
    }

    fn shift(staff: &str, department: Department, stands_in_for: Option<&str>) -> Shift {
        Shift { staff: StaffId::new(staff), department, stands_in_for: stands_in_for.map(StaffId::new) }
    }

    fn check(
        whom: Whom,
        handler: Option<&str>,
        team: &[Colleague],
        roster: &[Shift],
        wanted: &[&str],
        instead: bool,
    ) {
        let handler = handler.map(StaffId::new);
        let found = people(whom, handler.as_ref(), ENGINEERING, team, roster);
        let ids: Vec<&str> = found.ids.iter().map(StaffId::as_str).collect();
        assert_eq!((&ids[..], found.instead), (wanted, instead), "{whom:?} {handler:?}");
    }

    fn without(duty: Duty) -> Vec<Colleague> {
        team().into_iter().filter(|one| !one.duties.contains(&duty)).collect()
    }

    #[test]
    fn each_is_found_where_they_are() {
        let team = team();
        check(Whom::Handler, Some("agent"), &team, &[], &["agent"], false);
        check(Whom::Head, None, &team, &[], &["head of engineering"], false);
        check(Whom::Supervisor, None, &team, &[], &["supervisor"], false);
        check(Whom::GeneralManager, None, &team, &[], &["general manager"], false);
    }

    #[test]
    fn while_nobody_is_responsible_or_who_was_has_left_the_head_is() {
        check(Whom::Handler, None, &team(), &[], &["head of engineering"], false);
        check(Whom::Handler, Some("who left"), &team(), &[], &["head of engineering"], false);
    }

    #[test]
    fn one_who_is_away_is_stood_in_for_by_the_roster() {
        let roster = [
            shift("technician", ENGINEERING, Some("head of engineering")),
            shift("agent", Department::CustomerService, Some("general manager")),
        ];
        check(Whom::Head, None, &team(), &roster, &["technician"], false);
        check(Whom::GeneralManager, None, &team(), &roster, &["agent"], false);
    }

    #[test]
    fn a_department_without_a_head_has_its_roster_then_any_head() {
        let headless: Vec<_> =
            team().into_iter().filter(|one| one.id.as_str() != "head of engineering").collect();
        check(Whom::Head, None, &headless, &[shift("technician", ENGINEERING, None)], &["technician"], true);
        check(Whom::Head, None, &headless, &[], &["head of service"], true);
        check(Whom::Head, None, &without(Duty::DepartmentHead), &[], &["general manager"], true);
    }

    #[test]
    fn danger_calls_everybody_on_duty_and_while_nobody_is_all_heads_and_agents() {
        let roster =
            [shift("technician", ENGINEERING, None), shift("agent", Department::CustomerService, None)];
        check(Whom::Roster, None, &team(), &roster, &["agent", "technician"], false);
        let all = ["agent", "head of engineering", "head of service"];
        check(Whom::Roster, None, &team(), &[], &all, true);
    }

    #[test]
    fn the_next_one_up_is_called_where_there_is_none() {
        check(Whom::Supervisor, None, &without(Duty::Supervisor), &[], &["general manager"], false);
        let heads = ["head of engineering", "head of service"];
        check(Whom::GeneralManager, None, &without(Duty::GeneralManager), &[], &heads, true);
        let alone = [one("technician", ENGINEERING, Duty::Technician)];
        for whom in Whom::ALL {
            check(*whom, None, &alone, &[], &["technician"], true);
            check(*whom, None, &[one("a", ENGINEERING, Duty::Administrator)], &[], &[], true);
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod walks {
    use super::*;
    use proptest::prelude::*;

    /// Something that happens to a complaint.
    fn does(state: &State, act: usize, now: Moment) -> State {
        let grades = [Grade::One, Grade::Two, Grade::Three, Grade::Four];
        let work = |work| change::work(state, &lin(), &[], state.facts_version, work, now).ok();
        let follow = |follow| change::follow(state, follow, now).ok();
        let told = |news| Some(change::told(state, state.notice(news), Way::Email, Who::Machine, now));
        let changed = match act {
            0..4 => work(Work::Establish { facts: facts(grades[act]), reason: "核实".into() }),
            4 => work(Work::Establish {
                facts: Facts { safety: Safety::Now, ..state.facts.clone() },
                reason: "x".into(),
            }),
            5 => told(News::Replied),
            6 => work(Work::Resolve {
                finding: rules::resolution::Finding::Upheld,
                outcomes: vec![rules::resolution::Outcome::Repair],
                text: "换了".into(),
            }),
            7 => told(News::Resolved),
            8 => follow(Follow::NotSolved { text: "没好".into() }),
            9 => follow(Follow::Withdraw { text: String::new() }),
            10 => follow(Follow::Accept),
            11 => work(Work::Declare { reason: "x".into() }),
            _ => told(News::Planned),
        };
        changed.map_or_else(|| state.clone(), |change| change.state)
    }

    proptest! {
        /// Whatever happens, in whatever order: nobody is called about what is met, moved, closed or
        /// withdrawn; nothing is called twice but as often as it may; and it ends.
        #[test]
        fn a_ladder_calls_only_about_what_still_is_so(
            acts in prop::collection::vec((0usize..13, 1i64..20_000), 1..25),
        ) {
            let ladder = Ladder::default();
            let mut now = at("11-18T14:06");
            let mut state = filed(Facts::default(), "11-18T14:06");
            let mut reached: Vec<Reached> = Vec::new();
            for (act, minutes) in acts {
                now = now.plus_minutes(minutes);
                let mut said = 0;
                while let Some(call) = next(&ladder, &state, &reached, now).filter(|call| call.at <= now) {
                    prop_assert!(call.rung.holds(&state), "{:?} of {:?}", call, state);
                    prop_assert!(state.stage.is_open());
                    match reached.iter_mut().find(|one| one.rung == call.rung) {
                        Some(one) => { one.said = call.at; one.times += 1; prop_assert!(one.times <= 12) }
                        None => reached.push(Reached { rung: call.rung, said: call.at, times: 1, settled: false }),
                    }
                    said += 1;
                    prop_assert!(said < 500, "it never ends");
                }
                let after = does(&state, act, now);
                for rung in at_once(&ladder, Some(&state), &after, now) {
                    prop_assert!(rung.holds(&after) && reached.iter().all(|one| one.rung != rung));
                    reached.push(Reached { rung, said: now, times: 1, settled: false });
                }
                state = after;
            }
        }

        /// A step that falls into quiet hours is said within a day, never earlier, and outside them.
        #[test]
        fn quiet_hours_never_swallow_a_step(from in 0u16..1440, until in 0u16..1440, minute in 0i64..10_000) {
            let ladder = Ladder { quiet: Quiet { from, until }, ..Ladder::default() };
            let state = filed(Facts::default(), "11-18T14:06");
            let now = at("11-18T00:00").plus_minutes(minute);
            let rung = Rung { about: About::Graded { grade: Grade::Four }, whom: Whom::Head, since: now };
            let said = rung.disturbs(now, &ladder, &state);
            prop_assert!(said >= now && said < now.plus_days(1));
            prop_assert_eq!(rung.disturbs(said, &ladder, &state), said);
        }
    }
}
