//! A text folded for comparison, each character with where it stood.

use core::ops::Range;

use crate::fold::{is_invisible, narrow, simplified};

/// What stood before a character that was kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Clause,
    Sentence,
}

struct Glyph {
    folded: char,
    bytes: Range<usize>,
    gap: Gap,
}

/// Positions are counts of kept characters.
pub(super) struct Text {
    glyphs: Vec<Glyph>,
}

impl Text {
    /// Only ideographs, Latin letters and digits: for phrases.
    pub fn letters(text: &str) -> Self {
        Self::keeping(text, |c| {
            c.is_ascii_alphanumeric() || matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '〇')
        })
    }

    /// Everything visible: for dates and amounts.
    pub fn signs(text: &str) -> Self {
        Self::keeping(text, |c| !c.is_whitespace() && !is_invisible(c))
    }

    fn keeping(text: &str, keep: impl Fn(char) -> bool) -> Self {
        let mut glyphs = Vec::with_capacity(text.len() / 3);
        let mut gap = Gap::None;
        for (start, c) in text.char_indices() {
            let folded = simplified(narrow(c)).to_ascii_lowercase();
            if keep(folded) {
                glyphs.push(Glyph { folded, bytes: start..start + c.len_utf8(), gap });
                gap = Gap::None;
            } else {
                gap = gap.max(gap_of(folded));
            }
        }
        Self { glyphs }
    }

    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    pub fn at(&self, position: usize) -> Option<char> {
        self.glyphs.get(position).map(|glyph| glyph.folded)
    }

    /// Whether the word stands at the position.
    pub fn starts(&self, position: usize, word: &str) -> bool {
        let mut rest = self.glyphs[position.min(self.len())..].iter();
        word.chars().all(|c| rest.next().is_some_and(|glyph| glyph.folded == c))
    }

    /// How many characters the first fitting word has that stands at the position.
    pub fn starting(&self, position: usize, words: &[&str]) -> Option<usize> {
        words.iter().find(|word| self.starts(position, word)).map(|word| word.chars().count())
    }

    /// How many characters the first fitting word has that ends just before the position.
    pub fn ending_before(&self, position: usize, words: &[&str]) -> Option<usize> {
        let fits = |word: &&str| {
            let length = word.chars().count();
            position.checked_sub(length).filter(|start| self.starts(*start, word)).map(|_| length)
        };
        words.iter().find_map(fits)
    }

    /// Whether one of the words ends just before the position, in the same clause.
    pub fn follows(&self, position: usize, words: &[&str]) -> bool {
        !self.clause_ends(position) && self.ending_before(position, words).is_some()
    }

    /// Whether nothing, not even a space, stood before the character.
    pub fn adjoins(&self, position: usize) -> bool {
        let before = position.checked_sub(1).and_then(|before| self.glyphs.get(before));
        let here = self.glyphs.get(position);
        before.zip(here).is_some_and(|(before, here)| before.bytes.end == here.bytes.start)
    }

    /// Whether one of the words begins in these positions.
    pub fn any_within(&self, positions: Range<usize>, words: &[&str]) -> bool {
        positions.into_iter().any(|position| self.starting(position, words).is_some())
    }

    /// Where the clause of the position begins, looking back at most `reach` characters.
    pub fn clause_start(&self, position: usize, reach: usize) -> usize {
        let least = position.saturating_sub(reach);
        let position = position.min(self.len().saturating_sub(1));
        (least..=position)
            .rev()
            .find(|at| self.glyphs.get(*at).is_some_and(|g| g.gap > Gap::None))
            .unwrap_or(least)
    }

    /// Where the sentence goes on to from the position, looking ahead at most `reach` characters.
    pub fn sentence_end(&self, position: usize, reach: usize) -> usize {
        let most = (position + reach).min(self.len());
        (position..most).find(|at| self.glyphs[*at].gap == Gap::Sentence).unwrap_or(most)
    }

    /// Whether a clause ends just before the position.
    pub fn clause_ends(&self, position: usize) -> bool {
        self.glyphs.get(position).is_none_or(|glyph| glyph.gap > Gap::None)
    }

    /// The bytes of these positions in the text as it was; never empty ones.
    pub fn bytes(&self, positions: Range<usize>) -> Option<Range<usize>> {
        let first = self.glyphs.get(positions.start)?;
        let last = self.glyphs.get(positions.end.checked_sub(1)?)?;
        Some(first.bytes.start..last.bytes.end)
    }
}

fn gap_of(c: char) -> Gap {
    match c {
        '。' | '!' | '?' | ';' | '\n' | '…' | '｡' => Gap::Sentence,
        ',' | ':' | '、' | '､' => Gap::Clause,
        _ => Gap::None,
    }
}
