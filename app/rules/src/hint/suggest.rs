//! From what is found to what is suggested, fact by fact.

use core::ops::Range;

use super::context::{Context, without_ignored};
use super::count::{Counts, RETURNS};
use super::find::{Finder, Findings, Found};
use super::lexicon::Section;
use super::text::Text;
use super::{Hint, Lawsuit, Media, Safety, Suggestion};

/// Each section that suggests something, most serious first within a fact, with what it suggests
/// and what it suggests where it is only thought of.
const MEDIA: [(Section, Hint, Hint); 3] = [
    (Section::MediaSerious, Hint::Media(Media::Serious), Hint::Media(Media::Possible)),
    (Section::MediaHappened, Hint::Media(Media::Happened), Hint::Media(Media::Possible)),
    (Section::MediaPossible, Hint::Media(Media::Possible), Hint::Media(Media::Possible)),
];
const LAWSUIT: [(Section, Hint, Hint); 2] = [
    (Section::LawsuitHappened, Hint::Lawsuit(Lawsuit::Happened), Hint::Lawsuit(Lawsuit::Possible)),
    (Section::LawsuitPossible, Hint::Lawsuit(Lawsuit::Possible), Hint::Lawsuit(Lawsuit::Possible)),
];
const SAFETY: [(Section, Hint, Hint); 2] = [
    (Section::SafetyNow, Hint::Safety(Safety::Now), Hint::Safety(Safety::Possible)),
    (Section::SafetyPossible, Hint::Safety(Safety::Possible), Hint::Safety(Safety::Possible)),
];

pub(super) fn suggest(finder: &Finder, original: &str) -> Vec<Suggestion> {
    let text = Text::read(original);
    let mut findings = finder.find(&text);
    without_ignored(&mut findings);
    let reading = Reading { original, text: &text, findings: &findings };
    let lawsuit = reading.exposed(&LAWSUIT, Section::LawsuitNot);
    let counts = Counts::read(&text, &findings, lawsuit.is_some());
    let mut said = vec![reading.exposed(&MEDIA, Section::MediaNot)];
    match counts.suing {
        Some((count, words)) if lawsuit.is_some() => {
            said.push(Some((Hint::Lawsuit(Lawsuit::Group), words)));
            said.push(Some((Hint::GroupLawsuitHouseholds(count), words)));
        }
        _ => said.push(lawsuit),
    }
    said.push(counts.persons.map(|(count, words)| (Hint::CollectivePersons(count), words)));
    said.push(counts.households.map(|(count, words)| (Hint::CollectiveHouseholds(count), words)));
    said.push(reading.plain(Section::Integrity, Section::IntegrityNot, Hint::Integrity));
    said.push(reading.danger());
    said.push(reading.plain(Section::Department, Section::DepartmentNot, Hint::OtherDepartment));
    said.push(RETURNS.read(&findings).map(|(count, words)| (Hint::RepeatsAfterHandling(count), words)));
    said.into_iter().flatten().filter_map(|(fact, words)| reading.suggestion(fact, words)).collect()
}

struct Reading<'a> {
    original: &'a str,
    text: &'a Text,
    findings: &'a Findings,
}

type Said<'a> = Option<(Hint, &'a Found)>;

impl<'a> Reading<'a> {
    fn suggestion(&self, fact: Hint, words: &Found) -> Option<Suggestion> {
        let evidence = self.original.get(self.text.bytes(&words.span)?)?.to_owned();
        Some(Suggestion { fact, evidence })
    }

    fn context(&self) -> Context<'a> {
        Context::new(self.text, self.findings)
    }

    /// Media and lawsuits: only what the resident means herself.
    fn exposed(&self, sections: &[(Section, Hint, Hint)], not: Section) -> Said<'a> {
        let context = self.context();
        let meant = |found: &Found| {
            !is_masked(self.findings, not, found) && !context.is_denied(found) && !context.is_anothers(found)
        };
        self.gravest(sections, meant)
    }

    /// Danger: whoever says it; what is over is none, what is past may come back.
    fn danger(&self) -> Said<'a> {
        let context = self.context();
        let meant = |found: &Found| {
            let is_over = context.is_past(found) && context.is_over(found);
            let is_masked = is_masked(self.findings, Section::SafetyNot, found);
            !is_masked && !is_over && !context.is_denied(found) && !context.is_a_saying(found)
        };
        self.gravest(&SAFETY, meant)
    }

    fn plain(&self, section: Section, not: Section, hint: Hint) -> Said<'a> {
        let context = self.context();
        let meant = |found: &&Found| !is_masked(self.findings, not, found) && !context.is_denied(found);
        self.findings.of(section).iter().find(meant).map(|found| (hint, found))
    }

    /// The gravest that holds; what is only thought of holds where nothing happened.
    fn gravest(&self, sections: &[(Section, Hint, Hint)], meant: impl Fn(&Found) -> bool) -> Said<'a> {
        let context = self.context();
        let mut thought = None;
        for (section, happened, possible) in sections {
            for found in self.findings.of(*section).iter().filter(|found| meant(found)) {
                if happened == possible || !self.is_thought(&context, *section, found) {
                    return thought.filter(|_| happened == possible).or(Some((*happened, found)));
                }
                thought = thought.or(Some((*possible, found)));
            }
        }
        thought
    }

    fn is_thought(&self, context: &Context, section: Section, found: &Found) -> bool {
        context.is_imagined(found) || section == Section::SafetyNow && context.is_past(found)
    }
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
