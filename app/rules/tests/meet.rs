//! Two people at the same complaint never overwrite each other.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::Refusal;
use rules::grading::{Facts, Media, Safety};
use rules::id::StaffId;
use rules::kind::Department;
use rules::moment::Moment;
use rules::timeline::{Entry, Event, Person, Who};
use rules::work::{FactsDraft, Met, Seen, Work, WorkDraft};

fn facts(change: impl FnOnce(&mut Facts)) -> Facts {
    let mut facts = Facts { households: 1, persons: 1, ..Facts::default() };
    change(&mut facts);
    facts
}

fn seen(was: &Facts) -> Seen {
    Seen { facts_version: 1, facts: Some(was.clone()), entry: None }
}

#[test]
fn what_two_people_changed_of_the_facts_goes_together() {
    let was = facts(|_| ());
    let mine = facts(|facts| facts.media = Media::Possible);
    let theirs = facts(|facts| facts.households = 12);
    let both = facts(|facts| {
        facts.media = Media::Possible;
        facts.households = 12;
    });
    assert_eq!(seen(&was).meet(&mine, &theirs), Ok(both));
    assert_eq!(seen(&was).meet(&mine, &mine), Ok(mine.clone()), "the same twice is no clash");
    assert_eq!(seen(&theirs).meet(&was, &theirs), Ok(was), "what I took back is taken back");
}

#[test]
fn what_both_changed_to_something_else_is_shown_and_not_decided() {
    let was = facts(|_| ());
    let mine = facts(|facts| (facts.households, facts.safety) = (12, Safety::Now));
    let theirs = facts(|facts| (facts.households, facts.media) = (9, Media::Happened));
    assert_eq!(seen(&was).meet(&mine, &theirs), Err(Refusal::Changed));
    assert_eq!(Seen::from(1).meet(&mine, &theirs), Err(Refusal::Changed), "made from nobody knows what");
    let met = Met::of(&(&was).into(), &(&mine).into(), &(&theirs).into());
    let clashes: Vec<_> = met.clashes.iter().map(|one| (one.part, &*one.mine, &*one.theirs)).collect();
    assert_eq!(clashes, [("households", "12", "9")]);
    let put = met.facts.parse().expect("it can be read");
    assert_eq!((put.households, put.safety, put.media), (12, Safety::Now, Media::Happened));
}

fn entry(seq: i64, event: Event) -> Entry {
    let person =
        Person { id: StaffId::new("he"), name: "何静".into(), department: Department::CustomerService };
    Entry { seq, at: Moment::default(), who: Who::Staff(person), event }
}

#[test]
fn what_is_said_to_her_is_held_back_where_something_was_said_since() {
    let replied = || Event::Replied { text: "今晚到货".into(), asks: false, plan: false };
    let noted = || Event::Noted { text: "备件".into() };
    let hers = || Event::Added { text: "又停了".into(), photos: Vec::new(), again: false };
    let reply = || Work::Reply { text: "您好".into(), asks: false };
    let note = || Work::Note { text: "x".into() };
    let rows = [
        (replied(), Some(6), reply(), true),
        (hers(), Some(6), reply(), true),
        (replied(), Some(7), reply(), false),
        (noted(), Some(6), reply(), false),
        (replied(), Some(6), note(), false),
        (replied(), None, reply(), false),
    ];
    for (event, entry_seen, work, held) in rows {
        let seen = Seen { entry: entry_seen, ..Seen::default() };
        let entries = [entry(7, event)];
        assert_eq!(seen.holds_back(&work, &entries), held, "{entries:?} after {entry_seen:?}: {work:?}");
    }
}

#[test]
fn a_form_says_what_its_page_had_seen() {
    let was = facts(|facts| facts.households = 3);
    let form = WorkDraft {
        facts_version: "4".into(),
        was: FactsDraft::from(&was),
        seen: " 17 ".into(),
        ..WorkDraft::default()
    };
    assert_eq!(form.seen(), Seen { facts_version: 4, facts: Some(was), entry: Some(17) });
    assert_eq!(WorkDraft::default().seen(), Seen::default());
}
