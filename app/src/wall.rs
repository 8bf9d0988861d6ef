//! The wallboard: for a screen that everybody in the room can see. It names nobody and shows nothing
//! a resident wrote; what presses rings until somebody has acknowledged it.

mod ring;
mod sound;

use crate::ui::node::{Node, part};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::grading::Safety;
use rules::limits::WALL_COUNT_MAX;
use rules::moment::Moment;
use rules::problem::Problem;
use rules::wall::{Heap, Wall, WallRow};

use self::ring::Rings;
use crate::desk::{once_read, rel_to};
use crate::error::Refused;
use crate::live::{self, Connected};
use crate::mark;
use crate::routes;
use crate::say;
use crate::session;
use crate::ui::icon::Logo;
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::{Key, spoken, text};

#[server(endpoint = "read_wall", input = Json, output = Answer)]
pub async fn read_wall() -> Result<Wall, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    Ok(store.wall(&staff, now).await?)
}

#[component]
pub fn WallPage() -> Node {
    let first = wire::read(|| (), |()| read_wall());
    once_read(first, |wall| view! { <Board wall/> })
}

#[component]
fn Board(wall: Wall) -> Node {
    let wall = RwSignal::new(wall);
    follow(wall);
    let now = live::ticking(move || wall.with(|wall| wall.now));
    let zone = wall.with_untracked(|wall| wall.zone);
    let day = spoken(move || say::time::day(now.get().date(zone)));
    let clock = move || now.get().local(zone).format("%-H:%M").to_string();
    let heap = move |of: fn(&Wall) -> &Heap| Memo::new(move |_| wall.with(|wall| of(wall).clone()));
    let (late, unclaimed) = (heap(|wall| &wall.late), heap(|wall| &wall.unclaimed));
    let next = Memo::new(move |_| wall.with(|wall| wall.next.clone()));
    view! {
        <Page title=text(Key::WallTitle) class="wall">
            <header>
                <h1 class="name"><Logo/><span>{session::name()}</span><span class="unseen">" · "{Key::WallTitle}</span></h1>
                <span class="soft">{day}</span>
                <Connected/>
                <a class="leave" href=routes::DESK rel=rel_to(routes::DESK)>{Key::WallLeave}</a>
                <time class="clock">{clock}</time>
            </header>
            <Rings wall now/>
            <div class="heaps">
                <section aria-labelledby="wall-late">
                    {title("wall-late", "late", late, Key::WallLate, Key::WallNoneLate)}
                    {part(move || table(late.get().rows, now))}
                    {title("wall-unclaimed", "second", unclaimed, Key::WallUnclaimed, Key::WallNoneUnclaimed)}
                    {part(move || table(unclaimed.get().rows, now))}
                </section>
                <section aria-labelledby="wall-next">
                    <h2 id="wall-next">{Key::WallNext}</h2>
                    {part(move || table(next.get(), now))}
                    {part(move || next.with(Vec::is_empty).then(|| view! { <p class="soft">{Key::WallNoneNext}</p> }))}
                </section>
            </div>
            <Today wall/>
        </Page>
    }
}

/// How many there are, as large as they matter.
fn title(id: &'static str, class: &'static str, heap: Memo<Heap>, some: Key, none: Key) -> Node {
    let many = Memo::new(move |_| heap.with(|heap| heap.many));
    let look = move || if many.get() == 0 { "second none" } else { class };
    let figure = part(move || {
        let many = many.get();
        let more = if many >= WALL_COUNT_MAX { "+" } else { "" };
        (many > 0).then(|| view! { <span class="n">{many.to_string()}{more}</span> })
    });
    let words = text(some);
    let nothing = text(none);
    view! {
        <h2 id=id class=look>{figure}{move || if many.get() == 0 { nothing.get() } else { words.get() }}</h2>
    }
}

fn table(rows: Vec<WallRow>, now: Signal<Moment>) -> Node {
    let rows: Vec<Node> = rows.into_iter().map(|row| line(row, now)).collect();
    view! { <table><tbody>{rows}</tbody></table> }
}

fn line(row: WallRow, now: Signal<Moment>) -> Node {
    let standing = row.deadline.map(|deadline| mark::standing(deadline, now));
    view! {
        <tr>
            <td class="w-grade">{mark::grade(row.grade, say::grade::short(row.grade))}</td>
            <th scope="row">{what(&row)}<small>{whereabouts(&row)}</small></th>
            <td class="w-time">{standing}</td>
        </tr>
    }
}

/// What it is, in our words only: danger, kind, number.
fn what(row: &WallRow) -> Node {
    let danger =
        (row.safety != Safety::None).then(|| view! { <span class="danger">{Key::QueueDanger}</span>" " });
    let number = row.number.as_str().to_owned();
    view! { {danger}{say::kind(row.kind)}" "<span class="number">{number}</span> }
}

/// Where it is, and whether anybody has it.
fn whereabouts(row: &WallRow) -> Node {
    let building = row.building.clone().map(|building| format!(" {building}"));
    let nobody = (!row.is_claimed).then(|| view! { " · "{Key::QueueHandlerNobody} });
    view! { {row.community_name.clone()}{building}{nobody} }
}

#[component]
fn Today(wall: RwSignal<Wall>) -> Node {
    let figure = move |words: Key, of: fn(&Wall) -> u32| {
        let figure = Memo::new(move |_| wall.with(of));
        view! { <div><dt>{words}</dt><dd>{move || figure.get().to_string()}</dd></div> }
    };
    view! {
        <footer aria-label=Key::WallToday>
            <dl>
                {figure(Key::WallReceived, |wall| wall.today.received)}
                {figure(Key::WallResolved, |wall| wall.today.resolved)}
                {figure(Key::WallClosed, |wall| wall.today.closed)}
                {figure(Key::WallEnquiries, |wall| wall.today.enquiries)}
            </dl>
        </footer>
    }
}

fn follow(wall: RwSignal<Wall>) {
    let concerns = |word: &str| word == live::ALERTS || live::is_about_complaints(word);
    let again = live::follow(read_wall, concerns, move |read| wall.set(read));
    // What time alone makes late is announced by nobody.
    let now = live::ticking(move || wall.with_untracked(|wall| wall.now));
    Effect::new(move |before: Option<Moment>| {
        let now = now.get();
        if before.is_some_and(|before| before != now) {
            again.run(());
        }
        now
    });
}
