//! Who is speaking, and whether the words are meant: what tells 我不清楚 from 照片不清楚.

use super::text::Text;

/// Whoever speaks for the company.
#[rustfmt::skip]
pub(super) const WE: [&str; 13] = [
    "我们公司", "我们物业", "物业公司", "我们", "咱们", "物业", "我司", "我方", "本公司", "管理处",
    "公司", "客服", "我",
];
/// Whoever else may be unsure or unable, blamelessly.
#[rustfmt::skip]
const OTHERS: [&str; 26] = [
    "您自己", "你自己", "您们", "你们", "您", "你", "住户", "业主", "租户", "租客", "邻居", "大家",
    "家人", "老人", "对方", "他们", "他", "她", "孩子", "客人", "访客", "父母", "家属", "有人",
    "别人", "谁",
];
/// What may stand between a subject and its verb.
const ADVERBS: [&str; 38] = [
    "真的", "确实", "实在", "根本", "一概", "从来", "完全", "其实", "可能", "也许", "暂时", "一时", "目前",
    "现在", "自己", "一直", "本来", "压根", "反正", "还是", "一点", "半点", "丝毫", "任何", "可", "真", "也",
    "都", "是", "就", "才", "还", "又", "并", "毫", "仍", "却", "亦",
];
#[rustfmt::skip]
const IF: [&str; 14] = [
    "如果", "若", "要是", "万一", "假如", "倘", "如您", "如你", "如有", "如遇", "无论", "不论",
    "是否", "是不是",
];
#[rustfmt::skip]
const NOT: [&str; 16] = [
    "不是", "并非", "不会", "不能", "不可能", "不该", "不应", "不应该", "不系", "绝不", "不敢",
    "不许", "没有", "难道", "不再", "避免",
];
#[rustfmt::skip]
const REPORTED: [&str; 22] = [
    "您说", "你说", "觉得", "认为", "以为", "反映", "感觉", "感到", "误会", "不能说", "不会说",
    "不该说", "不要说", "不应说", "他们说", "他说", "她说", "住户说", "业主说", "员工说", "保安说",
    "回答",
];
const NEVER: [&str; 12] =
    ["不能", "不会", "不该", "不应", "不要", "不得", "不可", "绝不", "避免", "请勿", "禁止", "不再"];
#[rustfmt::skip]
const QUOTED: [&str; 12] = [
    "这样的话", "这种话", "这类话", "这句话", "之类", "的说法", "等用语", "这样的说", "这样的回",
    "这样的答", "的话语", "等话",
];
/// What closes a statement: 啦, 了, 的.
const PARTICLES: &str = "了啊呀吧啦喇哦喔噢呢嘛呗耶咯囉啰的么哟喎㗎哈诶欸";

impl Text {
    /// Where the verb's adverbs begin.
    pub fn before_adverbs(&self, verb: usize) -> usize {
        let mut position = verb;
        while let Some(length) = self.ending_before(position, &ADVERBS) {
            position -= length;
        }
        position
    }

    /// Where the company is the subject of the verb, its first character.
    pub fn our_subject(&self, verb: usize) -> Option<usize> {
        let position = self.before_adverbs(verb);
        self.ending_before(position, &WE).map(|length| position - length)
    }

    /// 您不知道, 业主也不知道: the verb is somebody else's.
    pub fn is_anothers(&self, verb: usize) -> bool {
        [verb, self.before_adverbs(verb)].iter().any(|at| self.follows(*at, &OTHERS))
    }

    /// Supposed, denied, or repeated after somebody: 如果…, 不是…, 让您觉得….
    pub fn is_not_meant(&self, start: usize, end: usize) -> bool {
        let clause = self.clause_start(start, 16);
        let told = self.ending_before(start, &["跟您说", "跟你说", "和您说", "对您说", "告诉您"]).is_some();
        let says_never = self.ending_before(start, &["说", "讲", "用", "答"]).is_some()
            && self.any_within(clause..start, &NEVER);
        self.any_within(clause..start, &IF)
            || self.starts(end, "的话")
            || [start, self.before_adverbs(start)].iter().any(|at| self.follows(*at, &NOT))
            || self.follows(start, &REPORTED) && !told
            || says_never
            || self.starting(end, &QUOTED).is_some()
    }

    /// 不清楚的地方: the words only describe what follows.
    pub fn describes_what_follows(&self, end: usize) -> bool {
        self.starts(end, "之") || self.starts(end, "的") && !self.is_closed(end)
    }

    /// Whether nothing but a closing particle or two follows in the clause.
    pub fn is_closed(&self, end: usize) -> bool {
        let particle = |at: usize| self.at(at).is_some_and(|c| PARTICLES.contains(c));
        self.clause_ends(end)
            || particle(end) && (self.clause_ends(end + 1) || particle(end + 1) && self.clause_ends(end + 2))
    }
}
