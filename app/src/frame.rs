//! What stands around every resident page.

use leptos::prelude::*;
use markup::view;
use rules::language::Language;
use web_sys::MouseEvent;

use crate::preferences::{Preferences, Size, Theme};
use crate::routes;
use crate::session;
use crate::ui::icon::Logo;
use crate::ui::node::{IntoNode, Node, part};
use crate::words::{Key, phrase, spoken, text};

/// Each language with its short name for the switch and its full name.
pub const LANGUAGES: [(Language, Key, Key); 3] = [
    (Language::ZhHans, Key::UiHans, Key::UiHansFull),
    (Language::ZhHant, Key::UiHant, Key::UiHantFull),
    (Language::En, Key::UiEn, Key::UiEnFull),
];

#[component]
pub fn Masthead(#[prop(into)] path: Signal<String>) -> Node {
    view! {
        <a class="skip" href="#main" rel="external">{Key::UiSkip}</a>
        <header class="masthead"><div>
            <a class="name" href=routes::START><Logo/><span>{session::name()}</span></a>
            <nav class="settings" aria-label=Key::UiLanguage>
                {languages(path)}
                {size_switch(path, "apart")}
            </nav>
        </div></header>
    }
}

/// Each language by its short name; the one in use is marked.
pub fn languages(path: Signal<String>) -> Node {
    let preferences = session::preferences();
    let links = LANGUAGES.map(|(language, short, full)| {
        let tag = language.code();
        let current = Signal::derive(move || (preferences.get().language == language).then_some("true"));
        let change = Change { what: "language", to: Signal::stored(tag) };
        view! {
            <a
                href=change.href(path)
                rel="external"
                lang=tag
                hreflang=tag
                title=text(full)
                aria-current=current
                on:click=change.make(preferences)
            >{short}</a>
        }
    });
    links.into_node()
}

/// The entry to 长辈版 in words, and back out of it.
pub fn size_switch(path: Signal<String>, class: &'static str) -> Node {
    let preferences = session::preferences();
    let larger = Signal::derive(move || preferences.get().size == Size::Normal);
    let words = spoken(move || if larger.get() { Key::UiLarger } else { Key::UiNormal }.into());
    let to = Signal::derive(move || if larger.get() { Size::Large } else { Size::Normal }.code());
    Change { what: "size", to }.toggle(path, words, class)
}

#[component]
pub fn Footer(#[prop(into)] path: Signal<String>) -> Node {
    let preferences = session::preferences();
    let dark = Signal::derive(move || preferences.get().theme != Theme::Dark);
    let words = spoken(move || if dark.get() { Key::UiNight } else { Key::UiDay }.into());
    let to = Signal::derive(move || if dark.get() { Theme::Dark } else { Theme::Light }.code());
    view! {
        <footer class="footer"><div>
            <p class="hotline"><Hotline/></p>
            <a href=routes::NOTICE>{Key::PrivacyTitle}</a>
            <a href=routes::SETTINGS>{Key::UiDisplay}</a>
            {Change { what: "theme", to }.toggle(path, words, "")}
        </div></footer>
    }
}

/// A link that changes one preference: without scripts by way of the server and back to this page,
/// with scripts where it stands, so that what was typed stays.
#[derive(Clone, Copy)]
struct Change {
    what: &'static str,
    to: Signal<&'static str>,
}

impl Change {
    fn href(self, path: Signal<String>) -> Signal<String> {
        let Self { what, to } = self;
        Signal::derive(move || format!("/set/{what}/{}?back={}", to.get(), routes::encode(&path.get())))
    }

    fn make(self, preferences: RwSignal<Preferences>) -> impl Fn(MouseEvent) + 'static {
        move |event| {
            event.prevent_default();
            preferences.update(|now| *now = now.with(self.what, self.to.get_untracked()).unwrap_or(*now));
        }
    }

    fn toggle(self, path: Signal<String>, words: Signal<String>, class: &'static str) -> Node {
        let make = self.make(session::preferences());
        view! { <a class=class rel="external" href=self.href(path) on:click=make>{words}</a> }
    }
}

/// The number to call, ready to tap.
#[component]
pub fn Hotline() -> Node {
    let number = session::hotline();
    part(move || number.get().map(|line| view! { <a href=line.href>{phrase::ui_hotline(line.shown)}</a> }))
}
