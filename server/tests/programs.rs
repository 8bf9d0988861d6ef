//! The real program, started and killed as on a machine of its own.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "programs/house.rs"]
mod house;
#[path = "programs/kill.rs"]
mod kill;
#[path = "programs/two.rs"]
mod two;
