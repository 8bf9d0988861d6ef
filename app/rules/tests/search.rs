//! What finds a complaint, and what does not.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::contact::{Phone, Region};
use rules::id::{BuildingId, CommunityId, ComplaintNumber};
use rules::limits::{SEARCH_CHARS_MAX, SEARCH_TERMS_MAX};
use rules::place::{BuildingName, Place};
use rules::search::{Content, sought};

fn buildings() -> Vec<BuildingName> {
    let named = |id: &str, name: &str| BuildingName { id: BuildingId::new(id), name: name.into() };
    vec![named("b3", "3栋"), named("b5", "5栋"), named("bz", "紫荆阁")]
}

/// Whether `query` finds a complaint of number, phone and home with these texts.
fn finds(query: &str, phone: &str, home: &str, texts: &[&str]) -> bool {
    let number = ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 391);
    let phone = Phone::parse(phone, Region::Mainland).expect("a number");
    let home = Place::read(home, &buildings());
    let content = Content { number: &number, phone: Some(&phone), places: &[&home], texts };
    let sought = sought(query, &buildings());
    !sought.is_empty() && content.terms().is_superset(&sought)
}

fn check(rows: &[(&str, bool)]) {
    let texts = ["昨晚電梯又停了,困住兩位老人,WiFi门禁B1也坏", "周女士", "已派吴师傅去看,20261127001234"];
    for (query, wanted) in rows {
        assert_eq!(finds(query, "13857104629", "3栋2单元1201", &texts), *wanted, "{query}");
    }
}

#[test]
fn words_are_found_mid_sentence_in_either_script() {
    check(&[
        ("电梯", true),
        ("電梯又停", true),
        ("困住两位", true),
        ("困住兩位老人", true),
        ("吳師傅", true),
        ("电梯 老人", true),
        ("老人,电梯", true),
        ("梯", true),
        ("周女士", true),
        ("停电", false),
        ("电梯 漏水", false),
        ("电梯老人", false),
        ("狗", false),
    ]);
}

#[test]
fn words_and_figures_of_other_scripts_are_whole() {
    check(&[
        ("wifi", true),
        ("ＷＩＦＩ门禁", true),
        ("b1", true),
        ("wif", false),
        ("20261127001234", true),
        ("1234", true),
        ("200", false),
    ]);
}

#[test]
fn a_number_is_found_whole_and_by_its_end() {
    check(&[
        ("WT-2611-0391", true),
        ("wt-2611-0391 ", true),
        ("ｗｔ－２６１１－０３９１", true),
        ("WT26110391", true),
        ("2611-0391", true),
        ("0391", true),
        ("391", true),
        ("WJ-2611-0391", false),
        ("WT-2610-0391", false),
        ("039", false),
    ]);
}

#[test]
fn a_phone_is_found_whole_and_by_its_last_four_digits_or_more() {
    check(&[
        ("13857104629", true),
        ("138 5710 4629", true),
        ("+86 138-5710-4629", true),
        ("4629", true),
        ("57104629", true),
        ("104629", true),
        ("1385710", false),
        ("629", false),
        ("13857104628", false),
    ]);
}

#[test]
fn a_home_is_found_however_it_is_typed() {
    check(&[
        ("3-2-1201", true),
        ("3栋1201", true),
        ("三號樓二單元1201室", true),
        ("1201", true),
        ("3-1-1201", false),
        ("5栋1201", false),
        ("3栋1202", false),
    ]);
    assert!(finds("紫荊閣1201", "13857104629", "紫荆阁1201室", &[]));
    assert!(!finds("漏水紫荆阁1201", "13857104629", "紫荆阁1201室", &[]), "it says more than a home");
    assert!(finds("漏水 紫荆阁 1201", "13857104629", "紫荆阁1201室", &["厨房漏水"]));
}

#[test]
fn a_landline_is_found_with_and_without_its_area_code() {
    for query in ["0571-88903366", "88903366", "3366"] {
        assert!(finds(query, "0571-88903366", "东门", &[]), "{query}");
    }
}

#[test]
fn nothing_said_finds_nothing_and_long_texts_have_an_end() {
    assert!(sought(" ,。!", &[]).is_empty());
    let long: String = (0..20_000_u32).filter_map(|n| char::from_u32(0x4E00 + n)).collect();
    let number = ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 391);
    let content = Content { number: &number, phone: None, places: &[], texts: &[&long] };
    assert_eq!(content.terms().len(), SEARCH_TERMS_MAX);
    assert!(sought(&long, &[]).len() < SEARCH_CHARS_MAX);
}
