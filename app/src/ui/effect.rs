//! What is done in the browser, at once and again whenever a signal it read has changed.

use leptos::prelude::*;

/// As Leptos's `Effect`, whose code a browser would otherwise fetch once for each.
pub fn effect(run: impl Fn() + 'static) {
    start(Box::new(run));
}

fn start(run: Box<dyn Fn()>) {
    Effect::new(run);
}
