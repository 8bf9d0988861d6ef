//! Whose results, and over which time.

use crate::ui::node::Node;
use chrono::Datelike;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use markup::view;
use rules::id::CommunityId;
use rules::moment::{Moment, Zone};
use serde::{Deserialize, Serialize};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlFormElement};

use crate::routes::{self, encode};
use crate::ui::form::typed_in;
use crate::words::Key;

/// As it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub community: String,
    pub period: String,
}

/// A stretch of time that ends now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    Month,
    #[default]
    NinetyDays,
    Year,
}

impl Period {
    pub const ALL: [Self; 3] = [Self::Month, Self::NinetyDays, Self::Year];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::NinetyDays => "90-days",
            Self::Year => "year",
        }
    }

    /// This month, the last ninety days, this year, on the calendar of `zone`.
    #[must_use]
    pub fn begins(self, now: Moment, zone: Zone) -> Moment {
        let today = now.date(zone);
        let first = match self {
            Self::NinetyDays => return now.plus_days(-90),
            Self::Month => today.with_day(1),
            Self::Year => today.with_ordinal(1),
        };
        first.and_then(|first| first.and_hms_opt(0, 0, 0)).map_or(now, |at| Moment::from_local(at, zone))
    }

    const fn words(self) -> Key {
        match self {
            Self::Month => Key::ScoresPeriodMonth,
            Self::NinetyDays => Key::ScoresPeriodNinetyDays,
            Self::Year => Key::ScoresPeriodYear,
        }
    }
}

impl Asked {
    #[must_use]
    pub fn period(&self) -> Period {
        Period::ALL.into_iter().find(|period| period.code() == self.period).unwrap_or_default()
    }

    #[must_use]
    pub fn community(&self) -> Option<CommunityId> {
        (!self.community.is_empty()).then(|| CommunityId::new(self.community.as_str()))
    }

    fn href(&self) -> String {
        format!("{}?community={}&period={}", routes::SCORES, encode(&self.community), encode(&self.period))
    }
}

#[must_use]
pub fn use_asked() -> Memo<Asked> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| Asked {
            community: query.get("community").unwrap_or_default(),
            period: query.get("period").unwrap_or_default(),
        })
    })
}

/// With scripts a choice takes effect at once.
#[component]
pub fn Filters(asked: Memo<Asked>, communities: Vec<(CommunityId, String)>) -> Node {
    let navigate = use_navigate();
    let choose = move |event: Event| {
        let target = event.current_target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(asked) = target.and_then(|form| typed_in::<Asked>(&form)) {
            event.prevent_default();
            navigate(&asked.href(), NavigateOptions::default());
        }
    };
    let submit = choose.clone();
    let chosen = asked.get_untracked();
    let communities: Vec<_> = communities
        .into_iter()
        .map(|(id, name)| {
            let here = id.as_str() == chosen.community;
            view! { <option value=id.as_str().to_owned() selected=here>{name}</option> }
        })
        .collect();
    let periods = Period::ALL.map(|period| {
        let here = period == chosen.period();
        view! { <option value=period.code() selected=here>{period.words()}</option> }
    });
    view! {
        <form
            class="end row no-print filters"
            action=routes::SCORES
            aria-label=Key::QueueFilters
            on:change=choose
            on:submit=move |event| submit(event.into())
        >
            <select class="select" name="community" aria-label=Key::QueueCommunity>
                <option value="">{Key::ScoresAllCommunities}</option>
                {communities}
            </select>
            <select class="select" name="period" aria-label=Key::ScoresPeriodLabel>{periods}</select>
            <button class="button plain small">{Key::QueueFilter}</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_at_midnight_on_the_wall_or_ninety_days_ago() {
        let at = |text: &str| Moment::from_local(text.parse().expect("a date"), Zone::CHINA);
        let now = at("2026-11-22T10:00:00");
        let rows = [
            ("month", "2026-11-01T00:00:00"),
            ("90-days", "2026-08-24T10:00:00"),
            ("", "2026-08-24T10:00:00"),
            ("year", "2026-01-01T00:00:00"),
        ];
        for (code, begins) in rows {
            let asked = Asked { period: code.into(), ..Asked::default() };
            assert_eq!(asked.period().begins(now, Zone::CHINA), at(begins), "{code}");
        }
    }
}
