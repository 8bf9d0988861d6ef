//! Texts made comparable, character by character: one script, one width, one case. For lexicon,
//! likeness and search, which run on the server; what the browser compares has the small table of
//! `fold`.

mod terms;

use std::sync::OnceLock;

use crate::fold::narrow;

pub use self::terms::{Content, Term, sought};

/// Pairs of a traditional character and its simplified one, as `OpenCC`'s `TSCharacters` gives them
/// (first choice where there are several), with the variants that people type.
const PAIRS: &str = include_str!("../data/simplified.txt");

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// The character all spellings of one share: simplified, half-width, lower case.
///
/// ```
/// use rules::search::folded;
/// assert_eq!("電梯壞咗Ａ座".chars().map(folded).collect::<String>(), "电梯坏咗a座");
/// ```
#[must_use]
pub fn folded(c: char) -> char {
    let c = narrow(c);
    match u32::from(c) {
        at @ FIRST..=LAST => table()[(at - FIRST) as usize],
        _ => c.to_ascii_lowercase(),
    }
}

fn table() -> &'static [char] {
    static TABLE: OnceLock<Vec<char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
        let mut chars = PAIRS.chars().filter(|c| !c.is_whitespace());
        while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
            table[(u32::from(from) - FIRST) as usize] = to;
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LAST, PAIRS, folded};

    #[test]
    fn every_pair_lies_in_the_table_and_ends_in_one_step() {
        let chars: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(chars.len() % 2, 0);
        assert!(chars.iter().all(|c| (FIRST..=LAST).contains(&u32::from(*c))));
        for pair in chars.chunks(2) {
            assert_eq!((folded(pair[0]), folded(pair[1])), (pair[1], pair[1]));
        }
    }
}
