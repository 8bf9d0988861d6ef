//! The complaint form: every limit, every field, all problems at once.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::complaint::{CommunitySign, Draft, Filer, Ground, Wish};
use rules::contact::{Phone, Region};
use rules::id::CommunityId;
use rules::kind::Kind;
use rules::limits;
use rules::place::Area;
use rules::problem::{Field, What};

fn ground() -> Ground {
    let phone = |text: &str| Phone::parse(text, Region::Mainland).expect("a phone");
    let sign = |id: &str, name: &str| CommunitySign {
        id: CommunityId::new(id),
        name: name.to_owned(),
        region: Region::Mainland,
        hotline: phone("0571-88903366"),
        desk_hours: "8:30–17:30".to_owned(),
        emergency: phone("0571-88903399"),
        buildings: Vec::new(),
        public_areas: Vec::new(),
    };
    Ground {
        communities: vec![sign("wt", "梧桐苑"), sign("wj", "望江新城")],
        promises: Vec::new(),
        asked: Vec::new(),
        today: "2026-11-18".parse().expect("a date"),
        notice: 1,
    }
}

fn draft() -> Draft {
    Draft {
        community: "wt".to_owned(),
        kind: "works".to_owned(),
        place: "3栋2单元501".to_owned(),
        text: "电梯一周停了三次".to_owned(),
        phone: "138 5710 4629".to_owned(),
        notice: "1".to_owned(),
        ..Draft::default()
    }
}

fn check(change: impl FnOnce(&mut Draft), wanted: &[(Field, What)]) {
    let mut draft = draft();
    change(&mut draft);
    let problems = draft.parse(&ground()).err().unwrap_or_default();
    let found: Vec<_> = problems.0.into_iter().map(|problem| (problem.field, problem.what)).collect();
    assert_eq!(found, wanted, "{draft:?}");
}

#[test]
fn every_field_but_kind_place_what_happened_one_contact_and_the_notice_may_stay_empty() {
    let filing = draft().parse(&ground()).expect("complete");
    assert_eq!((filing.kind, filing.area, filing.filer), (Kind::Works, Area::Home, Filer::HomeOwner));
    assert_eq!((filing.households, filing.returned, filing.since), (1, 0, None));
    assert_eq!(filing.text, "电梯一周停了三次");
    assert!(filing.home.is_none() && filing.email.is_none() && filing.photos.is_empty());
}

#[test]
fn all_problems_are_named_at_once_in_the_order_of_the_page() {
    let empty = Draft::default().parse(&ground()).expect_err("nothing filled in");
    let found: Vec<_> = empty.0.iter().map(|problem| (problem.field, problem.what.clone())).collect();
    let wanted = [
        (Field::Community, What::Missing),
        (Field::Kind, What::Missing),
        (Field::Place, What::Missing),
        (Field::Text, What::Missing),
        (Field::Phone, What::NoContact),
        (Field::Notice, What::NotAgreed),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn every_limit_by_one_too_many() {
    let long = |max: usize| "字".repeat(max + 1);
    let too_long = |max: usize| What::TooLong { chars: max + 1, max };
    use limits::{NAME_CHARS_MAX, PHOTOS_MAX, PLACE_CHARS_MAX, REMEDY_CHARS_MAX, TEXT_CHARS_MAX};
    check(|d| d.text = long(TEXT_CHARS_MAX), &[(Field::Text, too_long(TEXT_CHARS_MAX))]);
    check(|d| d.place = long(PLACE_CHARS_MAX), &[(Field::Place, too_long(PLACE_CHARS_MAX))]);
    check(|d| d.home = long(PLACE_CHARS_MAX), &[(Field::Home, too_long(PLACE_CHARS_MAX))]);
    check(|d| d.name = long(NAME_CHARS_MAX), &[(Field::Name, too_long(NAME_CHARS_MAX))]);
    check(|d| d.remedy = long(REMEDY_CHARS_MAX), &[(Field::Remedy, too_long(REMEDY_CHARS_MAX))]);
    let photos = (0..=PHOTOS_MAX).map(|n| format!("photo-{n}")).collect();
    check(|d| d.photos = photos, &[(Field::Photos, What::TooMany { max: PHOTOS_MAX })]);
    // As many as one call can carry; compared each with each, this would take minutes.
    let flood = (0..400_000).map(|n| n.to_string()).collect();
    check(|d| d.photos = flood, &[(Field::Photos, What::TooMany { max: PHOTOS_MAX })]);
    let households = What::OutOfRange { min: 1, max: limits::HOUSEHOLDS_MAX };
    check(|d| d.households = "5001".to_owned(), &[(Field::Households, households.clone())]);
    check(|d| d.households = "0".to_owned(), &[(Field::Households, households)]);
    let returned = What::OutOfRange { min: 0, max: limits::RETURNED_TIMES_MAX };
    check(|d| d.returned = "100".to_owned(), &[(Field::Returned, returned)]);
}

#[test]
fn exactly_at_the_limit_is_fine() {
    check(|d| d.text = "字".repeat(limits::TEXT_CHARS_MAX), &[]);
    check(|d| d.households = "5000".to_owned(), &[]);
    check(|d| d.photos = (0..limits::PHOTOS_MAX).map(|n| n.to_string()).collect(), &[]);
    check(|d| d.photos = vec!["the same".to_owned(); 20 * limits::PHOTOS_MAX], &[]);
}

#[test]
fn counts_are_read_as_people_type_them() {
    check(|d| d.households = " １２ ".to_owned(), &[]);
    check(|d| d.households = "十二".to_owned(), &[(Field::Households, What::NotANumber)]);
    check(|d| d.households = "-3".to_owned(), &[(Field::Households, What::NotANumber)]);
    check(
        |d| d.households = "99999999999".to_owned(),
        &[(Field::Households, What::OutOfRange { min: 1, max: limits::HOUSEHOLDS_MAX })],
    );
}

#[test]
fn since_when_is_a_date_not_after_today() {
    let today = "2026-11-18".parse().expect("a date");
    check(|d| d.since = "2026-11-18".to_owned(), &[]);
    check(|d| d.since = "2026-11-19".to_owned(), &[(Field::Since, What::InTheFuture { today })]);
    check(|d| d.since = "上周四".to_owned(), &[(Field::Since, What::NotADate)]);
    check(|d| d.since = "1996-11-17".to_owned(), &[(Field::Since, What::TooLongAgo { years: 30 })]);
}

#[test]
fn a_choice_altered_by_hand_is_told() {
    check(|d| d.kind = "plumbing".to_owned(), &[(Field::Kind, What::NotAChoice)]);
    check(|d| d.community = "xx".to_owned(), &[(Field::Community, What::NotAChoice)]);
    check(|d| d.filer = "ghost".to_owned(), &[(Field::Filer, What::NotAChoice)]);
    check(|d| d.wish = vec!["gold".to_owned()], &[(Field::Wish, What::NotAChoice)]);
}

#[test]
fn one_contact_is_enough_and_what_is_typed_must_be_readable() {
    check(|d| (d.phone, d.email) = (String::new(), "zhou@example.com".to_owned()), &[]);
    check(|d| d.phone = "  ".to_owned(), &[(Field::Phone, What::NoContact)]);
    let mut wrong = draft();
    wrong.phone = "138 5710 462".to_owned();
    wrong.email = "zhou@".to_owned();
    let problems = wrong.parse(&ground()).expect_err("both are wrong");
    assert!(matches!(problems.of(Field::Phone), Some(What::Phone(_))));
    assert!(matches!(problems.of(Field::Email), Some(What::Email(_))));
}

#[test]
fn the_notice_is_agreed_to_in_the_version_now_shown() {
    check(|d| d.notice = String::new(), &[(Field::Notice, What::NotAgreed)]);
    check(|d| d.notice = "0".to_owned(), &[(Field::Notice, What::NoticeChanged)]);
}

#[test]
fn the_only_community_need_not_be_chosen() {
    let mut ground = ground();
    ground.communities.truncate(1);
    let chosen = Draft { community: String::new(), ..draft() };
    assert_eq!(chosen.parse(&ground).expect("one community").community, CommunityId::new("wt"));
}

#[test]
fn what_is_ticked_twice_counts_once() {
    let twice = Draft { wish: vec!["mend".to_owned(), "mend".to_owned(), String::new()], ..draft() };
    assert_eq!(twice.parse(&ground()).expect("fine").wishes, [Wish::Mend]);
}

#[test]
fn the_complaining_home_is_the_place_or_the_home_given() {
    let place = |area: &str, home: &str| {
        let draft = Draft { area: area.to_owned(), home: home.to_owned(), ..draft() };
        let filing = draft.parse(&ground()).expect("fine");
        filing.complaining_home().is_some()
    };
    assert!(place("home", "") && place("public", "5栋101"));
    assert!(!place("public", ""));
}

#[test]
fn the_preview_reads_facts_from_a_draft_that_is_not_finished() {
    let typed = |households: &str, returned: &str| {
        let draft =
            Draft { households: households.to_owned(), returned: returned.to_owned(), ..Draft::default() };
        let facts = draft.facts_so_far();
        (facts.households, facts.returned)
    };
    assert_eq!(typed("5", "3"), (5, 3));
    assert_eq!(typed("", ""), (1, 0));
    assert_eq!(typed("很多", "-"), (1, 0));
}

#[test]
fn a_draft_of_one_megabyte_is_answered() {
    let huge = "啊".repeat(350_000);
    check(|d| d.text.clone_from(&huge), &[(Field::Text, What::TooLong { chars: 350_000, max: 2_000 })]);
}

#[cfg(not(target_arch = "wasm32"))]
mod never_panics {
    use super::{Draft, ground};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_draft_is_answered(
            words in proptest::collection::vec("\\PC{0,40}", 12), wish in proptest::collection::vec("\\PC{0,8}", 0..3),
        ) {
            let [community, filer, kind, area, place, home, text, since, households, phone, email, notice] =
                <[String; 12]>::try_from(words).expect("twelve");
            let draft = Draft {
                community, filer, kind, area, place, home, text, since, households, phone, email, notice, wish,
                ..Draft::default()
            };
            if let Err(problems) = draft.parse(&ground()) {
                prop_assert!(!problems.is_empty());
            }
        }
    }
}
