//! What the company decides for itself (handbook R7): its versions, and one of them.

pub mod list;
pub mod sheet;

mod calendar;
mod differences;
mod field;
mod form;
mod ladder;
mod next;
mod places;
mod trial;
#[cfg(feature = "ssr")]
mod work;
