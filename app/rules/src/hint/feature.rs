//! The features of a text that labelled texts weigh: one to three characters in a row, and the same
//! where words of the lexicon's sets stand for their set and counts for any count, so that 发到抖音 and
//! 发到快手 are one.

use core::ops::Range;

use super::number::numeral_end;
use super::pattern::Sets;
use super::text::Text;
use super::words::Words;

/// Characters that a feature holds at the most.
const FEATURE_CHARS: usize = 3;
/// Where a clause begins and ends.
const EDGE: char = '|';
/// What stands for a set, by its number; the first stands for a count.
const FIRST_KIND: char = '\u{E000}';
const COUNT: &str = "N";

/// The words of the sets, and which they stand for.
pub(super) struct Kinds {
    names: Vec<String>,
    words: Words,
    kinds: Vec<char>,
}

/// Characters, kinds and edges, each with where it stands.
type Row = Vec<(char, usize)>;

impl Kinds {
    pub fn new(sets: &Sets) -> Self {
        let mut names = vec![COUNT.to_owned()];
        let mut known = std::collections::BTreeMap::new();
        for (name, words) in sets {
            let kind = kind(names.len());
            names.push(name.clone());
            words.iter().for_each(|word| _ = known.entry(word.clone()).or_insert(kind));
        }
        let (words, kinds): (Vec<String>, Vec<char>) = known.into_iter().unzip();
        Self { names, words: Words::new(&words), kinds }
    }

    /// The text as it stands, and as kinds; edges between the clauses.
    pub fn rows(&self, text: &Text) -> [Row; 2] {
        let numbers: Vec<u32> = text.glyphs.iter().map(|glyph| self.words.number(glyph.folded)).collect();
        let room = text.len() * 5 / 4 + 2;
        let [mut plain, mut kinds] = [Vec::with_capacity(room), Vec::with_capacity(room)];
        let mut start = 0;
        while start < text.len() {
            let end = (start + 1..text.len()).find(|at| !text.same_clause(start, *at)).unwrap_or(text.len());
            plain.push((EDGE, start));
            plain.extend((start..end).map(|at| (text.glyphs[at].folded, at)));
            kinds.push((EDGE, start));
            let mut at = start;
            while at < end {
                let (unit, after) = self.unit(text, &numbers, at..end);
                kinds.push((unit, at));
                at = after;
            }
            start = end;
        }
        plain.push((EDGE, text.len()));
        kinds.push((EDGE, text.len()));
        [plain, kinds]
    }

    /// The kind of the longest word, or of the count, or the character, and where it ends.
    fn unit(&self, text: &Text, numbers: &[u32], span: Range<usize>) -> (char, usize) {
        let mut longest = None;
        self.words.each(&numbers[span.clone()], |chars, word| longest = Some((chars, word)));
        if let Some((chars, word)) = longest {
            return (self.kinds[word as usize], span.start + chars);
        }
        match numeral_end(text, &span) {
            Some(end) => (FIRST_KIND, end),
            None => (text.glyphs[span.start].folded, span.start + 1),
        }
    }

    /// As it is written in the list of weights: `发到{platform}`.
    pub fn written(&self, feature: &str) -> String {
        let one =
            |c: char| match (c as usize).checked_sub(FIRST_KIND as usize).and_then(|at| self.names.get(at)) {
                Some(name) => format!("{{{name}}}"),
                None => c.to_string(),
            };
        feature.chars().map(one).collect()
    }

    /// As it stands in a row; a set that the lexicon does not know leaves nothing to find.
    pub fn read(&self, written: &str) -> Option<String> {
        let mut feature = String::new();
        let mut rest = written;
        while let Some((before, named)) = rest.split_once('{') {
            let (name, after) = named.split_once('}')?;
            feature.push_str(before);
            feature.push(kind(self.names.iter().position(|known| known == name)?));
            rest = after;
        }
        Some(feature + rest)
    }

    /// The features of a text, each once.
    pub fn features(&self, text: &Text) -> Vec<String> {
        let mut features: Vec<String> = Vec::new();
        for row in self.rows(text) {
            for span in (0..row.len()).flat_map(|start| spans(start, row.len())) {
                features.push(row[span].iter().map(|(c, _)| *c).collect());
            }
        }
        features.sort_unstable();
        features.dedup();
        features
    }
}

fn spans(start: usize, end: usize) -> impl Iterator<Item = Range<usize>> {
    (start + 1..=(start + FEATURE_CHARS).min(end)).map(move |end| start..end)
}

fn kind(number: usize) -> char {
    char::from_u32(FIRST_KIND as u32 + u32::try_from(number).unwrap_or(0)).unwrap_or(FIRST_KIND)
}

/// Every one of these features that stands in the rows, with the positions it covers; what stands in
/// both is taken once.
pub(super) fn each(features: &Words, [plain, kinds]: &[Row; 2], mut take: impl FnMut(Range<usize>, u32)) {
    each_in(features, plain, |_| true, &mut take);
    each_in(features, kinds, |units| units.iter().any(|(unit, _)| is_kind(*unit)), &mut take);
}

fn is_kind(unit: char) -> bool {
    matches!(unit, FIRST_KIND..='\u{F8FF}')
}

fn each_in(
    features: &Words,
    row: &Row,
    is_asked: impl Fn(&[(char, usize)]) -> bool,
    take: &mut impl FnMut(Range<usize>, u32),
) {
    let numbers: Vec<u32> = row.iter().map(|(c, _)| features.number(*c)).collect();
    let last = row.last().map_or(0, |(_, position)| *position);
    let position = |at: usize| row.get(at).map_or(last, |(_, position)| *position);
    for start in 0..numbers.len() {
        let end = (start + FEATURE_CHARS).min(numbers.len());
        if !is_asked(&row[start..end]) {
            continue;
        }
        features.each(&numbers[start..end], |chars, feature| {
            if is_asked(&row[start..start + chars]) {
                take(position(start)..position(start + chars), feature);
            }
        });
    }
}
