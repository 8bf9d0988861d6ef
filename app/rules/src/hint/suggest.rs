//! From what is said to what is suggested, fact by fact.

use core::ops::Range;

use super::context::without_ignored;
use super::count::{most, times};
use super::find::{Finder, Findings, Found};
use super::learned::{Learned, Matter, Verdict};
use super::lexicon::Section;
use super::said::Said;
use super::sign::Signs;
use super::text::Text;
use super::{Hint, Lawsuit, Media, Safety, Suggestion};
use crate::limits::HOUSEHOLDS_MAX;

/// A shorter text says what its words say.
const TEXT_CHARS_MIN: usize = 25;

pub(super) fn suggest(finder: &Finder, learned: Option<&Learned>, original: &str) -> Vec<Suggestion> {
    let text = Text::read(original);
    let findings = found(finder, &text);
    let said = Said::read(&text, &findings);
    let hints = match learned {
        Some(learned) if text.len() >= TEXT_CHARS_MIN => {
            let verdict = learned.judge(&text, &Signs::read(&text, &findings, &said));
            Judged { text: &text, findings: &findings, said, learned, verdict }.hints()
        }
        _ => plainly(&said),
    };
    let suggestion = |(fact, span): (Hint, Range<usize>)| {
        let evidence = original.get(text.bytes(&span)?)?.to_owned();
        Some(Suggestion { fact, evidence })
    };
    hints.into_iter().flatten().filter_map(suggestion).collect()
}

pub(super) fn signs(finder: &Finder, original: &str) -> Signs {
    let text = Text::read(original);
    let findings = found(finder, &text);
    Signs::read(&text, &findings, &Said::read(&text, &findings))
}

fn found(finder: &Finder, text: &Text) -> Findings {
    let mut findings = finder.find(text);
    without_ignored(&mut findings);
    findings
}

/// A fact with where the words stand that it rests on, in the order of [`Hint`].
type Hints = [Option<(Hint, Range<usize>)>; 9];

/// Nothing but what the words say.
fn plainly(said: &Said) -> Hints {
    let span = |found: &Found| found.span.clone();
    let counted = |count: Option<(u16, &Found)>, hint: fn(u16) -> Hint| {
        count.map(|(count, found)| (hint(count), span(found)))
    };
    let suing = said.suing.filter(|_| said.lawsuit.is_some());
    let lawsuit = said.lawsuit.map(|(lawsuit, found)| (Hint::Lawsuit(lawsuit), span(found)));
    [
        said.media.map(|(media, found)| (Hint::Media(media), span(found))),
        suing.map(|(_, found)| (Hint::Lawsuit(Lawsuit::Group), span(found))).or(lawsuit),
        counted(suing, Hint::GroupLawsuitHouseholds),
        counted(said.persons, Hint::CollectivePersons),
        counted(said.households, Hint::CollectiveHouseholds),
        said.integrity.map(|found| (Hint::Integrity, span(found))),
        said.safety.map(|(safety, found)| (Hint::Safety(safety), span(found))),
        said.department.map(|found| (Hint::OtherDepartment, span(found))),
        counted(said.repeats, Hint::RepeatsAfterHandling),
    ]
}

/// What the words say, weighed by what labelled texts have taught.
struct Judged<'a> {
    text: &'a Text,
    findings: &'a Findings,
    said: Said<'a>,
    learned: &'a Learned,
    verdict: Verdict,
}

impl<'a> Judged<'a> {
    fn hints(&self) -> Hints {
        let said = &self.said;
        let media = self.held(Matter::Media, said.media.map(|(_, found)| found), Section::MediaNot);
        let lawsuit = self.held(Matter::Lawsuit, said.lawsuit.map(|(_, found)| found), Section::LawsuitNot);
        let suing = lawsuit.as_ref().and_then(|_| self.suing());
        let group = suing.map(|(_, found)| (Hint::Lawsuit(Lawsuit::Group), found.span.clone()));
        let danger = self.held(Matter::Safety, said.safety.map(|(_, found)| found), Section::SafetyNot);
        let integrity = self.held(Matter::Integrity, said.integrity, Section::IntegrityNot);
        let department = self.held(Matter::Department, said.department, Section::DepartmentNot);
        [
            media.map(|span| (Hint::Media(self.media()), span)),
            group.or_else(|| lawsuit.map(|span| (Hint::Lawsuit(self.lawsuit()), span))),
            hint(suing, Hint::GroupLawsuitHouseholds),
            hint(self.together(Matter::Persons, said.persons, Section::Persons), Hint::CollectivePersons),
            hint(self.households(suing), Hint::CollectiveHouseholds),
            integrity.map(|span| (Hint::Integrity, span)),
            danger.map(|span| (Hint::Safety(self.safety()), span)),
            department.map(|span| (Hint::OtherDepartment, span)),
            self.repeats(),
        ]
    }

    /// Where the words stand that a matter rests on, if it holds. A company's own lines are final.
    fn held(&self, matter: Matter, said: Option<&Found>, not: Section) -> Option<Range<usize>> {
        if let Some(own) = said.filter(|found| found.own) {
            return Some(own.span.clone());
        }
        if let Some(found) = said {
            return (!self.verdict.denies(matter)).then(|| found.span.clone());
        }
        let masked = self.findings.of(not).iter().any(|found| found.own);
        (!masked && self.verdict.affirms(matter)).then(|| self.learned.evidence(self.text, matter))?
    }

    fn media(&self) -> Media {
        match self.said.media {
            Some((media, found)) if found.own => media,
            _ if !self.verdict.affirms(Matter::MediaOut) => Media::Possible,
            _ if self.verdict.affirms(Matter::MediaWide) => Media::Serious,
            _ => Media::Happened,
        }
    }

    fn lawsuit(&self) -> Lawsuit {
        match self.said.lawsuit {
            Some((lawsuit, found)) if found.own => lawsuit,
            _ if self.verdict.affirms(Matter::LawsuitFiled) => Lawsuit::Happened,
            _ => Lawsuit::Possible,
        }
    }

    fn safety(&self) -> Safety {
        match self.said.safety {
            Some((safety, found)) if found.own => safety,
            _ if self.verdict.affirms(Matter::SafetyNow) => Safety::Now,
            _ => Safety::Possible,
        }
    }

    /// Those who sue together: as is said of the suit, or else the households of the text.
    fn suing(&self) -> Option<(u16, &'a Found)> {
        let said = self.said.suing.or(self.said.households);
        let any = || most(self.findings, Section::Households, HOUSEHOLDS_MAX);
        match self.said.suing {
            Some((_, found)) if found.own => self.said.suing,
            _ if self.verdict.affirms(Matter::LawsuitGroup) => said.or_else(any),
            _ => None,
        }
    }

    fn households(&self, suing: Option<(u16, &'a Found)>) -> Option<(u16, &'a Found)> {
        let said = self.said.households.or(suing);
        self.together(Matter::Households, said, Section::Households)
    }

    /// Those who complain together; those who do not, as it seemed, where the text says otherwise.
    fn together(
        &self,
        matter: Matter,
        said: Option<(u16, &'a Found)>,
        section: Section,
    ) -> Option<(u16, &'a Found)> {
        let is_own = said.is_some_and(|(_, found)| found.own);
        if !is_own && !self.verdict.affirms(matter) {
            return None;
        }
        said.or_else(|| most(self.findings, section, HOUSEHOLDS_MAX))
    }

    fn repeats(&self) -> Option<(Hint, Range<usize>)> {
        let is_own = self.said.repeats.is_some_and(|(_, found)| found.own);
        if !is_own && !self.verdict.affirms(Matter::Repeats) {
            return None;
        }
        let figures = times(self.findings);
        let more = figures.filter(|(figure, _)| self.said.repeats.is_none_or(|(told, _)| told < *figure));
        let told = if is_own { self.said.repeats } else { more.or(self.said.repeats) };
        hint(told, Hint::RepeatsAfterHandling).or_else(|| {
            let span = self.learned.evidence(self.text, Matter::Repeats)?;
            Some((Hint::RepeatsAfterHandling(1), span))
        })
    }
}

fn hint(counted: Option<(u16, &Found)>, hint: fn(u16) -> Hint) -> Option<(Hint, Range<usize>)> {
    counted.map(|(count, found)| (hint(count), found.span.clone()))
}
