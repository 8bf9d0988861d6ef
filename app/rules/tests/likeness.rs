//! Complaints that are the same and complaints that only sound so.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[path = "likeness/pairs.rs"]
mod pairs;

use pairs::{Tally, matter, pairs};
use rules::likeness::{Likeness, Print, Same, Why, likeness, same};
use rules::place::{Area, Place, PlaceKey};

/// As a housing officer would say it: `problem`, `complaint` or `other`.
fn check(rows: &[(&str, [&str; 2], [&str; 2], &str)]) {
    for (kind, [place, text], [other_place, other_text], expected) in rows {
        let (a, b) = (matter(kind, place, text), matter(kind, other_place, other_text));
        let proposed = same(&a, &b).map_or("other", |proposal| proposal.same.code());
        assert_eq!(proposed, *expected, "{text} / {other_text}: {:?}", likeness(&a.print, &b.print));
    }
}

#[test]
fn two_neighbours_say_it_differently() {
    check(&[
        ("works", ["3栋电梯", "电梯又停了，老人被困"], ["三號樓升降機", "𨋢成日壞，困住個婆婆"], "problem"),
        ("works", ["B1车库", "车库顶上一直滴水"], ["B1車庫", "停車場天花漏水，好耐冇人理"], "problem"),
        ("cleaning", ["垃圾房", "垃圾没人清运，苍蝇很多，臭"], ["垃圾房", "垃圾房好臭，好多烏蠅"], "problem"),
        (
            "neighbours",
            ["3-2-501", "楼上半夜拖椅子，很吵"],
            ["3栋2单元501", "樓上成晚拖櫈，嘈到瞓唔到"],
            "problem",
        ),
        (
            "charges",
            ["3栋501", "公摊电费翻倍，没有明细"],
            ["12棟5樓之3", "公共電費漲一倍，請公布明細"],
            "complaint",
        ),
    ]);
}

#[test]
fn one_matter_at_two_places_is_the_same_complaint() {
    check(&[
        ("works", ["3栋电梯", "电梯老是停"], ["5栋电梯", "电梯三天两头停运"], "complaint"),
        ("cleaning", ["3栋楼道", "楼道堆满杂物"], ["7栋楼道", "走廊堆放纸箱没人管"], "complaint"),
        ("neighbours", ["3-2-501", "楼上狗一直叫"], ["3-2-502", "狗整天叫"], "complaint"),
    ]);
}

#[test]
fn the_same_words_of_other_matters() {
    check(&[
        ("works", ["3-2-501", "厨房漏水"], ["B1车库", "车库充电桩没电"], "other"),
        ("works", ["3-2-501", "卫生间天花板漏水"], ["9-1-1503", "卫生间天花板漏水"], "other"),
        ("neighbours", ["3-2-501", "楼上小孩跑跳，很吵"], ["3-2-501", "隔壁的狗一直叫，很吵"], "other"),
        ("works", ["3栋电梯", "电梯按键不亮"], ["3栋电梯", "电梯夹人"], "other"),
        (
            "works",
            ["3-2-501", "您好，马桶堵了，请尽快处理，谢谢"],
            ["3-2-501", "您好，灯坏了，请尽快处理，谢谢"],
            "other",
        ),
        ("charges", ["3-2-501", "物业费涨价没经过业主同意"], ["3-2-501", "物业费发票开不出来"], "other"),
    ]);
}

#[test]
fn a_proposal_says_what_it_rests_on() {
    let here = matter("security", "消防通道", "消防通道停满电动车");
    let why =
        |kind, place| same(&here, &matter(kind, place, "消防通道被电瓶车堵住")).map(|proposal| proposal.why);
    assert_eq!(why("security", "消防通道"), Some(Why::SamePlaceAndKind));
    assert_eq!(why("parking", "消防通道"), Some(Why::SamePlaceAndWords));
    assert_eq!(why("security", "6栋消防通道南侧"), Some(Why::SamePlaceAndKind), "a narrower place");
    assert_eq!(why("security", "北门"), Some(Why::SameWords));
    let silent = matter("security", "消防通道", "您好，请尽快处理，谢谢");
    assert_eq!(same(&silent, &silent), None, "nothing was said");
}

#[test]
fn prints_keep_the_matter_and_leave_the_manners() {
    let alike = [
        ("电梯坏了", "您好，我家的電梯壞了，麻煩請儘快處理，謝謝！"),
        ("停车位被占", "停車位 被占"),
        ("LIFT坏了", "ｌｉｆｔ壞咗"),
    ];
    for (a, b) in alike {
        assert_eq!(likeness(&Print::of(a), &Print::of(b)), Likeness::FULL, "{a} / {b}");
    }
    for nothing in ["", "！！！", "您好，谢谢", "請盡快處理"] {
        assert!(Print::of(nothing).is_empty(), "{nothing}");
    }
}

#[test]
fn a_line_finds_the_long_letter() {
    let letter = "尊敬的领导，我们楼的电梯从春节前就开始出问题，上周三晚上在十七楼停住了，里面还有一位抱着孩子的妈妈\
                  被困，按了呼叫铃没有人应答，维保人员来看了一下说没有问题，结果周六又停了。每个月按时交物业费，\
                  这样的服务实在让人失望。";
    let to = |text| likeness(&Print::of(letter), &Print::of(text)).per_mille();
    assert!(to("电梯又停了，困人") > 500, "{}", to("电梯又停了，困人"));
    assert!(to("物业费涨价") < 250, "{}", to("物业费涨价"));
}

#[test]
fn places_have_one_key() {
    let key = |text: &str| {
        let place = Place::read(text, &[]);
        PlaceKey::of(&place, place.area)
    };
    let alike = [
        ("3-2-501", "三號樓二單元501室"),
        ("3座升降機", "三栋的电梯旁边"),
        ("地下停車場", "地下车库"),
        ("東門", "东门附近"),
        ("3栋2单元楼道", "3號樓2單元走廊"),
    ];
    for (a, b) in alike {
        assert_eq!(key(a), key(b), "{a} / {b}");
    }
    for (a, b) in [("3-2-501", "3-1-501"), ("东门", "西门"), ("车库A区", "车库B区"), ("3栋电梯", "5栋电梯")]
    {
        assert_ne!(key(a), key(b), "{a} / {b}");
        assert!(!key(a).expect(a).meets(&key(b).expect(b)), "{a} / {b}");
    }
    for nothing in ["", "我家里", "家里厨房", "旁边"] {
        assert_eq!(key(nothing), None, "{nothing}");
    }
    let home = Place::read("3-2-501", &[]);
    assert_ne!(PlaceKey::of(&home, Area::Home), PlaceKey::of(&home, Area::Public), "outside the door");
}

#[test]
fn pairs_judged_by_hand_are_told_apart() {
    let (mut tuned, mut held_out) = (Tally::default(), Tally::default());
    for pair in pairs() {
        let tally = if pair.held_out { &mut held_out } else { &mut tuned };
        tally.count(&pair, same(&pair.a, &pair.b).map(|proposal| proposal.same));
    }
    println!("tuned on:\n{tuned:?}held out:\n{held_out:?}");
    for count in [&held_out.complaint, &held_out.problem] {
        assert!(count.precision() >= 900 && count.recall() >= 750, "{held_out:?}");
    }
    assert!(tuned.complaint.precision() >= 900 && tuned.complaint.recall() >= 750, "{tuned:?}");
    assert_eq!(Same::ALL.len(), 2, "both notions are counted");
}

/// What holds for any text.
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;
    use rules::kind::Kind;
    use rules::likeness::{Likeness, Matter, PRINT_WORDS_MAX, Print, likeness, same};
    use rules::place::{Area, Place};
    use rules::search::folded;

    const TEXT: &str =
        "\\PC*|[电梯電梯坏壞停漏水楼樓上下车車位噪音吵狗叫垃圾臭灯燈不亮的了，。 a-zA-Z0-9]{0,60}";
    const PLACE: &str = "\\PC{0,20}|[39AB栋座单元-电梯车库东门 |,]{0,12}";

    /// Pairs of a traditional character and its simplified one.
    fn traditional() -> impl Strategy<Value = String> {
        let pairs = include_str!("../data/simplified.txt").chars().filter(|c| !c.is_whitespace());
        prop::collection::vec(prop::sample::select(pairs.collect::<Vec<char>>()), 0..60)
            .prop_map(|chars| chars.into_iter().collect())
    }

    fn wide(c: char) -> char {
        if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }
    }

    fn matter(place: &str, text: &str, kind: usize, home: bool) -> Matter {
        let area = if home { Area::Home } else { Area::Public };
        Matter::of(Kind::ALL[kind % Kind::ALL.len()], area, &Place::read(place, &[]), text)
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_full_for_itself(a in TEXT, b in TEXT) {
            let (a, b) = (Print::of(&a), Print::of(&b));
            prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            prop_assert!(likeness(&a, &b) <= Likeness::FULL);
            let itself = if a.is_empty() { Likeness::NONE } else { Likeness::FULL };
            prop_assert_eq!(likeness(&a, &a), itself);
        }

        #[test]
        fn same_is_symmetric(
            a in (PLACE, TEXT, 0usize..9, any::<bool>()),
            b in (PLACE, TEXT, 0usize..9, any::<bool>()),
        ) {
            let (a, b) = (matter(&a.0, &a.1, a.2, a.3), matter(&b.0, &b.1, b.2, b.3));
            prop_assert_eq!(same(&a, &b), same(&b, &a));
            prop_assert!(same(&a, &a).is_some() || a.print.is_empty() || a.place.is_none());
        }

        #[test]
        fn script_width_and_case_change_nothing(text in prop_oneof![traditional(), TEXT.prop_map(|text: String| text)]) {
            let print = Print::of(&text);
            prop_assert_eq!(&Print::of(&text.chars().map(folded).collect::<String>()), &print);
            prop_assert_eq!(&Print::of(&text.chars().map(wide).collect::<String>()), &print);
            prop_assert_eq!(&Print::of(&text.to_ascii_uppercase()), &print);
        }

        #[test]
        fn a_print_comes_back_from_the_store(text in TEXT) {
            let print = Print::of(&text);
            let kept = serde_json::to_string(&print).expect("a list of numbers");
            prop_assert_eq!(serde_json::from_str::<Print>(&kept).expect("as written"), print);
        }

        #[test]
        fn a_stored_print_of_any_numbers_harms_nothing(a in prop::collection::vec(any::<u32>(), 0..40), b in TEXT) {
            let kept = serde_json::to_string(&a).expect("numbers");
            let a: Print = serde_json::from_str(&kept).expect("numbers");
            prop_assert!(likeness(&a, &Print::of(&b)) <= Likeness::FULL);
        }
    }

    /// Only the first part of a text is read, so that what is beyond it costs nothing.
    #[test]
    fn a_text_of_100_000_characters_is_cut() {
        let text: String =
            (0..100_000u32).filter_map(|at| char::from_u32(0x4E00 + (at * 7919) % 0x5000)).collect();
        let print = Print::of(&text);
        let kept = serde_json::to_value(&print).expect("a list of numbers");
        assert!(kept.as_array().expect("a list").len() <= PRINT_WORDS_MAX);
        let beginning: String = text.chars().take(rules::limits::TEXT_CHARS_MAX).collect();
        assert_eq!(Print::of(&beginning), print);
        let latin = "a".repeat(100_000);
        assert!(!Print::of(&latin).is_empty());
    }
}
