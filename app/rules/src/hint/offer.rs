//! What staff are asked about a complaint: what all its texts suggest beyond its facts, less what a
//! person has found not to be so.

use super::{Hint, Hints, Suggestion};
use crate::grading::Facts;
use crate::timeline::{Entry, Event};

/// Each fact is in one of the two lists at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    pub suggested: Vec<Suggestion>,
    /// Found not to be so, which can be taken back.
    pub not_so: Vec<Suggestion>,
}

impl Offered {
    /// By what she wrote and answered first, what `entries` added and what staff said of it there, oldest first. A
    /// fact that was found not to be so is suggested again only where a text says more of it.
    #[must_use]
    pub fn of<'a>(
        hints: &Hints,
        said: impl Iterator<Item = &'a str>,
        entries: &'a [Entry],
        facts: &Facts,
    ) -> Self {
        let added = entries.iter().filter_map(|entry| match &entry.event {
            Event::Added { text, .. } | Event::Reopened { text, .. } => Some(text.as_str()),
            _ => None,
        });
        let mut suggested: Vec<Suggestion> = Vec::new();
        for one in said.chain(added).flat_map(|said| hints.suggest(said)) {
            match find(&suggested, one.fact) {
                None => suggested.push(one),
                Some(known) if one.fact.is_beyond(suggested[known].fact) => suggested[known] = one,
                Some(_) => {}
            }
        }
        let mut not_so = denied(entries);
        let is_news = |one: &Suggestion| one.fact.adopted(facts).is_some();
        let is_open =
            |one: &Suggestion| find(&not_so, one.fact).is_none_or(|no| one.fact.is_beyond(not_so[no].fact));
        suggested.retain(|one| is_news(one) && is_open(one));
        not_so.retain(|one| is_news(one) && find(&suggested, one.fact).is_none());
        Self { suggested, not_so }
    }
}

/// What was found not to be so and has not been taken back.
fn denied(entries: &[Entry]) -> Vec<Suggestion> {
    let mut denied: Vec<Suggestion> = Vec::new();
    for entry in entries {
        let (Event::NotSo { hint } | Event::MaybeSo { hint }) = &entry.event else { continue };
        denied.retain(|known| known.fact.name() != hint.fact.name());
        if matches!(entry.event, Event::NotSo { .. }) {
            denied.push(hint.clone());
        }
    }
    denied
}

/// Where the same fact stands, whatever its value.
fn find(all: &[Suggestion], fact: Hint) -> Option<usize> {
    all.iter().position(|one| one.fact.name() == fact.name())
}

impl Hint {
    /// Whether it says more than another hint at the same fact.
    fn is_beyond(self, other: Self) -> bool {
        let so_far = other.adopted(&Facts::default()).unwrap_or_default();
        self.adopted(&so_far).is_some()
    }
}
