//! How many: households, persons, returns.

use core::ops::Range;

use super::context::Context;
use super::find::{Findings, Found};
use super::lexicon::Section;
use super::text::Text;
use crate::limits::{HOUSEHOLDS_MAX, PERSONS_MAX, RETURNED_TIMES_MAX};

/// From how many on people act together.
const TOGETHER_MIN: u16 = 2;

/// How long after a handling is told that it was in vain.
const FAILED_REACH: usize = 50;

pub(super) type Counted<'a> = Option<(u16, &'a Found)>;

/// Those who complain or sue together.
pub(super) struct Counts<'a> {
    pub suing: Counted<'a>,
    pub households: Counted<'a>,
    pub persons: Counted<'a>,
}

impl<'a> Counts<'a> {
    pub fn read(text: &Text, findings: &'a Findings, sued: bool) -> Self {
        let context = Context::new(text, findings);
        let most = |section: Section, not: Section, max: u16, kept: &dyn Fn(&Found) -> bool| {
            let counted = findings.of(section).iter().filter(|found| !is_masked(findings, not, found));
            let counted = counted.filter(|found| {
                let is_ours = !context.is_elsewhere(found) && !context.is_disowned(found);
                is_ours && !context.is_a_saying(found) && !context.is_denied(found) && kept(found)
            });
            let counts = counted.filter_map(|found| Some((count(found, TOGETHER_MIN, max)?, found)));
            first_greatest(counts)
        };
        let not_suing = Section::LawsuitHouseholdsNot;
        let suing = most(Section::LawsuitHouseholds, not_suing, HOUSEHOLDS_MAX, &|_| sued);
        let only_sue = |found: &Found| {
            suing.is_none_or(|(_, suit): (u16, &Found)| {
                let apart = found.span.end <= suit.span.start || suit.span.end <= found.span.start;
                let more = found.span.start <= suit.span.start && suit.span.end < found.span.end;
                apart || more
            })
        };
        Self {
            suing,
            households: most(Section::Households, Section::HouseholdsNot, HOUSEHOLDS_MAX, &only_sue),
            persons: most(Section::Persons, Section::PersonsNot, PERSONS_MAX, &|_| true),
        }
    }
}

fn count(found: &Found, min: u16, max: u16) -> Option<u16> {
    let count = u16::try_from(found.count?).ok()?;
    (min..=max).contains(&count).then_some(count)
}

/// Those who may act together, whatever the context makes of them.
pub(super) fn most(findings: &Findings, section: Section, max: u16) -> Counted<'_> {
    let counts = findings.of(section).iter();
    first_greatest(counts.filter_map(|found| Some((count(found, TOGETHER_MIN, max)?, found))))
}

/// The greatest; of several the first, and of those that begin there the shortest.
pub(super) fn first_greatest<'a>(counts: impl Iterator<Item = (u16, &'a Found)>) -> Counted<'a> {
    counts.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// How often something was done about it, where it is known that it came back.
pub(super) fn times(findings: &Findings) -> Counted<'_> {
    let figures = findings.of(Section::Times).iter();
    let figures = figures.filter(|found| !is_masked(findings, Section::RepeatsNot, found));
    first_greatest(figures.filter_map(|found| Some((count(found, 1, RETURNED_TIMES_MAX)?, found))))
}

/// How often it came back, as a figure tells it: 修了三次还漏.
pub(super) fn returns<'a>(findings: &'a Findings) -> Counted<'a> {
    // 第四次来修: it came back one time less, unless that was in vain.
    let sections = [(Section::Repeats, 0), (Section::RepeatsLessOne, 1)];
    let before = times(findings);
    let said = sections.iter().flat_map(|(section, less)| {
        let found = findings.of(*section).iter();
        let found = found.filter(|found| !is_masked(findings, Section::RepeatsNot, found));
        found.filter_map(|found| {
            let end = found.span.end;
            let failed = !findings.within(Section::CameBack, end..end + FAILED_REACH).is_empty();
            let place = count(found, 1, RETURNED_TIMES_MAX)?;
            // 第四次来修,前三次都说好了: the fourth has not failed yet.
            let is_next = before.is_some_and(|(before, _)| before + 1 == place);
            let less = if failed && !is_next { 0 } else { *less };
            let times = place.checked_sub(less)?;
            (times > 0).then_some((times, found))
        })
    });
    let once = findings.of(Section::RepeatsOnce).iter();
    let once = once.filter(|found| !is_masked(findings, Section::RepeatsNot, found));
    first_greatest(said.chain(once.map(|found| (1, found))))
}

/// Whether a word that only contains it covers part of the finding: 法院路 is no 法院.
pub(super) fn is_masked(findings: &Findings, not: Section, found: &Found) -> bool {
    /// How far before the finding a pattern can begin that reaches it.
    const REACH: usize = 60;
    let span = &found.span;
    if found.sure {
        return false;
    }
    let masks = findings.within(not, span.start.saturating_sub(REACH)..span.end);
    let covers = |mask: &Range<usize>, word: Range<usize>| {
        let overlaps = mask.start < word.end && word.start < mask.end;
        overlaps && !(word.start <= mask.start && mask.end <= word.end && *mask != word)
    };
    masks.iter().any(|mask| {
        covers(&mask.span, span.start..found.first_end) || covers(&mask.span, found.last..span.end)
    })
}
