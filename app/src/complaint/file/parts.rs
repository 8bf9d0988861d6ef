//! The four parts of the form, as on paper.

use leptos::prelude::*;
use markup::view;
use rules::complaint::{CommunitySign, Draft, Filer, Ground, Wish};
use rules::kind::Kind;
use rules::limits;
use rules::place::Area;

use super::asked::{Asking, asked};
use super::counter;
use super::typing::Typing;
use crate::complaint::photos::Photos;
use crate::ui::choices::{Choices, Several};
use crate::ui::field::{Field, Label, Labelled, describe, remarks};
use crate::ui::node::{IntoNode, Node, part};
use crate::ui::problems::{Problems, sentence};
use crate::ui::text_area::TextArea;
use crate::words::{Key, phrase};
use crate::{routes, say};

const COMMUNITY: Label = Label::new("community", Key::ComplaintCommunity);
const KIND: Label = Label::new("kind", Key::ComplaintKind);
const PLACE: Label = Label::new("place", Key::ComplaintPlace).hint(Key::ComplaintPlaceHint);
const AREA: Label = Label::new("area", Key::ComplaintArea).hint(Key::ComplaintAreaHint).optional();
const TEXT: Label = Label::new("text", Key::ComplaintText).hint(Key::ComplaintTextHint);
const SINCE: Label = Label::new("since", Key::ComplaintSince).optional();
const HOUSEHOLDS: Label =
    Label::new("households", Key::ComplaintHouseholds).hint(Key::ComplaintHouseholdsHint).optional();
const RETURNED: Label =
    Label::new("returned", Key::ComplaintReturned).hint(Key::ComplaintReturnedHint).optional();
const WISH: Label = Label::new("wish", Key::ComplaintWish).optional();
const REMEDY: Label = Label::new("remedy", Key::ComplaintRemedy).optional();
const FILER: Label = Label::new("filer", Key::ComplaintFiler).optional();
const HOME: Label = Label::new("home", Key::ComplaintHome).hint(Key::ComplaintHomeHint).optional();
const NAME: Label = Label::new("name", Key::ComplaintName).optional();
const PHONE: Label = Label::new("phone", Key::ComplaintPhone).hint(Key::ComplaintPhoneHint);
const EMAIL: Label = Label::new("email", Key::ComplaintEmail);
/// The id of the places to pick from.
const PLACES: &str = "places";

/// What the parts have in common.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    pub ground: &'a Ground,
    pub start: &'a Draft,
    pub problems: Problems,
    pub typing: Typing,
    pub photos: Photos,
}

impl Parts<'_> {
    pub fn whole(self) -> Node {
        let all = [self.what(), self.happened(), self.wished(), self.contact()];
        let titles = [
            Key::ComplaintPartWhat,
            Key::ComplaintPartHappened,
            Key::ComplaintPartWish,
            Key::ComplaintPartContact,
        ];
        let part = |(at, (title, fields)): (usize, (Key, Node))| {
            view! {
                <section class="part">
                    <h2><span class="no">{at + 1}</span><span>{title}</span></h2>
                    {fields}
                </section>
            }
        };
        titles.into_iter().zip(all).enumerate().map(part).collect::<Vec<_>>().into_node()
    }

    fn what(self) -> Node {
        let Self { start, problems, .. } = self;
        let kinds = Kind::ALL.iter().map(|&kind| (kind.code(), say::kind(kind))).collect();
        let areas = Area::ALL.iter().map(|&area| (area.code(), area_words(area))).collect();
        view! {
            {self.communities()}
            <Choices label=KIND name="draft[kind]" problems choices=kinds chosen=start.kind.clone() pairs=true/>
            <Field label=PLACE name="draft[place]" problems value=start.place.clone() list=PLACES/>
            {self.places()}
            <Choices label=AREA name="draft[area]" problems choices=areas chosen=start.area.clone() pairs=true/>
        }
    }

    /// Asked for only where there are several.
    fn communities(self) -> Option<Node> {
        let communities = &self.ground.communities;
        if communities.len() < 2 {
            return None;
        }
        let choice = |(at, sign): (usize, &CommunitySign)| {
            let value = sign.id.as_str().to_owned();
            let id = if at == 0 { COMMUNITY.id.to_owned() } else { format!("{}-{value}", COMMUNITY.id) };
            let checked = value == self.start.community;
            view! {
                <label class="choice">
                    <input id=id type="radio" name="draft[community]" value=value checked=checked/>
                    <span>{sign.name.clone()}</span>
                </label>
            }
        };
        let choices: Vec<_> = communities.iter().enumerate().map(choice).collect();
        let wrong = sentence(self.problems, COMMUNITY.id);
        let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
        Some(view! {
            <fieldset class="group" class:wrong=is_wrong>
                <legend>{COMMUNITY.label}</legend>
                {remarks(COMMUNITY, wrong)}
                <div class="choices pairs">{choices}</div>
            </fieldset>
        })
    }

    /// Buildings and public areas of the community chosen; of all of them before that.
    fn places(self) -> Node {
        let chosen = self.typing.community(self.start.community.clone());
        let communities = self.ground.communities.clone();
        let options = part(move || {
            let chosen = chosen.get();
            let signs = communities.iter().filter(|sign| chosen.is_empty() || sign.id.as_str() == chosen);
            let names = signs.flat_map(|sign| {
                sign.buildings.iter().map(|building| &building.name).chain(&sign.public_areas)
            });
            names.map(|name| view! { <option value=name.clone()></option> }).collect::<Vec<_>>()
        });
        view! { <datalist id=PLACES>{options}</datalist> }
    }

    fn happened(self) -> Node {
        let Self { ground, start, problems, typing, photos } = self;
        let chars = typing.chars(|draft| &draft.text);
        view! {
            <TextArea label=TEXT name="draft[text]" problems value=start.text.clone() rows=7>
                {counter(chars, limits::TEXT_CHARS_MAX)}
            </TextArea>
            {asked(Asking { ground, start, problems })}
            <Field
                label=SINCE
                name="draft[since]"
                problems
                value=start.since.clone()
                r#type="date"
                class="input medium"
            />
            {self.count(HOUSEHOLDS, "draft[households]", &start.households, Key::ComplaintHouseholdsUnit)}
            {self.count(RETURNED, "draft[returned]", &start.returned, Key::ComplaintReturnedUnit)}
            {photos.view(problems)}
        }
    }

    /// A number with what it counts.
    fn count(self, label: Label, name: &'static str, value: &str, unit: Key) -> Node {
        let (invalid, described) = describe(label, self.problems);
        let value = value.to_owned();
        view! {
            <Labelled label problems=self.problems>
                <div class="with-unit">
                    <input
                        class="input short"
                        id=label.id
                        name=name
                        value=value
                        inputmode="numeric"
                        autocomplete="off"
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                    <span>{unit}</span>
                </div>
            </Labelled>
        }
    }

    fn wished(self) -> Node {
        let Self { start, problems, .. } = self;
        let wishes = Wish::ALL.iter().map(|&wish| (wish.code(), say::wish(wish))).collect();
        view! {
            <Several
                label=WISH
                name="draft[wish][]"
                problems
                choices=wishes
                chosen=start.wish.clone()
                pairs=true
            />
            <TextArea label=REMEDY name="draft[remedy]" problems value=start.remedy.clone() rows=2/>
        }
    }

    fn contact(self) -> Node {
        let Self { start, problems, .. } = self;
        let filers = Filer::ALL.iter().map(|&filer| (filer.code(), say::filer(filer))).collect();
        view! {
            <Choices label=FILER name="draft[filer]" problems choices=filers chosen=start.filer.clone() pairs=true/>
            <Field label=HOME name="draft[home]" problems value=start.home.clone() class="input medium"/>
            <Field
                label=NAME
                name="draft[name]"
                problems
                value=start.name.clone()
                autocomplete="name"
                class="input medium"
            />
            <Field
                label=PHONE
                name="draft[phone]"
                problems
                value=start.phone.clone()
                r#type="tel"
                autocomplete="tel"
                class="input medium"
            />
            <Field
                label=EMAIL
                name="draft[email]"
                problems
                value=start.email.clone()
                r#type="email"
                autocomplete="email"
            />
            {notice(self.ground.notice, &start.notice, problems, Key::ComplaintNotice)}
        }
    }
}

/// Never ticked for her; the link opens beside the form, so that nothing typed is left behind.
pub fn notice(version: u32, ticked: &str, problems: Problems, words: Key) -> Node {
    let ticked = ticked == version.to_string();
    let wrong = sentence(problems, "notice");
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    let described = Signal::derive(move || is_wrong.get().then_some("notice-wrong"));
    view! {
        <div class="field" class:wrong=is_wrong>
            <p><a href=routes::NOTICE target="_blank" rel="noopener">
                {move || phrase::complaint_notice_link(version)}
            </a></p>
            {remarks(Label::new("notice", words), wrong)}
            <label class="choice bare">
                <input
                    type="checkbox"
                    id="notice"
                    name="draft[notice]"
                    value=version.to_string()
                    checked=ticked
                    aria-describedby=described
                />
                <span>{words}</span>
            </label>
        </div>
    }
}

const fn area_words(area: Area) -> Key {
    match area {
        Area::Home => Key::ComplaintAreaHome,
        Area::Public => Key::ComplaintAreaPublic,
    }
}
