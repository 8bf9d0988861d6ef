//! The complaint statistics table (R3), with the figures of the monthly report that fall out of it (R2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FollowUp, Line};
use crate::grading::{Grade, Rule};
use crate::intake::Channel;
use crate::kind::Kind;
use crate::moment::Moment;
use crate::resolution::{Finding, Outcome};
use crate::score::{PerMille, divided, per_mille};

/// The complaints received in a period, added up. All figures are of these, whatever happened to them
/// later; only what was open when it began and when it ended looks beyond.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    pub received: u32,
    /// Received before the first day, and neither closed nor withdrawn before it. One that was opened
    /// again counts as never closed: the record knows its last end only.
    pub open_at_start: u32,
    /// The same for the day after the last; while the period runs, for now.
    pub open_at_end: u32,
    /// By kind in the order of the handbook, then by grade 1 to 4.
    pub kinds: Vec<(Kind, [u32; 4])>,
    /// The most first; `None` where the place names no building.
    pub buildings: Vec<(Option<String>, u32)>,
    /// The most first.
    pub channels: Vec<(Channel, u32)>,
    /// By finding in the order of the handbook.
    pub endings: Vec<Ending>,
    /// First answers in time, of those given or overdue.
    pub first_answers: Share,
    /// Results (plans of grade 1) in time, of those told or overdue.
    pub results: Share,
    /// Median minutes from receipt to the first answer of the present round, told.
    pub first_answer_minutes: Option<u64>,
    /// Median minutes from receipt to the result, told.
    pub result_minutes: Option<u64>,
    /// Opened again at least once.
    pub reopened: u32,
    /// Graded by 2b: the same complaint from several homes within a month.
    pub same_complaint: u32,
    /// Graded by 3a: the same problem again after it was reported handled.
    pub came_back: u32,
    /// Second contacts (I3), each counted.
    pub contacts_again: u32,
    /// Asked whether the result held, of those with a result.
    pub asked: u32,
    pub answered: u32,
    pub solved: u32,
    /// How many said 1 to 5, for [`crate::score::Score::of`].
    pub satisfaction: [u32; 5],
    /// Not all were added up: there are more than one table takes.
    pub cut: bool,
}

/// Those of one finding, and what was done about them; one complaint can have several outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    pub finding: Finding,
    pub complaints: u32,
    /// In the order of [`Outcome::ALL`].
    pub outcomes: Vec<u32>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub part: u32,
    pub whole: u32,
}

impl Share {
    /// part ÷ whole, rounded half up; `None` of nothing.
    #[must_use]
    pub fn rate(self) -> Option<PerMille> {
        per_mille(self.part.into(), self.whole.into())
    }

    const fn add(&mut self, kept: Option<bool>) {
        if let Some(kept) = kept {
            self.whole += 1;
            self.part += kept as u32;
        }
    }
}

impl Statistics {
    /// The sum of one grade over all kinds.
    #[must_use]
    pub fn of_grade(&self, grade: Grade) -> u32 {
        self.kinds.iter().map(|(_, grades)| grades[place_of(grade)]).sum()
    }

    /// Minutes as days to one place: 24 is 2.4.
    #[must_use]
    pub fn tenths_of_days(minutes: u64) -> u64 {
        divided(minutes * 10, 24 * 60)
    }
}

/// Adds complaints up, one after the other, so that they need not all be at hand.
#[derive(Clone, Debug, Default)]
pub struct Counting {
    so_far: Statistics,
    kinds: BTreeMap<usize, [u32; 4]>,
    buildings: BTreeMap<Option<String>, u32>,
    channels: BTreeMap<Channel, u32>,
    endings: BTreeMap<usize, (u32, Vec<u32>)>,
    first_answers: Vec<u64>,
    results: Vec<u64>,
}

impl Counting {
    /// `now` decides what is overdue.
    pub fn add(&mut self, line: &Line, now: Moment) {
        let so_far = &mut self.so_far;
        so_far.received += 1;
        so_far.first_answers.add(line.is_answered_in_time(now));
        so_far.results.add(line.is_resolved_in_time(now));
        so_far.reopened += u32::from(line.round > 1);
        so_far.same_complaint += u32::from(line.is_repeat_by(Rule::R2b));
        so_far.came_back += u32::from(line.is_repeat_by(Rule::R3a));
        so_far.contacts_again += line.contacts_again;
        self.kinds.entry(place_in(Kind::ALL, line.kind)).or_default()[place_of(line.grade)] += 1;
        *self.buildings.entry(line.building.clone()).or_default() += 1;
        *self.channels.entry(line.channel).or_default() += 1;
        let minutes = |at: Moment| at.minutes_since(line.received).max(0).unsigned_abs();
        self.first_answers.extend(line.deadlines.first_answer.met.map(minutes));
        self.results.extend(line.result_at().map(minutes));
        self.add_ending(line);
    }

    fn add_ending(&mut self, line: &Line) {
        if let Some((finding, outcomes)) = &line.found {
            let none = || (0, vec![0; Outcome::ALL.len()]);
            let (complaints, by_outcome) =
                self.endings.entry(place_in(Finding::ALL, *finding)).or_insert_with(none);
            *complaints += 1;
            for outcome in outcomes {
                by_outcome[place_in(Outcome::ALL, *outcome)] += 1;
            }
        }
        let so_far = &mut self.so_far;
        so_far.asked += u32::from(line.follow_up != FollowUp::None);
        if let FollowUp::Answered { solved, satisfaction } = line.follow_up {
            so_far.answered += 1;
            so_far.solved += u32::from(solved);
            let point = usize::from(satisfaction).checked_sub(1);
            if let Some(count) = point.and_then(|point| so_far.satisfaction.get_mut(point)) {
                *count += 1;
            }
        }
    }

    /// The table; what is open at its ends is not known to the lines.
    #[must_use]
    pub fn table(self, open_at_start: u32, open_at_end: u32) -> Statistics {
        let Self { so_far, mut kinds, buildings, channels, mut endings, first_answers, results } = self;
        let of_kind = |(place, kind): (usize, &Kind)| (*kind, kinds.remove(&place).unwrap_or_default());
        let of_finding = |(place, finding): (usize, &Finding)| {
            let (complaints, outcomes) =
                endings.remove(&place).unwrap_or_else(|| (0, vec![0; Outcome::ALL.len()]));
            Ending { finding: *finding, complaints, outcomes }
        };
        Statistics {
            open_at_start,
            open_at_end,
            kinds: Kind::ALL.iter().enumerate().map(of_kind).collect(),
            buildings: most_first(buildings),
            channels: most_first(channels),
            endings: Finding::ALL.iter().enumerate().map(of_finding).collect(),
            first_answer_minutes: median(first_answers),
            result_minutes: median(results),
            ..so_far
        }
    }
}

/// Where a grade stands among 1 to 4.
fn place_of(grade: Grade) -> usize {
    place_in(Grade::ALL, grade)
}

fn place_in<T: PartialEq + Copy>(all: &[T], one: T) -> usize {
    all.iter().position(|known| *known == one).unwrap_or_default()
}

/// Those that are as many stay in the order of their names.
fn most_first<T: Ord>(counts: BTreeMap<T, u32>) -> Vec<(T, u32)> {
    let mut counts: Vec<(T, u32)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// The middle one; of two in the middle their mean, rounded half up.
fn median(mut minutes: Vec<u64>) -> Option<u64> {
    minutes.sort_unstable();
    let upper = *minutes.get(minutes.len() / 2)?;
    let lower = minutes[(minutes.len() - 1) / 2];
    Some(divided(lower + upper, 2))
}
