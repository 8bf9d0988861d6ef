//! One form, with scripts or without: it posts to its own page's address, and where scripts run the
//! same server function is called and no document loads.

use leptos::form::form_data_from_event;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use markup::view;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use web_sys::js_sys::Array;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, SubmitEvent};

use super::effect::effect;
use super::fields;
use super::go::use_go;
use super::icon::Icon;
use super::node::{Node, part};
use super::notice::{Notice, Tone};
use super::problems::{Problem, Problems, focus_summary};
use crate::error::Refused;
use crate::wire;
use crate::words::{Key, Phrase};

/// Where a person goes when a form was accepted: a path of this site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next(pub String);

/// What a refused form post hands to its page, which is rendered again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posted<F, P> {
    /// The server function's arguments: everything that was typed.
    pub typed: F,
    pub refused: Refused<P>,
}

/// One form on a page: what it starts with, what came of posting it.
pub struct Form<F, P>
where
    F: ServerFn<Output = Next, Error = Refused<P>> + 'static,
    P: 'static,
{
    action: ServerAction<F>,
    refused: RwSignal<Option<Refused<P>>>,
    /// Whether the page it led to is still on its way.
    turning: Signal<bool>,
}

impl<F, P> Clone for Form<F, P>
where
    F: ServerFn<Output = Next, Error = Refused<P>>,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, P> Copy for Form<F, P> where F: ServerFn<Output = Next, Error = Refused<P>> {}

/// The form that calls `F`, and what was typed when it has just been refused without scripts.
///
/// Accepted, it goes to the [`Next`] page; refused, its problems are named and focused.
#[must_use]
pub fn use_form<F, P>() -> (Form<F, P>, Option<F>)
where
    F: ServerFn<Output = Next, Error = Refused<P>> + Clone + Serialize + DeserializeOwned + Sync + 'static,
    P: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let posted = wire::shared(use_context::<Posted<F, P>>);
    let (typed, refused) = posted.map(|posted| (posted.typed, posted.refused)).unzip();
    let go = use_go();
    let form = Form { action: ServerAction::new(), refused: RwSignal::new(refused), turning: go.turning };
    let answer = form.action.value();
    effect(move || {
        let answer: Option<Result<Next, Refused<P>>> = answer.get();
        match answer {
            Some(Ok(next)) => go.to.run(next.0),
            Some(Err(refused)) => {
                form.refused.set(Some(refused));
                request_animation_frame(focus_summary);
            }
            None => {}
        }
    });
    (form, typed)
}

impl<F, P> Form<F, P>
where
    F: ServerFn<Output = Next, Error = Refused<P>> + Clone + DeserializeOwned + Sync + 'static,
    P: Clone + Send + Sync + 'static,
{
    /// What the server found wrong, each as `say` puts it.
    #[must_use]
    pub fn problems(self, say: fn(&P) -> Problem) -> Problems {
        Signal::derive(move || {
            self.refused.with(|refused| match refused {
                Some(Refused::Problems(problems)) => problems.iter().map(say).collect(),
                _ => Vec::new(),
            })
        })
    }

    /// Why it was refused where no field is to blame, in a title and a sentence.
    #[must_use]
    pub fn failure(self) -> Signal<Option<(Key, Phrase)>> {
        Signal::derive(move || self.refused.with(|refused| refused.as_ref().and_then(Refused::said)))
    }

    /// The last refusal as it came.
    #[must_use]
    pub fn refused(self) -> RwSignal<Option<Refused<P>>> {
        self.refused
    }

    /// Whether an answer is being waited for.
    #[must_use]
    pub fn pending(self) -> Signal<bool> {
        let (pending, turning) = (self.action.pending(), self.turning);
        Signal::derive(move || pending.get() || turning.get())
    }

    /// Where it led, once it was accepted without loading a document.
    #[must_use]
    pub fn accepted(self) -> Signal<Option<Next>> {
        Signal::derive(move || self.action.value().get().and_then(Result::ok))
    }

    /// For `on:submit`. A second press while the first is under way does nothing; what cannot be
    /// read as the function's arguments is left to the browser to post.
    pub fn submit(self) -> impl Fn(SubmitEvent) + Copy + 'static {
        self.submit_unless(|_| None)
    }

    /// The same, for a form whose rules run here too: what `check` finds wrong is named at once,
    /// without asking the server.
    pub fn submit_unless<C>(self, check: C) -> impl Fn(SubmitEvent) + Copy + 'static
    where
        C: Fn(&F) -> Option<Refused<P>> + Copy + 'static,
    {
        move |event| {
            if self.action.pending().get_untracked() || self.turning.get_untracked() {
                event.prevent_default();
            } else if let Some(call) = read::<F>(&event) {
                event.prevent_default();
                let refused = check(&call);
                let wrong = refused.is_some();
                self.refused.set(refused);
                if wrong {
                    request_animation_frame(focus_summary);
                } else {
                    self.action.dispatch(call);
                }
            }
        }
    }
}

/// A form's fields as the arguments of a server function, with the button that was pressed.
fn read<F: DeserializeOwned>(event: &SubmitEvent) -> Option<F> {
    fields::read(texts(&form_data_from_event(event).ok()?))
}

/// What a form holds right now as `D`, for explaining while a person types.
#[must_use]
pub fn typed_in<D: DeserializeOwned>(form: &HtmlFormElement) -> Option<D> {
    fields::read(texts(&FormData::new_with_form(form).ok()?))
}

/// Names and texts in the order of the form; files travel on their own.
fn texts(data: &FormData) -> impl Iterator<Item = (String, String)> {
    data.entries().into_iter().flatten().filter_map(|entry| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    })
}

/// What a form holds right now but for its files.
pub(super) fn fields_of(form: &HtmlFormElement) -> Option<FormData> {
    let data = FormData::new_with_form(form).ok()?;
    leave_out_files(form, &data);
    Some(data)
}

fn leave_out_files(form: &HtmlFormElement, data: &FormData) {
    let Ok(inputs) = form.query_selector_all("input[type=file][name]") else { return };
    for at in 0..inputs.length() {
        let Some(input) = inputs.item(at).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) else {
            continue;
        };
        let kept: Vec<String> =
            data.get_all(&input.name()).iter().filter_map(|value| value.as_string()).collect();
        data.delete(&input.name());
        for value in kept {
            let _ = data.append_with_str(&input.name(), &value);
        }
    }
}

/// Says above a form why it was refused where no field is to blame.
#[component]
pub fn FormFailure(failure: Signal<Option<(Key, Phrase)>>) -> Node {
    let notice = move |(title, advice): (Key, Phrase)| {
        view! {
            <Notice mark=Icon::Alert tone=Tone::Alarm title>
                <p>{advice}</p>
            </Notice>
        }
    };
    part(move || failure.get().map(notice))
}
