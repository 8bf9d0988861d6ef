//! The binary `linli`.

use std::process::ExitCode;

use clap::Parser;
use server::config::{Cli, Command};
use server::{serve, trace};

#[tokio::main]
async fn main() -> ExitCode {
    trace::start();
    let Cli { command } = Cli::parse();
    let done = match command {
        Command::Serve(config) => serve::serve(config).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}
