//! By which index the queue is walked: one for each filter, in the order of the queue.

use rules::queue::Filter;

use super::{asked::Asked, beside, columns, fits};
use crate::sql::{Statement, Value, sql};

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
            beside!(),
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
    PAGE by "complaint_queue" = concat!("SELECT ", columns!(), " FROM complaint c", beside!(), "WHERE c.community = $1 AND c.open = 1 AND c.band = $2 AND (c.due, c.id) > ($3, $4)
            AND (c.due, c.id) <= ($5, $6) ORDER BY c.due, c.id LIMIT $7");
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
    HELPING by "help_asked" = page!("(SELECT complaint FROM help INDEXED BY help_asked
            WHERE community = $1 AND asked_of = $24 AND open = 1) s CROSS JOIN complaint c", "c.id = s.complaint", fits!(sqlite)),
        postgres page!("(SELECT complaint FROM help WHERE community = $1 AND asked_of = $24 AND open = 1) s CROSS JOIN complaint c",
            "c.id = s.complaint", fits!(postgres));
    HELPING_MANY by "help_asked" = "SELECT complaint FROM help WHERE community = $1 AND asked_of = $2 AND open = 1
        LIMIT 1 OFFSET $3";
    RECEIVED by "complaint_open_received" = page!("(SELECT doc FROM complaint INDEXED BY complaint_open_received
            WHERE community = $1 AND open = 1 AND received >= COALESCE($19, 0) AND received < COALESCE($20, 253402300799999)) s CROSS JOIN complaint c", "c.doc = s.doc", fits!(sqlite)),
        postgres page!("complaint c", "c.received >= COALESCE($19, 0) AND c.received < COALESCE($20, 253402300799999)", fits!(postgres));
    RECEIVED_MANY by "complaint_open_received" = "SELECT received FROM complaint
        WHERE community = $1 AND open = 1 AND received >= $2 AND received < $3 LIMIT 1 OFFSET $4";
}

/// One way to walk: along the index of one filter.
#[derive(Clone, Copy)]
pub(super) struct Lead {
    pub page: Statement,
    pub edge: Statement,
}

impl Asked<'_> {
    /// The indexes that can lead, each with what it is asked.
    pub(super) fn leads(&self) -> Vec<(Lead, Option<Value>)> {
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
}
