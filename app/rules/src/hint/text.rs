//! A text folded for finding words, each character with where it stood and in what it stands.

use core::ops::Range;

use crate::fold::is_invisible;
use crate::search::folded;

/// What parts a character from the one before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    /// A space or a picture: words run across it, what is said of them does not.
    Space,
    /// 、 between things listed.
    List,
    Clause,
    Sentence,
}

/// One character that was kept. The counts tell which of two characters share a clause.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub folded: char,
    start: u32,
    end: u32,
    /// Counts what one word can stand in.
    pub part: u32,
    phrase: u32,
    clause: u32,
    sentence: u32,
    /// Which quotation it stands in; 0 outside of any.
    pub quote: u32,
    /// Whether a dash or 、 stands before it, as between 3-5.
    ranged: bool,
}

/// Positions are counts of kept characters: ideographs, letters and digits.
pub(super) struct Text {
    pub glyphs: Vec<Glyph>,
}

impl Text {
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { glyphs: Vec::with_capacity(text.len() / 3 + 1), ..Reader::default() };
        for (at, c) in text.char_indices() {
            reader.take(at, c);
        }
        Self { glyphs: reader.glyphs }
    }

    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    pub fn at(&self, position: usize) -> Option<char> {
        self.glyphs.get(position).map(|glyph| glyph.folded)
    }

    /// Whether one word can stand at these positions: nothing but spaces and quotes inside.
    pub fn is_whole(&self, span: &Range<usize>) -> bool {
        self.same(span.start, span.end - 1, |glyph| glyph.part)
    }

    /// Whether a Latin word or a figure goes on before or after: the ig of big.
    pub fn cuts_a_word(&self, span: &Range<usize>) -> bool {
        let goes_on = |at: usize| {
            let (Some(one), Some(other)) = (self.at(at), self.at(at + 1)) else { return false };
            let alike = one.is_ascii_alphabetic() && other.is_ascii_alphabetic()
                || one.is_ascii_digit() && other.is_ascii_digit();
            alike && self.glyphs[at].end == self.glyphs[at + 1].start
        };
        span.start.checked_sub(1).is_some_and(goes_on) || goes_on(span.end - 1)
    }

    pub fn same_clause(&self, one: usize, other: usize) -> bool {
        self.same(one, other, |glyph| glyph.clause)
    }

    /// As a clause, and a space ends it as well.
    pub fn same_phrase(&self, one: usize, other: usize) -> bool {
        self.same(one, other, |glyph| glyph.phrase)
    }

    pub fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.same(one, other, |glyph| glyph.sentence)
    }

    fn same(&self, one: usize, other: usize, count: impl Fn(&Glyph) -> u32) -> bool {
        let counted = |at: usize| self.glyphs.get(at).map(&count);
        counted(one).is_some() && counted(one) == counted(other)
    }

    /// Whether a dash or 、 stands before the position, as between 3-5.
    pub fn is_ranged(&self, position: usize) -> bool {
        self.glyphs.get(position).is_some_and(|glyph| glyph.ranged)
    }

    /// Where the phrase of the position begins, looking back at most `reach` characters.
    pub fn phrase_start(&self, position: usize, reach: usize) -> usize {
        let least = position.saturating_sub(reach);
        (least..position).rev().find(|at| !self.same_phrase(*at, position)).map_or(least, |at| at + 1)
    }

    /// Where the sentence of the position begins, looking back at most `reach` characters.
    pub fn sentence_start(&self, position: usize, reach: usize) -> usize {
        let least = position.saturating_sub(reach);
        (least..position).rev().find(|at| !self.same_sentence(*at, position)).map_or(least, |at| at + 1)
    }

    /// The bytes of these positions in the text as it was typed.
    pub fn bytes(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let first = self.glyphs.get(span.start)?;
        let last = self.glyphs.get(span.end.checked_sub(1)?)?;
        Some(first.start as usize..last.end as usize)
    }
}

#[derive(Default)]
struct Reader {
    glyphs: Vec<Glyph>,
    part: u32,
    phrase: u32,
    clause: u32,
    sentence: u32,
    quotes: u32,
    open: bool,
    gap: Option<Gap>,
    ranged: bool,
}

impl Reader {
    fn take(&mut self, at: usize, c: char) {
        if matches!(c, '\u{4E00}'..='\u{9FFF}') {
            return self.keep(at, c, folded(c));
        }
        if is_invisible(c) {
            return;
        }
        let folded = folded(c);
        if is_kept(folded) {
            return self.keep(at, c, folded);
        }
        match folded {
            // The title of a programme or a law is nobody's speech; where it begins is a sign to find.
            '》' => {}
            '“' | '「' | '『' | '〝' => self.quote(true),
            '”' | '」' | '』' | '〞' => self.quote(false),
            '"' => self.quote(!self.open),
            _ => {
                self.gap = self.gap.max(Some(gap_of(folded)));
                self.ranged = matches!(folded, '-' | '~' | '—' | '–' | '、');
            }
        }
    }

    fn quote(&mut self, open: bool) {
        self.open = open;
        self.quotes += u32::from(open);
    }

    fn keep(&mut self, at: usize, c: char, folded: char) {
        let gap = self.gap.take().unwrap_or(Gap::None);
        let ranged = core::mem::take(&mut self.ranged);
        self.part += u32::from(gap >= Gap::List);
        self.phrase += u32::from(gap == Gap::Space || gap >= Gap::Clause);
        self.clause += u32::from(gap >= Gap::Clause);
        self.sentence += u32::from(gap >= Gap::Sentence);
        let (start, end) = (narrowed(at), narrowed(at + c.len_utf8()));
        let quote = if self.open { self.quotes } else { 0 };
        let (part, phrase, clause, sentence) = (self.part, self.phrase, self.clause, self.sentence);
        self.glyphs.push(Glyph { folded, start, end, part, phrase, clause, sentence, quote, ranged });
    }
}

/// A text of more than 4 GB has reached nobody's form.
fn narrowed(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

pub(super) fn is_kept(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '《'
        || matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

fn gap_of(c: char) -> Gap {
    match c {
        '。' | '!' | '?' | ';' | '\n' | '…' | '｡' => Gap::Sentence,
        ',' | ':' | '､' | '(' | ')' | '~' | '—' | '【' | '】' | '[' | ']' => Gap::Clause,
        '、' | '/' => Gap::List,
        _ => Gap::Space,
    }
}
