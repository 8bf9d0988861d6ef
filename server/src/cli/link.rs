//! `linli link reset`: a new private link where the one given out has come into other hands.

use std::error::Error;

use app::routes;
use clap::{Args, Subcommand};
use rules::id::ComplaintNumber;
use rules::moment::Moment;
use store::Store;

use super::open;
use crate::config::Data;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Give a complaint a new private link; every link given out before opens nothing any more.
    Reset(Reset),
}

#[derive(Debug, Args)]
pub struct Reset {
    #[command(flatten)]
    data: Data,
    /// Such as `WT-2611-0387`.
    #[arg(value_parser = number)]
    number: ComplaintNumber,
    /// How residents reach the server, as it stands in links.
    #[arg(long, env = "LINLI_BASE_URL", default_value = "http://127.0.0.1:3000")]
    base_url: String,
}

impl Command {
    pub(super) async fn run(self) -> Result<(), Box<dyn Error>> {
        let Self::Reset(reset) = self;
        let (store, clock) = open(&reset.data).await?;
        println!("{}", anew(&store, &reset.number, &reset.base_url, clock.read()).await?);
        store.close().await;
        Ok(())
    }
}

/// Says where the complaint is found from now on.
///
/// # Errors
/// Why there is no new link, in a sentence.
pub async fn anew(
    store: &Store,
    number: &ComplaintNumber,
    base_url: &str,
    now: Moment,
) -> Result<String, String> {
    match store.reset_link(number, now).await {
        Ok(link) => Ok(format!(
            "{} is found at {}{} from now on; tell its complainant, since no other link opens it",
            number.as_str(),
            base_url.trim_end_matches('/'),
            routes::tracking(&link)
        )),
        Err(store::Error::NotFound) => Err(format!("there is no complaint {}", number.as_str())),
        Err(error) => Err(error.to_string()),
    }
}

fn number(text: &str) -> Result<ComplaintNumber, &'static str> {
    ComplaintNumber::read(text).ok_or("a complaint's number, such as WT-2611-0387")
}
