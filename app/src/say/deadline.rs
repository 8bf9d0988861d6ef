//! Deadlines and how they stand.

use rules::calendar::Limit;
use rules::deadline::{Clock, Standing};

use super::time;
use crate::words::{Key, Phrase, phrase};

#[must_use]
pub const fn clock(clock: Clock) -> Key {
    match clock {
        Clock::FirstAnswer => Key::DeadlineFirstAnswer,
        Clock::Resolution => Key::DeadlineResolution,
        Clock::Plan => Key::DeadlinePlan,
        Clock::Confirmation => Key::DeadlineConfirmation,
        Clock::Outside => Key::DeadlineOutside,
    }
}

/// As staff read it: it is the resident's word we wait for.
#[must_use]
pub const fn clock_for_staff(of: Clock) -> Key {
    if matches!(of, Clock::Confirmation) { Key::DeadlineConfirmationStaff } else { clock(of) }
}

#[must_use]
pub fn standing(standing: Standing) -> Phrase {
    match standing {
        Standing::OnTrack { left } => phrase::deadline_on_track(time::duration(left)),
        Standing::DueSoon { left } => phrase::deadline_due_soon(time::duration(left)),
        Standing::Overdue { by } => phrase::deadline_overdue(time::duration(by)),
        Standing::Paused { left } => phrase::deadline_paused(time::duration(left)),
        Standing::Kept { after } => phrase::deadline_kept(time::duration(after)),
        Standing::KeptLate { by } => phrase::deadline_kept_late(time::duration(by)),
    }
}

/// How long a clock runs, as promised on the start page.
#[must_use]
pub fn limit(limit: Limit) -> Phrase {
    match limit {
        Limit::Elapsed(minutes) => time::duration(minutes.into()),
        Limit::Working(minutes) if minutes % 60 == 0 => phrase::time_working_hours(minutes / 60),
        Limit::Working(minutes) => phrase::time_working_minutes(minutes),
        Limit::WorkingDays(1) => Key::TimeWorkingDay.into(),
        Limit::WorkingDays(days) => phrase::time_working_days(days),
        Limit::Days(days) => phrase::time_days(days),
    }
}
