//! What stands around every resident page.

use leptos::prelude::*;
use rules::language::Language;

use crate::preferences::{Preferences, Size, Theme};
use crate::routes;
use crate::session;
use crate::ui::icon::Logo;
use crate::words::{Key, phrase, say, spoken, text};

/// Each language with its short name for the switch and its full name.
pub const LANGUAGES: [(Language, Key, Key); 3] = [
    (Language::ZhHans, Key::UiHans, Key::UiHansFull),
    (Language::ZhHant, Key::UiHant, Key::UiHantFull),
    (Language::En, Key::UiEn, Key::UiEnFull),
];

#[component]
pub fn Masthead(#[prop(into)] path: Signal<String>) -> impl IntoView {
    let preferences = session::preferences();
    let larger = move || match preferences.get().size {
        Size::Normal => (Size::Large, Key::UiLarger),
        Size::Large => (Size::Normal, Key::UiNormal),
    };
    let languages = LANGUAGES.map(|(language, short, full)| {
        let current = move || (preferences.get().language == language).then_some("true");
        let href = move || change("language", language.code(), &path.get());
        let tag = language.code();
        let choose = move |event| choose(&event, preferences, move |chosen| chosen.language = language);
        view! {
            <a href=href rel="external" lang=tag hreflang=tag title=text(full) aria-current=current on:click=choose>
                {text(short)}
            </a>
        }
    });
    view! {
        <a class="skip" href="#main" rel="external">{text(Key::UiSkip)}</a>
        <header class="masthead"><div>
            <a class="name" href=routes::START><Logo/><span>{name(preferences)}</span></a>
            <nav class="settings" aria-label=text(Key::UiLanguage)>
                {languages}
                <a
                    class="apart"
                    rel="external"
                    href=move || change("size", larger().0.code(), &path.get())
                    on:click=move |event| choose(&event, preferences, move |chosen| chosen.size = larger().0)
                >{move || say(preferences.get().language, larger().1)}</a>
            </nav>
        </div></header>
    }
}

#[component]
pub fn Footer(#[prop(into)] path: Signal<String>) -> impl IntoView {
    let preferences = session::preferences();
    let theme = move || match preferences.get().theme {
        Theme::Dark => (Theme::Light, Key::UiDay),
        Theme::System | Theme::Light => (Theme::Dark, Key::UiNight),
    };
    view! {
        <footer class="footer"><div>
            <Hotline/>
            <a href=routes::SETTINGS>{text(Key::UiDisplay)}</a>
            <a
                rel="external"
                href=move || change("theme", theme().0.code(), &path.get())
                on:click=move |event| choose(&event, preferences, move |chosen| chosen.theme = theme().0)
            >{move || say(preferences.get().language, theme().1)}</a>
        </div></footer>
    }
}

/// The number answered day and night, ready to tap.
#[component]
pub fn Hotline() -> impl IntoView {
    let number = session::masthead().hotline;
    let words = spoken({
        let number = number.clone();
        move || phrase::ui_hotline(&number)
    });
    (!number.is_empty()).then(|| view! { <a href=dial(&number)>{words}</a> })
}

/// A number as people write it, as the address a telephone dials.
#[must_use]
pub fn dial(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

fn name(preferences: RwSignal<Preferences>) -> impl Fn() -> String {
    let name = session::masthead().name;
    move || {
        if name.is_empty() { say(preferences.get().language, Key::UiName).to_owned() } else { name.clone() }
    }
}

/// The link that changes one preference without any script and comes back to this page.
fn change(what: &str, value: &str, path: &str) -> String {
    format!("/set/{what}/{value}?back={}", routes::encode(path))
}

/// With scripts the page changes where it stands, and what was typed stays.
fn choose(
    event: &web_sys::MouseEvent,
    preferences: RwSignal<Preferences>,
    change: impl FnOnce(&mut Preferences),
) {
    event.prevent_default();
    preferences.update(change);
}
