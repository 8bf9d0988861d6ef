//! The zones communities keep: a name in the row, and the table of changes the rules take.
//!
//! Only here is the time-zone database read. It comes with the build and not with the machine, so
//! that two machines of one version never differ by an hour.

use jiff::{
    Timestamp,
    civil::date,
    tz::{self, TimeZone},
};
use rules::{
    contact::Region,
    moment::{Moment, ZONE_CHANGES_MAX, Zone},
};

use crate::Error;

/// Whole calendar years before the one at hand: records are kept for three.
const YEARS_BEFORE: i16 = 3;
/// And after it: no clock of a policy runs for two years.
const YEARS_AFTER: i16 = 2;

/// A zone by its name in the IANA database, such as `Asia/Shanghai`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneName(TimeZone);

impl ZoneName {
    /// `None` for a name the database does not have.
    ///
    /// ```
    /// use store::ZoneName;
    /// assert_eq!(ZoneName::read("asia/taipei").unwrap().as_str(), "Asia/Taipei");
    /// assert_eq!(ZoneName::read("+08:00"), None);
    /// ```
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let zone = tz::db().get(name).ok()?;
        zone.iana_name().is_some().then_some(Self(zone))
    }

    /// Where a community of this region lies, unless it says otherwise.
    #[must_use]
    pub fn of(region: Region) -> Self {
        let name = match region {
            Region::Mainland => "Asia/Shanghai",
            Region::HongKong => "Asia/Hong_Kong",
            Region::Macau => "Asia/Macau",
            Region::Taiwan => "Asia/Taipei",
        };
        Self::read(name).unwrap_or(Self(TimeZone::UTC))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.iana_name().unwrap_or_default()
    }

    /// The offsets of the years around `now`. They turn with the year in UTC and not with each
    /// moment: what is kept by zone is then made once a year.
    #[must_use]
    pub fn around(&self, now: Moment) -> Zone {
        let year = i16::try_from(now.year_month(Zone::fixed(0)).0).unwrap_or(9_000).clamp(1_970, 9_000);
        let (from, until) = (new_year(year - YEARS_BEFORE), new_year(year + YEARS_AFTER + 1));
        let first = minutes(self.0.to_offset(from));
        let mut last = first;
        let mut changes = Vec::new();
        for change in self.0.following(from).take_while(|change| change.timestamp() < until) {
            let offset = minutes(change.offset());
            if offset != last && changes.len() < ZONE_CHANGES_MAX {
                changes.push((on_the_minute(change.timestamp()), offset));
                last = offset;
            }
        }
        Zone::of(first, &changes).unwrap_or(Zone::fixed(first))
    }
}

/// The zone a stored name stands for, around `now`.
pub(crate) fn zone_at(name: &str, now: Moment) -> Result<Zone, Error> {
    let known = ZoneName::read(name).ok_or_else(|| Error::failed("a community's zone is not known"))?;
    Ok(known.around(now))
}

fn new_year(year: i16) -> Timestamp {
    TimeZone::UTC.to_timestamp(date(year, 1, 1).at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn on_the_minute(at: Timestamp) -> Moment {
    Moment::from_millis(at.as_second().div_euclid(60) * 60_000)
}

fn minutes(offset: tz::Offset) -> i16 {
    i16::try_from(offset.seconds().div_euclid(60)).unwrap_or(0)
}
