//! What of the queue has been looked at while this desk is open.

use std::collections::HashMap;

use leptos::prelude::*;
use rules::id::ComplaintId;
use rules::moment::Moment;
use rules::queue::{QueuePage as Rows, QueueRow};

use super::row::{News, Shown};

/// Kept while the program runs, so that it outlives a visit to a complaint.
#[derive(Clone, Copy)]
pub struct Seen {
    /// When the queue was read first: what was received before has not just arrived.
    since: StoredValue<Option<Moment>>,
    /// Versions as they were looked at; `None` for one opened since it was last in the queue.
    versions: StoredValue<HashMap<ComplaintId, Option<i64>>>,
}

pub fn provide() {
    provide_context(empty());
}

#[must_use]
pub fn seen() -> Seen {
    use_context().unwrap_or_else(empty)
}

fn empty() -> Seen {
    Seen { since: StoredValue::new(None), versions: StoredValue::new(HashMap::new()) }
}

impl Seen {
    /// Somebody is looking at it now.
    pub fn opened(self, id: &ComplaintId) {
        self.versions.update_value(|versions| {
            versions.insert(id.clone(), None);
        });
    }

    /// Each row with what is new about it.
    #[must_use]
    pub fn shown(self, rows: RwSignal<Rows>) -> Memo<Vec<Shown>> {
        Memo::new(move |_| {
            rows.with(|page| {
                let since = self.since.get_value().unwrap_or(page.now);
                self.since.set_value(Some(since));
                let shown = |row: &QueueRow| Shown { row: row.clone(), news: self.look(row, since) };
                page.rows.iter().map(shown).collect()
            })
        })
    }

    fn look(self, row: &QueueRow, since: Moment) -> News {
        let mut news = News::None;
        self.versions.update_value(|versions| match versions.get(&row.id) {
            Some(Some(version)) if *version == row.version => {}
            Some(Some(_)) => news = News::Changed,
            None if row.received > since => news = News::Arrived,
            _ => {
                versions.insert(row.id.clone(), Some(row.version));
            }
        });
        news
    }
}
