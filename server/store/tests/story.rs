//! What the store promises, told once per noun and run on both engines.
//!
//! SQLite runs on a file in a temporary folder. PostgreSQL needs `LINLI_TEST_POSTGRES`, a
//! `postgres://` URL of a role that may create databases; without it the PostgreSQL half fails.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a story that cannot go on has failed")]

mod story {
    #[macro_use]
    mod house;
    mod alerts;
    mod alike;
    mod approvals;
    mod calls;
    mod changes;
    mod commitments;
    mod complaints;
    mod desk;
    mod drafts;
    mod exports;
    mod filters;
    mod helps;
    mod hints;
    mod incidents;
    mod intake;
    mod jobs;
    mod keys;
    mod links;
    mod looks;
    mod meetings;
    mod policies;
    mod presences;
    mod questions;
    mod queue;
    mod records;
    mod replans;
    mod roster;
    mod schema;
    mod sealed;
    mod search;
    mod seeds;
    mod sessions;
    mod statements;
    mod surveys;
    mod tables;
    mod told;
    mod transfers;
    mod views;
    mod wall;
    mod week;
    mod writers;
    mod writes;
    mod zones;
}
