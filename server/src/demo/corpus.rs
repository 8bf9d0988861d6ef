//! What residents of the sample write and what staff answer. Blanks: {floor}, {days}, {times}.

use rules::access::Duty;
use rules::id::CommunityId;
use rules::kind::{Department, Kind};
use rules::resolution::{Finding, Outcome};
use store::NewStaff;

pub const COMPANY: &str = "安和物业";
/// The account everybody tries first.
pub const FIRST_ACCOUNT: &str = "1001";

/// A member of staff of the sample.
pub struct Person {
    account: &'static str,
    name: &'static str,
    department: Department,
    duty: Duty,
    communities: &'static [&'static str],
}

const BOTH: &[&str] = &["wt", "wj"];
const WT: &[&str] = &["wt"];
const WJ: &[&str] = &["wj"];

#[rustfmt::skip]
pub const STAFF: &[Person] = &[
    Person { account: FIRST_ACCOUNT, name: "林晓岚", department: Department::CustomerService, duty: Duty::Agent, communities: BOTH },
    Person { account: "1002", name: "方敏", department: Department::CustomerService, duty: Duty::Agent, communities: WT },
    Person { account: "1003", name: "赵启明", department: Department::CustomerService, duty: Duty::Agent, communities: WJ },
    Person { account: "1101", name: "何静", department: Department::CustomerService, duty: Duty::Butler, communities: WT },
    Person { account: "1102", name: "孙佳", department: Department::CustomerService, duty: Duty::Butler, communities: WJ },
    Person { account: "2001", name: "吴志强", department: Department::Engineering, duty: Duty::Technician, communities: BOTH },
    Person { account: "2002", name: "陈国栋", department: Department::Engineering, duty: Duty::DepartmentHead, communities: BOTH },
    Person { account: "3001", name: "马立军", department: Department::Security, duty: Duty::DepartmentHead, communities: BOTH },
    Person { account: "3101", name: "丁师傅", department: Department::Security, duty: Duty::Employee, communities: WT },
    Person { account: "4001", name: "许兰", department: Department::Environment, duty: Duty::StandIn, communities: BOTH },
    Person { account: "8001", name: "郑督", department: Department::Supervision, duty: Duty::Supervisor, communities: BOTH },
    Person { account: "9001", name: "沈国梁", department: Department::Management, duty: Duty::GeneralManager, communities: BOTH },
    Person { account: "9002", name: "顾明", department: Department::Management, duty: Duty::Legal, communities: BOTH },
    Person { account: "9003", name: "许承", department: Department::Management, duty: Duty::Contract, communities: BOTH },
    Person { account: "admin", name: "管理员小周", department: Department::Management, duty: Duty::Administrator, communities: BOTH },
];

/// Communities and accounts on the duty roster.
pub const ON_DUTY: &[(&str, &str)] = &[("wt", "1002"), ("wt", "2001"), ("wj", "1003"), ("wj", "2001")];

impl Person {
    pub fn hired(&self, password_hash: &str) -> NewStaff {
        NewStaff {
            account: self.account.to_owned(),
            name: self.name.to_owned(),
            department: self.department,
            email: None,
            phone: None,
            password_hash: password_hash.to_owned(),
            duties: self.communities.iter().map(|id| (CommunityId::new(*id), self.duty)).collect(),
        }
    }
}

/// What they answer to the questions of a kind, in their order.
pub const ANSWERS: &[(Kind, &[&[&str]])] = &[
    (
        Kind::Works,
        &[
            &["一直这样", "时好时坏，晚上多", "下雨天更厉害"],
            &["还能用", "完全不能用了", "勉强能用"],
            &["周末白天", "工作日晚上七点以后", "提前打电话就行"],
        ],
    ),
    (Kind::Security, &[&["昨晚十一点左右，现在没有了", "每天晚上都有"], &["没看清", "两个年轻人，骑电动车"]]),
    (Kind::Cleaning, &[&["装修垃圾", "生活垃圾，有异味", "地上有水渍"], &["差不多每天早上", "一周两三次"]]),
    (Kind::Greenery, &[&["单元门口那棵樟树", "儿童游乐区旁边的草坪"], &["挡住了二楼的窗", "没有"]]),
    (Kind::Parking, &[&["B1 东侧通道", "消防通道", "北门口"], &["没看清", "浙A开头，白色"]]),
    (Kind::Charges, &[&["物业费，七月到九月", "公摊电费，上个月"], &["四百多", "比上个月多了一百二"]]),
    (
        Kind::Attitude,
        &[&["门岗的保安，不知道姓名", "前台的女同事"], &["前天下午，物业服务中心", "昨天早上，东门"]],
    ),
    (Kind::Neighbours, &[&["晚上十点以后，一两个小时", "周末早上"], &["说过两次，没有用", "还没有"]]),
    (Kind::Other, &[&["谁来管这件事", "什么时候能有答复"]]),
];

/// Something that happens in a community, again and again in other words.
pub struct Scene {
    pub kind: Kind,
    /// At home, or at one of the public areas.
    pub at_home: bool,
    pub texts: &'static [&'static str],
    pub replies: &'static [&'static str],
    pub results: &'static [(Finding, Outcome, &'static str)],
}

pub const SURNAMES: &[&str] = &[
    "周", "李", "王", "张", "陈", "刘", "黄", "徐", "朱", "胡", "高", "郭", "罗", "宋", "叶", "程", "沈",
    "韩", "唐", "冯",
];
pub const TITLES: &[&str] = &["女士", "先生", "阿姨", "师傅", "老师"];

pub const ADDED: &[&str] = &[
    "今天又出现了，麻烦再来看一下。",
    "请问大概什么时候能有结果？",
    "补充一下，晚上八点以后我都在家。",
    "隔壁邻居说他们家也一样。",
    "已经三天了，还没有人来。",
    "谢谢，下午有人来看过了，等配件。",
];
pub const NOT_SOLVED: &[&str] =
    &["只好了两天，现在又和原来一样。", "来的人看了看就走了，问题还在。", "说修好了，今天早上又坏了。"];
pub const ASKS: &[&str] = &[
    "您好，为了找对位置，请问具体是哪一层、靠哪一边？方便的话拍张照片发上来。",
    "您好，师傅想上门看一下，请问您哪天、什么时间在家？",
];
pub const NOTES: &[&str] = &[
    "已电话联系，住户语气平和，愿意等到周末。",
    "现场看过，照片已存，需要采购配件，预计两天到货。",
    "与外包单位沟通，对方承诺明天上午到场。",
    "查了监控，情况与住户描述一致。",
    "同一位置上个月也报过一次，建议彻底更换。",
];
pub const WITHDRAWN: &[&str] =
    &["邻居已经道歉并改正，不用再处理了。", "后来发现是自己家里的问题，谢谢。", ""];
pub const PRAISE: &[&str] = &[
    "师傅很细心，走的时候还把地擦干净了。",
    "回得很快，每一步都告诉我。",
    "态度很好，就是等配件等了几天。",
    "希望以后能提前发通知。",
    "问题解决了，谢谢林小姐。",
];
pub const GRUMBLE: &[&str] =
    &["拖得太久了。", "解释听起来像推脱。", "修是修了，没有人告诉我原因。", "打了好几次电话才有人来。"];
pub const NEW_TIMES: &[&str] =
    &["配件要从厂家调货，到货当天就装。", "雨季施工要等墙面干透，做完才不会再渗。"];
pub const OFFER_REASONS: &[&str] = &[
    "需要工程部牵头和厂家协调。",
    "这栋楼归您负责，请接手。",
    "涉及收费标准，请财务一起看，由您主办。",
    "我明天起休假三天。",
];

#[rustfmt::skip]
pub const SCENES: &[Scene] = &[
    Scene {
        kind: Kind::Works, at_home: false,
        texts: &[
            "从上周起电梯已经停了{times}次，都在{floor}楼上下。今天早上又停了，老人带着孩子在里面等了二十多分钟，打值班电话说已经叫人，但没有人告诉我们什么时候能修好。",
            "电梯运行时有很大的异响，到{floor}楼会猛地一顿，家里老人现在不敢坐。",
            "电梯按键{floor}楼不亮，要按好几次，已经{days}天了。",
        ],
        replies: &[
            "您好，让老人和孩子在电梯里等了那么久，我们很抱歉。门机控制板有间歇故障，已停用这台电梯并通知厂家，隔壁单元的电梯照常，顶层连廊已开。",
            "您好，您反映的异响已经收到，维保单位今天下午到场检查，检查完我给您打电话。",
        ],
        results: &[
            (Finding::Upheld, Outcome::Repair, "控制板已经换新，旧件留在监控室可以查看。试运行四十次没有再停，给您添了麻烦，再次致歉。"),
            (Finding::Upheld, Outcome::Repair, "导靴磨损已更换，运行声音恢复正常，维保单位下周再来复查一次。"),
        ],
    },
    Scene {
        kind: Kind::Works, at_home: true,
        texts: &[
            "卫生间天花板漏水已经{days}天，水滴到洗手台上，楼上说不是他们家的问题。",
            "厨房下水道反水，地上全是脏水，家里没法做饭。",
            "次卧外墙渗水，墙皮鼓起来一大片，下雨天更明显，去年也报过。",
            "家里的可视门铃没有声音，快递员上不来，已经{days}天。",
        ],
        replies: &[
            "您好，漏水一定很影响生活，我们很重视。吴师傅今天下午三点到您家，先查是防水还是管道，再告诉您怎么修。",
            "您好，疏通师傅已经出发，二十分钟内到。请先不要用厨房的水。",
        ],
        results: &[
            (Finding::Upheld, Outcome::Repair, "查明是楼上排水管接头老化，已更换并做了闭水试验，二十四小时没有再漏。天花板干透后我们来补刷。"),
            (Finding::Partly, Outcome::Explanation, "渗水来自窗框密封胶老化，公共外墙部分我们已重新打胶；室内墙面不在公共维修范围，附上修补建议和报价供您参考。"),
            (Finding::Upheld, Outcome::Rework, "上次修补没有做到底，是我们的责任。这次铲除重做防水层，质保两年。"),
        ],
    },
    Scene {
        kind: Kind::Works, at_home: false,
        texts: &[
            "楼道{floor}楼的灯坏了{days}天，晚上一片黑，老人上下楼很危险。",
            "地下车库入口的减速带松了，车一过就响，夜里特别吵。",
            "单元门关不上，风一吹就撞，门禁等于没有。",
        ],
        replies: &["您好，谢谢提醒，师傅今天巡楼时一起换，换好我回复您。", "您好，已派单给工程部，今天下班前先固定好，不让它再响。"],
        results: &[
            (Finding::Upheld, Outcome::Repair, "整条楼道的灯都检查了一遍，换了三个灯头，现在全部正常。"),
            (Finding::Upheld, Outcome::Repair, "闭门器已更换，关门速度也调慢了，不会再撞。"),
        ],
    },
    Scene {
        kind: Kind::Security, at_home: false,
        texts: &[
            "晚上十一点多还有外卖员骑电动车在小区里飞快地开，昨天差点撞到孩子。",
            "东门保安看也不看就放行，推销的人都上楼敲门了。",
            "监控室旁边的消防通道被电动车堵住，已经反映过{times}次。",
            "夜里有人在楼下喝酒吵闹到一点多，打电话给门岗没有人来。",
        ],
        replies: &[
            "您好，您担心孩子的安全，我们完全理解。今晚起主路加一名巡逻，外卖车一律在门口停放。",
            "您好，已查看监控并约谈当班人员，处理情况今天内告诉您。",
        ],
        results: &[
            (Finding::Upheld, Outcome::Apology, "当班人员确实没有核对访客，已按制度处理并重新培训，向您致歉。门岗从今天起访客必须登记。"),
            (Finding::Upheld, Outcome::Explanation, "通道已清空，地面画了禁停线，每天早晚各巡一次，发现车辆会贴提醒并联系车主。"),
        ],
    },
    Scene {
        kind: Kind::Cleaning, at_home: false,
        texts: &[
            "{floor}楼楼道堆了好多纸箱和旧家具，已经{days}天没人清，味道很大。",
            "垃圾房每天早上都满出来，苍蝇很多，开窗都不敢。",
            "电梯轿厢地面很脏，像是好几天没拖过。",
            "中心花园的狗粪没人清理，孩子踩了一脚。",
        ],
        replies: &[
            "您好，抱歉让您闻到味道，保洁主管今天上午到现场，先清掉再查是哪里漏了。",
            "您好，已经安排加一次下午的清运，从今天开始。",
        ],
        results: &[
            (Finding::Upheld, Outcome::Apology, "已全部清走并消毒，这一层改为每天两次巡查。之前漏了是我们的问题，抱歉。"),
            (Finding::Upheld, Outcome::Rework, "垃圾房增加两只桶，清运改为早七点和下午四点各一次，一周后我们再来问您。"),
        ],
    },
    Scene {
        kind: Kind::Greenery, at_home: false,
        texts: &[
            "楼前的树枝长到{floor}楼窗户了，家里白天都要开灯，刮风还打玻璃。",
            "草坪好多地方秃了，喷灌也坏了{days}天，一直喷到人行道上。",
        ],
        replies: &["您好，修枝要请有资质的队伍，我们已经约了本周，到时提前一天通知大家挪车。"],
        results: &[
            (Finding::Upheld, Outcome::Repair, "树枝已修到离窗三米以外，喷头也换了，感谢您的提醒。"),
            (Finding::Partly, Outcome::Explanation, "这棵树登记在册，不能重剪，已在允许范围内修了一遍，明年开春再修一次。"),
        ],
    },
    Scene {
        kind: Kind::Parking, at_home: false,
        texts: &[
            "我的固定车位连续{days}天被外来车占用，打电话说找不到车主，我只好停到路边还被贴了条。",
            "地下车库的道闸识别很慢，早高峰排到路上，已经{times}次因此迟到。",
            "充电桩区三个桩坏了两个，一直没有人修。",
        ],
        replies: &[
            "您好，车位被占让您为难了。我们已联系到车主，今晚八点前挪走；再发生请直接打服务热线，我们先安排临时车位。",
            "您好，道闸摄像头今天下午检修，期间人工放行，给您带来不便请谅解。",
        ],
        results: &[
            (Finding::Upheld, Outcome::Compensation, "经查是门岗误放，我们补偿您这几天的停车费用，车位前已装地锁。"),
            (Finding::Upheld, Outcome::Repair, "道闸相机已更换，识别时间从六秒降到不到一秒，早高峰加一名疏导员。"),
        ],
    },
    Scene {
        kind: Kind::Charges, at_home: true,
        texts: &[
            "这个月的公摊电费比上个月多了一倍，没有任何说明，希望能给我明细。",
            "空置房物业费按全价收，和当初说的八折不一样。",
            "停车费交了两次，要求退还，已经说了{times}次。",
        ],
        replies: &["您好，费用的事应该说清楚。财务正在核对您家的账，明细整理好后一项一项和您对。"],
        results: &[
            (Finding::Upheld, Outcome::Refund, "确实重复扣款，款项已原路退回，三个工作日内到账。多扣是我们系统的问题，向您致歉。"),
            (Finding::NotUpheld, Outcome::Explanation, "经核对，公摊增加是因为电梯维修期间临时用电，明细已发到您的邮箱，公示栏也贴出了。"),
            (Finding::NotUpheld, Outcome::NotSupported, "合同第十二条约定空置房按全价收取，八折是二〇二三年以前的优惠，已经到期。附上合同页和公告。"),
        ],
    },
    Scene {
        kind: Kind::Attitude, at_home: false,
        texts: &[
            "去前台问装修押金，工作人员头也不抬，说不归她管，让我自己找。",
            "打电话报修，接电话的人很不耐烦，我话还没说完就挂了。",
        ],
        replies: &["您好，您遇到这样的接待，我们很抱歉。已调取当天的录音和记录，由主管和您联系。"],
        results: &[
            (Finding::Upheld, Outcome::Apology, "情况属实，当事人已向您当面道歉，并停岗培训三天。押金的手续我们今天替您办好了。"),
            (Finding::CannotEstablish, Outcome::Explanation, "当天录音不完整，无法确认是哪一通电话。我们已提醒全体接线人员，也请您再遇到时记下工号。"),
        ],
    },
    Scene {
        kind: Kind::Neighbours, at_home: true,
        texts: &[
            "楼上装修晚上七点以后还在敲墙，已经{days}天，孩子没法写作业。",
            "隔壁养了三条狗，白天主人不在就一直叫。",
            "楼上小孩每天夜里跑跳到十一点，上门说过{times}次没有用。",
        ],
        replies: &["您好，休息不好确实难受。我们今晚和楼上沟通，并把装修时间再告知一次，结果明天告诉您。"],
        results: &[
            (Finding::Upheld, Outcome::Referral, "装修队已签承诺书，晚上六点后停工；再有发生我们会停电并上报街道。"),
            (Finding::Partly, Outcome::Explanation, "已和楼上沟通，他们铺了地垫，十点后让孩子休息。居委会也愿意一起调解，需要的话我来约时间。"),
        ],
    },
    Scene {
        kind: Kind::Other, at_home: false,
        texts: &[
            "快递柜一直满着，快件放在地上淋湿了{times}次。",
            "儿童游乐区的滑梯裂了一道口子，怕割伤孩子。",
            "停水通知是当天早上才贴的，家里一点水都没存。",
        ],
        replies: &["您好，谢谢您告诉我们。已经先用围挡围住，今天联系厂家。", "您好，通知发晚了是我们不周到，以后至少提前一天，并发短信。"],
        results: &[
            (Finding::Upheld, Outcome::Repair, "滑梯已换新板，其他游乐设施也都检查过，没有问题。"),
            (Finding::Upheld, Outcome::Apology, "已和快递公司约定超过两天的件退回站点，柜子腾出三分之一。抱歉让您的东西淋湿了。"),
        ],
    },
];
