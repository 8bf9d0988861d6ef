//! Which rows: views to switch between, and filters as a form that works without scripts.

use crate::ui::node::{IntoNode, Node};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use markup::view;
use rules::grading::Grade;
use rules::id::{CommunityId, ComplaintId, StaffId};
use rules::kind::Kind;
use rules::moment::Moment;
use rules::queue::{Filter, HandlerFilter, Rank, StandingFilter};
use serde::{Deserialize, Serialize};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlFormElement};

use super::Signs;
use crate::live::Connected;
use crate::routes::{self, encode};
use crate::say;
use crate::ui::form::typed_in;
use crate::words::Key;

/// The words for a handler that are nobody's id.
pub const ME: &str = "me";
pub const NOBODY: &str = "nobody";
pub const OFFERED: &str = "offered";

/// The filter as it stands in the address; what is not understood is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    pub grade: String,
    pub kind: String,
    pub community: String,
    pub handler: String,
    pub standing: String,
    /// Rows after this rank.
    pub after: String,
}

/// The address's own query.
#[must_use]
pub fn use_query() -> Memo<Query> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let text = |name: &str| query.get(name).unwrap_or_default();
            Query {
                grade: text("grade"),
                kind: text("kind"),
                community: text("community"),
                handler: text("handler"),
                standing: text("standing"),
                after: text("after"),
            }
        })
    })
}

impl Query {
    #[must_use]
    pub fn of_handler(handler: &str) -> Self {
        Self { handler: handler.into(), ..Self::default() }
    }

    #[must_use]
    pub fn of_standing(standing: StandingFilter) -> Self {
        Self { standing: standing.code().into(), ..Self::default() }
    }

    /// The same rows from `rank` on.
    #[must_use]
    pub fn after(&self, rank: &Rank) -> Self {
        let after = format!("{}.{}.{}", rank.band, rank.due.millis(), rank.id.as_str());
        Self { after, ..self.clone() }
    }

    /// Its address: only what is set is named.
    #[must_use]
    pub fn href(&self) -> String {
        let pairs = [
            ("grade", &self.grade),
            ("kind", &self.kind),
            ("community", &self.community),
            ("handler", &self.handler),
            ("standing", &self.standing),
            ("after", &self.after),
        ];
        let set: Vec<String> = pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if set.is_empty() { routes::DESK.to_owned() } else { format!("{}?{}", routes::DESK, set.join("&")) }
    }

    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            grade: self.grade.parse().ok().and_then(Grade::from_number),
            kind: Kind::from_code(&self.kind),
            community: some(&self.community).map(CommunityId::new),
            handler: some(&self.handler).map(|handler| match handler {
                ME => HandlerFilter::Me,
                NOBODY => HandlerFilter::Nobody,
                OFFERED => HandlerFilter::OfferedToMe,
                id => HandlerFilter::Staff(StaffId::new(id)),
            }),
            standing: StandingFilter::from_code(&self.standing),
            after: rank(&self.after),
        }
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn rank(text: &str) -> Option<Rank> {
    let mut parts = text.splitn(3, '.');
    let band = parts.next()?.parse().ok()?;
    let due = Moment::from_millis(parts.next()?.parse().ok()?);
    Some(Rank { band, due, id: ComplaintId::new(parts.next()?) })
}

/// The views that are asked for most, as links.
#[component]
pub fn Views(query: Memo<Query>) -> Node {
    let views = [
        (Key::QueueViewAll, Query::default()),
        (Key::QueueViewMine, Query::of_handler(ME)),
        (Key::QueueViewNobody, Query::of_handler(NOBODY)),
        (Key::QueueViewOverdue, Query::of_standing(StandingFilter::Overdue)),
        (Key::QueueViewDueSoon, Query::of_standing(StandingFilter::DueSoon)),
        (Key::QueueViewOffered, Query::of_handler(OFFERED)),
    ];
    let links = views.map(|(words, view)| {
        let href = view.href();
        let here = move || query.with(|query| Query { after: String::new(), ..query.clone() } == view);
        view! { <a href=href aria-current=move || here().then_some("page")>{words}</a> }
    });
    view! {
        <nav class="views" aria-label=Key::QueueViews>
            {links}
            <span class="end row"><Connected/></span>
        </nav>
    }
}

/// Narrows the view. With scripts a choice takes effect at once.
#[component]
pub fn Filters(query: Memo<Query>, signs: StoredValue<Signs>, children: Children) -> Node {
    let navigate = use_navigate();
    let choose = move |event: Event| {
        let target = event.current_target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(query) = target.and_then(|form| typed_in::<Query>(&form)) {
            event.prevent_default();
            navigate(&query.href(), NavigateOptions::default());
        }
    };
    let submit = choose.clone();
    let grades =
        Grade::ALL.iter().map(|grade| (grade.number().to_string(), Words::Key(say::grade::grade(*grade))));
    let kinds = Kind::ALL.iter().map(|kind| (kind.code().to_owned(), Words::Key(say::kind(*kind))));
    let standings = StandingFilter::ALL.iter().map(|one| (one.code().to_owned(), Words::Key(standing(*one))));
    let (communities, people) = signs.with_value(|signs| {
        let name = |(id, name): &(CommunityId, String)| (id.as_str().to_owned(), Words::Said(name.clone()));
        let communities: Vec<Offered> = signs.communities.iter().map(name).collect();
        let fixed = [(ME, Key::QueueHandlerMe), (NOBODY, Key::QueueHandlerNobody)];
        let mut people: Vec<Offered> = fixed.map(|(code, key)| (code.to_owned(), Words::Key(key))).to_vec();
        people.extend(
            signs.people.iter().map(|one| (one.id.as_str().to_owned(), Words::Said(one.name.clone()))),
        );
        (communities, people)
    });
    view! {
        <form
            class="filters"
            action=routes::DESK
            aria-label=Key::QueueFilters
            on:change=choose
            on:submit=move |event| submit(event.into())
        >
            {select("community", Key::QueueCommunity, communities, query, |query| &query.community)}
            {select("grade", Key::GradeName, grades.collect(), query, |query| &query.grade)}
            {select("kind", Key::QueueKind, kinds.collect(), query, |query| &query.kind)}
            {select("handler", Key::QueueHandler, people, query, |query| &query.handler)}
            {select("standing", Key::QueueStanding, standings.collect(), query, |query| &query.standing)}
            <button class="button plain small">{Key::QueueFilter}</button>
            {children()}
        </form>
    }
}

/// What can be chosen: its code and its name, ours to translate or not.
type Offered = (String, Words);

#[derive(Clone)]
enum Words {
    Key(Key),
    Said(String),
}

/// The first choice is no choice, and names what is chosen here.
fn select(
    name: &'static str,
    label: Key,
    offered: Vec<Offered>,
    query: Memo<Query>,
    chosen: fn(&Query) -> &String,
) -> Node {
    let options: Vec<Node> = offered
        .into_iter()
        .map(|(code, words)| {
            let value = code.clone();
            let here = Memo::new(move |_| query.with(|query| *chosen(query) == code));
            let words = match words {
                Words::Key(key) => key.into_node(),
                Words::Said(said) => said.into_node(),
            };
            view! {
                <option value=value selected=here.get_untracked() prop:selected=here>{words}</option>
            }
        })
        .collect();
    let none = Memo::new(move |_| query.with(|query| chosen(query).is_empty()));
    view! {
        <select class="select" name=name aria-label=label>
            <option value="" prop:selected=none>{label}</option>
            {options}
        </select>
    }
}

const fn standing(filter: StandingFilter) -> Key {
    match filter {
        StandingFilter::Overdue => Key::DeadlineStandingOverdue,
        StandingFilter::DueSoon => Key::DeadlineStandingDueSoon,
        StandingFilter::OnTrack => Key::DeadlineStandingOnTrack,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_only_what_is_set_and_reads_back() {
        let query =
            Query { grade: "1".into(), handler: ME.into(), standing: "due_soon".into(), ..Query::default() };
        assert_eq!(query.href(), "/desk?grade=1&handler=me&standing=due_soon");
        let filter = query.filter();
        assert_eq!(filter.grade, Some(Grade::One));
        assert_eq!(filter.handler, Some(HandlerFilter::Me));
        assert_eq!(filter.standing, Some(StandingFilter::DueSoon));
        assert_eq!(Query::default().href(), "/desk");
    }

    #[test]
    fn the_next_page_begins_after_the_last_row() {
        let rank = Rank { band: 2, due: Rank::NEVER, id: ComplaintId::new("0190-a.b") };
        assert_eq!(Query::default().after(&rank).filter().after, Some(rank));
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let query = Query {
            grade: "9".into(),
            kind: "noise".into(),
            standing: "late".into(),
            after: "2.x.y".into(),
            ..Query::default()
        };
        assert_eq!(query.filter(), Filter::default());
    }
}
