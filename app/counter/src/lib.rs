//! The counter's entry in the browser: takes over the page where a call is taken, or the calls, that the server
//! rendered.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    if app::wire::is_of_this_build() {
        leptos::mount::hydrate_body(app::counter::Counter);
    }
}
