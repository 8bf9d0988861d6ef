//! What the words of a lexicon say in a text, fact by fact, with all that their context makes of them.

use super::context::Context;
use super::count::{Counted, Counts, is_masked};
use super::find::{Findings, Found};
use super::lexicon::Section;
use super::story::told_returns;
use super::text::Text;
use super::{Lawsuit, Media, Safety};

/// Each section that says something, most serious first within a fact.
const MEDIA: [(Section, Media); 3] = [
    (Section::MediaSerious, Media::Serious),
    (Section::MediaHappened, Media::Happened),
    (Section::MediaPossible, Media::Possible),
];
const LAWSUIT: [(Section, Lawsuit); 2] =
    [(Section::LawsuitHappened, Lawsuit::Happened), (Section::LawsuitPossible, Lawsuit::Possible)];
const SAFETY: [(Section, Safety); 2] =
    [(Section::SafetyNow, Safety::Now), (Section::SafetyPossible, Safety::Possible)];

/// What is said, each with the words that say it.
pub(super) struct Said<'a> {
    pub media: Option<(Media, &'a Found)>,
    pub lawsuit: Option<(Lawsuit, &'a Found)>,
    pub suing: Counted<'a>,
    pub households: Counted<'a>,
    pub persons: Counted<'a>,
    pub integrity: Option<&'a Found>,
    pub safety: Option<(Safety, &'a Found)>,
    pub department: Option<&'a Found>,
    pub repeats: Counted<'a>,
}

impl<'a> Said<'a> {
    pub fn read(text: &Text, findings: &'a Findings) -> Self {
        let reading = Reading { context: Context::new(text, findings), findings };
        let lawsuit = reading.exposed(&LAWSUIT, Section::LawsuitNot);
        let counts = Counts::read(text, findings, lawsuit.is_some());
        Self {
            media: reading.exposed(&MEDIA, Section::MediaNot),
            lawsuit,
            suing: counts.suing,
            households: counts.households,
            persons: counts.persons,
            integrity: reading.plain(Section::Integrity, Section::IntegrityNot),
            safety: reading.danger(),
            department: reading.plain(Section::Department, Section::DepartmentNot),
            repeats: told_returns(text, findings),
        }
    }
}

struct Reading<'a, 'b> {
    context: Context<'b>,
    findings: &'a Findings,
}

impl<'a> Reading<'a, '_> {
    /// Media and lawsuits: only what the resident means herself.
    fn exposed<T: Copy>(&self, sections: &[(Section, T)], not: Section) -> Option<(T, &'a Found)> {
        let context = &self.context;
        self.gravest(sections, |found| {
            !is_masked(self.findings, not, found)
                && !context.is_denied(found)
                && !context.is_anothers(found)
                && !context.is_elsewhere(found)
                && !context.is_disowned(found)
        })
    }

    /// Danger: whoever says it; what is over is none, what is past may come back.
    fn danger(&self) -> Option<(Safety, &'a Found)> {
        let context = &self.context;
        self.gravest(&SAFETY, |found| {
            !is_masked(self.findings, Section::SafetyNot, found)
                && !context.is_over(found)
                && !context.is_disowned(found)
                && !context.is_denied(found)
                && !context.is_a_saying(found)
                && !context.is_elsewhere(found)
        })
    }

    fn plain(&self, section: Section, not: Section) -> Option<&'a Found> {
        let meant = |found: &&Found| !is_masked(self.findings, not, found) && !self.context.is_denied(found);
        self.findings.of(section).iter().find(meant)
    }

    /// The gravest that holds, the last being that it is possible; what is only thought of is possible
    /// where nothing happened.
    fn gravest<T: Copy>(
        &self,
        sections: &[(Section, T)],
        meant: impl Fn(&Found) -> bool,
    ) -> Option<(T, &'a Found)> {
        let (possible, graver) = sections.split_last()?;
        let mut thought = None;
        for (section, happened) in graver {
            for found in self.findings.of(*section).iter().filter(|found| meant(found)) {
                if !self.is_thought(found) {
                    return Some((*happened, found));
                }
                thought = thought.or(Some((possible.1, found)));
            }
        }
        let plainly = || self.findings.of(possible.0).iter().find(|found| meant(found));
        thought.or_else(|| plainly().map(|found| (possible.1, found)))
    }

    fn is_thought(&self, found: &Found) -> bool {
        self.context.is_imagined(found) || found.section == Section::SafetyNow && self.context.is_past(found)
    }
}
