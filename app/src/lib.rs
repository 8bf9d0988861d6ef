//! Everything a person sees: pages, their words, and the server functions they call.
//!
//! Built twice: with `ssr` into the server, with `hydrate` into the browser, never with both.

#![recursion_limit = "256"]

pub mod error;
pub mod failure;
pub mod frame;
pub mod preferences;
pub mod routes;
pub mod session;
pub mod settings;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod start;
pub mod ui;
pub mod words;
