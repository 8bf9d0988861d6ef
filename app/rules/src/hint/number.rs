//! Counts as people write them: 12, １２, 十二, 壹拾贰, 十几, 三十多, 近百, 五六.

use core::ops::Range;

use super::text::Text;

/// A count and where it stands, with the words that make it rough (近, 多).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub start: usize,
    pub end: usize,
    pub value: u32,
    /// 第三, 402户: a place, not a count.
    pub is_place: bool,
}

/// Figures of more digits are telephone numbers.
const DIGITS_MAX: usize = 6;
const ABOUT_ONE_TENTH_LESS: [&[char]; 9] = [
    &['将', '近'],
    &['接', '近'],
    &['就', '快'],
    &['快', '要'],
    &['几', '乎', '有'],
    &['近'],
    &['快'],
    &['差', '一', '点'],
    &['就', '嚟'],
];
/// 附近十几户, 最近20户, 尽快3户: the last character is part of another word.
const NEAR_IN_WORDS: [char; 9] = ['附', '最', '就', '邻', '尽', '赶', '很', '加', '靠'];
const RANGE: [char; 2] = ['到', '至'];

/// Every count in the text, none inside another.
pub(super) fn numbers(text: &Text) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(c) = text.at(at) {
        if !begins_a_number(c) {
            at += 1;
            continue;
        }
        match number(text, at) {
            Some(number) => {
                at = number.end;
                numbers.push(with_range(text, with_prefix(text, number)));
                at = numbers.last().map_or(at, |number| number.end.max(at));
            }
            None => at += 1,
        }
    }
    numbers
}

/// With what a number can begin, a bit for each ideograph: most characters are none of it.
static BEGINNINGS: [u64; IDEOGRAPHS / 64] = {
    let mut bits = [0; IDEOGRAPHS / 64];
    let mut at = 0;
    while at < BEGIN_A_NUMBER.len() {
        let c = BEGIN_A_NUMBER[at] as usize - FIRST_IDEOGRAPH;
        bits[c / 64] |= 1 << (c % 64);
        at += 1;
    }
    bits
};
const FIRST_IDEOGRAPH: usize = 0x4E00;
const IDEOGRAPHS: usize = 0x5200;
const BEGIN_A_NUMBER: [char; 37] = [
    '零', '一', '壹', '二', '两', '贰', '俩', '三', '叁', '仨', '四', '肆', '五', '伍', '六', '陆', '七',
    '柒', '八', '捌', '九', '玖', '十', '拾', '百', '佰', '千', '仟', '万', '几', '数', '上', '成', '过',
    '廿', '卅', '卌',
];

fn begins_a_number(c: char) -> bool {
    match (c as usize).checked_sub(FIRST_IDEOGRAPH) {
        Some(at) => BEGINNINGS.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1),
        None => c.is_ascii_digit() || c == '〇',
    }
}

/// Where a run of digits of any kind ends, with what makes it rough, if one begins there.
pub(super) fn numeral_end(text: &Text, span: &Range<usize>) -> Option<usize> {
    let is_numeral = |at: &usize| {
        text.at(*at).is_some_and(|c| {
            c.is_ascii_digit() || digit(c).or_else(|| unit(c)).is_some() || matches!(c, '几' | '廿' | '卅')
        })
    };
    let end = span.clone().take_while(is_numeral).last()? + 1;
    let is_rough = end < span.end && matches!(text.at(end), Some('多' | '余' | '来'));
    Some(end + usize::from(is_rough))
}

fn number(text: &Text, at: usize) -> Option<Number> {
    let (end, value) = figures(text, at).or_else(|| words(text, at))?;
    let is_place = at > 0 && text.at(at - 1) == Some('第') || is_room(text, at..end);
    Some(Number { start: at, end, value, is_place })
}

/// 3栋402户, 我家1203户: a door, not as many households.
fn is_room(text: &Text, span: Range<usize>) -> bool {
    const BEFORE: [char; 8] = ['栋', '幢', '座', '元', '楼', '层', '家', '门'];
    let is_figure = span.clone().all(|at| text.at(at).is_some_and(|c| c.is_ascii_digit()));
    let before = span.start.checked_sub(1).and_then(|before| text.at(before));
    let stands_after_a_place = before.is_some_and(|before| BEFORE.contains(&before));
    is_figure && (3..=4).contains(&span.len()) && stands_after_a_place && text.at(span.end) == Some('户')
}

/// `12`, with what may follow: 20多, 10几, 10来, 3百.
fn figures(text: &Text, at: usize) -> Option<(usize, u32)> {
    let goes_on = |i: &usize| *i == at || joined(text, *i).is_some() && !text.is_ranged(*i);
    let is_digit = |i: &usize| text.at(*i).is_some_and(|c| c.is_ascii_digit());
    let end = (at..text.len()).take_while(|i| is_digit(i) && goes_on(i)).last()? + 1;
    if end - at > DIGITS_MAX || latin(text, at.checked_sub(1)) {
        return Some((end, u32::MAX));
    }
    let digit = |i: usize| text.at(i).and_then(|c| c.to_digit(10)).unwrap_or(0);
    let mut value = (at..end).fold(0, |value, i| value * 10 + digit(i));
    let mut end = end;
    while let Some(unit) = scale(text, end) {
        value = value.saturating_mul(unit);
        end += 1;
    }
    Some(rough(text, end, value))
}

fn latin(text: &Text, at: Option<usize>) -> bool {
    at.and_then(|at| text.at(at)).is_some_and(|c| c.is_ascii_alphabetic())
}

fn scale(text: &Text, at: usize) -> Option<u32> {
    match joined(text, at)? {
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1_000),
        '万' => Some(10_000),
        _ => None,
    }
}

/// The character at the position if nothing parts it from the one before.
fn joined(text: &Text, at: usize) -> Option<char> {
    text.at(at).filter(|_| at == 0 || text.is_whole(&(at - 1..at + 1)))
}

/// What follows a count and makes it more: 三十多, 百余, 二十几; 十来 and 百来 do not.
fn rough(text: &Text, end: usize, value: u32) -> (usize, u32) {
    match joined(text, end) {
        Some('多' | '余' | '几' | '数') => (end + 1, value.saturating_add(1)),
        Some('来') if value >= 10 => (end + 1, value),
        _ => (end, value),
    }
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A count in words, read from left to right.
#[derive(Default)]
struct Words {
    total: u32,
    /// The digit that waits for its unit; of 五六户 the lower one.
    waiting: Option<u32>,
    last_unit: u32,
    after_zero: bool,
    digits_in_a_row: usize,
}

fn words(text: &Text, at: usize) -> Option<(usize, u32)> {
    let mut words = Words::default();
    let mut end = at;
    while let Some(c) = text.at(end) {
        if end > at && joined(text, end).is_none() || !words.take(c, text.at(end + 1)) {
            break;
        }
        end += 1;
    }
    if end == at || !words.is_a_count() {
        return None;
    }
    Some(rough(text, end, words.value()))
}

impl Words {
    /// Whether the character goes on with the count.
    fn take(&mut self, c: char, next: Option<char>) -> bool {
        let unit_follows = next.is_some_and(|c| unit(c).is_some());
        match c {
            // 几十, 好几百, 数百: two of them at the least.
            '几' | '数' if unit_follows && self.is_empty() => self.waiting = Some(2),
            '上' | '成' | '过' if self.is_empty() && matches!(next, Some('百' | '千' | '万')) => {}
            '廿' => self.take_tens(2),
            '卅' => self.take_tens(3),
            '卌' => self.take_tens(4),
            _ => return self.take_digit(c) || self.take_unit(c),
        }
        true
    }

    fn take_tens(&mut self, tens: u32) {
        self.waiting = Some(tens);
        self.take_unit('十');
    }

    fn is_empty(&self) -> bool {
        self.total == 0 && self.waiting.is_none()
    }

    fn take_digit(&mut self, c: char) -> bool {
        let Some(value) = digit(c) else { return false };
        match (value, self.waiting) {
            (0, _) => self.after_zero = true,
            (_, None) => self.waiting = Some(value),
            // 五六 is five or six, and so is 十五六.
            (_, Some(waiting)) if self.digits_in_a_row < 2 && value > waiting => {}
            (_, Some(_)) => return false,
        }
        self.digits_in_a_row += 1;
        true
    }

    fn take_unit(&mut self, c: char) -> bool {
        let Some(unit) = unit(c) else { return false };
        if unit >= 10_000 {
            let below = self.total.saturating_add(self.waiting.take().unwrap_or(0)).max(1);
            self.total = below.saturating_mul(unit);
        } else {
            let times = self.waiting.take().unwrap_or(1);
            self.total = self.total.saturating_add(times * unit);
        }
        (self.last_unit, self.after_zero, self.digits_in_a_row) = (unit, false, 0);
        true
    }

    fn is_a_count(&self) -> bool {
        self.value() > 0
    }

    /// 两百五 is 250, 百零五 is 105.
    fn value(&self) -> u32 {
        let short = self.last_unit >= 100 && !self.after_zero;
        let scale = if short { self.last_unit / 10 } else { 1 };
        self.total.saturating_add(self.waiting.unwrap_or(0).saturating_mul(scale))
    }
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

/// 近百, 快三十: a tenth less, rounded down.
fn with_prefix(text: &Text, number: Number) -> Number {
    let at = |back: usize| number.start.checked_sub(back + 1).and_then(|at| text.at(at));
    let stands_before = |word: &&&[char]| {
        let same = word.iter().rev().enumerate().all(|(back, c)| at(back) == Some(*c));
        let in_word = || word.len() == 1 && at(1).is_some_and(|before| NEAR_IN_WORDS.contains(&before));
        same && !in_word() && text.same_phrase(number.start - word.len(), number.start)
    };
    match ABOUT_ONE_TENTH_LESS.iter().find(stands_before).map(|word| number.start - word.len()) {
        Some(start) => Number { start, value: number.value - number.value.div_ceil(10), ..number },
        None => number,
    }
}

/// 三到五, 3-5, 两、三, 十几二十: the lower one counts.
fn with_range(text: &Text, lower: Number) -> Number {
    let next = match joined(text, lower.end) {
        Some(c) if RANGE.contains(&c) => lower.end + 1,
        _ if text.is_ranged(lower.end) || text.at(lower.end - 1) == Some('几') => lower.end,
        _ => return lower,
    };
    match number(text, next) {
        Some(upper) if upper.value > lower.value && upper.value != u32::MAX => {
            Number { end: upper.end, ..lower }
        }
        _ => lower,
    }
}
