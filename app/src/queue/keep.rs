//! Keeping what is asked as a view, and changing a view that is kept.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::problem::{Field as Named, Problem};
use rules::queue::{SavedView, ViewAct, ViewDraft};

use super::query::Query;
use crate::error::Refused;
use crate::say;
use crate::ui::field::{Field, Label};
use crate::ui::form::{Form, FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{IntoNode, Node};
use crate::ui::problems::ProblemSummary;
use crate::wire::Answer;
use crate::words::Key;

const NAME: Label = Label::new(Named::View.code(), Key::ViewName);

/// The views somebody sees, her own first.
#[server(endpoint = "read_views", input = Json, output = Answer)]
pub async fn read_views() -> Result<Vec<SavedView>, Refused<Problem>> {
    let (staff, store, _) = crate::account::at_desk()?;
    Ok(store.views(&staff).await?)
}

/// Keeps, changes, moves or drops a view of her own.
#[server(endpoint = "keep_view", input = Json, output = Answer)]
pub async fn keep_view(#[server(default)] view: ViewDraft) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let asks = Query::of(&view.asks).whole();
    let view = ViewDraft { asks: asks.text(), ..view };
    let work = view.parse().map_err(|problems| Refused::Problems(problems.0))?;
    let dropped = matches!(work, rules::queue::ViewWork::Drop { .. });
    store.keep_view(&staff, work, now).await?;
    Ok(Next(if dropped { crate::routes::DESK.into() } else { asks.href() }))
}

/// Below the filters: where something is asked, it can be kept; where that is a view of her own, it can be
/// changed.
#[component]
pub fn Keep(query: Memo<Query>, views: RwSignal<Vec<SavedView>>) -> Node {
    let (form, typed) = use_form::<KeepView, _>();
    let accepted = form.accepted();
    Effect::new(move || {
        if accepted.get().is_some() {
            leptos::task::spawn_local(async move {
                if let Ok(read) = read_views().await {
                    views.set(read);
                }
            });
        }
    });
    let typed = StoredValue::new(typed.map(|call: KeepView| call.view));
    let kept = Memo::new(move |_| {
        let asked = query.with(|query| query.whole().text());
        views.with(|views| views.iter().find(|view| view.by.is_none() && view.asks == asked).cloned())
    });
    let asks = Memo::new(move |_| query.with(|query| *query != Query::default()));
    view! {
        {move || asks.get().then(|| {
            let typed = typed.try_update_value(Option::take).flatten();
            view! { <Sheet query=query.get().whole() kept=kept.get() form typed/> }
        })}
    }
}

#[component]
fn Sheet(
    query: Query,
    kept: Option<SavedView>,
    form: Form<KeepView, Problem>,
    typed: Option<ViewDraft>,
) -> Node {
    let problems = form.problems(say::problem::problem);
    let open = typed.is_some();
    let typed = typed.unwrap_or_default();
    let shared = if open { !typed.shared.is_empty() } else { kept.as_ref().is_some_and(|view| view.shared) };
    let known = kept.as_ref().map(|view| view.name.clone()).unwrap_or_default();
    let name = if open { typed.name } else { known };
    let title = if kept.is_some() { Key::ViewChange } else { Key::ViewKeep };
    let id = kept.map(|view| view.id.as_str().to_owned());
    let acts = match &id {
        None => button(ViewAct::Keep, "button small", Key::ViewKeepSave),
        Some(_) => view! {
            {button(ViewAct::Change, "button small", Key::ViewChangeSave)}
            {button(ViewAct::Earlier, "button plain small", Key::ViewEarlier)}
            {button(ViewAct::Later, "button plain small", Key::ViewLater)}
            {button(ViewAct::Drop, "button plain small", Key::ViewDrop)}
        },
    };
    view! {
        <details class="keep" open=open>
            <summary class="filter">{title}{icon(Icon::Down)}</summary>
            <form method="post" action=query.href() on:submit=form.submit()>
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
                <input type="hidden" name="view[asks]" value=query.text()/>
                {id.map(|id| view! { <input type="hidden" name="view[id]" value=id/> })}
                <div class="row">
                    <Field label=NAME name="view[name]" problems value=name autocomplete="off" class="input medium"/>
                    <label class="choice bare">
                        <input type="checkbox" name="view[shared]" value="1" checked=shared/>
                        <span>{Key::ViewShared}</span>
                    </label>
                    {acts}
                </div>
            </form>
        </details>
    }
}

fn button(act: ViewAct, class: &'static str, words: Key) -> Node {
    view! { <button class=class name="view[act]" value=act.code()>{words}</button> }.into_node()
}
