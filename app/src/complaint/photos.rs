//! Photos of a form. Without scripts they travel with it; with scripts each is made smaller and sent
//! as soon as it is picked, and the form carries only its id.

mod send;
mod shrink;

use std::rc::Rc;

use leptos::html::{self, Input};
use leptos::prelude::*;
use markup::view;
use rules::limits::PHOTOS_MAX;
use rules::problem::{Field, PhotoProblem, Problem, Problems, What};
use web_sys::{Blob, File, SubmitEvent, Url};

use crate::say;
use crate::ui::effect::effect;
use crate::ui::field::Label;
use crate::ui::icon::{Icon, icon};
use crate::ui::node::{Node, part};
use crate::ui::problems::{self, sentence};
use crate::words::{Key, Phrase, phrase, spoken};

const ACCEPTED: &str = "image/jpeg,image/png,image/webp";
const ID: &str = "photos";

/// The photos of one form.
#[derive(Clone, Copy)]
pub struct Photos {
    all: RwSignal<Vec<Photo>>,
    /// Of the field that carries an id; ends in `[]`.
    name: &'static str,
}

#[derive(Clone)]
struct Photo {
    number: usize,
    /// As the file is called.
    file: String,
    /// Address of its picture; empty for one that came back with a refused form.
    shown: String,
    state: RwSignal<State>,
}

#[derive(Clone, PartialEq)]
enum State {
    /// Percent that have left.
    Sending(u8),
    Kept(String),
    Refused(Phrase),
}

impl Photos {
    /// With those that came back with a refused form.
    #[must_use]
    pub fn new(name: &'static str, came_back: &[String]) -> Self {
        let photo = |(at, id): (usize, &String)| Photo {
            number: at + 1,
            file: String::new(),
            shown: String::new(),
            state: RwSignal::new(State::Kept(id.clone())),
        };
        let ids = came_back.iter().filter(|id| !id.is_empty() && PhotoProblem::from_code(id).is_none());
        Self { all: RwSignal::new(ids.enumerate().map(photo).collect()), name }
    }

    /// Whether any is still being sent.
    fn are_on_their_way(self) -> bool {
        self.all.with(|all| all.iter().any(|photo| matches!(photo.state.get(), State::Sending(_))))
    }

    /// The `submit` of the photos' form, which waits until they have arrived and then goes on by
    /// itself; and the line that says so.
    pub fn before(
        self,
        form: NodeRef<html::Form>,
        submit: impl Fn(SubmitEvent) + Copy + 'static,
    ) -> (impl Fn(SubmitEvent) + Copy + 'static, Node) {
        let waits = RwSignal::new(false);
        effect(move || {
            if waits.get() && !self.are_on_their_way() {
                waits.set(false);
                if let Some(form) = form.get_untracked() {
                    // Where a browser does not know it, the button is still there to press.
                    let _ = form.request_submit();
                }
            }
        });
        let wait = move |event: SubmitEvent| {
            if untrack(|| self.are_on_their_way()) {
                event.prevent_default();
                waits.set(true);
            } else {
                submit(event);
            }
        };
        let line = move || view! { <p class="soft" role="status">{Key::ComplaintPhotosWait}</p> };
        (wait, part(move || waits.get().then(line)))
    }

    fn add(self, file: &File) {
        let count = self.all.with_untracked(|all| {
            all.iter().filter(|photo| !matches!(photo.state.get_untracked(), State::Refused(_))).count()
        });
        let number = self.all.with_untracked(|all| all.last().map_or(0, |last| last.number)) + 1;
        let state = RwSignal::new(State::Sending(0));
        let shown = Url::create_object_url_with_blob(file).unwrap_or_default();
        self.all.update(|all| all.push(Photo { number, file: file.name(), shown, state }));
        if count >= PHOTOS_MAX {
            return state.set(State::Refused(phrase::problem_too_many_photos(PHOTOS_MAX)));
        }
        let send = move |smaller: Blob| {
            send::send(
                &smaller,
                move |percent| drop(state.try_set(State::Sending(percent))),
                move |answer| drop(state.try_set(answer.map_or_else(State::Refused, State::Kept))),
            );
        };
        shrink::shrink(file, Rc::new(send));
    }

    fn remove(self, number: usize) {
        self.all.update(|all| {
            if let Some(at) = all.iter().position(|photo| photo.number == number) {
                // The picture would stay in memory until the page is closed.
                let _ = Url::revoke_object_url(&all.remove(at).shown);
            }
        });
    }

    /// The list and the place to add more.
    pub fn view(self, problems: problems::Problems) -> Node {
        let input = NodeRef::<Input>::new();
        let take = move || {
            let Some(input) = input.get_untracked() else { return };
            let Some(files) = input.files() else { return };
            for file in (0..files.length()).filter_map(|at| files.item(at)) {
                self.add(&file);
            }
            input.set_value("");
        };
        effect(take);
        let remove = move |number| {
            self.remove(number);
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
            }
        };
        let wrong = sentence(problems, ID);
        let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
        let label = Label::new(ID, Key::ComplaintPhotosLabel).hint(Key::ComplaintPhotosHint);
        let list = part(move || {
            self.all.get().into_iter().map(|photo| row(photo, self.name, remove)).collect::<Vec<_>>()
        });
        view! {
            <div class="field" class:wrong=is_wrong>
                <span class="label" id="photos-label">
                    {label.label}
                    <span class="optional">{|| phrase::complaint_photos_optional(PHOTOS_MAX)}</span>
                </span>
                {crate::ui::field::remarks(label, wrong)}
                <ul class="photos">{list}</ul>
                <label class="photo add">
                    <span>{icon(Icon::Plus)}<span id="photos-add">{Key::ComplaintPhotosAdd}</span></span>
                    <input
                        class="unseen"
                        id=ID
                        type="file"
                        name=self.name
                        accept=ACCEPTED
                        multiple
                        aria-labelledby="photos-add"
                        aria-describedby="photos-hint"
                        node_ref=input
                        on:change=move |_| take()
                    />
                </label>
            </div>
        }
    }
}

/// One that came back is a tick that can be taken away without scripts.
fn row(photo: Photo, name: &'static str, remove: impl Fn(usize) + Copy + Send + 'static) -> Node {
    let Photo { number, file, shown, state } = photo;
    if shown.is_empty() {
        let State::Kept(id) = state.get_untracked() else { return Node::nothing() };
        return view! {
            <li class="photo"><label class="choice">
                <input type="checkbox" name=name value=id checked on:change=move |_| remove(number)/>
                <span>{move || phrase::complaint_photos_kept(number)}</span>
            </label></li>
        };
    }
    let called = file.clone();
    let title = spoken(move || phrase::complaint_photos_remove(&called));
    let told = file.clone();
    let below = part(move || {
        Some(match state.get() {
            State::Sending(percent) => {
                let told = told.clone();
                let words = spoken(move || phrase::complaint_photos_sending(&told));
                view! { <progress class="meter" max="100" value=percent.to_string() aria-label=words></progress> }
            }
            State::Kept(id) => view! { <input type="hidden" name=name value=id/> },
            State::Refused(why) => view! { <span role="alert">{why}</span> },
        })
    });
    let refused = move || matches!(state.get(), State::Refused(_)).then_some("refused");
    view! {
        <li class="photo" data-state=refused>
            <img src=shown alt=file/>
            {below}
            <button type="button" class="remove" aria-label=title on:click=move |_| remove(number)>
                {Key::ComplaintPhotosRemoveShort}
            </button>
        </li>
    }
}

/// Why a photo was not kept, by the code the server answers.
fn refused(code: &str) -> Phrase {
    PhotoProblem::from_code(code.trim()).map_or_else(
        || Key::ComplaintPhotosNotSent.into(),
        |problem| say::problem::sentence(Field::Photos, &What::Photo(problem)),
    )
}

/// What was read, unless something is wrong with the photos, or with both.
///
/// # Errors
/// All problems at once.
pub fn with<T>(read: Result<T, Problems>, photos: Vec<Problem>) -> Result<T, crate::error::Refused<Problem>> {
    match read {
        Ok(read) if photos.is_empty() => Ok(read),
        read => {
            let mut problems = read.err().unwrap_or_default().0;
            problems.extend(photos);
            Err(crate::error::Refused::Problems(problems))
        }
    }
}

/// What is wrong with the photos of a form: in the place of one that could not be kept stands why,
/// and one that neither waits nor belongs to this very form, posted before, has gone.
#[cfg(feature = "ssr")]
pub(super) async fn not_kept(
    store: &store::Store,
    ids: &[String],
    key: &str,
) -> Result<Vec<Problem>, store::Error> {
    let problem = |what| Problem { field: Field::Photos, what: What::Photo(what) };
    for id in ids.iter().filter(|id| !id.is_empty()).take(PHOTOS_MAX + 1) {
        if let Some(what) = PhotoProblem::from_code(id) {
            return Ok(vec![problem(what)]);
        }
        if !store.photo_fits(&rules::id::PhotoId::new(id.as_str()), key).await? {
            return Ok(vec![problem(PhotoProblem::Gone)]);
        }
    }
    Ok(Vec::new())
}
