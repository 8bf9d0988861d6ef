//! Working time by tables: when so many minutes from a moment are used up.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::calendar::{
    Calendar, CalendarProblem, Day, Exception, Hours, Interval, Limit, OutOfReach, Step, Why,
};
use rules::moment::{Moment, Zone};

const CHINA: Zone = Zone::CHINA;

fn at(text: &str) -> Moment {
    Moment::from_local(format!("2026-{text}:00").parse().expect("a date"), CHINA)
}

fn shown(moment: Moment) -> String {
    moment.local(CHINA).format("%m-%dT%H:%M").to_string()
}

fn day(text: &str) -> chrono::NaiveDate {
    rules::moment::date(text).expect("a date")
}

fn hours(text: &str) -> Hours {
    text.parse().expect("hours")
}

/// Monday to Friday with a break, half of Saturday.
fn with_lunch() -> Calendar {
    let week = ["8:30–12:00 13:30–17:30"; 5].into_iter().chain(["9:00–12:00", ""]).map(hours);
    let week: Vec<Hours> = week.collect();
    Calendar::of(week.try_into().expect("seven days"), Vec::new()).expect("a calendar")
}

/// The engineers' desk: nights from Monday evening to Saturday morning.
fn nights() -> Calendar {
    let week = ["22:00–24:00", "0:00–6:00 22:00–24:00", "0:00–6:00 22:00–24:00", "0:00–6:00 22:00–24:00"];
    let week: Vec<Hours> =
        week.into_iter().chain(["0:00–6:00 22:00–24:00", "0:00–6:00", ""]).map(hours).collect();
    Calendar::of(week.try_into().expect("seven days"), Vec::new()).expect("a calendar")
}

#[track_caller]
fn check(calendar: &Calendar, from: &str, minutes: i64, due: &str) {
    let reached = calendar.until(at(from), minutes, &CHINA).expect("within reach");
    assert_eq!(shown(reached.due), due, "{minutes} min from {from}: {:?}", reached.steps);
    assert_eq!(calendar.due(at(from), minutes, &CHINA), Ok(reached.due));
    assert_eq!(calendar.minutes_between(at(from), reached.due, &CHINA), minutes, "and back from {due}");
}

#[test]
fn the_mainlands_published_days() {
    let mainland = Calendar::mainland();
    check(&mainland, "09-18T17:10", 240, "09-20T12:10"); // Friday, a worked Sunday
    check(&mainland, "02-13T17:10", 240, "02-14T12:10"); // the Saturday before 春节 is worked
    check(&mainland, "02-14T17:20", 60, "02-24T09:20"); // nine days off
    check(&mainland, "02-20T10:00", 60, "02-24T09:30"); // received in the middle of them
    check(&mainland, "02-27T17:00", 60, "02-28T09:00"); // the Saturday after is worked
    check(&mainland, "09-30T17:00", 60, "10-08T09:00"); // 国庆节 in the middle
    check(&mainland, "10-09T17:00", 60, "10-10T09:00"); // and its Saturday
    check(&mainland, "04-30T17:29", 2, "05-06T08:31"); // month end
    check(&mainland, "12-31T17:00", 60, "01-01T09:00"); // 2027 is not published yet
    check(&Calendar::standard(), "02-13T17:10", 240, "02-16T12:10");
}

#[test]
fn breaks_and_the_edges_of_the_day() {
    let lunch = with_lunch();
    check(&lunch, "11-18T11:00", 90, "11-18T14:00");
    check(&lunch, "11-18T11:00", 60, "11-18T12:00"); // used up when the break begins
    check(&lunch, "11-18T12:40", 30, "11-18T14:00"); // begins in the break
    check(&lunch, "11-18T07:00", 30, "11-18T09:00"); // before opening
    check(&lunch, "11-18T18:00", 30, "11-19T09:00"); // after closing
    check(&lunch, "11-18T17:30", 30, "11-19T09:00"); // exactly at closing
    check(&lunch, "11-18T17:00", 30, "11-18T17:30"); // until closing, not until the next opening
    check(&lunch, "11-20T17:00", 90, "11-21T10:00"); // half a Saturday
    check(&lunch, "11-21T11:30", 60, "11-23T09:00");
    check(&lunch, "11-18T18:00", 0, "11-18T18:00"); // nothing to use up
    check(&lunch, "11-30T16:30", 90, "12-01T09:00"); // month end
}

#[test]
fn a_service_across_midnight() {
    let nights = nights();
    check(&nights, "11-16T23:00", 240, "11-17T03:00");
    check(&nights, "11-16T23:00", 60, "11-17T00:00");
    check(&nights, "11-17T05:00", 120, "11-17T23:00");
    check(&nights, "11-21T05:30", 60, "11-23T22:30");
}

#[test]
fn a_working_day_is_the_time_of_one_normal_day_used_up() {
    let rows = [
        ("11-18T14:06", 1, "11-19T14:06"),
        ("11-20T17:10", 1, "11-23T17:10"),
        ("11-18T08:30", 1, "11-18T17:30"),
        ("11-22T09:00", 1, "11-23T17:30"),
        ("09-25T12:00", 30, "11-12T17:30"),
        ("11-18T14:06", 0, "11-18T14:06"),
    ];
    for (from, days, due) in rows {
        let reached = Limit::WorkingDays(days).after(at(from), &Calendar::mainland(), &CHINA);
        assert_eq!(reached.map(shown).as_deref(), Ok(due), "{days} working days from {from}");
    }
    assert_eq!(with_lunch().normal().minutes(), 450, "the longest day is the normal one");
    let lunch = Limit::WorkingDays(1).after(at("11-21T10:00"), &with_lunch(), &CHINA);
    assert_eq!(lunch.map(shown).as_deref(), Ok("11-23T15:30"), "2 h on Saturday, 5½ h on Monday");
}

#[test]
fn a_deadline_explains_itself() {
    let reached = Calendar::mainland().until(at("09-18T17:10"), 240, &CHINA).expect("within reach");
    let worked = |date, from, until, minutes, name: Option<&str>| Step::Worked {
        first: day(date),
        last: day(date),
        from: at(from),
        until: at(until),
        minutes,
        name: name.map(ToOwned::to_owned),
    };
    let friday = worked("2026-09-18", "09-18T17:10", "09-18T17:30", 20, None);
    let saturday = Step::Off { first: day("2026-09-19"), last: day("2026-09-19"), why: Why::Week };
    let sunday = worked("2026-09-20", "09-20T08:30", "09-20T12:10", 220, Some("国庆节"));
    assert_eq!(reached.steps, [friday, saturday, sunday]);
    assert_eq!(reached.due, at("09-20T12:10"));

    let reached = Calendar::mainland().until(at("02-14T18:00"), 60, &CHINA).expect("within reach");
    let why = Why::Exception("春节".to_owned());
    let festival = Step::Off { first: day("2026-02-15"), last: day("2026-02-23"), why };
    let tuesday = worked("2026-02-24", "02-24T08:30", "02-24T09:30", 60, None);
    assert_eq!(reached.steps, [Step::AfterHours { date: day("2026-02-14") }, festival, tuesday]);
}

#[test]
fn whole_days_in_a_row_are_one_step() {
    let reached = Calendar::standard().until(at("11-16T14:00"), 1_830, &CHINA).expect("within reach");
    let spans: Vec<String> = reached
        .steps
        .iter()
        .map(|step| match step {
            Step::Worked { first, last, minutes, .. } => {
                format!("{} {} {minutes}", first.format("%d"), last.format("%d"))
            }
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(spans, ["16 16 210", "17 19 1620"]);
    assert_eq!(shown(reached.due), "11-19T17:30");
    let next = Calendar::standard().until(at("11-16T14:00"), 1_831, &CHINA).expect("within reach");
    assert_eq!(next.steps.len(), 3, "a day begun is a step of its own");
}

#[test]
fn exceptions_have_hours_of_their_own_and_replace_the_weekday() {
    let eve = Exception::of(day("2026-11-18"), " 冬至 ", Day::Hours(hours("9:00–12:00"))).expect("a day");
    let sunday = Exception::of(day("2026-11-22"), "调休", Day::Worked).expect("a day");
    let calendar = with_lunch().with(vec![sunday, eve]).expect("a calendar");
    check(&calendar, "11-18T11:00", 120, "11-19T09:30");
    check(&calendar, "11-21T11:30", 60, "11-22T09:00");
    assert_eq!(calendar.exception(day("2026-11-18")).map(Exception::name), Some("冬至"));
    let off = Exception::of(day("2026-11-18"), "台风", Day::Hours(Hours::NONE)).expect("a day");
    assert_eq!(off.day(), &Day::Off);
    let calendar = calendar.with(vec![off]).expect("a calendar");
    check(&calendar, "11-18T11:00", 120, "11-19T10:30");
    check(&calendar.without(day("2026-11-18")), "11-18T11:00", 120, "11-18T14:30");
}

#[test]
fn a_calendar_without_working_time_says_so() {
    let never = Calendar::of(Default::default(), Vec::new()).expect("a calendar");
    assert_eq!(never.due(at("11-18T11:00"), 1, &CHINA), Err(OutOfReach));
    assert_eq!(Limit::WorkingDays(1).after(at("11-18T11:00"), &never, &CHINA), Err(OutOfReach));
    assert_eq!(never.minutes_between(at("01-01T00:00"), at("12-31T00:00"), &CHINA), 0);
    let far = Calendar::standard().until(at("11-18T11:00"), i64::MAX, &CHINA);
    assert_eq!(far, Err(OutOfReach));
    let end = Moment::from_millis(i64::MAX);
    assert_eq!(Calendar::standard().due(end, 60, &Zone::fixed(1_080)), Err(OutOfReach));
}

#[test]
fn working_time_between_two_moments() {
    let mainland = Calendar::mainland();
    assert_eq!(mainland.minutes_between(at("02-13T17:00"), at("02-24T09:00"), &CHINA), 30 + 540 + 30);
    assert_eq!(mainland.minutes_between(at("02-24T09:00"), at("02-13T17:00"), &CHINA), -600);
    assert_eq!(mainland.minutes_between(at("02-15T09:00"), at("02-23T17:00"), &CHINA), 0);
    let year = mainland.minutes_between(at("01-01T00:00"), at("12-31T23:59"), &CHINA);
    assert_eq!(year, 248 * 540, "2026 has 248 working days");
    let (first, last) = (Moment::from_millis(0), Moment::from_millis(i64::MAX));
    assert!(Calendar::standard().minutes_between(first, last, &CHINA) > 8_000 * 260 * 540);
}

#[test]
fn hours_are_read_as_people_type_them() {
    let rows = [
        ("8:30–12:00 13:30–17:30", "8:30–12:00 13:30–17:30"),
        ("０８：３０－１２：００，１３：３０～１７：３０", "8:30–12:00 13:30–17:30"),
        ("13:30 至 17:30; 8:30 - 12:00", "8:30–12:00 13:30–17:30"),
        ("9:00到12:00、12:00—18:00", "9:00–18:00"),
        ("0:00-24:00", "0:00–24:00"),
        ("　", ""),
    ];
    for (typed, read) in rows {
        assert_eq!(typed.parse::<Hours>().map(|hours| hours.to_string()).as_deref(), Ok(read), "{typed}");
    }
}

#[test]
fn hours_that_cannot_be_say_why() {
    use CalendarProblem::{
        EndsBeforeItBegins, OutsideTheDay, Overlap, TooLong, TooManyIntervals, Unreadable,
    };
    let interval = |from, until| Interval { from, until };
    let rows = [
        ("8:30", Unreadable { nth: 1 }),
        ("8:30-12:00 8-9", Unreadable { nth: 2 }),
        ("8:60-12:00", Unreadable { nth: 1 }),
        ("8:30-12:001", Unreadable { nth: 1 }),
        ("22:00-6:00", EndsBeforeItBegins(interval(1_320, 360))),
        ("8:00-8:00", EndsBeforeItBegins(interval(480, 480))),
        ("22:00-30:00", OutsideTheDay(interval(1_320, 1_800))),
        ("8:00-12:00 11:00-13:00", Overlap(interval(480, 720), interval(660, 780))),
        (
            "1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00 9:00-10:00 11:00-12:00 13:00-14:00",
            TooManyIntervals { max: 6 },
        ),
    ];
    for (typed, problem) in rows {
        assert_eq!(typed.parse::<Hours>(), Err(problem), "{typed}");
    }
    assert_eq!("8".repeat(201).parse::<Hours>(), Err(TooLong { chars: 201, max: 200 }));
}

#[test]
fn exceptions_that_cannot_be_say_why() {
    let date = day("2026-11-18");
    assert_eq!(Exception::of(date, " ", Day::Off), Err(CalendarProblem::NoName { date }));
    let long = CalendarProblem::NameTooLong { date, chars: 41, max: 40 };
    assert_eq!(Exception::of(date, &"春".repeat(41), Day::Off), Err(long));
    let twice = [Day::Off, Day::Worked].map(|day| Exception::of(date, "春节", day).expect("a day"));
    assert_eq!(Calendar::standard().with(twice.to_vec()), Err(CalendarProblem::Twice { date }));
    let many =
        (0..801).map(|nth| Exception::of(date + chrono::Days::new(nth), "春节", Day::Off).expect("a day"));
    let problem = CalendarProblem::TooManyDays { max: 800 };
    assert_eq!(Calendar::standard().with(many.collect()), Err(problem));
}

#[test]
fn a_calendar_is_small_on_the_wire_and_checked_when_it_is_read() {
    let mainland = Calendar::mainland();
    let (bytes, json) =
        (postcard::to_allocvec(&mainland).expect("bytes"), serde_json::to_string(&mainland).expect("JSON"));
    assert!(bytes.len() < 450 && json.len() < 1_000, "{} and {} bytes", bytes.len(), json.len());
    assert_eq!(postcard::from_bytes::<Calendar>(&bytes).expect("a calendar"), mainland);
    assert_eq!(serde_json::from_str::<Calendar>(&json).expect("a calendar"), mainland);
    for wrong in [("[510,1050]", "[1050,510]"), ("春节", ""), (",3,\"元旦\"", ",900,\"元旦\"")] {
        assert!(json.contains(wrong.0), "{json}");
        assert!(serde_json::from_str::<Calendar>(&json.replace(wrong.0, wrong.1)).is_err(), "{wrong:?}");
    }
}
