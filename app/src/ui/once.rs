//! The hidden key that makes a form posted twice count once.

use super::node::Node;
use leptos::prelude::*;
use markup::view;

/// `key` is the one a refused form came back with; empty means a fresh one.
#[component]
pub fn Once(name: &'static str, #[prop(optional, into)] key: String) -> Node {
    let key = if key.is_empty() { fresh() } else { key };
    view! { <input type="hidden" name=name value=key/> }
}

/// 128 random bits, or nothing where there is no randomness: an empty key is like no other, one of
/// zeros would be everybody's. While a page is hydrated the server's key stays, this one is dropped.
#[cfg(feature = "ssr")]
fn fresh() -> String {
    Nonce::new().to_string()
}

#[cfg(not(feature = "ssr"))]
fn fresh() -> String {
    let mut bits = [0_u8; 16];
    let drawn = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bits));
    if drawn.is_err() {
        return String::new();
    }
    bits.iter().map(|byte| format!("{byte:02x}")).collect()
}
