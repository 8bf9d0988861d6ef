//! Long text, and the only `<textarea>` of the house.

use leptos::prelude::*;
use markup::view;
use web_sys::HtmlTextAreaElement;
use web_sys::wasm_bindgen::JsCast;

use super::field::{Label, Labelled, describe};
use super::node::{Inside, Node};
use super::problems::Problems;

/// What it starts with is given as its inner HTML, escaped here, with the line break that a browser
/// swallows; taken over, it is left alone, whatever was typed meanwhile.
#[component]
pub fn TextArea(
    label: Label,
    name: &'static str,
    problems: Problems,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    #[prop(default = 5)] rows: u16,
    /// To be read and copied only.
    #[prop(optional)]
    readonly: bool,
    /// Whatever stands under it, such as how much room is left.
    #[prop(optional)]
    children: Option<Inside>,
) -> Node {
    let (invalid, described) = describe(label, problems);
    view! {
        <Labelled label problems>
            <textarea
                class="textarea"
                id=label.id
                name=name
                rows=rows
                readonly=readonly
                aria-invalid=invalid
                aria-describedby=described
                inner_html=escape(&value)
            ></textarea>
            {children.map(Inside::view)}
        </Labelled>
    }
}

/// The one with this id, if it is on the page now.
#[must_use]
pub fn text_area(id: &str) -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts `text` in the place of what stands there, as if somebody had typed it: whoever listens hears of it.
pub fn type_into(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
    let _ = field.focus();
    if let Ok(event) = document().create_event("Event") {
        event.init_event_with_bubbles("input", true);
        let _ = field.dispatch_event(&event);
    }
}

/// Text as the inside of a `<textarea>`, whose first line break a browser would swallow.
fn escape(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if escaped.starts_with(['\n', '\r']) { format!("\n{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_can_leave_the_text_area() {
        let rows = [
            (
                "</textarea><script>alert(1)</script>",
                "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("&lt;", "&amp;lt;"),
            ("a\nb", "a\nb"),
            ("\nb", "\n\nb"),
        ];
        for (typed, html) in rows {
            assert_eq!(escape(typed), html);
        }
    }
}
