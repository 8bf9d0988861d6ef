//! Versions of the policy, what they change, and what is wrong with one.

use std::sync::LazyLock;

use chrono::Weekday;
use rules::calendar::import::ImportProblem;
use rules::calendar::{CalendarProblem, Day, Exception, Hours};
use rules::deadline::Clock;
use rules::grading::Grade;
use rules::kind::Kind;
use rules::policy::draft::{Unit, When, minute_of_day};
use rules::policy::edition::Life;
use rules::policy::{
    Difference, Doubt, Item, Occasion, Quiet, READY_CHARS_MAX, STEPS_MAX, Setting, Step, Version, Whom, Wrong,
};

use super::{deadline, grade, time};
use crate::ui;
use crate::words::{Key, Phrase, phrase};

#[must_use]
pub fn version(version: Version) -> Phrase {
    if version == Version::HANDBOOK { Key::PolicyHandbook.into() } else { phrase::policy_version(version.0) }
}

#[must_use]
pub const fn life(life: Life) -> Key {
    match life {
        Life::Draft => Key::PolicyLifeDraft,
        Life::Reviewed => Key::PolicyLifeReviewed,
        Life::Approved => Key::PolicyLifeApproved,
        Life::Dropped => Key::PolicyLifeDropped,
    }
}

/// Rows of one item that can have something wrong with them.
const ROWS_MAX: usize = STEPS_MAX + 4;

/// The `id` of an input, and of what is wrong with it.
#[must_use]
pub fn id(item: Item, row: usize) -> &'static str {
    static IDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let of = |item: &'static Item| (0..ROWS_MAX).map(move |row| format!("{}-{row}", item.code()));
        Item::ALL.iter().flat_map(of).collect()
    });
    let at = Item::ALL.iter().position(|one| *one == item).unwrap_or_default();
    &IDS[at * ROWS_MAX + row.min(ROWS_MAX - 1)]
}

#[must_use]
pub const fn item(item: Item) -> Key {
    match item {
        Item::Reason => Key::PolicyItemReason,
        Item::GroupHouseholds => Key::PolicyItemGroupHouseholds,
        Item::CollectivePersons => Key::PolicyItemCollectivePersons,
        Item::SameComplainants => Key::PolicyItemSameComplainants,
        Item::ReturnedTimes => Key::PolicyItemReturnedTimes,
        Item::CauseByDay => Key::PolicyItemCauseByDay,
        Item::FirstAnswer => Key::PolicyItemFirstAnswer,
        Item::Result => Key::PolicyItemResult,
        Item::WordDays => Key::PolicyItemWordDays,
        Item::Week => Key::PolicyItemWeek,
        Item::Days => Key::PolicyItemDays,
        Item::Import => Key::PolicyItemImport,
        Item::Kinds => Key::PolicyItemKinds,
        Item::Questions => Key::PolicyItemQuestions,
        Item::Lexicon => Key::PolicyItemLexicon,
        Item::First => Key::PolicyItemFirst,
        Item::Ready => Key::PolicyItemReady,
        Item::Ladder => Key::PolicyItemLadder,
        Item::Quiet => Key::PolicyItemQuiet,
    }
}

/// An item and which of its rows: the grade, the weekday, the kind, the step.
#[must_use]
pub fn name(of: Item, row: usize) -> Phrase {
    let which: Phrase = match of {
        Item::FirstAnswer | Item::Result => {
            grade::short(Grade::ALL.get(row).copied().unwrap_or(Grade::Four)).into()
        }
        Item::Week => weekday(row).into(),
        Item::Kinds | Item::Questions => {
            super::kind(Kind::ALL.get(row).copied().unwrap_or(Kind::Other)).into()
        }
        Item::Ready => match row.checked_sub(1).and_then(|row| Kind::ALL.get(row)) {
            Some(kind) => super::kind(*kind).into(),
            None => return item(of).into(),
        },
        Item::Ladder => phrase::policy_step_nth(row + 1),
        _ => return item(of).into(),
    };
    phrase::policy_of(which, item(of))
}

/// Monday is 0.
#[must_use]
pub fn weekday(nth: usize) -> Key {
    let day = u8::try_from(nth).ok().and_then(|nth| Weekday::try_from(nth).ok());
    time::weekday(day.unwrap_or(Weekday::Sun))
}

/// The doubt as a form shows it.
#[must_use]
pub fn doubt(doubt: &Doubt) -> ui::problems::Problem {
    let field = match doubt.item {
        // Two times, one problem: it stands between them.
        Item::Quiet => id(Item::Quiet, 0),
        item => id(item, doubt.row),
    };
    ui::problems::Problem::at(field, wrong(name(doubt.item, doubt.row), &doubt.wrong))
}

fn wrong(item: Phrase, wrong: &Wrong) -> Phrase {
    match wrong {
        Wrong::Missing => phrase::policy_wrong_missing(item),
        Wrong::TooLong { max } => phrase::policy_wrong_too_long(item, *max),
        Wrong::NotANumber => phrase::policy_wrong_not_a_number(item),
        Wrong::NotAChoice => phrase::policy_wrong_not_a_choice(item),
        Wrong::OutOfRange { min, max } => phrase::policy_wrong_out_of_range(item, *min, *max),
        Wrong::NoRoomFor2c => phrase::policy_wrong_no_room(item),
        Wrong::LaterThanLessSerious => phrase::policy_wrong_later(item),
        Wrong::AnswerAfterResult => phrase::policy_wrong_answer_after_result(item),
        Wrong::NoWorkingTime => phrase::policy_wrong_no_working_time(item),
        Wrong::NotATime => phrase::policy_wrong_not_a_time(item),
        Wrong::Hours(CalendarProblem::Unreadable { nth }) => phrase::policy_wrong_hours(item, *nth),
        Wrong::Hours(_) => phrase::policy_wrong_hours_other(item),
        Wrong::Days(problem) => days(item, problem),
        Wrong::KindNotOnce => phrase::policy_wrong_once(item),
        Wrong::TooMany { max } => phrase::policy_wrong_too_many(item, *max),
        Wrong::QuestionWords { line } => phrase::policy_wrong_question(item, *line),
        Wrong::PhraseWords { line } => phrase::policy_wrong_phrase(item, *line, READY_CHARS_MAX),
        Wrong::Line { line } => phrase::policy_wrong_line(item, *line),
        Wrong::StepWithoutClock => phrase::policy_wrong_step_without_clock(item),
        Wrong::SameStepTwice => phrase::policy_wrong_same_step(item),
    }
}

fn days(item: Phrase, problem: &ImportProblem) -> Phrase {
    match problem {
        ImportProblem::Line { line } => phrase::policy_wrong_line(item, *line),
        ImportProblem::NoDate(event)
        | ImportProblem::Repeats(event)
        | ImportProblem::OffOrWorked(event)
        | ImportProblem::PartOfADay(event)
        | ImportProblem::TooLong { event, .. } => phrase::policy_wrong_event(item, event.nth, &event.name),
        ImportProblem::NotACalendar | ImportProblem::TooLarge { .. } => {
            phrase::policy_wrong_not_a_calendar(item)
        }
        ImportProblem::TooManyDays { max } => phrase::policy_wrong_too_many(item, *max),
        ImportProblem::Empty | ImportProblem::Day(_) => phrase::policy_wrong_days_other(item),
    }
}

#[must_use]
pub const fn unit(unit: Unit) -> Key {
    match unit {
        Unit::Minutes => Key::PolicyUnitMinutes,
        Unit::Hours => Key::PolicyUnitHours,
        Unit::WorkingMinutes => Key::PolicyUnitWorkingMinutes,
        Unit::WorkingHours => Key::PolicyUnitWorkingHours,
        Unit::WorkingDays => Key::PolicyUnitWorkingDays,
        Unit::Days => Key::PolicyUnitDays,
    }
}

#[must_use]
pub const fn when(when: When) -> Key {
    match when {
        When::Graded => Key::PolicyStepGraded,
        When::BeforeFirstAnswer => Key::PolicyStepBeforeFirstAnswer,
        When::AfterFirstAnswer => Key::PolicyStepAfterFirstAnswer,
        When::BeforeResult => Key::PolicyStepBeforeResult,
        When::AfterResult => Key::PolicyStepAfterResult,
    }
}

#[must_use]
pub const fn whom(whom: Whom) -> Key {
    match whom {
        Whom::Handler => Key::PolicyStepHandler,
        Whom::Head => Key::PolicyStepHead,
        Whom::Supervisor => Key::PolicyStepSupervisor,
        Whom::GeneralManager => Key::PolicyStepGeneralManager,
        Whom::Roster => Key::PolicyStepRoster,
    }
}

fn step(step: &Step) -> Phrase {
    let (of, minutes) = match step.when {
        Occasion::Graded => (When::Graded, 0),
        Occasion::Before { clock: Clock::FirstAnswer, minutes } => (When::BeforeFirstAnswer, minutes),
        Occasion::After { clock: Clock::FirstAnswer, minutes } => (When::AfterFirstAnswer, minutes),
        Occasion::Before { minutes, .. } => (When::BeforeResult, minutes),
        Occasion::After { minutes, .. } => (When::AfterResult, minutes),
    };
    let (at, calls) = (grade::short(step.grade), whom(step.whom));
    if minutes == 0 {
        phrase::policy_step_said(at, when(of), calls)
    } else {
        phrase::policy_step_timed(at, when(of), time::duration(minutes.into()), calls)
    }
}

/// What changed, from what to what.
#[must_use]
pub fn difference(difference: &Difference) -> Phrase {
    match difference {
        Difference::Figure { item: of, from, to } => phrase::policy_arrow(item(*of), *from, *to),
        Difference::Setting { of, to } => {
            phrase::policy_of(setting(*of), if *to { Key::PolicySettingOn } else { Key::PolicySettingOff })
        }
        Difference::Clock { item, grade: of, from, to } => {
            let row = usize::from(of.number()) - 1;
            phrase::policy_arrow(name(*item, row), deadline::limit(*from), deadline::limit(*to))
        }
        Difference::Hours { weekday: nth, from, to } => {
            phrase::policy_arrow(weekday(*nth), hours(from), hours(to))
        }
        Difference::Day { date, from, to } => {
            let date = phrase::policy_change_day(time::date(*date));
            phrase::policy_arrow(date, day(from.as_ref()), day(to.as_ref()))
        }
        Difference::Department { kind, from, to } => {
            phrase::policy_arrow(super::kind(*kind), super::department(*from), super::department(*to))
        }
        Difference::Questions { kind, from, to } => {
            let many = |count: usize| phrase::policy_change_questions(count);
            phrase::policy_arrow(super::kind(*kind), many(*from), many(*to))
        }
        Difference::First => Key::PolicyItemFirst.into(),
        Difference::Ready { kind, from, to } => {
            let many = |count: usize| phrase::policy_change_phrases(count);
            let row = kind.and_then(|kind| Kind::ALL.iter().position(|one| *one == kind));
            phrase::policy_arrow(name(Item::Ready, row.map_or(0, |row| row + 1)), many(*from), many(*to))
        }
        Difference::Lexicon { from, to } => {
            let many = |count: usize| phrase::policy_change_lines(count);
            phrase::policy_arrow(item(Item::Lexicon), many(*from), many(*to))
        }
        Difference::StepGone(gone) => phrase::policy_step_gone(step(gone)),
        Difference::StepNew(new) => phrase::policy_step_added(step(new)),
        Difference::Quiet { from, to } => {
            let said =
                |quiet: &Quiet| format!("{}–{}", minute_of_day(quiet.from), minute_of_day(quiet.until));
            phrase::policy_arrow(item(Item::Quiet), said(from), said(to))
        }
    }
}

#[must_use]
pub const fn setting(setting: Setting) -> Key {
    match setting {
        Setting::ManyHouseholdsMaySue => Key::PolicySettingMaySue,
        Setting::UndeterminedIsOurs => Key::PolicySettingUndetermined,
        Setting::OnePerHome => Key::PolicySettingPerHome,
    }
}

fn hours(hours: &Hours) -> Phrase {
    if hours.is_off() { Key::PolicyChangeOff.into() } else { phrase::policy_said(hours.to_string()) }
}

/// What a date is, with the name it has for it.
#[must_use]
pub fn day(exception: Option<&Exception>) -> Phrase {
    let Some(exception) = exception else { return Key::PolicyChangeDayNormal.into() };
    match exception.day() {
        Day::Off => phrase::policy_change_day_off(exception.name()),
        Day::Worked => phrase::policy_change_day_worked(exception.name()),
        Day::Hours(hours) => phrase::policy_change_day_hours(hours.to_string(), exception.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::calendar::Limit;
    use rules::language::Language;
    use rules::policy::Policy;

    #[test]
    fn a_change_is_said_from_what_to_what() {
        let base = Policy::default();
        let mut policy = base.clone();
        policy.thresholds.collective_persons = 2;
        policy.thresholds.undetermined_is_ours = false;
        policy.clocks.first_answer[1] = Limit::Elapsed(45);
        policy.calendar = policy.calendar.without("2026-02-17".parse().expect("a date"));
        policy.ladder.steps.remove(0);
        let said: Vec<_> =
            policy.differences(&base).iter().map(|one| difference(one).say(Language::ZhHans)).collect();
        assert_eq!(
            said,
            [
                "几人起算集体投诉（2c）：3 → 2",
                "满一个月还没判明原因，算我方原因（2d）：改为“否”",
                "二级：首次答复：1 小时 → 45 分钟",
                "2026年02月17日：休（春节） → 平日",
                "去掉一步：一级，定为这一级时：总经理",
            ]
        );
    }

    #[test]
    fn every_input_has_an_id_of_its_own() {
        let mut ids: Vec<&str> = Vec::new();
        for item in Item::ALL {
            ids.extend((0..ROWS_MAX).map(|row| id(*item, row)));
        }
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert_eq!(id(Item::FirstAnswer, 2), "first_answer-2");
    }

    #[test]
    fn what_is_wrong_names_the_row_and_the_figures() {
        let said = |item, row, wrong| doubt(&Doubt::at(item, row, wrong)).words.say(Language::ZhHans);
        let rows = [
            (Item::Result, 3, Wrong::OutOfRange { min: 1, max: 120 }, "四级：处理结果：应在 1 到 120 之间"),
            (Item::Week, 5, Wrong::NoWorkingTime, "周六：工作时间：一周里没有工作时间"),
            (
                Item::Questions,
                0,
                Wrong::QuestionWords { line: 2 },
                "工程维修：要问的问题：第 2 行要有三种文字，每种不超过 80 字",
            ),
            (Item::Ladder, 8, Wrong::SameStepTwice, "第 9 步：升级上报：和前面某一步重复"),
            (Item::Quiet, 1, Wrong::NotATime, "夜间不打扰：请写成 22:00 这样"),
        ];
        for (item, row, wrong, words) in rows {
            assert_eq!(said(item, row, wrong), words);
        }
    }
}
