//! Open complaints in the order of the queue. One filter is walked along its own index; of several,
//! the one that leaves the fewest to look at leads, and no more than a bounded number are looked at for
//! one page.

use rules::{
    access::Staff,
    grading::Grade,
    id::{CommunityId, ComplaintId},
    limits::{QUEUE_LOOK_ROWS_MAX, QUEUE_PAGE_ROWS_MAX},
    moment::{Moment, Zone},
    queue::{Filter, HandlerFilter, QueueRow, Rank, StandingFilter},
};

use super::{Found, Row, columns, fits};
use crate::{
    Error, Reader,
    sql::{Statement, Value, args, sql},
};

/// A page of those of one band that `$leads`, which `$index` knows. SQLite is told which it is: without
/// statistics it would guess.
macro_rules! page {
    (sqlite $index:literal, $leads:literal) => {
        page!(concat!("complaint c INDEXED BY ", $index), $leads, fits!(sqlite))
    };
    (postgres $leads:literal) => {
        page!("complaint c", $leads, fits!(postgres))
    };
    ($from:expr, $leads:expr, $fits:expr) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM ",
            $from,
            " LEFT JOIN staff h ON h.id = c.handler LEFT JOIN alike a ON a.id = c.alike ",
            "WHERE c.community = $1 AND c.open = 1 AND c.band = $2 AND (c.due, c.id) > ($3, $4) ",
            "AND (c.due, c.id) <= ($5, $6) AND ",
            $leads,
            " AND ",
            $fits,
            " ORDER BY c.due, c.id LIMIT $23"
        )
    };
}

/// The place of the last of so many; nothing when there are fewer.
macro_rules! edge {
    (sqlite $index:literal, $leads:literal) => {
        edge!(concat!("complaint c INDEXED BY ", $index), $leads)
    };
    (postgres $leads:literal) => {
        edge!("complaint c", $leads)
    };
    ($from:expr, $leads:expr) => {
        concat!(
            "SELECT c.due, c.id FROM ",
            $from,
            " WHERE c.community = $1 AND c.open = 1 AND c.band = $2 AND (c.due, c.id) > ($3, $4) ",
            "AND (c.due, c.id) <= ($5, $6) AND ",
            $leads,
            " ORDER BY c.due, c.id LIMIT 1 OFFSET $7"
        )
    };
}

sql! {
    PAGE by "complaint_queue" = "SELECT c.id, c.number, c.community, c.kind, c.glance, c.stage, c.grade, c.facts, c.deadlines,
            c.handler, h.name AS handler_name, c.offered_to, c.unread, c.contacts_again, c.received, c.version, a.members
        FROM complaint c LEFT JOIN staff h ON h.id = c.handler LEFT JOIN alike a ON a.id = c.alike
        WHERE c.community = $1 AND c.open = 1 AND c.band = $2 AND (c.due, c.id) > ($3, $4) AND (c.due, c.id) <= ($5, $6)
        ORDER BY c.due, c.id LIMIT $7";
    ANY by "complaint_queue" = page!(sqlite "complaint_queue", "1 = 1"), postgres page!(postgres "1 = 1");
    GRADE by "complaint_grade" = page!(sqlite "complaint_grade", "c.grade = $7"), postgres page!(postgres "c.grade = $7");
    KIND by "complaint_open_kind" = page!(sqlite "complaint_open_kind", "c.kind = $8"), postgres page!(postgres "c.kind = $8");
    STAGE by "complaint_stage" = page!(sqlite "complaint_stage", "c.stage = $9"), postgres page!(postgres "c.stage = $9");
    HANDLER by "complaint_handler" = page!(sqlite "complaint_handler", "c.handler = $10"), postgres page!(postgres "c.handler = $10");
    NOBODY by "complaint_handler" = page!(sqlite "complaint_handler", "c.handler IS NULL"), postgres page!(postgres "c.handler IS NULL");
    DEPARTMENT by "complaint_department" = page!(sqlite "complaint_department", "c.department = $11"), postgres page!(postgres "c.department = $11");
    OFFERED by "complaint_offered" = page!(sqlite "complaint_offered", "c.offered_to = $12"), postgres page!(postgres "c.offered_to = $12");
    UNREAD by "complaint_unread" = page!(sqlite "complaint_unread", "c.unread > 0"), postgres page!(postgres "c.unread > 0");
    AGAIN by "complaint_again" = page!(sqlite "complaint_again", "c.contacts_again > 0"), postgres page!(postgres "c.contacts_again > 0");
    SAME by "complaint_same" = page!(sqlite "complaint_same", "c.alike IS NOT NULL"), postgres page!(postgres "c.alike IS NOT NULL");
    ANY_EDGE by "complaint_queue" = edge!(sqlite "complaint_queue", "1 = 1"), postgres edge!(postgres "1 = 1");
    GRADE_EDGE by "complaint_grade" = edge!(sqlite "complaint_grade", "c.grade = $8"), postgres edge!(postgres "c.grade = $8");
    KIND_EDGE by "complaint_open_kind" = edge!(sqlite "complaint_open_kind", "c.kind = $8"), postgres edge!(postgres "c.kind = $8");
    STAGE_EDGE by "complaint_stage" = edge!(sqlite "complaint_stage", "c.stage = $8"), postgres edge!(postgres "c.stage = $8");
    HANDLER_EDGE by "complaint_handler" = edge!(sqlite "complaint_handler", "c.handler = $8"), postgres edge!(postgres "c.handler = $8");
    NOBODY_EDGE by "complaint_handler" = edge!(sqlite "complaint_handler", "c.handler IS NULL"), postgres edge!(postgres "c.handler IS NULL");
    DEPARTMENT_EDGE by "complaint_department" = edge!(sqlite "complaint_department", "c.department = $8"), postgres edge!(postgres "c.department = $8");
    OFFERED_EDGE by "complaint_offered" = edge!(sqlite "complaint_offered", "c.offered_to = $8"), postgres edge!(postgres "c.offered_to = $8");
    UNREAD_EDGE by "complaint_unread" = edge!(sqlite "complaint_unread", "c.unread > 0"), postgres edge!(postgres "c.unread > 0");
    AGAIN_EDGE by "complaint_again" = edge!(sqlite "complaint_again", "c.contacts_again > 0"), postgres edge!(postgres "c.contacts_again > 0");
    SAME_EDGE by "complaint_same" = edge!(sqlite "complaint_same", "c.alike IS NOT NULL"), postgres edge!(postgres "c.alike IS NOT NULL");
    WORDS by "search_terms" = page!("(SELECT rowid AS doc FROM search WHERE search MATCH $21) s CROSS JOIN complaint c", "c.doc = s.doc", fits!(sqlite)),
        postgres page!("(SELECT doc FROM search WHERE terms @> string_to_array($21, ' ')::bigint[]) s CROSS JOIN complaint c", "c.doc = s.doc", fits!(postgres));
    WORDS_MANY by "search_terms" = "SELECT rowid FROM search WHERE search MATCH $1 LIMIT 1 OFFSET $2",
        postgres "SELECT doc FROM search WHERE terms @> string_to_array($1, ' ')::bigint[] LIMIT 1 OFFSET $2";
    RECEIVED by "complaint_open_received" = page!("(SELECT doc FROM complaint INDEXED BY complaint_open_received
            WHERE community = $1 AND open = 1 AND received >= COALESCE($19, 0) AND received < COALESCE($20, 253402300799999)) s CROSS JOIN complaint c", "c.doc = s.doc", fits!(sqlite)),
        postgres page!("complaint c", "c.received >= COALESCE($19, 0) AND c.received < COALESCE($20, 253402300799999)", fits!(postgres));
    RECEIVED_MANY by "complaint_open_received" = "SELECT received FROM complaint
        WHERE community = $1 AND open = 1 AND received >= $2 AND received < $3 LIMIT 1 OFFSET $4";
}

/// So many are put in order; where more are found, they are walked to instead.
const SORTED_MAX: i64 = 1_000;

/// What is asked of one community.
pub(super) struct Asked<'f> {
    community: &'f CommunityId,
    pub(super) filter: &'f Filter,
    me: &'f str,
    now: Moment,
    pub(super) after: Rank,
    /// Half-open bounds of receipt.
    received: (Option<Moment>, Option<Moment>),
    /// What is asked of the search, empty where nothing is looked for.
    pub(super) words: String,
}

/// One way to walk: along the index of one filter.
#[derive(Clone, Copy)]
struct Lead {
    page: Statement,
    edge: Statement,
}

/// Where in a band: a deadline and an id.
type Place = (Moment, ComplaintId);

/// A stretch of one band, the end included.
struct Stretch {
    band: u8,
    after: Place,
    until: Place,
}

/// How a stretch is read: by which statement, and as far as where.
struct Way {
    page: Statement,
    edge: Option<Place>,
}

/// The place before all of a deadline.
fn start_of(due: Moment) -> Place {
    (due, ComplaintId::new(""))
}

/// The place behind all of a band: behind every id of a deadline that is never.
fn end() -> Place {
    (Rank::NEVER, ComplaintId::new("~"))
}

impl<'f> Asked<'f> {
    pub(super) fn of(
        community: &'f CommunityId,
        filter: &'f Filter,
        staff: &'f Staff,
        zone: Zone,
        now: Moment,
    ) -> Self {
        let begins =
            |date: chrono::NaiveDate| date.and_hms_opt(0, 0, 0).map(|at| Moment::from_local(at, zone));
        let since = filter.since.and_then(begins);
        let until = filter.until.and_then(|date| date.succ_opt()).and_then(begins);
        Self {
            community,
            filter,
            me: staff.id.as_str(),
            now,
            after: filter.after.clone().unwrap_or_else(Rank::first),
            received: (since, until),
            words: String::new(),
        }
    }

    fn handler(&self) -> Option<&str> {
        match &self.filter.handler {
            Some(HandlerFilter::Me) => Some(self.me),
            Some(HandlerFilter::Staff(id)) => Some(id.as_str()),
            _ => None,
        }
    }

    fn offered_to(&self) -> Option<&str> {
        (self.filter.handler == Some(HandlerFilter::OfferedToMe)).then_some(self.me)
    }

    fn is_nobodys(&self) -> bool {
        self.filter.handler == Some(HandlerFilter::Nobody)
    }

    /// The last instant from which a deadline may be due soon, and the one it must come after.
    fn soon(&self) -> (Option<Moment>, Option<Moment>) {
        match self.filter.standing {
            Some(StandingFilter::DueSoon) => (Some(self.now), None),
            Some(StandingFilter::OnTrack) => (None, Some(self.now)),
            Some(StandingFilter::Overdue | StandingFilter::Paused) | None => (None, None),
        }
    }

    fn looks_at_receipt(&self) -> bool {
        self.filter.since.is_some() || self.filter.until.is_some()
    }

    /// What no index can lead by has to be looked at row by row.
    fn looks_at_rows(&self) -> bool {
        let soon = matches!(self.filter.standing, Some(StandingFilter::DueSoon | StandingFilter::OnTrack));
        soon || self.looks_at_receipt() || !self.words.is_empty()
    }

    /// The indexes that can lead, each with what it is asked.
    fn leads(&self) -> Vec<(Lead, Option<Value>)> {
        let Filter { grade, kind, stage, department, unread, again, same, .. } = self.filter;
        let text = |code: &str| Some(Value::from(code));
        [
            grade.map(|grade| (GRADE, GRADE_EDGE, Some(Value::from(grade.number())))),
            kind.map(|kind| (KIND, KIND_EDGE, text(kind.code()))),
            stage.map(|stage| (STAGE, STAGE_EDGE, text(stage.code()))),
            self.handler().map(|handler| (HANDLER, HANDLER_EDGE, text(handler))),
            department.map(|department| (DEPARTMENT, DEPARTMENT_EDGE, text(department.code()))),
            self.offered_to().map(|me| (OFFERED, OFFERED_EDGE, text(me))),
            self.is_nobodys().then_some((NOBODY, NOBODY_EDGE, None)),
            unread.then_some((UNREAD, UNREAD_EDGE, None)),
            again.then_some((AGAIN, AGAIN_EDGE, None)),
            same.then_some((SAME, SAME_EDGE, None)),
        ]
        .into_iter()
        .flatten()
        .map(|(page, edge, value)| (Lead { page, edge }, value))
        .collect()
    }

    /// The stretches of the order where what is asked can stand, in order.
    fn stretches(&self) -> Vec<Stretch> {
        let last = match self.filter.grade {
            _ if self.filter.danger => 0,
            Some(Grade::One) => 1,
            _ => Rank::CLOSED - 1,
        };
        let (first, now, never) = (Moment::default(), self.now, Rank::NEVER);
        let (from, until) = match self.filter.standing {
            None => (start_of(first), end()),
            Some(StandingFilter::Overdue) => (start_of(first), start_of(now)),
            Some(StandingFilter::DueSoon | StandingFilter::OnTrack) => (start_of(now), start_of(never)),
            Some(StandingFilter::Paused) => (start_of(never), end()),
        };
        let here = (self.after.due, self.after.id.clone());
        let stretch = |band: u8| {
            let after = if band == self.after.band { from.clone().max(here.clone()) } else { from.clone() };
            Stretch { band, after, until: until.clone() }
        };
        let stretches = (self.after.band..=last).map(stretch);
        stretches.filter(|stretch| stretch.after < stretch.until).collect()
    }

    /// Whether words are all that is asked: then each that is found fits.
    pub(super) fn asks_only_words(&self) -> bool {
        self.leads().is_empty() && !self.looks_at_receipt() && !self.filter.danger
    }

    fn args(&self, stretch: &Stretch, until: &Place) -> Vec<Value> {
        let mut args = self.within(stretch, until);
        args.extend(self.fits(self.words.clone()));
        args
    }

    fn within(&self, stretch: &Stretch, until: &Place) -> Vec<Value> {
        let after = &stretch.after;
        args![self.community, stretch.band, after.0, &after.1, until.0, &until.1]
    }

    /// For closed ones of a list, in the place of words: before the one place in the order of time, not
    /// before the other.
    pub(super) fn args_of(&self, list: String) -> Vec<Value> {
        let (received, id) = if self.after.band == Rank::CLOSED {
            (self.after.due.millis(), self.after.id.clone())
        } else {
            (i64::MAX, ComplaintId::new(""))
        };
        let mut args = args![self.community, false, received, &id, 0_i64, ""];
        args.extend(self.fits(list));
        args
    }

    /// What [`fits`] asks, and how many.
    fn fits(&self, words: String) -> Vec<Value> {
        let code = |code: Option<&str>| code.map(str::to_owned);
        let filter = self.filter;
        let (soon_by, soon_after) = self.soon();
        args![
            filter.grade.map(Grade::number),
            code(filter.kind.map(rules::kind::Kind::code)),
            code(filter.stage.map(rules::stage::Stage::code)),
            code(self.handler()),
            code(filter.department.map(rules::kind::Department::code)),
            code(self.offered_to()),
            self.is_nobodys(),
            filter.unread,
            filter.again,
            filter.same,
            soon_by,
            soon_after,
            self.received.0,
            self.received.1,
            words,
            filter.danger,
            page_rows()
        ]
    }
}

/// One more than is shown tells that there are more.
fn page_rows() -> i64 {
    i64::try_from(QUEUE_PAGE_ROWS_MAX + 1).unwrap_or(i64::MAX)
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
            let keys = self.keys();
            let rows: Result<Vec<QueueRow>, Error> = rows.into_iter().map(|row| row.into_row(keys)).collect();
            found.rows.extend(rows?);
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

    /// What is looked for, or the days of receipt, where that leaves few.
    async fn few(&mut self, asked: &Asked<'_>) -> Result<Option<Statement>, Error> {
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
