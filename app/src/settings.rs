//! Language, colours and size, chosen with time and in full words.

use crate::ui::node::Node;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::language::Language;
use serde::{Deserialize, Serialize};

use crate::error::Refused;
use crate::frame::LANGUAGES;
use crate::preferences::{Preferences, Size, Theme};
use crate::routes;
use crate::session;
use crate::ui::choices::{Choice, Choices};
use crate::ui::field::Label;
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::page::{Opening, Page};
use crate::ui::problems::{Problem, ProblemSummary, title_with};
use crate::wire::Answer;
use crate::words::Key;

/// The form as it was filled in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub language: String,
    pub theme: String,
    pub size: String,
}

/// What has not been chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    Language,
    Theme,
    Size,
}

impl Draft {
    /// All that is missing at once.
    ///
    /// # Errors
    /// What was not chosen, or is none of the choices.
    pub fn parse(&self) -> Result<Preferences, Vec<Missing>> {
        let language = Language::from_code(&self.language);
        let theme = Theme::from_code(&self.theme);
        let size = Size::from_code(&self.size);
        match (language, theme, size) {
            (Some(language), Some(theme), Some(size)) => Ok(Preferences { language, theme, size }),
            _ => Err([
                language.is_none().then_some(Missing::Language),
                theme.is_none().then_some(Missing::Theme),
                size.is_none().then_some(Missing::Size),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }

    fn of(preferences: Preferences) -> Self {
        Self {
            language: preferences.language.code().into(),
            theme: preferences.theme.code().into(),
            size: preferences.size.code().into(),
        }
    }
}

/// Remembers what was chosen and goes to the first page, which looks like it.
#[server(endpoint = "change_settings", input = Json, output = Answer)]
pub async fn change_settings(#[server(default)] settings: Draft) -> Result<Next, Refused<Missing>> {
    let preferences = settings.parse().map_err(Refused::Problems)?;
    session::answer_cookie(&preferences.cookie());
    Ok(Next(routes::START.into()))
}

const LANGUAGE: Label = Label::new("language", Key::SettingsLanguage);
const THEME: Label = Label::new("theme", Key::SettingsTheme);
const SIZE: Label = Label::new("size", Key::SettingsSize);

#[component]
pub fn SettingsPage() -> Node {
    let (form, typed) = use_form::<ChangeSettings, _>();
    let problems = form.problems(say);
    let preferences = session::preferences();
    let draft = typed.map_or_else(|| Draft::of(preferences.get_untracked()), |call| call.settings);
    view! {
        <Page title=title_with(problems, Key::SettingsTitle)>
            <Opening title=Key::SettingsTitle lead=Key::SettingsLead>
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
            </Opening>
            <form class="stack" method="post" action=routes::SETTINGS>
                <Choices label=LANGUAGE name="settings[language]" problems choices=languages() chosen=draft.language/>
                <Choices label=THEME name="settings[theme]" problems choices=themes() chosen=draft.theme/>
                <Choices label=SIZE name="settings[size]" problems choices=sizes() chosen=draft.size/>
                <button class="button">{Key::SettingsSave}</button>
            </form>
        </Page>
    }
}

fn say(missing: &Missing) -> Problem {
    match missing {
        Missing::Language => Problem::at(LANGUAGE.id, Key::SettingsProblemLanguage),
        Missing::Theme => Problem::at(THEME.id, Key::SettingsProblemTheme),
        Missing::Size => Problem::at(SIZE.id, Key::SettingsProblemSize),
    }
}

fn languages() -> Vec<Choice> {
    LANGUAGES.iter().map(|(language, _, full)| (language.code(), *full)).collect()
}

fn themes() -> Vec<Choice> {
    let words = |theme| match theme {
        Theme::System => Key::SettingsThemeSystem,
        Theme::Light => Key::SettingsThemeLight,
        Theme::Dark => Key::SettingsThemeDark,
    };
    Theme::ALL.map(|theme| (theme.code(), words(theme))).into()
}

fn sizes() -> Vec<Choice> {
    let words = |size| match size {
        Size::Normal => Key::SettingsSizeNormal,
        Size::Large => Key::SettingsSizeLarge,
    };
    Size::ALL.map(|size| (size.code(), words(size))).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_not_made_is_named_at_once() {
        let rows = [
            (("en", "dark", "large"), vec![]),
            (("", "dark", "large"), vec![Missing::Language]),
            (("en", "", "huge"), vec![Missing::Theme, Missing::Size]),
            (("", "", ""), vec![Missing::Language, Missing::Theme, Missing::Size]),
        ];
        for ((language, theme, size), missing) in rows {
            let draft = Draft { language: language.into(), theme: theme.into(), size: size.into() };
            assert_eq!(draft.parse().err().unwrap_or_default(), missing, "{draft:?}");
        }
    }
}
