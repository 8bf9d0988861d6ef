//! How a reader wants pages shown: asked of the browser at first, then remembered in a cookie.

use rules::language::Language;
use serde::{Deserialize, Serialize};

/// The cookie's name; its value is `language.theme.size`, no secret, and written by scripts too.
pub const COOKIE: &str = "preferences";
/// How long a browser remembers, in seconds: one year.
const REMEMBERED_SECONDS: u32 = 31_536_000;

/// Language, colours and size of every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    pub language: Language,
    pub theme: Theme,
    pub size: Size,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    #[default]
    Normal,
    /// 长辈版, the elder mode of the handbook's end.
    Large,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word kept in cookies, URLs and `data-theme`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

impl Size {
    pub const ALL: [Self; 2] = [Self::Normal, Self::Large];

    /// The word kept in cookies, URLs and `data-size`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }
}

impl Preferences {
    /// From the request's `Cookie` header, or for a first visit from `Accept-Language`.
    #[must_use]
    pub fn read(cookies: &str, accept_language: &str) -> Self {
        Self::remembered(cookies)
            .unwrap_or_else(|| Self { language: accepted(accept_language), ..Self::default() })
    }

    /// From a `Cookie` header or `document.cookie`; `None` when nothing valid is remembered.
    #[must_use]
    pub fn remembered(cookies: &str) -> Option<Self> {
        let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.find_map(|(name, value)| (name == COOKIE).then_some(value)).and_then(Self::from_code)
    }

    /// The same with one of them changed, as `/set/{what}/{value}` names it; `None` for any other
    /// name or value.
    #[must_use]
    pub fn with(mut self, what: &str, value: &str) -> Option<Self> {
        match what {
            "language" => self.language = Language::from_code(value)?,
            "theme" => self.theme = Theme::from_code(value)?,
            "size" => self.size = Size::from_code(value)?,
            _ => return None,
        }
        Some(self)
    }

    /// The whole `Set-Cookie` value. Scripts write the same, so it is not `HttpOnly`.
    #[must_use]
    pub fn cookie(self) -> String {
        let Self { language, theme, size } = self;
        let value = [language.code(), theme.code(), size.code()].join(".");
        format!("{COOKIE}={value}; Path=/; Max-Age={REMEMBERED_SECONDS}; SameSite=Lax")
    }

    fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.split('.');
        let language = Language::from_code(parts.next()?)?;
        let theme = Theme::from_code(parts.next()?)?;
        let size = Size::from_code(parts.next()?)?;
        Some(Self { language, theme, size })
    }
}

/// The language a browser asks for most; 简体 when it asks for none of ours.
fn accepted(header: &str) -> Language {
    let mut best = (Language::default(), 0.0_f32);
    for range in header.split(',') {
        let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
        if let Some(language) = nearest(tag.trim())
            && weight > best.1
        {
            best = (language, weight);
        }
    }
    best.0
}

/// Our language for a tag such as `zh-TW` or `en-GB`.
fn nearest(tag: &str) -> Option<Language> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    match parts.next() {
        Some("en") => Some(Language::En),
        Some("zh") => Some(parts.find_map(chinese).unwrap_or(Language::ZhHans)),
        _ => None,
    }
}

/// The script is named before the region, so the first of them that says something decides.
fn chinese(part: &str) -> Option<Language> {
    match part {
        "hant" | "tw" | "hk" | "mo" => Some(Language::ZhHant),
        "hans" | "cn" | "sg" | "my" => Some(Language::ZhHans),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_visit_takes_the_language_the_browser_asks_for_most() {
        let rows = [
            ("", Language::ZhHans),
            ("fr-FR, de;q=0.9", Language::ZhHans),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::ZhHans),
            ("zh-TW,zh;q=0.9", Language::ZhHant),
            ("zh-HK", Language::ZhHant),
            ("zh-Hans-HK", Language::ZhHans),
            ("zh-Hant-CN", Language::ZhHant),
            ("en-GB,en;q=0.9", Language::En),
            ("zh;q=0.5, en;q=0.9", Language::En),
            ("fr, en;q=0.1", Language::En),
            ("en;q=nonsense, zh-TW;q=0.2", Language::ZhHant),
        ];
        for (header, language) in rows {
            assert_eq!(Preferences::read("", header).language, language, "{header}");
        }
    }

    #[test]
    fn what_was_chosen_is_remembered_over_what_the_browser_asks_for() {
        let chosen = Preferences { language: Language::ZhHant, theme: Theme::Dark, size: Size::Large };
        let cookie = chosen.cookie();
        let pair = cookie.split(';').next().unwrap_or_default();
        assert_eq!(Preferences::read(&format!("a=b; {pair}; c=d"), "en"), chosen);
    }

    #[test]
    fn a_cookie_we_did_not_write_is_ignored() {
        for cookie in ["preferences=", "preferences=xx.dark.large", "preferences=en.dark", "preferences=en"] {
            let read = Preferences::read(cookie, "en");
            assert_eq!(read, Preferences { language: Language::En, ..Preferences::default() }, "{cookie}");
        }
    }
}
