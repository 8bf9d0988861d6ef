//! One version: what it says, what it changes, what it would have changed, and what comes next.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_params_map;
use markup::view;
use rules::moment::{Moment, Zone};
use rules::policy::backtest::Trial;
use rules::policy::draft::{Act, PolicyDraft};
use rules::policy::edition::{Edition, Shelf, Signed, Step};
use rules::policy::{Doubt, Item, Policy};
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use super::differences::Differences;
use super::form::Document;
use super::next::{NextSteps, PolicyForm, hidden};
use super::places::{self, Done};
use super::trial::found;
use crate::account;
use crate::desk::once_read;
use crate::error::Refused;
use crate::routes;
use crate::say;
use crate::session;
use crate::ui::field::Label;
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node, part};
use crate::ui::page::Page;
use crate::ui::problems::{ProblemSummary, Problems, title_with_words};
use crate::ui::text_area::TextArea;
use crate::wire::{self, Answer};
use crate::words::{Key, phrase, spoken};

/// A version as its page shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub edition: Edition,
    pub policy: Policy,
    /// What it is based on.
    pub base: Policy,
    pub trial: Option<Trial>,
    pub shelf: Shelf,
    pub now: Moment,
}

impl Sheet {
    /// Where the clocks stand that its dates are told by.
    fn zone(&self) -> Zone {
        self.shelf.zone(self.edition.community.as_ref())
    }
}

#[server(endpoint = "read_policy", input = Json, output = Answer)]
pub async fn read_policy(#[server(default)] version: String) -> Result<Sheet, Refused<Problem>> {
    let (staff, store, now) = account::at_desk()?;
    let version = super::work::version(&version)?;
    let store::Opened { edition, policy, base, trial, shelf } = store.policy(version, &staff, now).await?;
    Ok(Sheet { edition, policy, base, trial, shelf, now })
}

/// Does one thing with a version that was read at `revision`.
#[server(endpoint = "work_on_policy", input = Json, output = Answer)]
pub async fn work_on_policy(
    #[server(default)] version: String,
    #[server(default)] revision: String,
    #[server(default)] act: String,
    #[server(default)] sure: String,
    #[server(default)] draft: PolicyDraft,
) -> Result<Next, Refused<Doubt>> {
    let (staff, store, now) = account::at_desk()?;
    let act = super::work::act(&act, &sure)?;
    let read = (super::work::version(&version)?, revision.parse().unwrap_or(-1));
    super::work::Board { staff, store, now }.work(read, act, &draft).await
}

#[component]
pub fn PolicyPage() -> Node {
    let params = use_params_map();
    let version = Memo::new(move |_| params.with(|params| params.get("version")).unwrap_or_default());
    let round = RwSignal::new(0_u32);
    let first = wire::read(move || (version.get(), round.get()), |(version, _)| read_policy(version));
    once_read(first, move |sheet| view! { <Whole sheet round/> })
}

/// Made anew after each act that was accepted.
#[component]
fn Whole(sheet: Sheet, round: RwSignal<u32>) -> Node {
    let (form, typed) = use_form::<WorkOnPolicy, _>();
    let accepted = form.accepted();
    Effect::new(move || {
        if accepted.get().is_some() {
            round.update(|round| *round += 1);
        }
    });
    let refused = form.refused();
    let problems = form.problems(say::policy::doubt);
    let version = say::policy::version(sheet.edition.version);
    let name = version.clone();
    let title = title_with_words(problems, spoken(move || phrase::policy_of(Key::PolicyTitle, name.clone())));
    view! {
        <Page title class="report">
            <a class="back" href=routes::POLICY>{icon(Icon::Back)}{Key::PolicyTitle}</a>
            <header class="row">
                <h1>{version}</h1>
                <span class="badge">{say::policy::life(sheet.edition.life())}</span>
            </header>
            {part(move || refused.with(Option::is_none).then(|| view! { <Done/> }))}
            <FormFailure failure=places::failure(refused)/>
            <ProblemSummary problems/>
            <Signatures sheet=sheet.clone()/>
            <div class="pair policy-pair">
                <Written sheet=sheet.clone() typed form problems/>
                <div class="stack">
                    <NextSteps sheet=sheet.clone() form/>
                    <Differences policy=sheet.policy.clone() base=sheet.base.clone() based_on=sheet.edition.based_on/>
                    <Tried sheet form/>
                </div>
            </div>
        </Page>
    }
}

/// Who wrote, reviewed and approved it, and where it holds.
#[component]
fn Signatures(sheet: Sheet) -> Node {
    let (now, zone) = (sheet.now, sheet.zone());
    let signed = move |signed: &Option<Signed>| match signed {
        None => Key::PolicyNone.into_node(),
        Some(Signed { name, at, .. }) => {
            phrase::policy_signed(name, say::time::when(*at, now, zone)).into_node()
        }
    };
    let edition = &sheet.edition;
    let holding = sheet.shelf.places(edition.version);
    let nowhere = holding.iter().all(|held| held.community.is_none());
    let holding = if nowhere {
        Key::PolicySheetNowhere.into_node()
    } else {
        phrase::policy_said(places::names(&holding)).into_node()
    };
    let place = sheet.shelf.held(edition.community.as_ref()).map(places::place);
    let reason = if edition.reason.is_empty() {
        Key::PolicyNone.into_node()
    } else {
        edition.reason.clone().into_node()
    };
    view! {
        <dl class="facts policy-signatures">
            <div><dt>{Key::PolicyListPlace}</dt><dd>{place}</dd></div>
            <div><dt>{Key::PolicyListReason}</dt><dd>{reason}</dd></div>
            <div><dt>{Key::PolicySheetAuthor}</dt><dd>{signed(&Some(edition.author.clone()))}</dd></div>
            <div><dt>{Key::PolicySheetReviewer}</dt><dd>{signed(&edition.reviewer)}</dd></div>
            <div><dt>{Key::PolicySheetApprover}</dt><dd>{signed(&edition.approver)}</dd></div>
            <div><dt>{Key::PolicySheetInForce}</dt><dd>{holding}</dd></div>
        </dl>
    }
}

/// The document: a form for its author while it is a draft, else only to read.
#[component]
fn Written(sheet: Sheet, typed: Option<WorkOnPolicy>, form: PolicyForm, problems: Problems) -> Node {
    let house = sheet.shelf.house();
    let editable = account::me().is_some_and(|me| sheet.edition.may(Step::Edit, &me, &house).is_ok());
    let language = session::preferences().get_untracked().language;
    let typed = typed.filter(|typed| Act::from_code(&typed.act).is_some_and(Act::writes));
    let shown = PolicyDraft::of(&sheet.policy, &sheet.edition.reason, language);
    let draft = typed.map_or(shown, |typed| typed.draft);
    let zone = sheet.zone();
    let base = PolicyDraft::of(&sheet.base, "", language);
    if !editable {
        return view! {
            <section class="stack" aria-label=Key::PolicySheetDocument>
                <p class="soft">{Key::PolicySheetReadOnly}</p>
                <Document draft base zone problems editable=false/>
            </section>
        };
    }
    // The same rules as on the server, before it is asked.
    let check = move |call: &WorkOnPolicy| {
        let act = Act::from_code(&call.act).filter(|act| act.writes())?;
        let (policy, _) = match call.draft.parse() {
            Ok(read) => read,
            Err(doubts) => return Some(Refused::Problems(doubts)),
        };
        let days = call.draft.with_days(act, policy.calendar, &zone);
        days.err().map(|doubt| Refused::Problems(vec![doubt]))
    };
    let reason = Label::new(say::policy::id(Item::Reason, 0), Key::PolicyItemReason);
    let version = sheet.edition.version;
    view! {
        <form class="stack" method="post" action=routes::policy_version(version, "") on:submit=form.submit_unless(check)>
            {hidden("version", version.0)}
            {hidden("revision", sheet.edition.revision)}
            // The first button is what Enter presses.
            <button class="unseen" name="act" value=Act::Save.code() tabindex="-1" aria-hidden="true">{Key::PolicyActSave}</button>
            <TextArea label=reason name="draft[reason]" problems value=draft.reason.clone() rows=2/>
            <Document draft base zone problems editable=true/>
            <div class="row policy-save">
                <button class="button" name="act" value=Act::SaveAndTry.code()>{Key::PolicyActSaveAndTry}</button>
                <button class="button plain" name="act" value=Act::Save.code()>{Key::PolicyActSave}</button>
            </div>
        </form>
    }
}

#[component]
fn Tried(sheet: Sheet, form: PolicyForm) -> Node {
    let zone = sheet.zone();
    let Sheet { edition, trial, now, .. } = sheet;
    let found = match trial {
        Some(trial) => found(trial, now, zone),
        None => view! { <p class="soft">{Key::PolicyTrialNone}</p> },
    };
    view! {
        <section class="stack policy-trial" aria-labelledby="trial-title">
            <h2 id="trial-title">{Key::PolicyTrialTitle}</h2>
            {found}
            <form method="post" action=routes::policy_version(edition.version, "") on:submit=form.submit()>
                {hidden("version", edition.version.0)}
                {hidden("revision", edition.revision)}
                <button class="button plain small" name="act" value=Act::Try.code()>{Key::PolicyActTry}</button>
            </form>
        </section>
    }
}
