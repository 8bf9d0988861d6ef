//! Somebody who is to be called back: what she said, her number, and what became of calling it.

use leptos::prelude::*;
use markup::view;
use rules::call::{Back, Call, CallAct, Done};
use rules::contact::Region;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;

use super::{CallBack, Calls};
use crate::account::me;
use crate::routes;
use crate::say;
use crate::ui::form::Form;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{Node, part};
use crate::words::{Key, phrase, spoken};

pub fn line(call: Call, calls: RwSignal<Calls>, now: Signal<Moment>, form: Form<CallBack, Problem>) -> Node {
    let community = calls.with_untracked(|calls| calls.signs.community(&call.community).to_owned());
    let said = call.said.clone();
    let place = if said.place.is_empty() { community } else { format!("{community} {}", said.place) };
    let phone = said.phone.as_ref().map(|phone| {
        let shown = phone.shown(Region::Mainland);
        view! { <a class="button plain" href=phone.tel_href()>{icon(Icon::Phone)}{shown}</a> }
    });
    // What others do meanwhile changes these alone, so that an answer half written stays.
    let id = call.id.clone();
    let back = Memo::new(move |_| {
        let of = |calls: &Calls| calls.waiting.iter().find(|one| one.id == id)?.back.clone();
        calls.with(of)
    });
    let zone = call.zone;
    let so_far = part(move || back.with(|back| so_far(back.as_ref(), now.get_untracked(), zone)));
    let to_complaint = routes::intake_of(&call.id);
    view! {
        <li>
            <div class="who">
                <b>{said.name}</b>
                <p class="soft">{place}</p>
                {due(&call, now)}
                {from(&call, now.get_untracked())}
                {so_far}
            </div>
            <p class="ready">{said.text}</p>
            <div class="stack">
                <div class="row">
                    {phone}
                    <a class="button plain" href=to_complaint rel="external">{Key::CallToComplaint}</a>
                </div>
                {acts(&call, back, form)}
            </div>
        </li>
    }
}

/// By when, marked once it is over.
fn due(call: &Call, now: Signal<Moment>) -> Node {
    let (Some(due), zone) = (call.back.as_ref().map(|back| back.due), call.zone) else {
        return Node::nothing();
    };
    let late = Signal::derive(move || due < now.get());
    let words = spoken(move || {
        let by = say::time::by(due, now.get(), zone);
        if late.get() { phrase::call_late(by) } else { by }
    });
    view! { <p class:late=late>{icon(Icon::Clock)}" "{words}</p> }
}

/// Who passed it on, or took it.
fn from(call: &Call, now: Moment) -> Node {
    let (by, at) = (&call.by.name, say::time::when(call.at, now, call.zone));
    let words = if call.passed_on { phrase::call_passed_by(by, at) } else { phrase::call_noted_by(by, at) };
    view! { <p class="faint">{words}</p> }
}

/// Who has taken it on, who has tried.
fn so_far(back: Option<&Back>, now: Moment, zone: Zone) -> Node {
    let taken = back.and_then(|back| back.taken_by.as_ref()).map(|by| {
        let words = phrase::call_taken_by(&by.name);
        view! { <p class="soft">{words}</p> }
    });
    let tried = back.and_then(|back| Some((back.tries, back.tried.as_ref()?)));
    let tried = tried.map(|(tries, done)| in_vain(tries, done, now, zone));
    view! { {taken}{tried} }
}

fn in_vain(tries: u32, Done { by, at }: &Done, now: Moment, zone: Zone) -> Node {
    view! { <p class="soft">{phrase::call_tried(by, say::time::when(*at, now, zone), tries)}</p> }
}

fn acts(call: &Call, back: Memo<Option<Back>>, form: Form<CallBack, Problem>) -> Node {
    let me = me().map(|me| me.id);
    let is_mine = Memo::new(move |_| {
        let taken_by = back.with(|back| Some(back.as_ref()?.taken_by.as_ref()?.id.clone()));
        taken_by.is_some() && taken_by == me
    });
    let take = part(move || {
        let button = || view! { <button class="button plain" name="act" value=CallAct::Take.code()>{Key::CallTake}</button> };
        (!is_mine.get()).then(button)
    });
    view! {
        <form class="stack" method="post" action=routes::CALLS on:submit=form.submit()>
            <input type="hidden" name="call" value=call.id.as_str().to_owned()/>
            <label class="answered">{Key::CallAnswer}<input class="input" name="answer" autocomplete="off"/></label>
            <div class="row">
                <button class="button" name="act" value=CallAct::Reached.code()>
                    {icon(Icon::Check)}{Key::CallReached}
                </button>
                <button class="button plain" name="act" value=CallAct::NoAnswer.code()>{Key::CallNoAnswer}</button>
                {take}
            </div>
        </form>
    }
}
