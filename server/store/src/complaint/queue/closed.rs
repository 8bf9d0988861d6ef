//! What a search finds among the closed complaints: the newest first, a bounded number looked at.

use rules::{id::ComplaintId, limits::QUEUE_PAGE_ROWS_MAX, moment::Moment, queue::Rank};

use super::{Found, Row, asked::Asked, beside, columns, fits};
use crate::{
    Error, Reader, fresh,
    sql::{args, sql},
};

/// Those of a list that fit; before the one place in the order of time, not before the other.
macro_rules! closed {
    ($list:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM complaint c",
            beside!(),
            "WHERE c.community = $1 AND c.open = $2 AND (c.received, c.id) < ($3, $4) ",
            "AND (c.received, c.id) >= ($5, $6) AND ",
            fits!($list),
            " AND c.doc IN (",
            $list,
            ") ORDER BY c.doc DESC LIMIT $23"
        )
    };
}

sql! {
    NEWEST by "search_terms" = "SELECT rowid FROM search WHERE search MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3",
        postgres "WITH found AS MATERIALIZED (SELECT doc FROM search WHERE terms @> string_to_array($1, ' ')::bigint[])
        SELECT doc FROM found WHERE doc < $2 ORDER BY doc DESC LIMIT $3";
    NEWEST_OF_MANY by "search" = "SELECT rowid FROM search WHERE search MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3",
        postgres "SELECT doc FROM search WHERE terms @> string_to_array($1, ' ')::bigint[] AND doc < $2 ORDER BY doc DESC LIMIT $3";
    OF_LIST = closed!("SELECT value FROM json_each($21)"),
        postgres closed!("SELECT unnest(ARRAY(SELECT json_array_elements_text($21::json)))::bigint");
    PLACE = "SELECT received, id FROM complaint WHERE doc = $1";
}

/// Where more are found, PostgreSQL looks through the newest instead of putting all in order.
const MANY: i64 = 5_000;
/// Complaints looked at for one page where more is asked than words.
const LOOKED_MAX: usize = 1_000;

impl Reader {
    pub(super) async fn among_closed(&mut self, asked: &Asked<'_>) -> Result<Found, Error> {
        let is_within = asked.after.band == Rank::CLOSED;
        let before = if is_within { fresh::doc(asked.after.id.as_str()) } else { i64::MAX };
        let most = if asked.asks_only_words() { QUEUE_PAGE_ROWS_MAX + 1 } else { LOOKED_MAX };
        let newest = args![&asked.words, before, i64::try_from(most).unwrap_or(i64::MAX)];
        let many = self.are_found_more_than(&asked.words, MANY).await?;
        let docs: Vec<(i64,)> = self.all(if many { NEWEST_OF_MANY } else { NEWEST }, newest).await?;
        let Some((last,)) = docs.last() else { return Ok(Found::default()) };
        let looked = if docs.len() < most { None } else { Some(self.place(*last).await?) };
        let list: Vec<String> = docs.iter().map(|(doc,)| doc.to_string()).collect();
        let rows: Vec<Row> = self.all(OF_LIST, asked.args_of(format!("[{}]", list.join(",")))).await?;
        Ok(Found { rows: self.seen(asked, rows).await?, looked })
    }

    async fn place(&mut self, doc: i64) -> Result<Rank, Error> {
        let (received, id): (i64, String) = self.one(PLACE, args![doc]).await?;
        Ok(Rank::closed(Moment::from_millis(received), ComplaintId::new(id)))
    }
}
