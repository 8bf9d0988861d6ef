//! A form kept on this device while it is being filled in, so that a closed page loses nothing.

use leptos::prelude::*;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage, UrlSearchParams};

use super::form::fields_of;

/// Where a form is kept, and the fields that are not: what may not be filled in by anyone else.
#[derive(Clone, Copy)]
pub struct Kept {
    pub place: &'static str,
    pub except: &'static [&'static str],
}

impl Kept {
    pub fn keep(self, form: &HtmlFormElement) {
        let Some(data) = fields_of(form) else { return };
        for name in self.except {
            data.delete(name);
        }
        let data: &JsValue = data.as_ref();
        if let (Some(storage), Ok(fields)) =
            (storage(), UrlSearchParams::new_with_str_sequence_sequence(data))
        {
            // Full or forbidden: the form still works, it is only not kept.
            let _ = storage.set_item(self.place, &String::from(&fields.to_string()));
        }
    }

    /// Fills in what was kept, unless something has been typed already. Whether it did.
    #[must_use]
    pub fn bring_back(self, form: &HtmlFormElement) -> bool {
        let kept = storage().and_then(|storage| storage.get_item(self.place).ok().flatten());
        let Some(fields) = kept.and_then(|kept| UrlSearchParams::new_with_str(&kept).ok()) else {
            return false;
        };
        let controls = controls(form);
        if controls.iter().any(Control::is_changed) {
            return false;
        }
        for control in controls.iter().filter(|control| fields.has(&control.name())) {
            control.fill(&fields);
        }
        true
    }

    pub fn forget(self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(self.place);
        }
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

enum Control {
    Input(HtmlInputElement),
    Text(HtmlTextAreaElement),
}

fn controls(form: &HtmlFormElement) -> Vec<Control> {
    let Ok(found) = form.query_selector_all("input:not([type=file]), textarea") else { return Vec::new() };
    let control = |at| {
        let node = found.item(at)?;
        match node.dyn_into::<HtmlInputElement>() {
            Ok(input) => Some(Control::Input(input)),
            Err(other) => other.dyn_into().ok().map(Control::Text),
        }
    };
    (0..found.length()).filter_map(control).collect()
}

impl Control {
    fn name(&self) -> String {
        match self {
            Self::Input(input) => input.name(),
            Self::Text(text) => text.name(),
        }
    }

    fn is_changed(&self) -> bool {
        match self {
            Self::Input(input) => {
                input.checked() != input.default_checked() || input.value() != input.default_value()
            }
            Self::Text(text) => text.default_value().is_ok_and(|start| start != text.value()),
        }
    }

    fn fill(&self, fields: &UrlSearchParams) {
        let name = self.name();
        match self {
            Self::Input(input) if matches!(input.type_().as_str(), "radio" | "checkbox") => {
                input.set_checked(fields.get_all(&name).includes(&JsValue::from_str(&input.value()), 0));
            }
            Self::Input(input) => input.set_value(&fields.get(&name).unwrap_or_default()),
            Self::Text(text) => text.set_value(&fields.get(&name).unwrap_or_default()),
        }
    }
}
