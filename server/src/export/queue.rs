//! A view of the queue: what stands in each column.

use app::say;
use app::words::{Key, Phrase, phrase, say as said};
use rules::language::Language;
use rules::moment::{Moment, Zone};
use rules::table::{FollowUp, Line, Listed, on_the_wall};
use rust_xlsxwriter::XlsxError;
use store::Export;

use super::Taken;
use super::book::{Book, Cell, Column};

/// How the rows of a file are said.
struct Saying<'a> {
    export: &'a Export,
    taken: &'a Taken,
}

type Write = fn(&Listed, &Saying<'_>) -> Cell;

/// In the order in which one asks: which, when, where, what, how serious, who, by when, how it ended.
const COLUMNS: [(Key, f64, Write); 26] = [
    (Key::ExportColumnNumber, 15.0, |row, _| row.line.number.as_str().into()),
    (Key::ExportColumnCommunity, 14.0, |row, saying| saying.community(&row.line).into()),
    (Key::ExportColumnReceived, 16.0, |row, saying| saying.at(&row.line, row.line.received)),
    (Key::ExportColumnChannel, 14.0, |row, saying| saying.channel(&row.line)),
    (Key::ExportColumnKind, 16.0, |row, saying| saying.key(say::kind(row.line.kind))),
    (Key::ExportColumnPlace, 20.0, |row, _| row.place.as_str().into()),
    (Key::ExportColumnBuilding, 10.0, |row, _| row.line.building.clone().into()),
    (Key::ExportColumnWhat, 48.0, |row, _| row.summary.as_str().into()),
    (Key::ExportColumnGrade, 18.0, |row, saying| saying.key(say::grade::for_staff(row.line.grade))),
    (Key::ExportColumnRules, 10.0, |row, _| rules_of(&row.line).into()),
    (Key::ExportColumnReasons, 40.0, |row, saying| saying.reasons(&row.line)),
    (Key::ExportColumnStage, 18.0, |row, saying| saying.key(say::stage_for_staff(row.line.stage))),
    (Key::ExportColumnDepartment, 16.0, |row, saying| {
        row.line.department.map(|department| saying.key(say::department(department))).into()
    }),
    (Key::ExportColumnHandler, 12.0, |row, _| row.line.handler.clone().into()),
    (Key::ExportColumnAnswerDue, 16.0, |row, saying| {
        saying.at(&row.line, row.line.deadlines.first_answer.due)
    }),
    (Key::ExportColumnAnswerMet, 16.0, |row, saying| {
        saying.when(&row.line, row.line.deadlines.first_answer.met)
    }),
    (Key::ExportColumnAnswerKept, 11.0, |row, saying| {
        saying.kept(row.line.is_answered_in_time(saying.taken.at))
    }),
    (Key::ExportColumnResultDue, 16.0, |row, saying| saying.at(&row.line, row.line.deadlines.resolution.due)),
    (Key::ExportColumnResultMet, 16.0, |row, saying| {
        saying.when(&row.line, row.line.deadlines.resolution.met)
    }),
    (Key::ExportColumnResultKept, 11.0, |row, saying| {
        saying.kept(row.line.is_resolved_in_time(saying.taken.at))
    }),
    (Key::ExportColumnFinding, 16.0, |row, saying| {
        row.line.found.as_ref().map(|(finding, _)| saying.key(say::finding(*finding))).into()
    }),
    (Key::ExportColumnOutcomes, 24.0, |row, saying| saying.outcomes(&row.line)),
    (Key::ExportColumnHouseholds, 8.0, |row, _| row.line.households.into()),
    (Key::ExportColumnAgain, 8.0, |row, _| row.line.contacts_again.into()),
    (Key::ExportColumnSolved, 8.0, |row, saying| match row.line.follow_up {
        FollowUp::Answered { solved, .. } => saying.kept(Some(solved)),
        FollowUp::None | FollowUp::Asked => Cell::Empty,
    }),
    (Key::ExportColumnSatisfaction, 10.0, |row, _| match row.line.follow_up {
        FollowUp::Answered { satisfaction, .. } => Cell::Number(satisfaction.into()),
        FollowUp::None | FollowUp::Asked => Cell::Empty,
    }),
];

/// The whole file: the rows, and a sheet that says what it is.
pub fn book(export: &Export, asks: &str, taken: &Taken) -> Result<Vec<u8>, XlsxError> {
    let language = taken.language;
    let saying = Saying { export, taken };
    let columns = COLUMNS.map(|(title, width, _)| Column { title: said(language, title).to_owned(), width });
    let cut = (!export.whole).then(|| phrase::export_cut(export.rows.len()).say(language));
    let cells = |row: &Listed| COLUMNS.iter().map(|(_, _, write)| write(row, &saying)).collect();
    let mut book = Book::new(on_the_wall(taken.at, taken.zone))?;
    book.list(said(language, Key::ExportSheet), &columns, export.rows.iter().map(cells), cut.as_deref())?;
    let about = [
        (Key::ExportAboutBy, taken.by.name.as_str().into()),
        (Key::ExportAboutAt, on_the_wall(taken.at, taken.zone).into()),
        (Key::ExportAboutAsks, asks.into()),
        (Key::ExportAboutRows, u32::try_from(export.rows.len()).unwrap_or(u32::MAX).into()),
        (Key::ExportAboutWhole, saying.kept(Some(export.whole))),
    ];
    let about = about.into_iter().map(|(name, cell)| (said(language, name).to_owned(), cell));
    book.facts(said(language, Key::ExportAboutTitle), about)?;
    book.bytes()
}

/// The handbook's ids of the rules that hold, the most serious first.
pub(super) fn rules_of(line: &Line) -> String {
    let mut rules: Vec<&str> = line.reasons.iter().map(|reason| reason.rule().code()).collect();
    rules.dedup();
    rules.join(" ")
}

impl Saying<'_> {
    const fn language(&self) -> Language {
        self.taken.language
    }

    fn key(&self, key: Key) -> Cell {
        said(self.language(), key).into()
    }

    fn here(&self, line: &Line) -> Option<(&str, Zone)> {
        let mut communities = self.export.communities.iter();
        communities.find_map(|(id, name, zone)| (*id == line.community).then_some((name.as_str(), *zone)))
    }

    fn community<'s>(&'s self, line: &'s Line) -> &'s str {
        self.here(line).map_or(line.community.as_str(), |(name, _)| name)
    }

    /// By the clock of its community.
    fn at(&self, line: &Line, moment: Moment) -> Cell {
        let zone = self.here(line).map_or(self.taken.zone, |(_, zone)| zone);
        on_the_wall(moment, zone).into()
    }

    fn when(&self, line: &Line, moment: Option<Moment>) -> Cell {
        moment.map(|moment| self.at(line, moment)).into()
    }

    fn kept(&self, kept: Option<bool>) -> Cell {
        kept.map(|kept| self.key(if kept { Key::ExportYes } else { Key::ExportNo })).into()
    }

    fn channel(&self, line: &Line) -> Cell {
        self.key(say::intake::channel(line.channel))
    }

    fn reasons(&self, line: &Line) -> Cell {
        self.list(line.reasons.iter().map(say::grade::reason))
    }

    fn outcomes(&self, line: &Line) -> Cell {
        let outcomes = line.found.iter().flat_map(|(_, outcomes)| outcomes);
        self.list(outcomes.map(|outcome| say::outcome(*outcome).into()))
    }

    /// One after the other, with what stands between them in the language.
    fn list(&self, phrases: impl DoubleEndedIterator<Item = Phrase>) -> Cell {
        let listed = phrases.rev().reduce(|rest, first| phrase::export_list(first, rest));
        listed.map(|listed| listed.say(self.language())).into()
    }
}
