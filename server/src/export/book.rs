//! Tables as one file that a spreadsheet opens. Whatever people wrote is kept as a text: none of it can run.

use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// A4, as spreadsheets count papers.
const A4: u8 = 9;
const WHEN: &str = "yyyy-mm-dd hh:mm";

/// What stands in a cell.
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    When(NaiveDateTime),
}

/// A heading, and how wide what stands below it is, in letters.
pub struct Column {
    pub title: String,
    pub width: f64,
}

/// A file of several sheets.
pub struct Book {
    file: Workbook,
    formats: Formats,
}

struct Formats {
    heading: Format,
    text: Format,
    number: Format,
    when: Format,
    note: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            heading: top().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            // Also when somebody edits the cell: it then stays the text it was.
            text: top().set_quote_prefix(),
            number: top(),
            when: top().set_num_format(WHEN),
            note: Format::new().set_bold(),
        }
    }
}

impl Book {
    /// Made at an instant of somebody's clock, which is all the file says of its making.
    pub fn new(made: NaiveDateTime) -> Result<Self, XlsxError> {
        let mut file = Workbook::new();
        file.set_properties(&DocProperties::new().set_creation_datetime(&date_time(made)?));
        Ok(Self { file, formats: Formats::new() })
    }

    /// A sheet of rows below headings that stay in sight, each of which can be filtered by. A note stands
    /// below the last row.
    pub fn list(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: impl Iterator<Item = Vec<Cell>>,
        note: Option<&str>,
    ) -> Result<(), XlsxError> {
        let Self { file, formats } = self;
        let sheet = paper(file.add_worksheet())?.set_name(name)?;
        for (at, column) in (0..).zip(columns) {
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, &column.title, &formats.heading)?;
        }
        let mut last = 0;
        for (at, cells) in (1..).zip(rows) {
            last = at;
            for (column, cell) in (0..).zip(cells) {
                write(sheet, (at, column), cell, formats)?;
            }
        }
        let columns = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
        sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
        if let Some(note) = note {
            sheet.write_string_with_format(last + 2, 0, note, &formats.note)?;
        }
        Ok(())
    }

    /// A sheet of names with what belongs to each.
    pub fn facts(
        &mut self,
        name: &str,
        facts: impl Iterator<Item = (String, Cell)>,
    ) -> Result<(), XlsxError> {
        let Self { file, formats } = self;
        let sheet = paper(file.add_worksheet())?.set_name(name)?;
        sheet.set_column_width(0, 28)?.set_column_width(1, 60)?;
        for (row, (name, cell)) in (0..).zip(facts) {
            sheet.write_string_with_format(row, 0, name, &formats.note)?;
            write(sheet, (row, 1), cell, formats)?;
        }
        Ok(())
    }

    /// Its bytes.
    pub fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.file.save_to_buffer()
    }
}

/// A4 landscape, as wide as one sheet.
fn paper(sheet: &mut Worksheet) -> Result<&mut Worksheet, XlsxError> {
    Ok(sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0))
}

fn write(sheet: &mut Worksheet, at: (u32, u16), cell: Cell, formats: &Formats) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => drop(sheet.write_string_with_format(row, column, text, &formats.text)?),
        Cell::Number(number) => drop(sheet.write_number_with_format(row, column, number, &formats.number)?),
        Cell::When(when) => {
            sheet.write_datetime_with_format(row, column, date_time(when)?, &formats.when)?;
        }
    }
    Ok(())
}

fn date_time(when: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let number = |value: u32| u8::try_from(value).unwrap_or(0);
    let year = u16::try_from(when.year()).unwrap_or(0);
    let hour = u16::try_from(when.hour()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, number(when.month()), number(when.day()))?.and_hms(
        hour,
        number(when.minute()),
        0.0,
    )
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<NaiveDateTime> for Cell {
    fn from(when: NaiveDateTime) -> Self {
        Self::When(when)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}
