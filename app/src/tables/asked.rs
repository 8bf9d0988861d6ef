//! Which table, whose and of when, as it stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::id::{CommunityId, ComplaintId};
use rules::moment::Moment;
use rules::table::{After, Line};
use serde::{Deserialize, Serialize};

use crate::routes::{self, decode, encode};

/// The word for the registration and tracking table.
const REGISTER: &str = "register";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub community: String,
    /// Such as `2026-11`; of no account where days are given.
    pub month: String,
    pub from: String,
    pub to: String,
    pub show: String,
    /// Rows after this one.
    pub after: String,
}

#[must_use]
pub fn use_asked() -> Memo<Asked> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| Asked::read(|name| query.get(name).unwrap_or_default())))
}

impl Asked {
    fn read(value: impl Fn(&str) -> String) -> Self {
        Self {
            community: value("community"),
            month: value("month"),
            from: value("from"),
            to: value("to"),
            show: value("show"),
            after: value("after"),
        }
    }

    /// Of what stands behind a question mark.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::read(|name| {
            let mut pairs = text.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find_map(|(known, value)| (known == name).then(|| decode(value))).unwrap_or_default()
        })
    }

    /// What stands behind the question mark: only what is set.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { community, month, from, to, show, after } = self;
        let all = [
            ("community", community),
            ("month", month),
            ("from", from),
            ("to", to),
            ("show", show),
            ("after", after),
        ];
        let set = all.into_iter().filter(|(_, value)| !value.is_empty());
        set.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    #[must_use]
    pub fn href(&self) -> String {
        self.at(routes::TABLES)
    }

    /// Where both tables are to be had as a file.
    #[must_use]
    pub fn file(&self) -> String {
        self.statistics().at(routes::TABLES_FILE)
    }

    fn at(&self, path: &str) -> String {
        let text = self.text();
        if text.is_empty() { path.to_owned() } else { format!("{path}?{text}") }
    }

    #[must_use]
    pub fn is_register(&self) -> bool {
        self.show == REGISTER
    }

    /// The same days, added up.
    #[must_use]
    pub fn statistics(&self) -> Self {
        Self { show: String::new(), after: String::new(), ..self.clone() }
    }

    /// The same days, row by row from the first.
    #[must_use]
    pub fn register(&self) -> Self {
        Self { show: REGISTER.into(), after: String::new(), ..self.clone() }
    }

    /// The rows after one.
    #[must_use]
    pub fn next(&self, line: &Line) -> Self {
        let After { received, id } = line.place();
        Self { after: format!("{}.{}", received.millis(), id.as_str()), ..self.clone() }
    }

    #[must_use]
    pub fn community(&self) -> Option<CommunityId> {
        (!self.community.is_empty()).then(|| CommunityId::new(self.community.as_str()))
    }

    /// Rows after this one; what is not understood is no such row.
    #[must_use]
    pub fn after(&self) -> Option<After> {
        let (received, id) = self.after.split_once('.')?;
        Some(After { received: Moment::from_millis(received.parse().ok()?), id: ComplaintId::new(id) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_only_what_is_set_and_reads_back() {
        let asked = Asked { community: "wt".into(), month: "2026-11".into(), ..Asked::default() };
        assert_eq!(asked.href(), "/desk/tables?community=wt&month=2026-11");
        assert_eq!(asked.register().file(), "/desk/tables.xlsx?community=wt&month=2026-11");
        assert_eq!(asked.register().href(), "/desk/tables?community=wt&month=2026-11&show=register");
        assert_eq!(Asked::of(&asked.register().text()), asked.register());
        assert_eq!(Asked::default().href(), "/desk/tables");
    }

    #[test]
    fn a_page_begins_after_the_last_row() {
        let asked = Asked { after: "1795312800000.0190-a".into(), ..Asked::default() };
        let after =
            After { received: Moment::from_millis(1_795_312_800_000), id: ComplaintId::new("0190-a") };
        assert_eq!(asked.after(), Some(after));
        for nonsense in ["", "x.y", "17"] {
            assert_eq!(Asked { after: nonsense.into(), ..Asked::default() }.after(), None, "{nonsense}");
        }
    }
}
