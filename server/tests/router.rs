//! The real router on a temporary database with a fixed clock, driven without a network.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod router {
    mod guards;
    mod house;
    mod pages;
    mod preferences;
    mod settings;
}
