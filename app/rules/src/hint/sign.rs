//! What the words of the lexicon say in a text and what its context makes of it, as signs that
//! labelled texts have weighed.

use super::context::Context;
use super::count::is_masked;
use super::find::{Findings, Found};
use super::lexicon::Section;
use super::said::Said;
use super::text::Text;
use super::{Lawsuit, Media, Safety};

/// What the context makes of a finding, the first that holds.
const STATES: [&str; 9] =
    ["masked", "denied", "disowned", "elsewhere", "quoted", "anothers", "over", "thought", "meant"];

/// The sections that suggest something, each with what masks it.
const SECTIONS: [(Section, Section); 12] = [
    (Section::MediaPossible, Section::MediaNot),
    (Section::MediaHappened, Section::MediaNot),
    (Section::MediaSerious, Section::MediaNot),
    (Section::LawsuitPossible, Section::LawsuitNot),
    (Section::LawsuitHappened, Section::LawsuitNot),
    (Section::LawsuitHouseholds, Section::LawsuitHouseholdsNot),
    (Section::Households, Section::HouseholdsNot),
    (Section::Persons, Section::PersonsNot),
    (Section::Integrity, Section::IntegrityNot),
    (Section::SafetyPossible, Section::SafetyNot),
    (Section::SafetyNow, Section::SafetyNot),
    (Section::Department, Section::DepartmentNot),
];

/// Findings of a section whose context is looked at: further ones say no more.
const FOUND_MAX: usize = 8;

/// What is said, all context weighed.
const SAID: [&str; 18] = [
    "media=possible",
    "media=happened",
    "media=serious",
    "lawsuit=possible",
    "lawsuit=happened",
    "suing=several",
    "households=several",
    "persons=several",
    "integrity=true",
    "safety=possible",
    "safety=now",
    "department=true",
    "repeats=1",
    "repeats=2",
    "repeats=3",
    "handled=true",
    "back=true",
    "another=true",
];
const CONTEXTS: usize = SECTIONS.len() * STATES.len();
pub(super) const SIGNS: usize = CONTEXTS + SAID.len();

/// The signs of one text, a bit for each.
#[derive(Default)]
pub(super) struct Signs(u128);
const _: () = assert!(SIGNS <= 128);

impl Signs {
    pub fn read(text: &Text, findings: &Findings, said: &Said) -> Self {
        let mut signs = Self::default();
        let context = Context::new(text, findings);
        for (row, (section, not)) in SECTIONS.iter().enumerate() {
            let mut seen = 0..0;
            for found in findings.of(*section).iter().take(FOUND_MAX) {
                if core::mem::replace(&mut seen, found.span.clone()) == found.span {
                    continue;
                }
                signs.0 |= 1 << (row * STATES.len() + state(&context, findings, *not, found));
            }
        }
        let media = |least| said.media.as_ref().is_some_and(|(media, _)| *media == least);
        let lawsuit = |least| said.lawsuit.as_ref().is_some_and(|(lawsuit, _)| *lawsuit == least);
        let safety = |least| said.safety.as_ref().is_some_and(|(safety, _)| *safety == least);
        let times = said.repeats.map_or(0, |(times, _)| times);
        let stands = |section| !findings.of(section).is_empty();
        let holds: [bool; SAID.len()] = [
            media(Media::Possible),
            media(Media::Happened),
            media(Media::Serious),
            lawsuit(Lawsuit::Possible),
            lawsuit(Lawsuit::Happened),
            said.suing.is_some(),
            said.households.is_some(),
            said.persons.is_some(),
            said.integrity.is_some(),
            safety(Safety::Possible),
            safety(Safety::Now),
            said.department.is_some(),
            times == 1,
            times == 2,
            times > 2,
            stands(Section::Handled),
            stands(Section::CameBack),
            stands(Section::AnotherTime),
        ];
        for (at, holds) in holds.into_iter().enumerate() {
            signs.0 |= u128::from(holds) << (CONTEXTS + at);
        }
        signs
    }

    pub fn each(&self, mut take: impl FnMut(usize)) {
        let mut rest = self.0;
        while rest != 0 {
            take(rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    }

    /// As weights are written: `media_possible/meant`, `safety=now`.
    pub fn name(sign: usize) -> String {
        match sign.checked_sub(CONTEXTS) {
            Some(said) => SAID[said].to_owned(),
            None => {
                let (section, _) = SECTIONS[sign / STATES.len()];
                format!("{}/{}", section.code().replace(' ', "_"), STATES[sign % STATES.len()])
            }
        }
    }
}

fn state(context: &Context, findings: &Findings, not: Section, found: &Found) -> usize {
    let holds: [&dyn Fn() -> bool; STATES.len() - 1] = [
        &|| is_masked(findings, not, found),
        &|| context.is_denied(found),
        &|| context.is_disowned(found),
        &|| context.is_elsewhere(found),
        &|| context.is_a_saying(found),
        &|| context.is_anothers(found),
        &|| context.is_over(found),
        &|| context.is_imagined(found) || context.is_past(found),
    ];
    holds.iter().position(|holds| holds()).unwrap_or(STATES.len() - 1)
}
