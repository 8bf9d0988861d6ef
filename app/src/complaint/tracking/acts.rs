//! What she can do, by stage. Each is a form of its own; all post to this page and name their act.

use leptos::html;
use leptos::prelude::*;
use markup::view;
use rules::follow::{FollowAct, FollowDraft};
use rules::moment::Moment;
use rules::problem::Field;
use rules::stage::{REOPEN_DAYS, Stage};
use rules::view::Tracking;

use super::FollowForm;
use crate::complaint::link::FollowComplaint;
use crate::complaint::photos::Photos;
use crate::error::Refused;
use crate::routes;
use crate::say;
use crate::ui::choices::Choices;
use crate::ui::field::Label;
use crate::ui::node::Node;
use crate::ui::once::Once;
use crate::ui::problems::{Problem, Problems};
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase, spoken};

/// The forms of one complaint's page.
#[derive(Clone)]
pub struct Acts {
    form: FollowForm,
    link: String,
    start: FollowDraft,
    stage: Stage,
    can_be_contested: bool,
    /// The act that was last tried, whose form the problems belong to.
    tried: RwSignal<String>,
}

impl Acts {
    pub fn new(form: FollowForm, link: String, start: FollowDraft, tracking: &Tracking, now: Moment) -> Self {
        let tried = RwSignal::new(start.act.clone());
        let stage = tracking.stage;
        let can_be_contested = stage.can_be_contested(tracking.ended, now);
        Self { form, link, start, stage, can_be_contested, tried }
    }

    /// Every problem, at the input of the form that was tried.
    pub fn all_problems(&self) -> Problems {
        let (form, tried) = (self.form, self.tried);
        Signal::derive(move || {
            let act = tried.with(|act| FollowAct::from_code(act)).unwrap_or(FollowAct::Add);
            form.refused().with(|refused| match refused {
                Some(Refused::Problems(problems)) => problems
                    .iter()
                    .map(|problem| match problem.field {
                        Field::Text => {
                            Problem::at(text_id(act), say::problem::sentence(problem.field, &problem.what))
                        }
                        _ => say::problem::problem(problem),
                    })
                    .collect(),
                _ => Vec::new(),
            })
        })
    }

    /// One form: its act and whose link, once however often it is posted.
    fn form(&self, act: Option<FollowAct>, multipart: bool, photos: Option<Photos>, fields: Node) -> Node {
        let (form, tried) = (self.form, self.tried);
        let place = NodeRef::<html::Form>::new();
        let check = move |call: &FollowComplaint| {
            tried.set(call.follow.act.clone());
            call.follow.parse().err().map(|problems| Refused::Problems(problems.0))
        };
        let submit = form.submit_unless(check);
        let key = if act.is_none_or(|act| act.code() == self.start.act) {
            self.start.key.clone()
        } else {
            String::new()
        };
        let act = act.map(|act| view! { <input type="hidden" name="follow[act]" value=act.code()/> });
        let enctype = multipart.then_some("multipart/form-data");
        let hidden = view! {
            <input type="hidden" name="link" value=self.link.clone()/>
            {act}
            <Once name="follow[key]" key/>
        };
        let action = routes::tracking(&self.link);
        match photos {
            Some(photos) => {
                let (submit, waiting) = photos.before(place, submit);
                view! {
                    <form class="stack sheet reply" method="post" action=action enctype=enctype novalidate node_ref=place on:submit=submit>
                        {hidden}{fields}{waiting}
                    </form>
                }
            }
            None => view! {
                <form class="stack" method="post" action=action novalidate on:submit=submit>{hidden}{fields}</form>
            },
        }
    }

    fn typed(&self, act: FollowAct) -> String {
        if self.start.act == act.code() { self.start.text.clone() } else { String::new() }
    }

    fn words(&self, act: FollowAct, label: Key, rows: u16) -> Node {
        let mut label = Label::new(text_id(act), label);
        label.optional = act != FollowAct::Add;
        view! {
            <TextArea label name="follow[text]" problems=self.all_problems() value=self.typed(act) rows/>
        }
    }

    fn button(&self, class: &'static str, words: Key) -> Node {
        let pending = self.form.pending();
        let busy = move || pending.get().then_some("true");
        view! { <div class="row"><button class=class aria-busy=busy>{words}</button></div> }
    }

    /// Says or asks something, while anybody works on it.
    pub fn add(&self) -> Option<Node> {
        if !self.stage.is_open() {
            return None;
        }
        let came_back: &[String] =
            if self.start.act == FollowAct::Add.code() { &self.start.photos } else { &[] };
        let photos = Photos::new("follow[photos][]", came_back);
        let fields = view! {
            <h2>{Key::TrackingAddTitle}</h2>
            {self.words(FollowAct::Add, Key::TrackingAddLabel, 3)}
            {photos.view(self.all_problems())}
            {self.button("button", Key::TrackingAddSend)}
        };
        Some(self.form(Some(FollowAct::Add), true, Some(photos), fields))
    }

    /// Whether the result holds: the one thing asked while it awaits her word.
    pub fn confirm(&self) -> Option<Node> {
        if self.stage != Stage::AwaitingConfirmation {
            return None;
        }
        let label = Label::new("act", Key::TrackingConfirmTitle).hint(Key::TrackingConfirmNote);
        let choices = vec![
            (FollowAct::Accept.code(), Key::TrackingConfirmSolved),
            (FollowAct::NotSolved.code(), Key::TrackingConfirmNotSolved),
        ];
        let problems = self.all_problems();
        let fields = view! {
            <Choices label name="follow[act]" problems choices chosen=self.start.act.clone() pairs=true/>
            {self.words(FollowAct::NotSolved, Key::TrackingConfirmWhy, 2)}
            {self.button("button", Key::TrackingConfirmSend)}
        };
        Some(view! { <section class="sheet no-print">{self.form(None, false, None, fields)}</section> })
    }

    /// Opens it again after it was closed.
    pub fn again(&self) -> Option<Node> {
        let closed = matches!(self.stage, Stage::Closed | Stage::ClosedNoReply);
        (closed && self.can_be_contested).then(|| {
            let note = spoken(|| phrase::tracking_confirm_again_note(REOPEN_DAYS));
            let fields = view! {
                <p class="soft">{note}</p>
                {self.words(FollowAct::NotSolved, Key::TrackingConfirmWhy, 2)}
                {self.button("button plain", Key::TrackingConfirmAgainSend)}
            };
            self.folded(FollowAct::NotSolved, Key::TrackingConfirmAgain, fields)
        })
    }

    /// Asks for a person to look at the grade.
    pub fn review(&self) -> Option<Node> {
        self.stage.is_open().then(|| {
            let fields = view! {
                <p class="soft">{Key::TrackingReviewNote}</p>
                {self.words(FollowAct::Review, Key::TrackingReviewWhy, 2)}
                {self.button("button plain", Key::TrackingReviewSend)}
            };
            self.folded(FollowAct::Review, Key::TrackingReviewTitle, fields)
        })
    }

    /// Two steps: open it, then say so.
    pub fn withdraw(&self) -> Option<Node> {
        self.stage.is_open().then(|| {
            let fields = view! {
                <p class="soft">{Key::TrackingWithdrawNote}</p>
                {self.words(FollowAct::Withdraw, Key::TrackingWithdrawWhy, 2)}
                {self.button("button grave", Key::TrackingWithdrawSend)}
            };
            self.folded(FollowAct::Withdraw, Key::TrackingWithdrawTitle, fields)
        })
    }

    /// Open where something has to be put right in it.
    fn folded(&self, act: FollowAct, title: Key, fields: Node) -> Node {
        let open = self.start.act == act.code();
        view! {
            <details class="more no-print" open=open>
                <summary>{title}</summary>
                {self.form(Some(act), false, None, fields)}
            </details>
        }
    }
}

const fn text_id(act: FollowAct) -> &'static str {
    match act {
        FollowAct::Add => "text",
        FollowAct::Withdraw => "withdraw-text",
        FollowAct::Accept | FollowAct::NotSolved => "not-solved-text",
        FollowAct::Review => "review-text",
    }
}
