//! Those that are the same, or may be: proposed by the machine, confirmed and undone by people.

use crate::ui::node::{IntoNode, Node, Show, part};
use leptos::prelude::*;
use markup::view;
use rules::alike::{Alike, Counted, Group, Other, Proposed};
use rules::likeness::{Same, Why};
use rules::problem::{Field as Named, Problem};
use rules::work::WorkAct;

use super::sheet::{Anew, Sheet, WorkForm, no_problems, placed};
use crate::mark;
use crate::routes;
use crate::say;
use crate::ui;
use crate::ui::field::{Field, Label, Labelled};
use crate::words::{Key, Phrase, phrase, spoken};

const TITLE_ID: &str = "alike-title";
const WITH: Label = Label::new(Named::With.code(), Key::ProblemFieldWith).hint(Key::AlikeAddHint);
const SAME: Label = Label::new(Named::Same.code(), Key::AlikeSameWhich);

/// From how much on two texts are called very alike, or alike, per mille.
const VERY: u16 = 700;
const RATHER: u16 = 450;

fn place(problem: &Problem) -> ui::problems::Problem {
    placed(problem, WITH.id, WITH.id)
}

#[component]
pub fn AlikePanel(sheet: Sheet) -> Node {
    let alike = Memo::new(move |_| {
        sheet.complaint.with(|complaint| (complaint.alike.clone(), Counted::of(&complaint.facts)))
    });
    let shown = move || {
        let (Alike { proposals, groups, counted }, graded_with) = alike.get();
        let none = (proposals.is_empty() && groups.is_empty())
            .then(|| view! { <p class="soft">{Key::AlikeNone}</p> });
        let groups: Vec<_> = groups.into_iter().map(|group| together(group, counted, sheet)).collect();
        view! { {none}{groups}{less(counted, graded_with)}{proposed(proposals, sheet)} }
    };
    view! {
        <section class="panel alike" aria-labelledby=TITLE_ID>
            <h2 id=TITLE_ID>{Key::AlikeTitle}</h2>
            {part(shown)}
            <Show when=move || sheet.can.get().sort><AddForm sheet/></Show>
        </section>
    }
}

/// A confirmed group, with what its records show for this one.
fn together(group: Group, counted: Counted, sheet: Sheet) -> Node {
    let Group { same, members, others, .. } = group;
    let many = u32::try_from(others.len()).unwrap_or(0) + 1;
    let title = spoken(move || match same {
        Same::Complaint => phrase::alike_in_group(members),
        Same::Problem => phrase::alike_in_problem(members),
    });
    let figure = spoken(move || match same {
        Same::Complaint => phrase::alike_complainants(counted.complainants),
        Same::Problem => phrase::alike_came_back(counted.came_back),
    });
    let rest = members.saturating_sub(many);
    let more = (rest > 0).then(|| {
        let words = spoken(move || phrase::alike_more(rest));
        view! { <p class="faint">{words}</p> }
    });
    let others: Vec<_> = others.iter().map(|one| view! { <li>{other(one, sheet)}</li> }).collect();
    let undo = match same {
        Same::Complaint => Key::AlikeLeaveComplaint,
        Same::Problem => Key::AlikeLeaveProblem,
    };
    view! {
        <div class="tight">
            <h3>{title}</h3>
            <p class="soft">{figure}</p>
            <ul class="others">{others}</ul>
            {more}
            <Show when=move || sheet.can.get().leave>
                <WorkForm sheet act=WorkAct::Leave class="row" says_failure=false problems=no_problems()>
                    <input type="hidden" name="work[same]" value=same.code()/>
                    <button class="quiet">{undo}</button>
                </WorkForm>
            </Show>
        </div>
    }
}

/// Another complaint on two lines; the number opens it.
fn other(other: &Other, sheet: Sheet) -> Node {
    let zone = sheet.complaint.with_untracked(|complaint| complaint.terms.zone);
    let (at, now) = (other.received, sheet.now);
    let when = spoken(move || say::time::when(at, now.get(), zone));
    let handler = match &other.handler {
        Some(name) => name.clone().into_node(),
        None => Key::QueueHandlerNobody.into_node(),
    };
    let href = routes::complaint_at_desk(&other.number);
    view! {
        <p class="other">
            {mark::grade(other.grade, say::grade::short(other.grade))}
            " "<a href=href>{other.number.as_str().to_owned()}</a>
            " "<span>{other.summary.clone()}</span>
        </p>
        <p class="faint">
            {other.place.clone()}" · "{say::kind(other.kind)}" · "{say::stage_for_staff(other.stage)}" · "{handler}" · "{when}
        </p>
    }
}

/// What has become less since it was graded: the machine lowers nothing.
fn less(counted: Counted, before: Counted) -> Option<Node> {
    let said = |words: Signal<String>| view! { <p>{words}</p> };
    let complainants = (counted.complainants < before.complainants).then(|| {
        said(spoken(move || phrase::alike_fewer_complainants(before.complainants, counted.complainants)))
    });
    let times = (counted.came_back < before.came_back)
        .then(|| said(spoken(move || phrase::alike_fewer_times(before.came_back, counted.came_back))));
    (complainants.is_some() || times.is_some()).then(|| {
        view! {
            <div class="notice" data-kind="caution">
                {complainants}{times}
                <p><a href="#facts-reason">{Key::AlikeCorrect}</a></p>
            </div>
        }
    })
}

fn proposed(proposals: Vec<Proposed>, sheet: Sheet) -> Option<Node> {
    let entries: Vec<_> = proposals.into_iter().map(|one| proposal(one, sheet)).collect();
    (!entries.is_empty()).then(|| {
        view! {
            <div class="tight">
                <h3>{Key::AlikeMayBe}</h3>
                <ul class="others">{entries}</ul>
            </div>
        }
    })
}

/// What the machine proposes comes first; a person may find more or less in it.
fn proposal(proposed: Proposed, sheet: Sheet) -> Node {
    let Proposed { other: one, same, why, likeness, members } = proposed;
    let said = spoken(move || how_alike(likeness));
    let in_group = (members > 1).then(|| {
        let words = spoken(move || phrase::alike_of_group(members));
        view! { " "<span class="badge">{words}</span> }
    });
    let kinds = match same {
        Same::Problem => [Same::Problem, Same::Complaint],
        Same::Complaint => [Same::Complaint, Same::Problem],
    };
    let number = one.number.as_str().to_owned();
    let confirm = kinds.map(|same| {
        let class = if same == kinds[0] { "button small" } else { "button plain small" };
        let (with, words) = (number.clone(), confirms(same));
        view! {
            <WorkForm sheet act=WorkAct::Join class="row" says_failure=false problems=no_problems()>
                <input type="hidden" name="work[with]" value=with/>
                <input type="hidden" name="work[same]" value=same.code()/>
                <button class=class>{words}</button>
            </WorkForm>
        }
    });
    view! {
        <li>
            {other(&one, sheet)}
            <p class="soft">{because(why)}" · "{said}{in_group}</p>
            {sheet.can.get_untracked().sort.then(|| view! {
                <div class="row">
                    {Vec::from(confirm)}
                    <WorkForm sheet act=WorkAct::NotSame class="row" says_failure=false problems=no_problems()>
                        <input type="hidden" name="work[with]" value=number/>
                        <button class="quiet">{Key::AlikeNotSame}</button>
                    </WorkForm>
                </div>
            })}
        </li>
    }
}

const fn confirms(same: Same) -> Key {
    match same {
        Same::Complaint => Key::AlikeConfirmComplaint,
        Same::Problem => Key::AlikeConfirmProblem,
    }
}

const fn because(why: Why) -> Key {
    match why {
        Why::SamePlaceAndKind => Key::AlikeWhyPlaceAndKind,
        Why::SamePlaceAndWords => Key::AlikeWhyPlaceAndWords,
        Why::SameWords => Key::AlikeWhyWords,
    }
}

fn how_alike(likeness: u16) -> Phrase {
    let percent = likeness / 10;
    match likeness {
        VERY.. => phrase::alike_likeness_very(percent),
        RATHER.. => phrase::alike_likeness_rather(percent),
        _ => phrase::alike_likeness_somewhat(percent),
    }
}

/// One that the machine did not find.
#[component]
fn AddForm(sheet: Sheet) -> Node {
    let open = sheet.typed(WorkAct::Join).is_some();
    let round = sheet.round(WorkAct::Join);
    view! {
        <details class="more" open=open>
            <summary>{Key::AlikeAdd}</summary>
            <Anew round><Adding sheet/></Anew>
        </details>
    }
}

#[component]
fn Adding(sheet: Sheet) -> Node {
    let problems = sheet.problems(WorkAct::Join, place);
    let typed = sheet.typed(WorkAct::Join).unwrap_or_default();
    let is_problem = typed.same == Same::Problem.code();
    view! {
        <WorkForm sheet act=WorkAct::Join problems>
            <Field label=WITH name="work[with]" problems value=typed.with class="input short"/>
            <Labelled label=SAME problems>
                <select class="select" id=SAME.id name="work[same]">
                    <option value=Same::Complaint.code()>{Key::AlikeIsComplaint}</option>
                    <option value=Same::Problem.code() selected=is_problem>{Key::AlikeIsProblem}</option>
                </select>
            </Labelled>
            <button class="button plain small">{Key::AlikeAddSend}</button>
        </WorkForm>
    }
}

/// In place of what nobody types any more: what is counted.
#[component]
pub fn OnRecord(sheet: Sheet) -> Node {
    let counted = Memo::new(move |_| sheet.complaint.with(|complaint| complaint.alike.counted.complainants));
    let words = spoken(move || phrase::alike_households(counted.get()));
    view! {
        <p class="counted">
            <span class="soft">{Key::AlikeCounted}</span>" "<b>{words}</b>" "
            <a href="#alike-title">{Key::AlikeSee}</a>
        </p>
    }
}

/// Whether the reply goes to all open ones of the same complaint.
#[component]
pub fn ToAll(sheet: Sheet) -> Node {
    let ticked = !sheet.typed(WorkAct::Reply).unwrap_or_default().together.is_empty();
    let others = Memo::new(move |_| {
        sheet.complaint.with(|complaint| {
            let open = complaint.alike.group(Same::Complaint).map_or(0, |group| group.open);
            open.saturating_sub(u32::from(complaint.stage.is_open()))
        })
    });
    part(move || {
        let many = others.get();
        (many > 0).then(|| {
            let words = spoken(move || phrase::alike_reply_all(many));
            view! {
                <label class="choice bare">
                    <input id="together" type="checkbox" name="work[together]" value="yes" checked=ticked/>
                    <span>{words}</span>
                </label>
            }
        })
    })
}
