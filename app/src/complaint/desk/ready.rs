//! Ready phrases, filled in for whom the reply goes to; one press puts one where the caret stands.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;

use super::sheet::Sheet;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::words::Key;

#[component]
pub fn Ready(sheet: Sheet, put: Callback<String>) -> Node {
    let phrases = sheet.complaint.with_untracked(|complaint| {
        let to = &complaint.answering;
        to.phrases.ready.iter().map(|words| say::approval::ready(words, to)).collect::<Vec<_>>()
    });
    if phrases.is_empty() {
        return Node::nothing();
    }
    let phrase = |words: String| {
        let text = words.clone();
        view! {
            <li>
                <span>{words}</span>
                <button type="button" class="button plain small scripted" on:click=move |_| put.run(text.clone())>
                    {icon(Icon::Plus)}{Key::HandlingReadyPut}
                </button>
            </li>
        }
    };
    view! {
        <details class="more">
            <summary>{Key::HandlingReady}</summary>
            <ul class="ready-phrases">{phrases.into_iter().map(phrase).collect_view()}</ul>
        </details>
    }
}

/// The text with a phrase at the caret, on a line of its own, and where the caret then stands; both in
/// UTF-16 units, as fields count.
#[must_use]
pub fn with_phrase(text: &str, caret: usize, phrase: &str) -> (String, usize) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (before, after) = units.split_at(caret.min(units.len()));
    let (before, after) = (String::from_utf16_lossy(before), String::from_utf16_lossy(after));
    let line = |text: &str, stands: bool| if text.is_empty() || stands { "" } else { "\n" };
    let begun = format!("{before}{}{phrase}", line(&before, before.ends_with('\n')));
    let end = begun.encode_utf16().count();
    (format!("{begun}{}{after}", line(&after, after.starts_with('\n'))), end)
}

#[cfg(test)]
mod tests {
    use super::with_phrase;

    #[test]
    fn a_phrase_stands_on_a_line_of_its_own_where_the_caret_was() {
        let rows = [
            ("", 0, "您好。", 3),
            ("陈姨", 2, "陈姨\n您好。", 6),
            ("陈姨\n谢谢", 3, "陈姨\n您好。\n谢谢", 6),
            ("谢谢", 0, "您好。\n谢谢", 3),
            ("🙂谢谢", 2, "🙂\n您好。\n谢谢", 6),
            ("谢谢", 99, "谢谢\n您好。", 6),
        ];
        for (text, caret, with, end) in rows {
            assert_eq!(with_phrase(text, caret, "您好。"), (with.to_owned(), end), "{text:?} at {caret}");
        }
    }
}
