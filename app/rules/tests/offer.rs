//! What staff are asked about a complaint once one of them has found a hint not to be so.

use std::sync::{Arc, OnceLock};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::change::{self, Denied, State};
use rules::grading::{Facts, Media};
use rules::hint::{Hint, Hints, Lexicon, Offered, Suggestion};
use rules::id::{CommunityId, StaffId};
use rules::kind::Department;
use rules::moment::{Moment, Zone};
use rules::policy::Terms;
use rules::stage::Stage;
use rules::timeline::{Entry, Event, Who};
use rules::work::Work;

fn hints() -> &'static Hints {
    static HINTS: OnceLock<Hints> = OnceLock::new();
    HINTS.get_or_init(|| Hints::new(&Lexicon::default()))
}

/// What she wrote, and staff found, one after another.
#[derive(Clone, Copy)]
enum Then {
    Adds(&'static str),
    NotSo(&'static str),
    MaybeSo(&'static str),
}
use Then::{Adds, MaybeSo, NotSo};

fn entry(then: Then) -> Entry {
    let hint =
        |code| Suggestion { fact: Hint::from_code(code).expect("a hint"), evidence: "原话".to_owned() };
    let event = match then {
        Adds(text) => Event::Added { text: text.to_owned(), photos: Vec::new(), again: false },
        NotSo(code) => Event::NotSo { hint: hint(code) },
        MaybeSo(code) => Event::MaybeSo { hint: hint(code) },
    };
    Entry { seq: 1, at: Moment::default(), who: Who::Resident, event }
}

fn codes(all: &[Suggestion]) -> String {
    all.iter().map(|one| one.fact.code()).collect::<Vec<_>>().join(" ")
}

fn check(rows: &[(&str, &[Then], Facts, &str, &str)]) {
    for (text, then, facts, suggested, not_so) in rows {
        let entries: Vec<Entry> = then.iter().copied().map(entry).collect();
        let offered = Offered::of(hints(), std::iter::once(*text), &entries, facts);
        let said = (codes(&offered.suggested), codes(&offered.not_so));
        assert_eq!((said.0.as_str(), said.1.as_str()), (*suggested, *not_so), "{text}");
    }
}

const THREAT: &str = "再不修就找记者曝光";
const AIRED: &str = "我已经发到抖音上了";
const BOTH: &str = "再不修就找记者曝光，我也要去法院起诉你们";

#[test]
fn what_is_found_not_so_is_suggested_no_more_until_a_text_says_more_of_it() {
    let none = Facts::default();
    let media = |media| Facts { media, ..Facts::default() };
    let possible = "media=possible";
    check(&[
        (THREAT, &[], none.clone(), possible, ""),
        (THREAT, &[NotSo(possible)], none.clone(), "", possible),
        (THREAT, &[NotSo(possible), Adds(THREAT)], none.clone(), "", possible),
        (THREAT, &[NotSo(possible), Adds("还没有人来")], none.clone(), "", possible),
        (THREAT, &[NotSo(possible), Adds(AIRED)], none.clone(), "media=happened", ""),
        (THREAT, &[Adds(AIRED), NotSo("media=happened")], none.clone(), "", "media=happened"),
        (
            THREAT,
            &[NotSo(possible), Adds(AIRED), NotSo("media=happened")],
            none.clone(),
            "",
            "media=happened",
        ),
        // The others stay.
        (BOTH, &[NotSo(possible)], none.clone(), "lawsuit=possible", possible),
        // Taken back.
        (THREAT, &[NotSo(possible), MaybeSo(possible)], none.clone(), possible, ""),
        (THREAT, &[NotSo(possible), MaybeSo(possible), NotSo(possible)], none, "", possible),
        // Facts that say as much already leave nothing to find or to take back.
        (THREAT, &[], media(Media::Possible), "", ""),
        (THREAT, &[NotSo(possible)], media(Media::Happened), "", ""),
        (THREAT, &[NotSo(possible), Adds(AIRED)], media(Media::Happened), "", ""),
    ]);
}

#[test]
fn more_of_the_same_fact_is_a_greater_figure_too() {
    let (twelve, thirty) = ("我们12户都没有水", "我们30户都没有水");
    let none = Facts::default;
    check(&[
        (twelve, &[NotSo("collective_households=12")], none(), "", "collective_households=12"),
        (
            twelve,
            &[NotSo("collective_households=12"), Adds("我们5户都没有水")],
            none(),
            "",
            "collective_households=12",
        ),
        (twelve, &[NotSo("collective_households=12"), Adds(thirty)], none(), "collective_households=30", ""),
    ]);
}

#[test]
fn every_hint_is_read_back_from_its_code_and_nothing_else_is() {
    let said = [BOTH, AIRED, "有人受伤了", "物业经理收了回扣", "我们12户要一起去法院起诉", "修了三次还是漏"];
    let all: Vec<Hint> = said.iter().flat_map(|text| hints().suggest(text)).map(|one| one.fact).collect();
    assert!(all.len() >= 8, "{all:?}");
    for hint in all {
        assert_eq!(Hint::from_code(&hint.code()), Some(hint), "{}", hint.code());
    }
    for wrong in ["", "media", "media=tv", "integrity=false", "collective_persons=-1", "grade=1"] {
        assert_eq!(Hint::from_code(wrong), None, "{wrong}");
    }
}

fn staff(duty: Duty) -> Staff {
    Staff {
        id: StaffId::new("lin"),
        name: "林晓岚".to_owned(),
        department: Department::CustomerService,
        duties: vec![(CommunityId::new("wt"), duty)],
    }
}

fn filed() -> State {
    let terms = Arc::new(Terms::handbook(Zone::CHINA));
    State::filed(CommunityId::new("wt"), terms, Facts::default(), Moment::default()).0
}

#[test]
fn whoever_handles_finds_a_hint_not_so_and_that_is_a_first_touch() {
    let offered = Offered::of(hints(), std::iter::once(THREAT), &[], &Facts::default());
    let fact = Hint::Media(Media::Possible);
    let (not_so, maybe_so) = (Work::NotSo { fact }, Work::MaybeSo { fact });
    let now = Moment::default().plus_minutes(5);
    let judged = |state: &State, duty, offered, work: &Work| {
        change::judged(state, &staff(duty), offered, work.clone(), now)
    };
    let change = judged(&filed(), Duty::Agent, &offered, &not_so).expect("she may");
    let hint = offered.suggested[0].clone();
    assert_eq!(change.events, [Event::Taken, Event::NotSo { hint: hint.clone() }]);
    assert!(change.events[1..].iter().all(|event| !event.is_for_resident()));
    assert_eq!(change.state.handler.as_ref().map(|person| person.name.as_str()), Some("林晓岚"));
    assert_eq!((&change.state.facts, &change.state.graded), (&filed().facts, &filed().graded));
    let after = Offered { suggested: Vec::new(), not_so: vec![hint.clone()] };
    let back = judged(&change.state, Duty::Agent, &after, &maybe_so).expect("she may");
    assert_eq!(back.events, [Event::MaybeSo { hint }]);
    let closed = State { stage: Stage::Closed, ..filed() };
    let worse = Work::NotSo { fact: Hint::Media(Media::Serious) };
    let rows = [
        (filed(), Duty::Supervisor, &offered, &not_so, Refusal::NotYours),
        (closed, Duty::Agent, &offered, &not_so, Refusal::NotNow),
        (filed(), Duty::Agent, &offered, &maybe_so, Refusal::NotNow),
        (filed(), Duty::Agent, &offered, &worse, Refusal::NotNow),
        (filed(), Duty::Agent, &after, &not_so, Refusal::NotNow),
    ];
    for (state, duty, offered, work, refusal) in rows {
        let refused = judged(&state, duty, offered, work);
        assert_eq!(refused, Err(Denied::Refusal(refusal)), "{duty:?} {work:?}");
    }
}
