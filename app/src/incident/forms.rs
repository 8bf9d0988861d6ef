//! What can be done with an incident now, a form each; the next step stands open.

use markup::view;
use rules::incident::{Act, Event, Households, Incident, IncidentDraft, Stage};
use rules::problem::{Field as Named, Problem};

use super::sheet::WorkOnIncident;
use crate::account::me;
use crate::routes;
use crate::ui::field::{Field, Label};
use crate::ui::form::Form;
use crate::ui::node::{IntoNode, Node};
use crate::ui::problems::Problems;
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, spoken};

/// What is taken with one text.
const STEPS: [Act; 4] = [Act::Register, Act::Over, Act::Close, Act::Note];

const TEXT: Label = Label::new(Named::Text.code(), Key::IncidentActText).hint(Key::IncidentActTextHint);
const WITH: Label = Label::new(Named::With.code(), Key::IncidentActAddNumber);
const HANS: Label = Label::new(Named::ZhHans.code(), Key::IncidentActHans);
const HANT: Label = Label::new(Named::ZhHant.code(), Key::IncidentActHant).optional();
const ENGLISH: Label = Label::new(Named::En.code(), Key::IncidentActEnglish).optional();

type WorkForm = Form<WorkOnIncident, Problem>;

/// Those that whoever is signed in may use now.
pub fn forms(incident: &Incident, typed: Option<IncidentDraft>, form: WorkForm, problems: Problems) -> Node {
    let Some(me) = me() else { return Node::nothing() };
    if incident.state.stage == Stage::Closed {
        return view! { <p class="soft no-print">{Key::IncidentNowClosed}</p> };
    }
    let typed = typed.unwrap_or_default();
    let may = |act: Act| incident.state.after(act, &me).is_ok() && !(is_sent(incident) && act == Act::Send);
    let next = next(incident);
    let panels: Vec<Node> = [Act::Message, Act::Analyse, Act::Send, Act::Add]
        .into_iter()
        .filter(|act| may(*act))
        .map(|act| {
            let open = act == next || typed.act == act.code();
            let typed = if typed.act == act.code() { typed.clone() } else { IncidentDraft::default() };
            panel(incident, act, open, &typed, form, problems)
        })
        .collect();
    let steps: Vec<Act> = STEPS.into_iter().filter(|act| may(*act)).collect();
    view! { <section class="acts no-print">{going_on(incident, &steps, &typed, form, problems)}{panels}</section> }
}

fn is_sent(incident: &Incident) -> bool {
    incident.entries.iter().any(|entry| matches!(entry.event, Event::Sent { .. }))
}

/// What stands open, by how far it has come.
fn next(incident: &Incident) -> Act {
    match incident.state.stage {
        Stage::Registered => Act::Message,
        Stage::Over => Act::Analyse,
        Stage::Analysed if !is_sent(incident) => Act::Send,
        _ => Act::Note,
    }
}

/// One text for whatever it is noted with: progress, or the step that is taken.
fn going_on(
    incident: &Incident,
    steps: &[Act],
    typed: &IncidentDraft,
    form: WorkForm,
    problems: Problems,
) -> Node {
    let is_ours = steps.iter().any(|act| act.code() == typed.act);
    let text = if is_ours { typed.text.clone() } else { String::new() };
    let buttons: Vec<Node> = steps
        .iter()
        .map(|act| {
            let class = if *act == Act::Note { "button plain" } else { "button" };
            view! { <button class=class name="draft[act]" value=act.code()>{words(*act)}</button> }
        })
        .collect();
    view! {
        <div class="panel">
            <form class="stack" method="post" action=routes::incident(&incident.number) on:submit=form.submit()>
                {hidden(incident)}
                <TextArea label=TEXT name="draft[text]" problems value=text rows=3/>
                <div class="row">{buttons}</div>
            </form>
        </div>
    }
}

fn hidden(incident: &Incident) -> Node {
    view! {
        <input type="hidden" name="number" value=incident.number.as_str().to_owned()/>
        <input type="hidden" name="draft[version]" value=incident.state.version.to_string()/>
    }
}

fn panel(
    incident: &Incident,
    act: Act,
    open: bool,
    typed: &IncidentDraft,
    form: WorkForm,
    problems: Problems,
) -> Node {
    let fields = match act {
        Act::Message => message(incident.households, typed, problems),
        Act::Analyse => report(incident, typed, problems),
        Act::Send => view! { <p class="soft">{Key::IncidentActSendHint}</p> },
        _ => {
            view! { <Field label=WITH name="draft[with]" problems value=typed.with.clone() class="input short"/> }
        }
    };
    let title = match act {
        Act::Message => Key::IncidentActMessageTitle,
        Act::Analyse if incident.report().is_some() => Key::IncidentActAnalyseAgain,
        Act::Analyse => Key::IncidentActAnalyseTitle,
        Act::Send => Key::IncidentActSendTitle,
        _ => Key::IncidentActAddTitle,
    };
    let many = incident.households.all();
    let send = spoken(move || match act {
        Act::Message => phrase::incident_act_message(many),
        other => words(other).into(),
    });
    // Who can reach nobody is told so, and has nothing to press.
    let send = (act != Act::Message || many > 0).then(|| view! { <button class="button">{send}</button> });
    view! {
        <details class="panel" open=open>
            <summary class="panel-more">{title}</summary>
            <form class="stack" method="post" action=routes::incident(&incident.number) on:submit=form.submit()>
                {hidden(incident)}
                <input type="hidden" name="draft[act]" value=act.code()/>
                {fields}
                <div class="row">{send}</div>
            </form>
        </details>
    }
}

const fn words(act: Act) -> Key {
    match act {
        Act::Register => Key::IncidentActRegister,
        Act::Note | Act::Message => Key::IncidentActNote,
        Act::Add => Key::IncidentActAdd,
        Act::Over => Key::IncidentActOver,
        Act::Analyse => Key::IncidentActAnalyse,
        Act::Send => Key::IncidentActSend,
        Act::Close => Key::IncidentActClose,
    }
}

/// What it reaches stands above the button that sends it.
fn message(reach: Households, typed: &IncidentDraft, problems: Problems) -> Node {
    let Households { email, sms, to_tell } = reach;
    let words = spoken(move || match reach.all() {
        0 => Key::IncidentActMessageNobody.into(),
        all => phrase::incident_act_message_reach(all, email, sms, to_tell),
    });
    view! {
        <p class="soft">{Key::IncidentActMessageHint}</p>
        <TextArea label=HANS name="draft[zh_hans]" problems value=typed.zh_hans.clone() rows=3/>
        <TextArea label=HANT name="draft[zh_hant]" problems value=typed.zh_hant.clone() rows=3/>
        <TextArea label=ENGLISH name="draft[en]" problems value=typed.en.clone() rows=3/>
        <p class="reach">{words}</p>
    }
}

/// It begins with what was drawn up last.
fn report(incident: &Incident, typed: &IncidentDraft, problems: Problems) -> Node {
    let last = incident.report();
    let started = |typed: &str, last: Option<&String>| {
        if typed.is_empty() { last.cloned().unwrap_or_default() } else { typed.to_owned() }
    };
    let parts = [
        (
            Named::Effect,
            "draft[effect]",
            Key::IncidentActEffect,
            started(&typed.effect, last.map(|last| &last.effect)),
        ),
        (
            Named::Handling,
            "draft[handling]",
            Key::IncidentActHandling,
            started(&typed.handling, last.map(|last| &last.handling)),
        ),
        (
            Named::RootCause,
            "draft[root_cause]",
            Key::IncidentActCause,
            started(&typed.root_cause, last.map(|last| &last.cause)),
        ),
        (
            Named::Corrective,
            "draft[corrective]",
            Key::IncidentActCorrective,
            started(&typed.corrective, last.map(|last| &last.corrective)),
        ),
        (
            Named::Preventive,
            "draft[preventive]",
            Key::IncidentActPreventive,
            started(&typed.preventive, last.map(|last| &last.preventive)),
        ),
    ];
    let fields: Vec<Node> = parts
        .into_iter()
        .map(|(field, name, words, value)| {
            let label = Label::new(field.code(), words);
            view! { <TextArea label name problems value rows=3/> }
        })
        .collect();
    fields.into_node()
}
