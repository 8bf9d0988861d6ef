//! How a deadline comes about, one line a step.

use chrono::{NaiveDate, Timelike};
use rules::calendar::{PauseReason, Step, Why};
use rules::deadline::Deadline;
use rules::moment::{Moment, Zone};

use super::{deadline, time};
use crate::words::{Key, Phrase, phrase};

/// From where it runs, each step, and when it is due. A limit in calendar days that nothing happened
/// to needs no steps between.
#[must_use]
pub fn steps(of: &Deadline, steps: &[Step], now: Moment, zone: Zone) -> Vec<Phrase> {
    let begins = phrase::course_from(time::when(of.from, now, zone), deadline::limit(of.limit));
    let due = phrase::course_due(time::when(of.due, now, zone));
    let plain = matches!(steps, [Step::Ran { .. }]);
    let between = steps.iter().filter(|_| !plain).map(|one| step(one, now, zone));
    [begins].into_iter().chain(between).chain([due]).collect()
}

fn step(step: &Step, now: Moment, zone: Zone) -> Phrase {
    match step {
        Step::Worked { first, last, from, minutes, name, .. } => {
            let long = time::duration(*minutes);
            match name {
                _ if first != last => phrase::course_worked_more(time::day(*first), time::day(*last), long),
                Some(name) => {
                    let clock = from.local(zone).time();
                    let clock = format!("{}:{:02}", clock.hour(), clock.minute());
                    phrase::course_worked_in_exchange(time::day(*first), name, clock, long)
                }
                None => phrase::course_worked(time::day(*first), long),
            }
        }
        Step::AfterHours { date } => phrase::course_after_hours(time::day(*date)),
        Step::Off { first, last, why } => off(*first, *last, why),
        Step::Ran { minutes, .. } => phrase::course_ran(time::duration(*minutes)),
        Step::Paused { from, until, reason, .. } => {
            let begins = time::when(*from, now, zone);
            match until {
                Some(until) => phrase::course_paused(begins, time::when(*until, now, zone), waits(*reason)),
                None => phrase::course_paused_still(begins, waits(*reason)),
            }
        }
        Step::Extended { at, reason, .. } => phrase::course_extended(time::when(*at, now, zone), reason),
    }
}

fn off(first: NaiveDate, last: NaiveDate, why: &Why) -> Phrase {
    let (from, until) = (time::day(first), time::day(last));
    match why {
        Why::Week if first == last => phrase::course_off(from),
        Why::Week => phrase::course_off_more(from, until),
        Why::Exception(name) if first == last => phrase::course_holiday(from, name),
        Why::Exception(name) => phrase::course_holiday_more(from, until, name),
    }
}

/// What a clock waits for, as the resident reads it.
#[must_use]
pub const fn waits(reason: PauseReason) -> Key {
    match reason {
        PauseReason::Decision => Key::CourseReasonDecision,
        PauseReason::Access => Key::CourseReasonAccess,
        PauseReason::OwnersVote => Key::CourseReasonOwnersVote,
        PauseReason::Utility => Key::CourseReasonUtility,
        PauseReason::Authority => Key::CourseReasonAuthority,
    }
}

/// The same for staff, to whom she is not "you".
#[must_use]
pub const fn waits_for_staff(reason: PauseReason) -> Key {
    match reason {
        PauseReason::Decision => Key::CourseStaffDecision,
        PauseReason::Access => Key::CourseStaffAccess,
        other => waits(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::calendar::{Calendar, Limit, Run};
    use rules::deadline::Clock;
    use rules::language::Language;

    fn at(text: &str) -> Moment {
        Moment::from_local(text.parse().expect("a date"), Zone::CHINA)
    }

    #[test]
    fn four_working_hours_over_a_worked_sunday_are_told_step_by_step() {
        let (from, limit) = (at("2026-09-18T17:10:00"), Limit::Working(240));
        let calendar = Calendar::mainland();
        let reached = Run::of(from, limit).explain(&calendar, &Zone::CHINA, from).expect("within reach");
        let of =
            Deadline { clock: Clock::FirstAnswer, limit, from, due: reached.due, met: None, paused: None };
        let said = |language| {
            let said = steps(&of, &reached.steps, from, Zone::CHINA);
            said.iter().map(|phrase| phrase.say(language)).collect::<Vec<_>>()
        };
        assert_eq!(
            said(Language::ZhHans),
            [
                "今天 17:10 起算，限时 4 个工作小时",
                "9月18日（周五）：20 分钟",
                "9月19日（周六）：休息",
                "9月20日（周日）：国庆节调休上班，8:30 起，3 小时 40 分",
                "9月20日（周日）12:10 到期",
            ]
        );
        assert_eq!(said(Language::En)[3], "Sun 20/9: worked in exchange for 国庆节, from 8:30, 3 h 40 min");
    }
}
