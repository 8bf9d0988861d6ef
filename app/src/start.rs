//! The first page: danger first, then what can be done here.

use leptos::prelude::*;

use crate::frame::{Hotline, dial};
use crate::ui::page::{Opening, Page};
use crate::words::{Key, text};

/// Fire, ambulance, police on the mainland.
const EMERGENCY: [&str; 3] = ["119", "120", "110"];

#[component]
pub fn StartPage() -> impl IntoView {
    let numbers = EMERGENCY.map(|number| view! { <a class="button plain" href=dial(number)>{number}</a> });
    view! {
        <Page title=text(Key::StartTitle)>
            <Opening title=Key::StartTitle lead=Key::StartLead/>
            <section class="sheet">
                <h2>{text(Key::StartDanger)}</h2>
                <p>{text(Key::StartDangerNote)}</p>
                <div class="row">{numbers}<Hotline/></div>
            </section>
        </Page>
    }
}
