//! What the words around a finding make of it: denied, only thought of, somebody else's, long over.

use core::ops::Range;

use super::find::{Findings, Found};
use super::lexicon::Section;
use super::text::Text;

/// How far back a sentence is read.
const SENTENCE_REACH: usize = 60;
/// How far back a phrase is read.
const PHRASE_REACH: usize = 30;
/// Between 没有 and what it denies: 没有人受伤.
const NEGATION_REACH: usize = 2;
/// Between 不会 and what it denies: 不会因为这点小事找记者.
const UNWILLING_REACH: usize = 10;
/// Between 记者 and what denies it: 记者就不找了.
const DENIED_REACH: usize = 6;
/// Between 会 and what is to come.
const FUTURE_REACH: usize = 5;
/// Between what is thought of and 怎么办.
const CONDITION_AFTER_REACH: usize = 16;
/// How far before a quotation whoever says it is named.
const SPEAKER_REACH: usize = 12;
/// How much more than the words a quotation holds that quotes a saying.
const SAYING_CHARS: usize = 2;
/// How long after a matter the text can say that it is over.
const OVER_REACH: usize = 80;

/// How far from a matter the text can say that it is none of the resident's.
const DISOWNED_REACH: usize = 40;

/// Words that the words below stand in and that mean something else, taken out once.
const READ_ALONE: [Section; 11] = [
    Section::Done,
    Section::SaidByOthers,
    Section::Negation,
    Section::Unwilling,
    Section::Denied,
    Section::Turn,
    Section::Condition,
    Section::ConditionAfter,
    Section::Future,
    Section::OwnVoice,
    Section::Past,
];

pub(super) struct Context<'a> {
    text: &'a Text,
    findings: &'a Findings,
}

/// Takes out what only looks like a word of the context: the 会 of 业委会.
pub(super) fn without_ignored(findings: &mut Findings) {
    let ignored: Vec<Range<usize>> =
        findings.of(Section::Ignored).iter().map(|found| found.span.clone()).collect();
    if ignored.is_empty() {
        return;
    }
    findings.keep(|found| !READ_ALONE.contains(&found.section) || !is_inside(&ignored, found));
}

fn is_inside(ignored: &[Range<usize>], found: &Found) -> bool {
    let after = ignored.partition_point(|span| span.start <= found.span.start);
    let nearby = after.saturating_sub(PHRASE_REACH)..after;
    // 不得不找: neither 不 nor 不找 denies.
    ignored[nearby].iter().any(|span| {
        let begins_inside = span.start < found.span.start && found.span.start < span.end;
        begins_inside || span.end >= found.span.end && *span != found.span
    })
}

impl<'a> Context<'a> {
    pub fn new(text: &'a Text, findings: &'a Findings) -> Self {
        Self { text, findings }
    }

    /// 不会找记者, 没有人受伤; 不是不会找记者 denies twice, which is a yes.
    pub fn is_denied(&self, found: &Found) -> bool {
        let start = self.text.phrase_start(found.span.start, PHRASE_REACH);
        let turns = self.findings.within(Section::Turn, start..found.last);
        let start = turns.last().map_or(start, |turn| turn.span.end.min(found.last));
        let before = self.negations(start..found.last, found);
        let after = self.next_to(Section::Denied, found, DENIED_REACH);
        (before + usize::from(after)) % 2 == 1
    }

    /// Negations one after another, each reaching the next or the words themselves.
    fn negations(&self, positions: Range<usize>, words: &Found) -> usize {
        let mut spans: Vec<(Range<usize>, usize)> = Vec::new();
        for (section, reach) in [(Section::Negation, NEGATION_REACH), (Section::Unwilling, UNWILLING_REACH)] {
            let found = self.findings.within(section, positions.clone());
            let apart = |found: &&Found| {
                let before = found.span.end <= words.span.start;
                before || found.span.start >= words.first_end && found.span.end <= positions.end
            };
            let inside = found.iter().filter(apart);
            spans.extend(inside.map(|found| (found.span.clone(), reach)));
        }
        spans.sort_unstable_by_key(|(span, reach)| (span.start, usize::MAX - span.end, *reach));
        let mut apart: Vec<(Range<usize>, usize)> = Vec::new();
        for (span, reach) in spans {
            if apart.last().is_none_or(|(before, _)| before.end <= span.start) {
                apart.push((span, reach));
            }
        }
        let mut next = words.span.start;
        let mut count = 0;
        for (span, reach) in apart.iter().rev() {
            if span.end + reach >= next {
                count += 1;
                next = span.start.min(next);
            }
        }
        count
    }

    /// Whether a word of the section follows in the same phrase.
    fn next_to(&self, section: Section, found: &Found, reach: usize) -> bool {
        let end = found.span.end;
        self.findings
            .within(section, end..end + reach + 1)
            .iter()
            .any(|after| self.text.same_phrase(end - 1, after.span.start))
    }

    /// 如果着火了, 差点砸到人, 漏电了谁负责: thought of, not happened.
    pub fn is_imagined(&self, found: &Found) -> bool {
        let start = self.text.sentence_start(found.span.start, PHRASE_REACH);
        let conditions = self.findings.within(Section::Condition, start..found.last);
        let phrase = self.text.phrase_start(found.span.start, FUTURE_REACH + 2);
        let future = self.findings.within(Section::Future, phrase..found.last);
        let end = found.span.end;
        let after = self.findings.within(Section::ConditionAfter, end..end + CONDITION_AFTER_REACH);
        let is_open = |condition: &Found| {
            let done = self.findings.within(Section::Done, condition.span.end..found.last);
            condition.span.end <= found.last && done.is_empty()
        };
        conditions.iter().any(is_open)
            || future.iter().any(|to_come| to_come.span.end <= found.last)
            || after.iter().any(|after| self.text.same_sentence(end - 1, after.span.start))
    }

    /// 保安说"你去告啊": the words of somebody whose intention does not count.
    pub fn is_anothers(&self, found: &Found) -> bool {
        let at = found.last;
        let start = self.text.sentence_start(at, SENTENCE_REACH);
        let said = self.findings.within(Section::SaidByOthers, start..at);
        if let Some(said) = said.iter().rev().find(|said| said.span.end <= at) {
            return self.is_still_said(said, at);
        }
        self.is_a_saying(found)
    }

    /// Up to the end of the quotation; without one, until the resident speaks for herself.
    fn is_still_said(&self, said: &Found, at: usize) -> bool {
        let end = said.span.end;
        let quote_of = |at: usize| self.text.glyphs.get(at).map_or(0, |glyph| glyph.quote);
        let quote = quote_of(end).max(quote_of(end - 1));
        if quote != 0 && quote != quote_of(said.span.start) {
            return quote_of(at) == quote;
        }
        if self.text.same_phrase(end - 1, at) {
            return !self.turns_back(said, at);
        }
        let phrase = self.text.phrase_start(at, PHRASE_REACH);
        self.findings.within(Section::OwnVoice, phrase.max(end)..at + 1).is_empty()
            && self.findings.within(Section::Condition, phrase.max(end)..at + 1).is_empty()
    }

    /// 物业说没钱那我只好找记者: whether the resident takes the word in the same phrase.
    fn turns_back(&self, said: &Found, at: usize) -> bool {
        let turns = self.findings.within(Section::Turn, said.span.end..at);
        let own = self.findings.within(Section::OwnVoice, said.span.end..at + 1);
        !turns.is_empty() && !own.is_empty()
    }

    /// A quotation that holds more than the words, said by nobody who lives here.
    pub fn is_a_saying(&self, found: &Found) -> bool {
        let glyphs = &self.text.glyphs;
        let quote = glyphs[found.span.start].quote;
        if quote == 0 {
            return false;
        }
        let before = glyphs[..found.span.start].iter().rev().take(SENTENCE_REACH);
        let before = before.take_while(|glyph| glyph.quote == quote).count();
        let after = glyphs[found.span.end..].iter().take(SAYING_CHARS);
        let after = after.take_while(|glyph| glyph.quote == quote).count();
        let opens = found.span.start - before;
        let speaker = opens.saturating_sub(SPEAKER_REACH)..opens;
        before + after >= SAYING_CHARS && self.findings.within(Section::OwnVoice, speaker).is_empty()
    }

    /// 别的小区上了热搜, and not 别的小区找了记者,我们也找.
    pub fn is_elsewhere(&self, found: &Found) -> bool {
        let start = self.text.sentence_start(found.span.start, SENTENCE_REACH);
        let elsewhere = self.findings.within(Section::Elsewhere, start..found.span.start + 1);
        elsewhere.last().is_some_and(|elsewhere| {
            let between = elsewhere.span.end..found.span.start;
            self.findings.within(Section::OwnVoice, between.clone()).is_empty()
                && self.findings.within(Section::Condition, between).is_empty()
        })
    }

    /// 去年困过人, and not 去年换过,现在又困人.
    pub fn is_past(&self, found: &Found) -> bool {
        let start = self.text.sentence_start(found.span.start, PHRASE_REACH);
        let past = self.findings.within(Section::Past, start..found.span.end + 1);
        past.last().is_some_and(|past| {
            self.findings.within(Section::Present, past.span.end..found.span.start).is_empty()
        })
    }

    /// 后来换了一直好好的: said afterwards, and nothing about its being there again.
    pub fn is_over(&self, found: &Found) -> bool {
        let end = found.span.end;
        let over = self.findings.within(Section::Over, end..end + OVER_REACH);
        over.last().is_some_and(|over| {
            let end = over.span.end;
            self.findings.within(Section::CameBack, end..end + OVER_REACH).is_empty()
        })
    }

    /// 不关我事: whatever was told.
    pub fn is_disowned(&self, found: &Found) -> bool {
        let reach = found.span.start.saturating_sub(DISOWNED_REACH)..found.span.end + DISOWNED_REACH;
        !self.findings.within(Section::Disowned, reach).is_empty()
    }
}
