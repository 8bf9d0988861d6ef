//! The form read back: a policy, or everything that is wrong with it.

use super::{Act, PolicyDraft, Unit, When};
use crate::calendar::import::{self, HolidayFile, ImportProblem};
use crate::calendar::{Calendar, Exception, Hours, Limit};
use crate::deadline::Clock;
use crate::grading::{Grade, Thresholds};
use crate::kind::{Department, Kind};
use crate::moment::Zone;
use crate::policy::edition::PURPOSE_CHARS_MAX;
use crate::policy::{
    Clocks, Counting, Doubt, InWords, Item, KindRules, Kinds, Ladder, Occasion, Phrases, Policy, Quiet, Step,
    Whom, Wrong,
};
use crate::question::Question;

/// What is read so far, and what could not be.
#[derive(Default)]
struct Doubts(Vec<Doubt>);

impl Doubts {
    fn keep<T>(&mut self, item: Item, row: usize, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.0.push(Doubt::at(item, row, wrong))).ok()
    }
}

impl PolicyDraft {
    /// # Errors
    /// Everything that cannot be read; or, once the policy can, everything that is doubtful.
    pub fn parse(&self) -> Result<(Policy, String), Vec<Doubt>> {
        let mut doubts = Doubts::default();
        let reason = doubts.keep(Item::Reason, 0, self.purpose());
        let thresholds = self.thresholds(&mut doubts);
        let counting = self.counting(&mut doubts);
        let clocks = self.clocks(&mut doubts);
        let calendar = self.calendar(&mut doubts);
        let kinds = self.kinds(&mut doubts);
        let ladder = self.ladder(&mut doubts);
        let first = doubts.keep(Item::First, 0, InWords::of_lines(&self.first).ok_or(Wrong::Missing));
        let policy = (|| {
            let (thresholds, counting, clocks) = (thresholds?, counting?, clocks?);
            let (calendar, kinds, ladder) = (calendar?, kinds?, ladder?);
            let lexicon = self.lexicon.trim_end().replace("\r\n", "\n");
            let phrases = Phrases { first: first?, ready: phrases(&self.ready) };
            Some(Policy { thresholds, clocks, calendar, counting, kinds, ladder, lexicon, phrases })
        })();
        let Some(policy) = policy else { return Err(doubts.0) };
        doubts.0.extend(policy.doubts());
        match reason {
            Some(reason) if doubts.0.is_empty() => Ok((policy, reason)),
            _ => Err(doubts.0),
        }
    }

    /// What an act makes of the calendar that was read: with the days that were pasted, or those
    /// that are published.
    ///
    /// # Errors
    /// The pasted days cannot be read, or cannot be added.
    pub fn with_days(&self, act: Act, calendar: Calendar, zone: &Zone) -> Result<Calendar, Doubt> {
        let doubt = |problem| Doubt::at(Item::Import, 0, Wrong::Days(problem));
        let days = match act {
            Act::Import => self.imported(zone).map_err(doubt)?,
            Act::Published => import::published(),
            _ => return Ok(calendar),
        };
        calendar.with(days).map_err(|problem| doubt(ImportProblem::Day(problem)))
    }

    /// The days of the file that was pasted, apart from everything else.
    ///
    /// # Errors
    /// Why it is not read.
    pub fn imported(&self, zone: &Zone) -> Result<Vec<Exception>, ImportProblem> {
        let text = self.import.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with("BEGIN:VCALENDAR") {
            return import::ics(text, zone).map(|imported| imported.days);
        }
        if text.starts_with('{') {
            return HolidayFile::read(text)?.exceptions();
        }
        import::text(text)
    }

    fn purpose(&self) -> Result<String, Wrong> {
        let reason = self.reason.trim();
        match reason.chars().count() {
            0 => Err(Wrong::Missing),
            chars if chars > PURPOSE_CHARS_MAX => Err(Wrong::TooLong { max: PURPOSE_CHARS_MAX }),
            _ => Ok(reason.to_owned()),
        }
    }

    fn thresholds(&self, doubts: &mut Doubts) -> Option<Thresholds> {
        let group_households = doubts.keep(Item::GroupHouseholds, 0, number(&self.group_households));
        let collective_persons = doubts.keep(Item::CollectivePersons, 0, number(&self.collective_persons));
        let same_complainants = doubts.keep(Item::SameComplainants, 0, number(&self.same_complainants));
        let returned_times = doubts.keep(Item::ReturnedTimes, 0, number(&self.returned_times));
        Some(Thresholds {
            group_households: group_households?,
            collective_persons: collective_persons?,
            same_complainants: same_complainants?,
            returned_times: returned_times?,
            many_households_may_sue: !self.many_households_may_sue.is_empty(),
            undetermined_is_ours: !self.undetermined_is_ours.is_empty(),
        })
    }

    fn counting(&self, doubts: &mut Doubts) -> Option<Counting> {
        let cause_by_day = doubts.keep(Item::CauseByDay, 0, short(&self.cause_by_day));
        Some(Counting { one_per_home: !self.one_per_home.is_empty(), cause_by_day: cause_by_day? })
    }

    fn clocks(&self, doubts: &mut Doubts) -> Option<Clocks> {
        let first_answer = limits(Item::FirstAnswer, &self.first_answer, &self.first_answer_unit, doubts);
        let result = limits(Item::Result, &self.result, &self.result_unit, doubts);
        let word_days = doubts.keep(Item::WordDays, 0, short(&self.word_days));
        Some(Clocks { first_answer: first_answer?, result: result?, word_days: word_days? })
    }

    fn calendar(&self, doubts: &mut Doubts) -> Option<Calendar> {
        let mut week: [Hours; 7] = Default::default();
        let mut whole = true;
        for (row, hours) in week.iter_mut().enumerate() {
            let read = text(&self.week, row).parse::<Hours>().map_err(Wrong::Hours);
            let read = doubts.keep(Item::Week, row, read);
            whole &= read.is_some();
            *hours = read.unwrap_or_default();
        }
        let days = match import::text(&self.days) {
            Err(ImportProblem::Empty) => Ok(Vec::new()),
            read => read.map_err(Wrong::Days),
        };
        let days = doubts.keep(Item::Days, 0, days)?;
        let calendar = Calendar::of(week, days).map_err(|problem| Wrong::Days(ImportProblem::Day(problem)));
        doubts.keep(Item::Days, 0, calendar).filter(|_| whole)
    }

    fn kinds(&self, doubts: &mut Doubts) -> Option<Kinds> {
        let mut kinds = Vec::with_capacity(Kind::ALL.len());
        for (row, kind) in Kind::ALL.iter().enumerate() {
            let department = Department::from_code(text(&self.department, row)).ok_or(Wrong::NotAChoice);
            let department = doubts.keep(Item::Kinds, row, department);
            let questions = text(&self.questions, row).lines().filter(|line| !line.trim().is_empty());
            let questions = questions.map(Question::written).collect();
            let ready = phrases(text(&self.kind_ready, row));
            kinds.extend(department.map(|department| KindRules {
                kind: *kind,
                department,
                questions,
                ready,
            }));
        }
        (kinds.len() == Kind::ALL.len()).then_some(Kinds(kinds))
    }

    fn ladder(&self, doubts: &mut Doubts) -> Option<Ladder> {
        let mut steps = Vec::new();
        let rows = self.step_whom.len().min(crate::policy::STEPS_MAX + 4);
        let taken = (0..rows).filter(|row| !text(&self.step_whom, *row).is_empty());
        // Named by the row of the ladder, so that it stays the same once empty rows are gone.
        for (nth, row) in taken.enumerate() {
            steps.push(doubts.keep(Item::Ladder, nth, self.step(row)));
        }
        let quiet_from = doubts.keep(Item::Quiet, 0, time(&self.quiet_from));
        let quiet_until = doubts.keep(Item::Quiet, 1, time(&self.quiet_until));
        let steps = steps.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Ladder { steps, quiet: Quiet { from: quiet_from?, until: quiet_until? } })
    }

    fn step(&self, row: usize) -> Result<Step, Wrong> {
        let grade = text(&self.step_grade, row).parse().ok().and_then(Grade::from_number);
        let grade = grade.ok_or(Wrong::NotAChoice)?;
        let when = When::from_code(text(&self.step_when, row)).ok_or(Wrong::NotAChoice)?;
        let whom = Whom::from_code(text(&self.step_whom, row)).ok_or(Wrong::NotAChoice)?;
        let or_zero = |text: &str| if text.trim().is_empty() { Ok(0) } else { number(text) };
        let minutes = or_zero(text(&self.step_minutes, row))?;
        let again = or_zero(text(&self.step_again, row))?;
        let result = Clock::after_first_answer(grade);
        let when = match when {
            When::Graded => Occasion::Graded,
            When::BeforeFirstAnswer => Occasion::Before { clock: Clock::FirstAnswer, minutes },
            When::AfterFirstAnswer => Occasion::After { clock: Clock::FirstAnswer, minutes },
            When::BeforeResult => Occasion::Before { clock: result, minutes },
            When::AfterResult => Occasion::After { clock: result, minutes },
        };
        Ok(Step { grade, when, whom, again })
    }
}

fn limits(item: Item, many: &[String], units: &[String], doubts: &mut Doubts) -> Option<[Limit; 4]> {
    let read = [0, 1, 2, 3].map(|row| {
        let limit = number(text(many, row)).and_then(|many| {
            let unit = Unit::from_code(text(units, row)).ok_or(Wrong::NotAChoice)?;
            Ok(unit.limit(many))
        });
        doubts.keep(item, row, limit)
    });
    let [one, two, three, four] = read;
    Some([one?, two?, three?, four?])
}

fn phrases(lines: &str) -> Vec<InWords> {
    lines.lines().filter(|line| !line.trim().is_empty()).map(InWords::written).collect()
}

fn text(rows: &[String], row: usize) -> &str {
    rows.get(row).map_or("", String::as_str)
}

fn number(text: &str) -> Result<u32, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Wrong::Missing);
    }
    let plain: String = text.chars().map(crate::fold::narrow).collect();
    plain.parse().map_err(|_| Wrong::NotANumber)
}

fn short(text: &str) -> Result<u16, Wrong> {
    number(text).and_then(|number| u16::try_from(number).map_err(|_| Wrong::NotANumber))
}

/// A clock time as the interval from midnight until then would be read.
fn time(text: &str) -> Result<u16, Wrong> {
    let plain: String = text.trim().chars().map(crate::fold::narrow).collect();
    let (hour, minute) = plain.split_once(':').ok_or(Wrong::NotATime)?;
    let part = |text: &str| text.parse::<u16>().map_err(|_| Wrong::NotATime);
    let (hour, minute) = (part(hour)?, part(minute)?);
    if hour > 23 || minute > 59 { Err(Wrong::NotATime) } else { Ok(hour * 60 + minute) }
}
