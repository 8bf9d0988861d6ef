//! To another page of this site, as the program at work does it.

use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Go(pub Callback<String>);

/// Goes to a path of this site.
///
/// # Panics
/// Where no program provides [`Go`].
#[must_use]
pub fn use_go() -> Callback<String> {
    expect_context::<Go>().0
}
