//! What can be done with a version next, what would happen, and whom it waits for.

use leptos::prelude::*;
use markup::view;
use rules::access::{Staff, Want};
use rules::policy::draft::Act;
use rules::policy::edition::{Life, Step, holds};

use super::places;
use super::sheet::{Sheet, WorkOnPolicy};
use crate::account;
use crate::routes;
use crate::say;
use crate::ui::form::Form;
use crate::ui::node::Node;
use crate::words::{Key, Phrase, phrase};

/// The forms of one version's page.
pub(super) type PolicyForm = Form<WorkOnPolicy, rules::policy::Doubt>;

#[component]
pub(super) fn NextSteps(sheet: Sheet, form: PolicyForm) -> Node {
    let Some(me) = account::me() else { return Node::nothing() };
    let holding = sheet.shelf.places(sheet.edition.version);
    let holding = holding.iter().any(|held| held.community.is_some()).then(|| {
        view! { <p>{phrase::policy_will_in_force(places::names(&holding))}</p> }
    });
    let offers = offers(&sheet, &me);
    let decides = offers.iter().any(|act| matches!(act, Act::Review | Act::Approve | Act::Enact));
    let waits = if decides { None } else { waits(&sheet) };
    let acts: Vec<Node> = offers.into_iter().map(|act| act_form(&sheet, act, form)).collect();
    view! {
        <section class="stack" aria-labelledby="next-title">
            <h2 id="next-title">{Key::PolicyWillTitle}</h2>
            {holding}
            {waits.map(|words| view! { <p class="soft">{words}</p> })}
            {acts}
        </section>
    }
}

fn offers(sheet: &Sheet, me: &Staff) -> Vec<Act> {
    let house = sheet.shelf.house();
    let edition = &sheet.edition;
    let may = |step: Step| edition.may(step, me, &house).is_ok();
    let place = sheet.shelf.held(edition.community.as_ref());
    let seated = place.and_then(|held| held.seat.holds()) == Some(edition.version);
    let writes = holds(me, Want::WritePolicy, edition.community.as_ref(), &house);
    let rows = [
        (Act::Review, may(Step::Review)),
        (Act::Approve, may(Step::Approve)),
        (Act::Enact, may(Step::Enact) && !seated),
        (Act::Begin, writes && edition.reviewer.is_some()),
        (Act::Drop, may(Step::Drop)),
    ];
    rows.into_iter().filter(|(_, offered)| *offered).map(|(act, _)| act).collect()
}

/// Whom it waits for, when that is not the reader.
fn waits(sheet: &Sheet) -> Option<Key> {
    let held = sheet.shelf.held(sheet.edition.community.as_ref());
    Some(match sheet.edition.life() {
        Life::Draft if sheet.edition.reason.is_empty() => Key::PolicyWillWaitSave,
        Life::Draft => Key::PolicyWillWaitReview,
        Life::Reviewed => Key::PolicyWillWaitApprove,
        Life::Approved if held?.seat.holds() != Some(sheet.edition.version) => Key::PolicyWillWaitEnact,
        Life::Approved => return None,
        Life::Dropped => Key::PolicyWillDropped,
    })
}

fn act_form(sheet: &Sheet, act: Act, form: PolicyForm) -> Node {
    let will = will(sheet, act).map(|words| view! { <p>{words}</p> });
    let class = if matches!(act, Act::Begin | Act::Drop) { "button plain" } else { "button" };
    let (version, revision) = (sheet.edition.version, sheet.edition.revision);
    let sure = act.is_asked().then(sure);
    let fields = view! {
        <form class="policy-act" method="post" action=routes::policy_version(version, "") on:submit=form.submit()>
            {will}
            {hidden("version", version.0)}
            {hidden("revision", revision)}
            {sure}
            <button class=class name="act" value=act.code()>{words(act)}</button>
        </form>
    };
    // What is seldom wanted stands behind its name.
    if act != Act::Drop {
        return fields;
    }
    view! { <details class="more"><summary>{words(act)}</summary>{fields}</details> }
}

pub(super) fn hidden(name: &'static str, value: i64) -> Node {
    view! { <input type="hidden" name=name value=value.to_string()/> }
}

/// A box that must be ticked.
pub(super) fn sure() -> Node {
    view! {
        <label class="choice bare">
            <input type="checkbox" name="sure" value="yes" required/>
            <span>{Key::PolicyActSure}</span>
        </label>
    }
}

pub(super) const fn words(act: Act) -> Key {
    match act {
        Act::Save => Key::PolicyActSave,
        Act::SaveAndTry => Key::PolicyActSaveAndTry,
        Act::Import => Key::PolicyActImport,
        Act::Published => Key::PolicyActPublished,
        Act::Try => Key::PolicyActTry,
        Act::Review => Key::PolicyActReview,
        Act::Approve => Key::PolicyActApprove,
        Act::Enact => Key::PolicyActEnact,
        Act::Drop => Key::PolicyActDrop,
        Act::Begin => Key::PolicyActBeginOn,
        Act::RollBack => Key::PolicyActRollBack,
        Act::GiveUp => Key::PolicyActGiveUp,
    }
}

fn will(sheet: &Sheet, act: Act) -> Option<Phrase> {
    let version = sheet.edition.version;
    Some(match act {
        Act::Review => Key::PolicyWillReview.into(),
        Act::Approve => Key::PolicyWillApprove.into(),
        Act::Drop => Key::PolicyWillDrop.into(),
        Act::Enact => {
            let governed = sheet.shelf.governed(sheet.edition.community.as_ref());
            if governed.is_empty() {
                return Some(Key::PolicyWillEnactNowhere.into());
            }
            phrase::policy_will_enact(places::names(&governed), say::policy::version(version))
        }
        _ => return None,
    })
}
