//! Who is on duty now and later, and when nobody is.

use leptos::prelude::*;
use markup::view;
use rules::moment::{Moment, Zone};
use rules::problem::Problem;
use rules::roster::{OnDuty, Roster};

use super::ChangeRoster;
use crate::routes;
use crate::say;
use crate::ui::form::Form;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{Node, part};
use crate::ui::notice::{Notice, Tone};
use crate::words::{Key, phrase, spoken};

/// Times without anybody that are named one by one.
const GAPS_SHOWN: usize = 5;

type RosterForm = Form<ChangeRoster, Problem>;

#[component]
pub fn Shifts(roster: Roster, now: Signal<Moment>, form: RosterForm) -> Node {
    let roster = StoredValue::new(roster);
    // Shown anew only when somebody comes or goes, so that a button keeps the focus.
    let present = Memo::new(move |_| {
        let now = now.get();
        roster.with_value(|roster| roster.shifts.iter().map(|shift| shift.is_now(now)).collect::<Vec<_>>())
    });
    part(move || {
        let present = present.get();
        roster.with_value(|roster| both(roster, &present, now.get_untracked(), form))
    })
}

fn both(roster: &Roster, present: &[bool], at: Moment, form: RosterForm) -> Node {
    let list = |here: bool| -> Vec<Node> {
        let shifts = roster.shifts.iter().zip(present).filter(|(_, is)| **is == here);
        shifts.map(|(shift, is)| line(shift, *is, roster, at, form)).collect()
    };
    let (now, later) = (list(true), list(false));
    let nobody = now
        .is_empty()
        .then(|| view! { <Notice mark=Icon::Alert tone=Tone::Caution title=Key::RosterNobody/> });
    let none_later = later.is_empty().then(|| view! { <p class="soft">{Key::RosterNoneLater}</p> });
    view! {
        <section>
            <h2>{Key::RosterNow}</h2>
            {nobody}
            <ul class="duty">{now}</ul>
        </section>
        <section>
            <h2>{Key::RosterLater}</h2>
            {none_later}
            <ul class="duty">{later}</ul>
        </section>
        {gaps(roster, at)}
    }
}

fn line(shift: &OnDuty, is_now: bool, roster: &Roster, now: Moment, form: RosterForm) -> Node {
    let zone = roster.zone;
    let times = {
        let (from, until) = (shift.from, shift.until);
        spoken(move || {
            let until = say::time::when(until, now, zone);
            if is_now {
                phrase::roster_until(until)
            } else {
                phrase::roster_times(say::time::when(from, now, zone), until)
            }
        })
    };
    let away = shift.away.as_ref().map(|away| {
        let name = away.name.clone();
        view! { <span class="badge">{phrase::roster_instead(&name)}</span> }
    });
    let remove = roster.is_mine_to_change.then(|| {
        let (name, from) = (shift.person.name.clone(), shift.from);
        let whole = spoken(move || phrase::roster_removed(&name, say::time::when(from, now, zone)));
        view! {
            <form method="post" action=routes::ROSTER on:submit=form.submit()>
                <input type="hidden" name="draft[community]" value=roster.community.as_str().to_owned()/>
                <input type="hidden" name="remove" value=shift.id.as_str().to_owned()/>
                <button class="button plain small" aria-label=whole>{Key::RosterRemove}</button>
            </form>
        }
    });
    view! {
        <li>
            <span class="person" aria-hidden="true">{crate::desk::initial(&shift.person.name)}</span>
            <div>
                <b>{shift.person.name.clone()}</b>" "<span class="soft">{say::department(shift.department)}</span>" "{away}
                <p class="soft">{times}</p>
            </div>
            {remove}
        </li>
    }
}

/// When nobody would come first: a warning while there is time to mend it.
fn gaps(roster: &Roster, now: Moment) -> Node {
    let gaps = roster.gaps(now);
    if gaps.is_empty() {
        return view! { <p class="soft duty-kept">{icon(Icon::Check)}{Key::RosterNoGaps}</p> };
    }
    let zone: Zone = roster.zone;
    let rows: Vec<Node> = gaps
        .iter()
        .take(GAPS_SHOWN)
        .map(|(from, until)| {
            let (from, until) = (*from, *until);
            let times = spoken(move || {
                phrase::roster_times(say::time::when(from, now, zone), say::time::when(until, now, zone))
            });
            view! { <li>{times}</li> }
        })
        .collect();
    let rest = gaps.len().saturating_sub(GAPS_SHOWN);
    let rest = (rest > 0).then(|| view! { <p>{phrase::roster_and_more(rest)}</p> });
    view! {
        <Notice mark=Icon::Clock tone=Tone::Caution title=Key::RosterGaps>
            <ul>{rows}</ul>{rest}
        </Notice>
    }
}
