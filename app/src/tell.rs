//! The to-tell list: whom neither e-mail nor SMS reaches, with the words ready. Nothing counts as
//! told until somebody has said it and ticked it off.

use crate::ui::node::{IntoNode, Node, other};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::contact::Region;
use rules::moment::{Moment, Zone};
use rules::notice::{News, Telling, ToTell, Tried};
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use crate::desk::{once_read, rel_to};
use crate::error::Refused;
use crate::live;
use crate::queue::Signs;
use crate::routes;
use crate::say;
use crate::ui::copy::Copy;
use crate::ui::form::{Form, FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::page::{Opening, Page};
use crate::wire::{self, Answer};
use crate::words::{Blank, Key, Phrase, phrase, spoken, text};

/// The lines, and what their words are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub lines: Vec<ToTell>,
    /// How residents reach us, as it stands in links.
    pub base_url: String,
    pub signs: Signs,
    pub now: Moment,
}

/// That she saw it is on record.
#[server(endpoint = "read_to_tell", input = Json, output = Answer)]
pub async fn read_to_tell() -> Result<List, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let base_url = crate::session::of_request::<crate::session::BaseUrl>();
    Ok(List {
        lines: store.show_to_tell(&staff, now).await?,
        base_url: base_url.map(|url| url.0.to_string()).unwrap_or_default(),
        signs: crate::queue::signs(&store, &staff, now).await?,
        now,
    })
}

/// She has been told, or a call was not answered: who did it and when goes on record.
#[server(endpoint = "tick_told", input = Json, output = Answer)]
pub async fn tick_told(
    #[server(default)] notice: String,
    #[server(default)] telling: String,
) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let notice = rules::id::NoticeId::new(notice);
    // A form without the button's own word was sent by its first button.
    let telling = if telling.is_empty() { Some(Telling::Told) } else { Telling::from_code(&telling) };
    match telling.ok_or(crate::error::Failure::Malformed)? {
        Telling::Told => store.tick(&notice, &staff, now).await?,
        Telling::NoAnswer => store.called_in_vain(&notice, &staff, now).await?,
    }
    Ok(Next(routes::TO_TELL.into()))
}

#[component]
pub fn ToTellPage() -> Node {
    let first = wire::read(|| (), |()| read_to_tell());
    once_read(first, |list| view! { <Lines list/> })
}

#[component]
fn Lines(list: List) -> Node {
    let list = RwSignal::new(list);
    let (form, _) = use_form::<TickTold, _>();
    follow(list, form);
    let empty = Memo::new(move |_| list.with(|list| list.lines.is_empty()));
    let lines = leptos::view! {
        <For
            each=move || list.with(|list| list.lines.clone())
            key=|line| (line.id.clone(), line.tried.as_ref().map(|tried| tried.at))
            let:line
        >
            <Line line list form/>
        </For>
    };
    view! {
        <Page title=text(Key::TellTitle)>
            <Opening title=Key::TellTitle lead=Key::TellLead>
                <FormFailure failure=form.failure()/>
            </Opening>
            {move || empty.get().then(|| view! { <Empty/> })}
            <ol class="tell" hidden=empty>{other(lines)}</ol>
        </Page>
    }
}

/// Reads again after each tick and whenever a line has come or gone.
fn follow(list: RwSignal<List>, form: Form<TickTold, Problem>) {
    let concerns = |word: &str| word == live::TO_TELL || word == live::EVERYTHING;
    let again = live::follow(read_to_tell, concerns, move |read| list.set(read));
    let accepted = form.accepted();
    Effect::new(move || {
        if accepted.get().is_some() {
            again.run(());
        }
    });
}

#[component]
fn Line(line: ToTell, list: RwSignal<List>, form: Form<TickTold, Problem>) -> Node {
    let (ready, community, now) = list.with_untracked(|list| {
        let community = list.signs.community(&line.community).to_owned();
        (words_for(&line, &list.base_url), community, list.now)
    });
    let href = routes::complaint_at_desk(&line.number);
    let (at, zone) = (line.at, line.zone);
    let when = spoken(move || say::time::when(at, now, zone));
    let about = news(line.news);
    let name = if line.name.is_empty() {
        Key::EventStaffResident.into_node()
    } else {
        line.name.clone().into_node()
    };
    view! {
        <li>
            <div class="who">
                <b>{name}</b>
                <p class="soft">{community}" "{line.place.clone()}</p>
                <p class="faint">
                    <a rel=rel_to(&href) href=href>{line.number.as_str().to_owned()}</a>
                    " · "{about}" · "{when}
                </p>
                {line.tried.clone().map(|tried| called_in_vain(tried, now, zone))}
            </div>
            <p class="ready">{ready.clone()}</p>
            <div class="row">
                {line.phone.as_ref().map(|phone| {
                    let shown = phone.shown(Region::Mainland);
                    view! { <a class="button plain" href=phone.tel_href()>{icon(Icon::Phone)}{shown}</a> }
                })}
                <Copy what=ready/>
                <form method="post" action=routes::TO_TELL on:submit=form.submit()>
                    <input type="hidden" name="notice" value=line.id.as_str().to_owned()/>
                    <div class="row">
                        <button class="button" name="telling" value=Telling::Told.code()>
                            {icon(Icon::Check)}{Key::TellTold}
                        </button>
                        <button class="button plain" name="telling" value=Telling::NoAnswer.code()>
                            {Key::TellNoAnswer}
                        </button>
                    </div>
                </form>
            </div>
        </li>
    }
}

fn called_in_vain(Tried { by, at }: Tried, now: Moment, zone: Zone) -> Node {
    view! { <p class="soft">{phrase::tell_tried(&by.name, say::time::when(at, now, zone))}</p> }
}

const fn news(news: News) -> Key {
    match news {
        News::Asked => Key::TellNewsAsked,
        News::Planned => Key::TellNewsPlanned,
        News::Resolved => Key::TellNewsResolved,
        News::Reminded => Key::TellNewsReminded,
        News::Extended => Key::TellNewsExtended,
        News::Recommitted => Key::TellNewsRecommitted,
        News::Reviewed => Key::TellNewsReviewed,
        News::Informed => Key::IncidentTellNews,
        _ => Key::TellNewsReplied,
    }
}

/// What to say or send, in the language she filed in, with her link.
fn words_for(line: &ToTell, base_url: &str) -> String {
    let link = format!("{base_url}{}", routes::tracking(&line.link));
    let number = line.number.as_str();
    let greeting: Phrase =
        if line.name.is_empty() { Key::TellGreeting.into() } else { phrase::tell_greeting_named(&line.name) };
    let said = |text: fn(Blank, Blank, Blank, Blank) -> Phrase| {
        text(greeting.clone().into(), number.into(), (&line.text).into(), link.clone().into())
    };
    let words = match line.news {
        News::Asked => said(phrase::tell_ready_asked),
        News::Planned => said(phrase::tell_ready_planned),
        News::Resolved => said(phrase::tell_ready_resolved),
        News::Reminded => phrase::tell_ready_reminded(greeting, number, link),
        News::Extended => {
            let when = line.promised.map(|due| say::time::stamp(due, line.zone).say(line.language));
            phrase::tell_ready_extended(greeting, number, when.unwrap_or_default(), &line.text, link)
        }
        News::Recommitted => {
            let when =
                line.promised.map(|due| phrase::mail_recommitted_time(say::time::stamp(due, Zone::CHINA)));
            let when = when.map(|when| when.say(line.language)).unwrap_or_default();
            phrase::tell_ready_recommitted(greeting, number, when, &line.text, link)
        }
        News::Reviewed => said(phrase::tell_ready_reviewed),
        News::Informed => said(phrase::incident_tell_ready),
        _ => said(phrase::tell_ready_replied),
    };
    let ways = line.refusal.then(|| format!("\n{}", Phrase::from(Key::TellReadyWays).say(line.language)));
    let survey = line.survey.as_ref().map(|survey| {
        let link = format!("{base_url}{}", routes::survey(survey));
        format!("\n{}", phrase::tell_ready_survey(link).say(line.language))
    });
    [Some(words.say(line.language)), ways, survey].into_iter().flatten().collect()
}

#[component]
fn Empty() -> Node {
    view! {
        <div class="blank">
            {icon(Icon::Check)}
            <h2>{Key::TellEmpty}</h2>
            <p>{Key::TellEmptyAdvice}</p>
            <div class="row"><a class="button plain" href=routes::DESK>{Key::DeskToQueue}</a></div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::id::{CommunityId, ComplaintNumber, NoticeId};
    use rules::language::Language;

    #[test]
    fn the_words_are_in_her_language_with_her_link_and_the_survey() {
        let community = CommunityId::new("wt");
        let line = ToTell {
            id: NoticeId::new("n"),
            number: ComplaintNumber::compose(&community, 2026, 11, 387),
            community,
            zone: Zone::CHINA,
            place: String::new(),
            name: "周女士".into(),
            phone: None,
            at: Moment::default(),
            news: News::Resolved,
            language: Language::ZhHant,
            link: "abc".into(),
            survey: Some("xyz".into()),
            text: "電梯已修好。".into(),
            promised: None,
            refusal: false,
            tried: None,
        };
        let words = words_for(&line, "https://wuye.example");
        for part in [
            "周女士",
            "WT-2611-0387",
            "電梯已修好。",
            "https://wuye.example/c/abc",
            "https://wuye.example/s/xyz",
        ] {
            assert!(words.contains(part), "no {part} in {words}");
        }
        assert!(words.contains("處理結果") && !words.contains("12345"), "{words}");
        let refused = words_for(&ToTell { refusal: true, ..line }, "https://wuye.example");
        for way in ["內部覆核", "業主委員會", "調解", "房屋行政主管部門", "12345", "法院"]
        {
            assert!(refused.contains(way), "no {way} in {refused}");
        }
    }
}
