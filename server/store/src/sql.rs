//! Portable SQL: statements that are all listed, typed arguments, rows of either engine.

use rules::{
    id::{
        AlertId, AlikeId, ApprovalId, BuildingId, CallId, CommitmentId, CommunityId, ComplaintId, DisputeId,
        ExportId, HomeId, IncidentId, NoticeId, PhotoId, ProposalId, ResolutionId, RungId, ShiftId, StaffId,
        SurveyId, TransferId, ViewId,
    },
    moment::Moment,
};
use sqlx::{
    Arguments, FromRow, Postgres, Sqlite, postgres::PgArguments, postgres::PgRow, sqlite::SqliteArguments,
    sqlite::SqliteRow,
};

use crate::Error;

/// One SQL text that both engines understand, its parameters `$1`, `$2`, …; only where something is
/// searched for, one text for each.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// Module and constant, as in `store::job::CLAIM`.
    pub name: &'static str,
    pub text: &'static str,
    /// What PostgreSQL is asked instead.
    postgres: Option<&'static str>,
    /// The index it is meant to use, checked by `EXPLAIN` on both engines.
    pub index: Option<&'static str>,
    /// How many arguments it takes.
    pub arity: usize,
}

impl Statement {
    pub(crate) const fn new(name: &'static str, text: &'static str, index: Option<&'static str>) -> Self {
        Self { name, text, postgres: None, index, arity: arity(text) }
    }

    pub(crate) const fn or_postgres(self, text: &'static str) -> Self {
        assert!(arity(text) == self.arity, "the same arguments on both engines");
        Self { postgres: Some(text), ..self }
    }

    /// Its text for PostgreSQL.
    #[must_use]
    pub const fn on_postgres(&self) -> &'static str {
        match self.postgres {
            Some(text) => text,
            None => self.text,
        }
    }

    /// The text of an INSERT of one row, for `rows` rows: its tuple of values is repeated, with its
    /// parameters in their order; what follows it, such as `ON CONFLICT`, stays at the end.
    pub(crate) fn repeated(&self, rows: usize, marks: Marks) -> String {
        let (head, rest) = self.text.rsplit_once("VALUES").unwrap_or((self.text, ""));
        let (values, tail) = rest.split_at(rest.find(')').map_or(rest.len(), |end| end + 1));
        let tuples: Vec<_> = (0..rows).map(|row| marked(values, row * self.arity, marks)).collect();
        format!("{head}VALUES{}{tail}", tuples.join(","))
    }

    /// SQLite would bind NULL to a forgotten argument.
    pub(crate) fn check(&self, args: &[Value]) -> Result<(), Error> {
        if args.len() == self.arity {
            return Ok(());
        }
        Err(Error::failed(format!("{} takes {} arguments, not {}", self.name, self.arity, args.len())))
    }
}

/// How parameters are written.
#[derive(Clone, Copy)]
pub(crate) enum Marks {
    /// `$1`, `$2`, …: PostgreSQL knows no other.
    Numbered,
    /// `?`: to SQLite `$1` is a name, and sqlx asks for the name of each parameter, which SQLite
    /// then looks for from the first on: squared work, much of the time of a statement with hundreds.
    Bare,
}

/// The highest number behind a `$`.
const fn arity(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut highest) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'$' {
            let mut number = 0;
            while at + 1 < bytes.len() && bytes[at + 1].is_ascii_digit() {
                at += 1;
                number = number * 10 + (bytes[at] - b'0') as usize;
            }
            if number > highest {
                highest = number;
            }
        }
        at += 1;
    }
    highest
}

/// `$1` as `$(1 + by)` or `?`.
fn marked(values: &str, by: usize, marks: Marks) -> String {
    let mut pieces = values.split('$');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = piece[..digits].parse().unwrap_or_default();
        match marks {
            Marks::Numbered => text.push_str(&format!("${}", number + by)),
            Marks::Bare => text.push('?'),
        }
        text.push_str(&piece[digits..]);
    }
    text
}

/// Declares a file's statements, once per file: `sql! { FIND by "some_index" = "SELECT …"; }`, and
/// where the engines differ `sql! { FIND = "…", postgres "…"; }`. They are listed as the file's
/// `STATEMENTS`, which `lib.rs` adds to [`crate::statements`].
macro_rules! sql {
    ($($name:ident $(by $index:literal)? = $text:expr $(, postgres $other:expr)?;)+) => {
        $(pub(crate) const $name: $crate::sql::Statement = $crate::sql::Statement::new(
            concat!(module_path!(), "::", stringify!($name)),
            $text,
            $crate::sql::sql!(@index $($index)?),
        )$(.or_postgres($other))?;)+
        pub(crate) const STATEMENTS: &[$crate::sql::Statement] = &[$($name),+];
    };
    (@index) => { None };
    (@index $index:literal) => { Some($index) };
}

/// The arguments of a statement, in the order of their numbers.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Value::from($value)),*] };
}

pub(crate) use {args, sql};

/// An argument. Absent values keep their type, because PostgreSQL asks for it.
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

macro_rules! values {
    ($($from:ty => $variant:ident($value:ident => $to:expr);)+) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                Self::$variant(Some($to))
            }
        }

        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map(|$value| $to))
            }
        }
    )+};
}

values! {
    i64 => Int(value => value);
    i32 => Int(value => i64::from(value));
    u32 => Int(value => i64::from(value));
    u16 => Int(value => i64::from(value));
    u8 => Int(value => i64::from(value));
    bool => Int(value => i64::from(value));
    Moment => Int(value => value.millis());
    String => Text(value => value);
    &String => Text(value => value.clone());
    &str => Text(value => value.to_owned());
    Vec<u8> => Bytes(value => value);
    &[u8] => Bytes(value => value.to_vec());
    [u8; 16] => Bytes(value => value.to_vec());
    [u8; 32] => Bytes(value => value.to_vec());
    &AlertId => Text(value => value.as_str().to_owned());
    &AlikeId => Text(value => value.as_str().to_owned());
    &ApprovalId => Text(value => value.as_str().to_owned());
    &BuildingId => Text(value => value.as_str().to_owned());
    &CallId => Text(value => value.as_str().to_owned());
    &CommitmentId => Text(value => value.as_str().to_owned());
    &CommunityId => Text(value => value.as_str().to_owned());
    &ComplaintId => Text(value => value.as_str().to_owned());
    &DisputeId => Text(value => value.as_str().to_owned());
    &ExportId => Text(value => value.as_str().to_owned());
    &IncidentId => Text(value => value.as_str().to_owned());
    &HomeId => Text(value => value.as_str().to_owned());
    &NoticeId => Text(value => value.as_str().to_owned());
    &PhotoId => Text(value => value.as_str().to_owned());
    &ProposalId => Text(value => value.as_str().to_owned());
    &ResolutionId => Text(value => value.as_str().to_owned());
    &RungId => Text(value => value.as_str().to_owned());
    &ShiftId => Text(value => value.as_str().to_owned());
    &StaffId => Text(value => value.as_str().to_owned());
    &SurveyId => Text(value => value.as_str().to_owned());
    &TransferId => Text(value => value.as_str().to_owned());
    &ViewId => Text(value => value.as_str().to_owned());
}

pub(crate) fn sqlite(args: Vec<Value>) -> Result<SqliteArguments, Error> {
    let mut bound = SqliteArguments::default();
    for value in args {
        bind::<Sqlite, _>(&mut bound, value)?;
    }
    Ok(bound)
}

pub(crate) fn postgres(args: Vec<Value>) -> Result<PgArguments, Error> {
    let mut bound = PgArguments::default();
    for value in args {
        bind::<Postgres, _>(&mut bound, value)?;
    }
    Ok(bound)
}

fn bind<D, A>(bound: &mut A, value: Value) -> Result<(), Error>
where
    D: sqlx::Database,
    A: Arguments<Database = D>,
    Option<i64>: for<'q> sqlx::Encode<'q, D> + sqlx::Type<D>,
    Option<String>: for<'q> sqlx::Encode<'q, D> + sqlx::Type<D>,
    Option<Vec<u8>>: for<'q> sqlx::Encode<'q, D> + sqlx::Type<D>,
{
    match value {
        Value::Int(value) => bound.add(value),
        // PostgreSQL keeps no NUL; SQLite would, and then could not be moved there.
        Value::Text(Some(text)) if text.contains('\0') => return Err(Error::Malformed),
        Value::Text(value) => bound.add(value),
        Value::Bytes(value) => bound.add(value),
    }
    .map_err(|error| Error::failed(error.to_string()))
}

/// A row of either engine: derive [`sqlx::FromRow`], or read a tuple. Whole numbers are `i64`, also
/// for yes and no, so that no column needs a type the other engine lacks.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

impl<R> Row for R where R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{}

#[cfg(test)]
mod tests {
    use super::{Marks, Statement};

    #[test]
    fn a_tuple_is_repeated_and_what_follows_it_stays_at_the_end() {
        let text = "INSERT INTO a (b, c, d) VALUES ($1, 0, $2) ON CONFLICT (b) DO NOTHING";
        let statement = Statement::new("a", text, None);
        assert_eq!(statement.repeated(1, Marks::Numbered), text);
        assert_eq!(
            statement.repeated(2, Marks::Numbered),
            "INSERT INTO a (b, c, d) VALUES ($1, 0, $2), ($3, 0, $4) ON CONFLICT (b) DO NOTHING"
        );
        assert_eq!(
            Statement::new("a", "INSERT INTO a (b, c) VALUES ($1, $2)", None).repeated(3, Marks::Bare),
            "INSERT INTO a (b, c) VALUES (?, ?), (?, ?), (?, ?)"
        );
    }
}
