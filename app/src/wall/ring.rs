//! What rings: a band across the wall for each, and a sound that comes again until it is acknowledged
//! by whom it calls, or put to silence on this screen.

use crate::ui::node::{Node, part};
use leptos::prelude::*;
use markup::view;
use rules::id::ComplaintNumber;
use rules::moment::Moment;
use rules::wall::{Ring, Wall};

use super::sound::{self, Sound};
use super::whereabouts;
use crate::alert::acknowledge_here;
use crate::mark;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::words::{Key, phrase, spoken};

/// What is put to silence on this screen, as often as it was said by then.
type Quiet = (ComplaintNumber, u32);

#[component]
pub fn Rings(wall: RwSignal<Wall>, now: Signal<Moment>) -> Node {
    let quiet = RwSignal::new(Vec::<Quiet>::new());
    let ringing = Memo::new(move |_| wall.with(|wall| wall.ringing.clone()));
    let loud = Memo::new(move |_| {
        ringing.with(|rings| rings.iter().any(|ring| quiet.with(|quiet| !is_quiet(quiet, ring))))
    });
    let sound = sound::while_needed(loud);
    let bands = move || {
        let bands = ringing.get().into_iter().map(|ring| band(ring, now, quiet));
        bands.collect::<Vec<Node>>()
    };
    view! {
        <div class="rings" role="alert">{part(bands)}</div>
        <Muted sound/>
    }
}

/// A browser lets a page sound only after somebody has pressed something on it.
#[component]
fn Muted(sound: Sound) -> Node {
    part(move || {
        let on = sound.is_on();
        (!on).then(|| {
            view! {
                <p class="mute">
                    {icon(Icon::Bell)}<span>{Key::WallMuted}</span>
                    <button class="button plain" type="button" on:click=move |_| sound.start()>{Key::WallSound}</button>
                </p>
            }
        })
    })
}

/// Said again, it is loud again.
fn is_quiet(quiet: &[Quiet], ring: &Ring) -> bool {
    quiet.iter().any(|(number, times)| *number == ring.row.number && *times == ring.times)
}

fn band(ring: Ring, now: Signal<Moment>, quiet: RwSignal<Vec<Quiet>>) -> Node {
    let about = ring.about;
    let about = spoken(move || say::alert::about(about));
    let standing = ring.row.deadline.map(|deadline| mark::standing(deadline, now));
    let row = ring.row.clone();
    let silence = {
        let number = row.number.as_str().to_owned();
        let (ring, words) = (ring.clone(), spoken(move || phrase::wall_quiet(&number)));
        part(move || {
            let ring = ring.clone();
            (!quiet.with(|quiet| is_quiet(quiet, &ring))).then(|| {
                let hush = move |_| quiet.update(|quiet| quiet.push((ring.row.number.clone(), ring.times)));
                view! {
                    <button class="button" type="button" aria-label=words on:click=hush>{Key::WallHush}</button>
                }
            })
        })
    };
    let rungs = ring.rungs.clone();
    view! {
        <div class="ring">
            {mark::grade(row.grade, say::grade::for_staff(row.grade))}
            <div>
                <b>{about}</b>
                <span>{say::kind(row.kind)}" "{row.number.as_str().to_owned()}" · "{whereabouts(&row)}</span>
            </div>
            <div class="left">{standing}</div>
            <div class="row">{part(move || rungs.iter().find_map(acknowledge_here))}{silence}</div>
        </div>
    }
}
