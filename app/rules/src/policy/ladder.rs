//! The escalation ladder: who is called before and after a deadline, and when a grade changes
//! (handbook §2, I5).

use chrono::{TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::deadline::Clock;
use crate::grading::{Grade, Safety};
use crate::moment::{Moment, Zone};

coded! {
    /// Who is called. One who is away is stood in for by the duty roster.
    pub enum Whom {
        Handler = "handler",
        /// The head of the department that answers for the kind.
        Head = "head",
        Supervisor = "supervisor",
        GeneralManager = "general_manager",
        /// Everybody on duty now.
        Roster = "roster",
    }
}

/// What a step waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// So many minutes before a deadline that still runs.
    Before { clock: Clock, minutes: u32 },
    /// So many minutes after a deadline that is missed.
    After { clock: Clock, minutes: u32 },
    /// The complaint is filed with this grade, or re-graded to it.
    Graded,
}

/// One rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub grade: Grade,
    pub when: Occasion,
    pub whom: Whom,
    /// Minutes after which it is said again while nothing has changed; 0 never.
    #[serde(default)]
    pub again: u32,
}

/// Hours in which nobody is disturbed, in minutes of the day; equal ones mean none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quiet {
    pub from: u16,
    pub until: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ladder {
    pub steps: Vec<Step>,
    pub quiet: Quiet,
}

impl Default for Ladder {
    /// Grade 1 alerts the general manager at once, grade 2 the department head (handbook §2); a
    /// quarter of an hour to a day before a deadline its handler, after it the head, then the
    /// supervising department.
    fn default() -> Self {
        use Occasion::{After, Before, Graded};
        let step = |grade, when, whom| Step { grade, when, whom, again: 0 };
        let mut steps = vec![
            Step { again: 30, ..step(Grade::One, Graded, Whom::GeneralManager) },
            Step { again: 30, ..step(Grade::One, Graded, Whom::Head) },
            step(Grade::Two, Graded, Whom::Head),
        ];
        let (first, result) = (Clock::FirstAnswer, Clock::Resolution);
        for (grade, early) in [(Grade::One, 5), (Grade::Two, 20), (Grade::Three, 60), (Grade::Four, 120)] {
            steps.push(step(grade, Before { clock: first, minutes: early }, Whom::Handler));
            steps.push(step(grade, After { clock: first, minutes: 0 }, Whom::Head));
        }
        for grade in [Grade::Two, Grade::Three, Grade::Four] {
            steps.push(step(grade, Before { clock: result, minutes: 24 * 60 }, Whom::Handler));
            steps.push(step(grade, After { clock: result, minutes: 0 }, Whom::Head));
            steps.push(step(grade, After { clock: result, minutes: 24 * 60 }, Whom::Supervisor));
        }
        let plan = Clock::Plan;
        steps.push(step(Grade::One, Before { clock: plan, minutes: 12 * 60 }, Whom::Head));
        steps.push(Step {
            again: 60,
            ..step(Grade::One, After { clock: plan, minutes: 0 }, Whom::GeneralManager)
        });
        Self { steps, quiet: Quiet { from: 22 * 60, until: 7 * 60 } }
    }
}

impl Step {
    /// Grade 1 must be acknowledged by who was called.
    #[must_use]
    pub const fn must_be_acknowledged(&self) -> bool {
        matches!(self.grade, Grade::One)
    }
}

impl Quiet {
    /// When somebody who is to be called at `at` is: at once, or when the quiet hours end. Grade 1
    /// and danger break through.
    #[must_use]
    pub fn lets_through(self, at: Moment, zone: Zone, grade: Grade, safety: Safety) -> Moment {
        let local = at.local(zone);
        let minute = i64::from(local.num_seconds_from_midnight() / 60);
        let breaks = grade == Grade::One || safety == Safety::Now;
        if breaks || !self.covers(minute) {
            return at;
        }
        // By the clock on the wall: in a night in which it is changed, an hour more or less.
        let wait = (i64::from(self.until) - minute).rem_euclid(24 * 60);
        Moment::from_local(local + TimeDelta::minutes(wait), zone).max(at)
    }

    fn covers(self, minute: i64) -> bool {
        let (from, until) = (i64::from(self.from), i64::from(self.until));
        if from <= until { (from..until).contains(&minute) } else { minute >= from || minute < until }
    }
}
