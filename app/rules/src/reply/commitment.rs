//! Promises (L1) and the dates and amounts that make a commitment (L4): modest, so that what is
//! found is one.

use super::Remark;
use super::text::Text;

/// 等我们有了确切结果后会尽快和您联系, and its near relatives.
pub(super) fn promises(text: &Text) -> Vec<Remark> {
    #[rustfmt::skip]
    const RESULT: [&str; 18] = [
        "有了确切", "有确切", "有了明确", "有明确", "有了结果", "有结果", "有了消息", "有消息",
        "有了进展", "有进展", "有最新", "有了最新", "有了答案", "有答案", "有了准确", "结果出来",
        "出结果", "确切结果",
    ];
    #[rustfmt::skip]
    const CONTACT: [&str; 24] = [
        "和您联", "跟您联", "与您联", "同您联", "同你联", "跟你联", "和你联", "联系您", "联络您",
        "回复您", "答复您", "通知您", "告知您", "告诉您", "联系你", "联络你", "回复你", "通知你",
        "给您回", "给您答", "向您反馈", "向您回", "跟您说", "给您打",
    ];
    let mut remarks = Vec::new();
    let mut read_to = 0;
    for at in 0..text.len() {
        if at < read_to || text.starting(at, &RESULT).is_none() {
            continue;
        }
        let end = text.sentence_end(at, 22);
        let Some(contact) = (at..end).find(|at| text.starting(*at, &CONTACT).is_some()) else { continue };
        let start = (at.saturating_sub(6).max(read_to)..at).find(|at| text.starts(*at, "等")).unwrap_or(at);
        let past = text.any_within(start.saturating_sub(1)..contact, &["已"]);
        let last = if text.starting(contact + 2, &["联系", "联络", "反馈", "回复", "答复", "回电"]).is_some()
        {
            4
        } else {
            3
        };
        read_to = (contact + last).min(text.len());
        remarks.extend(text.bytes(start..read_to).filter(|_| !past).map(|range| Remark::Promise { range }));
    }
    remarks
}

pub(super) fn dates_and_amounts(text: &Text) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut read_to = 0;
    for at in 0..text.len() {
        let before = at.checked_sub(1).and_then(|before| text.at(before));
        let within_number = before.is_some_and(is_numeral) && text.adjoins(at);
        if at < read_to || within_number {
            continue;
        }
        let found = amount(text, at).or_else(|| due(text, at));
        read_to = found.unwrap_or(read_to);
        let range = found.and_then(|end| text.bytes(at..end));
        remarks.extend(range.map(|range| Remark::DateOrAmount { range }));
    }
    remarks
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二三四五六七八九十百千万两半".contains(c)
}

/// Where the number that begins here ends, and its value if it is in digits.
fn number(text: &Text, at: usize) -> Option<(usize, Option<u32>)> {
    let goes_on = |end: &usize| text.at(*end).is_some_and(is_numeral) && (*end == at || text.adjoins(*end));
    let end = (at..text.len()).find(|end| !goes_on(end)).unwrap_or(text.len());
    let digits = (at..end).map(|at| text.at(at).and_then(|c| c.to_digit(10)));
    let value = digits.take(9).try_fold(0u32, |sum, digit| digit.map(|digit| sum * 10 + digit));
    (end > at).then_some((end, value))
}

/// A number with decimals or thousands: `1,200.50`, at most four groups.
fn figure(text: &Text, at: usize) -> Option<usize> {
    let (mut end, _) = number(text, at)?;
    for _ in 0..3 {
        let more = matches!(text.at(end), Some('.' | ',')).then(|| number(text, end + 1)).flatten();
        let Some((further, Some(_))) = more else { break };
        end = further;
    }
    Some(end)
}

fn amount(text: &Text, at: usize) -> Option<usize> {
    const BEFORE: [&str; 9] = ["hk$", "nt$", "us$", "mop", "rmb", "人民币", "$", "¥", "￥"];
    const AFTER: [&str; 11] =
        ["元", "块钱", "港元", "港币", "台币", "新台币", "澳门元", "澳门币", "人民币", "蚊", "万元"];
    if let Some(length) = text.starting(at, &BEFORE) {
        return figure(text, at + length);
    }
    let end = figure(text, at)?;
    let unit = text.starting(end, &AFTER)?;
    // 三元桥, 元旦, 元件
    let part_of_name =
        text.starts(end, "元") && text.starting(end + 1, &["桥", "里", "旦", "宵", "件", "素"]).is_some();
    (!part_of_name).then_some(end + unit)
}

/// A date or a time limit.
fn due(text: &Text, at: usize) -> Option<usize> {
    day_word(text, at)
        .or_else(|| calendar_date(text, at))
        .or_else(|| duration(text, at))
        .or_else(|| day_and_before(text, at))
        .or_else(|| clock(text, at))
}

const BEFORE: [&str; 6] = ["之前", "以前", "前", "之内", "以内", "内"];
const DAY_PARTS: [&str; 12] =
    ["上午", "下午", "中午", "晚上", "傍晚", "早上", "凌晨", "下昼", "上昼", "晚间", "早", "晚"];
const WEEKDAYS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "日", "天"];

/// 明天下午3点前. What is said of today, of a weekday or of a month needs a time or a limit.
fn day_word(text: &Text, at: usize) -> Option<usize> {
    #[rustfmt::skip]
    const SURE: [&str; 14] = [
        "明天", "明日", "后天", "后日", "明早", "明晚", "听日", "今晚", "下周", "下星期", "下礼拜",
        "下个月", "月底", "年底",
    ];
    const WITH_LIMIT: [&str; 12] =
        ["今天", "今日", "当天", "本周", "这周", "本星期", "周", "星期", "礼拜", "本月", "月内", "下班"];
    if let Some(length) = text.starting(at, &SURE) {
        let day = weekday(text, at + length);
        return Some(time_of_day(text, day).unwrap_or(day));
    }
    let day = weekday(text, at + text.starting(at, &WITH_LIMIT)?);
    let day = day + text.starting(day, &["下班", "月底", "底"]).unwrap_or(0);
    let end = time_of_day(text, day)?;
    (!in_range(text, at, day) && !in_range(text, at, end)).then_some(end)
}

/// Opening hours: 周一至周五, 8:30-17:30.
fn in_range(text: &Text, start: usize, end: usize) -> bool {
    let joins = |at: usize| text.at(at).is_some_and(|c| "-~至—–".contains(c));
    joins(end) || start.checked_sub(1).is_some_and(joins)
}

fn weekday(text: &Text, at: usize) -> usize {
    at + text.starting(at, &WEEKDAYS).unwrap_or(0)
}

/// 下午, 3点半, 前, in this order; `None` where none of them is there.
fn time_of_day(text: &Text, at: usize) -> Option<usize> {
    let part = at + text.starting(at, &DAY_PARTS).unwrap_or(0);
    let hour = hour(text, part).unwrap_or(part);
    let end = hour + limit(text, hour).unwrap_or(0);
    (end > at).then_some(end)
}

/// 前 and its like; 前面, 前台 and 内部 are other words.
fn limit(text: &Text, at: usize) -> Option<usize> {
    let length = text.starting(at, &BEFORE)?;
    text.starting(at + length, &["面", "台", "方", "往", "来", "去", "部", "容", "后", "的"])
        .is_none()
        .then_some(length)
}

/// 3点, 3点半, 15:00.
fn hour(text: &Text, at: usize) -> Option<usize> {
    let (end, _) = number(text, at)?;
    if text.starts(end, ":") {
        return number(text, end + 1).filter(|(minutes, _)| minutes - end == 3).map(|(minutes, _)| minutes);
    }
    let end = end + text.starting(end, &["点钟", "点", "时"])?;
    let minutes = number(text, end).map_or(end, |(minutes, _)| minutes);
    Some(minutes + text.starting(minutes, &["整", "分"]).unwrap_or(0))
}

/// 2026年11月25日, 11月25日前, 11月底, 2026-11-25. What is said to have happened is no commitment.
fn calendar_date(text: &Text, at: usize) -> Option<usize> {
    const PAST: [&str; 9] = ["已", "反映", "来电", "投诉", "报修", "提交", "收到", "来访", "致电"];
    let (year_end, year) = number(text, at)?;
    if let (Some(1900..=2999), Some(mark @ ('-' | '/'))) = (year, text.at(year_end)) {
        let (month_end, _) = number(text, year_end + 1)?;
        let (end, _) = (text.at(month_end) == Some(mark)).then(|| number(text, month_end + 1))??;
        return Some(time_of_day(text, end).unwrap_or(end));
    }
    let month = if text.starts(year_end, "年") { year_end + 1 } else { at };
    let (month_end, _) = number(text, month)?;
    if !text.starts(month_end, "月") {
        return None;
    }
    let part = text.starting(month_end + 1, &["底", "初", "末", "中旬", "上旬", "下旬"]);
    let (end, is_day) = match (part, number(text, month_end + 1)) {
        (Some(length), _) => (month_end + 1 + length, false),
        (None, Some((day_end, _))) => (day_end + text.starting(day_end, &["日", "号"])?, true),
        (None, None) => return None,
    };
    let with_time = time_of_day(text, end);
    let past = text.ending_before(at, &["已于", "已在", "曾于", "已经于"]).is_some()
        || is_day && with_time.is_none() && text.any_within(end..end + 8, &PAST);
    (!past).then(|| with_time.unwrap_or(end))
}

/// 三天内, 24小时内, 两个工作日后; without the limit it is only a length.
fn duration(text: &Text, at: usize) -> Option<usize> {
    #[rustfmt::skip]
    const UNITS: [&str; 13] = [
        "个工作日", "个小时", "个钟头", "个星期", "个礼拜", "个月", "工作日", "小时", "分钟",
        "星期", "天", "日", "周",
    ];
    let (end, _) = number(text, at)?;
    let end = end + text.starting(end, &UNITS)?;
    let after = text.starting(end, &["之内", "以内", "之后", "以后", "内", "后"])?;
    text.starting(end + after, &["台", "来", "部", "容"]).is_none().then_some(end + after)
}

/// 25日前, 25号下午.
fn day_and_before(text: &Text, at: usize) -> Option<usize> {
    let (end, value) = number(text, at)?;
    let end = end + text.starting(end, &["日", "号"])?;
    value.filter(|day| (1..=31).contains(day)).and_then(|_| time_of_day(text, end))
}

/// 下午3点, 3点前, 15:00; opening hours (8:30-17:30) are not a commitment.
fn clock(text: &Text, at: usize) -> Option<usize> {
    let part = text.starting(at, &DAY_PARTS).filter(|length| *length == 2);
    let hour_end = hour(text, at + part.unwrap_or(0))?;
    let limit = limit(text, hour_end);
    let is_time = part.is_some() || limit.is_some() || text.any_within(at..hour_end, &[":"]);
    (is_time && !in_range(text, at, hour_end)).then_some(hour_end + limit.unwrap_or(0))
}
