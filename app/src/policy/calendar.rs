//! The working calendar: hours of the week, days off and worked, and files of them.

use leptos::prelude::*;
use markup::view;
use rules::calendar::Exception;
use rules::moment::Zone;
use rules::policy::Item;
use rules::policy::draft::{Act, PolicyDraft};
use web_sys::js_sys::JsString;
use web_sys::wasm_bindgen::prelude::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

use super::field::Cell;
use crate::say;
use crate::ui::field::Label;
use crate::ui::node::{Node, part};
use crate::ui::problems::Problems;
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase};

/// Days of a file named before they are added.
const NAMED_MAX: usize = 60;

#[component]
pub(super) fn CalendarSection(draft: PolicyDraft, zone: Zone, problems: Problems, editable: bool) -> Node {
    let weekday = |row: usize| {
        let hours = draft.week.get(row).cloned().unwrap_or_default();
        let cell = Cell { class: "input medium", ..Cell::new(Item::Week, row, "draft[week][]", hours) };
        view! {
            <div class="field">
                <label for=say::policy::id(Item::Week, row)>{say::policy::weekday(row)}</label>
                {cell.view(problems)}
            </div>
        }
    };
    let days = Label::new(say::policy::id(Item::Days, 0), Key::PolicyItemDays).hint(Key::PolicyItemDaysHint);
    let import = draft.import.clone();
    view! {
        <section class="stack" aria-labelledby="calendar-title">
            <h2 id="calendar-title">{Key::PolicySectionCalendar}</h2>
            <fieldset class="group">
                <legend>{Key::PolicySectionWeek}</legend>
                <p class="hint">{Key::PolicySectionWeekHint}</p>
                <div class="policy-week">{(0..7).map(weekday).collect::<Vec<_>>()}</div>
            </fieldset>
            <TextArea label=days name="draft[days]" problems value=draft.days rows=10/>
            {editable.then(|| view! { <Import import zone problems/> })}
        </section>
    }
}

/// What a pasted file holds is shown before it is added.
#[component]
fn Import(import: String, zone: Zone, problems: Problems) -> Node {
    let id = say::policy::id(Item::Import, 0);
    let label = Label::new(id, Key::PolicyItemImport).hint(Key::PolicyItemImportHint);
    let pasted = RwSignal::new(import.clone());
    let typed = move |event: Event| {
        if let Some(area) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) {
            pasted.set(area.value());
        }
    };
    let found = Memo::new(move |_| {
        let draft = PolicyDraft { import: pasted.get(), ..PolicyDraft::default() };
        draft.imported(&zone).unwrap_or_default()
    });
    view! {
        <details class="more" open=!import.is_empty()>
            <summary>{Key::PolicyItemImport}</summary>
            <div class="stack" on:input=typed>
                <TextArea label name="draft[import]" problems value=import rows=4/>
                <label class="field scripted">
                    <span class="label">{Key::PolicyItemFile}</span>
                    <input type="file" accept=".ics,.json,.txt,text/calendar" on:change=move |event| pick(&event, pasted)/>
                </label>
                {part(move || found.with(|found| (!found.is_empty()).then(|| shown(found))))}
                <button class="button plain small" name="act" value=Act::Import.code()>{Key::PolicyActImport}</button>
            </div>
        </details>
        <div class="row">
            <button class="button plain small" name="act" value=Act::Published.code()>
                {Key::PolicyActPublished}
            </button>
        </div>
    }
}

fn shown(found: &[Exception]) -> Node {
    let day = |day: &Exception| {
        view! { <li>{say::time::date(day.date())}" "{say::policy::day(Some(day))}</li> }
    };
    let days: Vec<Node> = found.iter().take(NAMED_MAX).map(day).collect();
    view! {
        <div role="status">
            <p><b>{phrase::policy_item_import_found(found.len())}</b></p>
            <ul class="policy-days">{days}</ul>
        </div>
    }
}

/// A file that was chosen is as if its text had been pasted: it is read before it is sent.
fn pick(event: &Event, pasted: RwSignal<String>) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
    let read = Closure::once_into_js(move |text: JsValue| {
        let text = text.dyn_into::<JsString>().map(String::from).unwrap_or_default();
        let area = document().get_element_by_id(say::policy::id(Item::Import, 0));
        if let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) {
            area.set_value(&text);
        }
        pasted.set(text);
    });
    let then = web_sys::js_sys::Reflect::get(&file.text(), &"then".into());
    if let Ok(then) = then.and_then(|then| then.dyn_into::<web_sys::js_sys::Function>()) {
        let _ = then.call1(&file.text(), &read);
    }
}
