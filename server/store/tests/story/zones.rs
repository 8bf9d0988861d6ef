//! Zones: kept by name, told to the rules as a table of the years around now.

use chrono::NaiveDate;
use rules::{
    complaint::Filing,
    contact::Region,
    id::CommunityId,
    language::Language,
    moment::{Moment, Zone, date_and_time},
    queue::Filter,
};
use store::{Error, ZoneName};

use super::desk::{Desk, community};
use super::house::{House, NOON};

fn utc(text: &str) -> Moment {
    Moment::from_local(date_and_time(text).unwrap(), Zone::fixed(0))
}

fn around(name: &str, now: &str) -> Zone {
    ZoneName::read(name).unwrap().around(utc(now))
}

/// The offset at the beginning of the table and how many changes it has; then the wall at an instant.
fn check(name: &str, (offset, changes): (i16, usize), instant: &str, wall: &str) {
    let zone = around(name, "2026-11-22T04:00");
    assert_eq!((zone.offset_minutes, zone.changes().count()), (offset, changes), "{name}");
    assert_eq!(utc(instant).local(zone), date_and_time(wall).unwrap(), "{name} at {instant}");
}

#[test]
fn a_zone_that_never_changes_is_one_offset() {
    for region in Region::ALL {
        assert_eq!(ZoneName::of(*region).around(NOON), Zone::fixed(480), "{region:?}");
    }
    check("Asia/Shanghai", (480, 0), "2026-07-01T00:00", "2026-07-01T08:00");
    check("Asia/Singapore", (480, 0), "2026-07-01T00:00", "2026-07-01T08:00");
    check("Asia/Kathmandu", (345, 0), "2026-07-01T00:00", "2026-07-01T05:45");
    check("UTC", (0, 0), "2026-07-01T00:00", "2026-07-01T00:00");
}

#[test]
fn a_zone_with_summer_time_has_the_changes_of_six_years() {
    check("America/Toronto", (-300, 12), "2026-11-01T05:59", "2026-11-01T01:59");
    check("America/Toronto", (-300, 12), "2026-11-01T06:00", "2026-11-01T01:00");
    check("America/Toronto", (-300, 12), "2023-07-01T12:00", "2023-07-01T08:00");
    check("America/Toronto", (-300, 12), "2028-07-01T12:00", "2028-07-01T08:00");
    check("Europe/London", (0, 12), "2027-07-01T12:00", "2027-07-01T13:00");
    check("Australia/Sydney", (660, 12), "2026-07-01T12:00", "2026-07-01T22:00");
    // British Columbia put its clocks forward for the last time in March 2026.
    check("America/Vancouver", (-480, 7), "2026-12-24T12:00", "2026-12-24T05:00");
    // Morocco's clocks follow Ramadan.
    let casablanca = around("Africa/Casablanca", "2026-11-22T04:00");
    assert_eq!(utc("2026-03-01T12:00").local(casablanca), date_and_time("2026-03-01T12:00").unwrap());
    assert_eq!(utc("2026-05-01T12:00").local(casablanca), date_and_time("2026-05-01T13:00").unwrap());
}

#[test]
fn the_table_turns_with_the_year_and_not_before() {
    let of = |now| around("America/Toronto", now);
    assert_eq!(of("2026-01-01T00:00"), of("2026-12-31T23:59"));
    assert_ne!(of("2026-12-31T23:59"), of("2027-01-01T00:00"));
    for moment in ["2024-07-01T00:00", "2025-12-01T00:00", "2027-03-14T07:00", "2028-11-05T06:00"] {
        let (this, next) = (of("2026-12-31T23:59"), of("2027-01-01T00:00"));
        assert_eq!(utc(moment).local(this), utc(moment).local(next), "{moment}");
    }
    assert_eq!(around("Asia/Shanghai", "1970-01-01T00:00").offset_minutes, 480);
}

#[test]
fn what_names_no_zone_is_none() {
    for name in ["", "+08:00", "480", "Asia/Wutong", "Asia/Shanghai ", "../Asia/Shanghai"] {
        assert_eq!(ZoneName::read(name), None, "{name:?}");
    }
    assert_eq!(ZoneName::read("america/toronto").unwrap().as_str(), "America/Toronto");
}

/// A community in Toronto with a complaint received on Saturday, 13 March 2027, at 20:30 there: that
/// night the clocks go forward.
async fn toronto(house: &House) {
    let desk = Desk::open(house).await;
    let id = CommunityId::new("to");
    let zone = ZoneName::read("America/Toronto").unwrap();
    desk.store.add_community(community("to", "枫林居"), zone, Vec::new(), NOON).await.unwrap();
    let hired = super::desk::hire(desk.store, "ma", "马丁", "to", rules::access::Duty::Agent).await;
    let file = async |key: &str, now: Moment| {
        let filing = Filing { community: id.clone(), phone: None, ..desk.filing(key).await };
        desk.store.file_complaint(filing, Language::En, now).await.unwrap()
    };
    let received = utc("2027-03-14T01:30");
    let filed = file("a", received).await;
    let tracking = desk.store.tracking(&filed.link, received).await.unwrap();
    let wall = |at: Moment| at.local(tracking.zone).format("%m-%dT%H:%M").to_string();
    assert_eq!(wall(tracking.received), "03-13T20:30");
    assert_eq!(tracking.deadlines.resolution.due, utc("2027-03-29T00:30"));
    assert_eq!(
        wall(tracking.deadlines.resolution.due),
        "03-28T20:30",
        "15 days later at the same clock time"
    );
    assert_eq!(tracking.deadlines.first_answer.due, utc("2027-03-15T21:30"));
    assert_eq!(wall(tracking.deadlines.first_answer.due), "03-15T17:30", "at the end of Monday");

    let of_february = file("b", utc("2027-03-01T04:30")).await;
    assert_eq!(of_february.number.as_str(), "TO-2702-0001", "it is still February there");
    let opened = desk.store.complaint(&filed.number, &hired, received).await.unwrap();
    assert_eq!(opened.terms.zone, tracking.zone);

    let today = async |now: Moment| desk.store.queue(&Filter::default(), &hired, now).await.unwrap().today;
    assert_eq!(today(utc("2027-03-14T03:59")).await.received, 1, "until midnight there");
    assert_eq!(today(utc("2027-03-14T04:59")).await.received, 1);
    assert_eq!(today(utc("2027-03-14T05:00")).await.received, 0);
    let ground = desk.store.ground(received).await.unwrap();
    let promises: Vec<Zone> = ground.promises.iter().map(|promise| promise.zone).collect();
    assert_eq!(promises, [tracking.zone, Zone::CHINA, Zone::CHINA]);
    assert_eq!(ground.today, NaiveDate::from_ymd_opt(2027, 3, 14).unwrap(), "of the one furthest east");
}

/// What the machine cannot have written is not read as some other zone.
async fn a_name_nobody_knows(house: &House) {
    let desk = Desk::open(house).await;
    let rename = "UPDATE community SET zone = 'Asia/Wutong' WHERE id = 'wj'";
    match house.engine {
        super::house::Engine::Sqlite => {
            sqlx::query(rename).execute(&mut house.sqlite().await).await.map(drop).unwrap();
        }
        super::house::Engine::Postgres => {
            sqlx::query(rename).execute(&mut house.postgres().await).await.map(drop).unwrap();
        }
    }
    let refused = desk.store.ground(NOON).await;
    assert!(matches!(&refused, Err(Error::Failed(_))), "{refused:?}");
}

on_both!(toronto, a_name_nobody_knows);
