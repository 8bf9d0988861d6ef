//! Open complaints in the order of the queue. One filter is walked along its own index; of several,
//! the one that leaves the fewest to look at leads, and no more than a bounded number are looked at for
//! one page.

use rules::{
    id::ComplaintId,
    limits::{QUEUE_LOOK_ROWS_MAX, QUEUE_PAGE_ROWS_MAX},
    moment::Moment,
    queue::Rank,
};

use super::{
    Found, Row,
    asked::{Asked, Place, Stretch, page_rows},
    lead::{ANY, ANY_EDGE, HELPING, HELPING_MANY, Lead, PAGE, RECEIVED, RECEIVED_MANY, WORDS, WORDS_MANY},
};
use crate::{
    Error, Reader,
    sql::{Statement, Value, args},
};

/// So many are put in order; where more are found, they are walked to instead.
const SORTED_MAX: i64 = 1_000;

/// How a stretch is read: by which statement, and as far as where.
struct Way {
    page: Statement,
    edge: Option<Place>,
}

impl Reader {
    /// The first that fit, of one community.
    pub(super) async fn walk(&mut self, asked: &Asked<'_>) -> Result<Found, Error> {
        let mut found = Found::default();
        for stretch in asked.stretches() {
            let way = self.way(asked, &stretch).await?;
            let until = way.edge.as_ref().unwrap_or(&stretch.until);
            let rows: Vec<Row> = if way.page.name == PAGE.name {
                let mut args = asked.within(&stretch, until);
                args.extend(args![page_rows()]);
                self.all(way.page, args).await?
            } else {
                self.all(way.page, asked.args(&stretch, until)).await?
            };
            found.rows.extend(self.seen(asked, rows).await?);
            if found.rows.len() > QUEUE_PAGE_ROWS_MAX {
                break;
            }
            if let Some((due, id)) = way.edge {
                found.looked = Some(Rank { band: stretch.band, due, id });
                break;
            }
        }
        Ok(found)
    }

    /// One filter, or none, is walked to wherever its rows are. Of several the first that leaves few
    /// leads; where each leaves many, the one that gets furthest with as many as may be looked at.
    async fn way(&mut self, asked: &Asked<'_>, stretch: &Stretch) -> Result<Way, Error> {
        let leads = asked.leads();
        match (&leads[..], asked.looks_at_rows()) {
            ([], false) => return Ok(Way { page: PAGE, edge: None }),
            ([(lead, _)], false) => return Ok(Way { page: lead.page, edge: None }),
            _ => {}
        }
        if let Some(page) = self.few(asked).await? {
            return Ok(Way { page, edge: None });
        }
        let any = leads.is_empty().then_some((Lead { page: ANY, edge: ANY_EDGE }, None));
        let mut furthest: Option<Way> = None;
        for (lead, value) in leads.into_iter().chain(any) {
            let Some(edge) = self.edge(asked, stretch, lead, value).await? else {
                return Ok(Way { page: lead.page, edge: None });
            };
            if furthest.as_ref().is_none_or(|so_far| so_far.edge.as_ref() < Some(&edge)) {
                furthest = Some(Way { page: lead.page, edge: Some(edge) });
            }
        }
        Ok(furthest.unwrap_or(Way { page: ANY, edge: None }))
    }

    /// What help is asked for, what is looked for, or the days of receipt, where that leaves few.
    async fn few(&mut self, asked: &Asked<'_>) -> Result<Option<Statement>, Error> {
        if let Some(of) = asked.helping() {
            let beyond: Option<(String,)> =
                self.optional(HELPING_MANY, args![asked.community, of, SORTED_MAX]).await?;
            if beyond.is_none() {
                return Ok(Some(HELPING));
            }
        }
        if !asked.words.is_empty() && !self.are_found_more_than(&asked.words, SORTED_MAX).await? {
            return Ok(Some(WORDS));
        }
        if asked.looks_at_receipt() {
            let (since, until) = asked.received;
            let since = since.unwrap_or_default();
            let args = args![asked.community, since, until.unwrap_or(Rank::NEVER), SORTED_MAX];
            let beyond: Option<(i64,)> = self.optional(RECEIVED_MANY, args).await?;
            if beyond.is_none() {
                return Ok(Some(RECEIVED));
            }
        }
        Ok(None)
    }

    /// Whether the search finds more than so many.
    pub(super) async fn are_found_more_than(&mut self, words: &str, most: i64) -> Result<bool, Error> {
        let beyond: Option<(i64,)> = self.optional(WORDS_MANY, args![words, most]).await?;
        Ok(beyond.is_some())
    }

    async fn edge(
        &mut self,
        asked: &Asked<'_>,
        stretch: &Stretch,
        lead: Lead,
        value: Option<Value>,
    ) -> Result<Option<Place>, Error> {
        let mut args = asked.within(stretch, &stretch.until);
        args.extend(args![i64::try_from(QUEUE_LOOK_ROWS_MAX - 1).unwrap_or(i64::MAX)]);
        args.extend(value);
        let edge: Option<(i64, String)> = self.optional(lead.edge, args).await?;
        Ok(edge.map(|(due, id)| (Moment::from_millis(due), ComplaintId::new(id))))
    }
}
