//! The browser's entry where a private link leads: takes over the page that the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    if app::wire::is_of_this_build() {
        leptos::mount::hydrate_body(app::pages::program::<app::complaint::following::Following>);
    }
}
