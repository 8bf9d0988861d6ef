//! What a date or an amount found in a reply comes to, for a person to look over before it is recorded.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::text::Text;
use crate::moment::{Moment, Zone};

/// The end of a working day, where only a day is said.
const END_OF_DAY: (u32, u32) = (18, 0);

/// Read out of the words of a remark; empty where it cannot be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// On the clock of the community.
    pub due: Option<NaiveDateTime>,
    /// As it stands.
    pub amount: String,
}

/// ```
/// use rules::{moment::{Moment, Zone}, reply::suggested};
/// let now = Moment::from_local("2026-11-20T10:00:00".parse().unwrap(), Zone::CHINA);
/// assert_eq!(suggested("明天下午3点前", now, Zone::CHINA).due, "2026-11-21T15:00:00".parse().ok());
/// assert_eq!(suggested("200元", now, Zone::CHINA).amount, "200元");
/// ```
#[must_use]
pub fn suggested(words: &str, now: Moment, zone: Zone) -> Suggested {
    const MONEY: [&str; 8] = ["元", "块", "$", "¥", "币", "rmb", "mop", "蚊"];
    let text = Text::signs(words);
    if text.any_within(0..text.len(), &MONEY) {
        return Suggested { due: None, amount: words.to_owned() };
    }
    let now = now.local(zone);
    let due = after(&text, now).or_else(|| on_a_day(&text, now)).filter(|due| *due > now);
    Suggested { due, amount: String::new() }
}

/// The sentence around a byte of a text.
///
/// ```
/// let text = "您好。明天下午3点前换好控制板。谢谢！";
/// let at = text.find("明天").unwrap();
/// assert_eq!(rules::reply::sentence_at(text, at), "明天下午3点前换好控制板");
/// ```
#[must_use]
pub fn sentence_at(text: &str, at: usize) -> &str {
    const ENDS: [char; 7] = ['。', '！', '？', '!', '?', ';', '\n'];
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start =
        before.rfind(ENDS).map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8));
    let end = after.find(ENDS).map_or(text.len(), |end| before.len() + end);
    text[start..end].trim()
}

/// 三天内, 24小时内, 两周后.
fn after(text: &Text, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let (end, many) = number(text, 0)?;
    let end = end + text.starting(end, &["个"]).unwrap_or(0);
    let many = i64::from(many);
    let is = |words: &[&str]| text.starting(end, words).is_some();
    if is(&["工作日"]) {
        return None;
    }
    let later = if is(&["小时", "钟头"]) {
        TimeDelta::try_hours(many)
    } else if is(&["分钟"]) {
        TimeDelta::try_minutes(many)
    } else if is(&["天", "日"]) && text.any_within(end..text.len(), &["内", "后"]) {
        TimeDelta::try_days(many)
    } else if is(&["星期", "礼拜", "周"]) {
        TimeDelta::try_weeks(many)
    } else {
        None
    };
    now.checked_add_signed(later?)
}

/// 明天下午3点前, 11月25日, 25号下午, 周五18:00.
fn on_a_day(text: &Text, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let (end, day) = day(text, now.date())?;
    let evening = text.starting(0, &["今晚", "明晚"]).is_some();
    let part = text.starting(end, &["上午", "早上", "早", "下午", "中午", "晚上", "傍晚", "晚间", "晚"]);
    let late = evening || text.starting(end, &["下午", "晚", "傍晚"]).is_some();
    let time = clock(text, end + part.unwrap_or(0), late).or_else(|| {
        let (hour, minute) = END_OF_DAY;
        let (hour, minute) =
            if text.starting(end, &["上午", "中午"]).is_some() { (12, 0) } else { (hour, minute) };
        NaiveTime::from_hms_opt(if late && evening { 22 } else { hour }, minute, 0)
    })?;
    Some(day.and_time(time))
}

fn day(text: &Text, today: NaiveDate) -> Option<(usize, NaiveDate)> {
    const WORDS: [(&[&str], u64); 3] = [
        (&["今天", "今日", "今晚", "当天"], 0),
        (&["明天", "明日", "明早", "明晚", "听日"], 1),
        (&["后天", "后日"], 2),
    ];
    for (words, days) in WORDS {
        if let Some(length) = text.starting(0, words) {
            return Some((length, today.checked_add_days(Days::new(days))?));
        }
    }
    weekday(text, today).or_else(|| dated(text, today))
}

/// 周五 is the next one, 下周五 that of the week after this.
fn weekday(text: &Text, today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let next = text.starting(0, &["下"]).unwrap_or(0);
    let this = next + text.starting(next, &["本", "这"]).unwrap_or(0);
    let named = this + text.starting(this, &["星期", "礼拜", "周"])?;
    let names = ["一", "二", "三", "四", "五", "六", "日"];
    let number = names.iter().position(|name| text.starts(named, name));
    let number = number.or_else(|| text.starts(named, "天").then_some(6))?;
    let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
    let weeks = if next > 0 { 7 } else { 0 };
    let mut day = monday.checked_add_days(Days::new(weeks + number as u64))?;
    if next == 0 && day < today {
        day = day.checked_add_days(Days::new(7))?;
    }
    Some((named + 1, day))
}

/// 11月25日, 25号, 2026年11月25日: the next such day.
fn dated(text: &Text, today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let (mut end, mut first) = number(text, 0)?;
    let mut year = None;
    if text.starts(end, "年") {
        year = i32::try_from(first).ok();
        (end, first) = number(text, end + 1)?;
    }
    let (month, (end, day)) = match text.starting(end, &["月"]) {
        Some(length) => (Some(first), number(text, end + length)?),
        None => (None, (end, first)),
    };
    let end = end + text.starting(end, &["日", "号"])?;
    let of = |year, month| NaiveDate::from_ymd_opt(year, month, day);
    let date = match month {
        Some(month) => {
            let this = of(year.unwrap_or(today.year()), month)?;
            if year.is_none() && this < today { of(today.year() + 1, month)? } else { this }
        }
        None => of(today.year(), today.month()).filter(|this| *this >= today).or_else(|| {
            let next = today.checked_add_months(chrono::Months::new(1))?;
            of(next.year(), next.month())
        })?,
    };
    Some((end, date))
}

/// 3点, 3点半, 15:00; in the afternoon where that is said.
fn clock(text: &Text, at: usize, late: bool) -> Option<NaiveTime> {
    let (end, hour) = number(text, at)?;
    let hour = if late && hour < 12 { hour + 12 } else { hour };
    let (mark, half) = if text.starts(end, ":") {
        (1, false)
    } else {
        let mark = text.starting(end, &["点钟", "点", "时"])?;
        (mark, text.starts(end + mark, "半"))
    };
    let minute = if half { 30 } else { number(text, end + mark).map_or(0, |(_, minute)| minute) };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// A number in digits, or a small one in words, and where it ends.
fn number(text: &Text, at: usize) -> Option<(usize, u32)> {
    const WORDS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let digits = (at..text.len()).map_while(|at| text.at(at).and_then(|c| c.to_digit(10)));
    let (many, value) = digits.take(4).fold((0, 0), |(many, value), digit| (many + 1, value * 10 + digit));
    if many > 0 {
        return Some((at + many, value));
    }
    let word = |at: usize| WORDS.iter().position(|word| text.starts(at, word));
    let two = |at: usize| text.starting(at, &["两"]).map(|_| 2);
    let small = |at: usize| two(at).or_else(|| word(at)).and_then(|value| u32::try_from(value).ok());
    match (small(at)?, small(at + 1), small(at + 2)) {
        (10, Some(ones @ 0..=9), _) => Some((at + 2, 10 + ones)),
        (10, ..) => Some((at + 1, 10)),
        (tens, Some(10), Some(ones @ 0..=9)) => Some((at + 3, tens * 10 + ones)),
        (tens, Some(10), _) => Some((at + 2, tens * 10)),
        (one, ..) => Some((at + 1, one)),
    }
}
