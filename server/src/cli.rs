//! The command line of `linli`.

mod community;
pub mod demo;
mod doctor;
mod grade;
pub mod link;
mod roster;
mod staff;

use std::error::Error;

use clap::{Parser, Subcommand};
use store::Store;

use crate::clock::Clock;
use crate::config::{Config, Data};
use crate::serve;

/// Complaints, repairs and satisfaction for property companies.
#[derive(Debug, Parser)]
#[command(name = "linli", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve residents and staff.
    Serve(Box<Config>),
    /// Add the people who work here.
    #[command(subcommand)]
    Staff(staff::Command),
    /// Say who is on duty when.
    #[command(subcommand)]
    Roster(roster::Command),
    /// Add the communities they work for.
    #[command(subcommand)]
    Community(community::Command),
    /// Give a complaint a new private link.
    #[command(subcommand)]
    Link(link::Command),
    /// Fill an empty database with a sample company.
    Demo(demo::Demo),
    /// Grade complaints by the handbook: JSON Lines on standard input, JSON Lines on standard output.
    Grade,
    /// Look at everything that must be right, and say what is not.
    Doctor(Box<Config>),
}

impl Command {
    /// # Errors
    /// Why it was not done, in a sentence for the person who asked for it.
    pub async fn run(self) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Serve(config) => serve::serve(&config).await,
            Self::Staff(command) => command.run().await,
            Self::Roster(command) => command.run().await,
            Self::Community(command) => command.run().await,
            Self::Link(command) => command.run().await,
            Self::Demo(demo) => demo.run().await,
            Self::Grade => grade::run().map_err(Into::into),
            Self::Doctor(config) => doctor::run(&config).await,
        }
    }
}

/// The store for one command, and the clock to go with it.
async fn open(data: &Data) -> Result<(Store, Clock), store::Error> {
    let clock = Clock::system();
    Ok((Store::open(&data.store(), clock.read()).await?, clock))
}

/// What may be given, for a sentence about what was.
fn one_of(codes: impl Iterator<Item = &'static str>) -> String {
    format!("one of {}", codes.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_url_never_ends_with_a_slash() {
        let rows = [
            (vec!["linli", "serve"], "http://127.0.0.1:3000"),
            (vec!["linli", "serve", "--listen", "0.0.0.0:8080"], "http://0.0.0.0:8080"),
            (vec!["linli", "serve", "--base-url", "https://wuye.example/"], "https://wuye.example"),
        ];
        for (arguments, base_url) in rows {
            let Ok(Cli { command: Command::Serve(config) }) = Cli::try_parse_from(&arguments) else {
                panic!("{arguments:?} is not understood")
            };
            assert_eq!(config.base_url(), base_url);
        }
    }

    #[test]
    fn a_key_that_is_no_key_is_refused_at_the_start() {
        assert!(Cli::try_parse_from(["linli", "serve", "--key", "c2hvcnQ="]).is_err());
    }

    #[test]
    fn a_zone_nobody_knows_is_refused_and_the_sentence_says_what_one_looks_like() {
        for zone in ["+08:00", "480", "Asia/Wutong"] {
            let line = "linli community add --id to --name Maples --hotline 0571-88903366 \
                --emergency 0571-88903377 --desk-hours 8:30-17:30 --buildings homes.txt --zone";
            let refused = Cli::try_parse_from(line.split_whitespace().chain([zone])).map(drop);
            let sentence = refused.expect_err("it is no zone").to_string();
            assert!(sentence.contains(zone) && sentence.contains("Asia/Shanghai"), "{sentence}");
        }
    }

    #[test]
    fn every_command_is_understood() {
        for line in [
            "linli staff add --account A001 --name Wang --department customer_service --duty wt:agent",
            "linli staff reset --account A001",
            "linli staff leave --account A001",
            "linli staff reach --account A001 --email wang@example.com --phone 13857104629",
            "linli roster add --community wt --account A001 --from 2026-11-28T20:00 --until 2026-11-29T08:00 \
             --stands-in-for B001",
            "linli roster list --community wt",
            "linli roster remove 0192",
            "linli community add --id wt --name Wutong --hotline 0571-88903366 --emergency 0571-88903377 \
             --desk-hours 8:30-17:30 --buildings homes.txt",
            "linli community add --id to --name Maples --zone America/Toronto --hotline 0571-88903366 \
             --emergency 0571-88903377 --desk-hours 8:30-17:30 --buildings homes.txt",
            "linli link reset WT-2611-0387 --base-url https://wuye.example",
            "linli demo --complaints 5000 --seed 7",
            "linli serve --demo --behind-proxy",
            "linli doctor --smtp-url smtp://127.0.0.1:25",
        ] {
            let parsed = Cli::try_parse_from(line.split_whitespace());
            assert!(
                parsed.is_ok(),
                "{line}: {}",
                parsed.err().map(|error| error.to_string()).unwrap_or_default()
            );
        }
    }
}
