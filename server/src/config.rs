//! What a person who runs Linli decides: by flag, or by environment.

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use leptos::config::{Env, LeptosOptions};
use store::MasterKey;

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
    Serve(Config),
}

#[derive(Clone, Debug, Args)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "LINLI_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// `sqlite://` and a path, or `postgres://user:password@host/database`.
    #[arg(
        long,
        env = "LINLI_DATABASE_URL",
        default_value = "sqlite://data/linli.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Where photos and the key file are kept.
    #[arg(long, env = "LINLI_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// How residents reach this server, as it stands in links; by default `http://` and the address
    /// listened on.
    #[arg(long, env = "LINLI_BASE_URL")]
    pub base_url: Option<String>,
    /// 32 bytes in base64; by default the key file in the data folder, made on first start.
    #[arg(long, env = "LINLI_MASTER_KEY", hide_env_values = true, value_parser = master_key)]
    pub master_key: Option<MasterKey>,
    /// The company's or community's name at the top of every page.
    #[arg(long, env = "LINLI_NAME", default_value = "")]
    pub name: String,
    /// The number answered day and night, as it stands on every page.
    #[arg(long, env = "LINLI_HOTLINE", default_value = "")]
    pub hotline: String,
}

impl Config {
    /// How residents reach this server, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> String {
        let given = self.base_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
        given.unwrap_or_else(|| format!("http://{}", self.listen))
    }

    #[must_use]
    pub fn store(&self) -> store::Config {
        store::Config {
            database_url: self.database_url.clone(),
            data_dir: self.data_dir.clone(),
            key: self.master_key.clone(),
        }
    }
}

fn master_key(text: &str) -> Result<MasterKey, String> {
    MasterKey::from_base64(text).map_err(|error| error.to_string())
}

/// Where the built site is: beside the binary as it is shipped, else where it was built.
#[must_use]
pub fn leptos_options(listen: SocketAddr) -> LeptosOptions {
    let beside =
        env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_path_buf)).unwrap_or_default();
    let shipped = beside.join("site");
    let site = if shipped.is_dir() { shipped } else { PathBuf::from("target/site") };
    let hashes = beside.join("hash.txt");
    LeptosOptions::builder()
        .output_name("linli")
        .site_root(site.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .env(Env::PROD)
        .site_addr(listen)
        .hash_files(hashes.is_file())
        .build()
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
        assert!(Cli::try_parse_from(["linli", "serve", "--master-key", "c2hvcnQ="]).is_err());
    }
}
