//! Responsibility never falls between two chairs (handbook I2, §8), and help is asked for without moving
//! it (rule 3b).

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::alert::{About, Colleague, Shift, at_once, office, receivers, receives};
use rules::change::{self, Change, Denied, State};
use rules::follow::Follow;
use rules::grading::{Facts, Grade, Media, Rule};
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::limits::HELPS_MAX;
use rules::moment::{Moment, Zone};
use rules::policy::{Terms, Whom};
use rules::problem::{Field, Problem, What};
use rules::resolution::{Finding, Outcome};
use rules::timeline::{Event, Person, Who};
use rules::transfer::To;
use rules::work::Work;

use Department::{CustomerService, Engineering, Environment, Finance, Management, Security};

const EVERYBODY: &[(&str, Department, Duty)] = &[
    ("林晓岚", CustomerService, Duty::Agent),
    ("何静", CustomerService, Duty::DepartmentHead),
    ("吴志强", Engineering, Duty::Technician),
    ("陈国栋", Engineering, Duty::DepartmentHead),
    ("马俊", Engineering, Duty::StandIn),
    ("郑勇", Security, Duty::Agent),
    ("沈国梁", Management, Duty::GeneralManager),
    ("许敏", Management, Duty::Agent),
    ("方敏", Department::Supervision, Duty::Supervisor),
];

fn staff(name: &str) -> Staff {
    let of = EVERYBODY.iter().find(|(known, ..)| *known == name);
    let (_, department, duty) = *of.expect("one of us");
    let duties = vec![(CommunityId::new("wt"), duty)];
    Staff { id: StaffId::new(name), name: name.to_owned(), department, duties }
}

fn person(name: &str) -> Person {
    let Staff { id, name, department, .. } = staff(name);
    Person { id, name, department }
}

fn team() -> Vec<Colleague> {
    let one = |(name, department, duty): &(&str, Department, Duty)| Colleague {
        id: StaffId::new(*name),
        department: *department,
        duties: vec![*duty],
    };
    EVERYBODY.iter().map(one).collect()
}

/// On duty now, and for whom.
type Roster<'a> = &'a [(&'a str, Option<&'a str>)];

fn on_duty(rows: Roster<'_>) -> Vec<Shift> {
    let shift = |(name, away): &(&str, Option<&str>)| Shift {
        staff: StaffId::new(*name),
        department: staff(away.unwrap_or(name)).department,
        stands_in_for: away.map(StaffId::new),
    };
    rows.iter().map(shift).collect()
}

fn after(minutes: i64) -> Moment {
    let start = "2026-11-18T14:00:00".parse().expect("a date");
    Moment::from_local(start, Zone::CHINA).plus_minutes(minutes)
}

fn filed(facts: Facts) -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    State::filed(CommunityId::new("wt"), terms, facts, after(0)).0
}

/// As the store does it: who holds what waits is worked out whenever somebody acts.
fn works(state: &State, name: &str, work: Work, minutes: i64) -> Result<Change, Denied> {
    works_while(state, name, work, minutes, &[])
}

fn works_while(
    state: &State,
    name: &str,
    work: Work,
    minutes: i64,
    roster: Roster<'_>,
) -> Result<Change, Denied> {
    let (team, on_duty) = (team(), on_duty(roster));
    let people = |ids: &[StaffId]| ids.iter().map(|id| person(id.as_str())).collect();
    let mut state = state.clone();
    if let Some(offer) = &mut state.offer {
        offer.holders = people(&receivers(&offer.to.to(), &team, &on_duty));
    }
    if let Some(dispute) = &mut state.dispute {
        dispute.office = people(&office(&team, &on_duty).ids);
    }
    let handles = EVERYBODY.iter().filter(|(.., duty)| *duty != Duty::Supervisor);
    let colleagues: Vec<Person> = handles.map(|(name, ..)| person(name)).collect();
    change::helped(&state, &staff(name), &colleagues, Engineering, work, after(minutes))
}

fn done(state: &State, name: &str, work: Work, minutes: i64) -> State {
    works(state, name, work, minutes).expect("allowed").state
}

fn refused(state: &State, name: &str, work: Work, refusal: Refusal) {
    let outcome = works(state, name, work.clone(), 90);
    assert_eq!(outcome, Err(Denied::Refusal(refusal)), "{name} {work:?}");
}

fn wrong(state: &State, name: &str, work: Work, what: What) {
    let Err(Denied::Problems(problems)) = works(state, name, work, 90) else {
        panic!("{what:?} is expected")
    };
    assert_eq!(problems.0, [Problem { field: Field::To, what }]);
}

fn named(name: &str) -> To {
    To::Staff(StaffId::new(name))
}

fn offer(to: To) -> Work {
    Work::Offer { to, reason: "要换主板".to_owned() }
}

fn decline() -> Work {
    Work::DeclineOffer { reason: "不归我们管".to_owned() }
}

fn opinion(text: &str) -> Work {
    Work::Opinion { text: text.to_owned() }
}

fn rule(to: &str) -> Work {
    Work::Rule { to: named(to), reason: "门禁归工程部".to_owned() }
}

fn handler(state: &State) -> &str {
    state.handler.as_ref().map_or("", |handler| handler.name.as_str())
}

#[test]
fn what_is_offered_waits_for_the_head_and_while_she_is_away_for_who_stands_in() {
    let away = ("马俊", Some("陈国栋"));
    let rows: &[(To, Roster<'_>, &[&str])] = &[
        (To::Department(Engineering), &[], &["陈国栋"]),
        (To::Department(Engineering), &[("吴志强", None)], &["陈国栋"]),
        (To::Department(Engineering), &[away], &["马俊"]),
        (To::Department(Engineering), &[("林晓岚", Some("陈国栋"))], &["林晓岚"]),
        // Nobody heads it: whoever is on duty for it, else anybody of its people.
        (To::Department(Security), &[], &["郑勇"]),
        (To::Department(Security), &[("林晓岚", Some("郑勇"))], &["林晓岚"]),
        (To::Department(Management), &[], &["沈国梁", "许敏"]),
        // Nobody works for it who handles complaints.
        (To::Department(Finance), &[], &[]),
        (To::Department(Department::Supervision), &[], &[]),
        // A person; a head who is away is stood in for, and may accept it herself.
        (named("吴志强"), &[], &["吴志强"]),
        (named("吴志强"), &[("马俊", Some("吴志强"))], &["吴志强"]),
        (named("陈国栋"), &[], &["陈国栋"]),
        (named("陈国栋"), &[away], &["陈国栋", "马俊"]),
    ];
    for (to, roster, wanted) in rows {
        let mut wanted: Vec<StaffId> = wanted.iter().map(|name| StaffId::new(*name)).collect();
        wanted.sort_unstable();
        let (team, on_duty) = (team(), on_duty(roster));
        let found = receivers(to, &team, &on_duty);
        assert_eq!(found, wanted, "{to:?} {roster:?}");
        for one in EVERYBODY {
            let id = StaffId::new(one.0);
            let is_theirs = receives(&id, &team, &on_duty).contains(to);
            assert_eq!(is_theirs, found.contains(&id), "{} {to:?} {roster:?}", one.0);
        }
    }
}

#[test]
fn a_departments_offer_is_accepted_by_whoever_is_in_charge_then() {
    let offered = done(&filed(Facts::default()), "林晓岚", offer(To::Department(Engineering)), 5);
    assert_eq!(handler(&offered), "林晓岚", "until then the first handler answers for it");
    for name in ["林晓岚", "吴志强", "马俊", "何静"] {
        refused(&offered, name, Work::AcceptOffer, Refusal::NotOfferedToYou);
        refused(&offered, name, decline(), Refusal::NotOfferedToYou);
    }
    let accepted = works(&offered, "陈国栋", Work::AcceptOffer, 9).expect("he is its head");
    assert_eq!((handler(&accepted.state), &accepted.state.offer), ("陈国栋", &None));
    assert_eq!(accepted.events, [Event::OfferAccepted { from: person("林晓岚") }]);
    let roster = [("马俊", Some("陈国栋"))];
    let accepted = works_while(&offered, "马俊", Work::AcceptOffer, 9, &roster).expect("he stands in");
    assert_eq!(handler(&accepted.state), "马俊");
    let denied = works_while(&offered, "陈国栋", Work::AcceptOffer, 9, &roster);
    assert_eq!(
        denied,
        Err(Denied::Refusal(Refusal::NotOfferedToYou)),
        "the department has somebody else now"
    );
}

#[test]
fn a_department_is_asked_where_somebody_else_works_for_it() {
    let taken = done(&filed(Facts::default()), "郑勇", Work::Take, 1);
    for to in [Security, Finance, Environment] {
        wrong(&taken, "郑勇", offer(To::Department(to)), What::NotAChoice);
    }
    wrong(&taken, "郑勇", offer(named("郑勇")), What::NotAChoice);
    wrong(&taken, "郑勇", offer(named("方敏")), What::NotAChoice);
    assert_eq!(To::read("engineering"), To::Department(Engineering));
    assert_eq!(To::read("0190a2"), To::Staff(StaffId::new("0190a2")));
    for to in [To::Department(Finance), named("0190a2")] {
        assert_eq!(To::read(to.code()), to);
    }
}

/// Offered to 陈国栋 and to 郑勇, and declined by both.
fn disputed() -> State {
    let offered = done(&filed(Facts::default()), "林晓岚", offer(To::Department(Engineering)), 5);
    let declined = done(&offered, "陈国栋", decline(), 10);
    assert_eq!((&declined.dispute, declined.declined.as_slice()), (&None, &[Engineering][..]));
    let offered = done(&declined, "林晓岚", offer(named("郑勇")), 15);
    done(&offered, "郑勇", decline(), 20)
}

#[test]
fn twice_declined_nobody_is_asked_a_third_time_and_the_requesting_one_leads() {
    let state = disputed();
    let dispute = state.dispute.clone().expect("the departments disagree");
    assert_eq!(dispute.departments, [CustomerService, Engineering, Security]);
    assert_eq!(dispute.since, after(20));
    refused(&state, "林晓岚", offer(named("何静")), Refusal::Disputed);
    assert_eq!(handler(&state), "林晓岚");
    assert_eq!(state.deadlines, filed(Facts::default()).deadlines, "no clock stands still for it");
    let replies = Work::Reply { text: "我们在协调".to_owned(), asks: false };
    works(&state, "林晓岚", replies, 30).expect("she goes on answering");
}

#[test]
fn what_was_taken_back_is_not_declined_and_a_result_or_another_round_leaves_no_dispute() {
    let offered = done(&filed(Facts::default()), "林晓岚", offer(named("郑勇")), 5);
    let recalled = done(&offered, "林晓岚", Work::RecallOffer, 6);
    assert_eq!(recalled.declined, []);
    let resolve = || Work::Resolve {
        finding: Finding::Upheld,
        outcomes: vec![Outcome::Repair],
        text: "换好了".to_owned(),
    };
    let once = done(&done(&recalled, "林晓岚", offer(named("郑勇")), 7), "郑勇", decline(), 8);
    for state in [once, disputed()] {
        let resolved = done(&state, "林晓岚", resolve(), 60);
        assert_eq!((&resolved.dispute, resolved.declined.len()), (&None, 0));
        let words = Follow::NotSolved { text: "还是坏的".to_owned() };
        let again = change::follow(&resolved, words, after(90)).expect("she may").state;
        let offered = done(&again, "林晓岚", offer(named("郑勇")), 95);
        assert_eq!(done(&offered, "郑勇", decline(), 96).dispute, None, "it is another round");
    }
}

#[test]
fn each_department_concerned_gives_one_opinion_by_one_of_its_people() {
    let state = disputed();
    for name in ["沈国梁", "方敏"] {
        let refusal = if name == "方敏" { Refusal::NotYours } else { Refusal::OpinionNotYours };
        refused(&state, name, opinion("随便"), refusal);
    }
    let one = works(&state, "吴志强", opinion("门禁是弱电"), 30).expect("he is of the department");
    assert_eq!(one.events, [Event::Opinion { department: Engineering, text: "门禁是弱电".to_owned() }]);
    refused(&one.state, "陈国栋", opinion("再说一次"), Refusal::OpinionNotYours);
    let two = done(&one.state, "何静", opinion("住户等着"), 31);
    assert!(!two.dispute.as_ref().is_some_and(rules::transfer::Dispute::is_heard));
    let three = done(&two, "郑勇", opinion("我们只管值守"), 32);
    assert!(three.dispute.as_ref().is_some_and(rules::transfer::Dispute::is_heard));
    refused(&filed(Facts::default()), "吴志强", opinion("没有争议"), Refusal::NotNow);
}

#[test]
fn the_office_rules_at_once_whoever_has_accepted_or_spoken() {
    let state = disputed();
    for name in ["林晓岚", "何静", "陈国栋"] {
        refused(&state, name, rule("陈国栋"), Refusal::OfficeOnly);
    }
    wrong(&state, "沈国梁", rule("方敏"), What::NotAChoice);
    wrong(
        &state,
        "沈国梁",
        Work::Rule { to: To::Department(Engineering), reason: "该办".to_owned() },
        What::NotAChoice,
    );
    refused(&filed(Facts::default()), "沈国梁", rule("陈国栋"), Refusal::NotNow);
    for ruler in ["沈国梁", "许敏"] {
        let ruled = works(&state, ruler, rule("陈国栋"), 40).expect("the office may");
        assert_eq!((handler(&ruled.state), &ruled.state.dispute), ("陈国栋", &None));
        let reason = "门禁归工程部".to_owned();
        let given = Event::Given { from: Some(person("林晓岚")) };
        assert_eq!(ruled.events, [Event::Ruled { to: person("陈国栋"), reason }, given.clone()]);
        assert_eq!(ruled.who_of(&ruled.events[0]), Who::Staff(person(ruler)));
        assert_eq!(ruled.who_of(&given), Who::Staff(person("陈国栋")), "the resident reads who it is");
        let offered = done(&ruled.state, "陈国栋", offer(named("郑勇")), 50);
        assert_eq!(done(&offered, "郑勇", decline(), 51).dispute, None, "what was ruled on counts no more");
    }
    let roster = [("何静", Some("沈国梁"))];
    works_while(&state, "何静", rule("陈国栋"), 40, &roster).expect("she stands in for the general manager");
    let kept = works(&state, "沈国梁", rule("林晓岚"), 40).expect("it may stay where it is");
    assert_eq!((kept.events.len(), handler(&kept.state)), (1, "林晓岚"));
}

#[test]
fn the_resident_reads_who_is_responsible_and_nothing_of_the_dispute() {
    let none = String::new;
    let seen = |event: &Event| event.is_for_resident();
    let hidden = [
        Event::Disputed { departments: vec![Engineering] },
        Event::Opinion { department: Engineering, text: none() },
        Event::Ruled { to: person("陈国栋"), reason: none() },
        Event::HelpAsked { help: 1, of: rules::transfer::Receiver::Department(Engineering), text: none() },
        Event::Helped { help: 1, text: none() },
        Event::HelpEnded { help: 1 },
    ];
    assert!(!hidden.iter().any(seen));
    assert!(seen(&Event::Given { from: None }));
}

#[test]
fn the_office_is_called_when_it_begins_and_when_all_have_spoken_and_then_whoever_it_is_given_to() {
    let ladder = rules::policy::Ladder::default();
    let calls = |before: &State, after_it: &State| -> Vec<(About, Whom)> {
        let rungs = at_once(&ladder, Some(before), after_it, after(60));
        rungs.into_iter().map(|rung| (rung.about, rung.whom)).collect()
    };
    let begun = disputed();
    let before = State { dispute: None, ..begun.clone() };
    assert_eq!(calls(&before, &begun), [(About::Disputed, Whom::GeneralManager)]);
    let one = done(&begun, "吴志强", opinion("甲"), 30);
    assert_eq!(calls(&begun, &one), []);
    let two = done(&one, "何静", opinion("乙"), 31);
    let three = done(&two, "郑勇", opinion("丙"), 32);
    assert_eq!(calls(&two, &three), [(About::Heard, Whom::GeneralManager)]);
    for state in [&begun, &three] {
        let ruled = done(state, "沈国梁", rule("陈国栋"), 40);
        assert_eq!(calls(state, &ruled), [(About::Given, Whom::Handler)]);
    }
    let team = team();
    let ids = |names: &[&str]| names.iter().map(|name| StaffId::new(*name)).collect::<Vec<_>>();
    assert_eq!(office(&team, &[]).ids, ids(&["沈国梁", "许敏"]));
    let without: Vec<Colleague> = team.into_iter().filter(|one| one.department != Management).collect();
    let heads = office(&without, &[]);
    assert!(heads.instead && heads.ids.contains(&StaffId::new("陈国栋")), "{heads:?}");
}

fn ask(of: To) -> Work {
    Work::AskHelp { of, text: "请看一下主板".to_owned() }
}

#[test]
fn help_of_another_department_is_3b_and_of_the_responsible_one_is_not() {
    let two = Facts { media: Media::Possible, ..Facts::default() };
    let rows = [
        (Facts::default(), To::Department(Engineering), Grade::Four, false),
        (Facts::default(), named("吴志强"), Grade::Four, false),
        (Facts::default(), To::Department(Security), Grade::Three, true),
        (Facts::default(), named("何静"), Grade::Three, true),
        // Never less serious, and named beside what is more so.
        (two.clone(), To::Department(Security), Grade::Two, true),
        (two, To::Department(Engineering), Grade::Two, false),
    ];
    for (facts, of, grade, holds) in rows {
        let state = done(&filed(facts), "林晓岚", Work::Take, 1);
        let asked = works(&state, "林晓岚", ask(of.clone()), 5).expect("she may");
        let after_it = &asked.state;
        assert_eq!((after_it.graded.grade, after_it.facts.help), (grade, holds), "{of:?}");
        let is_named = after_it.graded.reasons.iter().any(|reason| reason.rule() == Rule::R3b);
        assert_eq!(is_named, holds, "{of:?}");
        assert_eq!(after_it.facts_version, 1 + i64::from(holds), "a facts form that is open is told");
        assert_eq!(handler(after_it), "林晓岚", "responsibility stays");
        assert!(after_it.deadlines.resolution.due <= state.deadlines.resolution.due);
        wrong(after_it, "林晓岚", ask(of), What::AlreadyAsked);
        let again = works(after_it, "林晓岚", ask(named("郑勇")), 6).expect("several at once");
        let asked = if holds { 1 } else { 3 };
        assert_eq!(again.events.len(), asked, "{:?}", again.events);
    }
}

#[test]
fn who_is_asked_helps_and_does_not_answer_the_resident() {
    let asked = done(&filed(Facts::default()), "林晓岚", ask(named("吴志强")), 5);
    let asked = done(&asked, "林晓岚", ask(To::Department(Security)), 6);
    let help = |number, text: &str| Work::Help { help: number, text: text.to_owned() };
    refused(&asked, "马俊", help(1, "我来"), Refusal::HelpNotYours);
    refused(&asked, "吴志强", help(2, "我来"), Refusal::HelpNotYours);
    refused(&asked, "吴志强", help(3, "我来"), Refusal::NotNow);
    refused(&asked, "吴志强", Work::Reply { text: "您好".to_owned(), asks: false }, Refusal::HandlerOnly);
    works(&asked, "吴志强", Work::Note { text: "看过了".to_owned() }, 7).expect("anybody may note");
    let helped = works(&asked, "吴志强", help(1, "主板要换"), 8).expect("he was asked");
    assert_eq!(helped.events, [Event::Helped { help: 1, text: "主板要换".to_owned() }]);
    let answer = helped.state.helps[0].answer.clone().expect("it is answered");
    assert_eq!((answer.by, answer.at), (person("吴志强"), after(8)));
    refused(&helped.state, "吴志强", help(1, "还有"), Refusal::NotNow);
    let helped = done(&helped.state, "郑勇", help(2, "钥匙在岗亭"), 9);
    assert!(helped.helps.iter().all(|one| !one.is_open()));
}

#[test]
fn help_is_asked_of_so_many_at_once_and_withdrawn_by_who_asked_or_is_responsible() {
    let mut state = done(&filed(Facts::default()), "林晓岚", Work::Take, 1);
    let asked = [CustomerService, Engineering, Security, Management].map(To::Department);
    for of in asked.into_iter().chain([named("马俊")]) {
        state = done(&state, "林晓岚", ask(of), 5);
    }
    assert_eq!(state.helps.len(), HELPS_MAX);
    let more = || ask(named("吴志强"));
    wrong(&state, "林晓岚", more(), What::HelpsFull { max: HELPS_MAX });
    refused(&state, "吴志强", Work::EndHelp { help: 1 }, Refusal::HandlerOnly);
    let ended = works(&state, "林晓岚", Work::EndHelp { help: 1 }, 6).expect("she asked");
    assert_eq!(ended.events, [Event::HelpEnded { help: 1 }]);
    refused(&ended.state, "林晓岚", Work::EndHelp { help: 1 }, Refusal::NotNow);
    let next = done(&ended.state, "林晓岚", more(), 7);
    let last = next.helps.last().map(|help| help.number);
    assert_eq!(last, u32::try_from(HELPS_MAX + 1).ok(), "no number is given twice");
    refused(&state, "吴志强", ask(named("何静")), Refusal::HandlerOnly);
    wrong(&ended.state, "林晓岚", ask(named("林晓岚")), What::NotAChoice);
    wrong(&ended.state, "林晓岚", ask(To::Department(Finance)), What::NotAChoice);
}
