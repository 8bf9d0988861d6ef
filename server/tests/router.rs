//! The real router on a temporary database with a fixed clock, driven without a network.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod router {
    mod accept;
    mod accounts;
    mod acts;
    mod asking;
    mod demo;
    mod desk;
    mod filing;
    mod following;
    mod guards;
    mod house;
    mod live;
    mod pages;
    mod people;
    mod photos;
    mod preferences;
    mod sending;
    mod settings;
    mod surveying;
}
