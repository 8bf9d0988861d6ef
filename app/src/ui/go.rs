//! To another page of this site, as the program at work does it.

use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Go {
    /// To a path of this site.
    pub to: Callback<String>,
    /// Whether the page gone to is still on its way.
    pub turning: Signal<bool>,
}

/// How the program at work goes to another page.
///
/// # Panics
/// Where no program provides [`Go`].
#[must_use]
pub fn use_go() -> Go {
    expect_context()
}
