use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Moment;

/// Changes one table holds: eight years of summer time.
pub const ZONE_CHANGES_MAX: usize = 16;
/// How far a place can be from UTC, in minutes east or west.
pub const ZONE_OFFSET_MINUTES_MAX: i16 = 18 * 60;

/// A community's time zone: an offset, and the instants at which it changed to another. The
/// mainland, Hong Kong, Macau and Taiwan are all 480 minutes east of UTC and keep no summer time,
/// so their table is empty. Whoever holds a time-zone database cuts the years at hand out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    /// Minutes east of UTC until the first change.
    pub offset_minutes: i16,
    count: u8,
    /// Ascending; minutes since 1970-01-01 UTC, unused places zero.
    at: [u32; ZONE_CHANGES_MAX],
    /// Minutes east of UTC from the instant in the same place of `at`.
    to: [i16; ZONE_CHANGES_MAX],
}

/// Why a list of changes is no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneProblem {
    TooManyChanges {
        count: usize,
        max: usize,
    },
    /// This change comes before the one listed ahead of it, or at the same instant.
    NotAscending {
        at: Moment,
    },
    /// Zones change on the minute.
    NotOnTheMinute {
        at: Moment,
    },
    OffsetOutOfRange {
        minutes: i16,
        max: i16,
    },
}

impl Zone {
    pub const CHINA: Self = Self::fixed(480);

    /// A zone that never changes; offsets beyond [`ZONE_OFFSET_MINUTES_MAX`] are cut to it.
    #[must_use]
    pub const fn fixed(offset_minutes: i16) -> Self {
        let offset_minutes = if offset_minutes > ZONE_OFFSET_MINUTES_MAX {
            ZONE_OFFSET_MINUTES_MAX
        } else if offset_minutes < -ZONE_OFFSET_MINUTES_MAX {
            -ZONE_OFFSET_MINUTES_MAX
        } else {
            offset_minutes
        };
        Self { offset_minutes, count: 0, at: [0; ZONE_CHANGES_MAX], to: [0; ZONE_CHANGES_MAX] }
    }

    /// A zone with its changes: from each instant on, so many minutes east of UTC.
    ///
    /// # Errors
    /// The first change that cannot be.
    pub fn of(offset_minutes: i16, changes: &[(Moment, i16)]) -> Result<Self, ZoneProblem> {
        if changes.len() > ZONE_CHANGES_MAX {
            return Err(ZoneProblem::TooManyChanges { count: changes.len(), max: ZONE_CHANGES_MAX });
        }
        let mut zone = Self::fixed(in_range(offset_minutes)?);
        for (place, (at, to)) in changes.iter().enumerate() {
            let minute = u32::try_from(at.millis() / 60_000).unwrap_or(u32::MAX);
            if at.millis() % 60_000 != 0 {
                return Err(ZoneProblem::NotOnTheMinute { at: *at });
            }
            if place > 0 && zone.at[place - 1] >= minute {
                return Err(ZoneProblem::NotAscending { at: *at });
            }
            (zone.at[place], zone.to[place]) = (minute, in_range(*to)?);
            zone.count += 1;
        }
        Ok(zone)
    }

    /// The changes in order: an instant, and the offset in minutes from then on.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (Moment, i16)> {
        let rows = self.at.iter().zip(&self.to).take(usize::from(self.count));
        rows.map(|(minute, offset)| (Moment::from_millis(i64::from(*minute) * 60_000), *offset))
    }

    /// Minutes east of UTC at an instant.
    #[must_use]
    pub fn offset_at(&self, moment: Moment) -> i16 {
        let last = self.changes().rev().find(|(at, _)| *at <= moment);
        last.map_or(self.offset_minutes, |(_, offset)| offset)
    }
}

const fn in_range(minutes: i16) -> Result<i16, ZoneProblem> {
    if minutes < -ZONE_OFFSET_MINUTES_MAX || minutes > ZONE_OFFSET_MINUTES_MAX {
        return Err(ZoneProblem::OffsetOutOfRange { minutes, max: ZONE_OFFSET_MINUTES_MAX });
    }
    Ok(minutes)
}

/// On the wire: the offset, and only the changes there are.
#[derive(Serialize, Deserialize)]
struct Wire {
    offset_minutes: i16,
    #[serde(default)]
    changes: Vec<(Moment, i16)>,
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Wire { offset_minutes: self.offset_minutes, changes: self.changes().collect() }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(from)?;
        Self::of(wire.offset_minutes, &wire.changes)
            .map_err(|problem| de::Error::custom(format_args!("no zone: {problem:?}")))
    }
}
