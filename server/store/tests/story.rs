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
    mod changes;
    mod commitments;
    mod complaints;
    mod desk;
    mod jobs;
    mod keys;
    mod links;
    mod looks;
    mod policies;
    mod queue;
    mod records;
    mod schema;
    mod sealed;
    mod seeds;
    mod sessions;
    mod statements;
    mod surveys;
    mod told;
    mod week;
    mod writers;
    mod writes;
}
