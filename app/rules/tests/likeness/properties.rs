//! What holds for any text.

use proptest::prelude::*;
use rules::kind::Kind;
use rules::likeness::{Likeness, Matter, PRINT_WORDS_MAX, Print, likeness, same};
use rules::place::{Area, Place};
use rules::search::folded;

const TEXT: &str = "\\PC*|[电梯電梯坏壞停漏水楼樓上下车車位噪音吵狗叫垃圾臭灯燈不亮的了，。 a-zA-Z0-9]{0,60}";
const PLACE: &str = "\\PC{0,20}|[39AB栋座单元-电梯车库东门 |,]{0,12}";

/// Pairs of a traditional character and its simplified one.
fn traditional() -> impl Strategy<Value = String> {
    let pairs = include_str!("../../data/simplified.txt").chars().filter(|c| !c.is_whitespace());
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
