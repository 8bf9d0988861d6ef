//! One complaint in the queue: what one glance needs.

use crate::ui::node::{IntoNode, Node, part};
use leptos::prelude::*;
use markup::view;
use rules::deadline::Clock;
use rules::grading::Safety;
use rules::id::ComplaintId;
use rules::moment::Moment;
use rules::presence::Present;
use rules::queue::{Offered, QueueRow};

use super::{Signs, present};
use crate::desk::rel_to;
use crate::mark;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::words::{Key, Phrase, phrase, spoken};

/// What is new about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum News {
    None,
    Changed,
    Arrived,
}

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub row: QueueRow,
    pub news: News,
}

impl Shown {
    #[must_use]
    pub fn arrived(&self) -> bool {
        self.news == News::Arrived
    }

    /// A row is drawn anew only when something of it has changed.
    #[must_use]
    pub fn key(&self) -> (ComplaintId, i64, u32, Option<Offered>, News) {
        let Self { row, news } = self;
        (row.id.clone(), row.version, row.same, row.offered, *news)
    }
}

#[component]
pub fn Row(
    shown: Shown,
    signs: StoredValue<Signs>,
    now: Signal<Moment>,
    selected: RwSignal<Option<ComplaintId>>,
) -> Node {
    let Shown { row, news } = shown;
    let id = row.id.clone();
    let is_selected = Memo::new(move |_| selected.with(|selected| selected.as_ref() == Some(&id)));
    let bold = (row.unread > 0 || news == News::Changed).then_some("");
    let community = signs.with_value(|signs| signs.community(&row.community).to_owned());
    let place = format!("{community} {}", row.place);
    let stage = row.stage;
    let ended = || view! { <span class="badge">{say::stage_for_staff(stage)}</span> };
    let standing = || match row.deadline {
        _ if !stage.is_open() => Some(ended().into_node()),
        deadline => deadline.map(|deadline| mark::standing(deadline, now).into_node()),
    };
    let href = routes::complaint_at_desk(&row.number);
    view! {
        <tr
            class=(news == News::Arrived).then_some("arrived")
            data-unread=bold
            aria-selected=move || is_selected.get().then_some("true")
        >
            <td class="c-grade">{mark::grade(row.grade, say::grade::short(row.grade))}</td>
            <td class="c-time">{standing()}</td>
            <th class="c-what" scope="row">
                <a class="title" id=title_id(&row.id) rel=rel_to(&href) href=href>
                    <span class="number">{row.number.as_str().to_owned()}</span>
                    <span>{danger(&row)}{arrived(&row)}{row.summary.clone()}</span>
                </a>
                <span class="also">
                    <span>{standing()}</span>
                    <span>{place.clone()}" · "{handler(&row)}</span>
                </span>
            </th>
            <td class="c-place">{place.clone()}</td>
            <td class="c-kind">{say::kind(row.kind)}</td>
            <td class="c-handler">{handler(&row)}</td>
            <td class="c-signs">{at_it(&row.id)}{signs_of(&row)}</td>
        </tr>
    }
}

/// Colleagues who are at it now.
fn at_it(id: &ComplaintId) -> Node {
    let here = present::at(id);
    part(move || {
        let one = |one: Present| {
            let ring = mark::ring(&one);
            let words = spoken(move || say::presence(&one.person.name, one.doing));
            view! { {ring}<span class="unseen">{words}" "</span> }
        };
        let all: Vec<Node> = here.get().into_iter().map(one).collect();
        (!all.is_empty()).then(|| view! { <span class="rings">{all}</span> })
    })
}

/// Where the keyboard finds a row's link.
#[must_use]
pub fn title_id(id: &ComplaintId) -> String {
    format!("row-{}", id.as_str())
}

fn danger(row: &QueueRow) -> Option<Node> {
    let badge = || view! { <span class="badge" data-kind="alarm">{Key::QueueDanger}</span>" " };
    (row.safety != Safety::None).then(badge)
}

fn handler(row: &QueueRow) -> Node {
    let badge = |kind: &'static str, words: Key| {
        view! { <span class="badge" data-kind=kind>{words}</span> }
    };
    let name = match &row.handler {
        None => badge("caution", Key::QueueHandlerNobody),
        Some((_, name)) => name.clone().into_node(),
    };
    let offer = row.offered.map(|offered| match offered {
        Offered::ToMe => badge("accent", Key::QueueOfferedToMe),
        Offered::ToOthers => badge("", Key::QueueOfferedOn),
    });
    view! { {name}" "{offer} }
}

/// Who passed it on, marked where their deadline is the one that runs; else on which way it came, and to whom
/// where that is not who handles it. What she filed herself needs no word.
fn arrived(row: &QueueRow) -> Option<Node> {
    let arrival = &row.arrival;
    let Some(referral) = &arrival.referral else {
        let recipient = arrival.recipient.as_ref()?;
        let is_handler = row.handler.as_ref().is_some_and(|(_, name)| name == recipient);
        let words: Phrase = match is_handler {
            true => say::intake::channel(arrival.channel).into(),
            false => say::intake::arrived(arrival),
        };
        return Some(view! { <small class="faint">{words}</small>" " });
    };
    let runs = row.deadline.is_some_and(|deadline| deadline.clock == Clock::Outside);
    let words = if runs { say::intake::wanted(arrival) } else { say::intake::referrer(referral.by).into() };
    let number = (!referral.number.is_empty()).then(|| view! { " "{referral.number.clone()} });
    let kind = if runs { "caution" } else { "" };
    Some(view! { <span class="badge" data-kind=kind>{words}{number}</span>" " })
}

/// Unread answers, and second contacts, which turn ochre at two (I3).
fn signs_of(row: &QueueRow) -> Node {
    let sign = |mark: Icon, kind: &'static str, many: u32, words: Signal<String>| {
        view! {
            <span class="sign" data-kind=kind>
                {icon(mark)}<span aria-hidden="true">{many}</span><span class="unseen">{words}</span>
            </span>
        }
    };
    let (unread, again) = (row.unread, row.contacts_again);
    let unread_sign = (unread > 0)
        .then(|| sign(Icon::Message, "accent", unread, spoken(move || phrase::queue_unread(unread))));
    let kind = if again >= 2 { "caution" } else { "" };
    let again_sign =
        (again > 0).then(|| sign(Icon::Repeat, kind, again, spoken(move || phrase::queue_again(again))));
    let same = row.same;
    let same_sign = (same > 1).then(|| {
        let words = spoken(move || phrase::alike_same(same));
        view! { <span class="badge">{words}</span> }
    });
    view! { <span class="signs">{unread_sign}{again_sign}{same_sign}</span> }
}
