//! Who is to be called back, the first to be due first; and the log, the latest first.

use rules::{
    access::{Staff, Want},
    call::{Back, Became, Call, Done, Log},
    id::{CallId, CommunityId, ComplaintNumber},
    limits::{CALL_BACK_ROWS_MAX, CALL_PAGE_ROWS_MAX},
    moment::{Moment, Zone},
};
use sqlx::FromRow;

use crate::{
    Error, Reader, Store,
    complaint::known,
    sql::{args, sql},
    staff::{Cell, PersonRow, person},
    timeline::read_json,
};

macro_rules! calls {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.community, k.at, k.passed_on, k.words, k.became, k.due, k.tries, k.tried_at, k.ended_at, c.number,
            s.id AS staff, s.name, s.department, t.id AS taken, t.name AS taken_name, t.department AS taken_department,
            r.name AS tried_name, e.name AS ended_name
        FROM call k JOIN staff s ON s.id = k.staff LEFT JOIN staff t ON t.id = k.taken_by
            LEFT JOIN staff r ON r.id = k.tried_by LEFT JOIN staff e ON e.id = k.ended_by
            LEFT JOIN complaint c ON c.id = k.complaint ",
            $rest
        )
    };
}

sql! {
    FIND = calls!("WHERE k.id = $1");
    WAITING by "call_waits" = calls!("WHERE k.community = $1 AND k.waits = 1 ORDER BY k.due, k.id LIMIT $2");
    COUNT by "call_waits" = "SELECT id FROM call WHERE community = $1 AND waits = 1 ORDER BY due, id LIMIT $2";
    LOGGED by "call_log" = calls!("WHERE k.community = $1 AND k.id < $2 ORDER BY k.id DESC LIMIT $3");
    MINE by "call_mine" = calls!("WHERE k.community = $1 AND k.staff = $2 AND k.id < $3 ORDER BY k.id DESC LIMIT $4");
}

/// Behind every id there can be.
const LAST: &str = "g";

#[derive(FromRow)]
struct Row {
    id: String,
    community: String,
    at: i64,
    passed_on: i64,
    words: Vec<u8>,
    became: String,
    due: Option<i64>,
    tries: i64,
    tried_at: Option<i64>,
    ended_at: Option<i64>,
    number: Option<String>,
    staff: String,
    name: String,
    department: String,
    taken: Cell,
    taken_name: Cell,
    taken_department: Cell,
    tried_name: Cell,
    ended_name: Cell,
}

fn done(by: Cell, at: Option<i64>) -> Option<Done> {
    Some(Done { by: by?, at: Moment::from_millis(at?) })
}

impl Reader {
    fn call_of(&self, row: Row, zone: Zone) -> Result<Call, Error> {
        let words = self.keys().open("call", "words", &row.id, &row.words)?;
        let by = PersonRow { id: row.staff, name: row.name, department: row.department };
        let number = row.number.map(|number| known(ComplaintNumber::read(&number)));
        let taken_by = person(row.taken, row.taken_name, row.taken_department)?;
        let tries = u32::try_from(row.tries).unwrap_or(0);
        let tried = done(row.tried_name, row.tried_at);
        let back = row.due.map(|due| Back { due: Moment::from_millis(due), taken_by, tries, tried });
        Ok(Call {
            id: CallId::new(row.id),
            community: CommunityId::new(row.community),
            zone,
            at: Moment::from_millis(row.at),
            by: by.into_person()?,
            passed_on: row.passed_on != 0,
            said: read_json(&words)?,
            became: known(Became::from_code(&row.became))?,
            complaint: number.transpose()?,
            back,
            ended: done(row.ended_name, row.ended_at),
        })
    }

    /// A row of the log.
    pub(super) async fn call(&mut self, id: &CallId, now: Moment) -> Result<Call, Error> {
        let row: Row = self.one(FIND, args![id]).await?;
        let zone = self.terms_of(&CommunityId::new(row.community.as_str()), now).await?.zone;
        self.call_of(row, zone)
    }
}

impl Store {
    /// A row of the log, for who handles complaints there.
    ///
    /// # Errors
    /// [`Error::NotFound`], also where they may not read it.
    pub async fn call(&self, id: &CallId, staff: &Staff, now: Moment) -> Result<Call, Error> {
        let call = self.read().await?.call(id, now).await?;
        if staff.may(Want::Handle, &call.community) { Ok(call) } else { Err(Error::NotFound) }
    }

    /// Who is to be called back, the first to be due first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn calls_to_make(&self, staff: &Staff, now: Moment) -> Result<Vec<Call>, Error> {
        let mut read = self.read().await?;
        let mut calls = Vec::new();
        for community in staff.communities(Want::Handle) {
            let zone = read.terms_of(&community, now).await?.zone;
            let rows: Vec<Row> = read.all(WAITING, args![&community, CALL_BACK_ROWS_MAX]).await?;
            for row in rows {
                calls.push(read.call_of(row, zone)?);
            }
        }
        calls.sort_by_key(|call| call.back.as_ref().map(|back| back.due));
        Ok(calls)
    }

    /// How many are to be called back, as far as they are shown.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count_calls_to_make(&self, staff: &Staff) -> Result<u32, Error> {
        let mut read = self.read().await?;
        let mut many = 0;
        for community in staff.communities(Want::Handle) {
            let ids: Vec<(String,)> = read.all(COUNT, args![&community, CALL_BACK_ROWS_MAX]).await?;
            many += u32::try_from(ids.len()).unwrap_or(CALL_BACK_ROWS_MAX);
        }
        Ok(many)
    }

    /// A page of the log, the latest first: before `before`, of everybody or of the reader alone.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn call_log(
        &self,
        staff: &Staff,
        mine: bool,
        before: Option<&CallId>,
        now: Moment,
    ) -> Result<Log, Error> {
        let mut read = self.read().await?;
        let last = CallId::new(LAST);
        let before = before.unwrap_or(&last);
        // One more than is shown: then there is a page after it.
        let most = i64::try_from(CALL_PAGE_ROWS_MAX + 1).unwrap_or(i64::MAX);
        let mut calls = Vec::new();
        for community in staff.communities(Want::Handle) {
            let zone = read.terms_of(&community, now).await?.zone;
            let rows: Vec<Row> = if mine {
                read.all(MINE, args![&community, &staff.id, before, most]).await?
            } else {
                read.all(LOGGED, args![&community, before, most]).await?
            };
            for row in rows {
                calls.push(read.call_of(row, zone)?);
            }
        }
        calls.sort_by(|a, b| b.id.cmp(&a.id));
        let is_more = calls.len() > CALL_PAGE_ROWS_MAX;
        calls.truncate(CALL_PAGE_ROWS_MAX);
        let next = calls.last().filter(|_| is_more).map(|call| call.id.clone());
        Ok(Log { calls, next })
    }
}
