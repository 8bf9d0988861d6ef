//! A policy as its form shows it.

use super::{PolicyDraft, Unit, When};
use crate::calendar::{Hours, Limit, import};
use crate::deadline::Clock;
use crate::kind::Kind;
use crate::language::Language;
use crate::policy::{InWords, Occasion, Policy};
use crate::question::Question;

/// A minute of the day as it is typed: `7:00`.
#[must_use]
pub fn minute_of_day(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

impl PolicyDraft {
    /// The form filled in; the words for days off and worked are the language's.
    #[must_use]
    pub fn of(policy: &Policy, reason: &str, language: Language) -> Self {
        let words = if language == Language::En { [import::OFF, import::WORKED] } else { ["休", "班"] };
        let by = &policy.thresholds;
        let (first_answer, first_answer_unit) = limits(&policy.clocks.first_answer);
        let (result, result_unit) = limits(&policy.clocks.result);
        let kinds = &policy.kinds;
        let asked =
            |kind: &Kind| kinds.questions(*kind).iter().map(Question::line).collect::<Vec<_>>().join("\n");
        let draft = Self {
            reason: reason.to_owned(),
            group_households: by.group_households.to_string(),
            collective_persons: by.collective_persons.to_string(),
            same_complainants: by.same_complainants.to_string(),
            returned_times: by.returned_times.to_string(),
            many_households_may_sue: ticked(by.many_households_may_sue),
            undetermined_is_ours: ticked(by.undetermined_is_ours),
            one_per_home: ticked(policy.counting.one_per_home),
            cause_by_day: policy.counting.cause_by_day.to_string(),
            first_answer,
            first_answer_unit,
            result,
            result_unit,
            word_days: policy.clocks.word_days.to_string(),
            week: policy.calendar.week().iter().map(Hours::to_string).collect(),
            days: import::written(policy.calendar.days(), words),
            department: Kind::ALL.iter().map(|kind| kinds.department(*kind).code().to_owned()).collect(),
            questions: Kind::ALL.iter().map(asked).collect(),
            lexicon: policy.lexicon.clone(),
            first: policy.phrases.first.lines(),
            ready: lines(&policy.phrases.ready),
            kind_ready: Kind::ALL.iter().map(|kind| lines(kinds.ready(*kind))).collect(),
            quiet_from: minute_of_day(policy.ladder.quiet.from),
            quiet_until: minute_of_day(policy.ladder.quiet.until),
            ..Self::default()
        };
        draft.with_steps(policy)
    }

    fn with_steps(mut self, policy: &Policy) -> Self {
        for step in &policy.ladder.steps {
            let (when, minutes) = match step.when {
                Occasion::Graded => (When::Graded, String::new()),
                Occasion::Before { clock: Clock::FirstAnswer, minutes } => {
                    (When::BeforeFirstAnswer, minutes.to_string())
                }
                Occasion::After { clock: Clock::FirstAnswer, minutes } => {
                    (When::AfterFirstAnswer, minutes.to_string())
                }
                Occasion::Before { minutes, .. } => (When::BeforeResult, minutes.to_string()),
                Occasion::After { minutes, .. } => (When::AfterResult, minutes.to_string()),
            };
            self.step_grade.push(step.grade.number().to_string());
            self.step_when.push(when.code().to_owned());
            self.step_minutes.push(minutes);
            self.step_whom.push(step.whom.code().to_owned());
            self.step_again.push(if step.again == 0 { String::new() } else { step.again.to_string() });
        }
        self
    }
}

fn lines(phrases: &[InWords]) -> String {
    phrases.iter().map(InWords::line).collect::<Vec<_>>().join("\n")
}

fn limits(limits: &[Limit; 4]) -> (Vec<String>, Vec<String>) {
    let written = limits.iter().map(|limit| Unit::of(*limit));
    written.map(|(many, unit)| (many.to_string(), unit.code().to_owned())).unzip()
}

fn ticked(yes: bool) -> String {
    if yes { "yes".to_owned() } else { String::new() }
}
