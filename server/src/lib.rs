//! Everything that runs where no one sees: configuration, the router, what guards it.

#![recursion_limit = "256"]

pub mod clock;
pub mod config;
pub mod files;
pub mod guard;
pub mod house;
pub mod post;
pub mod preferences;
pub mod refuse;
pub mod router;
pub mod serve;
pub mod trace;
pub mod uploads;
