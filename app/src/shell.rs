//! The document around the app, as the server sends it. The browser never builds it again.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::error::Failure;
use crate::failure::RefusedRequest;
use crate::routes::{App, Side};
use crate::session::{self, Session};
use crate::ui::icon::SPRITE;

pub fn shell(options: LeptosOptions) -> impl IntoView {
    let preferences = session::of_request::<Session>().unwrap_or_default().preferences;
    let path = use_context::<axum::http::request::Parts>().map(|parts| parts.uri.path().to_owned());
    let side = Side::of(&path.unwrap_or_default());
    let (scripts, body) = match use_context::<Failure>() {
        None => {
            (view! { <HydrationScripts options=options.clone()/> }.into_any(), view! { <App/> }.into_any())
        }
        Some(failure) => (().into_any(), view! { <RefusedRequest failure/> }.into_any()),
    };
    view! {
        <!DOCTYPE html>
        <html
            lang=preferences.language.code()
            data-theme=preferences.theme.code()
            data-size=preferences.size.code()
            data-side=side.code()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="format-detection" content="telephone=no"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <HashedStylesheet options/>
                {scripts}
                <MetaTags/>
            </head>
            <body>
                {body}
                <svg class="sprite" aria-hidden="true" inner_html=SPRITE></svg>
            </body>
        </html>
    }
}
