//! The reply check (handbook §5), sentence by sentence.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::grading::Cause;
use rules::reply::Forbidden::{AsYouLike, CannotSolve, NotOurEquipment, NotOurRemit, NotSure};
use rules::reply::{Advice, Fault, Forbidden, Offer, Remark, apologises, check};
use rules::resolution::Finding;

fn forbidden(text: &str) -> Vec<(Forbidden, &str)> {
    let in_text = |remark: Remark| match remark {
        Remark::Forbidden { phrase, range } => Some((phrase, &text[range])),
        Remark::Promise { .. } | Remark::DateOrAmount { .. } => None,
    };
    check(text).into_iter().filter_map(in_text).collect()
}

fn check_warned(rows: &[(&str, Forbidden, &str)]) {
    for (text, phrase, said) in rows {
        assert_eq!(forbidden(text), [(*phrase, *said)], "{text}");
    }
}

fn check_passed(rows: &[&str]) {
    for text in rows {
        assert_eq!(forbidden(text), [], "{text}");
    }
}

#[test]
fn we_say_sorry_unasked_where_it_is_our_fault_and_admit_none_where_it_is_not() {
    let (sorry, plain) = ("给您添麻烦了，非常抱歉。", "電梯已修好，恢復使用。");
    let rows = [
        (Fault::Ours, plain, Some(Advice::Apologise)),
        (Fault::Ours, sorry, None),
        (Fault::NotOurs, sorry, Some(Advice::NoApology)),
        (Fault::NotOurs, plain, None),
        (Fault::Undecided, sorry, Some(Advice::Sympathise)),
        (Fault::Undecided, "您遇到的不便，我们很理解。", None),
        (Fault::Ours, "您要求道歉的意见已转交。", Some(Advice::Apologise)),
        (Fault::Ours, "  ", None),
    ];
    for (fault, text, advice) in rows {
        assert_eq!(Advice::on(fault, text), advice, "{fault:?}: {text}");
    }
}

#[test]
fn whose_fault_it_is_follows_from_what_was_established() {
    let found = Finding::ALL.iter().map(|finding| Fault::from(*finding));
    assert!(found.eq([Fault::Ours, Fault::Ours, Fault::NotOurs, Fault::Undecided]));
    let causes = [Cause::Undetermined, Cause::Ours, Cause::NotOurs].map(Fault::from);
    assert_eq!(causes, [Fault::Undecided, Fault::Ours, Fault::NotOurs]);
}

#[test]
fn the_books_own_phrases_are_warned_of_in_both_scripts() {
    check_warned(&[
        ("我们不管", NotOurRemit, "我们不管"),
        ("我們不管", NotOurRemit, "我們不管"),
        ("跟我们没关系", NotOurEquipment, "跟我们没关系"),
        ("跟我們沒關係", NotOurEquipment, "跟我們沒關係"),
        ("没办法解决", CannotSolve, "没办法解决"),
        ("沒辦法解決", CannotSolve, "沒辦法解決"),
        ("随便", AsYouLike, "随便"),
        ("隨便", AsYouLike, "隨便"),
        ("不清楚", NotSure, "不清楚"),
        ("不知道", NotSure, "不知道"),
    ]);
}

#[test]
fn spaces_width_and_punctuation_hide_nothing() {
    check_warned(&[
        ("这个我 们 不、管。", NotOurRemit, "我 们 不、管"),
        ("我,们。不!管", NotOurRemit, "我,们。不!管"),
        ("跟\u{3000}我们——没…关系", NotOurEquipment, "跟\u{3000}我们——没…关系"),
        ("没·办·法·解·决", CannotSolve, "没·办·法·解·决"),
        ("随\u{200B}便。", AsYouLike, "随\u{200B}便"),
        ("这事不*清*楚", NotSure, "不*清*楚"),
        ("不\n知\n道", NotSure, "不\n知\n道"),
    ]);
}

#[test]
fn what_is_said_to_a_resident_is_warned_of() {
    check_warned(&[
        ("这个我们不管,您找开发商吧。", NotOurRemit, "我们不管"),
        ("室内的事我们是不管的", NotOurRemit, "我们是不管"),
        ("阳台漏水物业不管。", NotOurRemit, "物业不管"),
        ("这种事我们也管不着", NotOurRemit, "我们也管不着"),
        ("我们不管,您找谁都没用", NotOurRemit, "我们不管"),
        ("我们不管这个,您找谁都行", NotOurRemit, "我们不管"),
        ("外墙渗水不归我们管。", NotOurRemit, "不归我们管"),
        ("呢啲嘢我哋唔理", NotOurRemit, "我哋唔理"),
        ("這個我們管不到", NotOurRemit, "我們管不到"),
        ("燃气管道跟我们没有关系。", NotOurEquipment, "跟我们没有关系"),
        ("这和我们物业一点关系都没有,与我们无关", NotOurEquipment, "与我们无关"),
        ("水表坏了和物业没什么关系", NotOurEquipment, "和物业没什么关系"),
        ("這件事與我們無關。", NotOurEquipment, "與我們無關"),
        ("呢件事同我哋無關", NotOurEquipment, "同我哋無關"),
        ("同我哋冇關係㗎", NotOurEquipment, "同我哋冇關係"),
        ("唔關我哋事", NotOurEquipment, "唔關我哋事"),
        ("这不关我们的事", NotOurEquipment, "不关我们的事"),
        ("我们也没办法。", CannotSolve, "没办法"),
        ("这个问题暂时无法解决。", CannotSolve, "无法解决"),
        ("您这个问题没办法解决", CannotSolve, "没办法解决"),
        ("噪音的事我们解决不了", CannotSolve, "解决不了"),
        ("我哋都冇辦法", CannotSolve, "冇辦法"),
        ("真係幫唔到你", CannotSolve, "幫唔到你"),
        ("沒辦法耶,這個要等。", CannotSolve, "沒辦法"),
        ("我们实在无能为力", CannotSolve, "无能为力"),
        ("随便您。", AsYouLike, "随便"),
        ("你们随便吧", AsYouLike, "随便"),
        ("随便你怎么说", AsYouLike, "随便"),
        ("您随便投诉", AsYouLike, "随便"),
        ("那就隨便囉", AsYouLike, "隨便"),
        ("要投诉随您的便", AsYouLike, "随您的便"),
        ("是但啦", AsYouLike, "是但"),
        ("求其啦,你鍾意啦", AsYouLike, "求其"),
        ("这个我不清楚。", NotSure, "不清楚"),
        ("您的问题我也不太清楚", NotSure, "不太清楚"),
        ("您说的这个不清楚", NotSure, "不清楚"),
        ("原因不清楚,您再等等", NotSure, "不清楚"),
        ("师傅几点到我不知道", NotSure, "不知道"),
        ("我不知道您在说什么", NotSure, "不知道"),
        ("什么时候修好还不知道。", NotSure, "不知道"),
        ("呢個我唔清楚", NotSure, "唔清楚"),
        ("我哋都唔係好清楚", NotSure, "唔係好清楚"),
        ("唔知喎", NotSure, "唔知"),
        ("這個我不曉得耶", NotSure, "不曉得"),
        ("我们这边不晓得", NotSure, "不晓得"),
    ]);
}

#[test]
fn the_books_must_pass_sentences_pass() {
    check_passed(&[
        "照片不清楚请重拍",
        "请不要随便开井盖",
        "您不知道密码也没关系",
        "管道我们不管够不够用都会检查",
        "照片不清楚請重拍",
        "請不要隨便開井蓋",
        "您不知道密碼也沒關係",
        "管道我們不管夠不夠用都會檢查",
    ]);
}

#[test]
fn other_meanings_of_the_same_words_pass() {
    check_passed(&[
        "我们不管白天黑夜都有人值班。",
        "我们不管是谁反映的,都会处理",
        "我們不管多晚都會到場",
        "我们不会不管的,请放心。",
        "很抱歉让您觉得我们不管。",
        "我们不管您住哪一栋都提供同样的服务",
        "员工说我们不管是不对的,已批评",
        "如果我们不管,您可以向街道反映",
        "我们不理解的地方会再向您请教",
        "这个办法对我们不管用,我们换一个",
        "没关系,慢慢来",
        "有问题随时跟我们说,没关系",
        "不能说跟我们没关系,我们会负责到底",
        "是否与我们有关,检测后告诉您",
        "跟我们没关系的费用不会向您收取",
        "看看有没有办法解决,我们正在想办法",
        "您没办法到场也可以委托家人",
        "如果您没办法解决,请联系我们",
        "实在没办法上传时请拨打热线",
        "这不是没办法解决的,只是需要配件",
        "您自己解决不了的问题请告诉我们",
        "已提醒不得随便堆放杂物",
        "有人随便停车,保安已劝离",
        "我们的员工说话太随便,向您道歉",
        "绝不会这么随便",
        "主要原因是,但我们会改进",
        "已要求其整改,我们力求其完善",
        "看不清楚的话可以放大",
        "录音不清楚,请再说一次",
        "车牌拍得不清楚",
        "相片唔清楚,請再影一次",
        "有不清楚的地方请来电",
        "不清楚之处欢迎来电",
        "员工回答“不知道”是不对的",
        "哪里不清楚都可以问我们",
        "如果不清楚,请打服务热线",
        "不知道您明天在家吗?",
        "很多业主不知道这项规定,我们会再通知",
        "让您不知道找谁,是我们的疏忽",
        "您清不清楚、知不知道都没有影响",
        "你唔知密碼都唔緊要",
        "我们不是不知道您的难处",
        "員工不可以對住戶說「不知道」",
        "已按您的意思办好,谢谢您的理解",
        "",
    ]);
}

#[test]
fn each_phrase_has_one_that_fits_its_situation() {
    for (phrase, offer) in [
        (NotOurRemit, Offer::PassOn),
        (NotOurEquipment, Offer::HelpToReach),
        (CannotSolve, Offer::AskACompetentColleague),
        (AsYouLike, Offer::ThankAndNote),
        (NotSure, Offer::FindOutAndCallBack),
    ] {
        assert_eq!(phrase.offer(), offer);
    }
}

#[test]
fn several_are_named_in_the_order_of_the_text() {
    let text = "不知道。我们不管,没办法,随便您";
    let said: Vec<_> = forbidden(text).into_iter().map(|(phrase, _)| phrase).collect();
    assert_eq!(said, [NotSure, NotOurRemit, CannotSolve, AsYouLike]);
}

#[test]
fn a_promise_to_get_in_touch_is_a_promise() {
    for (text, promise) in [
        ("等我们有了确切结果后会尽快和您联系。", Some("等我们有了确切结果后会尽快和您联系")),
        ("等我們有了確切結果後會盡快和您聯繫", Some("等我們有了確切結果後會盡快和您聯繫")),
        ("有消息我们第一时间通知您", Some("有消息我们第一时间通知您")),
        ("结果出来后马上告诉您。", Some("结果出来后马上告诉您")),
        ("等有進展會再聯絡你", Some("等有進展會再聯絡你")),
        ("已有结果,昨天已通知您", None),
        ("我们会尽快处理", None),
        ("有结果。稍后联系您", None),
    ] {
        let found = check(text).into_iter().find_map(|remark| match remark {
            Remark::Promise { range } => Some(&text[range]),
            _ => None,
        });
        assert_eq!(found, promise, "{text}");
    }
}

fn commitments(text: &str) -> Vec<&str> {
    let in_text = |remark: Remark| match remark {
        Remark::DateOrAmount { range } => Some(&text[range]),
        _ => None,
    };
    check(text).into_iter().filter_map(in_text).collect()
}

#[test]
fn a_date_or_an_amount_is_a_commitment() {
    for (text, found) in [
        ("明天下午3点前给您回电", &["明天下午3点前"][..]),
        ("师傅 11 月 25 日 上门", &["11 月 25 日"]),
        ("11月25日前修好,费用300元", &["11月25日前", "300元"]),
        ("三天内解决", &["三天内"]),
        ("24小时内到场,两个工作日后回访", &["24小时内", "两个工作日后"]),
        ("2026年11月25日下午两点半", &["2026年11月25日下午两点半"]),
        ("２０２６－１１－２５ 15:00 前", &["２０２６－１１－２５ 15:00 前"]),
        ("25号前完成", &["25号前"]),
        ("周五下班前答复您", &["周五下班前"]),
        ("今天下午5点半到", &["今天下午5点半"]),
        ("下周三上午", &["下周三上午"]),
        ("月底前换好", &["月底前"]),
        ("聽日下晝三點前", &["聽日下晝三點前"]),
        ("退您 1,200.50 元", &["1,200.50 元"]),
        ("收费HK$300", &["HK$300"]),
        ("補償五百元", &["補償五百元"].map(|text| &text[6..])),
        ("￥80", &["￥80"]),
        ("300蚊", &["300蚊"]),
        ("今天收到您的来信", &[]),
        ("师傅已于11月20日到场检查", &[]),
        ("您11月20日反映的问题已查实", &[]),
        ("服务时间周一至周五8:30-17:30", &[]),
        ("24小时服务热线400-800-1234", &[]),
        ("3栋2单元501,12号楼前面", &[]),
        ("有以下3点建议,请看第2点", &[]),
        ("元旦快乐,已换3个元件", &[]),
        ("已修3天", &[]),
    ] {
        assert_eq!(commitments(text), found, "{text}");
    }
}

#[test]
fn whether_a_reply_says_sorry() {
    for (text, said) in [
        ("给您添麻烦了,非常抱歉", true),
        ("對不起,是我們疏忽", true),
        ("謹此致歉", true),
        ("唔好意思,", true),
        ("We are sorry.", true),
        ("您要求道歉的意见已转交", false),
        ("此事无需道歉", false),
        ("已修好,谢谢", false),
    ] {
        assert_eq!(apologises(text), said, "{text}");
    }
}

#[test]
fn ten_thousand_characters_take_no_more_than_their_share() {
    for piece in ["不清楚", "也", "1,", "我们不管什么", "有结果", "如果没办法", "11月", "x"]
    {
        let text = piece.repeat(10_000 / piece.chars().count());
        let _ = check(&text);
    }
    assert_eq!(forbidden(&"我不清楚。".repeat(2_000)).len(), 2_000);
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::forbidden;
    use proptest::prelude::*;
    use rules::reply::check;

    const WORDS: &[&str] = &[
        "我们",
        "我們",
        "您",
        "不管",
        "唔理",
        "都",
        "没关系",
        "跟",
        "随便",
        "吧",
        "不清楚",
        "不知道",
        "没办法",
        "解决",
        "的",
        ",",
        "。",
        " ",
        "有",
        "3",
        "点",
        "前",
        "月",
        "11",
        "25",
        "日",
        "元",
        "明天",
        "下午",
        "确切结果",
        "和您联系",
        "é",
        "🏠",
        "如果",
    ];

    proptest! {
        #[test]
        fn ranges_are_in_order_and_on_character_boundaries(
            words in proptest::collection::vec(proptest::sample::select(WORDS), 0..30),
            noise in "\\PC{0,20}",
        ) {
            let text = words.concat() + &noise;
            let remarks = check(&text);
            for remark in &remarks {
                let range = remark.range();
                prop_assert!(!range.is_empty());
                prop_assert!(text.get(range).is_some());
            }
            prop_assert!(remarks.is_sorted_by_key(|remark| remark.range().start));
        }

        #[test]
        fn spacing_never_hides_a_forbidden_phrase(spaces in "[ ·*\\-\u{3000}]{0,3}") {
            for phrase in ["我们不管", "跟我们没关系", "没办法解决", "不清楚", "不知道", "随便"] {
                let spaced: Vec<String> = phrase.chars().map(String::from).collect();
                prop_assert_eq!(forbidden(&spaced.join(&spaces)).len(), 1);
            }
        }
    }
}
