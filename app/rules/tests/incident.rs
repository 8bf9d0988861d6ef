//! Serious incidents (§8): the first notice, who may do what when, whom a message reaches.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a row that cannot be read has failed")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::access::{Duty, Refusal, Staff};
use rules::alert::Colleague;
use rules::complaint::CommunitySign;
use rules::contact::{Phone, Region};
use rules::id::{BuildingId, CommunityId, ComplaintId, IncidentNumber, StaffId};
use rules::incident::{
    Act, DeclareDraft, Households, IncidentDraft, Recipient, Stage, State, Words, Work, called_at_once,
    can_be_in_charge, one_of_each_household,
};
use rules::kind::Department;
use rules::language::Language;
use rules::moment::{self, Moment, Zone};
use rules::notice::Post;
use rules::place::BuildingName;
use rules::problem::{Field, What};

use Stage::{Analysed, Closed, Declared, Over, Registered, Told};

fn at(text: &str) -> Moment {
    Moment::from_local(moment::date_and_time(&format!("2026-{text}")).unwrap(), Zone::CHINA)
}

fn staff(id: &str, duty: Duty) -> Staff {
    let duties = vec![(CommunityId::new("wt"), duty)];
    Staff { id: StaffId::new(id), name: id.into(), department: Department::Engineering, duties }
}

fn colleague(id: &str, duties: &[Duty]) -> Colleague {
    Colleague { id: StaffId::new(id), department: Department::Engineering, duties: duties.to_vec() }
}

fn sign() -> CommunitySign {
    let phone = || Phone::parse("0571-8890 3366", Region::Mainland).unwrap();
    CommunitySign {
        id: CommunityId::new("wt"),
        name: "梧桐苑".into(),
        region: Region::Mainland,
        hotline: phone(),
        desk_hours: String::new(),
        emergency: phone(),
        buildings: vec![BuildingName { id: BuildingId::new("b3"), name: "3栋".into() }],
        public_areas: Vec::new(),
    }
}

fn notice() -> DeclareDraft {
    DeclareDraft {
        community: "wt".into(),
        kind: "works".into(),
        buildings: vec!["b3".into()],
        seen: "2026-11-18T09:50".into(),
        place: "3栋".into(),
        text: "全楼停水".into(),
        plan: "已关总阀".into(),
        in_charge: "head".into(),
        ..DeclareDraft::default()
    }
}

/// Takes one field out of a draft.
type Emptied = fn(&mut DeclareDraft);

#[test]
fn the_first_notice_says_when_where_what_is_seen_and_the_plan() {
    let now = at("11-18T10:00");
    let read = |draft: &DeclareDraft| draft.parse(&sign(), Zone::CHINA, now);
    assert_eq!(read(&notice()).unwrap().notice.seen, at("11-18T09:50"));
    let missing: [(Emptied, Field); 6] = [
        (|draft| draft.seen.clear(), Field::Seen),
        (|draft| draft.place.clear(), Field::Place),
        (|draft| draft.text.clear(), Field::Text),
        (|draft| draft.plan = "  ".into(), Field::Plan),
        (|draft| draft.kind.clear(), Field::Kind),
        (|draft| draft.in_charge.clear(), Field::InCharge),
    ];
    for (empty, field) in missing {
        let mut draft = notice();
        empty(&mut draft);
        let problems = read(&draft).unwrap_err();
        assert_eq!((problems.of(field), problems.0.len()), (Some(&What::Missing), 1), "{field:?}");
    }
    let tomorrow = DeclareDraft { seen: "2026-11-19T09:50".into(), ..notice() };
    assert!(matches!(read(&tomorrow).unwrap_err().of(Field::Seen), Some(What::InTheFuture { .. })));
    let elsewhere = DeclareDraft { buildings: vec!["b9".into()], ..notice() };
    assert_eq!(read(&elsewhere).unwrap_err().of(Field::Buildings), Some(&What::NotAChoice));
    assert_eq!(read(&DeclareDraft::default()).unwrap_err().0.len(), 6, "all at once");
}

#[test]
fn a_message_needs_one_language_and_a_report_all_its_parts() {
    let draft = |act: Act| IncidentDraft { act: act.code().into(), ..IncidentDraft::default() };
    let wrong =
        |draft: &IncidentDraft| draft.parse().unwrap_err().0.iter().map(|one| one.field).collect::<Vec<_>>();
    assert_eq!(wrong(&draft(Act::Message)), [Field::ZhHans]);
    let english = IncidentDraft { en: "Water is back at eight.".into(), ..draft(Act::Message) };
    let Work::Message { words } = english.parse().unwrap() else { panic!("a message") };
    assert_eq!(words.for_reader(Language::ZhHant), "Water is back at eight.");
    let parts = [Field::Effect, Field::Handling, Field::RootCause, Field::Corrective, Field::Preventive];
    assert_eq!(wrong(&draft(Act::Analyse)), parts);
    assert_eq!(wrong(&draft(Act::Note)), [Field::Text]);
    assert_eq!(wrong(&draft(Act::Add)), [Field::With]);
    assert_eq!(wrong(&IncidentDraft::default()), [Field::Act]);
    assert_eq!(draft(Act::Register).parse(), Ok(Work::Register { text: String::new() }));
}

#[test]
fn each_reads_the_language_nearest_to_hers() {
    let words = |hans: &str, hant: &str, en: &str| Words {
        zh_hans: hans.into(),
        zh_hant: hant.into(),
        en: en.into(),
    };
    let rows = [
        (words("简", "繁", "en"), ["简", "繁", "en"]),
        (words("简", "", ""), ["简", "简", "简"]),
        (words("", "繁", "en"), ["繁", "繁", "en"]),
        (words("简", "繁", ""), ["简", "繁", "简"]),
    ];
    for (words, read) in rows {
        let languages = [Language::ZhHans, Language::ZhHant, Language::En];
        assert_eq!(languages.map(|language| words.for_reader(language)), read);
    }
}

#[test]
fn the_head_in_charge_tracks_it_to_its_end() {
    let (mine, general) = (staff("head", Duty::DepartmentHead), staff("gm", Duty::GeneralManager));
    let (other, agent) = (staff("other", Duty::DepartmentHead), staff("agent", Duty::Agent));
    let check = |stage, act, who: &Staff, expected: Result<Stage, Refusal>| {
        let state =
            State { community: CommunityId::new("wt"), stage, in_charge: mine.id.clone(), version: 1 };
        assert_eq!(state.after(act, who), expected, "{act:?} by {} while {stage:?}", who.id.as_str());
    };
    check(Declared, Act::Register, &mine, Ok(Registered));
    check(Declared, Act::Register, &general, Ok(Registered));
    check(Declared, Act::Register, &other, Err(Refusal::NotYours));
    check(Declared, Act::Register, &agent, Err(Refusal::HeadOnly));
    check(Registered, Act::Register, &mine, Err(Refusal::NotNow));
    check(Declared, Act::Note, &agent, Ok(Declared));
    check(Told, Act::Add, &agent, Ok(Told));
    check(Declared, Act::Message, &mine, Err(Refusal::NotNow));
    check(Registered, Act::Message, &other, Ok(Told));
    check(Over, Act::Message, &other, Ok(Over));
    check(Registered, Act::Message, &agent, Err(Refusal::HeadOnly));
    check(Registered, Act::Over, &mine, Ok(Over));
    check(Told, Act::Over, &mine, Ok(Over));
    check(Told, Act::Analyse, &mine, Err(Refusal::NotNow));
    check(Over, Act::Analyse, &other, Ok(Analysed));
    check(Analysed, Act::Analyse, &other, Ok(Analysed));
    check(Over, Act::Send, &other, Err(Refusal::NotNow));
    check(Analysed, Act::Send, &other, Ok(Analysed));
    check(Over, Act::Close, &mine, Err(Refusal::NotNow));
    check(Analysed, Act::Close, &mine, Ok(Closed));
    for act in Act::ALL {
        check(Closed, *act, &mine, Err(Refusal::NotNow));
    }
}

#[test]
fn it_calls_who_holds_the_contract_and_who_is_in_charge_each_once() {
    let check = |team: &[Colleague], expected: &[&str]| {
        let called = called_at_once(&StaffId::new("head"), team);
        assert_eq!(called, expected.iter().copied().map(StaffId::new).collect::<Vec<_>>());
    };
    let head = || colleague("head", &[Duty::DepartmentHead]);
    let general = || colleague("gm", &[Duty::GeneralManager]);
    check(&[head(), general(), colleague("han", &[Duty::Contract])], &["head", "han"]);
    check(&[colleague("head", &[Duty::DepartmentHead, Duty::Contract]), general()], &["head"]);
    check(&[head(), general(), colleague("agent", &[Duty::Agent])], &["head", "gm"]);
    check(&[head()], &["head"]);
    assert!(
        can_be_in_charge(&[Duty::Agent, Duty::DepartmentHead]) && can_be_in_charge(&[Duty::GeneralManager])
    );
    assert!(!can_be_in_charge(&[Duty::Agent, Duty::Supervisor, Duty::Contract]));
}

#[test]
fn a_household_is_written_to_once_where_a_machine_reaches_it() {
    let one = |complaint: &str, household: &str, has_email, receives_sms| Recipient {
        complaint: ComplaintId::new(complaint),
        household: household.into(),
        belongs: true,
        has_email,
        receives_sms,
    };
    let all = [
        one("1", "501", false, false),
        one("2", "501", true, false),
        one("3", "501", true, true),
        one("4", "502", false, true),
        one("5", "503", false, false),
        one("6", "503", false, false),
    ];
    let chosen = one_of_each_household(&all);
    let ids: Vec<&str> = chosen.iter().map(|one| one.complaint.as_str()).collect();
    assert_eq!(ids, ["2", "4", "5"]);
    let check = |email, sms, expected: (u32, u32, u32)| {
        let Households { email, sms, to_tell } = Households::count(&chosen, Post { email, sms });
        assert_eq!((email, sms, to_tell), expected);
    };
    check(true, true, (1, 1, 1));
    check(false, true, (0, 1, 2));
    check(false, false, (0, 0, 3));
}

#[test]
fn an_incident_has_a_number_of_its_own() {
    let number = IncidentNumber::compose(&CommunityId::new("wt"), 2026, 11, 2);
    assert_eq!(number.as_str(), "WT-2611-G02");
    assert_eq!(IncidentNumber::read(" wt-2611-g02 "), Some(number));
    assert_eq!(IncidentNumber::read("WT/2611"), None);
}
