//! The fields, in the order in which a call goes.

use leptos::prelude::*;
use markup::view;
use rules::complaint::{CommunitySign, Ground, Wish};
use rules::grading::Safety;
use rules::intake::{Channel, Matter, Referrer};
use rules::kind::Kind;
use rules::problem::Field as Named;

use super::TakeDown;
use crate::complaint::file::asked::{Asking, asked};
use crate::complaint::file::parts::notice;
use crate::say;
use crate::ui::choices::{Choices, Several};
use crate::ui::field::{Field, Label, Labelled, describe};
use crate::ui::node::{IntoNode, Node};
use crate::ui::problems::Problems;
use crate::ui::text_area::TextArea;
use crate::words::Key;

const PHONE: Label = Label::new(Named::Phone.code(), Key::ProblemFieldPhone).hint(Key::IntakePhoneHint);
const COMMUNITY: Label = Label::new(Named::Community.code(), Key::ProblemFieldCommunity);
const NAME: Label = Label::new(Named::Name.code(), Key::ProblemFieldName).optional();
const HOME: Label = Label::new(Named::Home.code(), Key::HandlingHome).optional();
const PLACE: Label = Label::new(Named::Place.code(), Key::ProblemFieldPlace).hint(Key::ComplaintPlaceHint);
const MATTER: Label = Label::new(Named::Matter.code(), Key::ProblemFieldMatter);
const ANSWER: Label = Label::new(Named::Answer.code(), Key::IntakeAnswer);
const KIND: Label = Label::new(Named::Kind.code(), Key::ProblemFieldKind);
const TEXT: Label = Label::new(Named::Text.code(), Key::ComplaintText);
const SAFETY: Label = Label::new(Named::Safety.code(), Key::ProblemFieldSafety);
const SINCE: Label = Label::new(Named::Since.code(), Key::ComplaintSince).optional();
const HOUSEHOLDS: Label = Label::new(Named::Households.code(), Key::ProblemFieldHouseholds).optional();
const RETURNED: Label = Label::new(Named::Returned.code(), Key::ProblemFieldReturned).optional();
const WISH: Label = Label::new(Named::Wish.code(), Key::ComplaintWish).optional();
const REMEDY: Label = Label::new(Named::Remedy.code(), Key::ComplaintRemedy).optional();
const EMAIL: Label = Label::new(Named::Email.code(), Key::ComplaintEmail).optional();
const CHANNEL: Label = Label::new(Named::Channel.code(), Key::ProblemFieldChannel);
const REFERRER: Label = Label::new(Named::Referrer.code(), Key::ProblemFieldReferrer).optional();
const OUTSIDE_NUMBER: Label =
    Label::new(Named::OutsideNumber.code(), Key::ProblemFieldOutsideNumber).optional();
const OUTSIDE_DUE: Label = Label::new(Named::OutsideDue.code(), Key::ProblemFieldOutsideDue).optional();
/// The id of the places to pick from.
const PLACES: &str = "places";

pub struct Fields<'a> {
    pub ground: &'a Ground,
    pub start: &'a TakeDown,
    pub problems: Problems,
    /// Whether the form is begun: the focus is on the number then.
    pub is_first: bool,
}

impl Fields<'_> {
    /// `whose` stands below the number, `same` below what happened.
    pub fn whole(&self, whose: Node, same: Node) -> Node {
        let Self { ground, start, problems, .. } = self;
        let (draft, problems) = (&start.draft, *problems);
        let kinds = Kind::ALL.iter().map(|&kind| (kind.code(), say::kind(kind))).collect();
        view! {
            {self.matters()}
            {self.phone()}
            {whose}
            {communities(&self.ground.communities, &self.start.draft.community)}
            <div class="pair">
                <Field label=NAME name="draft[name]" problems value=draft.name.clone() autocomplete="off"/>
                <Field label=HOME name="draft[home]" problems value=draft.home.clone() autocomplete="off"/>
            </div>
            <Field label=PLACE name="draft[place]" problems value=draft.place.clone() list=PLACES autocomplete="off"/>
            {self.places()}
            <div class="for-complaint">
                <Choices label=KIND name="draft[kind]" problems choices=kinds chosen=draft.kind.clone() pairs=true/>
            </div>
            <TextArea label=TEXT name="draft[text]" problems value=draft.text.clone() rows=4/>
            <div class="for-enquiry">
                <TextArea label=ANSWER name="intake[answer]" problems value=start.intake.answer.clone() rows=3/>
            </div>
            <div class="for-complaint">
                {same}
                {asked(Asking { ground, start: draft, problems })}
                {self.safety()}
                {self.more()}
                {self.how()}
                {notice(ground.notice, &draft.notice, problems, Key::IntakeReadOut)}
            </div>
        }
    }

    /// What is asked of the other kinds of matter is less; the style sheet shows it.
    fn matters(&self) -> Node {
        let (chosen, problems) = (or(&self.start.intake.matter, Matter::Complaint.code()), self.problems);
        let choices = Matter::ALL.iter().map(|&one| (one.code(), say::intake::matter(one))).collect();
        view! { <Choices label=MATTER name="intake[matter]" problems choices chosen/> }
    }

    fn safety(&self) -> Node {
        let (chosen, problems) = (or(&self.start.intake.safety, Safety::None.code()), self.problems);
        view! { <Choices label=SAFETY name="intake[safety]" problems choices=safety() chosen/> }
    }

    fn phone(&self) -> Node {
        let (invalid, described) = describe(PHONE, self.problems);
        let (value, problems, is_first) = (self.start.draft.phone.clone(), self.problems, self.is_first);
        view! {
            <Labelled label=PHONE problems>
                <input
                    class="input"
                    id=PHONE.id
                    name="draft[phone]"
                    r#type="tel"
                    value=value
                    autocomplete="off"
                    autofocus=is_first
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </Labelled>
        }
    }

    fn places(&self) -> Node {
        let names =
            self.ground.communities.iter().flat_map(|sign| {
                sign.buildings.iter().map(|building| &building.name).chain(&sign.public_areas)
            });
        let options: Vec<Node> = names.map(|name| view! { <option value=name.clone()></option> }).collect();
        view! { <datalist id=PLACES>{options}</datalist> }
    }

    /// What is asked where there is time for it.
    fn more(&self) -> Node {
        let (draft, problems) = (&self.start.draft, self.problems);
        let wishes = Wish::ALL.iter().map(|&wish| (wish.code(), say::wish(wish))).collect();
        view! {
            <details class="more">
                <summary>{Key::IntakeMore}</summary>
                <div class="stack">
                    <Field label=SINCE name="draft[since]" problems value=draft.since.clone() r#type="date" class="input medium"/>
                    <Several label=WISH name="draft[wish][]" problems choices=wishes chosen=draft.wish.clone() pairs=true/>
                    <TextArea label=REMEDY name="draft[remedy]" problems value=draft.remedy.clone() rows=2/>
                    <Field
                        label=HOUSEHOLDS
                        name="draft[households]"
                        problems
                        value=draft.households.clone()
                        inputmode="numeric"
                        class="input short"
                    />
                    <Field
                        label=RETURNED
                        name="draft[returned]"
                        problems
                        value=draft.returned.clone()
                        inputmode="numeric"
                        class="input short"
                    />
                    <Field label=EMAIL name="draft[email]" problems value=draft.email.clone() r#type="email" autocomplete="off"/>
                </div>
            </details>
        }
    }

    /// How it reached us; open where something of it is wrong.
    fn how(&self) -> Node {
        let (intake, problems) = (&self.start.intake, self.problems);
        let channel = or(&intake.channel, Channel::Phone.code());
        let channels =
            Channel::TAKEN_DOWN.iter().map(|&one| (one.code(), say::intake::channel(one))).collect();
        let mut bodies = vec![("", Key::IntakeNobody)];
        bodies.extend(Referrer::ALL.iter().map(|&by| (by.code(), say::intake::referrer(by))));
        let names = [CHANNEL.id, REFERRER.id, OUTSIDE_NUMBER.id, OUTSIDE_DUE.id];
        let open =
            !self.is_first && problems.with_untracked(|all| all.iter().any(|one| names.contains(&one.field)));
        let channel = select("intake[channel]", CHANNEL.id, channels, &channel);
        let referrer = select("intake[referrer]", REFERRER.id, bodies, &intake.referrer);
        let (number, due) = (intake.outside_number.clone(), intake.outside_due.clone());
        view! {
            <details class="more" open=open>
                <summary>{Key::IntakeHow}</summary>
                <div class="stack">
                    <Labelled label=CHANNEL problems>{channel}</Labelled>
                    <Labelled label=REFERRER problems>{referrer}</Labelled>
                    <Field label=OUTSIDE_NUMBER name="intake[outside_number]" problems value=number class="input medium" autocomplete="off"/>
                    <Field
                        label=OUTSIDE_DUE
                        name="intake[outside_due]"
                        problems
                        value=due
                        r#type="datetime-local"
                        class="input medium"
                    />
                </div>
            </details>
        }
    }
}

/// Asked for only where there are several.
pub fn communities(signs: &[CommunitySign], chosen: &str) -> Option<Node> {
    if signs.len() < 2 {
        return None;
    }
    let choice = |(at, sign): (usize, &CommunitySign)| {
        let value = sign.id.as_str().to_owned();
        let id = if at == 0 { COMMUNITY.id.to_owned() } else { format!("{}-{value}", COMMUNITY.id) };
        let checked = value == chosen;
        view! {
            <label class="choice">
                <input id=id type="radio" name="draft[community]" value=value checked=checked/>
                <span>{sign.name.clone()}</span>
            </label>
        }
    };
    let choices: Vec<Node> = signs.iter().enumerate().map(choice).collect();
    Some(view! {
        <fieldset class="group">
            <legend>{COMMUNITY.label}</legend>
            <div class="choices pairs">{choices}</div>
        </fieldset>
    })
}

fn or(typed: &str, otherwise: &str) -> String {
    if typed.is_empty() { otherwise.to_owned() } else { typed.to_owned() }
}

fn safety() -> Vec<(&'static str, Key)> {
    let words = |safety| match safety {
        Safety::None => Key::HandlingMediaNone,
        Safety::Possible => Key::HandlingMediaPossible,
        Safety::Now => Key::HandlingMediaNow,
    };
    Safety::ALL.iter().map(|&safety| (safety.code(), words(safety))).collect()
}

fn select(name: &'static str, id: &'static str, choices: Vec<(&'static str, Key)>, chosen: &str) -> Node {
    let option = |(code, words): (&'static str, Key)| {
        view! { <option value=code selected=code == chosen>{words}</option> }
    };
    let options: Vec<Node> = choices.into_iter().map(option).collect();
    view! { <select class="select" id=id name=name>{options.into_node()}</select> }
}
