//! Cuts a folded place into labels (3, 12B, A, 甲), the marks that say what a label is (栋, 单元,
//! 楼, 室), and the rest.

/// A piece of a place as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits and letters: `501`, `12B`, `A`.
    Label(String),
    /// A number written out, as its digits: 三 is `3`, 五零一 is `501`. It labels something only
    /// before a mark (in 统一 it does not).
    Numeral(String),
    /// A prefix of English addresses.
    Word(Word),
    Mark(Mark),
    Punctuation,
    Other(char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Building,
    Unit,
    Floor,
    Room,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 栋 幢 座 号楼
    Building,
    /// 单元
    Unit,
    /// 门 or 梯 after a number: a stairwell, once a building is known.
    Stair,
    /// 楼, a floor, or in the north a building.
    Lou,
    /// 层 or `/F`
    Floor,
    /// 室 房
    Room,
    /// 户: a room after a number of three digits, else a count.
    Household,
    /// 号: a building in Shanghai, a room or a stairwell elsewhere.
    Number,
    /// 之, before the room in Taiwan.
    Of,
    /// 负 or 地下, before a floor.
    Below,
    Dash,
}

const WORDS: [(&str, Word); 12] = [
    ("BUILDING", Word::Building),
    ("BLDG", Word::Building),
    ("BLOCK", Word::Building),
    ("BLK", Word::Building),
    ("TOWER", Word::Building),
    ("UNIT", Word::Unit),
    ("FLOOR", Word::Floor),
    ("LEVEL", Word::Floor),
    ("FLAT", Word::Room),
    ("ROOM", Word::Room),
    ("RM", Word::Room),
    ("APT", Word::Room),
];

/// Marks, the longer of two with the same beginning first.
const MARKS: [(&str, Mark); 19] = [
    ("号楼", Mark::Building),
    ("#楼", Mark::Building),
    ("#", Mark::Building),
    ("栋", Mark::Building),
    ("幢", Mark::Building),
    ("座", Mark::Building),
    ("单元", Mark::Unit),
    ("门", Mark::Stair),
    ("梯", Mark::Stair),
    ("楼", Mark::Lou),
    ("层", Mark::Floor),
    ("/F", Mark::Floor),
    ("室", Mark::Room),
    ("房", Mark::Room),
    ("户", Mark::Household),
    ("号", Mark::Number),
    ("之", Mark::Of),
    ("负", Mark::Below),
    ("地下", Mark::Below),
];

/// What makes 楼 or 门 part of a word instead: 楼上, 楼道; 门口, 门锁.
const fn joins(mark: Mark) -> &'static str {
    match mark {
        Mark::Lou => "上下道梯顶前后旁宇里间",
        Mark::Stair => "口外前后旁铃锁禁卫厅窗",
        _ => "",
    }
}

pub(super) fn tokens(folded: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if first.is_ascii_alphanumeric() => alphanumeric(rest, &mut tokens),
            _ if numeral_value(first).is_some() => numeral(rest, &mut tokens),
            _ => sign(rest, first, &mut tokens),
        };
        rest = &rest[length..];
    }
    tokens
}

fn alphanumeric(rest: &str, tokens: &mut Vec<Token>) -> usize {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let run = &rest[..end];
    if let Some((word, kind)) = WORDS.iter().find(|(word, _)| is_word(run, word)) {
        tokens.push(Token::Word(*kind));
        return word.len();
    }
    tokens.push(Token::Label(run.to_owned()));
    end
}

/// `FLAT`, or `RM501` written together.
fn is_word(run: &str, word: &str) -> bool {
    run.strip_prefix(word).is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn numeral(rest: &str, tokens: &mut Vec<Token>) -> usize {
    let end = rest.find(|c| numeral_value(c).is_none()).unwrap_or(rest.len());
    tokens.push(Token::Numeral(digits(&rest[..end])));
    end
}

fn sign(rest: &str, first: char, tokens: &mut Vec<Token>) -> usize {
    if let Some((sign, mark)) = MARKS.iter().find(|(sign, _)| rest.starts_with(sign)) {
        let within_word = rest[sign.len()..].starts_with(|c| joins(*mark).contains(c));
        tokens.push(if within_word { Token::Other(first) } else { Token::Mark(*mark) });
        return sign.len();
    }
    match first {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '~' => tokens.push(Token::Mark(Mark::Dash)),
        '第' => {}
        _ if first.is_whitespace() => {}
        _ if is_letter_beyond_ascii(first) => tokens.push(Token::Other(first)),
        _ => tokens.push(Token::Punctuation),
    }
    first.len_utf8()
}

/// Roughly: scripts that begin above the symbols and the CJK punctuation, and Latin with accents.
pub(super) fn is_letter_beyond_ascii(c: char) -> bool {
    matches!(c, '\u{00C0}'..='\u{1FFF}' | '\u{3040}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{1F300}'..)
}

fn numeral_value(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        _ => return None,
    })
}

/// 五零一 by position, 一百零二 and 十二 by value.
fn digits(numeral: &str) -> String {
    let values = || numeral.chars().filter_map(numeral_value);
    if values().all(|value| value < 10) {
        return values().map(|value| value.to_string()).collect();
    }
    let (mut sum, mut last) = (0u32, None);
    for value in values() {
        if value < 10 {
            last = Some(value);
        } else {
            sum = sum.saturating_add(last.take().unwrap_or(1) * value);
        }
    }
    sum.saturating_add(last.unwrap_or(0)).to_string()
}
