//! Phone numbers and e-mail addresses as people type them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::contact::Region::{HongKong, Macau, Mainland, Taiwan};
use rules::contact::{Contact, ContactProblem, Email, EmailProblem, Line, Phone, PhoneProblem, Region};

fn check(rows: &[(&str, Region, &str)]) {
    for (typed, home, normal) in rows {
        let phone = Phone::parse(typed, *home).map(|phone| phone.normalised());
        assert_eq!(phone.as_deref(), Ok(*normal), "{typed} typed in {home:?}");
    }
}

fn check_refused(rows: Vec<(&str, Region, PhoneProblem)>) {
    for (typed, home, problem) in rows {
        assert_eq!(Phone::parse(typed, home), Err(problem), "{typed} typed in {home:?}");
    }
}

#[test]
fn a_mainland_mobile_has_eleven_digits_however_it_is_spaced() {
    check(&[
        ("13812344629", Mainland, "+8613812344629"),
        (" 138 1234 4629 ", Mainland, "+8613812344629"),
        ("138-1234-4629", Mainland, "+8613812344629"),
        ("１３８１２３４４６２９", Mainland, "+8613812344629"),
        ("138\u{3000}1234－4629", Mainland, "+8613812344629"),
        ("+86 138 1234 4629", Mainland, "+8613812344629"),
        ("＋８６13812344629", Mainland, "+8613812344629"),
        ("(+86)13812344629", Mainland, "+8613812344629"),
        ("8613812344629", Mainland, "+8613812344629"),
        ("008613812344629", Mainland, "+8613812344629"),
        ("013812344629", Mainland, "+8613812344629"),
        ("\u{202D}13812344629\u{202C}", Mainland, "+8613812344629"),
        ("19912344629", HongKong, "+8619912344629"),
        ("13812344629", Macau, "+8613812344629"),
        ("13812344629", Taiwan, "+8613812344629"),
        ("13812344629转1234", Mainland, "+8613812344629;ext=1234"),
    ]);
}

#[test]
fn a_landline_has_an_area_code_and_perhaps_an_extension() {
    check(&[
        ("0571-88903366转612", Mainland, "+8657188903366;ext=612"),
        ("0571-88903366轉612", Mainland, "+8657188903366;ext=612"),
        ("057188903366", Mainland, "+8657188903366"),
        ("+86 571 8890 3366", Mainland, "+8657188903366"),
        ("+86 (0)571 8890 3366", Mainland, "+8657188903366"),
        ("0571 88903366 ext. 612", Mainland, "+8657188903366;ext=612"),
        ("0571 88903366 EXT612", Mainland, "+8657188903366;ext=612"),
        ("0571 88903366 x612", Mainland, "+8657188903366;ext=612"),
        ("0571-88903366＃612", Mainland, "+8657188903366;ext=612"),
        ("0571-88903366-612", Mainland, "+8657188903366;ext=612"),
        ("0571—88903366—612", Mainland, "+8657188903366;ext=612"),
        ("0571-88903366 分機:612", Mainland, "+8657188903366;ext=612"),
        ("+8657188903366;ext=612", HongKong, "+8657188903366;ext=612"),
        ("0571-88903366转", Mainland, "+8657188903366"),
        ("010-65529988", Mainland, "+861065529988"),
        ("+86 10 6552 9988", Mainland, "+861065529988"),
        ("(021)62345678", Mainland, "+862162345678"),
        ("（021）62345678", HongKong, "+862162345678"),
        ("02162345678", Taiwan, "+862162345678"),
        ("0931-4567890", Mainland, "+869314567890"),
        ("0755-26543210", Macau, "+8675526543210"),
    ]);
}

#[test]
fn company_numbers_of_400_and_800() {
    check(&[
        ("400-800-1234", Mainland, "+864008001234"),
        ("4008001234转5", Mainland, "+864008001234;ext=5"),
        ("800 820 8820", Mainland, "+868008208820"),
        ("0800-080-123", Taiwan, "+886800080123"),
    ]);
    let desk = Phone::parse("400-800-1234", Mainland).unwrap();
    assert_eq!((desk.line(), desk.tel_href().as_str()), (Line::Service, "tel:4008001234"));
}

#[test]
fn eight_digits_are_a_number_in_hong_kong_and_macau_only() {
    check(&[
        ("2345 6789", HongKong, "+85223456789"),
        ("91234567", HongKong, "+85291234567"),
        ("46123456", HongKong, "+85246123456"),
        ("86123456", HongKong, "+85286123456"),
        ("3123-4567-89", HongKong, "+85231234567;ext=89"),
        ("+852 9123 4567", Mainland, "+85291234567"),
        ("85291234567", Mainland, "+85291234567"),
        ("00852 9123 4567", Taiwan, "+85291234567"),
        ("6612 3456", Macau, "+85366123456"),
        ("2833 1234", Macau, "+85328331234"),
        ("+853 6612 3456", HongKong, "+85366123456"),
    ]);
    check_refused(vec![
        ("88903366", Mainland, PhoneProblem::AreaCodeMissing { digits: 8 }),
        ("4567890", Mainland, PhoneProblem::AreaCodeMissing { digits: 7 }),
        ("23456789", Taiwan, PhoneProblem::AreaCodeMissing { digits: 8 }),
        ("12345678", HongKong, PhoneProblem::UnknownPrefix { prefix: "123".into() }),
        ("91234567", Macau, PhoneProblem::UnknownPrefix { prefix: "912".into() }),
        ("9123456", HongKong, too_short(HongKong, Line::Mobile, 7, 8)),
        ("234567891", HongKong, too_long(HongKong, Line::Landline, 9, 8)),
        ("+853 661 2345", Mainland, too_short(Macau, Line::Mobile, 7, 8)),
    ]);
}

#[test]
fn taiwan_mobiles_and_landlines() {
    check(&[
        ("0912-345-678", Taiwan, "+886912345678"),
        ("0912345678", Mainland, "+886912345678"),
        ("0912345678", HongKong, "+886912345678"),
        ("+886 912 345 678", Mainland, "+886912345678"),
        ("886912345678", HongKong, "+886912345678"),
        ("(02)2345-6789", Taiwan, "+886223456789"),
        ("02-2345-6789#123", Taiwan, "+886223456789;ext=123"),
        ("02-2345-6789-123", Taiwan, "+886223456789;ext=123"),
        ("03-456-7890", Taiwan, "+88634567890"),
        ("037-123456", Taiwan, "+88637123456"),
        ("04-22334455 分機 12", Taiwan, "+886422334455;ext=12"),
        ("+886 (0)2 2345 6789", Taiwan, "+886223456789"),
    ]);
    check_refused(vec![
        ("0912-345-67", Taiwan, too_short(Taiwan, Line::Mobile, 9, 10)),
        ("02-2345-678", Taiwan, too_short(Taiwan, Line::Landline, 9, 10)),
        ("912345678", Taiwan, too_short(Taiwan, Line::Mobile, 9, 10)),
        ("0912-345-6789", Taiwan, too_long(Taiwan, Line::Mobile, 11, 10)),
    ]);
}

fn too_short(region: Region, line: Line, digits: usize, wanted: usize) -> PhoneProblem {
    PhoneProblem::TooShort { region, line, digits, wanted }
}

fn too_long(region: Region, line: Line, digits: usize, wanted: usize) -> PhoneProblem {
    PhoneProblem::TooLong { region, line, digits, wanted }
}

#[test]
fn a_refusal_says_how_many_digits_there_are_and_should_be() {
    let unknown = |prefix: &str| PhoneProblem::UnknownPrefix { prefix: prefix.into() };
    check_refused(vec![
        ("1381234462", Mainland, too_short(Mainland, Line::Mobile, 10, 11)),
        ("138", Mainland, too_short(Mainland, Line::Mobile, 3, 11)),
        ("1381234462", HongKong, too_short(Mainland, Line::Mobile, 10, 11)),
        ("138123446291", Mainland, too_long(Mainland, Line::Mobile, 12, 11)),
        ("+86 1381234462", Mainland, too_short(Mainland, Line::Mobile, 10, 11)),
        ("0571-889033", Mainland, too_short(Mainland, Line::Landline, 10, 11)),
        ("010-6552998", Mainland, too_short(Mainland, Line::Landline, 10, 11)),
        ("0571-889033661", Mainland, too_long(Mainland, Line::Landline, 13, 12)),
        ("400-800-123", Mainland, too_short(Mainland, Line::Service, 9, 10)),
        ("8890", Mainland, too_short(Mainland, Line::Mobile, 4, 11)),
        ("12012344629", Mainland, unknown("120")),
        ("12345", Mainland, unknown("123")),
        ("026-62345678", Mainland, unknown("266")),
        ("+1 415 555 0100", Mainland, unknown("141")),
        ("+", Mainland, PhoneProblem::NotAPhone),
        ("", Mainland, PhoneProblem::Empty),
        (" \u{3000}\u{200B}", Mainland, PhoneProblem::Empty),
        ("东门旁边", Mainland, PhoneProblem::NotAPhone),
        ("13812344629 张", Mainland, PhoneProblem::NotAPhone),
        ("138+12344629", Mainland, PhoneProblem::NotAPhone),
        ("0571-88903366转前台", Mainland, PhoneProblem::NotAPhone),
        ("0571-88903366转1234567", Mainland, PhoneProblem::ExtensionTooLong { digits: 7, max: 6 }),
    ]);
    let padded = format!("138{}12344629", " ".repeat(60));
    assert_eq!(Phone::parse(&padded, Mainland), Err(PhoneProblem::NotAPhone));
}

#[test]
fn only_a_mobile_without_extension_receives_texts() {
    for (typed, home, expected) in [
        ("13812344629", Mainland, true),
        ("13812344629转1234", Mainland, false),
        ("0571-88903366", Mainland, false),
        ("400-800-1234", Mainland, false),
        ("91234567", HongKong, true),
        ("23456789", HongKong, false),
        ("66123456", Macau, true),
        ("28331234", Macau, false),
        ("0912345678", Taiwan, true),
        ("0223456789", Taiwan, false),
    ] {
        assert_eq!(Phone::parse(typed, home).unwrap().can_receive_sms(), expected, "{typed}");
    }
}

#[test]
fn how_a_number_is_masked_shown_and_called() {
    for (typed, home, masked, shown, href) in [
        ("13812344629", Mainland, "138****4629", "138 1234 4629", "tel:+8613812344629"),
        ("057188903366转612", Mainland, "0571****3366", "0571-88903366#612", "tel:+8657188903366;ext=612"),
        ("0931-4567890", Mainland, "0931****890", "0931-4567890", "tel:+869314567890"),
        ("01065529988", Mainland, "010****9988", "010-65529988", "tel:+861065529988"),
        ("4008001234", Mainland, "400****1234", "400-800-1234", "tel:4008001234"),
        ("23456789", HongKong, "****6789", "2345 6789", "tel:+85223456789"),
        ("+85291234567", Mainland, "****4567", "+852 91234567", "tel:+85291234567"),
        ("0912345678", Taiwan, "091****678", "0912-345-678", "tel:+886912345678"),
        ("0223456789#12", Taiwan, "02****789", "0223456789#12", "tel:+886223456789;ext=12"),
        ("037123456", Taiwan, "03****456", "037123456", "tel:+88637123456"),
    ] {
        let phone = Phone::parse(typed, home).unwrap();
        let said = (phone.masked(), phone.shown(home), phone.tel_href());
        assert_eq!(said, (masked.into(), shown.into(), href.into()), "{typed}");
    }
}

#[test]
fn debug_never_prints_a_number_or_an_address() {
    let phone = Contact::parse("13812344629", Mainland).unwrap();
    assert_eq!(format!("{phone:?}"), "Phone(Phone(138****4629))");
    let email = Contact::parse("chen.wei@qq.com", Mainland).unwrap();
    assert_eq!(format!("{email:?}"), "Email(Email(c***@qq.com))");
}

#[test]
fn an_email_is_trimmed_folded_and_lower_cased_after_the_at() {
    for (typed, kept) in [
        ("chen@qq.com", "chen@qq.com"),
        ("  Chen.Wei@QQ.COM\n", "Chen.Wei@qq.com"),
        ("chen＠qq.com", "chen@qq.com"),
        ("ｃｈｅｎ＠ｑｑ．ｃｏｍ", "chen@qq.com"),
        ("chen@qq。com", "chen@qq.com"),
        ("陈伟@例子.中国", "陈伟@例子.中国"),
        ("a+tag_1'x@mail.example.co", "a+tag_1'x@mail.example.co"),
    ] {
        assert_eq!(Email::parse(typed).as_ref().map(Email::as_str), Ok(kept), "{typed}");
    }
}

#[test]
fn a_link_to_an_email_holds_the_address_and_nothing_more() {
    let rows = [
        ("chen.wei@qq.com", "mailto:chen.wei@qq.com"),
        ("a+b@qq.com", "mailto:a%2Bb@qq.com"),
        ("a?bcc=b&c%d@qq.com", "mailto:a%3Fbcc%3Db%26c%25d@qq.com"),
        ("陈@qq.com", "mailto:%E9%99%88@qq.com"),
    ];
    for (typed, href) in rows {
        assert_eq!(Email::parse(typed).map(|email| email.mailto_href()), Ok(href.to_owned()), "{typed}");
    }
}

#[test]
fn what_is_wrong_with_an_email() {
    let unexpected = |character| EmailProblem::Unexpected { character };
    let long_local = format!("{}@qq.com", "a".repeat(65));
    let long_label = format!("a@{}.com", "b".repeat(64));
    let long_whole = format!("a@{}com", "bcd.".repeat(63));
    let longest = format!("a@{}co", "bcd.".repeat(62));
    for (typed, problem) in [
        ("", EmailProblem::Empty),
        ("  ", EmailProblem::Empty),
        ("chen.qq.com", EmailProblem::Incomplete),
        ("@qq.com", EmailProblem::Incomplete),
        ("chen@", EmailProblem::Incomplete),
        ("chen@@qq.com", EmailProblem::SeveralAts),
        ("a@qq.com,b@qq.com", EmailProblem::SeveralAts),
        ("chen@qq,com", unexpected(',')),
        ("chen wei@qq.com", unexpected(' ')),
        ("chen@qq .com", unexpected(' ')),
        ("chen@qq\r\n.com", unexpected('\r')),
        ("<chen@qq.com>", unexpected('<')),
        ("chen@-qq.com", unexpected('-')),
        ("chen@qq", EmailProblem::DomainWithoutDot),
        ("chen@qq.", EmailProblem::MisplacedDot),
        ("chen@qq..com", EmailProblem::MisplacedDot),
        (".chen@qq.com", EmailProblem::MisplacedDot),
        (&long_local, EmailProblem::TooLong { octets: 65, max: 64 }),
        (&long_label, EmailProblem::TooLong { octets: 64, max: 63 }),
        (&long_whole, EmailProblem::TooLong { octets: 257, max: 254 }),
    ] {
        assert_eq!(Email::parse(typed), Err(problem), "{typed}");
    }
    assert_eq!(Email::parse(&longest).map(|email| email.as_str().len()), Ok(252));
}

#[test]
fn an_at_decides_between_phone_and_email() {
    let wrong = Contact::parse("chen@qq", Mainland);
    assert_eq!(wrong, Err(ContactProblem::Email(EmailProblem::DomainWithoutDot)));
    let wrong = Contact::parse("chen", Mainland);
    assert_eq!(wrong, Err(ContactProblem::Phone(PhoneProblem::NotAPhone)));
}

#[test]
fn on_the_wire_a_contact_is_its_normal_form() {
    for (contact, json) in [
        ("0571-88903366转612", r#"{"phone":"+8657188903366;ext=612"}"#),
        ("Chen@QQ.com", r#"{"email":"Chen@qq.com"}"#),
    ] {
        let contact = Contact::parse(contact, Mainland).unwrap();
        assert_eq!(serde_json::to_string(&contact).unwrap(), json);
        assert_eq!(serde_json::from_str::<Contact>(json).unwrap(), contact);
    }
    assert!(serde_json::from_str::<Contact>(r#"{"phone":"+86138"}"#).is_err());
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;
    use rules::contact::{Contact, Region};

    fn region() -> impl Strategy<Value = Region> {
        proptest::sample::select(Region::ALL)
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*", home in region()) {
            let _ = Contact::parse(&text, home);
        }

        #[test]
        fn normalising_twice_equals_once(
            text in "(\\+|00)?(86|852|853|886|0)?[0-9 ()-]{5,14}(#[0-9]{1,6})?|[a-zＡ.@。]{3,20}\\.com",
            home in region(),
            elsewhere in region(),
        ) {
            if let Ok(contact) = Contact::parse(&text, home) {
                let again = Contact::parse(&contact.normalised(), elsewhere);
                prop_assert_eq!(again, Ok(contact));
            }
        }

        #[test]
        fn what_is_shown_is_read_again_and_what_is_masked_is_not(
            text in "(0571|010|138|02|09|9|6|28)[0-9]{6,9}",
            home in region(),
        ) {
            if let Ok(Contact::Phone(phone)) = Contact::parse(&text, home) {
                let shown = Contact::parse(&phone.shown(home), home);
                prop_assert_eq!(shown, Ok(Contact::Phone(phone.clone())));
                prop_assert!(Contact::parse(&phone.masked(), home).is_err());
            }
        }
    }
}
