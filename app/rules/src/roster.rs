//! The duty roster as a page shows and changes it (handbook I2, §8): who is on duty when, for whom they
//! stand in, and when nobody is.

use chrono::{Days, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::id::{CommunityId, ShiftId, StaffId};
use crate::kind::Department;
use crate::limits;
use crate::moment::{self, Moment, Zone};
use crate::problem::{Field, Problems, What, read};
use crate::timeline::Person;

/// A form that puts somebody on duty, as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShiftDraft {
    pub community: String,
    pub staff: String,
    /// `YYYY-MM-DDTHH:MM` on the community's clock.
    pub from: String,
    pub until: String,
    /// Who is away and stood in for; empty for nobody.
    pub away: String,
    /// How many weeks it is so at the same time; empty for once.
    pub weeks: String,
}

/// Times on duty that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shifts {
    pub community: CommunityId,
    pub staff: StaffId,
    pub away: Option<StaffId>,
    /// From and until, each after the one before.
    pub times: Vec<(Moment, Moment)>,
}

impl ShiftDraft {
    /// Reads it on the clock of its community. A week later is the same time by that clock, whatever is
    /// done to clocks in between.
    ///
    /// # Errors
    /// Everything that is wrong, each with its field.
    pub fn parse(&self, zone: Zone, now: Moment) -> Result<Shifts, Problems> {
        let mut problems = Problems::default();
        let community = problems.keep(Field::Community, read::text(&self.community, limits::KEY_CHARS_MAX));
        let staff = problems.keep(Field::Staff, read::text(&self.staff, limits::KEY_CHARS_MAX));
        let away = problems.keep(Field::Away, read::optional_text(&self.away, limits::KEY_CHARS_MAX));
        let from = problems.keep(Field::From, local(&self.from));
        let until = problems.keep(Field::Until, local(&self.until));
        let weeks = problems.keep(Field::Weeks, read::count(&self.weeks, 1, 1, limits::SHIFT_WEEKS_MAX));
        let ends = from.zip(until).map(|(from, until)| check(from, until, zone, now));
        let until = ends.and_then(|ends| problems.keep(Field::Until, ends));
        let staff_is_away = staff.as_deref().zip(away.as_deref()).is_some_and(|(staff, away)| staff == away);
        let away = if staff_is_away { problems.keep(Field::Away, Err(What::NotAChoice)) } else { away };
        let shifts = (|| {
            let (from, until) = (from?, until?);
            let week = |number: u16| {
                let later = |local: NaiveDateTime| local + Days::new(7 * u64::from(number));
                (Moment::from_local(later(from), zone), Moment::from_local(later(until), zone))
            };
            Some(Shifts {
                community: CommunityId::new(community?),
                staff: StaffId::new(staff?),
                away: away.map(|away| (!away.is_empty()).then(|| StaffId::new(away)))?,
                times: (0..weeks?).map(week).collect(),
            })
        })();
        problems.or(shifts)
    }
}

fn local(typed: &str) -> Result<NaiveDateTime, What> {
    match typed.trim() {
        "" => Err(What::Missing),
        typed => moment::date_and_time(typed).ok_or(What::NotADate),
    }
}

/// A time on duty ends after it begins and after now, within so many days.
fn check(from: NaiveDateTime, until: NaiveDateTime, zone: Zone, now: Moment) -> Result<NaiveDateTime, What> {
    let length = until - from;
    if length.num_minutes() <= 0 {
        Err(What::NotLater)
    } else if length.num_days() >= i64::from(limits::SHIFT_DAYS_MAX) {
        Err(What::TooFarAhead { days: limits::SHIFT_DAYS_MAX })
    } else if Moment::from_local(until, zone) <= now {
        Err(What::Past)
    } else {
        Ok(until)
    }
}

/// A time on the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDuty {
    pub id: ShiftId,
    pub person: Person,
    /// The department the duty is for.
    pub department: Department,
    pub from: Moment,
    pub until: Moment,
    /// Who is away and stood in for.
    pub away: Option<Person>,
}

impl OnDuty {
    #[must_use]
    pub fn is_now(&self, now: Moment) -> bool {
        self.from <= now && now < self.until
    }
}

/// Somebody who handles complaints, and how many are open in her hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    pub person: Person,
    /// At most [`limits::LOAD_COUNT_MAX`], which stands for that many and more.
    pub open: u32,
    pub overdue: u32,
}

/// The roster of one community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    pub community: CommunityId,
    pub name: String,
    pub zone: Zone,
    /// What is not over, the first to begin first.
    pub shifts: Vec<OnDuty>,
    pub loads: Vec<Load>,
    /// Whether the viewer may change it.
    pub is_mine_to_change: bool,
}

impl Roster {
    /// When nobody is on duty within the days ahead that the page looks at. Danger then calls everybody
    /// who could come, so a gap is a warning and no fault.
    #[must_use]
    pub fn gaps(&self, now: Moment) -> Vec<(Moment, Moment)> {
        let end = now.plus_days(limits::ROSTER_DAYS_AHEAD.into());
        gaps(self.shifts.iter().map(|shift| (shift.from, shift.until)), now, end)
    }
}

/// What of `from..end` no time covers.
fn gaps(times: impl Iterator<Item = (Moment, Moment)>, from: Moment, end: Moment) -> Vec<(Moment, Moment)> {
    let mut times: Vec<(Moment, Moment)> = times.collect();
    times.sort_unstable();
    let mut found = Vec::new();
    let mut covered = from;
    for (begins, ends) in times {
        if covered < begins.min(end) {
            found.push((covered, begins.min(end)));
        }
        covered = covered.max(ends);
    }
    if covered < end {
        found.push((covered, end));
    }
    found
}
