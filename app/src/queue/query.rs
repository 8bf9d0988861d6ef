//! Which rows, as it stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::grading::Grade;
use rules::id::{CommunityId, ComplaintId, StaffId};
use rules::kind::{Department, Kind};
use rules::moment::{self, Moment};
use rules::queue::{Filter, HandlerFilter, Rank, StandingFilter};
use rules::stage::Stage;
use serde::{Deserialize, Serialize};

use crate::routes::{self, encode};

/// The words for a handler that are nobody's id.
pub const ME: &str = "me";
pub const NOBODY: &str = "nobody";
pub const OFFERED: &str = "offered";
pub const HELPING: &str = "helping";
/// What a box that is ticked says.
pub const YES: &str = "1";

/// The filter as it stands in the address; what is not understood is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// What is looked for.
    pub q: String,
    pub open: String,
    pub community: String,
    pub grade: String,
    pub kind: String,
    pub handler: String,
    pub standing: String,
    pub stage: String,
    pub department: String,
    pub danger: String,
    pub unread: String,
    pub again: String,
    pub same: String,
    pub since: String,
    pub until: String,
    /// Rows after this rank.
    pub after: String,
}

/// The address's own query.
#[must_use]
pub fn use_query() -> Memo<Query> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| Query::read(|name| query.get(name).unwrap_or_default())))
}

impl Query {
    const NAMES: [&str; 16] = [
        "q",
        "open",
        "community",
        "grade",
        "kind",
        "handler",
        "standing",
        "stage",
        "department",
        "danger",
        "unread",
        "again",
        "same",
        "since",
        "until",
        "after",
    ];

    fn read(text: impl Fn(&str) -> String) -> Self {
        let [
            q,
            open,
            community,
            grade,
            kind,
            handler,
            standing,
            stage,
            department,
            danger,
            unread,
            again,
            same,
            since,
            until,
            after,
        ] = Self::NAMES.map(text);
        Self {
            q,
            open,
            community,
            grade,
            kind,
            handler,
            standing,
            stage,
            department,
            danger,
            unread,
            again,
            same,
            since,
            until,
            after,
        }
    }

    /// Of what stands behind a question mark.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let pairs: Vec<(&str, &str)> = text.split('&').filter_map(|pair| pair.split_once('=')).collect();
        Self::read(|name| {
            let value = pairs.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
            routes::decode(value)
        })
    }

    const fn values(&self) -> [&String; 16] {
        [
            &self.q,
            &self.open,
            &self.community,
            &self.grade,
            &self.kind,
            &self.handler,
            &self.standing,
            &self.stage,
            &self.department,
            &self.danger,
            &self.unread,
            &self.again,
            &self.same,
            &self.since,
            &self.until,
            &self.after,
        ]
    }

    #[must_use]
    pub fn of_handler(handler: &str) -> Self {
        Self { handler: handler.into(), ..Self::default() }
    }

    #[must_use]
    pub fn of_standing(standing: StandingFilter) -> Self {
        Self { standing: standing.code().into(), ..Self::default() }
    }

    /// The same rows from `rank` on.
    #[must_use]
    pub fn after(&self, rank: &Rank) -> Self {
        let after = format!("{}.{}.{}", rank.band, rank.due.millis(), rank.id.as_str());
        Self { after, ..self.clone() }
    }

    /// The same rows from the first on.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { after: String::new(), ..self.clone() }
    }

    /// Its address: only what is set is named.
    #[must_use]
    pub fn href(&self) -> String {
        self.at(routes::DESK)
    }

    /// Where all it shows is to be had as a file.
    #[must_use]
    pub fn file(&self) -> String {
        self.whole().at(routes::EXPORT)
    }

    fn at(&self, path: &str) -> String {
        let text = self.text();
        if text.is_empty() { path.to_owned() } else { format!("{path}?{text}") }
    }

    /// What stands behind the question mark.
    #[must_use]
    pub fn text(&self) -> String {
        let pairs = Self::NAMES.into_iter().zip(self.values());
        let set = pairs.filter(|(_, value)| !value.is_empty());
        set.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            grade: self.grade.parse().ok().and_then(Grade::from_number),
            kind: Kind::from_code(&self.kind),
            community: some(&self.community).map(CommunityId::new),
            handler: some(&self.handler).map(|handler| match handler {
                ME => HandlerFilter::Me,
                NOBODY => HandlerFilter::Nobody,
                OFFERED => HandlerFilter::OfferedToMe,
                HELPING => HandlerFilter::AsksMyHelp,
                id => HandlerFilter::Staff(StaffId::new(id)),
            }),
            standing: StandingFilter::from_code(&self.standing),
            stage: Stage::from_code(&self.stage),
            department: Department::from_code(&self.department),
            danger: self.danger == YES,
            unread: self.unread == YES,
            again: self.again == YES,
            same: self.same == YES,
            since: moment::date(&self.since),
            until: moment::date(&self.until),
            words: self.q.trim().to_owned(),
            open_only: self.open == YES,
            after: rank(&self.after),
        }
    }

    /// Whether anything is set that stands behind "more".
    #[must_use]
    pub fn narrows(&self) -> bool {
        let more = [
            &self.stage,
            &self.department,
            &self.danger,
            &self.unread,
            &self.again,
            &self.same,
            &self.since,
            &self.until,
            &self.open,
        ];
        more.into_iter().any(|value| !value.is_empty())
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn rank(text: &str) -> Option<Rank> {
    let mut parts = text.splitn(3, '.');
    let band = parts.next()?.parse().ok()?;
    let due = Moment::from_millis(parts.next()?.parse().ok()?);
    Some(Rank { band, due, id: ComplaintId::new(parts.next()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_only_what_is_set_and_reads_back() {
        let query =
            Query { grade: "1".into(), handler: ME.into(), standing: "due_soon".into(), ..Query::default() };
        assert_eq!(query.href(), "/desk?grade=1&handler=me&standing=due_soon");
        let filter = query.filter();
        assert_eq!(filter.grade, Some(Grade::One));
        assert_eq!(filter.handler, Some(HandlerFilter::Me));
        assert_eq!(filter.standing, Some(StandingFilter::DueSoon));
        assert_eq!(Query::default().href(), "/desk");
        let looked_for =
            Query { q: " 电梯 ".into(), same: YES.into(), since: "2026-11-01".into(), ..Query::default() };
        assert_eq!(looked_for.href(), "/desk?q=%20%E7%94%B5%E6%A2%AF%20&same=1&since=2026-11-01");
        assert_eq!(Query::of(&looked_for.text()), looked_for);
        let filter = looked_for.filter();
        assert_eq!((filter.words.as_str(), filter.same), ("电梯", true));
        assert!(filter.since.is_some());
    }

    #[test]
    fn the_next_page_begins_after_the_last_row() {
        let rank = Rank { band: 2, due: Rank::NEVER, id: ComplaintId::new("0190-a.b") };
        let next = Query::of_handler(ME).after(&rank);
        assert_eq!(next.filter().after, Some(rank));
        assert_eq!(next.file(), "/desk/export.xlsx?handler=me", "a file has every page");
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let query = Query {
            grade: "9".into(),
            stage: "asleep".into(),
            since: "2026-13-01".into(),
            unread: "yes".into(),
            kind: "noise".into(),
            standing: "late".into(),
            after: "2.x.y".into(),
            ..Query::default()
        };
        assert_eq!(query.filter(), Filter::default());
    }
}
