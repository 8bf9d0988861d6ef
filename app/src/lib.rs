//! Everything a person sees: pages, their words, and the server functions they call.
//!
//! Built twice: with `ssr` into the server, with `hydrate` into the browser, never with both.

#![recursion_limit = "256"]

pub mod account;
pub mod alert;
pub mod call;
pub mod complaint;
pub mod counter;
pub mod desk;
pub mod error;
pub mod failure;
pub mod frame;
pub mod incident;
pub mod intake;
pub mod live;
pub mod mark;
pub mod notice;
pub mod now;
pub mod office;
pub mod pages;
pub mod policy;
pub mod preferences;
pub mod queue;
pub mod roster;
pub mod routes;
pub mod say;
pub mod session;
pub mod settings;
pub mod sheet;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod start;
pub mod survey;
pub mod tables;
pub mod tell;
pub mod ui;
pub mod wall;
pub mod wire;
pub mod words;
