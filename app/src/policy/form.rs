//! The document: every figure, clock, day, kind and step on one form.

use leptos::prelude::*;
use markup::view;
use rules::grading::Grade;
use rules::kind::{Department, Kind};
use rules::moment::Zone;
use rules::policy::draft::{PolicyDraft, Unit};
use rules::policy::{Item, Setting};

use super::calendar::CalendarSection;
use super::field::{Cell, select, tick, what_is_wrong};
use super::ladder::LadderSection;
use crate::mark;
use crate::say;
use crate::ui::field::Label;
use crate::ui::node::Node;
use crate::ui::problems::{Problems, sentence};
use crate::ui::text_area::TextArea;
use crate::words::{Key, Phrase, phrase};

/// What the form holds, and what the version it is based on would.
#[component]
pub(super) fn Document(
    draft: PolicyDraft,
    base: PolicyDraft,
    zone: Zone,
    problems: Problems,
    editable: bool,
) -> Node {
    view! {
        <fieldset class="stack policy-document" disabled=!editable aria-label=Key::PolicySheetDocument>
            <Clocks draft=draft.clone() base=base.clone() problems/>
            <Figures draft=draft.clone() base problems/>
            <Settings draft=draft.clone()/>
            <CalendarSection draft=draft.clone() zone problems editable/>
            <Kinds draft=draft.clone() problems/>
            <LexiconSection draft=draft.clone() problems/>
            <PhrasesSection draft=draft.clone() problems/>
            <LadderSection draft problems editable/>
        </fieldset>
    }
}

fn text(rows: &[String], row: usize) -> String {
    rows.get(row).cloned().unwrap_or_default()
}

/// As it is said of a limit: number and unit.
fn limit_said(many: &[String], units: &[String], row: usize) -> Phrase {
    let unit = Unit::from_code(&text(units, row)).unwrap_or(Unit::Days);
    match text(many, row).parse() {
        Ok(many) => say::deadline::limit(unit.limit(many)),
        Err(_) => Key::PolicyNone.into(),
    }
}

#[component]
fn Clocks(draft: PolicyDraft, base: PolicyDraft, problems: Problems) -> Node {
    let clock = |item: Item, row: usize| {
        let (names, of, was) = match item {
            Item::FirstAnswer => (
                ("draft[first_answer][]", "draft[first_answer_unit][]"),
                (&draft.first_answer, &draft.first_answer_unit),
                (&base.first_answer, &base.first_answer_unit),
            ),
            _ => (
                ("draft[result][]", "draft[result_unit][]"),
                (&draft.result, &draft.result_unit),
                (&base.result, &base.result_unit),
            ),
        };
        let is = (text(of.0, row), text(of.1, row));
        let changed = is != (text(was.0, row), text(was.1, row));
        let units = Unit::ALL.iter().map(|unit| (unit.code(), say::policy::unit(*unit)));
        let unit_name = phrase::policy_unit_name(say::policy::name(item, row));
        Cell {
            was: changed.then(|| limit_said(was.0, was.1, row)),
            unit: select(names.1, unit_name, units, &is.1),
            ..Cell::new(item, row, names.0, is.0)
        }
        .view(problems)
    };
    let row = |(row, grade): (usize, &Grade)| {
        view! {
            <tr>
                <th scope="row">{mark::grade(*grade, say::grade::short(*grade))}</th>
                <td>{clock(Item::FirstAnswer, row)}</td>
                <td>{clock(Item::Result, row)}</td>
            </tr>
        }
    };
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=Key::PolicySectionClocks>
            <table class="table edit">
                <caption>{Key::PolicySectionClocks}</caption>
                <thead><tr>
                    <th scope="col">{Key::GradeName}</th>
                    <th scope="col">{Key::PolicyItemFirstAnswer}</th>
                    <th scope="col">{Key::PolicyItemResultPlan}</th>
                </tr></thead>
                <tbody>{Grade::ALL.iter().enumerate().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Figures(draft: PolicyDraft, base: PolicyDraft, problems: Problems) -> Node {
    type Of = fn(&PolicyDraft) -> &String;
    let rows: [(Item, &'static str, Of); 6] = [
        (Item::GroupHouseholds, "draft[group_households]", |draft| &draft.group_households),
        (Item::CollectivePersons, "draft[collective_persons]", |draft| &draft.collective_persons),
        (Item::SameComplainants, "draft[same_complainants]", |draft| &draft.same_complainants),
        (Item::ReturnedTimes, "draft[returned_times]", |draft| &draft.returned_times),
        (Item::CauseByDay, "draft[cause_by_day]", |draft| &draft.cause_by_day),
        (Item::WordDays, "draft[word_days]", |draft| &draft.word_days),
    ];
    let row = |(item, name, of): (Item, &'static str, Of)| {
        let was = of(&base) != of(&draft);
        let was = was.then(|| phrase::policy_said(of(&base)));
        let cell = Cell { was, ..Cell::new(item, 0, name, of(&draft).clone()) };
        view! {
            <tr>
                <th scope="row"><label for=say::policy::id(item, 0)>{say::policy::item(item)}</label></th>
                <td class="figures">{cell.view(problems)}</td>
            </tr>
        }
    };
    view! {
        <table class="table edit">
            <caption>{Key::PolicySectionFigures}</caption>
            <tbody>{rows.into_iter().map(row).collect::<Vec<_>>()}</tbody>
        </table>
    }
}

#[component]
fn Settings(draft: PolicyDraft) -> Node {
    let (sue, undetermined, home) =
        (Setting::ManyHouseholdsMaySue, Setting::UndeterminedIsOurs, Setting::OnePerHome);
    view! {
        <fieldset class="group">
            <legend>{Key::PolicySectionSettings}</legend>
            {tick("draft[many_households_may_sue]", say::policy::setting(sue), &draft.many_households_may_sue)}
            {tick("draft[undetermined_is_ours]", say::policy::setting(undetermined), &draft.undetermined_is_ours)}
            {tick("draft[one_per_home]", say::policy::setting(home), &draft.one_per_home)}
        </fieldset>
    }
}

#[component]
fn Kinds(draft: PolicyDraft, problems: Problems) -> Node {
    let row = |(row, kind): (usize, &Kind)| {
        let departments = Department::ALL.iter().map(|one| (one.code(), say::department(*one)));
        let name = say::policy::name(Item::Kinds, row);
        let id = say::policy::id(Item::Kinds, row);
        let asked = Label::new(say::policy::id(Item::Questions, row), Key::PolicyItemQuestions);
        let ready = Label::new(say::policy::id(Item::Ready, row + 1), Key::PolicyItemReady);
        view! {
            <div class="policy-kind">
                <div class="field" id=id>
                    <b>{say::kind(*kind)}</b>
                    {select("draft[department][]", name, departments, &text(&draft.department, row))}
                    {what_is_wrong(id, sentence(problems, id))}
                </div>
                <TextArea label=asked name="draft[questions][]" problems value=text(&draft.questions, row) rows=2/>
                <TextArea label=ready name="draft[kind_ready][]" problems value=text(&draft.kind_ready, row) rows=2/>
            </div>
        }
    };
    view! {
        <section class="stack" aria-labelledby="kinds-title">
            <h2 id="kinds-title">{Key::PolicySectionKinds}</h2>
            <p class="hint">{Key::PolicySectionQuestionsHint}</p>
            <div class="policy-kinds">{Kind::ALL.iter().enumerate().map(row).collect::<Vec<_>>()}</div>
        </section>
    }
}

/// What goes out as the first answer without waiting for anybody, and what is at hand for any reply.
#[component]
fn PhrasesSection(draft: PolicyDraft, problems: Problems) -> Node {
    let ready = Label::new(say::policy::id(Item::Ready, 0), Key::PolicyItemReadyAll);
    let ready = ready.hint(Key::PolicyItemReadyHint).optional();
    let label = Label::new(say::policy::id(Item::First, 0), Key::PolicyItemFirst);
    let label = label.hint(Key::PolicyItemFirstHint);
    view! {
        <section class="stack" aria-labelledby="phrases-title">
            <h2 id="phrases-title">{Key::PolicySectionPhrases}</h2>
            <TextArea label name="draft[first]" problems value=draft.first rows=6/>
            <TextArea label=ready name="draft[ready]" problems value=draft.ready rows=6/>
        </section>
    }
}

/// Lines of one's own, below the words that come with Linli.
#[component]
fn LexiconSection(draft: PolicyDraft, problems: Problems) -> Node {
    let label = Label::new(say::policy::id(Item::Lexicon, 0), Key::PolicyItemLexicon);
    let label = label.hint(Key::PolicyItemLexiconHint).optional();
    view! {
        <section class="stack" aria-labelledby="lexicon-title">
            <h2 id="lexicon-title">{Key::PolicySectionLexicon}</h2>
            <p class="hint">{Key::PolicySectionLexiconHint}</p>
            <TextArea label name="draft[lexicon]" problems value=draft.lexicon rows=4/>
        </section>
    }
}
