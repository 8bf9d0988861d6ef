//! The pages that a private link opens: a complaint followed, and the survey after it.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::problem::Problem;
use rules::survey::Asked;
use serde::{Deserialize, Serialize};

use super::link::Followed;
use super::tracking::TrackingPage;
use crate::error::Refused;
use crate::pages::Contents;
use crate::routes::{Address, Page};
use crate::survey::answer::SurveyPage;
use crate::ui::node::Node;
use crate::wire::Answer;

#[derive(Clone, Serialize, Deserialize)]
pub enum Following {
    /// The link, and what it opens.
    Tracking(String, Box<Followed>),
    Survey(String, Asked),
}

#[server(endpoint = "read_following", input = Json, output = Answer)]
pub async fn read_following(page: Page) -> Result<Following, Refused<Problem>> {
    use crate::error::Failure;
    match page {
        Page::Tracking(link) => {
            let followed = super::link::followed(&link, false).await?;
            Ok(Following::Tracking(link, Box::new(followed)))
        }
        Page::Survey(link) => {
            let asked = crate::session::store()?.asked(&link).await?;
            Ok(Following::Survey(link, asked))
        }
        _ => Err(Failure::NotFound.into()),
    }
}

impl Contents for Following {
    fn show(self, at: &Address) -> Node {
        let done = at.query("done").unwrap_or_default().to_owned();
        match self {
            Self::Tracking(link, followed) => view! { <TrackingPage link followed=*followed done/> },
            Self::Survey(link, asked) => view! { <SurveyPage link asked done/> },
        }
    }

    fn read(page: Page) -> Option<impl Future<Output = Result<Self, Refused<Problem>>> + 'static> {
        matches!(page, Page::Tracking(_) | Page::Survey(_)).then(|| read_following(page))
    }
}
