//! What the summary of an event says of its day.

use crate::fold::{narrow, simplified};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 休, 放假.
    Off,
    /// Only a word that names holidays as well as plain days.
    Holiday,
    Worked,
    /// A name and nothing else: 中秋节翌日.
    None,
}

/// Words that hold one of [`WORKED`] and mean the opposite (停班 is a typhoon's).
const NOT_WORKED: [&str; 9] =
    ["停班", "不上班", "免上班", "不用上班", "无需上班", "休班", "非工作日", "non-working", "no work"];
const WORKED: [&str; 6] = ["班", "工作日", "workday", "working day", "work day", "working weekend"];
/// Those that are clear beside the name of the holiday they are for (春节假期补班).
const WORKED_FOR_IT: [&str; 5] = ["上班", "补班", "调班", "makeup", "make-up"];
/// Some are on duty, or work longer: that says nothing of everybody's day.
const SOME_WORK: [&str; 2] = ["值班", "加班"];
const OFF: [&str; 2] = ["休", "放假"];
const HOLIDAY: [&str; 6] = ["补假", "假期", "假日", "holiday", "day off", "days off"];
/// Alone it marks the weekend worked in exchange; beside 上班 or 放假 it says nothing of its own.
const EXCHANGE: &str = "调休";

/// `None` when the words contradict each other, or may mean either.
pub(super) fn mark(summary: &str) -> Option<Mark> {
    let folded: String = summary.chars().map(|c| simplified(narrow(c)).to_ascii_lowercase()).collect();
    let plain = folded.replace(EXCHANGE, " ");
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if has(&NOT_WORKED) {
        return Some(Mark::Off);
    }
    match (has(&WORKED), has(&OFF), has(&HOLIDAY)) {
        _ if has(&SOME_WORK) => None,
        (true, false, holiday) if !holiday || has(&WORKED_FOR_IT) => Some(Mark::Worked),
        (true, _, _) => None,
        (false, true, _) => Some(Mark::Off),
        (false, false, true) => Some(Mark::Holiday),
        (false, false, false) if folded.contains(EXCHANGE) => Some(Mark::Worked),
        (false, false, false) => Some(Mark::None),
    }
}

const TAGS: [&str; 10] = ["休", "班", "假", "放假", "补班", "補班", "上班", "调休", "調休", "休息"];

/// The name without what only marks it: `春节（休）`, `班｜春节` and `春节 休` are all 春节.
pub(super) fn name(summary: &str) -> &str {
    let summary = summary.trim();
    let is_tag = |text: &str| TAGS.contains(&text.trim());
    let before = summary.split_once(['｜', '|']).filter(|(tag, _)| is_tag(tag)).map(|(_, name)| name);
    let bracket = summary.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
    let after = bracket.or_else(|| summary.rsplit_once(char::is_whitespace));
    let name = before.or_else(|| after.filter(|(_, tag)| is_tag(tag)).map(|(name, _)| name));
    name.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(summary)
}
