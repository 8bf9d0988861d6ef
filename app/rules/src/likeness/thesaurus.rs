//! The words that complaints share: what is said in many ways counts as one, and what every
//! complaint says counts for nothing.

use core::ops::Range;
use std::sync::OnceLock;

use super::print::hash;
use crate::search::folded;

const LINES: &str = include_str!("../../data/likeness.txt");

/// How much a word says of the matter. Kept in the last bits of its hash, so that a print needs no
/// second table to be weighed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub(super) enum Class {
    /// 请尽快处理, 谢谢, 我家: in every complaint, so in no print.
    Filler = 0,
    /// 楼上, 坏了, a number: in many, whatever they are about.
    Faint = 1,
    /// Two characters that stand in no line; also 故障 and 噪音, which do not say what.
    Plain = 2,
    /// A thing of the building: 电梯, 车位.
    Thing = 3,
    /// What is wrong with it, which tells two complaints about one thing apart: 困人, 被占.
    Fault = 4,
}

impl Class {
    const fn read(figure: &str) -> Self {
        match figure.as_bytes() {
            b"0" => Self::Filler,
            b"1" => Self::Faint,
            b"3" => Self::Thing,
            b"4" => Self::Fault,
            _ => Self::Plain,
        }
    }
}

/// A word found in a text: how many characters it takes and the hash of the line it stands in.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub chars: usize,
    pub hash: u32,
    pub class: Class,
}

struct Entry {
    word: Vec<char>,
    hash: u32,
    class: Class,
}

/// Words by their first character, of one the longest first.
struct Table {
    words: Vec<Entry>,
    /// From where to where, for each character of the frequent block and then for the others.
    frequent: Vec<Range<u16>>,
    rare: Vec<(char, Range<u16>)>,
}

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

impl Table {
    fn beginning(&self, first: char) -> &[Entry] {
        let range = match u32::from(first) {
            at @ FIRST..=LAST => Some(&self.frequent[(at - FIRST) as usize]),
            _ => self.rare.iter().find(|(c, _)| *c == first).map(|(_, range)| range),
        };
        range.map_or(&[], |range| &self.words[usize::from(range.start)..usize::from(range.end)])
    }

    fn of(mut words: Vec<Entry>) -> Self {
        words.sort_by(|a, b| (a.word[0], b.word.len(), &a.word).cmp(&(b.word[0], a.word.len(), &b.word)));
        let (mut frequent, mut rare) = (vec![0..0; (LAST - FIRST + 1) as usize], Vec::new());
        let mut from = 0;
        for same in words.chunk_by(|a, b| a.word[0] == b.word[0]) {
            let to = from + u16::try_from(same.len()).unwrap_or(u16::MAX);
            match u32::from(same[0].word[0]) {
                at @ FIRST..=LAST => frequent[(at - FIRST) as usize] = from..to,
                _ => rare.push((same[0].word[0], from..to)),
            }
            from = to;
        }
        Self { words, frequent, rare }
    }
}

/// The longest word of the table that the folded text begins with. A Latin word counts only whole.
pub(super) fn find(text: &[char]) -> Option<Found> {
    let first = *text.first()?;
    let fits = |entry: &&Entry| {
        let after = text.get(entry.word.len());
        text.starts_with(&entry.word)
            && !(first.is_ascii_alphanumeric() && after.is_some_and(char::is_ascii_alphanumeric))
    };
    let longest = table().beginning(first).iter().find(fits)?;
    Some(Found { chars: longest.word.len(), hash: longest.hash, class: longest.class })
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = LINES.lines().filter(|line| !line.starts_with('#'));
        Table::of(lines.flat_map(entries).collect())
    })
}

/// All words of a line under the hash of its first, so that lines can move without changing prints.
fn entries(line: &str) -> impl Iterator<Item = Entry> {
    let mut words = line.split_whitespace().map(|word| word.chars().map(folded).collect::<Vec<char>>());
    let class = Class::read(&words.next().unwrap_or_default().iter().collect::<String>());
    let mut words = words.peekable();
    let hash = hash(words.peek().map_or(&[], Vec::as_slice), class);
    words.map(move |word| Entry { word, hash, class })
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn no_word_stands_in_two_lines() {
        let neighbours = table().words.windows(2);
        let twice: Vec<String> = neighbours
            .filter(|pair| pair[0].word == pair[1].word)
            .map(|pair| pair[0].word.iter().collect())
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
