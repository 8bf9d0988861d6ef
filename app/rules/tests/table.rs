//! What the tables of R3 count, and how.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::deadline::{Clock, Deadline, Deadlines};
use rules::grading::{Grade, Reason};
use rules::id::{CommunityId, ComplaintId, ComplaintNumber};
use rules::intake::Channel;
use rules::kind::Kind;
use rules::limits::TABLE_DAYS_MAX;
use rules::moment::{Moment, Zone, date};
use rules::policy::Terms;
use rules::resolution::{Finding, Outcome};
use rules::stage::Stage;
use rules::table::{Counting, Ending, FollowUp, Line, Period, Share, Statistics, on_the_wall};

/// Sunday, 22 November 2026, 12:00 in China.
const NOON: Moment = Moment::from_millis(1_795_320_000_000);
const HOUR: i64 = 60;

fn line(grade: Grade) -> Line {
    Line {
        id: ComplaintId::new("c"),
        number: ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 1),
        community: CommunityId::new("wt"),
        channel: Channel::Portal,
        kind: Kind::Works,
        building: Some("3栋".into()),
        received: NOON,
        stage: Stage::Received,
        grade,
        reasons: vec![Reason::EverythingElse],
        deadlines: Deadlines::start(grade, NOON, &Terms::handbook(Zone::CHINA)),
        handler: None,
        department: None,
        round: 1,
        contacts_again: 0,
        households: 1,
        resolved: None,
        ended: None,
        found: None,
        follow_up: FollowUp::None,
    }
}

/// A grade 2: first answer within an hour, result within 7 days.
fn told(answered: i64, resolved: i64) -> Line {
    let at = |minutes: i64| NOON.plus_minutes(minutes);
    let terms = Terms::handbook(Zone::CHINA);
    let deadlines =
        line(Grade::Two).deadlines.answered(at(answered)).resolved(Grade::Two, at(resolved), &terms);
    Line {
        deadlines,
        stage: Stage::AwaitingConfirmation,
        resolved: Some(at(resolved)),
        found: Some((Finding::Upheld, vec![Outcome::Repair, Outcome::Apology])),
        ..line(Grade::Two)
    }
}

fn counted(lines: &[Line], now: Moment) -> Statistics {
    let mut counting = Counting::default();
    for line in lines {
        counting.add(line, now);
    }
    counting.table(0, 0)
}

#[test]
fn a_first_answer_is_on_time_when_it_is_given_by_the_last_promised_instant() {
    let answered = |minutes: i64| Line {
        deadlines: line(Grade::Two).deadlines.answered(NOON.plus_minutes(minutes)),
        ..line(Grade::Two)
    };
    let ended = |minutes: i64| Line {
        ended: Some(NOON.plus_minutes(minutes)),
        stage: Stage::Withdrawn,
        ..line(Grade::Two)
    };
    let later = NOON.plus_days(2);
    let rows = [
        ("given at the very last instant", answered(HOUR), later, Some(true)),
        ("given a minute too late", answered(HOUR + 1), later, Some(false)),
        ("not given, time is not over", line(Grade::Two), NOON.plus_minutes(HOUR), None),
        ("not given, time is over", line(Grade::Two), NOON.plus_minutes(HOUR + 1), Some(false)),
        ("withdrawn before time was over", ended(HOUR), later, None),
        ("withdrawn after it was over", ended(HOUR + 1), later, Some(false)),
    ];
    for (what, line, now, wanted) in rows {
        assert_eq!(line.is_answered_in_time(now), wanted, "{what}");
    }
}

#[test]
fn a_result_whose_clock_stands_still_is_neither_on_time_nor_late() {
    let mut paused = line(Grade::Two);
    paused.deadlines.resolution = Deadline { paused: Some(NOON), ..paused.deadlines.resolution };
    assert_eq!(paused.is_resolved_in_time(NOON.plus_days(30)), None);
    assert_eq!(line(Grade::Two).is_resolved_in_time(NOON.plus_days(30)), Some(false));
    assert_eq!(told(10, 7 * 24 * HOUR).is_resolved_in_time(NOON.plus_days(30)), Some(true));
    assert_eq!(told(10, 7 * 24 * HOUR + 1).is_resolved_in_time(NOON.plus_days(30)), Some(false));
}

/// Handbook §2: for grade 1 what is due on day 3 is the approved plan, told.
#[test]
fn of_grade_1_the_plan_is_what_is_on_time_and_the_result_comes_later() {
    let crisis = line(Grade::One);
    assert_eq!(crisis.deadlines.resolution.clock, Clock::Plan);
    let planned = Line { deadlines: crisis.deadlines.planned(NOON.plus_days(2)), ..crisis };
    assert_eq!(planned.is_resolved_in_time(NOON.plus_days(9)), Some(true));
    assert_eq!(planned.result_at(), None);
    let resolved = Line { resolved: Some(NOON.plus_days(8)), ..planned };
    assert_eq!(resolved.result_at(), Some(NOON.plus_days(8)));
}

#[test]
fn nothing_received_is_an_empty_table_and_no_share_of_nothing() {
    let table = counted(&[], NOON);
    assert_eq!((table.received, table.first_answers.rate(), table.result_minutes), (0, None, None));
    assert_eq!(table.kinds.len(), Kind::ALL.len());
    assert_eq!(table.endings.len(), Finding::ALL.len());
    assert!(table.buildings.is_empty());
}

#[test]
fn each_complaint_is_counted_once_in_each_way() {
    let answered = FollowUp::Answered { solved: true, satisfaction: 5 };
    let lines = [
        Line { follow_up: answered, ..told(30, 24 * HOUR) },
        Line { follow_up: FollowUp::Asked, building: None, ..told(90, 60 * HOUR) },
        Line {
            kind: Kind::Parking,
            channel: Channel::Phone,
            reasons: vec![
                Reason::SameComplaint { complainants: 3, limit: 3 },
                Reason::CameBack { times: 3, limit: 3 },
            ],
            round: 2,
            contacts_again: 4,
            ..told(40, 30 * HOUR)
        },
        Line {
            follow_up: FollowUp::Answered { solved: false, satisfaction: 1 },
            found: Some((Finding::NotUpheld, vec![Outcome::Explanation])),
            ..told(20, 8 * 24 * HOUR)
        },
        line(Grade::Four),
    ];
    let table = counted(&lines, NOON.plus_minutes(1));
    assert_eq!(table.received, 5);
    assert_eq!(table.kinds[0], (Kind::Works, [0, 3, 0, 1]));
    assert_eq!((table.of_grade(Grade::Two), table.of_grade(Grade::Four)), (4, 1));
    assert_eq!(table.buildings, [(Some("3栋".into()), 4), (None, 1)]);
    assert_eq!(table.channels, [(Channel::Portal, 4), (Channel::Phone, 1)]);
    assert_eq!(table.first_answers, Share { part: 3, whole: 4 });
    assert_eq!(table.results, Share { part: 3, whole: 4 });
    assert_eq!((table.first_answers.rate(), table.first_answer_minutes), (Some(750), Some(35)));
    let found: Vec<_> = table.endings.iter().map(|ending| (ending.finding, ending.complaints)).collect();
    let wanted = [3, 0, 1, 0];
    assert_eq!(found, Finding::ALL.iter().copied().zip(wanted).collect::<Vec<_>>());
    let Ending { outcomes, .. } = &table.endings[0];
    assert_eq!(outcomes[..5], [3, 0, 0, 0, 3]);
    assert_eq!((table.reopened, table.same_complaint, table.came_back, table.contacts_again), (1, 1, 1, 4));
    assert_eq!((table.asked, table.answered, table.solved), (3, 2, 1));
    assert_eq!(table.satisfaction, [1, 0, 0, 0, 1]);
}

#[test]
fn the_median_is_the_middle_one_or_the_mean_of_the_two_in_the_middle() {
    let days = |all: &[i64]| {
        let lines: Vec<Line> = all.iter().map(|days| told(1, days * 24 * HOUR)).collect();
        counted(&lines, NOON).result_minutes.map(Statistics::tenths_of_days)
    };
    let rows: [(&[i64], _); 4] =
        [(&[], None), (&[3], Some(30)), (&[9, 1, 2], Some(20)), (&[4, 1, 9, 1], Some(25))];
    for (all, wanted) in rows {
        assert_eq!(days(all), wanted, "{all:?}");
    }
}

#[test]
fn a_period_is_days_of_the_communitys_calendar_and_at_most_a_year() {
    let today = date("2026-11-28").unwrap();
    let rows = [
        ("", "", "", "2026-11-01", "2026-11-30"),
        ("2024-02", "", "", "2024-02-01", "2024-02-29"),
        ("2026-13", "", "", "2026-11-01", "2026-11-30"),
        ("2026-01", "2026-03-05", "", "2026-03-05", "2026-03-31"),
        ("", "", "2026-03-05", "2026-03-01", "2026-03-05"),
        ("", "2026-03-09", "2026-03-05", "2026-03-05", "2026-03-09"),
        ("", "2020-01-01", "2026-01-01", "2020-01-01", "2020-12-31"),
        ("", "9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31"),
    ];
    for (month, from, to, first, last) in rows {
        let period = Period::read(month, from, to, today);
        assert_eq!(
            (period.first.to_string(), period.last.to_string()),
            (first.into(), last.into()),
            "{month} {from} {to}"
        );
        let days = (period.last - period.first).num_days() + 1;
        assert!(u64::try_from(days).unwrap() <= TABLE_DAYS_MAX);
    }
    assert_eq!(Period::read("2026-02", "", "", today).month().as_deref(), Some("2026-02"));
    assert_eq!(Period::read("", "2026-02-01", "2026-02-27", today).month(), None);
}

/// The last minute of a month belongs to it, the first of the next does not: by the community's clock.
#[test]
fn a_complaint_belongs_to_the_day_its_communitys_clock_showed() {
    let november = Period::read("2026-11", "", "", date("2026-11-28").unwrap());
    for (zone, begins) in [(Zone::CHINA, "2026-10-31T16:00"), (Zone::fixed(0), "2026-11-01T00:00")] {
        let utc =
            |text: &str| Moment::from_local(rules::moment::date_and_time(text).unwrap(), Zone::fixed(0));
        let (from, until) = november.bounds(zone);
        assert_eq!(from, utc(begins));
        assert_eq!(until.minutes_since(from), 30 * 24 * HOUR);
        assert_eq!(from.date(zone).to_string(), "2026-11-01");
        assert_eq!(Moment::from_millis(until.millis() - 1).date(zone).to_string(), "2026-11-30");
    }
    let second = Moment::from_millis(NOON.millis() + 59_999);
    assert_eq!(on_the_wall(second, Zone::CHINA).to_string(), "2026-11-22 12:00:00");
}
