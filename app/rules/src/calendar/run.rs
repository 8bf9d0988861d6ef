use serde::{Deserialize, Serialize};

use super::limit::Pace;
use super::steps::Steps;
use super::{Calendar, Limit, OutOfReach, Reached};
use crate::code::coded;
use crate::moment::{Moment, Zone};

coded! {
    /// For whom or what a clock waits; never for us (handbook §2, §3).
    pub enum PauseReason {
        /// A proposed plan waits for the home-owner.
        Decision = "decision",
        /// Nobody lets us in.
        Access = "access",
        /// The owners' committee or assembly has to vote.
        OwnersVote = "owners_vote",
        /// Water, power or gas company.
        Utility = "utility",
        /// Street office, housing bureau, police.
        Authority = "authority",
    }
}

/// A time in which a clock stands still; without an end it still does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: Moment,
    pub until: Option<Moment>,
    pub reason: PauseReason,
}

/// A new time, promised at `at` in place of what was due (handbook §2: with a reason, told before).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub at: Moment,
    pub due: Moment,
    pub reason: String,
}

/// A clock as the timeline tells it: when it began, how long it may run, what happened to it.
///
/// Whatever is asked of it is asked for a `now`: what comes later is not known then, and a pause
/// that ends later still goes on. So any past moment is computed again as it was, from a timeline
/// that has grown since.
///
/// - A pause moves what is due by the time it takes, as the limit counts time: a clock in working
///   time is not moved by a pause over the weekend. One that still goes on counts up to `now`.
/// - Pauses that overlap count once; a pause after the time was used up moves nothing.
/// - An extension replaces what was due. Pauses after it was granted move the new time, day and
///   night; those before it do not, for whoever promised knew of them. The last one granted holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub from: Moment,
    pub limit: Limit,
    pub pauses: Vec<Pause>,
    pub extensions: Vec<Extension>,
}

/// Whole minutes a clock has run and stood still, both shown (handbook §3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Elapsed or working time, as the limit counts it.
    pub ran: i64,
    /// Day and night.
    pub paused: i64,
}

/// A pause as far as it is known at some moment.
#[derive(Clone, Copy)]
struct Known {
    from: Moment,
    /// For one that still goes on, the moment itself.
    until: Moment,
    open: bool,
    reason: PauseReason,
}

impl Run {
    /// A clock to which nothing has happened yet.
    #[must_use]
    pub const fn of(from: Moment, limit: Limit) -> Self {
        Self { from, limit, pauses: Vec::new(), extensions: Vec::new() }
    }

    /// When the time is used up, as known at `now`.
    ///
    /// # Errors
    /// [`OutOfReach`], where the limit is in working time.
    pub fn due(&self, calendar: &Calendar, zone: &Zone, now: Moment) -> Result<Moment, OutOfReach> {
        self.follow(calendar, zone, now, &mut Steps::silent())
    }

    /// The same, with the steps that lead to it. Pauses after it are not among them.
    ///
    /// # Errors
    /// [`OutOfReach`], where the limit is in working time.
    pub fn explain(&self, calendar: &Calendar, zone: &Zone, now: Moment) -> Result<Reached, OutOfReach> {
        let mut steps = Steps::kept();
        let due = self.follow(calendar, zone, now, &mut steps)?;
        Ok(Reached { due, steps: steps.list() })
    }

    /// The pause that goes on at `now`.
    #[must_use]
    pub fn paused(&self, now: Moment) -> Option<&Pause> {
        let goes_on = |pause: &&Pause| pause.from <= now && pause.until.is_none_or(|until| now < until);
        self.pauses.iter().find(goes_on)
    }

    /// How long the clock has run by `now`, and stood still.
    #[must_use]
    pub fn times(&self, calendar: &Calendar, zone: &Zone, now: Moment) -> Times {
        let working = matches!(self.limit, Limit::Working(_) | Limit::WorkingDays(_));
        let clock = Clock { pace: if working { Pace::Working } else { Pace::Elapsed }, calendar, zone };
        let mut at = self.from;
        let (mut ran, mut paused) = (0, 0);
        for pause in self.known(now).into_iter().filter(|pause| pause.until > self.from) {
            let begins = pause.from.max(at);
            ran += clock.millis(at, begins);
            paused += (pause.until.millis() - begins.millis()).max(0);
            at = at.max(pause.until);
        }
        ran += clock.millis(at, now);
        Times { ran: ran / 60_000, paused: paused / 60_000 }
    }

    fn follow(
        &self,
        calendar: &Calendar,
        zone: &Zone,
        now: Moment,
        steps: &mut Steps,
    ) -> Result<Moment, OutOfReach> {
        let granted = self.extensions.iter().filter(|extension| extension.at <= now);
        let (mut at, pace, mut left) = match granted.max_by_key(|extension| extension.at) {
            Some(extension) => {
                steps.extended(extension);
                if extension.due <= extension.at {
                    return Ok(extension.due);
                }
                (extension.at, Pace::Elapsed, extension.due.millis() - extension.at.millis())
            }
            None => {
                let (pace, millis) = self.limit.budget(self.from, calendar, zone)?;
                (self.from, pace, millis)
            }
        };
        let clock = Clock { pace, calendar, zone };
        for pause in self.known(now) {
            if pause.until < at || (pause.until == at && !pause.open) {
                continue;
            }
            let begins = pause.from.max(at);
            left = match clock.run(at, begins, left, steps) {
                Ok(due) => return Ok(due),
                Err(left) => left,
            };
            at = at.max(pause.until);
            if steps.are_kept() {
                let moved = clock.millis(begins, at) / 60_000;
                steps.paused(begins, Some(at).filter(|_| !pause.open), pause.reason, moved);
            }
        }
        clock.run_on(at, left, steps)
    }

    /// What was known of the pauses at `now`, in order.
    fn known(&self, now: Moment) -> Vec<Known> {
        let begun = self.pauses.iter().filter(|pause| pause.from <= now);
        let mut known: Vec<Known> = begun
            .map(|pause| {
                let ended = pause.until.filter(|until| *until <= now);
                let until = ended.unwrap_or(now).max(pause.from);
                Known { from: pause.from, until, open: ended.is_none(), reason: pause.reason }
            })
            .collect();
        known.sort_by_key(|pause| pause.from);
        known
    }
}

/// Time as a limit counts it.
struct Clock<'a> {
    pace: Pace,
    calendar: &'a Calendar,
    zone: &'a Zone,
}

impl Clock<'_> {
    fn millis(&self, from: Moment, until: Moment) -> i64 {
        match self.pace {
            Pace::Elapsed => (until.millis() - from.millis()).max(0),
            Pace::Working => self.calendar.millis_between(from, until, self.zone),
        }
    }

    /// Runs up to `stop`: the instant at which `millis` are used up, or what is left of them.
    fn run(&self, from: Moment, stop: Moment, millis: i64, steps: &mut Steps) -> Result<Moment, i64> {
        if self.pace == Pace::Working {
            return self.calendar.walk(from, stop, millis, self.zone, steps);
        }
        let due = Moment::from_millis(from.millis().saturating_add(millis));
        if due <= stop {
            steps.ran(from, due);
            return Ok(due);
        }
        steps.ran(from, stop);
        Err(millis - (stop.millis() - from.millis()))
    }

    fn run_on(&self, from: Moment, millis: i64, steps: &mut Steps) -> Result<Moment, OutOfReach> {
        if self.pace == Pace::Working {
            return self.calendar.spend(from, millis, self.zone, steps);
        }
        let due = Moment::from_millis(from.millis().saturating_add(millis));
        steps.ran(from, due);
        Ok(due)
    }
}
