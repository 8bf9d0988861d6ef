//! Places as residents of the mainland, Hong Kong and Taiwan type them.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::id::BuildingId;
use rules::limits::PLACE_CHARS_MAX;
use rules::place::{Area, BuildingName, Place, same_place};

fn buildings(names: &[&str]) -> Vec<BuildingName> {
    let building = |name: &&str| BuildingName { id: BuildingId::new(*name), name: (*name).to_owned() };
    names.iter().map(building).collect()
}

/// Building, unit, floor, room as `3/2/-/501`.
fn parts(place: &Place) -> String {
    let parts = [&place.building, &place.unit, &place.floor, &place.room];
    parts.map(|part| part.as_deref().unwrap_or("-")).join("/")
}

fn check(rows: &[(&str, &str, Area)]) {
    for (typed, expected, area) in rows {
        let place = Place::read(typed, &[]);
        assert_eq!((parts(&place).as_str(), place.area), (*expected, *area), "{typed}");
        assert_eq!(place.text, typed.trim(), "the words are kept");
    }
}

#[test]
fn a_home_in_the_mainland() {
    check(&[
        ("3栋2单元501", "3/2/-/501", Area::Home),
        (" 3 栋 2 单元 501 室 ", "3/2/-/501", Area::Home),
        ("３栋２单元５０１", "3/2/-/501", Area::Home),
        ("3-2-501", "3/2/-/501", Area::Home),
        ("3—2—501", "3/2/-/501", Area::Home),
        ("3-2-12-1202", "3/2/12/1202", Area::Home),
        ("3-501", "3/-/-/501", Area::Home),
        ("A-1201", "A/-/-/1201", Area::Home),
        ("3栋-2单元-501", "3/2/-/501", Area::Home),
        ("3-2单元501", "3/2/-/501", Area::Home),
        ("3栋2-501", "3/2/-/501", Area::Home),
        ("三栋二单元501室", "3/2/-/501", Area::Home),
        ("三栋二单元五零一", "3/2/-/-", Area::Public),
        ("三栋二单元五零一室", "3/2/-/501", Area::Home),
        ("十二幢一单元一百零二室", "12/1/-/102", Area::Home),
        ("二十一栋1203房", "21/-/-/1203", Area::Home),
        ("3号楼2单元12楼1202", "3/2/12/1202", Area::Home),
        ("第3号楼第2单元12层1202户", "3/2/12/1202", Area::Home),
        ("3#2单元501", "3/2/-/501", Area::Home),
        ("3#楼501", "3/-/-/501", Area::Home),
        ("3楼2单元501", "3/2/-/501", Area::Home),
        ("3号楼2门501", "3/2/-/501", Area::Home),
        ("3栋东单元501", "3/东/-/501", Area::Home),
        ("甲栋501", "甲/-/-/501", Area::Home),
        ("南楼302", "南/-/-/302", Area::Home),
        ("A座12楼B室", "A/-/12/B", Area::Home),
        ("88弄12号501室", "12/-/-/501", Area::Home),
        ("3栋501号", "3/-/-/501", Area::Home),
        ("501", "-/-/-/501", Area::Home),
        ("501室厨房漏水", "-/-/-/501", Area::Home),
        ("我家卧室", "-/-/-/-", Area::Home),
    ]);
}

#[test]
fn a_home_in_hong_kong_taiwan_and_english() {
    check(&[
        ("12棟5樓之3", "12/-/5/3", Area::Home),
        ("12棟3號5樓之3", "12/3/5/3", Area::Home),
        ("3座15樓A室", "3/-/15/A", Area::Home),
        ("第三座十五樓B室", "3/-/15/B", Area::Home),
        ("Block 3 Flat 12B", "3/-/-/12B", Area::Home),
        ("Tower 2, 15/F, Flat A", "2/-/15/A", Area::Home),
        ("Flat A, 15/F, Tower 2", "2/-/15/A", Area::Home),
        ("Blk 5 Rm1203", "5/-/-/1203", Area::Home),
        ("Building 3 Unit 2 Room 501", "3/2/-/501", Area::Home),
        ("Unit 501, Block 3", "3/-/-/501", Area::Home),
    ]);
}

#[test]
fn what_all_share() {
    check(&[
        ("東門旁邊", "-/-/-/-", Area::Public),
        ("东门旁边", "-/-/-/-", Area::Public),
        ("地下车库B2", "-/-/B2/-", Area::Public),
        ("地下一层车库", "-/-/B1/-", Area::Public),
        ("负二层12号车位", "-/-/B2/-", Area::Public),
        ("-1楼停车场", "-/-/B1/-", Area::Public),
        ("3栋大堂", "3/-/-/-", Area::Public),
        ("3栋一楼大厅", "3/-/1/-", Area::Public),
        ("3栋2单元电梯", "3/2/-/-", Area::Public),
        ("5栋3号电梯", "5/-/-/-", Area::Public),
        ("3栋501门口的走廊", "3/-/-/501", Area::Public),
        ("3号楼前2个路灯", "3/-/-/-", Area::Public),
        ("3栋楼下", "3/-/-/-", Area::Public),
        ("G/F lobby, Block 2", "2/-/G/-", Area::Public),
        ("儿童游乐场旁边的统一垃圾桶", "-/-/-/-", Area::Public),
        ("中心花园 300 米跑道", "-/-/-/-", Area::Public),
    ]);
}

#[test]
fn odd_text_is_kept_as_it_is() {
    check(&[
        ("", "-/-/-/-", Area::Public),
        ("???", "-/-/-/-", Area::Public),
        ("电话13812344629", "-/-/-/-", Area::Public),
        ("2026-11-22-10-30", "-/-/-/-", Area::Public),
        ("🏠", "-/-/-/-", Area::Public),
    ]);
    let long = "栋".repeat(PLACE_CHARS_MAX + 1);
    assert_eq!(Place::read(&long, &[]).text.chars().count(), PLACE_CHARS_MAX);
}

#[test]
fn the_building_is_found_by_the_sign_on_its_wall() {
    let signs = buildings(&["3号楼", "13号楼", "A座", "紫荆阁", "Block 7", "一期5栋", "二期5栋", "9"]);
    for (typed, building, expected) in [
        ("3栋2单元501", Some("3号楼"), "3/2/-/501"),
        ("三號樓501", Some("3号楼"), "3/-/-/501"),
        ("3-2-501", Some("3号楼"), "3/2/-/501"),
        ("13栋501", Some("13号楼"), "13/-/-/501"),
        ("a座12楼B室", Some("A座"), "A/-/12/B"),
        ("紫荊閣12樓B室", Some("紫荆阁"), "紫荆阁/-/12/B"),
        ("紫荆阁1203", Some("紫荆阁"), "紫荆阁/-/-/1203"),
        ("7座 12楼", Some("Block 7"), "7/-/12/-"),
        ("BLOCK 7 FLAT C", Some("Block 7"), "7/-/-/C"),
        ("二期5栋1单元302", Some("二期5栋"), "5/1/-/302"),
        ("5栋1单元302", None, "5/1/-/302"),
        ("9号楼302", Some("9"), "9/-/-/302"),
        ("23栋501", None, "23/-/-/501"),
        ("东门旁边", None, "-/-/-/-"),
    ] {
        let place = Place::read(typed, &signs);
        assert_eq!(place.building_id, building.map(BuildingId::new), "{typed}");
        assert_eq!(parts(&place), expected, "{typed}");
    }
}

#[test]
fn the_same_home_is_the_same_place_however_typed() {
    for (a, b, same) in [
        ("3栋2单元501", "3-2-501", true),
        ("3栋2单元501", "三號樓二單元501室", true),
        ("3号楼2单元5楼501", "3栋2单元501", true),
        ("12棟5樓之3", "12栋5楼之3", true),
        ("12棟5樓之3", "12棟6樓之3", false),
        ("3栋2单元501", "3栋1单元501", false),
        ("3栋501", "3栋1单元501", false),
        ("3栋2单元501", "4栋2单元501", false),
        ("东门旁边", "東門 旁邊。", true),
        ("东门旁边", "西门旁边", false),
        ("3栋大堂", "3栋天台", false),
        ("3栋501门口的走廊", "3栋501", false),
    ] {
        let (a_read, b_read) = (Place::read(a, &[]), Place::read(b, &[]));
        assert_eq!(same_place(&a_read, &b_read), same, "{a} and {b}");
        assert_eq!(same_place(&b_read, &a_read), same, "{b} and {a}");
    }
}

#[test]
fn debug_does_not_print_an_address() {
    let said = format!("{:?}", Place::read("3栋2单元501", &[]));
    assert!(!said.contains("501") && !said.contains('栋'), "{said}");
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::{buildings, parts};
    use proptest::prelude::*;
    use rules::place::{Place, same_place};

    proptest! {
        #[test]
        fn any_text_is_a_place(text in "\\PC*|[0-9AB栋号楼单元室层之负地下一二十百 #/F-]{0,20}") {
            let place = Place::read(&text, &buildings(&["3号楼", "A座", "紫荆阁", "", "-"]));
            let again = Place::read(&place.text, &buildings(&["3号楼", "A座", "紫荆阁", "", "-"]));
            prop_assert!(same_place(&place, &again));
            prop_assert_eq!(parts(&place), parts(&again));
        }

        #[test]
        fn every_way_to_type_a_home_reads_alike(building in 1u8..40, unit in 1u8..9, room in 101u16..3399) {
            let ways = [
                format!("{building}栋{unit}单元{room}"),
                format!("{building}号楼{unit}單元{room}室"),
                format!("{building}-{unit}-{room}"),
                format!("Building {building} Unit {unit} Room {room}"),
            ];
            for way in ways {
                let place = Place::read(&way, &[]);
                prop_assert_eq!(parts(&place), format!("{building}/{unit}/-/{room}"), "{}", way);
            }
        }
    }
}
