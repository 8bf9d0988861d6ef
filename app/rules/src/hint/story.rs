//! Returns told as a story: 三月修过,五月又漏,再来打了胶,这回又漏了.

use core::cmp::Reverse;

use super::context::Context;
use super::count::{Counted, first_greatest, is_masked, returns};
use super::find::{Findings, Found};
use super::lexicon::Section;
use super::text::Text;
use crate::limits::RETURNED_TIMES_MAX;

/// How long after its handling a matter is told to be back.
const BACK_REACH: usize = 45;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    Handled,
    Back,
}

/// The most that a figure or the story says.
pub(super) fn told_returns<'a>(text: &Text, findings: &'a Findings) -> Counted<'a> {
    let story = Story { text, findings, context: Context::new(text, findings) };
    first_greatest(returns(findings).into_iter().chain(story.returns()))
}

struct Story<'a, 'b> {
    text: &'b Text,
    findings: &'a Findings,
    context: Context<'b>,
}

impl<'a: 'b, 'b> Story<'a, 'b> {
    /// Every time it is there again after it was handled.
    fn returns(&self) -> Counted<'a> {
        let mut times = 0;
        let mut handled: Option<&Found> = None;
        let mut last = None;
        for (event, found) in self.events() {
            match (event, handled) {
                (Event::Handled, Some(before)) if self.is_another(before, found) => {
                    times += 1;
                    last = Some(found);
                }
                (Event::Back, Some(before))
                    if before.span.end <= found.span.start
                        && found.span.start - before.span.end <= BACK_REACH =>
                {
                    times += 1;
                    handled = None;
                    last = Some(found);
                }
                _ => {}
            }
            if event == Event::Handled {
                handled = Some(found);
            }
        }
        last.map(|found| (times.min(RETURNED_TIMES_MAX), found))
    }

    /// What happened, in the order it is told.
    fn events(&self) -> Vec<(Event, &'a Found)> {
        let of = |event: Event, section: Section, not: Section| {
            let found = self.findings.of(section).iter();
            let found = found.filter(move |found| !is_masked(self.findings, not, found));
            found.map(move |found| (event, found))
        };
        let handled = of(Event::Handled, Section::Handled, Section::HandledNot);
        let handled = handled.filter(|(_, found)| !self.context.is_denied(found));
        let back = of(Event::Back, Section::CameBack, Section::CameBackNot);
        let mut events: Vec<_> = handled.chain(back).collect();
        events.sort_by_key(|(_, found)| (found.span.start, Reverse(found.span.end)));
        events.dedup_by_key(|(event, found)| (*event, found.span.start));
        events
    }

    /// Handled again, another time: it had come back meanwhile. 修过一次、换过一次 are two as well.
    fn is_another(&self, before: &Found, found: &Found) -> bool {
        let between = before.span.end..found.last.max(before.span.end);
        let is_once =
            |found: &Found| matches!(self.text.at(found.span.end - 1), Some('次' | '回' | '遍' | '趟'));
        !self.findings.within(Section::AnotherTime, between).is_empty() || is_once(before) && is_once(found)
    }
}
