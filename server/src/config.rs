//! What a person who runs Linli decides: by flag, or by environment.

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use leptos::config::{Env, LeptosOptions};
use store::MasterKey;

use crate::accept::CONNECTIONS_MAX;
use crate::account::{SIGN_INS, Tries};
use crate::acts::{self, Acts};
use crate::live::LISTENERS_MAX;
use crate::sending;
use crate::slow::Pace;

/// Where the data is and which key opens it.
#[derive(Clone, Debug, Args)]
pub struct Data {
    /// `sqlite://` and a path, or `postgres://user:password@host/database`.
    #[arg(
        long,
        env = "LINLI_DATABASE_URL",
        default_value = "sqlite://data/linli.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Where the key file is kept.
    #[arg(long, env = "LINLI_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// 32 bytes in base64; by default the key file in the data folder, made on first start.
    #[arg(long, env = "LINLI_KEY", hide_env_values = true, value_parser = master_key)]
    pub key: Option<MasterKey>,
}

/// How the server serves.
#[derive(Clone, Debug, Args)]
pub struct Config {
    #[command(flatten)]
    pub data: Data,
    /// Address and port to listen on.
    #[arg(long, env = "LINLI_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// How residents reach this server, as it stands in links; by default `http://` and the address
    /// listened on.
    #[arg(long, env = "LINLI_BASE_URL")]
    pub base_url: Option<String>,
    /// Fill an empty database with a sample company first.
    #[arg(long, env = "LINLI_DEMO")]
    pub demo: bool,
    /// The name at the top of every page; by default the company's.
    #[arg(long, env = "LINLI_NAME", default_value = "")]
    pub name: String,
    /// The number on every page; by default the hotline of the first community.
    #[arg(long, env = "LINLI_HOTLINE", default_value = "")]
    pub hotline: String,
    /// A proxy of yours stands in front and writes `X-Forwarded-For`.
    #[arg(long, env = "LINLI_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Sign-ins of one account from one address at once; then one a minute. An address has six times
    /// as many for all accounts, an account twenty times as many from all addresses.
    #[arg(long, env = "LINLI_SIGN_INS", default_value_t = SIGN_INS)]
    pub sign_ins: u32,
    /// Complaints, messages and survey answers of one address at once; then one every 15 seconds.
    #[arg(long, env = "LINLI_ACTS", default_value_t = acts::AT_ONCE)]
    pub acts: u32,
    /// Connections held at once; more wait until one is free.
    #[arg(long, env = "LINLI_CONNECTIONS", default_value_t = CONNECTIONS_MAX)]
    pub connections: usize,
    /// Staff pages that may be told of changes at once.
    #[arg(long, env = "LINLI_LISTENERS", default_value_t = LISTENERS_MAX)]
    pub listeners: usize,
    #[command(flatten)]
    pub sending: sending::Settings,
}

impl Data {
    #[must_use]
    pub fn store(&self) -> store::Config {
        store::Config {
            database_url: self.database_url.clone(),
            data_dir: self.data_dir.clone(),
            key: self.key.clone(),
        }
    }
}

impl Config {
    /// How residents reach this server, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> String {
        let given = self.base_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
        given.unwrap_or_else(|| format!("http://{}", self.listen))
    }

    #[must_use]
    pub fn tries(&self) -> Tries {
        Tries::of(self.sign_ins)
    }

    #[must_use]
    pub fn acts(&self) -> Acts {
        Acts::new(Pace { at_once: self.acts, then_every: acts::THEN_EVERY })
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
