//! What a text suggests (handbook §2), sentence by sentence.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::OnceLock;

use rules::hint::{
    Hints, LINE_CHARS_MAX, LINE_PROBLEMS_MAX, LINES_MAX, Lexicon, LineFault, LineProblem, Suggestion,
};

fn hints() -> &'static Hints {
    static HINTS: OnceLock<Hints> = OnceLock::new();
    HINTS.get_or_init(|| Hints::new(&Lexicon::default()))
}

/// `media=possible households=12`, as short as a table needs.
fn said(suggested: &[Suggestion]) -> String {
    let one = |said: &Suggestion| {
        let value = serde_json::to_value(said.fact.value()).expect("a plain value");
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("{}={value}", said.fact.name())
    };
    suggested.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn check(rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let suggested = hints().suggest(text);
        assert!(suggested.iter().all(|said| text.contains(&said.evidence)), "{text}");
        if said(&suggested) != *expected {
            wrong.push(format!("{text}: {}", serde_json::to_string(&suggested).expect("plain data")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check_nothing(rows: &[&str]) {
    let rows: Vec<(&str, &str)> = rows.iter().map(|text| (*text, "")).collect();
    check(&rows);
}

#[test]
fn the_default_lexicon_reads_and_is_not_empty() {
    assert!(Lexicon::default().to_text().lines().count() > 100);
    assert_eq!(Lexicon::read(Lexicon::default().to_text()), Ok(Lexicon::default()));
}

#[test]
fn media_are_threatened_reached_or_full_of_it() {
    check(&[
        ("再不修就曝光你们", "media=possible"),
        ("我要找记者来看看", "media=possible"),
        ("是不是要我发抖音你们才管?", "media=possible"),
        ("難道要我去找電視台嗎", "media=possible"),
        ("你哋再拖我就爆料俾記者", "media=possible"),
        ("信不信我攞佢上報紙", "media=possible"),
        ("不處理就貼到爆料公社", "media=possible"),
        ("我会找民代开记者会", "media=possible"),
        ("昨天已经发到抖音了", "media=happened"),
        ("电视台的记者上周来采访过", "media=happened"),
        ("這件事已經上了熱搜", "media=serious"),
        ("视频播放量几十万了", "media=serious"),
    ]);
}

#[test]
fn a_lawsuit_is_threatened_filed_or_joined() {
    check(&[
        ("不退钱就法庭见", "lawsuit=possible"),
        ("我已经咨询过律师", "lawsuit=possible"),
        ("再咁落去我告到你哋上庭", "lawsuit=possible"),
        ("我會寄存證信函給你們", "lawsuit=possible"),
        ("逼急了走法律途径", "lawsuit=possible"),
        ("法院已经立案了", "lawsuit=happened"),
        ("上周收到传票,下月开庭", "lawsuit=happened"),
        ("我们12户准备一起起诉物业", "lawsuit=group group_lawsuit_households=12"),
        ("三十多戶住戶集體訴訟已經委託律師", "lawsuit=group group_lawsuit_households=31"),
    ]);
}

#[test]
fn what_is_denied_is_not_suggested_and_denied_twice_it_is() {
    check_nothing(&[
        "我不会找记者",
        "我不想打官司",
        "没有人受伤,放心",
        "我唔會報料",
        "並非要告你們",
        "别误会,我不是要曝光",
        "无意诉诸法律",
        "打官司就算了吧",
        "从没想过去法院",
        "冇人受傷",
    ]);
    check(&[
        ("不是不会找记者", "media=possible"),
        ("唔係唔會報料", "media=possible"),
        ("别以为我不敢去法院", "lawsuit=possible"),
        ("咪以為我唔敢搵律師", "lawsuit=possible"),
        ("我不得不找记者了", "media=possible"),
    ]);
}

#[test]
fn what_others_say_is_their_own_intention() {
    check_nothing(&[
        "保安说“你去告啊”",
        "管理處話「你去告囉」",
        "通知上写着“违者曝光”",
        "物业说不交费就起诉",
        "经理说找记者也没用",
    ]);
    check(&[
        ("楼下邻居说他要找记者", "media=possible"),
        ("物业说没钱修。我要找记者", "media=possible"),
        ("客服说等通知,再不来我就去法院", "lawsuit=possible"),
    ]);
}

#[test]
fn names_places_and_longer_words_are_not_the_word() {
    check_nothing(&[
        "法院路的路灯坏了",
        "請轉告三號崗",
        "楼下的广告牌太亮",
        "通告貼在大堂",
        "记者站旁边的垃圾桶满了",
        "电视台宿舍门口积水",
        "照片曝光过度看不清",
        "楼上律师事务所装修太吵",
        "半夜刷抖音声音太大",
        "隔壁晚上开直播很吵",
        "在微博上看到停水通知",
        "楼下火锅店油烟大",
        "煤气费怎么交",
        "周六消防演习几点开始",
        "微信红包活动怎么参加",
        "急事请打服务热线",
        "上报街道处理",
        "请把 big bang 的海报贴好",
        "电视台宿舍的电梯卡丢了",
    ]);
}

#[test]
fn households_are_counted_as_they_are_said() {
    let of = |count: &str| format!("整栋楼{count}都停水了");
    for (count, expected) in [
        ("12户", 12),
        ("12戶", 12),
        ("１２户", 12),
        ("十户", 10),
        ("十一户", 11),
        ("一十二户", 12),
        ("十几户", 11),
        ("十來戶", 10),
        ("廿几户", 21),
        ("卅二户", 32),
        ("二十八户", 28),
        ("三十多家", 31),
        ("几十户", 20),
        ("上百户", 100),
        ("近百户", 90),
        ("百余户", 101),
        ("快三十户", 27),
        ("一百零五户", 105),
        ("百零五戶", 105),
        ("两百五十户", 250),
        ("两百五户", 250),
        ("兩百幾戶", 201),
        ("壹拾贰户", 12),
        ("壹佰贰拾户", 120),
        ("五六户", 5),
        ("十五六户", 15),
        ("三四十户", 30),
        ("三到五户", 3),
        ("3-5户", 3),
        ("两、三户", 2),
        ("20户左右", 20),
        ("2百户", 200),
        ("一千二百户", 1200),
    ] {
        let suggested = hints().suggest(&of(count));
        assert_eq!(said(&suggested), format!("collective_households={expected}"), "{count}");
    }
}

#[test]
fn a_size_or_an_address_is_no_complaint_of_many() {
    check_nothing(&[
        "我们小区有1200户,保洁太少",
        "3栋12户那一层的灯坏了",
        "一梯两户的走廊很脏",
        "每户收费200元太贵",
        "我家402户门铃坏了",
        "12栋402户漏水",
        "在3单元１２０３户门口",
        "家里五口人要办门禁卡",
        "两位老人住在家里",
        "三个人上门维修",
        "半数以上住户不满意",
    ]);
    check(&[
        ("我们三家都漏水", "collective_households=3"),
        ("二十几个业主去管理处投诉", "collective_persons=21"),
        ("15名業主聯名", "collective_persons=15"),
        ("十幾個人一齊去管理處投訴", "collective_persons=11"),
    ]);
}

#[test]
fn integrity_safety_departments_and_returns() {
    check(&[
        ("经理收装修公司的回扣", "integrity=true"),
        ("主任收黑錢做假單", "integrity=true"),
        ("挪用維修基金", "integrity=true"),
        ("电梯困人了快来", "safety=now"),
        ("廚房聞到煤氣味", "safety=now"),
        ("如果着火了怎么办", "safety=possible"),
        ("外墙瓷砖要掉了", "safety=possible"),
        ("消防通道堵死了", "safety=possible"),
        ("差点砸到小孩", "safety=possible"),
        ("客服说要等工程部来看", "needs_other_department=true"),
        ("几个部门互相推", "needs_other_department=true"),
        ("水管修了三次还漏", "repeats_after_handling=3"),
        ("修好没两天又坏", "repeats_after_handling=1"),
        ("第四次来修了", "repeats_after_handling=3"),
        ("反映过五次,每次都说处理好了", "repeats_after_handling=5"),
    ]);
    check_nothing(&[
        "物业费太贵,账目不清楚",
        "楼道灯坏了",
        "打了三次电话没人理",
        "去年电梯困过人,已经修好了",
        "谢谢工程部的王师傅",
    ]);
}

#[test]
fn both_scripts_and_widths_suggest_the_same_in_their_own_words() {
    for (simplified, traditional) in [
        ("再不处理我就找记者曝光", "再不處理我就找記者曝光"),
        ("我们十二户联名起诉", "我們十二戶聯名起訴"),
        ("电梯困人", "電梯困人"),
        ("修了３次还漏", "修了3次還漏"),
    ] {
        let (one, other) = (hints().suggest(simplified), hints().suggest(traditional));
        assert_eq!(said(&one), said(&other), "{simplified}");
        assert!(!one.is_empty(), "{simplified}");
        assert!(one.iter().all(|said| simplified.contains(&said.evidence)));
        assert!(other.iter().all(|said| traditional.contains(&said.evidence)));
    }
}

#[test]
fn suggestions_come_in_one_order_with_their_words() {
    let suggested = hints().suggest("电梯困人了,我们12户联名,经理吃回扣,再不管就找记者");
    assert_eq!(said(&suggested), "media=possible collective_households=12 integrity=true safety=now");
    assert!(suggested[0].evidence.contains("记者"), "{suggested:?}");
}

fn faults(text: &str) -> Vec<(usize, LineFault)> {
    let problems = Lexicon::read(text).err().unwrap_or_default();
    problems.into_iter().map(|LineProblem { line, fault }| (line, fault)).collect()
}

#[test]
fn every_line_that_cannot_be_read_is_told() {
    let text = "记者\n[media maybe]\n[media possible]\n找…\n…找\n(找|问\n找{nobody}\n找?\n\n[households]\n户\n[set ]\n[set a]\n[set a]";
    assert_eq!(
        faults(text),
        [
            (1, LineFault::BeforeAnySection),
            (2, LineFault::UnknownSection),
            (4, LineFault::GapAtTheEdge),
            (5, LineFault::GapAtTheEdge),
            (6, LineFault::NotClosed),
            (7, LineFault::UnknownSet),
            (8, LineFault::NotInTheNotation { character: '?' }),
            (11, LineFault::CountMissing),
            (12, LineFault::SetNotNamed),
            (14, LineFault::SetNotNamed),
        ]
    );
}

#[test]
fn a_lexicon_is_limited() {
    let long = format!("[turn]\n{}", "就".repeat(LINE_CHARS_MAX + 1));
    assert_eq!(faults(&long), [(2, LineFault::LineTooLong)]);
    assert_eq!(faults(&"\n".repeat(LINES_MAX + 2)), [(LINES_MAX + 1, LineFault::TooManyLines)]);
    assert_eq!(faults(&"…\n".repeat(LINES_MAX)).len(), LINE_PROBLEMS_MAX);
}

#[test]
fn a_company_can_write_its_own_words() {
    let lexicon = Lexicon::read("[set press]\n早报 # ours\n[media possible]\n(找|见){press} 登…{press}\n")
        .expect("reads");
    let hints = Hints::new(&lexicon);
    assert_eq!(said(&hints.suggest("我要登在早報")), "media=possible");
    assert_eq!(said(&hints.suggest("見早报")), "media=possible");
    assert_eq!(said(&hints.suggest("登在甲乙丙丁早报")), "");
    let as_data = serde_json::to_string(&lexicon).expect("a text");
    assert_eq!(serde_json::from_str::<Lexicon>(&as_data).expect("the same"), lexicon);
    assert!(serde_json::from_str::<Lexicon>("\"[none]\"").is_err());
    assert!(Hints::new(&Lexicon::read("").expect("empty")).suggest("找记者").is_empty());
}

#[test]
fn a_line_of_ones_own_is_final_whatever_texts_have_taught() {
    let text = "楼下花园的路灯坏了两周，晚上看不清路，请安排师傅过来看一下，早安邻里见，谢谢。";
    let threat = "你们再不来修水管我就去找电视台的记者把这件事情从头到尾都曝光出来，说到做到。";
    let with = |own: &str| Hints::new(&Lexicon::with_own(own).expect("reads"));
    assert_eq!(said(&with("").suggest(text)), "");
    assert_eq!(said(&with("[media possible]\n早安邻里").suggest(text)), "media=possible");
    assert_eq!(said(&with("").suggest(threat)), "media=possible");
    let masked = with("[media not]\n去找电视台的记者把这件事情从头到尾都曝光出来");
    assert_eq!(said(&masked.suggest(threat)), "");
    let unread = Lexicon::with_own("找…记者").expect_err("no heading of its own");
    assert_eq!(unread, [LineProblem { line: 1, fault: LineFault::BeforeAnySection }]);
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::hints;
    use proptest::prelude::*;
    use rules::hint::{Hints, Lexicon};

    proptest! {
        #[test]
        fn any_text_is_read_and_the_words_are_its_own(
            text in "\\PC*|[不没找记者法院告起诉就再如果“”「」,。…0-9一十百几户家人次修又 \n]{0,120}"
        ) {
            let suggested = hints().suggest(&text);
            prop_assert!(suggested.iter().all(|said| text.contains(&said.evidence)));
            prop_assert!(suggested.is_sorted_by_key(|said| order(said.fact.name())));
            let mut names: Vec<_> = suggested.iter().map(|said| said.fact.name()).collect();
            names.dedup();
            prop_assert_eq!(names.len(), suggested.len());
        }

        #[test]
        fn any_lexicon_is_read_or_refused(text in "(\\[(set a|turn|repeats|media not)\\]\n)?[找记者N…,(){}|!a# \n]{0,60}") {
            if let Ok(lexicon) = Lexicon::read(&text) {
                prop_assert_eq!(lexicon.to_text(), text.as_str());
                let suggested = Hints::new(&lexicon).suggest("找3个记者找");
                prop_assert!(suggested.len() <= 1);
            }
        }
    }

    fn order(name: &str) -> usize {
        const NAMES: [&str; 9] = [
            "media",
            "lawsuit",
            "group_lawsuit_households",
            "collective_persons",
            "collective_households",
            "integrity",
            "safety",
            "needs_other_department",
            "repeats_after_handling",
        ];
        NAMES.iter().position(|known| *known == name).unwrap_or(NAMES.len())
    }

    #[test]
    fn a_long_text_takes_no_longer_for_each_character() {
        for piece in
            ["不会找记者", "修了三次又漏", "我们12户联名", "“保安说", "一", "再不如果要", "12", "𨋢 "]
        {
            let text: String = "“".chars().chain(piece.chars().cycle()).take(100_000).collect();
            assert!(hints().suggest(&text).iter().all(|said| text.contains(&said.evidence)));
        }
    }
}
