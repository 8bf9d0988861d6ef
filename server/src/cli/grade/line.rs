//! One line: read, graded, answered.

use std::collections::BTreeMap;

use app::say;
use app::words::Phrase;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use rules::grading::{Cause, Facts, Grade, Graded, Open, Reason, Rule, Thresholds, grade};
use rules::hint::{Hints, Suggestion, Value};
use rules::language::Language;
use rules::moment::{Moment, Zone};
use serde::{Deserialize, Serialize};

use super::facts::Stated;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    now: Option<String>,
    received_at: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    facts: Stated,
}

#[derive(Debug, Serialize)]
pub struct Answer {
    id: String,
    grade: Grade,
    matched: Vec<Matched>,
    suggested: Vec<Suggested>,
    changes_at: Option<String>,
}

/// A rule that holds; with several reasons, their words one after another.
#[derive(Debug, Serialize)]
struct Matched {
    rule: Rule,
    reason: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
struct Suggested {
    fact: &'static str,
    value: Value,
    evidence: String,
}

/// A month is a calendar month at +08:00, whatever offsets are written.
const ZONE: Zone = Zone::CHINA;

/// # Errors
/// What is wrong with the line, for whoever made it.
pub fn answer(line: &[u8], hints: &Hints) -> Result<Answer, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let facts = line.facts.facts()?;
    let month = Month::of(&line)?;
    let now = month.as_ref().map_or(Open::WithinAMonth, Month::open);
    let at = |open| judged(&facts, line.facts.resolved, open);
    let graded = at(now);
    let later = at(Open::OverAMonth);
    let ahead = month.filter(|month| month.open() == Open::WithinAMonth && later.grade > graded.grade);
    Ok(Answer {
        grade: graded.grade,
        matched: matched(&graded.reasons),
        suggested: hints.suggest(&line.text).into_iter().map(suggested).collect(),
        changes_at: ahead.map(|month| month.end()),
        id: line.id,
    })
}

/// By the handbook, but that nothing is decided for a person: an undetermined cause is not ours.
fn judged(facts: &Facts, resolved: bool, open: Open) -> Graded {
    let by = Thresholds { undetermined_is_ours: false, ..Thresholds::HANDBOOK };
    let cause = if resolved { Cause::NotOurs } else { facts.cause };
    grade(&Facts { cause, ..facts.clone() }, open, &by)
}

/// The month of a complaint whose two instants are known.
struct Month {
    received: Moment,
    now: Moment,
}

impl Month {
    fn of(line: &Line) -> Result<Option<Self>, String> {
        let read =
            |name: &str, text: &Option<String>| text.as_deref().map(|text| instant(name, text)).transpose();
        let (now, received) = (read("now", &line.now)?, read("received_at", &line.received_at)?);
        let Some((now, received)) = now.zip(received) else { return Ok(None) };
        if received > now {
            return Err("received_at is after now".to_owned());
        }
        Ok(Some(Self { received, now }))
    }

    fn open(&self) -> Open {
        Open::at(self.now, self.received, ZONE)
    }

    fn end(&self) -> String {
        let offset = FixedOffset::east_opt(i32::from(ZONE.offset_minutes) * 60);
        let end =
            DateTime::from_timestamp_millis(self.received.month_later(ZONE).millis()).unwrap_or_default();
        let shown = offset.map(|offset| end.with_timezone(&offset));
        shown.map_or_else(String::new, |end| end.to_rfc3339_opts(SecondsFormat::AutoSi, false))
    }
}

fn instant(name: &str, text: &str) -> Result<Moment, String> {
    let read = DateTime::parse_from_rfc3339(text);
    let at = read.map_err(|_| format!("{name} is no instant such as 2026-03-20T10:00:00+08:00"))?;
    let moment = Moment::from_millis(at.timestamp_millis());
    if moment.millis() == at.timestamp_millis() {
        Ok(moment)
    } else {
        Err(format!("{name} lies outside the years 1970 to 9999"))
    }
}

fn matched(reasons: &[Reason]) -> Vec<Matched> {
    let mut all: Vec<Matched> = Vec::new();
    for reason in reasons {
        let said = say::grade::reason(reason);
        match all.last_mut().filter(|last| last.rule == reason.rule()) {
            Some(last) => last.reason.iter_mut().for_each(|(language, words)| add(words, language, &said)),
            None => all.push(Matched { rule: reason.rule(), reason: in_all_languages(&said) }),
        }
    }
    all
}

fn in_all_languages(said: &Phrase) -> BTreeMap<&'static str, String> {
    Language::ALL.iter().map(|language| (language.code(), said.say(*language))).collect()
}

fn add(words: &mut String, language: &str, said: &Phrase) {
    if let Some(language) = Language::from_code(language) {
        words.push_str(" · ");
        words.push_str(&said.say(language));
    }
}

fn suggested(Suggestion { fact, evidence }: Suggestion) -> Suggested {
    Suggested { fact: fact.name(), value: fact.value(), evidence }
}
