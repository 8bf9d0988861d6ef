//! `linli demo` and `linli serve --demo`: the sample company, in an empty database only.

use std::error::Error;
use std::time::Instant;

use app::{routes, say};
use clap::Args;
use rules::language::Language;
use store::Store;

use super::open;
use crate::clock::Clock;
use crate::config::Data;
use crate::demo::{self, Made, Plan};
use crate::password;

/// The password of every account of the sample. It is printed, and stands in the README: a sample
/// has nobody's data.
pub const PASSWORD: &str = "wutong-demo";
/// Complaints of `serve --demo`.
const COMPLAINTS: usize = 300;
const SEED: u64 = 2026;

/// Fill an empty database with a sample company.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    data: Data,
    #[arg(long, default_value_t = COMPLAINTS)]
    complaints: usize,
    /// The same seed makes the same complaints.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
}

impl Demo {
    pub(super) async fn run(self) -> Result<(), Box<dyn Error>> {
        let (store, clock) = open(&self.data).await?;
        let plan = Plan { complaints: self.complaints, seed: self.seed, now: clock.read() };
        let hash = password::hash(PASSWORD)?;
        let begun = Instant::now();
        let made = match demo::seed(&store, &plan, &hash).await {
            Ok(made) => made,
            Err(store::Error::Conflict) => {
                return Err("this database is not empty; a sample is never mixed with data".into());
            }
            Err(error) => return Err(error.into()),
        };
        let seconds = begun.elapsed().as_secs_f64();
        let each = f64::from(u32::try_from(made.complaints).unwrap_or(u32::MAX)) / seconds.max(0.001);
        println!("{} complaints in {seconds:.2} s, {each:.0} a second", made.complaints);
        demo::with_groups(&store, &made, plan.now).await?;
        store.close().await;
        Ok(())
    }
}

/// Fills the database if it is empty, and says where to look; also when it did so before.
///
/// # Errors
/// Those of the database.
pub async fn serve_sample(store: &Store, clock: &Clock, base_url: &str) -> Result<(), Box<dyn Error>> {
    let plan = Plan { complaints: COMPLAINTS, seed: SEED, now: clock.read() };
    match demo::seed(store, &plan, &password::hash(PASSWORD)?).await {
        Ok(made) => {
            demo::with_groups(store, &made, plan.now).await?;
            let made = demo::with_links(store, made, plan.now).await?;
            let Made { homes, complaints, .. } = made;
            println!("A sample company with {homes} homes and {complaints} complaints is ready.");
            print!("{}", shown(&made, base_url));
        }
        Err(store::Error::Conflict) => match demo::made_before(store, PASSWORD, plan.now).await? {
            Some(made) => print!("The sample company is here already.\n{}", shown(&made, base_url)),
            None => println!("There is data already; nothing was added. Staff: {base_url}/desk"),
        },
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Addresses to open and who can sign in.
#[must_use]
pub fn shown(made: &Made, base_url: &str) -> String {
    let mut text = format!("Residents: {base_url}/\n");
    for (link, stage) in &made.links {
        let stage = app::words::say(Language::En, say::stage(*stage));
        text += &format!("           {base_url}{}  ({stage})\n", routes::tracking(link));
    }
    text += &format!("Staff:     {base_url}{}\n", routes::DESK);
    for (account, name) in &made.accounts {
        text += &format!("           {account:<6} {name}\n");
    }
    text + &format!("           password of all: {PASSWORD}\n")
}
