//! What the reply check found, each with what to write instead (handbook §5).

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::reply::{Advice, Forbidden, Offer, Remark};

use super::sheet::Sheet;
use crate::ui::icon::{Icon, icon};
use crate::words::{Key, Phrase, phrase, say, spoken};

/// A remark, and the words it is about as they stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub words: String,
    pub remark: Remark,
}

impl Found {
    /// The phrase that fits instead, for those that have one.
    #[must_use]
    pub fn offers(&self) -> Option<Key> {
        match &self.remark {
            Remark::Forbidden { phrase, .. } => Some(instead(phrase.offer())),
            Remark::Promise { .. } | Remark::DateOrAmount { .. } => None,
        }
    }

    fn says(&self) -> Phrase {
        match &self.remark {
            Remark::Forbidden { phrase, .. } => phrase::handling_forbidden(&self.words, why(*phrase)),
            Remark::Promise { .. } => phrase::handling_promise(&self.words),
            Remark::DateOrAmount { .. } => phrase::handling_date_or_amount(&self.words),
        }
    }
}

const fn why(phrase: Forbidden) -> Key {
    match phrase {
        Forbidden::NotOurRemit => Key::HandlingWhyNotOurRemit,
        Forbidden::NotOurEquipment => Key::HandlingWhyNotOurEquipment,
        Forbidden::CannotSolve => Key::HandlingWhyCannotSolve,
        Forbidden::AsYouLike => Key::HandlingWhyAsYouLike,
        Forbidden::NotSure => Key::HandlingWhyNotSure,
    }
}

const fn instead(offer: Offer) -> Key {
    match offer {
        Offer::PassOn => Key::HandlingInsteadPassOn,
        Offer::HelpToReach => Key::HandlingInsteadHelpToReach,
        Offer::AskACompetentColleague => Key::HandlingInsteadAskAColleague,
        Offer::ThankAndNote => Key::HandlingInsteadThankAndNote,
        Offer::FindOutAndCallBack => Key::HandlingInsteadFindOut,
    }
}

#[component]
pub fn Remarks(found: Memo<Vec<Found>>, put: Callback<Found>, record: Callback<Found>) -> Node {
    view! {
        <div role="status">
            {move || {
                let found = found.get();
                (!found.is_empty()).then(|| view! {
                    <ul class="checks" aria-label=Key::HandlingChecks>
                        {found.into_iter().map(|found| show(found, put, record)).collect_view()}
                    </ul>
                })
            }}
        </div>
    }
}

fn show(found: Found, put: Callback<Found>, record: Callback<Found>) -> Node {
    let forbidden = matches!(found.remark, Remark::Forbidden { .. });
    let (kind, mark) = if forbidden { ("alarm", Icon::Alert) } else { ("caution", Icon::Clock) };
    let offers = found.offers();
    let instead = offers.map(|phrase| {
        view! { <br/>{Key::HandlingCouldSay}" "<b>{phrase}</b> }
    });
    let (says, promised) = (found.clone(), found.clone());
    let says = spoken(move || says.says());
    let button = offers.map(|_| {
        view! {
            <button type="button" class="button plain small" on:click=move |_| put.run(found.clone())>
                {Key::HandlingPut}
            </button>
        }
    });
    let records = (!forbidden).then(|| {
        view! {
            <button type="button" class="button plain small" on:click=move |_| record.run(promised.clone())>
                {Key::CommitmentRecord}
            </button>
        }
    });
    view! { <li data-kind=kind>{icon(mark)}<span>{says}{instead}</span><span>{button}{records}</span></li> }
}

/// Whether to say sorry (L2), with the words for it in her language.
#[component]
pub fn SorryOrNot(sheet: Sheet, advice: Memo<Option<Advice>>, put: Callback<String>) -> Node {
    let language = sheet.complaint.with_untracked(|complaint| complaint.answering.language);
    view! {
        <div role="status">
            {move || advice.get().map(|advice| {
                let (says, words) = match advice {
                    Advice::Apologise => (Key::HandlingSorryOurs, Some(Key::HandlingSorryOursWords)),
                    Advice::NoApology => (Key::HandlingSorryNot, None),
                    Advice::Sympathise => (Key::HandlingSorryOpen, Some(Key::HandlingSorryOpenWords)),
                };
                let words = words.map(|words| say(language, words));
                let offer = words.map(|words| view! {
                    <br/>{Key::HandlingCouldSay}" "<b>{words}</b>
                });
                let button = words.map(|words| view! {
                    <button type="button" class="button plain small" on:click=move |_| put.run(words.to_owned())>
                        {Key::HandlingReadyPut}
                    </button>
                });
                view! {
                    <ul class="checks">
                        <li data-kind="caution">{icon(Icon::Alert)}<span>{says}{offer}</span>{button}</li>
                    </ul>
                }
            })}
        </div>
    }
}
