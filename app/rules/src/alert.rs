//! The ladder at work: what calls somebody, when, and whether it still should (handbook §2, I5).
//! Whom it calls is found in [`people`].

mod people;
mod succession;

pub use people::{Colleague, People, Shift, approvers, office, people, receivers, receives};
pub use succession::Succession;

use serde::{Deserialize, Serialize};

use crate::approval::is_needed;
use crate::change::State;
use crate::commitment::{CALLED_BEFORE_MINUTES, Commitment};
use crate::contact::Region;
use crate::deadline::{Clock, Deadline, Deadlines};
use crate::grading::{Grade, Safety};
use crate::id::{ComplaintNumber, IncidentNumber, RungId};
use crate::kind::Kind;
use crate::language::Language;
use crate::moment::{Moment, Zone};
use crate::policy::{Ladder, Occasion, Step, Whom};
use crate::timeline::Person;
use crate::transfer::Dispute;

/// Minutes after which danger is said again until somebody has acknowledged it.
pub const DANGER_AGAIN_MINUTES: u32 = 5;
/// The same for a matter of major importance (I5).
pub const DECLARED_AGAIN_MINUTES: u32 = 30;
/// The same for words that wait for approval.
pub const APPROVAL_AGAIN_MINUTES: u32 = 30;
/// How often one rung is said at most; after that only the desk still shows it.
pub const SAID_TIMES_MAX: u32 = 12;

/// What somebody is called about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Danger to people, now. No policy can take this rung away.
    Danger,
    /// A matter of major importance (I5); nor this one.
    Declared,
    /// Filed with this grade, re-graded to it, or opened again with it.
    Graded { grade: Grade },
    /// So many minutes before a deadline.
    Before { clock: Clock, minutes: u32 },
    /// So many minutes after it.
    After { clock: Clock, minutes: u32 },
    /// Words on a complaint of this grade wait for approval.
    Approval { grade: Grade },
    /// A commitment is due within the hour, or missed.
    Commitment { number: u32, missed: bool },
    /// Nobody takes it over: the office will rule.
    Disputed,
    /// All departments concerned have given their opinions.
    Heard,
    /// The office has made somebody responsible.
    Given,
    /// A serious incident was declared (§8).
    Incident,
    /// The analysis report of one was sent to the supervising department.
    Analysed,
}

/// What an alert leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Complaint { number: ComplaintNumber, kind: Kind, grade: Grade },
    Incident { number: IncidentNumber, kind: Kind },
}

impl Subject {
    #[must_use]
    pub fn number(&self) -> &str {
        match self {
            Self::Complaint { number, .. } => number.as_str(),
            Self::Incident { number, .. } => number.as_str(),
        }
    }

    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Complaint { kind, .. } | Self::Incident { kind, .. } => *kind,
        }
    }

    #[must_use]
    pub const fn grade(&self) -> Option<Grade> {
        match self {
            Self::Complaint { grade, .. } => Some(*grade),
            Self::Incident { .. } => None,
        }
    }
}

/// A rung of one complaint's ladder. What makes it another one than before is `since`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    pub about: About,
    pub whom: Whom,
    /// The deadline it is about, or when what it is about began: a deadline that has moved is a new
    /// rung.
    pub since: Moment,
}

/// A rung that has called somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub rung: Rung,
    /// When last.
    pub said: Moment,
    /// How often.
    pub times: u32,
    /// Acknowledged by somebody, or without object; either way it calls nobody any more.
    pub settled: bool,
}

/// A rung that calls, or calls again, from `at` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    pub rung: Rung,
    pub at: Moment,
}

impl About {
    /// Whether it speaks of what is over.
    const fn is_after(self) -> bool {
        matches!(self, Self::After { .. } | Self::Commitment { missed: true, .. })
    }

    const fn is_step(self, step: &Step, grade: Grade) -> bool {
        let same_grade = step.grade.number() == grade.number();
        match (self, step.when) {
            (Self::Graded { grade: of }, Occasion::Graded) => step.grade.number() == of.number(),
            (Self::Before { clock, minutes }, Occasion::Before { clock: of, minutes: by })
            | (Self::After { clock, minutes }, Occasion::After { clock: of, minutes: by }) => {
                same_grade && clock as u8 == of as u8 && minutes == by
            }
            _ => false,
        }
    }
}

impl Rung {
    /// Somebody must say that they have seen it: grade 1, danger, a matter of major importance. It
    /// breaks through quiet hours, too.
    #[must_use]
    pub fn is_pressing(&self, state: &State) -> bool {
        matches!(self.about, About::Danger | About::Declared) || state.graded.grade == Grade::One
    }

    /// When whoever it calls at `at` may be disturbed. In the desk it stands at once; a step that
    /// falls into quiet hours is said when they end, and never dropped.
    #[must_use]
    pub fn disturbs(&self, at: Moment, ladder: &Ladder, state: &State) -> Moment {
        let grade = if self.is_pressing(state) { Grade::One } else { state.graded.grade };
        ladder.quiet.lets_through(at, state.terms.zone, grade, state.facts.safety)
    }

    /// Whether what it calls about still is so: the deadline runs, where it was and unmet; the grade,
    /// the danger, the declaration stand, and no result is given.
    #[must_use]
    pub fn holds(&self, state: &State) -> bool {
        match self.about {
            About::Danger => state.stage.is_open() && state.facts.safety == Safety::Now,
            About::Declared => state.stage.is_unresolved() && state.declared.is_some(),
            About::Graded { grade } => state.stage.is_unresolved() && state.graded.grade == grade,
            About::Before { clock, .. } | About::After { clock, .. } => {
                runs(state, clock).is_some_and(|deadline| deadline.due == self.since)
            }
            About::Approval { grade } => state.approval.is_some() && state.graded.grade == grade,
            About::Disputed => state.dispute.is_some(),
            About::Heard => state.dispute.as_ref().is_some_and(Dispute::is_heard),
            About::Given => state.stage.is_unresolved(),
            // They are about no complaint.
            About::Incident | About::Analysed => false,
            About::Commitment { number, .. } => {
                let mut all = state.commitments.iter();
                let due = all.find(|one| one.number == number).and_then(Commitment::due);
                state.stage.is_open() && due == Some(self.since)
            }
        }
    }

    fn again(&self, ladder: &Ladder, state: &State) -> u32 {
        let step = |step: &&Step| step.whom == self.whom && self.about.is_step(step, state.graded.grade);
        match self.about {
            About::Danger => DANGER_AGAIN_MINUTES,
            About::Declared => DECLARED_AGAIN_MINUTES,
            About::Approval { .. } => APPROVAL_AGAIN_MINUTES,
            _ => ladder.steps.iter().find(step).map_or(0, |step| step.again),
        }
    }
}

/// A deadline that is still to be met, and does not stand still.
fn runs(state: &State, clock: Clock) -> Option<Deadline> {
    speaks_of(state.deadlines, state.graded.grade, clock).filter(|_| state.stage.is_open())
}

/// The deadline that a step about `clock` speaks of. What calls about the result calls about an outside
/// body's deadline where that is the earlier one, or ours is met or stands still.
#[must_use]
pub fn speaks_of(deadlines: Deadlines, grade: Grade, clock: Clock) -> Option<Deadline> {
    let is_of_result = clock == Clock::after_first_answer(grade);
    let speaks = |one: &Deadline| one.clock == clock || (is_of_result && one.clock == Clock::Outside);
    let runs = |one: &Deadline| one.met.is_none() && one.paused.is_none();
    deadlines.all().filter(|one| speaks(one) && runs(one)).min_by_key(|one| one.due)
}

/// The rungs that a change reaches by itself, whatever the hour: danger that was not there before,
/// a declaration, a grade it did not have or has again after it was opened again, words that wait for
/// approval. `before` is `None` when it is filed.
#[must_use]
pub fn at_once(ladder: &Ladder, before: Option<&State>, after: &State, now: Moment) -> Vec<Rung> {
    let before = before.filter(|before| before.round == after.round);
    let rung = |about, whom| Rung { about, whom, since: now };
    let mut rungs = Vec::new();
    if before.is_none_or(|before| before.facts.safety != Safety::Now) {
        rungs.push(rung(About::Danger, Whom::Roster));
    }
    if before.is_none_or(|before| before.declared.is_none()) {
        rungs.push(rung(About::Declared, Whom::GeneralManager));
    }
    let grade = after.graded.grade;
    if before.is_none_or(|before| before.graded.grade != grade) {
        let steps = ladder.steps.iter().filter(|step| step.grade == grade && step.when == Occasion::Graded);
        rungs.extend(steps.map(|step| rung(About::Graded { grade }, step.whom)));
    }
    // Another grade is another's to approve.
    let held = before.and_then(|before| Some((before.approval.as_ref()?.at, before.graded.grade)));
    let holds = after.approval.as_ref().map(|approval| (approval.at, grade));
    if holds != held && is_needed(grade) {
        let whom = if grade == Grade::One { Whom::GeneralManager } else { Whom::Head };
        rungs.push(rung(About::Approval { grade }, whom));
    }
    rungs.extend(disputed(before, after).map(|(about, whom)| rung(about, whom)));
    rungs.retain(|rung| rung.holds(after));
    rungs
}

/// A dispute that began, was heard or was ruled on calls whoever goes on with it.
fn disputed(before: Option<&State>, after: &State) -> impl Iterator<Item = (About, Whom)> {
    let was = before.and_then(|before| before.dispute.as_ref());
    let is = after.dispute.as_ref();
    let is_heard = |dispute: Option<&Dispute>| dispute.is_some_and(Dispute::is_heard);
    let begins = (was.is_none() && is.is_some()).then_some((About::Disputed, Whom::GeneralManager));
    let heard = (!is_heard(was) && is_heard(is)).then_some((About::Heard, Whom::GeneralManager));
    let given = (was.is_some() && is.is_none()).then_some((About::Given, Whom::Handler));
    [begins, heard, given].into_iter().flatten()
}

/// The rung that calls next, of those that [`at_once`] has not: a step before or after a deadline,
/// or one said before that nobody has acknowledged. It may be due for some time already.
///
/// A warning before a deadline is left out where the whole time is shorter than its notice, and once
/// the deadline itself has passed: then what is after it speaks.
#[must_use]
pub fn next(ladder: &Ladder, state: &State, reached: &[Reached], now: Moment) -> Option<Call> {
    let again = reached.iter().filter_map(|one| said_again(one, ladder, state));
    first_calls(ladder, state, reached, now).chain(again).min_by_key(|call| call.at)
}

/// Of the steps that have called nobody yet.
fn first_calls<'a>(
    ladder: &'a Ladder,
    state: &'a State,
    reached: &'a [Reached],
    now: Moment,
) -> impl Iterator<Item = Call> + 'a {
    steps(ladder, state)
        .chain(promised(state))
        .filter(|call| !reached.iter().any(|one| one.rung == call.rung))
        .filter(move |call| call.rung.about.is_after() || now <= call.rung.since)
}

/// The steps that would have called by `now`. A complaint that comes with a past, such as a sample's,
/// calls nobody about it.
#[must_use]
pub fn past(ladder: &Ladder, state: &State, now: Moment) -> Vec<Rung> {
    let mut rungs = at_once(ladder, None, state, state.received);
    let all = steps(ladder, state).chain(promised(state));
    rungs.extend(all.filter(|call| call.at <= now).map(|call| call.rung));
    rungs
}

fn steps<'a>(ladder: &'a Ladder, state: &'a State) -> impl Iterator<Item = Call> + 'a {
    let grade = state.graded.grade;
    ladder.steps.iter().filter(move |step| step.grade == grade).filter_map(move |step| {
        let (about, clock, minutes) = match step.when {
            Occasion::Before { clock, minutes } => {
                (About::Before { clock, minutes }, clock, -i64::from(minutes))
            }
            Occasion::After { clock, minutes } => (About::After { clock, minutes }, clock, minutes.into()),
            Occasion::Graded => return None,
        };
        let deadline = runs(state, clock)?;
        let at = deadline.due.plus_minutes(minutes);
        let call = Call { rung: Rung { about, whom: step.whom, since: deadline.due }, at };
        (at > deadline.from).then_some(call)
    })
}

/// Whoever keeps a commitment is called an hour before it is due, and when it is missed.
fn promised(state: &State) -> impl Iterator<Item = Call> + '_ {
    let open = state.commitments.iter().filter(|_| state.stage.is_open());
    let due = open.filter_map(|one| Some((one.number, one.due()?, one.versions.last()?.at)));
    due.flat_map(|(number, since, made)| {
        [(false, -CALLED_BEFORE_MINUTES), (true, 0)].into_iter().filter_map(move |(missed, minutes)| {
            let rung = Rung { about: About::Commitment { number, missed }, whom: Whom::Handler, since };
            let at = since.plus_minutes(minutes);
            (at > made).then_some(Call { rung, at })
        })
    })
}

/// While nothing has changed and nobody has acknowledged it, so many times.
fn said_again(one: &Reached, ladder: &Ladder, state: &State) -> Option<Call> {
    let again = one.rung.again(ladder, state);
    let is_due = again > 0 && !one.settled && one.times < SAID_TIMES_MAX && one.rung.holds(state);
    is_due.then(|| Call { rung: one.rung, at: one.said.plus_minutes(again.into()) })
}

/// An alert as the desk shows it to whom it calls. It carries nothing by or about a resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    pub rung: RungId,
    pub subject: Subject,
    pub community_name: String,
    pub zone: Zone,
    pub about: About,
    /// What it warns of or says is missed.
    pub deadline: Option<Deadline>,
    pub pressing: bool,
    /// Nobody was on duty, so everybody who could be was called.
    pub instead: bool,
    pub made: Moment,
    pub said: Moment,
    pub times: u32,
}

/// A rung as the complaint's page shows it: whom it called, and who has acknowledged it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    pub rung: RungId,
    pub about: About,
    pub pressing: bool,
    pub instead: bool,
    pub made: Moment,
    pub said: Moment,
    pub times: u32,
    pub people: Vec<Person>,
    pub acknowledged: Option<(Person, Moment)>,
    /// Without an object, or acknowledged.
    pub settled: bool,
}

/// The language staff of a region are written to in.
#[must_use]
pub const fn language(region: Region) -> Language {
    if matches!(region, Region::Mainland) { Language::ZhHans } else { Language::ZhHant }
}
