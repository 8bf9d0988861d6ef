//! From tokens to building, unit, floor and room.

use super::token::{Mark, Token, Word, tokens};
use super::{BuildingName, folded};
use crate::id::BuildingId;

/// What a place names, as far as it could be read.
#[derive(Default)]
pub(super) struct Parts {
    pub building: Option<String>,
    pub unit: Option<String>,
    pub floor: Option<String>,
    pub room: Option<String>,
}

/// Longest label taken for a number of a home; longer ones are phone numbers and the like.
const LABEL_CHARS_MAX: usize = 6;
/// Longest label before another in `3-2-501`: dates and phone numbers have longer ones.
const SHORT_LABEL_CHARS_MAX: usize = 3;
/// Signs of buildings and stairwells that are neither number nor letter.
const NAMED_LABELS: &str = "甲乙丙丁戊己东西南北中";
/// What is counted, so that the number before it is no room.
const COUNTED: &str = "个盏次天米元人点辆台部张只棵条块年月日时分厘多几把";

/// The building whose whole sign stands in the text (the longest, if several), and what follows it.
pub(super) fn named<'a>(
    text: &'a [Token],
    buildings: &'a [BuildingName],
) -> Option<(&'a BuildingName, &'a [Token])> {
    let found = buildings.iter().filter_map(|building| {
        let sign = tokens(&folded(&building.name));
        let at = text.windows(sign.len().max(2)).position(|window| alike(window, &sign))?;
        Some((sign.len(), (building, &text[at + sign.len()..])))
    });
    found.max_by_key(|(length, _)| *length).map(|(_, found)| found)
}

fn alike(window: &[Token], sign: &[Token]) -> bool {
    let same = |(a, b): (&Token, &Token)| a == b || written(a).is_some() && written(a) == written(b);
    window.len() == sign.len() && window.iter().zip(sign).all(same)
}

fn written(token: &Token) -> Option<&str> {
    match token {
        Token::Label(text) | Token::Numeral(text) => Some(text),
        _ => None,
    }
}

/// The only building with this label.
pub(super) fn by_key(label: Option<&str>, buildings: &[BuildingName]) -> Option<BuildingId> {
    let label = label?;
    let mut fitting = buildings.iter().filter(|building| key(building) == label);
    let only = fitting.next()?;
    fitting.next().is_none().then(|| only.id.clone())
}

/// A building's label in normal form: `3` for 3号楼, the name itself where it has none.
pub(super) fn key(building: &BuildingName) -> String {
    let sign = tokens(&folded(&building.name));
    match sign.as_slice() {
        [Token::Label(label) | Token::Numeral(label)] => label.clone(),
        sign => Parts::read(sign, None).building.unwrap_or_else(|| folded(building.name.trim())),
    }
}

impl Parts {
    /// Reads from left to right; of two that claim one part the first is kept.
    pub fn read(tokens: &[Token], building: Option<String>) -> Self {
        let mut parts = Self { building, ..Self::default() };
        let mut rest = tokens;
        let mut beside_a_part = parts.building.is_some();
        while let Some(after) = rest.get(1..) {
            let taken = parts.take(rest, beside_a_part);
            beside_a_part = taken > 0;
            rest = rest.get(taken..).filter(|_| taken > 0).unwrap_or(after);
        }
        parts
    }

    /// Takes the part that begins here and says how many tokens it is.
    fn take(&mut self, here: &[Token], beside_a_part: bool) -> usize {
        match here {
            [Token::Word(word), label, after @ ..] => match label_of(label) {
                Some(label) => self.take_word(*word, label, after),
                None => 0,
            },
            [Token::Mark(Mark::Of), label, ..] if label_of(label).is_some() => set(&mut self.room, label, 2),
            [Token::Mark(Mark::Dash), label, Token::Mark(Mark::Floor | Mark::Lou), ..] if !beside_a_part => {
                self.below_ground(label)
            }
            [Token::Mark(Mark::Below), label, Token::Mark(Mark::Floor | Mark::Lou), ..] => {
                self.below_ground(label)
            }
            [first, after @ ..] if label_of(first).is_some() => {
                let dashed = self.take_dashed(here);
                if dashed > 0 { dashed } else { self.take_label(first, after, beside_a_part) }
            }
            _ => 0,
        }
    }

    fn take_word(&mut self, word: Word, label: String, after: &[Token]) -> usize {
        let more = after.iter().any(|token| label_of(token).is_some());
        let part = match word {
            Word::Building => &mut self.building,
            Word::Floor => &mut self.floor,
            Word::Unit if self.building.is_some() && more => &mut self.unit,
            Word::Unit | Word::Room => &mut self.room,
        };
        part.get_or_insert(label);
        2
    }

    fn below_ground(&mut self, label: &Token) -> usize {
        let below = label_of(label).map(|label| Token::Label(format!("B{label}")));
        below.map_or(0, |below| set(&mut self.floor, &below, 3))
    }

    /// `3-2-501`: building, unit, room; without unit `3-501`; with floor `3-2-12-1202`.
    fn take_dashed(&mut self, here: &[Token]) -> usize {
        let labels = dashed_labels(here);
        let length = 2 * labels.len().max(1) - 1;
        let short =
            |labels: &[String]| labels.iter().rev().skip(1).all(|label| label.len() <= SHORT_LABEL_CHARS_MAX);
        if labels.len() > 2 && !(labels.len() <= 4 && short(&labels)) {
            return length;
        }
        let parts: &mut [&mut Option<String>] = match (labels.len(), self.building.is_some()) {
            (1, false) if here.get(1) == Some(&Token::Mark(Mark::Dash)) => &mut [&mut self.building],
            (2, false) if is_room_number(&labels[1]) => &mut [&mut self.building, &mut self.room],
            (2, true) if is_room_number(&labels[1]) => &mut [&mut self.unit, &mut self.room],
            (3, false) => &mut [&mut self.building, &mut self.unit, &mut self.room],
            (3, true) => &mut [&mut self.unit, &mut self.floor, &mut self.room],
            (4, false) => &mut [&mut self.building, &mut self.unit, &mut self.floor, &mut self.room],
            _ => return 0,
        };
        for (part, label) in parts.iter_mut().zip(labels) {
            part.get_or_insert(label);
        }
        length
    }

    fn take_label(&mut self, label: &Token, after: &[Token], beside_a_part: bool) -> usize {
        let Some(Token::Mark(mark)) = after.first() else {
            return self.take_bare(label, after.first(), beside_a_part);
        };
        let next = after.get(1);
        let part = match mark {
            Mark::Building => &mut self.building,
            Mark::Unit => &mut self.unit,
            Mark::Stair if self.building.is_some() && is_number(label) => &mut self.unit,
            Mark::Lou
                if self.building.is_none() && (names_a_building(label) || leads_to_unit(&after[1..])) =>
            {
                &mut self.building
            }
            Mark::Floor => &mut self.floor,
            Mark::Lou if !names_a_building(label) => &mut self.floor,
            Mark::Room => &mut self.room,
            Mark::Household if written(label).is_some_and(is_room_number) => &mut self.room,
            Mark::Number => return self.take_house_number(label, &after[1..]),
            Mark::Dash => return self.take_bare(label, next, beside_a_part),
            _ => return 0,
        };
        set(part, label, 2)
    }

    /// 12号501室 in Shanghai, 3栋501号 elsewhere, 12棟3號5樓 in Taiwan; 3号电梯 is none of them.
    fn take_house_number(&mut self, label: &Token, after: &[Token]) -> usize {
        let more = after.iter().any(|token| written(token).is_some());
        let ends = matches!(after.first(), None | Some(Token::Punctuation | Token::Mark(_)));
        let leads_on = after.first().is_some_and(|token| label_of(token).is_some());
        let part = match (self.building.is_some(), more && (ends || leads_on)) {
            (false, true) => &mut self.building,
            (true, true) => &mut self.unit,
            (known, false) if ends && (known || written(label).is_some_and(is_room_number)) => &mut self.room,
            _ => return 0,
        };
        set(part, label, 2)
    }

    /// A label without mark: `B2` and `12F` are floors, `501` is a room.
    fn take_bare(&mut self, label: &Token, next: Option<&Token>, beside_a_part: bool) -> usize {
        let Token::Label(text) = label else { return 0 };
        let (first, digits) = text.split_at(1);
        if first == "B" && matches!(digits.len(), 1..=2) && is_digits(digits) {
            return set(&mut self.floor, label, 1);
        }
        if let Some(floor) = text.strip_suffix('F').filter(|floor| is_digits(floor) || *floor == "G") {
            return set(&mut self.floor, &Token::Label(floor.to_owned()), 1);
        }
        let counted = matches!(next, Some(Token::Other(c)) if COUNTED.contains(*c));
        let room = is_room_number(text) || beside_a_part && text.contains(|c: char| c.is_ascii_digit());
        if room && !counted { set(&mut self.room, label, 1) } else { 0 }
    }
}

/// The labels of a run like `3-2-501`, as far as none of them has a mark of its own.
fn dashed_labels(here: &[Token]) -> Vec<String> {
    let mut labels = Vec::new();
    for pair in here.chunks(2) {
        let Some(label) = label_of(&pair[0]) else { break };
        match pair.get(1) {
            Some(Token::Mark(Mark::Dash)) => labels.push(label),
            Some(Token::Mark(mark)) if *mark != Mark::Room => break,
            _ => {
                labels.push(label);
                break;
            }
        }
    }
    labels
}

fn set(part: &mut Option<String>, label: &Token, length: usize) -> usize {
    if part.is_none() {
        *part = label_of(label);
    }
    length
}

fn label_of(token: &Token) -> Option<String> {
    match token {
        Token::Label(text) | Token::Numeral(text) => (text.len() <= LABEL_CHARS_MAX).then(|| text.clone()),
        Token::Other(c) if NAMED_LABELS.contains(*c) => Some(c.to_string()),
        _ => None,
    }
}

/// What is part of no home: 漏, 水.
pub(super) fn is_no_label(token: &Token) -> bool {
    matches!(token, Token::Other(_)) && label_of(token).is_none()
}

fn names_a_building(label: &Token) -> bool {
    !is_number(label)
}

fn is_number(label: &Token) -> bool {
    written(label).is_some_and(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Three digits, or fewer with a letter: `501`, `12B`.
fn is_room_number(text: impl AsRef<str>) -> bool {
    let text = text.as_ref();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (3..=LABEL_CHARS_MAX).contains(&text.len()) && digits >= 2
}

/// 3楼2单元: the first is a building.
fn leads_to_unit(after: &[Token]) -> bool {
    matches!(after, [_, Token::Mark(Mark::Unit | Mark::Stair), ..])
}
