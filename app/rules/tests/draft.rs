//! What is written about a complaint outlives the page it is written on.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::commitment::CommitmentDraft;
use rules::limits::DRAFT_CHARS_MAX;
use rules::work::{Work, WorkAct, WorkDraft};

fn form(act: &str, text: &str) -> WorkDraft {
    WorkDraft { act: act.into(), text: text.into(), ..WorkDraft::default() }
}

#[test]
fn what_somebody_has_put_into_words_is_kept_under_its_form() {
    let promised = CommitmentDraft { amount: "300元".into(), ..CommitmentDraft::default() };
    let rows = [
        (form("reply", "您好"), Some(WorkAct::Reply)),
        (form("ask", "请问几点方便?"), Some(WorkAct::Reply)),
        (form("plan", "周三换门机"), Some(WorkAct::Reply)),
        (form("note", "备件缺货"), Some(WorkAct::Note)),
        (form("approve", "改过的答复"), Some(WorkAct::Approve)),
        (WorkDraft { reason: "太长".into(), ..form("return", "") }, Some(WorkAct::Return)),
        (WorkDraft { commitment: promised, ..form("reply", "") }, Some(WorkAct::Reply)),
        (form("reply", &"字".repeat(DRAFT_CHARS_MAX)), Some(WorkAct::Reply)),
        (form("reply", &"字".repeat(DRAFT_CHARS_MAX + 1)), None),
        (form("reply", " \n "), None),
        (WorkDraft { finding: "upheld".into(), ..form("resolve", "") }, None),
        (form("take", "nothing is written to take it"), None),
        (form("establish", "facts meet in another way"), None),
        (form("", "whose is it?"), None),
    ];
    for (form, wanted) in rows {
        assert_eq!(form.kept().map(|(act, _)| act), wanted, "{} {}", form.act, form.text);
    }
}

#[test]
fn what_a_page_put_in_by_itself_is_not_kept() {
    let sent = WorkDraft {
        key: "k".into(),
        facts_version: "7".into(),
        submitted: "12".into(),
        finding: "upheld".into(),
        ..form("ask", "您好")
    };
    let (_, kept) = sent.kept().expect("there are words");
    assert_eq!((kept.key.as_str(), kept.facts_version.as_str()), ("", ""));
    assert_eq!(
        (kept.act.as_str(), kept.submitted.as_str(), kept.finding.as_str()),
        ("reply", "12", "upheld")
    );
}

#[test]
fn a_draft_ends_with_the_form_it_was_written_in() {
    let text = || "您好".to_owned();
    let rows = [
        (Work::Reply { text: text(), asks: true }, Some(WorkAct::Reply)),
        (Work::Plan { text: text() }, Some(WorkAct::Reply)),
        (Work::ReplyAll { text: text() }, Some(WorkAct::Reply)),
        (Work::Note { text: text() }, Some(WorkAct::Note)),
        (Work::Take, None),
        (Work::Acknowledge { text: text() }, None),
    ];
    for (work, wanted) in rows {
        assert_eq!(work.form(), wanted, "{work:?}");
    }
    for act in WorkAct::ALL.iter().filter(|act| act.is_written()) {
        assert_eq!(act.form().form(), act.form());
    }
}
