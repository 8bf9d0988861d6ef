//! What the parts of the page share: the complaint as last read, what its viewer can do, and the
//! one server function that all its forms call.

use crate::ui::node::{Again, Node, part};
use leptos::prelude::*;
use markup::view;
use rules::access::Refusal;
use rules::draft::Draft;
use rules::moment::Moment;
use rules::problem::{Field, Problem, What};
use rules::view::Complaint;
use rules::work::{WorkAct, WorkDraft};

use super::can::Can;
use super::draft::{Keeping, keeping};
use super::{Read, WorkOnComplaint, read_complaint};
use crate::account::me;
use crate::error::{Failure, Refused};
use crate::live;
use crate::routes;
use crate::say;
use crate::ui;
use crate::ui::form::{Form, FormFailure, use_form};
use crate::ui::once::Once;
use crate::ui::problems::{ProblemSummary, Problems};
use crate::ui::text_area::text_area;
use crate::words::Key;

#[derive(Clone, Copy)]
pub struct Sheet {
    pub complaint: RwSignal<Complaint>,
    /// How residents reach us, as it stands in links.
    pub base_url: StoredValue<String>,
    pub now: Signal<Moment>,
    pub can: Memo<Can>,
    pub form: Form<WorkOnComplaint, Problem>,
    /// The form sent last.
    pub acting: RwSignal<Option<WorkAct>>,
    /// Why it could not be read again.
    pub lost: RwSignal<Option<Refusal>>,
    /// How often a form was accepted, and which was last.
    accepted: RwSignal<(u32, Option<WorkAct>)>,
    /// What was typed when a form was refused without scripts.
    typed: StoredValue<WorkDraft>,
    /// What the viewer was writing, by form.
    drafts: StoredValue<Vec<Draft>>,
}

#[must_use]
pub fn use_sheet(read: Read) -> Sheet {
    let Read { complaint, base_url, now, mut drafts, .. } = read;
    drafts.retain(|draft| draft.fits(&complaint));
    let viewer = StoredValue::new(me());
    let read_at = RwSignal::new(now);
    let complaint = RwSignal::new(complaint);
    let can = Memo::new(move |_| {
        viewer.with_value(|me| {
            me.as_ref().map(|me| complaint.with(|complaint| Can::of(complaint, me, read_at.get())))
        })
    });
    let (form, typed) = use_form::<WorkOnComplaint, _>();
    let typed = typed.map(|call| call.work).unwrap_or_default();
    let sheet = Sheet {
        complaint,
        base_url: StoredValue::new(base_url),
        now: live::ticking(move || read_at.get()),
        can: Memo::new(move |_| can.get().unwrap_or_default()),
        form,
        acting: RwSignal::new(WorkAct::from_code(&typed.act).map(WorkAct::form)),
        lost: RwSignal::new(None),
        accepted: RwSignal::new((0, None)),
        typed: StoredValue::new(typed),
        drafts: StoredValue::new(drafts),
    };
    follow(sheet, read_at);
    sheet
}

/// Reads again after each act and whenever this complaint has changed. The forms stay as they are.
fn follow(sheet: Sheet, read_at: RwSignal<Moment>) {
    let number = sheet.complaint.with_untracked(|complaint| complaint.number.as_str().to_owned());
    let again = live::again(
        move || read_complaint(number.clone()),
        move |answer| match answer {
            Ok(Read { complaint: read, now, .. }) => {
                sheet.lost.set(None);
                read_at.set(now);
                live::reached(true);
                if sheet.complaint.with_untracked(|complaint| complaint != &read) {
                    sheet.complaint.set(read);
                }
            }
            Err(Refused::Refusal(refusal)) => sheet.lost.set(Some(refusal)),
            Err(refused) => live::reached(refused.failure() != Failure::Unreached),
        },
    );
    let ours = sheet.complaint.with_untracked(|complaint| format!("complaint:{}", complaint.id.as_str()));
    if let Some(live) = live::live() {
        live.listen(move |word| {
            if word == ours || word == live::EVERYTHING {
                again.run(());
            }
        });
    }
    let refused = sheet.form.refused();
    Effect::new(move || {
        if matches!(refused.get(), Some(Refused::Refusal(_))) {
            again.run(());
        }
    });
    let accepted = sheet.form.accepted();
    Effect::new(move || {
        if accepted.get().is_some() {
            let act = sheet.acting.get_untracked();
            if let Some(act) = act {
                sheet.draft_kept(act, None);
            }
            sheet.accepted.update(|(serial, last)| (*serial, *last) = (*serial + 1, act));
            again.run(());
        }
    });
}

impl Sheet {
    /// Changes each time the form of `act` has been accepted, which empties it.
    #[must_use]
    pub fn round(self, act: WorkAct) -> Memo<u32> {
        Memo::new(move |before: Option<&u32>| match self.accepted.get() {
            (serial, Some(last)) if last == act => serial,
            _ => before.copied().unwrap_or_default(),
        })
    }

    /// What was typed into the form of `act` when it was refused without scripts, or before the page was
    /// left.
    #[must_use]
    pub fn typed(self, act: WorkAct) -> Option<WorkDraft> {
        let fresh = self.accepted.with_untracked(|(serial, _)| *serial == 0);
        let refused = self.typed.with_value(|typed| {
            (fresh && WorkAct::from_code(&typed.act).map(WorkAct::form) == Some(act)).then(|| typed.clone())
        });
        refused.or_else(|| self.draft(act).map(|draft| draft.work))
    }

    /// What the server has of the form of `act`.
    #[must_use]
    pub fn draft(self, act: WorkAct) -> Option<Draft> {
        self.drafts.with_value(|drafts| drafts.iter().find(|draft| draft.act == act).cloned())
    }

    /// What the server has of it from now on.
    pub fn draft_kept(self, act: WorkAct, kept: Option<Draft>) {
        self.drafts.update_value(|drafts| {
            drafts.retain(|draft| draft.act != act);
            drafts.extend(kept);
        });
    }

    /// Whether a form is shown: where it is of use, and where something typed would be lost with
    /// it. `field` is the id of its text.
    #[must_use]
    pub fn shows(self, act: WorkAct, useful: fn(Can) -> bool, field: &'static str) -> Memo<bool> {
        let typed = self.typed(act).is_some();
        Memo::new(move |before: Option<&bool>| {
            let kept = || before.map_or(typed, |shown| *shown && is_filled(field));
            useful(self.can.get()) || kept()
        })
    }

    /// The problems of the form of `act`, each at the field that `place` gives for it.
    #[must_use]
    pub fn problems(self, act: WorkAct, place: fn(&Problem) -> ui::problems::Problem) -> Problems {
        let problems = self.form.problems(place);
        Signal::derive(move || if self.acting.get() == Some(act) { problems.get() } else { Vec::new() })
    }
}

/// Only asked in the browser, once something has changed.
pub(super) fn is_filled(field: &str) -> bool {
    text_area(field).is_some_and(|field| !field.value().trim().is_empty())
}

/// Why a form that is nothing but its button, or whose panel may be gone by now, was refused.
#[component]
pub fn ButtonFailure(sheet: Sheet) -> Node {
    let failure = sheet.form.failure();
    let said = move || {
        let buttons = [
            WorkAct::Take,
            WorkAct::Verify,
            WorkAct::Handle,
            WorkAct::AcceptOffer,
            WorkAct::RecallOffer,
            WorkAct::EndHelp,
            WorkAct::Relink,
            WorkAct::NotSo,
            WorkAct::MaybeSo,
            WorkAct::NotSame,
            WorkAct::Leave,
            WorkAct::Resume,
            WorkAct::Acknowledge,
            WorkAct::TakeBack,
            WorkAct::Approve,
            WorkAct::Return,
            WorkAct::Keep,
        ];
        let ours = sheet.acting.get().is_some_and(|act| buttons.contains(&act));
        if ours { failure.get() } else { None }
    };
    view! { <FormFailure failure=Signal::derive(said)/> }
}

/// What [`ButtonFailure`] says is said nowhere else.
#[must_use]
pub fn no_problems() -> Problems {
    Signal::derive(Vec::new)
}

/// A problem at the text or reason of one form, of which the page has several.
#[must_use]
pub fn placed(problem: &Problem, text: &'static str, reason: &'static str) -> ui::problems::Problem {
    let id = match problem.field {
        Field::Text => text,
        Field::Reason => reason,
        other => other.code(),
    };
    match (problem.field, &problem.what) {
        (Field::Text, What::Missing) => ui::problems::Problem::at(id, Key::HandlingTextMissing),
        (field, what) => ui::problems::Problem::at(id, say::problem::sentence(field, what)),
    }
}

/// One form of the page. `act` is sent with it, unless its buttons say what they do.
#[component]
pub fn WorkForm(
    sheet: Sheet,
    act: WorkAct,
    #[prop(default = "stack")] class: &'static str,
    #[prop(default = true)] sends_act: bool,
    #[prop(default = true)] says_failure: bool,
    /// Of the facts it is made from, where that is not the one last read.
    #[prop(optional)]
    version: String,
    problems: Problems,
    children: Children,
) -> Node {
    let (number, last) = sheet
        .complaint
        .with_untracked(|complaint| (complaint.number.clone(), complaint.facts_version.to_string()));
    let typed = sheet.typed(act).unwrap_or_default();
    let version = if version.is_empty() { last } else { version };
    let submit = sheet.form.submit();
    let keeping = keeping(sheet, act);
    let failure = sheet.form.failure();
    let failure = Signal::derive(move || if sheet.acting.get() == Some(act) { failure.get() } else { None });
    view! {
        <form
            class=class
            data-act=act.code()
            method="post"
            action=routes::complaint_at_desk(&number)
            on:submit=move |event| {
                sheet.acting.set(Some(act));
                keeping.inspect(|keeping| keeping.forget());
                submit(event);
            }
            on:input=move |event| {
                keeping.inspect(|keeping| keeping.hear(&event));
            }
            on:focusout=move |_| {
                keeping.inspect(|keeping| keeping.send());
            }
        >
            <ProblemSummary problems/>
            {says_failure.then(|| view! { <FormFailure failure/> })}
            {children()}
            {keeping.map(Keeping::line)}
            <input type="hidden" name="number" value=number.as_str().to_owned()/>
            <input type="hidden" name="work[facts_version]" value=version/>
            {sends_act.then(|| view! { <input type="hidden" name="work[act]" value=act.code()/> })}
            <Once name="work[key]" key=typed.key/>
        </form>
    }
}

/// Its children, made from nothing whenever `round` changes, so that no field keeps what was typed
/// into it.
#[component]
pub fn Anew(#[prop(into)] round: Signal<u32>, children: Again) -> Node {
    part(move || {
        // Tracking alone would not ask a memo that nobody has read, and so never hear of it.
        let _ = round.get();
        children.view()
    })
}

/// A form that is nothing but its button.
#[component]
pub fn ActButton(
    sheet: Sheet,
    act: WorkAct,
    words: Key,
    #[prop(default = "button plain small")] class: &'static str,
) -> Node {
    let problems = sheet.problems(act, say::problem::problem);
    let round = sheet.round(act);
    part(move || {
        let _ = round.get();
        view! {
            <WorkForm sheet act class="row" says_failure=false problems>
                <button class=class>{words}</button>
            </WorkForm>
        }
    })
}
