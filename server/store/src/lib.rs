//! All data of Linli, in SQLite or PostgreSQL: all SQL, no policy.
//!
//! - [`Store::open`], [`Store::write`], [`Store::read`]: the one way in; `engine/` is where the two
//!   engines differ
//! - [`Changed`]: what is announced after a commit
//! - [`Keyring`], [`Links`]: what is sealed, what is found by keyed hash, what stands in a link
//! - [`record`], [`counter`], [`job`], [`session`]: what the nouns stand on
//! - the nouns, as methods of [`Store`]: communities, staff, complaints, notices, surveys, photos
//!
//! Reads are methods of [`Reader`], changes methods of [`Tx`], which is a `Reader` too. Every SQL
//! text is declared by `sql!` and listed in [`statements`], so that a test prepares each on both
//! engines.
//!
//! ```no_run
//! # async fn example(store: store::Store, now: rules::moment::Moment) -> Result<(), store::Error> {
//! use rules::id::CommunityId;
//! use store::Scope;
//!
//! let community = CommunityId::new("wt");
//! let number = store
//!     .write(Scope::Community(community.clone()), async move |tx| {
//!         tx.enqueue("greet", &serde_json::json!({ "community": community.as_str() }), now, None).await?;
//!         tx.number(&community, "example").await
//!     })
//!     .await?;
//! # Ok(())
//! # }
//! ```

mod access;
mod alert;
mod alike;
mod approval;
mod call;
mod changed;
mod chore;
mod commitment;
mod community;
mod complaint;
pub mod counter;
mod draft;
mod engine;
mod error;
mod export;
pub mod fresh;
mod help;
mod incident;
pub mod job;
mod keyring;
mod ladder;
mod links;
mod migrations;
mod notice;
mod photo;
mod policy;
mod presence;
pub mod record;
mod roster;
mod scope;
mod search;
mod seed;
pub mod session;
mod sql;
mod staff;
mod store;
mod survey;
mod table;
mod timeline;
mod transfer;
mod tx;
mod view;
mod wall;
mod zone;

pub use self::{
    alert::{AlertWay, Calling},
    changed::Changed,
    chore::{Chore, Slice},
    community::{Company, NOTICE_VERSION, NewBuilding},
    complaint::{Filed, Tick},
    error::Error,
    export::{Export, Subject},
    keyring::{Keyring, MasterKey},
    links::{Links, Purpose},
    notice::Outgoing,
    photo::Room,
    policy::edition::Opened,
    roster::NewShift,
    scope::Scope,
    seed::{Deed, TakenDown, Tale},
    sql::Statement,
    staff::NewStaff,
    store::{Config, Store},
    tx::{Reader, Tx},
    zone::ZoneName,
};

/// Every statement there is.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    [
        access::STATEMENTS,
        alert::STATEMENTS,
        approval::STATEMENTS,
        call::STATEMENTS,
        call::LIST_STATEMENTS,
        commitment::STATEMENTS,
        community::STATEMENTS,
        counter::STATEMENTS,
        draft::STATEMENTS,
        export::STATEMENTS,
        help::STATEMENTS,
        incident::STATEMENTS,
        incident::declare::STATEMENTS,
        incident::told::STATEMENTS,
        incident::work::STATEMENTS,
        job::STATEMENTS,
        keyring::check::STATEMENTS,
        ladder::STATEMENTS,
        notice::STATEMENTS,
        photo::STATEMENTS,
        policy::STATEMENTS,
        policy::backtest::STATEMENTS,
        policy::edition::STATEMENTS,
        policy::force::STATEMENTS,
        policy::replan::STATEMENTS,
        presence::STATEMENTS,
        roster::STATEMENTS,
        search::STATEMENTS,
        session::STATEMENTS,
        staff::STATEMENTS,
        store::STATEMENTS,
        survey::STATEMENTS,
        table::STATEMENTS,
        table::line::STATEMENTS,
        timeline::STATEMENTS,
        transfer::STATEMENTS,
        wall::STATEMENTS,
        view::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .chain(alike::statements())
    .chain(complaint::statements())
}

/// Number and name of every migration, in order; the files are `migrations/ENGINE/NAME.sql`.
pub fn migrations() -> impl Iterator<Item = &'static (i64, &'static str)> {
    migrations::LIST.iter()
}
