//! L1, phrase by phrase. The words are folded: 唔 reads as 不, 哋 as 们, 冇 as 没, 嘅 as 的.

use core::ops::Range;

use super::text::Text;
use super::{Forbidden, Remark};

type Rule = fn(&Text, usize) -> Option<Range<usize>>;

const RULES: [(Forbidden, Rule); 5] = [
    (Forbidden::NotOurRemit, not_our_remit),
    (Forbidden::NotOurEquipment, not_our_equipment),
    (Forbidden::CannotSolve, cannot_solve),
    (Forbidden::AsYouLike, as_you_like),
    (Forbidden::NotSure, not_sure),
];

pub(super) fn forbidden(text: &Text) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut read_to = 0;
    for at in 0..text.len() {
        if at < read_to {
            continue;
        }
        let found = RULES.iter().find_map(|(phrase, rule)| rule(text, at).map(|found| (*phrase, found)));
        let Some((phrase, found)) = found else { continue };
        let Some(range) = text.bytes(found.start.max(read_to)..found.end) else { continue };
        read_to = found.end;
        remarks.push(Remark::Forbidden { phrase, range });
    }
    remarks
}

fn not_our_remit(text: &Text, at: usize) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const WHOLE: [&str; 12] = [
        "不归我们管", "不归我管", "不归物业管", "不由我们管", "不是我们管", "不是我管",
        "不是物业管", "不系我们管", "不属于我们管", "不属我们管", "不该我们管", "轮不到我们管",
    ];
    const VERBS: [&str; 5] = ["不管", "不理", "管不着", "管不到", "管不了"];
    const OTHER_VERBS: [&str; 10] = ["理", "用", "束", "控", "制", "解", "想", "智", "性", "顺"];
    if let Some(length) = text.starting(at, &WHOLE) {
        let range = at..at + length;
        let asked = text.follows(at, &["是", "归"]);
        let runs_on = text.starting(range.end, &OTHER_VERBS).is_some();
        return (!asked && !runs_on && !text.is_not_meant(at, range.end)).then_some(range);
    }
    let end = at + text.starting(at, &VERBS)?;
    let start = text.our_subject(at)?;
    let runs_on =
        text.starting(end, &OTHER_VERBS).is_some() || text.starts(at, "不管") && no_matter(text, end);
    (!runs_on && !text.is_not_meant(start, end)).then_some(start..end)
}

/// 不管够不够用都会检查, 不管白天黑夜: "no matter", not "do not care".
fn no_matter(text: &Text, after: usize) -> bool {
    const OPEN: [&str; 20] = [
        "什么", "怎", "多", "几", "何", "是否", "有无", "还是", "大小", "大事", "白天", "刮风", "下雨",
        "早晚", "节假", "谁", "哪", "好坏", "新旧", "轻重",
    ];
    const ALL: [&str; 8] = ["都", "也", "均", "总", "一律", "照样", "一定", "始终"];
    let points = text.starting(after, &["这", "那", "您", "你"]).is_some();
    let end = text.sentence_end(after, 30);
    let Some(all) = (after..end).find(|at| text.starting(*at, &ALL).is_some()) else { return false };
    let either_or = |at: usize| {
        let doubled = matches!(text.at(at + 1), Some('不' | '没')) && text.at(at) == text.at(at + 2);
        let open = text.starting(at, &OPEN).is_some();
        doubled || open && !(points && text.starting(at, &["谁", "什么", "怎"]).is_some())
    };
    !text.clause_ends(after) && (after..all).any(either_or)
}

fn not_our_equipment(text: &Text, at: usize) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const WHOLE: [&str; 13] = [
        "不关我们的事", "不关我们事", "不关我的事", "不关我事", "不关物业的事", "不关物业事",
        "不干我们的事", "不干我们事", "关我们什么事", "关我们屁事", "不是我们的事", "不系我们的事",
        "没我们的事",
    ];
    #[rustfmt::skip]
    const RELATED: [&str; 13] = [
        "没有任何关系", "没有什么关系", "没有半点关系", "没有一点关系", "没什么关系", "没半点关系",
        "没有关系", "没啥关系", "没关系", "无关系", "无关", "不相干", "不相关",
    ];
    if let Some(length) = text.starting(at, &WHOLE) {
        let range = at..at + length;
        let more =
            text.starting(range.end, &["情", "项", "务"]).is_some_and(|_| !text.starts(range.end, "情"));
        let asked = text.follows(at, &["是", "关"]);
        return (!more && !asked && !text.is_not_meant(at, range.end)).then_some(range);
    }
    let end = at + text.starting(at, &RELATED)?;
    let we = text.our_subject(at)?;
    let start = we - text.ending_before(we, &["跟", "和", "与", "同"])?;
    (!text.describes_what_follows(end) && !text.is_not_meant(start, end)).then_some(start..end)
}

fn cannot_solve(text: &Text, at: usize) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const WHOLE: [&str; 29] = [
        "没有办法解决", "没办法解决", "没有办法管", "没办法管", "没法管", "没有办法处理",
        "没办法处理", "没有办法帮", "没办法帮", "没办法搞", "没办法弄", "没法解决", "没法处理",
        "没得解决", "没得搞", "无法解决", "解决不了", "解决不到", "处理不了", "搞不定", "帮不了您",
        "帮不了你", "帮不到您", "帮不到你", "帮不了忙", "无能为力", "爱莫能助", "束手无策", "没辙",
    ];
    const BARE: [&str; 4] = ["没有办法", "没办法", "没法子", "没计"];
    let length = text
        .starting(at, &WHOLE)
        .or_else(|| text.starting(at, &BARE).filter(|length| text.is_closed(at + length)))?;
    let end = at + length;
    let asked = text.follows(at, &["有", "决得了", "理得了"]);
    let meant = !asked && !text.is_anothers(at) && !text.describes_what_follows(end);
    (meant && !text.is_not_meant(at, end)).then_some(at..end)
}

fn as_you_like(text: &Text, at: usize) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const WHOLE: [&str; 9] = [
        "随您的便", "随你的便", "随您便", "随你便", "悉听尊便", "爱找谁找谁", "爱咋咋地",
        "爱怎么样怎么样", "爱投诉就投诉",
    ];
    if let Some(length) = text.starting(at, &WHOLE) {
        return (!text.is_not_meant(at, at + length)).then_some(at..at + length);
    }
    // 求其 and 是但 say it in Cantonese; in 要求其整改 and 是,但 they are other words.
    if let Some(length) = text.starting(at, &["求其", "是但"]) {
        let part_of_word = text.ending_before(at, &["要", "力", "务", "请", "寻", "恳", "需"]).is_some();
        let whole = !part_of_word && !text.clause_ends(at + 1);
        let closed = text.is_closed(at + length) || text.starting(at + length, &["您", "你"]).is_some();
        return (whole && closed && !text.is_not_meant(at, at + length)).then_some(at..at + length);
    }
    text.starts(at, "随便").then(|| at..at + 2).filter(|range| is_a_shrug(text, range))
}

/// 随便 as an answer; 随便停车, 态度随便 and 不要随便 are not.
fn is_a_shrug(text: &Text, range: &Range<usize>) -> bool {
    const SHRUGGED: [&str; 12] =
        ["您", "你", "怎么", "怎样", "找谁", "找边个", "去告", "去投诉", "投诉", "都行", "都可以", "都好"];
    const HOW: [&str; 13] =
        ["态度", "太", "很", "这么", "那么", "比较", "说话", "过于", "有点", "过分", "如此", "非常", "这样"];
    #[rustfmt::skip]
    const DENIED: [&str; 19] = [
        "不要", "不能", "别", "勿", "不得", "不可", "不准", "不会", "不应", "不许", "不该",
        "不允许", "禁止", "严禁", "杜绝", "避免", "莫", "不好", "绝不",
    ];
    let clause = text.clause_start(range.start, 10);
    let shrugged = text.is_closed(range.end) || text.starting(range.end, &SHRUGGED).is_some();
    shrugged
        && !text.describes_what_follows(range.end)
        && !text.follows(range.start, &HOW)
        && !text.any_within(clause..range.start, &DENIED)
        && !text.is_not_meant(range.start, range.end)
}

fn not_sure(text: &Text, at: usize) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const CLEAR: [&str; 11] = [
        "不清楚", "不太清楚", "不大清楚", "不很清楚", "不是很清楚", "不是太清楚", "不怎么清楚",
        "不十分清楚", "不系好清楚", "不系太清楚", "不多清楚",
    ];
    #[rustfmt::skip]
    const KNOWN: [&str; 9] = [
        "不知道", "不太知道", "不大知道", "不晓得", "不太晓得", "不系好知", "不多知", "不得而知",
        "不知情况",
    ];
    let clear = text.starting(at, &CLEAR);
    let length = clear
        .or_else(|| text.starting(at, &KNOWN))
        .or_else(|| text.starting(at, &["不知"]).filter(|length| text.is_closed(at + length)))?;
    let range = at..at + length;
    let told_apart = if clear.is_some() { is_blurred(text, &range) } else { is_polite(text, &range) };
    let asked = text.follows(at, &["清", "知", "晓", "有", "哪里", "哪儿", "什么", "任何", "哪些"]);
    let invited = text.our_subject(at).is_none()
        && !text.clause_ends(range.end)
        && text.starting(range.end, &["请", "可以", "可", "欢迎", "时", "就请"]).is_some();
    let excused = text.any_within(
        range.end..range.end + 8,
        &["也没关系", "也不要紧", "也没事", "都不紧要", "没关系", "也无妨"],
    );
    let meant = !told_apart && !asked && !invited && !excused && !text.is_anothers(at);
    (meant && !text.describes_what_follows(range.end) && !text.is_not_meant(at, range.end)).then_some(range)
}

/// 照片不清楚, 看不清楚, 拍得不清楚: a thing is blurred, nobody is unsure.
fn is_blurred(text: &Text, range: &Range<usize>) -> bool {
    const SEEN: [&str; 38] = [
        "照片", "相片", "图片", "图", "片", "视频", "录像", "影片", "监控", "画面", "录音", "声音", "语音",
        "音", "字迹", "字", "号码", "车牌", "读数", "数字", "截图", "标识", "标示", "描述", "地址", "填写",
        "签名", "信号", "扫描", "显示", "看", "听", "写", "拍", "影", "印", "得", "视线",
    ];
    let noun_end = text.before_adverbs(range.start);
    [range.start, noun_end].iter().any(|at| text.follows(*at, &SEEN))
        || text.follows(range.start, &["说", "讲"]) && text.our_subject(range.start - 1).is_none()
}

/// 不知道您明天在家吗: a polite question. 我不知道您在说什么 is not.
fn is_polite(text: &Text, range: &Range<usize>) -> bool {
    #[rustfmt::skip]
    const ASKED: [&str; 13] = [
        "您", "你", "能否", "可否", "是否方便", "方不方便", "密码", "如何", "怎么操作", "怎么填",
        "怎么用", "怎么办理", "怎么上传",
    ];
    text.our_subject(range.start).is_none() && text.starting(range.end, &ASKED).is_some()
}
