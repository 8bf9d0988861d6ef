//! From what is found to what is suggested, fact by fact.

use core::ops::Range;

use super::context::{Context, without_ignored};
use super::count::Counts;
use super::find::{Finder, Findings, Found};
use super::learned::{Learned, Matter, Verdict};
use super::lexicon::Section;
use super::story::told_returns;
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

pub(super) fn suggest(finder: &Finder, learned: Option<&Learned>, original: &str) -> Vec<Suggestion> {
    let text = Text::read(original);
    let verdict = learned.map(|learned| learned.judge(&text));
    let mut findings =
        finder.find(&text, |section| verdict.as_ref().is_some_and(|verdict| verdict.denies(section)));
    without_ignored(&mut findings);
    let reading = Reading { text: &text, findings: &findings, learned, verdict };
    let mut said = vec![reading.exposed(&MEDIA, Section::MediaNot)];
    let lawsuit = reading.exposed(&LAWSUIT, Section::LawsuitNot);
    let counts = Counts::read(&text, &findings, lawsuit.is_some());
    let span = |words: &Found| words.span.clone();
    match counts.suing {
        Some((count, words)) if lawsuit.is_some() => {
            said.push(Some((Hint::Lawsuit(Lawsuit::Group), span(words))));
            said.push(Some((Hint::GroupLawsuitHouseholds(count), span(words))));
        }
        _ => said.push(lawsuit),
    }
    said.push(counts.persons.map(|(count, words)| (Hint::CollectivePersons(count), span(words))));
    said.push(counts.households.map(|(count, words)| (Hint::CollectiveHouseholds(count), span(words))));
    let integrity = reading.plain(Section::Integrity, Section::IntegrityNot, Hint::Integrity);
    said.push(reading.judged(integrity, Matter::Integrity, Hint::Integrity));
    said.push(reading.danger());
    said.push(reading.plain(Section::Department, Section::DepartmentNot, Hint::OtherDepartment));
    let returns = told_returns(&text, &findings);
    said.push(returns.map(|(count, words)| (Hint::RepeatsAfterHandling(count), span(words))));
    let suggestion = |(fact, span)| {
        let evidence = original.get(text.bytes(&span)?)?.to_owned();
        Some(Suggestion { fact, evidence })
    };
    said.into_iter().flatten().filter_map(suggestion).collect()
}

struct Reading<'a> {
    text: &'a Text,
    findings: &'a Findings,
    learned: Option<&'a Learned>,
    verdict: Option<Verdict>,
}

type Said = Option<(Hint, Range<usize>)>;

impl<'a> Reading<'a> {
    /// What the words say; without any, what the text as a whole is surely about.
    fn judged(&self, said: Said, matter: Matter, hint: Hint) -> Said {
        let stands = |section| !self.findings.of(section).is_empty();
        if said.is_some() || stands(Section::Over) || stands(Section::Disowned) {
            return said;
        }
        self.verdict.as_ref().filter(|verdict| verdict.affirms(matter))?;
        Some((hint, self.learned?.evidence(self.text, matter)?))
    }

    fn context(&self) -> Context<'a> {
        Context::new(self.text, self.findings)
    }

    /// Media and lawsuits: only what the resident means herself.
    fn exposed(&self, sections: &[(Section, Hint, Hint)], not: Section) -> Said {
        let context = self.context();
        let meant = |found: &Found| {
            !is_masked(self.findings, not, found)
                && !context.is_denied(found)
                && !context.is_anothers(found)
                && !context.is_elsewhere(found)
                && !context.is_disowned(found)
        };
        self.gravest(sections, meant)
    }

    /// Danger: whoever says it; what is over is none, what is past may come back.
    fn danger(&self) -> Said {
        let context = self.context();
        let meant = |found: &Found| {
            let is_over = context.is_over(found) || context.is_disowned(found);
            let is_masked = is_masked(self.findings, Section::SafetyNot, found);
            !is_masked
                && !is_over
                && !context.is_denied(found)
                && !context.is_a_saying(found)
                && !context.is_elsewhere(found)
        };
        let is_now = self.verdict.as_ref().is_some_and(|verdict| verdict.affirms(Matter::Now));
        let danger = if is_now { Safety::Now } else { Safety::Possible };
        self.judged(self.gravest(&SAFETY, meant), Matter::Safety, Hint::Safety(danger))
    }

    fn plain(&self, section: Section, not: Section, hint: Hint) -> Said {
        let context = self.context();
        let meant = |found: &&Found| !is_masked(self.findings, not, found) && !context.is_denied(found);
        self.findings.of(section).iter().find(meant).map(|found| (hint, found.span.clone()))
    }

    /// The gravest that holds; what is only thought of holds where nothing happened.
    fn gravest(&self, sections: &[(Section, Hint, Hint)], meant: impl Fn(&Found) -> bool) -> Said {
        let context = self.context();
        let mut thought = None;
        for (section, happened, possible) in sections {
            for found in self.findings.of(*section).iter().filter(|found| meant(found)) {
                if happened == possible || !self.is_thought(&context, *section, found) {
                    return thought
                        .filter(|_| happened == possible)
                        .or(Some((*happened, found.span.clone())));
                }
                thought = thought.or(Some((*possible, found.span.clone())));
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
