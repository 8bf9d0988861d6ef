//! What of the queue has been looked at in this tab.

use std::collections::HashMap;

use leptos::prelude::*;
use rules::id::ComplaintId;
use rules::moment::Moment;
use rules::queue::{QueuePage as Rows, QueueRow};
use web_sys::Storage;

use super::row::{News, Shown};

/// Where the tab keeps it. A complaint is another program's page, and the way there and back must not
/// make the queue forget.
const PLACE: &str = "linli-seen";
/// More than anybody looks at in a day; beyond it nothing more is kept.
const KEPT_MAX: usize = 5_000;

#[derive(Clone, Copy)]
pub struct Seen {
    /// Whether what the tab has kept was read: the first page is shown as the server rendered it.
    ready: RwSignal<bool>,
    /// When the queue was read first: what was received before has not just arrived.
    since: StoredValue<Option<Moment>>,
    /// Versions as they were looked at; `None` for one opened since it was last in the queue.
    versions: StoredValue<HashMap<ComplaintId, Option<i64>>>,
}

/// Somebody is looking at a complaint now.
pub fn opened(id: &ComplaintId) {
    let id = id.clone();
    Effect::new(move || {
        let mut kept = kept().unwrap_or_default();
        kept.versions.insert(id.clone(), None);
        keep(&kept);
    });
}

/// What the queue's page has seen, and what the tab has kept of it.
#[must_use]
pub fn use_seen() -> Seen {
    let seen = Seen {
        ready: RwSignal::new(false),
        since: StoredValue::new(None),
        versions: StoredValue::new(HashMap::new()),
    };
    Effect::new(move || {
        if let Some(kept) = kept() {
            // Before the first reading there was nothing to have missed.
            seen.since.update_value(|since| *since = kept.since.or(*since));
            seen.versions.set_value(kept.versions);
        }
        seen.ready.set(true);
    });
    seen
}

impl Seen {
    /// Each row with what is new about it.
    #[must_use]
    pub fn shown(self, rows: RwSignal<Rows>) -> Memo<Vec<Shown>> {
        let shown = Memo::new(move |_| {
            let _ = self.ready.get();
            rows.with(|page| {
                let since = self.since.get_value().unwrap_or(page.now);
                self.since.set_value(Some(since));
                let shown = |row: &QueueRow| Shown { row: row.clone(), news: self.look(row, since) };
                page.rows.iter().map(shown).collect()
            })
        });
        Effect::new(move || {
            shown.track();
            if self.ready.get() {
                keep(&Kept { since: self.since.get_value(), versions: self.versions.get_value() });
            }
        });
        shown
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

/// As the tab keeps it: when the queue was first read, then a line for each complaint.
#[derive(Default)]
struct Kept {
    since: Option<Moment>,
    versions: HashMap<ComplaintId, Option<i64>>,
}

fn tab() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn kept() -> Option<Kept> {
    let text = tab()?.get_item(PLACE).ok().flatten()?;
    let (since, lines) = text.split_once('\n')?;
    let line = |line: &str| {
        let (id, version) = line.split_once(' ')?;
        Some((ComplaintId::new(id), version.parse().ok()))
    };
    let since = since.parse().ok().map(Moment::from_millis);
    Some(Kept { since, versions: lines.lines().filter_map(line).collect() })
}

fn keep(kept: &Kept) {
    let since = kept.since.map(|since| since.millis().to_string()).unwrap_or_default();
    let line = |(id, version): (&ComplaintId, &Option<i64>)| match version {
        Some(version) => format!("{} {version}\n", id.as_str()),
        None => format!("{} -\n", id.as_str()),
    };
    let lines: String = kept.versions.iter().take(KEPT_MAX).map(line).collect();
    if let Some(tab) = tab() {
        // Full or forbidden: rows are then marked as seen only while the page stands.
        let _ = tab.set_item(PLACE, &format!("{since}\n{lines}"));
    }
}
