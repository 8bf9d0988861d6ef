//! Days read from files: what is shipped, `.ics`, and the JSON of holiday-cn.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::calendar::import::{self, Event, HolidayFile, ImportProblem};
use rules::calendar::{Calendar, CalendarProblem, Day, Exception};
use rules::moment::Zone;

/// One line per day, as our own format writes it.
fn shown(days: &[Exception]) -> Vec<String> {
    let line = |one: &Exception| match one.day() {
        Day::Off => format!("{} off {}", one.date(), one.name()),
        Day::Worked => format!("{} worked {}", one.date(), one.name()),
        Day::Hours(hours) => format!("{} {hours} {}", one.date(), one.name()),
    };
    days.iter().map(line).collect()
}

fn ics(events: &str) -> Result<import::Imported, ImportProblem> {
    let events = events.replace("[", "BEGIN:VEVENT\n").replace("]", "\nEND:VEVENT\n").replace("; ", "\n");
    import::ics(&format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"), &Zone::CHINA)
}

#[track_caller]
fn check(events: &str, days: &[&str]) {
    assert_eq!(ics(events).map(|read| shown(&read.days)), Ok(days.iter().map(ToString::to_string).collect()));
}

fn event(nth: usize, name: &str) -> Event {
    Event { nth, name: name.to_owned() }
}

#[test]
fn the_published_days_of_2025_and_2026_are_shipped() {
    let calendar = Calendar::mainland();
    let all = shown(calendar.days());
    let rows = [
        "2025-01-01 off 元旦",
        "2025-01-26 worked 春节",
        "2025-01-28 off 春节",
        "2025-02-04 off 春节",
        "2025-02-08 worked 春节",
        "2025-04-04 off 清明节",
        "2025-04-27 worked 劳动节",
        "2025-05-05 off 劳动节",
        "2025-06-02 off 端午节",
        "2025-09-28 worked 国庆节、中秋节",
        "2025-10-01 off 国庆节、中秋节",
        "2025-10-08 off 国庆节、中秋节",
        "2025-10-11 worked 国庆节、中秋节",
        "2026-01-03 off 元旦",
        "2026-01-04 worked 元旦",
        "2026-02-14 worked 春节",
        "2026-02-15 off 春节",
        "2026-02-23 off 春节",
        "2026-02-28 worked 春节",
        "2026-04-06 off 清明节",
        "2026-05-01 off 劳动节",
        "2026-05-09 worked 劳动节",
        "2026-06-19 off 端午节",
        "2026-09-20 worked 国庆节",
        "2026-09-27 off 中秋节",
        "2026-10-07 off 国庆节",
        "2026-10-10 worked 国庆节",
    ];
    for row in rows {
        assert!(all.iter().any(|line| line == row), "{row}");
    }
    let count = |year: &str, state: &str| {
        all.iter().filter(|line| line.starts_with(year) && line.contains(state)).count()
    };
    assert_eq!([count("2025", " off "), count("2025", " worked ")], [28, 5]);
    assert_eq!([count("2026", " off "), count("2026", " worked ")], [33, 6]);
    assert_eq!(all.len(), 72);
}

#[test]
fn words_decide_whether_people_work() {
    check("[DTSTART;VALUE=DATE:20260214; SUMMARY:春节（班）]", &["2026-02-14 worked 春节"]);
    check("[DTSTART;VALUE=DATE:20260214; SUMMARY:班｜春节]", &["2026-02-14 worked 春节"]);
    check("[DTSTART;VALUE=DATE:20260214; SUMMARY:春節補班]", &["2026-02-14 worked 春節補班"]);
    check("[DTSTART;VALUE=DATE:20260214; SUMMARY:調休]", &["2026-02-14 worked 調休"]);
    check("[DTSTART;VALUE=DATE:20260214; SUMMARY:春节调休上班]", &["2026-02-14 worked 春节调休上班"]);
    check(
        "[DTSTART;VALUE=DATE:20260214; SUMMARY:Special Working Day]",
        &["2026-02-14 worked Special Working Day"],
    );
    check("[DTSTART;VALUE=DATE:20260214; SUMMARY:Workday]", &["2026-02-14 worked Workday"]);
    check("[DTSTART;VALUE=DATE:20260214; SUMMARY:春节假期补班]", &["2026-02-14 worked 春节假期补班"]);
    check("[DTSTART;VALUE=DATE:20260219; SUMMARY:春节假期]", &["2026-02-19 off 春节假期"]);
    check("[DTSTART;VALUE=DATE:20260219; SUMMARY:春节 休]", &["2026-02-19 off 春节"]);
    check("[DTSTART;VALUE=DATE:20260219; SUMMARY:春节调休放假]", &["2026-02-19 off 春节调休放假"]);
    check("[DTSTART;VALUE=DATE:20260219; SUMMARY:颱風停班停課]", &["2026-02-19 off 颱風停班停課"]);
    check("[DTSTART;VALUE=DATE:20260219; SUMMARY:Bank Holiday]", &["2026-02-19 off Bank Holiday"]);
    check("[DTSTART;VALUE=DATE:20260926; SUMMARY:中秋節翌日]", &["2026-09-26 off 中秋節翌日"]);
}

#[test]
fn days_spans_and_hours() {
    let span = ["2026-02-15 off 春节", "2026-02-16 off 春节", "2026-02-17 off 春节"];
    check("[DTSTART;VALUE=DATE:20260215; DTEND;VALUE=DATE:20260218; SUMMARY:春节 休]", &span);
    check("[DTSTART;VALUE=DATE:20260215; DURATION:P3D; SUMMARY:春节 休]", &span);
    check("[DTSTART;TZID=Asia/Shanghai:20260215T000000; DTEND:20260218T000000; SUMMARY:春节 休]", &span);
    check("[DTSTART:20260214T160000Z; DTEND:20260217T160000Z; SUMMARY:春节 休]", &span);
    check("[DTSTART:20260215; DTEND:20260215; SUMMARY:春节 休]", &span[..1]);
    check("[DTSTART:20260214T090000; DTEND:20260214T120000; SUMMARY:补班]", &["2026-02-14 9:00–12:00 补班"]);
    check("[DTSTART:20260214T220000; DTEND:20260215T000000; SUMMARY:补班]", &["2026-02-14 22:00–24:00 补班"]);
    let twice = "[DTSTART:20261001; SUMMARY:National Day][DTSTART:20261001; SUMMARY:國慶日]";
    check(twice, &["2026-10-01 off National Day"]);
}

#[test]
fn folded_lines_escapes_alarms_and_zones_are_understood() {
    let text = "\u{FEFF}BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
        RRULE:FREQ=YEARLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nsummary;LANGUAGE=\"zh:CN\":国庆节\\, \r\n \
        中秋节 休\r\nDTSTART;VALUE=DATE:2025\r\n\t1001\r\nBEGIN:VALARM\r\nSUMMARY:上班\r\nEND:VALARM\r\n\
        END:VEVENT\r\nBEGIN:VEVENT\r\nSTATUS:CANCELLED\r\nSUMMARY:班\r\nEND:VEVENT\r\nEND:VCALENDAR";
    let read = import::ics(text, &Zone::CHINA).map(|read| shown(&read.days));
    assert_eq!(read, Ok(vec!["2025-10-01 off 国庆节, 中秋节".to_owned()]));
}

#[test]
fn apples_marks_decide_and_other_names_are_left_out() {
    let file = "[DTSTART:20260214; SUMMARY:春节; X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY]\
        [DTSTART:20260214; SUMMARY:情人节; RRULE:FREQ=YEARLY]\
        [DTSTART:20260217; SUMMARY:春节; X-APPLE-SPECIAL-DAY:WORK-HOLIDAY]";
    let read = ics(file).expect("days");
    assert_eq!(shown(&read.days), ["2026-02-14 worked 春节", "2026-02-17 off 春节"]);
    assert_eq!(read.left_out, [event(2, "情人节")]);
}

#[test]
fn a_file_that_could_be_misread_is_refused_and_names_the_event() {
    use ImportProblem::{Empty, NoDate, NotACalendar, OffOrWorked, PartOfADay, Repeats, TooLong};
    let date = rules::moment::date("2026-10-01").expect("a date");
    let rows = [
        ("[DTSTART:20261001; SUMMARY:国庆节; RRULE:FREQ=YEARLY]", Repeats(event(1, "国庆节"))),
        ("[DTSTART:20261001; SUMMARY:元旦][SUMMARY:春节]", NoDate(event(2, "春节"))),
        ("[DTSTART:20260230; SUMMARY:春节]", NoDate(event(1, "春节"))),
        ("[DTSTART:20260219; DURATION:PT4H; SUMMARY:春节]", NoDate(event(1, "春节"))),
        (
            "[DTSTART:20260219T130000; DTEND:20260219T180000; SUMMARY:除夕 休]",
            PartOfADay(event(1, "除夕 休")),
        ),
        ("[DTSTART:20260219; SUMMARY:放假还是上班]", OffOrWorked(event(1, "放假还是上班"))),
        ("[DTSTART:20260219; SUMMARY:春节值班]", OffOrWorked(event(1, "春节值班"))),
        ("[DTSTART:20260219; SUMMARY:Holiday workday]", OffOrWorked(event(1, "Holiday workday"))),
        ("[DTSTART:20260101; DTEND:20270101; SUMMARY:休]", TooLong { event: event(1, "休"), max: 60 }),
        (
            "[DTSTART:20261001; SUMMARY:休][DTSTART:20261001; SUMMARY:班]",
            ImportProblem::Day(CalendarProblem::Twice { date }),
        ),
        ("[DTSTART:20261001]", ImportProblem::Day(CalendarProblem::NoName { date })),
        ("", Empty),
        ("BEGIN:VEVENT\n", NotACalendar),
    ];
    for (events, problem) in rows {
        assert_eq!(ics(events), Err(problem), "{events}");
    }
    for text in ["", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:休", "<html>", "END:VCALENDAR"] {
        assert_eq!(import::ics(text, &Zone::CHINA), Err(NotACalendar), "{text}");
    }
    let large = "休".repeat(200_000);
    let problem = ImportProblem::TooLarge { bytes: 600_000, max: import::FILE_BYTES_MAX };
    assert_eq!(import::ics(&large, &Zone::CHINA), Err(problem));
    assert!(matches!(ics(&"[DTSTART:20261001]".repeat(801)), Err(ImportProblem::TooManyDays { max: 800 })));
}

#[test]
fn the_json_of_holiday_cn_is_taken_as_it_is() {
    let json = r#"{"$schema":"x","year":2026,"papers":["https://www.gov.cn/"],"days":[
        {"name":"春节","date":"2026-02-14","isOffDay":false},
        {"name":"春节","date":"2026-02-15","isOffDay":true}]}"#;
    let file: HolidayFile = serde_json::from_str(json).expect("a file");
    let days = file.exceptions().expect("days");
    assert_eq!(shown(&days), ["2026-02-14 worked 春节", "2026-02-15 off 春节"]);
    assert_eq!(days, Calendar::mainland().days()[37..39]);

    let wrong: HolidayFile = serde_json::from_str(&json.replace("02-15", "02-30")).expect("a file");
    assert_eq!(wrong.exceptions(), Err(ImportProblem::NoDate(event(2, "春节"))));
    let empty = HolidayFile { year: 2027, papers: Vec::new(), days: Vec::new() };
    assert_eq!(empty.exceptions(), Err(ImportProblem::Empty), "not published yet");
}

#[test]
fn a_line_of_our_own_format_that_is_none_is_named() {
    for line in ["2026-02-14", "2026-02-14 假 春节", "2026-02-16..2026-02-14 off 春节", "2026-02-14 off"]
    {
        assert_eq!(
            import::text(&format!("# days\n\n{line}")),
            Err(ImportProblem::Line { line: 3 }),
            "{line}"
        );
    }
    let centuries = import::text("2026-01-01..9999-12-31 off 春节");
    assert_eq!(centuries, Err(ImportProblem::TooManyDays { max: 800 }));
}

#[cfg(not(target_arch = "wasm32"))]
mod always {
    use super::{Zone, import};
    use proptest::prelude::*;
    use rules::calendar::Hours;

    proptest! {
        #[test]
        fn no_text_makes_a_reader_panic(text in "[BEGINDVCALRSUMYTX:;=\"\\\\\n 0-9TZP休班–:-]{0,200}", any in any::<String>()) {
            for text in [&text, &any] {
                let event = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}\nEND:VEVENT\nEND:VCALENDAR");
                let _ = import::ics(&event, &Zone::CHINA);
                let _ = import::text(text);
                let _ = text.parse::<Hours>();
            }
        }

        #[test]
        fn an_event_of_any_values_is_read_or_refused(starts in "[0-9TZ]{0,17}", ends in "[0-9TZ]{0,17}", lasts in "P[0-9]{0,6}[DWT]") {
            let event = format!("BEGIN:VEVENT\nSUMMARY:班\nDTSTART:{starts}\nDTEND:{ends}\nEND:VEVENT\n");
            let other = format!("BEGIN:VEVENT\nSUMMARY:休\nDTSTART:99991231\nDURATION:{lasts}\nEND:VEVENT\n");
            for events in [&event, &other] {
                let _ = import::ics(&format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR"), &Zone::CHINA);
            }
        }
    }
}
