//! Two people at the same complaint: what the page of one had seen, and how what both did goes together.

use super::{FactsDraft, Work, WorkDraft};
use crate::access::Refusal;
use crate::grading::Facts;
use crate::timeline::{Entry, Event};

/// What a page had seen when a form of it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Version of the facts; 0 where none was sent, which never matches.
    pub facts_version: i64,
    /// The facts its form was made from.
    pub facts: Option<Facts>,
    /// Number of the last entry; where none was sent, nothing is held back.
    pub entry: Option<i64>,
}

impl From<i64> for Seen {
    fn from(facts_version: i64) -> Self {
        Self { facts_version, ..Self::default() }
    }
}

impl WorkDraft {
    /// What the page had seen that it was sent from.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let was = Some(&self.was).filter(|was| **was != FactsDraft::default());
        Seen {
            facts_version: self.facts_version(),
            facts: was.and_then(|was| was.parse().ok()),
            entry: self.seen.trim().parse().ok(),
        }
    }
}

impl Seen {
    /// The facts as they are to be now: what `mine` changed, over `theirs`.
    ///
    /// # Errors
    /// `Changed` where both changed the same one to something else, or it is not known what `mine` was
    /// made from.
    pub fn meet(&self, mine: &Facts, theirs: &Facts) -> Result<Facts, Refusal> {
        let was = self.facts.as_ref().ok_or(Refusal::Changed)?;
        let met = Met::of(&was.into(), &mine.into(), &theirs.into());
        if met.clashes.is_empty() {
            met.facts.parse().map_err(|_| Refusal::Changed)
        } else {
            Err(Refusal::Changed)
        }
    }

    /// Whether something was said since, by her or to her, which who says this to her has not seen.
    #[must_use]
    pub fn holds_back(&self, work: &Work, entries: &[Entry]) -> bool {
        let Some(seen) = self.entry.filter(|_| work.is_said()) else { return false };
        said_since(entries, seen).next().is_some()
    }
}

impl Work {
    /// Whether it is said to her, and so would be said twice.
    #[must_use]
    pub fn is_said(&self) -> bool {
        match self {
            Self::Reply { .. } | Self::Plan { .. } | Self::ReplyAll { .. } | Self::Resolve { .. } => true,
            Self::Committing { saying, .. } => saying.is_said(),
            _ => false,
        }
    }
}

/// What was said by her or to her after the entry of this number.
pub fn said_since(entries: &[Entry], seen: i64) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(move |entry| entry.seq > seen && is_between_us(&entry.event))
}

const fn is_between_us(event: &Event) -> bool {
    matches!(
        event,
        Event::Replied { .. }
            | Event::Resolved { .. }
            | Event::Recommitted { .. }
            | Event::Extended { .. }
            | Event::Paused { .. }
            | Event::Reviewed { .. }
            | Event::Added { .. }
            | Event::Contacted { .. }
            | Event::Reopened { .. }
            | Event::ReviewAsked { .. }
            | Event::Withdrawn { .. }
    )
}

/// One fact that two people changed to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// As its field is named.
    pub part: &'static str,
    pub mine: String,
    pub theirs: String,
}

/// Two forms that were made from the same facts, put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// What either has changed; mine where they clash.
    pub facts: FactsDraft,
    pub clashes: Vec<Clash>,
}

/// A field's name, how it is read and how it is written.
type Part = (&'static str, fn(&FactsDraft) -> &String, fn(&mut FactsDraft) -> &mut String);

macro_rules! parts {
    ($($field:ident),+) => {
        [$((stringify!($field), |form| &form.$field, |form| &mut form.$field)),+]
    };
}

const PARTS: [Part; 10] =
    parts![safety, media, lawsuit, suing, integrity, households, persons, returned, help, cause];

impl Met {
    #[must_use]
    pub fn of(was: &FactsDraft, mine: &FactsDraft, theirs: &FactsDraft) -> Self {
        let mut met = Self { facts: theirs.clone(), clashes: Vec::new() };
        for (part, read, write) in PARTS {
            let [was, mine, theirs] = [was, mine, theirs].map(|form| read(form).trim());
            if mine == was || mine == theirs {
                continue;
            }
            mine.clone_into(write(&mut met.facts));
            if theirs != was {
                met.clashes.push(Clash { part, mine: mine.to_owned(), theirs: theirs.to_owned() });
            }
        }
        met
    }
}

impl FactsDraft {
    /// Each field by its name, in the order of the form.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        PARTS.iter().map(|(part, read, _)| (*part, read(self).as_str()))
    }
}
