//! Everything that runs where no one sees: configuration, the router and what guards it, who is
//! asking, what goes out, what time brings.

#![recursion_limit = "256"]

pub mod accept;
pub mod account;
pub mod acts;
pub mod address;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod export;
pub mod files;
pub mod guard;
pub mod house;
pub mod jobs;
pub mod live;
pub mod page;
pub mod password;
pub mod photo;
pub mod post;
pub mod preferences;
pub mod refuse;
pub mod rendering;
pub mod router;
pub mod sending;
pub mod serve;
pub mod slow;
pub mod trace;
