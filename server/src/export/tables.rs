//! The tables of R3 as one file: added up, row by row, and what the file is.

use app::say;
use app::tables::{Head, figures, followed_up};
use app::words::{Key, phrase, say as said};
use rules::grading::Grade;
use rules::moment::Moment;
use rules::resolution::Outcome;
use rules::table::{Listed, Statistics, on_the_wall};
use rust_xlsxwriter::XlsxError;

use super::Taken;
use super::book::{Book, Cell, Column};
use super::queue::rules_of;

/// The rows of the registration and tracking table, and whether that is all of them.
pub struct Rows {
    pub rows: Vec<Listed>,
    pub whole: bool,
}

type Write = fn(&Listed, &Taken) -> Cell;

const COLUMNS: [(Key, f64, Write); 14] = [
    (Key::ExportColumnNumber, 15.0, |row, _| row.line.number.as_str().into()),
    (Key::ExportColumnReceived, 16.0, |row, taken| taken.when(row.line.received)),
    (Key::TablesHome, 20.0, |row, _| row.home.clone().into()),
    (Key::ExportColumnPlace, 20.0, |row, _| row.place.as_str().into()),
    (Key::ExportColumnKind, 16.0, |row, taken| taken.key(say::kind(row.line.kind))),
    (Key::ExportColumnWhat, 48.0, |row, _| row.summary.as_str().into()),
    (Key::GradeName, 18.0, |row, taken| taken.key(say::grade::for_staff(row.line.grade))),
    (Key::ExportColumnRules, 10.0, |row, _| rules_of(&row.line).into()),
    (Key::ExportColumnHandler, 12.0, |row, _| row.line.handler.clone().into()),
    (Key::ExportColumnAnswerMet, 16.0, |row, taken| {
        row.line.deadlines.first_answer.met.map(|met| taken.when(met)).into()
    }),
    (Key::TablesResult, 16.0, |row, taken| row.line.result_at().map(|at| taken.when(at)).into()),
    (Key::ExportColumnFinding, 16.0, |row, taken| {
        row.line.found.as_ref().map(|(finding, _)| taken.key(say::finding(*finding))).into()
    }),
    (Key::TablesFollowUp, 20.0, |row, taken| {
        followed_up(row.line.follow_up).map(|said| said.say(taken.language)).into()
    }),
    (Key::TablesEnded, 16.0, |row, taken| row.line.ended.map(|ended| taken.when(ended)).into()),
];

/// The whole file.
pub fn book(
    head: &Head,
    statistics: &Statistics,
    listed: &Rows,
    taken: &Taken,
) -> Result<Vec<u8>, XlsxError> {
    let language = taken.language;
    let mut book = Book::new(on_the_wall(taken.at, taken.zone))?;
    add_up(&mut book, statistics, taken)?;
    let columns = COLUMNS.map(|(title, width, _)| Column { title: said(language, title).to_owned(), width });
    let cut = (!listed.whole).then(|| phrase::export_cut(listed.rows.len()).say(language));
    let cells = |row: &Listed| COLUMNS.iter().map(|(_, _, write)| write(row, taken)).collect();
    let name = said(language, Key::TablesRegisterShort);
    book.list(name, &columns, listed.rows.iter().map(cells), cut.as_deref())?;
    let (first, last) = (say::time::date(head.period.first), say::time::date(head.period.last));
    let about = [
        (Key::TablesCompany, head.company.as_str().into()),
        (Key::ExportColumnCommunity, head.name().into()),
        (Key::ScoresPeriodLabel, phrase::scores_period(first, last).say(language).into()),
        (Key::ExportAboutBy, taken.by.name.as_str().into()),
        (Key::ExportAboutAt, taken.when(taken.at)),
        (Key::ExportAboutRows, u32::try_from(listed.rows.len()).unwrap_or(u32::MAX).into()),
        (Key::TablesBasisTitle, said(language, Key::TablesBasis).into()),
    ];
    let about = about.into_iter().map(|(name, cell)| (said(language, name).to_owned(), cell));
    book.facts(said(language, Key::ExportAboutTitle), about)?;
    book.bytes()
}

/// Everything the page shows, one number a row, so that a spreadsheet can turn it as it likes.
fn add_up(book: &mut Book, of: &Statistics, taken: &Taken) -> Result<(), XlsxError> {
    let language = taken.language;
    let columns = [
        (Key::TablesGroup, 36.0),
        (Key::TablesItem, 36.0),
        (Key::TablesFigure, 14.0),
        (Key::TablesHow, 48.0),
    ];
    let columns = columns.map(|(title, width)| Column { title: said(language, title).to_owned(), width });
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for figure in figures(of) {
        let value = figure.value.parse().map_or_else(|_| figure.value.into(), Cell::Number);
        let how = figure.how.iter().map(|how| how.say(language)).collect::<Vec<_>>().join(" ");
        let unit = figure.unit.unwrap_or_default();
        rows.push(vec![taken.key(figure.name), unit.into(), value, how.into()]);
    }
    let mut count = |group: Key, item: String, many: u32| {
        rows.push(vec![taken.key(group), item.into(), many.into()]);
    };
    for (kind, grades) in &of.kinds {
        for (grade, many) in Grade::ALL.iter().zip(grades) {
            let item =
                [said(language, say::kind(*kind)), said(language, say::grade::short(*grade))].join(" · ");
            count(Key::TablesByKind, item, *many);
        }
    }
    for ending in &of.endings {
        let finding = said(language, say::finding(ending.finding));
        count(Key::TablesByFinding, finding.to_owned(), ending.complaints);
        for (outcome, many) in Outcome::ALL.iter().zip(&ending.outcomes).filter(|(_, many)| **many > 0) {
            count(Key::TablesByFinding, [finding, said(language, say::outcome(*outcome))].join(" · "), *many);
        }
    }
    for (building, many) in &of.buildings {
        let none = || said(language, Key::TablesNoBuilding).to_owned();
        count(Key::TablesByBuilding, building.clone().unwrap_or_else(none), *many);
    }
    for (channel, many) in &of.channels {
        let name = said(language, say::intake::channel(*channel));
        count(Key::TablesByChannel, name.to_owned(), *many);
    }
    let cut = of.cut.then(|| phrase::tables_cut(of.received).say(language));
    book.list(said(language, Key::TablesStatistics), &columns, rows.into_iter(), cut.as_deref())
}

impl Taken {
    fn key(&self, key: Key) -> Cell {
        said(self.language, key).into()
    }

    /// By the clock of the community.
    fn when(&self, moment: Moment) -> Cell {
        on_the_wall(moment, self.zone).into()
    }
}
