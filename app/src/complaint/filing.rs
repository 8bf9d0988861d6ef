//! The pages on which a complaint is filed: the form, and the receipt that answers it.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::complaint::Ground;
use rules::moment::Moment;
use rules::problem::Problem;
use serde::{Deserialize, Serialize};

use super::file::FileComplaintPage;
use super::receipt::{Receipt, ReceiptPage};
use crate::error::Refused;
use crate::pages::Contents;
use crate::routes::{Address, Page};
use crate::start::StartPage;
use crate::ui::node::Node;
use crate::wire::Answer;

#[derive(Clone, Serialize, Deserialize)]
pub enum Filing {
    Form(Ground, Moment),
    Receipt(Box<Receipt>),
}

#[server(endpoint = "read_filing", input = Json, output = Answer)]
pub async fn read_filing(page: Page) -> Result<Filing, Refused<Problem>> {
    use crate::error::Failure;
    use crate::session;
    let (store, now) = (session::store()?, session::moment());
    match page {
        Page::File => Ok(Filing::Form(store.ground(now).await?, now)),
        Page::Receipt(link) => Ok(Filing::Receipt(Box::new(Receipt::of(link).await?))),
        _ => Err(Failure::NotFound.into()),
    }
}

impl Contents for Filing {
    fn show(self, at: &Address) -> Node {
        match self {
            Self::Form(ground, _) if ground.communities.is_empty() => view! { <StartPage ground/> },
            Self::Form(ground, now) => {
                let community = at.query("community").unwrap_or_default().to_owned();
                view! { <FileComplaintPage ground now community/> }
            }
            Self::Receipt(receipt) => view! { <ReceiptPage receipt=*receipt/> },
        }
    }

    fn read(page: Page) -> Option<impl Future<Output = Result<Self, Refused<Problem>>> + 'static> {
        // The form is a document of its own each time: what it asks is written by the server.
        matches!(page, Page::Receipt(_)).then(|| read_filing(page))
    }
}
